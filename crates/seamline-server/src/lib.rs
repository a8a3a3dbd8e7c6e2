//! Sockets, TLS, HTTP: how peers and officers reach a node.

pub mod client;
pub mod clock;
pub mod folder;
pub mod logging;

pub use client::{Client, ClientFault};
pub use clock::{ExerciseClock, SystemClock, SystemRandom};
pub use folder::{Folder, FolderFault, Running};
