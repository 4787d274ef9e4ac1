//! Who asks: the session's account in one of its posts, and what that post sees.

use crate::app::App;
use crate::cx::{Cx, MenuItem, Person, PostChoice};
use crate::directory::Directory;
use crate::form::Filled;
use crate::problem::Halt;
use crate::words::{Locale, Words};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ledger::task::Wait;
use ledger::{AccountId, Code, Facet, LeaderId, PostId, Refusal, Right, Role, Thing, UnitId};
use std::sync::Arc;
use store::query::{overview, things};
use store::{Connection, Expect, Fault, Key, Sent, session};

/// The cookie that holds the session's token.
pub const SESSION: &str = "duban";
/// The cookie that holds the language.
pub const LANGUAGE: &str = "language";

/// A person who is signed in.
#[derive(Clone)]
pub struct Who {
    /// The program.
    pub app: App,
    /// The tenant.
    pub jurisdiction: u32,
    /// The account.
    pub account: AccountId,
    /// The post it acts in.
    pub post: PostId,
    /// The post's role.
    pub role: Role,
    /// The post's unit.
    pub unit: Option<UnitId>,
    /// The leader whose portfolio the post sees.
    pub leader: Option<LeaderId>,
    /// The person's name.
    pub name: String,
    /// The posts that the account holds.
    pub posts: Vec<PostId>,
    /// Units, leaders, posts, plans.
    pub directory: Arc<Directory>,
    /// What every form of this session carries.
    pub csrf: String,
    /// The session's token.
    pub token: String,
    /// The words of the reader's language.
    pub w: &'static Words,
    /// The ledger's day.
    pub today: Date,
    /// How much waits for this post.
    pub waiting: i64,
}

/// A cookie's value.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    pairs.flat_map(|value| value.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

/// The reader's language: the one chosen, else Chinese.
pub fn words(headers: &HeaderMap) -> &'static Words {
    let chosen = cookie(headers, LANGUAGE).and_then(Locale::of_tag);
    // Most readers' browsers ask for no language that means anything: the office's own comes first.
    Words::get(chosen.unwrap_or_default())
}

impl FromRequestParts<App> for Who {
    type Rejection = Halt;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Halt> {
        let here = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let to_sign_in = || Halt::SignIn { next: here };
        let Some(token) = cookie(&parts.headers, SESSION).map(str::to_owned) else {
            return Err(to_sign_in());
        };
        let w = words(&parts.headers);
        let of = app.clone();
        let found = app.store.read(move |db| Who::of_session(&of, db, token, w)).await?;
        let (who, stale) = found.ok_or_else(to_sign_in)?;
        if stale {
            let (token, now) = (who.token.clone(), app.store.now());
            app.store.own(move |db| session::touch(db, &token, now)).await?;
        }
        Ok(who)
    }
}

impl Who {
    /// The person of a session that has not ended, and whether its last sight has to be noted.
    ///
    /// # Errors
    /// Below the rules.
    pub fn of_session(
        app: &App,
        db: &mut Connection,
        token: String,
        w: &'static Words,
    ) -> Result<Option<(Self, bool)>, Fault> {
        let now = app.store.now();
        let Some(session) = session::find(db, &token, now)? else { return Ok(None) };
        let who = Self::of_account(app, db, session.account, session.post, w)?;
        let stale = session.is_stale(now);
        Ok(who.map(|who| (Self { csrf: session.csrf.clone(), token, ..who }, stale)))
    }

    /// An account in one of its posts; none where it is closed or does not hold the post any more.
    ///
    /// # Errors
    /// Below the rules.
    pub fn of_account(
        app: &App,
        db: &mut Connection,
        account: Key,
        post: Key,
        w: &'static Words,
    ) -> Result<Option<Self>, Fault> {
        let jurisdiction = account.jurisdiction();
        let Some(Thing::Account(state)) = things::one(db, account)?.map(|entry| entry.thing) else {
            return Ok(None);
        };
        let directory = app.directory(db, jurisdiction)?;
        let in_use = |id: &PostId| directory.post(*id).is_some_and(|post| !post.retired);
        let posts: Vec<PostId> = state.posts.iter().copied().filter(in_use).collect();
        // A post that was taken away is left for the first that is still held.
        let held = posts.iter().copied().find(|held| held.0 == post.seq()).or_else(|| posts.first().copied());
        let Some((post, held)) = held.and_then(|id| Some((id, directory.post(id)?.clone()))) else {
            return Ok(None);
        };
        if state.closed {
            return Ok(None);
        }
        let head = store::head::read(db, jurisdiction)?;
        let mut who = Self {
            app: app.clone(),
            jurisdiction,
            account: AccountId(account.seq()),
            post,
            role: held.role,
            unit: held.unit,
            leader: held.leader,
            name: state.name().unwrap_or_default().to_owned(),
            posts,
            directory,
            csrf: String::new(),
            token: String::new(),
            w,
            today: head.map_or(Date::MIN, |head| head.day),
            waiting: 0,
        };
        let counts = overview::values(
            db,
            jurisdiction,
            Facet::Wait,
            &who.waits().map(Wait::value).collect::<Vec<_>>(),
        )?;
        who.waiting = counts.iter().sum();
        Ok(Some(who))
    }

