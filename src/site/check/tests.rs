use super::*;

/// An edition without a fault; the rows below change it, one fault each.
const SOUND: &[(&str, &str)] = &[
    (
        "edition.json",
        r##"{"$schema": "schema/edition.schema.json", "id": "club", "name": {"vi": "Câu lạc bộ", "en": "Club"},
"subject": "club", "languages": ["vi", "en"], "language_names": ["Tiếng Việt", "English"],
"accent": {"light": "#8a1c1c", "dark": "#f0a0a0"}, "intro": {"vi": "Một", "en": "One"}, "about": [],
"rights": {"text": {"vi": "Tự do", "en": "Free"}, "licence": "CC BY 4.0", "url": "https://example.org/"},
"threads": [{"title": {"vi": "Họp", "en": "Met"}, "text": {"vi": "Họp", "en": "Met"}, "event": "meeting"}]}"##,
    ),
    (
        "people.json",
        r#"{"people": [{"id": "anna-bell", "name": {"en": "Anna Bell"}, "line": {"vi": "Chủ tịch", "en": "Chair"}}]}"#,
    ),
    (
        "organisations.json",
        r#"{"organisations": [{"id": "club", "kind": "body", "name": {"vi": "Hội", "en": "Club"}, "line": {"vi": "Hội", "en": "A club"},
"offices": [{"id": "chair", "title": {"vi": "Chủ tịch", "en": "Chair"}, "single": true}]}]}"#,
    ),
    ("topics.json", r#"{"topics": [{"id": "peace", "label": {"vi": "Hòa bình", "en": "Peace"}}]}"#),
    (
        "events.json",
        r#"{"events": [{"id": "meeting", "label": {"vi": "Họp", "en": "Meeting"}, "kind": "meeting"}]}"#,
    ),
    (
        "articles/one.json",
        r#"{"id": "one", "headline": {"lang": "de", "text": "Die Sitzung"}, "title": {"vi": "Họp", "en": "The meeting"},
"when": {"date": "2020-01-13", "basis": "stated"}, "lead": {"vi": "Họp", "en": "They met."}, "summary": [], "topics": ["peace"],
"events": [{"id": "one-met", "event": "meeting", "status": "held", "basis": "stated"}],
"roles": [{"id": "one-chair", "person": "anna-bell", "organisation": "club", "office": "chair", "basis": {"inferred": {"vi": "a", "en": "b"}}}]}"#,
    ),
];

/// The sound edition with these files in the place of its own; `-` takes one away.
/// Problems name its folder `content`.
fn edition(files: &[(&str, &str)]) -> Checked {
    static NUMBER: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("caunoi-check-{}-{number}", std::process::id()));
    for (path, text) in SOUND.iter().chain(files) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        // A picture is known by its first bytes.
        let bytes = if path.ends_with("a.png") { b"\x89PNG\r\n\x1a\n" } else { text.as_bytes() };
        if *text == "-" { std::fs::remove_file(path) } else { std::fs::write(path, bytes) }.unwrap();
    }
    let mut checked = read(&folder, Some("2024-01-01".parse().unwrap()));
    std::fs::remove_dir_all(&folder).unwrap();
    for problem in &mut checked.problems {
        for part in [&mut problem.file, &mut problem.hint] {
            *part = part.replace(&folder.display().to_string(), "content");
        }
    }
    checked
}

/// The problems must be these: parted by `;`, each with its fragments, parted by `&`.
#[track_caller]
fn check(files: &[(&str, &str)], expect: &str) {
    let checked = edition(files);
    let printed: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
    let all = printed.join("\n\n");
    let expect: Vec<&str> = expect.split(';').map(str::trim).filter(|x| !x.is_empty()).collect();
    assert_eq!(printed.len(), expect.len(), "{files:?}\n{all}");
    for (printed, fragments) in printed.iter().zip(expect) {
        for fragment in fragments.split('&') {
            assert!(printed.contains(fragment.trim()), "{fragment:?} is not in:\n{all}");
        }
    }
    let errors = checked.problems.iter().any(|x| x.severity == Severity::Error);
    assert_eq!(checked.record.is_none(), errors, "a record if and only if there is no error\n{all}");
}

