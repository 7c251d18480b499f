//! Drafts: a saved newspaper page becomes what an editor starts from.
//!
//! The pipeline, one step a file:
//! 1. `clean`: bytes as text, in NFC, without what shows as nothing;
//! 2. `page` (with `html`): the page as numbered lines, with what its markup says of each;
//! 3. `cruft`: what each line is: the article, what belongs to it, the page around it;
//! 4. `head` (with `byline` and `stamp`): headline, publisher, reporters, section, rights;
//! 5. within the article, over the words of each line (`words`): `dates`, `bodies`
//!    (organisations), `names`, `titles` and with them `people`, `figures`;
//! 6. `registry`: which of these the edition knows;
//! 7. `find` puts all that together as what `found` defines, `ask` says what must be decided;
//! 8. `write`: the draft of the article and the sheet of facts beside it;
//! 9. `disk`: the one step that touches files.
//!
//! A page's sentences go into no other file than the one of its text, which is never
//! published: drafts lie in the edition's folder `drafts/`, of which nothing is read when
//! the edition is checked and built.

mod ask;
mod bodies;
mod byline;
mod clean;
mod cruft;
mod dates;
mod disk;
mod figures;
mod find;
mod found;
mod head;
mod html;
mod names;
mod page;
mod people;
mod registry;
mod stamp;
mod titles;
mod words;
mod write;

pub use cruft::Kind;
pub use disk::{DRAFTS, Imported, import, registries};
pub use figures::Sort;
pub use find::draft;
pub use found::{BodyFound, DateFound, Draft, FigureFound, Found, Known, PersonFound, Question, TitleFound};
pub use page::{Hint, Line, Meta, PageText, read_page};
pub use registry::{Match, Registries};
pub use write::{article, facts, sheet};
