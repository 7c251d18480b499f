//! A small record of an invented lake society, drawn at two widths; and what must hold of it.

use serde_json::{Value, from_value, json};

use super::draw::{Chart, Look, handle, ribbon, selection, strip};
use super::items::{By, Item, Kind, Name, Of, extent, items, lanes};
use super::layout::Lane;
use super::plans::{Came, plans};
use super::ribbon::Ribbon;
use super::scale::Window;
use super::series::cycle;
use super::strip::{of_office, of_person};
use super::words::{Words, date_words};
use crate::labels::Labels;
use crate::record::Record;
use crate::record::date::DateWords;

fn both(vi: &str, en: &str) -> Value {
    json!({ "vi": vi, "en": en })
}

fn stated(date: &str) -> Value {
    json!({ "date": date, "basis": "stated" })
}

fn known(date: &str, how: &str) -> Value {
    json!({ "date": date, "basis": { how: both("vì thế", "because") } })
}

fn report(id: &str, event: &str, status: &str, when: Value) -> Value {
    json!({ "id": id, "event": event, "status": status, "when": when, "basis": "stated" })
}

fn role(id: &str, person: &str, office: &str) -> Value {
    json!({ "id": id, "person": person, "organisation": "lakes", "office": office, "basis": "stated" })
}

fn plan(id: &str, what: &str, meant_for: &str, event: Option<&str>) -> Value {
    json!({ "id": id, "by": [{ "organisation": "lakes" }], "what": { "en": what }, "meant_for": meant_for,
        "event": event, "basis": "stated" })
}

fn request(id: &str, what: &str) -> Value {
    json!({ "id": id, "from": [{ "person": "han" }], "to": [{ "organisation": "lakes" }],
        "what": both(what, what), "basis": "stated" })
}

fn event(id: &str, kind: &str, label: &str, series: Option<&str>) -> Value {
    json!({ "id": id, "kind": kind, "label": both(label, label), "series": series, "topics": ["water"] })
}

fn person(id: &str, name: &str) -> Value {
    json!({ "id": id, "name": { "vi": name }, "line": both("Người", "Somebody") })
}

fn article(id: &str, when: Value, parts: Value) -> Value {
    let mut article = json!({ "id": id, "headline": { "lang": "vi", "text": id }, "title": both(id, id),
        "when": when, "topics": ["boats"], "lead": both(id, id), "summary": [] });
    for (key, value) in parts.as_object().unwrap() {
        article[key] = value.clone();
    }
    article
}

