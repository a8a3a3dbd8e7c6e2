//! All incidents that a reader holds, at hand in memory: for maps, lists and the comparison of reports.
//!
//! Invariants: a place of radius r is anywhere within r. It is inside an area if some of it may be, its distance to a
//! line is a range, and it is never counted in a cell finer than itself.

use std::collections::{BTreeMap, BTreeSet};

use seamline_record::{Name, RecordId};
use serde_json::Value as Json;

use crate::{
    cells::{self, Cell},
    earth::{Point, km_to_line},
    item::Item,
    likely::{LIKELY, Likelihood, Sketch, event_type, likelihood},
    spot::{Placed, Spot},
};

/// Most spots that are told one by one; more are counted together.
const MAX_SPOTS: usize = 300;

/// A party's own geometry of a coordination line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The record that gives it.
    pub id: RecordId,
    /// Whose it is.
    pub party: Name,
    /// Latitude and longitude, degrees, WGS 84.
    points: Vec<Point>,
}

impl Line {
    /// The line of an item; none for another kind, for an area, or for one that does not stand any more.
    pub fn of(item: &Item) -> Option<Self> {
        let slot = |name: &str| item.slots.iter().find(|s| s.name == name && s.open).map(|s| &s.value);
        let stands = item.superseded_by.is_none() && item.withdrawn.is_none() && item.repudiated.is_none();
        let is_line = item.kind == "line" && slot("role").and_then(Json::as_str) != Some("area");
        let points: Vec<Point> = serde_json::from_value(slot("geometry")?.clone()).ok()?;
        (stands && is_line && !points.is_empty()).then(|| Self { id: item.id, party: item.party.clone(), points })
    }
}

/// A stretch of the map in degrees; `west` may be greater than `east`, across the date line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Longitude.
    pub west: f64,
    /// Latitude.
    pub south: f64,
    /// Longitude.
    pub east: f64,
    /// Latitude.
    pub north: f64,
}

impl Bounds {
    fn may_hold(&self, place: &Placed) -> bool {
        let lat = place.radius_km() / 111.0;
        let lon = lat / place.lat.to_radians().cos().max(0.01);
        let (after, before) = (place.lon + lon >= self.west, place.lon - lon <= self.east);
        let across = if self.west <= self.east { after && before } else { after || before };
        across && place.lat + lat >= self.south && place.lat - lat <= self.north
    }
}

/// Near which line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineChoice {
    /// Whichever is nearest.
    Any,
    /// The one of this record.
    One(RecordId),
}

/// Which incidents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// That may be inside.
    pub bounds: Option<Bounds>,
    /// That may have been at or after this instant, ms since 1970 UTC.
    pub from: Option<i64>,
    /// That may have been before this instant.
    pub to: Option<i64>,
    /// Of this type, in whatever case; an event type matches all of its sub-event types.
    pub type_of_event: Option<String>,
    /// By this party.
    pub party: Option<Name>,
    /// That nobody has closed.
    pub open: bool,
    /// That may be within so many km of a line.
    pub near: Option<(LineChoice, f64)>,
}

impl Filter {
    fn asks_for_a_place(&self) -> bool {
        self.bounds.is_some() || self.near.is_some()
    }
}

/// How far a spot may be from a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Distance {
    /// The record that gives the line.
    pub line: RecordId,
    /// Whose line it is.
    pub party: Name,
    /// At least, km.
    pub min_km: f64,
    /// At most, km.
    pub max_km: f64,
}

/// Incidents counted together, where there are too many to tell one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// Middle of its incidents, degrees, WGS 84.
    pub lat: f64,
    /// Middle of its incidents.
    pub lon: f64,
    /// The coarsest place among them: radius in metres.
    pub precision_m: u32,
    /// How many.
    pub count: usize,
    /// How many by each party.
    pub parties: BTreeMap<Name, usize>,
}

/// A cell of the H3 grid and what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct CellCount {
    /// Its name.
    pub cell: String,
    /// How many incidents.
    pub count: usize,
    /// Corners as latitude and longitude, degrees.
    pub ring: Vec<[f64; 2]>,
}

/// Incidents of one stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    /// How many.
    pub count: usize,
    /// How many by each party.
    pub parties: BTreeMap<Name, usize>,
}

/// What a map shows.
#[derive(Debug, Clone, Default)]
pub struct Picture<'a> {
    /// How many incidents match and show a place.
    pub total: usize,
    /// How many match and show none; 0 where the filter asks for a place.
    pub unplaced: usize,
    /// Each of them, newest first, where there are at most 300.
    pub spots: Vec<&'a Spot>,
    /// All of them together, where there are more.
    pub clusters: Vec<Cluster>,
    /// All of them by cell, where that was asked for,
    pub cells: Vec<CellCount>,
    /// but for so many whose place is coarser than a cell.
    pub coarse: usize,
}

