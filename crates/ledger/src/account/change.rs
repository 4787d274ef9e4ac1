//! Changing an account: posts, name, telephone, closing.

use super::add::posts;
use super::event::Changed;
use crate::Who;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{AccountId, PostId};
use crate::limit::{self, NAME_CHARS};
use crate::private::Private;
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Changes an account; the login stays.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Which.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// Telephone, may be empty.
    pub phone: String,
    /// The posts held.
    pub posts: Vec<PostId>,
    /// Nobody may sign in with it.
    pub closed: bool,
}

impl Command for Change {
    const KIND: &'static str = "account.change";
    const RIGHT: Right = Right::ChangeAccounts;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.account).all(self.posts.iter().copied())
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let former = world.account(self.account)?;
        let name = limit::text("name", &self.name, NAME_CHARS)?;
        let phone = limit::optional("phone", &self.phone, NAME_CHARS)?;
        let posts = posts(world, &former.posts, &self.posts)?;
        if let Who::Account { account, post } = cx.who
            && account == self.account
            && (self.closed || !self.posts.contains(&post))
        {
            return Err(Refusal::of(Code::OwnAccount).at("closed"));
        }
        let private = Private {
            login: None,
            name: (former.name() != Some(&name)).then_some(name),
            phone: (former.phone().unwrap_or_default() != phone).then_some(phone),
        };
        let mut emit = Emit::new(cx);
        emit.on(self.account, Changed { posts, closed: self.closed });
        emit.with_private(private);
        Ok(emit.events())
    }
}
