//! What a watch works from: messages between desks, handovers, lists.

use serde_json::{Value as Json, json};

use crate::world::{A, B, TestNode, entry, record, stop, two_nodes, until, until_linked};

fn message(text: &str, urgent: bool) -> Json {
    let slots =
        json!({ "provenance": "synthetic", "centre": "makhmour", "to": "kurdistan", "text": text, "urgent": urgent });
    json!({ "kind": "desk-message", "slots": slots })
}

pub(crate) fn acknowledgement(of: &str) -> Json {
    json!({ "kind": "acknowledgement", "refs": [{ "rel": "acknowledges", "id": of }],
        "slots": { "provenance": "synthetic", "what": "acknowledged" } })
}

fn ids(list: &Json) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duty_officer_writes_to_the_other_desk_and_hears_that_it_was_read() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    let night = a.officer("night", &["duty-officer"]).await;
    let id = record(&night, &message("two trucks of ours at 04:00", true)).await;
    let seen = until("the message at the other desk", || b.item(&id)).await;
    assert_eq!((&seen["state"], &seen["author"]), (&json!("sent"), &json!(null)), "whose words they were stays inside");
    record(&b.officer("rozhan", &["duty-officer"]).await, &acknowledgement(&id)).await;
    let told = until("the acknowledgement", || async { a.item(&id).await.filter(|i| i["state"] == "acknowledged") });
    let told = told.await;
    assert_eq!(told["author"], "night");
    assert_eq!(
        (&told["acknowledgements"][0]["party"], &told["acknowledgements"][0]["officer"]),
        (&json!("kurdistan"), &Json::Null)
    );
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handover_is_signed_by_one_officer_and_taken_by_the_next() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    let (night, day) = (node.officer("night", &["duty-officer"]).await, node.officer("day", &["duty-officer"]).await);
    let slots = json!({ "provenance": "synthetic", "centre": "makhmour", "note": "quiet since two",
        "period": "2026-01-14T18:00:00Z/2026-01-15T03:00:00Z", "open": ["call Erbil about the trucks"] });
    let id = record(&night, &json!({ "kind": "handover", "slots": slots })).await;
    record(&night, &acknowledgement(&id)).await;
    let signed = node.item(&id).await.unwrap();
    assert_eq!((&signed["state"], &signed["author"]), (&json!("signed"), &json!("night")), "nobody relieves himself");
    record(&day, &acknowledgement(&id)).await;
    let taken = node.item(&id).await.unwrap();
    assert_eq!((&taken["state"], &taken["acknowledgements"][0]["officer"]), (&json!("taken"), &json!("day")));
    let desk = node.client().get_json("/api/desk?centre=makhmour").await.unwrap();
    assert_eq!(ids(&desk), [id]);
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_listed_by_kinds_party_centre_and_time() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    let log = record(&a.client(), &entry("the well at Qarachogh", &["kurdistan"])).await;
    let sent = record(&a.client(), &message("about the well", false)).await;
    until("both", || b.item(&sent)).await;
    until("both", || b.item(&log)).await;
    let mut own = entry("our own well", &[]);
    own["at"] = json!(1_000);
    let own = record(&b.client(), &own).await;
    let list = async |query: &str| b.client().get_json(&format!("/api/records?{query}")).await.unwrap();
    assert_eq!(ids(&list("kinds=desk-message,handover").await), [&sent]);
    assert_eq!(ids(&list("kinds=log-entry,desk-message&party=iraq").await).len(), 2);
    assert_eq!(ids(&list("party=kurdistan").await), [&own]);
    assert_eq!(ids(&list("kind=log-entry&q=well&from=1001").await), [&log]);
    assert_eq!(ids(&list("centre=kirkuk").await).len(), 0);
    assert_eq!(list("centre=makhmour&before=1001").await["total"], 1);
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_is_told_to_both_sides_until_it_is_acknowledged() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    let due = async |node: &TestNode| node.client().get_json("/api/due").await.unwrap()["items"].clone();
    assert_eq!((due(&a).await, due(&b).await), (json!([]), json!([])));
    let urgent = record(&a.client(), &message("answer the radio", true)).await;
    let told = json!({ "kind": "incident", "release": [{ "to": "kurdistan" }], "slots": { "summary": "two shots" } });
    let told = record(&a.client(), &told).await;
    record(&a.client(), &entry("nobody acknowledges a log entry", &["kurdistan"])).await;
    record(&a.client(), &json!({ "kind": "incident", "slots": { "summary": "kept" } })).await;
    until("both at the other desk", || async { b.item(&told).await.filter(|_| true) }).await;
    until("both at the other desk", || b.item(&urgent)).await;

    let theirs = due(&a).await;
    let said = |items: &Json| {
        let items = items.as_array().unwrap().iter();
        items
            .map(|i| (i["id"].as_str().unwrap().to_owned(), i["whose"].clone(), i["party"].clone()))
            .collect::<Vec<_>>()
    };
    let expected =
        |whose: &str, party: &str| [&urgent, &told].map(|id| (id.clone(), json!(whose), json!(party))).to_vec();
    assert_eq!(said(&theirs), expected("theirs", "kurdistan"));
    assert_eq!((&theirs[0]["urgent"], &theirs[0]["kind"]), (&json!(true), &json!("desk-message")));
    let minutes = |item: &Json| (item["due"].as_i64().unwrap() - item["since"].as_i64().unwrap()) / 60_000;
    assert_eq!((minutes(&theirs[0]), minutes(&theirs[1])), (10, 60));
    assert_eq!(said(&due(&b).await), expected("ours", "iraq"));

    record(&b.client(), &acknowledgement(&urgent)).await;
    assert_eq!(said(&due(&b).await), expected("ours", "iraq")[1..]);
    until("the acknowledgement", || async { Some(due(&a).await).filter(|items| items[0]["id"] == told.as_str()) })
        .await;
    stop((a, b)).await;
}

