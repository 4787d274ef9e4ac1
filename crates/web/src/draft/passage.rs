//! A passage of the document that a person points at: as the place in a task's own words, or as a task of its own.

use super::from_reading::facts;
use super::review::Review;
use ledger::draft::DraftFacts;
use ledger::printed::Span;

/// How many characters behind a place tell it from others.
const WORDS: usize = 12;

/// The place in a task's body of a place in the document: the body has neither the number nor line breaks nor labels,
/// so the words behind the place are looked for, the same of them where they stand there several times.
pub(super) fn in_body(text: &str, span: Span, body: &str, place: u32) -> Option<usize> {
    let solid = |(_, c): &(usize, char)| !c.is_whitespace();
    let words: Vec<(usize, char)> =
        text.chars().enumerate().take(span.end as usize).skip(span.start as usize).filter(solid).collect();
    let body: Vec<(usize, char)> = body.chars().enumerate().filter(solid).collect();
    let from = words.iter().position(|&(at, _)| at >= place as usize)?;
    let same = |left: &[(usize, char)], right: &[(usize, char)]| {
        left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.1 == right.1)
    };
    let most = WORDS.min(words.len() - from);
    (1..=most).rev().find_map(|length| {
        let tail = &words[from..from + length];
        let former = words[..from + length - 1].windows(length).filter(|window| same(window, tail)).count();
        let mut there = body.windows(length).enumerate().filter(|(_, window)| same(window, tail));
        there.nth(former).map(|(at, _)| body[at].0)
    })
}

/// A task made of a passage of the document, or of typed words: what the reader finds in it, with its places.
pub(super) fn task(of: &Review, place: Option<Span>, typed: &str) -> DraftFacts {
    let words: String = match place {
        Some(span) => {
            of.text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
        }
        None => typed.trim().to_owned(),
    };
    let start = place.map(|span| span.start).or_else(|| {
        let byte = (!words.is_empty()).then(|| of.text.find(&words)).flatten()?;
        Some(of.text[..byte].chars().count() as u32)
    });
    let read = reading::read(words.as_bytes(), None).ok();
    let read = read.as_ref().map(|reading| &reading.tasks[..]);
    let mut found = match read {
        Some([one]) => facts(one),
        _ => DraftFacts {
            body: words.split_whitespace().collect::<Vec<_>>().join(""),
            span: Some(Span { start: 0, end: words.chars().count() as u32 }),
            ..DraftFacts::default()
        },
    };
    let moved = |span: Option<Span>| {
        let (span, start) = (span?, start?);
        Some(Span { start: span.start + start, end: span.end + start })
    };
    found.span = moved(found.span);
    found.units.iter_mut().for_each(|one| one.span = moved(one.span));
    found.leaders.iter_mut().for_each(|one| one.span = moved(one.span));
    found.deadlines.iter_mut().for_each(|one| one.span = moved(one.span));
    found.recurrences.iter_mut().for_each(|one| one.span = moved(one.span));
    found.relative_deadlines.iter_mut().for_each(|one| one.span = moved(one.span));
    found.targets.iter_mut().for_each(|one| one.span = moved(one.span));
    found.warnings.iter_mut().for_each(|one| one.span = moved(one.span));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_of_the_document_is_found_in_the_tasks_words() {
        let text = "前言。\n（1）建水库，\n建水库。修大坝；建水库。\n牵头单位：水利厅\n";
        let body = "建水库，建水库。修大坝；建水库。";
        let span = Span { start: 4, end: text.chars().count() as u32 };
        for (words, nth, at) in [
            ("修大坝", 0, Some(8)),
            ("建水库", 0, Some(0)),
            ("建水库", 1, Some(4)),
            ("建水库", 2, Some(12)),
            ("水利厅", 0, None),
        ] {
            let byte = text.match_indices(words).nth(nth).unwrap().0;
            let place = text[..byte].chars().count() as u32;
            assert_eq!(in_body(text, span, body, place), at, "{words} {nth}");
        }
        assert_eq!(in_body(text, span, body, 99), None);
    }
}
