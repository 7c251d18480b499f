//! Who and what an edition knows: people, organisations with their offices, topics, series, events
//! and terms, as large as the number of its articles asks for.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::chance::{Chance, Zipf};
use crate::days;
use crate::words::{Words, id, text};

const SURNAMES: &[&str] = &[
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Đoàn",
];
const MIDDLE: &[&str] = &[
    "Văn", "Thị", "Đức", "Minh", "Thanh", "Quốc", "Hữu", "Ngọc", "Xuân", "Kim", "Đình", "Bích", "Gia", "Thu",
];
const WESTERN: [&[&str]; 2] = [
    &[
        "James", "Mary", "Peter", "Anna", "David", "Helen", "Robert", "Laura", "André", "Claire", "Søren",
        "Zoë",
    ],
    &["Miller", "Sauvage", "Rowan", "Anders", "Cooper", "Walker", "Martin", "Bauer", "Schmidt", "Müller"],
];
/// What an organisation is, in both languages.
const BODIES: &[[&str; 2]] = &[
    ["Hội", "Society"],
    ["Liên hiệp", "Union"],
    ["Trung tâm", "Centre"],
    ["Viện", "Institute"],
    ["Quỹ", "Fund"],
    ["Ủy ban", "Committee"],
    ["Văn phòng", "Office"],
    ["Câu lạc bộ", "Club"],
];
/// The offices of an organisation: id, titles, whether one person holds it at a time.
const OFFICES: &[(&str, &str, &str, bool)] = &[
    ("chair", "Chủ tịch", "Chair", true),
    ("secretary", "Tổng thư ký", "Secretary General", true),
    ("vice-chair", "Phó Chủ tịch", "Vice Chair", false),
];
/// The days for which somebody holds an office, about four years.
const TENURE: i64 = 1500;

/// The number of newspapers.
pub const NEWSPAPERS: usize = 8;
/// The number of topics.
pub const TOPICS: usize = 12;
const SERIES: usize = 6;

/// Something that can be referred to, with its name in both languages.
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: [String; 2],
}

/// An event, and the day that it is on.
pub struct Event {
    /// What it is called.
    pub entry: Entry,
    /// The day.
    pub day: i64,
    /// Its topic.
    pub topic: usize,
}

/// All that articles refer to.
pub struct Registries {
    /// The people; those in front are named most often.
    pub people: Vec<Entry>,
    /// How often each.
    pub people_often: Zipf,
    /// The organisations, the newspapers first among them left out.
    pub organisations: Vec<Entry>,
    /// How often each.
    pub organisations_often: Zipf,
    /// The newspapers.
    pub newspapers: Vec<Entry>,
    /// The topics.
    pub topics: Vec<Entry>,
    /// How often each.
    pub topics_often: Zipf,
    /// The events, earliest first.
    pub events: Vec<Event>,
    /// The terms.
    pub terms: Vec<Entry>,
    seed: u64,
}

impl Registries {
    /// Those of an edition of so many articles.
    pub fn new(seed: u64, articles: usize, words: &Words) -> Registries {
        let people = people(seed, (articles / 10).max(12), words);
        let organisations = organisations(seed, (articles / 100).max(5), words);
        let named = |thing: &str, count: usize, length: usize| -> Vec<Entry> {
            let mut chance = Chance::new(seed, thing, 0);
            let name = |number: usize| words.name(1 + number % length, &mut chance);
            (0..count).map(name).enumerate().map(|(number, name)| numbered(thing, number, name)).collect()
        };
        Registries {
            people_often: Zipf::new(people.len(), 3),
            people,
            organisations_often: Zipf::new(organisations.len(), 1),
            organisations,
            newspapers: named("newspaper", NEWSPAPERS, 2),
            topics: named("topic", TOPICS, 2),
            topics_often: Zipf::new(TOPICS, 2),
            events: events(seed, (articles / 3).max(5), words),
            terms: terms(seed, (articles / 25).clamp(10, 400), words),
            seed,
        }
    }

    /// Who holds an office of an organisation on a day. Of one that several people hold, each
    /// `seat` is another.
    pub fn holder(&self, organisation: usize, office: usize, seat: usize, day: i64) -> &Entry {
        let thing = format!("holder {office} {seat}");
        // Not all offices change hands in the same month.
        let shift = Chance::new(self.seed, &thing, organisation).below(TENURE as usize) as i64;
        let term = (day + shift) / TENURE;
        let mut chance = Chance::new(self.seed, &format!("{thing} {organisation}"), term as usize);
        &self.people[chance.draw(&self.people_often)]
    }

    /// people.json
    pub fn people_file(&self, words: &Words) -> Value {
        let entry = |(number, person): (usize, &Entry)| {
            let mut chance = Chance::new(self.seed, "person's line", number);
            let [vi, en] = &person.name;
            let name = if chance.percent(50) { json!({ "vi": vi }) } else { json!({ "vi": vi, "en": en }) };
            let mut entry = json!({ "id": person.id, "name": name });
            if let Some((_, short)) = vi.split_once(' ').filter(|_| chance.percent(30)) {
                entry["also"] = json!([{ "vi": short }]);
            }
            entry["line"] = text(&words.paragraph(60, &[], &mut chance));
            entry
        };
        json!({ "people": self.people.iter().enumerate().map(entry).collect::<Vec<_>>() })
    }

