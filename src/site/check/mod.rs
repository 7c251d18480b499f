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
//! Steps 2, 3, 5 and 6 are taken for each file by itself, on all cores, and its tree is gone
//! before the next is read: of ten thousand articles, the trees alone would take most of the memory.
//! What is said about ids across files is noted (`references::Notes`) and checked last. The files
//! are those of a folder or in memory (`folder`).
//!
//! One fault gives one message: a file that is not JSON, or an entry without an id, does
//! not make every reference to it a problem.

pub(crate) mod folder;
pub(crate) mod forms;
pub(crate) mod layout;
mod meaning;
pub(crate) mod problem;
mod references;
mod remembered;
mod structure;
#[cfg(test)]
mod tests;
pub(crate) mod tree;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use jsonc_parser::ast::Value;
use serde_json::Value as Schema;

pub use folder::Files;
pub use layout::schemas;
pub use meaning::{Coverage, wants_both};
pub(crate) use meaning::{is_id, is_tag};
pub use problem::{Problem, Severity};

use crate::labels::Labels;
use crate::record::date::Date;
use crate::record::late::Late;
use crate::record::lookup::Lookup;
use crate::record::model::{Article, Edition};
use crate::record::{Record, digest};
use crate::site::labels;
use folder::{Folder, MANY, each};
use forms::Guide;
use layout::{Found, Kind, SCHEMAS};
use meaning::Languages;
use references::Notes;
use remembered::Remembered;
use tree::{Node, Source, get_all, range, string};

/// An edition that was looked at.
pub struct Checked {
    /// The record, if there is no error.
    pub record: Option<Record>,
    /// All problems, in the order of the files and their lines.
    pub problems: Vec<Problem>,
    /// For each language of the pair, how many texts are in it, and of how many.
    pub coverage: Coverage,
}

/// Reads the edition in this folder. Plans are followed up as of `today`; without it, not.
pub fn read(folder: &Path, today: Option<Date>) -> Checked {
    read_once(&Folder::Disk(folder), today)
}

/// Reads an edition that is in memory, as if these files were in a folder of this name.
pub fn read_files(name: &str, files: &Files, today: Option<Date>) -> Checked {
    read_once(&Folder::Memory(name, files), today)
}

fn read_once(folder: &Folder, today: Option<Date>) -> Checked {
    let mut problems = Vec::new();
    let Found { files, lost } = layout::read(folder, &mut problems);
    let sources: Vec<(Kind, &Source)> = files.iter().map(|(kind, source)| (*kind, source)).collect();
    put_together(look(folder, &sources, &lost, problems, &()), &sources, &lost, today)
}

/// Reads the edition in this folder, as [`read`] does without a day, but of its articles only those
/// that changed since this version of the tool read it and gave these bytes. Gives the bytes for the
/// next time in pieces, if they should be others.
pub fn read_again(folder: &Path, remembered: &[u8], version: u64) -> (Checked, Option<Vec<Vec<u8>>>) {
    let by = digest(&(version, folder.canonicalize().unwrap_or_default()));
    let (disk, mut problems) = (Folder::Disk(folder), Vec::new());
    let edition = layout::take(&disk, "edition.json").0;
    let memory = Remembered::of(remembered, by, &pair(Some(&edition)));
    let known = |kind, path: &str| {
        let on_disk = disk.on_disk(path).filter(|_| kind == Kind::Article)?;
        Some((on_disk, memory.knows(path, on_disk)))
    };
    let Found { files, lost } = layout::read_unless(&disk, &known, &mut problems);
    let sources: Vec<(Kind, &Source)> = files.iter().map(|(kind, source)| (*kind, source)).collect();
    let looked = look(&disk, &sources, &lost, problems, &memory);
    let is_damaged = looked.files.iter().any(|x| x.source.is_known && x.content.is_none());
    if looked.needs_places || is_damaged {
        return (read(folder, None), None);
    }
    let next = memory.of_files(&looked.files);
    (put_together(looked, &sources, &lost, None), next)
}

/// What is known of files from the last time that they were looked at.
trait Memory<'a>: Sync {
    /// What is known of this file of an edition in these languages.
    fn file(&self, source: &'a Source, pair: &[&str]) -> Option<File<'a>>;
}

