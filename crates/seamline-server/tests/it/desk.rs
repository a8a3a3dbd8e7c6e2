//! From one desk's keyboard to the other desk's screen.

use std::time::Duration;

use http_body_util::BodyExt;
use seamline_server::{Client, ClientFault};
use serde_json::{Value as Json, json};

use crate::world::{
    A, B, TestNode, entry, link, octets_of, raw, record, refusal, stop, two_nodes, until, until_linked,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_released_record_arrives_and_its_receipt_comes_back() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    let id = record(&a.client(), &entry("two vehicles east of Qarachogh", &["kurdistan"])).await;
    let seen = until("the record at the other desk", || b.item(&id)).await;
    assert_eq!(seen["title"], "two vehicles east of Qarachogh");
    assert!(!seen["own"].as_bool().unwrap() && seen["received"].is_i64());
    let delivered =
        until("the receipt", || async { a.item(&id).await.filter(|i| i["releases"][0]["delivered"].is_i64()) });
    assert_eq!(delivered.await["releases"][0]["to"], "kurdistan");
    let link = until("a lag", || async { Some(link(&a).await).filter(|l| l["lag_ms"].is_u64()) }).await;
    assert_eq!((&link["unreceipted"], &link["own"]), (&json!(0), &json!(false)));
    let shared = |of: &str| format!("/api/shared/{of}");
    let ours = a.client().get_json(&shared("kurdistan/makhmour")).await.unwrap();
    assert_eq!(ours, b.client().get_json(&shared("iraq/makhmour")).await.unwrap());
    let evidence = a.client().get_bytes(&format!("/api/records/{id}/evidence?peer=kurdistan")).await.unwrap();
    assert!(evidence.len() > 100);
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withheld_record_leaves_no_trace_at_the_other_node() {
    let (mut a, b) = two_nodes().await;
    let capture = a.place.0.join("frames");
    a.stop().await;
    a.config.capture = Some(capture.clone());
    a.start().await;
    let before = b.client().get_json("/api/node").await.unwrap();
    let withheld = record(&a.client(), &entry("CANARY-WITHHELD", &[])).await;
    let partly = json!({ "kind": "incident", "release": [{ "to": "kurdistan", "slots": ["type"] }],
        "slots": { "provenance": "synthetic", "type": "attack", "summary": "CANARY-CLOSED-SLOT" } });
    let partly = record(&a.client(), &partly).await;
    let told = record(&a.client(), &entry("CANARY-RELEASED", &["kurdistan"])).await;
    until("the released one", || b.item(&told)).await;
    let shown = until("the part of the other", || b.item(&partly)).await;
    assert_eq!((&shown["title"], &shown["own"]), (&Json::Null, &json!(false)));

    let after = b.client().get_json("/api/node").await.unwrap();
    assert_eq!(after["records"].as_u64().unwrap(), before["records"].as_u64().unwrap() + 2);
    assert!(b.item(&withheld).await.is_none());
    let refused = b.client().get_json(&format!("/api/records/{withheld}")).await.unwrap_err().to_string();
    let never = "0".repeat(64);
    let unknown = b.client().get_json(&format!("/api/records/{never}")).await.unwrap_err().to_string();
    assert_eq!(refused.replace(&withheld, &never), unknown);
    let paths =
        ["/api/records?limit=500", "/api/records?q=CANARY", "/api/desk", "/api/map", "/api/timeline", "/api/links"];
    let at_hand = ["/api/due", "/api/incidents", "/api/map/incidents?heat=5"];
    for path in paths.into_iter().chain(["/api/quarantine", "/api/node", "/api/centres"]).chain(at_hand) {
        let answer = b.client().get_json(path).await.unwrap().to_string();
        assert!(!answer.contains(&withheld) && !answer.contains("CANARY-WITHHELD"), "{path}");
        assert!(!answer.contains("CANARY-CLOSED-SLOT"), "{path}");
    }
    let holds = |octets: &[u8], text: &str| octets.windows(text.len()).any(|w| w == text.as_bytes());
    let frames = std::fs::read(capture).unwrap();
    stop((a, b)).await;
    assert!(holds(&frames, "CANARY-RELEASED"), "the search finds what was sent");
    assert!(!holds(&frames, "CANARY-WITHHELD") && !holds(&frames, "CANARY-CLOSED-SLOT"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_brings_what_the_wire_did_not() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    a.client().post_json("/api/links/kurdistan/makhmour", &json!({ "paused": true })).await.unwrap();
    until("the link to end", || async { (link(&b).await["state"] == "down").then_some(()) }).await;
    let id = record(&a.client(), &entry("by stick", &["kurdistan"])).await;
    let bundle = a.client().post_for_bytes("/api/bundles/export", &json!({ "to": "kurdistan" })).await.unwrap();
    let brought = b.client().post_bytes("/api/bundles/import", bundle.clone()).await.unwrap();
    assert_eq!((&brought["new_records"], &brought["quarantined"]), (&json!(1), &json!(0)));
    assert_eq!(b.item(&id).await.unwrap()["title"], "by stick");
    let again = b.client().post_bytes("/api/bundles/import", bundle.clone()).await.unwrap();
    assert_eq!((&again["new_records"], &again["state_hash"]), (&json!(0), &brought["state_hash"]));
    let mut damaged = bundle;
    damaged.truncate(damaged.len() - 1);
    let refused = b.client().post_bytes("/api/bundles/import", damaged).await.unwrap_err().to_string();
    assert!(refused.contains("malformed"), "{refused}");
    a.client().post_json("/api/links/kurdistan/makhmour", &json!({ "paused": false })).await.unwrap();
    until("the receipt", || async { a.item(&id).await.filter(|i| i["releases"][0]["delivered"].is_i64()) }).await;
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_hear_of_what_arrives() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    let mut events = b.client().stream("/api/events").await.unwrap().into_body();
    let id = record(&a.client(), &entry("hear this", &["kurdistan"])).await;
    let heard = async {
        let mut text = String::new();
        while !text.contains(&id) {
            let frame = events.frame().await.unwrap().unwrap();
            text.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
        }
        text
    };
    let text = tokio::time::timeout(Duration::from_secs(10), heard).await.unwrap();
    assert!(text.contains("event: records") && text.contains("event: clock"), "{text}");
    assert!(!text.contains("hear this"), "events carry no contents");
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_released_later_crosses_then() {
    let (a, b) = two_nodes().await;
    let id = record(&a.client(), &entry("first kept, then told", &[])).await;
    let path = format!("/api/records/{id}/preview?to=kurdistan");
    let preview = a.client().get_json(&path).await.unwrap();
    assert_eq!(preview["clearance"], "restricted");
    let text = preview["slots"].as_array().unwrap().iter().find(|s| s["name"] == "text").unwrap();
    assert_eq!((&text["display"], &text["permitted"]), (&json!("first kept, then told"), &json!(true)));
    let body = json!({ "to": "kurdistan", "slots": ["text"], "purpose": "they asked" });
    let release = a.client().post_json(&format!("/api/records/{id}/release"), &body).await.unwrap();
    assert_eq!(
        (&release["to"], &release["slots"]),
        (&json!("kurdistan"), &json!(["centre", "text"])),
        "the frame goes along"
    );
    until("it arrives", || b.item(&id)).await;
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn health_needs_no_login_and_tells_no_more_than_it_says() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    let answer = raw(a.http(), "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
    assert!(answer.ends_with(r#"{"status":"ok"}"#), "{answer}");
    let octets = octets_of(a.folder.path());
    assert!(!octets.is_empty());
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exercise_runs_on_its_own_clock_and_pages_hear_of_it() {
    let mut node = TestNode::new(A, B, None);
    node.config.exercise_offset_ms = Some(0);
    node.start().await;
    let now = async || node.client().get_json("/api/node").await.unwrap()["now"].as_i64().unwrap();
    let before = now().await;
    let mut events = node.client().stream("/api/events").await.unwrap().into_body();
    let days = 21 * 86_400_000;
    let told = node.client().post_json("/api/exercise/clock", &json!({ "offset_ms": days })).await.unwrap();
    assert!(told["now"].as_i64().unwrap() >= before + days && now().await >= before + days);
    let mut text = String::new();
    while !text.contains(&told["now"].to_string()[..6]) {
        text.push_str(&String::from_utf8_lossy(events.frame().await.unwrap().unwrap().data_ref().unwrap()));
    }
    drop(events);
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_pages_follow_and_no_more_and_who_logs_out_hears_no_more() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    let mut page = Client::new(node.http());
    page.login_token(&node.serving.as_ref().unwrap().login_link.clone()).await.unwrap();
    let mut following = vec![page.stream("/api/events").await.unwrap().into_body()];
    for _ in 1..64 {
        following.push(node.client().stream("/api/events").await.unwrap().into_body());
    }
    let refused = node.client().stream("/api/events").await.err().unwrap();
    assert!(matches!(refused, ClientFault::Refused { status: 429, .. }), "{refused}");
    page.post_json("/api/logout", &json!({})).await.unwrap();
    record(&node.client(), &entry("not for who left", &[])).await;
    let ended = async {
        while let Some(Ok(frame)) = following[0].frame().await {
            assert!(!String::from_utf8_lossy(frame.data_ref().unwrap()).contains("records"));
        }
    };
    tokio::time::timeout(Duration::from_secs(10), ended).await.unwrap();
    drop(following);
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_said_again_under_its_key_is_one_record() {
    let nodes = two_nodes().await;
    let (a, _) = &nodes;
    let sara = a.officer("Sara", &["duty-officer"]).await;
    let azad = a.officer("Azad", &["duty-officer"]).await;
    let draft = |text: &str, key: &str| {
        let mut draft = entry(text, &[]);
        draft["key"] = json!(key);
        draft
    };
    let said = |client: Client, draft: Json| async move {
        client.post_json("/api/records", &draft).await.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let first = said(sara.clone(), draft("two vehicles", "k1")).await;
    let (again, twice) =
        tokio::join!(said(sara.clone(), draft("two vehicles", "k1")), said(sara.clone(), draft("two vehicles", "k1")));
    assert_eq!((&again, &twice), (&first, &first));
    let others = [
        said(sara.clone(), draft("two vehicles", "k2")).await,
        said(sara.clone(), draft("three vehicles", "k1")).await,
        said(azad.clone(), draft("two vehicles", "k1")).await,
        said(sara.clone(), entry("two vehicles", &[])).await,
    ];
    assert!(others.iter().all(|id| *id != first), "a key swallowed another record");
    let (status, error) = refusal(sara.post_json("/api/records", &draft("x", "")).await);
    assert_eq!((status, &error["field"]), (400, &json!("key")));
    let auditor = a.officer("Hana", &["auditor"]).await;
    let refused = refusal(auditor.post_json("/api/records", &draft("two vehicles", "k1")).await);
    assert_eq!(refused.1["code"], "role-missing");
    stop(nodes).await;
}
