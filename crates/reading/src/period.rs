//! The time that a document is about: the period that it plans for, and the year that its dates mean.

use std::ops::Range;

use crate::mark::begins;
use crate::numeral::{digits, value};
use crate::reading::{Document, PartialDate, Period};
use crate::text::Flow;

/// Paragraphs within which the text's own year is looked for.
const HEAD_LINES: usize = 40;

/// The year of a title, or a quarter or half year that the text decides on.
pub(crate) fn period(flow: &Flow, document: &Document) -> Option<Period> {
    let c = &flow.c;
    let year = document.issued_on.or(document.written_on).map(PartialDate::year);
    let title =
        document.spans.title.and_then(|title| flow.lines.iter().find(|line| flow.span(line).meets(title)));
    if let (Some(line), Some(year)) = (title, year)
        && let Some(part) =
            part_of_year(flow, line.clone(), years(c, line.clone()).map_or(year, |(of, _)| of.0))
    {
        return Some(part);
    }
    let decided = c.iter().enumerate().take(4000).filter(|(i, _)| begins(&c[*i..], "决定"));
    for (i, _) in decided {
        if let Some(part) = year.and_then(|year| part_of_year(flow, i + 2..(i + 14).min(c.len()), year)) {
            return Some(part);
        }
    }
    let line = title?;
    let (years, at) = years(c, line.clone())?;
    Some(Period {
        start: PartialDate::Day(jiff::civil::date(years.0, 1, 1)),
        end: PartialDate::Day(jiff::civil::date(years.1, 12, 31)),
        span: flow.span(&at),
    })
}

/// Quarters and halves by their first and last month.
const PARTS: [(&str, i8, i8); 6] = [
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
    ("上半年", 1, 6),
    ("下半年", 7, 12),
];

/// The first quarter or half year that a stretch of the text names: `关于二季度重点工作的通知`.
fn part_of_year(flow: &Flow, within: Range<usize>, year: i16) -> Option<Period> {
    within.into_iter().find_map(|at| {
        let (word, first, last) = PARTS.iter().find(|(word, ..)| begins(&flow.c[at..], word))?;
        let month = |month| jiff::civil::date(year, month, 1);
        Some(Period {
            start: PartialDate::Day(month(*first)),
            end: PartialDate::Day(month(*last).last_of_month()),
            span: flow.span(&(at..at + word.chars().count())),
        })
    })
}

/// `2023年`, `2022-2024年`.
pub(crate) fn years(c: &[char], range: Range<usize>) -> Option<((i16, i16), Range<usize>)> {
    let year = |i: usize| {
        (digits(&c[i..range.end]) == 4)
            .then(|| value(&c[i..i + 4]))
            .flatten()
            .filter(|y| (1980..2100).contains(y))
    };
    let mut i = range.start;
    while i < range.end {
        if let Some(first) = year(i) {
            let mut at = i + 4;
            let mut last = first;
            if matches!(c.get(at), Some('-' | '~' | '至')) {
                let dashes = c[at..range.end].iter().take_while(|c| matches!(c, '-' | '~' | '至')).count();
                if let Some(second) = year(at + dashes) {
                    last = second;
                    at += dashes + 4;
                }
            }
            if c.get(at) == Some(&'年') {
                return Some(((first as i16, last as i16), i..at + 1));
            }
        }
        i += digits(&c[i..range.end]).max(1);
    }
    None
}

/// The year that a date without one means: the title's, the issue's, or the first that the text names.
pub(crate) fn year(flow: &Flow, document: &Document) -> Option<i16> {
    let c = &flow.c;
    let title =
        document.spans.title.and_then(|title| flow.lines.iter().find(|line| flow.span(line).meets(title)));
    let of_title = title.and_then(|line| years(c, line.clone())).filter(|((first, last), _)| first == last);
    let of_title = of_title.map(|((year, _), _)| year);
    let dated = document.issued_on.or(document.written_on).map(PartialDate::year);
    let dated = dated.or_else(|| last_date(flow)).or_else(|| filled_in(flow));
    // What was found in one year's accounts is mended in the year of the list; a plan may be issued before its year.
    of_title
        .max(dated)
        .or_else(|| {
            let number = document.document_number.as_ref()?;
            let digits: String = number.chars().skip_while(|c| !c.is_ascii_digit()).take(4).collect();
            digits.parse().ok()
        })
        .or_else(|| {
            let named = || flow.lines.iter().take(HEAD_LINES).filter_map(|line| years(c, line.clone()));
            // 到2020年 tells how far a plan goes, not of when it is.
            let goal = |at: &Range<usize>| at.start > 0 && matches!(c[at.start - 1], '到' | '至');
            named().find(|(_, at)| !goal(at)).or_else(|| named().next()).map(|((year, _), _)| year)
        })
}

/// The year in which a list says that it was filled in: 填报日期：2024年8月9日.
fn filled_in(flow: &Flow) -> Option<i16> {
    const FIELDS: &[&str] = &["填报日期:", "填报时间:", "填表日期:", "填表时间:", "制表日期:", "制表时间:"];
    let of = |line: &Range<usize>| {
        let field = |at: usize| FIELDS.iter().find(|field| begins(&flow.c[at..line.end], field));
        let value = line.clone().find_map(|at| Some(at + field(at)?.chars().count()))?;
        years(&flow.c, value..line.end).map(|((year, _), _)| year)
    };
    flow.lines.iter().take(HEAD_LINES).find_map(of)
}

/// The year of the last line that is a date and nothing else.
fn last_date(flow: &Flow) -> Option<i16> {
    let of = |line: &Range<usize>| {
        let ((year, last), at) = years(&flow.c, line.clone())?;
        (year == last && at.start == line.start && line.len() <= 11 && flow.c[line.end - 1] == '日')
            .then_some(year)
    };
    flow.lines.iter().rev().take(HEAD_LINES).find_map(of)
}
