//! The journal: who did what at this node, and a file of it with evidence.

#![expect(unused_qualifications, reason = "the description's macro writes query types with their path")]

use std::{collections::BTreeSet, sync::Arc};

use axum::{Json, extract::State, http::header::CONTENT_DISPOSITION, response::IntoResponse, response::Response};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use seamline_node::{JournalAct, JournalDetail, JournalEntry, Node, NodeFault, Officer, Permission};
use seamline_record::{AudienceId, Name, RecordId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{MAX_ITEMS, access::Acting, input::Wanted, shapes::word};
use crate::{
    fault::{ErrorAnswer, Fault, FaultCode},
    served::Served,
};

/// Most rows of one file.
const MAX_EXPORTED: usize = 10_000;
/// Most bytes of rows and evidence in one file: it is made in memory.
const MAX_EXPORTED_BYTES: usize = 64 << 20;

/// Which part of the journal.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditQuery {
    /// Before this number, which is `next` of the page before.
    before: Option<u64>,
    /// The newest so many; at most 500, 100 where absent.
    limit: Option<usize>,
    /// Only what this officer did.
    officer: Option<String>,
}

/// Which stretch of time, ms since 1970 UTC.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    /// Not before this instant; from the beginning where absent.
    from: Option<i64>,
    /// Before this instant; until now where absent.
    to: Option<i64>,
}

/// A row of the journal.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditRow {
    number: u64,
    at: i64,
    /// Who; `by rule` for what follows of itself.
    officer: String,
    /// recorded, released, shown, proposed, approved, refused, logged-in, login-refused, officer-changed, policy-changed,
    /// roster-changed, link-changed, bundle-exported, bundle-imported, evidence-taken, document-admitted
    act: String,
    /// Id of the record that it was done to.
    #[schema(required = true)]
    subject: Option<String>,
    /// What else is said of it, by name: `to`, `slots`, `purpose` and so on.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    detail: JournalDetail,
    /// Hash of the row before.
    previous: String,
    /// SHA-256 of the compact JSON of `[number, at, officer, act, subject, detail, previous]`.
    hash: String,
}

/// Rows, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Audit {
    rows: Vec<AuditRow>,
    /// `before` of the next page; null at the end.
    #[schema(required = true)]
    next: Option<u64>,
}

/// Evidence of what passed about a record between us and a party.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditEvidence {
    record: String,
    party: String,
    /// The file in base64, as `seamline verify` reads it; null where there is none yet.
    #[schema(required = true)]
    file: Option<String>,
    /// Why there is none.
    #[schema(required = true)]
    missing: Option<String>,
}

/// A file of the journal: its rows, oldest first, and the evidence for each record released in it.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditFile {
    /// `seamline/audit/1`
    form: String,
    party: String,
    node: String,
    made: i64,
    #[schema(required = true)]
    from: Option<i64>,
    #[schema(required = true)]
    to: Option<i64>,
    rows: Vec<AuditRow>,
    evidence: Vec<AuditEvidence>,
}

impl From<JournalEntry> for AuditRow {
    fn from(entry: JournalEntry) -> Self {
        Self {
            number: entry.number,
            at: entry.at,
            officer: entry.officer,
            act: word(entry.act),
            subject: entry.subject.map(|id| id.to_string()),
            detail: entry.detail,
            previous: entry.previous.to_string(),
            hash: entry.hash.to_string(),
        }
    }
}

/// Who did what at this node, newest first.
#[utoipa::path(get, path = "/api/audit", tag = "audit", params(AuditQuery),
    responses((status = 200, body = Audit), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn list(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Wanted(wanted): Wanted<AuditQuery>,
) -> Result<Json<Audit>, Fault> {
    let limit = wanted.limit.unwrap_or(100).clamp(1, MAX_ITEMS);
    let page =
        served.ask(move |node| node.journal(&acting.officer, wanted.before, limit, wanted.officer.as_deref())).await?;
    Ok(Json(Audit { rows: page.rows.into_iter().map(AuditRow::from).collect(), next: page.next }))
}

/// A file of the journal for a stretch of time, with the evidence for each record released in it.
#[utoipa::path(get, path = "/api/audit/export", tag = "audit", params(ExportQuery),
    responses((status = 200, body = AuditFile), (status = 403, body = ErrorAnswer), (status = 422, body = ErrorAnswer)))]
pub(crate) async fn export(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Wanted(ExportQuery { from, to }): Wanted<ExportQuery>,
) -> Result<Response, Fault> {
    acting.must(Permission::Audit)?;
    let (officer, stretch) = (acting.officer.clone(), (from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX)));
    let read = served.ask(move |node| node.journal_between(&officer, stretch.0, stretch.1, MAX_EXPORTED));
    let (entries, more) = read.await?;
    if more {
        return Err(too_long("10,000 rows"));
    }
    let released = entries.iter().filter(|entry| entry.act == JournalAct::Released);
    let records: BTreeSet<RecordId> = released.filter_map(|entry| entry.subject).collect();
    let mut evidence = Vec::new();
    let mut bytes: usize = entries.iter().map(bytes_of_entry).sum();
    // One by one: the node has a turn for others in between.
    for id in records {
        let officer = acting.officer.clone();
        let of_record = served.ask(move |node| evidence_of(node, &officer, id)).await?;
        bytes += of_record.iter().map(bytes_of_evidence).sum::<usize>();
        evidence.extend(of_record);
        if bytes > MAX_EXPORTED_BYTES {
            return Err(too_long("64 MiB of rows and evidence"));
        }
    }
    let detail = [("rows", entries.len().to_string()), ("evidence", evidence.len().to_string())];
    let name = acting.officer.name;
    served.ask(move |node| node.note(&name, JournalAct::EvidenceTaken, &detail)).await?;
    let (party, node) = (served.id.party.to_string(), served.id.node.to_string());
    let disposition = format!("attachment; filename=\"{party}-{node}-audit.json\"");
    let rows = entries.into_iter().map(AuditRow::from).collect();
    let form = "seamline/audit/1".to_owned();
    let file = AuditFile { form, party, node, made: served.now_ms(), from, to, rows, evidence };
    Ok(([(CONTENT_DISPOSITION, disposition)], Json(file)).into_response())
}

fn too_long(what: &str) -> Fault {
    let what = format!("The stretch has more than {what}. Choose a shorter one.");
    Fault::content(FaultCode::StretchTooLong, what).at("from")
}

fn bytes_of_entry(entry: &JournalEntry) -> usize {
    entry.officer.len() + entry.detail.iter().map(|(name, said)| name.len() + said.len()).sum::<usize>()
}

fn bytes_of_evidence(evidence: &AuditEvidence) -> usize {
    evidence.file.as_ref().map_or(0, String::len)
}

/// Evidence of a record for each party that it was released to.
fn evidence_of(node: &Node, officer: &Officer, id: RecordId) -> Result<Vec<AuditEvidence>, NodeFault> {
    let audience = |to: &str| to.parse().ok().map(|audience: AudienceId| audience.party);
    let parties: BTreeSet<Name> = node.item(id)?.releases.iter().filter_map(|release| audience(&release.to)).collect();
    let of = |party: Name| {
        let (file, missing) = match node.evidence(officer, id, &party) {
            Ok(file) => (Some(STANDARD.encode(file.bytes)), None),
            Err(fault @ NodeFault::NoEvidence(_)) => (None, Some(fault.to_string())),
            Err(fault) => return Err(fault),
        };
        Ok(AuditEvidence { record: id.to_string(), party: party.to_string(), file, missing })
    };
    parties.into_iter().map(of).collect()
}
