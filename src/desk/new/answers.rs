//! What somebody gave or gives for the things that are needed: by options, or asked on a
//! terminal.

use std::io::{BufRead, IsTerminal, Write};

use unicode_normalization::UnicodeNormalization;

use super::Refusal;
use crate::site::check::problem::{damage, is_invisible};

/// Something that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The option that would have said it, without its hyphens: `name vi=…`.
    pub option: String,
    /// What is wanted, in words.
    pub what: String,
    /// What counts if nothing is typed.
    pub suggestion: Option<String>,
    /// Whether it must be known.
    pub needed: bool,
    /// Why the last answer would not do.
    pub wrong: Option<String>,
}

/// Somebody who can be asked.
pub trait Ask {
    /// The answer; an empty one takes the suggestion. None where nobody answers.
    fn ask(&mut self, question: &Question) -> Option<String>;
}

/// Nobody to ask: all must be given by options.
pub struct Nobody;

impl Ask for Nobody {
    fn ask(&mut self, _: &Question) -> Option<String> {
        None
    }
}

/// Somebody who types lines.
pub struct Lines<R, W> {
    /// Where the lines come from.
    pub input: R,
    /// Where the questions go.
    pub output: W,
}

impl<R: BufRead, W: Write> Ask for Lines<R, W> {
    fn ask(&mut self, question: &Question) -> Option<String> {
        let mut prompt = question.wrong.as_ref().map_or(String::new(), |why| format!("  {why}\n"));
        prompt += &question.what;
        match &question.suggestion {
            Some(suggestion) => prompt += &format!(" [{suggestion}]"),
            None if !question.needed => prompt += " (may be left empty)",
            None => {}
        }
        write!(self.output, "{prompt}: ").and_then(|()| self.output.flush()).ok()?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim().to_owned())
    }
}

/// Whoever sits at the terminal; nobody if the input is no terminal.
pub fn terminal() -> Box<dyn Ask> {
    if std::io::stdin().is_terminal() {
        Box::new(Lines { input: std::io::stdin().lock(), output: std::io::stderr() })
    } else {
        Box::new(Nobody)
    }
}

/// What options said. A text in one language is given as `vi=…`; without a tag it is in
/// the first language of the edition.
#[derive(Clone, Debug, Default)]
pub struct Given(Vec<(String, String)>);

impl<A: Into<String>, B: Into<String>> FromIterator<(A, B)> for Given {
    fn from_iter<T: IntoIterator<Item = (A, B)>>(options: T) -> Self {
        Given(options.into_iter().map(|(option, value)| (option.into(), value.into())).collect())
    }
}

impl Given {
    /// Adds what an option said.
    pub fn put(&mut self, option: &str, value: String) {
        self.0.push((option.to_owned(), value));
    }

    fn one(&self, option: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == option).map(|(_, value)| value.as_str())
    }

    fn in_language(&self, option: &str, lang: &str, pair: &[String]) -> Option<&str> {
        let values = self.0.iter().filter(|(name, _)| name == option).map(|(_, value)| value.as_str());
        values.into_iter().find_map(|value| {
            let tagged = value.split_once('=').filter(|(tag, _)| pair.iter().any(|lang| lang == tag));
            let (tag, words) = tagged.unwrap_or((pair.first()?, value));
            (tag == lang).then_some(words)
        })
    }
}

/// Why an answer will not do, and what would.
pub struct Wrong {
    /// A sentence.
    pub why: String,
    /// What to propose in its stead.
    pub better: Option<String>,
}

impl Wrong {
    /// An answer that will not do, with nothing to propose.
    pub fn because(why: impl Into<String>) -> Wrong {
        Wrong { why: why.into(), better: None }
    }
}

/// Gathers what is needed, and all that is missing or wrong.
pub struct Answers<'a> {
    given: &'a Given,
    ask: &'a mut dyn Ask,
    missing: Vec<String>,
    wrong: Vec<String>,
}

/// One thing that is needed: its option, what it is, and what is taken if nothing is said.
pub struct Wanted<'a> {
    /// The option, without its hyphens.
    pub option: &'a str,
    /// What it is, in words.
    pub what: &'a str,
    /// What is taken if nothing is said.
    pub suggestion: Option<String>,
    /// Whether it must be known.
    pub needed: bool,
}

