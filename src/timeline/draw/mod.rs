//! Ribbon, main view and strip as SVG.
//!
//! Shape is status, the line under a date is how it is known; colour is neither. The drawings
//! are for the eye: the list of the same items is for everybody, so that links here are
//! out of the order of the tab key, and the view hides the drawing from what reads aloud.
//! The classes are those of the style sheet's `.tl`.

mod chart;
mod mark;
mod pen;
mod ribbon;
mod strip;

pub use chart::{Chart, Look};
pub use ribbon::{handle, ribbon, ribbon_height, selection};
pub use strip::strip;
