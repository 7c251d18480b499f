//! A table of the package, made column by column.

use std::borrow::Cow;

use crate::export::Published;
use crate::export::csv::Csv;
use crate::record::Text;
use crate::record::date::Date;
use crate::record::model::*;
use crate::search::entries::basis_name;

/// A table of the package.
pub struct Table<'a> {
    /// The file's name.
    pub file: String,
    /// How many lines follow the one with the columns' names.
    lines: usize,
    /// Writes one of them.
    line: Line<'a>,
    /// What it is called.
    pub name: &'static str,
    pub(super) about: &'static str,
    pub(super) key: &'static [&'static str],
    pub(super) fields: Vec<Field>,
    pub(super) references: Vec<Reference>,
}

/// A column.
pub struct Field {
    /// Its name in the first line.
    pub name: String,
    /// What it says.
    pub about: String,
    /// What is in its cells.
    pub kind: Kind,
}

/// What is in the cells of a column.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A text, an id, or several of either.
    Text,
    /// `true` or `false`.
    Flag,
    /// A date in EDTF.
    Date,
    /// A whole address.
    Address,
    /// One of these words.
    One(&'static [&'static str]),
}

/// Columns that name a line of another table, by its columns.
pub struct Reference {
    /// The columns.
    pub fields: &'static [&'static str],
    /// The table.
    pub table: &'static str,
    /// Its columns.
    pub key: &'static [&'static str],
}

/// So many bytes a piece has at least, unless it is the last.
const AT_ONCE: usize = 1 << 17;

impl Table<'_> {
    /// What is in the file, piece by piece: CSV (RFC 4180) with the columns' names in the first line.
    pub fn pieces(&self) -> impl Iterator<Item = String> {
        let mut lines = 0..self.lines;
        let mut names: Option<Vec<&str>> = Some(self.fields.iter().map(|x| x.name.as_str()).collect());
        std::iter::from_fn(move || {
            let mut csv = Csv::default();
            names.take().iter().for_each(|x| csv.line(x));
            while csv.bytes() < AT_ONCE
                && let Some(at) = lines.next()
            {
                (self.line)(at, &mut csv);
            }
            Some(csv.done()).filter(|x| !x.is_empty())
        })
    }
}

const BASES: Kind = Kind::One(&["stated", "inferred", "derived", "window"]);

/// What writes the line of a number.
type Line<'a> = Box<dyn Fn(usize, &mut Csv) + 'a>;

/// What says the cell of a thing in a column.
type Cell<'a, T> = Box<dyn Fn(T) -> Cow<'a, str> + 'a>;

/// A table in the making: of each column what it is and what its cells say.
pub struct Draft<'a, T> {
    published: Published<'a>,
    things: Vec<T>,
    cells: Vec<Cell<'a, T>>,
    fields: Vec<Field>,
    references: Vec<Reference>,
}

