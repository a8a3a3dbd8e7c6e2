//! Links to other nodes.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use seamline_node::{Node, NodeFault, Peer, Permission};
use seamline_record::{AudienceId, Clearance, Hash, NodeId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::Acting,
    input::{Input, level, parsed},
    node::names_of,
    shapes::Names,
};
use crate::{
    fault::{ErrorAnswer, Fault, FaultCode},
    served::Served,
};

/// A time without a link.
#[derive(Serialize, ToSchema)]
pub(crate) struct Gap {
    from: i64,
    /// Null while it lasts.
    #[schema(required = true)]
    to: Option<i64>,
}

/// A link to another node, as this process sees it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Link {
    party: String,
    node: String,
    /// Names of the party.
    names: Names,
    /// up, down, paused
    state: String,
    since: i64,
    /// Last time between records sent and their receipt.
    #[schema(required = true)]
    lag_ms: Option<u64>,
    /// That node's clock less ours, as its receipts on this line say; null until one has come since this process started.
    #[schema(required = true)]
    drift_ms: Option<i64>,
    /// Fingerprint of its party's first document, in eight groups, to compare between people.
    fingerprint: Vec<String>,
    /// Latest receipt of that party, by its word.
    #[schema(required = true)]
    last_receipt: Option<i64>,
    /// Entries for that party that it has not receipted.
    unreceipted: u64,
    #[schema(required = true)]
    unreceipted_since: Option<i64>,
    own: bool,
    /// The newest 32 times without a link, since this process started.
    gaps: Vec<Gap>,
}

/// Links.
#[derive(Serialize, ToSchema)]
pub(crate) struct Links {
    links: Vec<Link>,
}

/// Pause or resume.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pause {
    paused: bool,
}

/// What a party may hold, in this node's own judgement.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClearanceFor {
    /// open, restricted, confidential, secret
    level: String,
    #[serde(default)]
    caveats: Vec<String>,
}

/// A node to keep a link to. Without an entry its calls are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPeer {
    /// `party/node`, standing in a document held here.
    node: String,
    /// `host:port` to call; absent for one that calls us.
    address: Option<String>,
    /// What its party may hold.
    clearance: Option<ClearanceFor>,
}

/// Hash of what two nodes have told each other's parties.
#[derive(Serialize, ToSchema)]
pub(crate) struct Shared {
    shared_hash: String,
}

fn link(served: &Served, node: &Node, (id, peer): (NodeId, Peer)) -> Result<Link, NodeFault> {
    let (status, traffic) = (served.links.status(&id), node.traffic(&id.party)?);
    let groups = node.directory().fingerprint(&id.party).unwrap_or_default();
    let state = match (peer.paused, status.up) {
        (true, _) => "paused",
        (false, true) => "up",
        (false, false) => "down",
    };
    Ok(Link {
        names: names_of(node, &id.party),
        state: state.to_owned(),
        since: status.since,
        lag_ms: status.lag_ms,
        drift_ms: status.drift_ms,
        fingerprint: groups.split_whitespace().map(str::to_owned).collect(),
        last_receipt: traffic.last_receipt,
        unreceipted: traffic.unreceipted,
        unreceipted_since: traffic.unreceipted_since,
        own: id.party == node.id().party,
        gaps: status.gaps.iter().map(|gap| Gap { from: gap.from, to: gap.to }).collect(),
        party: id.party.to_string(),
        node: id.node.to_string(),
    })
}

/// Links of this node.
#[utoipa::path(get, path = "/api/links", tag = "links",
    responses((status = 200, body = Links), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn list(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Links>, Fault> {
    acting.must(Permission::Read)?;
    let around = served.clone();
    let links = served.ask(move |node| node.peers()?.into_iter().map(|peer| link(&around, node, peer)).collect());
    Ok(Json(Links { links: links.await? }))
}

/// Pause a link, or resume it. A paused peer is not called and its calls are refused.
#[utoipa::path(post, path = "/api/links/{party}/{node}", tag = "links", request_body = Pause,
    params(("party" = String, Path), ("node" = String, Path)),
    responses((status = 204), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn pause(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path((party, name)): Path<(String, String)>,
    Input(wanted): Input<Pause>,
) -> Result<StatusCode, Fault> {
    acting.must(Permission::Administer)?;
    let id: NodeId = parsed("node", &format!("{party}/{name}"))?;
    put_peer(&served, move |node| {
        let mut peers = node.peers()?.into_iter();
        let no_link = || NodeFault::NoSuchParty(format!("a link to {id}"));
        let (_, mut peer) = peers.find(|(known, _)| *known == id).ok_or_else(no_link)?;
        peer.paused = wanted.paused;
        node.put_peer(&acting.officer, &id, &peer)
    })
    .await
}

/// Keep a link to a node, or change it; and say what its party may hold.
#[utoipa::path(post, path = "/api/peers", tag = "links", request_body = NewPeer,
    responses((status = 204), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn put(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(new): Input<NewPeer>,
) -> Result<StatusCode, Fault> {
    acting.must(Permission::Administer)?;
    let id: NodeId = parsed("node", &new.node)?;
    if id == served.id {
        return Err(Fault::content(FaultCode::LinkToItself, "A node keeps no link to itself.").at("node"));
    }
    if new.address.as_ref().is_some_and(|a| a.len() > 255 || !a.contains(':')) {
        return Err(Fault::content(FaultCode::AddressForm, "An address is host:port.").at("address"));
    }
    let clearance = match new.clearance {
        None => None,
        Some(wanted) => {
            let level = level("level", &wanted.level)?;
            Some(Clearance { level, caveats: wanted.caveats.into_iter().collect() })
        }
    };
    put_peer(&served, move |node| {
        if let Some(clearance) = clearance {
            let party = AudienceId { party: id.party.clone(), group: None };
            node.put_clearance(&acting.officer, &party, &clearance)?;
        }
        let paused = node.peers()?.iter().any(|(known, peer)| *known == id && peer.paused);
        node.put_peer(&acting.officer, &id, &Peer { address: new.address, paused })
    })
    .await
}

/// Changes peers, and tells the sessions and callers.
async fn put_peer(
    served: &Arc<Served>,
    change: impl FnOnce(&mut Node) -> Result<(), NodeFault> + Send + 'static,
) -> Result<StatusCode, Fault> {
    let around = served.clone();
    served
        .ask(move |node| {
            change(node)?;
            // Sent under the node's lock, so that the last change is also the last that is heard of.
            around.peers.send_replace(node.peers()?.into_iter().collect());
            Ok(())
        })
        .await?;
    let _ = served.events.send(crate::served::Event::Links);
    Ok(StatusCode::NO_CONTENT)
}

/// Hash of what this node and another have told each other's parties; both compute the same where all has arrived.
#[utoipa::path(get, path = "/api/shared/{party}/{node}", tag = "links",
    params(("party" = String, Path), ("node" = String, Path)),
    responses((status = 200, body = Shared), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn shared(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path((party, name)): Path<(String, String)>,
) -> Result<Json<Shared>, Fault> {
    acting.must(Permission::Read)?;
    let id: NodeId = parsed("node", &format!("{party}/{name}"))?;
    let hash: Hash = served.ask(move |node| node.shared_hash(&id)).await?;
    Ok(Json(Shared { shared_hash: hash.to_string() }))
}
