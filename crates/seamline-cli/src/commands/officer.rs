//! `seamline officer add | key | sign | verify`.

mod binding;

use std::io::BufRead;

use clap::{Args, Subcommand};
use seamline_node::{Limits, Role, StoredOfficer};
use seamline_record::{Level, Name};
use serde_json::json;

use crate::{access::At, fault::Fault, told::tell, words};

#[derive(Subcommand)]
pub(crate) enum Officer {
    /// Add an officer, or change one: roles, password, limits, whether disabled. Prints a link to log in with once, if the node runs.
    Add(Add),
    /// Make the key of an officer who is to bind the party, and the card by which the roots name it.
    Key(binding::Key),
    /// Sign a proposal with an officer's key: a concurrence.
    Sign(binding::Sign),
    /// Whether a signature binds a party to a proposal.
    Verify(binding::Verify),
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline officer add --data makhmour --name sara --role duty-officer --role releasing-officer"
)]
pub(crate) struct Add {
    #[command(flatten)]
    at: At,
    /// Name to log in with and to sign records with.
    #[arg(long)]
    name: String,
    /// A role; may be given several times.
    #[arg(long, required = true, value_parser = words::role)]
    role: Vec<Role>,
    /// Read a password from standard input, one line; without this one who has a password keeps it.
    #[arg(long)]
    password_stdin: bool,
    /// Let the officer neither log in nor act any more.
    #[arg(long)]
    disabled: bool,
    #[command(flatten)]
    limits: LimitsGiven,
}

/// How far the officer's releases reach; not limited where none is given, except that a liaison officer then releases
/// nothing.
#[derive(Args)]
#[group(id = "limits", multiple = true)]
struct LimitsGiven {
    /// A party that may be told; may be given several times.
    #[arg(long = "limit-to", value_name = "PARTY")]
    to: Vec<Name>,
    /// The highest level that may go; restricted where absent.
    #[arg(long = "limit-level", value_name = "LEVEL", value_parser = words::level)]
    level: Option<Level>,
    /// A slot that never goes; may be given several times.
    #[arg(long = "limit-never", value_name = "SLOT")]
    never: Vec<String>,
    /// Smallest precision of a place that may go.
    #[arg(long = "limit-finest", value_name = "METRES")]
    finest: Option<u32>,
}

impl LimitsGiven {
    fn limits(&self) -> Option<Limits> {
        let Self { to, level, never, finest } = self;
        let none = to.is_empty() && level.is_none() && never.is_empty() && finest.is_none();
        (!none).then(|| Limits {
            to: to.iter().cloned().collect(),
            level: level.unwrap_or_default(),
            never: never.iter().cloned().collect(),
            finest_m: *finest,
        })
    }
}

pub(crate) async fn run(command: Officer, as_json: bool) -> Result<(), Fault> {
    let add = match command {
        Officer::Add(add) => add,
        Officer::Key(key) => return binding::make(&key, as_json),
        Officer::Sign(sign) => return binding::sign(&sign, as_json),
        Officer::Verify(verify) => return binding::verify(&verify, as_json),
    };
    let password = add.password_stdin.then(read_line).transpose()?;
    let mut access = add.at.access().await?;
    let (name, roles, limits) = (add.name.clone(), add.role.clone(), add.limits.limits());
    let officer = StoredOfficer { name, roles, password: None, disabled: add.disabled, limits };
    let login = access.put_officer(&officer, password.as_deref()).await?;
    let roles: Vec<_> = add.role.iter().map(|role| role.word()).collect();
    let json = json!({"officer": add.name, "roles": roles, "login": login});
    tell(as_json, &json, || {
        let login =
            login.as_ref().map_or_else(String::new, |link| format!("\nlog in once, within ten minutes: {link}"));
        format!("{} is {}{login}", add.name, roles.join(", "))
    });
    Ok(())
}

fn read_line() -> Result<String, Fault> {
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Fault::operator(format!("no password could be read: {error}")))?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.is_empty() {
        Err(Fault::you("the password is empty", "give one line on standard input"))
    } else {
        Ok(password)
    }
}
