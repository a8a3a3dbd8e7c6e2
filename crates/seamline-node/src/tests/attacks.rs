//! What an adversary tried against closed keys, files and parcels: each try stays refused.

use seamline_feed::{
    Bundle, Bye, Chunk, FeedId, Frontier, Intake, Lane, Leaf, Leaves, Part, bundle, frame::CHUNK_BYTES,
};
use seamline_record::{Closure, Cut, Hash};
use seamline_release::{Act, Mode};

use super::{
    files::{bytes, hand_in, photographed, whole},
    liars::{closure, next as next_version},
    trouble::{Forge, keys, payload_of, signed_log},
    *,
};

fn sealed_for(b: &Node, from: &NodeId, frames: Vec<Frame>) -> Vec<u8> {
    let part = Part { readers: vec![b.keys.seal.public()], frames };
    bundle::write(from, &[part], &mut |x: &mut [u8]| x.fill(7)).unwrap()
}

#[test]
fn a_hash_alone_gives_nobody_the_file() {
    let (world, mut a, mut b) = pair();
    let photo = bytes(CHUNK_BYTES as usize + 9);
    let file = hand_in(&mut a, &photo);
    photographed(&mut a, file, photo.len(), vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    assert_eq!(whole(&b, file), Some(file));
    let mut forge = Forge::new("usa/desk", "kurdistan");
    forge.origin.lane = Lane::Files;
    let (record, audit) = (RecordId(hash_of(b"any")), hash_of(b"audit"));
    let act = Act { mode: Mode::File, record, payload: file, claimed_time: 1, audit };
    forge.leaf(Leaf::Act(act).encode(), None);
    let told = b.take_leaves(&"usa/desk".parse().unwrap(), &forge.sent_by(&keys("usa/desk")));
    let mut accomplice = world.node("usa/hq");
    sync(&mut accomplice, &mut b);
    assert_eq!(whole(&accomplice, file), None, "who never had the file got it by its hash");
    assert_eq!(told, Err(Bye::Feed), "and was told that it is held");
}

#[test]
fn nobody_breaks_off_a_file_in_anothers_name() {
    let (_, mut a, mut b) = pair();
    let photo = bytes(CHUNK_BYTES as usize * 2);
    let file = hand_in(&mut a, &photo);
    photographed(&mut a, file, photo.len(), vec![request("kurdistan", &[])]);
    let mut first = true;
    let (from, mut sealed) = (a.id().clone(), None);
    let (mut left, mut right) = (Session::new(b.id().clone()), Session::new(a.id().clone()));
    let (hello, reply) = (left.start(&a).unwrap(), right.start(&b).unwrap());
    right.handle(&hello, &mut b).unwrap();
    left.handle(&reply, &mut a).unwrap();
    while let Some(frame) = next(&mut left, &a) {
        right.handle(&frame, &mut b).unwrap();
        if let (Frame::Chunk(chunk), true) = (&frame, first) {
            first = false;
            let junk = Chunk { hash: hash_of(b"junk"), bytes: vec![0; CHUNK_BYTES as usize], ..chunk.clone() };
            sealed = Some(sealed_for(&b, &from, vec![Frame::Chunk(junk)]));
            b.import_bundle(&holder(), sealed.as_ref().unwrap()).unwrap();
        }
    }
    assert!(Bundle::open(&sealed.unwrap(), &b.keys.seal).is_ok());
    assert_eq!(whole(&b, file), Some(file));
}

#[test]
fn a_file_of_what_was_withdrawn_is_told_to_nobody_any_more() {
    let world = World::new();
    let (mut desk, mut hq) = (world.node("iraq/desk"), world.node("iraq/hq"));
    let mut b = world.node("kurdistan/desk");
    let photo = bytes(300_000);
    let file = hand_in(&mut desk, &photo);
    let id = photographed(&mut desk, file, photo.len(), vec![]);
    let mut cut = false;
    sync_through(&mut desk, &mut hq, &mut |frame| {
        cut |= matches!(frame, Frame::Chunk(_));
        (!cut).then_some(frame)
    });
    hq.release(&holder(), id, &request("kurdistan", &[])).unwrap();
    hq.record(&holder(), &about(Rel::Withdraws, id, "withdrawal", &json!({"reason": "wrong place"}))).unwrap();
    sync(&mut desk, &mut hq);
    assert_eq!(whole(&hq, file), Some(file));
    sync(&mut hq, &mut b);
    assert_eq!(b.item(id).unwrap().item.state, "withdrawn");
    assert_eq!(whole(&b, file), None, "taken back before it was sent, and sent all the same");
}

#[test]
fn pieces_that_came_to_nothing_are_forgotten_at_the_next_start() {
    let folder = Folder::new("pieces");
    let world = World::new();
    let mut a = world.node_on("iraq/desk", folder.store());
    let mut upload = a.begin_file(&holder()).unwrap();
    a.append_file(&mut upload, &bytes(CHUNK_BYTES as usize * 2)).unwrap();
    let stage = upload.stage;
    let kept = hand_in(&mut a, &bytes(77));
    assert!(a.store.chunk(stage, 0).unwrap().is_some());
    drop((upload, a));
    let a = world.bare("iraq/desk", folder.store());
    assert!(a.store.chunk(stage, 0).unwrap().is_none());
    assert_eq!(whole(&a, kept), Some(kept));
}

#[test]
fn alarms_do_not_grow_with_a_liars_patience() {
    let (world, _, mut b) = pair();
    let usa = world.node("usa/hq");
    for n in 0..200u32 {
        let parcel = seamline_feed::Parcel { to: b.id().clone(), sealed: n.to_be_bytes().to_vec() };
        assert_eq!(b.take_parcel(usa.id(), &parcel), Ok(seamline_feed::Handover::Taken));
        let mut forge = Forge::new("usa/desk", "kurdistan");
        forge.origin.feed = FeedId(hash_of(&n.to_be_bytes()).0[..16].try_into().unwrap());
        let _ = b.take_leaves(usa.id(), &forge.sent_by(&keys("iraq/desk")));
    }
    let alarms = b.alarms().unwrap();
    assert!(alarms.iter().any(|(about, _)| about.contains("parcel")));
    assert!(alarms.iter().any(|(about, _)| about.contains("usa/desk")));
    assert!(alarms.len() <= 4, "{}", alarms.len());
}

#[test]
fn a_feed_cut_at_nothing_is_void_whatever_came_first() {
    let (_, mut a, mut b) = pair();
    let told = signed_log(&mut a);
    let mut forge = Forge::new("iraq/desk", "kurdistan");
    forge.act(told.id(), payload_of(&told).encode());
    b.take_leaves(a.id(), &forge.sent_by(&keys("iraq/desk"))).unwrap();
    let cut = Cut { size: 0, root: Hash(Frontier::default().root().0) };
    let closed = Closure { feeds: BTreeMap::from([(forge.origin.feed.0, cut)]), ..closure(&keys("iraq/desk"), "desk") };
    let document = next_version(&b, "iraq", &|d| {
        d.nodes.retain(|n| n.name.as_str() != "desk");
        d.closed.push(closed.clone());
    });
    b.admit_document(&document).unwrap();
    assert_eq!(b.item(told.id()).unwrap().item.state, "repudiated");
}

#[test]
fn a_third_party_does_not_widen_whom_an_answer_reaches() {
    let world = World::new();
    let (mut khq, mut hq) = (world.node("kurdistan/hq"), world.node("iraq/hq"));
    clear(&mut khq, "iraq.command");
    let id = log(&mut khq, "ministry to ministry", vec![request("iraq.command", &[])]);
    sync(&mut khq, &mut hq);
    let mut forge = Forge::new("usa/desk", "iraq");
    forge.act(id, b"junk".to_vec());
    hq.take_leaves(&"usa/desk".parse().unwrap(), &forge.sent_by(&keys("usa/desk"))).unwrap();
    hq.record(&holder(), &about(Rel::Acknowledges, id, "acknowledgement", &json!({"what": "opened"}))).unwrap();
    let to_all = hq.feed_statuses().into_iter().filter(|f| f.origin.audience == to("kurdistan")).count();
    assert_eq!(to_all, 0, "their desks learn of what only their ministry told ours");
}

#[test]
fn a_siblings_correction_follows_its_target_once_it_counts() {
    let world = World::new();
    let (mut desk, mut hq, mut b) = (world.node("iraq/desk"), world.node("iraq/hq"), world.node("kurdistan/desk"));
    let id = log(&mut desk, "two", vec![]);
    sync(&mut desk, &mut hq);
    hq.release(&holder(), id, &request("kurdistan", &[])).unwrap();
    sync(&mut hq, &mut b);
    // The desk writes under version 2, which the command does not have yet.
    let document = next_version(&hq, "iraq", &|_| {});
    desk.admit_document(&document).unwrap();
    desk.record(&holder(), &about(Rel::Corrects, id, "correction", &json!({"text": "three"}))).unwrap();
    let from = desk.id().clone();
    for feed in desk.feed_statuses() {
        let held = hq.feeds.get(&feed.origin).map_or(0, |f| f.frontier.size());
        let mut start = held;
        while let Some(leaves) = seamline_feed::Holdings::stretch(&desk, &feed.origin, start).unwrap() {
            start += leaves.entries.len() as u64;
            hq.take_leaves(&from, &leaves).unwrap();
        }
    }
    assert_eq!(hq.quarantine().unwrap().len(), 1);
    hq.admit_document(&document).unwrap();
    assert_eq!((hq.quarantine().unwrap().len(), hq.item(id).unwrap().item.corrected.len()), (0, 1));
    sync(&mut hq, &mut b);
    assert_eq!(b.item(id).unwrap().item.corrected.len(), 1, "who was told of it was not told that it was wrong");
}

#[test]
fn who_signed_a_feed_is_the_same_after_a_restart() {
    let folder = Folder::new("key-ids");
    let (_, mut a, _) = pair();
    let world = World::new();
    let mut b = world.node_on("kurdistan/desk", folder.store());
    let (one, two) = COLLIDING;
    let with = |n: u32| {
        let mut of_node = seeds(&"iraq/desk".parse().unwrap());
        of_node[0] = hash_of(&n.to_be_bytes()).0;
        NodeKeys::from_seeds(of_node)
    };
    let rotate = |node: &Node, gone: &NodeKeys, fresh: &NodeKeys| {
        next_version(node, "iraq", &|d| {
            d.nodes.retain(|n| n.name.as_str() != "desk");
            d.nodes.insert(0, fresh.card("desk".parse().unwrap()));
            d.closed.push(closure(gone, "desk"));
            d.closed.sort_by_key(|c| c.key.to_bytes());
        })
    };
    let told = signed_log(&mut a);
    b.admit_document(&rotate(&b, &keys("iraq/desk"), &with(one))).unwrap();
    let mut forge = Forge::new("iraq/desk", "kurdistan");
    forge.act(told.id(), payload_of(&told).encode());
    let leaves: Leaves = forge.sent_by(&with(one));
    let (name, key) = (forge.origin.to_string(), |n: u32| with(n).sign.verifying_key());
    let short = |n| seamline_feed::note::key_id(&name, seamline_feed::note::SignatureType::Ed25519, &key(n));
    assert_eq!(short(one), short(two), "the test's own premise");
    b.take_leaves(a.id(), &leaves).unwrap();
    b.admit_document(&rotate(&b, &with(one), &with(two))).unwrap();
    let before = (b.feeds[&forge.origin].stands, b.shared_hash(a.id()).unwrap());
    drop(b);
    let b = world.bare("kurdistan/desk", folder.store());
    assert_eq!((b.feeds[&forge.origin].stands, b.shared_hash(a.id()).unwrap()), before);
}

/// Numbers whose hashes are signing keys with one short id in the feed that [`Forge`] writes.
const COLLIDING: (u32, u32) = (8039, 54202);

#[test]
fn what_was_withdrawn_is_gone_across_matters_in_views_as_in_a_rebuild() {
    let (world, mut a, mut b) = pair();
    let kept = incident(&mut a, "ours", "patrol", vec![]);
    let hidden = NewRecord {
        matter: Some(kept),
        ..entry("log-entry", &json!({"text": "two vehicles"}), vec![request("kurdistan", &[])])
    };
    let told = a.record(&holder(), &hidden).unwrap().id;
    let better = about(Rel::Corrects, told, "correction", &json!({"text": "three vehicles"}));
    let better = a.record(&holder(), &better).unwrap().id;
    let one = incident(&mut a, "one", "patrol", vec![request("kurdistan", &[])]);
    let two = incident(&mut a, "two", "patrol", vec![request("kurdistan", &[])]);
    let mut link = about(Rel::Links, one, "link", &json!({"relation": "disputed"}));
    link.refs.push(Ref { rel: Rel::Links, id: two });
    link.release = vec![request("kurdistan", &[])];
    let link = a.record(&holder(), &link).unwrap().id;
    sync(&mut a, &mut b);
    assert_eq!(b.item(one).unwrap().item.state, "disputed");
    assert_ne!(b.item(better).unwrap().item.matter, kept, "the matter stays closed");
    for id in [told, link] {
        a.record(&holder(), &about(Rel::Withdraws, id, "withdrawal", &json!({"reason": "wrong"}))).unwrap();
    }
    let mut late = world.node("kurdistan/hq");
    for reader in [&mut b, &mut late] {
        sync(&mut a, reader);
        assert_eq!(reader.item(better).unwrap().item.state, "withdrawn");
        assert_eq!(reader.item(one).unwrap().item.links, []);
        let search = ViewQuery { words: vec!["vehicles".to_owned()], limit: 9, ..ViewQuery::default() };
        assert_eq!(reader.list(&search).unwrap().items.len(), 0);
        let views = serde_json::to_string(&items(reader).into_iter().map(|l| l.item).collect::<Vec<_>>()).unwrap();
        reader.rebuild().unwrap();
        let again = serde_json::to_string(&items(reader).into_iter().map(|l| l.item).collect::<Vec<_>>()).unwrap();
        assert_eq!(views, again);
    }
}

#[test]
fn a_correction_of_what_was_withdrawn_is_told_to_nobody() {
    let (_, mut a, mut b) = pair();
    let told = log(&mut a, "two vehicles", vec![request("kurdistan", &[])]);
    let early = about(Rel::Corrects, told, "correction", &json!({"text": "CANARY early"}));
    let early = a.record(&holder(), &early).unwrap().id;
    sync(&mut a, &mut b);
    a.record(&holder(), &about(Rel::Withdraws, told, "withdrawal", &json!({"reason": "wrong"}))).unwrap();
    let late = about(Rel::Corrects, told, "correction", &json!({"text": "CANARY late"}));
    let late = a.record(&holder(), &late).unwrap().id;
    for correction in [early, late] {
        let refused = a.release(&holder(), correction, &request("usa", &[])).unwrap_err();
        assert!(matches!(refused, NodeFault::Withdrawn(id) if id == told), "{refused}");
    }
    let exchange = sync(&mut a, &mut b);
    assert!(!exchange.frames.iter().any(|f| f.encode().windows(6).any(|w| w == b"CANARY")));
    assert!(b.item(late).is_err());
}

#[test]
fn a_command_vouches_for_what_a_stolen_desk_had_told() {
    let world = World::new();
    let (mut desk, mut hq, mut b) = (world.node("iraq/desk"), world.node("iraq/hq"), world.node("kurdistan/desk"));
    let told = log(&mut desk, "true all the same", vec![request("kurdistan", &[])]);
    sync(&mut desk, &mut hq);
    sync(&mut desk, &mut b);
    // What went to the own command stands, what went to others does not.
    let mut cuts = BTreeMap::new();
    for (origin, feed) in desk.feeds.iter().filter(|(o, _)| o.audience == to("iraq.command")) {
        cuts.insert(origin.feed.0, Cut { size: feed.frontier.size(), root: Hash(feed.frontier.root().0) });
    }
    assert_eq!(cuts.len(), 1);
    let closed = Closure { feeds: cuts, ..closure(&keys("iraq/desk"), "desk") };
    let document = next_version(&b, "iraq", &|d| {
        d.nodes.retain(|n| n.name.as_str() != "desk");
        d.closed.push(closed.clone());
    });
    for node in [&mut hq, &mut b] {
        node.admit_document(&document).unwrap();
    }
    assert_eq!(hq.item(told).unwrap().item.repudiated, None);
    assert_eq!(b.item(told).unwrap().item.repudiated, Some(2));
    assert!(hq.release(&holder(), told, &request("kurdistan", &[])).unwrap(), "it takes what is void for told");
    sync(&mut hq, &mut b);
    assert_eq!(b.item(told).unwrap().item.repudiated, None);
}

/// A thief's feed with so many acts on new records of the desk's, under a feed id of his choice.
fn forged(desk: &mut Node, audience: &str, feed: FeedId, acts: usize) -> (Leaves, Vec<RecordId>) {
    let mut forge = Forge::new("iraq/desk", audience);
    forge.origin.feed = feed;
    let statements: Vec<_> = (0..acts).map(|_| signed_log(desk)).collect();
    for statement in &statements {
        forge.act(statement.id(), payload_of(statement).encode());
    }
    (forge.sent_by(&keys("iraq/desk")), statements.iter().map(seamline_record::Statement::id).collect())
}

#[test]
fn a_thief_cannot_write_below_a_cut() {
    let (world, mut desk, mut b) = pair();
    let feed = FeedId([7; 16]);
    let (honest, told) = forged(&mut desk, "kurdistan", feed, 4);
    let from = desk.id().clone();
    b.take_leaves(&from, &honest).unwrap();
    let root = b.feeds[&honest.origin].frontier.root();
    let cuts = BTreeMap::from([(feed.0, Cut { size: 5, root: Hash(root.0) })]);
    let closed = Closure { feeds: cuts, ..closure(&keys("iraq/desk"), "desk") };
    let document = next_version(&b, "iraq", &|d| {
        d.nodes.retain(|n| n.name.as_str() != "desk");
        d.closed.push(closed.clone());
    });
    b.admit_document(&document).unwrap();
    assert_eq!(b.record_count().unwrap(), 4);
    let (mut usa, mut late) = (world.node("usa/desk"), world.node("kurdistan/hq"));
    for (victim, audience) in [(&mut usa, "usa"), (&mut late, "kurdistan")] {
        victim.admit_document(&document).unwrap();
        let (lie, _) = forged(&mut desk, audience, feed, 3);
        let _ = victim.take_leaves(&from, &lie);
        assert_eq!(victim.record_count().unwrap(), 0, "written to {audience} after the key was closed");
    }
    // Whoever has all of what was cut, in whatever pieces, lets it stand.
    let mut other = world.node("kurdistan/hq");
    let mut begun = Forge::new("iraq/desk", "kurdistan");
    begun.origin.feed = feed;
    begun.entries.clear();
    begun.frontier = Frontier::default();
    honest.entries[..3].iter().for_each(|e| begun.leaf(e.leaf.clone(), e.payload.clone()));
    other.take_leaves(&from, &begun.sent_by(&keys("iraq/desk"))).unwrap();
    assert_eq!(other.record_count().unwrap(), 2);
    other.admit_document(&document).unwrap();
    assert_eq!(other.record_count().unwrap(), 0, "nothing shows yet that this is what was cut");
    other.take_leaves(&from, &honest).unwrap();
    assert_eq!(other.record_count().unwrap(), 4);
    for id in told {
        assert_eq!(
            (other.item(id).unwrap().item.state.as_str(), other.item(id).unwrap().item.repudiated),
            ("entry", None)
        );
    }
    assert_eq!(other.state_hash().unwrap(), b.state_hash().unwrap());
}
