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
    /// How dates are said where there is little room; what says the year stands in `<` and `>`.
    pub dates_short: DateWords,
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
    /// How much there is, with nothing typed: {n}.
    pub results_all: String,
    /// Of a kind of result: shows all {n}.
    pub see_all: String,
    /// Of a result found in another language than the page's: {language}.
    pub found_in: String,
    /// For a word that is nowhere, {typed}, another was looked for, {meant}.
    pub corrected: String,
    /// There are results with other marks than those typed.
    pub widened: String,
    /// There are results, none of which has the marks as typed.
    pub other_marks: String,
    /// Before the same query with fewer words.
    pub wider: String,
    /// How much there is without the filters: {n}.
    pub unfiltered: String,
    /// Where nothing is found: what there is, {n}, without the choice in a {facet}.
    pub without: String,
    /// Name of the list below the search field.
    pub suggestions: String,
    /// Heading of the filters.
    pub filters: String,
    /// The same, with {n} in use.
    pub filters_used: String,
    /// On a filter in use: takes it away.
    pub remove: String,
    /// Takes all filters away.
    pub clear: String,
    /// Field above a long list of filters.
    pub narrow: String,
    /// Filter.
    pub newspaper: String,
    /// Filter.
    pub person: String,
    /// Filter.
    pub organisation: String,
    /// Filter.
    pub status: String,
    /// Filter: how a thing is known.
    pub basis: String,
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
    /// Below the heading of requests and plans.
    pub plans_note: String,
    /// Below the heading of the cycle.
    pub cycle_note: String,
    /// Lane of the timeline.
    pub lane_meetings: String,
    /// Lane of the timeline.
    pub lane_programmes: String,
    /// Lane of the timeline.
    pub lane_campaigns: String,
    /// Lane of the timeline.
    pub lane_documents: String,
    /// Lane of the timeline.
    pub lane_anniversaries: String,
    /// Lane of the timeline.
    pub lane_offices: String,
    /// Lane of the timeline.
    pub lane_plans: String,
    /// Lane of what is in no other.
    pub lane_other: String,
    /// What of the drawing is grouped: {n}.
    pub more_here: String,
    /// That so many articles have yet to be read: {n}.
    pub still_coming: String,
    /// Below years that are not to scale: {n} of them.
    pub ribbon_steps: String,
    /// Below the years that are to scale, from {y}.
    pub ribbon_strokes: String,
    /// The same with bars, from {y}.
    pub ribbon_bars: String,
    /// How much the timeline has: {n}.
    pub entries_all: String,
    /// How much of it is in the window: {n} of {all}.
    pub entries_some: String,
    /// Button of the timeline.
    pub zoom_in: String,
    /// Button of the timeline.
    pub zoom_out: String,
    /// Name of the choice of lanes.
    pub lanes_by: String,
    /// Button of the timeline.
    pub window_clear: String,
    /// Link from the timeline to the search.
    pub window_search: String,
    /// Name of a handle of the window.
    pub window_from: String,
    /// Name of a handle of the window.
    pub window_to: String,
    /// A time window as a filter.
    pub time: String,
    /// Name of the drawing.
    pub drawing: String,
    /// What keys do in the drawing.
    pub drawing_keys: String,
    /// Row of a card.
    pub when: String,
    /// Row of a card.
    pub sources: String,
    /// Heading of the list below the drawing.
    pub same_as_list: String,
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
    /// Where the page that is open is not the newest.
    pub renewed: String,
    /// The link that loads the page again.
    pub load_again: String,
    /// The page that helps to put the reader into another page.
    pub embed: String,
    /// What that page is for.
    pub embed_text: String,
    /// What of the reader is embedded.
    pub embed_view: String,
    /// The reader as a whole.
    pub embed_full: String,
    /// One article.
    pub embed_article: String,
    /// Filters of what is embedded, as they stand in the address of a search.
    pub embed_filters: String,
    /// How high what is embedded is.
    pub embed_height: String,
    /// The lines that size themselves.
    pub embed_element: String,
    /// The line that needs no script.
    pub embed_frame: String,
    /// How what is embedded will look.
    pub embed_preview: String,
    /// Copies what stands above.
    pub copy: String,
    /// It has been copied.
    pub copied: String,
    /// What is found, as a book to be printed.
    pub book: String,
    /// Button that prints it.
    pub book_print: String,
    /// Link from it to the search.
    pub book_back: String,
    /// On the cover: what is found.
    pub book_selection: String,
    /// On the cover: when nothing is looked for.
    pub book_whole: String,
    /// On the cover: before what was typed.
    pub book_query: String,
    /// On the cover: before how much it holds.
    pub book_extent: String,
    /// How much it holds: {n} of {of} articles, {entries} of {all} entries.
    pub book_counts: String,
    /// On the cover: before the date of its last article.
    pub book_newest: String,
    /// When it holds nothing.
    pub book_nothing: String,
    /// Heading of its list of articles.
    pub book_contents: String,
    /// Heading of its index.
    pub book_index: String,
    /// What the numbers of the index are.
    pub book_index_note: String,
    /// How to cite a page or an article.
    pub cite: String,
    /// The article as a newspaper published it.
    pub cite_article: String,
    /// The page of the record.
    pub cite_page: String,
    /// The style of references that is usual in Vietnam.
    pub cite_vietnamese: String,
    /// What stands before files for reference managers.
    pub cite_files: String,
    /// Button that gives the address to others.
    pub share: String,
    /// What it says when the address has been copied.
    pub shared: String,
    /// Heading of the ways to save what is found.
    pub take: String,
    /// How much that is: {n} rows of {articles} articles.
    pub take_extent: String,
    /// When the file {file} has been saved.
    pub taken: String,
    /// How many events a calendar has, and how many it cannot have.
    pub taken_calendar: String,
    /// A table as CSV.
    pub as_table: String,
    /// The same as JSON.
    pub as_json: String,
    /// Events as iCalendar.
    pub as_calendar: String,
    /// The page with the files for other programs.
    pub data: String,
    /// What that page is.
    pub data_text: String,
    /// What the tables are for.
    pub data_tables: String,
    /// What the whole record is for.
    pub data_record: String,
    /// What the references are for.
    pub data_references: String,
    /// What the calendars are for.
    pub data_calendar: String,
    /// What the feeds are for.
    pub data_feeds: String,
    /// What the sitemap and OpenSearch are for.
    pub data_engines: String,
    /// What the module for scripts is for.
    pub data_scripts: String,
    /// What the one file is for.
    pub data_single: String,
    /// What the one file says that has none of them.
    pub data_nowhere: String,
}
