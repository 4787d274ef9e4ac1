//! Signing in and out, the post that is acted in, the language, the own password.

mod attempt;
mod password;
mod sign_in;
mod switch;

pub(crate) use attempt::hash;
pub(crate) use password::{MIN_CHARS, fresh, weak};
pub(crate) use sign_in::begin;

use crate::app::App;
use crate::who::{LANGUAGE, SESSION};
use axum::Router;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::post))
        .route("/sign-out", post(switch::sign_out))
        .route("/post", post(switch::post))
        .route("/language", post(switch::language))
        .route("/password", get(password::show).post(password::post))
}

/// The days for which a chosen language is remembered.
const LANGUAGE_DAYS: u32 = 365;

/// The cookie of a session; an empty token ends it.
pub(crate) fn session_cookie(app: &App, token: &str) -> HeaderValue {
    cookie(app, SESSION, token, (token.is_empty()).then_some(0))
}

fn language_cookie(app: &App, tag: &str) -> HeaderValue {
    cookie(app, LANGUAGE, tag, Some(LANGUAGE_DAYS * 24 * 60 * 60))
}

fn cookie(app: &App, name: &str, value: &str, max_age: Option<u32>) -> HeaderValue {
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    let age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    // Tokens are hex digits, tags are ours: nothing in them is refused by a header.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// Whether a form was sent from a page of this house: what guards forms that are sent before there is a session.
/// Browsers say so themselves; what is no browser says nothing, and carries no cookie of somebody else's either.
pub(crate) fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or("?"));
    match (text(header::HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => host(origin).is_some() && host(origin) == text(header::HOST),
        (None, None) => true,
    }
}

/// The host, with its port, of an address with a scheme.
fn host(address: &str) -> Option<&str> {
    address.split_once("://")?.1.split('/').next()
}

/// The page that a form was sent from, if it is one of this house.
fn back(headers: &HeaderMap) -> Option<&str> {
    let text = |name| headers.get(name)?.to_str().ok();
    let referer: &str = text(header::REFERER)?;
    let here = host(referer)?;
    if Some(here) != text(header::HOST) {
        return None;
    }
    local(referer.split_once("://")?.1.strip_prefix(here)?)
}

/// An address that leads nowhere but into this house: a path, not another host.
pub(crate) fn local(address: &str) -> Option<&str> {
    let path = address.starts_with('/') && !address[1..].starts_with(['/', '\\']);
    (path && !address.contains(|char: char| char.is_control())).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|&(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn a_form_of_another_house_is_told_apart() {
        let host = ("host", "duban.example:8080");
        let cases: [(&[(&'static str, &'static str)], bool); 8] = [
            (&[host, ("sec-fetch-site", "same-origin")], true),
            (&[host, ("sec-fetch-site", "none")], true),
            (&[host, ("sec-fetch-site", "cross-site"), ("origin", "http://duban.example:8080")], false),
            (&[host, ("sec-fetch-site", "same-site")], false),
            (&[host, ("origin", "http://duban.example:8080")], true),
            (&[host, ("origin", "http://duban.example")], false),
            (&[host, ("origin", "null")], false),
            (&[host], true),
        ];
        for (pairs, same) in cases {
            assert_eq!(same_origin(&headers(pairs)), same, "{pairs:?}");
        }
    }

    #[test]
    fn only_paths_are_local() {
        for (address, is) in [
            ("/", true),
            ("/tasks?light=red", true),
            ("//evil.example/", false),
            ("/\\evil.example", false),
            ("https://evil.example/", false),
            ("tasks", false),
            ("", false),
            ("/a\r\nSet-Cookie: x", false),
        ] {
            assert_eq!(local(address).is_some(), is, "{address:?}");
        }
    }

    #[test]
    fn back_leads_to_the_page_of_the_form() {
        let host = ("host", "duban.example");
        for (referer, page) in [
            ("http://duban.example/tasks?light=red", Some("/tasks?light=red")),
            ("https://evil.example/tasks", None),
            ("http://duban.example", None),
        ] {
            assert_eq!(back(&headers(&[host, ("referer", referer)])), page, "{referer}");
        }
    }
}
