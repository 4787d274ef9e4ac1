//! The example: a plan as text, its people, its first weeks. The formats stand at the heads of the files.

use crate::trouble::Trouble;
use jiff::civil::Date;
use ledger::Role;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// All three files.
pub(super) struct Example {
    /// The plan's name and bytes.
    pub(super) plan: (&'static str, Cow<'static, [u8]>),
    pub(super) people: People,
    pub(super) weeks: Weeks,
}

/// Who is there.
#[derive(Deserialize)]
pub(super) struct People {
    pub(super) jurisdiction: Office,
    pub(super) units: Vec<Unit>,
    pub(super) leaders: Vec<Leader>,
    pub(super) accounts: Vec<Account>,
    pub(super) history_accounts: Vec<Account>,
}

#[derive(Deserialize)]
pub(super) struct Office {
    pub(super) name: String,
    pub(super) zone: String,
}

#[derive(Deserialize)]
pub(super) struct Unit {
    pub(super) name: String,
    pub(super) group: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Leader {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) units: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Account {
    pub(super) login: String,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) unit: Option<String>,
    pub(super) leader: Option<String>,
}

/// What happened.
#[derive(Deserialize)]
pub(super) struct Weeks {
    #[serde(deserialize_with = "date")]
    pub(super) today: Date,
    #[serde(deserialize_with = "date")]
    pub(super) confirmed: Date,
    pub(super) task: Vec<Story>,
}

/// What is to be told of one task.
#[derive(Deserialize)]
pub(super) struct Story {
    pub(super) number: u32,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(super) signed: Option<Date>,
    pub(super) refused: Option<Refused>,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(super) submitted: Option<Date>,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(super) cleared: Option<Date>,
    #[serde(default)]
    pub(super) report: Vec<Report>,
}

#[derive(Deserialize)]
pub(super) struct Refused {
    pub(super) unit: String,
    #[serde(deserialize_with = "date")]
    pub(super) date: Date,
    pub(super) reason: String,
    #[serde(deserialize_with = "date")]
    pub(super) settled: Date,
}

#[derive(Deserialize)]
pub(super) struct Report {
    pub(super) unit: Option<String>,
    #[serde(deserialize_with = "date")]
    pub(super) date: Date,
    pub(super) percent: u8,
    #[serde(default)]
    pub(super) figures: BTreeMap<String, String>,
    pub(super) text: String,
    #[serde(default)]
    pub(super) evidence: Vec<String>,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(super) approve: Option<Date>,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(super) accept: Option<Date>,
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    // TOML has dates of its own, whose text is as ours.
    let date = toml::value::Datetime::deserialize(deserializer)?;
    date.to_string().parse().map_err(serde::de::Error::custom)
}

fn maybe_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    date(deserializer).map(Some)
}

impl Example {
    /// The example of a folder, or the one in the program.
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, Trouble> {
        const PLAN: &str = "plan.txt";
        let Some(folder) = folder else {
            return Ok(Self {
                plan: (PLAN, Cow::Borrowed(include_bytes!("../../../../examples/plan.txt"))),
                people: parse("people.toml", include_str!("../../../../examples/people.toml"))?,
                weeks: parse("weeks.toml", include_str!("../../../../examples/weeks.toml"))?,
            });
        };
        let bytes = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|error| {
                Trouble::new(format!("{} cannot be read: {error}", path.display()), "Check --example")
            })
        };
        let text = |name| bytes(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(Self {
            plan: (PLAN, Cow::Owned(bytes(PLAN)?)),
            people: parse("people.toml", &text("people.toml")?)?,
            weeks: parse("weeks.toml", &text("weeks.toml")?)?,
        })
    }
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Trouble> {
    toml::from_str(text).map_err(|error| {
        Trouble::new(format!("The example's {name} is wrong: {}", error.message()), "Mend the file")
    })
}
