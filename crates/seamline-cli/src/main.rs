//! The `seamline` command: everything a person types, and the demo.

mod access;
mod blame;
mod commands;
mod cut_file;
mod demo;
mod ending;
mod fault;
mod files;
mod party_file;
mod party_words;
mod passphrase;
mod root_key;
mod scenario;
mod told;
mod words;

use std::process::ExitCode;

use clap::Parser;

/// The shipped program can plant no faults.
const _: () = assert!(!seamline_record::planted::POSSIBLE);

fn main() -> ExitCode {
    let cli = commands::Cli::parse();
    let json = cli.json;
    let outcome = tokio::runtime::Runtime::new()
        .map_err(|error| fault::Fault::operator(format!("no threads for the program: {error}")))
        .and_then(|runtime| runtime.block_on(commands::run(cli)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            fault.print(json);
            ExitCode::from(fault.exit_code())
        }
    }
}
