//! Printed numbers that begin an item: one table of numbering styles.

use std::ops::Range;

use crate::fold::is_han;
use crate::numeral::{digits, han_value, is_han_numeral, value};

/// How a number is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// 第一章, 第一部分, 第一节
    Chapter,
    /// 一、
    Han,
    /// （一）
    HanParen,
    /// 1. 1、 １．
    Digit,
    /// （1） 1）
    DigitParen,
    /// ①
    Circled,
    /// 问题一： 任务1.
    Named,
    /// 一是由…
    Firstly,
    /// 1.1
    Second,
    /// 1.1.1
    Third,
}

/// How many styles there are.
pub(crate) const STYLES: usize = 10;

/// A number at the start of an item.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) style: Style,
    pub(crate) value: u32,
    /// The number as it is printed: `（一）`, `1`, `一`.
    pub(crate) number: Range<usize>,
    /// Where the item's words begin.
    pub(crate) body: usize,
}

/// Nouns that stand before a number: 问题一, 任务1.
const NAMED: &[&str] = &[
    "反馈问题",
    "整改任务",
    "重点任务",
    "议定事项",
    "批示事项",
    "交办事项",
    "督办事项",
    "问题",
    "任务",
    "事项",
    "隐患",
    "风险",
    "线索",
    "案件",
    "提案",
    "建议",
    "项目",
];

impl Mark {
    /// Whether `2.4`, `3.0，` may be a decimal fraction, or `一、二、` a list.
    pub(crate) fn is_doubtful(&self, c: &[char]) -> bool {
        let next = c.get(self.body);
        match self.style {
            Style::Digit if self.body == self.number.end => true,
            Style::Digit => {
                let n = digits(&c[self.body.min(c.len())..]);
                n > 0 && !matches!(c.get(self.body + n), Some('年' | '月'))
            }
            Style::Second => crate::measure::measure(&c[self.body.min(c.len())..]).is_some(),
            Style::Han => next.is_some_and(|c| is_han_numeral(*c)) && c.get(self.body + 1) == Some(&'、'),
            _ => false,
        }
    }
}

/// Whether a number may begin with a character: a look at it spares the rest.
pub(crate) fn may_begin(c: char) -> bool {
    matches!(c, '(' | '第' | '0'..='9' | '①'..='⑳') || is_han_numeral(c) || begins_name(c)
}

/// Whether a name of what is numbered begins with a character.
fn begins_name(c: char) -> bool {
    matches!(
        c,
        '反' | '整'
            | '重'
            | '议'
            | '批'
            | '交'
            | '督'
            | '问'
            | '任'
            | '事'
            | '隐'
            | '风'
            | '线'
            | '案'
            | '提'
            | '建'
            | '项'
    )
}

/// The number that stands at `i`, before `end`.
pub(crate) fn mark_at(c: &[char], i: usize, end: usize) -> Option<Mark> {
    let rest = c.get(i..end)?;
    let mark = |style, value: Option<u32>, number: usize, body: usize| {
        let value = value.filter(|value| (1..1000).contains(value))?;
        (body < rest.len()).then(|| Mark { style, value, number: i..i + number, body: i + body })
    };
    match *rest.first()? {
        '(' => {
            let close = rest.iter().take(7).position(|c| *c == ')')?;
            let inner = &rest[1..close];
            let (style, value) = if digits(inner) == inner.len() {
                (Style::DigitParen, value(inner))
            } else {
                (Style::HanParen, han_value(inner))
            };
            let dot = usize::from(matches!(rest.get(close + 1), Some('、' | '.')));
            mark(style, value, close + 1, close + 1 + dot)
        }
        '第' => {
            let n = rest[1..].iter().take_while(|c| is_han_numeral(**c) || c.is_ascii_digit()).count();
            let word = &rest[1 + n..];
            // 第3号 关于…的建议
            if n > 0 && word.first() == Some(&'号') && word.get(1).is_some_and(|c| *c == '关') {
                return mark(Style::Named, value(&rest[1..=n]), n + 2, n + 2);
            }
            let length = if word.starts_with(&['部', '分']) || word.starts_with(&['专', '班']) {
                2
            } else {
                usize::from(matches!(word.first()?, '章' | '节' | '条'))
            };
            let value = han_value(&rest[1..=n]).or_else(|| value(&rest[1..=n]));
            if length == 0 || n == 0 {
                return None;
            }
            let dot = usize::from(matches!(rest.get(1 + n + length), Some('、' | '.' | ':')));
            mark(Style::Chapter, value, 1 + n + length, 1 + n + length + dot)
        }
        '①'..='⑳' => mark(Style::Circled, Some(rest[0] as u32 - 0x2460 + 1), 1, 1),
        c if c.is_ascii_digit() => {
            let n = digits(rest);
            if let Some((style, value, length)) = decimal(rest) {
                return mark(style, value, length, length);
            }
            match rest.get(n)? {
                '.' | '、' if n <= 3 => {
                    // `2022.11` and `1.5亿` are no numbers of items; `11.121项目` may be, in its place.
                    let dots = 1 + usize::from(rest.get(n + 1) == Some(&'.'));
                    mark(Style::Digit, value(&rest[..n]), n, n + dots)
                }
                ')' if n <= 3 => mark(Style::DigitParen, value(&rest[..n]), n + 1, n + 1),
                // 3继续深化…: the dot was forgotten.
                c if n <= 2 && (is_han(*c) || *c == '“') && !is_counted(&rest[n..]) => {
                    mark(Style::Digit, value(&rest[..n]), n, n)
                }
                _ => None,
            }
        }
        c if is_han_numeral(c) => {
            let n = rest.iter().take(6).take_while(|c| is_han_numeral(**c)).count();
            // 一是由某单位…: an item of its own only where it assigns.
            if rest.get(n) == Some(&'是') && matches!(rest.get(n + 1), Some('由' | '请')) {
                return mark(Style::Firstly, han_value(&rest[..n]), n, n + 1);
            }
            matches!(rest.get(n), Some('、' | '.'))
                .then(|| mark(Style::Han, han_value(&rest[..n]), n, n + 1))
                .flatten()
        }
        first if begins_name(first) => named(c, rest, i),
        _ => None,
    }
}

