//! A year of synthetic incidents, made anew from numbers at every start. Nothing here is random: each draw is a hash of
//! the seed and a counter, so the same numbers give the same year on every machine.

use std::collections::BTreeMap;

use seamline_record::{Label, NodeId, hash_of};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::{Fact, FactRelease};

const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;
/// Baghdad time, UTC+3.
const ZONE_MS: i64 = 3 * 3_600_000;
const KM_PER_DEGREE: f64 = 111.2;

#[derive(Deserialize)]
pub(super) struct YearForm {
    seed: u64,
    count: usize,
    days: i64,
    rows: Vec<String>,
    party_weights: BTreeMap<String, u64>,
    both_sides: BothSides,
    hours: Hours,
    observed: Observed,
    release: Releases,
    withheld_label: Label,
    gradings: BTreeMap<String, u64>,
    precision_m: BTreeMap<String, u64>,
    sources: BTreeMap<String, Vec<String>>,
    place: Vec<Area>,
    #[serde(rename = "type")]
    types: Vec<Type>,
}

#[derive(Deserialize)]
struct BothSides {
    percent: u64,
    minutes_apart: [i64; 2],
    km_apart: [f64; 2],
}

#[derive(Deserialize)]
struct Hours {
    weights: Vec<u64>,
    written_minutes_after: [i64; 2],
}

#[derive(Deserialize)]
struct Observed {
    instant: u64,
    interval: u64,
    day: u64,
    interval_minutes: [i64; 2],
}

#[derive(Deserialize)]
struct Releases {
    whole: u64,
    part: u64,
    later: u64,
    withheld: u64,
    later_days: [i64; 2],
    part_always: Vec<String>,
    part_sometimes: Vec<Sometimes>,
}

#[derive(Deserialize)]
struct Sometimes {
    slot: String,
    percent: u64,
}

#[derive(Deserialize)]
struct Area {
    name: String,
    centre: String,
    lat: f64,
    lon: f64,
    spread_km: f64,
    weight: u64,
}

#[derive(Deserialize)]
struct Type {
    name: String,
    weight: u64,
    templates: Vec<Template>,
    casualties: Vec<CasualtyForm>,
}

#[derive(Deserialize)]
struct Template {
    summary: String,
    size: String,
    activity: String,
    n: [i64; 2],
}

#[derive(Deserialize)]
struct CasualtyForm {
    weight: u64,
    group: Option<String>,
    harm: Option<String>,
    min: Option<i64>,
    best: Option<i64>,
    max: Option<i64>,
}

/// Draws that follow from the seed alone.
struct Draws {
    seed: u64,
    counter: u64,
}

impl Draws {
    fn next(&mut self) -> u64 {
        self.counter += 1;
        let digest = hash_of(&[self.seed.to_be_bytes(), self.counter.to_be_bytes()].concat());
        digest.0[..8].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }

    /// One of 0..bound.
    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    fn between(&mut self, [low, high]: [i64; 2]) -> i64 {
        low + self.below((high - low).unsigned_abs() + 1) as i64
    }

    /// From 0 to 1.
    fn part(&mut self) -> f64 {
        self.below(1 << 32) as f64 / (1u64 << 32) as f64
    }

    fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn weighted<'a, T>(&mut self, items: &'a [T], weight: impl Fn(&T) -> u64) -> Option<&'a T> {
        let mut left = self.below(items.iter().map(&weight).sum());
        items.iter().find(|item| {
            let weight = weight(item);
            let found = left < weight;
            left = left.saturating_sub(weight);
            found
        })
    }

    fn weighted_key<'a>(&mut self, items: &'a BTreeMap<String, u64>) -> &'a str {
        let items: Vec<(&'a String, u64)> = items.iter().map(|(key, weight)| (key, *weight)).collect();
        self.weighted(&items, |(_, weight)| *weight).map_or("", |(key, _)| key.as_str())
    }
}

