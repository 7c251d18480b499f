//! The main view: lanes of items over an axis.

use super::mark;
use super::pen::Pen;
use crate::record::date::Day;
use crate::timeline::items::{Item, Lanes, Name, Of};
use crate::timeline::layout::{Bar, Box, GAP, Lane, Layout, MARK, MARK_Y, Placed, ROW, boxes};
use crate::timeline::scale::{Mark, Room, Scale, Tick, Window, ticks};
use crate::timeline::width::{Font, bold, width, wrapped};
use crate::timeline::words::{Label, Line, Words};

/// The height of the axis.
const AXIS: i32 = 34;
/// The space between the plot's edge and the window's first day.
const INSET: i32 = 8;
/// Narrower than this, lanes have their names above their rows.
const NARROW: i32 = 600;

/// What a drawing needs to know besides what it draws.
pub struct Look<'a> {
    /// The address of an item.
    pub href: &'a dyn Fn(&Item) -> String,
    /// The item whose card is open.
    pub chosen: Option<&'a str>,
    /// Whether it can be moved and its items chosen: then it says which is which, and has lines of the
    /// axis beyond the view, so that there are some when it moves.
    pub is_live: bool,
}

/// Items in lanes, laid out for a window and a width.
pub struct Chart<'a> {
    items: &'a [Item<'a>],
    lanes: &'a Lanes<'a>,
    words: &'a Words<'a>,
    /// How each lane is shown.
    shown: Vec<Lane>,
    width: i32,
    /// The width of the lanes' names.
    gutter: i32,
    window: Window,
    bars: Vec<Bar>,
    scale: Scale,
    layout: Layout,
}

