//! References: what other programs read in them is what the record states, and as text they are what
//! the style guides ask for.

use std::path::Path;
use std::sync::LazyLock;

use biblatex::{Bibliography, ChunksExt, DateValue, Entry, PermissiveType, Person};
use biblib::{Author, Citation, CitationParser, RisParser};
use caunoi::export::citation::{Kind, Reference};
use caunoi::export::style::{Style, plain};
use caunoi::export::{Published, bibtex, csl, ris};
use caunoi::record::Record;
use caunoi::record::date::Day;
use caunoi::record::model::{Article, Basis};
use caunoi::route::{Mode, Page};
use caunoi::site::check;
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::Style as CslStyle;
use hayagriva::citationberg::json::{DateValue as CslDate, Item, LiteralName, NameValue, Value};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};

use proptest::prelude::*;

use super::hostile::planted;

const HOME: &str = "https://example.org/sách/";

fn edition(folder: &Path) -> Record {
    check::read(folder, None).record.expect("an edition without errors is a record")
}

/// The two editions as they are, and full of hostile strings.
static EDITIONS: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let folders = ["content", "tests/editions/ferry"].map(Path::new);
    folders.into_iter().flat_map(|x| [edition(x), edition(&planted(x, true).0)]).collect()
});

/// What is cited, with what the record says of it. A page has no article.
struct Cited<'a> {
    reference: Reference,
    article: Option<&'a Article>,
    /// The title, and the name of the newspaper or of the edition.
    title: String,
    container: Option<String>,
}

/// Each article and each kind of page.
fn all(record: &Record, mode: Mode) -> Vec<Cited<'_>> {
    let published = Published { record, mode, home: HOME };
    let articles = record.articles.iter().map(|article| Cited {
        reference: Reference::of_article(published, article),
        article: Some(article),
        title: article.headline.text.clone(),
        container: article.publisher.as_ref().map(|x| {
            let name = x.name.in_or_else(&article.headline.lang).1;
            if x.basis == Basis::Stated { name.into() } else { format!("[{name}]") }
        }),
    });
    let name = published.say(&record.edition.name);
    let page = |page: Page, title: &str| Cited {
        reference: Reference::of_page(published, &page, title),
        article: None,
        title: title.into(),
        container: (title != name).then(|| name.into()),
    };
    let mut all: Vec<Cited> = articles.collect();
    all.push(page(Page::Home, name));
    all.push(page(Page::About, &published.labels().about));
    all.extend(record.articles.iter().map(|x| page(Page::Article(x.id.clone()), published.say(&x.title))));
    all.extend(record.people.iter().map(|x| page(Page::Person(x.id.clone()), published.say(&x.name))));
    all
}

/// Blanks of any sort as one blank each.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn names(article: Option<&Article>) -> Vec<String> {
    article.map_or(Vec::new(), |x| x.bylines.iter().map(|x| folded(x)).collect())
}

fn day(article: Option<&Article>) -> Option<(i32, u8, u8)> {
    Some(article?.published.as_ref()?.day().ymd())
}

fn url(cited: &Cited) -> Option<String> {
    match cited.article {
        Some(article) => article.url.clone(),
        None => cited.reference.url.clone(),
    }
}

/// Writes references in every mode and hands over the file with what should be in it.
fn each_file(write: fn(&[Reference]) -> String, check: impl Fn(&str, &[Cited])) {
    for record in EDITIONS.iter() {
        for mode in Mode::ALL {
            let all = all(record, mode);
            let references: Vec<Reference> = all.iter().map(|x| x.reference.clone()).collect();
            check(&write(&references), &all);
        }
    }
}

