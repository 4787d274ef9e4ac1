//! The only place that knows former kinds of events: a kind and its data, read as today's fact.
//!
//! Fields are only added, with a default; a changed meaning is a new kind. When that happens, the old
//! kind's line stands here, and a sample of it stays in `tests/past`.

use crate::account::AccountEvent;
use crate::day::DayEvent;
use crate::document::DocumentEvent;
use crate::draft::DraftEvent;
use crate::event::Fact;
use crate::jurisdiction::JurisdictionEvent;
use crate::leader::LeaderEvent;
use crate::plan::PlanEvent;
use crate::post::PostEvent;
use crate::private::PrivateEvent;
use crate::report::ReportEvent;
use crate::task::TaskEvent;
use crate::unit::UnitEvent;
use serde::de::Error;

/// Every kind that this release writes.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    [
        JurisdictionEvent::KINDS,
        UnitEvent::KINDS,
        LeaderEvent::KINDS,
        PostEvent::KINDS,
        AccountEvent::KINDS,
        DocumentEvent::KINDS,
        DraftEvent::KINDS,
        PlanEvent::KINDS,
        TaskEvent::KINDS,
        ReportEvent::KINDS,
        PrivateEvent::KINDS,
        DayEvent::KINDS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

pub(crate) fn decode(kind: &str, data: &str) -> serde_json::Result<Fact> {
    macro_rules! first_of {
        ($($events:ident => $fact:ident),+ $(,)?) => {
            $(if let Some(decoded) = $events::decode(kind, data) {
                return decoded.map(Fact::$fact);
            })+
        };
    }
    first_of!(
        TaskEvent => Task, ReportEvent => Report, DraftEvent => Draft, DayEvent => Day, UnitEvent => Unit,
        PlanEvent => Plan, DocumentEvent => Document, AccountEvent => Account, PostEvent => Post,
        LeaderEvent => Leader, JurisdictionEvent => Jurisdiction, PrivateEvent => Private,
    );
    Err(serde_json::Error::custom(format!("the kind {kind} is not known to this release")))
}
