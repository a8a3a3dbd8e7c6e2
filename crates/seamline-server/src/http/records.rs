//! Records: list, show, write, preview, release, evidence.

#![expect(unused_qualifications, reason = "the description's macro writes query types with their path")]

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use seamline_node::{NewRecord, Node, NodeFault, Permission, ReleaseRequest};
use seamline_record::{AudienceId, Label, Name, RecordId, Rel};
use seamline_store::ViewQuery;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::{
    MAX_ITEMS,
    access::Acting,
    display::display,
    input::{Input, Wanted, parsed},
    shapes::{Item, Items, Ref, Release, listed},
};
use crate::{
    fault::{Barred, ErrorAnswer, Fault, FaultCode},
    said::Mark,
    served::Served,
};

/// Most words of a search.
const MAX_WORDS: usize = 16;
/// Most releases of one request.
const MAX_RELEASES: usize = 16;
/// Longest purpose of a release in bytes.
const MAX_PURPOSE: usize = 1024;

/// What to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RecordsQuery {
    /// Name of a kind.
    kind: Option<String>,
    /// Names of kinds with commas between them.
    kinds: Option<String>,
    /// Key of a centre.
    centre: Option<String>,
    /// Written by this party.
    party: Option<String>,
    /// Not before this instant.
    from: Option<i64>,
    /// Words that must all occur, in whatever spelling.
    q: Option<String>,
    /// The newest so many; at most 500, 100 where absent.
    limit: Option<usize>,
    /// Before this instant.
    before: Option<i64>,
}

/// Handling marks to put on a record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Marks {
    /// open, restricted, confidential, secret
    level: String,
    #[serde(default)]
    caveats: Vec<String>,
    /// originator, free
    onward: Option<String>,
    /// After this instant nothing of it is released any more.
    review: Option<i64>,
}

/// A release to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReleaseTo {
    /// A party, or `party.group`.
    pub(crate) to: String,
    /// Names of slots; absent or empty for the whole record.
    #[serde(default)]
    pub(crate) slots: Vec<String>,
    /// Why; stays inside the party.
    #[serde(default)]
    pub(crate) purpose: String,
}

/// Whether the other side keeps a copy.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReleaseMode {
    /// It is sent, and they keep it.
    #[default]
    Copy,
    /// It is shown on a screen here, nothing is sent, and a disclosure is recorded.
    Show,
}

/// A release of a record that is held.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReleaseNow {
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

/// A record to write.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    kind: String,
    /// Claimed time; now where absent.
    at: Option<i64>,
    matter: Option<String>,
    label: Option<Marks>,
    #[schema(value_type = Object)]
    slots: Map<String, Value>,
    #[serde(default)]
    refs: Vec<Ref>,
    #[serde(default)]
    release: Vec<ReleaseTo>,
    /// 1 to 64 bytes, drawn for this draft. The same officer saying the same again under the same key within a day gets
    /// the record that he made before: for whoever did not hear the answer. Forgotten when the node restarts.
    key: Option<String>,
}

/// What was recorded.
#[derive(Serialize, ToSchema)]
pub(crate) struct Recorded {
    id: String,
    releases: Vec<Release>,
}

/// To whom.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PreviewQuery {
    /// A party, or `party.group`.
    to: String,
}

/// Between us and whom.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EvidenceQuery {
    /// A party.
    peer: String,
}

/// What an audience would see of a record.
#[derive(Serialize, ToSchema)]
pub(crate) struct Preview {
    to: String,
    /// What it may hold, in words; empty where nobody has said.
    clearance: String,
    /// Why nothing at all may go, where that is so.
    #[schema(required = true)]
    refusal: Option<Barred>,
    slots: Vec<PreviewSlot>,
}

/// One slot that says something.
#[derive(Serialize, ToSchema)]
pub(crate) struct PreviewSlot {
    index: u8,
    name: String,
    /// The value as a person reads it.
    display: String,
    value: Value,
    /// Was opened to the audience before.
    crossed: bool,
    permitted: bool,
    #[schema(required = true)]
    reason: Option<Barred>,
}

