//! What a run is asked for and what it found.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use seamline_record::Hash;
use seamline_store::{RowKey, Sqlite};

use crate::{
    broken::Broken,
    disk::{Disk, Fresh},
};

/// What is under the simulated disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Rows {
    /// Maps in memory.
    #[default]
    Memory,
    /// The shipped SQLite store, in files in this folder.
    Sqlite(PathBuf),
}

impl Rows {
    pub(crate) fn fresh(&self) -> Fresh {
        match self {
            Self::Memory => Disk::in_memory(),
            Self::Sqlite(folder) => {
                let (folder, count, key) = (folder.clone(), AtomicU64::new(0), RowKey::from_bytes([7; 32]));
                Arc::new(move || {
                    let number = count.fetch_add(1, Ordering::Relaxed);
                    Ok(Box::new(Sqlite::open(&folder.join(format!("{number}.db")), &key)?))
                })
            }
        }
    }
}

/// How to run a world.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How many steps before healing.
    pub steps: u64,
    /// What is under the disks.
    pub disk: Rows,
    /// Whether to write down what happens.
    pub trace: bool,
    /// Steps to leave out, to find out which are needed.
    pub left_out: BTreeSet<u64>,
    /// A fault to plant.
    #[cfg(feature = "planted")]
    pub planted: Option<crate::planted::Planted>,
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Which checker found it.
    pub checker: &'static str,
    /// What it found; names of nodes, numbers of records.
    pub what: String,
    /// In which step.
    pub step: u64,
}

/// How a run went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its seed.
    pub seed: u64,
    /// Steps made.
    pub steps: u64,
    /// Faults injected: crashes, cuts, jumps of clocks, lies and the like.
    pub faults: u64,
    /// How long it was for the nodes, ms.
    pub simulated_ms: i64,
    /// The first thing that did not hold.
    pub violation: Option<Violation>,
    /// What happened, where it was asked for.
    pub trace: Vec<String>,
    /// State hashes of all nodes at the end.
    pub states: Vec<Hash>,
}

impl Outcome {
    /// The simulator itself could not go on: that counts as a finding, since a run that proves nothing must not pass.
    pub(crate) fn broken(seed: u64, broken: &Broken) -> Self {
        let violation = Violation { checker: "simulator", what: broken.to_string(), step: 0 };
        let (trace, states) = (Vec::new(), Vec::new());
        Self { seed, steps: 0, faults: 0, simulated_ms: 0, violation: Some(violation), trace, states }
    }
}
