//! How events change what is loaded: each fact, and the things that it makes or changes.

use super::{Entry, Thing, World};
use crate::account::{Account, AccountEvent};
use crate::day::DayEvent;
use crate::document::DocumentEvent;
use crate::draft::{Correction, Draft, DraftEvent, DraftTask};
use crate::event::{Event, Fact};
use crate::id::{DraftId, DraftTaskId, LeaderId, PlanId, TaskId, UnitId};
use crate::jurisdiction::{Jurisdiction, JurisdictionEvent};
use crate::leader::{Leader, LeaderEvent};
use crate::plan::{Plan, PlanEvent};
use crate::post::{Post, PostEvent};
use crate::private::PrivateEvent;
use crate::report::{Report, ReportEvent};
use crate::task::{Task, TaskEvent};
use crate::unit::{Unit, UnitEvent};

impl World {
    /// Folds one event into every loaded thing that it touches. A thing that is not loaded is left alone.
    pub fn apply(&mut self, event: &Event) {
        let (seq, day) = (event.seq, self.today);
        let on = event.on.unwrap_or(seq);
        macro_rules! change {
            ($id:expr, $kind:ident, $state:ident => $body:expr) => {
                self.change(u64::from($id), seq, |thing| {
                    if let Thing::$kind($state) = thing {
                        $body;
                    }
                })
            };
        }
        match &event.fact {
            Fact::Day(DayEvent::Opened(opened)) => self.today = opened.date,
            Fact::Jurisdiction(fact) => {
                match (&mut self.jurisdiction, fact) {
                    (Some(jurisdiction), _) => jurisdiction.apply(fact),
                    (none, JurisdictionEvent::Founded(founded)) => {
                        *none = Some(Jurisdiction::founded(founded));
                    }
                    (None, JurisdictionEvent::Changed(_)) => {}
                }
                if let Some(jurisdiction) = self.jurisdiction.clone() {
                    self.things
                        .insert(0, Some(Entry { thing: Thing::Jurisdiction(jurisdiction), version: seq }));
                    self.touched.push(0);
                }
            }
            Fact::Unit(fact) => {
                if matches!(fact, UnitEvent::Added(_)) {
                    let mut unit = Unit::default();
                    unit.apply(fact);
                    self.make(seq, Thing::Unit(unit));
                } else {
                    change!(on, Unit, unit => unit.apply(fact));
                }
                if let Some(successor) = fact.successor() {
                    change!(successor, Unit, unit => unit.joined(UnitId(on), fact));
                }
            }
            Fact::Leader(fact) => {
                let (units, former) = match fact {
                    LeaderEvent::Added(added) => {
                        let mut leader = Leader::default();
                        leader.apply(fact);
                        self.make(seq, Thing::Leader(leader));
                        (&added.units, &[][..])
                    }
                    LeaderEvent::Changed(changed) => {
                        change!(on, Leader, leader => leader.apply(fact));
                        (&changed.units, &changed.former[..])
                    }
                };
                for &unit in former.iter().filter(|unit| !units.contains(unit)) {
                    change!(unit, Unit, state => state.leaders.retain(|leader| leader.0 != on));
                }
                for &unit in units.iter().filter(|unit| !former.contains(unit)) {
                    change!(unit, Unit, state => state.leaders.push(LeaderId(on)));
                }
            }
            Fact::Post(fact) => match fact {
                PostEvent::Added(added) => self.make(seq, Thing::Post(Post::added(added))),
                PostEvent::Changed(_) => change!(on, Post, post => post.apply(fact)),
            },
            Fact::Account(fact) => {
                if matches!(fact, AccountEvent::Added(_)) {
                    let mut account = Account::default();
                    account.apply(event, fact);
                    self.make(seq, Thing::Account(account));
                } else {
                    change!(on, Account, account => account.apply(event, fact));
                }
            }
            Fact::Private(PrivateEvent::Erased(erased)) => {
                change!(erased.account, Account, account => account.erase(erased.seq));
            }
            Fact::Document(DocumentEvent::Kept(kept)) => self.make(seq, Thing::Document(kept.clone())),
            Fact::Draft(fact) => self.apply_draft(event, on, fact),
            Fact::Plan(PlanEvent::Confirmed(confirmed)) => {
                self.make(seq, Thing::Plan(Plan::confirmed(confirmed, day)));
                change!(confirmed.draft, Draft, draft => draft.plan = Some(PlanId(seq)));
                if let Some(follows) = confirmed.follows {
                    change!(follows.plan, Plan, plan => plan.followed_by.push(PlanId(seq)));
                }
            }
            Fact::Plan(PlanEvent::Withdrawn(withdrawn)) => {
                change!(on, Plan, plan => plan.withdrawn = Some(withdrawn.reason.clone()));
                for &task in &withdrawn.tasks {
                    change!(task, Task, state => state.withdrawn(event, withdrawn));
                }
            }
            Fact::Task(TaskEvent::Registered(registered)) => {
                let mut task = Task::registered(registered);
                task.updated = event.at.as_microsecond();
                self.make(seq, Thing::Task(task));
                change!(registered.plan, Plan, plan => plan.tasks.push(TaskId(seq)));
            }
            Fact::Task(fact) => change!(on, Task, task => task.apply(event, fact, day)),
            Fact::Report(fact) => {
                let report = match fact {
                    ReportEvent::Written(written) => {
                        self.make(seq, Thing::Report(Report::written(TaskId(on), written)));
                        seq
                    }
                    ReportEvent::Approved(approved) => approved.report.0,
                    ReportEvent::Returned(returned) => returned.report.0,
                    ReportEvent::Accepted(accepted) => accepted.report.0,
                };
                change!(report, Report, state => state.apply(fact));
                change!(on, Task, task => task.reported(event, fact, day));
            }
        }
    }

