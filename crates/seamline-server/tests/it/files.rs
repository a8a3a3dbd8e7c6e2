//! A photo from one desk to the other, and what is withdrawn.

use seamline_server::ClientFault;
use serde_json::json;

use crate::world::{record, stop, two_nodes, until, until_linked};

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_crosses_whole_and_a_withdrawal_takes_its_content_off_the_other_page() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    let photo: Vec<u8> = (0..900_001u32).map(|n| ((n * 31) >> 3) as u8).collect();
    let taken = a.client().post_bytes("/api/files", photo.clone()).await.unwrap();
    assert_eq!(taken["length"], photo.len());
    let hash = taken["hash"].as_str().unwrap().to_owned();
    let file = json!([{ "hash": hash, "length": photo.len(), "type": "image/jpeg", "name": "bridge.jpg" }]);
    let incident = json!({ "kind": "incident", "release": [{ "to": "kurdistan", "slots": ["summary", "attachments"] }],
        "slots": { "provenance": "synthetic", "centre": "makhmour", "summary": "the bridge", "attachments": file } });
    let id = record(&a.client(), &incident).await;
    let address = format!("/api/files/{hash}");
    let there = until("the photo at the other desk", || async { b.client().get_bytes(&address).await.ok() }).await;
    assert!(there == photo, "{} bytes arrived", there.len());
    let withdrawal = json!({ "kind": "withdrawal", "refs": [{ "rel": "withdraws", "id": id }],
        "slots": { "provenance": "synthetic", "reason": "the wrong bridge" } });
    record(&a.client(), &withdrawal).await;
    let gone =
        until("the withdrawal", || async { b.item(&id).await.filter(|item| item["state"] == "withdrawn") }).await;
    assert_eq!((&gone["title"], &gone["withdrawn"]["reason"]), (&json!(null), &json!("the wrong bridge")));
    let desk = b.client().get_json("/api/records?kind=incident&centre=makhmour").await.unwrap();
    assert_eq!(desk["items"][0]["state"], "withdrawn", "the desk that was told must see that it was taken back");
    let missing = b.client().get_bytes(&format!("/api/files/{}", "0".repeat(64))).await;
    assert!(matches!(missing, Err(ClientFault::Refused { status, .. }) if status == 404));
    stop((a, b)).await;
}
