//! `seamline node init`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use seamline_node::NodeKeys;
use seamline_record::{Name, NodeId};
use seamline_server::{Folder, SystemRandom};
use serde_json::json;

use crate::{fault::Fault, files, told::tell};

#[derive(Subcommand)]
pub(crate) enum Node {
    /// Make a node: a data folder with fresh keys, and the card by which the party's roots can name it.
    Init(Init),
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline node init --party iraq --name makhmour --data makhmour")]
pub(crate) struct Init {
    /// The party that runs the node.
    #[arg(long)]
    party: Name,
    /// The node's name within its party.
    #[arg(long)]
    name: Name,
    /// The data folder; must be empty or not exist yet.
    #[arg(long)]
    data: PathBuf,
}

pub(crate) fn run(command: Node, as_json: bool) -> Result<(), Fault> {
    let Node::Init(Init { party, name, data }) = command;
    let id = NodeId { party, node: name };
    let card = init(&id, &data)?;
    tell(as_json, &json!({"node": id.to_string(), "data": data, "card": card}), || {
        format!(
            "{id} has its keys in {}.\nNext: bring the card to the party's roots, who sign with\n  seamline party sign --document \
             {}.party --root ROOT.key --add-node {}",
            data.display(),
            id.party,
            card.display()
        )
    });
    Ok(())
}

/// Makes the folder with fresh keys; returns the path of the card.
pub(crate) fn init(id: &NodeId, data: &std::path::Path) -> Result<PathBuf, Fault> {
    let keys = NodeKeys::generate(&mut SystemRandom);
    let folder = Folder::create(data, id, &keys)?;
    let card = folder.path().join("node.card");
    files::write_new(&card, &keys.card(id.node.clone()).to_value().encode(), false)?;
    Ok(card)
}
