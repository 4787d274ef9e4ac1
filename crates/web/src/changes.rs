//! The history of a unit, leader, post or account: who changed which field from what to what.

use crate::who::Who;
use crate::words::Words;
use ledger::account::AccountEvent;
use ledger::leader::LeaderEvent;
use ledger::post::PostEvent;
use ledger::unit::{Facts, Former, UnitEvent};
use ledger::{AccountId, Event, Fact, LeaderId, PostId, Thing, UnitId};
use std::collections::{BTreeSet, HashMap};
use store::query::events::{self, Dated};
use store::query::things;
use store::{Connection, Fault, Key};

/// A history as it is loaded.
pub(crate) struct History {
    events: Vec<Dated>,
    names: HashMap<u64, String>,
}

/// One line of it.
pub(crate) struct Entry {
    pub when: String,
    pub who: String,
    pub what: String,
    pub rest: String,
    pub seq: u64,
}

/// A field and its values after an event.
type Told = (&'static str, Vec<String>);

impl History {
    /// The events of a thing, and the names of who made them.
    ///
    /// # Errors
    /// Below the rules.
    pub(crate) fn load(db: &mut Connection, of: Key) -> Result<Self, Fault> {
        let events = events::of(db, of)?;
        let accounts: BTreeSet<u64> =
            events.iter().filter_map(|dated| dated.event.by).map(|(by, _)| by.0).collect();
        let found = things::some(db, of.jurisdiction(), accounts)?;
        let name = |thing| match thing {
            Thing::Account(account) => account.name().map(str::to_owned),
            _ => None,
        };
        let names = found.into_iter().filter_map(|(seq, entry)| Some((seq, name(entry.thing)?))).collect();
        Ok(Self { events, names })
    }

    /// Its lines, newest first.
    pub(crate) fn entries(&self, who: &Who) -> Vec<Entry> {
        let mut before: HashMap<&'static str, Vec<String>> = HashMap::new();
        let mut entries = Vec::new();
        for Dated { event, .. } in &self.events {
            let Some((what, told)) = told(event, who) else { continue };
            let mut changes = Vec::new();
            for (field, after) in told {
                let former = before.insert(field, after.clone()).unwrap_or_default();
                changes.extend(change(field, &former, &after, who.w));
            }
            entries.push(Entry {
                when: who.moment(event.at),
                who: self.by(event.by, who),
                what: who.w.of("people-did", what).to_owned(),
                rest: changes.join(who.w.t("people-semicolon")),
                seq: event.seq,
            });
        }
        entries.reverse();
        entries
    }

    fn by(&self, by: Option<(AccountId, PostId)>, who: &Who) -> String {
        match by {
            None => who.w.t("people-system").to_owned(),
            Some((account, post)) => {
                let name = self.names.get(&account.0).map_or_else(|| format!("#{account}"), String::clone);
                who.w.fill("people-by", &[("post", &who.post_word(post)), ("name", &name)])
            }
        }
    }
}

/// What an event did, in a word, and the fields that it states; none for events that are no change of these things.
fn told(event: &Event, who: &Who) -> Option<(&'static str, Vec<Told>)> {
    let one =
        |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty()).into_iter().collect::<Vec<_>>();
    let flag = |on: bool| if on { one(who.w.t("people-yes")) } else { Vec::new() };
    let units =
        |units: &[UnitId]| units.iter().map(|&unit| who.directory.unit_name(unit)).collect::<Vec<_>>();
    Some(match &event.fact {
        Fact::Unit(UnitEvent::Added(unit)) => ("added", described(&unit.clone().into(), who)),
        Fact::Unit(UnitEvent::Changed(unit)) => ("changed", described(&unit.clone().into(), who)),
        Fact::Unit(UnitEvent::Aliased(unit)) => ("aliased", vec![("alias", one(&unit.name))]),
        Fact::Unit(UnitEvent::Merged(unit)) => {
            let told = [("into", units(&[unit.into])), ("ended", one(&unit.date.to_string()))];
            ("merged", told.into())
        }
        Fact::Unit(UnitEvent::Parted(unit)) => ("parted", vec![("from", units(&[unit.from]))]),
        Fact::Leader(LeaderEvent::Added(leader)) => {
            let order = one(&leader.order.to_string());
            (
                "added",
                vec![
                    ("person", one(&leader.name)),
                    ("title", one(&leader.title)),
                    ("order", order),
                    ("units", units(&leader.units)),
                ],
            )
        }
        Fact::Leader(LeaderEvent::Changed(leader)) => {
            let order = one(&leader.order.to_string());
            (
                "changed",
                vec![
                    ("person", one(&leader.name)),
                    ("title", one(&leader.title)),
                    ("order", order),
                    ("units", units(&leader.units)),
                ],
            )
        }
        Fact::Post(PostEvent::Added(post)) => {
            let leader = post.leader.map(|leader| leader_name(leader, who));
            let of = post.unit.map(|unit| who.directory.unit_name(unit)).or(leader);
            let role = who.w.of("role", post.role.text());
            ("added", vec![("name", one(&post.name)), ("role", one(role)), ("of", of.into_iter().collect())])
        }
        Fact::Post(PostEvent::Changed(post)) => {
            ("changed", vec![("name", one(&post.name)), ("retired", flag(post.retired))])
        }
        Fact::Account(account) => {
            let (what, posts, closed) = match account {
                AccountEvent::Added(added) => ("added", &added.posts, false),
                AccountEvent::Changed(changed) => ("changed", &changed.posts, changed.closed),
            };
            let mut told = vec![
                ("posts", posts.iter().map(|&post| who.post_word(post)).collect()),
                ("closed", flag(closed)),
            ];
            let private = event.private.clone().unwrap_or_default();
            for (field, value) in
                [("login", private.login), ("person", private.name), ("phone", private.phone)]
            {
                told.extend(value.map(|value| (field, one(&value))));
            }
            (what, told)
        }
        Fact::Private(_) => ("erased", Vec::new()),
        _ => return None,
    })
}

