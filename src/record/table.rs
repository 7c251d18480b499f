//! Finding where a name stands in one step, however many names there are.

use hashbrown::HashTable;

use super::checksum;

/// Where each of some things stands, by its name or by a number for it, without the things: whoever asks
/// has them.
#[derive(Default)]
pub struct Table(HashTable<u32>);

impl Table {
    /// Of so many names. Of equal ones the first is found.
    pub fn of<'a>(count: usize, name: &dyn Fn(usize) -> &'a str) -> Table {
        let mut table = Table(HashTable::with_capacity(count));
        for place in 0..count {
            if table.find(name(place), name).is_none() {
                table.add(place, name);
            }
        }
        table
    }

    /// Where a name stands.
    pub fn find<'a>(&self, sought: &str, name: &dyn Fn(usize) -> &'a str) -> Option<usize> {
        self.find_numbered(checksum(sought.as_bytes()), &|x| name(x) == sought)
    }

    /// Adds the place of a name that is not among them; all others are where they were.
    pub fn add<'a>(&mut self, place: usize, name: &dyn Fn(usize) -> &'a str) {
        self.add_numbered(place, &|x| checksum(name(x).as_bytes()));
    }

    /// Where the thing with this number stands that is the one sought.
    pub fn find_numbered(&self, number: u64, is_sought: &dyn Fn(usize) -> bool) -> Option<usize> {
        self.0.find(number, |x| is_sought(*x as usize)).map(|x| *x as usize)
    }

    /// Adds the place of a thing that is not among them. Numbers that are near each other make it slow:
    /// all bits should be as if by chance.
    pub fn add_numbered(&mut self, place: usize, number: &dyn Fn(usize) -> u64) {
        self.0.insert_unique(number(place), place as u32, |x| number(*x as usize));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_the_first_of_equal_names_and_no_other(all: Vec<u8>, later: Vec<u8>, sought: u8) {
            let mut names: Vec<String> = all.iter().map(|x| format!("id-{x}")).collect();
            let sought = format!("id-{sought}");
            let first = |names: &[String]| names.iter().position(|x| *x == sought);
            let mut table = Table::of(names.len(), &|x| &names[x]);
            prop_assert_eq!(table.find(&sought, &|x| &names[x]), first(&names));
            for name in later.iter().map(|x| format!("id-{x}")) {
                if table.find(&name, &|x| &names[x]).is_none() {
                    names.push(name);
                    table.add(names.len() - 1, &|x| &names[x]);
                }
            }
            prop_assert_eq!(table.find(&sought, &|x| &names[x]), first(&names));
        }
    }
}
