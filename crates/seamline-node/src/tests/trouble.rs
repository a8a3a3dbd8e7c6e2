//! Liars, strangers and mistakes: each its own answer, nothing else disturbed.

use seamline_feed::{Bye, Checkpoint, Equivocation, FeedId, Frontier, Intake, Lane, Leaf, Leaves, Origin};
use seamline_record::{Draft, Label, Statement, Value};
use seamline_release::{Act, Mode, Payload};

use super::*;

/// A feed that a liar with good keys wrote by hand.
pub(super) struct Forge {
    pub(super) origin: Origin,
    pub(super) frontier: Frontier,
    pub(super) entries: Vec<seamline_feed::Entry>,
}

impl Forge {
    pub(super) fn new(from: &str, audience: &str) -> Self {
        let origin =
            Origin { node: from.parse().unwrap(), audience: to(audience), lane: Lane::Records, feed: FeedId([7; 16]) };
        let mut forge = Self { origin, frontier: Frontier::default(), entries: vec![] };
        forge.leaf(Leaf::Open(None).encode(), None);
        forge
    }

    pub(super) fn leaf(&mut self, leaf: Vec<u8>, payload: Option<Vec<u8>>) {
        self.frontier.push(&leaf).unwrap();
        self.entries.push(seamline_feed::Entry { leaf, payload });
    }

    pub(super) fn act(&mut self, record: RecordId, payload: Vec<u8>) {
        let (payload_hash, audit) = (hash_of(&payload), hash_of(b"audit"));
        let act = Act { mode: Mode::Copy, record, payload: payload_hash, claimed_time: 1, audit };
        self.leaf(Leaf::Act(act).encode(), Some(payload));
    }

    pub(super) fn sent_by(&self, signer: &NodeKeys) -> Leaves {
        let checkpoint = Checkpoint::new(self.origin.clone(), &self.frontier).sign(&signer.sign);
        Leaves { origin: self.origin.clone(), start: 0, entries: self.entries.clone(), checkpoint }
    }
}

pub(super) fn keys(id: &str) -> NodeKeys {
    NodeKeys::from_seeds(seeds(&id.parse().unwrap()))
}

pub(super) fn signed_log(node: &mut Node) -> Statement {
    let id = log(node, "told", vec![]);
    node.statement(id).unwrap()
}

pub(super) fn payload_of(statement: &Statement) -> Payload {
    let openings = statement.openings().filter(|o| o.index != seamline_record::AUTHOR).cloned().collect();
    Payload { record: Some(statement.record().bytes().to_vec()), openings }
}

#[test]
fn bad_content_is_quarantined_receipted_and_disturbs_nothing() {
    let (_, mut a, mut b) = pair();
    let (from, good) = (a.id().clone(), signed_log(&mut a));
    let mut forge = Forge::new("iraq/desk", "kurdistan");
    let mut wrong_slot = payload_of(&good);
    wrong_slot.openings[1].value = Value::text("forged");
    forge.act(good.id(), wrong_slot.encode());
    let mut broken = payload_of(&good);
    if let Some(byte) = broken.record.as_mut().and_then(|bytes| bytes.last_mut()) {
        *byte ^= 1;
    }
    forge.act(good.id(), broken.encode());
    forge.act(good.id(), b"not cbor".to_vec());
    forge.act(RecordId(hash_of(b"never sent")), Payload { record: None, openings: vec![] }.encode());
    forge.leaf(Value::Array(vec![Value::Int(42)]).encode(), None);
    forge.act(good.id(), payload_of(&good).encode());
    b.take_leaves(&from, &forge.sent_by(&keys("iraq/desk"))).unwrap();
    let reasons: Vec<String> = b.quarantine().unwrap().into_iter().map(|(_, _, reason)| reason).collect();
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    assert!(reasons[0].contains("another value than the one signed"), "{reasons:?}");
    assert!(reasons[1].contains("forged"), "{reasons:?}");
    assert!(reasons[2].contains("payload is malformed") && reasons[3].contains("not sent before"), "{reasons:?}");
    assert_eq!(items(&b).len(), 1, "the good act beside the bad ones must count");
    assert_eq!(b.feed_statuses()[0].receipted, 7, "a poison leaf must not wedge the link");
}

