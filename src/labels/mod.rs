//! The interface's words, one struct for all of them: a language that lacks one does not
//! load, and a test proves that those built in have them all.
//!
//! Words are data, so that an edition in other languages brings its own
//! (`labels/<tag>.json`); the two languages of an edition travel in its record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::date::DateWords;

/// The interface's words in one language. `{n}` and the like are filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// How dates are said.
    pub dates: DateWords,
    /// The list of articles.
    pub articles: String,
    /// The timeline.
    pub timeline: String,
    /// What recurs, year by year.
    pub cycle: String,
    /// The list of people.
    pub people: String,
    /// The list of organisations.
    pub organisations: String,
    /// The list of topics.
    pub topics: String,
    /// One topic.
    pub topic: String,
    /// The glossary.
    pub glossary: String,
    /// What the record is.
    pub about: String,
    /// The front page.
    pub home: String,
    /// Name of the navigation.
    pub pages: String,
    /// Link past the navigation.
    pub skip: String,
    /// Name of the switch of reading modes.
    pub language: String,
    /// The mode side by side.
    pub both: String,
    /// Button for light or dark.
    pub theme: String,
    /// The search page, and the button.
    pub search: String,
    /// What the search field is.
    pub search_label: String,
    /// What to type into it.
    pub search_hint: String,
    /// When nothing is looked for.
    pub search_browse: String,
    /// When nothing is found.
    pub search_nothing: String,
    /// How much was found: {n}, {query}.
    pub results: String,
    /// Statements, as a kind of result.
    pub statements: String,
    /// The field of the glossary.
    pub glossary_search: String,
    /// Before the date of the latest article.
    pub latest: String,
    /// Heading of the years at a glance.
    pub years: String,
    /// How to count the strokes: {n}.
    pub years_note: String,
    /// Of one year: {n} reports, {articles} articles.
    pub year_counts: String,
    /// What lies before a year {y}.
    pub before_year: String,
    /// Column of years.
    pub year: String,
    /// Column of reports.
    pub reports: String,
    /// Heading of the stories through several articles.
    pub threads: String,
    /// Instead of a date.
    pub unknown_day: String,
    /// An office passed to another person.
    pub changed_hands: String,
    /// Which article: {n} of {of}.
    pub article_of: String,
    /// Heading of the source box.
    pub source: String,
    /// Source box.
    pub publisher: String,
    /// Source box.
    pub byline: String,
    /// Source box.
    pub published: String,
    /// Source box: the day of what is reported.
    pub reported_day: String,
    /// Source box.
    pub section: String,
    /// Source box.
    pub photographs: String,
    /// Source box.
    pub address: String,
    /// Source box, and section.
    pub rights: String,
    /// Source box.
    pub note: String,
    /// A value that the source does not state.
    pub not_stated: String,
    /// In lists.
    pub publisher_not_stated: String,
    /// In lists.
    pub byline_not_stated: String,
    /// Source box.
    pub no_rights_notice: String,
    /// Name of the margin.
    pub terms_and_topics: String,
    /// Heading in the margin.
    pub terms: String,
    /// What the article supports.
    pub supports: String,
    /// Offices on the article's day.
    pub roles_that_day: String,
    /// What people did and said.
    pub acts: String,
    /// Heading.
    pub requests: String,
    /// Heading.
    pub plans: String,
    /// Heading.
    pub requests_and_plans: String,
    /// Heading.
    pub figures: String,
    /// Heading.
    pub mottoes: String,
    /// Heading.
    pub relations: String,
    /// Heading.
    pub corrections: String,
    /// Heading.
    pub events: String,
    /// Before a misprint.
    pub printed_as: String,
    /// A figure that is a result.
    pub measured: String,
    /// A figure that is an ordinal, a term, an anniversary.
    pub not_measured: String,
    /// Status.
    pub held: String,
    /// Status.
    pub planned: String,
    /// Status.
    pub launched: String,
    /// Status.
    pub commemorated: String,
    /// Status.
    pub ongoing: String,
    /// Legend: an office on a day.
    pub attested: String,
    /// Legend: asked for.
    pub asked: String,
    /// Before the time it was meant for.
    pub meant_for: String,
    /// Before what came of it.
    pub outcome: String,
    /// No article says what came of it.
    pub outcome_not_in_record: String,
    /// No article says.
    pub not_in_record: String,
    /// Link to the article that says so.
    pub later_report: String,
    /// Known only from a caption.
    pub caption_only: String,
    /// Before a title as printed.
    pub styled: String,
    /// Basis.
    pub stated: String,
    /// Basis.
    pub inferred: String,
    /// Basis.
    pub derived: String,
    /// Basis: between two dates.
    pub window: String,
    /// Heading.
    pub offices_attested: String,
    /// What an attestation is.
    pub offices_note: String,
    /// Before the two days between which an office changed hands.
    pub between: String,
    /// Of an office that changed hands.
    pub last_seen: String,
    /// Of an office that changed hands.
    pub next_seen: String,
    /// How it changed hands.
    pub how_changed: String,
    /// People only spoken of.
    pub historical: String,
    /// Heading of the names box.
    pub names: String,
    /// What sort of organisation.
    pub kind: String,
    /// Short name.
    pub abbreviation: String,
    /// Other names.
    pub other_names: String,
    /// Heading: easily mixed up.
    pub names_alike: String,
    /// Not the same as.
    pub not_same_as: String,
    /// Kind of organisation.
    pub bodies: String,
    /// Kind of organisation.
    pub organs: String,
    /// Kind of organisation.
    pub funds: String,
    /// Kind of organisation.
    pub newspapers: String,
    /// Kind of organisation.
    pub collectives: String,
    /// Relation, from the part.
    pub part_of: String,
    /// Relation, from the whole.
    pub has_part: String,
    /// Relation, from the member.
    pub member_of: String,
    /// Relation, from the union.
    pub has_member: String,
    /// Relation.
    pub directs: String,
    /// Relation.
    pub directed_by: String,
    /// Relation.
    pub guides: String,
    /// Relation.
    pub guided_by: String,
    /// Relation.
    pub partner_of: String,
    /// How many articles: {n}.
    pub articles_count: String,
    /// Before the article before.
    pub earlier: String,
    /// Before the article after.
    pub later: String,
    /// Name of the links to the articles before and after.
    pub turn: String,
    /// Below the heading of the cycle.
    pub cycle_note: String,
    /// Heading.
    pub coverage: String,
    /// Heading.
    pub gaps: String,
    /// Heading.
    pub legend: String,
    /// Heading.
    pub how_to_cite: String,
    /// How to cite.
    pub how_to_cite_text: String,
    /// How to read a date: heading.
    pub how_title: String,
    /// How to read a date.
    pub how_stated: String,
    /// The mark, in words.
    pub how_inferred_mark: String,
    /// How to read a date.
    pub how_inferred: String,
    /// The mark, in words.
    pub how_derived_mark: String,
    /// How to read a date.
    pub how_derived: String,
    /// The mark, in words.
    pub how_window_mark: String,
    /// How to read a date.
    pub how_window: String,
    /// How to read a date.
    pub how_not_in_record: String,
    /// Beside a text that exists only in {language}.
    pub only_in: String,
    /// Instead of a missing translation.
    pub not_translated: String,
    /// Heading of the page for unknown addresses.
    pub not_found_title: String,
    /// What to do there.
    pub not_found_text: String,
    /// Where the live reader could not start.
    pub failed: String,
}