#[test]
fn biblatex_reads_what_the_record_states() {
    each_file(bibtex::write, |file, all| {
        let read = Bibliography::parse(file).unwrap_or_else(|x| panic!("{x}\n{file}"));
        assert_eq!(read.len(), all.len());
        for (entry, cited) in read.iter().zip(all) {
            assert_eq!(entry.key, cited.reference.id);
            let get = |name: &str| entry.get(name).map(|x| folded(&x.format_verbatim()));
            let container = match cited.article {
                Some(_) => "journaltitle",
                None => "titleaddon",
            };
            assert_eq!(get("title"), Some(folded(&cited.title)));
            assert_eq!(get(container), cited.container.as_deref().map(folded));
            assert_eq!(get("entrysubtype").as_deref(), cited.article.map(|_| "newspaper"));
            assert_eq!(get("url"), url(cited));
            assert_eq!(get("langid"), language(&cited.reference.title.lang));
            assert_eq!(get("annotation"), cited.reference.note().as_deref().map(folded));
            assert_eq!(biblatex_names(entry), names(cited.article));
            let date = entry.date().ok().map(|x| match x {
                PermissiveType::Typed(date) => match date.value {
                    DateValue::At(x) => (x.year, x.month.map_or(0, |x| x + 1), x.day.map_or(0, |x| x + 1)),
                    other => panic!("{other:?}"),
                },
                PermissiveType::Chunks(x) => panic!("{x:?}"),
            });
            assert_eq!(date, day(cited.article));
        }
    });
}

/// As biblatex calls the languages of the two editions.
fn language(tag: &str) -> Option<String> {
    let names = [("vi", "vietnamese"), ("en", "english"), ("de", "ngerman"), ("fr", "french")];
    names.iter().find(|x| x.0 == tag).map(|x| x.1.into())
}

/// The names, each of which must be one that is not taken apart. The crate takes any equals sign for
/// its extended format of names, even in braces: there the field's text counts.
fn biblatex_names(entry: &Entry) -> Vec<String> {
    let Some(field) = entry.get("author") else { return Vec::new() };
    let text = folded(&field.format_verbatim());
    if text.contains('=') {
        return text.split(" and ").map(String::from).collect();
    }
    let people: Vec<Person> = entry.author().expect("names are names");
    let whole = |x: &Person| x.given_name.is_empty() && x.prefix.is_empty() && x.suffix.is_empty();
    assert!(people.iter().all(whole), "{people:?}");
    people.into_iter().map(|x| folded(&x.name)).collect()
}

#[test]
fn ris_readers_read_what_the_record_states() {
    each_file(ris::write, |file, all| {
        // Each line is a tag and its value; a line that ends otherwise would be part of the one before.
        for line in file.split_terminator("\r\n") {
            let tag = line.get(..6).unwrap_or_default();
            assert!(tag.ends_with("  - ") && tag.starts_with(|x: char| x.is_ascii_uppercase()), "{line}");
            assert!(!line.contains(['\r', '\n', '\u{2028}', '\u{85}']), "{line}");
        }
        let read: Vec<Citation> = RisParser::new().parse(file).expect("it is RIS");
        assert_eq!(read.len(), all.len());
        for (read, cited) in read.iter().zip(all) {
            let extra = |tag: &str| read.extra_fields.get(tag).map_or(&[][..], |x| x);
            assert_eq!(extra("ID"), std::slice::from_ref(&cited.reference.id));
            assert_eq!(folded(&read.title), folded(&cited.title));
            assert_eq!(read.journal.as_deref().map(folded), cited.container.as_deref().map(folded));
            assert_eq!(read.urls, url(cited).into_iter().collect::<Vec<_>>());
            assert_eq!(read.language.as_deref(), Some(cited.reference.title.lang.as_str()));
            let notes: Vec<&str> = cited.reference.notes.iter().map(|x| x.text.as_str()).collect();
            assert_eq!(extra("N1"), notes);
            let translation: Vec<&str> =
                cited.reference.translation.iter().map(|x| x.text.as_str()).collect();
            assert_eq!(extra("TT"), translation);
            let date = read.date.as_ref().map(|x| (x.year, x.month.unwrap_or(0), x.day.unwrap_or(0)));
            assert_eq!(date, day(cited.article));
            let known = names(cited.article);
            let found: Vec<String> = read.authors.iter().map(ris_name).collect();
            // In RIS a comma is between the parts of a name; to this reader a semicolon is between names.
            match known.iter().any(|x| x.contains([',', ';'])) {
                true => assert_eq!(letters(&known), letters(&found)),
                false => assert_eq!(known, found),
            }
        }
    });
}

