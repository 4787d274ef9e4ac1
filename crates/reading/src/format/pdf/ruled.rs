//! Tables by their ruling lines: cells, their places, the characters that stand in them.

use std::collections::HashMap;

use super::content::{Drawn, Glyph};
use super::flow::joined;
use super::limit::Budget;
use super::line::{Line, lines};
use super::path::Rule;

/// Lines this near to each other, in points, are one.
const NEAR: f64 = 3.0;
/// Ruling lines of a page that are looked at.
const MAX_RULES: usize = 4_000;

/// The widest margin inside a cell, in points.
const MAX_CELL_MARGIN: f64 = 12.0;
/// Lines that a person's name takes in the narrowest cell, and one more.
const MAX_NAME_LINES: usize = 5;

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) text: String,
    /// Its last line goes on to the edge of the cell.
    pub(super) is_full: bool,
}

/// A table on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) top: f64,
    /// The upright edges of its columns.
    pub(super) edges: Vec<f64>,
    pub(super) rows: usize,
    /// From top to bottom, from left to right.
    pub(super) cells: Vec<Cell>,
}

/// The tables of a page, whose characters are taken out of it.
pub(super) fn tables(drawn: &mut Drawn, budget: &mut Budget) -> Vec<Table> {
    let level = merged(&mut drawn.rules.level);
    let upright = merged(&mut drawn.rules.upright);
    if level.len() < 2 || upright.is_empty() || !budget.spend(level.len() * upright.len() / 8) {
        return Vec::new();
    }
    let mut tables: Vec<Table> = groups(&level, &upright)
        .into_iter()
        .filter_map(|(level, upright)| table(&level, &upright, &mut drawn.glyphs, budget))
        .collect();
    tables.sort_by(|a, b| b.top.total_cmp(&a.top));
    tables
}

/// Rules that lie on each other or meet end to end are one.
fn merged(rules: &mut Vec<Rule>) -> Vec<Rule> {
    rules.truncate(MAX_RULES);
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Rule> = Vec::new();
    for near in rules.chunk_by_mut(|a, b| b.at - a.at < NEAR / 2.0) {
        near.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = out.len();
        for rule in near {
            match out[first..].last_mut() {
                Some(last) if rule.from <= last.to + NEAR => last.to = last.to.max(rule.to),
                _ => out.push(*rule),
            }
        }
    }
    out
}

/// Rules that cross or touch, directly or by others.
fn groups(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut sets = Sets::new(level.len() + upright.len());
    for (i, line) in level.iter().enumerate() {
        for (j, post) in upright.iter().enumerate() {
            let within = |at: f64, rule: &Rule| at >= rule.from - NEAR && at <= rule.to + NEAR;
            if within(post.at, line) && within(line.at, post) {
                sets.join(i, level.len() + j);
            }
        }
    }
    let mut groups: HashMap<usize, (Vec<Rule>, Vec<Rule>)> = HashMap::new();
    for (i, line) in level.iter().enumerate() {
        groups.entry(sets.root(i)).or_default().0.push(*line);
    }
    for (j, post) in upright.iter().enumerate() {
        groups.entry(sets.root(level.len() + j)).or_default().1.push(*post);
    }
    groups.into_values().filter(|(level, upright)| level.len() >= 2 && !upright.is_empty()).collect()
}

/// The places of rules, each once; `ends` are edges that may have no rule.
fn places(rules: &[Rule], ends: [f64; 2]) -> Vec<f64> {
    let mut at: Vec<f64> = rules.iter().map(|rule| rule.at).collect();
    at.sort_by(f64::total_cmp);
    at.dedup_by(|b, a| *b - *a < NEAR);
    if at.first().is_some_and(|first| ends[0] < first - NEAR * 2.0) {
        at.insert(0, ends[0]);
    }
    if at.last().is_some_and(|last| ends[1] > last + NEAR * 2.0) {
        at.push(ends[1]);
    }
    at
}