/// Incidents by time.
#[derive(Debug, Clone, Default)]
pub struct Incidents {
    by_time: BTreeMap<(i64, RecordId), Spot>,
    times: BTreeMap<RecordId, i64>,
    lines: Vec<Line>,
    /// How many of each event type, in lower case.
    types: BTreeMap<String, usize>,
}

impl Incidents {
    /// Puts an incident in the place of what was held of it.
    pub fn put(&mut self, mut spot: Spot) {
        self.remove(spot.id);
        measure(&self.lines, &mut spot);
        if let Some(name) = &spot.type_of_event {
            *self.types.entry(event_type(name).to_ascii_lowercase()).or_default() += 1;
        }
        self.times.insert(spot.id, spot.at);
        self.by_time.insert((spot.at, spot.id), spot);
    }

    /// Forgets an incident.
    pub fn remove(&mut self, id: RecordId) {
        let Some(spot) = self.times.remove(&id).and_then(|at| self.by_time.remove(&(at, id))) else { return };
        if let Some(count) =
            spot.type_of_event.and_then(|name| self.types.get_mut(&event_type(&name).to_ascii_lowercase()))
        {
            *count -= 1;
        }
    }

    /// The lines that stand; distances are measured anew.
    pub fn set_lines(&mut self, lines: Vec<Line>) {
        self.lines = lines;
        self.by_time.values_mut().for_each(|spot| measure(&self.lines, spot));
    }

    /// The lines that stand.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// How many incidents.
    pub fn len(&self) -> usize {
        self.by_time.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_time.is_empty()
    }

    /// How far a spot may be from each line.
    pub fn distances<'a>(&'a self, spot: &'a Spot) -> impl Iterator<Item = Distance> + 'a {
        let of = |place: &'a Placed| self.lines.iter().zip(&place.km_to_lines).map(move |pair| (place, pair));
        spot.place.iter().flat_map(of).map(|(place, (line, km))| Distance {
            line: line.id,
            party: line.party.clone(),
            min_km: (km - place.radius_km()).max(0.0),
            max_km: km + place.radius_km(),
        })
    }