/// A name with its parts in the order in which it is written.
fn ris_name(name: &Author) -> String {
    let parts = [Some(&name.name), name.given_name.as_ref(), name.middle_name.as_ref()];
    folded(&parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", "))
}

/// What names consist of, without what may stand between their parts.
fn letters(names: &[String]) -> String {
    names.concat().replace([',', ';', ' '], "")
}

#[test]
fn citation_processors_read_what_the_record_states() {
    each_file(csl::write, |file, all| {
        let items: Vec<Item> = serde_json::from_str(file).expect("it is CSL-JSON");
        assert_eq!(items.len(), all.len());
        for (item, cited) in items.iter().zip(all) {
            let get = |name: &str| item.0.get(name).and_then(|x| x.to_str()).map(|x| folded(&x));
            let kind = match cited.reference.kind {
                Kind::Article => "article-newspaper",
                Kind::Page => "webpage",
            };
            assert_eq!(item.id().as_deref(), Some(cited.reference.id.as_str()));
            assert_eq!(item.type_().as_deref(), Some(kind));
            assert_eq!(get("title"), Some(folded(&cited.title)));
            assert_eq!(get("container-title"), cited.container.as_deref().map(folded));
            assert_eq!(get("URL"), url(cited));
            assert_eq!(get("language").as_ref(), Some(&cited.reference.title.lang));
            assert_eq!(get("annote"), cited.reference.note().as_deref().map(folded));
            let found = match item.0.get("author") {
                Some(Value::Names(all)) => all.iter().map(literal).collect(),
                other => other.map_or(Vec::new(), |x| panic!("{x:?}")),
            };
            assert_eq!(found, names(cited.article));
            let date = item.0.get("issued").map(|x| match x {
                Value::Date(CslDate::DateParts { date_parts, .. }) => date_parts.0[0].0.clone(),
                other => panic!("{other:?}"),
            });
            let known = day(cited.article).map(|(y, m, d)| vec![y as i16, m.into(), d.into()]);
            assert_eq!(date, known);
        }
    });
}

fn literal(name: &NameValue) -> String {
    match name {
        NameValue::Literal(x) => folded(&x.literal),
        NameValue::Item(x) => panic!("{x:?} is taken apart"),
    }
}

#[test]
fn keys_are_different_and_are_names_of_files() {
    for record in EDITIONS.iter() {
        let all: Vec<Cited> = Mode::ALL.into_iter().flat_map(|x| all(record, x)).collect();
        let mut keys: Vec<&str> = all.iter().map(|x| x.reference.id.as_str()).collect();
        assert!(keys.iter().all(|x| x.chars().all(|x| x.is_ascii_alphanumeric() || x == '-')), "{keys:?}");
        keys.sort_unstable();
        keys.dedup();
        // An article is the same in each mode.
        let articles = record.articles.len();
        assert_eq!(keys.len(), all.len() - 2 * articles);
    }
}

#[test]
fn a_page_has_an_address_where_it_is_on_the_web() {
    let record = edition(Path::new("content"));
    let check = |mode: Mode, home: &str, url: Option<&str>| {
        let published = Published { record: &record, mode, home };
        assert_eq!(Reference::of_page(published, &Page::About, "x").url.as_deref(), url, "{home}");
    };
    check(Mode::First, HOME, Some("https://example.org/sách/vi/about/"));
    check(Mode::Both, "http://localhost:8080/", Some("http://localhost:8080/both/about/"));
    check(Mode::First, "", None);
    check(Mode::First, "file:///reader.html#/", None);
}

/// A reference in a style, what is in italics between asterisks.
fn said(reference: &Reference, style: Style) -> String {
    let mark = |italic: bool| if italic { "*" } else { "" };
    let runs = style.runs(reference);
    let said: String = runs.iter().map(|x| format!("{0}{1}{0}", mark(x.italic), x.text)).collect();
    assert_eq!(said.replace('*', ""), plain(&runs));
    said
}

