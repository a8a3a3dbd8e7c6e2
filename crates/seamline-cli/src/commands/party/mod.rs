//! `seamline party new | root | draft | sign | merge | show`: the papers of a party, and the ceremony by which its roots
//! sign them, each at a machine of its own, with a file carried in between.

mod changes;
mod new;
mod show;
mod sign;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

pub(crate) use new::founded;

use crate::{fault::Fault, party_file::PartyFile};

#[derive(Subcommand)]
pub(crate) enum Party {
    /// Make a party: root keys and a document that nobody has signed yet.
    New(new::New),
    /// Make one more root key, to be drafted in with `party draft --add-root`.
    Root(new::Root),
    /// Propose the next version of a party's document: nodes, keys, officers, groups, roots. Nothing is signed.
    Draft(sign::Draft),
    /// Show what the last version changes, and sign it with root keys. Changes may be named here as well.
    Sign(sign::Sign),
    /// Put signatures together that were gathered in copies of the same draft.
    Merge(sign::Merge),
    /// Show what a party's document says, what the last version changes, who has signed it and who is missing.
    Show(Show),
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline party show iraq.party")]
pub(crate) struct Show {
    /// The .party file.
    document: PathBuf,
}

pub(crate) fn run(command: Party, as_json: bool) -> Result<(), Fault> {
    match command {
        Party::New(new) => new::run(new, as_json),
        Party::Root(root) => new::run_root(&root, as_json),
        Party::Draft(draft) => sign::run_draft(draft, as_json),
        Party::Sign(sign) => sign::run(sign, as_json),
        Party::Merge(merge) => sign::run_merge(&merge, as_json),
        Party::Show(show) => {
            show::print(&PartyFile::read(&show.document)?, as_json);
            Ok(())
        }
    }
}

/// Reads the document at `path` and refuses one that is not complete: a node would not admit it.
pub(crate) fn read_complete(path: &Path) -> Result<PartyFile, Fault> {
    let document = PartyFile::read(path)?;
    let mut directory = seamline_record::Directory::default();
    document.admit_into(&mut directory)?;
    Ok(document)
}
