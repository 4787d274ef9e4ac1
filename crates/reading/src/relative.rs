//! Time limits that count from an event: `印发之日起30日内`, `验收合格后10个工作日内`.

use std::ops::Range;

use crate::fold::{folded, is_han};
use crate::mark::ends;
use crate::numeral::{han_value, is_han_numeral, value};
use crate::reading::{RelativeDeadline, Span};

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

/// Units of time and their names in programs, longer before shorter.
const UNITS: &[(&str, &str)] = &[
    ("个工作日", "working_day"),
    ("工作日", "working_day"),
    ("个自然日", "day"),
    ("个月", "month"),
    ("小时", "hour"),
    ("周", "week"),
    ("日", "day"),
    ("天", "day"),
    ("年", "year"),
];
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

/// The name in programs of a unit of time as printed: `working_day` for `个工作日`.
pub fn time_unit(printed: &str) -> Option<&'static str> {
    Some(UNITS.iter().find(|(unit, _)| *unit == printed)?.1)
}

/// The limit that words name (`验收合格后10个工作日内`), as a person types them; none where they do not, or name several.
pub fn relative_deadline(words: &str) -> Option<RelativeDeadline> {
    let mut c: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).map(folded).collect();
    let typed = c.len();
    if c.last() != Some(&'内') {
        c.push('内');
    }
    let [found] = &relatives(&c, 0..c.len())[..] else { return None };
    let print = |range: Range<usize>| c[range].iter().collect();
    (found.amount > 0).then(|| RelativeDeadline {
        text: words.trim().to_owned(),
        event: print(found.event.clone()),
        amount: found.amount,
        unit: print(found.unit.clone()),
        span: Span { start: found.at.start, end: found.at.end.min(typed) },
    })
}

/// The limit that ends with 内 at `end`.
fn relative(c: &[char], start: usize, end: usize) -> Option<Relative> {
    let before = &c[start..end];
    let (unit, _) = UNITS.iter().find(|(unit, _)| self::ends(before, unit))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_taken_as_people_type_it() {
        for (words, expected) in [
            ("验收合格后10个工作日内", "验收合格+10 working_day"),
            (" 验收合格后 １０ 个工作日 ", "验收合格+10 working_day"),
            ("自交办之日起三日内反馈", "交办+3 day"),
            ("整改完成后一周内销号", "整改完成+1 week"),
            ("开工后两个月", "开工+2 month"),
            ("自竣工之日起2年内", "竣工+2 year"),
            ("接报后24小时内", "接报+24 hour"),
            ("验收合格后0日内", ""),
            ("验收合格后99999999999日内", ""),
            ("交办后3日内反馈，验收后5日内销号", ""),
            ("10个工作日内", ""),
            ("每月结束后5日内", ""),
            ("尽快", ""),
            ("", ""),
        ] {
            let found = relative_deadline(words).map(|limit| {
                let unit = time_unit(&limit.unit).unwrap();
                format!("{}+{} {unit}", limit.event, limit.amount)
            });
            assert_eq!(found.unwrap_or_default(), expected, "{words}");
        }
    }
}
