//! `seamline node init | passphrase | cuts | rotate`.

mod cuts;
mod rotate;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use seamline_node::NodeKeys;
use seamline_record::{Name, NodeId};
use seamline_server::{Effort, Folder, Protection, SystemClock, SystemRandom};
use serde_json::json;

use crate::{
    fault::Fault,
    files,
    passphrase::{Protect, Unlock, Work, new_passphrase},
    told::tell,
};

#[derive(Subcommand)]
pub(crate) enum Node {
    /// Make a node: a data folder with fresh keys under a passphrase, and the card by which the party's roots can name
    /// it.
    Init(Init),
    /// Change the passphrase of a stopped node's keys. Copies of the folder made before still open with the old one.
    Passphrase(Change),
    /// Write what stands of a node's key, as far as its feeds are held here: for closing the key of a node that was
    /// stolen or lost.
    Cuts(cuts::CutsCommand),
    /// Make new keys for a stopped node. It keeps the old ones until a document of its party gives it the new.
    Rotate(rotate::Rotate),
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
    #[command(flatten)]
    protect: Protect,
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline node passphrase --data makhmour")]
pub(crate) struct Change {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
    /// Read the new passphrase from the first line of this file; asked for twice at the terminal where absent.
    #[arg(long, value_name = "PATH")]
    new_passphrase_file: Option<PathBuf>,
    /// Keep the keys in clear from now on: for demos, tests and exercises.
    #[arg(long, conflicts_with = "new_passphrase_file")]
    unprotected: bool,
    /// How much work one try of the passphrase is. `least` is for tests.
    #[arg(long, value_enum, default_value = "usual")]
    effort: Work,
}

pub(crate) async fn run(command: Node, as_json: bool) -> Result<(), Fault> {
    match command {
        Node::Init(init) => run_init(init, as_json),
        Node::Passphrase(change) => run_change(&change, as_json),
        Node::Cuts(command) => cuts::run(command, as_json).await,
        Node::Rotate(command) => rotate::run(&command, as_json),
    }
}

fn run_init(command: Init, as_json: bool) -> Result<(), Fault> {
    let Init { party, name, data, protect } = command;
    let id = NodeId { party, node: name };
    let protection = protect.protection(&format!("the keys of {id}"))?;
    let card = init(&id, &data, &protection)?;
    let protected = is_protected(&protection);
    let json = json!({"node": id.to_string(), "data": data, "card": card, "protected": protected});
    tell(as_json, &json, || {
        let how = if protected { "under the passphrase" } else { "in clear: whoever reads them is this node" };
        format!(
            "{id} has its keys in {}, {how}.\nNext: bring the card to the party's roots, who sign with\n  seamline party \
             sign --document {}.party --root ROOT.key --add-node {}",
            data.display(),
            id.party,
            card.display()
        )
    });
    Ok(())
}

/// Makes the folder with fresh keys; returns the path of the card.
fn init(id: &NodeId, data: &Path, protection: &Protection) -> Result<PathBuf, Fault> {
    let keys = NodeKeys::generate(&mut SystemRandom);
    let folder = Folder::create(data, id, &keys, protection)?;
    let card = folder.path().join("node.card");
    files::write_new(&card, &keys.card(id.node.clone()).to_value().encode(), false)?;
    Ok(card)
}

fn run_change(change: &Change, as_json: bool) -> Result<(), Fault> {
    let folder = Folder::at(&change.data)?;
    let mut unlocked = change.unlock.open(&folder)?;
    // Held until the end: a running node writes this file too when its keys change.
    let _held = unlocked.open_node(Box::new(SystemClock))?;
    let protection = if change.unprotected {
        Protection::Unprotected
    } else {
        let new = new_passphrase(change.new_passphrase_file.as_deref(), &folder.path().display().to_string())?;
        Protection::Passphrase(new, Effort::from(change.effort))
    };
    unlocked.protect_anew(&protection)?;
    let protected = is_protected(&protection);
    tell(as_json, &json!({"node": folder.id().to_string(), "protected": protected}), || {
        let now = if protected { "under the new passphrase" } else { "in clear: whoever reads them is this node" };
        format!("The keys of {} are {now}. Backups made before still open with the passphrase of then.", folder.id())
    });
    Ok(())
}

fn is_protected(protection: &Protection) -> bool {
    matches!(protection, Protection::Passphrase(..))
}
