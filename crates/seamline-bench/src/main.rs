//! Measures the shipped code against limits measured in the same run: `cargo xtask bench feed`.
//!
//! Every figure is the median of several rounds, and what has a limit is given as its ratio to it: machines differ and
//! have moods, ratios less so. docs/performance.md says what each figure means.

mod ingest;
mod limits;
mod parties;
mod prepared;
mod report;

use std::path::PathBuf;

use crate::report::Report;

/// A measurement that cannot be made says why and ends the run.
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "seamline-bench feed [--data FOLDER] [--out FILE] [--rounds N] [--only SECTION,…]";

struct Arguments {
    data: PathBuf,
    out: PathBuf,
    rounds: usize,
    only: Vec<String>,
}

fn arguments() -> Outcome<Arguments> {
    let mut given = std::env::args().skip(1);
    if given.next().as_deref() != Some("feed") {
        return Err(USAGE.into());
    }
    let mut arguments = Arguments {
        data: PathBuf::from("target/bench/data"),
        out: PathBuf::from("target/bench/feed.json"),
        rounds: 3,
        only: Vec::new(),
    };
    while let Some(name) = given.next() {
        let value = given.next().ok_or(USAGE)?;
        match name.as_str() {
            "--data" => arguments.data = value.into(),
            "--out" => arguments.out = value.into(),
            "--rounds" => arguments.rounds = value.parse()?,
            "--only" => arguments.only = value.split(',').map(str::to_owned).collect(),
            _ => return Err(USAGE.into()),
        }
    }
    Ok(arguments)
}

fn main() -> Outcome<()> {
    let arguments = arguments()?;
    let wanted = |section: &str| arguments.only.is_empty() || arguments.only.iter().any(|only| only == section);
    std::fs::create_dir_all(&arguments.data)?;
    let mut report = Report::default();
    if wanted("ingest") {
        ingest::measure(&mut report, &arguments.data, arguments.rounds)?;
    }
    report.print();
    report.write(&arguments.out)
}
