//! Bundles: feeds as files, for a stick.

use std::sync::Arc;

use axum::{Json, extract::State, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::Acting,
    input::{Input, Octets},
    records::octets,
};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// For whom, and how much.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Export {
    /// A party.
    to: String,
    /// Everything, not only what it has not receipted.
    #[serde(default)]
    all: bool,
}

/// What a bundle brought.
#[derive(Serialize, ToSchema)]
pub(crate) struct Imported {
    /// `party/node` that wrote it.
    from: String,
    entries: u64,
    new_records: u64,
    /// Entries that were held already.
    duplicates: u64,
    quarantined: u64,
    state_hash: String,
}

/// Write a bundle for a party, encrypted to its nodes.
#[utoipa::path(post, path = "/api/bundles/export", tag = "bundles", request_body = Export,
    responses((status = 200, body = [u8], content_type = "application/octet-stream"), (status = 403, body = ErrorAnswer),
        (status = 404, body = ErrorAnswer)))]
pub(crate) async fn export(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(wanted): Input<Export>,
) -> Result<Response, Fault> {
    let name = format!("{}-{}-to-{}.seamline", served.id.party, served.id.node, file_part(&wanted.to));
    let bytes = served.ask(move |node| node.export_bundle(&acting.officer, &wanted.to, wanted.all)).await?;
    Ok(octets(&name, bytes))
}

/// `party/node` as part of a file's name.
fn file_part(to: &str) -> String {
    to.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// Take a bundle in. Taking it twice changes nothing.
#[utoipa::path(post, path = "/api/bundles/import", tag = "bundles",
    request_body(content = [u8], content_type = "application/octet-stream"),
    responses((status = 200, body = Imported), (status = 403, body = ErrorAnswer), (status = 413, body = ErrorAnswer),
        (status = 422, body = ErrorAnswer)))]
pub(crate) async fn import(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Octets(bytes): Octets,
) -> Result<Json<Imported>, Fault> {
    let brought = served.ask(move |node| node.import_bundle(&acting.officer, &bytes)).await?;
    Ok(Json(Imported {
        from: brought.from,
        entries: brought.entries,
        new_records: brought.new_records,
        duplicates: brought.duplicates,
        quarantined: brought.quarantined,
        state_hash: brought.state_hash,
    }))
}
