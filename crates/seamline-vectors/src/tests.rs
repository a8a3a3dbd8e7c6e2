//! The smoke run of the fuzz targets: every seed, and a bounded number of bent ones, the same in every run.

use std::time::Instant;

use crate::{
    mutation::{Numbers, bend},
    seeds,
    targets::TARGETS,
};

/// Bent inputs per target; enough to find the gross in seconds, `make fuzz` searches on.
const ROUNDS: usize = 400;

#[test]
fn hostile_bytes_break_no_property() {
    for target in &TARGETS {
        let begun = Instant::now();
        let seeds = seeds::of(target.name);
        assert!(!seeds.is_empty(), "{} has no seeds", target.name);
        for seed in &seeds {
            (target.run)(seed);
        }
        let mut numbers = Numbers::from_seed(target.name.len() as u64);
        for _ in 0..ROUNDS {
            let (seed, other) = (numbers.below(seeds.len()), numbers.below(seeds.len()));
            (target.run)(&bend(&seeds[seed], &seeds[other], &mut numbers));
        }
        println!("{}: {ROUNDS} in {:?}", target.name, begun.elapsed());
    }
}

#[test]
fn every_fuzz_target_has_its_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/fuzz_targets");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .collect();
    let mut names: Vec<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    files.sort();
    names.sort();
    assert_eq!(files, names);
}
