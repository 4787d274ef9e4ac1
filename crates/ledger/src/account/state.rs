//! An account as rules need it.

use super::event::AccountEvent;
use crate::event::Event;
use crate::id::PostId;
use crate::private::Private;
use serde::{Deserialize, Serialize};

/// One account.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Account {
    /// The posts held, the first is the one to begin with.
    pub posts: Vec<PostId>,
    /// Nobody may sign in with it.
    pub closed: bool,
    /// Private parts by the seq of their event, oldest first; an erased one is gone, here as in a fold without it.
    private: Vec<(u64, Private)>,
}

impl Account {
    pub(crate) fn apply(&mut self, event: &Event, fact: &AccountEvent) {
        match fact {
            AccountEvent::Added(added) => self.posts.clone_from(&added.posts),
            AccountEvent::Changed(changed) => {
                self.posts.clone_from(&changed.posts);
                self.closed = changed.closed;
            }
        }
        if let Some(private) = &event.private {
            self.private.push((event.seq, private.clone()));
        }
    }

    pub(crate) fn erase(&mut self, seq: u64) {
        self.private.retain(|&(kept, _)| kept != seq);
    }

    /// The events whose private parts are still there.
    pub fn private_events(&self) -> impl Iterator<Item = u64> {
        self.private.iter().map(|&(seq, _)| seq)
    }

    fn latest(&self, field: impl Fn(&Private) -> Option<&String>) -> Option<&str> {
        self.private.iter().rev().find_map(|(_, private)| field(private)).map(String::as_str)
    }

    /// What the person types to sign in; none once erased.
    pub fn login(&self) -> Option<&str> {
        self.latest(|private| private.login.as_ref())
    }

    /// The person's name; none once erased.
    pub fn name(&self) -> Option<&str> {
        self.latest(|private| private.name.as_ref())
    }

    /// Telephone; none once erased.
    pub fn phone(&self) -> Option<&str> {
        self.latest(|private| private.phone.as_ref())
    }
}
