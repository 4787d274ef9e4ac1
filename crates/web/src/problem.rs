//! What goes wrong, as pages and programs are told: one table of status, code and sentence.

use crate::app::App;
use crate::cx::Cx;
use crate::document::Unread;
use crate::page;
use crate::who::{self, Who};
use crate::words::Words;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::refusal::Class;
use ledger::{Code, Refusal, Right};
use serde::Serialize;
use store::{Fault, WriteError};

/// Why a handler stops.
#[derive(Clone, Debug)]
pub enum Halt {
    /// Nobody is signed in, or the session has ended; afterwards on to `next`.
    SignIn {
        /// The address that was asked for.
        next: String,
    },
    /// No valid bearer token.
    NoToken,
    /// The post lacks a right.
    NoRight(Right),
    /// A rule refused.
    Refused(Refusal),
    /// Somebody changed the thing since.
    Stale,
    /// The form's key was used for another command.
    KeyReused,
    /// The form came without the session's token.
    Csrf,
    /// The request is longer than the limit, in bytes.
    TooLarge(usize),
    /// The request cannot be read.
    BadRequest(String),
    /// A document cannot be read.
    Unread(Unread),
    /// Too much waits: later.
    Busy,
    /// The ledger's day cannot be opened.
    Day(String),
    /// Below the rules.
    Fault(Fault),
}

/// What handlers answer.
pub type Answer = Result<Response, Halt>;

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        if fault == Fault::Busy { Self::Busy } else { Self::Fault(fault) }
    }
}

impl From<Unread> for Halt {
    fn from(why: Unread) -> Self {
        match why {
            Unread::Lost => Self::Fault(Fault::Lost),
            why => Self::Unread(why),
        }
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<WriteError> for Halt {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refusal) => Self::Refused(refusal),
            WriteError::Busy => Self::Busy,
            WriteError::KeyReused => Self::KeyReused,
            WriteError::Stale => Self::Stale,
            WriteError::Day(why) => Self::Day(why),
            WriteError::Fault(fault) => fault.into(),
        }
    }
}

impl Halt {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Halt::SignIn { .. } | Halt::NoToken => StatusCode::UNAUTHORIZED,
            Halt::NoRight(_) | Halt::Csrf => StatusCode::FORBIDDEN,
            Halt::Refused(refusal) => match refusal.code.class() {
                Class::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
                Class::Forbidden => StatusCode::FORBIDDEN,
                Class::Missing => StatusCode::NOT_FOUND,
                Class::Conflict => StatusCode::CONFLICT,
                Class::Fault => StatusCode::INTERNAL_SERVER_ERROR,
            },
            Halt::Stale => StatusCode::CONFLICT,
            Halt::Unread(Unread::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            Halt::KeyReused | Halt::Unread(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Halt::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Halt::BadRequest(_) => StatusCode::BAD_REQUEST,
            Halt::Busy | Halt::Day(_) | Halt::Fault(Fault::Full | Fault::ReadOnly) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Halt::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable code that programs see; `locales/` holds a sentence `refusal-CODE` for each.
    pub fn code(&self) -> &'static str {
        match self {
            Halt::SignIn { .. } => "sign_in",
            Halt::NoToken => "no_token",
            Halt::NoRight(_) => Code::NoRight.text(),
            Halt::Refused(refusal) => refusal.code.text(),
            Halt::Stale => "stale",
            Halt::KeyReused => "key_reused",
            Halt::Csrf => "csrf",
            Halt::TooLarge(_) => "too_large",
            Halt::BadRequest(_) => "bad_request",
            Halt::Unread(why) => why.code(),
            Halt::Busy => "busy",
            Halt::Day(_) => "day",
            Halt::Fault(Fault::Full) => "disk_full",
            Halt::Fault(Fault::ReadOnly) => "read_only",
            Halt::Fault(_) => "fault",
        }
    }

    /// The codes that are the web's own, for the test that each has its sentence.
    #[cfg(test)]
    pub const CODES: &'static [&'static str] = &[
        "sign_in",
        "no_token",
        "stale",
        "key_reused",
        "csrf",
        "too_large",
        "bad_request",
        "busy",
        "day",
        "disk_full",
        "read_only",
        "fault",
    ];

    /// What happened and what to do, in one sentence.
    pub fn sentence(&self, w: &Words) -> String {
        match self {
            Halt::NoRight(right) => no_right(w, right.text()),
            Halt::Refused(refusal) => sentence(w, refusal),
            Halt::TooLarge(bytes) => w.fill("refusal-too_large", &[("mib", &(bytes / 1024 / 1024))]),
            Halt::Unread(why) => w.of("document-unreadable", why.code()).to_owned(),
            other => w.fill(&format!("refusal-{}", other.code()), &[]),
        }
    }
}

fn no_right(w: &Words, right: &str) -> String {
    w.fill("refusal-no_right", &[("right", &w.of("right", right))])
}

