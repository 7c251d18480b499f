//! Bars with labels, packed into the rows of lanes so that nothing overlaps.
//!
//! A label stands above its mark and begins where the mark begins; what has no room on the
//! right hangs to the left. Rows are filled greedily from the left, the first that is free. What
//! finds none is grouped, and a group opens.
//!
//! Places are absolute for a scale: they do not depend on what is in view. To pan is to
//! move what is drawn, and to draw is to take the slice that is in view.

use super::scale::Scale;

/// Half of the width of a mark.
pub const MARK: i32 = 7;
/// How far an open end is drawn beyond what is known.
pub const OPEN: i32 = 40;
/// The least space between what stands in the same row.
pub const GAP: i32 = 12;
/// The least that is left of a label that must be cut.
const SHORT: i32 = 120;
/// The height of a row: a label with its mark below.
pub const ROW: i32 = 40;
/// Where in a row the middle of the mark is.
pub const MARK_Y: i32 = 25;
/// The height of a folded lane's row.
pub const FOLDED: i32 = 20;

/// What is to be placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// Its first day.
    pub first: i32,
    /// Its last day.
    pub last: i32,
    /// Whether it goes on beyond its first and its last day.
    pub open: (bool, bool),
    /// Whether its ends are marks in the middle of a day, rather than edges of days.
    pub marks: bool,
    /// The width of its label.
    pub label: i32,
    /// Its lane.
    pub lane: u16,
}

/// How a lane is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// As one row of strokes.
    pub folded: bool,
    /// In how many rows at most; what does not fit is grouped in one more.
    pub rows: u16,
}

/// Where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which bar, or which group.
    pub of: u32,
    /// Whether it is a group.
    pub group: bool,
    /// Its lane.
    pub lane: u16,
    /// Its row within the lane.
    pub row: u16,
    /// Where its mark begins.
    pub start: i32,
    /// Where its mark ends.
    pub end: i32,
    /// Where its label begins.
    pub label: i32,
    /// The width of its label.
    pub width: i32,
}

impl Placed {
    /// Where it begins.
    pub fn left(&self) -> i32 {
        self.start.min(self.label)
    }

    /// Where it ends.
    pub fn right(&self) -> i32 {
        self.end.max(self.label + self.width)
    }
}

/// Bars for which there was no row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Their lane.
    pub lane: u16,
    /// The first day of any of them.
    pub first: i32,
    /// The last day of any of them.
    pub last: i32,
    /// Which bars.
    pub bars: Vec<u32>,
    /// Where they begin, each place once.
    pub strokes: Vec<i32>,
}

/// Where everything is.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// What is placed, by where it begins.
    placed: Vec<Placed>,
    /// How far each block of what is placed reaches to the right.
    reach: Vec<i32>,
    /// What found no row.
    pub groups: Vec<Group>,
    /// Of each lane, where in its folded row something is; empty for the others.
    pub folds: Vec<Vec<i32>>,
}

/// How many are looked at together when a slice is taken.
const BLOCK: usize = 64;

impl Layout {
    /// Places the bars. The labels of what is in view end there where they can, and those of what is
    /// to the left of it stay there. `more` is the width of a group's label.
    pub fn of(bars: &[Bar], lanes: &[Lane], scale: Scale, view: (i32, i32), more: i32) -> Layout {
        let mut layout = Layout { folds: vec![Vec::new(); lanes.len()], ..Layout::default() };
        let mut waiting = Vec::with_capacity(bars.len());
        for (at, bar) in bars.iter().enumerate() {
            let placed = unplaced(at, bar, scale, view);
            match lanes.get(usize::from(bar.lane)) {
                Some(lane) if lane.folded => layout.folds[usize::from(bar.lane)].push(placed.start + MARK),
                Some(_) => waiting.push(placed),
                None => {}
            }
        }
        layout.folds.iter_mut().for_each(|x| *x = places(std::mem::take(x)));
        let waiting = by_place(waiting, Placed::left);
        let mut ends: Vec<Vec<i32>> = lanes.iter().map(|_| Vec::new()).collect();
        let mut rest = Vec::new();
        for mut placed in waiting {
            let lane = usize::from(placed.lane);
            let Some(row) = free_row(&mut ends[lane], lanes[lane].rows, placed.left()) else {
                rest.push(placed);
                continue;
            };
            placed.row = row as u16;
            ends[lane][row] = placed.right() + GAP;
            layout.placed.push(placed);
        }
        layout.group(rest, bars, lanes, more);
        layout.ungroup(bars, lanes, scale, view);
        layout.placed = by_place(std::mem::take(&mut layout.placed), Placed::left);
        let reach =
            layout.placed.chunks(BLOCK).map(|x| x.iter().map(Placed::right).max().unwrap_or(i32::MIN));
        layout.reach = reach.collect();
        layout
    }

