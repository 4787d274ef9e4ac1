//! Who asks: a bearer token's account. What a write carries: its key, the version it stands on, its JSON.

use crate::app::App;
use crate::form::MAX_FORM_BYTES;
use crate::problem::Halt;
use crate::who::{Who, words};
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::write::turn::Recorded;
use store::{Expect, Sent, token};
use utoipa::ToSchema;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// A UUID has 36 characters; a longer key is somebody's mistake.
const KEY_CHARS: usize = 128;

/// The account that a request's token acts for.
pub(super) struct Asker(pub(super) Who);

impl FromRequestParts<App> for Asker {
    type Rejection = Halt;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Halt> {
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = header.and_then(|value| value.split_once(' '));
        let bearer = bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let token = bearer.map(|(_, token)| token.trim().to_owned()).ok_or(Halt::NoToken)?;
        let (of, w) = (app.clone(), words(&parts.headers));
        let who = app.store.read(move |db| match token::find(db, &token)? {
            Some(token) => Who::of_account(&of, db, token.account, token.post, w),
            None => Ok(None),
        });
        who.await?.map(Self).ok_or(Halt::NoToken)
    }
}

/// The parameters of an address, read as `T`.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<App> for Asked<T> {
    type Rejection = Halt;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Halt> {
        let read = serde_html_form::from_str(parts.uri.query().unwrap_or_default());
        read.map(Self).map_err(|error| Halt::BadRequest(error.to_string()))
    }
}

/// The headers of a write.
pub(super) struct Under {
    pub(super) key: Option<String>,
    pub(super) version: Option<u64>,
}

impl Under {
    /// Reads `Idempotency-Key` and `If-Match` (`"1234"`, with or without its quotes).
    fn of(headers: &HeaderMap) -> Result<Self, Halt> {
        let text = |name: &HeaderName| {
            let value = headers.get(name).map(|value| value.to_str().map(|text| text.trim().to_owned()));
            value.transpose().map_err(|_| Halt::BadRequest(format!("{name} is no text")))
        };
        let key = text(&IDEMPOTENCY_KEY)?.filter(|key| !key.is_empty());
        if key.as_ref().is_some_and(|key| key.chars().count() > KEY_CHARS) {
            return Err(Halt::BadRequest(format!("Idempotency-Key has more than {KEY_CHARS} characters")));
        }
        let version = text(&header::IF_MATCH)?.map(|tag| {
            tag.trim_matches('"').parse().map_err(|_| Halt::BadRequest("If-Match is no version".into()))
        });
        Ok(Self { key, version: version.transpose()? })
    }

    /// The write by a person on a thing.
    pub(super) fn sent(&self, who: &Who, thing: Option<u64>) -> Sent {
        let expect = thing.zip(self.version).map(|(thing, version)| Expect { thing, version });
        Sent { key: self.key.clone(), expect, ..Sent::by(who.jurisdiction, who.actor()) }
    }

    /// The second of two commands that one request makes, under a key of its own.
    pub(super) fn then(&self) -> Self {
        Self { key: self.key.as_ref().map(|key| format!("{key}/2")), version: None }
    }
}

impl FromRequestParts<App> for Under {
    type Rejection = Halt;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Halt> {
        Self::of(&parts.headers)
    }
}

/// A JSON body; an empty one is `{}`.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Halt;

    async fn from_request(request: Request, _: &App) -> Result<Self, Halt> {
        let bytes = to_bytes(request.into_body(), MAX_FORM_BYTES)
            .await
            .map_err(|_| Halt::TooLarge(MAX_FORM_BYTES))?;
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        serde_json::from_slice(text).map(Self).map_err(|error| Halt::BadRequest(error.to_string()))
    }
}

/// The answer to a write.
#[derive(Serialize, ToSchema)]
pub(super) struct Written {
    /// The first event of the write: the id of what it made.
    seq: u64,
    /// Its last event: the version of the thing from now on.
    version: u64,
}

/// Answers a write.
pub(super) fn written(recorded: Recorded) -> Response {
    Json(Written { seq: recorded.seq, version: recorded.version }).into_response()
}

/// Answers with a thing and its version as an entity tag.
pub(super) fn tagged(version: u64, item: impl Serialize) -> Response {
    let mut response = Json(item).into_response();
    // A number between quotes is a header's text.
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