fn check_styles(reference: &Reference, apa: &str, chicago: &str, vietnamese: &str) {
    let said: Vec<String> = Style::ALL.iter().map(|x| said(reference, *x)).collect();
    assert_eq!(said, [apa, chicago, vietnamese]);
}

#[test]
fn the_default_edition_is_cited_as_the_style_guides_ask() {
    let record = edition(Path::new("content"));
    let published = Published { record: &record, mode: Mode::First, home: HOME };
    let check = |id: &str, apa: &str, chicago: &str, vietnamese: &str| {
        let article = record.article(id).expect("it is in the edition");
        check_styles(&Reference::of_article(published, article), apa, chicago, vietnamese);
    };
    // Neither author nor day, and a newspaper that was inferred.
    check(
        "2020-01-13-annual-review",
        "Đối ngoại Nhân dân Hà Nội năm 2020: Nhiều nhiệm vụ mới chờ đón [Hanoi’s people-to-people \
         diplomacy in 2020: many new tasks ahead]. (n.d.). [*Kinh tế & Đô thị*].",
        "[*Kinh tế & Đô thị*]. “Đối ngoại Nhân dân Hà Nội năm 2020: Nhiều nhiệm vụ mới chờ đón” [Hanoi’s \
         people-to-people diplomacy in 2020: many new tasks ahead]. n.d.",
        "[*Kinh tế & Đô thị*] (không rõ năm), “Đối ngoại Nhân dân Hà Nội năm 2020: Nhiều nhiệm vụ mới \
         chờ đón”.",
    );
    // No day; an address.
    check(
        "2022-01-18-annual-review",
        "Quỳnh Dương. (n.d.). Hướng tới phương châm 'Chủ động, linh hoạt, sáng tạo, hiệu quả' [Towards the \
         motto “Proactive, flexible, creative, effective”]. *Hànộimới*. http://hanoimoi.com.vn/tin-tuc/\
         chinh-tri/1022809/huong-toi-phuong-cham-chu-dong-linh-hoat-sang-tao-hieu-qua",
        "Quỳnh Dương. “Hướng tới phương châm 'Chủ động, linh hoạt, sáng tạo, hiệu quả'” [Towards the motto \
         “Proactive, flexible, creative, effective”]. *Hànộimới*, n.d. http://hanoimoi.com.vn/tin-tuc/\
         chinh-tri/1022809/huong-toi-phuong-cham-chu-dong-linh-hoat-sang-tao-hieu-qua.",
        "Quỳnh Dương (không rõ năm), “Hướng tới phương châm 'Chủ động, linh hoạt, sáng tạo, hiệu quả'”, \
         *Hànộimới*. Truy cập từ http://hanoimoi.com.vn/tin-tuc/chinh-tri/1022809/\
         huong-toi-phuong-cham-chu-dong-linh-hoat-sang-tao-hieu-qua",
    );
    check(
        "2022-07-14-half-year-review",
        "Thành Luân. (2022, July 14). Tăng cường hoạt động đối ngoại nhân dân đến cơ sở [Bringing \
         people-to-people diplomacy to the grassroots]. [*Thời Đại*].",
        "Thành Luân. “Tăng cường hoạt động đối ngoại nhân dân đến cơ sở” [Bringing people-to-people \
         diplomacy to the grassroots]. [*Thời Đại*], July 14, 2022.",
        "Thành Luân (2022), “Tăng cường hoạt động đối ngoại nhân dân đến cơ sở”, [*Thời Đại*], 14/7/2022.",
    );
    check(
        "2023-08-17-working-session",
        "Hương Ly. (2023, August 17). Đổi mới hoạt động đối ngoại nhân dân để quảng bá hình ảnh Thủ đô ra \
         thế giới [Renewing people-to-people diplomacy to show the capital to the world]. *Hànộimới*.",
        "Hương Ly. “Đổi mới hoạt động đối ngoại nhân dân để quảng bá hình ảnh Thủ đô ra thế giới” [Renewing \
         people-to-people diplomacy to show the capital to the world]. *Hànộimới*, August 17, 2023.",
        "Hương Ly (2023), “Đổi mới hoạt động đối ngoại nhân dân để quảng bá hình ảnh Thủ đô ra thế giới”, \
         *Hànộimới*, 17/8/2023.",
    );
    // Nothing but a title.
    check(
        "2024-01-18-annual-review",
        "Quảng bá rộng rãi hình ảnh Thủ đô tới bạn bè quốc tế [Showing the capital far and wide to \
         international friends]. (n.d.).",
        "“Quảng bá rộng rãi hình ảnh Thủ đô tới bạn bè quốc tế” [Showing the capital far and wide to \
         international friends]. n.d.",
        "“Quảng bá rộng rãi hình ảnh Thủ đô tới bạn bè quốc tế” (không rõ năm).",
    );
    check_styles(
        &Reference::of_page(published, &Page::About, "Về hồ sơ này"),
        "*Về hồ sơ này*. (n.d.). HAUFO trên báo chí, 2020–2024. https://example.org/sách/vi/about/",
        "HAUFO trên báo chí, 2020–2024. “Về hồ sơ này.” n.d. https://example.org/sách/vi/about/.",
        "*HAUFO trên báo chí, 2020–2024* (không rõ năm), “Về hồ sơ này”. Truy cập từ \
         https://example.org/sách/vi/about/",
    );
    // The page that is the edition.
    check_styles(
        &Reference::of_page(published, &Page::Home, "HAUFO trên báo chí, 2020–2024"),
        "*HAUFO trên báo chí, 2020–2024*. (n.d.). https://example.org/sách/vi/",
        "“HAUFO trên báo chí, 2020–2024.” n.d. https://example.org/sách/vi/.",
        "“HAUFO trên báo chí, 2020–2024” (không rõ năm). Truy cập từ https://example.org/sách/vi/",
    );
}