    /// Groups what found no row. The groups of a lane stand in one row of their own, so that
    /// another begins only where the last has ended.
    fn group(&mut self, rest: Vec<Placed>, bars: &[Bar], lanes: &[Lane], more: i32) {
        let mut last: Vec<Option<usize>> = vec![None; lanes.len()];
        for placed in by_place(rest, |x| x.start) {
            let (bar, lane) = (bars[placed.of as usize], usize::from(placed.lane));
            let near = last[lane].filter(|x| placed.start < self.placed[*x].right() + GAP);
            let at = near.unwrap_or_else(|| {
                let (of, row) = (self.groups.len() as u32, lanes[lane].rows);
                let (bars, strokes) = (Vec::new(), Vec::new());
                self.groups.push(Group { lane: bar.lane, first: bar.first, last: bar.last, bars, strokes });
                self.placed.push(Placed { of, group: true, row, label: placed.start, width: more, ..placed });
                self.placed.len() - 1
            });
            last[lane] = Some(at);
            let whole = &mut self.placed[at];
            whole.end = whole.end.max(placed.end);
            let group = &mut self.groups[whole.of as usize];
            group.first = group.first.min(bar.first);
            group.last = group.last.max(bar.last);
            group.bars.push(placed.of);
            // They come in order.
            if group.strokes.last() != Some(&(placed.start + MARK)) {
                group.strokes.push(placed.start + MARK);
            }
        }
    }

    /// Gives groups of one the label of what is in them, if there is room for it.
    fn ungroup(&mut self, bars: &[Bar], lanes: &[Lane], scale: Scale, view: (i32, i32)) {
        let mut next: Vec<i32> = vec![i32::MAX; lanes.len()];
        for at in (0..self.placed.len()).rev() {
            if !self.placed[at].group {
                continue;
            }
            let lane = usize::from(self.placed[at].lane);
            if let [bar] = self.groups[self.placed[at].of as usize].bars[..] {
                let own = Placed {
                    row: self.placed[at].row,
                    ..unplaced(bar as usize, &bars[bar as usize], scale, view)
                };
                // What is before it is not known yet, but ends before its mark begins.
                let before = self.placed[..at].iter().rev().find(|x| x.group && usize::from(x.lane) == lane);
                let free = before.map_or(i32::MIN, |x| x.right().saturating_add(GAP));
                let room = next[lane].saturating_sub(GAP);
                // A shorter label is better than none.
                let own = Placed { width: own.width.min(room.saturating_sub(own.label)), ..own };
                let is_short = own.width < bars[bar as usize].label;
                if free <= own.left() && own.end <= room && !(is_short && own.width < SHORT) {
                    self.placed[at] = own;
                }
            }
            next[lane] = self.placed[at].left();
        }
        let kept = self.placed.iter_mut().filter(|x| x.group);
        let mut groups = Vec::new();
        for placed in kept {
            groups.push(std::mem::take(&mut self.groups[placed.of as usize]));
            placed.of = groups.len() as u32 - 1;
        }
        self.groups = groups;
    }

    /// Everything that is placed, by where it begins.
    pub fn all(&self) -> &[Placed] {
        &self.placed
    }

    /// What reaches into this stretch, by where it begins.
    pub fn slice(&self, from: i32, to: i32) -> Vec<Placed> {
        let end = self.placed.partition_point(|x| x.left() < to);
        let mut found = Vec::new();
        for (block, reach) in self.placed[..end].chunks(BLOCK).zip(&self.reach) {
            if *reach > from {
                found.extend(block.iter().filter(|x| x.right() > from));
            }
        }
        found
    }
}

