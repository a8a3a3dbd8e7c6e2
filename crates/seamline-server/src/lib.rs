//! Sockets, TLS, HTTP: how peers and officers reach a node.

pub mod backup;
pub mod client;
pub mod clock;
mod fault;
pub mod folder;
mod http;
mod kept;
mod listener;
pub mod logging;
mod officer_key;
mod officers;
mod page;
mod peers;
mod said;
mod serve;
mod served;
pub mod two_desks;
mod unlocked;
mod wrapping;

pub use client::{Client, ClientFault};
pub use clock::{ExerciseClock, SystemClock, SystemRandom};
pub use fault::FaultCode;
pub use folder::{Folder, FolderFault, Running};
pub use http::{CutsAnswer, openapi_json};
pub use officer_key::keep_officer_key;
pub use peers::IdentityFault;
pub use serve::{Ended, ServeConfig, ServeFault, Serving, serve};
pub use unlocked::Unlocked;
pub use wrapping::{Effort, Passphrase, Protection, Purpose, WrapFault, Wrapped};