fn record() -> Record {
    let labels = |text| serde_json::from_str::<Labels>(text).unwrap();
    let edition = json!({ "id": "lakes", "name": both("Hồ", "Lakes"), "subject": "lakes", "languages": ["vi", "en"],
        "language_names": ["Tiếng Việt", "English"], "intro": both("", ""), "about": [],
        "rights": { "text": both("", ""), "licence": "", "url": "" } });
    let organisations = json!([{ "id": "lakes", "kind": "body", "name": both("Hội Hồ", "Lake Society"),
        "line": both("", ""), "offices": [
            { "id": "president", "title": both("Chủ tịch", "President"), "single": true },
            { "id": "member", "title": both("Hội viên", "Member of the Board of Boats & Buoys") }] }]);
    let events = json!([
        event("founding", "anniversary", "Founding", None),
        event("first-boat", "anniversary", "First boat", None),
        event("review-2021", "meeting", "Review of 2020", Some("review")),
        event("review-2022", "meeting", "Review of 2021, tasks for 2022", Some("review")),
        event("congress", "meeting", "5th Congress", Some("congress")),
        event("regatta", "programme", "Regatta <of the four lakes>", None),
        event("clean-shores", "campaign", "Clean shores", None),
        event("water-plan", "document", "Five-year water plan", None),
        event("bulletin", "document", "Bulletin “Ripples”", None),
        event("term", "term", "5th term", None),
        event("thirty", "anniversary", "Thirty years of the society", None),
    ]);
    let first = article(
        "a1",
        known("2021-01-20", "inferred"),
        json!({
            "events": [
                report("a1-founding", "founding", "commemorated", known("1931", "derived")),
                report("a1-boat", "first-boat", "commemorated", known("1958-06-01", "derived")),
                { "id": "a1-review", "event": "review-2021", "status": "held", "basis": "stated" },
                report("a1-congress", "congress", "planned", stated("2022")),
                report("a1-plan", "water-plan", "ongoing", stated("2021/2025")),
            ],
            "roles": [role("a1-president", "mai", "president"), role("a1-member", "mai", "member")],
            "plans": [plan("a1-hold-congress", "Hold the 5th Congress", "2022", Some("congress"))],
        }),
    );
    let second = article(
        "a2",
        stated("2022-01-18"),
        json!({
            "events": [
                { "id": "a2-review", "event": "review-2022", "status": "held", "basis": "stated" },
                report("a2-clean", "clean-shores", "launched", stated("2022")),
                report("a2-thirty", "thirty", "planned", stated("2022-12-11")),
                report("a2-regatta", "regatta", "held", known("2022-40", "inferred")),
                report("a2-congress", "congress", "planned", stated("2022-01-18/..")),
            ],
            "roles": [role("a2-president", "mai", "president"), role("a2-member", "mai", "member"),
                role("a2-member-tam", "tam", "member")],
            "plans": [plan("a2-mark-thirty", "Mark thirty years", "2022-12-11", Some("thirty")),
                plan("a2-renew", "Renew the boats", "2022-41", None)],
            "acts": [{ "id": "a2-act", "person": "mai", "did": both("Mở", "Opened"), "event": "review-2022", "basis": "stated" }],
        }),
    );
    let third = article(
        "a3",
        stated("2023-08-17"),
        json!({
            "events": [
                report("a3-congress", "congress", "held", known("[2022-01-18..2023-08-17]", "window")),
                report("a3-bulletin", "bulletin", "ongoing", known("[..2023-08-17]", "window")),
                report("a3-term", "term", "ongoing", stated("2022/2027")),
            ],
            "roles": [role("a3-president", "han", "president")],
            "requests": [request("a3-ask-piers", "Settle the piers"), request("a3-ask-nets", "Mend the nets"),
                request("a3-ask-light", "Light the shore")],
        }),
    );
    Record {
        edition: from_value(edition).unwrap(),
        labels: [labels(include_str!("../labels/vi.json")), labels(include_str!("../labels/en.json"))],
        articles: from_value(json!([first, second, third])).unwrap(),
        people: from_value(json!([person("mai", "Lý Thị Mai"), person("han", "Đỗ Hân"), person("tam", "Vũ Tâm")])).unwrap(),
        organisations: from_value(organisations).unwrap(),
        topics: from_value(json!([{ "id": "water", "label": both("Nước", "Water") }, { "id": "boats", "label": both("Thuyền", "Boats") }])).unwrap(),
        series: from_value(json!([{ "id": "review", "label": both("Tổng kết", "Review") }, { "id": "congress", "label": both("Đại hội", "Congress") }])).unwrap(),
        events: from_value(events).unwrap(),
        terms: Vec::new(),
        lookup: Default::default(),
        late: Default::default(),
    }
}

/// The words of English, short dates made of the long ones.
fn words(record: &Record) -> Words<'_> {
    let labels = &record.labels[1];
    let short = DateWords {
        day: "{d} {month}< {y}>".into(),
        months: labels.dates.months.clone().map(|x| x[..3].into()),
        half1: "first half< of {y}>".into(),
        half2: "second half< of {y}>".into(),
        between: "{a} to {b}".into(),
        by: "to {b}".into(),
        ..labels.dates.clone()
    };
    let (dates, in_year) = date_words(&short);
    let kinds = ["Meetings", "Programmes", "Campaigns", "Documents", "Anniversaries", "Offices", "Plans"];
    Words {
        lang: "en",
        dates,
        in_year,
        months: &labels.dates.months,
        kinds,
        other: "Other",
        more: "{n} more",
        changed_hands: "changes hands",
        steps: "{n} dates, one step each: not to scale",
        strokes: "from {y} to scale; a stroke for each entry",
        bars: "from {y} to scale; the taller, the more entries",
    }
}