/// A bar's mark and label, in no row yet.
fn unplaced(at: usize, bar: &Bar, scale: Scale, view: (i32, i32)) -> Placed {
    let (mut start, mut end) = if bar.marks {
        (scale.middle(bar.first) - MARK, scale.middle(bar.last) + MARK)
    } else {
        (scale.x(bar.first), scale.x(bar.last.saturating_add(1)))
    };
    // What is shorter than a mark can still be seen and hit.
    end = end.max(start + 2 * MARK);
    start -= if bar.open.0 { OPEN } else { 0 };
    end += if bar.open.1 { OPEN } else { 0 };
    // A label that has no room on the right moves to the left, as far as it stays above its mark.
    let edge = if end <= view.0 { view.0 } else { view.1 };
    let hung = start.min((edge - bar.label).max(start + 2 * MARK - bar.label));
    let label = if start < edge { hung } else { start };
    Placed { of: at as u32, group: false, lane: bar.lane, row: 0, start, end, label, width: bar.label }
}

/// The first row that is free from there on, if there may be one.
fn free_row(ends: &mut Vec<i32>, rows: u16, left: i32) -> Option<usize> {
    if let Some(row) = ends.iter().position(|x| *x <= left) {
        return Some(row);
    }
    if ends.len() >= usize::from(rows) {
        return None;
    }
    ends.push(i32::MIN);
    Some(ends.len() - 1)
}

/// What is placed by a place of it; what has the same stays in its order.
fn by_place(all: Vec<Placed>, place: fn(&Placed) -> i32) -> Vec<Placed> {
    let keys: Vec<i32> = all.iter().map(place).collect();
    order_of(&keys).into_iter().map(|x| all[x as usize]).collect()
}

/// Places in order, each once.
pub fn places(mut all: Vec<i32>) -> Vec<i32> {
    if !all.is_sorted() {
        all = order_of(&all).into_iter().map(|x| all[x as usize]).collect();
    }
    all.dedup();
    all
}

/// The order of numbers. They are sorted byte by byte: with a hundred thousand of them this takes a
/// tenth of the time of comparing.
fn order_of(keys: &[i32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    let mut next = order.clone();
    for shift in [0, 8, 16, 24] {
        // The sign's bit is turned, so that what is below 0 comes first.
        let byte = |x: u32| ((keys[x as usize] as u32 ^ 1 << 31) >> shift) as usize & 255;
        let mut starts = [0_usize; 257];
        order.iter().for_each(|x| starts[byte(*x) + 1] += 1);
        (1..257).for_each(|x| starts[x] += starts[x - 1]);
        for x in &order {
            let at = &mut starts[byte(*x)];
            next[*at] = *x;
            *at += 1;
        }
        std::mem::swap(&mut order, &mut next);
    }
    order
}

/// Where a lane is, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Box {
    /// The line above it.
    pub top: i32,
    /// The top of its first row.
    pub rows: i32,
    /// The line below it.
    pub bottom: i32,
    /// Which rows are shown, in their order.
    shown: Vec<u16>,
}

impl Box {
    /// The top of a row.
    pub fn row(&self, row: u16) -> i32 {
        self.rows + ROW * self.shown.partition_point(|x| *x < row) as i32
    }
}

