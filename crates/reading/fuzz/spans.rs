//! What holds of every reading: spans are counted in characters and lie in the text.

use reading::{Reading, Span};

pub fn check(reading: &Reading) {
    let end = reading.text.chars().count();
    let check = |span: Span| assert!(span.start <= span.end && span.end <= end, "{span:?} of {end}");
    reading.sections.iter().for_each(|section| check(section.span));
    reading.warnings.iter().for_each(|warning| check(warning.span));
    for task in &reading.tasks {
        check(task.span);
        task.unit_spans.iter().for_each(|mention| check(mention.span));
        task.leader_spans.iter().for_each(|mention| check(mention.span));
        task.deadlines.iter().for_each(|deadline| check(deadline.span));
        task.recurrences.iter().for_each(|recurrence| check(recurrence.span));
        task.relative_deadlines.iter().for_each(|limit| check(limit.span));
        task.targets.iter().for_each(|target| check(target.span));
        task.warnings.iter().for_each(|warning| check(warning.span));
    }
}