/// The fields of a unit's description.
fn described(unit: &Facts, who: &Who) -> Vec<Told> {
    let text = |text: Option<String>| text.into_iter().collect::<Vec<_>>();
    let flag = |on: bool| text(on.then(|| who.w.t("people-yes").to_owned()));
    vec![
        ("name", vec![unit.name.clone()]),
        ("aliases", unit.aliases.clone()),
        ("former", unit.former.iter().map(|former| former_word(former, who.w)).collect()),
        ("level", text(unit.level.map(|level| who.w.of("unit-level", level.text()).to_owned()))),
        ("area", text(unit.area.map(|area| area.to_string()))),
        ("order", vec![unit.order.to_string()]),
        ("group", flag(unit.group)),
        ("members", unit.members.iter().map(|&member| who.directory.unit_name(member)).collect()),
        ("retired", flag(unit.retired)),
        ("ended", text(unit.ended.map(|ended| ended.to_string()))),
    ]
}

/// A former name, with the day on which another one took its place.
pub(crate) fn former_word(of: &Former, w: &Words) -> String {
    match of.until {
        Some(until) => w.fill("unit-former-until", &[("name", &of.name), ("until", &until)]),
        None => of.name.clone(),
    }
}

/// A leader by name.
pub(crate) fn leader_name(leader: LeaderId, who: &Who) -> String {
    who.directory.leader(leader).map_or_else(|| format!("#{leader}"), |leader| leader.name.clone())
}

/// How a field changed, in at most two phrases.
fn change(field: &str, before: &[String], after: &[String], w: &Words) -> Vec<String> {
    let what = w.of("people-field", field);
    if let ([old], [new]) = (before, after) {
        let phrase = || w.fill("people-change-to", &[("what", &what), ("old", old), ("new", new)]);
        return if old == new { Vec::new() } else { vec![phrase()] };
    }
    let less = |left: &[String], right: &[String]| -> Vec<String> {
        left.iter().filter(|one| !right.contains(one)).cloned().collect()
    };
    let (come, gone) = (less(after, before), less(before, after));
    let phrase = |key, list: &Vec<String>| {
        (!list.is_empty()).then(|| w.fill(key, &[("what", &what), ("values", &w.list(list))]))
    };
    [phrase("people-change-with", &come), phrase("people-change-without", &gone)]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Locale;

    #[test]
    fn a_change_says_from_what_to_what() {
        let w = Words::get(Locale::En);
        let texts = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
        for (before, after, said) in [
            (&["A"][..], &["A"][..], vec![]),
            (&["A"], &["B"], vec!["Name: A → B"]),
            (&[], &["B"], vec!["Name: B"]),
            (&["A"], &[], vec!["Name: without A"]),
            (&["A", "B"], &["B", "C", "D"], vec!["Name: C, D", "Name: without A"]),
        ] {
            assert_eq!(change("name", &texts(before), &texts(after), w), said, "{before:?} {after:?}");
        }
    }
}