impl<'a> Chart<'a> {
    /// Lays out all items in their lanes.
    pub fn new(
        items: &'a [Item<'a>],
        lanes: &'a Lanes<'a>,
        shown: Vec<Lane>,
        words: &'a Words<'a>,
        window: Window,
        width: i32,
    ) -> Chart<'a> {
        let widest = lanes.names.iter().map(|x| bold(words.lane(x).1)).max().unwrap_or(0);
        let gutter = match (width < NARROW, width < 1000) {
            (true, _) => 0,
            (_, true) if widest < 90 => 104,
            (_, true) => 128,
            _ if widest < 102 => 116,
            _ => 164,
        };
        let (bars, scale, layout) = (Vec::new(), Scale::new(1, 1), Layout::default());
        let mut chart = Chart { items, lanes, words, shown, width, gutter, window, bars, scale, layout };
        chart.bars = lanes.of.iter().map(|x| chart.bar(*x)).collect();
        chart.lay_out();
        chart
    }

    /// From where to where the window is, in the drawing's pixels.
    pub fn plot(&self) -> (i32, i32) {
        (self.gutter + INSET, self.width - INSET)
    }

    fn lay_out(&mut self) {
        let (from, to) = self.plot();
        self.scale = Scale::new(self.window.days(), to - from);
        let view = (self.base(), self.base() + to - from + INSET - 1);
        self.layout = Layout::of(&self.bars, &self.shown, self.scale, view, self.more_width());
    }

    /// The window, with as much again before it and after it.
    fn near(&self) -> Window {
        let days = self.window.days();
        Window { first: Day(self.window.first.0 - days), last: Day(self.window.last.0 + days) }
    }

    /// Where the window's first day is on the scale.
    fn base(&self) -> i32 {
        self.scale.x(self.window.first.0)
    }

    fn more_width(&self) -> i32 {
        width(&self.more(999), Font::Sans)
    }

    fn more(&self, count: usize) -> String {
        self.words.more.replace("{n}", &count.to_string())
    }

    /// The label of an item, no wider than the plot.
    fn label(&self, item: &Item) -> Label {
        self.label_in(item, self.width - self.gutter - INSET - 2)
    }

    fn label_in(&self, item: &Item, room: i32) -> Label {
        let titles = ((self.width - self.gutter) / 3).max(300);
        self.words.label(item, self.window, room, titles)
    }

    fn bar(&self, (item, lane): (u32, u16)) -> Bar {
        let item = &self.items[item as usize];
        let marks = item.is_point() || matches!(item.of, Of::Role(_));
        // Measuring texts is most of the work, and of what is far away no text is drawn.
        let label = if item.is_in(self.near()) { self.label(item).width } else { 0 };
        Bar { first: item.first.0, last: item.last.0, open: item.open, marks, label, lane }
    }

    /// The whole drawing.
    pub fn draw(&self, look: &Look) -> String {
        let (from, to) = self.plot();
        let base = self.base();
        let view = (base, base + to - from);
        let mut slice = self.layout.slice(view.0, view.1);
        // What has only its label in view is not in view.
        slice.retain(|x| self.is_in(x));
        let least: Vec<i32> = self.lanes.names.iter().map(|x| 14 + 16 * self.lines(x).len() as i32).collect();
        let boxes = boxes(&slice, &self.shown, AXIS, if self.gutter == 0 { 32 } else { 6 }, &least);
        let height = boxes.last().map_or(AXIS + ROW, |x| x.bottom);
        let mut pen = Pen::default();
        pen.raw("<svg class=\"tl\" aria-hidden=\"true\" viewBox=\"0 0 ")
            .n(self.width)
            .raw(" ")
            .n(height + 1)
            .raw("\"");
        pen.attr("width", self.width).attr("height", height + 1).raw(">");
        boxes.iter().for_each(|x| _ = pen.across("hair", 0, self.width, x.top));
        // A drawing in the drawing, with the same coordinates, cuts off what is beside the plot.
        let plot = self.width - self.gutter;
        pen.raw("<svg overflow=\"hidden\"")
            .attr("x", self.gutter)
            .attr("width", plot)
            .attr("height", height + 1);
        pen.raw(" viewBox=\"")
            .n(self.gutter)
            .raw(" 0 ")
            .n(plot)
            .raw(" ")
            .n(height + 1)
            .raw("\"><g class=\"pan\">");
        let paper = Paper { base: base - from, view, from: view.0 - INSET, to: view.1 + INSET };
        let sticky = self.axis(&mut pen, &paper, height, look.is_live);
        for (lane, strokes) in self.layout.folds.iter().enumerate().filter(|x| !x.1.is_empty()) {
            let y = boxes[lane].rows + if self.gutter == 0 { 2 } else { 5 };
            pen.raw("<path class=\"count\" d=\"");
            paper.strokes(&mut pen, strokes, y);
            pen.raw("\"/>");
        }
        let free = free_until(&slice);
        for (placed, free) in slice.iter().zip(free) {
            let top = boxes[usize::from(placed.lane)].row(placed.row);
            match placed.group {
                true => self.group(&mut pen, &paper, placed, top),
                false => self.item(&mut pen, &paper, placed, free, top, look),
            }
        }
        pen.raw("</g></svg>");
        if let Some(label) = sticky {
            let wide = width(&label, Font::Year) + 6;
            pen.rect("knock", self.gutter + INSET - 2, 6, wide + 4, 22);
            pen.text("d year", self.gutter + INSET + 4, 22).words(&label).raw("</text>");
        }
        boxes.iter().enumerate().for_each(|(at, x)| self.lane(&mut pen, at, x));
        pen.across("rule", 0, self.width, height).raw("</svg>");
        pen.0
    }

    /// Whether it has a day in the window.
    fn is_in(&self, placed: &Placed) -> bool {
        let (first, last) = match placed.group {
            true => {
                (self.layout.groups[placed.of as usize].first, self.layout.groups[placed.of as usize].last)
            }
            false => (self.bars[placed.of as usize].first, self.bars[placed.of as usize].last),
        };
        self.window.touches(Day(first), Day(last))
    }

    /// The lines of the axis with their labels. What the first of them divide and whose own line
    /// is out of view is handed back.
    fn axis(&self, pen: &mut Pen, paper: &Paper, height: i32, is_live: bool) -> Option<String> {
        let long = &self.words.months[..];
        let short = &self.words.dates.months[..];
        let widest = |names: &[String]| names.iter().map(|x| width(x, Font::Small)).max().unwrap_or(0);
        let year = width("0000", Font::Year) + 12;
        let month_year = year + widest(long) * 18 / 12;
        let room = |names: &[String]| Room { year, month: widest(names) + 12, month_year, day: 24 };
        let ticks_of = |names: &[String]| ticks(self.scale, paper.from, paper.to, room(names));
        let (mut all, mut names) = (ticks_of(long), long);
        // Short names where the long ones would leave out lines.
        let shorter = ticks_of(short);
        if shorter.len() > all.len() {
            (all, names) = (shorter, short);
        }
        let says = |tick: &Tick| match tick.mark {
            Mark::Year(year) => self.year(year),
            Mark::Month(year, month) if tick.major => {
                [&long[usize::from(month) - 1], " ", &self.year(year)].concat()
            }
            Mark::Month(_, month) => names[usize::from(month) - 1].clone(),
            Mark::Day(_, _, day) => day.to_string(),
        };
        for tick in all.iter().filter(|x| is_live || (paper.from..=paper.to).contains(&x.x)) {
            let x = tick.x - paper.base;
            let (class, top) = if tick.major { ("edge", 22) } else { ("hair", 28) };
            pen.down(class, x, top, height);
            if tick.labelled && (paper.view.0..paper.view.1 - INSET).contains(&tick.x) {
                let class = if tick.major { "d year" } else { "q" };
                pen.text(class, x + 5, 22).words(&says(tick)).raw("</text>");
            }
        }
        let before = all.iter().rev().find(|x| x.major && x.x < paper.view.0)?;
        let label = says(before);
        let room = paper.view.0 + INSET + width(&label, Font::Year) + 16;
        let next = all.iter().find(|x| x.major && x.x >= paper.view.0).map_or(i32::MAX, |x| x.x);
        // Ticks of several years divide nothing.
        (next > room && all.iter().any(|x| !x.major)).then_some(label)
    }

    fn year(&self, year: i32) -> String {
        if year > 0 {
            year.to_string()
        } else {
            self.words.dates.before_era.replace("{y}", &(1 - year).to_string())
        }
    }

    /// A lane's name in lines; above its rows in one.
    fn lines(&self, name: &Name) -> Vec<String> {
        let room = if self.gutter == 0 { i32::MAX } else { self.gutter - 20 };
        wrapped(self.words.lane(name).1, room)
    }

    fn lane(&self, pen: &mut Pen, at: usize, lane: &Box) {
        let (lang, name) = self.words.lane(&self.lanes.names[at]);
        let narrow = self.gutter == 0;
        let mut y = lane.top + if narrow { 21 } else { 24 };
        pen.raw("<g class=\"fold\"").attr("data-lane", at as i32).raw(">");
        let lines = self.lines(&self.lanes.names[at]);
        if narrow {
            pen.rect("knock", 0, lane.top + 5, bold(name) + 16, 22);
        }
        let mut end = 0;
        for (place, line) in lines.iter().enumerate() {
            y += if place > 0 { 16 } else { 0 };
            pen.raw("<text class=\"lane\"").lang(lang, self.words.lang).attr("x", 0).attr("y", y).raw(">");
            pen.words(line).raw("</text>");
            end = bold(line) + 8;
        }
        pen.path("caret", end, y - 7, if self.shown[at].folded { "l4 3-4 3" } else { "l3 4 3-4" })
            .raw("</g>");
    }

    fn item(&self, pen: &mut Pen, paper: &Paper, placed: &Placed, free: i32, top: i32, look: &Look) {
        let item = &self.items[self.lanes.of[placed.of as usize].0 as usize];
        let (mut x, mut label) = (paper.label(placed, free), self.label_in(item, placed.width));
        if x < paper.view.0 - paper.base {
            // What still has some room in view is cut rather than half out of it.
            x = paper.view.0 - paper.base;
            label = self.label_in(item, free.max(placed.end).saturating_sub(paper.view.0));
        }
        let has_room = x + label.width <= free.max(placed.right()).saturating_sub(paper.base);
        pen.raw("<a href=\"").words(&(look.href)(item)).raw("\" tabindex=\"-1\"");
        if look.is_live {
            pen.raw(" data-item=\"").words(&item.id).raw("\"");
        }
        if look.chosen == Some(&item.id) {
            pen.raw(" class=\"on\"");
        }
        pen.raw(">");
        if label.title.iter().any(|x| x.1.ends_with('…')) {
            let whole: Vec<String> = self.words.title(item).into_iter().map(|x| x.1).collect();
            pen.raw("<title>").words(&whole.join(", ")).raw("</title>");
        }
        let left = placed.left().max(paper.from) - paper.base;
        let right = (placed.end.min(paper.to) - paper.base).max(x + label.width);
        pen.rect("hit-area", left - 2, top, right - left + 4, 34);
        self.drawn(pen, paper, item, placed, top + MARK_Y);
        if has_room {
            pen.rect("knock", x - 2, top, label.width + 4, 17);
            self.labelled(pen, &label, x, top + 13);
        }
        pen.raw("</a>");
    }

    /// An item's mark.
    fn drawn(&self, pen: &mut Pen, paper: &Paper, item: &Item, placed: &Placed, y: i32) {
        // Far out of view nothing is seen of the rest of a long bar.
        let start = placed.start.max(paper.from - 99) - paper.base;
        let end = placed.end.min(paper.to + 99) - paper.base;
        if let (Some(first), Some(last)) = (item.days.first(), item.days.last()) {
            let place = |x: &Day| self.scale.middle(x.0) - paper.base;
            let (first, last) = (place(first).clamp(start, end), place(last).clamp(start, end));
            if first < last {
                mark::joint(pen, first, last, y);
            }
            // There may be thousands, of which few are near.
            let near = item.days.partition_point(|x| place(x) < start);
            let near = &item.days[near..item.days.partition_point(|x| place(x) <= end)];
            mark::squares(pen, &near.iter().map(place).collect::<Vec<_>>(), y);
        } else if item.is_point() {
            mark::point(pen, item.sign, placed.start + MARK - paper.base, y);
        } else if item.once {
            mark::window(pen, item.sign, start, end, y, item.open);
        } else {
            mark::bar(pen, item.sign, start, end, y, item.open);
            // A bar that leaves the view is broken at the edge.
            let (left, right) = (paper.view.0 - paper.base, paper.view.1 - paper.base);
            if start < left && end > left + 40 {
                pen.rect("knock", left + 5, y - 5, 3, 10).rect("knock", left + 11, y - 5, 2, 10);
            }
            if end > right && start < right - 40 {
                pen.rect("knock", right - 8, y - 5, 3, 10).rect("knock", right - 13, y - 5, 2, 10);
            }
        }
    }

    fn labelled(&self, pen: &mut Pen, label: &Label, x: i32, y: i32) {
        pen.raw("<text")
            .attr("x", x)
            .attr("y", y)
            .raw("><tspan class=\"d\">")
            .words(&label.date)
            .raw("</tspan>");
        for (place, (lang, words)) in label.title.iter().enumerate() {
            pen.raw("<tspan").lang(lang, self.words.lang);
            pen.raw(if place == 0 { " dx=\"7\">" } else { ">" }).words(words).raw("</tspan>");
        }
        pen.raw("</text>");
        match label.line {
            Line::None => {}
            Line::Dashed => _ = pen.across("line dashed", x, x + label.date_width, y + 3),
            Line::Double => {
                pen.across("line", x, x + label.date_width, y + 2);
                pen.across("line", x, x + label.date_width, y + 4);
            }
        }
    }

    /// What found no row: a stroke where each begins, and how many there are in view.
    fn group(&self, pen: &mut Pen, paper: &Paper, placed: &Placed, top: i32) {
        let group = &self.layout.groups[placed.of as usize];
        let inside = |x: &&u32| {
            let bar = &self.bars[**x as usize];
            self.window.touches(Day(bar.first), Day(bar.last))
        };
        let count = group.bars.iter().filter(inside).count();
        pen.raw("<g class=\"more\" data-window=\"")
            .raw(&Window::between(group.first, group.last).text())
            .raw("\">");
        let left = placed.left().max(paper.from) - paper.base;
        let right = placed.right().min(paper.to) - paper.base;
        pen.rect("hit-area", left - 2, top, right - left + 4, 34);
        let end = placed.end.min(paper.to) - paper.base;
        pen.raw("<path class=\"spread\" d=\"M").n(left).raw(" ").n(top + MARK_Y).raw("H").n(end).raw("\"/>");
        pen.raw("<path class=\"count\" d=\"");
        paper.strokes(pen, &group.strokes, top + MARK_Y - 5);
        let x = paper.label(placed, placed.end);
        let (label, wide) = (self.more(count), self.more_width());
        pen.raw("\"/>").rect("knock", x - 2, top, wide + 4, 17);
        pen.text("", x, top + 13).words(&label).raw("</text></g>");
    }
}

