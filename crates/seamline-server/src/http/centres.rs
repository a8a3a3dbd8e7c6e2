//! Joint coordination centres.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use seamline_node::Permission;
use seamline_store::ViewQuery;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    MAX_ITEMS,
    access::Acting,
    shapes::{Item, Names, Place},
};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// A centre as a record of some party describes it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Centre {
    key: String,
    names: Names,
    #[schema(required = true)]
    place: Option<Place>,
    /// Parties.
    members: Vec<String>,
    /// Parties that host and cannot decide.
    facilitators: Vec<String>,
    /// The record that says so.
    record: String,
}

/// Centres.
#[derive(Serialize, ToSchema)]
pub(crate) struct Centres {
    centres: Vec<Centre>,
}

/// Centres known here, by key. Where several parties describe one, the own party's word is shown.
#[utoipa::path(get, path = "/api/centres", tag = "views",
    responses((status = 200, body = Centres), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn list(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Centres>, Fault> {
    acting.must(Permission::Read)?;
    let query = ViewQuery { kinds: vec!["centre".to_owned()], limit: MAX_ITEMS, ..ViewQuery::default() };
    let listing = served.ask(move |node| node.list(&query)).await?;
    let mut by_key: BTreeMap<String, Item> = BTreeMap::new();
    for item in listing.items.into_iter().map(Item::from).filter(|item| item.superseded_by.is_none()) {
        let Some(key) = item.text("key") else { continue };
        // Ascending by time: a later word takes the place of an earlier one, never of the own party's.
        if by_key.get(&key).is_none_or(|shown| item.own || !shown.own) {
            by_key.insert(key, item);
        }
    }
    let centre = |(key, item): (String, Item)| Centre {
        names: Names::from_slot(item.value("names"), &key),
        place: item.place("place"),
        members: item.texts("members"),
        facilitators: item.texts("facilitators"),
        record: item.id,
        key,
    };
    Ok(Json(Centres { centres: by_key.into_iter().map(centre).collect() }))
}
