//! The accounts: who, in which posts, last used when.

use super::called;
use crate::address::Address;
use crate::cx::Cx;
use crate::page;
use crate::post::accounts;
use crate::problem::Answer;
use crate::unit::{Tab, tabs};
use crate::who::Who;
use askama::Template;
use jiff::Timestamp;
use ledger::Right;
use store::query::seen;

/// Accounts of a page.
const ROWS: usize = 100;

/// One account.
struct Line {
    id: u64,
    name: String,
    login: String,
    phone: String,
    posts: String,
    closed: bool,
    at: Option<Timestamp>,
    seen: String,
}

#[derive(Template)]
#[template(path = "account/list.html")]
struct List {
    cx: Cx,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    count: String,
    q: String,
    closed: String,
    filtered: bool,
    sorts: Vec<(String, String, bool)>,
    previous: String,
    next: String,
}

pub(super) async fn show(who: Who, address: Address) -> Answer {
    who.require(Right::ChangeAccounts)?;
    let jurisdiction = who.jurisdiction;
    let loaded =
        who.app.store.read(move |db| Ok((accounts(db, jurisdiction)?, seen::accounts(db, jurisdiction)?)));
    let (accounts, seen) = loaded.await?;
    let (q, closed) = (address.one("q").unwrap_or_default(), address.one("closed").unwrap_or_default());
    let lines = accounts.iter().map(|(id, _, account)| {
        let at = seen.get(id).copied();
        Line {
            id: *id,
            name: called(account, *id, &who),
            login: account.login().unwrap_or("—").to_owned(),
            phone: account.phone().unwrap_or_default().to_owned(),
            posts: who.w.list(account.posts.iter().map(|&post| who.post_word(post))),
            closed: account.closed,
            at,
            seen: at.map(|at| who.moment(at)).unwrap_or_default(),
        }
    });
    let mut lines: Vec<Line> = lines
        .filter(|line| {
            let found =
                [&line.name, &line.login, &line.phone, &line.posts].iter().any(|text| text.contains(q));
            found && (closed == "all" || line.closed == (closed == "only"))
        })
        .collect();
    let sort = address.one("sort").unwrap_or("added");
    match sort {
        "login" => lines.sort_by(|left, right| left.login.cmp(&right.login)),
        "seen" => lines.sort_by_key(|line| std::cmp::Reverse(line.at)),
        _ => {}
    }
    let sorts = ["added", "login", "seen"]
        .map(|by| (who.w.of("people-sort", by).to_owned(), address.with("sort", by), by == sort));
    let count = who.w.fill("pager-count", &[("n", &lines.len())]);
    let after = usize::try_from(address.number("after").unwrap_or(0)).unwrap_or(0);
    let more = lines.len() > after.saturating_add(ROWS);
    page::page(&List {
        tabs: tabs(&who, "accounts"),
        lines: lines.into_iter().skip(after).take(ROWS).collect(),
        count,
        q: q.to_owned(),
        closed: closed.to_owned(),
        filtered: !(q.is_empty() && closed.is_empty()),
        sorts: sorts.into(),
        previous: if after > 0 { address.with("after", after.saturating_sub(ROWS)) } else { String::new() },
        next: if more { address.with("after", after + ROWS) } else { String::new() },
        cx: who.cx(who.w.t("people-accounts"), "account"),
    })
}
