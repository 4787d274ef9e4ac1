//! What the document says of itself: title, issuer, numbers, dates, recipients, period.

mod signature;
mod title;

use std::ops::Range;

use crate::draft::trimmed;
use crate::fold::is_han;
use crate::mark::ends;
use crate::numeral::{digits, is_han_numeral};
use crate::period;
use crate::reading::{Document, PartialDate};
use crate::text::Flow;
use crate::who::{self, Shared};
use signature::signature;
pub(crate) use title::ends_like_title;

/// Paragraphs within which a head is looked for.
const HEAD_LINES: usize = 40;

/// Characters behind a title within which a document's number ends.
const NUMBER_REACH: usize = 30;
/// Lines above the title of minutes, below their letterhead.
const LETTERHEAD_LINES: usize = 6;

/// Fields of the box above a document on a website.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Index,
    Number,
    Issuer,
    Written,
    Title,
    Other,
}

const FIELDS: &[(&str, Field)] = &[
    ("索引号", Field::Index),
    ("发文字号", Field::Number),
    ("发文文号", Field::Number),
    ("文号", Field::Number),
    ("发布机构", Field::Issuer),
    ("发文机关", Field::Issuer),
    ("发文机构", Field::Issuer),
    ("制发机关", Field::Issuer),
    ("成文日期", Field::Written),
    ("标题", Field::Title),
    ("信息名称", Field::Title),
    ("主题分类", Field::Other),
    ("公文时效", Field::Other),
    ("有效性", Field::Other),
    ("时效", Field::Other),
    ("发布日期", Field::Other),
    ("发布时间", Field::Other),
    ("发文日期", Field::Other),
    ("信息来源", Field::Other),
    ("来源", Field::Other),
    ("主题词", Field::Other),
    ("公开方式", Field::Other),
    ("公开日期", Field::Other),
    ("生成日期", Field::Other),
    ("文件编号", Field::Number),
    ("统一编号", Field::Other),
    ("组配分类", Field::Other),
    ("信息分类", Field::Other),
    ("体裁分类", Field::Other),
    ("公开形式", Field::Other),
    ("浏览次数", Field::Other),
];

/// The head of a document.
pub(crate) fn document(flow: &Flow) -> Document {
    let mut document = Document::default();
    let head = &flow.lines[..flow.lines.len().min(HEAD_LINES)];
    fields(flow, head, &mut document);
    let title = title::title(flow, head);
    if let Some(title) = &title {
        document.spans.title = Some(flow.span(title));
        document.title = Some(flow.print(title.clone()).replace('\n', ""));
    }
    // In a text without line breaks it stands behind the title.
    let behind = || {
        let end = title.as_ref()?.end;
        document_number(&flow.c, end..flow.c.len().min(end + NUMBER_REACH))
            .filter(|number| number.start == end)
    };
    if document.document_number.is_none()
        && let Some(number) = head.iter().find_map(|line| own_number(flow, line.clone())).or_else(behind)
    {
        document.spans.document_number = Some(flow.span(&number));
        document.document_number = Some(flow.print(number));
    }
    signature(flow, &mut document);
    recipients(flow, head, &mut document);
    document.period = period::period(flow, &document);
    document
}

/// Reads the box of fields.
fn fields(flow: &Flow, head: &[Range<usize>], document: &mut Document) {
    let c = &flow.c;
    let mut found: Vec<(usize, usize, Field)> = Vec::new();
    for line in head {
        for colon in line.clone().filter(|i| c[*i] == ':') {
            if let Some((word, field)) = FIELDS.iter().find(|(word, _)| ends(&c[line.start..colon], word)) {
                found.push((colon - word.chars().count(), colon + 1, *field));
            }
        }
    }
    for (n, (_, value, field)) in found.iter().enumerate() {
        let line = flow.line_of(*value);
        let next = found.get(n + 1).map_or(usize::MAX, |(start, ..)| *start);
        let mut at = trimmed(c, *value..flow.lines[line].end.min(next));
        // The value may stand on the line below.
        if at.is_empty() && line + 1 < flow.lines.len() && flow.lines[line + 1].start < next {
            at = trimmed(c, flow.lines[line + 1].clone());
        }
        if at.is_empty() {
            continue;
        }
        let span = Some(flow.span(&at));
        match field {
            Field::Index => {
                (document.index_number, document.spans.index_number) = (Some(flow.name(at)), span);
            }
            Field::Number if document_number(c, at.clone()).is_some() => {
                (document.document_number, document.spans.document_number) = (Some(flow.name(at)), span);
            }
            Field::Issuer => (document.issuer, document.spans.issuer) = (Some(flow.name(at)), span),
            Field::Written => {
                if let Some((date, at)) = date(c, at) {
                    (document.written_on, document.spans.written_on) = (Some(date), Some(flow.span(&at)));
                }
            }
            Field::Number | Field::Title | Field::Other => {}
        }
    }
}

