//! 岗位: who may do what, for which unit or leader; people come and go, posts stay.

mod edit;
mod list;

use crate::app::App;
use crate::who::Who;
use axum::Router;
use axum::routing::get;
use ledger::account::Account;
use ledger::{Kind, PostId, Thing};
use std::collections::HashMap;
use store::query::things;
use store::{Connection, Fault};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/posts", get(list::show))
        .route("/posts/new", get(edit::fresh).post(edit::add))
        .route("/posts/{id}", get(edit::show).post(edit::change))
}

/// All accounts, oldest first.
///
/// # Errors
/// Below the rules.
pub(crate) fn accounts(db: &mut Connection, jurisdiction: u32) -> Result<Vec<(u64, u64, Account)>, Fault> {
    let all = things::all(db, jurisdiction, Kind::Account)?.into_iter();
    Ok(all
        .filter_map(|(seq, entry)| match entry.thing {
            Thing::Account(account) => Some((seq, entry.version, account)),
            _ => None,
        })
        .collect())
}

/// Who holds each post: account and name; closed accounts are left out.
pub(crate) fn holders(accounts: &[(u64, u64, Account)]) -> HashMap<PostId, Vec<(u64, String)>> {
    let mut holders: HashMap<PostId, Vec<(u64, String)>> = HashMap::new();
    for (seq, _, account) in accounts.iter().filter(|(_, _, account)| !account.closed) {
        let name = account.name().map_or_else(|| format!("#{seq}"), str::to_owned);
        for &post in &account.posts {
            holders.entry(post).or_default().push((*seq, name.clone()));
        }
    }
    holders
}

/// The unit or the leader of a post, or "".
pub(crate) fn place(post: &ledger::post::Post, who: &Who) -> String {
    let unit = post.unit.map(|unit| who.directory.unit_name(unit));
    unit.or_else(|| post.leader.map(|leader| crate::changes::leader_name(leader, who))).unwrap_or_default()
}
