//! A node that gets new keys keeps its folder, its records and its links.

use crate::desk::{Desk, Place, done, seamline, two, until};

fn add(desk: &Desk, text: &str) -> String {
    let field = format!("text={text}");
    let what = ["record", "add", "log-entry", "--data", &desk.data, "--field", "centre=makhmour", "--field", &field];
    done(&[&what[..], &["--release", "kurdistan"]].concat())["id"].as_str().unwrap().to_owned()
}

fn state(desk: &Desk, id: &str) -> Option<String> {
    let output = seamline(&["record", "show", id, "--data", &desk.data, "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    output.status.success().then(|| json["state"].as_str().unwrap().to_owned())
}

fn key_of(desk: &Desk) -> String {
    std::fs::read_to_string(format!("{}/keys.json", desk.data)).unwrap()
}

#[test]
fn new_keys_are_taken_when_the_party_gives_them() {
    let place = Place::new();
    let (mut a, mut b) = two(&place);
    let early = add(&a, "under the old keys");
    a.start();
    b.start();
    until("the early record to arrive", || state(&b, &early));
    a.kill();

    let told = done(&["node", "rotate", "--data", &a.data]);
    let (card, cuts) = (told["card"].as_str().unwrap(), told["cuts"].as_str().unwrap());
    let again = done(&["node", "rotate", "--data", &a.data]);
    assert_eq!(again["card"], told["card"]);
    let first = std::fs::read(card).unwrap();
    done(&["node", "rotate", "--data", &a.data]);
    assert_eq!(std::fs::read(card).unwrap(), first, "asked twice, it made two sets of keys");
    let root = place.path("iraq-root/root-1.key");
    let change = ["--close", "makhmour", "--cuts", cuts, "--add-node", card];
    let drafted = done(&[&["party", "draft", "--document", &a.document], &change[..]].concat());
    assert!(drafted["changes"].to_string().contains("gets new keys"), "{drafted}");
    assert_eq!(done(&["party", "sign", "--document", &a.document, "--root", &root])["complete"], true);

    a.start();
    until("the link under the old keys", || {
        (done(&["links", "--data", &b.data])["links"][0]["state"] == "up").then_some(())
    });
    let before = key_of(&a);
    done(&["peer", "add", "--data", &a.data, "--document", &a.document]);
    until("the new keys to be taken", || (key_of(&a) != before).then_some(()));
    until("the node to answer again", || seamline(&["links", "--data", &a.data]).status.success().then_some(()));
    let late = add(&a, "under the new keys");
    until("the late record to arrive", || state(&b, &late));
    assert_eq!(state(&b, &early).as_deref(), Some("entry"), "an early record did not outlive the old key");
    assert_eq!(state(&a, &early).as_deref(), Some("entry"));
    until("the receipt", || (done(&["links", "--data", &a.data])["links"][0]["unreceipted"] == 0).then_some(()));
}