#[test]
fn only_the_originators_party_releases() {
    let (world, mut a, mut b) = pair();
    let mut c = world.node("usa/desk");
    let told = log(&mut a, "told to kurdistan", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    let refused = b.release(&holder(), told, &request("usa", &[])).unwrap_err();
    assert!(refused.to_string().contains("only the originator's party"), "{refused}");
    let statement = b.statement(told).unwrap();
    let mut forge = Forge::new("kurdistan/desk", "usa");
    forge.act(told, payload_of(&statement).encode());
    c.take_leaves(b.id(), &forge.sent_by(&keys("kurdistan/desk"))).unwrap();
    assert!(c.quarantine().unwrap()[0].2.contains("did not write it"));
    assert!(c.item(told).is_err());
}

#[test]
fn transport_lies_end_the_session_and_store_nothing() {
    let (_, mut a, mut b) = pair();
    let (from, good) = (a.id().clone(), signed_log(&mut a));
    let mut forge = Forge::new("iraq/desk", "kurdistan");
    forge.act(good.id(), payload_of(&good).encode());
    let honest = forge.sent_by(&keys("iraq/desk"));
    let mut refuse = |leaves: Leaves, bye: Bye| {
        assert_eq!(b.take_leaves(&from, &leaves), Err(bye));
        assert!(b.feed_statuses().is_empty() && items(&b).is_empty());
    };
    refuse(forge.sent_by(&keys("usa/desk")), Bye::Feed);
    let mut other_payload = honest.clone();
    other_payload.entries[1].payload = Some(vec![0]);
    refuse(other_payload, Bye::Feed);
    let mut no_payload = honest.clone();
    no_payload.entries[1].payload = None;
    refuse(no_payload, Bye::Feed);
    let mut gap = honest.clone();
    gap.start = 1;
    refuse(gap, Bye::Feed);
    let mut short = honest.clone();
    short.entries.pop();
    refuse(short, Bye::Feed);
    let mut long_leaf = honest.clone();
    long_leaf.entries[1].leaf = vec![0; 2000];
    refuse(long_leaf, Bye::Feed);
    let foreign = Forge::new("iraq/desk", "usa").sent_by(&keys("iraq/desk"));
    refuse(foreign, Bye::NotHolder);
    let mut stranger = honest.clone();
    stranger.origin.node.node = "ghost".parse().unwrap();
    assert_eq!(b.take_leaves(&from, &stranger), Err(Bye::NotHolder));
    stranger.origin.node.party = "mars".parse().unwrap();
    // Nothing is kept of a party that is not known, and who carries it is no liar.
    let feeds = b.feed_statuses().len();
    assert_eq!(b.take_leaves(&"kurdistan/hq".parse().unwrap(), &stranger), Ok(()));
    assert_eq!(b.feed_statuses().len(), feeds);
    assert_eq!(b.take_leaves(&from, &honest), Ok(()));
}

#[test]
fn what_a_later_version_sends_is_receipted_inert_and_passed_on_without_what_stood_beside_it() {
    let (world, a, mut b) = pair();
    let mut hq = world.node("kurdistan/hq");
    let mut forge = Forge::new("iraq/desk", "kurdistan");
    // Mode 1: disclosure without a copy.
    let hash = || Value::from(&[3; 32][..]);
    let act = Value::Array(vec![Value::Int(1), hash(), hash(), Value::Int(1), hash()]);
    forge.leaf(Value::Array(vec![Value::Int(1), act]).encode(), Some(b"for the eyes of a later version".to_vec()));
    b.take_leaves(a.id(), &forge.sent_by(&keys("iraq/desk"))).unwrap();
    assert_eq!(b.feed_statuses()[0].receipted, 2);
    let exchange = sync(&mut b, &mut hq);
    assert_eq!((exchange.ended, hq.feed_statuses()[0].size), ([None, None], 2));
    assert!(!exchange.frames.iter().any(|f| f.encode().windows(8).any(|w| w == b"the eyes")));
    assert!(b.quarantine().unwrap().is_empty());
}

#[test]
fn two_histories_of_one_feed_are_refused() {
    let (_, mut a, mut b) = pair();
    let from = a.id().clone();
    let (one, two) = (signed_log(&mut a), signed_log(&mut a));
    let mut first = Forge::new("iraq/desk", "kurdistan");
    first.act(one.id(), payload_of(&one).encode());
    let mut second = Forge::new("iraq/desk", "kurdistan");
    second.act(two.id(), payload_of(&two).encode());
    assert_eq!(b.take_leaves(&from, &first.sent_by(&keys("iraq/desk"))), Ok(()));
    assert_eq!(b.take_leaves(&from, &second.sent_by(&keys("iraq/desk"))), Err(Bye::Feed));
    assert!(b.item(one.id()).is_ok() && b.item(two.id()).is_err());
    proves_two_histories(&b, &first.origin);
}

/// The proof that a node keeps holds with nothing but the file and the documents, and no byte of it can be changed.
fn proves_two_histories(node: &Node, origin: &Origin) {
    let proofs = node.equivocations().unwrap();
    let [(about, file)] = &proofs[..] else { panic!("{} proofs", proofs.len()) };
    assert_eq!(*about, origin.to_string());
    let verify = |bytes: &[u8]| Equivocation::decode(bytes).and_then(|proof| proof.verify(node.directory()));
    assert_eq!(verify(file).as_ref(), Ok(origin));
    assert_eq!(verify(&Equivocation::decode(file).unwrap().encode()).as_ref(), Ok(origin));
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert!(verify(&changed).is_err(), "byte {at}");
    }
}

