//! Plan after plan: what is carried on, what ends, and what happens where nothing is said.

use crate::cast::{Cast, drafted, facts, planned, staffed, write};
use crate::office::Office;
use ledger::draft::{Carry, Confirm, Follow, Remove};
use ledger::light::{Light, Reason};
use ledger::plan::{Follows, How, Withdraw};
use ledger::task::{self, State, row};
use ledger::{Code, DraftId, DraftTaskId, Facet, PlanId, TaskId, Thing};

/// A campaign of four tasks, all handed out, and a draft of three.
struct Scene {
    office: Office,
    cast: Cast,
    former: PlanId,
    tasks: Vec<TaskId>,
    draft: DraftId,
    into: Vec<DraftTaskId>,
}

impl Scene {
    fn new() -> Self {
        let (mut office, cast) = staffed();
        let by = cast.supervisor;
        let list = |words: &[&str]| words.iter().map(|words| facts(words, &["*交通厅"])).collect();
        let (former, tasks) =
            planned(&mut office, by, list(&["修建公路。", "修建桥梁。", "修建码头。", "修建隧道。"]));
        office.make(by, task::Assign { plan: former, tasks: vec![] });
        let draft = drafted(&mut office, by, list(&["续建公路。", "续建桥梁。", "新建机场。"]));
        let into = match &office.things[&draft.0].thing {
            Thing::Draft(draft) => draft.tasks.clone(),
            other => panic!("{other:?}"),
        };
        Self { office, cast, former, tasks, draft, into }
    }

    fn follow(&self, carried: &[(usize, usize)], ended: &[usize]) -> Follow {
        Follow {
            draft: self.draft,
            follows: Some(Follows { plan: self.former, how: How::Replaces }),
            carried: carried
                .iter()
                .map(|&(task, into)| Carry { task: self.tasks[task], into: self.into[into] })
                .collect(),
            ended: ended.iter().map(|&task| self.tasks[task]).collect(),
            reason: "新方案不再列入。".into(),
        }
    }

    fn confirm(&mut self) -> (PlanId, Vec<TaskId>) {
        let plan = self.office.make(self.cast.supervisor, Confirm::of(self.draft));
        match &self.office.things[&plan].thing {
            Thing::Plan(of) => (PlanId(plan), of.tasks.clone()),
            other => panic!("{other:?}"),
        }
    }

    fn states(&self) -> Vec<State> {
        self.tasks.iter().map(|task| self.office.task(task.0).state()).collect()
    }
}

#[test]
fn what_is_carried_on_is_closed_and_linked_both_ways() {
    let mut scene = Scene::new();
    // The bridge and the port go into one task, the road into two.
    let follow = scene.follow(&[(0, 0), (0, 2), (1, 1), (2, 1)], &[3]);
    scene.office.make(scene.cast.supervisor, follow);
    assert_eq!(scene.states(), [State::Assigned; 4], "nothing happens before the draft is confirmed");
    let (plan, new) = scene.confirm();
    assert_eq!(scene.states(), [State::Carried, State::Carried, State::Carried, State::Cancelled]);
    let carried = |task: usize| scene.office.task(scene.tasks[task].0).carried.clone();
    assert_eq!((carried(0), carried(1), carried(2)), (vec![new[0], new[2]], vec![new[1]], vec![new[1]]));
    let carries = |task: usize| scene.office.task(new[task].0).carries.clone();
    let tasks = &scene.tasks;
    assert_eq!(
        (carries(0), carries(1), carries(2)),
        (vec![tasks[0]], vec![tasks[1], tasks[2]], vec![tasks[0]])
    );
    let Thing::Plan(former) = &scene.office.things[&scene.former.0].thing else { panic!("a plan") };
    assert_eq!(former.followed_by, [plan]);
}

