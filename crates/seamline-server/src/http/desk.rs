//! The desk's sheet and the timeline.

#![expect(unused_qualifications, reason = "the description's macro writes query types with their path")]

use std::sync::Arc;

use axum::{Json, extract::State};
use seamline_node::Permission;
use seamline_store::ViewQuery;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{MAX_ITEMS, access::Acting, input::Wanted, shapes::Items};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

const DESK: [&str; 6] = ["log-entry", "incident", "desk-message", "handover", "disclosure", "sitrep"];
const TIMELINE: [&str; 5] = ["meeting", "commitment", "strength", "estimate", "source-item"];

/// Which part of the sheet.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DeskQuery {
    /// Key of a centre.
    centre: Option<String>,
    /// Not before this instant.
    from: Option<i64>,
    /// Before this instant.
    to: Option<i64>,
    /// The newest so many; at most 500, 200 where absent.
    limit: Option<usize>,
}

pub(crate) fn kinds(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Log entries, incidents, desk messages, handovers, disclosures and sitreps, ascending by time.
#[utoipa::path(get, path = "/api/desk", tag = "views", params(DeskQuery),
    responses((status = 200, body = Items), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn desk(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Wanted(wanted): Wanted<DeskQuery>,
) -> Result<Json<Items>, Fault> {
    acting.must(Permission::Read)?;
    let query = ViewQuery {
        kinds: kinds(&DESK),
        centre: wanted.centre,
        from: wanted.from,
        before: wanted.to,
        limit: wanted.limit.unwrap_or(200).min(MAX_ITEMS),
        ..ViewQuery::default()
    };
    Ok(Json(served.ask(move |node| node.list(&query)).await?.into()))
}

/// Meetings, commitments, strengths, estimates and sources, ascending by time.
#[utoipa::path(get, path = "/api/timeline", tag = "views",
    responses((status = 200, body = Items), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn timeline(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Items>, Fault> {
    acting.must(Permission::Read)?;
    let query = ViewQuery { kinds: kinds(&TIMELINE), limit: MAX_ITEMS, ..ViewQuery::default() };
    Ok(Json(served.ask(move |node| node.list(&query)).await?.into()))
}