#[test]
fn another_edition_is_cited_in_the_languages_of_the_styles() {
    let record = edition(Path::new("tests/editions/ferry"));
    let published = Published { record: &record, mode: Mode::Second, home: HOME };
    let article = record.article("2024-06-02-faehrfest").expect("it is in the edition");
    check_styles(
        &Reference::of_article(published, article),
        "Knut <Kiel> Wasser, & M. \"Momo\" D’Eau. (2024, June 3). 200 Jahre am Seil </script><b>Fest</b> & \
         \"Hol über!\" an beiden Ufern.",
        "Knut <Kiel> Wasser and M. \"Momo\" D’Eau. “200 Jahre am Seil </script><b>Fest</b> & \"Hol über!\" an \
         beiden Ufern.” June 3, 2024.",
        "Knut <Kiel> Wasser và M. \"Momo\" D’Eau (2024), “200 Jahre am Seil </script><b>Fest</b> & \"Hol \
         über!\" an beiden Ufern”, 3/6/2024.",
    );
}

#[test]
fn each_part_is_in_its_language() {
    let record = edition(Path::new("content"));
    let published = Published { record: &record, mode: Mode::Second, home: "" };
    let article = record.article("2023-08-17-working-session").expect("it is in the edition");
    let reference = Reference::of_article(published, article);
    let check = |style: Style, expected: &[&str]| {
        let langs: Vec<&str> = style.runs(&reference).iter().map(|x| x.lang).collect();
        assert_eq!(langs, expected, "{style:?}");
    };
    check(Style::Apa, &["vi", "en", "vi", "en", "vi", "en"]);
    check(Style::Chicago, &["vi", "en", "vi", "en", "vi", "en"]);
    check(Style::Vietnamese, &["vi", "vi", "vi"]);
}

