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
pub(crate) struct Example {
    /// The plan's name and bytes.
    pub(crate) plan: (&'static str, Cow<'static, [u8]>),
    pub(crate) people: People,
    pub(crate) weeks: Weeks,
}

/// Who is there.
#[derive(Deserialize)]
pub(crate) struct People {
    pub(crate) jurisdiction: Office,
    pub(crate) units: Vec<Unit>,
    pub(crate) leaders: Vec<Leader>,
    pub(crate) accounts: Vec<Account>,
    pub(crate) history_accounts: Vec<Account>,
}

#[derive(Deserialize)]
pub(crate) struct Office {
    pub(crate) name: String,
    pub(crate) zone: String,
}

#[derive(Deserialize)]
pub(crate) struct Unit {
    pub(crate) name: String,
    pub(crate) group: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Leader {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) units: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) unit: Option<String>,
    pub(crate) leader: Option<String>,
}

/// What happened.
#[derive(Deserialize)]
pub(crate) struct Weeks {
    #[serde(deserialize_with = "date")]
    pub(crate) today: Date,
    #[serde(deserialize_with = "date")]
    pub(crate) confirmed: Date,
    pub(crate) task: Vec<Story>,
}

/// What is to be told of one task.
#[derive(Deserialize)]
pub(crate) struct Story {
    pub(crate) number: u32,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(crate) signed: Option<Date>,
    pub(crate) refused: Option<Refused>,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(crate) submitted: Option<Date>,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(crate) cleared: Option<Date>,
    #[serde(default)]
    pub(crate) report: Vec<Report>,
}

#[derive(Deserialize)]
pub(crate) struct Refused {
    pub(crate) unit: String,
    #[serde(deserialize_with = "date")]
    pub(crate) date: Date,
    pub(crate) reason: String,
    #[serde(deserialize_with = "date")]
    pub(crate) settled: Date,
}

#[derive(Deserialize)]
pub(crate) struct Report {
    pub(crate) unit: Option<String>,
    #[serde(deserialize_with = "date")]
    pub(crate) date: Date,
    pub(crate) percent: u8,
    #[serde(default)]
    pub(crate) figures: BTreeMap<String, String>,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) evidence: Vec<String>,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(crate) approve: Option<Date>,
    #[serde(default, deserialize_with = "maybe_date")]
    pub(crate) accept: Option<Date>,
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
    pub(crate) fn load(folder: Option<&Path>) -> Result<Self, Trouble> {
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
