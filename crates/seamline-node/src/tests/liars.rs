//! Liars, poison and removed keys.

use super::{
    trouble::{Forge, keys, payload_of},
    *,
};
use seamline_feed::*;
use seamline_record::*;
use seamline_store::Change;

#[test]
fn a_stranger_learns_nothing_by_receipts() {
    let (world, mut a, _) = pair();
    log(&mut a, "m", vec![request("kurdistan", &[])]);
    let f = a.feed_statuses().into_iter().find(|f| f.origin.audience == to("kurdistan")).unwrap();
    let usa = world.node("usa/desk");
    let mut ask = |size| a.take_receipt(usa.id(), &Cosig { origin: f.origin.clone(), size, line: "x".into() });
    assert_eq!(ask(f.size), ask(f.size + 1));
}
#[test]
fn a_stretch_that_could_not_be_served_on_is_refused() {
    let (_, a, mut desk) = pair();
    let mut f = Forge::new("iraq/desk", "kurdistan");
    for i in 0..1100u32 {
        f.leaf(i.to_be_bytes().to_vec(), None);
    }
    assert_eq!(desk.take_leaves(a.id(), &f.sent_by(&keys("iraq/desk"))), Err(Bye::Quota));
    assert!(desk.feed_statuses().is_empty());
}
#[test]
fn a_party_over_quota_stores_nothing_more() {
    let (_, a, mut b) = pair();
    let mut n = 0;
    for i in 0..13u8 {
        let mut f = Forge::new("iraq/desk", "kurdistan");
        f.origin.feed.0[0] = i;
        for j in 0..1000u32 {
            f.act(RecordId(hash_of(&j.to_be_bytes())), vec![0]);
        }
        let r = b.take_leaves(a.id(), &f.sent_by(&keys("iraq/desk")));
        if r == Err(Bye::Quota) {
            n += 1;
        }
    }
    assert!(b.quarantine().unwrap().len() <= 11_000, "{} after {n} refusals", b.quarantine().unwrap().len());
}
pub(super) fn next(node: &Node, party: &str, change: &dyn Fn(&mut DocumentBody)) -> Vec<u8> {
    let root = SigningKey::from_bytes(&hash_of(party.as_bytes()).0);
    let held = node.directory().newest(&to(party).party).unwrap();
    let mut body =
        DocumentBody { version: held.body().version + 1, previous: Some(held.hash()), ..held.body().clone() };
    change(&mut body);
    let mut e = Endorsed::unsigned(body).unwrap();
    e.sign(&root.verifying_key(), &|m| root.sign(m).to_bytes());
    e.encode()
}
#[test]
fn a_removed_key_signs_nothing_new() {
    let (_, mut a, mut b) = pair();
    let stolen = signed_by_a(&mut a);
    let gone = |d: &mut DocumentBody| d.nodes.retain(|n| n.name.as_str() != "desk");
    assert!(b.admit_document(&next(&b, "iraq", &gone)).is_err(), "a key that merely vanishes could sign for ever");
    let v2 = next(&b, "iraq", &|d| {
        gone(d);
        d.closed.push(closure(&keys("iraq/desk"), "desk"));
    });
    b.admit_document(&v2).unwrap();
    let mut f = Forge::new("iraq/desk", "kurdistan");
    f.act(stolen.id(), payload_of(&stolen).encode());
    let frames = vec![Frame::Leaves(f.sent_by(&keys("iraq/desk")))];
    let part = Part { readers: vec![b.keys.seal.public()], frames };
    let sealed = bundle::write(b.id(), &[part], &mut |x: &mut [u8]| x.fill(7)).unwrap();
    let r = b.import_bundle(&holder(), &sealed);
    assert!(r.is_err() || b.item(stolen.id()).is_err(), "written with a key that was thrown out: {r:?}");
}
/// Closes a node's key with nothing of it standing.
pub(super) fn closure(keys: &NodeKeys, node: &str) -> Closure {
    let (feeds, keep) = (BTreeMap::new(), BTreeSet::new());
    Closure { key: keys.sign.verifying_key(), node: node.parse().unwrap(), feeds, keep }
}
fn signed_by_a(a: &mut Node) -> Statement {
    let id = log(a, "written by the thief", vec![]);
    a.statement(id).unwrap()
}
#[test]
fn a_ref_to_a_ministrys_record_does_not_reach_its_desk() {
    let (world, _, mut desk) = pair();
    let (mut hq, mut khq) = (world.node("iraq/hq"), world.node("kurdistan/hq"));
    clear(&mut khq, "iraq.command");
    let id = log(&mut khq, "ministry to ministry", vec![request("iraq.command", &[])]);
    sync(&mut khq, &mut hq);
    let mut new = about(Rel::Cites, id, "log-entry", &json!({"text": "t"}));
    new.release = vec![request("kurdistan", &[])];
    hq.record(&holder(), &new).unwrap();
    let e = sync(&mut hq, &mut desk);
    assert!(!e.frames.iter().any(|f| f.encode().windows(32).any(|w| w == id.0.0)));
}
#[test]
fn seen_does_not_tell_a_desk_of_its_ministrys_feed() {
    let (world, _, mut desk) = pair();
    let (mut hq, mut khq) = (world.node("iraq/hq"), world.node("kurdistan/hq"));
    clear(&mut khq, "iraq.command");
    log(&mut khq, "ministry to ministry", vec![request("iraq.command", &[])]);
    sync(&mut khq, &mut hq);
    let feed = khq.feed_statuses().into_iter().find(|f| f.origin.audience == to("iraq.command")).unwrap().origin.feed;
    log(&mut hq, "to all", vec![request("kurdistan", &[])]);
    let e = sync(&mut hq, &mut desk);
    assert!(!e.frames.iter().any(|f| f.encode().windows(16).any(|w| w == feed.0)));
}
#[test]
fn nobody_takes_anothers_tls_key() {
    let (_, a, mut b) = pair();
    let theirs = b.directory().node(b.id()).unwrap().tls;
    let doc = next(&a, "iraq", &|d| d.nodes[1].tls = theirs);
    assert_eq!(b.take_document(a.id(), &doc), Err(Bye::Document));
    assert_eq!(b.node_by_tls_key(&theirs.to_bytes()).as_ref(), Some(b.id()));
}
#[test]
fn content_does_not_depend_on_the_order_of_feeds() {
    let (world, mut a, _) = pair();
    let s = signed_by_a(&mut a);
    let good = payload_of(&s);
    let mut bad = good.clone();
    bad.openings[1].value = Value::text("forged");
    let mut one = Forge::new("iraq/desk", "kurdistan");
    one.act(s.id(), bad.encode());
    one.act(s.id(), seamline_release::Payload { record: None, openings: good.openings.clone() }.encode());
    let mut two = Forge::new("iraq/desk", "kurdistan");
    two.origin.feed.0[0] = 9;
    two.act(s.id(), seamline_release::Payload { openings: good.openings[..1].to_vec(), ..good }.encode());
    let states = [[&one, &two], [&two, &one]].map(|order| {
        let mut b = world.node("kurdistan/desk");
        for f in order {
            b.take_leaves(a.id(), &f.sent_by(&keys("iraq/desk"))).unwrap();
        }
        b.state_hash().unwrap()
    });
    assert_eq!(states[0], states[1]);
}
#[test]
fn an_ended_session_takes_nothing() {
    let (_, mut a, mut b) = pair();
    let id = log(&mut a, "told", vec![request("kurdistan", &[])]);
    let (mut l, mut r) = (Session::new(b.id().clone()), Session::new(a.id().clone()));
    let (x, y) = (l.start(&a).unwrap(), r.start(&b).unwrap());
    r.handle(&x, &mut b).unwrap();
    l.handle(&y, &mut a).unwrap();
    assert!(r.handle(&Frame::Doc(vec![0]), &mut b).is_err() && r.ended().is_some());
    while let Some(f) = l.poll(&a).unwrap() {
        let _ = r.handle(&f, &mut b);
    }
    assert!(b.item(id).is_err());
}
#[test]
fn both_ends_agree_on_the_shared_hash_beside_a_ministry_feed() {
    let (_, mut a, mut b) = pair();
    clear(&mut a, "kurdistan.command");
    log(&mut a, "all", vec![request("kurdistan", &[])]);
    log(&mut a, "m", vec![request("kurdistan.command", &[])]);
    sync(&mut a, &mut b);
    assert_eq!(a.shared_hash(b.id()).unwrap(), b.shared_hash(a.id()).unwrap());
}
#[test]
fn a_correction_refers_to_its_target_alone() {
    let (_, mut a, _) = pair();
    let withheld = log(&mut a, "ours", vec![]);
    let id = incident(&mut a, "two", "patrol", vec![request("kurdistan", &[])]);
    let mut c = about(Rel::Corrects, id, "correction", &json!({"summary": "three", "reason": "r"}));
    c.refs.push(Ref { rel: Rel::Cites, id: withheld });
    assert!(matches!(a.record(&holder(), &c), Err(NodeFault::CorrectsAlone)));
    assert!(a.item(id).unwrap().item.corrected.is_empty());
}
#[test]
fn a_damaged_act_of_a_sibling_does_not_stop_command() {
    let world = World::new();
    let (mut desk, mut hq) = (world.node("iraq/desk"), world.node("iraq/hq"));
    let id = log(&mut desk, "x", vec![]);
    sync(&mut desk, &mut hq);
    let mut f = Forge::new("iraq/desk", "kurdistan");
    f.act(id, b"x".to_vec());
    hq.take_leaves(desk.id(), &f.sent_by(&keys("iraq/desk"))).unwrap();
    let r = hq.release(&holder(), id, &request("kurdistan", &[]));
    assert!(r.is_ok(), "{r:?}");
}
#[test]
fn what_arrived_before_standing_is_receipted_later() {
    let (world, mut a, _) = pair();
    let mut b = world.node("kurdistan/new");
    let _ = b.standing().unwrap_err();
    let card = b.card();
    let v2 = next(&a, "kurdistan", &|d| d.nodes.push(card.clone()));
    a.admit_document(&v2).unwrap();
    log(&mut a, "told", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    sync(&mut a, &mut b);
    assert_eq!(a.traffic(&to("kurdistan").party).unwrap().unreceipted, 0);
}

#[test]
fn what_came_before_the_document_with_our_new_key_is_receipted_later() {
    let (world, mut a, old) = pair();
    log(&mut a, "told", vec![request("kurdistan", &[])]);
    let keys = NodeKeys::from_seeds([[1; 32], [2; 32], [3; 32], [4; 32]]);
    let (clock, random) = (Box::new(world.clock.clone()), Box::new(TestRandom::new()));
    let setup = Setup { id: old.id().clone(), keys, store: Box::new(Memory::default()), clock, random };
    let mut renewed = Node::start(setup).unwrap();
    for party in 0..3 {
        renewed.admit_document(world.document(party)).unwrap();
    }
    sync(&mut a, &mut renewed);
    assert_eq!(renewed.feed_statuses()[0].receipted, 0, "it does not stand with these keys yet");
    let (card, key) = (renewed.card(), old.card().sign);
    let v2 = next(&renewed, "kurdistan", &|d| {
        d.nodes.iter_mut().filter(|n| n.name == card.name).for_each(|n| *n = card.clone());
        d.closed = vec![Closure { key, node: card.name.clone(), feeds: [].into(), keep: [].into() }];
    });
    renewed.admit_document(&v2).unwrap();
    sync(&mut a, &mut renewed);
    assert_eq!(a.traffic(&to("kurdistan").party).unwrap().unreceipted, 0);
}

#[test]
fn a_kept_record_beyond_the_cut_arrives_after_the_document_too() {
    let (world, mut a, mut desk) = pair();
    let mut hq = world.node("kurdistan/hq");
    let kept = log(&mut a, "kept", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut desk);
    let (key, node) = (a.card().sign, a.card().name);
    let v2 = next(&a, "iraq", &|d| {
        d.nodes.retain(|n| n.name != node);
        d.closed = vec![Closure { key, node: node.clone(), feeds: [].into(), keep: [kept].into() }];
    });
    hq.admit_document(&v2).unwrap();
    desk.admit_document(&v2).unwrap();
    sync(&mut desk, &mut hq);
    assert!(desk.item(kept).is_ok());
    assert!(hq.item(kept).is_ok(), "what counts at one desk does not reach another that heard of the closing first");
}

#[test]
fn a_damaged_disk_gives_no_cuts() {
    let (_, mut a, _) = pair();
    log(&mut a, "told", vec![request("kurdistan", &[])]);
    assert!(a.cuts(a.id(), Upto::Held).is_ok());
    let feed = a.feed_statuses().into_iter().find(|f| f.origin.audience == to("kurdistan")).unwrap().origin.to_string();
    let mut entry = a.store.entries(&feed, 1, 1, 0).unwrap().remove(0);
    entry.leaf[3] ^= 1;
    a.store.apply(&[Change::Entry { feed, entry }]).unwrap();
    assert!(matches!(a.cuts(a.id(), Upto::Held), Err(NodeFault::Row(_))), "everyone would repudiate the true history");
}

#[test]
fn a_peer_is_not_told_whom_else_we_know() {
    let (_, mut a, mut b) = pair();
    let root = SigningKey::from_bytes(&[9; 32]);
    let k = NodeKeys::from_seeds([[1; 32], [2; 32], [3; 32], [4; 32]]).card("ministry".parse().unwrap());
    let mut body = a.directory().newest(&to("usa").party).unwrap().body().clone();
    (body.party, body.audiences, body.nodes, body.roots) =
        ("secret-friend".parse().unwrap(), vec![], vec![k], vec![root.verifying_key()]);
    let mut e = Endorsed::unsigned(body).unwrap();
    e.sign(&root.verifying_key(), &|m| root.sign(m).to_bytes());
    a.admit_document(&e.encode()).unwrap();
    let e = sync(&mut a, &mut b);
    let n = e.frames.iter().filter(|f| f.encode().windows(13).any(|w| w == b"secret-friend")).count();
    assert_eq!(n, 0, "HELLO and DOC name a party that the peer was never told of");
}
#[test]
fn own_desk_is_not_shown_ids_of_what_the_ministry_keeps() {
    let world = World::new();
    let (mut hq, mut desk) = (world.node("iraq/hq"), world.node("iraq/desk"));
    let kept = log(&mut hq, "ministry only", vec![]);
    let mut new = about(Rel::Cites, kept, "log-entry", &json!({"text": "orders"}));
    new.release = vec![request("iraq", &[])];
    hq.record(&holder(), &new).unwrap();
    let e = sync(&mut hq, &mut desk);
    assert!(!e.frames.iter().any(|f| f.encode().windows(32).any(|w| w == kept.0.0)));
}
#[test]
fn a_peer_that_announced_a_newer_document_is_heard_first() {
    let (world, mut a, _) = pair();
    let mut hq = world.node("kurdistan/hq");
    clear(&mut a, "kurdistan.command");
    let v2 = next(&hq, "kurdistan", &|d| {
        d.audiences[0].nodes.clear();
    });
    hq.admit_document(&v2).unwrap();
    log(&mut a, "CANARY", vec![request("kurdistan.command", &[])]);
    let all = log(&mut a, "for all", vec![request("kurdistan", &[])]);
    for _ in 0..3 {
        assert_eq!(sync(&mut a, &mut hq).ended, [None, None]);
    }
    assert!(a.directory().newest(&to("kurdistan").party).unwrap().body().version == 2, "never told");
    let _ = all;
}
#[test]
fn a_correction_follows_by_rule_even_of_one_who_may_not_release() {
    let (_, mut a, _) = pair();
    let id = incident(&mut a, "x", "s", vec![]);
    let duty = Officer { name: "night".into(), roles: vec![Role::DutyOfficer], limits: None };
    a.release(&holder(), id, &request("kurdistan", &["summary", "source"])).unwrap();
    assert!(a.release(&duty, id, &request("kurdistan", &["type"])).is_err());
    let told = |a: &Node| a.feed_statuses().into_iter().find(|f| f.origin.audience == to("kurdistan")).unwrap().size;
    let before = told(&a);
    let change = json!({"summary": "PUSHED WITHOUT THE ROLE", "reason": "CANARY"});
    a.record(&duty, &about(Rel::Corrects, id, "correction", &change)).unwrap();
    assert_eq!(told(&a), before + 1);
}
#[test]
fn quota_poison_does_not_cut_siblings() {
    let (world, a, mut desk) = pair();
    let mut hq = world.node("kurdistan/hq");
    for i in 0..13u8 {
        let mut f = Forge::new("iraq/desk", "kurdistan");
        f.origin.feed.0[0] = i;
        for j in 0..900u32 {
            f.act(RecordId(hash_of(&j.to_be_bytes())), vec![0]);
        }
        let _ = desk.take_leaves(a.id(), &f.sent_by(&keys("iraq/desk")));
    }
    let e = sync(&mut desk, &mut hq);
    assert_eq!(e.ended, [None, None]);
}
#[test]
fn fork_of_equal_size_is_noticed_not_fatal() {
    let (world, mut a, mut desk) = pair();
    let mut hq = world.node("kurdistan/hq");
    for node in [&mut desk, &mut hq] {
        let id = log(&mut a, node.id().node.as_str(), vec![]);
        let s = a.statement(id).unwrap();
        let mut f = Forge::new("iraq/desk", "kurdistan");
        f.act(s.id(), payload_of(&s).encode());
        node.take_leaves(a.id(), &f.sent_by(&keys("iraq/desk"))).unwrap();
        world.pass(1000);
    }
    let id = log(&mut desk, "home", vec![]);
    assert_eq!(sync(&mut desk, &mut hq).ended, [None, None]);
    assert!(hq.item(id).is_ok(), "a quarrel of a liar's making must not stand between siblings");
    assert!(!hq.alarms().unwrap().is_empty() && !desk.alarms().unwrap().is_empty());
    let id = log(&mut a, "x", vec![request("kurdistan", &[])]);
    assert_eq!(sync(&mut a, &mut desk).ended, [None, None]);
    assert!(desk.item(id).is_ok());
}
