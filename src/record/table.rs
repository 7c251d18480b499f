//! Finding where a name stands in one step, however many names there are.
//!
//! Open addressing. The crate hashbrown can do the same, at 0.7 kB (gzip) more in the first load.

use super::checksum;

/// Where each of some things stands, by its name or by a number for it, without the things: whoever asks
/// has them.
#[derive(Default)]
pub struct Table {
    /// The [short](short) number of a thing and one more than its place, which is 0 where nothing is. They are a
    /// power of two, of which never more than half is taken.
    slots: Vec<(u32, u32)>,
    taken: usize,
}

impl Table {
    /// Of so many names. Of equal ones the first is found.
    pub fn of<'a>(count: usize, name: &dyn Fn(usize) -> &'a str) -> Table {
        let mut table = Table { slots: vec![(0, 0); (count * 2).next_power_of_two()], taken: 0 };
        for place in 0..count {
            if table.find(name(place), name).is_none() {
                table.add(name(place), place);
            }
        }
        table
    }

    /// Where a name stands.
    pub fn find<'a>(&self, sought: &str, name: &dyn Fn(usize) -> &'a str) -> Option<usize> {
        self.find_numbered(checksum(sought.as_bytes()), &|x| name(x) == sought)
    }

    /// Adds the place of a name that is not among them.
    pub fn add(&mut self, name: &str, place: usize) {
        self.add_numbered(checksum(name.as_bytes()), place);
    }

    /// Where the thing with this number stands that is the one sought.
    pub fn find_numbered(&self, number: u64, is_sought: &dyn Fn(usize) -> bool) -> Option<usize> {
        let short = short(number);
        let met = self.from(short).map(|x| self.slots[x]).take_while(|x| x.1 > 0);
        let mut places = met.filter(|x| x.0 == short).map(|x| x.1 as usize - 1);
        places.find(|x| is_sought(*x))
    }

    /// Adds the place of a thing that is not among them. Numbers that are near each other make it slow:
    /// all bits should be as if by chance.
    pub fn add_numbered(&mut self, number: u64, place: usize) {
        self.taken += 1;
        if self.slots.len() < self.taken * 2 {
            let room = vec![(0, 0); (self.taken * 2).next_power_of_two()];
            let before = std::mem::replace(&mut self.slots, room);
            before.into_iter().filter(|x| x.1 > 0).for_each(|x| self.put(x));
        }
        self.put((short(number), place as u32 + 1));
    }

    fn put(&mut self, slot: (u32, u32)) {
        if let Some(free) = self.from(slot.0).find(|x| self.slots[*x].1 == 0) {
            self.slots[free] = slot;
        }
    }

    /// All slots, from the one where a number is looked for first.
    fn from(&self, short: u32) -> impl Iterator<Item = usize> + use<> {
        let count = self.slots.len();
        (0..count).map(move |x| (short as usize).wrapping_add(x) & (count - 1))
    }
}

/// Half of a number, which has heard of all its bits.
fn short(number: u64) -> u32 {
    (number ^ number >> 32) as u32
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
                    table.add(&name, names.len());
                    names.push(name);
                }
            }
            prop_assert_eq!(table.find(&sought, &|x| &names[x]), first(&names));
        }
    }
}
