//! Reads an edition, with all its problems.
//!
//! The pipeline, each step in a file named after what it holds:
//! 1. `layout`: the files of the edition's folder, by what they should hold;
//! 2. `tree`: each file as a tree of JSON in which every value knows its place;
//! 3. `structure` (with `forms`): each tree walked along the schema of the type that it will be read
//!    as. The types of [`crate::record::model`] are the only definition: schemars makes
//!    the schema from them, so a new key is known here without a line of code. What fits
//!    is a *site*: a value with its type, its key and its place;
//! 4. `references`: ids that are given twice, references that lead nowhere;
//! 5. `meaning`: what no schema can say;
//! 6. only then serde: what has no error is a [`Record`].
//!
//! One fault gives one message: a file that is not JSON, or an entry without an id, does
//! not make every reference to it a problem.

mod forms;
mod layout;
mod meaning;
mod problem;
mod references;
mod structure;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::HashMap;
use std::path::Path;

use jsonc_parser::ast::Value;

pub use layout::schemas;
pub use meaning::Coverage;
pub use problem::{Problem, Severity};

use crate::labels::Labels;
use crate::record::Record;
use crate::record::date::Date;
use crate::record::model::{Article, Edition};
use crate::site::labels;
use forms::Guide;
use layout::{Found, Kind};
use tree::{Source, get_all, range, string};

/// An edition that was looked at.
pub struct Checked {
    /// The record, if there is no error.
    pub record: Option<Record>,
    /// All problems, in the order of the files and their lines.
    pub problems: Vec<Problem>,
    /// For each language of the pair, how many texts are in it, and of how many.
    pub coverage: Coverage,
}

/// A file of the edition.
struct File<'a> {
    source: &'a Source,
    kind: Kind,
    /// Its tree; none where it is not JSON.
    root: Option<Value<'a>>,
}

/// Reads the edition in this folder. Plans are followed up as of `today`; without it, not.
pub fn read(folder: &Path, today: Option<Date>) -> Checked {
    let mut problems = Vec::new();
    let Found { files: sources, lost } = layout::read(folder, &mut problems);
    let schemas = Kind::ALL.map(Kind::schema);
    let parsed = sources.iter().map(|(kind, source)| parse(*kind, source, &schemas, &mut problems));
    let files: Vec<File> = parsed.collect();
    let mut pair = pair(&files);

    let (mut sites, mut sound) = (Vec::new(), Vec::new());
    for file in &files {
        let before = problems.len();
        let schema = &schemas[file.kind as usize];
        if let Some(root) = &file.root {
            sites.extend(structure::walk(file.source, root, schema, &pair, &mut problems));
        }
        sound.push(file.root.is_some() && problems.len() == before);
    }
    references::check(&files, &lost, &sites, &mut problems);
    if let Some(problem) = meaning::misnamed_language(&pair, &sites) {
        // Every text would be in a strange language.
        problems.push(problem);
        pair.clear();
    }
    meaning::check(folder, &pair, &sites, &mut problems);
    let coverage = meaning::coverage(&pair, &sites, &mut problems);

    let mut reader = Reader { files: &files, lost: &lost, sound: &sound, problems: &mut problems };
    let labels = reader.labels(&pair);
    let articles = reader.articles();
    // A later article that cannot be read might report what seems forgotten.
    if let (Some(articles), Some(today)) = (&articles, &today) {
        meaning::followed_up(articles, today, reader.problems);
    }
    let record = reader.record(labels, articles);

    sort(&mut problems, &files);
    let record = record.filter(|_| problems.iter().all(|problem| problem.severity == Severity::Warning));
    Checked { record, problems, coverage }
}

/// Puts the problems into the order of the files, and of the places in each.
fn sort(problems: &mut [Problem], files: &[File]) {
    let number: HashMap<&str, usize> =
        files.iter().enumerate().map(|(number, file)| (file.source.file.as_str(), number)).collect();
    problems
        .sort_by_key(|problem| (number.get(problem.file.as_str()).copied(), problem.line, problem.column));
}

fn parse<'a>(
    kind: Kind,
    source: &'a Source,
    schemas: &[serde_json::Value],
    problems: &mut Vec<Problem>,
) -> File<'a> {
    let root = if source.unread {
        None
    } else if source.text.trim().is_empty() {
        let example = Guide::new(&schemas[kind as usize], &[]).first(&schemas[kind as usize]);
        let problem = Problem::of_file(source.file.clone(), "the file is empty");
        problems.push(problem.hint(format!("it must hold at least {example}")));
        None
    } else {
        source.parse(problems)
    };
    File { source, kind, root }
}

/// The languages of the edition; empty where edition.json does not say, or has a fault
/// there that would show in every text.
fn pair<'a>(files: &'a [File<'a>]) -> Vec<&'a str> {
    let edition = files.iter().find(|file| file.kind == Kind::Edition).and_then(|file| file.root.as_ref());
    let languages = edition.map_or(&[][..], |root| get_all(root, "languages"));
    match languages.iter().map(|tag| string(tag).filter(|tag| meaning::is_tag(tag))).collect::<Vec<_>>()[..] {
        [Some(first), Some(second)] if first != second => vec![first, second],
        _ => Vec::new(),
    }
}

/// Reads with serde what passed the structural check.
struct Reader<'a, 'p> {
    files: &'a [File<'a>],
    lost: &'a [Kind],
    sound: &'a [bool],
    problems: &'p mut Vec<Problem>,
}

