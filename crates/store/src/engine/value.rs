//! What goes into a statement and what comes out: null, integers, text, bytes.

use std::borrow::Cow;

use jiff::Timestamp;

use super::{Fault, sqlite};
use crate::key::Key;

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
    Timestamp => |value| Value::Int(value.as_microsecond());
    Key => |value| Value::Int(value.get());
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

    /// The text or bytes in a column that may be null, uncopied.
    pub fn raw(&self, column: usize) -> Result<Option<&[u8]>, Fault> {
        match self {
            Self::Sqlite(row) => sqlite::raw(row, column),
        }
    }

    /// Hands the bytes of a column to a digest, its type and length before them.
    pub fn digest(&self, column: usize, update: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
        match self {
            Self::Sqlite(row) => sqlite::digest(row, column, update),
        }
    }

    /// The key in a column.
    pub fn key(&self, column: usize) -> Result<Key, Fault> {
        self.int(column).map(Key::from_column)
    }

    /// The key in a column that may be null.
    pub fn maybe_key(&self, column: usize) -> Result<Option<Key>, Fault> {
        Ok(self.maybe_int(column)?.map(Key::from_column))
    }

    /// The time in a column of microseconds.
    pub fn time(&self, column: usize) -> Result<Timestamp, Fault> {
        time(self.int(column)?)
    }

    /// The time in a column of microseconds that may be null.
    pub fn maybe_time(&self, column: usize) -> Result<Option<Timestamp>, Fault> {
        self.maybe_int(column)?.map(time).transpose()
    }

    /// The 32 bytes of a hash, salt or digest in a column.
    pub fn bytes32(&self, column: usize) -> Result<[u8; 32], Fault> {
        let bytes = self.bytes(column)?;
        let length = bytes.len();
        bytes.try_into().map_err(|_| Fault::Broken(format!("32 bytes expected, {length} found")))
    }
}

fn time(microseconds: i64) -> Result<Timestamp, Fault> {
    Timestamp::from_microsecond(microseconds).map_err(|error| Fault::Broken(error.to_string()))
}