/// `国办发〔2018〕129号`.
fn document_number(c: &[char], line: Range<usize>) -> Option<Range<usize>> {
    let open = line.clone().find(|i| {
        matches!(c[*i], '[' | '(')
            && digits(&c[i + 1..line.end]) == 4
            && matches!(c.get(i + 5), Some(']' | ')'))
    })?;
    // 〔2023〕第27期: minutes are numbered without letters.
    let first = open + 6 + usize::from(c.get(open + 6) == Some(&'第'));
    let n = digits(&c[first.min(line.end)..line.end]);
    let letters = (line.start..open).rev().take_while(|i| is_han(c[*i])).count();
    let end = first + n + 1;
    let numbered = n > 0 && matches!(c.get(end - 1), Some('号' | '期'));
    let alone = open == line.start && end == line.end;
    (numbered && (alone || (2..=12).contains(&letters) && !c[open - letters..open].contains(&'第')))
        .then_some(open - letters..end)
}

/// A document number that stands on a line of its own or is set apart by a blank: not one that a sentence quotes.
fn own_number(flow: &Flow, line: Range<usize>) -> Option<Range<usize>> {
    let mut number = document_number(&flow.c, line.clone())?;
    // 发文字号 沔政〔2023〕8号: the name of the field stands before it.
    let letters = number.start + 1..number.end;
    let letters = letters.take_while(|i| is_han(flow.c[*i]));
    number.start = letters.filter(|i| flow.gap(*i)).last().unwrap_or(number.start);
    let alone = line.len() <= number.len() + 4 || flow.gap(number.start) || flow.gap(number.end);
    (alone && !flow.c[line].iter().any(|c| matches!(c, '。' | '《'))).then_some(number)
}

/// A day at the start of a range: `2017年4月22日`, `2017-04-28`.
fn date(c: &[char], range: Range<usize>) -> Option<(PartialDate, Range<usize>)> {
    let mut numbers = [0_u32; 3];
    let mut i = range.start;
    for (n, number) in numbers.iter_mut().enumerate() {
        let length = digits(&c[i..range.end]);
        *number = crate::numeral::value(&c[i..i + length])?;
        i += length;
        let mark = c.get(i).filter(|_| i < range.end);
        match (n, mark) {
            (0, Some('年' | '-' | '.' | '/')) | (1, Some('月' | '-' | '.' | '/')) | (2, Some('日')) => {
                i += 1;
            }
            (2, _) => {}
            _ => return None,
        }
    }
    let [year, month, day] = numbers;
    let date = jiff::civil::Date::new(year as i16, month as i8, day as i8).ok()?;
    (year > 1949 && year < 2100).then_some((PartialDate::Day(date), range.start..i))
}

/// The line that ends with a colon and names offices.
fn recipients(flow: &Flow, head: &[Range<usize>], document: &mut Document) {
    let c = &flow.c;
    for line in head {
        let Some(colon) = line.clone().find(|i| c[*i] == ':') else { continue };
        let at = line.start..colon;
        let alone = colon + 1 == line.end || line.len() > 400;
        if alone
            && at.len() >= 4
            && at.len() <= 300
            && who::is_list(flow, at.clone())
            && crate::label::kind(&c[at.clone()]).is_none()
        {
            let units = who::units(flow, at.clone(), &mut Shared::default());
            document.recipients = units.into_iter().map(|unit| unit.name).collect();
            document.spans.recipients = Some(flow.span(&at));
            return;
        }
    }
}

/// `附件1`, `附表：` alone on its line: what follows is another text.
pub(crate) fn is_annex(line: &[char]) -> bool {
    let rest = |c: &char| c.is_ascii_digit() || is_han_numeral(*c) || matches!(c, ':' | '-' | ' ');
    matches!(line, ['附', '件' | '表', ..]) && line.len() <= 5 && line[2..].iter().all(rest)
}
