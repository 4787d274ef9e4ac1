//! 改密码: the own password, against the old one; other sessions end.

use super::attempt::{Attempt, attempt, hash};
use super::session_cookie;
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::Who;
use crate::words::Words;
use askama::Template;
use axum::extract::Query;
use axum::http::header;
use axum::response::IntoResponse;
use ledger::Thing;
use serde::Deserialize;
use store::query::things;
use store::{Fault, session};

/// The shortest password: long enough that guessing at five tries a quarter of an hour is hopeless.
pub(crate) const MIN_CHARS: usize = 10;
/// The longest, so that hashing does not take whatever somebody sends.
const MAX_CHARS: usize = 200;
/// Letters and digits that are not mistaken for one another, 32 of them: a byte's five bits each.
const ALPHABET: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";
/// Characters of a generated password: 60 bits of chance.
const FRESH_CHARS: usize = 12;

#[derive(Default, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
}

#[derive(Deserialize)]
pub(super) struct Changed {
    #[serde(default)]
    changed: bool,
}

#[derive(Template)]
#[template(path = "session/password.html")]
struct Page {
    cx: Cx,
    /// For the browser's keeper of passwords.
    login: String,
    changed: bool,
    errors: Errors,
}

impl Page {
    fn of(who: &Who, login: String, changed: bool, errors: Errors) -> Self {
        Self { cx: who.cx(who.w.t("people-password"), ""), login, changed, errors }
    }
}

pub(super) async fn show(who: Who, Query(Changed { changed }): Query<Changed>) -> Answer {
    let login = login(&who).await?;
    page::page(&Page::of(&who, login, changed, Errors::default()))
}

pub(super) async fn post(Form { who, body, .. }: Form<Body>) -> Answer {
    let w = who.w;
    let login = login(&who).await?;
    let mut errors = Errors::default();
    if let Some(weak) = weak(&body.new, &login, w) {
        errors.push("new", weak);
    } else if body.new != body.again {
        errors.push("again", w.t("people-password-differs"));
    }
    // Only a form that is otherwise right is an attempt: a slip in the new one should lock nobody out.
    let account = who.key(who.account);
    if errors.is_empty() {
        match attempt(&who.app, Some(account), body.old).await? {
            Attempt::Right => {}
            Attempt::Wrong => errors.push("old", w.t("people-password-wrong")),
            Attempt::Locked(until) => {
                errors.push("old", w.fill("people-sign-in-locked", &[("time", &who.moment(until))]));
            }
        }
    }
    if !errors.is_empty() {
        return page::refused(&Page::of(&who, login, false, errors));
    }
    let (hash, now, post) = (hash(body.new).await?, who.app.store.now(), who.key(who.post));
    let token = who.app.store.own(move |db| {
        store::password::set(db, account, &hash, now)?;
        session::end_all(db, account)?;
        session::create(db, account, post, now)
    });
    let cookie = session_cookie(&who.app, &token.await?);
    Ok(([(header::SET_COOKIE, cookie)], page::see("/password?changed=true")?).into_response())
}

async fn login(who: &Who) -> Result<String, Fault> {
    let account = who.key(who.account);
    let found = who.app.store.read(move |db| things::one(db, account)).await?;
    Ok(match found.map(|entry| entry.thing) {
        Some(Thing::Account(account)) => account.login().unwrap_or_default().to_owned(),
        _ => String::new(),
    })
}

/// Why a password is too easy, or none.
pub(crate) fn weak(password: &str, login: &str, w: &Words) -> Option<String> {
    let chars = password.chars().count();
    if chars < MIN_CHARS {
        Some(w.fill("people-password-short", &[("min", &MIN_CHARS), ("count", &chars)]))
    } else if chars > MAX_CHARS {
        Some(w.fill("refusal-too_long", &[("max", &MAX_CHARS), ("count", &chars)]))
    } else if password.eq_ignore_ascii_case(login) {
        Some(w.t("people-password-login").to_owned())
    } else if password.chars().all(|char| password.starts_with(char)) {
        Some(w.t("people-password-same").to_owned())
    } else {
        None
    }
}

/// A generated password, in groups that can be read out: `k7mp-x3qd-9twz`.
///
/// # Errors
/// The system gives no random bytes.
pub(crate) fn fresh() -> Result<String, Halt> {
    let mut bytes = [0; FRESH_CHARS];
    getrandom::fill(&mut bytes).map_err(|error| Halt::Fault(Fault::Broken(error.to_string())))?;
    let chars = bytes.map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
    Ok(chars.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Locale;

    #[test]
    fn easy_passwords_are_told_why() {
        let w = Words::get(Locale::En);
        let long = "a1".repeat(101);
        for (password, word) in [
            ("123456789", "people-password-short"),
            ("ZhangJia01", "people-password-login"),
            ("aaaaaaaaaaaa", "people-password-same"),
            (long.as_str(), "refusal-too_long"),
        ] {
            let told = weak(password, "zhangjia01", w).expect(password);
            let begin = w.fill(word, &[("min", &10), ("count", &password.len()), ("max", &200)]);
            assert_eq!(told, begin);
        }
        assert_eq!(weak("督查督查督查督查督查", "zhangjia", w), None);
        assert_eq!(weak(&fresh().unwrap(), "zhangjia", w), None);
    }

    #[test]
    fn generated_passwords_differ() {
        let (one, other) = (fresh().unwrap(), fresh().unwrap());
        assert_eq!(one.len(), 14);
        assert_ne!(one, other);
    }
}
