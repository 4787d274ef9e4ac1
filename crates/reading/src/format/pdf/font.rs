//! Fonts: from the codes of a string to characters and their widths. The shapes of the glyphs are never looked at.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString};
use hayro_syntax::page::Resources;

use super::glyph_name;
use super::limit::Budget;

/// Steps that loading a font costs.
const LOAD_COST: usize = 2_000;

/// One code of a string.
pub(super) struct Code {
    pub(super) text: String,
    /// Bytes that it takes.
    pub(super) length: usize,
    /// Thousandths of the font's size.
    pub(super) advance: f64,
    /// A one-byte blank, which word spacing widens.
    pub(super) is_blank: bool,
}

/// A font.
#[derive(Clone)]
pub(super) struct Face(Rc<Inner>);

struct Inner {
    /// Characters by code, as the font itself says.
    said: Option<CMap>,
    widths: Widths,
    kind: Kind,
}

enum Kind {
    /// One byte a character.
    Simple(Vec<String>),
    /// Codes of one to four bytes, each the number of a glyph in a collection.
    Composite { encoding: Box<CMap>, characters: Option<Box<CMap>>, is_level: bool },
}

impl Face {
    fn of(font: &Dict<'_>, budget: &mut Budget) -> Option<Self> {
        let said = font.get::<Stream<'_>>(keys::TO_UNICODE).and_then(|stream| parsed(&stream, budget));
        let kind = font.get::<Name<'_>>(keys::SUBTYPE)?;
        let inner = if kind.as_ref() == b"Type0" {
            let below = font.get::<Array<'_>>(keys::DESCENDANT_FONTS)?.iter::<Dict<'_>>().next()?;
            let encoding = encoding(font, budget)?;
            let characters = collection(&encoding, &below)
                .and_then(|family| CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded))
                .map(Box::new);
            let is_level = encoding.metadata().writing_mode != Some(WritingMode::Vertical);
            Inner {
                said,
                widths: Widths::composite(&below),
                kind: Kind::Composite { encoding: Box::new(encoding), characters, is_level },
            }
        } else {
            Inner { said, widths: Widths::simple(font), kind: Kind::Simple(glyph_name::encoding(font)) }
        };
        Some(Self(Rc::new(inner)))
    }

    pub(super) fn is_level(&self) -> bool {
        !matches!(self.0.kind, Kind::Composite { is_level: false, .. })
    }

    /// The first code of bytes, of which there is one at least.
    pub(super) fn code(&self, bytes: &[u8]) -> Code {
        let (code, length, glyph, known) = match &self.0.kind {
            Kind::Simple(characters) => {
                (u32::from(bytes[0]), 1, u32::from(bytes[0]), characters.get(usize::from(bytes[0])).cloned())
            }
            Kind::Composite { encoding, characters, .. } => {
                let (code, length, glyph) = read(encoding, bytes);
                let known = || characters.as_ref()?.lookup_bf_string(glyph).map(string);
                (code, length, glyph, known())
            }
        };
        let said = self.0.said.as_ref().and_then(|said| said.lookup_bf_string(code)).map(string);
        let text = said.filter(|text| is_meant(text)).or(known).unwrap_or_default();
        let advance = if self.is_level() { self.0.widths.of(glyph) } else { -1000.0 };
        Code { text, length, advance, is_blank: length == 1 && code == u32::from(b' ') }
    }
}

/// The next code, its length, and its glyph: the shortest that the encoding knows.
fn read(encoding: &CMap, bytes: &[u8]) -> (u32, usize, u32) {
    let mut code = 0;
    for (at, byte) in bytes.iter().take(4).enumerate() {
        code = code << 8 | u32::from(*byte);
        if let Some(glyph) = encoding.lookup_cid_code(code, at as u8 + 1) {
            return (code, at + 1, glyph);
        }
    }
    (0, 1, 0)
}

/// The encoding of a composite font.
fn encoding(font: &Dict<'_>, budget: &mut Budget) -> Option<CMap> {
    match font.get::<Object<'_>>(keys::ENCODING)? {
        Object::Name(name) => match CMapName::from_bytes(&name) {
            CMapName::IdentityH => Some(CMap::identity_h()),
            CMapName::IdentityV => Some(CMap::identity_v()),
            name => CMap::parse(load_embedded(name)?, load_embedded),
        },
        Object::Stream(stream) => parsed(&stream, budget),
        _ => None,
    }
}

