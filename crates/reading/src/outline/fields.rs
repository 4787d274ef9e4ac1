//! Fields that are numbered like items: `（一）整改目标：… （二）整改措施：… （三）责任单位：…`.

use super::Piece;
use crate::label::{Label, label_at};
use crate::text::Flow;

/// Fields of an item, at least.
const FIELDS: usize = 2;

/// Takes the numbers off fields: items in a row that all begin with a label, one of them with that of units.
pub(super) fn without_numbers(flow: &Flow, pieces: &mut [Piece]) {
    let label =
        |piece: &Piece| -> Option<Label> { label_at(&flow.c, piece.mark.as_ref()?.body, piece.range.end) };
    let mut n = 0;
    while n < pieces.len() {
        let fields = run(pieces, n).into_iter().map_while(|at| Some((at, label(&pieces[at])?)));
        let fields: Vec<(usize, Label)> = fields.collect();
        n += 1;
        if fields.len() >= FIELDS
            && differ(flow, &fields)
            && fields.iter().any(|(_, label)| label.kind.names())
        {
            for (at, _) in fields {
                if let Some(mark) = pieces[at].mark.take() {
                    pieces[at].range.start = mark.body;
                }
            }
        }
    }
}

/// Whether no label is printed twice: 一、牵头单位：甲 and 二、牵头单位：乙 are headings.
fn differ(flow: &Flow, fields: &[(usize, Label)]) -> bool {
    let words = |(_, label): &(usize, Label)| &flow.c[label.words.clone()];
    fields.iter().enumerate().all(|(n, field)| fields[..n].iter().all(|above| words(above) != words(field)))
}

/// The items of one style from one with the number 1 on, those with other numbers between them left out.
fn run(pieces: &[Piece], first: usize) -> Vec<usize> {
    let Some(one) = pieces[first].mark.as_ref().filter(|mark| mark.value == 1) else { return Vec::new() };
    let mut found = vec![first];
    for (at, piece) in pieces.iter().enumerate().skip(first + 1) {
        let Some(mark) = piece.mark.as_ref().filter(|mark| mark.style == one.style) else { continue };
        if mark.value != found.len() as u32 + 1 {
            break;
        }
        found.push(at);
    }
    found
}
