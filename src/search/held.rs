//! Which documents have a value of a facet. Most values are had by few, and a large record has
//! thousands of them: a bit for each document would be most of what its search keeps in memory.

use super::find::ones;
use super::index::{Set, has, put};

/// The documents that have a value.
pub enum Held {
    /// A bit for each document there is.
    Many(Set),
    /// Their numbers, rising.
    Few(Box<[u32]>),
}

impl Held {
    /// These documents of so many, whichever way takes less room.
    pub fn of(documents: Vec<u32>, all: usize) -> Held {
        let width = all.div_ceil(64);
        if documents.len() < width * 2 {
            return Held::Few(documents.into());
        }
        let mut set = vec![0; width].into_boxed_slice();
        documents.iter().for_each(|x| put(&mut set, *x as usize));
        Held::Many(set)
    }

    /// How many of these there are.
    pub fn count(&self) -> usize {
        match self {
            Held::Many(set) => ones(set),
            Held::Few(documents) => documents.len(),
        }
    }

    /// How many of these are in a set.
    pub fn count_in(&self, set: &[u64]) -> usize {
        match self {
            Held::Many(own) => own.iter().zip(set).map(|(a, b)| (a & b).count_ones() as usize).sum(),
            Held::Few(documents) => documents.iter().filter(|x| has(set, **x as usize)).count(),
        }
    }

    /// Adds these to a set.
    pub fn add_to(&self, set: &mut [u64]) {
        match self {
            Held::Many(own) => set.iter_mut().zip(own).for_each(|(a, b)| *a |= b),
            Held::Few(documents) => documents.iter().for_each(|x| put(set, *x as usize)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn few_and_many_say_the_same(held: std::collections::BTreeSet<u8>, others: std::collections::BTreeSet<u8>) {
            let numbers: Vec<u32> = held.iter().map(|x| u32::from(*x)).collect();
            let mut set = vec![0; 4];
            others.iter().for_each(|x| put(&mut set, usize::from(*x)));
            for made in [Held::Few(numbers.clone().into()), Held::of(numbers, 256)] {
                prop_assert_eq!(made.count(), held.len());
                prop_assert_eq!(made.count_in(&set), held.intersection(&others).count());
                let mut all = set.clone();
                made.add_to(&mut all);
                let found: Vec<usize> = (0..256).filter(|x| has(&all, *x)).collect();
                let expected: Vec<usize> = held.union(&others).map(|x| usize::from(*x)).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn what_takes_less_room_is_kept() {
        let check = |documents: u32, all, few| {
            let held = Held::of((0..documents).collect(), all);
            assert_eq!(matches!(held, Held::Few(_)), few, "{documents} of {all}");
        };
        check(0, 0, false);
        check(1, 64, true);
        check(2, 64, false);
        check(300, 10_000, true);
        check(400, 10_000, false);
    }
}
