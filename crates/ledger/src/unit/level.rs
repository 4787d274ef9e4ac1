//! 级别 and 行政区划代码: how high a unit stands, and of which area it is.

use crate::refusal::{Code, Refusal};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How high a unit stands in the order of governments.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 国家
    Nation,
    /// 省、自治区、直辖市
    Province,
    /// 市、州、盟
    Prefecture,
    /// 县、区、旗、县级市
    County,
    /// 乡、镇、街道
    Township,
}

impl Level {
    /// All levels, the highest first.
    pub const ALL: [Level; 5] =
        [Level::Nation, Level::Province, Level::Prefecture, Level::County, Level::Township];

    /// The level's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            Level::Nation => "nation",
            Level::Province => "province",
            Level::Prefecture => "prefecture",
            Level::County => "county",
            Level::Township => "township",
        }
    }
}

/// A code of GB/T 2260: six digits, two for the province, two for the prefecture, two for the county.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaCode(u32);

impl AreaCode {
    /// The code that is written so.
    ///
    /// # Errors
    /// `BadArea`, naming the field.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let code = text.parse().ok().filter(|code| text.len() == 6 && (110_000..900_000).contains(code));
        code.map(Self).ok_or_else(|| Refusal::of(Code::BadArea).at("area").with("text", text))
    }

    /// The level of the area: trailing zeros tell.
    pub fn level(self) -> Level {
        match self.0 {
            code if code % 10_000 == 0 => Level::Province,
            code if code % 100 == 0 => Level::Prefecture,
            _ => Level::County,
        }
    }

    /// The areas that it may lie in, the smallest first: the prefecture, the province.
    pub fn above(self) -> impl Iterator<Item = AreaCode> {
        [100, 10_000]
            .into_iter()
            .map(move |part| AreaCode(self.0 / part * part))
            .filter(move |of| *of != self)
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
