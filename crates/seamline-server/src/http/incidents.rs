//! Incidents on a map and in a list, however many there are.

#![expect(unused_qualifications, reason = "the description's macro writes query types with their path")]

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use seamline_node::Permission;
use seamline_record::RecordId;
use seamline_view::{Bounds, Filter, Incidents, LineChoice};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    access::Acting,
    input::{Wanted, parsed},
};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// Most incidents of one page of the list.
const MAX_PAGE: usize = 200;
/// Most stretches of time.
const MAX_BARS: usize = 100;
/// Largest zoom.
const MAX_ZOOM: u8 = 18;
/// H3 resolutions at which incidents are counted.
const HEAT: std::ops::RangeInclusive<u8> = 3..=8;

/// Which incidents.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// West, south, east, north in degrees with commas between them; incidents that may be inside.
    bbox: Option<String>,
    /// At or after this instant.
    from: Option<i64>,
    /// Before this instant.
    to: Option<i64>,
    /// Type of event, in whatever case.
    r#type: Option<String>,
    /// Written by this party.
    party: Option<String>,
    /// Only those that nobody has closed.
    open: Option<bool>,
    /// Record of a line, or `any`: incidents that may be within `within_km` of it.
    line: Option<String>,
    /// Kilometres; needs no `line`, then of any.
    within_km: Option<f64>,
}

/// How to draw them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct MapQuery {
    /// 0 to 18; 7 where absent.
    zoom: Option<u8>,
    /// Resolution of the H3 grid, 3 to 8, at which to count by cell.
    heat: Option<u8>,
}

/// Which page of the list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// At most 200; 50 where absent.
    limit: Option<usize>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// Into what to divide the time from `from` to `to`, which must be given.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct BarsQuery {
    /// How many equal stretches, 1 to 100.
    bars: usize,
}

/// Incidents of one stretch of time.
#[derive(Serialize, ToSchema)]
pub(crate) struct IncidentBar {
    count: usize,
    /// How many by each party.
    parties: BTreeMap<String, usize>,
}

/// Incidents with a place, counted by when they began.
#[derive(Serialize, ToSchema)]
pub(crate) struct IncidentBars {
    /// Oldest first.
    bars: Vec<IncidentBar>,
}

/// How far an incident may be from a party's own geometry of the line.
#[derive(Serialize, ToSchema)]
pub(crate) struct SpotDistance {
    /// Record of the line.
    line: String,
    party: String,
    min_km: f64,
    max_km: f64,
}

/// An incident with a place.
#[derive(Serialize, ToSchema)]
pub(crate) struct Spot {
    id: String,
    party: String,
    own: bool,
    /// When it was observed, else when it was reported.
    at: i64,
    /// Degrees, WGS 84.
    lat: f64,
    /// Degrees, WGS 84.
    lon: f64,
    /// Radius in metres: it is anywhere within.
    precision_m: u32,
    #[schema(required = true)]
    r#type: Option<String>,
    #[schema(required = true)]
    title: Option<String>,
    /// Records that somebody has linked to it as the same event.
    linked: Vec<String>,
    state: String,
    /// From each line that stands.
    distances: Vec<SpotDistance>,
}

/// Incidents counted together.
#[derive(Serialize, ToSchema)]
pub(crate) struct Cluster {
    /// Middle of its incidents.
    lat: f64,
    /// Middle of its incidents.
    lon: f64,
    /// The coarsest place among them.
    precision_m: u32,
    count: usize,
    /// How many by each party.
    parties: BTreeMap<String, usize>,
}

/// A cell of the H3 grid.
#[derive(Serialize, ToSchema)]
pub(crate) struct HeatCell {
    cell: String,
    count: usize,
    /// Corners, `[latitude, longitude]`.
    ring: Vec<[f64; 2]>,
}

/// Incidents on a map.
#[derive(Serialize, ToSchema)]
pub(crate) struct MapIncidents {
    /// How many match and show a place.
    total: usize,
    /// How many match and show none.
    unplaced: usize,
    /// Each, where there are at most 300.
    spots: Vec<Spot>,
    /// All of them together, where there are more.
    clusters: Vec<Cluster>,
    /// All of them by cell, where `heat` asks for it,
    cells: Vec<HeatCell>,
    /// but for so many whose place is coarser than a cell.
    coarse: usize,
}

/// A page of incidents, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct IncidentList {
    items: Vec<Spot>,
    /// `cursor` of the next page; null after the last.
    #[schema(required = true)]
    next: Option<String>,
    /// How many match and show a place.
    total: usize,
    /// How many match and show none.
    unplaced: usize,
}

impl Asked {
    fn parse(self) -> Result<Filter, Fault> {
        let line = match self.line.as_deref() {
            None | Some("any") => LineChoice::Any,
            Some(id) => LineChoice::One(parsed("line", id)?),
        };
        let within = self.within_km.unwrap_or(f64::INFINITY);
        if within.is_nan() || within < 0.0 {
            return Err(Fault::form("A distance is not below 0.").at("within_km"));
        }
        Ok(Filter {
            bounds: self.bbox.as_deref().map(bounds).transpose()?,
            from: self.from,
            to: self.to,
            type_of_event: self.r#type,
            party: self.party.as_deref().map(|party| parsed("party", party)).transpose()?,
            open: self.open.unwrap_or_default(),
            near: (self.line.is_some() || self.within_km.is_some()).then_some((line, within)),
        })
    }
}

fn bounds(text: &str) -> Result<Bounds, Fault> {
    let wrong = || Fault::form("A bbox is west, south, east, north in degrees.").at("bbox");
    let numbers: Vec<f64> = text.split(',').map(|n| n.trim().parse().map_err(|_| wrong())).collect::<Result<_, _>>()?;
    let [west, south, east, north] = numbers[..] else { return Err(wrong()) };
    let fits = numbers.iter().all(|n| n.is_finite()) && south <= north;
    fits.then_some(Bounds { west, south, east, north }).ok_or_else(wrong)
}

