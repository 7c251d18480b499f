//! The pictures that others show of a page, as another decoder sees them.

#[path = "hostile/edition.rs"]
#[allow(dead_code)]
mod hostile;

use std::ops::Range;
use std::path::Path;

use caunoi::record::Record;
use caunoi::record::text::Text;
use caunoi::site::preview::{EDGE, HEIGHT, Painter, SIDE, WIDTH, Words};
use caunoi::site::{check, folder};
use image::RgbImage;
use proptest::prelude::*;

/// What a picture may weigh.
const MOST: usize = 120_000;

/// The style's `paper`.
const PAPER: [u8; 3] = [0xf6, 0xf6, 0xf3];

/// What follows the masthead and its rule.
const BELOW_MASTHEAD: usize = 150;
/// What follows the date.
const BELOW_DATE: usize = 225;

fn public() -> Vec<(String, Vec<u8>)> {
    folder::all_files(Path::new("public")).unwrap_or_else(|_| panic!("public/ is there"))
}

fn painter(accent: Option<&str>) -> Painter {
    Painter::new(&public(), accent).unwrap_or_else(|_| panic!("public/ has the fonts"))
}

fn words(title: &str) -> Words<'_> {
    let edition = "Một hồ sơ báo chí, 2020–2024";
    Words {
        title, title_lang: "vi", date: Some("Ngày 17 tháng 8 năm 2023"), edition, nameplate: "Cầu Nối"
    }
}

fn edition(folder: &str) -> Record {
    check::read(Path::new(folder), None).record.expect("the edition is without errors")
}

/// Every title that a page of the edition can have in this language, and the language that it is in.
fn titles<'a>(record: &'a Record, lang: &'a str) -> Vec<(&'a str, &'a str)> {
    let headlines = record.articles.iter().map(|x| (x.headline.lang.as_str(), x.headline.text.as_str()));
    let articles = record.articles.iter().map(|x| &x.title);
    let people = record.people.iter().map(|x| &x.name);
    let organisations = record.organisations.iter().map(|x| &x.name);
    let events = record.events.iter().map(|x| &x.label);
    let topics = record.topics.iter().map(|x| &x.label);
    let texts = articles.chain(people).chain(organisations).chain(events).chain(topics);
    headlines.chain(texts.map(|x: &Text| x.in_or_else(lang))).collect()
}

/// By how much a letter may stand out over where it begins and ends, in pixels: a `J` does to the left.
const OVERHANG: usize = 12;

/// A picture is small, of its size and the same again, and stays within its margins.
fn check(painter: &mut Painter, words: &Words) -> RgbImage {
    let png = painter.paint(words);
    assert!(png.len() < MOST, "{} bytes: {words:?}", png.len());
    assert!(png == painter.paint(words), "not the same again: {words:?}");
    let picture = image::load_from_memory(&png).expect("it is a picture").to_rgb8();
    assert_eq!((picture.width() as usize, picture.height() as usize), (WIDTH, HEIGHT));
    let row = PAPER.repeat(WIDTH);
    for (y, pixels) in picture.as_raw().chunks_exact(3 * WIDTH).enumerate() {
        let free = if (EDGE..HEIGHT - EDGE).contains(&y) { 3 * (SIDE - OVERHANG) } else { 3 * WIDTH };
        let [left, right] = [&pixels[..free], &pixels[3 * WIDTH - free..]];
        assert!(left == &row[..free] && right == &row[..free], "ink in the margin of row {y}: {words:?}");
    }
    picture
}

/// The rows with ink below this one, those without any between them left out.
fn bands(picture: &RgbImage, from: usize) -> Vec<Range<usize>> {
    let paper = PAPER.repeat(WIDTH);
    let mut bands: Vec<Range<usize>> = Vec::new();
    for (y, row) in picture.as_raw().chunks_exact(3 * WIDTH).enumerate().skip(from) {
        match bands.last_mut().filter(|x| x.end == y) {
            _ if row == paper => {}
            Some(band) => band.end += 1,
            None => bands.push(y..y + 1),
        }
    }
    bands
}

/// The column after the last with ink in some rows.
fn right(picture: &RgbImage, rows: Range<usize>) -> usize {
    let ink = |x: &usize| rows.clone().any(|y| picture.get_pixel(*x as u32, y as u32).0 != PAPER);
    (0..WIDTH).rev().find(ink).map_or(0, |x| x + 1)
}

#[test]
fn every_title_of_the_editions_has_a_picture() {
    for folder in ["content", "tests/editions/ferry"] {
        let record = edition(folder);
        let mut painter = painter(record.edition.accent.as_ref().map(|x| x.light.as_str()));
        for lang in &record.edition.languages {
            let edition = record.edition.name.in_or_else(lang).1;
            for (title_lang, title) in titles(&record, lang) {
                check(&mut painter, &Words { title, title_lang, edition, ..words("") });
                check(&mut painter, &Words { title, title_lang, edition, date: None, ..words("") });
            }
        }
    }
}

#[test]
fn the_accent_is_that_of_the_edition() {
    for (accent, shown) in [
        (Some("#8a3d00"), [0x8a, 0x3d, 0x00]),
        (None, [0x1c, 0x47, 0x9c]),
        (Some("no colour"), [0x1c, 0x47, 0x9c]),
    ] {
        let picture = check(&mut painter(accent), &words("Bản tin"));
        let accented = picture.pixels().filter(|x| x.0 == shown).count();
        assert!((1..1000).contains(&accented), "{accented} pixels of {accent:?}: it is quiet");
    }
}

