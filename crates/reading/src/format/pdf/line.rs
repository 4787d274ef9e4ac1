//! Characters → printed lines, in the order in which they are read.

use super::content::Glyph;

/// A gap this wide, in parts of a character, is a blank between Chinese characters; between Latin ones less will do.
const BLANK: f64 = 0.7;
const LATIN_BLANK: f64 = 0.16;
/// A gap this wide parts columns of a table without lines.
const WIDE_BLANK: f64 = 2.0;
/// A gap this wide may be the gutter between two columns of text.
const GUTTER: f64 = 1.2;
/// Places in the middle of a page at which it is looked for.
const GUTTER_PLACES: usize = 100;
/// Lines that each of two columns has at least.
const MIN_COLUMN_LINES: usize = 6;

/// A printed line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) start: f64,
    pub(super) end: f64,
    /// Its end without a mark that may hang over the margin.
    pub(super) margin: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// How many characters it has, blanks included.
    pub(super) count: usize,
    /// The width of what cannot be parted from its first character.
    pub(super) first: f64,
    /// The edges of the column that it stands in; None where the page has one column.
    pub(super) column: Option<(f64, f64)>,
}

/// The lines of characters, from top to bottom, the left column before the right one, and where the two are parted.
/// `parted` is where other pages are.
pub(super) fn lines(glyphs: Vec<Glyph>, parted: Option<f64>) -> (Vec<Line>, Option<f64>) {
    let rows = rows(glyphs);
    let is_whole = |row: &Vec<Glyph>, gutter: f64| {
        let cut = row.partition_point(|glyph| glyph.x < gutter);
        row[..cut].last().is_some_and(|glyph| glyph.end > gutter)
            || (cut > 0 && cut < row.len() && row[cut].x - row[cut - 1].end < row[cut].size * 0.5)
    };
    let fits = |gutter: &f64| rows.iter().filter(|row| is_whole(row, *gutter)).count() * 4 <= rows.len();
    let Some(gutter) = gutter(&rows).or(parted.filter(fits)) else {
        return (rows.iter().filter_map(|row| line(row)).collect(), None);
    };
    // The columns are as wide as the wider of them shows.
    let (mut starts, mut width) = ([f64::MAX; 2], 0.0_f64);
    let parts = |row: &Vec<Glyph>| {
        let cut = row.partition_point(|glyph| glyph.x < gutter);
        [line(&row[..cut]), line(&row[cut..])]
    };
    for row in rows.iter().filter(|row| !is_whole(row, gutter)) {
        for (start, line) in starts.iter_mut().zip(parts(row)) {
            *start = line.map_or(*start, |line| start.min(line.start));
        }
    }
    for row in rows.iter().filter(|row| !is_whole(row, gutter)) {
        for (start, line) in starts.iter().zip(parts(row)) {
            width = line.map_or(width, |line| width.max(line.margin - start));
        }
    }
    let mut lines = Vec::new();
    let mut columns: [Vec<Line>; 2] = Default::default();
    for row in &rows {
        if is_whole(row, gutter) {
            lines.extend(columns.iter_mut().flat_map(std::mem::take));
            lines.extend(line(row));
            continue;
        }
        for ((column, line), start) in columns.iter_mut().zip(parts(row)).zip(starts) {
            column.extend(line.map(|line| Line { column: Some((start, start + width)), ..line }));
        }
    }
    lines.extend(columns.iter_mut().flat_map(std::mem::take));
    (lines, Some(gutter))
}

/// Characters on one base line, from left to right.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    let mut line = f64::MAX;
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if line - glyph.y < glyph.size.min(row[0].size) * 0.5 => row.push(glyph),
            _ => {
                line = glyph.y;
                rows.push(vec![glyph]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        // Bold letters are sometimes made by printing them twice.
        row.dedup_by(|b, a| a.text == b.text && (b.x - a.x).abs() < a.size * 0.2);
    }
    rows
}

