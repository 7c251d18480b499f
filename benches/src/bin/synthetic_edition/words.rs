//! Words of two languages, and texts of them.
//!
//! Vietnamese syllables are put together from onset, rhyme and tone, so that every letter of the
//! alphabet appears, in syllables that can be said. English words are the common ones first, then
//! made-up ones.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::chance::{Chance, Zipf};

/// Each vowel in the six tones.
const TONES: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];

/// Without marks, in the same order.
const PLAIN: &str = "aaaeeiooouuy";

const ONSETS: &[&str] = &[
    "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t",
    "th", "tr", "v", "x", "",
];

/// The letter that bears the tone is a capital.
const RHYMES: &str = "A Ai Ao Au Ay Am An Ang Anh Ac Ach Ap At Ăm Ăn Ăng Ăc Ăp Ăt Âu Ây Âm Ân Âng Âc Âp Ât \
    E Eo Em En Eng Ec Ep Et Ê Êu Êm Ên Ênh Êch Êp Êt I Iu Im In Inh Ich Ip It Ia iÊu iÊm iÊn iÊng iÊc iÊp iÊt \
    O Oi Om On Ong Oc Op Ot Oa oAi oAn oAng oAt oĂn oĂng Oe Ô Ôi Ôm Ôn Ông Ôc Ôp Ôt Ơ Ơi Ơm Ơn Ơp Ơt U Ui Um \
    Un Ung Uc Up Ut Ua uÔi uÔm uÔn uÔng uÔc uÔt uÂn uÊ Uy uyÊn uyÊt Y Ynh yÊn yÊt Ư Ưu Ưng Ưc Ưt Ưa ưƠi ưƠu ưƠm \
    ưƠn ưƠng ưƠc ưƠp ưƠt";

const COMMON: &str = "the of and to in a was that for on with at by from as it be an were which has had its who \
    not this said after year city their new been they also more will work people between held members first \
    meeting where report over during years other two into one council friendship all only public society would \
    about when than peace visit international under three culture between support national before district \
    programme part school young chair country exchange during local up development many later office annual \
    group women while festival open some plan second again history day number next both members association \
    river market opening bridge library training music garden children foreign language community relations \
    delegation cooperation students education conference agreement committee representative celebration";

/// How an English word begins, goes on and ends.
const SYLLABLES: [&[&str]; 3] = [
    &[
        "b", "br", "c", "cl", "d", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pr", "r", "s", "sh", "st",
        "t", "tr", "v", "w",
    ],
    &["a", "e", "i", "o", "u", "ai", "ea", "ou"],
    &["", "", "l", "n", "nd", "r", "rt", "s", "st", "ck", "m", "ng"],
];

/// The language that comes first.
pub const VI: usize = 0;
/// The other one.
pub const EN: usize = 1;

/// The words of both languages, the commonest first.
pub struct Words {
    words: [Vec<String>; 2],
    often: [Zipf; 2],
    /// Words of two syllables, of which most of a Vietnamese text consists.
    compounds: Vec<String>,
    compounds_often: Zipf,
}

impl Words {
    /// The words of an edition of this seed.
    pub fn new(seed: u64) -> Words {
        let mut chance = Chance::new(seed, "words", 0);
        let mut vi: Vec<String> = syllables();
        shuffle(&mut vi, &mut chance);
        let mut en: Vec<String> = COMMON.split_whitespace().map(String::from).collect();
        let mut known: HashSet<String> = en.iter().cloned().collect();
        en.retain(|word| known.remove(word));
        known.extend(en.iter().cloned());
        while en.len() < 8000 {
            let word = invented(&mut chance);
            if known.insert(word.clone()) {
                en.push(word);
            }
        }
        let often = Zipf::new(vi.len(), 8);
        let mut two = || format!("{} {}", vi[chance.draw(&often)], vi[chance.draw(&often)]);
        let mut known = HashSet::new();
        let compounds: Vec<String> =
            std::iter::repeat_with(&mut two).filter(|word| known.insert(word.clone())).take(9000).collect();
        let compounds_often = Zipf::new(compounds.len(), 40);
        let often = [often, Zipf::new(en.len(), 2)];
        Words { words: [vi, en], often, compounds, compounds_often }
    }

    /// One word as texts have it.
    pub fn word(&self, lang: usize, chance: &mut Chance) -> &str {
        if lang == VI && chance.percent(55) {
            return &self.compounds[chance.draw(&self.compounds_often)];
        }
        &self.words[lang][chance.draw(&self.often[lang])]
    }

    /// A rarer word, such as are in names.
    fn rare(&self, lang: usize, chance: &mut Chance) -> &str {
        if lang == VI {
            return chance.one::<String>(&self.compounds);
        }
        chance.one::<String>(&self.words[EN][100..])
    }

    /// A term of one or two words.
    pub fn term(&self, chance: &mut Chance) -> [String; 2] {
        let en = format!("{} {}", self.rare(EN, chance), self.rare(EN, chance));
        [self.rare(VI, chance).to_owned(), en]
    }

    /// A name of so many words, the same in sense in both languages as far as anybody knows.
    pub fn name(&self, count: usize, chance: &mut Chance) -> [String; 2] {
        [VI, EN].map(|lang| {
            let words: Vec<&str> = (0..count).map(|_| self.rare(lang, chance)).collect();
            capital(&words.join(" "))
        })
    }

    /// So many words without an end.
    pub fn phrase(&self, least: usize, more: usize, chance: &mut Chance) -> [String; 2] {
        let count = least + chance.below(more);
        [VI, EN].map(|lang| {
            let words: Vec<&str> = (0..count).map(|_| self.word(lang, chance)).collect();
            words.join(" ")
        })
    }

