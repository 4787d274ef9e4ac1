//! The sample's people: an administrator makes units, groups, leaders, posts and accounts.

use super::example::{Account, People};
use super::fill::{Hand, JURISDICTION};
use super::sheet::Line;
use crate::chance;
use crate::trouble::Trouble;
use ledger::{AccountId, LeaderId, PostId, Role, UnitId, Who, account, leader, post, unit};
use std::collections::{BTreeMap, HashMap};
use store::Key;
use web::words::{Locale, Words};

/// Who plays which part.
pub(super) struct Cast {
    /// Confirms, accepts, clears.
    pub(super) supervisor: Who,
    /// Units by name, to tell whose story it is.
    pub(super) units: HashMap<String, UnitId>,
    /// Liaisons and heads of units.
    pub(super) of_unit: HashMap<(UnitId, Role), Who>,
}

/// Makes everybody; gives the parts and the accounts that can sign in.
pub(super) fn make(hand: &Hand, people: &People) -> Result<(Cast, Vec<Line>), Trouble> {
    let is_admin = |account: &&Account| account.role == Role::Administrator;
    let admin = people.accounts.iter().find(is_admin).ok_or_else(|| missing("an administrator"))?;
    let first = person(hand, Who::System, admin, None, None)?;
    let units = units(hand, first, people)?;
    let mut leaders = HashMap::new();
    for (order, of) in people.leaders.iter().enumerate() {
        let portfolio = of.units.iter().filter_map(|name| units.get(name).copied()).collect();
        let (name, title) = (of.name.clone(), of.title.clone());
        let made =
            hand.write(first, leader::Add { name, title, order: order as u32 + 1, units: portfolio })?;
        leaders.insert(of.name.as_str(), LeaderId(made.seq));
    }
    let mut of_unit = HashMap::new();
    let mut supervisor = None;
    let mut lines = Vec::new();
    let named = people.accounts.iter().map(|of| (of, true));
    for (of, signs_in) in named.chain(people.history_accounts.iter().map(|of| (of, false))) {
        let unit = of.unit.as_ref().and_then(|name| units.get(name).copied());
        let leader = of.leader.as_ref().and_then(|name| leaders.get(name.as_str()).copied());
        let who = if of.login == admin.login { first } else { person(hand, first, of, unit, leader)? };
        if of.role == Role::Supervisor {
            supervisor.get_or_insert(who);
        }
        if let Some(unit) = unit {
            of_unit.insert((unit, of.role), who);
        }
        if signs_in {
            lines.push((line(of)?, who));
        }
    }
    let supervisor = supervisor.ok_or_else(|| missing("a supervisor"))?;
    Ok((Cast { supervisor, units, of_unit }, passwords(hand, lines)?))
}

fn missing(what: &str) -> Trouble {
    Trouble::new(format!("The example's people.toml has not {what}"), "Add one to accounts")
}

/// Units in official order, then the groups with their members.
fn units(hand: &Hand, who: Who, people: &People) -> Result<HashMap<String, UnitId>, Trouble> {
    let mut units = HashMap::new();
    let mut groups: BTreeMap<&str, Vec<UnitId>> = BTreeMap::new();
    let mut order = 0;
    let mut add = |name: &str, members: Vec<UnitId>| {
        order += 1;
        let group = !members.is_empty();
        let facts = unit::Facts { group, members, ..unit::Facts::unit(name, order) };
        let made = hand.write(who, unit::Add { facts })?;
        Ok::<_, Trouble>(UnitId(made.seq))
    };
    for of in &people.units {
        let id = add(&of.name, Vec::new())?;
        units.insert(of.name.clone(), id);
        if let Some(group) = &of.group {
            groups.entry(group).or_default().push(id);
        }
    }
    for (name, members) in groups {
        let id = add(name, members)?;
        units.insert(name.to_owned(), id);
    }
    Ok(units)
}

/// A person with one post, called after unit and role.
fn person(
    hand: &Hand,
    by: Who,
    of: &Account,
    unit: Option<UnitId>,
    leader: Option<LeaderId>,
) -> Result<Who, Trouble> {
    let role = Words::get(Locale::ZhCn).of("role", of.role.text());
    let name = format!("{}{role}", of.unit.as_deref().unwrap_or_default());
    let post = hand.write(by, post::Add { name, role: of.role, unit, leader })?.seq;
    let posts = vec![PostId(post)];
    let add = account::Add { login: of.login.clone(), name: of.name.clone(), phone: String::new(), posts };
    let account = hand.write(by, add)?.seq;
    Ok(Who::Account { account: AccountId(account), post: PostId(post) })
}

fn line(of: &Account) -> Result<Line, Trouble> {
    let unit = of.unit.as_ref().or(of.leader.as_ref()).cloned().unwrap_or_else(|| "-".into());
    Ok(Line { login: of.login.clone(), password: chance::password()?, role: of.role.text(), unit })
}

/// Gives the accounts their passwords. Hashing is made slow on purpose: each core does its share.
fn passwords(hand: &Hand, lines: Vec<(Line, Who)>) -> Result<Vec<Line>, Trouble> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = lines.len().div_ceil(threads).max(1);
    let hashed: Vec<_> = std::thread::scope(|scope| {
        let hash = |lines: &[(Line, Who)]| -> Vec<_> {
            lines.iter().map(|(line, _)| web::password::hash(&line.password)).collect()
        };
        let shares: Vec<_> = lines.chunks(share).map(|lines| scope.spawn(move || hash(lines))).collect();
        // A thread that panicked has no hashes; its accounts are told apart below.
        shares.into_iter().flat_map(|share| share.join().unwrap_or_default()).collect()
    });
    let failed = || Trouble::new("The sample's passwords cannot be hashed", "Free some memory and try again");
    let mut hashes = Vec::new();
    for ((_, who), hash) in lines.iter().zip(hashed) {
        let Who::Account { account, .. } = who else { continue };
        hashes.push((Key::new(JURISDICTION, account.0), hash.map_err(|_| failed())?));
    }
    if hashes.len() < lines.len() {
        return Err(failed());
    }
    let now = hand.store.now();
    hand.store.own_now(move |db| {
        hashes.iter().try_for_each(|(account, hash)| store::password::set(db, *account, hash, now))
    })?;
    Ok(lines.into_iter().map(|(line, _)| line).collect())
}
