//! 账号: people, the posts that they hold, their passwords and sessions. Nothing is deleted; personal data are erased.

mod add;
mod change;
mod erase;
mod list;
mod reset;

use crate::app::App;
use crate::choose::Choose;
use crate::post::place;
use crate::problem::Halt;
use crate::who::{Who, not_found};
use axum::Router;
use axum::routing::{get, post};
use ledger::Thing;
use ledger::account::Account;
use store::query::things;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/accounts", get(list::show))
        .route("/accounts/new", get(add::show).post(add::post))
        .route("/accounts/{id}", get(change::show).post(change::post))
        .route("/accounts/{id}/password", get(reset::show).post(reset::post))
        .route("/accounts/{id}/sessions", post(reset::end))
        .route("/accounts/{id}/erase", get(erase::show).post(erase::post))
}

/// An account of this tenant, with its version.
///
/// # Errors
/// Not found; below the rules.
async fn open(who: &Who, id: u64) -> Result<(Account, u64), Halt> {
    let key = who.key(id);
    match who.app.store.read(move |db| things::one(db, key)).await? {
        Some(entry) => match entry.thing {
            Thing::Account(account) => Ok((account, entry.version)),
            _ => Err(not_found()),
        },
        None => Err(not_found()),
    }
}

/// What an account is called: the person's name, or its number once that is erased.
fn called(account: &Account, id: u64, who: &Who) -> String {
    account.name().map_or_else(|| who.w.fill("people-erased", &[("id", &id)]), str::to_owned)
}

/// The posts to choose from: those in use, and those held.
fn posts(who: &Who, held: &[u64], chosen: &[u64], find: &str) -> Choose {
    let all = who.directory.posts().filter(|(id, post)| !post.retired || held.contains(&id.0));
    let all = all.map(|(id, post)| {
        let place = place(post, who);
        (id.0, post.name.clone(), if post.name.contains(&place) { String::new() } else { place })
    });
    Choose::of("posts", all, chosen, find)
}
