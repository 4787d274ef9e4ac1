//! Who signs a document and when: under the text, in the title, at the head of minutes.

use std::ops::Range;

use super::{LETTERHEAD_LINES, date};
use crate::fold::is_han;
use crate::mark::{begins, ends};
use crate::office::{is_unit, level};
use crate::reading::{Document, PartialDate};
use crate::text::Flow;

/// Lines at the end of a text within which it is dated.
const FOOT_LINES: usize = 8;

/// The office and the date under the text, and the issuer that the title names.
pub(super) fn signature(flow: &Flow, document: &mut Document) {
    let c = &flow.c;
    let dated = |line: &Range<usize>| {
        let date = date(c, line.clone())
            .filter(|(_, at)| at.end == line.end || c[at.end] == '(')
            .map(|(date, _)| date);
        date.or_else(|| (line.len() <= 12).then(|| han_date(c, line.clone())).flatten())
    };
    let is_office = |line: &Range<usize>| {
        let at = without_note(c, line.clone());
        let name = &c[at];
        name.len() <= 60 && is_unit(name) && !name.iter().any(|c| matches!(c, '。' | ':' | '|' | ','))
    };
    for (n, pair) in flow.lines.windows(2).enumerate().filter(|(_, pair)| is_office(&pair[0])) {
        let Some(date) = dated(&pair[1]) else { continue };
        // Of several offices the first is the issuer.
        let first = (0..n).rev().take(20).take_while(|i| is_office(&flow.lines[*i])).last().unwrap_or(n);
        let at = without_note(c, flow.lines[first].clone());
        name_issuer(flow, document, &at);
        (document.issued_on, document.spans.issued_on) = (Some(date), Some(flow.span(&pair[1])));
        longer_in_title(flow, document);
        return;
    }
    // A text without line breaks: the signature stands behind its last sentence.
    if let Some(line) = flow.lines.last() {
        let day = line.clone().rev().find(|i| c[*i] == '日').unwrap_or(line.start);
        let name_end = (line.start..day)
            .rev()
            .take(10)
            .take_while(|i| !is_han(c[*i]) || matches!(c[*i], '年' | '月'))
            .last();
        let name_end = name_end.unwrap_or(day);
        let start = name_end - c[line.start..name_end].iter().rev().take_while(|c| is_han(**c)).count();
        if let Some((date, at)) = date(c, name_end..line.end)
            .filter(|_| (2..=60).contains(&(name_end - start)) && is_unit(&c[start..name_end]))
        {
            name_issuer(flow, document, &(start..name_end));
            (document.issued_on, document.spans.issued_on) = (Some(date), Some(flow.span(&at)));
            return;
        }
    }
    // A date on a line of its own, where no office signs, or behind the office that sends it out: minutes, （某办公室 3月18日印发）.
    let sent_out = |line: &Range<usize>| {
        let start = line.start + usize::from(c[line.start] == '(');
        let gap = (start + 4..line.end).find(|i| flow.gap(*i) && c[*i].is_ascii_digit())?;
        let note = if ends(&c[line.clone()], "印发)") { 3 } else { 0 };
        is_office(&(start..gap)).then_some((start..gap, gap..line.end - note))
    };
    let foot = flow.lines.len().saturating_sub(FOOT_LINES);
    let outer = || flow.lines.iter().enumerate().filter(|(n, _)| *n < LETTERHEAD_LINES || *n >= foot);
    let sent = outer().find_map(|(_, line)| sent_out(line));
    if let Some((office, _)) = &sent {
        let head = flow.lines.iter().take(LETTERHEAD_LINES).find(|line| is_office(line));
        name_issuer(flow, document, head.unwrap_or(office));
    }
    let own = outer().map(|(_, line)| line.clone());
    let days = own.chain(sent.map(|(_, day)| day));
    if let Some((at, date)) = days.into_iter().find_map(|at| Some((at.clone(), dated(&at)?))) {
        (document.issued_on, document.spans.issued_on) = (Some(date), Some(flow.span(&at)));
    }
    issuer_of_title(flow, document);
}

fn name_issuer(flow: &Flow, document: &mut Document, at: &Range<usize>) {
    (document.issuer, document.spans.issuer) = (Some(flow.name(at.clone())), Some(flow.span(at)));
}

/// `领导小组办公室（代章）` without the note.
fn without_note(c: &[char], mut at: Range<usize>) -> Range<usize> {
    if ends(&c[at.clone()], "(代章)") {
        at.end -= 4;
    }
    at
}

/// An office whose name is printed on two lines: the title has it whole.
fn longer_in_title(flow: &Flow, document: &mut Document) {
    let mut titled = Document { spans: document.spans, ..Document::default() };
    issuer_of_title(flow, &mut titled);
    let longer = titled
        .issuer
        .as_ref()
        .zip(document.issuer.as_ref())
        .is_some_and(|(whole, part)| whole.ends_with(part.as_str()));
    if longer {
        (document.issuer, document.spans.issuer) = (titled.issuer, titled.spans.issuer);
    }
}

/// `淮川市人民政府关于…的通知`.
fn issuer_of_title(flow: &Flow, document: &mut Document) {
    let Some(title) = document.spans.title else { return };
    let Some(line) = flow.lines.iter().find(|line| flow.span(line).meets(title)) else { return };
    // 某某县人民政府县长办公会议纪要: minutes are headed by the office that met.
    if ends(&flow.c[line.clone()], "纪要") || ends(&flow.c[line.clone()], "人民政府") {
        let office = (line.start..=line.end).rev().find(|i| ends(&flow.c[line.start..*i], "人民政府"));
        if let Some(at) = office.map(|end| line.start..end).filter(|at| is_unit(&flow.c[at.clone()])) {
            return name_issuer(flow, document, &at);
        }
    }
    // 某某市人民政府督查室 above 关于…的通知
    let below = flow.lines.get(flow.line_of(line.start) + 1);
    if is_unit(&flow.c[line.clone()]) && below.is_some_and(|below| begins(&flow.c[below.clone()], "关于")) {
        return name_issuer(flow, document, line);
    }
    let about = line.clone().find(|i| begins(&flow.c[*i..line.end], "关于"));
    let start = line.clone().find(|i| flow.span(&(*i..line.end)).start >= title.start).unwrap_or(line.start);
    if let Some(about) =
        about.filter(|about| *about > start && is_unit(&flow.c[start..*about]) && !level(flow.c[*about - 1]))
    {
        name_issuer(flow, document, &(start..about));
    }
}

/// A day in Chinese numerals: `二〇一七年四月二十二日`.
fn han_date(c: &[char], range: Range<usize>) -> Option<PartialDate> {
    let at = |word: char| range.clone().find(|i| c[*i] == word);
    let (y, m, d) = (at('年')?, at('月')?, at('日')?);
    let year = c[range.start..y].iter().try_fold(0_i16, |sum, c| {
        let digit = "零一二三四五六七八九".chars().position(|d| d == *c)?;
        sum.checked_mul(10)?.checked_add(digit as i16)
    })?;
    let month = crate::numeral::han_value(c.get(y + 1..m)?)?;
    let day = crate::numeral::han_value(c.get(m + 1..d)?)?;
    (year > 1949)
        .then(|| jiff::civil::Date::new(year, month as i8, day as i8).ok().map(PartialDate::Day))
        .flatten()
}