impl<'a> Answers<'a> {
    /// From these options, and from whom to ask for the rest.
    pub fn new(given: &'a Given, ask: &'a mut dyn Ask) -> Answers<'a> {
        Answers { given, ask, missing: Vec::new(), wrong: Vec::new() }
    }

    /// What is wanted, read; none if it is not known, which is noted where it must be.
    pub fn get<T>(&mut self, wanted: Wanted, read: impl Fn(&str) -> Result<T, Wrong>) -> Option<T> {
        let said = self.given.one(wanted.option).map(str::to_owned);
        self.settle(wanted.option.to_owned(), wanted, said, read)
    }

    /// A text in each language of the pair, as far as it is known. If `each`, it is needed
    /// in all of them, otherwise in the first, or in none if it is not needed.
    pub fn text(&mut self, wanted: Wanted, pair: &[String], each: bool) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (number, lang) in pair.iter().enumerate() {
            let said = self.given.in_language(wanted.option, lang, pair).is_some();
            let what = format!("{} ({lang})", wanted.what);
            // Where one language is enough, which one it is does not matter.
            let elsewhere =
                pair.iter().any(|lang| self.given.in_language(wanted.option, lang, pair).is_some());
            let needed = wanted.needed && (each || number == 0 && (said || !elsewhere));
            let one = Wanted { option: wanted.option, what: &what, suggestion: None, needed };
            found.extend(self.words_in(one, lang, pair).map(|words| (lang.clone(), words)));
        }
        found
    }

    /// A text in one language of the pair.
    pub fn words_in(&mut self, wanted: Wanted, lang: &str, pair: &[String]) -> Option<String> {
        let said = self.given.in_language(wanted.option, lang, pair).map(str::to_owned);
        self.settle(format!("{} {lang}=…", wanted.option), wanted, said, words)
    }

    fn settle<T>(
        &mut self,
        option: String,
        wanted: Wanted,
        said: Option<String>,
        read: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        let Wanted { what, suggestion, needed, .. } = wanted;
        let mut question = Question { option, what: what.to_owned(), suggestion, needed, wrong: None };
        let mut next = said;
        loop {
            let answer = match next.take().or_else(|| self.ask.ask(&question)) {
                Some(answer) if !answer.trim().is_empty() => answer,
                Some(_) => match question.suggestion.clone() {
                    Some(suggestion) => suggestion,
                    None if !needed => return None,
                    None => {
                        question.wrong = Some("this is needed".into());
                        continue;
                    }
                },
                // Nobody answers: what was suggested at first is as good, a correction is not.
                None => match (question.wrong.take(), question.suggestion.take()) {
                    (Some(why), better) => {
                        let hint = better.map_or(String::new(), |better| format!("; propose: {better}"));
                        self.wrong.push(format!("--{}: {why}{hint}", question.option));
                        return None;
                    }
                    (None, Some(suggestion)) => suggestion,
                    (None, None) => {
                        self.missing.extend(needed.then(|| format!("--{}", question.option)));
                        return None;
                    }
                },
            };
            match read(answer.trim()) {
                Ok(value) => return Some(value),
                Err(Wrong { why, better }) => {
                    question.wrong = Some(why);
                    question.suggestion = better.or(question.suggestion);
                }
            }
        }
    }

    /// Whether all that is needed is known and right.
    ///
    /// # Errors
    /// All that is missing, in one sentence, and whatever is wrong, each in one.
    pub fn finish(self) -> Result<(), Refusal> {
        let mut all = self.wrong;
        if !self.missing.is_empty() {
            all.push(format!(
                "nobody is there to be asked; these options are missing: {}",
                self.missing.join(", ")
            ));
        }
        if all.is_empty() { Ok(()) } else { Err(Refusal(all)) }
    }
}

/// Words as a record wants them: in NFC, with nothing invisible in them and no letter lost.
pub fn words(typed: &str) -> Result<String, Wrong> {
    let words: String = typed.trim().nfc().collect();
    if let Some(damage) = damage(&words) {
        return Err(Wrong::because(format!("{}; {}", damage.what, damage.hint)));
    }
    match words.chars().find(|letter| is_invisible(*letter)) {
        None => Ok(words),
        Some(letter) => {
            let why = format!("there is an invisible character in it (U+{:04X})", u32::from(letter));
            Err(Wrong { why, better: Some(words.chars().filter(|x| !is_invisible(*x)).collect()) })
        }
    }
}

/// A link as a record wants it.
pub fn link(typed: &str) -> Result<String, Wrong> {
    let rest = typed.strip_prefix("https://").or(typed.strip_prefix("http://"));
    let odd = typed.contains(|x: char| x.is_whitespace() || r#""<>\^`{|}"#.contains(x));
    if !odd && rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')) {
        return Ok(typed.to_owned());
    }
    let why = format!("“{typed}” is no link: it begins with https:// or http:// and has no blanks");
    let is_bare = !odd && !typed.contains(':') && !typed.starts_with('/');
    Err(Wrong { why, better: is_bare.then(|| format!("https://{typed}")) })
}
