//! Rights: one table, role × right. Deny by default.

use crate::command::{Context, Who};
use crate::id::{LeaderId, UnitId};
use crate::refusal::{Code, Refusal};
use crate::world::World;
use serde::{Deserialize, Serialize};

/// What a post may do (角色).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 督查员: reads all, reviews, confirms, classifies, assigns, designates, accepts, returns, clears, reopens.
    Supervisor,
    /// 联络员: signs, refuses, writes.
    Liaison,
    /// 单位负责人: approves, asks to clear.
    Head,
    /// 领导: reads the portfolio.
    Leader,
    /// 管理员: units, posts, accounts; no tasks.
    Administrator,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 5] =
        [Role::Supervisor, Role::Liaison, Role::Head, Role::Leader, Role::Administrator];

    /// The role's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            Role::Supervisor => "supervisor",
            Role::Liaison => "liaison",
            Role::Head => "head",
            Role::Leader => "leader",
            Role::Administrator => "administrator",
        }
    }

    /// Whether a post of this role acts for a unit.
    pub fn needs_unit(self) -> bool {
        matches!(self, Role::Supervisor | Role::Liaison | Role::Head)
    }
}

macro_rules! rights {
    ($($(#[$doc:meta])* $right:ident $text:literal: $($role:ident),*;)+) => {
        /// What a command, or a page, takes.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Right { $($(#[$doc])* $right),+ }

        impl Right {
            /// All rights.
            pub const ALL: &'static [Right] = &[$(Right::$right),+];

            /// The right's name in programs and in the keys of `locales/`.
            pub fn text(self) -> &'static str {
                match self { $(Right::$right => $text),+ }
            }

            /// The roles that have it; the system has every right.
            pub fn roles(self) -> &'static [Role] {
                match self { $(Right::$right => &[$(Role::$role),*]),+ }
            }
        }
    };
}

rights! {
    /// Found a jurisdiction: only the program itself.
    Found "found":;
    /// Name and rules of the jurisdiction.
    ChangeJurisdiction "change_jurisdiction": Administrator;
    /// Units, groups, leaders with portfolios.
    ChangeUnits "change_units": Administrator;
    /// Posts and accounts.
    ChangeAccounts "change_accounts": Administrator;
    /// See tasks, in the scope of the post.
    ReadTasks "read_tasks": Supervisor, Liaison, Head, Leader;
    /// Keep documents, correct a reading, confirm or drop it, withdraw a plan.
    Review "review": Supervisor;
    /// Hand tasks to units, designate, classify.
    Assign "assign": Supervisor;
    /// Sign for an assignment, or say that it is not ours.
    Sign "sign": Liaison;
    /// Write a report.
    Report "report": Liaison;
    /// Approve a report of the own unit, or send it back.
    Approve "approve": Head;
    /// Ask to clear.
    Submit "submit": Head;
    /// Accept a report.
    Accept "accept": Supervisor;
    /// Send a report back: the unit's head before approving, a supervisor after.
    Return "return": Head, Supervisor;
    /// Clear a task, or reopen it.
    Clear "clear": Supervisor;
}

/// Who acts, as rights see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Actor {
    /// The role of the post; none for the system.
    pub role: Option<Role>,
    /// The unit of the post.
    pub unit: Option<UnitId>,
    /// The leader whose portfolio the post sees.
    pub leader: Option<LeaderId>,
}

impl Actor {
    /// The actor of a context: the system, or an account in one of its posts.
    ///
    /// # Errors
    /// `NotYourPost` where the account is closed or does not hold the post.
    pub fn of(world: &World, who: Who) -> Result<Self, Refusal> {
        let Who::Account { account, post } = who else {
            return Ok(Self { role: None, unit: None, leader: None });
        };
        let holder = world.account(account)?;
        let held = world.post(post)?;
        if holder.closed || held.retired || !holder.posts.contains(&post) {
            return Err(Refusal::of(Code::NotYourPost));
        }
        Ok(Self { role: Some(held.role), unit: held.unit, leader: held.leader })
    }

    /// Whether it has the right; the system has every right.
    pub fn may(self, right: Right) -> bool {
        self.role.is_none_or(|role| right.roles().contains(&role))
    }

    /// Whether it acts for this unit.
    pub fn acts_for(self, unit: UnitId) -> bool {
        self.role.is_none() || self.unit == Some(unit)
    }
}

/// The actor, if it has the right. Before founding there is nothing to do but found.
///
/// # Errors
/// `NoRight`, naming the right; `NotYourPost`; `NotFound` where no jurisdiction is founded.
pub fn permit(world: &World, cx: &Context, right: Right) -> Result<Actor, Refusal> {
    if right != Right::Found && !world.founded() {
        return Err(Refusal::of(Code::NotFound));
    }
    let actor = Actor::of(world, cx.who)?;
    if actor.may(right) { Ok(actor) } else { Err(Refusal::of(Code::NoRight).with("right", right.text())) }
}
