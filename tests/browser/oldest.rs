//! The oldest browsers that everything works in, and what decides it: README, "Where it runs".
//!
//! The versions are those of MDN's browser-compat-data (8.1.9).

use std::collections::BTreeSet;

use wasmparser::{Validator, WasmFeatures};

use crate::server::dist;

/// What Chrome, Firefox and Safari have something since.
type Since = [f32; 3];

/// The proposals that the wasm needs beyond the first version of WebAssembly.
const WASM: [(&str, WasmFeatures, Since); 6] = [
    ("mutable globals", WasmFeatures::MUTABLE_GLOBAL, [69.0, 62.0, 13.1]),
    ("sign extension", WasmFeatures::SIGN_EXTENSION, [69.0, 62.0, 14.1]),
    ("non-trapping conversions", WasmFeatures::SATURATING_FLOAT_TO_INT, [75.0, 64.0, 15.1]),
    ("bulk memory", WasmFeatures::BULK_MEMORY, [75.0, 79.0, 15.1]),
    ("multiple values", WasmFeatures::MULTI_VALUE, [86.0, 78.0, 13.1]),
    ("reference types", WasmFeatures::REFERENCE_TYPES, [96.0, 79.0, 15.1]),
];

/// `DecompressionStream`, which unpacks the one file.
const PACKED: Since = [80.0, 113.0, 16.4];

/// What the style cannot do without: the newest of it. Whoever has no layers sees the page
/// without any style, complete.
const STYLE: [(&str, Since); 6] = [
    ("@layer", [99.0, 97.0, 15.4]),
    (":focus-visible", [86.0, 85.0, 15.4]),
    (":is", [88.0, 78.0, 14.0]),
    ("inset", [87.0, 66.0, 14.1]),
    ("clamp()", [79.0, 75.0, 13.1]),
    ("color-scheme", [81.0, 96.0, 13.0]),
];

/// What the style uses where it is there, and what is otherwise so.
const EXTRAS: [(&str, &str); 20] = [
    (":has", "a chosen filter is not bold"),
    ("::details-content", "the filters are opened by their line"),
    ("content-visibility", "the same"),
    ("subgrid", "the dates of a chain do not stand below each other"),
    ("text-wrap", "lines break where they happen to"),
    ("scrollbar-gutter", "a page moves a little when its scrollbar comes"),
    ("scrollbar-width", "the scrollbar beside the timeline is broad"),
    ("size-adjust", "a page moves a little when its typefaces come"),
    ("ascent-override", "the same"),
    ("descent-override", "the same"),
    ("line-gap-override", "the same"),
    ("overscroll-behavior", "the page scrolls on behind the sheet of filters"),
    ("user-select", "dragging on the timeline may select its words"),
    ("hanging-punctuation", "a quotation mark stands within the line"),
    ("text-size-adjust", "nothing: it is for small phones"),
    ("prefers-contrast", "the wish for contrast is not heard"),
    ("@page", "the margins on paper are the browser's"),
    ("@bottom-left", "no sheet of paper has the edition's name; nor where `attr()` is for `content` alone"),
    ("@bottom-right", "no sheet of paper has its number but the browser's"),
    (
        "scripting",
        "without scripts there are buttons and, in the one file, a search field that do nothing; \
         of a large edition it is live later",
    ),
];

/// What else the style uses, all of it older than the rest.
const OLD: &str = "@font-face @media @supports ::-webkit-details-marker ::after ::before ::placeholder \
    :active :checked :disabled :empty :first :first-child :focus :focus-within :hover :last-child :not :nth-child :root \
    overflow-y :target attr() calc() counter() cubic-bezier() fit-content() format() inset() local() min() minmax() repeat() \
    rotate() translateY() url() var() forced-colors \
    -webkit-text-size-adjust align-content align-items align-self appearance background border \
    border-block border-bottom border-bottom-color border-collapse border-color border-left border-radius \
    border-top border-width bottom box-shadow box-sizing break-after break-before break-inside clip-path color column-gap \
    columns content cursor display fill flex flex-basis flex-direction flex-wrap font font-display \
    font-family font-kerning font-size font-style font-synthesis font-variant-numeric font-weight gap \
    grid-area grid-column grid-row grid-template-columns \
    grid-template-rows height justify-content justify-self left letter-spacing line-height list-style margin \
    margin-block margin-bottom margin-inline margin-left margin-right margin-top max-height max-width \
    min-height min-width opacity orphans outline outline-offset overflow overflow-wrap overflow-x padding \
    padding-block padding-bottom padding-inline padding-left padding-right padding-top place-items position \
    right row-gap scroll-margin-top scroll-padding-left scroll-padding-top shape-rendering size src stroke \
    stroke-dasharray stroke-width table-layout text-align text-decoration text-decoration-color \
    text-decoration-skip-ink text-decoration-style text-decoration-thickness text-indent text-overflow text-rendering \
    text-underline-offset top touch-action transform vertical-align visibility white-space widows width \
    writing-mode z-index prefers-color-scheme prefers-reduced-motion";

/// Signs in a script of what is newer than the wasm, or than the style.
const TOO_NEW: [&str; 13] = [
    "static {",
    "Object.groupBy",
    "Promise.withResolvers",
    "Promise.try",
    "Array.fromAsync",
    ".toSorted(",
    ".toReversed(",
    ".findLast(",
    ".isWellFormed(",
    ".checkVisibility(",
    ".setHTMLUnsafe(",
    "URL.canParse",
    "URL.parse",
];

