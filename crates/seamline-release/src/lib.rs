//! Labels, permission and release acts: the sole mint of [`Released`] values.
//!
//! Permitted = level ≤ clearance ∧ caveats ⊆ held ∧ own record ∧ not expired ∧ policy known ∧ references
//! given. Anything else is refused with the reason. Nothing here stores or sends.

mod act;
mod gate;
mod label;
#[cfg(test)]
mod tests;

pub use act::{Act, Audit, Mode, Payload, PayloadFault, Release, Released};
pub use gate::{Before, Chosen, Gate, Refusal};
pub use label::{join, meet, permits};