#[test]
fn sentences_end_once_and_lists_of_names_have_their_signs() {
    let record = edition(Path::new("content"));
    let published = Published { record: &record, mode: Mode::First, home: "" };
    let page = Reference::of_page(published, &Page::About, "");
    let check = |names: &[&str], title: &str, apa: &str, chicago: &str, vietnamese: &str| {
        let mut reference = page.clone();
        reference.authors = names.iter().map(|x| x.to_string()).collect();
        reference.title.text = title.into();
        reference.issued = Day::from_ymd(2022, 7, 14);
        reference.container = None;
        check_styles(&reference, apa, chicago, vietnamese);
    };
    check(
        &["A", "B", "C"],
        "Why?",
        "A, B, & C. (2022, July 14). *Why?*",
        "A, B, and C. “Why?” July 14, 2022.",
        "A, B và C (2022), “Why?”, 14/7/2022.",
    );
    check(
        &["A Jr."],
        "“Come over!”",
        "A Jr. (2022, July 14). *“Come over!”*",
        "A Jr. ““Come over!”” July 14, 2022.",
        "A Jr. (2022), ““Come over!””, 14/7/2022.",
    );
}

/// The references as a citation processor says them, by their ids.
fn processed(references: &[Reference], style: ArchivedStyle) -> Vec<(String, String)> {
    let items: Vec<Item> = serde_json::from_str(&csl::write(references)).expect("it is CSL-JSON");
    let CslStyle::Independent(style) = style.get() else { panic!("the style depends on another") };
    let locales = locales();
    let mut driver = BibliographyDriver::new();
    for item in &items {
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::from_items(cited, &style, &locales));
    }
    let done = driver.finish(BibliographyRequest { style: &style, locale: None, locale_files: &locales });
    let list = done.bibliography.expect("the style has a bibliography");
    list.items.into_iter().map(|x| (x.key, format!("{:#}", x.content))).collect()
}

/// A citation processor, which is given the references as CSL-JSON, says the same. It knows no
/// translated titles, and asks for a day of access where no other day is known.
#[test]
fn a_citation_processor_says_the_same() {
    let record = edition(Path::new("content"));
    let untranslated = |x: Cited| Reference { translation: None, ..x.reference };
    let references: Vec<Reference> = all(&record, Mode::First).into_iter().map(untranslated).collect();
    let ours = |id: &str, style: Style| {
        let reference = references.iter().find(|x| x.id == id).expect("it was given");
        (reference, plain(&style.runs(reference)))
    };
    let apa = processed(&references, ArchivedStyle::AmericanPsychologicalAssociation);
    assert_eq!(apa.len(), references.len());
    for (id, said) in apa {
        assert_eq!(ours(&id, Style::Apa).1, said.replace(" Retrieved http", " http"));
    }
    let mut signed = 0;
    for (id, said) in processed(&references, ArchivedStyle::ChicagoNotes) {
        let (reference, ours) = ours(&id, Style::Chicago);
        if !reference.authors.is_empty() {
            assert_eq!(ours, said);
            signed += 1;
        }
    }
    assert_eq!(signed, 3);
}

proptest! {
    #[test]
    fn any_text_comes_back(text in ".{0,40}|[-#$%&_{}~^\\\\`'\"=@,<>a ]{0,30}") {
        let published = Published { record: &EDITIONS[0], mode: Mode::First, home: HOME };
        let mut reference = Reference::of_page(published, &Page::About, &format!("a{text}b"));
        reference.authors = vec![reference.title.text.clone()];
        let (title, one) = (reference.title.text.clone(), [reference]);
        let file = bibtex::write(&one);
        let read = Bibliography::parse(&file).unwrap_or_else(|x| panic!("{x}\n{file}"));
        let get = |name: &str| read.iter().next()?.get(name).map(|x| x.format_verbatim());
        // LaTeX knows one sort of blank.
        prop_assert_eq!(get("title").as_deref().map(folded), Some(folded(&title)));
        prop_assert_eq!(get("author").as_deref().map(folded), Some(folded(&title)));
        let read = RisParser::new().parse(&ris::write(&one)).expect("it is RIS");
        prop_assert_eq!(&read[0].title, &title);
        let items: Vec<Item> = serde_json::from_str(&csl::write(&one)).expect("it is CSL-JSON");
        prop_assert_eq!(&items[0].0["title"], &Value::String(title.clone()));
        prop_assert_eq!(&items[0].0["author"], &Value::Names(vec![NameValue::Literal(LiteralName { literal: title })]));
    }
}
