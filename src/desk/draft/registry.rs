//! What the edition knows already, for matching names with ids. Full names only: whoever is
//! called alike is asked for, never guessed.

use super::clean::one_spelling;
use crate::record::Text;
use crate::record::model::{Organisation, Person, Topic};

/// The registries of an edition.
#[derive(Clone, Debug)]
pub struct Registries {
    /// The pair of languages, as BCP 47 tags.
    pub languages: [String; 2],
    /// The people.
    pub people: Vec<Person>,
    /// The organisations.
    pub organisations: Vec<Organisation>,
    /// The topics.
    pub topics: Vec<Topic>,
}

impl Default for Registries {
    fn default() -> Self {
        let languages = ["vi".into(), "en".into()];
        Registries { languages, people: Vec::new(), organisations: Vec::new(), topics: Vec::new() }
    }
}

/// Which entries of a registry a printed name is the name of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Match {
    /// None: it is new, or printed otherwise.
    #[default]
    New,
    /// One.
    One(String),
    /// Several; which is meant must be asked.
    Several(Vec<String>),
}

impl Match {
    fn of(mut ids: Vec<String>) -> Match {
        ids.dedup();
        match ids.len() {
            0 => Match::New,
            1 => Match::One(ids.remove(0)),
            _ => Match::Several(ids),
        }
    }
}

impl Registries {
    /// The people who are called exactly this. Shorter forms of a name do not count.
    pub fn person(&self, name: &str) -> Match {
        let name = one_spelling(name);
        let is = |x: &&Person| is_called(&x.name, &name);
        let found: Vec<_> = self.people.iter().filter(is).collect();
        // Somebody may be known to be easily mixed up with somebody of another name.
        Match::of(found.into_iter().map(|x| x.id.clone()).collect())
    }

    /// The people of whom this is a shorter or another form of the name: to be asked about.
    pub fn perhaps(&self, name: &str) -> Vec<String> {
        let name = one_spelling(name);
        let is = |x: &&Person| x.also.iter().any(|also| is_called(also, &name));
        self.people.iter().filter(is).map(|x| x.id.clone()).collect()
    }

    /// The organisations of which this is the name, the abbreviation or another name.
    pub fn organisation(&self, name: &str) -> Match {
        let name = one_spelling(name);
        let is = |x: &&Organisation| all_names(x).any(|text| is_called(text, &name));
        Match::of(self.organisations.iter().filter(is).map(|x| x.id.clone()).collect())
    }

    /// The office of this organisation that has this title, with or without its name.
    pub fn office(&self, organisation: &str, title: &str, head: &str) -> Option<String> {
        let (title, head) = (one_spelling(title), one_spelling(head));
        let body = self.organisations.iter().find(|x| x.id == organisation)?;
        let is = |text: &Text| {
            is_called(text, &title)
                || is_called(text, &head)
                || all_names(body)
                    .flat_map(Text::iter)
                    .any(|(_, name)| is_called(text, &one_spelling(&format!("{head} {name}"))))
        };
        let found: Vec<_> = body.offices.iter().filter(|x| is(&x.title) || x.also.iter().any(is)).collect();
        (found.len() == 1).then(|| found[0].id.clone())
    }

    /// Every name of every organisation, in words.
    pub fn names_of_organisations(&self) -> Vec<String> {
        let names = self.organisations.iter().flat_map(all_names).flat_map(Text::iter);
        names.map(|(_, name)| name.to_owned()).filter(|x| x.chars().count() > 2).collect()
    }
}

fn all_names(body: &Organisation) -> impl Iterator<Item = &Text> {
    std::iter::once(&body.name).chain(&body.short).chain(&body.also)
}

fn is_called(text: &Text, name: &str) -> bool {
    text.iter().any(|(_, x)| one_spelling(x) == name)
}