/// The text of a file of the sound edition after a change.
#[track_caller]
fn changed(path: &str, from: &str, to: &str) -> String {
    let text = SOUND.iter().find(|(name, _)| *name == path).expect(path).1;
    assert_eq!(text.matches(from).count(), 1, "{from} must be in {path} once");
    text.replace(from, to)
}

/// Rows of `file | words in it | other words | problems`, as [`check`] reads them.
/// `‹1f›` stands for the character U+001F.
#[track_caller]
fn rows(table: &str) {
    for row in table.lines().filter(|row| !row.trim().is_empty()) {
        let [path, from, to, expect] =
            row.split('|').map(str::trim).collect::<Vec<_>>().try_into().expect(row);
        let to = to.split('‹').enumerate().map(|(number, part)| match part.split_once('›') {
            Some((code, rest)) if number > 0 => {
                format!("{}{rest}", char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap())
            }
            _ => part.to_owned(),
        });
        check(&[(path, &changed(path, from, &to.collect::<String>()))], expect);
    }
}

#[test]
fn a_sound_edition_gives_a_record() {
    check(&[], "");
    let checked = edition(&[]);
    let record = checked.record.expect("no error");
    let counts = [record.articles.len(), record.people.len(), record.labels.len(), record.terms.len()];
    assert_eq!(counts, [1, 1, 2, 0]);
    assert_eq!(checked.coverage, [("vi".to_owned(), 14, 14), ("en".to_owned(), 14, 14)]);
}

#[test]
fn printed_as_rustc_does() {
    let expect = "\
error: a person has no key “lien”
 --> content/people.json:1:62
  |
1 | …ple\": [{\"id\": \"anna-bell\", \"name\": {\"en\": \"Anna Bell\"}, \"lien\": {\"vi\": \"Chủ tịch\", \"en\": \"Chair\"}}]}
  |                                                          ^^^^^^
  = did you mean “line”? The keys here are: id, name, also, historical, line, note, not_same_as, images";
    check(&[("people.json", &changed("people.json", "\"line\"", "\"lien\""))], expect);
    let far = format!("}}], {0}\"a\": 1{0}}}", " ".repeat(300));
    let place = format!("1 | …{0}\"a\": 1{1}…\n  |  {0}^^^", " ".repeat(50), " ".repeat(44));
    check(&[("people.json", &changed("people.json", "}]}", &far))], &place);
}

