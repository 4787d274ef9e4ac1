//! Erasing a person's data: the account stays as a number, what named the person is gone.

use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::AccountId;
use crate::private::Erased;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Erases every private part of an account that is closed.
#[derive(Clone, Debug, Serialize)]
pub struct Erase {
    /// Whose.
    pub account: AccountId,
}

impl Command for Erase {
    const KIND: &'static str = "account.erase";
    const RIGHT: Right = Right::ChangeAccounts;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.account)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let account = world.account(self.account)?;
        let mut emit = Emit::new(cx);
        for seq in account.private_events() {
            emit.on(self.account, Erased { account: self.account, seq });
        }
        let events = emit.events();
        ensure(!events.is_empty(), Code::NothingToErase)?;
        Ok(events)
    }
}
