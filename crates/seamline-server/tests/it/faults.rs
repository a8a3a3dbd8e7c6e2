//! Every refusal carries a code, and the slot or input at fault.

use serde_json::{Value as Json, json};

use crate::world::{A, B, TestNode, entry, record, refusal};

#[tokio::test(flavor = "multi_thread")]
async fn refusals_say_what_is_at_fault_and_where() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    let holder = node.client();
    let duty = node.officer("Sara", &["duty-officer"]).await;
    let id = record(&holder, &entry("told nobody", &[])).await;
    let path = format!("/api/records/{id}/release");
    let is = |error: &Json, code: &str, field: Json| {
        assert_eq!((&error["code"], &error["field"]), (&json!(code), &field), "{error}");
        assert!(error["args"].is_object() && !error["next"].as_str().unwrap().is_empty(), "{error}");
    };

    let mut odd = entry("x", &[]);
    odd["slots"]["done"] = json!("perhaps");
    let (_, error) = refusal(holder.post_json("/api/records", &odd).await);
    is(&error, "slot-value", json!("done"));
    odd["slots"] = json!({ "colour": "red" });
    let (_, error) = refusal(holder.post_json("/api/records", &odd).await);
    is(&error, "slot-unknown", json!("colour"));
    let (_, error) = refusal(holder.post_json("/api/records", &json!({ "kind": "rumour", "slots": {} })).await);
    is(&error, "kind-unknown", json!("kind"));
    let marked = json!({ "kind": "log-entry", "label": { "level": "cosmic" }, "slots": {} });
    let (_, error) = refusal(holder.post_json("/api/records", &marked).await);
    is(&error, "label-unknown", json!("level"));

    let (_, error) = refusal(duty.post_json(&path, &json!({ "to": "kurdistan" })).await);
    is(&error, "role-missing", Json::Null);
    assert_eq!(error["args"]["permission"], "release");
    let (_, error) = refusal(holder.post_json(&path, &json!({ "to": "Nobody!" })).await);
    is(&error, "form", json!("to"));
    let (_, error) = refusal(holder.post_json(&path, &json!({ "to": "coalition" })).await);
    is(&error, "party-unknown", Json::Null);
    let (_, error) = refusal(holder.post_json(&path, &json!({ "to": "kurdistan", "slots": ["colour"] })).await);
    is(&error, "slot-unknown", json!("colour"));
    let secret = json!({ "kind": "log-entry", "label": { "level": "secret" }, "slots": { "text": "x" } });
    let secret = record(&holder, &secret).await;
    let request = json!({ "to": "kurdistan" });
    let (status, error) = refusal(holder.post_json(&format!("/api/records/{secret}/release"), &request).await);
    is(&error, "label-above-clearance", json!("to"));
    assert_eq!((status, &error["args"]["clearance"]), (409, &json!("restricted")));

    let (_, error) = refusal(holder.get_json(&format!("/api/records/{}", "ab".repeat(32))).await);
    is(&error, "record-unknown", Json::Null);
    let short = json!({ "name": "Azad", "roles": [], "password": "short" });
    let (_, error) = refusal(holder.post_json("/api/officers", &short).await);
    is(&error, "password-form", json!("password"));
    node.stop().await;
}
