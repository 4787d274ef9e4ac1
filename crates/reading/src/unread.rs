//! Places that name units for something and became no task: a person should look whether one is missing.

use std::ops::Range;

use crate::label::{self, Kind};
use crate::reading::{Span, Task};
use crate::text::Flow;
use crate::who;

/// Bars of a row that may hold a task.
const ROW_BARS: usize = 3;

/// The spans of such places, lines that follow each other as one.
pub(crate) fn unread(flow: &Flow, tasks: &[Task]) -> Vec<Span> {
    let mut read: Vec<Span> = Vec::with_capacity(tasks.len());
    for task in tasks {
        let units = task.unit_spans.iter().map(|mention| mention.span);
        let named = units.chain(task.leader_spans.iter().map(|mention| mention.span));
        // What a heading or a rule names stands outside the task.
        read.extend(named.filter(|span| !span.meets(task.span)));
        read.push(task.span);
    }
    read.sort_unstable();
    let mut found: Vec<Span> = Vec::new();
    let (mut next, mut reached, mut last) = (0, 0, None);
    for (n, line) in flow.lines.iter().enumerate() {
        let span = flow.span(line);
        while next < read.len() && read[next].start < span.end {
            reached = reached.max(read[next].end);
            next += 1;
        }
        if reached > span.start || !assigns(flow, line) {
            continue;
        }
        match found.last_mut().filter(|_| last == n.checked_sub(1)) {
            Some(before) => before.end = span.end,
            None => found.push(span),
        }
        last = Some(n);
    }
    found
}

/// Whether a line names units behind a label or in a cell.
fn assigns(flow: &Flow, line: &Range<usize>) -> bool {
    let c = &flow.c[line.clone()];
    let named = |value: Range<usize>| !value.is_empty() && who::is_plain_list(flow, value);
    let label =
        label::label_at(&flow.c, line.start, line.end).filter(|label| matches!(label.kind, Kind::Units(_)));
    if let Some(label) = label {
        return named(label.value..line.end);
    }
    let bars: Vec<usize> = line.clone().filter(|i| flow.c[*i] == '|').collect();
    bars.len() >= ROW_BARS
        && label::column(c).is_none()
        && bars.windows(2).any(|pair| who::is_certain_list(flow, pair[0] + 1..pair[1]))
}
