//! The units that answer for a task as its page shows them: where each stands, those of a group under its name.

use super::Opened;
use crate::who::Who;
use ledger::UnitId;
use ledger::printed::Duty;
use ledger::task::Assignment;

/// Units under a group's name as printed; those that are named themselves without a heading where they come first.
pub(super) struct Band {
    pub(super) heading: String,
    pub(super) units: Vec<UnitView>,
}

/// A unit that answers.
pub(super) struct UnitView {
    pub(super) name: String,
    pub(super) duty: &'static str,
    pub(super) lead: bool,
    /// A light for what is not as it should be, or "".
    pub(super) colour: &'static str,
    pub(super) state: String,
    pub(super) note: String,
    pub(super) report: String,
}

/// The units that answer, those reached through a group under its name; before anything is handed out, those that the
/// plan names.
pub(super) fn bands(who: &Who, of: &Opened) -> Vec<Band> {
    let w = who.w;
    let duty = |duty: Duty| w.of("task-duty", duty.text());
    if of.task.assignments.is_empty() {
        let named = of.task.units.iter().map(|&(unit, has)| UnitView {
            name: printed(who, of, unit),
            duty: duty(has),
            lead: has == Duty::Lead,
            colour: "",
            state: w.t("task-part-not-assigned").to_owned(),
            note: String::new(),
            report: String::new(),
        });
        return vec![Band { heading: String::new(), units: named.collect() }];
    }
    let group = |part: &Assignment| part.via.filter(|&via| who.directory.members(via).is_some());
    let place = |part: &Assignment| {
        let named = |&(unit, _): &(UnitId, Duty)| group(part).unwrap_or(part.unit) == unit;
        of.task.units.iter().position(named).unwrap_or(usize::MAX)
    };
    let mut parts: Vec<&Assignment> = of.task.assigned().collect();
    parts.sort_by_key(|part| (part.duty, group(part).is_some(), place(part), part.id));
    let bands = parts.chunk_by(|left, right| {
        group(left) == group(right) && (group(left).is_none() || left.duty == right.duty)
    });
    let band = |(at, parts): (usize, &[&Assignment])| Band {
        heading: match group(parts[0]) {
            Some(group) => printed(who, of, group),
            None if at == 0 => String::new(),
            None => w.of("unit", parts[0].duty.text()).to_owned(),
        },
        units: parts.iter().map(|part| unit(who, of, part, duty(part.duty))).collect(),
    };
    bands.enumerate().map(band).collect()
}

/// A unit as the document names it; a group with the number of its members.
fn printed(who: &Who, of: &Opened, unit: UnitId) -> String {
    let printed = of.registered.units.iter().find(|named| named.unit == unit);
    let name = printed.map_or_else(|| who.directory.unit_name(unit), |named| named.name.clone());
    match who.directory.members(unit) {
        None => name,
        Some(0) => who.w.fill("task-group-empty", &[("name", &name)]),
        Some(n) => who.w.fill("task-group", &[("name", &name), ("n", &n)]),
    }
}

fn unit(who: &Who, of: &Opened, part: &Assignment, duty: &'static str) -> UnitView {
    let (w, today) = (who.w, who.today);
    let day = |day| w.day(day, today);
    let shown = part.waiting.as_ref().or(part.claimed.as_ref());
    let (colour, state, note) = match (part.refused, part.signed, &part.claimed) {
        (Some(since), ..) => {
            ("yellow", w.t("mark-disputed").to_owned(), w.fill("task-part-since", &[("day", &day(since))]))
        }
        (_, None, _) => {
            let n = (today - part.made).get_days();
            ("yellow", w.t("task-part-unsigned").to_owned(), w.fill("task-part-made", &[("n", &n)]))
        }
        (_, Some(signed), None) => {
            let note =
                if part.waiting.is_some() { w.t("task-part-to-approve").to_owned() } else { String::new() };
            let signed = w.fill("task-part-signed", &[("day", &day(signed))]);
            ("", signed, note)
        }
        (_, _, Some(claim)) => {
            let standing = if part.to_accept() { w.t("standing-claimed") } else { w.t("standing-verified") };
            let state = w.fill("task-part-reported", &[("standing", &standing), ("n", &claim.percent)]);
            let note = match (&part.waiting, part.to_accept()) {
                (Some(_), _) => w.t("task-part-to-approve").to_owned(),
                (None, true) => w.t("task-part-to-accept").to_owned(),
                (None, false) => w.fill("task-part-as-of", &[("day", &day(claim.as_of))]),
            };
            ("", state, note)
        }
    };
    // A group heads its members; what a merged unit was to have is said at its successor.
    let merged = part.via.filter(|&via| who.directory.members(via).is_none());
    let via = merged.map(|unit| w.fill("task-part-merged", &[("unit", &who.directory.unit_name(unit))]));
    let held = who.directory.members(part.unit).is_some();
    UnitView {
        name: if held { printed(who, of, part.unit) } else { who.directory.unit_name(part.unit) },
        duty,
        lead: part.duty == Duty::Lead,
        colour,
        state,
        note: [Some(note).filter(|note| !note.is_empty()), via]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        report: shown.map_or(String::new(), |claim| format!("/reports/{}", claim.report)),
    }
}