fn spot(incidents: &Incidents, spot: &seamline_view::Spot) -> Option<Spot> {
    let place = spot.place.as_ref()?;
    let distances = incidents.distances(spot).map(|distance| SpotDistance {
        line: distance.line.to_string(),
        party: distance.party.to_string(),
        min_km: distance.min_km,
        max_km: distance.max_km,
    });
    Some(Spot {
        id: spot.id.to_string(),
        party: spot.party.to_string(),
        own: spot.own,
        at: spot.at,
        lat: place.lat,
        lon: place.lon,
        precision_m: place.precision_m,
        r#type: spot.type_of_event.clone(),
        title: spot.title.clone(),
        linked: spot.linked.iter().map(RecordId::to_string).collect(),
        state: spot.state.clone(),
        distances: distances.collect(),
    })
}

/// Incidents on a part of the map: each one, or clusters where there are more than 300.
#[utoipa::path(get, path = "/api/map/incidents", tag = "views", params(Asked, MapQuery),
    responses((status = 200, body = MapIncidents), (status = 400, body = ErrorAnswer)))]
pub(crate) async fn map(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Wanted(asked): Wanted<Asked>,
    Wanted(wanted): Wanted<MapQuery>,
) -> Result<Json<MapIncidents>, Fault> {
    acting.must(Permission::Read)?;
    let (zoom, heat) = (wanted.zoom.unwrap_or(7).min(MAX_ZOOM), wanted.heat);
    if heat.is_some_and(|heat| !HEAT.contains(&heat)) {
        return Err(Fault::form("Incidents are counted at resolutions 3 to 8.").at("heat"));
    }
    let filter = asked.parse()?;
    let answer = served.ask(move |node| {
        node.incidents(|incidents| {
            let picture = incidents.picture(&filter, zoom, heat);
            let cluster = |c: seamline_view::Cluster| Cluster {
                lat: c.lat,
                lon: c.lon,
                precision_m: c.precision_m,
                count: c.count,
                parties: c.parties.into_iter().map(|(party, count)| (party.to_string(), count)).collect(),
            };
            let cell = |c: seamline_view::CellCount| HeatCell { cell: c.cell, count: c.count, ring: c.ring };
            MapIncidents {
                total: picture.total,
                unplaced: picture.unplaced,
                spots: picture.spots.into_iter().filter_map(|one| spot(incidents, one)).collect(),
                clusters: picture.clusters.into_iter().map(cluster).collect(),
                cells: picture.cells.into_iter().map(cell).collect(),
                coarse: picture.coarse,
            }
        })
    });
    Ok(Json(answer.await?))
}

/// Incidents with a place, newest first, page by page.
#[utoipa::path(get, path = "/api/incidents", tag = "views", params(Asked, PageQuery),
    responses((status = 200, body = IncidentList), (status = 400, body = ErrorAnswer)))]
pub(crate) async fn list(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Wanted(asked): Wanted<Asked>,
    Wanted(wanted): Wanted<PageQuery>,
) -> Result<Json<IncidentList>, Fault> {
    acting.must(Permission::Read)?;
    let limit = wanted.limit.unwrap_or(50).clamp(1, MAX_PAGE);
    let after = wanted.cursor.as_deref().map(cursor).transpose()?;
    let filter = asked.parse()?;
    let answer = served.ask(move |node| {
        node.incidents(|incidents| {
            // One more than asked for tells whether there is a next page.
            let (mut page, total, unplaced) = incidents.list(&filter, after, limit + 1);
            let more = page.len() > limit;
            page.truncate(limit);
            let next = page.last().filter(|_| more).map(|last| format!("{}.{}", last.at, last.id));
            let items = page.into_iter().filter_map(|one| spot(incidents, one)).collect();
            IncidentList { items, next, total, unplaced }
        })
    });
    Ok(Json(answer.await?))
}

/// How many incidents there were in each of some equal stretches of time.
#[utoipa::path(get, path = "/api/incidents/bars", tag = "views", params(Asked, BarsQuery),
    responses((status = 200, body = IncidentBars), (status = 400, body = ErrorAnswer)))]
pub(crate) async fn bars(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Wanted(asked): Wanted<Asked>,
    Wanted(BarsQuery { bars }): Wanted<BarsQuery>,
) -> Result<Json<IncidentBars>, Fault> {
    acting.must(Permission::Read)?;
    let wanted = |field| move || Fault::form("Give from when and until when to count.").at(field);
    let from = asked.from.ok_or_else(wanted("from"))?;
    let to = asked.to.ok_or_else(wanted("to"))?;
    if !(1..=MAX_BARS).contains(&bars) {
        return Err(Fault::form("Incidents are counted in 1 to 100 stretches.").at("bars"));
    }
    let filter = asked.parse()?;
    let counted = served.ask(move |node| node.incidents(|incidents| incidents.bars(&filter, from, to, bars))).await?;
    let by_party = |bar: seamline_view::Bar| IncidentBar {
        count: bar.count,
        parties: bar.parties.into_iter().map(|(party, count)| (party.to_string(), count)).collect(),
    };
    Ok(Json(IncidentBars { bars: counted.into_iter().map(by_party).collect() }))
}

fn cursor(text: &str) -> Result<(i64, RecordId), Fault> {
    let wrong = || Fault::form("The cursor is none that this node gave.").at("cursor");
    let (at, id) = text.split_once('.').ok_or_else(wrong)?;
    Ok((at.parse().map_err(|_| wrong())?, id.parse().map_err(|_| wrong())?))
}
