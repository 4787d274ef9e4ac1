//! 接续: a draft held against a former plan; the reviewer says what is carried on and what ends. Nothing happens to the
//! former plan before the draft is confirmed, and nothing ever where nothing is said.

mod matter;
mod table;

use crate::address::Address;
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::{Who, not_found};
use crate::words::Words;
use askama::Template;
use axum::extract::Path;
use ledger::draft::{Carry, Draft, DraftFacts, Follow};
use ledger::plan::{Follows, How};
use ledger::task::{Registered, Task, TaskEvent};
use ledger::{DraftId, DraftTaskId, Fact, PlanId, Right, TaskId, Thing};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use store::query::{events, things};
use store::{Connection, Fault};
use table::{Former, Group, formers, groups, meant, offered_formers, offered_tasks};

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
    /// Former tasks that no pair has, and the new task that was typed for each; may be empty.
    from: Vec<String>,
    into: Vec<String>,
    /// New tasks that no pair has, and the former task that was typed for each; may be empty.
    to: Vec<String>,
    of: Vec<String>,
}

impl Body {
    /// What is carried on.
    fn carried(&self) -> Vec<Carry> {
        let pair = |pair: &String| {
            let (task, into) = pair.split_once(':')?;
            Some(Carry { task: TaskId(task.parse().ok()?), into: DraftTaskId(into.parse().ok()?) })
        };
        self.carry.iter().filter_map(pair).collect()
    }

    /// Takes the tasks that were typed as pairs that are carried on.
    fn choose(&mut self, of: &Loaded, w: &Words) -> Errors {
        let mut errors = Errors::default();
        let mut named = |field: &str, id: &str, typed: &mut String, offered: &BTreeMap<String, u64>| {
            if typed.trim().is_empty() {
                return None;
            }
            let found = meant(typed.trim(), offered);
            if found.is_none() {
                errors.push(&format!("{field}-{id}"), w.fill("follow-unknown", &[("text", typed)]));
            }
            if found.is_some() {
                typed.clear();
            }
            found
        };
        let (tasks, formers) = (offered_tasks(of), offered_formers(of));
        for (former, typed) in self.from.iter().zip(&mut self.into) {
            if let Some(new) = named("into", former, typed, &tasks) {
                self.carry.push(format!("{former}:{new}"));
                self.end.retain(|end| end != former);
            }
        }
        for (new, typed) in self.to.iter().zip(&mut self.of) {
            if let Some(former) = named("of", new, typed, &formers) {
                self.carry.push(format!("{former}:{new}"));
                self.end.retain(|end| *end != former.to_string());
            }
        }
        errors
    }
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
    /// Whether something may end, for which a reason is needed.
    ends: bool,
    /// Former and new tasks, to be named by hand.
    offered: (BTreeMap<String, u64>, BTreeMap<String, u64>),
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

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, mut body }: Form<Body>) -> Answer {
    let plan = body.plan.parse().ok().map(PlanId);
    let errors = body.choose(&opened(&who, id, plan).await?, who.w);
    if !errors.is_empty() {
        let how = body.how.clone();
        return page::refused(&view(&who, id, plan, &how, Some(body), errors).await?);
    }
    let command = Follow {
        draft: DraftId(id),
        follows: plan.map(|plan| Follows { plan, how: how_of(&body.how) }),
        carried: body.carried(),
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
    let loaded = opened(who, id, chosen).await?;
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
    if sent.is_none() && body.reason.is_empty() {
        w.t("follow-reason-proposed").clone_into(&mut body.reason);
    }
    let ticked = (sent.is_some() || kept.is_some()).then_some(&body);
    let formers = formers(who, &loaded);
    let groups = if plan.is_some() { groups(who, &loaded, &formers, how, ticked) } else { Vec::new() };
    let asks = groups.iter().any(|group| matches!(group.key, "ended" | "new"));
    let offered = if asks { (offered_formers(&loaded), offered_tasks(&loaded)) } else { Default::default() };
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
        offered,
        formers,
        ends: groups.iter().any(|group| group.key == "ended"),
        groups,
        plan: plan.and_then(|plan| who.directory.plan(plan)).map_or(String::new(), |plan| plan.title.clone()),
        body,
        saved: kept.is_some(),
        errors,
    })
}

/// A draft and the plan that it is held against.
async fn opened(who: &Who, id: u64, chosen: Option<PlanId>) -> Result<Loaded, Halt> {
    who.require(Right::Review)?;
    let asked = who.clone();
    who.app.store.read(move |db| load(db, &asked, id, chosen)).await?.ok_or_else(not_found)
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
