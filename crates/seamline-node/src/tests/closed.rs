//! Closed keys: what stands is the same for everyone, whatever arrived first.

use proptest::prelude::*;
use seamline_feed::{Intake, Lane, Leaf, Leaves, Origin};
use seamline_record::{Closure, Cut, Hash, Statement};

use super::{
    liars::{closure, next},
    trouble::{Forge, keys, payload_of},
    *,
};

/// The iraqi desk's feed to Kurdistan as a thief went on with it by hand: an opening leaf and one act per record.
struct Stolen {
    forge: Forge,
    records: Vec<Statement>,
}

fn stolen(count: usize) -> Stolen {
    let world = World::new();
    let mut desk = world.node("iraq/desk");
    let mut forge = Forge::new("iraq/desk", "kurdistan");
    let mut records = vec![];
    for n in 0..count {
        let id = log(&mut desk, &format!("entry {n}"), vec![]);
        let statement = desk.statement(id).unwrap();
        forge.act(id, payload_of(&statement).encode());
        records.push(statement);
    }
    Stolen { forge, records }
}

impl Stolen {
    /// Leaves `start..end` under a checkpoint at `end`.
    fn stretch(&self, start: usize, end: usize) -> Leaves {
        let mut part = Forge::new("iraq/desk", "kurdistan");
        part.entries.clear();
        part.frontier = seamline_feed::Frontier::default();
        for entry in &self.forge.entries[..end] {
            part.leaf(entry.leaf.clone(), entry.payload.clone());
        }
        let mut leaves = part.sent_by(&keys("iraq/desk"));
        leaves.entries.drain(..start);
        Leaves { start: start as u64, ..leaves }
    }

    fn cut(&self, size: u64) -> Closure {
        let mut frontier = seamline_feed::Frontier::default();
        for entry in &self.forge.entries[..size as usize] {
            frontier.push(&entry.leaf).unwrap();
        }
        let cut = Cut { size, root: Hash(frontier.root().0) };
        Closure { feeds: BTreeMap::from([(self.forge.origin.feed.0, cut)]), ..closure(&keys("iraq/desk"), "desk") }
    }
}

fn closing(node: &Node, closure: &Closure) -> Vec<u8> {
    next(node, "iraq", &|d| {
        d.nodes.retain(|n| n.name.as_str() != "desk");
        d.closed.push(closure.clone());
    })
}

fn desk_of(id: &str) -> NodeId {
    id.parse().unwrap()
}

#[test]
fn what_lies_beyond_the_cut_is_shown_as_repudiated_and_counts_no_more() {
    let stolen = stolen(4);
    let mut b = World::new().node("kurdistan/desk");
    b.take_leaves(&desk_of("iraq/desk"), &stolen.stretch(0, 5)).unwrap();
    assert_eq!(b.record_count().unwrap(), 4);
    let document = closing(&b, &stolen.cut(3));
    assert!(b.admit_document(&document).unwrap());
    let state = |n: usize| b.item(stolen.records[n].id()).map(|l| (l.item.state.clone(), l.item.repudiated));
    assert_eq!(state(1).unwrap(), ("entry".to_owned(), None));
    assert_eq!(state(2).unwrap(), ("repudiated".to_owned(), Some(2)));
    assert_eq!(b.record_count().unwrap(), 2);
    // What was told can still be proved, though its party has taken it back.
    let proof = b.evidence(&holder(), stolen.records[3].id(), &to("iraq").party).unwrap();
    let finding = seamline_feed::Evidence::decode(&proof.bytes).unwrap().verify(b.directory()).unwrap();
    assert_eq!(finding.acts()[0].repudiated.map(|r| r.version), Some(2));
    let sure = b.evidence(&holder(), stolen.records[0].id(), &to("iraq").party).unwrap();
    let mut file = seamline_feed::Evidence::decode(&sure.bytes).unwrap();
    let standing = |file: &seamline_feed::Evidence| {
        let finding = file.verify(b.directory()).unwrap();
        (finding.acts()[0].repudiated.map(|r| r.version), finding.acts()[0].unshown.map(|r| r.version))
    };
    assert_eq!(standing(&file), (None, None));
    // A thief and a reader in league could make the same file without the path.
    assert!(file.acts[0].in_cut.take().is_some());
    assert_eq!(standing(&file), (None, Some(2)));
    assert_eq!(b.rebuild().unwrap(), 4);
    assert_eq!(b.item(stolen.records[3].id()).unwrap().item.state, "repudiated");
}

#[test]
fn a_stretch_ends_where_its_key_was_cut_so_that_receipts_up_to_there_can_be_kept() {
    let stolen = stolen(4);
    let mut b = World::new().node("kurdistan/desk");
    for (start, end) in [(0, 3), (3, 5)] {
        b.take_leaves(&desk_of("iraq/desk"), &stolen.stretch(start, end)).unwrap();
    }
    let origin = stolen.forge.origin.clone();
    let end = |node: &Node| seamline_feed::Holdings::stretch(node, &origin, 0).unwrap().map(|l| l.entries.len());
    assert_eq!(end(&b), Some(5));
    b.admit_document(&closing(&b, &stolen.cut(3))).unwrap();
    assert_eq!(end(&b), Some(3));
    // Where no checkpoint stands at the cut there is nothing to end at.
    let mut at_once = World::new().node("kurdistan/desk");
    at_once.take_leaves(&desk_of("iraq/desk"), &stolen.stretch(0, 5)).unwrap();
    at_once.admit_document(&closing(&at_once, &stolen.cut(3))).unwrap();
    assert_eq!(end(&at_once), Some(5));
}

