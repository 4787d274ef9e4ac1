//! Web pages: the words that a browser shows, one line for each block, table rows with bars between the cells.

use memchr::memmem;

use crate::Unreadable;
use crate::charset;

/// Bytes in which the start of a page is looked for.
const HEAD_BYTES: usize = 4096;

/// Elements whose content is no text of the page.
const HIDDEN: &[&str] = &["script", "style", "noscript", "template", "head", "svg", "select"];
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tbody",
    "thead",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "pre",
    "blockquote",
    "hr",
    "form",
    "center",
    "caption",
];

/// Whether bytes are a web page.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(HEAD_BYTES)].to_ascii_lowercase();
    ["<!doctype html", "<html", "<body", "<table", "<div", "<meta "]
        .iter()
        .any(|tag| memmem::find(&head, tag.as_bytes()).is_some())
}

/// The text of a page.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let page = charset::decode(bytes, named(bytes).as_deref())?;
    let text = visible(&page);
    if text.trim().is_empty() { Err(Unreadable::Empty) } else { Ok(text) }
}

/// The charset that the page names.
fn named(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(HEAD_BYTES)].to_ascii_lowercase();
    let at = memmem::find(&head, b"charset")? + "charset".len();
    let value: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'=' | b' ' | b'"' | b'\''))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    String::from_utf8(value).ok()
}

/// What is written so far.
#[derive(Default)]
struct Page {
    out: String,
    /// Depth of tables; in a row, a line's end would cut a cell.
    row: usize,
}

impl Page {
    fn new_line(&mut self) {
        if self.row > 0 {
            self.blank();
            return;
        }
        let kept = self.out.trim_end_matches(' ').len();
        self.out.truncate(kept);
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
    }

    fn tag(&mut self, name: &str, closing: bool) {
        match name {
            "tr" if closing => {
                self.row = self.row.saturating_sub(1);
                self.new_line();
            }
            "tr" => {
                self.row = 0;
                self.new_line();
                self.row = 1;
            }
            "td" | "th" if closing => {
                self.blank();
                self.out.push('|');
                self.blank();
            }
            "table" => {
                self.row = 0;
                self.new_line();
            }
            _ if BLOCKS.contains(&name) => self.new_line(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['&', ' ', '\n', '\t', '\r', '\u{a0}']) {
            self.out.push_str(&rest[..at]);
            rest = &rest[at..];
            if rest.starts_with('&') {
                let (c, length) = entity(rest);
                if c == ' ' || c == '\u{a0}' {
                    self.blank();
                } else {
                    self.out.push(c);
                }
                rest = &rest[length..];
            } else {
                self.blank();
                rest = rest.trim_start_matches([' ', '\n', '\t', '\r', '\u{a0}']);
            }
        }
        self.out.push_str(rest);
    }
}

/// The words of a page, by one walk over its tags. It never fails: what is no tag is text.
fn visible(page: &str) -> String {
    let mut out = Page::default();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        out.words(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let closing = rest[1..].starts_with('/');
        let inner = &rest[1 + usize::from(closing)..];
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
            out.words("<");
            rest = &rest[1..];
            continue;
        }
        let name: String = inner
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(12)
            .collect::<String>()
            .to_ascii_lowercase();
        rest = tag_end(rest);
        if !closing && HIDDEN.contains(&name.as_str()) {
            rest = skip_hidden(rest, &name);
        } else {
            out.tag(&name, closing);
        }
    }
    out.words(rest);
    out.new_line();
    out.out
}

/// Behind the `>` of a tag; one inside a quoted attribute is passed over.
fn tag_end(tag: &str) -> &str {
    let mut quote = None;
    for (at, b) in tag.bytes().enumerate() {
        match (quote, b) {
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(open), b) if b == open => quote = None,
            (None, b'>') => return &tag[at + 1..],
            _ => {}
        }
    }
    ""
}

/// Behind the end tag of a hidden element.
fn skip_hidden<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let inner = &rest.as_bytes()[from + at + 2..];
        if inner.len() >= name.len() && inner[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return tag_end(&rest[from + at..]);
        }
        from += at + 2;
    }
    ""
}

/// The character of an entity and the bytes it takes; a lone ampersand stands for itself.
fn entity(text: &str) -> (char, usize) {
    let Some(end) = text.bytes().take(12).position(|b| b == b';') else { return ('&', 1) };
    let name = &text[1..end];
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let named = match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => Some(' '),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "lsquo" => Some('‘'),
        "rsquo" => Some('’'),
        "mdash" => Some('—'),
        "ndash" => Some('–'),
        "hellip" => Some('…'),
        "middot" => Some('·'),
        "times" => Some('×'),
        "permil" => Some('‰'),
        "ge" => Some('≥'),
        "le" => Some('≤'),
        "bull" => Some('•'),
        _ => None,
    };
    number.and_then(char::from_u32).filter(|c| *c != '\0').or(named).map_or(('&', 1), |c| (c, end + 1))
}
