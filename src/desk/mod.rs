//! The editor's desk: what makes an edition and keeps it, rather than publishing it.

pub mod dates;
pub mod draft;
pub mod edits;
pub mod fix;
pub mod new;
pub mod sheet;
pub mod stats;
