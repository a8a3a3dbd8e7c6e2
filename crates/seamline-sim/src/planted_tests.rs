//! Every planted fault is found, by a checker that is meant to find it.

use crate::{
    Options,
    planted::{ALL, Planted},
    run,
};

/// Steps of a world with a planted fault.
const STEPS: u64 = 1500;
/// Most seeds until it must be found.
const MOST_SEEDS: u64 = 60;

/// Seeds tried, checker, and what it said.
fn found(planted: Planted) -> Option<(u64, &'static str, String)> {
    (0..MOST_SEEDS).find_map(|seed| {
        let options = Options { steps: STEPS, planted: Some(planted), ..Options::default() };
        run(seed, &options).violation.map(|violation| (seed + 1, violation.checker, violation.what))
    })
}

/// What each finds, on two threads: a fault is planted in the thread that runs the world.
fn all_found() -> Vec<Option<(u64, &'static str, String)>> {
    let (one, two) = ALL.split_at(ALL.len() / 2);
    let each = |faults: &[(Planted, &str, &[&str])]| faults.iter().map(|(planted, ..)| found(*planted)).collect();
    std::thread::scope(|threads| {
        let other = threads.spawn(|| each(two));
        let mut all: Vec<_> = each(one);
        all.extend(other.join().expect("a world with a planted fault"));
        all
    })
}

#[test]
fn every_planted_fault_is_found() {
    let mut rows = Vec::new();
    let mut missed = Vec::new();
    for ((_, what, meant), finding) in ALL.into_iter().zip(all_found()) {
        println!("{what}: {finding:?}");
        match finding {
            Some((seeds, checker, _)) if meant.contains(&checker) => {
                rows.push(format!("| {what} | {checker} | {seeds} |"));
            }
            other => missed.push((what, other)),
        }
    }
    println!("{}", rows.join("\n"));
    assert!(missed.is_empty(), "{missed:#?}");
}