impl<'a, T: Copy + 'a> Draft<'a, T> {
    /// A table of these things, without a column.
    pub fn of(published: Published<'a>, things: impl IntoIterator<Item = T>) -> Self {
        let things = things.into_iter().collect();
        Draft { published, things, cells: Vec::new(), fields: Vec::new(), references: Vec::new() }
    }

    /// A column of any kind.
    pub fn column(&mut self, name: &str, kind: Kind, about: &str, cell: impl Fn(T) -> String + 'a) {
        self.add(name, kind, about, move |x| cell(x).into());
    }

    fn add(&mut self, name: &str, kind: Kind, about: &str, cell: impl Fn(T) -> Cow<'a, str> + 'a) {
        self.fields.push(Field { name: name.to_string(), about: about.to_string(), kind });
        self.cells.push(Box::new(cell));
    }

    /// What is not stated is an empty cell.
    pub fn plain(&mut self, name: &str, about: &str, cell: impl Fn(T) -> Option<&'a str> + 'a) {
        self.add(name, Kind::Text, about, move |x| cell(x).unwrap_or_default().into());
    }

    /// Several in one cell, each in its own line.
    pub fn plains(&mut self, name: &str, about: &str, cell: impl Fn(T) -> &'a [String] + 'a) {
        self.column(name, Kind::Text, &format!("{about} One in each line."), move |x| cell(x).join("\n"));
    }

    /// Yes or no; an empty cell where there is no such question.
    pub fn flag(&mut self, name: &str, about: &str, cell: impl Fn(T) -> Option<bool> + 'a) {
        self.column(name, Kind::Flag, about, move |x| cell(x).map(|x| x.to_string()).unwrap_or_default());
    }

    /// A date.
    pub fn date(&mut self, name: &str, about: &str, cell: impl Fn(T) -> Option<&'a Date> + 'a) {
        let about = format!("{about} In EDTF, the Extended Date/Time Format (ISO 8601-2).");
        self.column(name, Kind::Date, &about, move |x| cell(x).map(|x| x.to_string()).unwrap_or_default());
    }

    /// A column for each language.
    pub fn text(&mut self, name: &str, about: &str, cell: impl Fn(T) -> Option<&'a Text> + Copy + 'a) {
        for place in [0, 1] {
            let lang = self.published.record.lang(place);
            let words = move |x| cell(x).and_then(|x| x.get(lang)).unwrap_or_default().into();
            self.add(&format!("{name}_{lang}"), Kind::Text, &format!("{about} In “{lang}”."), words);
        }
    }

    /// A column for each language, with several in one cell, each in its own line.
    pub fn texts(&mut self, name: &str, about: &str, cell: impl Fn(T) -> &'a [Text] + Copy + 'a) {
        for place in [0, 1] {
            let lang = self.published.record.lang(place);
            let words = move |x| cell(x).iter().filter_map(|x| x.get(lang)).collect::<Vec<_>>().join("\n");
            let about = format!("{about} One in each line. In “{lang}”.");
            self.column(&format!("{name}_{lang}"), Kind::Text, &about, words);
        }
    }

    /// How something is known, and why.
    pub fn basis(&mut self, before: &str, about: &str, cell: impl Fn(T) -> Option<&'a Basis> + Copy + 'a) {
        let name = move |x| cell(x).map(basis_name).unwrap_or_default().into();
        self.add(&format!("{before}basis"), BASES, about, name);
        let reason = move |x| match cell(x)? {
            Basis::Stated => None,
            Basis::Inferred(reason) | Basis::Derived(reason) | Basis::Window(reason) => Some(reason),
        };
        self.text(&format!("{before}reason"), "Why, if the article does not simply say it.", reason);
    }

    /// The id of a line of another table.
    pub fn one(
        &mut self,
        name: &'static [&'static str; 1],
        table: &'static str,
        about: &str,
        cell: impl Fn(T) -> Option<&'a str> + 'a,
    ) {
        self.plain(name[0], about, cell);
        self.reference(name, table, &["id"]);
    }

    /// These columns name a line of a table by its key.
    pub fn reference(
        &mut self,
        fields: &'static [&'static str],
        table: &'static str,
        key: &'static [&'static str],
    ) {
        self.references.push(Reference { fields, table, key });
    }

    /// The ids of lines of another table, for which the standard has no reference.
    pub fn many(&mut self, name: &str, table: &str, about: &str, cell: impl Fn(T) -> Vec<&'a str> + 'a) {
        let about = format!("{about} Ids of {table}, with blanks between them.");
        self.column(name, Kind::Text, &about, move |x| cell(x).join(" "));
    }

    /// Where it is in the record: relative to the edition's root, if nobody knows that.
    pub fn address(&mut self, about: &str, cell: impl Fn(T) -> String + 'a) {
        let kind = if self.published.home.is_empty() { Kind::Text } else { Kind::Address };
        self.column("address", kind, about, cell);
    }

    /// The table with this name, of which these columns are the key.
    pub fn done(self, name: &'static str, about: &'static str, key: &'static [&'static str]) -> Table<'a> {
        let Draft { things, cells, fields, references, .. } = self;
        let lines = things.len();
        let line = move |at: usize, csv: &mut Csv| {
            csv.line(&cells.iter().map(|x| x(things[at])).collect::<Vec<_>>());
        };
        let (file, line) = (format!("{name}.csv"), Box::new(line));
        Table { file, lines, line, name, about, key, fields, references }
    }
}

/// Ids as they are put into cells.
pub fn strs(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}
