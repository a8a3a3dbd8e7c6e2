//! What a map shows: every party's own lines, places, incidents.

use std::sync::Arc;

use axum::{Json, extract::State};
use seamline_node::{Listed, Permission};
use seamline_store::ViewQuery;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    MAX_ITEMS,
    access::Acting,
    desk::kinds,
    shapes::{Item, Names},
};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// Most places of the gazetteer.
const MAX_PLACES: usize = 2000;

/// A party's own geometry of a line, or of an area it claims.
#[derive(Serialize, ToSchema)]
pub(crate) struct MapLine {
    party: String,
    /// line, area
    role: String,
    names: Names,
    /// `[latitude, longitude]`, degrees, WGS 84.
    points: Vec<[f64; 2]>,
    record: String,
}

/// A place of the gazetteer.
#[derive(Serialize, ToSchema)]
pub(crate) struct MapPlace {
    key: String,
    names: Names,
    /// town, city, governorate, post
    role: String,
    lat: f64,
    lon: f64,
}

/// What a map shows.
#[derive(Serialize, ToSchema)]
pub(crate) struct MapView {
    lines: Vec<MapLine>,
    places: Vec<MapPlace>,
    /// The newest 500 that show a place.
    incidents: Vec<Item>,
}

fn line(item: Item) -> Option<MapLine> {
    let points = serde_json::from_value(item.value("geometry")?.clone()).ok()?;
    Some(MapLine {
        role: item.text("role").unwrap_or_else(|| "line".to_owned()),
        names: Names::from_slot(item.value("names"), &item.party),
        points,
        record: item.id,
        party: item.party,
    })
}

fn place(item: &Item) -> Option<MapPlace> {
    let (key, at) = (item.text("key")?, item.place("place")?);
    let names = Names::from_slot(item.value("names"), &key);
    Some(MapPlace { names, role: item.text("role").unwrap_or_default(), lat: at.lat, lon: at.lon, key })
}

/// Lines, places and incidents.
#[utoipa::path(get, path = "/api/map", tag = "views",
    responses((status = 200, body = MapView), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn show(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<MapView>, Fault> {
    acting.must(Permission::Read)?;
    let query = |kind: &str, limit| ViewQuery { kinds: kinds(&[kind]), limit, ..ViewQuery::default() };
    let (lines, places, incidents) =
        (query("line", MAX_ITEMS), query("place", MAX_PLACES), query("incident", MAX_ITEMS));
    let listed = served.ask(move |node| Ok((node.list(&lines)?, node.list(&places)?, node.list(&incidents)?))).await?;
    let items = |all: Vec<Listed>| all.into_iter().map(Item::from).filter(|item| item.superseded_by.is_none());
    let located = |item: &Item| item.place("place").is_some() || item.place("place_exact").is_some();
    Ok(Json(MapView {
        lines: items(listed.0.items).filter_map(line).collect(),
        places: items(listed.1.items).filter_map(|item| place(&item)).collect(),
        incidents: listed.2.items.into_iter().map(Item::from).filter(located).collect(),
    }))
}
