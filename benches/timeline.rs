//! How long the timeline's layout takes: `cargo bench --bench timeline`.
//!
//! Without a harness: a few lines of medians are all that is asked of it.

use std::hint::black_box;
use std::time::Instant;

use caunoi::timeline::layout::{Bar, Lane, Layout};
use caunoi::timeline::scale::Scale;

const LANES: usize = 8;

/// Bars over some 130 years: two of three are days, the others up to a year; always the same ones.
fn bars(count: usize) -> Vec<Bar> {
    let mut seed = 1_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) % below) as i32
    };
    let mut bars: Vec<Bar> = (0..count)
        .map(|_| {
            let (first, marks) = (next(50_000), next(3) > 0);
            let last = first + if marks { 0 } else { next(365) };
            let (open, label) = ((false, next(20) == 0), 80 + next(220));
            Bar { first, last, open, marks, label, lane: next(LANES as u64) as u16 }
        })
        .collect();
    bars.sort_by_key(|x| x.first);
    bars
}

/// The median of some runs, in microseconds.
fn median(runs: usize, mut run: impl FnMut()) -> u128 {
    let mut times: Vec<u128> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_micros()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

fn main() {
    for count in [100, 10_000, 100_000] {
        let (bars, lanes) = (bars(count), [Lane { folded: false, rows: 8 }; LANES]);
        for days in [30, 730, 20_000] {
            let scale = Scale::new(days, 1100);
            let view = (scale.x(25_000), scale.x(25_000) + 1100);
            let layout = || Layout::of(&bars, &lanes, scale, view, 50);
            let layout_time = median(31, || _ = black_box(layout()));
            let done = layout();
            let slice_time = median(31, || _ = black_box(done.slice(view.0, view.1)));
            let shown = done.slice(view.0, view.1).len();
            println!(
                "{count} items, {days} days in view: layout {layout_time} µs; slice {slice_time} µs, {shown} items"
            );
        }
    }
}
