//! The smoke run of the fuzz targets: every seed, and a bounded number of bent ones, the same in every run.

use std::{collections::BTreeMap, fs, time::Instant};

use crate::{
    mutation::{Numbers, bend},
    seeds,
    targets::TARGETS,
    vectors,
};

/// Bent inputs per target; enough to find the gross in seconds, `make fuzz` searches on.
const ROUNDS: usize = 400;

mod from_files;
mod protocol;
mod threats;

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
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .collect();
    let mut names: Vec<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    files.sort();
    names.sort();
    assert_eq!(files, names);
}

/// Every file as it should be; with `UPDATE_VECTORS=1`, as it now is.
#[test]
fn the_vectors_are_those_of_the_program() {
    let (folder, all) = (vectors::folder(), vectors::all());
    let files = |under: &str| {
        fs::read_dir(folder.join(under)).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file())
    };
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        fs::create_dir_all(folder.join("refused")).unwrap();
        for stale in files("").chain(files("refused")).filter(|path| !path.ends_with("README.md")) {
            fs::remove_file(stale).unwrap();
        }
        for (path, bytes) in &all {
            fs::write(folder.join(path), bytes).unwrap();
        }
        let kinds = folder.join("../verifier/kinds.json");
        fs::create_dir_all(kinds.parent().unwrap()).unwrap();
        fs::write(kinds, &all["kinds.json"]).unwrap();
    }
    let stored: BTreeMap<String, Vec<u8>> = ["", "refused"]
        .iter()
        .flat_map(|under| files(under))
        .map(|path| (path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .filter(|(path, _)| path != "README.md")
        .collect();
    let of = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(of(&stored), of(&all), "run UPDATE_VECTORS=1 cargo test -p seamline-vectors");
    for (path, bytes) in &all {
        assert!(stored[path] == *bytes, "{path} is stale: run UPDATE_VECTORS=1 cargo test -p seamline-vectors");
    }
    assert_eq!(fs::read(folder.join("../verifier/kinds.json")).unwrap(), all["kinds.json"]);
}