#[test]
fn structure() {
    rows(
        r#"
people.json | "line": {"vi": "Chủ tịch", "en": "Chair"} | "historical": true | this person “anna-bell” lacks the key “line” & add "line": { "vi": "…", "en": "…" }
people.json | "people" | "poeple" | this file has no key “poeple” & did you mean “people”
people.json | {"en": "Anna Bell"} | "Anna Bell" | “name” must be a text by language, not a string & write { "vi": "…", "en": "…" }, with the words
people.json | {"en": "Anna Bell"} | {"en": 5} | “en” must be a string in quotation marks, not a number
people.json | {"en": "Anna Bell"} | {"en": "Anna", "en": "Bell"} | the key “en” stands twice & line 1, column 42
people.json | "Chair"}} | "Chair"}, "also": {}} | “also” must be a list in [ ], not an object
organisations.json | true | "true" | “single” must be true or false, without quotation marks, not a string
organisations.json | "body" | "bodi" | “bodi” is no kind of organisation & did you mean “body”? & or "organ"
articles/one.json | "2020-01-13" | "11/12/1992" | 2:18 & 11/12/1992
articles/one.json | "2020-01-13" | 2020 | “date” must be a date in quotation marks, not a number & write "2020"
articles/one.json | , "basis": "stated"}], | }], | this report “one-met” lacks the key “basis” & "stated" or { "inferred": {
articles/one.json | {"inferred": {"vi": "a", "en": "b"}} | "inferred" | “inferred” cannot stand without its reason & { "inferred": { "vi": "…", "en": "…" } }
articles/one.json | {"inferred" | {"infered" | “infered” is no basis & did you mean “inferred”?
articles/one.json | {"inferred" | {"stated" | “stated” is not a key here & write "stated"
articles/one.json | {"inferred": {"vi": "a", "en": "b"}} | {} | a basis must have exactly one key
edition.json | ["vi", "en"] | ["vi"] | “languages” has 1 entry and must have 2
edition.json | "about": [] | "about": null | “about” must be a list in [ ], not null
"#,
    );
}

#[test]
fn json() {
    for (text, expect) in [
        ("{\"people\": [],}", "people.json:1:14 & a comma after the last entry"),
        ("{\"people\": [}", "this [ is never closed"),
        ("{\"people\": [\n\"a\n]}", "people.json:2:1 & not closed on its line"),
        ("{\"people\": [] // none\n}", "no comments"),
        ("{\"people\" []}", "colon"),
        ("{\"people\": [{\"id\": 'a'}]}", "double quotation marks"),
        ("{\"people\": [{} {}]}", "a comma is missing"),
        ("{\"people\": []", "never closed with a }"),
        ("{\"people\": []} {}", "goes on after its end"),
        (" ", "the file is empty"),
        ("[]", "the file must be an object in { }, not a list"),
    ] {
        check(&[("people.json", text)], expect);
    }
}

#[test]
fn references() {
    rows(
        r#"
edition.json | "subject": "club" | "subject": "clab" | there is no organisation “clab” & did you mean “club”? & organisations.json
articles/one.json | "anna-bell" | "anna-bel" | there is no person “anna-bel” & did you mean “anna-bell”?
articles/one.json | ["peace"] | ["war"] | one.json:2: & there is no topic “war” & topics.json: peace
articles/one.json | "office": "chair" | "office": "chairs" | “club” has no office “chairs” & did you mean “chair”?
articles/one.json | "organisation": "club" | "organisation": "club-b" | there is no organisation “club-b”
articles/one.json | "id": "one-chair" | "id": "one-met" | “one-met” is given to a second statement & the first is at content/articles/one.json:3:19
events.json | "kind" | "series": "nights", "kind" | there is no series “nights” & there is no series.json
edition.json | "event": "meeting" | "requests": ["one-met"] | there is no request “one-met”
topics.json | ]} | , {"id": "peace", "label": {"vi": "a", "en": "b"}}]} | “peace” is given to a second topic & content/topics.json:1:20
organisations.json | }]}]} | }, {"id": "chair", "title": {"vi": "a", "en": "b"}}]}]} | given to a second office of this organisation
people.json | "Chair"}} | "Chair"}, "not_same_as": ["ben"]} | there is no person “ben”
"#,
    );
}

#[test]
fn one_fault_gives_one_message() {
    check(&[("people.json", "{")], "never closed");
    check(
        &[("people.json", "{\"people\": [{\"id\": \"anna-bell\"}]}")],
        "lacks the keys “name”, “line” & add",
    );
    check(&[("events.json", "{\"evens\": []}")], "did you mean “events”?");
    check(&[("articles/one.json", "{")], "never closed");
    check(&[("topics.json", "-")], "there is no topic “peace” & there is no topics.json");
    rows(
        r#"
people.json | "id" | "ide" | did you mean “id”
organisations.json | "id": "chair" | "di": "chair" | did you mean “id”
"#,
    );
}