#[test]
fn histories_that_part_after_a_while_are_proved_by_their_first_difference() {
    let (_, mut a, mut b) = pair();
    let (from, records) = (a.id().clone(), [signed_log(&mut a), signed_log(&mut a), signed_log(&mut a)]);
    let forge = |order: &[usize]| {
        let mut forge = Forge::new("iraq/desk", "kurdistan");
        for n in order {
            forge.act(records[*n].id(), payload_of(&records[*n]).encode());
        }
        forge
    };
    let (held, longer) = (forge(&[0, 1]), forge(&[0, 2, 1, 2]));
    b.take_leaves(&from, &held.sent_by(&keys("iraq/desk"))).unwrap();
    let mut stretch = longer.sent_by(&keys("iraq/desk"));
    stretch.start = 1;
    stretch.entries.remove(0);
    assert_eq!(b.take_leaves(&from, &stretch), Err(Bye::Feed));
    proves_two_histories(&b, &held.origin);
    assert!(matches!(Equivocation::decode(&b.equivocations().unwrap()[0].1), Ok(Equivocation::Leaves(_))));
    // Two heads of one history are no proof of two.
    let heads = [forge(&[0]), forge(&[0, 1])].map(|f| f.sent_by(&keys("iraq/desk")).checkpoint);
    let same = Equivocation::Heads(heads).in_order();
    assert_eq!(same.verify(b.directory()), Err(seamline_feed::NoEquivocation::Consistent));
}

#[test]
fn a_receipt_by_a_stranger_or_over_other_bytes_is_refused() {
    let (world, mut a, mut b) = pair();
    log(&mut a, "told", vec![request("kurdistan", &[])]);
    let mut receipts = vec![];
    sync_through(&mut b, &mut a, &mut |frame| {
        if let Frame::Cosig(cosig) = &frame {
            receipts.push(cosig.clone());
            return None;
        }
        Some(frame)
    });
    let receipt = receipts.first().expect("the receiver sent its receipt");
    let from = b.id().clone();
    let mut other_size = receipt.clone();
    other_size.size = 1;
    assert_eq!(a.take_receipt(&from, &other_size), Ok(()), "of a size not kept: no use, no fault");
    let c = world.node("usa/desk");
    let mut forged = receipt.clone();
    forged.line = forged.line.replace("kurdistan/desk", "usa/desk");
    assert_eq!(a.take_receipt(&from, &forged), Ok(()), "whoever only carries it may believe in it");
    assert_eq!(a.traffic(&to("kurdistan").party).unwrap().last_receipt, None);
    let mut broken = receipt.clone();
    let (start, signature) = broken.line.rsplit_once(' ').map(|(s, e)| (s.to_owned(), e.to_owned())).unwrap();
    broken.line = format!("{start} {}", signature.replacen(&signature[20..24], "AAAA", 1));
    assert_eq!(a.take_receipt(&from, &broken), Err(Bye::Receipt), "it signed for ours itself");
    assert_eq!(a.take_receipt(c.id(), receipt), Ok(()), "to one who may not hold the feed it says nothing");
    assert_eq!(a.traffic(&to("kurdistan").party).unwrap().last_receipt, None);
    assert_eq!(a.take_receipt(&from, receipt), Ok(()));
    assert_eq!(a.traffic(&to("kurdistan").party).unwrap().unreceipted, 0);
}

