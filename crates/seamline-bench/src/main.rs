//! Measures the shipped code against limits measured in the same run: `cargo xtask bench feed`.
//!
//! Every figure is the median of several rounds, and what has a limit is given as its ratio to it: machines differ and
//! have moods, ratios less so. docs/performance.md says what each figure means.

mod board;
mod curves;
mod flood;
mod incidents;
mod ingest;
mod limits;
mod live;
mod parties;
mod prepared;
mod processes;
mod report;
mod stranger;

use std::path::PathBuf;

use crate::report::Report;

/// A measurement that cannot be made says why and ends the run.
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const USAGE: &str = "seamline-bench feed [--data FOLDER] [--out FILE] [--program seamline] [--rounds N] \
                     [--sizes N,…] [--only ingest,catch-up,live,flood,incidents,board,curves]";

struct Arguments {
    data: PathBuf,
    out: PathBuf,
    program: PathBuf,
    sizes: Vec<u64>,
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
        program: PathBuf::from("target/release/seamline"),
        sizes: vec![10_000, 100_000, 1_000_000],
        rounds: 3,
        only: Vec::new(),
    };
    while let Some(name) = given.next() {
        let value = given.next().ok_or(USAGE)?;
        match name.as_str() {
            "--data" => arguments.data = value.into(),
            "--out" => arguments.out = value.into(),
            "--program" => arguments.program = value.into(),
            "--sizes" => arguments.sizes = value.split(',').map(str::parse).collect::<Result<_, _>>()?,
            "--rounds" => arguments.rounds = value.parse()?,
            "--only" => arguments.only = value.split(',').map(str::to_owned).collect(),
            _ => return Err(USAGE.into()),
        }
    }
    Ok(arguments)
}

fn main() -> Outcome<()> {
    let arguments = arguments()?;
    std::fs::create_dir_all(&arguments.data)?;
    let mut report = Report::default();
    let outcome = measure(&mut report, &arguments);
    // What was measured before a failure is told all the same.
    report.print();
    report.write(&arguments.out)?;
    outcome
}

fn measure(report: &mut Report, arguments: &Arguments) -> Outcome<()> {
    let Arguments { data, program, .. } = arguments;
    let wanted = |section: &str| arguments.only.is_empty() || arguments.only.iter().any(|only| only == section);
    let runtime = tokio::runtime::Runtime::new()?;
    if wanted("ingest") {
        ingest::measure(report, data, arguments.rounds)?;
    }
    if wanted("catch-up") {
        runtime.block_on(curves::catch_up(report, program, data, 100_000))?;
    }
    if wanted("live") {
        runtime.block_on(live::measure(report, program, data))?;
    }
    if wanted("flood") {
        runtime.block_on(flood::measure(report, program, data))?;
    }
    if wanted("incidents") {
        runtime.block_on(incidents::measure(report, program, data))?;
    }
    if wanted("board") {
        runtime.block_on(board::measure(report, program, data))?;
    }
    if wanted("curves") {
        runtime.block_on(curves::measure(report, program, data, &arguments.sizes))?;
    }
    Ok(())
}
