//! 接续: a draft held against a former plan; the reviewer says what is carried on and what ends. Nothing happens to the
//! former plan before the draft is confirmed, and nothing ever where nothing is said.

mod matter;

use crate::address::Address;
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::task::light::{LightWords, light_words};
use crate::who::{Who, not_found};
use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use ledger::draft::{Carry, Draft, DraftFacts, Follow};
use ledger::plan::{Follows, How};
use ledger::task::{Registered, Task, TaskEvent};
use ledger::{DraftId, DraftTaskId, Fact, PlanId, Right, TaskId, Thing};
use reading::compare::{Comparison, Link, compare_matters};
use serde::Deserialize;
use std::collections::BTreeSet;
use store::query::{events, things};
use store::{Connection, Fault};

/// The fields of the form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    plan: String,
    how: String,
    /// `former:new` of each pair that is carried on.
    carry: Vec<String>,
    /// Former tasks that end.
    end: Vec<String>,
    reason: String,
}

/// A former task.
struct Former {
    id: u64,
    name: String,
    light: LightWords,
    /// Work on it goes on.
    open: bool,
    /// Another plan carries it on already.
    taken: bool,
}

/// A line of the table.
struct Line {
    /// The box of this line: its value, and whether it is ticked; none where nothing is to be decided.
    choice: Option<(String, bool)>,
    former: Option<usize>,
    /// The new task: its id and name.
    new: Option<(u64, String)>,
    /// 拆分, 合并, or "".
    link: &'static str,
    likeness: u32,
    changes: Vec<String>,
}

