//! `duban token create`: a bearer token for the API.

use crate::account::of_login;
use crate::out;
use crate::target::Target;
use crate::trouble::{Outcome, Trouble};
use ledger::Thing;
use store::query::things;
use store::{Key, token};

/// Tokens of the API.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    Create(Create),
}

/// Create a token that acts for an account in its first post, and print it once.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban token create ducha --name courier\n  curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:7100/api/v1/tasks"
)]
struct Create {
    #[command(flatten)]
    target: Target,
    /// For whom it acts.
    login: String,
    /// What it is for.
    #[arg(long, default_value = "command line")]
    name: String,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let Action::Create(create) = &args.action;
    let (store, number) = create.target.open()?;
    let account = Key::new(number, of_login(&store, number, &create.login)?.0);
    let state = store.read_now(move |db| things::one(db, account))?;
    let post = match state.map(|entry| entry.thing) {
        Some(Thing::Account(account)) if !account.closed => account.posts.first().copied(),
        _ => None,
    };
    let closed =
        || Trouble::new(format!("{} is closed or holds no post", create.login), "Choose another account");
    let post = Key::new(number, post.ok_or_else(closed)?.0);
    let (name, now) = (create.name.clone(), store.now());
    out::line(store.own_now(move |db| token::create(db, account, post, &name, now))?)
}
