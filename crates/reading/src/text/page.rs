//! What a page prints besides the text: its number, its running head.

use std::collections::{HashMap, HashSet};

use super::Line;
use super::layout::Layout;
use crate::fold::folded;
use crate::office::is_unit;

/// Times that a short line stands in a wrapped text before it counts as the head of its pages.
const REPEATED_HEADS: usize = 3;

/// Lines that a wrapped text repeats on its pages.
pub(super) fn running_heads<'a>(source: &'a [char], lines: &[Line], layout: &Layout) -> HashSet<&'a [char]> {
    let mut seen: HashMap<&[char], usize> = HashMap::new();
    for (n, line) in lines.iter().enumerate() {
        let own = &source[line.start..line.end];
        if layout.wrapped && (6..=40).contains(&own.len()) && !is_unit(own) {
            // Beside a page number once more.
            let beside = n > 0 && is_page_number(&source[lines[n - 1].start..lines[n - 1].end]);
            *seen.entry(own).or_default() += 1 + usize::from(beside);
        }
    }
    seen.retain(|text, times| {
        *times >= REPEATED_HEADS
            && !text.iter().any(|c| matches!(folded(*c), ':' | '。' | '(' | ')' | ',' | '、'))
    });
    seen.into_keys().collect()
}

/// A page number without dashes.
pub(super) fn is_bare_number(line: &[char]) -> bool {
    line.len() <= 3 && line.iter().all(|c| folded(*c).is_ascii_digit())
}

/// `- 3 -`, `第3页`, `3/12`.
pub(super) fn is_page_number(line: &[char]) -> bool {
    if line.len() > 14 {
        return false;
    }
    let mut digits = 0;
    let mut dashes = 0;
    for c in line {
        match folded(*c) {
            '0'..='9' => digits += 1,
            '-' | '·' | '第' | '页' | '共' | '/' => dashes += 1,
            ' ' => {}
            _ => return false,
        }
    }
    (1..=6).contains(&digits) && dashes >= 2 && line.iter().any(|c| matches!(folded(*c), '页' | '-' | '·'))
}
