//! The commands, one file each.

mod alarms;
mod backup;
mod bundle;
mod demo;
mod doctor;
mod evidence;
mod file;
mod links;
mod node;
mod officer;
mod openapi;
mod parcel;
mod party;
mod peer;
mod rebuild;
mod record;
mod release;
mod serve;
mod sim;
mod verify;

use clap::{Parser, Subcommand};

pub(crate) use demo::Demo;
pub(crate) use party::founded;
pub(crate) use verify::proven;

use crate::fault::Fault;

/// Coordination for organisations that share a boundary but not a chain of command.
#[derive(Parser)]
#[command(name = "seamline", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Example:\n  seamline demo\n  seamline serve --data makhmour")]
pub(crate) struct Cli {
    /// Print JSON, errors too.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Twelve nodes of four parties on this machine, playing the reference scenario.
    Demo(Demo),
    /// A party's document: who its roots, nodes and groups are.
    #[command(subcommand, after_help = "Example:\n  seamline party show iraq.party")]
    Party(party::Party),
    /// A node's data folder and keys.
    #[command(subcommand, after_help = "Example:\n  seamline node init --party iraq --name makhmour --data makhmour")]
    Node(node::Node),
    /// Run a node until Ctrl-C.
    Serve(serve::Serve),
    /// Whom a node knows, calls and trusts with what.
    #[command(subcommand, after_help = "Example:\n  seamline peer add --data makhmour --document iraq.party")]
    Peer(peer::Peer),
    /// Who may act at a node.
    #[command(subcommand, after_help = "Example:\n  seamline officer add --data makhmour --name sara --role chief")]
    Officer(officer::Officer),
    /// Write, list and show records.
    #[command(subcommand, after_help = "Example:\n  seamline record list --data makhmour")]
    Record(record::Record),
    /// Release slots of a record to another party, now or later.
    Release(release::Release),
    /// Links of a node, with last receipt and lag.
    Links(links::Links),
    /// What an administrator must know of: two histories of one feed, documents that were refused.
    Alarms(alarms::Alarms),
    /// Files that records name.
    #[command(subcommand, after_help = "Example:\n  seamline file add --data makhmour bridge.jpg")]
    File(file::File),
    /// What a third party carries between two nodes without a link.
    #[command(
        subcommand,
        after_help = "Example:\n  seamline parcel send --data makhmour --to kurdistan/makhmour --via coalition/erbil"
    )]
    Parcel(parcel::Parcel),
    /// Carry what was released on a stick.
    #[command(subcommand, after_help = "Example:\n  seamline bundle import for-us.bundle --data makhmour")]
    Bundle(bundle::Bundle),
    /// Write a file that proves what was told to whom.
    Evidence(evidence::Evidence),
    /// Verify evidence or a joint act with nothing but the file and the party documents; look up the short id of a print.
    Verify(verify::Verify),
    /// Make all views anew from the records.
    Rebuild(rebuild::Rebuild),
    /// Run many simulated worlds and look for what does not hold.
    Sim(sim::Sim),
    /// Write a node into one file, its keys and rows sealed as they are.
    Backup(backup::Backup),
    /// Make a node's data folder anew from a backup.
    Restore(backup::Restore),
    /// Examine a node: what is not well, at whose door, what to do.
    Doctor(doctor::Doctor),
    /// Print the description of a node's API.
    #[command(name = "openapi")]
    OpenApi(openapi::OpenApi),
}

/// Runs what was typed.
pub(crate) async fn run(cli: Cli) -> Result<(), Fault> {
    let json = cli.json;
    match cli.command {
        Command::Demo(command) => demo::run(command, json).await,
        Command::Party(command) => party::run(command, json),
        Command::Node(command) => node::run(command, json).await,
        Command::Serve(command) => serve::run(command, json).await,
        Command::Peer(command) => peer::run(command, json).await,
        Command::Officer(command) => officer::run(command, json).await,
        Command::Record(command) => record::run(command, json).await,
        Command::Release(command) => release::run(command, json).await,
        Command::Alarms(command) => alarms::run(command, json).await,
        Command::File(command) => file::run(command, json).await,
        Command::Parcel(command) => parcel::run(command, json).await,
        Command::Links(command) => links::run(command, json).await,
        Command::Bundle(command) => bundle::run(command, json).await,
        Command::Evidence(command) => evidence::run(command, json).await,
        Command::Verify(command) => verify::run(command, json).await,
        Command::Rebuild(command) => rebuild::run(command, json).await,
        Command::Sim(command) => sim::run_command(&command),
        Command::Backup(command) => backup::run(command, json).await,
        Command::Restore(command) => backup::run_restore(&command, json),
        Command::Doctor(command) => doctor::run(command, json).await,
        Command::OpenApi(_) => {
            openapi::run();
            Ok(())
        }
    }
}
