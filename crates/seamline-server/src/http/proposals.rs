//! The second officer: proposals, and from which level one is needed.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use seamline_node::{Permission, ShownProposal};
use seamline_record::RecordId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::Acting,
    input::{Input, level, parsed},
    records::{ReleaseMode, ReleaseTo},
    shapes::word,
};
use crate::{
    fault::{ErrorAnswer, Fault, FaultCode},
    served::Served,
};

/// Longest reason in bytes.
const MAX_REASON: usize = 1024;

/// What officers may do alone.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Policy {
    /// A release of what is labelled so or above needs a second officer: open, restricted, confidential, secret; null
    /// where one is enough for everything. Desk messages of that label cannot be sent then.
    #[schema(required = true)]
    second_from: Option<String>,
}

/// A release to propose.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewProposal {
    /// Id of the record.
    record: String,
    /// A party, or `party.group`.
    to: String,
    /// Names of slots; absent or empty for the whole record.
    #[serde(default)]
    slots: Vec<String>,
    /// Why; stays inside the party.
    #[serde(default)]
    purpose: String,
    /// copy where absent
    #[serde(default)]
    mode: ReleaseMode,
}

/// Why not.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refusal {
    /// 1 to 1024 bytes.
    reason: String,
}

/// A release that waits for a second officer, or was decided.
#[derive(Serialize, ToSchema)]
pub(crate) struct Proposal {
    id: String,
    record: String,
    kind: String,
    #[schema(required = true)]
    title: Option<String>,
    to: String,
    /// Empty for the whole record.
    slots: Vec<String>,
    purpose: String,
    mode: ReleaseMode,
    by: String,
    at: i64,
    /// waiting, approved, refused; void where its record was taken back meanwhile
    state: String,
    #[schema(required = true)]
    decided_by: Option<String>,
    #[schema(required = true)]
    decided_at: Option<i64>,
    #[schema(required = true)]
    reason: Option<String>,
}

/// Proposals that wait, oldest first, then the newest 100 that were decided.
#[derive(Serialize, ToSchema)]
pub(crate) struct Proposals {
    proposals: Vec<Proposal>,
}

impl From<ShownProposal> for Proposal {
    fn from(shown: ShownProposal) -> Self {
        let ShownProposal { proposal: p, kind, title } = shown;
        Self {
            id: p.id,
            record: p.record.to_string(),
            kind,
            title,
            to: p.to.to_string(),
            slots: p.slots,
            purpose: p.purpose,
            mode: if p.show { ReleaseMode::Show } else { ReleaseMode::Copy },
            by: p.by,
            at: p.at,
            state: p.state.to_string(),
            decided_by: p.decided_by,
            decided_at: p.decided_at,
            reason: p.reason,
        }
    }
}

/// What officers may do alone.
#[utoipa::path(get, path = "/api/policy", tag = "officers",
    responses((status = 200, body = Policy), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn policy(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Policy>, Fault> {
    acting.must(Permission::Read)?;
    let from = served.ask(|node| node.second_from()).await?;
    Ok(Json(Policy { second_from: from.map(word) }))
}

/// Say what officers may do alone.
#[utoipa::path(post, path = "/api/policy", tag = "officers", request_body = Policy,
    responses((status = 204), (status = 403, body = ErrorAnswer), (status = 422, body = ErrorAnswer)))]
pub(crate) async fn put_policy(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(wanted): Input<Policy>,
) -> Result<StatusCode, Fault> {
    let from = wanted.second_from.as_deref().map(|word| level("second_from", word)).transpose()?;
    served.ask(move |node| node.put_second_from(&acting.officer, from)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Proposals that wait, and the newest that were decided.
#[utoipa::path(get, path = "/api/proposals", tag = "records",
    responses((status = 200, body = Proposals), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn list(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Proposals>, Fault> {
    acting.must(Permission::Read)?;
    let proposals = served.ask(|node| node.proposals()).await?;
    Ok(Json(Proposals { proposals: proposals.into_iter().map(Proposal::from).collect() }))
}

/// Propose a release, for another officer to approve. It is judged now and again when it is approved.
#[utoipa::path(post, path = "/api/proposals", tag = "records", request_body = NewProposal,
    responses((status = 200, body = Proposal), (status = 403, body = ErrorAnswer), (status = 409, body = ErrorAnswer)))]
pub(crate) async fn propose(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(new): Input<NewProposal>,
) -> Result<Json<Proposal>, Fault> {
    let record: RecordId = parsed("record", &new.record)?;
    let request = ReleaseTo { to: new.to, slots: new.slots, purpose: new.purpose }.parse()?;
    let proposed = served.ask(move |node| match new.mode {
        ReleaseMode::Copy => node.propose(&acting.officer, record, &request),
        ReleaseMode::Show => node.propose_showing(&acting.officer, record, &request),
    });
    Ok(Json(proposed.await?.into()))
}

/// Release what was proposed, at once. Takes another officer than its proposer, who releases without limits.
#[utoipa::path(post, path = "/api/proposals/{id}/approve", tag = "records", params(("id" = String, Path)),
    responses((status = 200, body = Proposal), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer),
        (status = 409, body = ErrorAnswer)))]
pub(crate) async fn approve(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Json<Proposal>, Fault> {
    Ok(Json(served.ask(move |node| node.approve(&acting.officer, &id)).await?.into()))
}

/// Refuse what was proposed. Who proposed it may take it back.
#[utoipa::path(post, path = "/api/proposals/{id}/refuse", tag = "records", params(("id" = String, Path)),
    request_body = Refusal,
    responses((status = 200, body = Proposal), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer),
        (status = 409, body = ErrorAnswer), (status = 422, body = ErrorAnswer)))]
pub(crate) async fn refuse(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
    Input(refusal): Input<Refusal>,
) -> Result<Json<Proposal>, Fault> {
    if refusal.reason.trim().is_empty() || refusal.reason.len() > MAX_REASON {
        return Err(Fault::content(FaultCode::ReasonForm, "A reason has 1 to 1024 bytes.").at("reason"));
    }
    Ok(Json(served.ask(move |node| node.refuse(&acting.officer, &id, &refusal.reason)).await?.into()))
}
