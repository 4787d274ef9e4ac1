//! How surely the rows of a table are what was printed: words that cannot be a task show that cells were taken apart.

use crate::draft::SHORTEST_TASK;
use crate::label::Kind;
use crate::office::place_and_level;
use crate::table::{Row, Table};
use crate::text::Flow;
use crate::who;

/// What is doubtful of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Doubt {
    #[default]
    Nothing,
    /// Its leader was taken from the row above.
    Leaders,
    /// Fields were taken from the row above, or stood where the head does not tell.
    Fields,
    /// Its cells may belong to other rows.
    Cells,
}

/// Of so many rows one that is none puts the whole table in doubt.
const ROWS_PER_FRAGMENT: usize = 8;

/// Marks every row of a table in which some are parts of others.
pub(crate) fn mark(flow: &Flow, table: &mut Table) {
    let numbered = table.columns.first().is_some_and(|column| column.kind == Kind::Number);
    let closes = |row: &Row| row.texts.last().is_some_and(|text| matches!(flow.c[text.end - 1], '。' | ';'));
    let stopped = numbered && table.rows.iter().any(closes);
    let fragment = |row: &Row, above: Option<&Row>| {
        let Some(first) = row.texts.first() else { return true };
        let words = &flow.c[first.clone()];
        let length: usize = row.texts.iter().map(ExactSizeIterator::len).sum();
        // Words without a number behind words without a stop go on with them.
        let goes_on = || stopped && row.number.is_none() && above.is_some_and(|above| !closes(above));
        length < SHORTEST_TASK
            || words.first().is_none_or(|c| matches!(c, '(' | ')' | '、' | ',' | '。' | ';'))
            || goes_on()
            || (row.texts.len() == 1 && names_units(words) && who::is_plain_list(flow, first.clone()))
    };
    let above = std::iter::once(None).chain(table.rows.iter().map(Some));
    let fragments = table.rows.iter().zip(above).filter(|(row, above)| fragment(row, *above)).count();
    if fragments * ROWS_PER_FRAGMENT >= table.rows.len() && fragments > 0 {
        table.rows.iter_mut().for_each(|row| row.doubt = Doubt::Cells);
    }
}

/// Whether words begin like a list of units with their level; 建设公共服务站 only ends like one.
fn names_units(words: &[char]) -> bool {
    words[0] == '各' || place_and_level(words).is_some()
}