#[test]
fn whoever_gets_a_closed_feed_anew_gets_a_receipt_that_proves_what_stands() {
    let stolen = stolen(4);
    let origin = &stolen.forge.origin;
    let from = desk_of("iraq/desk");
    let mut b = World::new().node("kurdistan/desk");
    let receipt = |node: &Node, above: u64| seamline_feed::Holdings::newest_receipt(node, origin, above).unwrap();
    let stretch = |node: &Node, start: u64| seamline_feed::Holdings::stretch(node, origin, start).unwrap();
    let mut given = vec![];
    for (start, end) in [(0, 3), (3, 5)] {
        b.take_leaves(&from, &stolen.stretch(start, end)).unwrap();
        given.extend(receipt(&b, 0));
    }
    let sizes = |receipts: &[seamline_feed::Cosig]| receipts.iter().map(|one| one.size).collect::<Vec<_>>();
    assert_eq!(sizes(&given), [3, 5]);
    b.admit_document(&closing(&b, &stolen.cut(3))).unwrap();
    assert_eq!((receipt(&b, 0).map(|one| one.size), stretch(&b, 3).is_none()), (Some(3), true));

    // One who holds only the receipt from beyond the cut passes on as much as that takes.
    let mut hq = World::new().node("iraq/hq");
    for (start, end) in [(0, 3), (3, 5)] {
        hq.take_leaves(&from, &stolen.stretch(start, end)).unwrap();
    }
    hq.take_receipt(&desk_of("kurdistan/desk"), &given[1]).unwrap();
    hq.admit_document(&closing(&hq, &stolen.cut(3))).unwrap();
    let mut restored = World::new().node("iraq/desk");
    restored.admit_document(&closing(&restored, &stolen.cut(3))).unwrap();
    for (start, end) in [(0, 3), (3, 5)] {
        let leaves = stretch(&hq, start).unwrap();
        assert_eq!(leaves.start + leaves.entries.len() as u64, end);
        restored.take_leaves(&desk_of("iraq/hq"), &leaves).unwrap();
    }
    restored.take_receipt(&desk_of("iraq/hq"), &receipt(&hq, 0).unwrap()).unwrap();
    assert_eq!(receipt(&restored, 0).map(|one| one.size), Some(5));
    assert!(stretch(&hq, 5).is_none());
}

#[test]
fn another_history_than_the_one_that_was_cut_is_void_or_refused() {
    let stolen = stolen(4);
    let mut forged = stolen.cut(3);
    forged.feeds.values_mut().for_each(|cut| cut.root = hash_of(b"another history"));
    let mut before = World::new().node("kurdistan/desk");
    before.take_leaves(&desk_of("iraq/desk"), &stolen.stretch(0, 5)).unwrap();
    before.admit_document(&closing(&before, &forged)).unwrap();
    assert_eq!(before.record_count().unwrap(), 0);
    let mut after = World::new().node("kurdistan/desk");
    after.admit_document(&closing(&after, &forged)).unwrap();
    let refused = after.take_leaves(&desk_of("iraq/desk"), &stolen.stretch(0, 5));
    assert_eq!((refused, after.record_count().unwrap()), (Err(seamline_feed::Bye::Feed), 0));
}

#[test]
fn a_sibling_that_vouches_makes_a_record_stand() {
    let (stolen, world) = (stolen(1), World::new());
    let (mut hq, mut b) = (world.node("iraq/hq"), world.node("kurdistan/desk"));
    let theirs = desk_of("iraq/desk");
    b.take_leaves(&theirs, &stolen.stretch(0, 2)).unwrap();
    // The command was told by the desk before, in a feed that the cut lists.
    let mut to_command = Forge::new("iraq/desk", "iraq.command");
    to_command.act(stolen.records[0].id(), payload_of(&stolen.records[0]).encode());
    hq.take_leaves(&theirs, &to_command.sent_by(&keys("iraq/desk"))).unwrap();
    let cut = Cut { size: 2, root: Hash(to_command.frontier.root().0) };
    let listed =
        Closure { feeds: BTreeMap::from([(to_command.origin.feed.0, cut)]), ..closure(&keys("iraq/desk"), "desk") };
    let mut other = stolen.cut(1);
    other.feeds = listed.feeds.clone();
    let document = closing(&b, &other);
    for node in [&mut b, &mut hq] {
        node.admit_document(&document).unwrap();
    }
    let id = stolen.records[0].id();
    assert_eq!(hq.item(id).unwrap().item.repudiated, None);
    let mut told = world.node("kurdistan/hq");
    told.admit_document(&document).unwrap();
    // The feed to Kurdistan has another id than the one listed there, so nothing of it stands by itself.
    assert_eq!(hq.release(&holder(), id, &request("kurdistan", &[])).ok(), Some(true));
    sync(&mut hq, &mut told);
    assert_eq!(told.item(id).unwrap().item.state, "entry");
}

