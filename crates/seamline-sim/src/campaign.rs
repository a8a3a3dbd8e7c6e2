//! Many seeds on all cores: one world per thread, worlds know nothing of one another.

use std::{
    ops::Range,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use crate::{
    outcome::{Options, Outcome, Violation},
    world::run,
};

/// Violations that are kept; after so many the rest of the seeds tell nothing new.
const MOST_VIOLATIONS: usize = 16;

/// What many runs came to.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Runs made.
    pub seeds: u64,
    /// Steps of all runs.
    pub steps: u64,
    /// Faults injected in all runs.
    pub faults: u64,
    /// How long it was for the nodes, ms.
    pub simulated_ms: i64,
    /// Seeds with what did not hold, by seed.
    pub violations: Vec<(u64, Violation)>,
}

impl Tally {
    fn add(&mut self, outcome: Outcome) {
        self.seeds += 1;
        self.steps += outcome.steps;
        self.faults += outcome.faults;
        self.simulated_ms += outcome.simulated_ms;
        self.violations.extend(outcome.violation.map(|violation| (outcome.seed, violation)));
    }
}

/// Runs every seed of the range, and calls `told` now and then with what there is so far.
pub fn run_many(seeds: Range<u64>, options: &Options, threads: usize, told: &(dyn Fn(&Tally) + Sync)) -> Tally {
    let (next, tally) = (AtomicU64::new(seeds.start), Mutex::new(Tally::default()));
    let held = || tally.lock().unwrap_or_else(PoisonError::into_inner);
    thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end || held().violations.len() >= MOST_VIOLATIONS {
                        return;
                    }
                    let outcome = run(seed, options);
                    let mut tally = held();
                    tally.add(outcome);
                    told(&tally);
                }
            });
        }
    });
    let mut tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    tally.violations.sort_by_key(|(seed, _)| *seed);
    tally
}