impl From<seamline_node::Preview> for Preview {
    fn from(preview: seamline_node::Preview) -> Self {
        let slot = |s: seamline_node::PreviewSlot| PreviewSlot {
            index: s.index,
            name: s.name,
            display: display(&s.value),
            value: s.value,
            crossed: s.crossed,
            permitted: s.permitted,
            reason: s.reason.map(Barred::from),
        };
        Self {
            to: preview.to,
            clearance: preview.clearance.unwrap_or_default(),
            refusal: preview.refusal.map(Barred::from),
            slots: preview.slots.into_iter().map(slot).collect(),
        }
    }
}

impl Marks {
    fn into_label(self) -> Result<Label, Fault> {
        let word = |word: &str| Value::from(word);
        let unknown = |field: &'static str| {
            let what = format!("The label's {field} is none of the known words.");
            Fault::content(FaultCode::LabelUnknown, what).at(field)
        };
        Ok(Label {
            level: serde_json::from_value(word(&self.level)).map_err(|_| unknown("level"))?,
            caveats: self.caveats,
            onward: match &self.onward {
                None => seamline_record::Onward::default(),
                Some(onward) => serde_json::from_value(word(onward)).map_err(|_| unknown("onward"))?,
            },
            review: self.review,
        })
    }
}

impl ReleaseTo {
    pub(crate) fn parse(self) -> Result<ReleaseRequest, Fault> {
        if self.purpose.len() > MAX_PURPOSE {
            return Err(Fault::content(FaultCode::PurposeTooLong, "A purpose has at most 1024 bytes.").at("purpose"));
        }
        Ok(ReleaseRequest { to: parsed("to", &self.to)?, slots: self.slots, purpose: self.purpose })
    }
}

impl Draft {
    fn parse(self) -> Result<NewRecord, Fault> {
        if self.release.len() > MAX_RELEASES {
            let what = "A record is released to at most 16 audiences at once.";
            return Err(Fault::content(FaultCode::TooManyReleases, what).at("release"));
        }
        let reference = |r: Ref| -> Result<_, Fault> {
            let what = "A reference's rel is none of the known words.";
            let unknown = || Fault::content(FaultCode::ReferenceUnknown, what).at("refs");
            Ok(seamline_record::Ref { rel: Rel::from_word(&r.rel).ok_or_else(unknown)?, id: parsed("refs", &r.id)? })
        };
        Ok(NewRecord {
            kind: self.kind,
            at: self.at,
            matter: self.matter.as_deref().map(|id| parsed("matter", id)).transpose()?,
            label: self.label.map(Marks::into_label).transpose()?.unwrap_or_default(),
            fields: self.slots,
            refs: self.refs.into_iter().map(reference).collect::<Result<_, _>>()?,
            release: self.release.into_iter().map(ReleaseTo::parse).collect::<Result<_, _>>()?,
        })
    }
}

fn releases(node: &Node, id: RecordId) -> Result<Vec<Release>, NodeFault> {
    Ok(node.item(id)?.releases.into_iter().map(Release::from).collect())
}

