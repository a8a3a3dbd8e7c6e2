//! Whether the node is well, and a copy of its rows for a backup.

use std::sync::Arc;

use axum::{Json, extract::State};
use seamline_node::{Finding, Node, Permission};
use serde::Serialize;
use utoipa::ToSchema;

use super::access::Acting;
use crate::{
    backup::BackupFault,
    fault::{ErrorAnswer, Fault, FaultCode},
    served::Served,
};

/// Something that an administrator should know.
#[derive(Serialize, ToSchema)]
pub(crate) struct Found {
    /// note, fault
    weight: String,
    /// peer, operator, us
    blame: String,
    what: String,
    next: String,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub(crate) struct Findings {
    findings: Vec<Found>,
}

/// A copy of the rows.
#[derive(Serialize, ToSchema)]
pub(crate) struct Copied {
    /// Where it is, on the node's own machine.
    path: String,
}

fn found(finding: Finding) -> Found {
    let word = |value: Option<serde_json::Value>| value.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    Found {
        weight: word(serde_json::to_value(finding.weight).ok()),
        blame: word(serde_json::to_value(finding.blame).ok()),
        what: finding.what,
        next: finding.next,
    }
}

/// Examine everything held: trees, signatures, openings, views, clock, standing, and what waits for a person. The node
/// does nothing else meanwhile.
#[utoipa::path(get, path = "/api/doctor", tag = "upkeep",
    responses((status = 200, body = Findings), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn examine(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Findings>, Fault> {
    acting.must(Permission::Administer)?;
    let findings = served.ask(|node| node.examine()).await?;
    Ok(Json(Findings { findings: findings.into_iter().map(found).collect() }))
}

/// Copy the rows into a file beside them, for a backup. Only whoever holds the folder can.
#[utoipa::path(post, path = "/api/copy", tag = "upkeep",
    responses((status = 200, body = Copied), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn copy(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Copied>, Fault> {
    if !acting.holder {
        let what = "Only the holder of the data folder copies it.";
        return Err(Fault::forbidden(FaultCode::HolderOnly, what, "Do it on its machine."));
    }
    let (folder, failed) = (served.folder.clone(), |fault: BackupFault| {
        tracing::error!(%fault, "the rows could not be copied");
        Fault::operator("The rows could not be copied.", "Look at the disk and the log of this node.")
    });
    // Place and copy belong to the work: whoever asked may go away in the middle of it.
    let place = served.copying.clone().acquire_owned().await.map_err(|_| Fault::ours("no copy is made any more"))?;
    let copied = served.with_node(move |node: &mut Node| folder.copy_rows(node).map(|copy| (copy, place))).await?;
    let (copy, place) = copied.map_err(failed)?;
    // Reads every page of the copy; the node goes on meanwhile.
    let examined = tokio::task::spawn_blocking(move || {
        let _place = place;
        copy.examine().map(|()| copy)
    });
    let copy = examined.await.map_err(|_| Fault::ours("the copy of the rows was not examined"))?.map_err(failed)?;
    Ok(Json(Copied { path: copy.give_away().display().to_string() }))
}
