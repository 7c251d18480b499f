//! What belongs to one record and is never written with it.

use std::sync::OnceLock;

/// Something that comes to a record once. A copy of the record, which may be changed, begins without.
pub struct Unwritten<T>(pub OnceLock<T>);

impl<T> Default for Unwritten<T> {
    fn default() -> Self {
        Unwritten(OnceLock::new())
    }
}

impl<T> Clone for Unwritten<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> PartialEq for Unwritten<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> std::fmt::Debug for Unwritten<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("Unwritten")
    }
}
