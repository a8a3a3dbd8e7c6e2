//! Checks of the house's own rules: `cargo xtask tidy | readme | licences`; and `cargo xtask bench feed`.
//!
//! The rules are data (`rules.toml`); every finding names a place, the rule and what to do.

mod bench;
mod finding;
mod licences;
mod metadata;
mod readme;
mod rules;
mod tidy;
mod tree;

use std::path::Path;
use std::process::ExitCode;

use crate::finding::Finding;

const USAGE: &str = "\
cargo xtask tidy       hold the tree to xtask/rules.toml
cargo xtask readme     rewrite the README's table from scenarios/kcl/rows.toml
cargo xtask licences   hold every package's licence to xtask/rules.toml
cargo xtask bench feed measure the shipped code; docs/performance.md says what and how";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let outcome = match std::env::args().nth(1).as_deref() {
        Some("tidy") => tidy::run(&root),
        Some("readme") => readme::rewrite(&root).map(|()| Vec::new()),
        Some("licences") => licences::run(&root),
        Some("bench") => bench::run(&root).map(|()| Vec::new()),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(findings) => report(&findings),
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn report(findings: &[Finding]) -> ExitCode {
    for finding in findings {
        eprintln!("{finding}");
    }
    if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        eprintln!("{} to mend", findings.len());
        ExitCode::FAILURE
    }
}
