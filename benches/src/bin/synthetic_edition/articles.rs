//! The articles of an edition, one after another: none is kept, so that an edition may be as large
//! as the disk.

use serde_json::{Value, json};

use crate::chance::Chance;
use crate::days;
use crate::registries::{Entry, Registries, share};
use crate::words::{VI, Words, capital, text};

/// The bytes of a summary in each language, and the paragraphs that they are spread over.
const SUMMARY: usize = 1350;
const PARAGRAPHS: usize = 4;

/// A report of an event that an article has.
#[derive(Clone, Copy)]
struct Report {
    event: usize,
    status: &'static str,
    /// Whether a later article reports the event again.
    followed: bool,
}

/// Writes the articles of an edition.
pub struct Articles<'a> {
    seed: u64,
    count: usize,
    words: &'a Words,
    registries: &'a Registries,
    reports: Vec<Vec<Report>>,
}

impl<'a> Articles<'a> {
    /// So many articles of these words, about what these registries know.
    pub fn new(seed: u64, count: usize, words: &'a Words, registries: &'a Registries) -> Articles<'a> {
        Articles { seed, count, words, registries, reports: reports(seed, count, registries) }
    }

    fn day(&self, number: usize) -> i64 {
        share(number, self.count)
    }

    /// The id of the article of this number; ids of the same day are in the order of the numbers.
    pub fn id(&self, number: usize) -> String {
        format!("{}-{number:06}", days::iso(self.day(number)))
    }

    /// The event that is reported most often, for a thread.
    pub fn followed(&self) -> &Entry {
        let mut times = vec![0; self.registries.events.len()];
        self.reports.iter().flatten().for_each(|report| times[report.event] += 1);
        let most = (0..times.len()).rev().max_by_key(|event| times[*event]).unwrap_or_default();
        &self.registries.events[most].entry
    }

    /// The article of this number.
    pub fn article(&self, number: usize) -> Value {
        let chance = Chance::new(self.seed, "article", number);
        Article { all: self, number, id: self.id(number), day: self.day(number), chance, names: Vec::new() }
            .write()
    }
}

/// Who reports which event: one article before it, some on the day or after.
fn reports(seed: u64, count: usize, registries: &Registries) -> Vec<Vec<Report>> {
    let mut all = vec![Vec::new(); count];
    let events = &registries.events;
    for (event, it) in events.iter().enumerate() {
        let mut chance = Chance::new(seed, "reports", event);
        // The first article of that day or of a later one.
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            let is_before = share(middle, count) < it.day;
            (low, high) = if is_before { (middle + 1, high) } else { (low, middle) };
        }
        let held = (low + chance.below(4)).min(count - 1);
        let is_held = chance.percent(75);
        let planned = low.checked_sub(1 + chance.below(30)).filter(|_| chance.percent(35));
        if let Some(planned) = planned {
            all[planned].push(Report { event, status: "planned", followed: is_held && held > planned });
        }
        if is_held {
            let status = chance.one(&["held", "held", "held", "launched", "ongoing"]);
            all[held].push(Report { event, status, followed: false });
        }
        let again = held + 1 + chance.below(200);
        if again < count && chance.percent(30) {
            let status = chance.one(&["held", "held", "commemorated"]);
            all[again].push(Report { event, status, followed: false });
        }
    }
    all
}

struct Article<'a> {
    all: &'a Articles<'a>,
    number: usize,
    id: String,
    day: i64,
    chance: Chance,
    /// The names that its texts may mention.
    names: Vec<[String; 2]>,
}

impl<'a> Article<'a> {
    fn write(mut self) -> Value {
        let reports = self.reports();
        let roles = self.roles();
        let acts = self.acts();
        let topics = self.topics();
        let head = self.words().phrase(6, 5, &mut self.chance);
        let head = head.map(|words| capital(&words));
        let lead = self.words().paragraph(90, &self.names.clone(), &mut self.chance);
        let summary: Vec<Value> = (0..PARAGRAPHS)
            .map(|_| text(&self.words().paragraph(SUMMARY / PARAGRAPHS, &self.names, &mut self.chance)))
            .collect();
        let mut article = json!({
            "$schema": "../schema/article.schema.json",
            "id": self.id,
            "headline": { "lang": "vi", "text": head[VI] },
            "title": text(&head),
            "when": { "date": days::iso(self.day), "basis": "stated" },
        });
        self.source(&mut article);
        article["topics"] = topics;
        article["lead"] = text(&lead);
        article["summary"] = summary.into();
        article["events"] = reports;
        article["roles"] = roles;
        article["acts"] = acts;
        article["figures"] = self.figures();
        self.asked_and_planned(&mut article);
        self.rarer(&mut article);
        article
    }

