//! What can be wrong with a row of a table of units, and the sentence for it.

use crate::words::Words;

/// Why a row is not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It names no unit.
    NoName,
    /// An earlier row, by its number, has the same name.
    Twice(usize),
    /// The name is an alias or a former name of this unit.
    NameOf(String),
    /// No level.
    Level(String),
    /// No whole number.
    Number(String),
    /// No code of GB/T 2260.
    Area(String),
    /// No date.
    Date(String),
    /// Neither yes nor no.
    Flag(String),
    /// It has members and says that it is no group.
    NotGroup,
    /// A member or successor whom nobody knows, and who looks like it.
    Unknown(String, Vec<String>),
    /// It was merged into this unit.
    Merged(String),
}

impl Fault {
    /// The sentence for the person.
    pub fn sentence(&self, w: &Words) -> String {
        match self {
            Fault::NoName => w.t("unit-fault-no-name").to_owned(),
            Fault::Twice(row) => w.fill("unit-fault-twice", &[("row", row)]),
            Fault::NameOf(name) => w.fill("unit-fault-name-of", &[("name", name)]),
            Fault::Level(text) => w.fill("unit-fault-level", &[("text", text)]),
            Fault::Number(text) => w.fill("unit-fault-number", &[("text", text)]),
            Fault::Area(text) => w.fill("unit-fault-area", &[("text", text)]),
            Fault::Date(text) => w.fill("unit-fault-date", &[("text", text)]),
            Fault::Flag(text) => w.fill("unit-fault-flag", &[("text", text)]),
            Fault::NotGroup => w.t("unit-fault-not-group").to_owned(),
            Fault::Unknown(name, near) if near.is_empty() => w.fill("unit-fault-unknown", &[("name", name)]),
            Fault::Unknown(name, near) => {
                w.fill("unit-fault-near", &[("name", name), ("near", &w.list(near))])
            }
            Fault::Merged(name) => w.fill("unit-fault-merged", &[("name", name)]),
        }
    }
}
