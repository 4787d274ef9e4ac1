//! The numbers that an office program prints before paragraphs of a list.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::docx::value;
use super::numbering::printed;

/// Levels of a list.
const LEVELS: usize = 10;

/// How a level is numbered: the digits, what stands around them, and the whole where it names other levels too.
#[derive(Clone, Default)]
struct Level {
    digits: String,
    before: String,
    behind: String,
    /// `%1%、`
    whole: Option<String>,
    start: u32,
}

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Lists {
    styles: HashMap<String, Vec<Level>>,
    counts: HashMap<String, [u32; LEVELS]>,
    /// Lists that are open; the inner ones have the style of the outermost.
    open: Vec<Option<String>>,
    /// The item that was begun has no number so far.
    begun: bool,
}

/// Reads the list styles of the parts of a document.
pub(super) fn read(styles: &str, content: &str) -> Lists {
    let mut lists = Lists::default();
    for xml in [styles, content] {
        let mut reader = Reader::from_str(xml);
        let mut style = String::new();
        while let Ok(event) = reader.read_event() {
            let (Event::Start(element) | Event::Empty(element)) = event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            match element.local_name().as_ref() {
                "list-style" => style = value(&element, "name").unwrap_or_default(),
                "list-level-style-number" => {
                    let at = value(&element, "level").and_then(|at| at.parse::<usize>().ok()).unwrap_or(1);
                    let levels =
                        lists.styles.entry(style.clone()).or_insert_with(|| vec![Level::default(); LEVELS]);
                    if let Some(level) = levels.get_mut(at.saturating_sub(1)) {
                        let said = |name| value(&element, name).unwrap_or_default();
                        *level = Level {
                            digits: said("num-format"),
                            before: said("num-prefix"),
                            behind: said("num-suffix"),
                            whole: value(&element, "num-list-format"),
                            start: said("start-value").parse().unwrap_or(1),
                        };
                    }
                }
                "body" => break,
                _ => {}
            }
        }
    }
    lists
}

impl Lists {
    pub(super) fn open(&mut self, element: &BytesStart<'_>) {
        let style = value(element, "style-name").or_else(|| self.open.last().cloned().flatten());
        let goes_on = value(element, "continue-numbering").is_some_and(|on| on == "true")
            || value(element, "continue-list").is_some();
        // A list that stands by itself counts on in the same style, as Word's lists do.
        if self.open.is_empty()
            && !goes_on
            && let Some(style) = &style
            && value(element, "id").is_some()
        {
            self.counts.remove(style);
        }
        self.open.push(style);
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
        self.begun = false;
    }

    pub(super) fn item(&mut self) {
        self.begun = true;
    }

    /// The number before the paragraph that begins; only the first of an item has one.
    pub(super) fn number(&mut self) -> String {
        if !std::mem::take(&mut self.begun) {
            return String::new();
        }
        let level = self.open.len().saturating_sub(1).min(LEVELS - 1);
        let Some(style) = self.open.last().cloned().flatten() else { return String::new() };
        let Some(levels) = self.styles.get(&style) else { return String::new() };
        let counts = self.counts.entry(style).or_default();
        counts[level] =
            if counts[level] == 0 { levels[level].start } else { counts[level].saturating_add(1) };
        counts[level + 1..].fill(0);
        let digits = |at: usize| printed(counts[at].max(1), format(&levels[at].digits));
        let own = &levels[level];
        if own.digits.is_empty() {
            return String::new();
        }
        match &own.whole {
            Some(whole) => (0..=level)
                .fold(whole.clone(), |text, at| text.replace(&format!("%{}%", at + 1), &digits(at))),
            None => format!("{}{}{}", own.before, digits(level), own.behind),
        }
    }
}

/// Word's name of a kind of digits.
fn format(digits: &str) -> &'static str {
    match digits.chars().next() {
        Some('一' | '壹') => "chineseCounting",
        Some('①') => "decimalEnclosedCircle",
        Some('１') => "decimalFullWidth",
        _ => "decimal",
    }
}