fn incident(lat: f64, precision_m: u32, observed: &str, to: &[&str]) -> Json {
    let release: Vec<_> = to.iter().map(|to| json!({ "to": to })).collect();
    let place = json!({ "lat": lat, "lon": 43.6, "precision_m": precision_m });
    let slots = json!({ "provenance": "synthetic", "centre": "makhmour", "observed": observed, "type": "Battles",
        "summary": "Two vehicles, no lights", "place": place });
    json!({ "kind": "incident", "slots": slots, "release": release })
}

const OBSERVED: &str = "2026-01-15T02:31:00+03:00";
const OBSERVED_MS: i64 = 1_768_433_460_000;

#[tokio::test(flavor = "multi_thread")]
async fn the_likely_duplicate_from_the_other_side_is_shown_and_what_it_withholds_is_not() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    let theirs = record(&b.client(), &incident(35.802, 500, OBSERVED, &["iraq"])).await;
    let mut closed = incident(35.8, 500, OBSERVED, &[]);
    closed["release"] = json!([{ "to": "iraq", "slots": ["type"] }]);
    let closed = record(&b.client(), &closed).await;
    until("the one", || a.item(&theirs)).await;
    until("the part of the other", || a.item(&closed)).await;
    let ours = record(&a.client(), &incident(35.8, 100, OBSERVED, &[])).await;
    record(&a.client(), &incident(34.0, 100, OBSERVED, &[])).await;
    let place = json!({ "lat": 35.8, "lon": 43.6, "precision_m": 100 });
    let draft = json!({ "observed": OBSERVED_MS, "place": place, "type": "Battles", "except": ours });
    let likely = a.client().post_json("/api/likely", &draft).await.unwrap();
    let items = likely["items"].as_array().unwrap();
    assert_eq!(items.iter().map(|i| i["item"]["id"].as_str().unwrap()).collect::<Vec<_>>(), [&theirs], "{likely}");
    assert!(items[0]["weight"].as_f64().unwrap() > 8.0 && items[0]["hours"] == 0.0);
    assert!((items[0]["km"].as_f64().unwrap() - 0.22).abs() < 0.01);
    let nothing = json!({ "observed": null, "place": null, "type": null, "except": null });
    assert_eq!(a.client().post_json("/api/likely", &nothing).await.unwrap()["items"], json!([]));
    let nowhere = json!({ "place": { "lat": 95.0, "lon": 43.6, "precision_m": 100 } });
    assert!(a.client().post_json("/api/likely", &nowhere).await.is_err());
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_tells_spots_distances_clusters_and_cells() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    let client = node.client();
    let geometry = json!([[36.0, 43.0], [36.0, 45.0]]);
    let line = json!({ "kind": "line", "slots": { "role": "line", "geometry": geometry, "provenance": "synthetic" } });
    let line = record(&client, &line).await;
    let near = record(&client, &incident(35.9, 100, OBSERVED, &[])).await;
    let ask = async |path: String| client.get_json(&path).await.unwrap();
    let map = ask("/api/map/incidents?bbox=43,35,45,37&zoom=9".to_owned()).await;
    assert_eq!((&map["total"], &map["spots"][0]["id"]), (&json!(1), &json!(near)));
    let distance = &map["spots"][0]["distances"][0];
    assert_eq!((&distance["line"], &distance["party"]), (&json!(line), &json!("iraq")));
    assert!(distance["min_km"].as_f64().unwrap() > 11.0 && distance["max_km"].as_f64().unwrap() < 11.3, "{distance}");

    // The first question filled what is kept at hand; from here on it is kept by what happens.
    let coarse = record(&client, &incident(35.5, 60_000, OBSERVED, &[])).await;
    let far = record(&client, &incident(35.4, 100, "2026-01-16", &[])).await;
    let correction = json!({ "kind": "correction", "refs": [{ "rel": "corrects", "id": far }],
        "slots": { "reason": "grid read wrongly", "place": { "lat": 35.3, "lon": 43.6, "precision_m": 50 } } });
    record(&client, &correction).await;
    let map = ask("/api/map/incidents?bbox=43,35.2,45,35.35&heat=6".to_owned()).await;
    assert_eq!(map["spots"].as_array().unwrap().len(), 2, "{map}");
    assert_eq!((&map["spots"][0]["precision_m"], &map["spots"][1]["id"]), (&json!(50), &json!(coarse)));
    assert_eq!((&map["coarse"], map["cells"].as_array().unwrap().len()), (&json!(1), 1));
    let by_line = ask(format!("/api/map/incidents?line={line}&within_km=12")).await;
    assert_eq!(by_line["total"], 2, "one is 11 km away, one is anywhere within 60 km");
    assert_eq!(ask("/api/map/incidents?within_km=0&type=battles&party=iraq".to_owned()).await["total"], 1);

    let list = ask("/api/incidents?limit=2".to_owned()).await;
    assert_eq!((&list["total"], &list["items"][0]["id"]), (&json!(3), &json!(far)));
    let next = list["next"].as_str().unwrap();
    let rest = ask(format!("/api/incidents?limit=2&cursor={next}")).await;
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (1, &json!(null)));

    let bars = ask("/api/incidents/bars?from=0&to=4102444800000&bars=1&party=iraq".to_owned()).await;
    assert_eq!(bars["bars"][0]["parties"]["iraq"], bars["bars"][0]["count"], "{bars}");
    assert_eq!(bars["bars"][0]["count"], 3);
    for wrong in ["from=0&to=1", "from=0&to=1&bars=0", "from=0&to=1&bars=101", "to=1&bars=3"] {
        assert!(client.get_json(&format!("/api/incidents/bars?{wrong}")).await.is_err(), "{wrong}");
    }

    let withdrawal = json!({ "kind": "withdrawal", "refs": [{ "rel": "withdraws", "id": far }], "slots": {} });
    record(&client, &withdrawal).await;
    assert_eq!(ask("/api/incidents".to_owned()).await["total"], 2);
    client.post_json("/api/rebuild", &json!({})).await.unwrap();
    assert_eq!(ask("/api/incidents".to_owned()).await["total"], 2, "made anew it is the same");
    for wrong in ["bbox=1,2,3", "bbox=1,9,3,4", "heat=2", "line=nowhere", "within_km=-1", "zoom=x"] {
        assert!(client.get_json(&format!("/api/map/incidents?{wrong}")).await.is_err(), "{wrong}");
    }
    assert!(client.get_json("/api/incidents?cursor=x").await.is_err());
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_three_hundred_become_clusters() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    let client = node.client();
    for n in 0..301 {
        record(&client, &incident(34.0 + f64::from(n) / 150.0, 100, OBSERVED, &[])).await;
    }
    let map = client.get_json("/api/map/incidents?zoom=6").await.unwrap();
    assert_eq!((&map["total"], map["spots"].as_array().unwrap().len()), (&json!(301), 0));
    let clusters = map["clusters"].as_array().unwrap();
    assert_eq!(clusters.iter().map(|c| c["parties"]["iraq"].as_u64().unwrap()).sum::<u64>(), 301);
    assert!(clusters.len() > 1 && clusters.len() < 30, "{}", clusters.len());
    node.stop().await;
}
