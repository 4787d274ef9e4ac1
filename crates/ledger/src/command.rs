//! Commands: what a person or the system wants done; each decides in memory, from what it asked to be loaded.

use crate::event::{Event, Fact, cut};
use crate::id::{AccountId, PostId};
use crate::limit::EVENTS_PER_WRITE;
use crate::private::Private;
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::world::{Facet, NameKind, World};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

/// A struct that asks for one thing to happen. Never stored; its digest guards the idempotency key.
pub trait Command: Serialize + Send + 'static {
    /// Its name, for digests, metrics and the table of rights.
    const KIND: &'static str;
    /// The right it takes.
    const RIGHT: Right;

    /// What has to be loaded, given what is loaded already; asked again until it asks for nothing new.
    fn needs(&self, world: &World) -> Needs;

    /// The events that follow, or why nothing happens.
    ///
    /// # Errors
    /// A refusal; it touches nothing.
    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal>;
}

/// A command in the queue, whatever its kind.
pub trait Decide: Send {
    /// Its name.
    fn kind(&self) -> &'static str;
    /// The right it takes.
    fn right(&self) -> Right;
    /// See [`Command::needs`].
    fn needs(&self, world: &World) -> Needs;
    /// See [`Command::decide`].
    ///
    /// # Errors
    /// A refusal; it touches nothing.
    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal>;
}

impl<C: Command> Decide for C {
    fn kind(&self) -> &'static str {
        C::KIND
    }
    fn right(&self) -> Right {
        C::RIGHT
    }
    fn needs(&self, world: &World) -> Needs {
        Command::needs(self, world)
    }
    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        Command::decide(self, world, cx)
    }
}

/// Who acts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Who {
    /// The program itself: founding, opening days, imports from the command line. It passes rights.
    System,
    /// A person, in one of their posts.
    Account {
        /// The account.
        account: AccountId,
        /// The post it acts in.
        post: PostId,
    },
}

/// All that a decision knows beside the world.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The turn's time.
    pub now: Timestamp,
    /// The ledger's day, never a clock's.
    pub today: Date,
    /// Who acts.
    pub who: Who,
    /// The seq of the next event.
    pub next: u64,
}

/// What a command wants loaded.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Needs {
    /// Things by seq.
    pub things: Vec<u64>,
    /// Names that must be found, or free.
    pub names: Vec<(NameKind, String)>,
    /// The open tasks that carry this facet value.
    pub within: Vec<(Facet, u64)>,
}

impl Needs {
    /// Nothing beyond the jurisdiction and the actor.
    pub fn none() -> Self {
        Self::default()
    }

    /// One thing.
    pub fn thing(id: impl Into<u64>) -> Self {
        Self::none().and(id)
    }

    /// One thing more.
    #[must_use]
    pub fn and(mut self, id: impl Into<u64>) -> Self {
        self.things.push(id.into());
        self
    }

    /// Several things more.
    #[must_use]
    pub fn all<I: Into<u64>>(mut self, ids: impl IntoIterator<Item = I>) -> Self {
        self.things.extend(ids.into_iter().map(Into::into));
        self
    }

    /// A name more.
    #[must_use]
    pub fn name(mut self, kind: NameKind, name: impl Into<String>) -> Self {
        self.names.push((kind, name.into()));
        self
    }

    /// The open tasks that carry a facet value.
    #[must_use]
    pub fn within(mut self, facet: Facet, value: impl Into<u64>) -> Self {
        self.within.push((facet, value.into()));
        self
    }
}

/// Hands out seqs to the events of one write.
pub struct Emit<'a> {
    cx: &'a Context,
    events: Vec<Event>,
}

impl<'a> Emit<'a> {
    /// Begins with the context's next seq.
    pub fn new(cx: &'a Context) -> Self {
        Self { cx, events: Vec::new() }
    }

    fn push(&mut self, on: Option<u64>, fact: Fact, private: Option<Private>) -> u64 {
        let seq = self.cx.next + self.events.len() as u64;
        let by = match self.cx.who {
            Who::Account { account, post } if on.is_some() => Some((account, post)),
            _ => None,
        };
        self.events.push(Event { seq, at: cut(self.cx.now), by, on, fact, private });
        seq
    }

    /// An event on a thing; returns its seq.
    pub fn on(&mut self, thing: impl Into<u64>, fact: impl Into<Fact>) -> u64 {
        self.push(Some(thing.into()), fact.into(), None)
    }

    /// An event that makes a thing with a history of its own; returns the thing's id.
    pub fn makes(&mut self, fact: impl Into<Fact>) -> u64 {
        let seq = self.cx.next + self.events.len() as u64;
        self.push(Some(seq), fact.into(), None)
    }

    /// An event that is of no thing and by nobody.
    pub fn nobody(&mut self, fact: impl Into<Fact>) -> u64 {
        self.push(None, fact.into(), None)
    }

    /// Gives the last event its private part.
    pub fn with_private(&mut self, private: Private) {
        if let Some(event) = self.events.last_mut() {
            event.private = (private != Private::default()).then_some(private);
        }
    }

    /// The ledger's day.
    pub fn today(&self) -> Date {
        self.cx.today
    }

    /// Holds `EVENTS_PER_WRITE`; asked while many are emitted, so that no write grows beyond it in memory.
    ///
    /// # Errors
    /// `WriteTooLarge`.
    pub fn fits(&self) -> Result<(), Refusal> {
        if self.events.len() > EVENTS_PER_WRITE {
            return Err(Refusal::of(Code::WriteTooLarge).with("max", EVENTS_PER_WRITE));
        }
        Ok(())
    }

    /// What was emitted.
    pub fn events(self) -> Vec<Event> {
        self.events
    }
}
