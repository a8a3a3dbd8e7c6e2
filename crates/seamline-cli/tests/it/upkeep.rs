//! Backup, restore, doctor.

use std::{collections::BTreeSet, path::Path};

use serde_json::Value as Json;

use crate::desk::{Desk, Place, done, refused, seamline, two, until};

fn add(desk: &Desk, text: &str, release: Option<&str>) -> String {
    let field = format!("text={text}");
    let what = ["record", "add", "log-entry", "--data", &desk.data, "--field", "centre=makhmour", "--field", &field];
    let release = release.map(|to| vec!["--release", to]).unwrap_or_default();
    done(&[&what[..], &release[..]].concat())["id"].as_str().unwrap().to_owned()
}

fn holds(desk: &Desk, id: &str) -> bool {
    seamline(&["record", "show", id, "--data", &desk.data, "--json"]).status.success()
}

/// What the doctor says, and its exit code.
fn doctor(data: &str) -> (i32, Vec<Json>) {
    let output = seamline(&["doctor", "--data", data, "--json"]);
    let json: Json = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().unwrap(), json["findings"].as_array().unwrap().clone())
}

fn faults(findings: &[Json]) -> Vec<String> {
    let faults = findings.iter().filter(|finding| finding["weight"] == "fault");
    faults.map(|finding| finding["what"].as_str().unwrap().to_owned()).collect()
}

