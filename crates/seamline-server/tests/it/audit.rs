//! The journal over the API: who did what, and a file of it that can be proved.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use seamline_feed::Evidence;
use seamline_record::{Directory, Endorsed, hash_of};
use seamline_server::Client;
use serde_json::{Value as Json, json};

use crate::world::{A, B, TestNode, document_of, entry, record, refusal, stop, two_nodes, until, until_linked};

fn acts(answer: &Json) -> Vec<(String, String)> {
    let word = |row: &Json, field: &str| row[field].as_str().unwrap().to_owned();
    answer["rows"].as_array().unwrap().iter().map(|row| (word(row, "act"), word(row, "officer"))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn logins_and_changes_are_noted_and_names_that_nobody_has_are_not() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    node.officer("Sara", &["duty-officer"]).await;
    let nobody = Client::new(node.http());
    let login = |officer: &str, password: &str| {
        let (nobody, body) = (nobody.clone(), json!({ "officer": officer, "password": password }));
        async move { nobody.post_json("/api/login", &body).await }
    };
    refusal(login("correct horse", "correct horse").await);
    refusal(login("Sara", "wrong horse").await);
    login("Sara", "correct horse").await.unwrap();
    node.client().post_json("/api/login-tokens", &json!({ "officer": "Sara" })).await.unwrap();
    node.client().post_json("/api/policy", &json!({ "second_from": "secret" })).await.unwrap();
    let paused = json!({ "paused": true });
    node.client().post_json("/api/links/kurdistan/makhmour", &paused).await.unwrap();
    let audit = node.client().get_json("/api/audit?limit=7").await.unwrap();
    let holder = "holder of the folder";
    let expected = [
        ("link-changed", holder),
        ("policy-changed", holder),
        ("officer-changed", holder),
        ("logged-in", "Sara"),
        ("login-refused", "Sara"),
        ("login-refused", "unknown"),
        ("officer-changed", holder),
    ];
    assert_eq!(acts(&audit), expected.map(|(act, by)| (act.to_owned(), by.to_owned())));
    assert!(!audit.to_string().contains("correct horse"), "a password stands in the journal: {audit}");
    let hers = node.client().get_json("/api/audit?officer=Sara&limit=1").await.unwrap();
    assert_eq!(acts(&hers), [("logged-in".to_owned(), "Sara".to_owned())]);
    let before = hers["next"].as_u64().unwrap();
    let rest = node.client().get_json(&format!("/api/audit?officer=Sara&before={before}")).await.unwrap();
    assert_eq!((acts(&rest).len(), &rest["next"]), (1, &Json::Null));
    let secretary = node.officer("Omar", &["secretary"]).await;
    assert_eq!(refusal(secretary.get_json("/api/audit").await).1["code"], "role-missing");
    assert_eq!(refusal(secretary.get_json("/api/audit/export").await).1["code"], "role-missing");
    assert_eq!(refusal(node.client().get_json("/api/audit?before=x").await).0, 400);
    let findings = node.client().get_json("/api/doctor").await.unwrap();
    assert!(!findings.to_string().contains("journal"), "{findings}");
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_the_journal_holds_its_chain_and_evidence_that_verifies() {
    let nodes = two_nodes().await;
    let (a, b) = &nodes;
    until_linked(a).await;
    let client = a.officer("Azad", &["chief"]).await;
    let id = record(&client, &entry("two vehicles", &["kurdistan"])).await;
    until("the receipt is here", || async {
        let item = a.item(&id).await?;
        item["releases"][0]["delivered"].as_i64()
    })
    .await;
    assert!(b.item(&id).await.is_some());
    let file = client.get_json("/api/audit/export").await.unwrap();
    let rows = file["rows"].as_array().unwrap();
    let mut previous = Json::from("0".repeat(64));
    for row in rows {
        assert_eq!(row["previous"], previous);
        let fields = ["number", "at", "officer", "act", "subject", "detail", "previous"].map(|name| row[name].clone());
        assert_eq!(row["hash"], hash_of(Json::from(fields.to_vec()).to_string().as_bytes()).to_string());
        previous = row["hash"].clone();
    }
    assert!(rows.iter().any(|row| row["act"] == "released" && row["subject"] == *id));
    let evidence = &file["evidence"][0];
    assert_eq!((&evidence["record"], &evidence["party"]), (&json!(id), &json!("kurdistan")));
    let bytes = STANDARD.decode(evidence["file"].as_str().unwrap()).unwrap();
    let mut directory = Directory::default();
    for party in [A, B] {
        directory.admit(Endorsed::decode(&document_of(party)).unwrap()).unwrap();
    }
    let finding = Evidence::decode(&bytes).unwrap().verify(&directory).unwrap();
    assert_eq!(finding.statement().text_of("text"), Some("two vehicles"));
    let none = client.get_json("/api/audit/export?to=1").await.unwrap();
    assert_eq!((&none["rows"], &none["evidence"]), (&json!([]), &json!([])));
    let last = &client.get_json("/api/audit?limit=1").await.unwrap()["rows"][0];
    assert_eq!((&last["act"], &last["officer"]), (&json!("evidence-taken"), &json!("Azad")));
    stop(nodes).await;
}
