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
    /// It counts on under the next number of the level above.
    never_restarts: bool,
    /// The levels above are printed in figures.
    in_figures: bool,
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
    /// The style that a style is based on.
    bases: HashMap<String, String>,
    /// Where levels of a list begin, which then counts by itself, until it is used.
    restarts: HashMap<String, Vec<(usize, u32)>>,
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
            "num" => {
                list = value("numId").unwrap_or_default();
                // What follows belongs to the list, no longer to an abstract one.
                abstract_id.clear();
            }
            "lvlOverride" => {
                level = value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1);
            }
            "startOverride" => {
                let start = value("val").and_then(|start| start.parse().ok()).unwrap_or(1);
                lists.restarts.entry(list.clone()).or_default().push((level, start));
            }
            "abstractNumId" => {
                lists.lists.insert(list.clone(), value("val").unwrap_or_default());
            }
            "lvl" => level = value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1),
            "start" | "numFmt" | "lvlText" | "lvlRestart" | "isLgl" => {
                let Some(level) = lists.levels.get_mut(&abstract_id).and_then(|levels| levels.get_mut(level))
                else {
                    return;
                };
                let value = value("val").unwrap_or_default();
                match name {
                    "isLgl" => level.in_figures = value != "0" && value != "false",
                    "lvlRestart" => level.never_restarts = value == "0",
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
            "basedOn" => {
                lists.bases.insert(style.clone(), value("val").unwrap_or_default());
            }
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
        // A style has the list of the one that it is based on.
        let bases = std::iter::successors(style, |style| self.bases.get(*style).map(String::as_str));
        let styled = bases.take(LEVELS).find_map(|style| self.styles.get(style));
        let list = list.or(styled.map(|(list, _)| list.as_str())).unwrap_or_default();
        let level = level.or(styled.map(|(_, level)| *level)).unwrap_or(0).min(LEVELS - 1);
        let Some(id) = self.lists.get(list) else { return String::new() };
        let Some(levels) = self.levels.get(id) else { return String::new() };
        let counts = self.counts.entry(id.clone()).or_default();
        let mut restarted = 0_u32;
        for (level, start) in self.restarts.remove(list).unwrap_or_default() {
            counts[level] = start.saturating_sub(1);
            counts[level + 1..].fill(0);
            restarted |= 1 << level;
        }
        for (n, count) in counts.iter_mut().enumerate().take(level + 1) {
            let start = if restarted & 1 << n == 0 { levels[n].start.max(1) } else { 0 };
            *count = if n < level { (*count).max(start) } else { count.saturating_add(1).max(start) };
        }
        for (count, level) in counts.iter_mut().zip(levels).skip(level + 1) {
            *count = if level.never_restarts { *count } else { 0 };
        }
        if matches!(levels[level].format.as_str(), "bullet" | "none") {
            return String::new();
        }
        let mut text = levels[level].text.clone();
        for n in 0..=level {
            let format = if levels[level].in_figures { "decimal" } else { &levels[n].format };
            text = text.replace(&format!("%{}", n + 1), &printed(counts[n], format));
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
    let nth = |from: &str| from.chars().nth(number.saturating_sub(1) as usize);
    let after = |first: u32| char::from_u32(first + number - 1);
    let character = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => return han(number, "一二三四五六七八九"),
        "chineseLegalSimplified" => return han(number, "壹贰叁肆伍陆柒捌玖"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            after(0x2460)
        }
        "decimalEnclosedParen" if (1..=20).contains(&number) => after(0x2474),
        "decimalEnclosedFullstop" if (1..=20).contains(&number) => after(0x2488),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥"),
        "upperLetter" if (1..=26).contains(&number) => after('A' as u32),
        "lowerLetter" if (1..=26).contains(&number) => after('a' as u32),
        "upperRoman" => return roman(number),
        "lowerRoman" => return roman(number).to_lowercase(),
        "decimalZero" => return format!("{number:02}"),
        "decimalFullWidth" => {
            return number.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xfee0)).collect();
        }
        _ => None,
    };
    character.map_or_else(|| number.to_string(), String::from)
}

/// A number up to 999 in Chinese numerals, of which the digits are given.
fn han(number: u32, digits: &str) -> String {
    let digit =
        |n: u32| digits.chars().nth((n as usize).wrapping_sub(1)).map(String::from).unwrap_or_default();
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    match (hundreds, tens) {
        (0, 0) => digit(ones),
        (0, 1) => format!("十{}", digit(ones)),
        (0, _) => format!("{}十{}", digit(tens), digit(ones)),
        (1..=9, 0) if ones > 0 => format!("{}百零{}", digit(hundreds), digit(ones)),
        (1..=9, 0) => format!("{}百", digit(hundreds)),
        (1..=9, _) => format!("{}百{}十{}", digit(hundreds), digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}

/// A number up to 39 in Roman numerals.
fn roman(number: u32) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    match number {
        1..=39 => "X".repeat((number / 10) as usize) + ONES[(number % 10) as usize],
        _ => number.to_string(),
    }
}
