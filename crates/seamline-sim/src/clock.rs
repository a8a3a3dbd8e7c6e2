//! Simulated time: one truth, and for each node how far its clock is off.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use seamline_node::Clock;

/// When every run begins, ms since 1970 UTC.
pub(crate) const START_MS: i64 = 1_768_000_000_000;
pub(crate) const MINUTE_MS: i64 = 60_000;
pub(crate) const DAY_MS: i64 = 86_400_000;

/// What time it really is.
#[derive(Clone)]
pub(crate) struct Truth(Arc<AtomicI64>);

impl Truth {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicI64::new(START_MS)))
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn pass(&self, ms: i64) {
        self.0.fetch_add(ms.max(0), Ordering::Relaxed);
    }

    pub(crate) fn pass_until(&self, at_ms: i64) {
        self.0.fetch_max(at_ms, Ordering::Relaxed);
    }
}

/// A node's clock: the truth and an error that can change at any moment, backwards too.
#[derive(Clone)]
pub(crate) struct SkewedClock {
    truth: Truth,
    off_by_ms: Arc<AtomicI64>,
}

impl SkewedClock {
    pub(crate) fn new(truth: &Truth) -> Self {
        Self { truth: truth.clone(), off_by_ms: Arc::new(AtomicI64::new(0)) }
    }

    pub(crate) fn set_off_by(&self, ms: i64) {
        self.off_by_ms.store(ms, Ordering::Relaxed);
    }
}

impl Clock for SkewedClock {
    fn now_ms(&self) -> i64 {
        self.truth.now_ms() + self.off_by_ms.load(Ordering::Relaxed)
    }
}
