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

/// The day of an instant, as EDTF: the civil calendar by Howard Hinnant's `civil_from_days`.
pub(crate) fn day_of(ms: i64) -> String {
    let days = ms.div_euclid(DAY_MS) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    format!("{:04}-{month:02}-{day:02}", year + era * 400 + i64::from(month <= 2))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_calendar() {
        let days = [(0, "1970-01-01"), (59, "1970-03-01"), (789, "1972-02-29"), (20_462, "2026-01-09")];
        for (day, text) in days {
            assert_eq!(day_of(day * DAY_MS + 1), text);
        }
        assert_eq!(day_of(START_MS), "2026-01-09");
    }
}
