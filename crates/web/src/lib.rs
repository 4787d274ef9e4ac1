//! web
pub mod assets;
pub mod chart;
#[cfg(test)]
mod kit;
pub mod words;
