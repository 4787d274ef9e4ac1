//! Which things an event changes: what has to be loaded before it is folded.

use crate::draft::{DraftEvent, ManyCorrected, Moved, Redone, Undone};
use crate::event::{Event, Fact};
use crate::leader::LeaderEvent;
use crate::plan::PlanEvent;
use crate::private::PrivateEvent;
use crate::report::ReportEvent;
use crate::task::TaskEvent;

/// The seqs of all things that an event makes or changes.
pub fn touches(event: &Event) -> Vec<u64> {
    let on = event.on.unwrap_or(event.seq);
    match &event.fact {
        Fact::Day(_) => Vec::new(),
        Fact::Leader(fact) => {
            let (units, former) = match fact {
                LeaderEvent::Added(added) => (&added.units, &[][..]),
                LeaderEvent::Changed(changed) => (&changed.units, &changed.former[..]),
            };
            let moved =
                units.iter().chain(former).filter(|unit| units.contains(unit) != former.contains(unit));
            std::iter::once(on).chain(moved.map(|unit| unit.0)).collect()
        }
        Fact::Unit(fact) => std::iter::once(on).chain(fact.successor().map(u64::from)).collect(),
        Fact::Private(PrivateEvent::Erased(erased)) => vec![erased.account.0],
        Fact::Draft(fact) => match fact {
            DraftEvent::Made(_)
            | DraftEvent::Edited(_)
            | DraftEvent::Followed(_)
            | DraftEvent::Accepted(_)
            | DraftEvent::Dropped(_) => vec![on],
            DraftEvent::TaskMade(_) => vec![on, event.seq],
            DraftEvent::Corrected(corrected) => vec![on, corrected.task.0],
            DraftEvent::Split(split) => vec![on, split.task.0],
            DraftEvent::Merged(merged) => vec![on, merged.task.0, merged.from.0],
            DraftEvent::Removed(removed) => vec![on, removed.task.0],
            DraftEvent::ManyCorrected(ManyCorrected { tasks, .. })
            | DraftEvent::Moved(Moved { tasks, .. })
            | DraftEvent::Undone(Undone { tasks, .. })
            | DraftEvent::Redone(Redone { tasks, .. }) => {
                std::iter::once(on).chain(tasks.iter().map(|task| task.0)).collect()
            }
        },
        Fact::Plan(PlanEvent::Confirmed(confirmed)) => {
            let former = confirmed.follows.map(|follows| follows.plan.0);
            [on, confirmed.draft.0].into_iter().chain(former).collect()
        }
        Fact::Plan(PlanEvent::Withdrawn(withdrawn)) => {
            std::iter::once(on).chain(withdrawn.tasks.iter().map(|task| task.0)).collect()
        }
        Fact::Task(TaskEvent::Registered(registered)) => vec![on, registered.plan.0],
        Fact::Report(fact) => {
            let report = match fact {
                ReportEvent::Written(_) => event.seq,
                ReportEvent::Approved(approved) => approved.report.0,
                ReportEvent::Returned(returned) => returned.report.0,
                ReportEvent::Accepted(accepted) => accepted.report.0,
            };
            vec![on, report]
        }
        Fact::Jurisdiction(_) | Fact::Post(_) | Fact::Account(_) | Fact::Document(_) | Fact::Task(_) => {
            vec![on]
        }
    }
}
