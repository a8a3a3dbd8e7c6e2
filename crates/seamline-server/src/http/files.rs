//! Files that records name: handed in piece by piece, handed out for saving, never shown by the page itself.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    response::Response,
};
use http_body_util::BodyExt as _;
use seamline_feed::frame::CHUNK_BYTES;
use seamline_node::Permission;
use seamline_record::Hash;
use serde::Serialize;
use utoipa::ToSchema;

use super::{access::Acting, input::parsed, records::octets};
use crate::{
    fault::{ErrorAnswer, Fault, FaultCode},
    served::Served,
};

/// What names a file in a slot.
#[derive(Serialize, ToSchema)]
pub(crate) struct Taken {
    /// SHA-256, 64 hexadecimal digits.
    hash: String,
    /// Bytes.
    length: u64,
}

/// A file that is being handed in: whoever breaks off, or is too slow, leaves no pieces behind.
struct Begun {
    served: Arc<Served>,
    stage: Option<u64>,
}

impl Drop for Begun {
    fn drop(&mut self) {
        let Some(stage) = self.stage else { return };
        let served = self.served.clone();
        // What the node is asked it does in order: this comes after any piece that is still being stored.
        tokio::spawn(async move {
            if let Err(fault) = served.ask(move |node| node.abandon_file(stage)).await {
                tracing::warn!(?fault, "pieces of a file that broke off stay until the next start");
            }
        });
    }
}

/// Hand a file in, 1 byte to 64 MiB. A record may name it afterwards.
#[utoipa::path(post, path = "/api/files", tag = "files",
    request_body(content = [u8], content_type = "application/octet-stream"),
    responses((status = 200, body = Taken), (status = 403, body = ErrorAnswer), (status = 422, body = ErrorAnswer)))]
pub(crate) async fn put(
    State(served): State<Arc<Served>>,
    acting: Acting,
    mut body: Body,
) -> Result<Json<Taken>, Fault> {
    let mut upload = served.ask(move |node| node.begin_file(&acting.officer)).await?;
    let mut begun = Begun { served: served.clone(), stage: Some(upload.stage()) };
    let mut waiting = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Fault::content(FaultCode::FileBrokeOff, "The file ended before its time."))?;
        waiting.extend_from_slice(&frame.into_data().unwrap_or_default());
        if waiting.len() as u64 >= CHUNK_BYTES {
            let bytes = std::mem::take(&mut waiting);
            upload = served.ask(move |node| node.append_file(&mut upload, &bytes).map(|()| upload)).await?;
        }
    }
    let finish = move |node: &mut seamline_node::Node| {
        node.append_file(&mut upload, &waiting)?;
        node.finish_file(upload)
    };
    let (hash, length) = served.ask(finish).await?;
    begun.stage = None;
    Ok(Json(Taken { hash: hash.to_string(), length }))
}

/// A file held here.
#[utoipa::path(get, path = "/api/files/{hash}", tag = "files", params(("hash" = String, Path)),
    responses((status = 200, body = [u8], content_type = "application/octet-stream"), (status = 403, body = ErrorAnswer),
        (status = 404, body = ErrorAnswer)))]
pub(crate) async fn get(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(hash): Path<String>,
) -> Result<Response, Fault> {
    acting.must(Permission::Read)?;
    let wanted: Hash = parsed("hash", &hash)?;
    let length = served.ask(move |node| node.file_length(wanted)).await?;
    let mut bytes = Vec::new();
    for offset in (0..length).step_by(CHUNK_BYTES as usize) {
        bytes.extend(served.ask(move |node| node.file_piece(wanted, offset)).await?);
    }
    Ok(octets(&hash, bytes))
}
