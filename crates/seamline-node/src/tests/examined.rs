//! The examination finds each thing that is not as it was written.

use seamline_feed::Origin;
use seamline_store::{Change, EntryRow, OpeningRow, ReceiptRow, ViewRow};

use super::*;

/// Two desks that have told each other something, receipted.
fn two() -> (World, Node, Node, RecordId) {
    let world = World::new();
    let (mut a, mut b) = (world.node("iraq/desk"), world.node("kurdistan/desk"));
    let id = log(&mut a, "Road to Debaga open", vec![request("kurdistan", &[])]);
    log(&mut b, "seen", vec![request("iraq", &[])]);
    sync(&mut a, &mut b);
    (world, a, b, id)
}

fn faults(node: &Node) -> Vec<String> {
    let found = node.examine().unwrap();
    found.into_iter().filter(|finding| finding.weight == Weight::Fault).map(|finding| finding.what).collect()
}

fn finds(node: &mut Node, change: Change, part: &str) {
    assert_eq!(faults(node), Vec::<String>::new());
    node.store.apply(&[change]).unwrap();
    let found = faults(node);
    assert!(found.iter().any(|what| what.contains(part)), "{part}: {found:?}");
}

/// The feed of the one to the party of the other.
fn own_feed(node: &Node) -> String {
    let told = |origin: &&Origin| origin.node == node.id && origin.audience.party != node.id.party;
    node.feeds.keys().find(told).unwrap().to_string()
}

#[test]
fn what_is_whole_is_well() {
    let (world, a, b, _) = two();
    assert_eq!((a.examine().unwrap(), b.examine().unwrap()), (vec![], vec![]));
    drop(world);
}

#[test]
fn a_leaf_a_payload_and_a_hash_of_the_tree() {
    let changed = |change: &dyn Fn(&mut EntryRow), part: &str| {
        let (_world, mut a, _, id) = two();
        let feed = own_feed(&a);
        let mut entries = a.store.entries(&feed, 0, 10, usize::MAX).unwrap();
        let entry = entries.iter_mut().find(|entry| entry.record == Some(id)).unwrap();
        change(entry);
        finds(&mut a, Change::Entry { feed, entry: entry.clone() }, part);
    };
    changed(&|entry| *entry.leaf.last_mut().unwrap() ^= 1, "do not give the tree");
    changed(&|entry| *entry.payload.as_mut().unwrap().last_mut().unwrap() ^= 1, "not the one that its leaf names");
    // Only the roots of subtrees of 256 leaves and more are kept.
    let (_world, mut a, _, _) = two();
    for n in 0..256 {
        log(&mut a, &format!("entry {n}"), vec![request("kurdistan", &[])]);
    }
    let (feed, index) = (own_feed(&a), 510);
    assert!(a.store.tree_hash(&feed, index).unwrap().is_some());
    finds(&mut a, Change::TreeHash { feed, index, hash: hash_of(b"another") }, "not that of its leaves");
}

#[test]
fn an_opening_a_receipt_and_a_view() {
    let (_world, mut a, _, id) = two();
    let mut opening = a.store.openings(id).unwrap().pop().unwrap();
    opening.salt[0] ^= 1;
    let opening = OpeningRow { ..opening };
    finds(&mut a, Change::Opening { id, opening }, "openings do not fit");

    let (_world, mut a, _, _) = two();
    let feed = own_feed(&a);
    let receipt = a.store.receipts(&feed).unwrap().pop().unwrap();
    let forged = ReceiptRow { cosigner: "kurdistan/hq".to_owned(), ..receipt };
    let forged = ReceiptRow { line: forged.line.replacen("kurdistan/desk", "kurdistan/hq", 1), ..forged };
    finds(&mut a, Change::Receipt { feed, receipt: forged }, "the receipt by kurdistan/hq");

    let (_world, mut a, _, id) = two();
    let row = a.store.view(id).unwrap().unwrap();
    let row = ViewRow { text: "another".to_owned(), ..row };
    finds(&mut a, Change::MatterViews { matter: id, rows: vec![row] }, "1 of 2 views");
}

#[test]
fn a_clock_that_is_behind_its_own_receipts_and_those_of_others() {
    let (world, a, b, _) = two();
    world.pass(-DAY);
    for node in [&a, &b] {
        assert!(faults(node).iter().any(|what| what.contains("1440 minutes behind")), "{:?}", faults(node));
    }
}

#[test]
fn what_waits_for_a_person() {
    let (world, mut a, b, _) = two();
    log(&mut a, "nobody has this yet", vec![request("kurdistan", &[])]);
    world.pass(2 * DAY);
    let notes = a.examine().unwrap();
    assert!(notes.iter().any(|finding| finding.what.contains("have no receipt, the oldest for 48 hours")), "{notes:?}");
    assert_eq!(b.examine().unwrap(), vec![]);
    a.alarm("kurdistan", "a document was refused");
    assert!(a.examine().unwrap().iter().any(|finding| finding.what.starts_with("alarm about kurdistan")));
}
