//! From a run that ends in a violation to a shorter one that still does: steps that are not needed are left out.

use std::collections::BTreeSet;

use crate::{
    outcome::{Options, Outcome},
    world::run,
};

/// Most runs made to shorten one.
const MOST_RUNS: usize = 150;

/// The shortest run found that violates the same checker, with its trace; `None` where the seed violates nothing.
pub fn shrunk(seed: u64, options: &Options) -> Option<Outcome> {
    let first = run(seed, options);
    let violation = first.violation.clone()?;
    // What comes after the violation was never run: it can go at once, unless the end of the run found it.
    let steps = if violation.step + 1 < options.steps { violation.step + 1 } else { options.steps };
    let mut options = Options { steps, ..options.clone() };
    let fails = |options: &Options| run(seed, options).violation.is_some_and(|v| v.checker == violation.checker);
    let (mut runs, mut chunk) = (0, (steps / 2).max(1));
    while runs < MOST_RUNS {
        let mut dropped = false;
        let mut start = 0;
        while start < steps && runs < MOST_RUNS {
            let without: BTreeSet<u64> = (start..(start + chunk).min(steps)).collect();
            start += chunk;
            if without.iter().all(|step| options.left_out.contains(step)) {
                continue;
            }
            let shorter = Options { left_out: &options.left_out | &without, ..options.clone() };
            runs += 1;
            if fails(&shorter) {
                options = shorter;
                dropped = true;
            }
        }
        if chunk == 1 && !dropped {
            break;
        }
        chunk = (chunk / 2).max(1);
    }
    Some(run(seed, &Options { trace: true, ..options }))
}
