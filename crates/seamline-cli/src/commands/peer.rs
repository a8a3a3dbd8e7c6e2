//! `seamline peer add | pause | resume`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use seamline_record::{Clearance, Directory, NodeId};
use serde_json::json;

use super::party::read_complete;
use crate::{access::At, fault::Fault, told::tell, words};

#[derive(Subcommand)]
pub(crate) enum Peer {
    /// Give a node a party's document; a link to one of its nodes; what that party may hold. The node's own party's
    /// document is given to it in the same way.
    Add(Add),
    /// Let a link rest: nothing goes and nothing is taken until it is resumed.
    Pause(Link),
    /// Take a paused link up again.
    Resume(Link),
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline peer pause --data makhmour --node kurdistan/makhmour")]
pub(crate) struct Link {
    #[command(flatten)]
    at: At,
    /// The node at the other end.
    #[arg(long)]
    node: NodeId,
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline peer add --data makhmour --document iraq.party\n  seamline peer add --data makhmour --document kurdistan.party --node kurdistan/makhmour \\\n    --address 192.0.2.7:7800 --clearance restricted"
)]
pub(crate) struct Add {
    #[command(flatten)]
    at: At,
    /// The party's .party file. Compare its fingerprint with the party in person.
    #[arg(long)]
    document: PathBuf,
    /// A node of that party to keep a link to.
    #[arg(long)]
    node: Option<NodeId>,
    /// Where to call it, `host:port`; absent for one that calls us.
    #[arg(long, requires = "node")]
    address: Option<String>,
    /// What this node lets that party hold, `level[,caveat…]`.
    #[arg(long, requires = "node", value_parser = words::clearance)]
    clearance: Option<Clearance>,
}

pub(crate) async fn run(command: Peer, as_json: bool) -> Result<(), Fault> {
    match command {
        Peer::Add(add) => run_add(add, as_json).await,
        Peer::Pause(link) => run_pause(link, true, as_json).await,
        Peer::Resume(link) => run_pause(link, false, as_json).await,
    }
}

async fn run_pause(link: Link, paused: bool, as_json: bool) -> Result<(), Fault> {
    let mut access = link.at.access().await?;
    access.pause(&link.node, paused).await?;
    let node = link.node.to_string();
    tell(as_json, &json!({"node": node, "paused": paused}), || {
        format!("The link to {node} {}.", if paused { "rests" } else { "goes on" })
    });
    Ok(())
}

async fn run_add(add: Add, as_json: bool) -> Result<(), Fault> {
    let file = read_complete(&add.document)?;
    let party = file.last().body().party.clone();
    if let Some(node) = add.node.as_ref().filter(|node| node.party != party) {
        let what = format!("{node} is no node of {party}, whose document this is");
        return Err(Fault::you(what, "give the document of that node's party"));
    }
    if let Some(address) = add.address.as_ref().filter(|address| !is_address(address)) {
        return Err(Fault::you(format!("\"{address}\" is no address"), "write host:port, for example 192.0.2.7:7800"));
    }
    let mut access = add.at.access().await?;
    for document in file.documents() {
        access.admit(document).await?;
    }
    let peer = add.node.as_ref().map(|_| seamline_node::Peer { address: add.address.clone(), paused: false });
    if let Some((id, peer)) = add.node.as_ref().zip(peer) {
        access.put_peer(id, &peer, add.clearance.as_ref()).await?;
    }
    let mut directory = Directory::default();
    file.admit_into(&mut directory)?;
    let fingerprint = directory.fingerprint(&party).unwrap_or_default();
    let node = add.node.map(|id| id.to_string());
    let json = json!({"party": party.as_str(), "fingerprint": fingerprint, "node": node, "address": add.address});
    tell(as_json, &json, || {
        let link =
            node.map(|node| format!("\nlink to {node} {}", add.address.unwrap_or_else(|| "when it calls".into())));
        format!("{party} is known here, fingerprint {fingerprint}{}", link.unwrap_or_default())
    });
    Ok(())
}

fn is_address(text: &str) -> bool {
    text.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
}
