//! Tags and entities of a web page, as far as its words need them. It never fails: what is no tag is text.

/// A tag: its name, whether it closes, and its attributes as they are written.
pub(super) struct Tag<'a> {
    pub(super) name: String,
    pub(super) closes: bool,
    inner: &'a str,
}

/// Characters of the longest name of a tag.
const NAME_CHARS: usize = 16;

impl<'a> Tag<'a> {
    /// The tag that begins a text, and what is behind it; None where a `<` is only a character.
    pub(super) fn read(text: &'a str) -> Option<(Self, &'a str)> {
        let closes = text[1..].starts_with('/');
        let inner = &text[1 + usize::from(closes)..];
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
            return None;
        }
        let end = end(inner);
        let name = inner.chars().take_while(char::is_ascii_alphanumeric).take(NAME_CHARS).collect::<String>();
        Some((Self { name: name.to_ascii_lowercase(), closes, inner: &inner[..end] }, &inner[end..]))
    }

    /// The value of an attribute, in lower case; empty where it has none. None where the tag has no such attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.inner;
        while let Some(at) = rest.find(|c: char| c.is_ascii_whitespace() || c == '/') {
            rest = rest[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let key = rest
                .find(|c: char| matches!(c, '=' | '>' | '/') || c.is_ascii_whitespace())
                .unwrap_or(rest.len());
            let found = rest[..key].eq_ignore_ascii_case(name);
            let behind = rest[key..].trim_start();
            let Some(value) = behind.strip_prefix('=') else {
                if found {
                    return Some(String::new());
                }
                rest = &rest[key..];
                continue;
            };
            let value = value.trim_start();
            let (value, behind) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => value.split_at(
                    value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len()),
                ),
            };
            if found {
                return Some(value.to_ascii_lowercase());
            }
            rest = behind;
            if !rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '/') && !rest.is_empty() {
                rest = &rest[rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len())..];
            }
        }
        None
    }

    /// An attribute that counts something; 1 where it does not.
    pub(super) fn count(&self, name: &str) -> usize {
        self.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1).max(1)
    }
}

/// Behind the `>` of a tag; one inside a quoted attribute is passed over.
fn end(inner: &str) -> usize {
    let mut quote = None;
    for (at, b) in inner.bytes().enumerate() {
        match (quote, b) {
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(open), b) if b == open => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    // A quote that is never closed: the tag ends at the first bracket.
    inner.find('>').map_or(inner.len(), |at| at + 1)
}

/// Behind the end tag of an element whose content is no text.
pub(super) fn behind<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let inner = &rest.as_bytes()[from + at + 2..];
        if inner.len() >= name.len() && inner[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            let tag = &rest[from + at..];
            return &tag[tag.find('>').map_or(tag.len(), |end| end + 1)..];
        }
        from += at + 2;
    }
    ""
}

/// Entities that Chinese pages use.
const ENTITIES: &[(&str, char)] = &[
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", '\u{3000}'),
    ("thinsp", ' '),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("times", '×'),
    ("permil", '‰'),
    ("ge", '≥'),
    ("le", '≤'),
    ("bull", '•'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("sect", '§'),
    ("para", '¶'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("copy", '©'),
    ("yen", '¥'),
    ("ordm", 'º'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("starf", '★'),
];

/// The character of an entity and the bytes it takes; a lone ampersand stands for itself.
pub(super) fn entity(text: &str) -> (char, usize) {
    let Some(end) = text.bytes().take(12).position(|b| b == b';') else { return ('&', 1) };
    let name = &text[1..end];
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let named = || ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    number
        .and_then(char::from_u32)
        .filter(|c| !c.is_control() || *c == '\n')
        .or_else(named)
        .map_or(('&', 1), |c| (c, end + 1))
}
