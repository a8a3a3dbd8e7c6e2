//! `seamline officer add | key | sign | verify`.

mod binding;

use std::io::BufRead;

use clap::{Args, Subcommand};
use seamline_node::Role;
use serde_json::json;

use crate::{access::At, fault::Fault, told::tell, words};

#[derive(Subcommand)]
pub(crate) enum Officer {
    /// Add an officer, or change one's roles and password. Prints a link to log in with once, if the node runs.
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
    /// Read a password from standard input, one line.
    #[arg(long)]
    password_stdin: bool,
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
    let login = access.put_officer(&add.name, &add.role, password.as_deref()).await?;
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