fn table(level: &[Rule], upright: &[Rule], glyphs: &mut Vec<Glyph>, budget: &mut Budget) -> Option<Table> {
    let span = |rules: &[Rule]| {
        rules.iter().fold([f64::MAX, f64::MIN], |[a, b], rule| [a.min(rule.from), b.max(rule.to)])
    };
    let xs = places(upright, span(level));
    let mut ys = places(level, span(upright));
    ys.reverse();
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if rows * columns < 2 || !budget.spend(rows * columns + rows * (level.len() + upright.len())) {
        return None;
    }
    // Places without a rule between them are one cell.
    let covers = |rules: &[Rule], at: f64, middle: f64| {
        rules
            .iter()
            .any(|rule| (rule.at - at).abs() < NEAR && rule.from - NEAR < middle && middle < rule.to + NEAR)
    };
    let mut sets = Sets::new(rows * columns);
    for row in 0..rows {
        let y = f64::midpoint(ys[row], ys[row + 1]);
        let posts: Vec<Rule> = upright.iter().filter(|post| post.from < y && y < post.to).copied().collect();
        let beams: Vec<Rule> =
            level.iter().filter(|beam| (beam.at - ys[row + 1]).abs() < NEAR).copied().collect();
        for column in 0..columns {
            let here = row * columns + column;
            if column + 1 < columns && !covers(&posts, xs[column + 1], y) {
                sets.join(here, here + 1);
            }
            if row + 1 < rows && !covers(&beams, ys[row + 1], f64::midpoint(xs[column], xs[column + 1])) {
                sets.join(here, here + columns);
            }
        }
    }
    let mut boxes: HashMap<usize, [usize; 4]> = HashMap::new();
    for place in 0..rows * columns {
        let (row, column) = (place / columns, place % columns);
        let shape = boxes.entry(sets.root(place)).or_insert([row, column, row, column]);
        *shape = [shape[0].min(row), shape[1].min(column), shape[2].max(row), shape[3].max(column)];
    }
    if boxes.len() < 2 {
        return None;
    }
    let (left, right, top, bottom) = (xs[0], xs[columns], ys[0], ys[rows]);
    let mut words: HashMap<usize, Vec<Glyph>> = HashMap::new();
    glyphs.retain_mut(|glyph| {
        let (x, y) = (f64::midpoint(glyph.x, glyph.end), glyph.y + glyph.size * 0.3);
        if x < left || x > right || y < bottom || y > top {
            return true;
        }
        let column = xs.partition_point(|edge| *edge < x).clamp(1, columns) - 1;
        let row = ys.partition_point(|edge| *edge > y).clamp(1, rows) - 1;
        let taken = Glyph { text: std::mem::take(&mut glyph.text), ..*glyph };
        words.entry(sets.root(row * columns + column)).or_default().push(taken);
        false
    });
    let mut cells: Vec<Cell> = boxes
        .into_iter()
        .map(|(root, [row, column, last_row, last_column])| {
            let (lines, _) = lines(words.remove(&root).unwrap_or_default(), None);
            let (text, is_full) = cell_text(&lines, xs[column], xs[last_column + 1]);
            Cell { row, column, rows: last_row - row + 1, columns: last_column - column + 1, text, is_full }
        })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Some(Table { top, edges: xs, rows, cells })
}

/// The paragraphs of a cell, and whether the last of its lines reaches the edge.
fn cell_text(lines: &[Line], left: f64, right: f64) -> (String, bool) {
    // The cell's own margin, as far as its lines show it.
    let margin =
        lines.iter().map(|line| (line.start - left).min(right - line.end)).fold(MAX_CELL_MARGIN, f64::min);
    let width = right - left - margin.max(0.0) * 2.0;
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_full = false;
    for (at, line) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(open) if is_full && !begins_anew(open, &lines[at..]) => joined(open, &line.text),
            _ => paragraphs.push(line.text.clone()),
        }
        let next = lines.get(at + 1).map_or(line.size, |next| next.first);
        is_full = line.end - line.start + next > width - line.size * 0.3;
    }
    (paragraphs.join("\n"), is_full)
}

/// Whether a full line ends with a unit and the next begins with another or is its head: cells are often so narrow
/// that each of them fills a line.
fn begins_anew(open: &str, next: &[Line]) -> bool {
    let folded = |text: &str| text.chars().map(crate::fold::folded).collect::<Vec<char>>();
    let open = folded(open);
    let next: Vec<char> = next.iter().take(MAX_NAME_LINES).flat_map(|line| folded(&line.text)).collect();
    let unit = open.rsplit(|c| *c == '、').next().unwrap_or_default();
    // 局｜长 and 委｜员 are one word.
    let is_post = matches!(next.first(), Some('长' | '员'));
    !is_post
        // 国网 is the first part of a name.
        && unit.len() > 2
        && crate::office::is_unit(unit)
        && (crate::leader::is_surnamed(&next)
            || next.first().is_some_and(|c| crate::office::level(*c) || *c == '各'))
}

/// Sets that are joined step by step.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut of: usize) -> usize {
        while self.0[of] != of {
            self.0[of] = self.0[self.0[of]];
            of = self.0[of];
        }
        of
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
