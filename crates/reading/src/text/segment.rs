//! Tables whose cells are printed one below the other, cut at the width of their columns: the lines that make one cell,
//! by the least cost over the whole table.

mod cost;

use std::ops::Range;

use super::cut::{is_listed, is_pause};
use crate::due::is_due;
use crate::label::Kind;
use crate::mark::is_numbered;
use crate::office::level;
use cost::{
    Content, HARDLY, NEVER, TOO_LONG, WORDS, content, fit, is_labelled, left_out, misplaced, paragraph_cost,
};

/// Lines of the highest cell.
const MAX_LINES: usize = 24;
/// What a line costs that is in no cell, and one that is a head printed once more.
const OUTSIDE: u32 = 40;
const REPEATED: u32 = 1;
/// Half characters by which a line that is cut may be shorter than its column is wide.
const RAGGED: usize = 3;
/// One of so many lines stands below a blank line where these part cells.
const PARTED: usize = 4;
/// Lines that show how wide their column is, at least.
const SHOWN: usize = 2;
/// Times that the widths are taken from the cells found and the cells from the widths.
const ROUNDS: usize = 3;

/// How a line stands to the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In no cell of the table.
    Outside,
    /// A head of the table.
    Head,
    /// It begins a cell, or a paragraph inside one.
    Begins,
    /// It goes on with the line above.
    GoesOn,
}

/// A printed line of the table.
pub(super) struct Printed {
    /// Its words, folded, without blanks.
    pub(super) words: Vec<char>,
    /// Half characters that it takes up.
    pub(super) columns: usize,
    /// It is one of the table's heads.
    pub(super) head: bool,
    /// A line without words stands before it.
    pub(super) apart: bool,
    /// It is nothing but units; it is a time; it begins with a number, with a label of units.
    listed: bool,
    due: bool,
    numbered: bool,
    labelled: bool,
}

impl Printed {
    pub(super) fn new(words: Vec<char>, columns: usize, head: bool, apart: bool) -> Self {
        let (listed, due) = (is_listed(&words), is_due(&words));
        let (numbered, labelled) = (is_numbered(&words), is_labelled(&words));
        Self { words, columns, head, apart, listed, due, numbered, labelled }
    }
}

/// How wide a column is: half characters and characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Width {
    columns: usize,
    chars: usize,
}

impl Width {
    fn of(line: &Printed) -> Self {
        Self { columns: line.columns, chars: line.words.len() }
    }

    /// Whether a line reaches from margin to margin, or up to a figure that stands whole on the next.
    fn is_full(self, line: &Printed, next: &Printed) -> bool {
        let figure = next.words.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '.').count();
        line.columns + figure + RAGGED >= self.columns || line.words.len() + 1 >= self.chars
    }

    fn exceeds(self, line: &Printed) -> bool {
        line.columns > self.columns + RAGGED && line.words.len() > self.chars + 1
    }
}

/// A cell as a way through the table takes it.
#[derive(Clone, Copy)]
struct Step {
    from: usize,
    column: usize,
    before: usize,
}

/// A cell of one column that grows line by line: what its lines cost beside one another.
#[derive(Clone, Copy, Default)]
struct Grown {
    width: Width,
    paragraphs: u32,
    too_long: u32,
    apart: u32,
}

/// A table whose cells are looked for.
struct Cut<'a> {
    lines: &'a [Printed],
    columns: &'a [Kind],
    /// Blank lines stand between cells.
    parted: bool,
    widths: Vec<Option<Width>>,
}