/// Nothing is.
impl<'a> Memory<'a> for () {
    fn file(&self, _: &'a Source, _: &[&str]) -> Option<File<'a>> {
        None
    }
}

/// An edition that is read again and again while somebody writes it.
#[derive(Default)]
pub struct Reread(Known<'static>);

impl Reread {
    /// Reads the edition in this folder, as [`read`] does, but looks only at files with another text
    /// than the last time.
    pub fn read(&mut self, folder: &Path, today: Option<Date>) -> Checked {
        let mut problems = Vec::new();
        let folder = Folder::Disk(folder);
        let Found { files, lost } = layout::read(&folder, &mut problems);
        let known = |source: &Source| self.0.files.get(source.path.as_str()).map(|file| file.source);
        let sources = files.into_iter().map(|(kind, source)| match known(&source) {
            Some(known) if known.text == source.text => (kind, known),
            // A few kilobytes for each time that somebody saves.
            _ => (kind, &*Box::leak(Box::new(source))),
        });
        let sources: Vec<(Kind, &'static Source)> = sources.collect();
        let looked = look(&folder, &sources, &lost, problems, &self.0);
        self.0.keep(&looked);
        put_together(looked, &sources, &lost, today)
    }
}

/// Files by their paths, as they were looked at in an edition of these languages.
#[derive(Default)]
struct Known<'a> {
    pair: Vec<String>,
    files: HashMap<&'a str, File<'a>>,
}

impl<'a> Memory<'a> for Known<'a> {
    fn file(&self, source: &'a Source, pair: &[&str]) -> Option<File<'a>> {
        let file = self.files.get(source.path.as_str())?;
        // Whether a picture is there is not said by the text.
        let is_same = std::ptr::eq(file.source, source) && !file.has_pictures;
        (is_same && self.pair == pair).then(|| file.clone())
    }
}

impl<'a> Known<'a> {
    fn keep(&mut self, looked: &Looked<'a>) {
        self.pair = looked.pair.clone();
        self.files = looked.files.iter().map(|x| (x.source.path.as_str(), x.clone())).collect();
    }
}

/// A file of the edition after it was looked at.
#[derive(Clone)]
struct File<'a> {
    source: &'a Source,
    kind: Kind,
    problems: Vec<Problem>,
    notes: Arc<Notes<'a>>,
    has_pictures: bool,
    languages: Languages,
    coverage: Coverage,
    /// What serde reads in it; none where it does not have the form that it must have.
    content: Option<Arc<Content>>,
}

impl File<'_> {
    /// What serde reads in it; a copy, if it is to be known later on.
    fn take(&mut self) -> Option<Content> {
        self.content.take().map(Arc::unwrap_or_clone)
    }
}

/// What a file holds, as a record has it.
#[derive(Clone)]
enum Content {
    Edition(Box<Edition>),
    People(layout::People),
    Organisations(layout::Organisations),
    Topics(layout::Topics),
    Series(layout::SeriesList),
    Events(layout::Events),
    Glossary(layout::Glossary),
    Article(Arc<Article>),
    Labels(Box<Labels>),
}

/// All files after they were looked at.
struct Looked<'a> {
    files: Vec<File<'a>>,
    /// The languages in which they should be.
    pair: Vec<String>,
    /// What is wrong with them together; what is wrong with one is said of that.
    problems: Vec<Problem>,
    /// Whether some of that is said with the places of what was read.
    needs_places: bool,
}

/// Looks at each file that is not known, and at what they say together about languages and ids.
fn look<'a>(
    folder: &Folder,
    sources: &[(Kind, &'a Source)],
    lost: &[Kind],
    mut problems: Vec<Problem>,
    known: &dyn Memory<'a>,
) -> Looked<'a> {
    let edition = edition(sources);
    let own = pair(edition);
    let mut pair: Vec<&str> = own.iter().map(String::as_str).collect();
    // One file after the other, so that few trees are in memory at a time.
    let look_at = |pair: &[&str]| {
        let looker = Looker { folder, pair, schemas: &*SCHEMAS };
        each(sources, MANY, |(kind, source)| {
            known.file(source, pair).unwrap_or_else(|| looker.file(*kind, source))
        })
    };
    let mut files = look_at(&pair);
    let before = problems.len();
    let mut languages = Languages::default();
    files.iter().for_each(|file| languages.add(&file.languages));
    if let Some(problem) = meaning::misnamed_language(&pair, &languages, edition) {
        // Every text would be in a strange language.
        problems.push(problem);
        pair.clear();
        files = look_at(&pair);
    }
    let notes: Vec<(&Source, &Notes)> = files.iter().map(|file| (file.source, &*file.notes)).collect();
    references::check(&notes, lost, &mut problems);
    let needs_places = problems.len() > before;
    let pair = pair.into_iter().map(str::to_owned).collect();
    Looked { files, pair, problems, needs_places }
}

/// The file with the edition's settings.
fn edition<'a>(sources: &[(Kind, &'a Source)]) -> Option<&'a Source> {
    sources.iter().find(|(kind, _)| *kind == Kind::Edition).map(|(_, source)| *source)
}