#[test]
fn meaning() {
    rows(
        r##"
topics.json | Hòa | Ho‹300›a | topics.json:1:47 & not in Unicode's form NFC & “ò”
topics.json | Hòa | \u0041Ho\u0300a | topics.json:1:53 & not in Unicode's form NFC
topics.json | Hòa | ‹20›Hòa | 1:46 & this text begins with a blank
topics.json | bình | bình‹a0› | 1:54 & this text ends with a blank
topics.json | Hòa bình | Hòa\nbình | 1:49 & there is a new line & a new paragraph
topics.json | Hòa bình | Hòa‹200b› bình | 1:49 & U+200B
topics.json | Hòa bình | | the text in “vi” is empty
topics.json | {"vi": "Hòa bình", "en": "Peace"} | {} | “label” is empty
topics.json | "vi" | "fr" | “fr” is not a language of this edition & “vi” and “en”
topics.json | "vi": "Hòa bình", | | warning: this text is not there in “vi” & add "vi"
articles/one.json | "vi": "Họp", "en": "The meeting" | "en": "The meeting" | 1:75 & warning: this text is not there in “vi”
articles/one.json | "id": "one" | "id": "two" | “two” is not the name of its file & write “one”
articles/one.json | "id": "one-met" | "id": "One_met" | the id “One_met” has the character “O”
articles/one.json | {"vi": "a", "en": "b"} | {"vi": " ", "en": ""} | “inferred” is given without its reason
articles/one.json | "lang": "de" | "lang": "German" | “German” is no language tag
articles/one.json | "topics" | "url": "www.example.org", "topics" | “www.example.org” is no link & https:// or http://
articles/one.json | "topics" | "section": null, "bylines": [""], "topics" | an entry of “bylines” is empty
articles/one.json | "topics" | "relations": [{"id": "r", "subject": "club", "object": "club", "relation": "guides", "basis": "stated"}], "topics" | “club” has a relation with itself
edition.json | #8a1c1c | #999999 | the contrast of #999999 on the light paper #f6f6f3 is 2.6 & a darker one
edition.json | #f0a0a0 | red | “red” is no colour & #rrggbb
edition.json | "vi", "en"] | "en", "en"] | the two languages of the edition are the same
edition.json | "vi", "en"] | "vi", "EN"] | “EN” is no language tag
edition.json | "https://example.org/" | "javascript:x" | “javascript:x” is no link & mailto:
edition.json | , "event": "meeting" | | this thread has nothing to follow & exactly one of
edition.json | "event": "meeting" | "event": "meeting", "office": {"organisation": "club", "office": "chair"} | more than one thing
"##,
    );
}

