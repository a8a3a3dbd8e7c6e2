//! Real nodes of two parties on this machine, through their sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod access;
mod agreement;
mod audit;
mod copies;
mod desk;
mod faults;
mod files;
mod floor;
mod officers;
mod peers;
mod proposals;
mod roster;
mod two_desks;
mod world;
