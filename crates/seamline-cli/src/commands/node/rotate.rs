//! `seamline node rotate`: new keys for a node that keeps its folder.

use std::path::PathBuf;

use clap::Args;
use seamline_node::Upto;
use seamline_server::{Folder, SystemClock};
use serde_json::json;

use super::cuts::file_of;
use crate::{access::cuts_json, fault::Fault, files, passphrase::Unlock, told::tell};

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline node rotate --data makhmour\n  seamline party draft --document iraq.party \
                        --close makhmour --cuts makhmour/next.cuts --add-node makhmour/next.card"
)]
pub(crate) struct Rotate {
    /// The data folder of a stopped node.
    #[arg(long)]
    data: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
}

pub(crate) fn run(rotate: &Rotate, as_json: bool) -> Result<(), Fault> {
    let folder = rotate.unlock.open(&Folder::at(&rotate.data)?)?;
    // Held until the end: what it writes meanwhile would be beyond the cuts.
    let node = folder.open_node(Box::new(SystemClock))?;
    let cuts = cuts_json(node.cuts(folder.id(), Upto::Held)?)?;
    let card = folder.prepare_next()?;
    let (card_path, cuts_path) = (folder.path().join("next.card"), folder.path().join("next.cuts"));
    files::replace(&card_path, &card.to_value().encode())?;
    files::replace(&cuts_path, &file_of(folder.id(), &cuts)?.encode())?;
    let id = folder.id();
    tell(as_json, &json!({"node": id.to_string(), "card": card_path, "cuts": cuts_path}), || {
        format!(
            "New keys of {id} wait in its folder; it keeps the old ones until the party gives it the new.\nLeave it stopped until \
             then: what it writes from here on is beyond the cuts and would be void. Next:\n  seamline party draft --document \
             {}.party --close {} --cuts {} --add-node {}\nhave it signed, start the node, and give it the document while its links are \
             up, so that they carry it on:\n  seamline peer add --data {} --document {0}.party\nBundles that are sealed to the old keys cannot be opened afterwards: import them first.",
            id.party,
            id.node,
            cuts_path.display(),
            card_path.display(),
            rotate.data.display(),
        )
    });
    Ok(())
}
