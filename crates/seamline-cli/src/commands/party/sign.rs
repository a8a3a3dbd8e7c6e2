//! `seamline party draft | sign | merge`.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
};

use clap::Args;

use super::{changes::Changes, show};
use crate::{fault::Fault, files, party_file::PartyFile, passphrase::Unlock, root_key::RootKey};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  seamline party draft --document iraq.party --add-node node.card -o next.party\n  \
                        seamline party draft --document iraq.party --close makhmour --cuts makhmour.cuts -o next.party"
)]
pub(crate) struct Draft {
    /// The .party file.
    #[arg(long)]
    document: PathBuf,
    #[command(flatten)]
    changes: Changes,
    /// Write here instead of changing the file.
    #[arg(short = 'o', long)]
    out: Option<PathBuf>,
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline party sign --document iraq.party --root root-1.key --root root-2.key --add-node node.card --audience command:baghdad"
)]
pub(crate) struct Sign {
    /// The .party file.
    #[arg(long)]
    document: PathBuf,
    /// A root key file; may be given several times.
    #[arg(long)]
    root: Vec<PathBuf>,
    #[command(flatten)]
    changes: Changes,
    /// Write here instead of changing the file.
    #[arg(short = 'o', long)]
    out: Option<PathBuf>,
    /// Sign without asking; at a terminal it asks otherwise.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline party merge --document next.party from-root-1.party from-root-2.party")]
pub(crate) struct Merge {
    /// The .party file that takes the signatures.
    #[arg(long)]
    document: PathBuf,
    /// Copies of the same draft that others have signed.
    #[arg(required = true)]
    copies: Vec<PathBuf>,
    /// Write here instead of changing the file.
    #[arg(short = 'o', long)]
    out: Option<PathBuf>,
}

pub(super) fn run_draft(draft: Draft, as_json: bool) -> Result<(), Fault> {
    let mut document = PartyFile::read(&draft.document)?;
    let before = document.encode();
    draft.changes.apply(&mut document)?;
    if document.encode() == before {
        return Err(Fault::you("the draft would change nothing", "name a change; see `seamline party draft --help`"));
    }
    files::replace(draft.out.as_deref().unwrap_or(&draft.document), &document.encode())?;
    show::print(&document, as_json);
    Ok(())
}

pub(super) fn run(sign: Sign, as_json: bool) -> Result<(), Fault> {
    let mut document = PartyFile::read(&sign.document)?;
    sign.changes.apply(&mut document)?;
    // Every key is looked at before the first one signs: all or nothing.
    let mut roots = Vec::new();
    for path in &sign.root {
        let root = RootKey::read(path, &sign.unlock)?;
        if !is_root(&document, &root) {
            let what = format!("{} is no root of {}", path.display(), document.last().body().party);
            return Err(Fault::you(what, "give a root key of this party"));
        }
        roots.push(root);
    }
    if !roots.is_empty() {
        agreed(&document, sign.yes)?;
    }
    for root in &roots {
        document.sign_last(root);
    }
    files::replace(sign.out.as_deref().unwrap_or(&sign.document), &document.encode())?;
    show::print(&document, as_json);
    Ok(())
}

/// Says what a signature would say, and at a terminal asks whether to give it.
fn agreed(document: &PartyFile, without_asking: bool) -> Result<(), Fault> {
    let body = document.last().body();
    eprintln!("version {} of the document of {} says, against the one before:", body.version, body.party);
    document.changes().iter().for_each(|change| eprintln!("  - {change}"));
    if without_asking || !std::io::stdin().is_terminal() {
        return Ok(());
    }
    eprint!("sign it? yes or no: ");
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.map_err(|error| Fault::operator(format!("the terminal gives no answer: {error}")))?;
    if answer.trim() == "yes" {
        return Ok(());
    }
    Err(Fault::you("it was not signed", "have the draft changed, or type yes"))
}

pub(super) fn run_merge(merge: &Merge, as_json: bool) -> Result<(), Fault> {
    let mut document = PartyFile::read(&merge.document)?;
    for path in &merge.copies {
        document
            .join(&PartyFile::read(path)?)
            .map_err(|fault| Fault { what: format!("{}: {}", path.display(), fault.what), ..fault })?;
    }
    files::replace(merge.out.as_deref().unwrap_or(&merge.document), &document.encode())?;
    show::print(&document, as_json);
    Ok(())
}

/// Whether the key is a root of the last version or of the one below: a change of roots is signed by both.
fn is_root(document: &PartyFile, root: &RootKey) -> bool {
    document.due().iter().any(|due| due.roots.iter().any(|(key, _)| *key == root.public()))
}