/// Whether words begin with a number that is no figure.
pub(crate) fn is_numbered(words: &[char]) -> bool {
    mark_at(words, 0, words.len()).is_some_and(|mark| !mark.is_doubtful(words))
}

/// `5.2个支部未换届` in its place: number 5, and an amount behind it.
pub(crate) fn before_amount(c: &[char], i: usize, end: usize) -> Option<Mark> {
    let rest = c.get(i..end)?;
    let n = digits(rest);
    let amount = rest.get(n + 1..)?;
    let unit = &amount[digits(amount)..];
    let counted = rest[n] == '.' && unit.len() < amount.len() && !unit.is_empty() && is_counted(unit);
    let value = value(&rest[..n]).filter(|_| n <= 2 && counted)?;
    Some(Mark { style: Style::Digit, value, number: i..i + n, body: i + n + 1 })
}

/// `1.1加强`, `1.1.1 成立`: style, last component, length.
fn decimal(rest: &[char]) -> Option<(Style, Option<u32>, usize)> {
    let mut length = digits(rest);
    let mut last = 0..length;
    let mut levels = 1;
    while levels <= 3 && rest.get(length) == Some(&'.') && digits(&rest[length + 1..]) > 0 {
        last = length + 1..length + 1 + digits(&rest[length + 1..]);
        length = last.end;
        levels += 1;
    }
    let style = match levels {
        2 => Style::Second,
        3 => Style::Third,
        _ => return None,
    };
    let words = rest[length..].iter().find(|c| **c != ' ');
    let words = words.is_some_and(|c| matches!(c, '“') || is_han(*c) && !matches!(c, '年' | '月' | '日'));
    (words && length <= 8 && last.len() <= 2 && digits(rest) <= 2)
        .then(|| (style, value(&rest[last]), length))
}

/// Whether words behind a figure make it an amount, a date or a name: `3家`, `8月`, `2号线`.
fn is_counted(words: &[char]) -> bool {
    matches!(
        words[0],
        '年' | '月'
            | '日'
            | '号'
            | '时'
            | '分'
            | '届'
            | '级'
            | '层'
            | '周'
            | '轮'
            | '大'
            | '到'
            | '至'
            | '多'
            | '余'
    ) || crate::measure::measure(words).is_some()
}

fn named(c: &[char], rest: &[char], i: usize) -> Option<Mark> {
    let noun =
        NAMED.iter().map(|noun| noun.chars().count()).zip(NAMED).find(|(_, noun)| begins(rest, noun))?.0;
    let n = rest[noun..].iter().take(4).take_while(|c| is_han_numeral(**c) || c.is_ascii_digit()).count();
    // 问题1 alone on its line has its words below.
    let alone = rest.len() == noun + n && i.checked_sub(1).is_none_or(|before| c[before] == '\n');
    // 议定事项1 解决…: a blank stands where others have a colon.
    let figure = rest[noun..].first().is_some_and(char::is_ascii_digit);
    let words = rest
        .get(noun + n..)
        .is_some_and(|words| figure && words.first().is_some_and(|c| is_han(*c)) && !is_counted(words));
    let marked = matches!(rest.get(noun + n), Some(':' | '、' | '.'));
    if n == 0 || !(alone || words || marked) {
        return None;
    }
    let number = &rest[noun..noun + n];
    let value = han_value(number).or_else(|| value(number))?;
    Some(Mark {
        style: Style::Named,
        value,
        number: i..i + noun + n,
        body: i + noun + n + usize::from(marked),
    })
}

/// Whether a slice begins with a word.
pub(crate) fn begins(c: &[char], word: &str) -> bool {
    let mut rest = c.iter();
    word.chars().all(|w| rest.next() == Some(&w))
}

/// Whether a word stands in a slice.
pub(crate) fn contains(c: &[char], word: &str) -> bool {
    (0..c.len()).any(|at| begins(&c[at..], word))
}

/// Whether a slice ends with a word.
pub(crate) fn ends(c: &[char], word: &str) -> bool {
    let mut rest = c.iter().rev();
    word.chars().rev().all(|w| rest.next() == Some(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_met_by_its_first_character() {
        for name in NAMED {
            assert!(name.starts_with(begins_name), "{name}");
        }
    }
}
