//! Incidents at hand: what a map, a list and a comparison make of them.

use super::*;

const NIGHT: i64 = 1_768_433_460_000;

fn id(n: u16) -> RecordId {
    let mut bytes = [0; 32];
    bytes[..2].copy_from_slice(&n.to_be_bytes());
    RecordId(Hash(bytes))
}

fn item(n: u16, party: &str, fields: &Json) -> Item {
    let slots = fields.as_object().unwrap().iter().map(|(name, value)| ItemSlot {
        index: 6,
        name: name.clone(),
        slot_type: String::new(),
        open: true,
        value: value.clone(),
    });
    let slots = slots.collect();
    let form = json!({
        "id": id(n).to_string(), "matter": id(n).to_string(), "kind": "incident", "party": party, "node": "desk",
        "own": party == "iraq", "at": NIGHT, "received": null, "title": null, "provenance": null, "synthetic": true,
        "label": {"level": "restricted", "caveats": [], "onward": "originator"}, "slots": [], "span": null,
        "state": "logged", "refs": [], "superseded_by": null, "repudiated": null, "withdrawn": null, "corrected": [],
        "links": [], "acknowledgements": [],
    });
    Item { slots, ..serde_json::from_value(form).unwrap() }
}

fn at(n: u16, party: &str, (lat, lon): (f64, f64), precision_m: u32) -> Item {
    item(
        n,
        party,
        &json!({"place": {"lat": lat, "lon": lon, "precision_m": precision_m}, "type": "Battles",
        "observed": "2026-01-15T02:31:00+03:00", "summary": "Two vehicles"}),
    )
}

fn line(n: u16, party: &str, points: &[[f64; 2]]) -> Line {
    Line::of(&Item { kind: "line".into(), ..item(n, party, &json!({"role": "line", "geometry": points})) }).unwrap()
}

fn held(items: &[Item]) -> Incidents {
    let mut incidents = Incidents::default();
    items.iter().filter_map(|item| Spot::of(item, NIGHT)).for_each(|spot| incidents.put(spot));
    incidents
}

fn ids(spots: &[&Spot]) -> Vec<RecordId> {
    spots.iter().map(|spot| spot.id).collect()
}

#[test]
fn what_a_spot_says_is_what_its_party_says_last_and_only_of_what_stands() {
    let base = at(1, "iraq", (35.8, 43.6), 100);
    assert_eq!(Spot::of(&base, 0).unwrap().at, NIGHT);
    let correct = |at, value: Json| Corrected {
        id: id(9),
        at: Some(at),
        reason: None,
        slots: vec![],
        changes: vec![Change { name: "place".into(), value }],
    };
    let place = |lat: f64| json!({"lat": lat, "lon": 43.7, "precision_m": 10});
    let corrected = Item { corrected: vec![correct(1, place(35.1)), correct(2, place(35.2))], ..base.clone() };
    let placed = Spot::of(&corrected, 0).unwrap().place.unwrap();
    assert_eq!((placed.lat, placed.precision_m), (35.2, 10));
    let exact = json!({"place": place(35.1), "place_exact": place(35.3)});
    assert_eq!(Spot::of(&item(2, "iraq", &exact), 7).map(|s| (s.at, s.place.unwrap().lat)), Some((7, 35.3)));
    let mut closed = base.clone();
    closed.slots.iter_mut().for_each(|slot| slot.open = false);
    let spot = Spot::of(&closed, 7).unwrap();
    assert_eq!((spot.place.is_none(), spot.at, &spot.title), (true, 7, &None));
    assert_eq!(Spot::of(&Item { superseded_by: Some(id(3)), ..base.clone() }, 0), None);
    assert_eq!(Spot::of(&Item { repudiated: Some(2), ..base.clone() }, 0), None);
    let withdrawn = Some(Withdrawn { id: id(4), at: None, reason: None });
    assert_eq!(Spot::of(&Item { withdrawn, ..base.clone() }, 0), None);
    assert_eq!(Spot::of(&Item { kind: "log-entry".into(), ..base }, 0), None);
}

