//! What is said of a table once all its rows are found.

use std::ops::Range;

use super::{Row, Table};
use crate::label::Kind;
use crate::text::Flow;

/// Where a cell says 同上, it is the one above it.
pub(super) fn resolve_dittos(flow: &Flow, table: &mut Table) {
    let is_ditto = |cell: &Range<usize>| matches!(flow.c[cell.clone()], ['同', '上'] | ['〃']);
    for n in 1..table.rows.len() {
        let (above, row) = table.rows.split_at_mut(n);
        for (column, cell) in row[0].fields.iter_mut().filter(|(_, cell)| is_ditto(cell)) {
            let of_column = above[n - 1].fields.iter().find(|(of, _)| of.head == column.head);
            if let Some((_, same)) = of_column {
                cell.clone_from(same);
            }
        }
    }
}

/// Characters of the longest name of a task, and of the shortest goal that says what it is.
const TASK_NAME_CHARS: usize = 7;
const GOAL_CHARS: usize = 10;

/// Where 重点任务 only names what 年度目标 says in full, the name is no part of the task: 创新平台提级 beside 新获批省级重点实验室2家.
pub(super) fn leave_names_out(flow: &Flow, table: &mut Table) {
    let is_name = |text: &Range<usize>| {
        let words = &flow.c[text.clone()];
        words.len() <= TASK_NAME_CHARS
            && !words.iter().any(|c| c.is_ascii_digit() || matches!(c, '。' | ',' | ';'))
    };
    let named = |row: &Row| {
        row.texts.len() > 1
            && is_name(&row.texts[0])
            && row.texts[1..].iter().all(|text| text.len() >= GOAL_CHARS)
    };
    let goals = table.columns.iter().any(|column| column.kind == Kind::Goal);
    if goals && table.rows.len() > 1 && table.rows.iter().all(named) {
        for row in &mut table.rows {
            row.texts.remove(0);
        }
    }
}
