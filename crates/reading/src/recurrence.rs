//! Duties that come again: `每月5日前报送`, `每季度末月20日前`, as recurrence rules (RFC 5545, section 3.3.10).

use std::ops::Range;

use crate::fold::folded;
use crate::mark::begins;
use crate::numeral::{digits, han_value, value};

/// A duty that comes again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Recurring {
    /// `每月5日前`.
    pub(crate) at: Range<usize>,
    /// `FREQ=MONTHLY;BYMONTHDAY=5`.
    pub(crate) rule: String,
}

/// Months at a quarter's end and beginning.
const ENDS: &str = "BYMONTH=3,6,9,12";
const STARTS: &str = "BYMONTH=1,4,7,10";

/// What an interval without a day means.
const PLAIN: [(&str, &str); 10] = [
    ("半年", "FREQ=MONTHLY;INTERVAL=6"),
    ("两个月", "FREQ=MONTHLY;INTERVAL=2"),
    ("两周", "FREQ=WEEKLY;INTERVAL=2"),
    ("季度", "FREQ=MONTHLY;INTERVAL=3"),
    ("季", "FREQ=MONTHLY;INTERVAL=3"),
    ("月", "FREQ=MONTHLY"),
    ("周", "FREQ=WEEKLY"),
    ("年度", "FREQ=YEARLY"),
    ("年", "FREQ=YEARLY"),
    ("日", "FREQ=DAILY"),
];

/// Verbs of a duty: without one of them 每月 only says how much (每月补贴500元).
const DUTIES: &[&str] = &[
    "报送", "上报", "报告", "报", "通报", "调度", "督查", "督导", "检查", "召开", "开展", "组织", "汇总",
    "评比", "总结", "更新", "公布", "公开", "排查", "会商", "研判", "通气", "点评", "晾晒", "分析",
];
/// Characters behind an interval within which its verb stands.
const REACH: usize = 12;

/// The recurring duties of a task's words.
pub(crate) fn recurring(c: &[char], range: Range<usize>) -> Vec<Recurring> {
    let mut found = Vec::new();
    let mut i = range.start;
    while i < range.end {
        if c[i] == '每'
            && let Some((rule, end)) = rule(c, i + 1, range.end)
        {
            found.push(Recurring { at: i..end, rule });
            i = end;
            continue;
        }
        i += 1;
    }
    found
}

/// The rule of words that name a duty's rhythm (`每月5日前`, `每季度末`, `每两周`), as a person types them; none where they
/// do not.
pub fn rhythm(words: &str) -> Option<String> {
    let c: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).map(folded).collect();
    let at = c.iter().position(|c| *c == '每')? + 1;
    let bare: String = c[at..].iter().collect();
    let plain = || Some(PLAIN.iter().find(|(word, _)| *word == bare)?.1.to_owned());
    let found = rule(&c, at, c.len()).map(|(rule, _)| rule).or_else(plain)?;
    // A day that is none (每月45日前) must not make a rule without a day.
    (found.contains(";BY") || !c.iter().any(char::is_ascii_digit)).then_some(found)
}

