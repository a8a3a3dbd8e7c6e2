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
