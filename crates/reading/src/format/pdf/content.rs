//! What a page draws: its characters and its ruling lines, each with its place.

use std::borrow::Cow;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::{Face, Fonts};
use super::limit::Budget;
use super::matrix::Matrix;
use super::path::{Path, Rules};

/// Forms inside forms that are followed; deeper ones are drawn by no real program.
const MAX_DEPTH: usize = 12;
/// Characters of the fullest page: more is no page that anyone reads.
const MAX_GLYPHS: usize = 200_000;
/// States that may be saved at once.
const MAX_SAVED: usize = 256;

/// A character where it is printed, in points from the lower left corner of the page.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f64,
    /// Where the next one is expected.
    pub(super) end: f64,
    /// Its base line.
    pub(super) y: f64,
    pub(super) size: f64,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Rules,
    /// Pictures, and characters of which no font says what they are.
    pub(super) pictures: usize,
}

/// Draws a page.
pub(super) fn drawn(page: &Page<'_>, fonts: &mut Fonts, budget: &mut Budget) -> Drawn {
    let mut painter = Painter { fonts, budget, drawn: Drawn::default(), depth: 0 };
    let state = State { ctm: Matrix(page.initial_transform(false).as_coeffs()), ..State::default() };
    let contents = streams(page).iter().filter_map(|stream| painter.budget.decoded(stream)).fold(
        Vec::new(),
        |mut all, part: Cow<'_, [u8]>| {
            all.extend_from_slice(&part);
            all.push(b' ');
            all
        },
    );
    painter.run(&contents, page.resources(), state);
    painter.drawn
}

fn streams<'a>(page: &Page<'a>) -> Vec<Stream<'a>> {
    match page.raw().get::<Object<'a>>(keys::CONTENTS) {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => array.iter::<Stream<'a>>().collect(),
        _ => Vec::new(),
    }
}

/// The graphics and text state, as far as it moves characters.
#[derive(Clone)]
struct State {
    ctm: Matrix,
    face: Option<Face>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    text: Matrix,
    line: Matrix,
}

impl Default for State {
    fn default() -> Self {
        Self {
            ctm: Matrix::IDENTITY,
            face: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

impl State {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.moved(x, y);
        self.text = self.line;
    }

    fn advance(&mut self, by: f64) {
        let upright = self.face.as_ref().is_some_and(|face| !face.is_level());
        let (x, y) = if upright { (0.0, by) } else { (by * self.stretch, 0.0) };
        self.text = self.text.moved(x, y);
    }
}

struct Painter<'p> {
    fonts: &'p mut Fonts,
    budget: &'p mut Budget,
    drawn: Drawn,
    depth: usize,
}

impl Painter<'_> {
    /// Follows a content stream.
    fn run(&mut self, content: &[u8], resources: &Resources<'_>, start: State) {
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let mut path = Path::default();
        let mut ops = TypedIter::new(content);
        while let Some(op) = ops.next() {
            if !self.budget.spend(1) {
                return;
            }
            match op {
                Op::SaveState(_) if saved.len() < MAX_SAVED => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(m) => state.ctm = state.ctm.after(matrix([m.0, m.1, m.2, m.3, m.4, m.5])),
                Op::BeginText(_) => (state.text, state.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                Op::TextFont(font) => {
                    state.face = self.fonts.face(resources, font.0, self.budget);
                    state.size = font.1.as_f64();
                }
                Op::CharacterSpacing(space) => state.char_space = space.0.as_f64(),
                Op::WordSpacing(space) => state.word_space = space.0.as_f64(),
                Op::HorizontalScaling(percent) => state.stretch = percent.0.as_f64() / 100.0,
                Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
                Op::TextRise(rise) => state.rise = rise.0.as_f64(),
                Op::SetTextMatrix(m) => {
                    state.text = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                    state.line = state.text;
                }
                Op::NextLine(to) => state.next_line(to.0.as_f64(), to.1.as_f64()),
                Op::NextLineAndSetLeading(to) => {
                    state.leading = -to.1.as_f64();
                    state.next_line(to.0.as_f64(), to.1.as_f64());
                }
                Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
                Op::ShowText(text) => self.show(&mut state, text.0.as_bytes()),
                Op::NextLineAndShowText(text) => {
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.0.as_bytes());
                }
                Op::ShowTextWithParameters(text) => {
                    (state.word_space, state.char_space) = (text.0.as_f64(), text.1.as_f64());
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.2.as_bytes());
                }
                Op::ShowTexts(texts) => {
                    for part in texts.0.iter::<Object<'_>>() {
                        match part {
                            Object::Number(back) => state.advance(-back.as_f64() / 1000.0 * state.size),
                            Object::String(text) => self.show(&mut state, text.as_bytes()),
                            _ => {}
                        }
                    }
                }
                Op::XObject(name) => self.object(resources, name.0, &state),
                Op::InlineImage(_) => self.drawn.pictures += 1,
                _ => path.follow(&op, state.ctm, &mut self.drawn.rules),
            }
        }
    }

    /// Shows a string, character by character.
    fn show(&mut self, state: &mut State, bytes: &[u8]) {
        let Some(face) = state.face.clone() else { return };
        let mut at = 0;
        while at < bytes.len() && self.budget.spend(1) {
            let code = face.code(&bytes[at..]);
            at += code.length.max(1);
            let width = code.advance / 1000.0 * state.size;
            let place = state.ctm.after(state.text).moved(0.0, state.rise);
            let (start, end) = (place.place((0.0, 0.0)), place.place((width * state.stretch, 0.0)));
            let top = place.place((0.0, state.size));
            let (across, size) =
                ((end.0 - start.0, end.1 - start.1), (top.0 - start.0).hypot(top.1 - start.1));
            self.drawn.pictures += usize::from(code.text.is_empty());
            // Words that run askew are stamps and watermarks.
            let is_level = across.1.abs() <= across.0.abs() * 0.05 && across.0 >= 0.0 && top.1 > start.1;
            if is_level
                && self.drawn.glyphs.len() < MAX_GLYPHS
                && (start.0 + start.1 + end.0 + size).is_finite()
                && !code.text.is_empty()
            {
                let end = if face.is_level() { end.0 } else { start.0 + size };
                self.drawn.glyphs.push(Glyph { text: code.text, x: start.0, end, y: start.1, size });
            }
            let word = if code.is_blank { state.word_space } else { 0.0 };
            state.advance(width + state.char_space + word);
        }
    }

    /// Follows a form; counts a picture.
    fn object(&mut self, resources: &Resources<'_>, name: &Name<'_>, state: &State) {
        let Some(object) = resources.get_x_object(name) else { return };
        let dict = object.dict();
        if dict.get::<Name<'_>>(keys::SUBTYPE).is_none_or(|kind| kind.as_ref() != b"Form") {
            self.drawn.pictures += 1;
            return;
        }
        if self.depth == MAX_DEPTH {
            return;
        }
        let Some(content) = self.budget.decoded(&object) else { return };
        let matrix = dict.get::<[f64; 6]>(keys::MATRIX).map_or(Matrix::IDENTITY, Matrix);
        let own = dict.get::<Dict<'_>>(keys::RESOURCES).map(Resources::new);
        self.depth += 1;
        let state = State { ctm: state.ctm.after(matrix), ..state.clone() };
        self.run(&content, own.as_ref().unwrap_or(resources), state);
        self.depth -= 1;
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix(numbers.map(|number| number.as_f64()))
}
