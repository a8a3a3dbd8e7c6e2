//! The real side of the ports: the only places where time and randomness come from the machine.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use seamline_node::{Clock, Random};

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The machine's clock, shifted: an exercise runs at another date. Clones share one shift.
#[derive(Debug, Clone, Default)]
pub struct ExerciseClock {
    offset_ms: Arc<AtomicI64>,
}

impl ExerciseClock {
    /// Shifted by so many milliseconds; 0 is the machine's own time.
    pub fn shifted_by(offset_ms: i64) -> Self {
        Self { offset_ms: Arc::new(AtomicI64::new(offset_ms)) }
    }

    /// Shifts this clock and its clones anew.
    pub fn shift_to(&self, offset_ms: i64) {
        self.offset_ms.store(offset_ms, Ordering::Relaxed);
    }
}

impl Clock for ExerciseClock {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms().saturating_add(self.offset_ms.load(Ordering::Relaxed))
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        if let Err(fault) = getrandom::fill(bytes) {
            // Keys and salts from anything but the system's randomness would be guessable: stopping is the only
            // answer that harms nobody.
            tracing::error!(%fault, "the operating system gives no randomness");
            std::process::abort();
        }
    }
}

/// 32 random octets as 64 hexadecimal digits: a token that cannot be guessed.
pub(crate) fn fresh_token() -> String {
    let mut bytes = [0; 32];
    SystemRandom.fill(&mut bytes);
    seamline_record::Hash(bytes).to_string()
}