#[test]
fn lists_are_filtered_and_go_on_where_they_stopped() {
    let day = |n: u16, party: &str| {
        let observed = format!("2026-01-{n:02}");
        item(
            n,
            party,
            &json!({"observed": observed, "type": if n == 1 { "Riots: Mob violence" } else if n < 3 { "Riots" } else { "Battles" },
            "place": {"lat": 35.0 + f64::from(n) / 10.0, "lon": 44.0, "precision_m": 100}}),
        )
    };
    let all: Vec<Item> = (1..=6).map(|n| day(n, if n % 2 == 0 { "iraq" } else { "kurdistan" })).collect();
    let mut incidents = held(&all);
    incidents.put(Spot::of(&item(7, "iraq", &json!({"observed": "2026-01-02", "type": "riots"})), 0).unwrap());
    let list = |filter: &Filter| {
        let (spots, total, unplaced) = incidents.list(filter, None, 9);
        assert_eq!(spots.len(), total);
        (ids(&spots), unplaced)
    };
    assert_eq!(list(&Filter::default()), ((1..=6).rev().map(id).collect(), 1));
    let riots = Filter { type_of_event: Some("RIOTS".into()), ..Filter::default() };
    assert_eq!(list(&riots), (vec![id(2), id(1)], 1));
    let mobs = Filter { type_of_event: Some("riots: mob violence".into()), ..Filter::default() };
    assert_eq!(list(&mobs), (vec![id(1)], 0));
    let theirs = Filter { party: Some("kurdistan".parse().unwrap()), ..Filter::default() };
    assert_eq!(list(&theirs), (vec![id(5), id(3), id(1)], 0));
    let third = Span::parse("2026-01-03").unwrap();
    let noon = third.from.unwrap() + 43_200_000;
    let that_day = Filter { from: Some(noon), to: Some(noon + 1), ..Filter::default() };
    assert_eq!(list(&that_day), (vec![id(3)], 0), "a day may hold its noon");
    let north = Bounds { west: 43.0, south: 35.45, east: 45.0, north: 40.0 };
    let filter = Filter { bounds: Some(north), ..Filter::default() };
    assert_eq!(list(&filter), (vec![id(6), id(5)], 0));
    let across = Bounds { west: 43.0, east: -170.0, ..north };
    assert_eq!(list(&Filter { bounds: Some(across), ..Filter::default() }).0, [id(6), id(5)]);
    let elsewhere = Bounds { west: 45.0, east: -170.0, ..north };
    assert_eq!(list(&Filter { bounds: Some(elsewhere), ..Filter::default() }).0, []);

    let (first, total, _) = incidents.list(&Filter::default(), None, 4);
    let last = first[3];
    let (rest, same, _) = incidents.list(&Filter::default(), Some((last.at, last.id)), 4);
    assert_eq!((ids(&first), ids(&rest), total, same), ([6, 5, 4, 3].map(id).into(), [2, 1].map(id).into(), 6, 6));
}

#[test]
fn a_distance_to_a_line_is_a_range_and_a_coarse_place_may_be_near() {
    let mut incidents = held(&[at(1, "iraq", (35.9, 44.0), 100), at(2, "iraq", (35.9, 44.0), 20_000)]);
    incidents.set_lines(vec![
        line(8, "iraq", &[[36.0, 43.0], [36.0, 45.0]]),
        line(9, "kurdistan", &[[36.3, 43.0], [36.3, 45.0]]),
    ]);
    incidents.put(Spot::of(&at(3, "iraq", (35.0, 44.0), 100), NIGHT).unwrap());
    let near =
        |choice, within| ids(&incidents.list(&Filter { near: Some((choice, within)), ..Filter::default() }, None, 9).0);
    assert_eq!(near(LineChoice::Any, 12.0), [id(2), id(1)]);
    assert_eq!(near(LineChoice::Any, 5.0), [id(2)], "11 km away and anywhere within 20");
    assert_eq!(near(LineChoice::One(id(9)), 30.0), [id(2)]);
    assert_eq!(near(LineChoice::One(id(7)), 9_000.0), []);
    let (spots, ..) = incidents.list(&Filter::default(), None, 9);
    let of = |n: u16| {
        let spot = spots.iter().find(|spot| spot.id == id(n)).unwrap();
        let distances = incidents.distances(spot).map(|d| (d.party.to_string(), d.min_km.round(), d.max_km.round()));
        distances.collect::<Vec<_>>()
    };
    assert_eq!(of(1), [("iraq".into(), 11.0, 11.0), ("kurdistan".into(), 44.0, 45.0)]);
    assert_eq!(of(2), [("iraq".into(), 0.0, 31.0), ("kurdistan".into(), 24.0, 64.0)]);
    assert_eq!(of(3)[0], ("iraq".into(), 111.0, 111.0), "one that comes later is measured too");
    let area = Item { kind: "line".into(), ..item(5, "iraq", &json!({"role": "area", "geometry": [[1.0, 1.0]]})) };
    assert_eq!(Line::of(&area), None);
}

