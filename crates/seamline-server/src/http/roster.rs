//! Who is on duty when.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use seamline_node::{Duty, Permission};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{access::Acting, input::Input, officers::role};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// A duty to put on the roster.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDuty {
    /// Name of an officer kept here.
    officer: String,
    /// A word of `/api/roles`.
    role: String,
    from: i64,
    /// After `from`.
    to: i64,
    /// At most 1024 bytes.
    #[serde(default)]
    note: String,
}

/// A duty.
#[derive(Serialize, ToSchema)]
pub(crate) struct DutyEntry {
    id: String,
    officer: String,
    role: String,
    from: i64,
    to: i64,
    note: String,
}

/// Duties, by their beginning.
#[derive(Serialize, ToSchema)]
pub(crate) struct Roster {
    entries: Vec<DutyEntry>,
}

fn entry((id, duty): (String, Duty)) -> DutyEntry {
    let Duty { officer, role, from, to, note } = duty;
    DutyEntry { id, officer, role: role.word(), from, to, note }
}

/// Who is on duty when.
#[utoipa::path(get, path = "/api/roster", tag = "officers",
    responses((status = 200, body = Roster), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn list(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Roster>, Fault> {
    acting.must(Permission::Read)?;
    let entries = served.ask(|node| node.roster()).await?.into_iter().map(entry).collect();
    Ok(Json(Roster { entries }))
}

/// Put an officer on duty. Takes an administrator or a chief.
#[utoipa::path(post, path = "/api/roster", tag = "officers", request_body = NewDuty,
    responses((status = 200, body = DutyEntry), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer),
        (status = 422, body = ErrorAnswer)))]
pub(crate) async fn put(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(new): Input<NewDuty>,
) -> Result<Json<DutyEntry>, Fault> {
    let role = role("role", &new.role)?;
    let duty = Duty { officer: new.officer, role, from: new.from, to: new.to, note: new.note };
    let kept = served.ask(move |node| Ok((node.put_duty(&acting.officer, &duty)?, duty)));
    Ok(Json(entry(kept.await?)))
}

/// Take an entry off the roster.
#[utoipa::path(delete, path = "/api/roster/{id}", tag = "officers", params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn remove(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<StatusCode, Fault> {
    served.ask(move |node| node.remove_duty(&acting.officer, &id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
