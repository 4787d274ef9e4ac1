//! What can happen to an account. Login, name and telephone stand in the private part.

use crate::event::facts;
use crate::id::PostId;
use serde::{Deserialize, Serialize};

/// `account.added`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Added {
    /// The posts held.
    pub posts: Vec<PostId>,
}

/// `account.changed`: the posts held from now on; the private part holds what else changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Changed {
    /// The posts held.
    pub posts: Vec<PostId>,
    /// Nobody may sign in with it.
    #[serde(default)]
    pub closed: bool,
}

facts! {
    /// Events of accounts.
    AccountEvent in Account { Added = "account.added", Changed = "account.changed" }
}
