//! Facts of one document in a form in which a reading and an annotation can be held against each other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::{Gold, Kind};
use crate::reading::{About, Comparator, Reading, Role, Span, Warning};

/// As many characters of a task's words name it.
const START: usize = 12;

/// A fact: the start of its task's words, and what is said of the task; nothing for the task itself.
pub(super) type Fact = (String, String);

/// Where a fact was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The number of its task.
    pub(super) number: Option<String>,
    /// Its places in the text.
    pub(super) places: Vec<Span>,
    /// Whether a warning of its kind meets one of them.
    pub(super) warned: bool,
}

/// The facts of each kind, in the order of [`Kind::ALL`].
pub(super) type Facts = [BTreeMap<Fact, Found>; 7];

/// What is annotated.
pub(super) fn annotated(gold: &Gold) -> Facts {
    let mut facts = Facts::default();
    for task in &gold.tasks {
        let key = start(&task.text_start);
        if key.is_empty() {
            continue;
        }
        let mut add = |kind: Kind, fact: String| {
            let found = Found { number: task.number.clone(), ..Found::default() };
            facts[kind as usize].insert((key.clone(), fact), found);
        };
        add(Kind::Tasks, String::new());
        for (kind, units) in [(Kind::Lead, &task.lead), (Kind::Responsible, &task.responsible)] {
            for unit in units {
                add(kind, fold(unit));
                add(Kind::Units, fold(unit));
            }
        }
        task.leaders.iter().for_each(|leader| add(Kind::Leaders, fold(leader)));
        task.deadlines.iter().for_each(|deadline| add(Kind::Deadlines, deadline.date.clone()));
        for target in &task.targets {
            let comparator = target.comparator.as_deref().filter(|printed| !printed.is_empty());
            let unit = target.unit.as_deref().unwrap_or_default();
            add(Kind::Targets, amount(&target.value.to_string(), unit, comparator.unwrap_or("=")));
        }
    }
    facts
}

/// What was read.
pub(super) fn read(reading: &Reading) -> Facts {
    let mut facts = Facts::default();
    for task in &reading.tasks {
        let key = start(&task.body);
        if key.is_empty() {
            continue;
        }
        let warnings = || task.warnings.iter().chain(&reading.warnings);
        let warned = |about: &[About], place: Span| {
            warnings().any(|warning: &Warning| about.contains(&warning.about) && warning.span.meets(place))
        };
        let mut add = |kind: Kind, fact: String, about: &[About], place: Option<Span>| {
            let found = facts[kind as usize].entry((key.clone(), fact)).or_default();
            found.number.clone_from(&task.number);
            found.places.extend(place);
            found.warned |= place.is_some_and(|place| warned(about, place));
        };
        add(Kind::Tasks, String::new(), &[About::Task], Some(task.span));
        for (role, units, kind, about) in [
            (Role::Lead, &task.lead, Kind::Lead, About::Lead),
            (Role::Responsible, &task.responsible, Kind::Responsible, About::Responsible),
        ] {
            for unit in units {
                for kind in [kind, Kind::Units] {
                    add(kind, fold(unit), &[], None);
                    for mention in task.unit_spans.iter().filter(|m| m.role == role && m.unit == *unit) {
                        add(kind, fold(unit), &[about], Some(mention.span));
                    }
                }
            }
        }
        for leader in &task.leaders {
            add(Kind::Leaders, fold(leader), &[], None);
            for mention in task.leader_spans.iter().filter(|mention| mention.leader == *leader) {
                add(Kind::Leaders, fold(leader), &[About::Leaders], Some(mention.span));
            }
        }
        for deadline in &task.deadlines {
            add(Kind::Deadlines, deadline.date.to_string(), &[About::Deadlines], Some(deadline.span));
        }
        for target in &task.targets {
            let fact = amount(&target.value, &target.unit, sign(target.comparator));
            add(Kind::Targets, fact, &[About::Targets], Some(target.span));
        }
    }
    facts
}

