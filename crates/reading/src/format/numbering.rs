//! The numbers that Word prints before paragraphs: `一、`, `（一）`, `1.` stand in no text, only in its lists.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::docx::value;

/// Levels of a list in Word.
const LEVELS: usize = 9;

/// How a level is numbered.
#[derive(Clone, Default)]
struct Level {
    format: String,
    /// `（%1）`
    text: String,
    start: u32,
}

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// Levels by abstract list.
    levels: HashMap<String, Vec<Level>>,
    /// The abstract list of a list.
    lists: HashMap<String, String>,
    /// List and level of a style.
    styles: HashMap<String, (String, usize)>,
    counts: HashMap<String, [u32; LEVELS]>,
}

impl Numbering {
    /// Reads the parts that define lists and styles; what is no XML defines none.
    pub(super) fn read(numbering: &str, styles: &str) -> Self {
        let mut lists = Self::default();
        let (mut abstract_id, mut list, mut level) = (String::new(), String::new(), 0);
        each_element(numbering, |name, value| match name {
            "abstractNum" => {
                abstract_id = value("abstractNumId").unwrap_or_default();
                lists.levels.insert(abstract_id.clone(), vec![Level::default(); LEVELS]);
            }
            "num" => list = value("numId").unwrap_or_default(),
            "abstractNumId" => {
                lists.lists.insert(list.clone(), value("val").unwrap_or_default());
            }
            "lvl" => level = value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1),
            "start" | "numFmt" | "lvlText" => {
                let Some(level) = lists.levels.get_mut(&abstract_id).and_then(|levels| levels.get_mut(level))
                else {
                    return;
                };
                let value = value("val").unwrap_or_default();
                match name {
                    "start" => level.start = value.parse().unwrap_or(1),
                    "numFmt" => level.format = value,
                    _ => level.text = value,
                }
            }
            _ => {}
        });
        let (mut style, mut level) = (String::new(), 0);
        each_element(styles, |name, value| match name {
            "style" => (style, level) = (value("styleId").unwrap_or_default(), 0),
            "ilvl" => level = value("val").and_then(|level| level.parse().ok()).unwrap_or(0),
            "numId" => {
                lists.styles.insert(style.clone(), (value("val").unwrap_or_default(), level));
            }
            _ => {}
        });
        lists
    }

    /// The number before the next paragraph of a list; empty where it is in none.
    pub(super) fn next(&mut self, style: Option<&str>, list: Option<&str>, level: Option<usize>) -> String {
        let styled = style.and_then(|style| self.styles.get(style));
        let list = list.or(styled.map(|(list, _)| list.as_str())).unwrap_or_default();
        let level = level.or(styled.map(|(_, level)| *level)).unwrap_or(0).min(LEVELS - 1);
        let Some(id) = self.lists.get(list) else { return String::new() };
        let Some(levels) = self.levels.get(id) else { return String::new() };
        let counts = self.counts.entry(id.clone()).or_default();
        for (n, count) in counts.iter_mut().enumerate().take(level + 1) {
            let start = levels[n].start.max(1);
            *count = if n < level { (*count).max(start) } else { (*count + 1).max(start) };
        }
        counts[level + 1..].fill(0);
        if matches!(levels[level].format.as_str(), "bullet" | "none") {
            return String::new();
        }
        let mut text = levels[level].text.clone();
        for n in 0..=level {
            text = text.replace(&format!("%{}", n + 1), &printed(counts[n], &levels[n].format));
        }
        text
    }
}

/// Calls for each start of an element with its name and a look-up of its attributes.
fn each_element(xml: &str, mut call: impl FnMut(&str, &dyn Fn(&str) -> Option<String>)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                call(element.local_name().as_ref(), &|name| value(&element, name));
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

/// A number as a list prints it.
pub(super) fn printed(number: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "chineseLegalSimplified"
        | "ideographDigital" => han(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32(0x2460 + number - 1).map_or_else(|| number.to_string(), String::from)
        }
        "decimalFullWidth" => {
            number.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xfee0)).collect()
        }
        _ => number.to_string(),
    }
}

/// A number up to 99 in Chinese numerals.
fn han(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, DIGITS[(number % 10) as usize]);
    match tens {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        2..=9 => format!("{}十{ones}", DIGITS[tens as usize]),
        _ => number.to_string(),
    }
}