/// Each element on a line of its own.
fn lines(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

fn draw(record: &Record, text: &str, width: i32, rows: u16) -> String {
    let (items, words) = (items(record), words(record));
    let lanes = lanes(record, &items, 0..items.len(), By::Kind);
    let mut shown = vec![Lane { folded: false, rows }; lanes.names.len()];
    shown[3].folded = width < 600;
    let chart = Chart::new(&items, &lanes, shown, &words, Window::parse(text).unwrap(), width);
    let href = |item: &Item| format!("articles/x/?a=1&b=2#{}", item.id);
    chart.draw(&Look { href: &href, chosen: Some("a3-congress"), is_live: true })
}

/// Fails unless every element that is opened is closed, in the right order.
fn assert_well_formed(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("{tag}"));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn drawn_on_a_phone() {
    let record = record();
    let svg = draw(&record, "2022..2023", 328, 3);
    assert_well_formed(&svg);
    insta::assert_snapshot!(lines(&svg));
}

#[test]
fn drawn_on_a_wide_page() {
    let record = record();
    let svg = draw(&record, "2022..2023", 1216, 6);
    assert_well_formed(&svg);
    insta::assert_snapshot!(lines(&svg));
}

#[test]
fn all_widths_and_windows_can_be_drawn() {
    let record = record();
    for window in
        ["1900..2030", "2022-01-15..2022-01-21", "2022-06..2022-08", "1931", "2030..2031", "0001..9998"]
    {
        for width in [280, 328, 712, 1216, 2400] {
            assert_well_formed(&draw(&record, window, width, 2));
        }
    }
}

#[test]
fn the_ribbon() {
    let record = record();
    let (items, words) = (items(&record), words(&record));
    let all = Ribbon::of(items.iter().map(|x| x.first), 712).unwrap();
    let parts = [
        ribbon(&all, &words),
        selection(&all, all.opening(), "2022 & 2023"),
        handle(all.x(all.opening().first)),
    ];
    parts.iter().for_each(|x| assert_well_formed(x));
    insta::assert_snapshot!(lines(&parts.join("\n")));
}

#[test]
fn the_strips_of_people_and_offices() {
    let record = record();
    let words = words(&record);
    let href = |id: &str| format!("people/{id}/");
    let rows =
        [of_person(&record, "mai"), of_person(&record, "han"), of_office(&record, "lakes", "president")];
    let drawn: Vec<String> =
        [328, 1216].iter().flat_map(|w| rows.iter().map(|x| strip(x, *w, &words, &href))).collect();
    drawn.iter().for_each(|x| assert_well_formed(x));
    insta::assert_snapshot!(lines(&drawn.join("\n\n")));
    assert_eq!(strip(&of_person(&record, "nobody"), 712, &words, &href), "");
}

#[test]
fn every_statement_is_in_one_item() {
    let record = record();
    let items = items(&record);
    let mut found: Vec<&str> = Vec::new();
    for item in items.iter().filter(|x| !matches!(x.of, Of::Handover(_))) {
        found.extend(item.statements().iter().map(|x| x.1));
    }
    let mut stated: Vec<&str> = Vec::new();
    for article in &record.articles {
        stated.extend(article.events.iter().map(|x| x.id.as_str()));
        stated.extend(article.roles.iter().map(|x| x.id.as_str()));
        stated.extend(article.requests.iter().map(|x| x.id.as_str()));
        stated.extend(article.plans.iter().map(|x| x.id.as_str()));
    }
    found.sort();
    stated.sort();
    assert_eq!(found, stated);
    assert!(items.windows(2).all(|x| (x[0].first, x[0].last) <= (x[1].first, x[1].last)));
    assert_eq!(extent(&items).unwrap().text(), "1931..2027");
}

#[test]
fn items_stand_where_the_latest_report_puts_them() {
    let record = record();
    let items = items(&record);
    let check = |id: &str, expected: &str| {
        let item = items.iter().find(|x| x.id == id).unwrap_or_else(|| panic!("no {id}"));
        let open = [item.open.0, item.open.1].map(|x| if x { ".." } else { "" });
        let window = Window { first: item.first, last: item.last }.text();
        let said = format!(
            "{:?} {:?} {}{window}{} {}",
            item.kind,
            item.sign,
            open[0],
            open[1],
            item.statements().len()
        );
        assert_eq!(said, expected, "{id}");
    };
    check("a3-congress", "Meeting Held 2022-01-18..2023-08-17 3");
    check("a1-hold-congress", "Plan Planned 2022 1");
    // A plan of what is still only planned is the same item.
    check("a2-thirty", "Plan Planned 2022-12-11 2");
    check("a3-bulletin", "Document Ongoing ..2023-08-17 1");
    check("a3-term", "Role Ongoing 2022..2027 1");
    check("a2-president", "Role Attested 2021-01-20..2022-01-18 2");
    check("a2-president--a3-president", "Role Handover 2022-01-18..2023-08-17 2");
    check("a3-ask-nets", "Plan Asked 2023-08-17 1");
    let review = items.iter().find(|x| x.id == "a2-review").unwrap();
    assert_eq!((&review.people[..], &review.topics[..]), (&["mai"][..], &["water"][..]));
}

#[test]
fn lanes_are_made_by_what_is_asked() {
    let record = record();
    let items = items(&record);
    let check = |by, expected: &str| {
        let lanes = lanes(&record, &items, 0..items.len(), by);
        let said = lanes.names.iter().enumerate().map(|(at, name)| {
            let count = lanes.of.iter().filter(|x| usize::from(x.1) == at).count();
            match name {
                Name::Kind(kind) => format!("{kind:?} {count}"),
                Name::Entry(id, _) => format!("{id} {count}"),
                Name::Other => format!("other {count}"),
            }
        });
        assert_eq!(said.collect::<Vec<_>>().join(", "), expected);
    };
    check(By::Kind, "Meeting 3, Programme 1, Campaign 1, Document 2, Anniversary 2, Role 6, Plan 6");
    check(By::Topic, "water 11, boats 11");
    check(By::Person, "mai 4, han 5, tam 1, other 12");
    check(By::Organisation, "lakes 11, other 10");
    assert_eq!(lanes(&record, &[], 0..0, By::Kind).names, []);
    assert_eq!(Kind::ALL.map(|x| x as usize), [0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn the_cycle_shows_where_the_record_is_silent() {
    let record = record();
    let years: Vec<String> = cycle(&record)
        .years
        .iter()
        .map(|year| {
            let cells = year.cells.iter().map(|x| {
                x.iter()
                    .map(|x| format!("{:?} {}", x.report.status, x.when().date))
                    .collect::<Vec<_>>()
                    .join(", ")
            });
            format!("{}: {}", year.year, cells.collect::<Vec<_>>().join(" | "))
        })
        .collect();
    assert_eq!(
        years,
        ["2021: Held 2021-01-20 | ", "2022: Held 2022-01-18 | Planned 2022, Held [2022-01-18..2023-08-17]",]
    );
}

#[test]
fn plans_are_followed_up() {
    let record = record();
    let said: Vec<String> = plans(&record)
        .iter()
        .map(|x| {
            let came = match x.came {
                Came::Known(..) => "known",
                Came::Reported(later) => &later.report.id,
                Came::NotInRecord => "not in the record",
            };
            format!("{} {}: {came}, {} later", x.year().unwrap(), x.id(), x.chain(&record).count())
        })
        .collect();
    assert_eq!(
        said,
        [
            "2022 a1-hold-congress: a3-congress, 2 later",
            "2022 a2-renew: not in the record, 0 later",
            "2022 a2-mark-thirty: not in the record, 0 later",
            "2023 a3-ask-piers: not in the record, 0 later",
            "2023 a3-ask-nets: not in the record, 0 later",
            "2023 a3-ask-light: not in the record, 0 later",
        ]
    );
}

#[test]
fn handovers_are_those_of_the_record() {
    let record = record();
    let found = record.handovers("lakes", "president");
    let ids: Vec<String> = found.iter().map(|x| [&*x.from.role.id, &*x.to.role.id].join("--")).collect();
    let items = items(&record);
    let drawn: Vec<&str> = items.iter().filter(|x| matches!(x.of, Of::Handover(_))).map(|x| &*x.id).collect();
    assert_eq!(drawn, ids);
}
