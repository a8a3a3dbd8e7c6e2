//! Who is on duty, and what a page shows of links and of what was only shown.

use seamline_server::Client;
use serde_json::{Value as Json, json};

use crate::world::{A, B, TestNode, entry, link, record, refusal, stop, two_nodes, until, until_linked};

#[tokio::test(flavor = "multi_thread")]
async fn a_chief_puts_officers_on_duty_and_takes_them_off() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    let chief = node.officer("Azad", &["chief"]).await;
    let duty = node.officer("Sara", &["duty-officer"]).await;
    let shift = |officer: &str, from: i64, to: i64| json!({ "officer": officer, "role": "duty-officer", "from": from, "to": to, "note": "night" });
    assert_eq!(refusal(duty.post_json("/api/roster", &shift("Sara", 5, 9)).await).1["code"], "role-missing");
    let is = |outcome: (u16, Json), code: &str, field: &str| {
        assert_eq!((&outcome.1["code"], &outcome.1["field"]), (&json!(code), &json!(field)), "{outcome:?}");
    };
    is(refusal(chief.post_json("/api/roster", &shift("Nobody", 5, 9)).await), "officer-unknown", "officer");
    is(refusal(chief.post_json("/api/roster", &shift("Sara", 9, 9)).await), "roster-form", "to");
    let odd = json!({ "officer": "Sara", "role": "commander", "from": 5, "to": 9 });
    is(refusal(chief.post_json("/api/roster", &odd).await), "role-unknown", "role");
    let second = chief.post_json("/api/roster", &shift("Sara", 9, 13)).await.unwrap();
    node.client().post_json("/api/roster", &shift("Azad", 5, 9)).await.unwrap();
    let entries = duty.get_json("/api/roster").await.unwrap()["entries"].clone();
    let names: Vec<_> = entries.as_array().unwrap().iter().map(|entry| entry["officer"].clone()).collect();
    assert_eq!((names, &entries[1]), (vec![json!("Azad"), json!("Sara")], &second));
    let path = format!("/api/roster/{}", second["id"].as_str().unwrap());
    let remove = |client: Client, path: String| async move { client.delete(&path).await };
    assert_eq!(refusal(remove(duty.clone(), path.clone()).await).1["code"], "role-missing");
    remove(chief.clone(), path.clone()).await.unwrap();
    assert_eq!(refusal(remove(chief.clone(), path).await).1["code"], "roster-unknown");
    assert_eq!(duty.get_json("/api/roster").await.unwrap()["entries"].as_array().unwrap().len(), 1);
    let audit = node.client().get_json("/api/audit?limit=3").await.unwrap();
    assert!(audit["rows"].as_array().unwrap().iter().all(|row| row["act"] == "roster-changed"), "{audit}");
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_tells_the_drift_of_the_other_clock_and_the_fingerprint_to_compare() {
    let nodes = two_nodes().await;
    let (a, b) = &nodes;
    until_linked(a).await;
    assert_eq!(link(a).await["drift_ms"], Json::Null);
    let words = link(a).await["fingerprint"].clone();
    let parties = a.client().get_json("/api/node").await.unwrap()["parties"].clone();
    let theirs = parties.as_array().unwrap().iter().find(|party| party["id"] == "kurdistan").unwrap().clone();
    let joined: Vec<_> = words.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    assert_eq!((joined.len(), joined.join(" ")), (8, theirs["fingerprint"].as_str().unwrap().to_owned()));
    record(&a.client(), &entry("what time have you?", &["kurdistan"])).await;
    let drift = until("the drift is known", || async { link(a).await["drift_ms"].as_i64() }).await;
    assert!(drift.abs() < 2_000, "one machine, one clock: {drift}");
    assert_eq!(link(b).await["drift_ms"], Json::Null, "nothing was receipted there");
    stop(nodes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_is_recorded_and_not_sent() {
    let nodes = two_nodes().await;
    let (a, b) = &nodes;
    until_linked(a).await;
    let id = record(&a.client(), &entry("for your eyes", &[])).await;
    let wanted = json!({ "to": "kurdistan", "slots": ["text"], "purpose": "they asked", "mode": "show" });
    let shown = a.client().post_json(&format!("/api/records/{id}/release"), &wanted).await.unwrap();
    assert_eq!((&shown["crossed"], &shown["slots"]), (&json!(0), &json!([])));
    let disclosure = a.item(shown["disclosure"].as_str().unwrap()).await.unwrap();
    assert_eq!((&disclosure["kind"], &disclosure["refs"][0]["id"]), (&json!("disclosure"), &json!(id)));
    assert_eq!(a.item(&id).await.unwrap()["releases"], json!([]));
    let after = record(&a.client(), &entry("a copy", &["kurdistan"])).await;
    until("the copy arrives", || b.item(&after)).await;
    assert!(b.item(&id).await.is_none(), "what was only shown was sent");
    let odd = json!({ "to": "kurdistan", "mode": "whisper" });
    assert_eq!(refusal(a.client().post_json(&format!("/api/records/{id}/release"), &odd).await).1["code"], "form");
    stop(nodes).await;
}