    /// One sentence; each of the names may stand in it.
    pub fn sentence(&self, lang: usize, names: &[[String; 2]], chance: &mut Chance) -> String {
        let count = 8 + chance.below(12);
        let mut words = Vec::new();
        for number in 0..count {
            // A name in one of three sentences, a year in one of twelve.
            let word = match chance.below(count * 12) {
                0..4 if !names.is_empty() => chance.one(names)[lang].clone(),
                4 => (1990 + chance.below(40)).to_string(),
                _ => self.word(lang, chance).to_owned(),
            };
            let comma = if number > 1 && number + 2 < count && chance.percent(6) { "," } else { "" };
            words.push(format!("{word}{comma}"));
        }
        format!("{}.", capital(&words.join(" ")))
    }

    /// Sentences in both languages, of at least so many bytes.
    pub fn paragraph(&self, bytes: usize, names: &[[String; 2]], chance: &mut Chance) -> [String; 2] {
        [VI, EN].map(|lang| {
            let mut text = self.sentence(lang, names, chance);
            while text.len() < bytes {
                text.push(' ');
                text.push_str(&self.sentence(lang, names, chance));
            }
            text
        })
    }

    /// A syllable as it stands in a person's name.
    pub fn given(&self, chance: &mut Chance) -> String {
        capital(chance.one::<String>(&self.words[VI]))
    }
}

/// A text in both languages, as editions write it.
pub fn text([vi, en]: &[String; 2]) -> Value {
    json!({ "vi": vi, "en": en })
}

/// The words with a capital at the beginning.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Small letters without their marks, with hyphens between: an id.
pub fn id(words: &str) -> String {
    let plain = |letter: char| match letter {
        'đ' => 'd',
        _ => match TONES.iter().position(|row| row.contains(letter)) {
            Some(row) => PLAIN.as_bytes()[row].into(),
            None if letter.is_ascii_alphanumeric() => letter,
            None => '-',
        },
    };
    words.to_lowercase().chars().map(plain).collect()
}

/// Every syllable: onset, rhyme, tone.
fn syllables() -> Vec<String> {
    let mut all = Vec::new();
    for onset in ONSETS {
        for rhyme in RHYMES.split_whitespace() {
            let Some(onset) = spelt(onset, rhyme) else { continue };
            // What ends in a stop has two tones only.
            let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
            let tones: &[usize] = if stopped { &[4, 5] } else { &[0, 1, 2, 3, 4, 5] };
            all.extend(tones.iter().map(|tone| format!("{onset}{}", toned(rhyme, *tone))));
        }
    }
    all
}

/// How an onset is written before a rhyme; none where the two do not meet.
fn spelt(onset: &'static str, rhyme: &str) -> Option<&'static str> {
    let first = rhyme.chars().flat_map(char::to_lowercase).next()?;
    let is_front = matches!(first, 'i' | 'e' | 'ê' | 'y');
    match onset {
        "qu" if matches!(first, 'u' | 'o' | 'ô' | 'ư') || rhyme.starts_with('i') => None,
        // Alone: yên; with u: quyên, quỳnh; after these also lý, kỹ.
        "" | "qu" if rhyme.starts_with(['y', 'Y']) => Some(onset),
        "c" | "l" | "m" | "t" if rhyme == "Y" => Some(if onset == "c" { "k" } else { onset }),
        _ if rhyme.starts_with(['y', 'Y']) => None,
        "gi" if is_front => None,
        "c" if is_front => Some("k"),
        "g" if is_front => Some("gh"),
        "ng" if is_front => Some("ngh"),
        // Alone it is written with y: yên.
        "" if rhyme.starts_with('i') => None,
        _ => Some(onset),
    }
}

/// A rhyme with its tone.
fn toned(rhyme: &str, tone: usize) -> String {
    let letter = |letter: char| {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let row = TONES.iter().find(|row| row.starts_with(small)).filter(|_| letter.is_uppercase());
        row.and_then(|row| row.chars().nth(tone)).unwrap_or(small)
    };
    rhyme.chars().map(letter).collect()
}

fn invented(chance: &mut Chance) -> String {
    let count = *chance.one(&[1, 2, 2, 2, 3]);
    let mut syllable = || SYLLABLES.map(|parts| *chance.one(parts)).concat();
    (0..count).map(|_| syllable()).collect()
}

fn shuffle<T>(list: &mut [T], chance: &mut Chance) {
    for at in (1..list.len()).rev() {
        list.swap(at, chance.below(at + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_the_alphabet_appears() {
        let all: HashSet<char> =
            syllables().iter().flat_map(|word| word.chars().collect::<Vec<_>>()).collect();
        let missing: String = TONES.concat().chars().chain(['đ']).filter(|x| !all.contains(x)).collect();
        assert_eq!(missing, "");
    }

    #[test]
    fn syllables_are_spelt_as_they_are_said() {
        let all: HashSet<String> = syllables().into_iter().collect();
        for word in ["nguyễn", "đường", "nghĩa", "kế", "ghế", "quyền", "hòa", "thủy", "yến"]
        {
            assert!(all.contains(word), "{word}");
        }
        for word in ["ngiã", "cế", "gế", "iến", "mac"] {
            assert!(!all.contains(word), "{word}");
        }
    }

    #[test]
    fn an_id_has_plain_letters() {
        assert_eq!(id("Đỗ Thị Hường"), "do-thi-huong");
    }
}
