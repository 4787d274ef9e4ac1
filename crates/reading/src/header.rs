//! What the document says of itself: title, issuer, numbers, dates, recipients, period.

use std::ops::Range;

use crate::draft::trimmed;
use crate::fold::is_han;
use crate::mark::{begins, ends, mark_at};
use crate::numeral::{digits, is_han_numeral};
use crate::office::{is_unit, level};
use crate::period;
use crate::reading::{Document, PartialDate};
use crate::text::Flow;
use crate::who::{self, Shared};

/// Paragraphs within which a head is looked for.
const HEAD_LINES: usize = 40;
/// Characters of the longest title.
const TITLE_CHARS: usize = 120;

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

/// Ends of titles.
const TITLES: &[&str] = &[
    "通知",
    "意见",
    "方案",
    "决定",
    "通报",
    "办法",
    "细则",
    "批复",
    "函",
    "要点",
    "规划",
    "计划",
    "措施",
    "举措",
    "表",
    "清单",
    "台账",
    "报告",
    "公告",
    "纪要",
    "安排",
    "分工",
    "条例",
    "规定",
    "一览",
    "目标",
    "若干政策",
    "工作任务",
    "重点任务",
    "事项",
    "分解",
    "明细",
    "名单",
];

/// The head of a document.
pub(crate) fn document(flow: &Flow) -> Document {
    let mut document = Document::default();
    let head = &flow.lines[..flow.lines.len().min(HEAD_LINES)];
    fields(flow, head, &mut document);
    if let Some(title) = title(flow, head) {
        document.spans.title = Some(flow.span(&title));
        document.title = Some(one_line(&flow.print(title)));
    }
    if document.document_number.is_none()
        && let Some(number) = head.iter().find_map(|line| own_number(flow, line.clone()))
    {
        document.spans.document_number = Some(flow.span(&number));
        document.document_number = Some(flow.print(number));
    }
    signature(flow, &mut document);
    recipients(flow, head, &mut document);
    document.period = period::period(flow, &document);
    document
}

fn one_line(title: &str) -> String {
    title.replace('\n', "")
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
    let n = digits(&c[open + 6..line.end]);
    let letters = (line.start..open).rev().take_while(|i| is_han(c[*i])).count();
    (n > 0
        && c.get(open + 6 + n) == Some(&'号')
        && (2..=12).contains(&letters)
        && !c[open - letters..open].contains(&'第'))
    .then_some(open - letters..open + 7 + n)
}