impl Cut<'_> {
    /// Whether a line begins a paragraph of its cell; where blank lines stand between cells, a short line goes on too.
    fn begins(&self, line: usize, width: Width, column: usize) -> bool {
        let (above, line) = (&self.lines[line - 1], &self.lines[line]);
        let width = if self.parted && !line.apart { Width::default() } else { width };
        is_paragraph(above, line, width, self.columns[column])
    }

    /// Takes the last line of a cell; what it costs by then.
    fn grow(&self, grown: &mut Grown, cell: Range<usize>, column: usize) -> u32 {
        let (kind, last) = (self.columns[column], cell.end - 1);
        let line = &self.lines[last];
        if last == cell.start {
            *grown = Grown::default();
        }
        let known = self.widths[column];
        let widest = known.unwrap_or_else(|| grown.width.max(Width::of(line)));
        // A wider line may show that those above it were cut.
        let from = if widest == grown.width { last.max(cell.start + 1) } else { cell.start + 1 };
        if widest != grown.width {
            (grown.width, grown.paragraphs) = (widest, 0);
        }
        let paragraphs = (from..cell.end).filter(|line| self.begins(*line, widest, column));
        grown.paragraphs += paragraphs
            .map(|line| paragraph_cost(&self.lines[line - 1], &self.lines[line], kind))
            .sum::<u32>();
        grown.too_long += u32::from(known.is_some_and(|width| width.exceeds(line)));
        grown.apart += u32::from(line.apart && last > cell.start);
        // Where blank lines stand between cells, none stands inside, and before all but what follows a number.
        let close = !self.lines[cell.start].apart && column > 1;
        let blank_lines = if self.parted { grown.apart * HARDLY + if close { WORDS } else { 0 } } else { 0 };
        grown.paragraphs + grown.too_long * TOO_LONG + misplaced(&self.lines[cell], kind) + blank_lines
    }

    /// The width of a cell.
    fn width(&self, cell: Range<usize>, column: usize) -> Width {
        let widest = || self.lines[cell].iter().map(Width::of).max().unwrap_or_default();
        self.widths[column].unwrap_or_else(widest)
    }
}

/// The place of each line of a table with these columns.
pub(super) fn places(lines: &[Printed], columns: &[Kind]) -> Vec<Place> {
    let parted = lines.iter().filter(|line| line.apart).count() * PARTED >= lines.len();
    let mut cut = Cut { lines, columns, parted, widths: vec![None; columns.len()] };
    let mut contents = Contents::new(lines);
    let mut places = Vec::new();
    for _ in 0..ROUNDS {
        let mut grown = vec![Grown::default(); columns.len()];
        let cells = cheapest(&mut contents, columns, |cell, j| cut.grow(&mut grown[j], cell, j));
        places = lines.iter().map(|line| if line.head { Place::Head } else { Place::Outside }).collect();
        let mut going_on = vec![Vec::new(); columns.len()];
        for (from, end, column) in cells {
            let width = cut.width(from..end, column);
            for n in from..end {
                let goes_on = n > from && !cut.begins(n, width, column);
                places[n] = if goes_on { Place::GoesOn } else { Place::Begins };
                if goes_on {
                    going_on[column].push(&lines[n - 1]);
                }
            }
        }
        let found: Vec<Option<Width>> = going_on.iter().map(|lines| usual(lines)).collect();
        if found == cut.widths {
            break;
        }
        cut.widths = found;
    }
    places
}

/// Where the cells of a row end whose words one blank parts: a task and a list of units may have blanks of their own.
pub(super) fn row(words: &[Printed], columns: &[Kind]) -> Vec<usize> {
    let inner = |cell: Range<usize>, j: usize| {
        let blanks = cell.len() as u32 - 1;
        let listed = || columns[j].is_units() && words[cell].iter().all(|words| words.listed);
        blanks * if columns[j] == Kind::Words || listed() { 2 } else { 12 }
    };
    cheapest(&mut Contents::new(words), columns, inner).into_iter().map(|(_, end, _)| end).collect()
}

/// The width that most of the lines that are cut have.
fn usual(cut: &[&Printed]) -> Option<Width> {
    let most = |of: fn(&Printed) -> usize| {
        let mut lengths: Vec<usize> = cut.iter().map(|line| of(line)).collect();
        lengths.sort_unstable();
        lengths.chunk_by(|a, b| a == b).max_by_key(|same| (same.len(), same[0])).map_or(0, |same| same[0])
    };
    (cut.len() >= SHOWN)
        .then(|| Width { columns: most(|line| line.columns), chars: most(|line| line.words.len()) })
}