/// Files that were looked at as a record, with all their problems.
fn put_together(looked: Looked, sources: &[(Kind, &Source)], lost: &[Kind], today: Option<Date>) -> Checked {
    let Looked { mut files, pair, mut problems, .. } = looked;
    let edition = edition(sources);
    let pair: Vec<&str> = pair.iter().map(String::as_str).collect();
    let mut coverage: Coverage = pair.iter().map(|lang| ((*lang).to_owned(), 0, 0)).collect();
    for file in &mut files {
        problems.append(&mut file.problems);
        for ((_, have, of), (_, more, of_more)) in coverage.iter_mut().zip(&file.coverage) {
            (*have, *of) = (*have + more, *of + of_more);
        }
    }

    let number: HashMap<&str, usize> =
        sources.iter().enumerate().map(|(number, (_, source))| (source.file.as_str(), number)).collect();
    let mut reader = Reader { files, lost, edition, problems: &mut problems };
    let labels = reader.labels(&pair);
    let articles = reader.articles();
    // A later article that cannot be read might report what seems forgotten.
    if let (Some(articles), Some(today)) = (&articles, &today) {
        meaning::followed_up(articles, today, reader.problems);
    }
    let record = reader.record(labels, articles);

    // In the order of the files, and of the places in each.
    problems
        .sort_by_key(|problem| (number.get(problem.file.as_str()).copied(), problem.line, problem.column));
    let record = record.filter(|_| problems.iter().all(|problem| problem.severity == Severity::Warning));
    Checked { record, problems, coverage }
}

/// The languages of the edition; empty where edition.json does not say, or has a fault
/// there that would show in every text.
fn pair(edition: Option<&Source>) -> Vec<String> {
    let root = edition.and_then(Source::again);
    root.as_ref().map(languages).unwrap_or_default()
}

/// The languages that edition.json names, two different ones; empty where it does not.
pub(crate) fn languages(edition: Node) -> Vec<String> {
    let languages = get_all(edition, "languages");
    match languages.iter().map(|tag| string(tag).filter(|tag| meaning::is_tag(tag))).collect::<Vec<_>>()[..] {
        [Some(first), Some(second)] if first != second => vec![first.to_owned(), second.to_owned()],
        _ => Vec::new(),
    }
}

/// Looks at single files.
struct Looker<'a> {
    folder: &'a Folder<'a>,
    pair: &'a [&'a str],
    schemas: &'a [Schema],
}

impl Looker<'_> {
    fn file<'s>(&self, kind: Kind, source: &'s Source) -> File<'s> {
        let mut problems = Vec::new();
        let root = self.parse(kind, source, &mut problems);
        let schema = &self.schemas[kind as usize];
        let sites = root
            .as_ref()
            .map(|root| structure::walk(source, root, schema, self.pair, &mut problems))
            .unwrap_or_default();
        let content = root.as_ref().filter(|_| problems.is_empty()).map(|root| content(kind, source, root));
        meaning::check(self.folder, self.pair, &sites, &mut problems);
        let coverage = meaning::coverage(self.pair, &sites, &mut problems);
        // The schema and serde come from one definition; where they differ, serde decides.
        let content = content.transpose().unwrap_or_else(|fault| {
            // A fault that was found above, such as a bare tab in a text, need not be told twice.
            if !problems.iter().any(|problem| problem.severity == Severity::Error) {
                let message = format!("the file cannot be read: {fault}");
                problems.push(Problem::of_file(source.file.clone(), message));
            }
            None
        });
        let notes = Arc::new(references::note(source, root.as_ref(), &sites));
        let has_pictures = sites.iter().any(|x| x.kind == "Image");
        File {
            source,
            kind,
            problems,
            notes,
            has_pictures,
            languages: Languages::of(&sites),
            coverage,
            content: content.map(Arc::new),
        }
    }

    fn parse<'s>(&self, kind: Kind, source: &'s Source, problems: &mut Vec<Problem>) -> Option<Value<'s>> {
        if source.unread {
            return None;
        }
        if !source.text.trim().is_empty() {
            return source.parse(problems);
        }
        let schema = &self.schemas[kind as usize];
        let problem = Problem::of_file(source.file.clone(), "the file is empty");
        let example = Guide::new(schema, &[]).first(schema);
        problems.push(problem.hint(format!("it must hold at least {example}")));
        None
    }
}

/// Reads with serde what has the form that it must have.
fn content(kind: Kind, source: &Source, root: &Value) -> serde_json::Result<Content> {
    let text = without_schema(source, root);
    Ok(match kind {
        Kind::Edition => Content::Edition(serde_json::from_str(&text)?),
        Kind::People => Content::People(serde_json::from_str(&text)?),
        Kind::Organisations => Content::Organisations(serde_json::from_str(&text)?),
        Kind::Topics => Content::Topics(serde_json::from_str(&text)?),
        Kind::Series => Content::Series(serde_json::from_str(&text)?),
        Kind::Events => Content::Events(serde_json::from_str(&text)?),
        Kind::Glossary => Content::Glossary(serde_json::from_str(&text)?),
        Kind::Article => Content::Article(serde_json::from_str(&text)?),
        Kind::Labels => Content::Labels(serde_json::from_str(&text)?),
    })
}

