//! What is made of a record once, for every page that needs it.

use std::sync::RwLock;

use crate::record::Record;

/// Something that is made of a record and kept as long as the record, which is as long as the
/// page. The tool prints several records, on several threads; whoever asks while it is being made
/// waits for it.
pub struct Kept<T: Sync + 'static>(RwLock<Vec<(&'static Record, &'static T)>>);

impl<T: Sync> Kept<T> {
    /// Nothing yet.
    pub const fn new() -> Kept<T> {
        Kept(RwLock::new(Vec::new()))
    }

    /// What was made of this record.
    pub fn of(&self, record: &'static Record, make: impl FnOnce(&'static Record) -> T) -> &'static T {
        // A thread that stopped while it made something has kept nothing.
        if let Some(kept) = known(&self.0.read().unwrap_or_else(|x| x.into_inner()), record) {
            return kept;
        }
        let mut all = self.0.write().unwrap_or_else(|x| x.into_inner());
        if let Some(kept) = known(&all, record) {
            return kept;
        }
        let kept = Box::leak(Box::new(make(record)));
        all.push((record, kept));
        kept
    }
}

/// What was made of this record, if it was. It is mostly one of the last.
fn known<T>(all: &[(&'static Record, &'static T)], record: &'static Record) -> Option<&'static T> {
    all.iter().rev().find(|x| std::ptr::eq(x.0, record)).map(|x| x.1)
}
