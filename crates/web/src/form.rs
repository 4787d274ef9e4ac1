//! Forms: read, guarded by the session's token, and given back filled in where they are refused.

use crate::app::App;
use crate::problem::{Halt, sentence};
use crate::who::Who;
use crate::words::Words;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::WriteError;

/// The longest form: a task's words and forty grid rows fit many times.
pub const MAX_FORM_BYTES: usize = 256 * 1024;

/// What every form of a write carries, beside its fields.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Filled {
    /// The session's token.
    #[serde(default)]
    pub csrf: String,
    /// The key under which the write is answered once.
    #[serde(default, deserialize_with = "filled")]
    pub key: Option<String>,
    /// The version of the thing that is changed, as the page showed it.
    #[serde(default, deserialize_with = "version")]
    pub version: Option<u64>,
}

fn filled<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Some(String::deserialize(deserializer)?).filter(|text| !text.is_empty()))
}

fn version<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

/// A form that was sent by somebody who is signed in, its token checked. Fields that are missing are empty.
pub struct Form<T> {
    /// Who sent it.
    pub who: Who,
    /// Token, key, version.
    pub filled: Filled,
    /// Its fields.
    pub body: T,
}

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Halt;

    async fn from_request(request: Request, app: &App) -> Result<Self, Halt> {
        let (mut parts, body) = request.into_parts();
        let who = Who::from_request_parts(&mut parts, app).await?;
        let bytes = to_bytes(body, MAX_FORM_BYTES).await.map_err(|_| Halt::TooLarge(MAX_FORM_BYTES))?;
        let filled: Filled = read(&bytes)?;
        guard(&who, &filled.csrf)?;
        Ok(Self { who, filled, body: read(&bytes)? })
    }
}

/// Stops a form that does not carry its session's token.
///
/// # Errors
/// `Halt::Csrf`.
pub fn guard(who: &Who, csrf: &str) -> Result<(), Halt> {
    if !csrf.is_empty() && csrf == who.csrf { Ok(()) } else { Err(Halt::Csrf) }
}

/// Reads a form; repeated fields make lists.
///
/// # Errors
/// `Halt::BadRequest`.
pub fn read<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, Halt> {
    serde_html_form::from_bytes(bytes).map_err(|error| Halt::BadRequest(error.to_string()))
}

/// A fresh idempotency key for a form.
pub fn key() -> String {
    let mut bytes = [0; 16];
    // Without random bytes a form has no key and is simply not guarded against being sent twice.
    if getrandom::fill(&mut bytes).is_err() {
        return String::new();
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The errors of a form: field and sentence. A part of a template asks for those of its field.
#[derive(Clone, Default, Debug)]
pub struct Errors(pub Vec<(String, String)>);

impl Errors {
    /// What a refused write says; what is not the form's own matter stops the handler.
    ///
    /// # Errors
    /// All but refusals, and states that a second look settles.
    pub fn of(error: WriteError, w: &Words) -> Result<Self, Halt> {
        match error {
            WriteError::Refused(refusal) => {
                let field = refusal.field.unwrap_or("form").to_owned();
                Ok(Self(vec![(field, sentence(w, &refusal))]))
            }
            WriteError::Stale => Ok(Self(vec![("form".into(), Halt::Stale.sentence(w))])),
            WriteError::Busy => Ok(Self(vec![("form".into(), Halt::Busy.sentence(w))])),
            other => Err(other.into()),
        }
    }

    /// Adds one.
    pub fn push(&mut self, field: &str, sentence: impl Into<String>) {
        self.0.push((field.to_owned(), sentence.into()));
    }

    /// All but those of the whole form, told at the one field that its form has.
    #[must_use]
    pub fn at_field(mut self, field: &str) -> Self {
        for (of, _) in self.0.iter_mut().filter(|(of, _)| of != "form") {
            field.clone_into(of);
        }
        self
    }

    /// The sentence for a field, or "".
    pub fn at(&self, field: &str) -> &str {
        self.0.iter().find(|(of, _)| of == field).map_or("", |(_, sentence)| sentence)
    }

    /// All, for the summary.
    pub fn all(&self) -> &[(String, String)] {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
