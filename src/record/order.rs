//! Putting things in order.
//!
//! The standard library's sort is compiled anew, at some kilobytes each, for every type
//! and every comparison that it is used with. This one is compiled once.

use std::cmp::Ordering;

/// The items in order. Those that compare equal stay as they were.
pub fn ordered<T: Copy>(items: Vec<T>, compare: &mut dyn FnMut(&T, &T) -> Ordering) -> Vec<T> {
    order(items.len(), &mut |a, b| compare(&items[a], &items[b])).into_iter().map(|x| items[x]).collect()
}

/// The places 0 to `count` in the order of what stands at them. Those that compare equal
/// stay as they were.
pub fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_stay_as_they_were() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        let found: String = ordered(items, &mut |a, b| a.0.cmp(&b.0)).iter().map(|x| x.1).collect();
        assert_eq!(found, "dbeac");
        assert!(ordered(Vec::<u8>::new(), &mut |a, b| a.cmp(b)).is_empty());
    }
}
