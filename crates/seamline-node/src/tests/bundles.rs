//! Three weeks apart, by wire and by stick, restarts and copies.

use super::*;

/// 21 days of records at both desks that do not see each other.
fn three_weeks(world: &World, a: &mut Node, b: &mut Node) {
    for day in 0..21 {
        world.pass(DAY);
        let id = incident(a, &format!("day {day}"), "post", vec![request("kurdistan", &["summary"])]);
        log(a, "withheld", vec![]);
        log(b, &format!("their day {day}"), vec![request("iraq", &[])]);
        a.release(&holder(), id, &request("kurdistan", &["source"])).unwrap();
    }
}

#[test]
fn by_wire_in_one_round_and_by_stick_to_the_same_state() {
    let world = World::new();
    let (ours, theirs) = (Folder::new("ours"), Folder::new("theirs"));
    {
        let (mut a, mut b) =
            (world.node_on("iraq/desk", ours.store()), world.node_on("kurdistan/desk", theirs.store()));
        log(&mut a, "before", vec![request("kurdistan", &[])]);
        sync(&mut a, &mut b);
        three_weeks(&world, &mut a, &mut b);
    }
    let (our_copy, their_copy) = (ours.copy("our-copy"), theirs.copy("their-copy"));

    let (mut a, mut b) = (world.node_on("iraq/desk", ours.store()), world.node_on("kurdistan/desk", theirs.store()));
    let first = sync(&mut a, &mut b);
    assert_eq!(first.ended, [None, None]);
    let hellos = first.frames.iter().filter(|f| matches!(f, Frame::Hello(_))).count();
    let leaves = |x: &Exchange| x.frames.iter().filter(|f| matches!(f, Frame::Leaves(_))).count();
    assert!(hellos == 2 && leaves(&first) > 0);
    assert_eq!(leaves(&sync(&mut a, &mut b)), 0, "a second round sends entries again");

    let (mut c, mut d) =
        (world.node_on("iraq/desk", our_copy.store()), world.node_on("kurdistan/desk", their_copy.store()));
    let out = c.export_bundle(&holder(), "kurdistan/desk", false).unwrap();
    let brought = d.import_bundle(&holder(), &out).unwrap();
    assert_eq!((brought.quarantined, brought.duplicates, brought.new_records), (0, 0, 21));
    let back = d.export_bundle(&holder(), "iraq", false).unwrap();
    assert_eq!(c.import_bundle(&holder(), &back).unwrap().new_records, 21);
    assert_eq!(c.traffic(&to("kurdistan").party).unwrap().unreceipted, 0, "the receipts came back on the stick");

    assert_eq!(b.state_hash().unwrap(), d.state_hash().unwrap());
    assert_eq!(a.state_hash().unwrap(), c.state_hash().unwrap());
    assert_eq!(a.shared_hash(b.id()).unwrap(), d.shared_hash(c.id()).unwrap());
    let again = d.import_bundle(&holder(), &out).unwrap();
    assert_eq!((again.new_records, again.duplicates), (0, again.entries));
    assert_eq!(d.state_hash().unwrap(), b.state_hash().unwrap());
}

#[test]
fn a_bundle_is_of_no_use_to_anyone_else_or_when_damaged() {
    let world = World::new();
    let (mut a, mut b, mut c) = (world.node("iraq/desk"), world.node("kurdistan/desk"), world.node("usa/desk"));
    log(&mut a, "told", vec![request("kurdistan", &[])]);
    let bundle = a.export_bundle(&holder(), "kurdistan", false).unwrap();
    assert!(matches!(c.import_bundle(&holder(), &bundle), Err(NodeFault::Peer(_))));
    let empty = b.state_hash().unwrap();
    for position in (0..bundle.len()).step_by(97) {
        let mut damaged = bundle.clone();
        damaged[position] ^= 1;
        assert!(b.import_bundle(&holder(), &damaged).is_err() || b.state_hash().unwrap() == empty, "byte {position}");
    }
    assert_eq!(b.state_hash().unwrap(), empty);
    assert_eq!(b.import_bundle(&holder(), &bundle).unwrap().new_records, 1);
}

#[test]
fn every_start_opens_a_new_feed_that_links_back() {
    let world = World::new();
    let folder = Folder::new("restart");
    let mut b = world.node("kurdistan/desk");
    let mut first = world.node_on("iraq/desk", folder.store());
    log(&mut first, "one", vec![request("kurdistan", &[])]);
    sync(&mut first, &mut b);
    drop(first);
    let copy = folder.copy("twin");
    world.pass(1000);
    let mut second = world.node_on("iraq/desk", folder.store());
    let mut twin = world.node_on("iraq/desk", copy.store());
    log(&mut second, "two", vec![request("kurdistan", &[])]);
    log(&mut twin, "three", vec![request("kurdistan", &[])]);
    sync(&mut second, &mut b);
    assert_eq!(sync(&mut twin, &mut b).ended, [None, None], "a copied folder must not look like a lie");
    assert_eq!(items(&b).len(), 3);
    let feeds = b.feed_statuses();
    assert_eq!(feeds.len(), 3);
    let links_back = feeds.iter().filter(|f| {
        let entries = b.store.entries(&f.origin.to_string(), 0, 1, 0).unwrap();
        matches!(seamline_feed::Leaf::decode(&entries[0].leaf), Ok(seamline_feed::Leaf::Open(Some(_))))
    });
    assert_eq!(links_back.count(), 2);
}

#[test]
fn a_restored_node_gets_back_what_others_hold_of_its_old_feeds() {
    let world = World::new();
    let folder = Folder::new("restore");
    let mut b = world.node("kurdistan/desk");
    let first = world.node_on("iraq/desk", folder.store());
    drop(first);
    let backup = folder.copy("backup");
    let mut lost = world.node_on("iraq/desk", folder.store());
    let id = log(&mut lost, "after the backup", vec![request("kurdistan", &[])]);
    sync(&mut lost, &mut b);
    drop(lost);
    let mut restored = world.node_on("iraq/desk", backup.store());
    assert!(restored.item(id).is_err());
    sync(&mut restored, &mut b);
    assert_eq!(restored.item(id).unwrap().item.title.as_deref(), Some("after the backup"));
}