/// The sentence of a refusal.
pub fn sentence(w: &Words, refusal: &Refusal) -> String {
    if refusal.code == Code::NoRight {
        let right = refusal.args.iter().find(|(place, _)| *place == "right");
        return no_right(w, right.map_or("", |(_, right)| right));
    }
    let places: Vec<(&str, &dyn std::fmt::Display)> =
        refusal.args.iter().map(|(place, value)| (*place, value as &dyn std::fmt::Display)).collect();
    w.fill(&format!("refusal-{}", refusal.code.text()), &places)
}

impl IntoResponse for Halt {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Problem details (RFC 9457).
#[derive(Serialize)]
pub struct Problem {
    /// `about:blank`: the code says it all.
    r#type: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status.
    status: u16,
    /// The stable code.
    code: &'static str,
    /// What happened and what to do.
    detail: String,
    /// What exactly could not be read, for whoever writes the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// The field that has to be mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

impl Problem {
    /// What a program is told.
    pub fn of(halt: &Halt, w: &Words) -> Self {
        let status = halt.status();
        let field = if let Halt::Refused(refusal) = halt { refusal.field } else { None };
        Self {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            code: halt.code(),
            detail: halt.sentence(w),
            reason: if let Halt::BadRequest(why) | Halt::Day(why) = halt { Some(why.clone()) } else { None },
            field,
        }
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Page {
    cx: Cx,
    status: u16,
    sentence: String,
}

/// Tells what a handler stopped at: a page to people, problem details to programs.
pub async fn tell(State(app): State<App>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let headers = request.headers().clone();
    let mut response = next.run(request).await;
    // A route that does not exist is told like a thing that does not.
    if matches!(response.status(), StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED)
        && response.headers().get(header::CONTENT_TYPE).is_none()
        && response.extensions().get::<Halt>().is_none()
    {
        response.extensions_mut().insert(who::not_found());
    }
    let Some(halt) = response.extensions_mut().remove::<Halt>() else { return response };
    if halt.status().is_server_error() {
        tracing::error!(code = halt.code(), ?halt, "a request failed");
    }
    let w = who::words(&headers);
    let mut told = if api {
        let body = serde_json::to_string(&Problem::of(&halt, w)).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        (halt.status(), [(header::CONTENT_TYPE, kind)], body).into_response()
    } else {
        page_of(&app, &headers, &halt, w).await
    };
    if matches!(halt, Halt::NoToken) {
        told.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if matches!(halt, Halt::Busy | Halt::Unread(Unread::Busy)) {
        told.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    told
}

async fn page_of(app: &App, headers: &HeaderMap, halt: &Halt, w: &'static Words) -> Response {
    if let Halt::SignIn { next } = halt {
        let next: String = next.bytes().map(page::percent).collect();
        return Redirect::to(&format!("/sign-in?next={next}")).into_response();
    }
    let title = w.fill(&format!("problem-{}", halt.status().as_u16()), &[]);
    let cx = match who::cookie(headers, who::SESSION).map(str::to_owned) {
        Some(token) => {
            let of = app.clone();
            let who = app.store.read(move |db| Who::of_session(&of, db, token, w)).await;
            who.ok().flatten().map(|(who, _)| who.cx(title.clone(), ""))
        }
        None => None,
    };
    let cx = cx.unwrap_or_else(|| Cx::public(w, title, ""));
    let page = Page { cx, status: halt.status().as_u16(), sentence: halt.sentence(w) };
    page::with_status(halt.status(), &page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Locale;

    #[test]
    fn every_code_right_and_status_has_its_words() {
        let codes = Code::ALL.iter().map(|code| code.text()).chain(Halt::CODES.iter().copied());
        let rights = Right::ALL.iter().map(|right| format!("right-{}", right.text()));
        let titles = [400, 401, 403, 404, 409, 413, 422, 500, 503].map(|status| format!("problem-{status}"));
        let keys: Vec<_> = codes.map(|code| format!("refusal-{code}")).chain(rights).chain(titles).collect();
        for w in Locale::ALL.map(Words::get) {
            for key in &keys {
                assert_ne!(&w.fill(key, &[]), key, "{:?}", w.locale());
            }
        }
    }

    #[test]
    fn a_sentence_names_the_values_of_its_refusal() {
        let late = Refusal::of(Code::RefuseTooLate).with("days", 5).with("last", "2017-05-12");
        let right = Refusal::of(Code::NoRight).with("right", Right::Clear.text());
        for w in Locale::ALL.map(Words::get) {
            let told = sentence(w, &late);
            assert!(told.contains(" 5 ") && told.contains("2017-05-12"), "{told}");
            assert!(sentence(w, &right).contains(w.t("right-clear")));
            assert_eq!(sentence(w, &right), Halt::NoRight(Right::Clear).sentence(w));
            assert!(Halt::TooLarge(256 * 1024 * 1024).sentence(w).contains("256 MiB"));
        }
    }
}
