//! The node itself.

use std::sync::Arc;

use axum::{Json, extract::State};
use seamline_node::{Node, NodeFault, Permission};
use serde::Serialize;
use utoipa::ToSchema;

use super::{access::Acting, shapes::Names};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// A party known here.
#[derive(Serialize, ToSchema)]
pub(crate) struct Party {
    id: String,
    names: Names,
    /// Version of its newest document.
    version: u64,
    /// To compare between people: eight groups of four digits.
    fingerprint: String,
    own: bool,
}

/// What this node says of itself.
#[derive(Serialize, ToSchema)]
pub(crate) struct NodeInfo {
    party: String,
    node: String,
    names: Names,
    now: i64,
    /// Runs on a shifted clock, with invented data.
    exercise: bool,
    version: String,
    /// Hash of everything held: equal audiences, equal hash.
    state_hash: String,
    records: u64,
    parties: Vec<Party>,
}

/// A node's answer to whether it is well.
#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    status: String,
}

/// Names of a party by its newest document.
pub(crate) fn names_of(node: &Node, party: &seamline_record::Name) -> Names {
    let names = node.directory().newest(party).map(|d| d.body().names.clone()).unwrap_or_default();
    Names::new(&names, party.as_str())
}

fn info(node: &Node, exercise: bool) -> Result<NodeInfo, NodeFault> {
    let (id, directory) = (node.id(), node.directory());
    let party = |name: &seamline_record::Name| Party {
        id: name.to_string(),
        names: names_of(node, name),
        version: directory.newest(name).map_or(0, |d| d.body().version),
        fingerprint: directory.fingerprint(name).unwrap_or_default(),
        own: *name == id.party,
    };
    Ok(NodeInfo {
        party: id.party.to_string(),
        node: id.node.to_string(),
        names: names_of(node, &id.party),
        now: node.now_ms(),
        exercise,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        state_hash: node.state_hash()?.to_string(),
        records: node.record_count()?,
        parties: directory.parties().map(party).collect(),
    })
}

/// Who this node is, what it holds and which parties it knows.
#[utoipa::path(get, path = "/api/node", tag = "node",
    responses((status = 200, body = NodeInfo), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn show(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<NodeInfo>, Fault> {
    acting.must(Permission::Read)?;
    let exercise = served.exercise;
    Ok(Json(served.ask(move |node| info(node, exercise)).await?))
}

/// That this program answers. Needs no login and tells nothing else; waits for nobody's turn at the node.
#[utoipa::path(get, path = "/healthz", tag = "node", responses((status = 200, body = Health)))]
pub(crate) async fn health() -> Json<Health> {
    Json(Health { status: "ok".to_owned() })
}
