//! What goes into a statement and what comes out: null, integers, text, bytes.

use std::borrow::Cow;

use super::{Fault, sqlite};

/// An argument of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// An integer, a time in microseconds, a boolean as 0 and 1.
    Int(i64),
    /// Text; a date as `YYYY-MM-DD`, a decimal as it is written.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
}

macro_rules! from {
    ($($type:ty => |$value:ident| $made:expr;)*) => {$(
        impl<'a> From<$type> for Value<'a> {
            fn from($value: $type) -> Self {
                $made
            }
        }
    )*};
}

from! {
    i64 => |value| Value::Int(value);
    i32 => |value| Value::Int(value.into());
    u32 => |value| Value::Int(value.into());
    // No number here reaches 2^63; if one did, it must not turn negative.
    u64 => |value| Value::Int(i64::try_from(value).unwrap_or(i64::MAX));
    usize => |value| Value::Int(i64::try_from(value).unwrap_or(i64::MAX));
    bool => |value| Value::Int(value.into());
    &'a str => |value| Value::Text(Cow::Borrowed(value));
    &'a String => |value| Value::Text(Cow::Borrowed(value));
    String => |value| Value::Text(Cow::Owned(value));
    Cow<'a, str> => |value| Value::Text(value);
    &'a [u8] => |value| Value::Bytes(Cow::Borrowed(value));
    &'a Vec<u8> => |value| Value::Bytes(Cow::Borrowed(value));
    Vec<u8> => |value| Value::Bytes(Cow::Owned(value));
}

impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Value::Bytes(Cow::Borrowed(value))
    }
}

impl<const N: usize> From<[u8; N]> for Value<'_> {
    fn from(value: [u8; N]) -> Self {
        Value::Bytes(Cow::Owned(value.to_vec()))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// A row that a query gave. Columns count from 0; a column of another type than asked for, or null
/// where something must be, is [`Fault::Broken`].
pub enum Row<'r> {
    /// A row of `SQLite`.
    Sqlite(&'r rusqlite::Row<'r>),
}

macro_rules! getter {
    ($doc:literal $name:ident $maybe:ident $type:ty) => {
        #[doc = concat!($doc, " in a column.")]
        pub fn $name(&self, column: usize) -> Result<$type, Fault> {
            match self {
                Self::Sqlite(row) => sqlite::get(row, column),
            }
        }

        #[doc = concat!($doc, " in a column that may be null.")]
        pub fn $maybe(&self, column: usize) -> Result<Option<$type>, Fault> {
            match self {
                Self::Sqlite(row) => sqlite::get(row, column),
            }
        }
    };
}

impl Row<'_> {
    getter! {"The integer" int maybe_int i64}
    getter! {"The text" text maybe_text String}
    getter! {"The bytes" bytes maybe_bytes Vec<u8>}
}
