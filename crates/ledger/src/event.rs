//! Events: the envelope, its bytes, and the closed list of facts.
//!
//! Bytes are compact JSON without floats, made once, stored and hashed as they are:
//! `{"seq","at","who","post","on","kind","data"}`; `at` is RFC 3339 cut to microseconds.

use crate::account::AccountEvent;
use crate::day;
use crate::document::DocumentEvent;
use crate::draft::DraftEvent;
use crate::id::{AccountId, PostId};
use crate::jurisdiction::JurisdictionEvent;
use crate::leader::LeaderEvent;
use crate::past;
use crate::plan::PlanEvent;
use crate::post::PostEvent;
use crate::private::{self, Private};
use crate::report::ReportEvent;
use crate::task::TaskEvent;
use crate::unit::UnitEvent;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// One entry of the log.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// Position in the log, from 0.
    pub seq: u64,
    /// When it was decided, cut to microseconds.
    pub at: Timestamp,
    /// Who decided it: account and post; none for the system.
    pub by: Option<(AccountId, PostId)>,
    /// The thing whose history it belongs to; none for `day.opened`.
    pub on: Option<u64>,
    /// What happened.
    pub fact: Fact,
    /// What may be erased: names, telephones.
    pub private: Option<Private>,
}

/// The facts, one enum for each kind of thing.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub enum Fact {
    Jurisdiction(JurisdictionEvent),
    Unit(UnitEvent),
    Leader(LeaderEvent),
    Post(PostEvent),
    Account(AccountEvent),
    Document(DocumentEvent),
    Draft(DraftEvent),
    Plan(PlanEvent),
    Task(TaskEvent),
    Report(ReportEvent),
    Private(private::PrivateEvent),
    Day(day::DayEvent),
}

/// Makes the enum of one kind of thing: `Variant = "kind"`, where `Variant` is also the payload's struct.
macro_rules! facts {
    ($(#[$doc:meta])* $name:ident in $fact:ident { $($variant:ident = $kind:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug)]
        #[allow(missing_docs)]
        pub enum $name { $($variant($variant)),+ }

        impl $name {
            /// The kinds, for ever.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];

            /// The kind's name in the log.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind),+ }
            }

            /// The payload as JSON.
            pub(crate) fn data(&self) -> serde_json::Result<Box<serde_json::value::RawValue>> {
                match self { $(Self::$variant(data) => serde_json::value::to_raw_value(data)),+ }
            }

            /// The payload of one of these kinds; none where the kind is another's.
            pub(crate) fn decode(kind: &str, data: &str) -> Option<serde_json::Result<Self>> {
                match kind {
                    $($kind => Some(serde_json::from_str(data).map(Self::$variant)),)+
                    _ => None,
                }
            }
        }

        $(impl From<$variant> for crate::event::Fact {
            fn from(data: $variant) -> Self {
                crate::event::Fact::$fact($name::$variant(data))
            }
        })+
    };
}
pub(crate) use facts;

/// Runs one method of whichever enum the fact holds.
macro_rules! each {
    ($fact:expr, $inner:ident => $body:expr) => {
        match $fact {
            Fact::Jurisdiction($inner) => $body,
            Fact::Unit($inner) => $body,
            Fact::Leader($inner) => $body,
            Fact::Post($inner) => $body,
            Fact::Account($inner) => $body,
            Fact::Document($inner) => $body,
            Fact::Draft($inner) => $body,
            Fact::Plan($inner) => $body,
            Fact::Task($inner) => $body,
            Fact::Report($inner) => $body,
            Fact::Private($inner) => $body,
            Fact::Day($inner) => $body,
        }
    };
}

impl Fact {
    /// The kind's name in the log, such as `task.cleared`.
    pub fn kind(&self) -> &'static str {
        each!(self, inner => inner.kind())
    }

    /// The payload as JSON, for a page or an API that shows it.
    ///
    /// # Errors
    /// Never for the facts that stand here: their fields all have a JSON form.
    pub fn data(&self) -> serde_json::Result<Box<RawValue>> {
        each!(self, inner => inner.data())
    }
}

#[derive(Serialize, Deserialize)]
struct Envelope<'a> {
    seq: u64,
    at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    who: Option<AccountId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    post: Option<PostId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<u64>,
    #[serde(borrow)]
    kind: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    data: &'a RawValue,
}

impl Event {
    /// The public bytes.
    ///
    /// # Errors
    /// Never for the facts that stand here: their fields all have a JSON form.
    pub fn encode(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&Envelope {
            seq: self.seq,
            at: self.at,
            who: self.by.map(|(account, _)| account),
            post: self.by.map(|(_, post)| post),
            on: self.on,
            kind: self.fact.kind().into(),
            data: &self.fact.data()?,
        })
    }

    /// The private bytes, where there is something private.
    ///
    /// # Errors
    /// Never: the fields have a JSON form.
    pub fn encode_private(&self) -> serde_json::Result<Option<Vec<u8>>> {
        self.private.as_ref().map(serde_json::to_vec).transpose()
    }

    /// Reads what `encode` wrote, in this release or a former one.
    ///
    /// # Errors
    /// Bytes that are no event, or of a kind that a newer release wrote.
    pub fn decode(public: &[u8], private: Option<&[u8]>) -> serde_json::Result<Self> {
        let envelope: Envelope = serde_json::from_slice(public)?;
        Ok(Self {
            seq: envelope.seq,
            at: envelope.at,
            by: envelope.who.zip(envelope.post),
            on: envelope.on,
            fact: past::decode(&envelope.kind, envelope.data.get())?,
            private: private.map(serde_json::from_slice).transpose()?,
        })
    }
}

/// Cuts a time to the microseconds that the log keeps.
pub fn cut(at: Timestamp) -> Timestamp {
    // A time within jiff's range stays within it when its nanoseconds are dropped towards zero.
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}
