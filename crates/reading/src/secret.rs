//! A document that is marked as a state secret: the mark of its head or of a page's corner, never a word in a sentence.

use crate::fold::folded;

const LEVELS: &[&str] = &["绝密", "机密", "秘密"];
/// Lines at the head in which a level that stands alone is a mark.
const HEAD_LINES: usize = 20;
/// Characters of the longest line that is a mark, with a term: `机密★解密前`.
const MARK_CHARS: usize = 12;

/// Whether the text carries such a mark.
pub(crate) fn is_marked(text: &str) -> bool {
    if !text.contains('密') {
        return false;
    }
    let starred = text.match_indices(['★', '☆', '*']).any(|(at, _)| {
        let before: Vec<char> =
            text[..at].chars().rev().map(folded).filter(|c| !c.is_whitespace()).take(2).collect();
        before.len() == 2 && LEVELS.iter().any(|level| level.chars().rev().eq(before.iter().copied()))
    });
    starred || has_labelled_level(text) || has_lone_level(text)
}

/// `密级：秘密`, also over a line's end.
fn has_labelled_level(text: &str) -> bool {
    text.match_indices("级").any(|(at, word)| {
        let before: String = text[..at].chars().rev().filter(|c| !c.is_whitespace()).take(1).collect();
        let after: String =
            text[at + word.len()..].chars().filter(|c| !c.is_whitespace()).take(3).map(folded).collect();
        before == "密" && after.strip_prefix(':').is_some_and(|value| LEVELS.contains(&value))
    })
}

/// A line of the head that is a level and nothing else, whole or cut in two.
fn has_lone_level(text: &str) -> bool {
    let squeeze = |line: &str| line.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let head: Vec<String> =
        text.lines().map(squeeze).filter(|line| !line.is_empty()).take(HEAD_LINES).collect();
    let is_level = |line: &str| {
        LEVELS.iter().any(|level| {
            line.strip_prefix(level).is_some_and(|term| {
                term.is_empty() || (term.ends_with('年') && line.chars().count() <= MARK_CHARS)
            })
        })
    };
    head.iter().any(|line| is_level(line))
        || head
            .windows(2)
            .any(|pair| pair[0].chars().count() <= 2 && is_level(&format!("{}{}", pair[0], pair[1])))
}