/// Whether a line begins a paragraph of its cell.
fn is_paragraph(above: &Printed, line: &Printed, width: Width, kind: Kind) -> bool {
    let stopped = || matches!(above.words.last(), Some('。' | ';'));
    // 市委 above 宣传部 and 国网 above 市供电公司 are one name, 市教育局 above 市财政局 are two.
    let last = || above.words.iter().rev().take_while(|c| !is_pause(**c)).count();
    let own = || line.words.first().is_some_and(|c| level(*c) || matches!(c, '省' | '各'));
    let names = || kind.is_units() && above.listed && line.listed && own() && last() > 2;
    !width.is_full(above, line) || (line.numbered && stopped()) || line.labelled || names()
}

/// What the cells of a table say, each looked at once.
struct Contents<'a> {
    lines: &'a [Printed],
    said: Vec<Option<Content>>,
}

impl<'a> Contents<'a> {
    fn new(lines: &'a [Printed]) -> Self {
        Self { lines, said: vec![None; lines.len() * MAX_LINES] }
    }

    fn of(&mut self, cell: Range<usize>) -> Content {
        let at = cell.start * MAX_LINES + cell.len() - 1;
        *self.said[at].get_or_insert_with(|| content(&self.lines[cell]))
    }
}

/// The cells (lines from, end, column) of the cheapest way through the table. `inner` tells what the lines of a cell cost
/// beside one another; it is asked for each cell line by line.
fn cheapest(
    contents: &mut Contents,
    columns: &[Kind],
    mut inner: impl FnMut(Range<usize>, usize) -> u32,
) -> Vec<(usize, usize, usize)> {
    let lines = contents.lines;
    let (m, n) = (lines.len(), columns.len());
    let steps: Vec<Vec<u32>> =
        (0..n).map(|to| (0..n).map(|from| left_out(columns, from, to)).collect()).collect();
    // The last cell read is one of column `j`, and ends before line `i`; before the first row it is one of the last.
    let mut best = vec![vec![NEVER; n]; m + 1];
    let mut back: Vec<Vec<Option<Step>>> = vec![vec![None; n]; m + 1];
    best[0][n - 1] = 0;
    // The cheapest way to a cell of each column that begins at a line.
    let mut begin: Vec<Vec<(u32, usize)>> = Vec::with_capacity(m + 1);
    for i in 0..=m {
        if i > 0 {
            let line = &lines[i - 1];
            for j in 0..n {
                let outside = best[i - 1][j] + if line.head { REPEATED } else { OUTSIDE };
                if outside < best[i][j] {
                    (best[i][j], back[i][j]) = (outside, None);
                }
            }
        }
        begin.push(
            steps
                .iter()
                .map(|steps| {
                    let ways = (0..n).map(|from| (best[i][from].saturating_add(steps[from]), from));
                    ways.min().unwrap_or((NEVER, 0))
                })
                .collect(),
        );
        for end in i + 1..=m.min(i + MAX_LINES) {
            if lines[end - 1].head {
                break;
            }
            let mut open = false;
            for (j, kind) in columns.iter().enumerate() {
                let (so_far, before) = begin[i][j];
                let inner = inner(i..end, j);
                open |= inner < 3 * OUTSIDE;
                if so_far + inner >= best[end][j] {
                    continue;
                }
                let cost = so_far + inner + fit(&lines[i..end], contents.of(i..end), *kind);
                if cost < best[end][j] {
                    best[end][j] = cost;
                    back[end][j] = Some(Step { from: i, column: j, before });
                }
            }
            if !open {
                break;
            }
        }
    }
    let Some(mut j) = (0..n).min_by_key(|j| best[m][*j] + left_out(columns, *j, n)) else {
        return Vec::new();
    };
    let (mut i, mut cells) = (m, Vec::new());
    while i > 0 {
        match back[i][j] {
            Some(step) => {
                cells.push((step.from, i, step.column));
                (i, j) = (step.from, step.before);
            }
            None => i -= 1,
        }
    }
    cells.reverse();
    cells
}