/// A document number that stands on a line of its own or is set apart by a blank: not one that a sentence quotes.
fn own_number(flow: &Flow, line: Range<usize>) -> Option<Range<usize>> {
    let number = document_number(&flow.c, line.clone())?;
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

/// The first heading of the head that ends like a title.
fn title(flow: &Flow, head: &[Range<usize>]) -> Option<Range<usize>> {
    let c = &flow.c;
    for (n, line) in head.iter().enumerate() {
        let text = &c[line.clone()];
        if text.contains(&'|')
            || mark_at(c, line.start, line.end).is_some_and(|m| m.value == 1 && text.len() > 4)
        {
            return None;
        }
        if is_head_matter(c, line) {
            continue;
        }
        if let Some(stop) = text.iter().position(|c| *c == '。') {
            // A text without line breaks begins with its title.
            let about = begins(text, "关于") && stop < TITLE_CHARS && ends_like_title(&text[..stop]);
            return about.then_some(line.start..line.start + stop);
        }
        if ends(text, ":") && who::is_list(flow, line.start..line.end - 1) {
            return None;
        }
        // A title may be printed on up to three lines.
        let mut end = line.end;
        for more in 0..3 {
            if more > 0 {
                let Some(next) = head.get(n + more).filter(|next| goes_on(c, next)) else { break };
                end = next.end;
            }
            if end - line.start <= TITLE_CHARS && ends_like_title(&c[line.start..end]) {
                // （2025-2027年） below it belongs to it.
                let years = head
                    .get(n + more + 1)
                    .filter(|next| next.len() <= 20 && c[next.start] == '(' && c[next.end - 1] == ')');
                end = years.filter(|next| years_in(c, next)).map_or(end, |next| next.end);
                return Some(own_title(flow, line.start..end));
            }
        }
    }
    None
}

/// Whether a line may be the rest of a title.
fn goes_on(c: &[char], line: &Range<usize>) -> bool {
    !c[line.clone()].iter().any(|c| matches!(c, '。' | '|' | ':'))
        && mark_at(c, line.start, line.end).is_none()
}

fn years_in(c: &[char], line: &Range<usize>) -> bool {
    period::years(c, line.clone()).is_some()
}

pub(crate) fn ends_like_title(text: &[char]) -> bool {
    let text = match text.iter().rposition(|c| *c == '(') {
        Some(open) if text.last() == Some(&')') => &text[..open],
        _ => text,
    };
    text.len() >= 6 && TITLES.iter().any(|end| ends(text, end))
}

/// Lines above a title that are none: fields, 附件, numbers, dates.
fn is_head_matter(c: &[char], line: &Range<usize>) -> bool {
    let text = &c[line.clone()];
    let field = line
        .clone()
        .filter(|i| c[*i] == ':')
        .any(|i| FIELDS.iter().any(|(word, _)| ends(&c[line.start..i], word)));
    // 某某人民政府文件, in red above the number.
    let letterhead = ends(text, "文件") && is_unit(&text[..text.len() - 2]);
    field
        || letterhead
        || (begins(text, "附件") && text.len() <= 8)
        || document_number(c, line.clone()).is_some_and(|number| number.len() + 6 > text.len())
        || date(c, line.clone()).is_some_and(|(_, at)| at.end == line.end)
}

/// The title without a column's name in brackets, and without the issuer where a blank sets it apart.
fn own_title(flow: &Flow, mut at: Range<usize>) -> Range<usize> {
    let c = &flow.c;
    if c[at.start] == '['
        && let Some(close) = at.clone().find(|i| c[*i] == ']').filter(|close| at.end - close > 8)
    {
        at.start = close + 1;
    }
    if let Some(gap) = at.clone().skip(1).find(|i| flow.gap(*i) && begins(&c[*i..at.end], "关于"))
        && is_unit(&c[at.start..gap])
    {
        at.start = gap;
    }
    at
}

/// The office and the date under the text, and the issuer that the title names.
fn signature(flow: &Flow, document: &mut Document) {
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
        (document.issuer, document.spans.issuer) = (Some(flow.name(at.clone())), Some(flow.span(&at)));
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
            (document.issuer, document.spans.issuer) =
                (Some(flow.name(start..name_end)), Some(flow.span(&(start..name_end))));
            (document.issued_on, document.spans.issued_on) = (Some(date), Some(flow.span(&at)));
            return;
        }
    }
    // A date on a line of its own, where no office signs.
    if let Some((line, date)) = flow.lines.iter().find_map(|line| Some((line, dated(line)?))) {
        (document.issued_on, document.spans.issued_on) = (Some(date), Some(flow.span(line)));
    }
    issuer_of_title(flow, document);
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
            (document.issuer, document.spans.issuer) = (Some(flow.name(at.clone())), Some(flow.span(&at)));
            return;
        }
    }
    let about = line.clone().find(|i| begins(&flow.c[*i..line.end], "关于"));
    let start = line.clone().find(|i| flow.span(&(*i..line.end)).start >= title.start).unwrap_or(line.start);
    if let Some(about) =
        about.filter(|about| *about > start && is_unit(&flow.c[start..*about]) && !level(flow.c[*about - 1]))
    {
        let at = start..about;
        (document.issuer, document.spans.issuer) = (Some(flow.name(at.clone())), Some(flow.span(&at)));
    }
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
