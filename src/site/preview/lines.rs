//! Where lines end.

use std::iter::once;
use std::ops::Range;

use super::letters::Cluster;

/// Lines: of which clusters each is, without the space at its end.
pub type Lines = Vec<Range<usize>>;

/// Clusters in as few lines of this width as can be, and those as even as can be, as headlines
/// are set. Nothing if a word is wider than a line.
pub fn even(clusters: &[Cluster], width: f32) -> Option<Lines> {
    let mut best = whole(clusters, width)?;
    let (mut narrow, mut wide) = (0.0, width);
    // Eight halvings leave less than a letter.
    for _ in 0..8 {
        let middle = (narrow + wide) / 2.0;
        match whole(clusters, middle).filter(|x| x.len() == best.len()) {
            Some(lines) => (best, wide) = (lines, middle),
            None => narrow = middle,
        }
    }
    Some(best)
}

/// The first lines, as full as can be and so many at most. A word wider than a line is broken
/// anywhere. If there are more lines, the sign that says so stands at the end of the last.
pub fn beginning<'a>(
    clusters: &'a [Cluster],
    sign: &'a [Cluster],
    width: f32,
    most: usize,
) -> Vec<Vec<&'a Cluster>> {
    let mut begins = begins(clusters);
    for part in parts(&begins) {
        if length(clusters, &part) > width {
            begins[part].fill(true);
        }
    }
    let mut lines = full(clusters, &begins, width);
    let all = lines.len() <= most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut().filter(|_| !all) {
        let room = width - length(sign, &(0..sign.len()));
        *last = last.start..end(clusters, &begins, last, room);
    }
    let mut lines: Vec<Vec<&Cluster>> = lines.into_iter().map(|x| clusters[x].iter().collect()).collect();
    if let Some(last) = lines.last_mut().filter(|_| !all) {
        last.extend(sign);
    }
    lines
}

/// Where a line ends that has less room than it needs: after a word, or else after a letter.
fn end(clusters: &[Cluster], begins: &[bool], line: &Range<usize>, room: f32) -> usize {
    let letters = (line.start + 1..line.end).rev();
    let words = letters.clone().filter(|x| begins[*x]);
    let mut ends = once(line.end).chain(words).chain(letters).map(|x| spoken(clusters, line.start..x));
    ends.find(|x| length(clusters, &(line.start..*x)) <= room).unwrap_or(line.start)
}

/// Clusters in full lines. Nothing if a word is wider than a line.
fn whole(clusters: &[Cluster], width: f32) -> Option<Lines> {
    let lines = full(clusters, &begins(clusters), width);
    lines.iter().all(|x| length(clusters, x) <= width).then_some(lines)
}

/// With which clusters a line may begin.
fn begins(clusters: &[Cluster]) -> Vec<bool> {
    clusters.iter().map(|x| x.begins).collect()
}

/// Clusters in lines that are as full as can be, where a line may begin with some of them.
fn full(clusters: &[Cluster], begins: &[bool], width: f32) -> Lines {
    let mut lines = Lines::new();
    let mut start = 0;
    for part in parts(begins) {
        if part.start > start && length(clusters, &(start..part.end)) > width {
            lines.push(start..part.start);
            start = part.start;
        }
    }
    lines.push(start..clusters.len());
    lines.into_iter().map(|x| trimmed(clusters, x)).collect()
}

/// What lines cannot end within: from one cluster that a line may begin with to the next.
fn parts(begins: &[bool]) -> Lines {
    let mut starts: Vec<usize> = (1..begins.len()).filter(|x| begins[*x]).collect();
    starts.insert(0, 0);
    starts.push(begins.len());
    starts.windows(2).map(|x| x[0]..x[1]).collect()
}

/// How wide clusters are, without the space at their end.
fn length(clusters: &[Cluster], range: &Range<usize>) -> f32 {
    clusters[trimmed(clusters, range.clone())].iter().map(|x| x.advance).sum()
}

/// Without the space at the end.
fn trimmed(clusters: &[Cluster], range: Range<usize>) -> Range<usize> {
    let ink = clusters[range.clone()].iter().rposition(|x| !x.space);
    range.start..ink.map_or(range.start, |x| range.start + x + 1)
}

/// Where the last letter or figure ends: “words, …” is not written.
fn spoken(clusters: &[Cluster], range: Range<usize>) -> usize {
    let last = clusters[range.clone()].iter().rposition(|x| x.spoken);
    last.map_or(trimmed(clusters, range.clone()).end, |x| range.start + x + 1)
}