/// What is drawn on: which stretch of the scale, and what of it is in view.
struct Paper {
    /// What is taken from a place on the scale to give one on the drawing.
    base: i32,
    /// What is in view.
    view: (i32, i32),
    /// Where what is drawn begins.
    from: i32,
    /// Where it ends.
    to: i32,
}

impl Paper {
    /// Where a label is drawn: in view, as long as its mark is and what comes after leaves room.
    fn label(&self, placed: &Placed, free: i32) -> i32 {
        let (left, last) = (self.view.0, placed.end.max(free) - placed.width);
        let x = if placed.label < left { left.min(last).max(placed.label) } else { placed.label };
        x - self.base
    }

    /// Strokes of ten pixels at these places, as far as they are drawn.
    fn strokes(&self, pen: &mut Pen, places: &[i32], y: i32) {
        let from = places.partition_point(|x| *x < self.from);
        for x in places[from..].iter().take_while(|x| **x < self.to) {
            pen.raw("M").n(x - self.base).raw(" ").n(y).raw("v10");
        }
    }
}

/// How far each row is free to the right of what stands in it.
fn free_until(slice: &[Placed]) -> Vec<i32> {
    let mut next: Vec<Vec<i32>> = Vec::new();
    let mut free = vec![0; slice.len()];
    for (at, placed) in slice.iter().enumerate().rev() {
        let (lane, row) = (usize::from(placed.lane), usize::from(placed.row));
        next.resize(next.len().max(lane + 1), Vec::new());
        let rows = &mut next[lane];
        rows.resize(rows.len().max(row + 1), i32::MAX);
        free[at] = rows[row].saturating_sub(GAP);
        rows[row] = placed.left();
    }
    free
}
