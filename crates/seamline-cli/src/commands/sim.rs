//! `seamline sim`.

use std::{
    io::{IsTerminal, Write},
    ops::Range,
    path::PathBuf,
    sync::Mutex,
    time::{Duration, Instant},
};

use clap::Args;
use seamline_sim::{Options, Outcome, Rows, Tally, run, run_many, shrunk};
use serde_json::json;

use crate::fault::Fault;

/// Violations that are shortened and shown in full; the others are only named.
const SHOWN: usize = 3;
/// How often the bar moves.
const REDRAW: Duration = Duration::from_millis(200);
const BAR: u64 = 30;
const MS_PER_HOUR: f64 = 3_600_000.0;

#[derive(Args)]
#[command(after_help = "Example:\n  seamline sim --seeds 0..100\n  seamline sim --replay 42")]
pub(crate) struct Sim {
    /// Which seeds, the last one left out.
    #[arg(long, value_name = "A..B", default_value = "0..100", value_parser = seeds)]
    seeds: Range<u64>,
    /// Steps of each world before everything is mended.
    #[arg(long, default_value_t = 2000)]
    steps: u64,
    /// Run one seed and tell step by step what happens.
    #[arg(long, value_name = "SEED")]
    replay: Option<u64>,
    /// Worlds at a time; one for each core where absent.
    #[arg(long)]
    threads: Option<usize>,
    /// Put the rows into SQLite files in this folder instead of memory.
    #[arg(long, value_name = "FOLDER")]
    sqlite: Option<PathBuf>,
}

fn seeds(text: &str) -> Result<Range<u64>, String> {
    let (from, to) = text.split_once("..").ok_or("two numbers with two dots between them, such as 0..100")?;
    let number = |text: &str| text.parse::<u64>().map_err(|_| format!("\"{text}\" is not a number"));
    Ok(number(from)?..number(to)?)
}

pub(crate) fn run_command(command: &Sim) -> Result<(), Fault> {
    let disk = match &command.sqlite {
        Some(folder) => {
            std::fs::create_dir_all(folder)
                .map_err(|error| Fault::operator(format!("{}: {error}", folder.display())))?;
            Rows::Sqlite(folder.clone())
        }
        None => Rows::Memory,
    };
    let options = Options { steps: command.steps, disk, ..Options::default() };
    let begun = Instant::now();
    let tally = match command.replay {
        Some(seed) => replay(seed, &options),
        None => many(command, &options),
    };
    println!(
        "{}",
        json!({
            "seeds": tally.seeds,
            "steps": tally.steps,
            "faults": tally.faults,
            "violations": tally.violations.len(),
            "simulated_hours": (tally.simulated_ms as f64 / MS_PER_HOUR).round(),
            "seconds": (begun.elapsed().as_secs_f64() * 10.0).round() / 10.0,
        })
    );
    if tally.violations.is_empty() {
        return Ok(());
    }
    let what = format!("{} of {} seeds violated an invariant", tally.violations.len(), tally.seeds);
    Err(Fault::us(what).next("replay a seed at this commit with the command above"))
}

fn replay(seed: u64, options: &Options) -> Tally {
    let outcome = run(seed, &Options { trace: true, ..options.clone() });
    outcome.trace.iter().for_each(|line| println!("{line}"));
    let Outcome { seed, steps, faults, simulated_ms, violation, .. } = outcome;
    let violations = violation.into_iter().map(|v| (seed, v)).collect();
    Tally { seeds: 1, steps, faults, simulated_ms, violations }
}

fn many(command: &Sim, options: &Options) -> Tally {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let total = command.seeds.end.saturating_sub(command.seeds.start);
    let drawn = Mutex::new(Instant::now());
    let bar = |tally: &Tally| {
        let Ok(mut drawn) = drawn.lock() else { return };
        if std::io::stderr().is_terminal() && (drawn.elapsed() > REDRAW || tally.seeds == total) {
            *drawn = Instant::now();
            let full = BAR * tally.seeds / total.max(1);
            let (done, left) = ("=".repeat(full as usize), " ".repeat((BAR - full) as usize));
            eprint!("\r[{done}{left}] {} of {total} seeds, {} violations", tally.seeds, tally.violations.len());
            let _shown = std::io::stderr().flush();
        }
    };
    let tally = run_many(command.seeds.clone(), options, command.threads.unwrap_or(cores), &bar);
    if std::io::stderr().is_terminal() {
        eprintln!();
    }
    for (nth, (seed, violation)) in tally.violations.iter().enumerate() {
        println!("seed {seed}, step {}: {} violated: {}", violation.step, violation.checker, violation.what);
        if nth < SHOWN
            && let Some(short) = shrunk(*seed, options)
        {
            println!("shortened:");
            short.trace.iter().filter(|line| !line.is_empty()).for_each(|line| println!("  {line}"));
        }
        println!("replay: seamline sim --steps {} --replay {seed}", command.steps);
    }
    tally
}
