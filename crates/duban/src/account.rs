//! `duban account`: accounts without the web, and passwords that were forgotten.

use crate::target::{Target, named, system};
use crate::trouble::{Outcome, Trouble};
use crate::{chance, out};
use ledger::{AccountId, Code, LeaderId, NameKind, PostId, Refusal, Role, UnitId, account, post};
use std::path::{Path, PathBuf};
use store::{Key, Store, password, session};
use web::words::{Locale, Words};

/// Accounts.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    Add(Add),
    Reset(Reset),
}

/// Add an account with one post; its password is printed once.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban account add admin --name 王敏 --role administrator\n  duban account add czt --name 李强 --role liaison --unit 省财政厅 --password-file /run/secrets/czt"
)]
struct Add {
    #[command(flatten)]
    target: Target,
    /// What the person types to sign in.
    login: String,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// What the person does.
    #[arg(long, value_parser = role)]
    role: Role,
    /// The unit, for a supervisor, liaison or head.
    #[arg(long)]
    unit: Option<String>,
    /// The leader whose portfolio is seen, for a leader.
    #[arg(long)]
    leader: Option<String>,
    /// Take the password from this file's first line and print none.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// Give an account a new password, lift its lock, end its sessions.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  duban account reset czt")]
struct Reset {
    #[command(flatten)]
    target: Target,
    /// What the person types to sign in.
    login: String,
    /// Take the password from this file's first line and print none.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

fn role(text: &str) -> Result<Role, String> {
    let known = || Role::ALL.map(Role::text).join(", ");
    Role::ALL.into_iter().find(|role| role.text() == text).ok_or_else(|| format!("known are {}", known()))
}

pub(crate) fn run(args: &Args) -> Outcome {
    match &args.action {
        Action::Add(args) => add(args),
        Action::Reset(args) => reset(args),
    }
}

fn add(args: &Add) -> Outcome {
    let password = Password::of(args.password_file.as_deref())?;
    let (store, number) = args.target.open()?;
    let find = |kind, name: &Option<String>, what: &str| match name {
        None => Ok(None),
        Some(name) => named(&store, number, kind, name)?.map(Some).ok_or_else(|| {
            Trouble::new(
                format!("No {what} is named {name}"),
                format!("Add the {what} first, or mend the name"),
            )
        }),
    };
    let unit = find(NameKind::Unit, &args.unit, "unit")?.map(UnitId);
    let leader = find(NameKind::Leader, &args.leader, "leader")?.map(LeaderId);
    // Two writes make the account: a login that is taken is told before the post is there.
    if named(&store, number, NameKind::Login, &args.login)?.is_some() {
        let taken = Refusal::of(Code::NameTaken).at("login").with("name", args.login.clone());
        return Err(store::write::turn::WriteError::Refused(taken).into());
    }
    let word = Words::get(Locale::ZhCn).of("role", args.role.text());
    let name = format!("{}{word}", args.unit.as_deref().unwrap_or_default());
    let post = store.write_now(system(number), post::Add { name, role: args.role, unit, leader })?;
    let made = store.write_now(
        system(number),
        account::Add {
            login: args.login.clone(),
            name: args.name.clone(),
            phone: String::new(),
            posts: vec![PostId(post.seq)],
        },
    )?;
    password.give(&store, Key::new(number, made.seq))
}

fn reset(args: &Reset) -> Outcome {
    let password = Password::of(args.password_file.as_deref())?;
    let (store, number) = args.target.open()?;
    let account = of_login(&store, number, &args.login)?;
    password.give(&store, Key::new(number, account.0))
}

/// The account of a login.
pub(crate) fn of_login(store: &Store, number: u32, login: &str) -> Result<AccountId, Trouble> {
    let found = named(store, number, NameKind::Login, login)?;
    found
        .map(AccountId)
        .ok_or_else(|| Trouble::new(format!("No account is named {login}"), "Check the login"))
}

/// A password, and whether it has to be shown.
struct Password {
    text: String,
    show: bool,
}

impl Password {
    fn of(file: Option<&Path>) -> Result<Self, Trouble> {
        let Some(file) = file else { return Ok(Self { text: chance::password()?, show: true }) };
        let wrong = |why: &str| Trouble::new(format!("{}: {why}", file.display()), "Check --password-file");
        let text = std::fs::read_to_string(file).map_err(|error| wrong(&error.to_string()))?;
        let text = text.lines().next().unwrap_or_default().to_owned();
        if text.is_empty() { Err(wrong("it has no password")) } else { Ok(Self { text, show: false }) }
    }

    /// Sets it, ends the sessions that stood on the former one, shows it where it was made here.
    fn give(self, store: &Store, account: Key) -> Outcome {
        let failed = |_| Trouble::new("The password cannot be hashed", "Free some memory and try again");
        let hash = web::password::hash(&self.text).map_err(failed)?;
        let now = store.now();
        store.own_now(move |db| {
            password::set(db, account, &hash, now)?;
            session::end_all(db, account).map(drop)
        })?;
        if self.show { out::line(self.text) } else { Ok(()) }
    }
}
