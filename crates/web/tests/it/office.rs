//! An office to visit: a founded store, units, a leader, one person in each role; and visitors with their cookies.

use crate::form;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::ToSpan;
use ledger::{AccountId, Command, LeaderId, PostId, Role, UnitId, account, jurisdiction, leader, post, unit};
use std::collections::BTreeMap;
use store::{Key, Sent, Store};
use tempfile::TempDir;
use tower::ServiceExt;
use web::{App, Converter, Program};

/// The one jurisdiction.
pub(crate) const J: u32 = 1;
/// The host that visitors ask.
pub(crate) const HOST: &str = "duban.test";

/// The house and its people.
pub(crate) struct Office {
    _folder: TempDir,
    pub(crate) app: App,
    pub(crate) store: Store,
    pub(crate) supervision: UnitId,
    pub(crate) finance: UnitId,
    pub(crate) commerce: UnitId,
    pub(crate) leader: LeaderId,
    /// One account for each role; liaison and head are of the finance office. Their logins are the roles' names.
    pub(crate) people: BTreeMap<Role, (AccountId, PostId)>,
}

/// An empty house: nothing is founded, nothing converted.
pub(crate) fn empty() -> (TempDir, App, Store) {
    empty_with(Converter::new(Program::Off))
}

fn empty_with(converter: Converter) -> (TempDir, App, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    (folder, App::new(store.clone(), false, converter), store)
}

impl Office {
    /// A founded office with one person in each role, without passwords.
    pub(crate) async fn founded() -> Self {
        Self::with(Converter::new(Program::Off)).await
    }

    /// A founded office in which documents are converted so.
    pub(crate) async fn with(converter: Converter) -> Self {
        let (folder, app, store) = empty_with(converter);
        let found = jurisdiction::Found {
            name: "岚川省".into(),
            zone: "Asia/Shanghai".into(),
            origin: "0".repeat(16),
            sample: false,
        };
        let none = UnitId(0);
        let mut office = Self {
            _folder: folder,
            app,
            store,
            supervision: none,
            finance: none,
            commerce: none,
            leader: LeaderId(0),
            people: BTreeMap::new(),
        };
        office.does(found).await;
        office.supervision = office.unit("省政府督查室", 1).await;
        office.finance = office.unit("省财政厅", 2).await;
        office.commerce = office.unit("省商务厅", 3).await;
        let add = leader::Add {
            name: "何以宁".into(),
            title: "副省长".into(),
            order: 1,
            units: vec![office.finance],
        };
        office.leader = LeaderId(office.does(add).await);
        for role in Role::ALL {
            let unit = match role {
                Role::Supervisor => Some(office.supervision),
                Role::Liaison | Role::Head => Some(office.finance),
                Role::Leader | Role::Administrator => None,
            };
            let person = office.person(role.text(), role, unit).await;
            office.people.insert(role, person);
        }
        office
    }

    /// A write by the program itself; gives the seq of its first event.
    pub(crate) async fn does(&self, command: impl Command) -> u64 {
        self.store.write(Sent::system(J), command).await.unwrap().seq
    }

    pub(crate) async fn unit(&self, name: &str, order: u32) -> UnitId {
        UnitId(self.does(unit::Add { facts: unit::Facts::unit(name, order) }).await)
    }

    /// A post and an account in it.
    pub(crate) async fn person(&self, login: &str, role: Role, unit: Option<UnitId>) -> (AccountId, PostId) {
        let leader = (role == Role::Leader).then_some(self.leader);
        let post = PostId(self.does(post::Add { name: format!("{login} 岗"), role, unit, leader }).await);
        let add = account::Add {
            login: login.into(),
            name: format!("{login} 某"),
            phone: String::new(),
            posts: vec![post],
        };
        (AccountId(self.does(add).await), post)
    }

    /// Gives an account a password.
    pub(crate) async fn password(&self, account: AccountId, password: &str) {
        let (hash, now) = (web::password::hash(password).unwrap(), self.store.now());
        self.store.own(move |db| store::password::set(db, Key::new(J, account.0), &hash, now)).await.unwrap();
    }

    /// Somebody who is not signed in.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor::of(&self.app)
    }

    /// The person of a role, signed in by the back door: hashing takes its time.
    pub(crate) async fn enter(&self, role: Role) -> Visitor {
        let (account, post) = self.people[&role];
        self.enter_as(account, post).await
    }

    /// An account, signed in in one of its posts.
    pub(crate) async fn enter_as(&self, account: AccountId, post: PostId) -> Visitor {
        let now = self.store.now();
        let (account, post) = (Key::new(J, account.0), Key::new(J, post.0));
        let token = self.store.own(move |db| store::session::create(db, account, post, now)).await.unwrap();
        let mut visitor = self.visitor();
        visitor.cookies.insert("duban".into(), token);
        visitor
    }

    /// Moves the clock on.
    pub(crate) fn later(&self, minutes: i64) {
        self.store.set_now(self.store.now() + minutes.minutes());
    }
}

/// A browser without scripts.
#[derive(Clone)]
pub(crate) struct Visitor {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// An answer.
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl Seen {
    /// Where it sends on to, or "".
    pub(crate) fn to(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
    }

    /// Whether a reader finds these words.
    pub(crate) fn says(&self, words: &str) -> bool {
        form::unescaped(&self.html).contains(words)
    }

    /// The fields of the form for this address.
    pub(crate) fn form(&self, action: &str) -> Vec<(String, String)> {
        form::fields(&self.html, action)
    }
}

impl Visitor {
    pub(crate) fn of(app: &App) -> Self {
        Self { router: web::router(app.clone()), cookies: BTreeMap::new() }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Seen {
        self.ask(Request::get(path), Body::empty()).await
    }

    /// Sends these fields as they are.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Seen {
        let body = serde_html_form::to_string(fields).unwrap();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, body.into()).await
    }

    /// Opens a page, fills in its form for `action`, sends it.
    pub(crate) async fn fill(&mut self, page: &str, action: &str, changes: &[(&str, &[&str])]) -> Seen {
        let seen = self.get(page).await;
        assert_eq!(seen.status, StatusCode::OK, "{page}: {}", seen.html);
        self.post(action, &form::with(&seen.form(action), changes)).await
    }

    /// Sends a file by the form of a page that sends to itself.
    pub(crate) async fn upload(&mut self, page: &str, name: &str, bytes: &[u8]) -> Seen {
        const LINE: &str = "--------------------------42";
        let form = self.get(page).await.form(page);
        let mut body = Vec::new();
        for (field, value) in form.into_iter().filter(|(field, _)| field == "csrf" || field == "key") {
            let head = format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{field}\"");
            body.extend(format!("{head}\r\n\r\n{value}\r\n").bytes());
        }
        let head =
            format!("--{LINE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.bytes().chain(bytes.iter().copied()).chain(format!("\r\n--{LINE}--\r\n").bytes()));
        let kind = format!("multipart/form-data; boundary={LINE}");
        self.ask(Request::post(page).header(header::CONTENT_TYPE, kind), body.into()).await
    }

    async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Seen {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let mut request = request.header(header::HOST, HOST);
        if !self.cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.collect::<Vec<_>>().join("; "));
        }
        self.send(request.body(body).unwrap()).await
    }

    /// Sends a request as it is; keeps the cookies of the answer.
    pub(crate) async fn send(&mut self, request: Request<Body>) -> Seen {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap_or_default();
        Seen { status: parts.status, headers: parts.headers, html }
    }
}