#[test]
fn pictures() {
    let both = r#"{"vi": "a", "en": "b"}"#;
    for (file, alt, expect) in [
        ("a.png", both, ""),
        ("./b.png", both, "there is no picture “./b.png”"),
        ("../a.png", both, "“../a.png” is outside the edition's folder"),
        ("/etc/passwd", both, "outside"),
        ("topics.json", both, "neither a JPEG nor a PNG"),
        ("a.png", "{}", "this picture has no alternative text"),
    ] {
        let image = format!(r#"{{"file": "{file}", "alt": {alt}, "credit": "A", "rights": {both}}}"#);
        let people = changed("people.json", "\"line\"", &format!("\"images\": [{image}], \"line\""));
        check(&[("a.png", "a"), ("people.json", &people)], expect);
    }
}

#[test]
fn plans_are_followed_up() {
    let first = |from: &str, to: &str| changed("articles/one.json", from, to);
    let when = r#""planned", "when": {"date": "2022-12-11", "basis": "stated"}"#;
    let planned = first("\"held\"", when);
    let known = first("\"held\"", &format!("{when}, \"outcome\": \"not-in-record\""));
    let later = SOUND[5].1.replace("one", "two").replace("2020-01-13", "2023-01-13");
    check(
        &[("articles/one.json", &planned)],
        "warning: this event was meant for 2022-12-11 & 3:19 & \"not-in-record\"",
    );
    check(&[("articles/one.json", &planned.replace("2022", "2031"))], "");
    check(&[("articles/one.json", &known)], "");
    check(&[("articles/one.json", &planned), ("articles/two.json", &later)], "");
    check(&[("articles/one.json", &planned), ("articles/two.json", "{")], "never closed");
    let more = r#""plans": [{"id": "p", "by": [{"person": "anna-bell"}], "what": {"vi": "a", "en": "b"}, "meant_for": "2021", "basis": "stated"}],
"requests": [{"id": "r", "from": [], "to": [{"organisation": "club"}], "what": {"vi": "a", "en": "b"}, "meant_for": "2021", "basis": "stated"}], "topics""#;
    let more = first("\"topics\"", more);
    check(&[("articles/one.json", &more)], "this plan was meant for ; this request was meant for");
    let wrong = more.replace("{\"person\": ", "{\"persona\": ");
    check(&[("articles/one.json", &wrong)], "“persona” is no party & did you mean “person”?");
}

#[test]
fn files_and_labels() {
    check(&[("edition.json", "-")], "error: there is no edition.json");
    check(
        &[("poeple.json", "{}")],
        "warning: the file “poeple.json” is not read & did you mean “people.json”?",
    );
    check(&[("article/two.json", "{}"), ("photos/a.json", "{}"), ("note.txt", "")], "the folder “article”");
    check(
        &[("drafts/two.json", "{\"headline\": 1}"), ("drafts/two.facts.md", ""), ("drafts/two.txt", "")],
        "",
    );
    let french: Vec<_> = SOUND.iter().map(|(path, text)| (*path, text.replace("\"vi\"", "\"fr\""))).collect();
    let mut files: Vec<(&str, &str)> = french.iter().map(|(path, text)| (*path, text.as_str())).collect();
    check(&files, "edition.json:2:34 & no interface words in “fr” & labels/fr.json");
    let words = serde_json::to_string(&labels::built_in("en")).unwrap();
    files.push(("labels/fr.json", &words));
    check(&files, "");
    files.push(("labels/de.json", &words));
    check(&files, "warning: these labels are in no language of the edition");
    files.push(("labels/fr.json", "{\"$schema\": \"x\"}"));
    assert!(edition(&files).problems.iter().any(|x| x.message.contains("this file lacks the key")));
}

/// Whoever adds a key that holds an id decides here where it leads.
#[test]
fn every_string_of_the_model_is_a_reference_or_known_to_be_none() {
    const NONE: &str = "$schema id languages language_names base_url light dark licence url lang text \
        bylines photographs value printed read file credit path office";
    for schema in Kind::ALL.iter().filter(|kind| **kind != Kind::Labels).map(|kind| kind.schema()) {
        let types = schema["$defs"].as_object().into_iter().flatten();
        for (name, schema) in types
            .map(|(name, schema)| (name.as_str(), schema))
            .chain([(schema["title"].as_str().unwrap(), &schema)])
        {
            let forms = schema["oneOf"].as_array().into_iter().flatten().chain([schema]);
            for (key, value) in forms.filter_map(|form| form["properties"].as_object()).flatten() {
                let kind = if value["items"].is_object() { &value["items"]["type"] } else { &value["type"] };
                let is_string = kind == "string" || kind == &serde_json::json!(["string", "null"]);
                let known = references::REFERENCES.iter().any(|(owner, to, _)| (*owner, *to) == (name, key));
                assert!(!is_string || known || NONE.split(' ').any(|none| none == key), "{name}.{key}");
            }
        }
    }
}

#[test]
fn schemas_close_their_objects_and_may_be_named() {
    for (name, schema) in schemas() {
        assert!(schema["title"].is_string(), "{name}");
        assert_eq!(schema["additionalProperties"], false, "{name}");
        assert_eq!(schema["properties"]["$schema"]["type"], "string", "{name}");
    }
}
