//! Who did what: row after row, and found out where one is missing.

use seamline_store::{Change, JournalRow};

use super::*;

fn acts(node: &Node) -> Vec<(JournalAct, String, JournalDetail)> {
    let page = node.journal(&holder(), None, 100, None).unwrap();
    page.rows.into_iter().rev().map(|row| (row.act, row.officer, row.detail)).collect()
}

fn trouble(node: &Node) -> Vec<String> {
    let found = node.examine().unwrap().into_iter().map(|finding| finding.what);
    found.filter(|what| what.starts_with("the journal")).collect()
}

#[test]
fn what_was_done_is_noted_with_it_or_not_at_all() {
    let (_, mut a, mut b) = pair();
    let from = acts(&a).len();
    let id = incident(&mut a, "shots", "patrol 2", vec![request("kurdistan", &["summary"])]);
    let chief = Officer { name: "Azad".to_owned(), roles: vec![Role::Chief], limits: None };
    let refused = a.release(&chief, id, &request("nobody", &[]));
    assert!(refused.is_err());
    let asked = a.propose(&chief, id, &request("usa", &["summary"])).unwrap().proposal.id;
    a.approve(&holder(), &asked).unwrap();
    let change = json!({"summary": "more shots"});
    a.record(&chief, &about(Rel::Corrects, id, "correction", &change)).unwrap();
    sync(&mut a, &mut b);
    a.take_evidence(&holder(), id, &"kurdistan".parse().unwrap()).unwrap();
    let bundle = b.export_bundle(&holder(), "iraq", true).unwrap();
    a.import_bundle(&holder(), &bundle).unwrap();
    let rows = acts(&a).split_off(from);
    let expected = [
        (JournalAct::Recorded, "test"),
        (JournalAct::Released, "test"),
        (JournalAct::Proposed, "Azad"),
        (JournalAct::Released, "Azad"),
        (JournalAct::Approved, "test"),
        (JournalAct::Recorded, "Azad"),
        (JournalAct::Released, "Azad"),
        (JournalAct::Released, "Azad"),
        (JournalAct::EvidenceTaken, "test"),
        (JournalAct::BundleImported, "test"),
    ];
    assert_eq!(rows.iter().map(|(act, by, _)| (*act, by.as_str())).collect::<Vec<_>>(), expected);
    let said = |row: usize, name: &str| rows[row].2.get(name).map_or("", String::as_str);
    let slots = said(1, "slots");
    assert!(said(1, "to") == "kurdistan" && slots.contains("summary") && !slots.contains("source"), "{slots}");
    assert_eq!((said(0, "kind"), said(1, "purpose"), said(3, "approver")), ("incident", "test", "test"));
    assert_eq!((said(6, "rule"), said(1, "rule")), ("correction follows its target", ""));
    assert!(acts(&b).iter().any(|row| row.0 == JournalAct::BundleExported));
    assert_eq!((trouble(&a), trouble(&b)), (vec![], vec![]));
    let duty = Officer { name: "Omar".to_owned(), roles: vec![Role::Secretary], limits: None };
    assert!(matches!(a.journal(&duty, None, 1, None), Err(NodeFault::Role { .. })));
}

#[test]
fn pages_and_officers_and_stretches_of_time() {
    let (world, mut a, _) = pair();
    let sara = Officer { name: "Sara".to_owned(), roles: vec![Role::DutyOfficer], limits: None };
    for n in 0..600 {
        let by = if n % 200 == 0 { &sara } else { &holder() };
        a.record(by, &entry("log-entry", &json!({"text": format!("entry {n}")}), vec![])).unwrap();
        world.pass(1_000);
    }
    let end = a.store.journal_end().unwrap();
    let (mut before, mut numbers) = (None, Vec::new());
    loop {
        let page = a.journal(&holder(), before, 250, None).unwrap();
        numbers.extend(page.rows.iter().map(|row| row.number));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(numbers, (0..end).rev().collect::<Vec<_>>());
    let hers = a.journal(&holder(), None, 2, Some("Sara")).unwrap();
    assert_eq!(hers.rows.len(), 2);
    let rest = a.journal(&holder(), hers.next, 9, Some("Sara")).unwrap();
    assert_eq!((rest.rows.len(), rest.next), (1, None));
    let (rows, more) = a.journal_between(&holder(), START + 10_000, START + 20_000, 100).unwrap();
    assert_eq!((rows.len(), more), (10, false));
    assert!(a.journal_between(&holder(), START + 10_000, START + 20_000, 9).unwrap().1);
}

#[test]
fn a_row_that_is_missing_changed_or_put_in_is_found() {
    let noted = || {
        let (world, mut a, _) = pair();
        log(&mut a, "quiet", vec![]);
        assert_eq!(trouble(&a), Vec::<String>::new());
        let end = a.store.journal_end().unwrap();
        (world, a, end)
    };
    let forged = |number: u64, previous: &str| {
        let text = json!([number, START, "Sara", "recorded", null, {"kind": "log-entry"}, previous]).to_string();
        Change::Journal(JournalRow { number, text: text.into_bytes() })
    };
    let zeroes = "0".repeat(64);
    for (number, part) in [(0, "does not follow"), (1, "is missing")] {
        let (_world, mut a, end) = noted();
        a.store.apply(&[forged(end + number, &zeroes)]).unwrap();
        let found = trouble(&a);
        assert!(found.len() == 1 && found[0].contains(part), "{part}: {found:?}");
    }
    // Rows after the kept end, even if they follow: nobody but the writer knows them.
    let (_world, mut a, end) = noted();
    let last = a.store.journal(end - 1, 1).unwrap().remove(0);
    let hash = hash_of(&last.text).to_string();
    a.store.apply(&[forged(end, &hash)]).unwrap();
    assert!(trouble(&a)[0].contains("should end at row"), "{:?}", trouble(&a));
    // Cut short: the kept end is beyond the last row.
    let (_world, mut a, end) = noted();
    let head = json!({"end": end + 3, "hash": hash});
    let key = "head".to_owned();
    a.store.apply(&[Change::Setting { space: "journal", key, value: Some(head.to_string().into_bytes()) }]).unwrap();
    assert!(trouble(&a)[0].contains("should end at row"), "{:?}", trouble(&a));
}

#[test]
fn the_journal_goes_on_after_a_restart_and_from_a_backup() {
    let world = World::new();
    let folder = Folder::new("journal");
    let mut a = world.node_on("iraq/desk", folder.store());
    log(&mut a, "before", vec![]);
    let end = a.store.journal_end().unwrap();
    drop(a);
    let backup = folder.copy("journal-backup");
    for place in [&folder, &backup] {
        let mut a = world.bare("iraq/desk", place.store());
        log(&mut a, "after", vec![]);
        assert_eq!((a.store.journal_end().unwrap(), trouble(&a)), (end + 1, vec![]));
    }
}