/// One line; blanks are printed where there are gaps.
fn line(row: &[Glyph]) -> Option<Line> {
    let words = || row.iter().filter(|glyph| !glyph.text.trim().is_empty());
    let (first, last) = (words().next()?, words().next_back()?);
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    let mut blank = false;
    for glyph in row {
        if glyph.text.trim().is_empty() {
            blank = true;
            continue;
        }
        if let Some(before) = before {
            let gap = (glyph.x - before.end) / glyph.size.max(before.size);
            let latin = |glyph: &Glyph| glyph.text.chars().all(|c| c.is_ascii_alphanumeric());
            let least = if latin(before) && latin(glyph) { LATIN_BLANK } else { BLANK };
            if gap >= WIDE_BLANK {
                text.push_str("    ");
            } else if gap >= least || (blank && gap > 0.0) {
                text.push(' ');
            }
        }
        text.push_str(&glyph.text);
        (before, blank) = (Some(glyph), false);
    }
    let token = words().skip(1).zip(words()).take_while(|(glyph, before)| holds(before, glyph)).last();
    let size = words().map(|glyph| glyph.size).fold(0.0, f64::max);
    Some(Line {
        text,
        start: first.x,
        end: last.end,
        margin: if last.text.starts_with(closes) { last.x } else { last.end },
        y: first.y,
        size,
        count: row.len(),
        first: token.map_or(first, |(glyph, _)| glyph).end - first.x,
        column: None,
    })
}

/// Whether a line is never broken between two characters.
fn holds(before: &Glyph, glyph: &Glyph) -> bool {
    let (Some(a), Some(b)) = (before.text.chars().last(), glyph.text.chars().next()) else { return false };
    let word = |c: char| c.is_ascii_graphic();
    (word(a) && word(b) && glyph.x - before.end < glyph.size * LATIN_BLANK)
        || closes(b)
        || matches!(a, '（' | '《' | '“' | '‘' | '「' | '〔' | '【')
}

/// Marks that begin no line.
fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '》'
            | '”'
            | '’'
            | '」'
            | '〕'
            | '】'
            | '％'
            | '%'
            | ','
            | ';'
            | ':'
    )
}

/// The middle of the gap that parts two columns of running text.
fn gutter(rows: &[Vec<Glyph>]) -> Option<f64> {
    let all = || rows.iter().flatten();
    let (start, end) = all().fold((f64::MAX, f64::MIN), |(a, b), glyph| (a.min(glyph.x), b.max(glyph.end)));
    let (from, to) = (start + (end - start) * 0.35, start + (end - start) * 0.65);
    if rows.len() < MIN_COLUMN_LINES || !(end - start).is_normal() {
        return None;
    }
    // Places in the middle of the page that few lines cross; the widest run of them is the gutter.
    let mut crossed = [0_usize; GUTTER_PLACES];
    let width = (to - from) / GUTTER_PLACES as f64;
    for row in rows {
        let mut crosses = [false; GUTTER_PLACES];
        for glyph in row {
            let place = |x: f64| ((x - from) / width).clamp(0.0, GUTTER_PLACES as f64) as usize;
            crosses[place(glyph.x)..place(glyph.end)].fill(true);
        }
        crossed.iter_mut().zip(crosses).for_each(|(count, crosses)| *count += usize::from(crosses));
    }
    let most = crossed.iter().min().copied().unwrap_or(0) + 1 + rows.len() / 40;
    if most * 4 > rows.len() {
        return None;
    }
    let mut best = 0..0;
    let mut run = 0..0;
    for (place, count) in crossed.iter().enumerate() {
        run = if *count > most { place + 1..place + 1 } else { run.start..place + 1 };
        if run.len() > best.len() {
            best = run.clone();
        }
    }
    let gutter = from + (best.start + best.end) as f64 / 2.0 * width;
    let size = all().map(|glyph| glyph.size).sum::<f64>() / all().count() as f64;
    // Running text fills both sides; the cells of a table do not.
    let filled = |side: fn(&Glyph, f64) -> bool, of: f64| {
        let widths = rows.iter().map(|row| {
            row.iter().filter(|glyph| side(glyph, gutter)).map(|glyph| glyph.end - glyph.x).sum::<f64>()
        });
        let lines: Vec<f64> = widths.filter(|width| *width > 0.0).collect();
        lines.len() >= MIN_COLUMN_LINES
            && lines.iter().filter(|width| **width >= of * 0.7).count() * 4 >= lines.len()
    };
    let is_wide = best.len() as f64 * width >= size * GUTTER;
    (is_wide
        && filled(|glyph, at| glyph.end < at, gutter - start)
        && filled(|glyph, at| glyph.x > at, end - gutter))
    .then_some(gutter)
}
