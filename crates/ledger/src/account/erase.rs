//! Erasing a person's data: the account stays as a number, what named the person is gone.

use super::event::Changed;
use crate::command::{Command, Context, Emit, Needs, Who};
use crate::event::Event;
use crate::id::AccountId;
use crate::private::Erased;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Erases every private part of an account; one that is open is closed with it, since nobody can sign in any more.
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
        let own = matches!(cx.who, Who::Account { account, .. } if account == self.account);
        ensure(!own, Code::OwnAccount)?;
        ensure(account.private_events().next().is_some(), Code::NothingToErase)?;
        let mut emit = Emit::new(cx);
        if !account.closed {
            emit.on(self.account, Changed { posts: account.posts.clone(), closed: true });
        }
        for seq in account.private_events() {
            emit.on(self.account, Erased { account: self.account, seq });
        }
        Ok(emit.events())
    }
}