/// The rule behind 每, and where its words end.
fn rule(c: &[char], i: usize, end: usize) -> Option<(String, usize)> {
    let before = |at: usize| at + usize::from(c[at..end].first() == Some(&'前'));
    let (word, plain) = PLAIN.iter().find(|(word, _)| begins(&c[i..end], word))?;
    let at = i + word.chars().count();
    let rest = &c[at..end];
    match *word {
        "月" => {
            if let Some((day, next)) = days_after(c, at, end) {
                return Some((format!("FREQ=MONTHLY;BYMONTHDAY={day}"), next));
            }
            if let Some((day, next)) = day(c, at, end) {
                return Some((format!("FREQ=MONTHLY;BYMONTHDAY={day}"), before(next)));
            }
        }
        "季度" | "季" => {
            if let Some((day, next)) = days_after(c, at, end) {
                return Some((format!("FREQ=YEARLY;{STARTS};BYMONTHDAY={day}"), next));
            }
            let months = [("末月", ENDS), ("最后一个月", ENDS), ("首月", STARTS), ("第一个月", STARTS)];
            if let Some((word, months)) = months.iter().find(|(word, _)| begins(rest, word)) {
                let (day, next) = day(c, at + word.chars().count(), end)?;
                return Some((format!("FREQ=YEARLY;{months};BYMONTHDAY={day}"), before(next)));
            }
            if matches!(rest.first(), Some('末' | '底')) {
                return Some((format!("FREQ=YEARLY;{ENDS};BYMONTHDAY=-1"), before(at + 1)));
            }
        }
        "周" => {
            if let Some(n) = rest.first().and_then(|day| "一二三四五六日".chars().position(|d| d == *day))
            {
                let day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][n];
                return Some((format!("FREQ=WEEKLY;BYDAY={day}"), before(at + 1)));
            }
        }
        "年" => {
            let n = digits(rest);
            let month = value(&rest[..n]).or_else(|| han_value(&rest[..n])).filter(|m| (1..=12).contains(m));
            if let Some(month) = month.filter(|_| rest.get(n) == Some(&'月')) {
                let (day, next) = day(c, at + n + 1, end).unwrap_or((-1, at + n + 1));
                return Some((format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"), before(next)));
            }
            if matches!(rest.first(), Some('底' | '末')) {
                return Some(("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31".to_owned(), before(at + 1)));
            }
        }
        _ => {}
    }
    let clause = rest.iter().take(REACH).take_while(|c| !matches!(c, ',' | '。' | ';' | '、')).count();
    let duty = (0..clause).any(|n| DUTIES.iter().any(|verb| begins(&rest[n..], verb)));
    duty.then(|| ((*plain).to_owned(), at))
}

/// `结束后10日内`: the last of so many days, and where its words end.
fn days_after(c: &[char], i: usize, end: usize) -> Option<(u32, usize)> {
    let word = ["结束后", "终了后", "结束之日起"].iter().find(|word| begins(&c[i..end], word))?;
    let figure = i + word.chars().count();
    let n = digits(&c[figure..end]);
    let days = value(&c[figure..figure + n]).filter(|days| (1..=28).contains(days))?;
    let unit = ["日内", "天内"].iter().any(|unit| begins(&c[figure + n..end], unit));
    unit.then_some((days, figure + n + 2))
}

/// `5日`, `底`: a day of the month, -1 the last, and where its words end.
fn day(c: &[char], i: usize, end: usize) -> Option<(i32, usize)> {
    let rest = c.get(i..end)?;
    if matches!(rest.first(), Some('底' | '末')) {
        return Some((-1, i + 1));
    }
    let n = digits(rest);
    let day = value(&rest[..n]).filter(|day| (1..=31).contains(day))?;
    matches!(rest.get(n), Some('日' | '号')).then_some((day as i32, i + n + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duties_that_come_again_are_rules() {
        for (words, at, rule) in [
            ("每月5日前报送进展", "每月5日前", "FREQ=MONTHLY;BYMONTHDAY=5"),
            ("于每月底前报送", "每月底前", "FREQ=MONTHLY;BYMONTHDAY=-1"),
            ("每季度末月20日前报市政府", "每季度末月20日前", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
            ("每季度首月10日前", "每季度首月10日前", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
            ("每季度结束后10日内报送", "每季度结束后10日内", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
            ("每月结束后5日内", "每月结束后5日内", "FREQ=MONTHLY;BYMONTHDAY=5"),
            ("每季度末通报", "每季度末", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
            ("每周五前报送", "每周五前", "FREQ=WEEKLY;BYDAY=FR"),
            ("每年6月底前上报", "每年6月底前", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1"),
            ("每年11月15日前", "每年11月15日前", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"),
            ("每半年开展一次督查", "每半年", "FREQ=MONTHLY;INTERVAL=6"),
            ("每两周召开例会", "每两周", "FREQ=WEEKLY;INTERVAL=2"),
            ("每月评比通报", "每月", "FREQ=MONTHLY"),
        ] {
            let c: Vec<char> = words.chars().collect();
            let found = recurring(&c, 0..c.len());
            assert_eq!(found.len(), 1, "{words}");
            assert_eq!(
                (c[found[0].at.clone()].iter().collect::<String>().as_str(), found[0].rule.as_str()),
                (at, rule)
            );
        }
    }

    #[test]
    fn a_rhythm_is_taken_as_people_type_it() {
        for (words, rule) in [
            ("每月5日前", Some("FREQ=MONTHLY;BYMONTHDAY=5")),
            (" 每月 ５ 日前 ", Some("FREQ=MONTHLY;BYMONTHDAY=5")),
            ("于每周五下班前报送", Some("FREQ=WEEKLY;BYDAY=FR")),
            ("每日", Some("FREQ=DAILY")),
            ("每月", Some("FREQ=MONTHLY")),
            ("每季度", Some("FREQ=MONTHLY;INTERVAL=3")),
            ("每季度末", Some("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")),
            ("每半年", Some("FREQ=MONTHLY;INTERVAL=6")),
            ("每年6月30日前", Some("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30")),
            ("每月45日前报送", None),
            ("每月初", None),
            ("每户", None),
            ("尽快", None),
            ("", None),
        ] {
            assert_eq!(rhythm(words).as_deref(), rule, "{words}");
        }
    }

    #[test]
    fn an_amount_for_each_time_is_no_duty() {
        for words in ["每月补贴500元", "每年新增学位300个", "每户奖励200元", "每日新增处理能力2万吨"]
        {
            let c: Vec<char> = words.chars().collect();
            assert_eq!(recurring(&c, 0..c.len()), [], "{words}");
        }
    }
}
