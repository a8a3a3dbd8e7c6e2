//! The checkers: one invariant a file.

mod agreement;
mod bounds;
mod confidentiality;
mod convergence;
mod durability;
mod honesty;
mod liveness;
mod promises;
mod receipts;
mod validity;
mod void;

pub(crate) use agreement::Agreement;
pub(crate) use bounds::{Bounds, InFlight};
pub(crate) use durability::Durability;
pub(crate) use honesty::Honesty;
pub(crate) use liveness::MAX_ROUNDS;
pub(crate) use receipts::Receipts;

/// What checkers remember.
#[derive(Default)]
pub(crate) struct Checks {
    pub(crate) durability: Durability,
    pub(crate) honesty: Honesty,
    pub(crate) receipts: Receipts,
    pub(crate) bounds: Bounds,
    pub(crate) agreement: Agreement,
}
