//! Time limits that count from an event: `印发之日起30日内`, `验收合格后10个工作日内`.

use std::ops::Range;

use crate::fold::is_han;
use crate::mark::ends;
use crate::numeral::{han_value, is_han_numeral, value};

/// A time limit that counts from an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relative {
    /// From the event's first word to 内.
    pub(crate) at: Range<usize>,
    /// `验收合格`.
    pub(crate) event: Range<usize>,
    /// How many.
    pub(crate) amount: u32,
    /// Of what.
    pub(crate) unit: Range<usize>,
}

/// Units of time, longer before shorter.
const UNITS: &[&str] = &["个工作日", "工作日", "个自然日", "个月", "小时", "周", "日", "天", "年"];
/// Words between the event and the time.
const FROM: &[&str] = &["之日起", "之日后", "之后", "以后", "后", "起"];
/// Words before an event that do not belong to it.
const BEFORE: [char; 8] = ['自', '从', '于', '在', '须', '要', '应', '并'];
/// Characters of the longest event.
const EVENT: usize = 24;
/// The day on which a document is issued.
const ISSUED: &[&str] = &["印发", "发布", "公布", "下发", "发文", "制发"];

impl Relative {
    /// Whether it counts from the document's own issue.
    pub(crate) fn is_from_issue(&self, c: &[char]) -> bool {
        let event = &c[self.event.clone()];
        let own = event.first() == Some(&'本') || event.len() == 2;
        own && ISSUED.iter().any(|word| ends(event, word))
    }
}

/// The limits of a task's words that count from an event.
pub(crate) fn relatives(c: &[char], range: Range<usize>) -> Vec<Relative> {
    let ends = range.clone().filter(|i| c[*i] == '内');
    ends.filter_map(|i| relative(c, range.start, i)).collect()
}

/// The limit that ends with 内 at `end`.
fn relative(c: &[char], start: usize, end: usize) -> Option<Relative> {
    let before = &c[start..end];
    let unit = UNITS.iter().find(|unit| self::ends(before, unit))?;
    let unit = end - unit.chars().count()..end;
    let figure = c[start..unit.start]
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit() || is_han_numeral(**c) || **c == '两')
        .count();
    let figure = unit.start - figure..unit.start;
    let amount = value(&c[figure.clone()]).or_else(|| han_value(&c[figure.clone()]))?;
    let from = FROM.iter().find(|word| self::ends(&c[start..figure.start], word))?;
    let event_end = figure.start - from.chars().count();
    let inside = |c: &char| is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '《' | '》' | '“' | '”');
    let length = c[start..event_end].iter().rev().take(EVENT).take_while(|c| inside(c)).count();
    let mut event = event_end - length..event_end;
    // 并于验收合格后: what stands before the last such word is another clause.
    if let Some(at) = event.clone().rev().find(|i| BEFORE.contains(&c[*i]))
        && at + 1 < event_end
    {
        event.start = at + 1;
    }
    // 每月结束后: comes again.
    (event.len() >= 2 && c[event.start] != '每').then(|| Relative {
        at: event.start..end + 1,
        event,
        amount,
        unit,
    })
}