/// The text of a file in `assets/`.
fn text(ending: &str) -> String {
    let files = dist().iter().filter(|(path, _)| path.ends_with(ending));
    files.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect::<Vec<_>>().join("\n")
}

/// Whether all wasm of the site is valid with these proposals alone.
fn valid(features: WasmFeatures) -> Result<(), String> {
    let wasm: Vec<_> = dist().iter().filter(|(path, _)| path.ends_with(".wasm")).collect();
    assert_eq!(wasm.len(), 2, "the site has two wasm files");
    wasm.iter().try_for_each(|(path, bytes)| {
        let valid = Validator::new_with_features(features).validate_all(bytes);
        valid.map(drop).map_err(|x| format!("{path}: {x}"))
    })
}

#[test]
fn the_wasm_needs_all_that_is_stated_and_nothing_more() {
    let stated = WASM.iter().fold(WasmFeatures::MVP, |all, (_, feature, _)| all | *feature);
    assert_eq!(valid(stated), Ok(()));
    let unused: Vec<_> = WASM.iter().filter(|(_, x, _)| valid(stated - *x).is_ok()).map(|x| x.0).collect();
    assert!(unused.is_empty(), "the wasm does without {unused:?}");
}

/// What a style uses, by name: at-rules, pseudo-classes, wishes, properties, functions.
fn used(css: &str) -> BTreeSet<String> {
    let mut css = css.to_string();
    while let Some(at) = css.find("/*") {
        let end = css[at..].find("*/").map_or(css.len(), |x| at + x + 2);
        css.replace_range(at..end, " ");
    }
    let name = |x: char| x.is_ascii_alphanumeric() || x == '-';
    let mut found = BTreeSet::new();
    let mut rest = css.as_str();
    while let Some(at) = rest.find(['{', '}', ';']) {
        let (piece, sign) = (rest[..at].trim(), &rest[at..=at]);
        rest = &rest[at + 1..];
        if sign == "{" || piece.starts_with('@') {
            for mark in ['@', ':'] {
                // A condition such as `(max-width: 60rem)` is no pseudo-class.
                for (at, _) in piece.match_indices(mark).filter(|x| !piece[x.0 + 1..].starts_with(' ')) {
                    let word: String = piece[at + 1..].chars().take_while(|x| name(*x)).collect();
                    let twice = piece[..at].ends_with(mark);
                    let mark = if twice { "::".to_string() } else { mark.to_string() };
                    found.extend((!word.is_empty()).then(|| mark + word.as_str()));
                }
            }
            let wishes = piece.split("(prefers-").skip(1).filter_map(|x| x.split(':').next());
            found.extend(wishes.map(|x| format!("prefers-{x}")));
        } else if let Some((property, value)) = piece.split_once(':') {
            found.extend((!property.starts_with("--")).then(|| property.trim().to_string()));
            for (at, _) in value.match_indices('(') {
                let start = value[..at].rfind(|x| !name(x)).map_or(0, |x| x + 1);
                found.extend((start < at).then(|| format!("{}()", &value[start..at])));
            }
            found.extend(value.contains("subgrid").then(|| "subgrid".to_string()));
        }
    }
    found
}

#[test]
fn the_style_uses_nothing_newer_than_what_is_stated() {
    let css = text(".css");
    let used = used(&css);
    assert!(used.len() > 150, "{used:?}");
    let stated = STYLE.iter().map(|x| x.0).chain(EXTRAS.iter().map(|x| x.0));
    let stated: BTreeSet<&str> = stated.chain(OLD.split_whitespace()).collect();
    let new: Vec<_> = used.iter().filter(|x| !stated.contains(x.as_str())).collect();
    assert!(new.is_empty(), "what browsers have these? {new:?}");
    let gone: Vec<_> = stated.iter().filter(|x| !used.contains(**x) && !css.contains(**x)).collect();
    assert!(gone.is_empty(), "no longer used: {gone:?}");
}

#[test]
fn the_scripts_use_nothing_newer_than_the_style() {
    let scripts = text(".js");
    assert!(scripts.len() > 20_000, "{} letters", scripts.len());
    let new: Vec<_> = TOO_NEW.iter().filter(|x| scripts.contains(**x)).collect();
    assert!(new.is_empty(), "{new:?}");
}

/// The newest of several.
fn newest<'a>(all: impl Iterator<Item = &'a Since>) -> Since {
    all.fold([0.0; 3], |newest, x| std::array::from_fn(|i| newest[i].max(x[i])))
}

/// A row of the README's table of browsers: what for, and since when.
fn row(line: &str) -> Option<(&str, Since)> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let ["", what, chrome, firefox, safari, _, ""] = cells[..] else { return None };
    Some((what, [chrome.parse().ok()?, firefox.parse().ok()?, safari.parse().ok()?]))
}

#[test]
fn the_readme_states_what_decides() {
    let stated: Vec<_> = include_str!("../../README.md").lines().filter_map(row).collect();
    let wasm = newest(WASM.iter().map(|x| &x.2));
    let decides = [
        ("its style", newest(STYLE.iter().map(|x| &x.1))),
        ("the live reader", wasm),
        ("the live reader in the one file", newest([wasm, PACKED].iter())),
    ];
    assert_eq!(stated, decides, "the README's table, and what decides");
}