/// What happened, before a desk writes it down.
struct Event<'a> {
    number: usize,
    area: &'a Area,
    kind: &'a Type,
    template: &'a Template,
    n: i64,
    at: i64,
    lat: f64,
    lon: f64,
}

/// The year that ends at `now`.
pub(super) fn facts(form: &YearForm, now: i64) -> Vec<Fact> {
    let mut draws = Draws { seed: form.seed, counter: 0 };
    let mut facts = Vec::new();
    let mut number = 0;
    while facts.len() < form.count && number < form.count * 2 {
        number += 1;
        let Some(event) = event(form, &mut draws, number, now) else { continue };
        let party = draws.weighted_key(&form.party_weights).to_owned();
        facts.extend(fact(form, &mut draws, &event, &party, now));
        if draws.percent(form.both_sides.percent)
            && let Some(other) = form.party_weights.keys().find(|other| **other != party)
        {
            let apart = draws.between(form.both_sides.minutes_apart) * MINUTE_MS;
            let [near, far] = form.both_sides.km_apart;
            let (lat, lon) = moved(&mut draws, (event.lat, event.lon), near, far);
            let seen_again = Event { at: (event.at + apart).min(now - DAY_MS / 24), lat, lon, ..event };
            facts.extend(fact(form, &mut draws, &seen_again, other, now));
        }
    }
    facts
}

fn event<'a>(form: &'a YearForm, draws: &mut Draws, number: usize, now: i64) -> Option<Event<'a>> {
    let area = draws.weighted(&form.place, |area| area.weight)?;
    let kind = draws.weighted(&form.types, |kind| kind.weight)?;
    let template = kind.templates.get(draws.below(kind.templates.len() as u64) as usize)?;
    let n = draws.between(template.n);
    let hours: Vec<(i64, u64)> = (0..).zip(form.hours.weights.iter().copied()).collect();
    let (hour, _) = *draws.weighted(&hours, |(_, weight)| *weight)?;
    let midnight = (now + ZONE_MS).div_euclid(DAY_MS) * DAY_MS - ZONE_MS;
    let minute = draws.between([0, 59]);
    let at = midnight - draws.between([1, form.days]) * DAY_MS + (hour * 60 + minute) * MINUTE_MS;
    let (lat, lon) = moved(draws, (area.lat, area.lon), 0.0, area.spread_km);
    Some(Event { number, area, kind, template, n, at, lat, lon })
}

/// A point between `near` and `far` kilometres away, in degrees with four places.
fn moved(draws: &mut Draws, (lat, lon): (f64, f64), near: f64, far: f64) -> (f64, f64) {
    let (angle, distance) = (draws.part() * std::f64::consts::TAU, near + draws.part() * (far - near));
    let lat = lat + distance * angle.sin() / KM_PER_DEGREE;
    let lon = lon + distance * angle.cos() / (KM_PER_DEGREE * lat.to_radians().cos());
    ((lat * 1e4).round() / 1e4, (lon * 1e4).round() / 1e4)
}

fn fact(form: &YearForm, draws: &mut Draws, event: &Event<'_>, party: &str, now: i64) -> Option<Fact> {
    let area = event.area;
    let by: NodeId = format!("{party}/{}", area.centre).parse().ok()?;
    let other = form.party_weights.keys().find(|other| *other != party)?;
    let at = event.at + draws.between(form.hours.written_minutes_after) * MINUTE_MS;
    let (releases, withheld) = releases(form, draws, other, at, now);
    Some(Fact {
        officer: None,
        key: format!("year-{:03}-{party}", event.number),
        kind: "incident".into(),
        by,
        at,
        label: if withheld { form.withheld_label.clone() } else { Label::default() },
        matter: None,
        refs: Vec::new(),
        slots: slots(form, draws, event, party),
        releases,
        rows: form.rows.clone(),
    })
}