impl<'a> Reader<'a, '_> {
    fn value<T: serde::de::DeserializeOwned>(&mut self, at: usize) -> Option<T> {
        if !self.sound[at] {
            return None;
        }
        let source = self.files[at].source;
        let read = serde_json::from_str(&source.text).and_then(|mut value: serde_json::Value| {
            value.as_object_mut().map(|keys| keys.shift_remove("$schema"));
            serde_json::from_value(value)
        });
        // The schema and serde come from one definition; where they differ, serde decides.
        let fault =
            |fault| Problem::of_file(source.file.clone(), format!("the file cannot be read: {fault}"));
        read.map_err(|why| self.problems.push(fault(why))).ok()
    }

    /// The one file of this kind; a registry without a file is empty.
    fn registry<T: serde::de::DeserializeOwned + Default>(&mut self, kind: Kind) -> Option<T> {
        match self.files.iter().position(|file| file.kind == kind) {
            Some(at) => self.value(at),
            None => Some(T::default()),
        }
    }

    /// The articles, earliest first; none if one of them cannot be read.
    fn articles(&mut self) -> Option<Vec<(&'a File<'a>, Article)>> {
        if self.lost.contains(&Kind::Article) {
            return None;
        }
        let places: Vec<usize> =
            (0..self.files.len()).filter(|at| self.files[*at].kind == Kind::Article).collect();
        let all: Vec<_> =
            places.into_iter().map(|at| Some((&self.files[at], self.value::<Article>(at)?))).collect();
        let mut articles: Vec<_> = all.into_iter().collect::<Option<_>>()?;
        articles.sort_by(|(_, a), (_, b)| a.when.date.cmp(&b.when.date).then_with(|| a.id.cmp(&b.id)));
        Some(articles)
    }

    /// The interface's words in the languages of the pair: the edition's own, or else
    /// those that the reader has.
    fn labels(&mut self, pair: &[&str]) -> Vec<Labels> {
        for file in self.files.iter().filter(|file| file.kind == Kind::Labels && !pair.is_empty()) {
            if !pair.iter().any(|tag| file.source.path == format!("labels/{tag}.json")) {
                let hint =
                    format!("the languages are “{}”; name the file after one of them", pair.join("” and “"));
                let problem = Problem::of_file(
                    file.source.file.clone(),
                    "these labels are in no language of the edition",
                );
                self.problems.push(problem.hint(hint).warning());
            }
        }
        pair.iter().enumerate().filter_map(|(number, tag)| self.labels_in(tag, number)).collect()
    }

    fn labels_in(&mut self, tag: &str, number: usize) -> Option<Labels> {
        let path = format!("labels/{tag}.json");
        if let Some(at) = self.files.iter().position(|file| file.source.path == path) {
            return self.value(at);
        }
        let built_in = labels::built_in(tag);
        if built_in.is_none() && !self.lost.contains(&Kind::Labels) {
            let edition = self.files.iter().find(|file| file.kind == Kind::Edition)?;
            let tag_node = get_all(edition.root.as_ref()?, "languages").get(number)?;
            let message = format!("the reader has no interface words in “{tag}”");
            let hint = format!("give them in {path}; `caunoi schema` prints which, in labels.schema.json");
            self.problems.push(edition.source.problem(range(tag_node), message).hint(hint));
        }
        built_in
    }

    fn record(&mut self, labels: Vec<Labels>, articles: Option<Vec<(&File, Article)>>) -> Option<Record> {
        let edition = self.files.iter().position(|file| file.kind == Kind::Edition);
        let edition = edition.and_then(|at| self.value(at));
        let people = self.registry::<layout::People>(Kind::People);
        let organisations = self.registry::<layout::Organisations>(Kind::Organisations);
        let topics = self.registry::<layout::Topics>(Kind::Topics);
        let series = self.registry::<layout::SeriesList>(Kind::Series);
        let events = self.registry::<layout::Events>(Kind::Events);
        let glossary = self.registry::<layout::Glossary>(Kind::Glossary);
        let mut edition: Edition = edition?;
        // An address below it follows.
        edition.base_url.iter_mut().filter(|x| !x.ends_with('/')).for_each(|x| x.push('/'));
        Some(Record {
            edition,
            labels: labels.try_into().ok()?,
            articles: articles?.into_iter().map(|(_, article)| article).collect(),
            people: people?.people,
            organisations: organisations?.organisations,
            topics: topics?.topics,
            series: series?.series,
            events: events?.events,
            terms: glossary?.terms,
        })
    }
}

/// What would be right, after the question whether this was meant, if something was.
fn asked(meant: Option<&str>, right: &str) -> String {
    let Some(meant) = meant else { return right.to_owned() };
    let mut letters = right.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("did you mean “{meant}”? {}", first.chain(letters).collect::<String>())
}

/// The known word that is most like this one, if any is like it.
fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    // Two of five letters may be wrong, though never more than three: ids that begin with
    // a date are alike without being meant. In a short word, one.
    let allowed = (length * 2 / 5).clamp(usize::from(length > 1), 3);
    known
        // Words of very different length are not compared: that is what takes time.
        .filter(|other| other.chars().count().abs_diff(length) <= allowed)
        .map(|other| (strsim::damerau_levenshtein(&word, &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}
