//! The shipped node, many times over, on one thread, with simulated time, network and disk: everything follows from one
//! seed, so that a seed and a commit replay any failure.
//!
//! A world is three parties with two or three nodes each. Officers act, bytes travel and are cut off, machines lose power in
//! the middle of a write, clocks jump, folders are restored and copied, sticks are carried, a liar lies. Checkers, one
//! invariant a file, watch every row, frame, log line and error text while it runs, and at the end, when everything is
//! mended, that all have what they may have. `docs/simulation.md` tells how to use it.

mod agreement;
mod broken;
mod campaign;
mod canary;
mod check;
mod clock;
mod disk;
mod documents;
mod faults;
mod founding;
mod heal;
mod intent;
mod liars;
mod logs;
mod ministers;
mod network;
mod officers;
mod oracle;
mod outcome;
mod plan;
#[cfg(feature = "planted")]
pub mod planted;
#[cfg(all(test, feature = "planted"))]
mod planted_tests;
mod prng;
mod shrink;
mod sticks;
#[cfg(test)]
mod tests;
mod trace;
mod world;

pub use campaign::{Tally, run_many};
pub use outcome::{Options, Outcome, Rows, Violation};
pub use shrink::shrunk;
pub use world::run;
