//! What leaves as a file. Pure: fills a `Write`.

pub mod csv;