#[test]
fn what_is_carried_on_is_late_no_more_and_measured_once() {
    let mut scene = Scene::new();
    let by = scene.cast.liaison(scene.cast.roads);
    let (task, part) = (scene.tasks[0], scene.office.task(scene.tasks[0].0).assignments[0].id);
    scene.office.make(by, task::Sign { task, assignment: part });
    let report = scene.office.make(by, write(task, part, scene.office.today, 60, &[], 1));
    scene.office.make(
        scene.cast.head(scene.cast.roads),
        ledger::report::Approve { report: ledger::ReportId(report) },
    );
    scene.office.make(scene.cast.supervisor, scene.follow(&[(0, 0)], &[3]));
    scene.confirm();
    scene.office.days(300);
    let row =
        |task: usize| row(scene.office.task(scene.tasks[task].0), &scene.office.lights(), scene.office.today);
    let shows = |task: usize| (row(task).light, row(task).reason, row(task).due, row(task).waits);
    assert_eq!(shows(0), (Light::Grey, Reason::Carried, None, vec![]));
    assert_eq!(shows(3), (Light::Grey, Reason::Ended, None, vec![]));
    assert_eq!((row(1).light, row(1).reason), (Light::Red, Reason::Overdue), "what is not named stays open");
    let percent = |of: PlanId| scene.office.counters.get(&(Facet::Plan, of.0, Facet::Percent, 0)).copied();
    assert_eq!(percent(scene.former), None, "its percentage counts where it goes on");
}

#[test]
fn where_nothing_is_said_nothing_changes() {
    let mut scene = Scene::new();
    scene.office.make(scene.cast.supervisor, scene.follow(&[], &[]));
    scene.confirm();
    assert_eq!(scene.states(), [State::Assigned; 4]);
}

#[test]
fn what_cannot_follow_is_refused() {
    let scene = Scene::new();
    let by = scene.cast.supervisor;
    let with = |change: &dyn Fn(&mut Follow)| {
        let mut follow = scene.follow(&[(0, 0)], &[3]);
        change(&mut follow);
        follow
    };
    let mut withdrawn = scene.office.clone();
    withdrawn.make(by, Withdraw { plan: scene.former, reason: "重复。".into() });
    let mut removed = scene.office.clone();
    removed.make(by, Remove { draft: scene.draft, task: scene.into[0] });
    let same = |_: &mut Follow| {};
    let cases: [(&str, &Office, Follow, Result<String, Code>); 8] = [
        ("as it should be", &scene.office, with(&same), Ok("draft.followed".into())),
        ("no plan", &scene.office, with(&|follow| follow.follows = None), Err(Code::NotFound)),
        ("no reason", &scene.office, with(&|follow| follow.reason = " ".into()), Err(Code::Empty)),
        (
            "carried and ended",
            &scene.office,
            with(&|follow| follow.ended = vec![scene.tasks[0]]),
            Err(Code::TaskState),
        ),
        (
            "a task of no plan",
            &scene.office,
            with(&|follow| follow.ended = vec![TaskId(99_999)]),
            Err(Code::NotFound),
        ),
        (
            "a draft task of no draft",
            &scene.office,
            with(&|follow| follow.carried[0].into = DraftTaskId(99_999)),
            Err(Code::NotFound),
        ),
        ("a plan that is withdrawn", &withdrawn, with(&same), Err(Code::PlanWithdrawn)),
        ("a task that is taken out", &removed, with(&same), Err(Code::NotInDraft)),
    ];
    for (what, office, follow, outcome) in cases {
        assert_eq!(office.would(by, follow), outcome, "{what}");
    }
}

#[test]
fn what_changed_since_is_left_alone() {
    let mut scene = Scene::new();
    let by = scene.cast.supervisor;
    scene.office.make(by, scene.follow(&[(0, 0), (1, 1)], &[3]));
    // The task that was to carry the bridge on is taken out of the draft.
    scene.office.make(by, Remove { draft: scene.draft, task: scene.into[1] });
    scene.confirm();
    assert_eq!(scene.states(), [State::Carried, State::Assigned, State::Assigned, State::Cancelled]);
    // What is carried on already is not carried on by another plan, nor taken up again.
    let list = vec![facts("再建公路。", &["*交通厅"])];
    let draft = drafted(&mut scene.office, by, list);
    let again = Follow { draft, ..scene.follow(&[], &[0]) };
    assert_eq!(scene.office.would(by, again), Err(Code::TaskState));
    let reopen = task::Reopen { task: scene.tasks[0], reason: "再办。".into() };
    assert_eq!(scene.office.would(by, reopen), Err(Code::TaskState));
}
