//! Adding an account.

use super::event::Added;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::PostId;
use crate::limit::{self, NAME_CHARS, POSTS_PER_ACCOUNT};
use crate::private::Private;
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::world::{NameKind, World};
use serde::Serialize;

/// Adds an account whose login is free. Its password is set beside the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct Add {
    /// What the person types to sign in.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// Telephone, may be empty.
    pub phone: String,
    /// The posts held.
    pub posts: Vec<PostId>,
}

impl Command for Add {
    const KIND: &'static str = "account.add";
    const RIGHT: Right = Right::ChangeAccounts;

    fn needs(&self, _: &World) -> Needs {
        Needs::none().name(NameKind::Login, self.login.trim()).all(self.posts.iter().copied())
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let login = limit::text("login", &self.login, NAME_CHARS)?;
        let name = limit::text("name", &self.name, NAME_CHARS)?;
        let phone = limit::optional("phone", &self.phone, NAME_CHARS)?;
        if world.named(NameKind::Login, &login)?.is_some() {
            return Err(Refusal::of(Code::NameTaken).at("login").with("name", login));
        }
        let posts = posts(world, &[], &self.posts)?;
        let mut emit = Emit::new(cx);
        emit.makes(Added { posts });
        emit.with_private(Private {
            login: Some(login),
            name: Some(name),
            phone: (!phone.is_empty()).then_some(phone),
        });
        Ok(emit.events())
    }
}

/// The posts of an account, each once: at least one, and none that is retired but for those it held before.
pub(super) fn posts(world: &World, held: &[PostId], posts: &[PostId]) -> Result<Vec<PostId>, Refusal> {
    if posts.is_empty() {
        return Err(Refusal::of(Code::Empty).at("posts"));
    }
    limit::count("posts", posts, POSTS_PER_ACCOUNT)?;
    for post in posts {
        if world.post(*post)?.retired && !held.contains(post) {
            return Err(Refusal::of(Code::NotFound).at("posts"));
        }
    }
    Ok(limit::distinct(posts))
}