/// The text of a file with blanks where it names its schema, a key that the types do not have.
fn without_schema<'s>(source: &'s Source, root: &Value) -> Cow<'s, str> {
    let keys = root.as_object().map_or(&[][..], |root| &root.properties);
    let Some(at) = keys.iter().position(|key| key.name.as_str() == "$schema") else {
        return Cow::Borrowed(&source.text);
    };
    // With the comma that parts it from the next key, or else from the one before.
    let start = match at {
        0 => keys[0].range.start,
        _ if at + 1 < keys.len() => keys[at].range.start,
        _ => keys[at - 1].range.end,
    };
    let end = keys.get(at + 1).map_or(keys[at].range.end, |next| next.range.start);
    let mut text = source.text.clone();
    text.replace_range(start..end, &" ".repeat(end - start));
    Cow::Owned(text)
}

/// Puts a record together.
struct Reader<'a, 'p> {
    files: Vec<File<'a>>,
    lost: &'a [Kind],
    edition: Option<&'a Source>,
    problems: &'p mut Vec<Problem>,
}

/// The content of a kind, where it could be read; a registry without a file is empty.
macro_rules! content {
    ($files:expr, $kind:ident) => {
        match $files.iter_mut().find(|file| file.kind == Kind::$kind) {
            Some(file) => match file.take() {
                Some(Content::$kind(content)) => Some(content),
                _ => None,
            },
            None => Some(Default::default()),
        }
    };
}

impl<'a> Reader<'a, '_> {
    /// The articles, earliest first; none if one of them cannot be read.
    fn articles(&mut self) -> Option<Vec<(&'a Source, Arc<Article>)>> {
        if self.lost.contains(&Kind::Article) {
            return None;
        }
        let files = self.files.iter_mut().filter(|file| file.kind == Kind::Article);
        let article = |file: &mut File<'a>| match file.take() {
            Some(Content::Article(article)) => Some((file.source, article)),
            _ => None,
        };
        let mut articles: Vec<_> = files.map(article).collect::<Option<_>>()?;
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
        if let Some(file) = self.files.iter_mut().find(|file| file.source.path == path) {
            return match file.take() {
                Some(Content::Labels(labels)) => Some(*labels),
                _ => None,
            };
        }
        let built_in = labels::built_in(tag);
        if built_in.is_none() && !self.lost.contains(&Kind::Labels) {
            let root = self.edition?.again()?;
            let tag_node = get_all(&root, "languages").get(number)?;
            let message = format!("the reader has no interface words in “{tag}”");
            let hint = format!("give them in {path}; `caunoi schema` prints which, in labels.schema.json");
            self.problems.push(self.edition?.problem(range(tag_node), message).hint(hint));
        }
        built_in
    }

    fn record(
        &mut self,
        labels: Vec<Labels>,
        articles: Option<Vec<(&Source, Arc<Article>)>>,
    ) -> Option<Record> {
        let files = &mut self.files;
        let edition = files.iter_mut().find(|file| file.kind == Kind::Edition)?;
        let Some(Content::Edition(mut edition)) = edition.take() else { return None };
        // An address below it follows.
        edition.base_url.iter_mut().filter(|x| !x.ends_with('/')).for_each(|x| x.push('/'));
        let people: layout::People = content!(files, People)?;
        let organisations: layout::Organisations = content!(files, Organisations)?;
        let topics: layout::Topics = content!(files, Topics)?;
        let series: layout::SeriesList = content!(files, Series)?;
        let events: layout::Events = content!(files, Events)?;
        let glossary: layout::Glossary = content!(files, Glossary)?;
        Some(Record {
            edition: *edition,
            labels: labels.try_into().ok()?,
            articles: articles?.into_iter().map(|(_, article)| article).collect(),
            people: people.people,
            organisations: organisations.organisations,
            topics: topics.topics,
            series: series.series,
            events: events.events,
            terms: glossary.terms,
            lookup: Lookup::default(),
            late: Late::default(),
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
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
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

/// All that is to be said of an edition that was looked at: its problems, how many they are, and how
/// much of it is in each language.
pub fn said(checked: &Checked, edition: &Path) -> String {
    let mut said = String::new();
    for problem in &checked.problems {
        let _ = writeln!(said, "{problem}\n");
    }
    let edition = edition.display();
    if !checked.problems.is_empty() {
        let errors = checked.problems.iter().filter(|x| x.severity == Severity::Error).count();
        let _ = writeln!(said, "{edition}: errors: {errors}, warnings: {}", checked.problems.len() - errors);
    }
    for (lang, have, of) in &checked.coverage {
        let _ = writeln!(said, "{edition}: {lang}: {have} of {of} texts");
    }
    said
}
