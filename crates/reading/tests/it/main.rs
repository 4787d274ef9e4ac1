//! Tests of the reader: whole documents, tables of cases of the language, properties.

mod bars;
mod bombs;
mod compare;
mod corpus;
mod fonts;
mod formats;
mod heads;
mod language;
mod layouts;
mod pages;
mod properties;
mod rectification;
mod same_text;
mod stacked;
mod tables;
mod traps;
mod unreadable;
mod wrapped;
