//! `cargo xtask bench feed [option…]`: builds the program and the measurements for release and runs them.

use std::{path::Path, process::Command};

pub(crate) fn run(root: &Path) -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    done(Command::new(&cargo).current_dir(root).args(["build", "--locked", "--release", "--package", "seamline-cli"]))?;
    let run = ["run", "--locked", "--release", "--package", "seamline-bench", "--"];
    done(Command::new(&cargo).current_dir(root).args(run).args(std::env::args().skip(2)))
}

fn done(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|fault| format!("cargo cannot be run: {fault}"))?;
    if status.success() { Ok(()) } else { Err(format!("cargo ended with {status}")) }
}
