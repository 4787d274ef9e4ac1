//! Filling a sample: founding, people, the plan, its weeks, each by the one who does it in an office.

use super::example::Example;
use super::people::{self, Cast};
use super::sheet::Line;
use super::weeks;
use crate::clock;
use crate::keep::{self, Kept};
use crate::reader::unreadable;
use crate::trouble::Trouble;
use jiff::SignedDuration;
use jiff::civil::Date;
use ledger::draft::Confirm;
use ledger::{Command, DraftId, PlanId, Who, jurisdiction, task};
use store::write::turn::Recorded;
use store::{Sent, Store};

/// The sample's number in its database.
pub(super) const JURISDICTION: u32 = 1;

/// The store, and who writes when.
pub(super) struct Hand<'a> {
    pub(super) store: &'a Store,
    pub(super) zone: &'a str,
}

impl Hand<'_> {
    /// Sets the clock to a minute of a day.
    pub(super) fn set(&self, day: Date, hour: i8, minute: i8) -> Result<(), Trouble> {
        self.store.set_now(clock::at(self.zone, day, hour, minute)?);
        Ok(())
    }

    /// Lets seconds pass.
    pub(super) fn pass(&self, seconds: i64) {
        self.store.set_now(self.store.now() + SignedDuration::from_secs(seconds));
    }

    /// A command by somebody.
    pub(super) fn write<C: Command>(&self, who: Who, command: C) -> Result<Recorded, Trouble> {
        Ok(self.store.write_now(Sent::by(JURISDICTION, who), command)?)
    }
}

/// Fills an empty store with the example up to 09:00 of `today`, and gives the accounts with their passwords.
pub(super) fn fill(store: &Store, example: &Example, today: Date) -> Result<Vec<Line>, Trouble> {
    let (office, weeks) = (&example.people.jurisdiction, &example.weeks);
    if today < weeks.confirmed {
        return Err(Trouble::usage(
            format!("The example begins on {}, after {today}", weeks.confirmed),
            "Give a later day with --today",
        ));
    }
    let hand = Hand { store, zone: &office.zone };
    hand.set(weeks.confirmed, 8, 0)?;
    let found = jurisdiction::Found {
        name: office.name.clone(),
        zone: office.zone.clone(),
        origin: crate::chance::hex(8)?,
        sample: true,
    };
    hand.write(Who::System, found)?;
    let (cast, lines) = people::make(&hand, &example.people)?;
    hand.set(weeks.confirmed, 8, 40)?;
    let plan = plan(&hand, example, &cast)?;
    weeks::play(&hand, example, &cast, plan, today)?;
    clock::open_until(store, JURISDICTION, &office.zone, today)?;
    Ok(lines)
}

/// The document is read and kept, its draft confirmed as it is, the plan handed out.
fn plan(hand: &Hand, example: &Example, cast: &Cast) -> Result<PlanId, Trouble> {
    let who = cast.supervisor;
    let (name, bytes) = &example.plan;
    let reading = reading::read(bytes, Some(name)).map_err(|why| unreadable(name.as_ref(), why))?;
    let Kept { draft, .. } = keep::keep(hand.store, Sent::by(JURISDICTION, who), name, bytes, &reading)?;
    hand.pass(600);
    hand.write(who, Confirm::of(DraftId(draft)))?;
    let draft =
        hand.store.read_now(move |db| store::query::things::one(db, store::Key::new(JURISDICTION, draft)))?;
    let plan = match draft.map(|entry| entry.thing) {
        Some(ledger::Thing::Draft(draft)) => draft.plan,
        _ => None,
    };
    let plan = plan.ok_or_else(|| Trouble::new("The example's plan has no tasks", "Mend plan.txt"))?;
    hand.pass(300);
    hand.write(who, task::Assign { plan, tasks: Vec::new() })?;
    Ok(plan)
}
