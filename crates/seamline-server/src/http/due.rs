//! What waits for an acknowledgement.

use std::sync::Arc;

use axum::{Json, extract::State};
use seamline_node::{Permission, Whose};
use serde::Serialize;
use utoipa::ToSchema;

use super::access::Acting;
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// Who owes an acknowledgement.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Owed {
    /// We owe it to the party.
    Ours,
    /// The party owes it to us.
    Theirs,
}

/// Something that waits for an acknowledgement.
#[derive(Serialize, ToSchema)]
pub(crate) struct DueItem {
    id: String,
    /// desk-message, incident
    kind: String,
    #[schema(required = true)]
    title: Option<String>,
    /// The other party: who wrote it, or who is to acknowledge it.
    party: String,
    /// When it was received, or released.
    since: i64,
    /// 10 minutes later for an urgent message, 60 for the rest.
    due: i64,
    urgent: bool,
    whose: Owed,
}

/// What is due, the most overdue first.
#[derive(Serialize, ToSchema)]
pub(crate) struct DueItems {
    items: Vec<DueItem>,
}

impl From<seamline_node::Due> for DueItem {
    fn from(due: seamline_node::Due) -> Self {
        Self {
            id: due.id.to_string(),
            kind: due.kind,
            title: due.title,
            party: due.party.to_string(),
            since: due.since,
            due: due.due,
            urgent: due.urgent,
            whose: match due.whose {
                Whose::Ours => Owed::Ours,
                Whose::Theirs => Owed::Theirs,
            },
        }
    }
}

/// Desk messages and released incidents that nobody has acknowledged, sent within 72 hours; at most 500.
#[utoipa::path(get, path = "/api/due", tag = "views",
    responses((status = 200, body = DueItems), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn due(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<DueItems>, Fault> {
    acting.must(Permission::Read)?;
    let due = served.ask(|node| node.due()).await?;
    Ok(Json(DueItems { items: due.into_iter().map(DueItem::from).collect() }))
}