/// The boxes of lanes that show this slice, the first from `top`. Rows that nothing of it is in are
/// left out. `head` is the space above the first row: more where the lane's name stands there.
/// `least` is the least height of each lane.
pub fn boxes(slice: &[Placed], lanes: &[Lane], top: i32, head: i32, least: &[i32]) -> Vec<Box> {
    let mut rows: Vec<Vec<u16>> = vec![Vec::new(); lanes.len()];
    for placed in slice {
        let rows = &mut rows[usize::from(placed.lane)];
        if let Err(at) = rows.binary_search(&placed.row) {
            rows.insert(at, placed.row);
        }
    }
    let mut top = top;
    let boxes = rows.into_iter().zip(lanes).zip(least).map(|((shown, lane), least)| {
        let height = if lane.folded { FOLDED } else { (shown.len() as i32 * ROW).max(FOLDED) };
        let bottom = top + (head + height + 4).max(*least);
        let found = Box { top, rows: top + head, bottom, shown };
        top = found.bottom;
        found
    });
    boxes.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OPEN_LANE: Lane = Lane { folded: false, rows: 4 };

    fn bars() -> impl Strategy<Value = Vec<Bar>> {
        let bar = (-3000..3000_i32, 0..400_i32, any::<(bool, bool)>(), any::<bool>(), 20..300_i32, 0..3_u16);
        let bar = bar.prop_map(|(first, days, open, marks, label, lane)| Bar {
            first,
            last: first + if marks { 0 } else { days },
            open,
            marks,
            label,
            lane,
        });
        prop::collection::vec(bar, 0..300)
    }

    fn scale() -> impl Strategy<Value = Scale> {
        (7..8000, 280..1400).prop_map(|(days, width)| Scale::new(days, width))
    }

    fn check(bars: &[(i32, i32)], expected: &str) {
        let bars: Vec<Bar> = bars
            .iter()
            .map(|x| Bar { first: x.0, last: x.0, marks: true, label: x.1, ..Bar::default() })
            .collect();
        let layout =
            Layout::of(&bars, &[Lane { rows: 2, ..OPEN_LANE }], Scale::new(100, 1000), (0, 1000), 50);
        let said: Vec<String> = layout
            .all()
            .iter()
            .map(|x| match x.group {
                true => format!("{} more", layout.groups[x.of as usize].bars.len()),
                false => format!("{}@{}", x.row, x.label - x.start),
            })
            .collect();
        assert_eq!(said.join(" "), expected);
    }

    #[test]
    fn rows_are_filled_from_the_top() {
        check(&[(0, 80), (20, 80)], "0@0 0@0");
        check(&[(0, 80), (5, 80)], "0@0 1@0");
        check(&[(0, 80), (5, 80), (7, 80), (10, 80)], "0@0 1@0 2@0 0@0");
        check(&[(0, 80), (5, 80), (7, 80), (7, 80)], "0@0 1@0 2 more");
        // At the right edge: as far to the left as is needed, as long as it stands above its mark.
        check(&[(90, 80)], "0@0");
        check(&[(95, 80)], "0@-28");
        check(&[(99, 80)], "0@-66");
        check(&[(130, 80)], "0@0");
        // What is left of the view stays left of it.
        check(&[(-3, 80), (2, 80)], "0@-48 0@0");
    }

    proptest! {
        #[test]
        fn numbers_are_put_in_order(keys in prop::collection::vec(any::<i32>(), 0..300)) {
            let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
            expected.sort_by_key(|x| keys[*x as usize]);
            prop_assert_eq!(order_of(&keys), expected);
        }

        #[test]
        fn nothing_overlaps_and_everything_is_in_its_lane(bars in bars(), scale in scale(), edge in -2000..2000, wide in 0..1000) {
            let lanes = [OPEN_LANE, Lane { rows: 2, ..OPEN_LANE }, Lane { folded: true, rows: 3 }];
            let layout = Layout::of(&bars, &lanes, scale, (edge, edge + wide), 60);
            let all = layout.all();
            for (at, a) in all.iter().enumerate() {
                prop_assert!(a.label <= a.start && a.label + a.width >= a.start.min(a.end));
                for b in all[at + 1..].iter().filter(|b| b.lane == a.lane && b.row == a.row) {
                    prop_assert!(a.right() <= b.left() || b.right() <= a.left(), "{a:?} {b:?}");
                }
            }
            let boxes = boxes(all, &lanes, 34, 6, &[0, 30, 60]);
            for placed in all {
                let lane = &boxes[usize::from(placed.lane)];
                let top = lane.row(placed.row);
                prop_assert!(lane.top < top && top + ROW <= lane.bottom);
                prop_assert_eq!(placed.lane, match placed.group {
                    true => layout.groups[placed.of as usize].lane,
                    false => bars[placed.of as usize].lane,
                });
            }
            prop_assert!(boxes.windows(2).all(|x| x[0].bottom == x[1].top));
            // Nothing is lost, and nothing is there twice.
            let mut found: Vec<u32> = all.iter().filter(|x| !x.group).map(|x| x.of).collect();
            found.extend(layout.groups.iter().flat_map(|x| &x.bars));
            found.extend((0..bars.len() as u32).filter(|x| bars[*x as usize].lane == 2));
            found.sort();
            prop_assert_eq!(found, (0..bars.len() as u32).collect::<Vec<_>>());
        }

        #[test]
        fn a_slice_is_what_is_there(bars in bars(), scale in scale(), from in -3000..3000, width in 1..2000) {
            let layout = Layout::of(&bars, &[OPEN_LANE; 3], scale, (0, i32::MAX), 60);
            let to = from + width;
            let brute: Vec<Placed> = layout.all().iter().copied().filter(|x| x.left() < to && x.right() > from).collect();
            prop_assert_eq!(layout.slice(from, to), brute);
        }
    }
}