/// Lines of one kind under their heading.
struct Group {
    key: &'static str,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "plan/follow.html")]
struct Page {
    cx: Cx,
    id: u64,
    version: u64,
    draft: String,
    open: bool,
    /// Plans to choose from: value, title.
    plans: Vec<(String, String)>,
    hows: Vec<(&'static str, String)>,
    formers: Vec<Former>,
    groups: Vec<Group>,
    body: Body,
    /// The plan that is shown; "" where none is.
    plan: String,
    saved: bool,
    errors: Errors,
}

/// What the page stands on.
struct Loaded {
    version: u64,
    draft: Draft,
    tasks: Vec<(DraftTaskId, DraftFacts)>,
    former: Vec<(TaskId, Task, Registered)>,
}

/// What a draft follows, in a line; "" where it stands alone.
pub(crate) fn line(who: &Who, draft: &Draft) -> String {
    let Some(follows) = draft.followed.follows else { return String::new() };
    let title = who.directory.plan(follows.plan).map_or(String::new(), |plan| plan.title.clone());
    let carried: BTreeSet<TaskId> = draft.followed.carried.iter().map(|carry| carry.task).collect();
    let how = who.w.of("follow-how", follows.how.text());
    let (carried, ended) = (carried.len(), draft.followed.ended.len());
    who.w.fill("follow-line", &[("how", &how), ("title", &title), ("carried", &carried), ("ended", &ended)])
}

pub(super) async fn show(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    let chosen = address.number("plan").map(PlanId);
    let how = address.one("how").unwrap_or_default().to_owned();
    page::page(&view(&who, id, chosen, &how, None, Errors::default()).await?)
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    let plan = body.plan.parse().ok().map(PlanId);
    let pair = |pair: &String| {
        let (task, into) = pair.split_once(':')?;
        Some(Carry { task: TaskId(task.parse().ok()?), into: DraftTaskId(into.parse().ok()?) })
    };
    let command = Follow {
        draft: DraftId(id),
        follows: plan.map(|plan| Follows { plan, how: how_of(&body.how) }),
        carried: body.carry.iter().filter_map(pair).collect(),
        ended: body.end.iter().filter_map(|task| task.parse().ok().map(TaskId)).collect(),
        reason: body.reason.clone(),
    };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(_) => page::see(format!("/drafts/{id}/confirm#becomes")),
        Err(error) => {
            let errors = Errors::of(error, who.w)?;
            let how = body.how.clone();
            page::refused(&view(&who, id, plan, &how, Some(body), errors).await?)
        }
    }
}

fn how_of(text: &str) -> How {
    if text == How::Replaces.text() { How::Replaces } else { How::Continues }
}

/// Plans that can have come before: those in force, the last to end first, as far as a list is of use.
fn plans(who: &Who) -> Vec<(String, String)> {
    const PLANS: usize = 200;
    let mut plans: Vec<_> = who.directory.plans().filter(|(_, plan)| plan.withdrawn.is_none()).collect();
    plans.sort_by_key(|(id, plan)| std::cmp::Reverse((plan.period.end, *id)));
    let named = plans.into_iter().take(PLANS).map(|(id, plan)| {
        let number = if plan.number.is_empty() { String::new() } else { format!(" {}", plan.number) };
        (id.to_string(), format!("{}{number}", plan.title))
    });
    named.collect()
}

async fn view(
    who: &Who,
    id: u64,
    chosen: Option<PlanId>,
    how: &str,
    sent: Option<Body>,
    errors: Errors,
) -> Result<Page, Halt> {
    who.require(Right::Review)?;
    let asked = who.clone();
    let loaded = who.app.store.read(move |db| load(db, &asked, id, chosen)).await?.ok_or_else(not_found)?;
    let w = who.w;
    let saved = loaded.draft.followed.clone();
    let plan = chosen.or(saved.follows.map(|follows| follows.plan));
    let kept = saved.follows.filter(|follows| Some(follows.plan) == plan);
    let how = match (how, kept) {
        ("", Some(follows)) => follows.how,
        _ => how_of(how),
    };
    let mut body = sent.clone().unwrap_or_default();
    body.how = how.text().to_owned();
    body.plan = plan.map_or(String::new(), |plan| plan.to_string());
    if sent.is_none() && kept.is_some() {
        body.carry = saved.carried.iter().map(|carry| format!("{}:{}", carry.task, carry.into)).collect();
        body.end = saved.ended.iter().map(ToString::to_string).collect();
        body.reason.clone_from(&saved.reason);
    }
    if body.reason.is_empty() {
        w.t("follow-reason-proposed").clone_into(&mut body.reason);
    }
    let ticked = (sent.is_some() || kept.is_some()).then_some(&body);
    let formers: Vec<Former> = loaded.former.iter().map(|(id, task, _)| former(who, *id, task)).collect();
    let groups = if plan.is_some() { groups(who, &loaded, &formers, how, ticked) } else { Vec::new() };
    let title = if loaded.draft.title.is_empty() { w.t("draft-untitled") } else { &loaded.draft.title };
    Ok(Page {
        cx: who.cx(w.t("follow-title").to_owned(), "document"),
        id,
        version: loaded.version,
        draft: title.to_owned(),
        open: loaded.draft.open().is_ok(),
        plans: plans(who),
        hows: [How::Continues, How::Replaces]
            .map(|how| (how.text(), w.of("follow-how", how.text()).to_owned()))
            .into(),
        formers,
        groups,
        plan: plan.and_then(|plan| who.directory.plan(plan)).map_or(String::new(), |plan| plan.title.clone()),
        body,
        saved: kept.is_some(),
        errors,
    })
}

fn load(db: &mut Connection, who: &Who, id: u64, chosen: Option<PlanId>) -> Result<Option<Loaded>, Fault> {
    let Some(entry) = things::one(db, who.key(id))? else { return Ok(None) };
    let Thing::Draft(draft) = entry.thing else { return Ok(None) };
    let mut found = things::some(db, who.jurisdiction, draft.tasks.iter().map(|task| task.0))?;
    let tasks = draft.tasks.iter().filter_map(|&id| match found.remove(&id.0)?.thing {
        Thing::DraftTask(task) if !task.removed => Some((id, task.facts)),
        _ => None,
    });
    let tasks = tasks.collect();
    let plan = chosen.or(draft.followed.follows.map(|follows| follows.plan));
    let Some(plan) = plan.map(|plan| who.directory.plan(plan)) else {
        return Ok(Some(Loaded { version: entry.version, draft, tasks, former: Vec::new() }));
    };
    let Some(plan) = plan else { return Ok(None) };
    let seqs = || plan.tasks.iter().map(|task| task.0);
    let mut states = things::some(db, who.jurisdiction, seqs())?;
    let mut registered = events::some(db, who.jurisdiction, seqs())?;
    let former = plan.tasks.iter().filter_map(|&id| {
        match (states.remove(&id.0)?.thing, registered.remove(&id.0)?.event.fact) {
            (Thing::Task(task), Fact::Task(TaskEvent::Registered(of))) => Some((id, task, of)),
            _ => None,
        }
    });
    Ok(Some(Loaded { version: entry.version, former: former.collect(), draft, tasks }))
}

/// A title behind its number, which is set off where it has no mark of its own.
fn numbered(number: &str, title: &str) -> String {
    let gap = if number.ends_with(|last: char| last.is_numeric()) { " " } else { "" };
    format!("{number}{gap}{title}")
}

fn former(who: &Who, id: TaskId, task: &Task) -> Former {
    let today: Date = who.today;
    let row = ledger::task::row(task, &who.directory.jurisdiction.lights, today);
    Former {
        id: id.0,
        name: numbered(&task.number, &task.title),
        light: light_words(&row, today, who.w),
        open: row.state.open(),
        taken: !task.carried.is_empty(),
    }
}

/// The table. What is ticked already stays; else pairs are, and where the draft replaces the plan, so is what ended.
fn groups(who: &Who, of: &Loaded, formers: &[Former], how: How, ticked: Option<&Body>) -> Vec<Group> {
    let leaders = |registered: &Registered| {
        let named = registered.leaders.iter().filter_map(|&id| who.directory.leader(id));
        named.map(|leader| leader.name.clone()).collect()
    };
    let from: Vec<_> = of.former.iter().map(|(.., of)| matter::of_task(of, leaders(of))).collect();
    let to: Vec<_> = of.tasks.iter().map(|(_, facts)| matter::of_facts(facts)).collect();
    let Comparison { pairs, ended, new } = compare_matters(&from, &to);
    let task = |at: usize| {
        let (id, facts) = &of.tasks[at];
        (id.0, numbered(&facts.number, &facts.title))
    };
    let (mut changed, mut unchanged) = (Vec::new(), Vec::new());
    for pair in pairs {
        let former = &formers[pair.from];
        let value = format!("{}:{}", former.id, task(pair.to).0);
        let ticked = ticked.is_none_or(|body| body.carry.contains(&value));
        let list = if pair.changes.is_empty() { &mut unchanged } else { &mut changed };
        list.push(Line {
            choice: (!former.taken).then_some((value, ticked)),
            former: Some(pair.from),
            new: Some(task(pair.to)),
            link: match pair.link {
                Link::Same => "",
                Link::Split => "split",
                Link::Merged => "merged",
            },
            likeness: pair.likeness / 10,
            changes: pair.changes.iter().map(|change| matter::said(change, who.w)).collect(),
        });
    }
    let ended = ended.into_iter().map(|at| {
        let former = &formers[at];
        let value = former.id.to_string();
        let ticked = ticked.map_or(how == How::Replaces, |body| body.end.contains(&value));
        let choice = (former.open && !former.taken).then_some((value, ticked));
        Line { choice, former: Some(at), new: None, link: "", likeness: 0, changes: Vec::new() }
    });
    let new = new.into_iter().map(|at| Line {
        choice: None,
        former: None,
        new: Some(task(at)),
        link: "",
        likeness: 0,
        changes: Vec::new(),
    });
    let groups = [
        Group { key: "changed", lines: changed },
        Group { key: "unchanged", lines: unchanged },
        Group { key: "ended", lines: ended.collect() },
        Group { key: "new", lines: new.collect() },
    ];
    groups.into_iter().filter(|group| !group.lines.is_empty()).collect()
}
