//! The posts, by the official order of their units, with who holds them.

use super::{accounts, holders, place};
use crate::address::Address;
use crate::cx::Cx;
use crate::page;
use crate::problem::Answer;
use crate::unit::{Tab, tabs};
use crate::who::Who;
use askama::Template;
use ledger::post::Post;
use ledger::{Right, Role};

/// Posts of a page.
const ROWS: usize = 100;

/// One post.
struct Line {
    id: u64,
    post: Post,
    place: String,
    holders: Vec<(u64, String)>,
}

#[derive(Template)]
#[template(path = "post/list.html")]
struct List {
    cx: Cx,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    count: String,
    q: String,
    role: String,
    roles: Vec<(&'static str, String)>,
    /// `free`, `retired` or "".
    only: String,
    onlys: Vec<(&'static str, String)>,
    filtered: bool,
    previous: String,
    next: String,
}

pub(super) async fn show(who: Who, address: Address) -> Answer {
    who.require(Right::ChangeAccounts)?;
    let jurisdiction = who.jurisdiction;
    let holders = holders(&who.app.store.read(move |db| accounts(db, jurisdiction)).await?);
    let text = |key: &str| address.one(key).unwrap_or_default().to_owned();
    let (q, role, only) = (text("q"), text("role"), text("only"));
    let mut lines: Vec<Line> = who
        .directory
        .posts()
        .map(|(id, post)| Line {
            id: id.0,
            place: place(post, &who),
            holders: holders.get(&id).cloned().unwrap_or_default(),
            post: post.clone(),
        })
        .filter(|line| {
            let named = line.holders.iter().any(|(_, name)| name.contains(&q));
            let found = line.post.name.contains(&q) || line.place.contains(&q) || named;
            let kept = match only.as_str() {
                "free" => !line.post.retired && line.holders.is_empty(),
                "retired" => line.post.retired,
                _ => !line.post.retired,
            };
            found && kept && (role.is_empty() || line.post.role.text() == role)
        })
        .collect();
    let rank =
        |post: &Post| post.unit.and_then(|unit| who.directory.unit(unit)).map_or(0, |unit| unit.facts.order);
    lines.sort_by_key(|line| (rank(&line.post), line.post.role, line.id));
    let count = who.w.fill("pager-count", &[("n", &lines.len())]);
    let after = usize::try_from(address.number("after").unwrap_or(0)).unwrap_or(0);
    let more = lines.len() > after.saturating_add(ROWS);
    page::page(&List {
        tabs: tabs(&who, "posts"),
        lines: lines.into_iter().skip(after).take(ROWS).collect(),
        count,
        filtered: !(q.is_empty() && role.is_empty() && only.is_empty()),
        q,
        role,
        roles: Role::ALL.map(|role| (role.text(), who.w.of("role", role.text()).to_owned())).into(),
        only,
        onlys: ["free", "retired"].map(|only| (only, who.w.of("people-posts", only).to_owned())).into(),
        previous: if after > 0 { address.with("after", after.saturating_sub(ROWS)) } else { String::new() },
        next: if more { address.with("after", after + ROWS) } else { String::new() },
        cx: who.cx(who.w.t("people-posts"), "admin"),
    })
}
