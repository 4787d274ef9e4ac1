//! Dates as printed: `2021年6月底`, `上半年`, `2022.11.30`.

use std::ops::Range;

use jiff::civil::{Date, date};

use super::RESULTS;
use crate::fold::is_han;
use crate::mark::begins;
use crate::numeral::{digits, value};
use crate::reading::PartialDate;

/// A date as printed, before it is known whether it is a limit.
pub(super) struct Printed {
    pub(super) date: PartialDate,
    pub(super) end: usize,
    /// 底, 末, 上旬 or a half year or quarter: the last day is meant.
    pub(super) last_day: bool,
}

/// A date printed at `i`.
pub(super) fn printed(
    c: &[char],
    i: usize,
    range: &Range<usize>,
    year: Option<i16>,
    issued: Option<Date>,
) -> Option<Printed> {
    let end = range.end;
    let rest = &c[i..end];
    let n = digits(rest);
    let before = (i > range.start).then(|| c[i - 1]);
    // 9-12月, 2021-2023年: the second of a span may be a date.
    let of_span = before == Some('-') && matches!(rest.get(n), Some('年' | '月'));
    // 2.2023年底前: the number of an item stands before the year.
    let of_item = before == Some('.')
        && ((n == 4 && rest.get(n) == Some(&'年'))
            || (rest.get(n) == Some(&'月') && is_number_of_item(c, i - 1)));
    if n > 0
        && !of_span
        && !of_item
        && before.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, '.' | '-' | '第'))
    {
        return None;
    }
    if n == 4 {
        let year = value(&rest[..4]).filter(|y| (1980..2100).contains(y))? as i16;
        return match rest.get(4)? {
            '年' => Some(part_of_year(c, i + 5, end, year)),
            '.' | '-' | '/' => numbers(c, i, end, year),
            _ => None,
        };
    }
    if n > 0 {
        let month = value(&rest[..n]).filter(|m| (1..=12).contains(m))? as i8;
        return (rest.get(n) == Some(&'月'))
            .then(|| part_of_month(c, i + n + 1, end, year?, month))
            .flatten();
    }
    if begins(rest, "本月") {
        let issued = issued?;
        return part_of_month(c, i + 2, end, issued.year(), issued.month());
    }
    let year = year?;
    if begins(rest, "今年") || begins(rest, "明年") {
        let year = year + i16::from(rest[0] == '明');
        return Some(part_of_year(c, i + 2, end, year));
    }
    // 年末库存不低于…: what there is at a year's end, not by when.
    let stock = begins(rest, "年末")
        && before != Some('到')
        && rest.get(2).is_some_and(|c| is_han(*c) && *c != '前')
        && !RESULTS.iter().any(|verb| begins(&rest[2..], verb));
    if stock {
        return None;
    }
    if begins(rest, "年底") || begins(rest, "年末") || begins(rest, "年内") {
        let counted = before.is_some_and(|b| {
            b.is_ascii_digit() || matches!(b, '两' | '三' | '五' | '十' | '几' | '每' | '多')
        });
        let last_day = rest[1] != '内';
        let date = if last_day { PartialDate::Day(date(year, 12, 31)) } else { PartialDate::Year(year) };
        return (!counted).then_some(Printed { date, end: i + 2, last_day });
    }
    let part = part_of_year(c, i, end, year);
    (part.end > i).then_some(part)
}

/// Whether the figure before a dot numbers a part of a sentence: `；2.` of `；2.5月底前`.
fn is_number_of_item(c: &[char], dot: usize) -> bool {
    let figure = c[..dot].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    figure > 0 && matches!(dot.checked_sub(figure + 1).map(|at| c[at]), Some(';' | '。' | '\n' | ':') | None)
}

/// What follows `2021年`: a month, a half, a quarter, 底, or nothing.
fn part_of_year(c: &[char], i: usize, end: usize, year: i16) -> Printed {
    let rest = &c[i..end];
    let day = |month, day, length| Printed {
        date: PartialDate::Day(date(year, month, day)),
        end: i + length,
        last_day: true,
    };
    let halves_and_quarters: [(&str, i8, i8); 12] = [
        ("上半年", 6, 30),
        ("下半年", 12, 31),
        ("第一季度", 3, 31),
        ("第二季度", 6, 30),
        ("第三季度", 9, 30),
        ("第四季度", 12, 31),
        ("前三季度", 9, 30),
        ("一季度", 3, 31),
        ("二季度", 6, 30),
        ("三季度", 9, 30),
        ("四季度", 12, 31),
        ("年底", 12, 31),
    ];
    if let Some((word, m, d)) = halves_and_quarters.iter().find(|(word, ..)| begins(rest, word)) {
        return day(*m, *d, word.chars().count());
    }
    if matches!(rest.first(), Some('底' | '末')) {
        return day(12, 31, 1);
    }
    let n = digits(rest);
    if (1..=2).contains(&n)
        && rest.get(n) == Some(&'月')
        && let Some(month) = value(&rest[..n]).filter(|m| (1..=12).contains(m))
        && let Some(part) = part_of_month(c, i + n + 1, end, year, month as i8)
    {
        return part;
    }
    Printed { date: PartialDate::Year(year), end: i, last_day: false }
}

/// What follows `6月`: a day, 底, a third of the month, or nothing.
fn part_of_month(c: &[char], i: usize, end: usize, year: i16, month: i8) -> Option<Printed> {
    let i = if c.get(i) == Some(&'份') { i + 1 } else { i };
    let rest = c.get(i..end).unwrap_or_default();
    let first = Date::new(year, month, 1).ok()?;
    let last = PartialDate::Day(first.last_of_month());
    let n = digits(rest);
    if (1..=2).contains(&n) && matches!(rest.get(n), Some('日' | '号')) {
        let day = Date::new(year, month, value(&rest[..n])? as i8).ok()?;
        return Some(Printed { date: PartialDate::Day(day), end: i + n + 1, last_day: false });
    }
    for (word, day) in [("上旬", Some(10)), ("中旬", Some(20)), ("下旬", None), ("底", None), ("末", None)]
    {
        if begins(rest, word) {
            let date = day.map_or(last, |day| PartialDate::Day(date(year, month, day)));
            return Some(Printed { date, end: i + word.chars().count(), last_day: true });
        }
    }
    Some(Printed { date: PartialDate::Month(year, month), end: i, last_day: false })
}

/// `2022.11`, `2022-11-30`.
fn numbers(c: &[char], i: usize, end: usize, year: i16) -> Option<Printed> {
    let month_at = i + 5;
    let n = digits(&c[month_at..end]);
    let month = value(&c[month_at..month_at + n]).filter(|m| (1..=12).contains(m) && n <= 2)? as i8;
    let mark = c[i + 4];
    let after = month_at + n;
    if c.get(after).filter(|_| after < end) == Some(&mark) {
        let n = digits(&c[after + 1..end]);
        if (1..=2).contains(&n) {
            let day = Date::new(year, month, value(&c[after + 1..after + 1 + n])? as i8).ok()?;
            return Some(Printed { date: PartialDate::Day(day), end: after + 1 + n, last_day: false });
        }
    }
    // 2022-2024年 is a span of years.
    if c.get(after).filter(|_| after < end).is_some_and(char::is_ascii_digit) {
        return None;
    }
    part_of_month(c, after, end, year, month)
}
