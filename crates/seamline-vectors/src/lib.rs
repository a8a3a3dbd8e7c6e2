//! The protocol under attack, and written down as bytes. Used by tests, by `fuzz/` and by nothing that ships.
//!
//! [`world`] is a small fixed world: two parties, their keys, documents, records and one feed, all from seeds, so that
//! every run and every machine has the same bytes. [`targets`] are the properties that hostile input is thrown at, the
//! same functions under libFuzzer (`make fuzz`) and in the smoke test (`cargo test`). [`mutation`] bends good bytes for
//! the smoke test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "all of it is test code: a failed expectation is the finding it is here for"
)]

pub mod forge;
pub mod joint;
pub mod keys;
pub mod mutation;
pub mod seeds;
mod spoken;
pub mod targets;
pub mod told;
pub mod vectors;
pub mod world;

#[cfg(test)]
mod tests;
