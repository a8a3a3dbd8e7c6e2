//! Pure work on many things, spread over the cores. The result does not depend on how it was spread.

use std::{
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::planted::POSSIBLE;

/// Fewer things than this are not worth a thread.
const WORTH_A_THREAD: usize = 32;
/// Things taken at a time: a core that is busy with something else takes fewer.
const TAKEN_AT_A_TIME: usize = 8;
/// Most threads of one piece of work.
const MAX_THREADS: usize = 8;

/// What `work` makes of each, in their order.
pub fn on_all_cores<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    on_cores(0, things, work)
}

/// As [`on_all_cores`], with one core left to whoever waits for something else meanwhile.
pub fn on_all_cores_but_one<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    on_cores(1, things, work)
}

fn on_cores<T: Sync, R: Send>(left: usize, things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let there = thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    // The simulator runs a node on one thread, and plants its faults on that thread alone.
    let cores = if POSSIBLE { 1 } else { there.saturating_sub(left).max(1) };
    if things.len() < WORTH_A_THREAD || cores == 1 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done: Vec<(usize, Vec<R>)> = Vec::new();
        loop {
            let start = next.fetch_add(TAKEN_AT_A_TIME, Ordering::Relaxed);
            let Some(rest) = things.get(start..).filter(|rest| !rest.is_empty()) else { return done };
            done.push((start, rest.iter().take(TAKEN_AT_A_TIME).map(&work).collect()));
        }
    };
    let mut parts = thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(take)).collect();
        let mut parts = take();
        for other in others {
            parts.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        parts
    });
    parts.sort_unstable_by_key(|(start, _)| *start);
    parts.into_iter().flat_map(|(_, part)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_done_once_and_in_order() {
        for count in [0, 1, WORTH_A_THREAD - 1, WORTH_A_THREAD, 1001] {
            let things: Vec<usize> = (0..count).collect();
            assert_eq!(on_all_cores(&things, |n| n * 2), things.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