    fn words(&self) -> &'a Words {
        self.all.words
    }

    fn registries(&self) -> &'a Registries {
        self.all.registries
    }

    /// The id of a statement.
    fn statement(&self, what: &str, number: usize) -> String {
        format!("{}-{what}-{number}", self.id)
    }

    fn person(&mut self) -> &'a Entry {
        let registries = self.registries();
        &registries.people[self.chance.draw(&registries.people_often)]
    }

    fn organisation(&mut self) -> (usize, &'a Entry) {
        let registries = self.registries();
        // Every other statement is about the organisation of the edition.
        let number =
            if self.chance.percent(40) { 0 } else { self.chance.draw(&registries.organisations_often) };
        (number, &registries.organisations[number])
    }

    fn sentence(&mut self) -> Value {
        text(&self.words().paragraph(40, &[], &mut self.chance))
    }

    /// How something is known, most often because it is said.
    fn basis(&mut self) -> Value {
        if self.chance.percent(88) { "stated".into() } else { json!({ "inferred": self.sentence() }) }
    }

    /// Who published it, and when.
    fn source(&mut self, article: &mut Value) {
        let paper = self.chance.one(&self.registries().newspapers);
        article["publisher"] =
            json!({ "name": text(&paper.name), "organisation": paper.id, "basis": self.basis() });
        if self.chance.percent(80) {
            article["bylines"] = json!([self.person().name[VI]]);
        }
        let published = days::iso(self.day + self.chance.below(2) as i64);
        let minute = format!("{:02}:{:02}", self.chance.below(24), self.chance.below(60));
        article["published"] = match self.chance.below(3) {
            0 => published.into(),
            1 => format!("{published}T{minute}").into(),
            _ => format!("{published}T{minute}+07:00").into(),
        };
        article["url"] = format!("https://{}.example.org/{}", paper.id, self.id).into();
        if self.chance.percent(10) {
            article["notes"] = json!([self.sentence()]);
        }
    }

    fn reports(&mut self) -> Value {
        let registries = self.registries();
        let reports = self.all.reports[self.number].clone();
        let write = |report: &Report| {
            let event = &registries.events[report.event];
            self.names.push(event.entry.name.clone());
            let about = match report.status {
                "planned" => event.day.max(self.day + 1),
                _ => event.day.min(self.day),
            };
            let mut written = json!({
                "id": format!("{}-{}", self.id, event.entry.id),
                "event": event.entry.id,
                "status": report.status,
                "when": self.when(about),
                "basis": self.basis(),
            });
            if report.status == "planned" && !report.followed {
                written["outcome"] = "not-in-record".into();
            }
            if self.chance.percent(20) {
                written["note"] = self.sentence();
            }
            written
        };
        reports.iter().map(write).collect::<Vec<_>>().into()
    }

    /// A day, told as closely as articles tell it.
    fn when(&mut self, day: i64) -> Value {
        let date = match self.chance.below(20) {
            0..12 => days::iso(day),
            12..15 => days::month(day),
            15 => days::half(day),
            16 => days::year(day).to_string(),
            17 | 18 => format!("{}/{}", days::iso(day), days::iso(day + 1 + self.chance.below(60) as i64)),
            _ => {
                let until = days::iso(day + 10 + self.chance.below(300) as i64);
                let date = format!("[{}..{until}]", days::iso(day));
                return json!({ "date": date, "basis": { "window": self.sentence() } });
            }
        };
        json!({ "date": date, "basis": self.basis() })
    }

    fn roles(&mut self) -> Value {
        let mut roles = Vec::new();
        for number in 0..self.chance.below(4) {
            let (organisation, body) = self.organisation();
            let office = self.chance.below(3);
            let seat = if office == 2 { self.chance.below(4) } else { 0 };
            let person = self.registries().holder(organisation, office, seat, self.day);
            self.names.extend([person.name.clone(), body.name.clone()]);
            let office = ["chair", "secretary", "vice-chair"][office];
            let mut role = json!({
                "id": self.statement("role", number),
                "person": person.id,
                "organisation": body.id,
                "office": office,
                "basis": self.basis(),
            });
            if self.chance.percent(8) {
                role["caption"] = true.into();
            }
            roles.push(role);
        }
        roles.into()
    }

    fn acts(&mut self) -> Value {
        let mut acts = Vec::new();
        for number in 0..self.chance.below(3) {
            let person = self.person();
            self.names.push(person.name.clone());
            let did = self.words().phrase(5, 8, &mut self.chance);
            acts.push(json!({
                "id": self.statement("act", number),
                "person": person.id,
                "did": text(&did),
                "basis": self.basis(),
            }));
        }
        acts.into()
    }

    fn topics(&mut self) -> Value {
        let registries = self.registries();
        let reported =
            self.all.reports[self.number].iter().map(|report| registries.events[report.event].topic);
        let mut topics: Vec<usize> = reported.collect();
        topics.extend((0..=self.chance.below(2)).map(|_| self.chance.draw(&registries.topics_often)));
        topics.sort_unstable();
        topics.dedup();
        topics.iter().map(|topic| registries.topics[*topic].id.as_str()).collect::<Vec<_>>().into()
    }

    fn figures(&mut self) -> Value {
        let mut figures = Vec::new();
        for number in 0..self.chance.below(4) {
            let value = match self.chance.below(6) {
                0 => format!("+{} %", 1 + self.chance.below(30)),
                1 => (*self.chance.one(&["II", "V", "IX", "XIII", "XVI"])).into(),
                2 => format!("{},{:03}", 1 + self.chance.below(90), self.chance.below(1000)),
                _ => (2 + self.chance.below(300)).to_string(),
            };
            let counts = self.words().phrase(2, 3, &mut self.chance);
            figures.push(json!({
                "id": self.statement("figure", number),
                "value": value,
                "counts": text(&counts),
                "measured": self.chance.percent(50),
                "basis": self.basis(),
            }));
        }
        figures.into()
    }

    /// Requests and plans, in one of six articles each.
    fn asked_and_planned(&mut self, article: &mut Value) {
        if self.chance.percent(16) {
            let (person, (_, body)) = (self.person(), self.organisation());
            let what = self.words().phrase(5, 8, &mut self.chance);
            article["requests"] = json!([{
                "id": self.statement("request", 0),
                "from": [{ "person": person.id }],
                "to": [{ "organisation": body.id }],
                "what": text(&what),
                "meant_for": (days::year(self.day) + 1).to_string(),
                "basis": self.basis(),
                "outcome": self.outcome(),
            }]);
        }
        if self.chance.percent(16) {
            let (_, body) = self.organisation();
            let what = self.words().phrase(5, 8, &mut self.chance);
            article["plans"] = json!([{
                "id": self.statement("plan", 0),
                "by": [{ "organisation": body.id }],
                "what": text(&what),
                "meant_for": days::month(self.day + 30 + self.chance.below(500) as i64),
                "basis": self.basis(),
                "outcome": self.outcome(),
            }]);
        }
    }

    /// What a later article says, if one does.
    fn outcome(&mut self) -> Value {
        let later = self.number + 1 + self.chance.below(self.all.count / 20 + 10);
        if later >= self.all.count || self.chance.percent(70) {
            return "not-in-record".into();
        }
        json!({ "known": { "text": self.sentence(), "article": self.all.id(later) } })
    }

    /// What few articles have: mottoes, relations, misprints.
    fn rarer(&mut self, article: &mut Value) {
        if self.chance.percent(3) {
            let words = self.words().phrase(3, 4, &mut self.chance).map(|words| capital(&words));
            article["mottoes"] = json!([{
                "id": self.statement("motto", 0), "words": text(&words), "note": self.sentence(), "basis": "stated",
            }]);
        }
        if self.chance.percent(3) {
            let ((_, subject), (_, object)) = (self.organisation(), self.organisation());
            let relation = self.chance.one(&["part-of", "member-of", "directs", "guides", "partner-of"]);
            if subject.id != object.id {
                article["relations"] = json!([{
                    "id": self.statement("relation", 0),
                    "subject": subject.id, "relation": relation, "object": object.id, "basis": self.basis(),
                }]);
            }
        }
        if self.chance.percent(3) {
            let read = self.words().word(VI, &mut self.chance);
            // A letter was left out.
            let printed: String = read.chars().filter(|letter| *letter != ' ').skip(1).chain(['h']).collect();
            article["corrections"] = json!([{
                "id": self.statement("correction", 0), "printed": printed, "read": read, "note": self.sentence(),
            }]);
        }
    }
}