    /// What can wait for this post.
    pub fn waits(&self) -> impl Iterator<Item = Wait> + use<> {
        let of_unit: &[fn(UnitId) -> Wait] = match self.role {
            Role::Liaison => &[Wait::Sign, Wait::Report],
            Role::Head => &[Wait::Approve, Wait::Submit],
            _ => &[],
        };
        let office: &[Wait] = match self.role {
            Role::Supervisor => &[Wait::Assign, Wait::Designate, Wait::Accept, Wait::Clear],
            _ => &[],
        };
        let unit = self.unit;
        let of_unit = unit.into_iter().flat_map(move |unit| of_unit.iter().map(move |wait| wait(unit)));
        of_unit.chain(office.iter().copied())
    }

    /// Whether the post has a right.
    pub fn may(&self, right: Right) -> bool {
        right.roles().contains(&self.role)
    }

    /// Stops a person who has not the right, naming it.
    ///
    /// # Errors
    /// `Halt::NoRight`.
    pub fn require(&self, right: Right) -> Result<(), Halt> {
        if self.may(right) { Ok(()) } else { Err(Halt::NoRight(right)) }
    }

    /// The one facet value that the post sees tasks through.
    ///
    /// # Errors
    /// `Halt::NoRight` for a post that sees no tasks.
    pub fn scope(&self) -> Result<(Facet, u64), Halt> {
        self.require(Right::ReadTasks)?;
        Ok(match (self.role, self.unit, self.leader) {
            (Role::Leader, _, Some(leader)) => (Facet::Leader, leader.0),
            (Role::Liaison | Role::Head, Some(unit), _) => (Facet::Unit, unit.0),
            (Role::Supervisor, ..) => (Facet::All, 0),
            _ => return Err(Halt::NoRight(Right::ReadTasks)),
        })
    }

    /// As the ledger names the actor.
    pub fn actor(&self) -> ledger::Who {
        ledger::Who::Account { account: self.account, post: self.post }
    }

    /// The write that a form asks for; `thing` is what its version is of.
    pub fn sent(&self, filled: &Filled, thing: Option<u64>) -> Sent {
        let expect = thing.zip(filled.version).map(|(thing, version)| Expect { thing, version });
        Sent { key: filled.key.clone(), expect, ..Sent::by(self.jurisdiction, self.actor()) }
    }

    /// The key of a thing of this tenant.
    pub fn key(&self, seq: impl Into<u64>) -> Key {
        Key::new(self.jurisdiction, seq.into())
    }

    /// A post as the header and lists name it: what it is called, with its unit.
    pub fn post_word(&self, id: PostId) -> String {
        self.directory.post(id).map(|post| post.name.clone()).unwrap_or_default()
    }

    /// A moment by the jurisdiction's clock, as it is said today.
    pub fn moment(&self, at: Timestamp) -> String {
        let zone = TimeZone::get(&self.directory.jurisdiction.zone).unwrap_or(TimeZone::UTC);
        self.w.moment(zone.to_datetime(at), self.today)
    }

    /// The frame of a page for this person.
    pub fn cx(&self, title: impl Into<String>, nav: &'static str) -> Cx {
        let posts = self.posts.iter().map(|&id| PostChoice {
            id: id.0,
            word: self.post_word(id),
            current: id == self.post,
        });
        let unit = self.unit.map(|unit| self.directory.unit_name(unit));
        let leader =
            self.leader.and_then(|leader| self.directory.leader(leader)).map(|leader| leader.title.clone());
        let jurisdiction = &self.directory.jurisdiction;
        let person = Person {
            name: self.name.clone(),
            unit: unit.or(leader).unwrap_or_else(|| jurisdiction.name.clone()),
            role: self.w.of("role", self.role.text()).to_owned(),
            posts: posts.collect(),
        };
        Cx {
            who: Some(person),
            menu: self.menu(),
            csrf: self.csrf.clone(),
            today: self.today,
            sample: jurisdiction.sample,
            ..Cx::public(self.w, title.into(), nav)
        }
    }

    fn menu(&self) -> Vec<MenuItem> {
        let item = |key: &'static str, href: &'static str| MenuItem {
            key,
            href,
            word: self.w.of("nav", key).to_owned(),
            badge: None,
        };
        let mut menu = Vec::new();
        if self.may(Right::ReadTasks) {
            menu.push(item("overview", "/"));
            menu.push(item("ledger", "/tasks"));
            menu.push(item("plans", "/plans"));
        }
        // A leader's own page is the portfolio.
        if self.waits().next().is_some() || self.role == Role::Leader {
            let badge = u64::try_from(self.waiting).ok().filter(|&waiting| waiting > 0);
            menu.push(MenuItem { badge, ..item("todo", "/work") });
        }
        if self.may(Right::Review) {
            menu.push(item("document", "/documents"));
        }
        if self.role == Role::Supervisor || self.role == Role::Administrator {
            menu.push(item("admin", "/units"));
        }
        if self.may(Right::ChangeAccounts) {
            menu.push(item("account", "/accounts"));
        }
        if self.role == Role::Supervisor || self.role == Role::Administrator {
            menu.push(item("log", "/log"));
        }
        menu
    }
}

/// What a page shows where a thing is not there, or not in this person's sight: the two are told apart by nobody.
pub fn not_found() -> Halt {
    Halt::Refused(Refusal::of(Code::NotFound))
}
