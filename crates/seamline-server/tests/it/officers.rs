//! Officers who are disabled, and what is delegated to liaison officers.

use std::time::Duration;

use seamline_server::Client;
use serde_json::{Value as Json, json};
use tokio::time::sleep;

use crate::world::{A, B, TestNode, entry, record, refusal, stop, two_nodes, until, until_linked};

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_officer_is_out_at_once_and_cannot_come_back() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    let by_token = node.officer("Sara", &["duty-officer"]).await;
    let link = || async { node.client().post_json("/api/login-tokens", &json!({ "officer": "Sara" })).await };
    let early = link().await.unwrap();
    let mut session = Client::new(node.http());
    session.login_token(link().await.unwrap()["token"].as_str().unwrap()).await.unwrap();
    assert_eq!(session.get_json("/api/me").await.unwrap()["limits"], Json::Null);

    let disabled = json!({ "name": "Sara", "roles": ["duty-officer"], "disabled": true });
    assert_eq!(node.client().post_json("/api/officers", &disabled).await.unwrap()["login_token"], Json::Null);
    assert_eq!(refusal(session.get_json("/api/me").await).0, 401, "the session goes on");
    let is = |outcome: (u16, Json)| assert_eq!((outcome.0, &outcome.1["code"]), (403, &json!("officer-disabled")));
    let password = json!({ "officer": "Sara", "password": "correct horse" });
    is(refusal(Client::new(node.http()).post_json("/api/login", &password).await));
    let early = json!({ "token": early["token"] });
    is(refusal(Client::new(node.http()).post_json("/api/login", &early).await));
    is(refusal(by_token.post_json("/api/records", &entry("still here", &[])).await));
    is(refusal(link().await));
    let listed = node.client().get_json("/api/officers").await.unwrap();
    assert_eq!(listed["officers"][0]["disabled"], true);

    let enabled = json!({ "name": "Sara", "roles": ["duty-officer"] });
    node.client().post_json("/api/officers", &enabled).await.unwrap();
    let back = Client::new(node.http()).post_json("/api/login", &password).await.unwrap();
    assert_eq!(back["officer"], "Sara", "the password was kept");
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_changed_while_the_password_is_looked_at_does_not_come_in_as_before() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    node.officer("Sara", &["chief"]).await;
    let login = |officer: &'static str| {
        let door = Client::new(node.http());
        let shown = json!({ "officer": officer, "password": "correct horse" });
        tokio::spawn(async move { door.post_json("/api/login", &shown).await })
    };
    // One password is hashed at a time: hers waits behind these.
    let before: Vec<_> = ["a", "b", "c", "d", "e", "f"].map(login).into();
    sleep(Duration::from_millis(20)).await;
    let hers = login("Sara");
    sleep(Duration::from_millis(20)).await;
    let disabled = json!({ "name": "Sara", "roles": ["chief"], "disabled": true });
    node.client().post_json("/api/officers", &disabled).await.unwrap();
    assert!(!hers.is_finished(), "the officer was changed too late for this test");
    assert_eq!(refusal(hers.await.unwrap()).0, 401, "let in as before");
    for other in before {
        refusal(other.await.unwrap());
    }
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_called_what_the_journal_calls_others() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    for name in ["by rule", "By Rule", "holder of the folder", "unknown"] {
        let body = json!({ "name": name, "roles": ["chief"] });
        let (status, error) = refusal(node.client().post_json("/api/officers", &body).await);
        assert_eq!((status, &error["code"], &error["field"]), (422, &json!("officer-name"), &json!("name")), "{name}");
    }
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_liaison_officer_releases_only_what_was_delegated() {
    let nodes = two_nodes().await;
    let (a, b) = &nodes;
    until_linked(a).await;
    let liaison = a.officer("Dilan", &["liaison-officer"]).await;
    let mut draft = entry("bridge closed", &[]);
    draft["slots"]["told"] = json!(["the governor"]);
    let id = record(&liaison, &draft).await;
    let path = format!("/api/records/{id}/release");
    let (status, error) = refusal(liaison.post_json(&path, &json!({ "to": "kurdistan" })).await);
    assert_eq!((status, &error["code"], &error["field"]), (403, &json!("beyond-limits"), &json!("to")));

    let limits = json!({ "to": ["kurdistan"], "level": "restricted", "never": ["told"], "finest_m": 1000 });
    let bound = json!({ "name": "Dilan", "roles": ["liaison-officer"], "limits": limits });
    a.client().post_json("/api/officers", &bound).await.unwrap();
    let me = liaison.get_json("/api/me").await.unwrap();
    assert_eq!((&me["limits"], &me["may"]), (&limits, &json!(["read", "record", "release", "audit"])));
    let wanted = json!({ "to": "kurdistan", "slots": ["text", "told"] });
    let (_, error) = refusal(liaison.post_json(&path, &wanted).await);
    assert_eq!((&error["code"], &error["field"]), (&json!("beyond-limits"), &json!("told")));
    let preview = liaison.get_json(&format!("/api/records/{id}/preview?to=kurdistan")).await.unwrap();
    let told = preview["slots"].as_array().unwrap().iter().find(|slot| slot["name"] == "told").unwrap().clone();
    let reason = json!({ "by": "limits", "id": "never", "args": { "slot": "told" }, "text": "\"told\" may not go" });
    assert_eq!((&told["permitted"], &told["reason"]), (&json!(false), &reason));
    liaison.post_json(&path, &json!({ "to": "kurdistan", "slots": ["text"] })).await.unwrap();
    let item = until("what was delegated arrives", || b.item(&id)).await;
    assert_eq!(item["title"], "bridge closed");
    stop(nodes).await;
}