/// Read facts under the annotation's starts where those are shorter than a whole start.
pub(super) fn meet_short(read: Facts, gold: &Facts) -> Facts {
    let exact: BTreeSet<&str> = gold[Kind::Tasks as usize].keys().map(|(key, _)| key.as_str()).collect();
    let mut short: Vec<&str> = exact.iter().copied().filter(|key| key.chars().count() < START).collect();
    short.sort_by_key(|key| Reverse(key.chars().count()));
    let met = |key: String| {
        if exact.contains(key.as_str()) {
            return key;
        }
        short.iter().find(|short| key.starts_with(**short)).map_or(key.clone(), |short| (*short).to_owned())
    };
    read.map(|facts| {
        let mut all = BTreeMap::<Fact, Found>::new();
        for ((key, fact), found) in facts {
            let there = all.entry((met(key), fact)).or_default();
            there.number = there.number.take().or(found.number);
            there.places.extend(found.places);
            there.warned |= found.warned;
        }
        all
    })
}

/// Where a task begins whose words begin with `key`: a character of `text`.
pub(super) fn place_of(key: &str, text: &str) -> Option<usize> {
    let mut folded = String::with_capacity(text.len());
    let mut origin = Vec::new();
    for (at, c) in text.chars().enumerate() {
        let before = folded.len();
        folded.extend(one(c));
        origin.resize(origin.len() + folded.len() - before, at);
    }
    folded.find(key).map(|byte| origin[byte])
}

/// Width, white space and kinds of bracket made one.
fn fold(text: &str) -> String {
    text.nfkc().flat_map(one).collect()
}

fn one(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkc().filter(|c| !c.is_whitespace() && !('\u{1c}'..='\u{1f}').contains(c)).map(|c| {
        match c {
            '﹒' | '．' => '.',
            '〔' | '【' => '(',
            '〕' | '】' => ')',
            c => c,
        }
    })
}

/// The first characters of a task's words, without the numbers before them.
fn start(words: &str) -> String {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let words = fold(words);
    let mut rest = words.as_str();
    loop {
        let bare = rest.strip_prefix('第').unwrap_or(rest);
        let after = bare.trim_start_matches(numeral);
        let behind = after.trim_start_matches(['.', '、', ':', ')', '条', '项']);
        let bracket = rest
            .strip_prefix('(')
            .map(|inner| (inner, inner.trim_start_matches(numeral)))
            .filter(|(inner, end)| end.len() < inner.len())
            .and_then(|(_, end)| end.strip_prefix(')'));
        rest = match bracket {
            _ if after.len() < bare.len() && behind.len() < after.len() => behind,
            Some(behind) => behind.strip_prefix(['.', '、']).unwrap_or(behind),
            None => break,
        };
    }
    rest.chars().take(START).collect()
}

/// Value, unit and comparator in one.
fn amount(value: &str, unit: &str, comparator: &str) -> String {
    format!("{comparator} {} {}", decimal(&fold(value)), fold(unit))
}

/// A decimal without zeros that say nothing; anything else as it stands.
fn decimal(value: &str) -> String {
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || (whole.is_empty() && part.is_empty()) {
        return value.to_owned();
    }
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
}

fn sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Equal => "=",
        Comparator::AtLeast => ">=",
        Comparator::Above => ">",
        Comparator::AtMost => "<=",
        Comparator::Below => "<",
        Comparator::About => "~",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_leave_out_numbers() {
        for (words, key) in [
            ("（一）加快建设", "加快建设"),
            ("(十二)、1.2．加快", "加快"),
            ("第三条 加快建设", "加快建设"),
            ("２.加强　调度", "加强调度"),
            ("1.、加强", "加强"),
            ("2020年底前完成", "2020年底前完成"),
            ("()加强", "()加强"),
            ("规模以上工业增加值增长9%以上。", "规模以上工业增加值增长9"),
        ] {
            assert_eq!(start(words), key, "{words}");
        }
    }

    #[test]
    fn decimals_are_equal_by_value() {
        for (one, other) in [("9", "9.0"), ("09", "9"), ("0.50", ".5"), ("0", "000.0"), ("两", "两")] {
            assert_eq!(decimal(one), decimal(other), "{one} {other}");
        }
        assert_ne!(decimal("90"), decimal("9"));
    }

    #[test]
    fn a_place_is_found_whatever_the_width() {
        assert_eq!(place_of("到2020年", "甲\n到２０\n２０年"), Some(2));
        assert_eq!(place_of("丙", "甲乙"), None);
    }
}