#[test]
fn a_record_that_names_a_document_not_here_yet_counts_once_it_arrives() {
    let (world, mut a, mut b) = pair();
    a.admit_document(&world.next_document("iraq")).unwrap();
    let (from, told) = (a.id().clone(), log(&mut a, "told", vec![request("kurdistan", &[])]));
    // A carrier that brings the entries before the document.
    let feed = a.feed_statuses().into_iter().find(|f| f.origin.audience == to("kurdistan")).unwrap();
    let leaves = seamline_feed::Holdings::stretch(&a, &feed.origin, 0).unwrap().unwrap();
    b.take_leaves(&from, &leaves).unwrap();
    assert!(b.item(told).is_err() && b.quarantine().unwrap()[0].2.contains("not here yet"));
    assert_eq!(sync(&mut a, &mut b).ended, [None, None]);
    assert!(b.item(told).is_ok() && b.quarantine().unwrap().is_empty());
    assert_eq!(b.feed_statuses()[0].receipted, feed.size, "receipts do not wait for content");
}

#[test]
fn the_first_document_of_a_party_does_not_come_by_wire() {
    let world = World::new();
    let mut a = world.node("iraq/desk");
    log(&mut a, "told", vec![request("kurdistan", &[])]);
    let mut stranger = world.bare("kurdistan/desk", Box::new(Memory::default()));
    stranger.admit_document(world.document(1)).unwrap();
    assert_eq!(sync(&mut a, &mut stranger).ended[1], Some(Bye::Document));
    assert!(stranger.directory().newest(&"iraq".parse().unwrap()).is_none() && items(&stranger).is_empty());
}

#[test]
fn a_role_that_may_not_release_is_told_who_may() {
    let (_, mut a, _) = pair();
    let id = log(&mut a, "ours", vec![]);
    let duty = Officer { name: "night".to_owned(), roles: vec![Role::DutyOfficer], limits: None };
    let refused = a.release(&duty, id, &request("kurdistan", &[])).unwrap_err().to_string();
    assert_eq!(refused, "night may not release: it takes the role of releasing-officer or chief");
    let auditor = Officer { name: "auditor".to_owned(), roles: vec![Role::Auditor], limits: None };
    assert!(matches!(
        a.record(&auditor, &entry("log-entry", &json!({"text": "x"}), vec![])),
        Err(NodeFault::Role { .. })
    ));
    assert!(matches!(a.release(&holder(), id, &request("mars", &[])), Err(NodeFault::NoSuchParty(_))));
}

#[test]
fn any_officer_may_send_a_desk_message_to_the_desk_that_it_names_and_nothing_else() {
    let (_, mut a, mut b) = pair();
    let duty = Officer { name: "night".to_owned(), roles: vec![Role::DutyOfficer], limits: None };
    let message = |to: &str, release: Vec<ReleaseRequest>| {
        entry("desk-message", &json!({"centre": "makhmour", "to": to, "text": "call us", "urgent": true}), release)
    };
    let sent = a.record(&duty, &message("kurdistan", vec![])).unwrap();
    assert_eq!(sent.released, [to("kurdistan")]);
    sync(&mut a, &mut b);
    assert_eq!(b.item(sent.id).unwrap().item.title.as_deref(), Some("call us"));
    let elsewhere = a.record(&duty, &message("kurdistan", vec![request("usa", &[])]));
    assert!(matches!(elsewhere, Err(NodeFault::Role { .. })), "{elsewhere:?}");
    assert!(matches!(a.record(&duty, &message("mars", vec![])), Err(NodeFault::NoSuchParty(_))));
    let secret =
        NewRecord { label: Label { level: Level::Secret, ..Label::default() }, ..message("kurdistan", vec![]) };
    assert!(matches!(a.record(&duty, &secret), Err(NodeFault::Refused { .. })), "the gate judges it like any other");
    let log = entry("log-entry", &json!({"to": "kurdistan", "text": "x"}), vec![]);
    assert!(a.record(&duty, &log).is_err());
    assert_eq!(items(&a).len(), 1, "what is refused is not recorded");
}

