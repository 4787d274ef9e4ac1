//! What looks doubtful in a report: named with its reason, never held back, and nobody is accused.

use ledger::report::Written;
use ledger::task::TargetState;
use rust_decimal::Decimal;

/// A figure that grew by this many times its largest step before is a jump.
const JUMP_STEPS: i64 = 4;
/// Texts shorter than this, in characters, are alike by chance.
const COPIED_CHARS: usize = 20;

/// One doubt.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Doubt {
    /// The figure of a target grew far more than ever before: from, to.
    Jump(usize, Decimal, Decimal),
    /// The figure is more than twice its target.
    FarAbove(usize, Decimal),
    /// The text is word for word that of an earlier report.
    SameText,
    /// A file that was handed in before.
    SameFile(String),
    /// All done, and no evidence.
    DoneWithoutEvidence,
}

/// The doubts about a report, against the earlier reports on its task, oldest first. Figures are compared within one
/// assignment, texts and files across all.
pub(super) fn doubts(new: &Written, before: &[&Written], targets: &[TargetState]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for figure in &new.figures {
        let Some(target) = targets.get(figure.target).filter(|target| target.has_line()) else { continue };
        let own = before.iter().filter(|old| old.assignment == new.assignment);
        let past = own.flat_map(|old| &old.figures).filter(|old| old.target == figure.target);
        let past: Vec<Decimal> = std::iter::once(Decimal::ZERO).chain(past.map(|old| old.value)).collect();
        let step = past.windows(2).map(|pair| pair[1] - pair[0]).max().filter(|step| *step > Decimal::ZERO);
        if let (Some(step), Some(&last)) = (step, past.last())
            && past.len() > 2
            && step.checked_mul(JUMP_STEPS.into()).is_some_and(|limit| figure.value - last > limit)
        {
            doubts.push(Doubt::Jump(figure.target, last, figure.value));
        } else if target.value.checked_mul(Decimal::TWO).is_some_and(|twice| figure.value > twice) {
            doubts.push(Doubt::FarAbove(figure.target, figure.value));
        }
    }
    let long = new.text.chars().count() >= COPIED_CHARS;
    if long && before.iter().any(|old| old.text == new.text) {
        doubts.push(Doubt::SameText);
    }
    let known = |sha256: &str| before.iter().flat_map(|old| &old.evidence).any(|old| old.sha256 == sha256);
    let again = new.evidence.iter().filter(|file| known(&file.sha256));
    doubts.extend(again.map(|file| Doubt::SameFile(file.name.clone())));
    let bare = new.evidence.is_empty() && before.iter().all(|old| old.evidence.is_empty());
    if new.percent == 100 && bare {
        doubts.push(Doubt::DoneWithoutEvidence);
    }
    doubts
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use ledger::AssignmentId;
    use ledger::printed::Comparator;
    use ledger::report::Evidence;
    use ledger::task::Figure;

    const LONG: &str = "已印发实施意见，电价自五月一日起下调，惠及企业二百一十四户。";

    fn report(figure: i64, percent: u8, text: &str, file: &str) -> Written {
        let file = Evidence { name: format!("{file}.pdf"), sha256: file.into(), bytes: 1 };
        Written {
            assignment: AssignmentId(1),
            as_of: date(2026, 5, 1),
            percent,
            text: text.into(),
            problems: String::new(),
            figures: vec![Figure { target: 0, value: figure.into() }],
            correction: String::new(),
            evidence: if file.sha256.is_empty() { Vec::new() } else { vec![file] },
        }
    }

    #[test]
    fn what_is_doubtful_is_named() {
        let target = TargetState {
            value: 25.into(),
            unit: "亿元".into(),
            comparator: Comparator::MoreThan,
            claimed: None,
            verified: None,
        };
        let past = [report(2, 8, "a", "a"), report(4, 16, LONG, "b")];
        let past: Vec<&Written> = past.iter().collect();
        for (what, new, found) in [
            ("a steady figure", report(6, 24, "c", "c"), vec![]),
            ("four times the largest step is no jump", report(12, 48, "c", "c"), vec![]),
            ("more is", report(13, 52, "c", "c"), vec![Doubt::Jump(0, 4.into(), 13.into())]),
            ("a copied text", report(6, 24, LONG, "c"), vec![Doubt::SameText]),
            ("a short one may be alike", report(6, 24, "a", "c"), vec![]),
            ("an old file", report(6, 24, "c", "a"), vec![Doubt::SameFile("a.pdf".into())]),
        ] {
            assert_eq!(doubts(&new, &past, std::slice::from_ref(&target)), found, "{what}");
        }
        let first = report(60, 100, "c", "");
        let found = doubts(&first, &[], &[target]);
        assert_eq!(found, [Doubt::FarAbove(0, 60.into()), Doubt::DoneWithoutEvidence]);
    }
}