    /// Incidents that match, newest first, those without a place among them unless the filter asks for one.
    fn matching<'a, 'f>(&'a self, filter: &'f Filter) -> impl Iterator<Item = &'a Spot> + use<'a, 'f> {
        let fits = move |spot: &&Spot| {
            let of_type = || match (&filter.type_of_event, &spot.type_of_event) {
                (Some(wanted), Some(name)) => {
                    wanted.eq_ignore_ascii_case(name) || wanted.eq_ignore_ascii_case(event_type(name))
                }
                (wanted, _) => wanted.is_none(),
            };
            filter.from.is_none_or(|from| spot.until >= from)
                && filter.to.is_none_or(|to| spot.at < to)
                && filter.party.as_ref().is_none_or(|party| spot.party == *party)
                && !(filter.open && spot.state == "closed")
                && of_type()
                && self.is_where(filter, spot)
        };
        self.by_time.values().rev().filter(fits)
    }

    fn is_where(&self, filter: &Filter, spot: &Spot) -> bool {
        let Some(place) = &spot.place else { return !filter.asks_for_a_place() };
        let near = |(choice, within): (LineChoice, f64)| {
            let wanted = |line: &Line| choice == LineChoice::Any || choice == LineChoice::One(line.id);
            let lines = self.lines.iter().zip(&place.km_to_lines).filter(|(line, _)| wanted(line));
            lines.map(|(_, km)| km - place.radius_km()).any(|km| km <= within)
        };
        filter.bounds.is_none_or(|bounds| bounds.may_hold(place)) && filter.near.is_none_or(near)
    }

    /// What a map shows at a zoom of 0 to 18; `heat` is an H3 resolution at which to count by cell.
    pub fn picture(&self, filter: &Filter, zoom: u8, heat: Option<u8>) -> Picture<'_> {
        let (mut placed, mut unplaced) = (Vec::new(), 0);
        for spot in self.matching(filter) {
            match &spot.place {
                Some(place) => placed.push((spot, place)),
                None => unplaced += 1,
            }
        }
        let (cells, coarse) = counted_by_cell(&placed, heat);
        let total = placed.len();
        let clusters = if total > MAX_SPOTS { clusters(&placed, zoom) } else { Vec::new() };
        let spots = if total > MAX_SPOTS { Vec::new() } else { placed.into_iter().map(|(spot, _)| spot).collect() };
        Picture { total, unplaced, spots, clusters, cells, coarse }
    }

    /// Incidents that match and show a place, newest first, those after `after` only; how many there are in all; and how
    /// many match and show none.
    pub fn list(&self, filter: &Filter, after: Option<(i64, RecordId)>, limit: usize) -> (Vec<&Spot>, usize, usize) {
        let (mut listed, mut total, mut unplaced) = (Vec::new(), 0, 0);
        for spot in self.matching(filter) {
            if spot.place.is_none() {
                unplaced += 1;
                continue;
            }
            total += 1;
            if listed.len() < limit && after.is_none_or(|after| (spot.at, spot.id) < after) {
                listed.push(spot);
            }
        }
        (listed, total, unplaced)
    }

    /// Incidents that match and show a place, counted by when they began: equal stretches from one instant to another.
    /// What began before them and may have lasted into them is in the first.
    pub fn bars(&self, filter: &Filter, from: i64, to: i64, bars: usize) -> Vec<Bar> {
        let mut counted = vec![Bar::default(); bars];
        let within = Filter { from: Some(from), to: Some(to), ..filter.clone() };
        for spot in self.matching(&within).filter(|spot| spot.place.is_some()) {
            let share = (spot.at - from).max(0) as f64 / (to - from).max(1) as f64;
            let Some(bar) = counted.get_mut((share * bars as f64) as usize) else { continue };
            bar.count += 1;
            *bar.parties.entry(spot.party.clone()).or_default() += 1;
        }
        counted
    }

    /// Incidents that are likely the same event, best first, at most `limit`.
    pub fn likely(&self, sketch: &Sketch, except: &BTreeSet<RecordId>, limit: usize) -> Vec<(RecordId, Likelihood)> {
        let of_type =
            sketch.type_of_event.as_ref().and_then(|name| self.types.get(&event_type(name).to_ascii_lowercase()));
        let share = of_type.map_or(0.0, |count| *count as f64 / self.len() as f64);
        let others = self.by_time.values().filter(|spot| !except.contains(&spot.id));
        let compared = others.map(|spot| (spot.id, likelihood(sketch, spot.sketch(), share)));
        let mut likely: Vec<_> = compared.filter(|(_, found)| found.weight >= LIKELY).collect();
        likely.sort_by(|(a, one), (b, two)| two.weight.total_cmp(&one.weight).then(a.cmp(b)));
        likely.truncate(limit);
        likely
    }
}

fn measure(lines: &[Line], spot: &mut Spot) {
    if let Some(place) = &mut spot.place {
        let from = place.point();
        place.km_to_lines = lines.iter().map(|line| km_to_line(from, &line.points).unwrap_or(f64::INFINITY)).collect();
    }
}

fn clusters(placed: &[(&Spot, &Placed)], zoom: u8) -> Vec<Cluster> {
    let fits_zoom = cells::for_zoom(zoom);
    let mut by_cell: BTreeMap<Cell, Cluster> = BTreeMap::new();
    for (spot, place) in placed {
        let cell = place.cell.within(fits_zoom.min(place.finest));
        let empty = || Cluster { lat: 0.0, lon: 0.0, precision_m: 0, count: 0, parties: BTreeMap::new() };
        let cluster = by_cell.entry(cell).or_insert_with(empty);
        cluster.lat += place.lat;
        cluster.lon += place.lon;
        cluster.precision_m = cluster.precision_m.max(place.precision_m);
        cluster.count += 1;
        match cluster.parties.get_mut(&spot.party) {
            Some(count) => *count += 1,
            None => {
                cluster.parties.insert(spot.party.clone(), 1);
            }
        }
    }
    let middle = |cluster: Cluster| {
        let count = cluster.count as f64;
        Cluster { lat: cluster.lat / count, lon: cluster.lon / count, ..cluster }
    };
    by_cell.into_values().map(middle).collect()
}

fn counted_by_cell(placed: &[(&Spot, &Placed)], heat: Option<u8>) -> (Vec<CellCount>, usize) {
    let Some(resolution) = heat.and_then(cells::resolution) else { return (Vec::new(), 0) };
    let mut by_cell: BTreeMap<Cell, usize> = BTreeMap::new();
    let mut coarse = 0;
    for (_, place) in placed {
        if place.finest < resolution {
            coarse += 1;
        } else {
            *by_cell.entry(place.cell.within(resolution)).or_default() += 1;
        }
    }
    let count = |(cell, count): (Cell, usize)| CellCount { cell: cell.name(), count, ring: cell.ring() };
    (by_cell.into_iter().map(count).collect(), coarse)
}