#[test]
fn a_node_outside_its_document_signs_nothing() {
    let world = World::new();
    let mut ghost = world.node("iraq/ghost");
    let refused = ghost.record(&holder(), &entry("log-entry", &json!({"text": "x"}), vec![])).unwrap_err();
    assert!(matches!(refused, NodeFault::NotInDocument(_)));
    assert!(items(&ghost).is_empty());
}

#[test]
fn views_that_the_store_no_longer_has_are_made_anew_at_the_start() {
    let (world, folder) = (World::new(), Folder::new("anew"));
    let mut a = world.node_on("iraq/desk", folder.store());
    let id = log(&mut a, "kept", vec![]);
    a.store.apply(&[Change::ForgetViews]).unwrap();
    assert!(items(&a).is_empty());
    drop(a);
    let a = world.node_on("iraq/desk", folder.store());
    assert_eq!(items(&a).iter().map(|listed| listed.item.id).collect::<Vec<_>>(), [id]);
}

#[test]
fn a_full_disk_refuses_one_act_and_keeps_the_node() {
    let world = World::new();
    let folder = Folder::new("full");
    let store = Sqlite::open(&folder.0.join("node.db"), &row_key()).unwrap();
    store.limit_pages(120).unwrap();
    let mut a = world.node_on("iraq/desk", Box::new(store));
    let mut kept = vec![];
    let fault = loop {
        let text = "x".repeat(20_000);
        match a.record(&holder(), &entry("log-entry", &json!({"text": text}), vec![request("kurdistan", &[])])) {
            Ok(recorded) => kept.push(recorded.id),
            Err(fault) => break fault,
        }
        assert!(kept.len() < 1000, "the disk never filled");
    };
    assert!(matches!(fault, NodeFault::Store(seamline_store::StoreFault::DiskFull)), "{fault}");
    let mut b = world.node("kurdistan/desk");
    assert_eq!(sync(&mut a, &mut b).ended[1], None);
    assert_eq!(items(&b).len(), kept.len(), "what was acknowledged arrives; what was refused does not");
}

#[test]
fn a_draft_too_large_is_refused_before_it_is_signed() {
    let (_, mut a, _) = pair();
    let refused = a.record(&holder(), &entry("log-entry", &json!({"text": "x".repeat(200_000)}), vec![]));
    assert!(matches!(refused, Err(NodeFault::Draft(_))));
    let label = Label::default();
    assert!(Draft::from_fields("log-entry", &label, &serde_json::Map::new()).is_ok());
}

#[test]
fn sessions_refuse_what_is_out_of_turn() {
    let (world, mut a, b) = pair();
    let mut session = Session::new(b.id().clone());
    assert_eq!(session.handle(&Frame::Live, &mut a), Err(Bye::Frame), "anything before HELLO");
    let mut session = Session::new(world.node("usa/desk").id().clone());
    let hello = Session::new(a.id().clone()).start(&b).unwrap();
    assert_eq!(session.handle(&hello, &mut a), Err(Bye::Identity));
    let mut session = Session::new(b.id().clone());
    let Frame::Hello(mut future) = hello.clone() else { unreachable!() };
    future.versions = vec![99];
    assert_eq!(session.handle(&Frame::Hello(future), &mut a), Err(Bye::Version));
    let mut session = Session::new(b.id().clone());
    assert_eq!(session.handle(&hello, &mut a), Ok(()));
    assert_eq!(session.handle(&hello, &mut a), Err(Bye::Frame), "HELLO twice");
}
