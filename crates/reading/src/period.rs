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
    for (i, _) in c.iter().enumerate().take(4000).filter(|(_, c)| **c == '决') {
        if !begins(&c[i..], "决定") {
            continue;
        }
        for at in i + 2..(i + 14).min(c.len()) {
            let parts = [
                ("一季度", 1, 3),
                ("二季度", 4, 6),
                ("三季度", 7, 9),
                ("四季度", 10, 12),
                ("上半年", 1, 6),
                ("下半年", 7, 12),
            ];
            if let (Some((word, first, last)), Some(year)) =
                (parts.iter().find(|(word, ..)| begins(&c[at..], word)), year)
            {
                let month = |month| jiff::civil::date(year, month, 1);
                return Some(Period {
                    start: PartialDate::Day(month(*first)),
                    end: PartialDate::Day(month(*last).last_of_month()),
                    span: flow.span(&(at..at + word.chars().count())),
                });
            }
        }
    }
    let title = document.spans.title?;
    let line = flow.lines.iter().find(|line| flow.span(line).meets(title))?;
    let (years, at) = years(c, line.clone())?;
    Some(Period {
        start: PartialDate::Day(jiff::civil::date(years.0, 1, 1)),
        end: PartialDate::Day(jiff::civil::date(years.1, 12, 31)),
        span: flow.span(&at),
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
    of_title
        .map(|((year, _), _)| year)
        .or(document.issued_on.map(PartialDate::year))
        .or(document.written_on.map(PartialDate::year))
        .or_else(|| {
            let number = document.document_number.as_ref()?;
            let digits: String = number.chars().skip_while(|c| !c.is_ascii_digit()).take(4).collect();
            digits.parse().ok()
        })
        .or_else(|| {
            flow.lines
                .iter()
                .take(HEAD_LINES)
                .find_map(|line| years(c, line.clone()))
                .map(|((year, _), _)| year)
        })
}
