//! Parcels: bundles that a third party carries between two nodes without a link, reading nothing.

use std::sync::Arc;

use axum::{Json, extract::State};
use seamline_node::Permission;
use seamline_record::NodeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::Acting,
    input::{Input, parsed},
};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// For whom, and by whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sending {
    /// `party/node` that is to open it.
    to: String,
    /// `party/node` that is to carry it.
    via: String,
}

/// How many parcels wait for the carrier.
#[derive(Serialize, ToSchema)]
pub(crate) struct Waiting {
    parcels: usize,
}

/// A parcel kept here.
#[derive(Serialize, ToSchema)]
pub(crate) struct Parcel {
    /// SHA-256 of the bundle.
    hash: String,
    /// Who gave it; none for one of our own.
    #[schema(required = true)]
    from: Option<String>,
    to: String,
    /// Who is to carry it; none where we hand it over ourselves.
    #[schema(required = true)]
    via: Option<String>,
    since: i64,
    /// Bytes.
    length: u64,
}

/// Parcels on their way.
#[derive(Serialize, ToSchema)]
pub(crate) struct Parcels {
    parcels: Vec<Parcel>,
}

/// Give a third party what a node has not receipted, sealed for that node alone.
#[utoipa::path(post, path = "/api/parcels", tag = "parcels", request_body = Sending,
    responses((status = 200, body = Waiting), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn send(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(sending): Input<Sending>,
) -> Result<Json<Waiting>, Fault> {
    let (to, via): (NodeId, NodeId) = (parsed("to", &sending.to)?, parsed("via", &sending.via)?);
    let parcels = served.ask(move |node| node.send_parcels(&acting.officer, &to, &via)).await?;
    Ok(Json(Waiting { parcels }))
}

/// Parcels kept here: our own, and those carried for others.
#[utoipa::path(get, path = "/api/parcels", tag = "parcels",
    responses((status = 200, body = Parcels), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn list(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Parcels>, Fault> {
    acting.must(Permission::Administer)?;
    let rows = served.ask(|node| node.parcels()).await?;
    let row = |p: seamline_store::ParcelRow| Parcel {
        hash: p.hash.to_string(),
        from: p.from,
        to: p.to,
        via: p.via,
        since: p.since,
        length: p.length,
    };
    Ok(Json(Parcels { parcels: rows.into_iter().map(row).collect() }))
}