    /// organisations.json
    pub fn organisations_file(&self, words: &Words) -> Value {
        let entry = |(number, body): (usize, &Entry)| {
            let mut chance = Chance::new(self.seed, "organisation's line", number);
            let kind = chance.one(&["body", "body", "body", "organ", "fund", "collective"]);
            let offices = OFFICES.iter().map(|(id, vi, en, single)| {
                let title = [format!("{vi} {}", body.name[0]), format!("{en}, {}", body.name[1])];
                json!({ "id": id, "title": text(&title), "single": single })
            });
            json!({
                "id": body.id,
                "kind": kind,
                "name": text(&body.name),
                "short": { "vi": short(&body.name[0], number) },
                "line": text(&words.paragraph(90, &[], &mut chance)),
                "offices": offices.collect::<Vec<_>>(),
            })
        };
        let newspaper = |(number, paper): (usize, &Entry)| {
            let line = words.paragraph(60, &[], &mut Chance::new(self.seed, "newspaper's line", number));
            json!({ "id": paper.id, "kind": "newspaper", "name": text(&paper.name), "line": text(&line) })
        };
        let bodies = self.organisations.iter().enumerate().map(entry);
        let all: Vec<Value> = bodies.chain(self.newspapers.iter().enumerate().map(newspaper)).collect();
        json!({ "organisations": all })
    }

    /// topics.json
    pub fn topics_file(&self) -> Value {
        json!({ "topics": labelled(&self.topics) })
    }

    /// series.json
    pub fn series_file(&self, words: &Words) -> Value {
        let mut chance = Chance::new(self.seed, "series", 0);
        let series: Vec<Entry> =
            (0..SERIES).map(|number| numbered("series", number, words.name(2, &mut chance))).collect();
        json!({ "series": labelled(&series) })
    }

    /// glossary.json
    pub fn glossary_file(&self) -> Value {
        json!({ "terms": labelled(&self.terms) })
    }

    /// events.json
    pub fn events_file(&self) -> Value {
        const KINDS: &[&str] =
            &["meeting", "meeting", "programme", "programme", "campaign", "document", "term", "anniversary"];
        let entry = |(number, event): (usize, &Event)| {
            let mut chance = Chance::new(self.seed, "event's entry", number);
            let by = &self.organisations[chance.draw(&self.organisations_often)].id;
            let mut entry = json!({
                "id": event.entry.id,
                "label": text(&event.entry.name),
                "kind": chance.one(KINDS),
                "organisations": [by],
                "topics": [self.topics[event.topic].id],
            });
            if chance.percent(10) {
                entry["series"] = format!("series-{}", chance.below(SERIES)).into();
            }
            entry
        };
        json!({ "events": self.events.iter().enumerate().map(entry).collect::<Vec<_>>() })
    }
}

fn labelled(entries: &[Entry]) -> Vec<Value> {
    entries.iter().map(|entry| json!({ "id": entry.id, "label": text(&entry.name) })).collect()
}

fn numbered(thing: &str, number: usize, name: [String; 2]) -> Entry {
    Entry { id: format!("{thing}-{number}"), name }
}

/// Capitals of a name, with a number so that no two are alike.
fn short(name: &str, number: usize) -> String {
    let capitals: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
    format!("{}{number}", capitals.to_uppercase())
}

fn people(seed: u64, count: usize, words: &Words) -> Vec<Entry> {
    let mut chance = Chance::new(seed, "people", 0);
    let (mut names, mut ids) = (HashSet::new(), HashMap::new());
    let mut people = Vec::new();
    while people.len() < count {
        let name = if people.len() % 6 == 5 {
            let [given, family] = WESTERN.map(|names| *chance.one(names));
            // There are few of these: a letter between tells them apart.
            let letter = char::from(b'A' + chance.below(26) as u8);
            let between = if count > 200 { format!(" {letter}. ") } else { " ".into() };
            format!(
                "{given}{between}{family}{}",
                if count > 3000 { words.given(&mut chance) } else { "".into() }
            )
        } else {
            let given = words.given(&mut chance);
            format!("{} {} {given}", chance.one(SURNAMES), chance.one(MIDDLE))
        };
        if !names.insert(name.clone()) {
            continue;
        }
        let same: &mut usize = ids.entry(id(&name)).or_default();
        *same += 1;
        let number = if *same == 1 { String::new() } else { format!("-{same}") };
        people.push(Entry { id: format!("{}{number}", id(&name)), name: [name.clone(), name] });
    }
    people
}

fn organisations(seed: u64, count: usize, words: &Words) -> Vec<Entry> {
    let mut chance = Chance::new(seed, "organisations", 0);
    let name = |number: usize| {
        let ([vi, en], [of, from]) = (BODIES[number % BODIES.len()], words.name(2, &mut chance));
        numbered("organisation", number, [format!("{vi} {of}"), format!("{from} {en}")])
    };
    (0..count).map(name).collect()
}

fn events(seed: u64, count: usize, words: &Words) -> Vec<Event> {
    let mut chance = Chance::new(seed, "events", 0);
    let topics = Zipf::new(TOPICS, 2);
    let event = |number: usize| {
        let entry = numbered("event", number, words.name(2 + number % 3, &mut chance));
        Event { entry, day: share(number, count), topic: chance.draw(&topics) }
    };
    (0..count).map(event).collect()
}

fn terms(seed: u64, count: usize, words: &Words) -> Vec<Entry> {
    let mut chance = Chance::new(seed, "terms", 0);
    (0..count).map(|number| numbered("term", number, words.term(&mut chance))).collect()
}

/// The day of the so-manieth of so many things: newspapers grew, so later days have more of them.
pub fn share(number: usize, count: usize) -> i64 {
    let part = (number as f64 / count as f64).sqrt();
    days::FIRST + (part * days::COUNT as f64) as i64
}
