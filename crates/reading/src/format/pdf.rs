//! The text layer of PDF files, a line for each printed line; refused where its fonts do not name their characters.

use lopdf::content::Content;
use lopdf::{Document, Encoding, Object};

use crate::Unreadable;

/// The text of a file; one whose pages hold none was scanned.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let document = Document::load_mem(bytes).map_err(|_| Unreadable::Damaged)?;
    if document.is_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    let mut out = String::new();
    for page in document.get_pages().into_values() {
        out.push_str(&page_text(&document, page));
    }
    match out.trim() {
        "" => Err(Unreadable::Picture),
        _ if is_plausible(&out) => Ok(out),
        _ => Err(Unreadable::Unsupported),
    }
}

/// The least share of characters of Chinese text among those that are not ASCII, in percent: a font that does not say
/// which characters its glyphs are gives others.
const MIN_CHINESE_PERCENT: usize = 80;

fn is_plausible(text: &str) -> bool {
    let is_chinese = |c: &char| matches!(c, '\u{2018}'..='\u{201d}' | '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '—' | '×' | '·' | '①'..='⑳');
    let wide: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    wide.iter().filter(|c| is_chinese(c)).count() * 100 >= wide.len() * MIN_CHINESE_PERCENT
}

/// A run of text and where it stands, in units of the page.
struct Run {
    x: f32,
    y: f32,
    size: f32,
    text: String,
}

/// The lines of a page, from top to bottom.
fn page_text(document: &Document, page: lopdf::ObjectId) -> String {
    let mut runs = runs(document, page);
    runs.retain(|run| !run.text.is_empty());
    // Runs within half a line's height of each other stand on one line.
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match lines
            .iter_mut()
            .rev()
            .take(3)
            .find(|line| (line[0].y - run.y).abs() < line[0].size.max(1.0) * 0.5)
        {
            Some(line) => line.push(run),
            None => lines.push(vec![run]),
        }
    }
    lines.sort_by(|a, b| b[0].y.total_cmp(&a[0].y));
    let mut out = String::new();
    for mut line in lines {
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        for run in line {
            out.push_str(&run.text);
        }
        out.push('\n');
    }
    out
}

/// The runs of a page in the order in which they are drawn.
fn runs(document: &Document, page: lopdf::ObjectId) -> Vec<Run> {
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let encodings: Vec<(Vec<u8>, Encoding<'_>)> = fonts
        .into_iter()
        .filter_map(|(name, font)| Some((name, font.get_font_encoding(document).ok()?)))
        .collect();
    let Ok(content) = Content::decode(&document.get_page_content(page)) else { return Vec::new() };
    let mut state = State { matrix: IDENTITY, line: IDENTITY, text: IDENTITY, leading: 0.0, size: 1.0 };
    let mut saved = Vec::new();
    let mut encoding = None;
    let mut runs: Vec<Run> = Vec::new();
    for operation in &content.operations {
        let number = |n: usize| operation.operands.get(n).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
        let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match operation.operator.as_str() {
            "q" => saved.push(state),
            "Q" => state = saved.pop().unwrap_or(state),
            "cm" => state.matrix = times(matrix(), state.matrix),
            "BT" => (state.line, state.text) = (IDENTITY, IDENTITY),
            "TL" => state.leading = number(0),
            "Tf" => {
                let name = operation.operands.first().and_then(|name| name.as_name().ok());
                encoding = name
                    .and_then(|name| encodings.iter().find(|(known, _)| known.as_slice() == name))
                    .map(|(_, e)| e);
                state.size = number(1);
            }
            "Tm" => state.begin(matrix()),
            "Td" => state.next(number(0), number(1)),
            "TD" => {
                state.leading = -number(1);
                state.next(number(0), number(1));
            }
            "T*" => state.next(0.0, -state.leading),
            "Tj" | "TJ" | "'" | "\"" => {
                if matches!(operation.operator.as_str(), "'" | "\"") {
                    state.next(0.0, -state.leading);
                }
                let mut text = String::new();
                if let Some(encoding) = encoding {
                    operation.operands.iter().for_each(|object| shown(object, encoding, &mut text));
                }
                let at = times(state.text, state.matrix);
                runs.push(Run { x: at[4], y: at[5], size: (state.size * at[3]).abs(), text });
                // The next run without a move of its own follows this one.
                state.text[4] += 0.01;
            }
            _ => {}
        }
    }
    runs
}

type Matrix = [f32; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Where text is drawn.
#[derive(Clone, Copy)]
struct State {
    matrix: Matrix,
    line: Matrix,
    text: Matrix,
    leading: f32,
    size: f32,
}

impl State {
    fn begin(&mut self, matrix: Matrix) {
        (self.line, self.text) = (matrix, matrix);
    }

    fn next(&mut self, x: f32, y: f32) {
        self.begin(times([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }
}

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// The characters of a string, or of those of an array.
fn shown(object: &Object, encoding: &Encoding<'_>, out: &mut String) {
    match object {
        Object::String(bytes, _) => out.push_str(&Document::decode_text(encoding, bytes).unwrap_or_default()),
        Object::Array(parts) => parts.iter().for_each(|part| shown(part, encoding, out)),
        _ => {}
    }
}
