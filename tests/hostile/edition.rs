//! An edition full of strings that break pages which take content for markup, and the same with
//! harmless words in their places: the two must be the same pages, the words aside.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use caunoi::site::folder::all_files;
use serde_json::Value;

/// What is put into the texts, one after the other: after the OWASP's list of ways to have a
/// script run, and what other outputs than HTML take for their own signs.
pub const STRINGS: [&str; 22] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onfocus=\"alert(1)\" autofocus=\"",
    "javascript:alert(1)",
    "</script><!--",
    "]]><svg/onload=alert(1)>",
    "--><iframe src=javascript:alert(1)>",
    "{{7*7}}${7*7}<%=7*7%>",
    "=cmd|'/C calc'!A0",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3C;img src=x onerror=alert(1)&#x3E;",
    "before\u{2028}alert(1)",
    "\u{2067}<b>alert(1)</b>\u{2069}",
    "\u{200f}%3Cscript%3Ealert(1)%3C/script%3E",
    "</title></textarea></style><plaintext>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<math><mtext><mglyph><style><img src=x onerror=alert(1)>",
    "<<script>alert(1);//<</script>",
    "`${alert(1)}`",
    "{n}{query}{language}{a}{y}",
    "\\\"};alert(1);//",
];

/// What stands in the place of each in the harmless edition: what is the same there is the same
/// here, so that names are found in texts alike.
pub fn harmless(number: usize) -> String {
    format!("harmless{number:02}")
}

/// What is added to addresses: all that `check` lets through.
pub const ADDRESS: &str = "?x=javascript:alert('1')&lt;b&gt;&quot;";

/// What is added to the address of the edition.
pub const ROOT: &str = "it's&lt;b&gt;/";

/// What is added to the names of pictures.
const PICTURE: &str = "x\" onerror=\"alert(1)\" <b>, 2x ?#%3C&lt;";

/// The keys of texts that are in no language or in one alone.
const PLAIN: [&str; 9] =
    ["language_names", "licence", "bylines", "photographs", "text", "value", "printed", "read", "credit"];

/// An edition in a folder of its own, which goes when it is dropped.
pub struct Folder(pub PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How many have been planted.
static PLANTED: AtomicUsize = AtomicUsize::new(0);

/// A copy of an edition with hostile strings in every text, or with harmless words.
pub fn planted(folder: &Path, hostile: bool) -> Folder {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    // Tests beside this one may plant the same.
    let number = PLANTED.fetch_add(1, Ordering::Relaxed);
    let to = std::env::temp_dir().join(format!("caunoi-hostile-{}-{name}-{number}", std::process::id()));
    let mut planter = Planter { hostile, languages: Vec::new(), number: 0 };
    let Ok(files) = all_files(folder) else { panic!("{} cannot be read", folder.display()) };
    let settings = files.iter().find(|(path, _)| path == "edition.json").expect("an edition has settings");
    let settings: Value = serde_json::from_slice(&settings.1).expect("the edition is JSON");
    planter.languages = serde_json::from_value(settings["languages"].clone()).expect("it has two languages");
    for (path, bytes) in files {
        let (path, bytes) = match path.rsplit_once('.') {
            Some((_, "json")) if !path.starts_with("schema/") => {
                let mut json = serde_json::from_slice(&bytes).expect("the edition is JSON");
                if path.starts_with("labels/") {
                    planter.labels(&mut json)
                } else {
                    planter.plant(&mut json)
                }
                (path, serde_json::to_vec(&json).expect("JSON can be written"))
            }
            Some((stem, ending @ ("png" | "jpg"))) if hostile => (format!("{stem}{PICTURE}.{ending}"), bytes),
            _ => (path, bytes),
        };
        let path = to.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a new file");
    }
    Folder(to)
}

struct Planter {
    hostile: bool,
    languages: Vec<String>,
    number: usize,
}

impl Planter {
    fn plant(&mut self, json: &mut Value) {
        match json {
            Value::Array(all) => all.iter_mut().for_each(|x| self.plant(x)),
            Value::Object(keys) => {
                let by_language = keys.keys().all(|key| self.languages.contains(key));
                for (key, value) in keys {
                    match value {
                        Value::String(words) if by_language || PLAIN.contains(&key.as_str()) => {
                            self.put(words)
                        }
                        Value::Array(all) if PLAIN.contains(&key.as_str()) => {
                            all.iter_mut().for_each(|x| self.put_into(x));
                        }
                        Value::String(address) if key == "url" && self.hostile => address.push_str(ADDRESS),
                        Value::String(root) if key == "base_url" && self.hostile => root.push_str(ROOT),
                        Value::String(file) if key == "file" && self.hostile => {
                            let (stem, ending) = file.rsplit_once('.').expect("a picture has an ending");
                            *file = format!("{stem}{PICTURE}.{ending}");
                        }
                        other => self.plant(other),
                    }
                }
            }
            _ => {}
        }
    }

    /// The interface's words are texts of the edition too, but for those that make dates.
    fn labels(&mut self, json: &mut Value) {
        let keys = json.as_object_mut().expect("labels are an object");
        keys.iter_mut().filter(|(key, _)| *key != "$schema").for_each(|(_, words)| {
            // What is in braces would be filled in.
            while STRINGS[self.number % STRINGS.len()].contains('{') {
                self.number += 1;
            }
            self.put_into(words);
        });
    }

    fn put_into(&mut self, value: &mut Value) {
        if let Value::String(words) = value {
            self.put(words);
        }
    }

    /// At the end, or at the beginning what is dangerous only there.
    fn put(&mut self, words: &mut String) {
        let number = self.number % STRINGS.len();
        let string = STRINGS[number];
        let shown = if self.hostile { string.to_string() } else { harmless(number) };
        *words =
            if string.starts_with('=') { format!("{shown} {words}") } else { format!("{words} {shown}") };
        self.number += 1;
    }
}