#[test]
fn many_are_counted_together_and_none_is_lost_or_made_finer_than_it_is() {
    let spread = |n: u16| (35.0 + f64::from(n % 20) / 20.0, 43.0 + f64::from(n / 20) / 20.0);
    let party = |n: u16| if n.is_multiple_of(3) { "iraq" } else { "kurdistan" };
    let mut items: Vec<Item> = (0..300).map(|n| at(n, party(n), spread(n), 100)).collect();
    let all = Filter::default();
    let incidents = held(&items);
    let few = incidents.picture(&all, 8, None);
    assert_eq!((few.total, few.spots.len(), few.clusters.len()), (300, 300, 0));
    items.push(at(300, "iraq", (35.5, 43.5), 70_000));
    let incidents = held(&items);
    let many = incidents.picture(&all, 12, Some(5));
    assert_eq!((many.total, many.spots.len(), many.unplaced), (301, 0, 0));
    let sum = |picture: &Picture<'_>| picture.clusters.iter().map(|c| c.count).sum::<usize>();
    assert_eq!(sum(&many), 301);
    let parties = many.clusters.iter().flat_map(|c| c.parties.values()).sum::<usize>();
    assert_eq!(parties, 301);
    let coarse = many.clusters.iter().find(|c| c.precision_m == 70_000).unwrap();
    assert_eq!(coarse.count, 1, "the governorate is not counted with a street");
    assert_eq!((many.coarse, many.cells.iter().map(|c| c.count).sum::<usize>()), (1, 300));
    assert!(many.cells.iter().all(|c| c.ring.len() >= 5 && c.cell.starts_with("85")));
    let far = incidents.picture(&all, 3, None);
    assert!(far.clusters.len() < many.clusters.len() && sum(&far) == 301);
    assert_eq!(incidents.picture(&all, 99, Some(99)).cells, []);
}

#[test]
fn what_is_put_again_or_removed_is_counted_once_or_not_at_all() {
    let mut incidents = held(&[at(1, "iraq", (35.8, 43.6), 100), at(2, "kurdistan", (35.81, 43.6), 100)]);
    incidents.put(Spot::of(&at(1, "iraq", (36.8, 43.6), 100), NIGHT).unwrap());
    let moved = item(2, "kurdistan", &json!({"observed": "2025-06-01", "type": "Riots"}));
    incidents.put(Spot::of(&moved, NIGHT).unwrap());
    assert_eq!((incidents.len(), incidents.list(&Filter::default(), None, 9).1), (2, 1));
    incidents.remove(id(1));
    incidents.remove(id(1));
    assert_eq!((incidents.len(), incidents.is_empty()), (1, false));
}

#[test]
fn the_likely_duplicate_comes_first_whoever_wrote_it_and_not_the_record_itself() {
    let near = at(2, "kurdistan", (35.805, 43.605), 500);
    let other_night = item(
        3,
        "kurdistan",
        &json!({"observed": "2026-01-16T02:31:00+03:00", "type": "Battles",
        "place": {"lat": 35.8, "lon": 43.6, "precision_m": 500}}),
    );
    let far = at(4, "iraq", (34.4, 45.4), 500);
    let coarse = at(5, "kurdistan", (35.9, 43.9), 30_000);
    let base = at(1, "iraq", (35.8, 43.6), 100);
    let incidents = held(&[base.clone(), near, other_night, far, coarse]);
    let sketch = Spot::of(&base, NIGHT).unwrap().sketch().clone();
    let likely = incidents.likely(&sketch, &BTreeSet::from([id(1)]), 5);
    assert_eq!(likely.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [id(2), id(5)]);
    assert!(likely[0].1.weight > likely[1].1.weight && likely[1].1.weight >= LIKELY);
    assert!((likely[0].1.km.unwrap() - 0.72).abs() < 0.02 && likely[0].1.hours == Some(0.0));
    assert_eq!(incidents.likely(&sketch, &BTreeSet::new(), 1)[0].0, id(1));
    assert!(incidents.likely(&Sketch::default(), &BTreeSet::new(), 5).is_empty(), "nothing said, nothing likely");
}

#[test]
fn bars_count_by_when_it_began_and_by_party_and_a_type_takes_its_finer_ones() {
    let when = |n: u16, party: &str, observed: &str, kind: &str| {
        let place = json!({"lat": 35.8, "lon": 43.6, "precision_m": 100});
        item(n, party, &json!({"place": place, "type": kind, "observed": observed}))
    };
    let incidents = held(&[
        when(1, "iraq", "2026-01-15T00:10:00+03:00", "Battles: Armed clash"),
        when(2, "kurdistan", "2026-01-15T00:50:00+03:00", "battles"),
        when(3, "iraq", "2026-01-15T01:59:59+03:00", "Battleships"),
        when(4, "iraq", "2026-01-15T02:00:00+03:00", "Battles"),
        item(5, "iraq", &json!({"type": "Battles", "observed": "2026-01-15T00:20:00+03:00"})),
    ]);
    let hour = 3_600_000;
    let midnight = 1_768_424_400_000;
    let counted = |kind: Option<&str>| {
        let filter = Filter { type_of_event: kind.map(str::to_owned), ..Filter::default() };
        let bars = incidents.bars(&filter, midnight, midnight + 2 * hour, 2);
        bars.iter().map(|bar| (bar.count, bar.parties.len())).collect::<Vec<_>>()
    };
    assert_eq!(counted(None), [(2, 2), (1, 1)]);
    assert_eq!(counted(Some("Battles")), [(2, 2), (0, 0)]);
    assert_eq!(counted(Some("Battles: Armed clash")), [(1, 1), (0, 0)]);
    assert_eq!(incidents.bars(&Filter::default(), midnight, midnight, 0), []);
}
