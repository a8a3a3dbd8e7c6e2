//! The second officer, over the API.

use serde_json::{Value as Json, json};

use crate::world::{entry, record, refusal, stop, two_nodes, until, until_linked};

#[tokio::test(flavor = "multi_thread")]
async fn a_release_waits_for_the_second_officer_and_then_goes_at_once() {
    let nodes = two_nodes().await;
    let (a, b) = &nodes;
    until_linked(a).await;
    let sara = a.officer("Sara", &["releasing-officer"]).await;
    let azad = a.officer("Azad", &["chief"]).await;
    assert_eq!(sara.get_json("/api/policy").await.unwrap()["second_from"], Json::Null);
    let policy = json!({ "second_from": "restricted" });
    assert_eq!(refusal(sara.post_json("/api/policy", &policy).await).1["code"], "role-missing");
    let (_, error) = refusal(a.client().post_json("/api/policy", &json!({ "second_from": "cosmic" })).await);
    assert_eq!(error["field"], "second_from");
    a.client().post_json("/api/policy", &policy).await.unwrap();

    let id = record(&sara, &entry("two vehicles", &[])).await;
    let wanted = json!({ "to": "kurdistan", "slots": ["text"] });
    let (status, error) = refusal(sara.post_json(&format!("/api/records/{id}/release"), &wanted).await);
    assert_eq!((status, &error["code"]), (409, &json!("second-officer-needed")));
    let proposed = json!({ "record": id, "to": "kurdistan", "slots": ["text"], "purpose": "they asked" });
    let proposal = sara.post_json("/api/proposals", &proposed).await.unwrap();
    let shown = json!([proposal["state"], proposal["kind"], proposal["title"], proposal["by"]]);
    assert_eq!(shown, json!(["waiting", "log-entry", "two vehicles", "Sara"]));
    let path = |what: &str| format!("/api/proposals/{}/{what}", proposal["id"].as_str().unwrap());
    let (status, error) = refusal(sara.post_json(&path("approve"), &json!({})).await);
    assert_eq!((status, &error["code"]), (409, &json!("same-officer")));
    let (status, error) = refusal(azad.post_json(&path("refuse"), &json!({ "reason": " " })).await);
    assert_eq!((status, &error["code"], &error["field"]), (422, &json!("reason-form"), &json!("reason")));
    assert!(a.item(&id).await.unwrap()["releases"].as_array().unwrap().is_empty());

    assert_eq!(azad.post_json(&path("approve"), &json!({})).await.unwrap()["decided_by"], "Azad");
    let item = until("what was approved arrives", || b.item(&id)).await;
    assert_eq!(item["title"], "two vehicles");
    let (status, error) = refusal(azad.post_json(&path("refuse"), &json!({ "reason": "late" })).await);
    assert_eq!((status, &error["code"]), (409, &json!("proposal-decided")));
    let (_, error) = refusal(sara.post_json("/api/proposals", &proposed).await);
    assert_eq!(error["code"], "nothing-to-release");
    assert_eq!(refusal(azad.post_json("/api/proposals/00/approve", &json!({})).await).1["code"], "proposal-unknown");
    let listed = sara.get_json("/api/proposals").await.unwrap();
    assert_eq!(
        (&listed["proposals"][0]["state"], &listed["proposals"][0]["to"]),
        (&json!("approved"), &json!("kurdistan"))
    );
    stop(nodes).await;
}
