//! What an administrator does: documents, quarantine, rebuilding, the exercise clock, stopping.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use seamline_node::Permission;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::Acting,
    input::{Input, Octets},
};
use crate::{
    fault::{ErrorAnswer, Fault, FaultCode},
    served::{Event, Served},
};

/// Whether a document was new.
#[derive(Serialize, ToSchema)]
pub(crate) struct Admitted {
    new: bool,
}

/// An act whose content does not count.
#[derive(Serialize, ToSchema)]
pub(crate) struct Quarantined {
    /// Origin line of the feed.
    feed: String,
    /// Position in it.
    index: u64,
    reason: String,
}

/// Acts in quarantine.
#[derive(Serialize, ToSchema)]
pub(crate) struct Quarantine {
    acts: Vec<Quarantined>,
}

/// Something that an administrator must know of.
#[derive(Serialize, ToSchema)]
pub(crate) struct Alarm {
    /// A feed's origin line, a party, or a parcel.
    about: String,
    what: String,
}

/// A node has signed two histories of one feed.
#[derive(Serialize, ToSchema)]
pub(crate) struct TwoHistories {
    /// Origin line of the feed.
    feed: String,
    /// The proof, in hexadecimal digits: a file that `seamline verify` reads, with that party's document alone.
    proof: String,
}

/// Alarms, and the proofs beside them.
#[derive(Serialize, ToSchema)]
pub(crate) struct Alarms {
    alarms: Vec<Alarm>,
    two_histories: Vec<TwoHistories>,
}

/// How many views were remade.
#[derive(Serialize, ToSchema)]
pub(crate) struct Rebuilt {
    views: usize,
}

/// By how much the exercise clock differs from the machine's.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shift {
    offset_ms: i64,
}

/// The exercise clock.
#[derive(Serialize, ToSchema)]
pub(crate) struct Now {
    now: i64,
}

/// Admit a party document. The first one of a party is to be compared by its fingerprint, between people.
#[utoipa::path(post, path = "/api/documents", tag = "upkeep",
    request_body(content = [u8], content_type = "application/octet-stream"),
    responses((status = 200, body = Admitted), (status = 403, body = ErrorAnswer), (status = 422, body = ErrorAnswer)))]
pub(crate) async fn admit(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Octets(bytes): Octets,
) -> Result<Json<Admitted>, Fault> {
    acting.must(Permission::Administer)?;
    let new = served.ask(move |node| node.admit_document(&bytes)).await?;
    Ok(Json(Admitted { new }))
}

/// Acts that arrived, were receipted and do not count, with the reasons.
#[utoipa::path(get, path = "/api/quarantine", tag = "upkeep",
    responses((status = 200, body = Quarantine), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn quarantine(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Quarantine>, Fault> {
    acting.must(Permission::Administer)?;
    let acts = served.ask(|node| node.quarantine()).await?;
    let row = |(feed, index, reason)| Quarantined { feed, index, reason };
    Ok(Json(Quarantine { acts: acts.into_iter().take(super::MAX_ITEMS).map(row).collect() }))
}

/// What an administrator must know of: feeds with two histories, documents and parcels that were refused.
#[utoipa::path(get, path = "/api/alarms", tag = "upkeep",
    responses((status = 200, body = Alarms), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn alarms(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Alarms>, Fault> {
    acting.must(Permission::Administer)?;
    let (alarms, proofs) = served.ask(|node| Ok((node.alarms()?, node.equivocations()?))).await?;
    let alarms = alarms.into_iter().take(super::MAX_ITEMS).map(|(about, what)| Alarm { about, what }).collect();
    let proof = |(feed, proof): (String, Vec<u8>)| TwoHistories { feed, proof: seamline_record::hex(&proof) };
    Ok(Json(Alarms { alarms, two_histories: proofs.into_iter().take(super::MAX_ITEMS).map(proof).collect() }))
}

/// Remake all views from the records.
#[utoipa::path(post, path = "/api/rebuild", tag = "upkeep",
    responses((status = 200, body = Rebuilt), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn rebuild(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Rebuilt>, Fault> {
    acting.must(Permission::Administer)?;
    let views = served.ask(seamline_node::Node::rebuild).await?;
    Ok(Json(Rebuilt { views }))
}

/// Set the clock of an exercise; a node that is not in one refuses.
#[utoipa::path(post, path = "/api/exercise/clock", tag = "upkeep", request_body = Shift,
    responses((status = 200, body = Now), (status = 403, body = ErrorAnswer), (status = 409, body = ErrorAnswer)))]
pub(crate) async fn clock(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(shift): Input<Shift>,
) -> Result<Json<Now>, Fault> {
    acting.must(Permission::Administer)?;
    if !served.exercise {
        let next = "Start the node as part of an exercise.";
        return Err(Fault::conflict(FaultCode::NotAnExercise, "This node runs on the machine's clock.", next));
    }
    served.clock.shift_to(shift.offset_ms);
    let _ = served.events.send(Event::Clock);
    Ok(Json(Now { now: served.now_ms() }))
}

/// Stop the node. Only whoever holds the folder can.
#[utoipa::path(post, path = "/api/stop", tag = "upkeep",
    responses((status = 202), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn stop(State(served): State<Arc<Served>>, acting: Acting) -> Result<StatusCode, Fault> {
    if !acting.holder {
        let what = "Only the holder of the data folder stops its node.";
        return Err(Fault::forbidden(FaultCode::HolderOnly, what, "Stop it on its machine."));
    }
    served.stop.send_replace(true);
    Ok(StatusCode::ACCEPTED)
}
