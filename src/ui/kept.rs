//! What is made of a record once, for every page that needs it.

use std::cell::Cell;

use crate::record::Record;

/// Something that is made of a record and kept as long as the record, which is as long as the
/// page. Each thread keeps its own, of the record that it was last asked about: the tool prints
/// more than one.
pub struct Kept<T: 'static>(Cell<Option<(&'static Record, &'static T)>>);

impl<T> Kept<T> {
    /// Nothing yet.
    pub const fn new() -> Kept<T> {
        Kept(Cell::new(None))
    }

    /// What was made of this record.
    pub fn of(&self, record: &'static Record, make: impl FnOnce(&'static Record) -> T) -> &'static T {
        match self.0.get() {
            Some((known, kept)) if std::ptr::eq(known, record) => kept,
            _ => {
                let kept = Box::leak(Box::new(make(record)));
                self.0.set(Some((record, kept)));
                kept
            }
        }
    }
}
