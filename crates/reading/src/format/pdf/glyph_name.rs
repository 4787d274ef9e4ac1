//! Fonts of one byte a character: which character each byte is.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object};

/// Names of glyphs that Chinese documents print in such fonts, apart from letters, which are their own names.
const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("minus", "-"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("underscore", "_"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("endash", "–"),
    ("emdash", "—"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("bullet", "•"),
    ("periodcentered", "·"),
    ("ellipsis", "…"),
    ("perthousand", "‰"),
    ("degree", "°"),
    ("multiply", "×"),
    ("lessequal", "≤"),
    ("greaterequal", "≥"),
];

/// The characters of a font, by byte; what is not known is empty.
pub(super) fn encoding(font: &Dict<'_>) -> Vec<String> {
    let encoding = font.get::<Object<'_>>(keys::ENCODING);
    let (base, differences) = match &encoding {
        Some(Object::Name(name)) => (Some(name.clone()), None),
        Some(Object::Dict(dict)) => {
            (dict.get::<Name<'_>>(keys::BASE_ENCODING), dict.get::<Array<'_>>(keys::DIFFERENCES))
        }
        _ => (None, None),
    };
    let is_mac = base.is_some_and(|base| base.as_ref() == b"MacRomanEncoding");
    let charset = if is_mac { MACINTOSH } else { WINDOWS_1252 };
    let character = |byte: u8| charset.decode_without_bom_handling(&[byte]).0.replace(char::is_control, "");
    let mut characters: Vec<String> = (0..=u8::MAX).map(character).collect();
    // [ 32 /space 40 /parenleft /parenright ]
    let mut at = 0;
    for object in differences.iter().flat_map(Array::iter::<Object<'_>>) {
        match object {
            Object::Number(code) => at = code.as_i64().clamp(0, 256) as usize,
            Object::Name(name) => {
                if let Some(character) = characters.get_mut(at) {
                    *character = named(name.as_str()).unwrap_or_default();
                }
                at += 1;
            }
            _ => {}
        }
    }
    characters
}

/// The character of a glyph's name: `A`, `period`, `uni4E00`, `u4E00`.
fn named(name: &str) -> Option<String> {
    let name = name.split_once('.').map_or(name, |(name, _)| name);
    if name.len() == 1 {
        return Some(name.to_owned());
    }
    if let Some((_, character)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some((*character).to_owned());
    }
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from)
}
