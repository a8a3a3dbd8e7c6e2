//! Runs are what they are said to be: the same for the same seed, on whatever rows.

use std::path::PathBuf;

use crate::{Options, Rows, run};

fn options(steps: u64) -> Options {
    Options { steps, ..Options::default() }
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_seed_replays_to_the_last_step() {
    let traced = Options { trace: true, ..options(300) };
    let (one, other) = (run(11, &traced), run(11, &traced));
    assert_eq!(one, other);
    assert_eq!(one.violation, None);
    assert_ne!(one.trace, run(12, &traced).trace);
}

#[test]
fn seeds_end_alike_on_sqlite_and_in_memory() {
    for seed in 0..3 {
        let folder = Folder(std::env::temp_dir().join(format!("seamline-sim-{}-{seed}", std::process::id())));
        std::fs::create_dir_all(&folder.0).unwrap();
        let on_sqlite = run(seed, &Options { disk: Rows::Sqlite(folder.0.clone()), ..options(250) });
        let in_memory = run(seed, &options(250));
        assert_eq!(on_sqlite, in_memory, "seed {seed}");
        assert!(!in_memory.states.is_empty());
    }
}