    fn apply_draft(&mut self, event: &Event, on: u64, fact: &DraftEvent) {
        let seq = event.seq;
        let by = event.by.map(|(account, _)| account);
        let mut draft = |change: &mut dyn FnMut(&mut Draft)| {
            self.change(on, seq, |thing| {
                if let Thing::Draft(draft) = thing {
                    change(draft);
                }
            });
        };
        match fact {
            DraftEvent::Corrected(corrected) => draft(&mut |of| of.step(seq, by, vec![corrected.task])),
            DraftEvent::ManyCorrected(many) => draft(&mut |of| {
                of.step(seq, by, many.tasks.clone());
                of.accept(&many.warnings);
            }),
            DraftEvent::Moved(moved) => draft(&mut |of| {
                of.step(seq, by, moved.tasks.clone());
                of.moves(&moved.tasks, moved.after);
            }),
            DraftEvent::Accepted(accepted) => draft(&mut |of| {
                of.step(seq, by, Vec::new());
                of.accept(&[accepted.warning]);
            }),
            DraftEvent::Split(split) => draft(&mut |of| of.step(seq, by, vec![split.task])),
            DraftEvent::Merged(merged) => draft(&mut |of| of.step(seq, by, vec![merged.task, merged.from])),
            DraftEvent::Removed(removed) => draft(&mut |of| of.step(seq, by, vec![removed.task])),
            DraftEvent::TaskMade(made) => draft(&mut |of| {
                // A task that a person added is a step of its own; one of two parts belongs to the splitting.
                if made.step == Some(seq) {
                    of.step(seq, by, Vec::new());
                }
                of.insert(DraftTaskId(seq), made);
            }),
            DraftEvent::Undone(undone) => draft(&mut |of| of.undone(undone.step)),
            DraftEvent::Redone(redone) => draft(&mut |of| of.redone(redone.step)),
            DraftEvent::Followed(followed) => draft(&mut |of| of.followed.clone_from(followed)),
            DraftEvent::Edited(edited) => draft(&mut |of| {
                of.title.clone_from(&edited.title);
                of.period = edited.period;
            }),
            DraftEvent::Dropped(_) => draft(&mut |of| of.dropped = true),
            DraftEvent::Made(made) => self.make(seq, Thing::Draft(Draft::made(made))),
        }
        self.apply_draft_tasks(seq, on, fact);
    }

    fn apply_draft_tasks(&mut self, seq: u64, on: u64, fact: &DraftEvent) {
        let mut task = |id: DraftTaskId, change: &mut dyn FnMut(&mut DraftTask)| {
            self.change(id.0, seq, |thing| {
                if let Thing::DraftTask(task) = thing {
                    change(task);
                }
            });
        };
        let corrected = |task: &mut DraftTask, correction: &Correction| {
            // What was decided once is true for ever; a later limit does not undo it.
            let after = correction.of(&task.facts).unwrap_or_else(|_| task.facts.clone());
            task.change(seq, Some(after), false);
        };
        match fact {
            DraftEvent::TaskMade(made) => {
                self.make(seq, Thing::DraftTask(DraftTask::made(DraftId(on), made)));
            }
            DraftEvent::Corrected(one) => task(one.task, &mut |task| corrected(task, &one.correction)),
            DraftEvent::ManyCorrected(many) => {
                for &id in &many.tasks {
                    task(id, &mut |task| corrected(task, &many.correction));
                }
            }
            DraftEvent::Moved(moved) => {
                for &id in &moved.tasks {
                    task(id, &mut |task| corrected(task, &Correction::Section(moved.section)));
                }
            }
            DraftEvent::Split(split) => {
                task(split.task, &mut |task| task.change(seq, Some(split.facts.clone()), false));
            }
            DraftEvent::Merged(merged) => {
                task(merged.task, &mut |task| task.change(seq, Some(merged.facts.clone()), false));
                task(merged.from, &mut |task| task.change(seq, None, true));
            }
            DraftEvent::Removed(removed) => task(removed.task, &mut |task| task.change(seq, None, true)),
            DraftEvent::Undone(undone) => {
                for &id in &undone.tasks {
                    task(id, &mut |task| task.undo(undone.step));
                }
            }
            DraftEvent::Redone(redone) => {
                for &id in &redone.tasks {
                    task(id, &mut |task| task.redo(redone.step));
                }
            }
            DraftEvent::Made(_)
            | DraftEvent::Edited(_)
            | DraftEvent::Followed(_)
            | DraftEvent::Accepted(_)
            | DraftEvent::Dropped(_) => {}
        }
    }
}