fn feeds(desk: &Desk) -> BTreeSet<String> {
    let cuts = done(&["node", "cuts", "--data", &desk.data, "--held", "--out", &format!("{}.cuts", desk.data)]);
    cuts["feeds"].as_array().unwrap().iter().map(|feed| feed["feed"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_old_backup_opens_new_feeds_and_gets_back_what_others_hold() {
    let place = Place::new();
    let (mut a, mut b) = two(&place);
    a.start();
    b.start();
    let before = add(&a, "before the backup", Some("kurdistan"));
    until("it to arrive", || holds(&b, &before).then_some(()));
    let backup = place.path("a.backup");
    let told = done(&["backup", "--data", &a.data, "--out", &backup]);
    assert!(told["verified"] == true && told["protected"] == true, "{told}");
    let (_, error) = refused(&["backup", "--data", &a.data, "--out", &backup]);
    assert!(error["what"].as_str().unwrap().contains("exists already"), "{error}");

    let after = add(&a, "after the backup", Some("kurdistan"));
    let kept = add(&a, "told to nobody", None);
    until("it to arrive", || holds(&b, &after).then_some(()));
    until("the receipt", || (done(&["links", "--data", &a.data])["links"][0]["unreceipted"] == 0).then_some(()));
    let feeds_before = feeds(&a);
    a.kill();
    std::fs::remove_dir_all(&a.data).unwrap();
    done(&["restore", &backup, "--data", &a.data]);
    assert!(holds(&a, &before) && !holds(&a, &after) && !holds(&a, &kept));
    assert_eq!(doctor(&a.data).0, 0);
    a.start();
    until("what others hold to come back", || holds(&a, &after).then_some(()));
    assert!(!holds(&a, &kept), "what nobody was told came back");
    let anew = add(&a, "after the restoring", Some("kurdistan"));
    until("it to arrive", || holds(&b, &anew).then_some(()));
    let opened = feeds(&a).difference(&feeds_before).count();
    assert_eq!(opened, 1, "a restored node goes on in an old feed");
    for desk in [&a, &b] {
        let (code, findings) = doctor(&desk.data);
        assert!(code == 0 && findings.iter().all(|f| !f["what"].as_str().unwrap().contains("alarm")), "{findings:?}");
    }
}

#[test]
fn a_backup_of_a_stopped_node_is_whole_or_refused() {
    let place = Place::new();
    let (a, _) = two(&place);
    let id = add(&a, "kept", None);
    let (backup, into) = (place.path("a.backup"), place.path("into"));
    done(&["backup", "--data", &a.data, "--out", &backup]);
    let names = std::fs::read_dir(&a.data).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| name.starts_with("node.db.copy")).count(), 0);
    let whole = std::fs::read(&backup).unwrap();
    for position in [3, 60, whole.len() / 3, whole.len() / 2, whole.len() - 40, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[position] ^= 1;
        std::fs::write(&backup, bytes).unwrap();
        let (_, error) = refused(&["restore", &backup, "--data", &into]);
        let what = error["what"].as_str().unwrap();
        assert!(what.contains("damaged") || what.contains("not a backup"), "byte {position}: {error}");
        assert!(!Path::new(&into).exists(), "a damaged backup made a folder");
    }
    std::fs::write(&backup, &whole[..whole.len() - 1]).unwrap();
    refused(&["restore", &backup, "--data", &into]);
    std::fs::write(&backup, &whole).unwrap();
    let (_, error) = refused(&["restore", &backup, "--data", &a.data]);
    assert!(error["what"].as_str().unwrap().contains("exists already"), "{error}");
    done(&["restore", &backup, "--data", &into]);
    let shown = done(&["record", "show", &id, "--data", &into]);
    assert!(shown.to_string().contains("kept"), "{shown}");
    let text = String::from_utf8_lossy(&whole).into_owned();
    assert!(!text.contains("kept") && !text.contains("a passphrase of the tests"), "the backup tells what is sealed");
}

/// Flips a bit in every envelope of a record in the file of rows: they are not sealed, so they can be found.
fn damage_a_record(data: &str) {
    let path = format!("{data}/node.db");
    let mut bytes = std::fs::read(&path).unwrap();
    // The payload: `[1, kind, version, "iraq", version of the document, [commitment…]]`.
    let name = b"\x64iraq";
    let is_payload = |at: &usize| {
        let after = &bytes[at + name.len()..];
        bytes[*at..].starts_with(name) && bytes[at - 4] == 0x86 && matches!(after, [1, 0x80..=0x98, ..])
    };
    let found: Vec<usize> = (4..bytes.len() - 100).filter(is_payload).collect();
    assert!(!found.is_empty(), "no record is stored in clear");
    for at in found {
        bytes[at + name.len() + 20] ^= 1;
    }
    std::fs::write(&path, bytes).unwrap();
}

#[test]
fn a_damaged_row_is_found_with_its_name_and_what_to_do() {
    let place = Place::new();
    let (a, _) = two(&place);
    let id = add(&a, "to be damaged", None);
    let (code, findings) = doctor(&a.data);
    assert!(code == 0 && faults(&findings).is_empty(), "{findings:?}");
    damage_a_record(&a.data);
    let (code, findings) = doctor(&a.data);
    let said = faults(&findings);
    assert!(code == 3 && said.iter().any(|what| what.contains(&id)), "{code} {findings:?}");
    assert!(findings.iter().any(|f| f["next"].as_str().unwrap().contains("backup") && f["blame"] == "operator"));
}

#[test]
fn a_wrong_clock_is_told_by_the_receipts_of_others() {
    let place = Place::new();
    let (mut a, mut b) = two(&place);
    b.extra = vec!["--exercise-offset-ms".to_owned(), (2 * 3_600_000).to_string()];
    a.start();
    b.start();
    let id = add(&a, "by whose clock?", Some("kurdistan"));
    until("it to arrive", || holds(&b, &id).then_some(()));
    until("the receipt", || (done(&["links", "--data", &a.data])["links"][0]["unreceipted"] == 0).then_some(()));
    let (code, findings) = doctor(&a.data);
    let said = faults(&findings);
    assert!(code == 3 && said.iter().any(|w| w.contains("minutes behind a receipt by kurdistan/makhmour")), "{said:?}");
}

#[test]
fn keys_that_are_not_the_nodes_or_not_the_rows_are_told() {
    let place = Place::new();
    let (a, _) = two(&place);
    add(&a, "sealed", None);
    let twin = place.path("twin");
    done(&["node", "init", "--party", "iraq", "--name", "makhmour", "--data", &twin, "--effort", "least"]);
    done(&["peer", "add", "--data", &twin, "--document", &a.document]);
    let (code, findings) = doctor(&twin);
    assert!(code == 3 && faults(&findings).iter().any(|w| w.contains("signs nothing")), "{findings:?}");
    std::fs::copy(format!("{twin}/keys.json"), format!("{}/keys.json", a.data)).unwrap();
    let (code, findings) = doctor(&a.data);
    let said = faults(&findings);
    assert!(code == 3 && said.iter().any(|w| w.contains("does not open the rows")), "{said:?}");
}

#[test]
fn an_open_folder_and_keys_in_clear_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let data = place.path("node");
    let init = ["node", "init", "--party", "iraq", "--name", "dibis", "--data", &data, "--unprotected"];
    done(&init);
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755)).unwrap();
    let (code, findings) = doctor(&data);
    let whats: Vec<&str> = findings.iter().map(|finding| finding["what"].as_str().unwrap()).collect();
    assert!(code == 3 && whats.iter().any(|what| what.contains("others on this machine may open")), "{whats:?}");
    assert!(whats.iter().any(|what| what.contains("keys are in clear")), "{whats:?}");
}
