//! The demo's own listener, in front of two nodes.

use std::sync::Arc;

use http_body_util::BodyExt;
use seamline_server::{
    Client, ClientFault,
    two_desks::{DemoHooks, Outcome, Seat, listen},
};
use serde_json::{Value as Json, json};

use crate::world::{A, B, TestNode, entry, raw, record, stop, two_nodes, until};

struct Buttons;

impl DemoHooks for Buttons {
    fn info(&self) -> Json {
        json!({ "title": "a test" })
    }
    fn plug(&self, centre: String, out: bool) -> Outcome {
        Box::pin(async move { Ok(json!({ "centre": centre, "out": out })) })
    }
    fn stick(&self, _: String) -> Outcome {
        Box::pin(async { Err(json!({ "blame": "you", "what": "not cut off", "kept": "all", "next": "cut it off" })) })
    }
}

async fn seat(node: &TestNode, id: &str) -> Seat {
    node.officer("Sara", &["duty-officer", "releasing-officer"]).await;
    let link = node.client().post_json("/api/login-tokens", &json!({ "officer": "Sara" })).await.unwrap();
    Seat { node: id.parse().unwrap(), http: node.http(), login: link["token"].as_str().unwrap().to_owned() }
}

fn status(outcome: Result<Json, ClientFault>) -> u16 {
    match outcome {
        Err(ClientFault::Refused { status, .. }) => status,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_reads_and_writes_both_nodes_as_their_officers() {
    let (a, b) = two_nodes().await;
    let seats = vec![seat(&a, A).await, seat(&b, B).await];
    let desks = listen(([127, 0, 0, 1], 0).into(), seats, Arc::new(Buttons)).await.unwrap();
    let page = Client::new(desks.address);
    assert_eq!(page.get_json("/demo/info").await.unwrap()["title"], "a test");
    let out = page.post_json("/demo/plug", &json!({ "centre": "makhmour", "out": true })).await.unwrap();
    assert_eq!(out, json!({ "centre": "makhmour", "out": true }));
    assert_eq!(status(page.post_json("/demo/stick", &json!({ "centre": "makhmour" })).await), 409);
    let at = |node: &str, path: &str| format!("/demo/at/{node}/api/{path}");
    assert_eq!(page.get_json(&at(A, "me")).await.unwrap()["officer"], "Sara");

    let mut events = page.stream(&at(B, "events")).await.unwrap().into_body();
    let written = page.post_json(&at(A, "records"), &entry("through the demo", &["kurdistan"])).await.unwrap();
    let id = written["id"].as_str().unwrap().to_owned();
    let mut heard = String::new();
    while !heard.contains(&id) {
        let frame = tokio::time::timeout(std::time::Duration::from_secs(10), events.frame()).await;
        heard.push_str(&String::from_utf8_lossy(frame.unwrap().unwrap().unwrap().data_ref().unwrap()));
    }
    let shown = page.get_json(&at(B, &format!("records/{id}"))).await.unwrap();
    assert_eq!(shown["title"], "through the demo");
    assert_eq!(page.get_json(&at(B, "records?q=through%20demo")).await.unwrap()["total"], 1);

    for closed in ["stop", "logout", "login"] {
        assert_eq!(status(page.post_json(&at(A, closed), &json!({})).await), 403, "{closed}");
    }
    assert_eq!(status(page.get_json(&at("iraq/hq", "me")).await), 404);
    let foreign = "GET /demo/info HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert!(raw(desks.address, foreign).await.starts_with("HTTP/1.1 421"));
    // What a browser brings along for the nodes it knows does not reach a node.
    let bearer = format!(
        "GET {} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\nX-Seamline-Officer: nobody\r\nConnection: close\r\n\r\n",
        at(A, "me"),
        a.folder.running().unwrap().token
    );
    assert!(raw(desks.address, &bearer).await.contains(r#""officer":"Sara""#));
    let own = record(&a.client(), &entry("and directly", &["kurdistan"])).await;
    until("it at the other desk", || b.item(&own)).await;
    drop(events);
    desks.stop().await;
    stop((a, b)).await;
}
