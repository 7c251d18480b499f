//! What is made of a record once, for every page that needs it.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::RwLock;

use crate::record::Record;

/// Something that is made of a record and kept as long as the record, which is as long as the
/// page. The tool prints several records, on several threads; whoever asks while it is being made
/// waits for it.
pub struct Kept<T: 'static>(All, PhantomData<fn() -> T>);

impl<T: Send + Sync> Kept<T> {
    /// Nothing yet.
    pub const fn new() -> Kept<T> {
        Kept(All(RwLock::new(Vec::new())), PhantomData)
    }

    /// What was made of this record.
    pub fn of(&self, record: &'static Record, make: impl Fn(&'static Record) -> T) -> &'static T {
        let kept = self.0.of(record, &|| Box::leak(Box::new(make(record))));
        kept.downcast_ref().expect("it is kept as what it was made")
    }
}

/// What was made of each record. Without its type, for this is compiled once and not for each.
struct All(RwLock<Vec<(&'static Record, Made)>>);

type Made = &'static (dyn Any + Send + Sync);

impl All {
    fn of(&self, record: &'static Record, make: &dyn Fn() -> Made) -> Made {
        // A thread that stopped while it made something has kept nothing.
        if let Some(made) = known(&self.0.read().unwrap_or_else(|x| x.into_inner()), record) {
            return made;
        }
        let mut all = self.0.write().unwrap_or_else(|x| x.into_inner());
        known(&all, record).unwrap_or_else(|| {
            let made = make();
            all.push((record, made));
            made
        })
    }
}

/// What was made of this record, if it was. It is mostly one of the last.
fn known(all: &[(&'static Record, Made)], record: &'static Record) -> Option<Made> {
    all.iter().rev().find(|x| std::ptr::eq(x.0, record)).map(|x| x.1)
}
