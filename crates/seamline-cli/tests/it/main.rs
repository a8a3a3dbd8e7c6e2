//! The program as its users run it: real processes, real folders, real sockets on loopback.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod by_hand;
mod ceremony;
mod desk;
mod drill;
mod idle;
mod killed;
mod refused;
mod rotation;
mod unlocking;
mod upkeep;