#[test]
fn a_record_is_repudiated_by_name_and_given_back() {
    let (_, mut a, mut b) = pair();
    let id = log(&mut a, "mistaken", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    let void = next(&b, "iraq", &|d| d.void = BTreeSet::from([id]));
    for node in [&mut a, &mut b] {
        node.admit_document(&void).unwrap();
        assert_eq!(node.item(id).unwrap().item.repudiated, Some(2));
        assert_eq!(node.record_count().unwrap(), 0);
    }
    assert!(matches!(a.release(&holder(), id, &request("usa", &[])), Err(NodeFault::Repudiated(_, 2))));
    let back = next(&b, "iraq", &|d| d.void.clear());
    for node in [&mut a, &mut b] {
        node.admit_document(&back).unwrap();
        assert_eq!((node.item(id).unwrap().item.repudiated, node.record_count().unwrap()), (None, 1));
    }
}

#[test]
fn a_rotated_node_goes_on_in_a_new_feed_and_its_old_one_stands() {
    let (world, mut a, mut b) = pair();
    let first = log(&mut a, "under the old key", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    let mut old = closure(&keys("iraq/desk"), "desk");
    for feed in a.feed_statuses().into_iter().filter(|f| f.origin.node == *a.id()) {
        let frontier = &a.feeds[&feed.origin].frontier;
        old.feeds.insert(feed.origin.feed.0, Cut { size: feed.size, root: Hash(frontier.root().0) });
    }
    let fresh = || NodeKeys::from_seeds(["s", "c", "t", "x"].map(|purpose| hash_of(purpose.as_bytes()).0));
    let document = next(&b, "iraq", &|d| {
        d.nodes.retain(|n| n.name.as_str() != "desk");
        d.nodes.push(fresh().card("desk".parse().unwrap()));
        d.closed.push(old.clone());
    });
    a.admit_document(&document).unwrap();
    assert!(a.record(&holder(), &entry("log-entry", &json!({"text": "t"}), vec![])).is_err(), "the old key signs on");
    let Node { id, store, .. } = a;
    let (clock, random) = (Box::new(world.clock.clone()), Box::new(TestRandom::new()));
    let mut a = Node::start(Setup { id, keys: fresh(), store, clock, random }).unwrap();
    let second = log(&mut a, "under the new key", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    for id in [first, second] {
        assert_eq!(b.item(id).unwrap().item.state, "entry");
    }
    assert_eq!(a.shared_hash(b.id()).unwrap(), b.shared_hash(a.id()).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_verdict_does_not_depend_on_what_arrived_first(
        cut in 1u64..6, told_at in 0usize..4, ends in proptest::collection::vec(1usize..7, 3), kept in 0usize..5
    ) {
        let stolen = stolen(5);
        let mut closure = stolen.cut(cut);
        closure.keep.insert(stolen.records[kept].id());
        let mut states = vec![];
        for told_at in [told_at, 3, 0] {
            let mut node = World::new().node("kurdistan/desk");
            let document = closing(&node, &closure);
            let mut ends = ends.clone();
            ends.sort_unstable();
            ends.push(6);
            let mut start = 0;
            for (turn, end) in ends.into_iter().enumerate() {
                if turn == told_at {
                    node.admit_document(&document).unwrap();
                }
                if end > start {
                    node.take_leaves(&desk_of("iraq/desk"), &stolen.stretch(start, end)).unwrap();
                    start = node.feed_statuses().first().map_or(0, |f| f.size as usize);
                }
            }
            let kept_stands = stolen.records[kept].id();
            let held = node.item(kept_stands).is_ok();
            if held {
                prop_assert_eq!(node.item(kept_stands).unwrap().item.repudiated, None);
            }
            let standing = node.list(&ViewQuery { limit: 99, ..ViewQuery::default() }).unwrap().items;
            let standing: BTreeSet<_> =
                standing.into_iter().filter(|l| l.item.repudiated.is_none() && l.item.id != kept_stands).map(|l| l.item.id).collect();
            states.push(standing);
        }
        prop_assert_eq!(&states[0], &states[1]);
        prop_assert_eq!(&states[0], &states[2]);
        let expected: BTreeSet<_> = stolen.records[..(cut as usize - 1).min(5)].iter().map(Statement::id)
            .filter(|id| *id != stolen.records[kept].id()).collect();
        prop_assert_eq!(&states[0], &expected);
    }
}

#[test]
fn a_leaf_on_the_lane_of_files_is_no_act_on_a_record() {
    let mut b = World::new().node("kurdistan/desk");
    let stolen = stolen(1);
    let mut leaves = stolen.stretch(0, 2);
    leaves.origin = Origin { lane: Lane::Files, ..leaves.origin };
    assert!(b.take_leaves(&desk_of("iraq/desk"), &leaves).is_err());
    assert!(matches!(Leaf::decode(&leaves.entries[1].leaf), Ok(Leaf::Act(_))));
}