/// Where every line has the same letters, each has the same rows of ink, with an empty one before
/// the next: marks that touched the line above would break the pattern.
#[test]
fn no_line_touches_the_one_above() {
    let mut painter = painter(None);
    for word in ["ỄỖg", "ẾẶỴ", "ỮỆg", "ẪẰp", "ữặg", "ÅÄg", "Ǻç", "|ḗy"].map(|x| x.repeat(3))
    {
        for count in [6, 10, 16, 24, 60] {
            let title = vec![word.as_str(); count].join(" ");
            let picture = check(&mut painter, &Words { date: None, ..words(&title) });
            let rows = bands(&picture, BELOW_MASTHEAD);
            let heights: Vec<usize> = rows.iter().map(ExactSizeIterator::len).collect();
            // The dots of the sign reach one row lower than letters.
            let pattern = |lines: usize| {
                let line = heights.len() / lines;
                let again = (0..heights.len()).all(|x| heights[x].abs_diff(heights[x % line.max(1)]) < 2);
                heights.len() == line * lines && again
            };
            assert!((2..=5).any(pattern), "{title}: {heights:?}");
        }
    }
}

#[test]
fn a_title_is_the_larger_the_shorter_it_is() {
    let mut painter = painter(None);
    let heights = [1, 6, 12, 20, 40].map(|count| {
        let picture = check(&mut painter, &Words { date: None, ..words(&vec!["|phg"; count].join(" ")) });
        bands(&picture, BELOW_MASTHEAD)[0].len()
    });
    assert!(heights.is_sorted_by(|a, b| a > b), "{heights:?}");
}

#[test]
fn what_is_too_long_ends_with_a_sign() {
    let mut painter = painter(None);
    let [long, longer] = [300, 400].map(|count| vec!["nghị"; count].join(" "));
    assert_eq!(longer.chars().count(), 1999);
    let cut = check(&mut painter, &words(&longer));
    assert!(cut == check(&mut painter, &words(&long)), "what has no room changes nothing");
    // Of a sign of dots there is ink further to the right at the baseline than above it.
    let cut = check(&mut painter, &words(&vec!["HHH"; 300].join(" ")));
    let lines = bands(&cut, BELOW_DATE);
    let beyond = lines.iter().map(|x| right(&cut, x.end - 3..x.end) - right(&cut, x.start..x.end - 20));
    let beyond: Vec<usize> = beyond.collect();
    assert_eq!(beyond.len(), 5);
    assert!(beyond[4] > 20 && beyond[..4].iter().all(|x| *x < 2), "{beyond:?}");
}

#[test]
fn letters_that_were_drawn_before_change_nothing() {
    let mut used = painter(None);
    for title in ["Đối ngoại nhân dân", "Gierseilfähre", "Le bac", "Đối ngoại nhân dân"] {
        assert!(used.paint(&words(title)) == painter(None).paint(&words(title)), "{title}");
    }
}

#[test]
fn hostile_words_are_words() {
    let mut painter = painter(None);
    for string in hostile::STRINGS {
        for long in [string.to_string(), string.repeat(100)] {
            check(
                &mut painter,
                &Words { edition: &long, date: Some(&long), nameplate: &long, ..words(&long) },
            );
        }
    }
}

#[test]
fn strange_titles_stay_within_the_picture() {
    let mut painter = painter(None);
    for title in [
        String::new(),
        " \n\t ".into(),
        "…".into(),
        ".".repeat(2000),
        "a".repeat(2000),
        "Ễ".repeat(2000),
        "W ".repeat(1000),
        "\u{a0}".repeat(2000),
        "\u{301}\u{323}".repeat(1000),
        format!("Z{}algo", "\u{301}".repeat(300)),
        format!("Z{}algo", "\u{323}".repeat(300)),
        "שלום ⛴️ 橋 नमस्ते".into(),
        "\u{202e}f\u{200d}f\u{200b}i\u{fffd}\u{10ffff}".into(),
    ] {
        check(&mut painter, &words(&title));
        check(
            &mut painter,
            &Words { edition: &title, date: Some(&title), nameplate: &title, ..words(&title) },
        );
    }
}

#[test]
fn fonts_cover_the_languages_that_they_are_made_for() {
    let painter = painter(None);
    for text in [
        "Quảng bá rộng rãi hình ảnh Thủ đô tới bạn bè quốc tế",
        "Vie\u{323}\u{302}t",
        "Die Fähre — „Über!“ & Größe",
        "« L’été\u{202f}: ça et là »",
        "<b>\"&'</b>\u{200b}\n…",
        "",
    ] {
        assert!(painter.covers(text), "{text}");
    }
    for text in ["שלום", "橋", "мост", "⛴️", "नमस्ते", "a\u{fffd}"] {
        assert!(!painter.covers(text), "{text}");
    }
}

#[test]
fn fonts_that_are_none_are_said_to_be() {
    let mut broken = public();
    broken.iter_mut().filter(|(path, _)| path.ends_with(".woff2")).for_each(|(_, bytes)| bytes.truncate(500));
    for public in [Vec::new(), broken] {
        assert!(Painter::new(&public, None).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_title_stays_within_the_picture(title in any::<String>(), date in proptest::option::of(any::<String>())) {
        let mut painter = painter(None);
        check(&mut painter, &Words { date: date.as_deref(), ..words(&title) });
    }

    #[test]
    fn titles_of_drawn_letters_stay_within_the_picture(title in "[ -~À-ỹ ]{0,300}") {
        check(&mut painter(None), &words(&title));
    }
}