fn parsed(stream: &Stream<'_>, budget: &mut Budget) -> Option<CMap> {
    let data = budget.decoded(stream)?;
    budget.spend(data.len() / 8).then(|| CMap::parse(&data, load_embedded))?
}

/// The collection of glyphs that a composite font numbers: that of its encoding, or the one that it names.
fn collection(encoding: &CMap, below: &Dict<'_>) -> Option<CidFamily> {
    let of_encoding = encoding.metadata().character_collection.as_ref().map(|named| named.family.clone());
    of_encoding.filter(|family| *family != CidFamily::AdobeIdentity).or_else(|| {
        let system = below.get::<Dict<'_>>(keys::CIDSYSTEMINFO)?;
        let word = |key: &[u8]| system.get::<PdfString<'_>>(key).map(|word| word.as_bytes().to_vec());
        Some(CidFamily::from_registry_ordering(&word(keys::REGISTRY)?, &word(keys::ORDERING)?))
    })
}

/// Widths of glyphs, in thousandths of the font's size.
struct Widths {
    /// First glyph, last glyph, width; in order.
    ranges: Vec<(u32, u32, f64)>,
    other: f64,
}

impl Widths {
    fn of(&self, glyph: u32) -> f64 {
        let at = self.ranges.partition_point(|(first, ..)| *first <= glyph);
        let range = at.checked_sub(1).map(|at| self.ranges[at]).filter(|(_, last, _)| glyph <= *last);
        range.map_or(self.other, |(.., width)| width)
    }

    /// `/W [ 12 [500 600] 20 30 1000 ]`
    fn composite(font: &Dict<'_>) -> Self {
        let mut ranges = Vec::new();
        let array = font.get::<Array<'_>>(keys::W).unwrap_or_default();
        let mut pending: Vec<f64> = Vec::new();
        for object in array.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => pending.push(number.as_f64()),
                Object::Array(widths) => {
                    let first = pending.pop().unwrap_or(0.0) as u32;
                    let widths = widths.iter::<f64>().zip(first..=u32::MAX);
                    ranges.extend(widths.map(|(width, glyph)| (glyph, glyph, width)));
                    pending.clear();
                }
                _ => {}
            }
            if let [first, last, width] = pending[..] {
                ranges.push((first as u32, last as u32, width));
                pending.clear();
            }
        }
        ranges.sort_by_key(|(first, ..)| *first);
        Self { ranges, other: font.get::<f64>(keys::DW).unwrap_or(1000.0) }
    }

    fn simple(font: &Dict<'_>) -> Self {
        let first = font.get::<u32>(keys::FIRST_CHAR).unwrap_or(0);
        // A font of drawn glyphs has a unit of its own.
        let unit = font.get::<[f64; 6]>(keys::FONT_MATRIX).map_or(1.0, |matrix| matrix[0] * 1000.0);
        let widths = font.get::<Array<'_>>(keys::WIDTHS).unwrap_or_default();
        let ranges = widths
            .iter::<f64>()
            .zip(first..=u32::MAX)
            .map(|(width, code)| (code, code, width * unit))
            .collect();
        let name = font.get::<Name<'_>>(keys::BASE_FONT);
        let is = |family: &str| name.as_ref().is_some_and(|name| name.as_str().contains(family));
        // The fonts that every reader has need no widths: those of their digits do.
        let other = if is("Courier") {
            600.0
        } else if is("Times") {
            500.0
        } else {
            556.0
        };
        Self { ranges, other }
    }
}

fn string(said: BfString) -> String {
    match said {
        BfString::Char(c) => c.into(),
        BfString::String(text) => text,
    }
}

/// Whether a font says more than that it does not know.
fn is_meant(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| !matches!(c, '\0' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}'))
}

/// The fonts of a document.
#[derive(Default)]
pub(super) struct Fonts(HashMap<ObjectIdentifier, Option<Face>>);

impl Fonts {
    /// The font of a name; None where it is none.
    pub(super) fn face(
        &mut self,
        resources: &Resources<'_>,
        name: &Name<'_>,
        budget: &mut Budget,
    ) -> Option<Face> {
        let id = resources.fonts.get_ref(name).map(ObjectIdentifier::from);
        if let Some(face) = id.and_then(|id| self.0.get(&id)) {
            return face.clone();
        }
        let dict = resources.get_font(name).filter(|_| budget.spend(LOAD_COST))?;
        let face = Face::of(&dict, budget);
        if let Some(id) = id {
            self.0.insert(id, face.clone());
        }
        face
    }
}
