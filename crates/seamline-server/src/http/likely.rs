//! Incidents that are likely the same event as one that is being written.

use std::sync::Arc;

use axum::{Json, extract::State};
use seamline_node::Permission;
use seamline_view::Sketch;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::Acting,
    input::{Input, parsed},
    shapes::Item,
};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// Most that are told: a person looks at each.
const MAX_LIKELY: usize = 5;

/// A place of a draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftPlace {
    /// Degrees, WGS 84.
    lat: f64,
    /// Degrees, WGS 84.
    lon: f64,
    /// Radius in metres within which the place lies.
    precision_m: u32,
}

/// What is known of an incident so far.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LikelyTo {
    observed: Option<i64>,
    place: Option<DraftPlace>,
    /// Type of the event, as written.
    r#type: Option<String>,
    /// A record to leave out: the incident itself, where it is written already.
    except: Option<String>,
}

/// An incident that is likely the same event.
#[derive(Serialize, ToSchema)]
pub(crate) struct LikelyItem {
    item: Item,
    /// Bits of evidence that it is the same event; 8 and more are told.
    weight: f64,
    /// Between the two places as given.
    #[schema(required = true)]
    km: Option<f64>,
    /// Between the two times as given.
    #[schema(required = true)]
    hours: Option<f64>,
}

/// Incidents that are likely the same event, best first.
#[derive(Serialize, ToSchema)]
pub(crate) struct LikelyItems {
    items: Vec<LikelyItem>,
}

/// Incidents of any party held here that are likely the same event; a person decides whether they are.
#[utoipa::path(post, path = "/api/likely", tag = "views", request_body = LikelyTo,
    responses((status = 200, body = LikelyItems), (status = 400, body = ErrorAnswer)))]
pub(crate) async fn likely(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(wanted): Input<LikelyTo>,
) -> Result<Json<LikelyItems>, Fault> {
    acting.must(Permission::Read)?;
    let except = wanted.except.as_deref().map(|id| parsed("except", id)).transpose()?;
    if wanted.place.as_ref().is_some_and(|at| !(at.lat.abs() <= 90.0 && at.lon.abs() <= 180.0)) {
        return Err(Fault::form("A place lies within 90 and 180 degrees.").at("place"));
    }
    let sketch = Sketch {
        observed: wanted.observed.map(|at| (at, at)),
        place: wanted.place.map(|at| (at.lat, at.lon, at.precision_m)),
        type_of_event: wanted.r#type,
    };
    let found = served.ask(move |node| node.likely(&sketch, except, MAX_LIKELY)).await?;
    let items = found.into_iter().map(|(listed, found)| LikelyItem {
        item: listed.into(),
        weight: found.weight,
        km: found.km,
        hours: found.hours,
    });
    Ok(Json(LikelyItems { items: items.collect() }))
}