fn slots(form: &YearForm, draws: &mut Draws, event: &Event<'_>, party: &str) -> Map<String, Json> {
    let filled = |text: &str, n: i64| text.replace("{place}", &event.area.name).replace("{n}", &n.to_string());
    let summary = filled(&event.template.summary, event.n);
    let precision: u32 = draws.weighted_key(&form.precision_m).parse().unwrap_or(5000);
    let (lat, lon) = moved(draws, (event.lat, event.lon), 0.0, f64::from(precision) / 2000.0);
    let sources = form.sources.get(party).map(Vec::as_slice).unwrap_or_default();
    let source = sources.get(draws.below(sources.len() as u64) as usize);
    let number = draws.between([1, 6]);
    let pairs = [
        ("provenance", json!("synthetic")),
        ("centre", json!(event.area.centre)),
        ("observed", json!(observed(form, draws, event.at))),
        ("type", json!(event.kind.name)),
        ("written_for_release", json!(format!("{summary}. Exact place and source stay with the desk that wrote it."))),
        ("summary", json!(summary)),
        ("place", json!({"lat": lat, "lon": lon, "precision_m": precision, "name": event.area.name})),
        ("place_exact", json!({"lat": event.lat, "lon": event.lon, "precision_m": 100, "name": null})),
        ("size", json!(filled(&event.template.size, event.n))),
        ("activity", json!(filled(&event.template.activity, event.n))),
        ("grading", json!(draws.weighted_key(&form.gradings))),
        ("source", json!(source.map(|source| filled(source, number)))),
    ];
    let mut slots: Map<String, Json> = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    if let Some(CasualtyForm { group: Some(group), harm: Some(harm), min, best, max, .. }) =
        draws.weighted(&event.kind.casualties, |casualties| casualties.weight)
    {
        let row = json!({"group": group, "harm": harm, "min": min, "best": best, "max": max});
        slots.insert("casualties".into(), json!([row]));
    }
    slots
}

/// An instant, an interval or a day, as EDTF.
fn observed(form: &YearForm, draws: &mut Draws, at: i64) -> String {
    let form = &form.observed;
    let ways = [(0, form.instant), (1, form.interval), (2, form.day)];
    match draws.weighted(&ways, |(_, weight)| *weight) {
        Some((1, _)) => {
            let end = at + draws.between(form.interval_minutes) * MINUTE_MS;
            format!("{}/{}", baghdad(at, "%Y-%m-%dT%H:%M:%S+03:00"), baghdad(end, "%Y-%m-%dT%H:%M:%S+03:00"))
        }
        Some((2, _)) => baghdad(at, "%Y-%m-%d"),
        _ => baghdad(at, "%Y-%m-%dT%H:%M:%S+03:00"),
    }
}

fn baghdad(ms: i64, form: &str) -> String {
    let at = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.to_zoned(jiff::tz::Offset::constant(3).to_time_zone()).strftime(form).to_string()
}

fn releases(form: &YearForm, draws: &mut Draws, other: &str, at: i64, now: i64) -> (Vec<FactRelease>, bool) {
    let Ok(to) = other.parse() else { return (Vec::new(), true) };
    let form = &form.release;
    let ways = [(0, form.whole), (1, form.part), (2, form.later), (3, form.withheld)];
    let release = |slots, later_at| (vec![FactRelease { to, slots, later_at }], false);
    match draws.weighted(&ways, |(_, weight)| *weight) {
        Some((0, _)) => release(Vec::new(), None),
        Some((1, _)) => {
            let mut slots = form.part_always.clone();
            slots.extend(form.part_sometimes.iter().filter(|s| draws.percent(s.percent)).map(|s| s.slot.clone()));
            release(slots, None)
        }
        Some((2, _)) => release(Vec::new(), Some((at + draws.between(form.later_days) * DAY_MS).min(now))),
        _ => (Vec::new(), true),
    }
}
