//! An incident as a map, a list and a comparison need it: small enough that a node keeps all of them at hand.

use h3o::Resolution;
use seamline_record::{Name, Place, RecordId, Span};
use serde_json::Value as Json;

use crate::{
    cells::{self, Cell},
    earth::Point,
    item::{Item, ItemSlot},
    likely::Sketch,
};

/// Where only the time of the report is known: it was written within so many ms after the event.
const REPORTED_WITHIN: i64 = 12 * 3_600_000;

/// An incident that stands: not superseded, withdrawn or repudiated. Its party's corrections are in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The record.
    pub id: RecordId,
    /// Party that signed it.
    pub party: Name,
    /// Written by the reader's own party.
    pub own: bool,
    /// When it was observed, else when it was reported, ms since 1970 UTC.
    pub at: i64,
    /// Last instant at which it may have been.
    pub until: i64,
    /// Where, if opened.
    pub place: Option<Placed>,
    /// Its type, if opened.
    pub type_of_event: Option<String>,
    /// Its summary, if opened.
    pub title: Option<String>,
    /// Records that somebody has linked to it as the same event.
    pub linked: Vec<RecordId>,
    /// Where its matter has brought it.
    pub state: String,
    /// What is compared of it.
    pub(crate) sketch: Sketch,
}

/// A place of a spot.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Degrees, WGS 84.
    pub lat: f64,
    /// Degrees, WGS 84.
    pub lon: f64,
    /// Radius in metres within which it lies.
    pub precision_m: u32,
    /// The finest cell that it is ever counted in.
    pub(crate) cell: Cell,
    /// The finest resolution that is not finer than it is.
    pub(crate) finest: Resolution,
    /// Distance in km to each line, in the order of [`crate::Incidents::lines`].
    pub(crate) km_to_lines: Vec<f64>,
}

impl Placed {
    fn new(place: &Place) -> Option<Self> {
        let cell = Cell::of(place.lat, place.lon)?;
        let (lat, lon, precision_m) = (place.lat, place.lon, place.precision_m);
        let finest = cells::for_precision(precision_m);
        Some(Self { lat, lon, precision_m, cell, finest, km_to_lines: Vec::new() })
    }

    pub(crate) fn point(&self) -> Point {
        (self.lat, self.lon)
    }

    pub(crate) fn radius_km(&self) -> f64 {
        f64::from(self.precision_m) / 1000.0
    }
}

impl Spot {
    /// The incident of an item; none for another kind, or for one that does not stand any more.
    pub fn of(item: &Item, reported: i64) -> Option<Self> {
        let stands = item.superseded_by.is_none() && item.withdrawn.is_none() && item.repudiated.is_none();
        if item.kind != "incident" || !stands {
            return None;
        }
        let observed = value(item, "observed").and_then(Json::as_str).and_then(Span::parse);
        let (from, to) = observed.map_or((None, None), |span| (span.from, span.to));
        let (at, until) = match (from, to) {
            (Some(from), Some(to)) => (from, to.max(from)),
            (Some(from), None) => (from, reported.max(from)),
            (None, Some(to)) => (to, to),
            (None, None) => (reported, reported),
        };
        let place = ["place_exact", "place"].into_iter().find_map(|name| {
            let place: Place = serde_json::from_value(value(item, name)?.clone()).ok()?;
            Placed::new(&place)
        });
        // Where only the time of the report is known, it was before.
        let earliest = if from.or(to).is_some() { at } else { at.saturating_sub(REPORTED_WITHIN) };
        let text = |name: &str| value(item, name).and_then(Json::as_str).map(str::to_owned);
        let mut linked: Vec<_> = item.links.iter().filter(|l| l.relation == "same-event").map(|l| l.other).collect();
        linked.sort_unstable();
        linked.dedup();
        let sketch = Sketch {
            observed: Some((earliest, until)),
            place: place.as_ref().map(|p| (p.lat, p.lon, p.precision_m)),
            type_of_event: text("type"),
        };
        Some(Self {
            id: item.id,
            party: item.party.clone(),
            own: item.own,
            at,
            until,
            place,
            type_of_event: text("type"),
            title: text("summary").or_else(|| item.title.clone()),
            linked,
            state: item.state.clone(),
            sketch,
        })
    }

    /// What is compared of it.
    pub fn sketch(&self) -> &Sketch {
        &self.sketch
    }
}

/// What a slot says now: the last of its party's corrections, or what it said first.
fn value<'a>(item: &'a Item, name: &str) -> Option<&'a Json> {
    let mut changes = item.corrected.iter().flat_map(|corrected| &corrected.changes);
    let corrected = changes.rfind(|change| change.name == name).map(|change| &change.value);
    let slot = || item.slots.iter().find(|slot: &&ItemSlot| slot.name == name && slot.open).map(|slot| &slot.value);
    corrected.or_else(slot).filter(|value| !value.is_null())
}