/// Records that match, ascending by time.
#[utoipa::path(get, path = "/api/records", tag = "records", params(RecordsQuery),
    responses((status = 200, body = Items), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn list(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Wanted(wanted): Wanted<RecordsQuery>,
) -> Result<Json<Items>, Fault> {
    acting.must(Permission::Read)?;
    let folded = seamline_view::folded(&wanted.q.unwrap_or_default());
    let query = ViewQuery {
        kinds: wanted.kind.into_iter().chain(listed(wanted.kinds.as_deref())).collect(),
        centre: wanted.centre,
        party: wanted.party,
        from: wanted.from,
        before: wanted.before,
        words: folded.split_whitespace().take(MAX_WORDS).map(str::to_owned).collect(),
        limit: wanted.limit.unwrap_or(100).min(MAX_ITEMS),
    };
    Ok(Json(served.ask(move |node| node.list(&query)).await?.into()))
}

/// One record.
#[utoipa::path(get, path = "/api/records/{id}", tag = "records", params(("id" = String, Path)),
    responses((status = 200, body = Item), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn show(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Json<Item>, Fault> {
    acting.must(Permission::Read)?;
    let id = parsed("id", &id)?;
    Ok(Json(served.ask(move |node| node.item(id)).await?.into()))
}

/// Write a record and release it at once, all of it or nothing.
#[utoipa::path(post, path = "/api/records", tag = "records", request_body = Draft,
    responses((status = 200, body = Recorded), (status = 403, body = ErrorAnswer), (status = 409, body = ErrorAnswer),
        (status = 422, body = ErrorAnswer), (status = 507, body = ErrorAnswer)))]
pub(crate) async fn record(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(draft): Input<Draft>,
) -> Result<Json<Recorded>, Fault> {
    acting.must(Permission::Record)?;
    let key = draft.key.clone();
    let new = draft.parse()?;
    let mark = key.map(|key| Mark::of(&acting.officer.name, &key, &new)).transpose()?;
    let around = served.clone();
    let outcome = served.ask(move |node| {
        let id = around.said.once(mark, || Ok::<_, NodeFault>(node.record(&acting.officer, &new)?.id))?;
        Ok(Recorded { id: id.to_string(), releases: releases(node, id)? })
    });
    Ok(Json(outcome.await?))
}

/// What an audience would see of a record, slot by slot.
#[utoipa::path(get, path = "/api/records/{id}/preview", tag = "records", params(("id" = String, Path), PreviewQuery),
    responses((status = 200, body = Preview), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn preview(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
    Wanted(wanted): Wanted<PreviewQuery>,
) -> Result<Json<Preview>, Fault> {
    acting.must(Permission::Read)?;
    let (id, to): (RecordId, AudienceId) = (parsed("id", &id)?, parsed("to", &wanted.to)?);
    Ok(Json(served.ask(move |node| node.preview(&acting.officer, id, &to)).await?.into()))
}

/// Release a record, now or years later; or show it here without a copy, which answers with the id of the disclosure that
/// was recorded.
#[utoipa::path(post, path = "/api/records/{id}/release", tag = "records", params(("id" = String, Path)),
    request_body = ReleaseNow,
    responses((status = 200, body = Release), (status = 403, body = ErrorAnswer), (status = 409, body = ErrorAnswer)))]
pub(crate) async fn release(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
    Input(ReleaseNow { to, slots, purpose, mode }): Input<ReleaseNow>,
) -> Result<Json<Release>, Fault> {
    let (id, request) = (parsed("id", &id)?, ReleaseTo { to, slots, purpose }.parse()?);
    if mode == ReleaseMode::Show {
        let shown = served.ask(move |node| {
            let disclosure = node.show(&acting.officer, id, &request)?.id;
            Ok(Release::shown(&request.to, &node.item(id)?, node.now_ms(), disclosure))
        });
        return Ok(Json(shown.await?));
    }
    let to = request.to.to_string();
    let states = served.ask(move |node| {
        node.release(&acting.officer, id, &request)?;
        releases(node, id)
    });
    let state = states.await?.into_iter().find(|release| release.to == to);
    let next = "Look at the preview for the reasons.";
    let nothing = || Fault::conflict(FaultCode::NothingToRelease, "Nothing of this record may go there.", next);
    Ok(Json(state.ok_or_else(nothing)?))
}

/// Evidence of what passed about a record; verifies offline.
#[utoipa::path(get, path = "/api/records/{id}/evidence", tag = "records", params(("id" = String, Path), EvidenceQuery),
    responses((status = 200, body = [u8], content_type = "application/octet-stream"),
        (status = 403, body = ErrorAnswer), (status = 409, body = ErrorAnswer)))]
pub(crate) async fn evidence(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
    Wanted(wanted): Wanted<EvidenceQuery>,
) -> Result<Response, Fault> {
    let (id, party): (RecordId, Name) = (parsed("id", &id)?, parsed("peer", &wanted.peer)?);
    let name = format!("{}.seamline-evidence", &id.to_string()[..16]);
    let file = served.ask(move |node| node.take_evidence(&acting.officer, id, &party)).await?;
    Ok(octets(&name, file.bytes))
}

/// A file to save.
pub(crate) fn octets(name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, "application/octet-stream".to_owned()), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
