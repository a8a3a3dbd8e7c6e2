//! What must not reach those it was not given to, and what a carrier must not break.

use super::{
    trouble::{Forge, keys, payload_of},
    *,
};
use seamline_feed::*;
use seamline_record::*;

#[test]
fn a_bundle_to_a_party_does_not_open_its_ministrys_feed_at_a_desk() {
    let (_, mut a, b) = pair();
    clear(&mut a, "kurdistan.command");
    log(&mut a, "CANARY for the ministry", vec![request("kurdistan.command", &[])]);
    let sealed = a.export_bundle(&holder(), "kurdistan", false).unwrap();
    let open = Bundle::open(&sealed, &b.keys.seal);
    let leak = open.is_ok_and(|o| o.frames.iter().any(|f| f.encode().windows(6).any(|w| w == b"CANARY")));
    assert!(!leak, "the desk's key opens the ministry's feed");
}
#[test]
fn a_bundle_with_a_group_feed_still_imports_at_a_desk() {
    let (_, mut a, mut b) = pair();
    clear(&mut a, "kurdistan.command");
    let all = log(&mut a, "for all", vec![request("kurdistan", &[])]);
    log(&mut a, "for the ministry", vec![request("kurdistan.command", &[])]);
    let all2 = log(&mut a, "for all", vec![request("kurdistan", &[])]);
    let sealed = a.export_bundle(&holder(), "kurdistan", false).unwrap();
    let r = b.import_bundle(&holder(), &sealed);
    assert!(r.is_ok() && b.item(all).is_ok() && b.item(all2).is_ok(), "{r:?}");
}
#[test]
fn a_bundle_reaches_a_desk_whose_command_has_receipted() {
    let (world, mut a, mut desk) = pair();
    let mut hq = world.node("kurdistan/hq");
    log(&mut a, "one", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut hq);
    let two = log(&mut a, "two", vec![request("kurdistan", &[])]);
    let sealed = a.export_bundle(&holder(), "kurdistan", false).unwrap();
    let r = desk.import_bundle(&holder(), &sealed);
    assert!(r.is_ok() && desk.item(two).is_ok(), "{r:?}");
}
#[test]
fn second_node_catches_up_in_one_round() {
    let (world, mut a, mut desk) = pair();
    let mut hq = world.node("kurdistan/hq");
    for _ in 0..120 {
        log(&mut a, &"x".repeat(100_000), vec![request("kurdistan", &[])]);
    }
    sync(&mut a, &mut hq);
    sync(&mut a, &mut desk);
    assert_eq!(desk.record_count().unwrap(), 120);
}
#[test]
fn duty_officer_cannot_release_by_acknowledging() {
    let (_, mut a, mut b) = pair();
    let id = log(&mut a, "q", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    let duty = Officer { name: "night".into(), roles: vec![Role::DutyOfficer], limits: None };
    let fields = json!({"centre": "makhmour", "summary": "CANARY", "source": "CANARY source"});
    let leaked = b.record(&duty, &about(Rel::Acknowledges, id, "incident", &fields));
    sync(&mut b, &mut a);
    assert!(leaked.is_err() || a.item(leaked.unwrap().id).is_err(), "a whole incident left without the role");
}
#[test]
fn later_slot_of_a_correction_arrives() {
    let (_, mut a, mut b) = pair();
    let id = incident(&mut a, "two", "patrol", vec![request("kurdistan", &["summary"])]);
    let change = json!({"summary": "three", "source": "patrol 3", "reason": "recount"});
    a.record(&holder(), &about(Rel::Corrects, id, "correction", &change)).unwrap();
    a.release(&holder(), id, &request("kurdistan", &["source"])).unwrap();
    sync(&mut a, &mut b);
    assert!(b.quarantine().unwrap().is_empty(), "{:?}", b.quarantine());
    assert_eq!(b.item(id).unwrap().item.corrected[0].slots.len(), 2);
}
#[test]
fn a_receiver_cannot_postdate_its_receipt() {
    let (_, mut a, mut b) = pair();
    let id = log(&mut a, "told", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    let f = a.feed_statuses().into_iter().find(|f| f.origin.audience == to("kurdistan")).unwrap();
    let signed = a.checkpoint_at(&f.origin, f.size).unwrap().unwrap();
    let late = Cosignature::sign(&signed, b.id().clone(), (START + 21 * DAY) as u64 / 1000, &b.keys.cosign).unwrap();
    a.take_receipt(b.id(), &Cosig { origin: f.origin, size: f.size, line: late.line().to_string() }).unwrap();
    assert_eq!(a.item(id).unwrap().releases[0].delivered, Some(START), "the first receipt is gone");
}
#[test]
fn a_liar_cannot_destroy_our_evidence() {
    let (_, mut a, mut b) = pair();
    let id = log(&mut a, "told", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    assert!(a.evidence(&holder(), id, &to("kurdistan").party).is_ok());
    let mut forge = Forge::new("kurdistan/desk", "iraq");
    forge.act(id, b"x".to_vec());
    a.take_leaves(b.id(), &forge.sent_by(&keys("kurdistan/desk"))).unwrap();
    assert!(a.evidence(&holder(), id, &to("kurdistan").party).is_ok());
}
#[test]
fn shared_hash_survives_poison() {
    let (_, mut a, b) = pair();
    let mut forge = Forge::new("kurdistan/desk", "iraq");
    forge.act(RecordId(hash_of(b"?")), b"x".to_vec());
    a.take_leaves(b.id(), &forge.sent_by(&keys("kurdistan/desk"))).unwrap();
    assert!(a.shared_hash(b.id()).is_ok(), "{:?}", a.shared_hash(b.id()));
}
#[test]
fn a_forked_feed_does_not_wedge_two_honest_siblings() {
    let (world, mut a, mut desk) = pair();
    let mut hq = world.node("kurdistan/hq");
    let s: Vec<_> = (0..2)
        .map(|i| {
            let id = log(&mut a, &i.to_string(), vec![]);
            a.statement(id).unwrap()
        })
        .collect();
    for (node, s) in [(&mut desk, &s[0]), (&mut hq, &s[1])] {
        let mut f = Forge::new("iraq/desk", "kurdistan");
        f.act(s.id(), payload_of(s).encode());
        if s == &s.clone() && node.id().node.as_str() == "hq" {
            f.leaf(vec![0], None);
        }
        node.take_leaves(a.id(), &f.sent_by(&keys("iraq/desk"))).unwrap();
    }
    let id = log(&mut desk, "home", vec![]);
    let e = sync(&mut desk, &mut hq);
    assert!(hq.item(id).is_ok() && e.ended == [None, None], "{:?}", e.ended);
}
#[test]
fn a_receipt_on_the_other_history_of_a_liars_feed_does_not_cut_two_honest_nodes() {
    let (world, a, mut b) = pair();
    let mut ours = world.node("iraq/hq");
    let told = |n: u8| {
        let mut f = Forge::new("iraq/desk", "kurdistan");
        f.leaf(vec![n], None);
        f.sent_by(&keys("iraq/desk"))
    };
    b.take_leaves(a.id(), &told(1)).unwrap();
    ours.take_leaves(a.id(), &told(2)).unwrap();
    let origin = told(1).origin;
    let signed = b.checkpoint_at(&origin, 2).unwrap().unwrap();
    let line = Cosignature::sign(&signed, b.id().clone(), START as u64 / 1000, &b.keys.cosign).unwrap();
    let receipt = Cosig { origin: origin.clone(), size: 2, line: line.line().to_string() };
    assert_eq!(ours.take_receipt(b.id(), &receipt), Ok(()));
    assert!(ours.alarms().unwrap().iter().any(|(about, _)| *about == origin.to_string()));
    assert_eq!(ours.take_receipt(a.id(), &receipt), Err(Bye::Receipt), "who writes the feed answers for it");
    assert_eq!(ours.feed_statuses().into_iter().find(|f| f.origin == origin).unwrap().receipted, 0);
}
#[test]
fn two_documents_of_a_third_party_do_not_kill_the_link() {
    let (world, mut a, mut b) = pair();
    let root = SigningKey::from_bytes(&hash_of(b"usa").0);
    let v = |en: &str, version: u64, prev: Option<Hash>| {
        let body = a.directory().newest(&to("usa").party).unwrap().body().clone();
        let body = DocumentBody { version, previous: prev, names: BTreeMap::from([("en".into(), en.into())]), ..body };
        let mut e = Endorsed::unsigned(body).unwrap();
        e.sign(&root.verifying_key(), &|m| root.sign(m).to_bytes());
        e.encode()
    };
    let h1 = a.directory().newest(&to("usa").party).unwrap().hash();
    let (x, y) = (v("x", 2, Some(h1)), v("y", 2, Some(h1)));
    b.admit_document(&y).unwrap();
    a.admit_document(&x).unwrap();
    let h2 = a.directory().newest(&to("usa").party).unwrap().hash();
    let x3 = {
        let body = a.directory().newest(&to("usa").party).unwrap().body().clone();
        let mut e = Endorsed::unsigned(DocumentBody { version: 3, previous: Some(h2), ..body }).unwrap();
        e.sign(&root.verifying_key(), &|m| root.sign(m).to_bytes());
        e.encode()
    };
    a.admit_document(&x3).unwrap();
    let id = log(&mut a, "told", vec![request("kurdistan", &[])]);
    let e = sync(&mut a, &mut b);
    assert!(b.item(id).is_ok(), "{:?}", e.ended);
    let _ = world;
}
#[test]
fn a_correction_follows_a_release_made_by_a_sibling() {
    let (world, mut desk, mut other) = pair();
    let mut hq = world.node("iraq/hq");
    let id = incident(&mut desk, "two", "patrol", vec![]);
    sync(&mut desk, &mut hq);
    hq.release(&holder(), id, &request("kurdistan", &[])).unwrap();
    sync(&mut hq, &mut other);
    desk.record(&holder(), &about(Rel::Corrects, id, "correction", &json!({"summary": "three", "reason": "r"})))
        .unwrap();
    for _ in 0..2 {
        sync(&mut desk, &mut hq);
        sync(&mut hq, &mut other);
        sync(&mut desk, &mut other);
    }
    hq.release(&holder(), id, &request("kurdistan", &[])).unwrap();
    sync(&mut hq, &mut other);
    assert_eq!(other.item(id).unwrap().item.corrected.len(), 1);
}
fn bodies(n: &Node) -> String {
    serde_json::to_string(&items(n).into_iter().map(|l| l.item).collect::<Vec<_>>()).unwrap()
}
#[test]
fn views_equal_rebuilt_views_after_a_later_opening() {
    let (_, mut a, mut b) = pair();
    let x = incident(&mut a, "x", "s", vec![request("kurdistan", &[])]);
    let y = incident(&mut a, "y", "s", vec![request("kurdistan", &[])]);
    let link = NewRecord {
        refs: vec![Ref { rel: Rel::Links, id: x }, Ref { rel: Rel::Links, id: y }],
        ..entry("link", &json!({"relation": "same-event", "note": "n"}), vec![request("kurdistan", &["note"])])
    };
    let l = a.record(&holder(), &link).unwrap().id;
    a.release(&holder(), l, &request("kurdistan", &["relation"])).unwrap();
    // two conversations: first only up to the note
    sync(&mut a, &mut b);
    let mut c = World::new().node("kurdistan/hq");
    let f = a.feed_statuses().into_iter().find(|f| f.origin.audience == to("kurdistan")).unwrap();
    let rows = a.store.entries(&f.origin.to_string(), 0, 100, usize::MAX).unwrap();
    let mut start = 0;
    for end in 1..=f.size {
        if let Some(checkpoint) = a.store.checkpoint(&f.origin.to_string(), end).unwrap() {
            let entries = rows[start as usize..end as usize]
                .iter()
                .map(|r| Entry { leaf: r.leaf.clone(), payload: r.payload.clone() })
                .collect();
            c.take_leaves(a.id(), &Leaves { origin: f.origin.clone(), start, entries, checkpoint }).unwrap();
            start = end;
        }
    }
    let one_by_one = bodies(&c);
    c.rebuild().unwrap();
    assert_eq!(one_by_one, bodies(&c));
    assert_eq!(bodies(&b), bodies(&c));
}
#[test]
fn views_equal_rebuilt_views_with_a_matter_in_a_matter() {
    for seed in 0..8 {
        let (world, mut a, _) = pair();
        let root = log(&mut a, &format!("root {seed}"), vec![]);
        let mid = a
            .record(
                &holder(),
                &NewRecord { matter: Some(root), ..entry("log-entry", &json!({"text": "mid", "told": ["x"]}), vec![]) },
            )
            .unwrap()
            .id;
        world.pass(1000);
        a.record(
            &holder(),
            &NewRecord { matter: Some(mid), ..entry("log-entry", &json!({"text": "done", "done": true}), vec![]) },
        )
        .unwrap();
        let live = bodies(&a);
        a.rebuild().unwrap();
        assert_eq!(live, bodies(&a), "seed {seed}");
    }
}
#[test]
fn hostile_coordinates_do_not_panic() {
    let place = Value::Array(vec![Value::Int(i64::MIN), Value::Int(0), Value::Int(0), Value::Null]);
    assert!(!SlotType::Place.fits(&place));
}
#[test]
fn a_hostile_party_cannot_starve_own_feeds() {
    let world = World::new();
    let (mut desk, mut hq) = (world.node("usa/desk"), world.node("usa/hq"));
    let root = SigningKey::from_bytes(&[9; 32]);
    let k = |n: &str| {
        NodeKeys::from_seeds(["sign", "cosign", "tls", "seal"].map(|p| hash_of(format!("{n} {p}").as_bytes()).0))
            .card("x".parse().unwrap())
    };
    let mut body = desk.directory().newest(&to("usa").party).unwrap().body().clone();
    (body.party, body.audiences, body.nodes, body.roots) =
        ("aaa".parse().unwrap(), vec![], vec![k("aaa/x")], vec![root.verifying_key()]);
    let mut e = Endorsed::unsigned(body).unwrap();
    e.sign(&root.verifying_key(), &|m| root.sign(m).to_bytes());
    desk.admit_document(&e.encode()).unwrap();
    hq.admit_document(&e.encode()).unwrap();
    let most = intake::MAX_FEEDS as u64;
    for i in 0..=most {
        let mut f = Forge::new("aaa/x", "usa");
        f.origin.feed.0[..8].copy_from_slice(&i.to_be_bytes());
        if i + 2 < most {
            let (frontier, key) = (f.frontier, Some(keys("aaa/x").key_id()));
            let feed = node::Feed { frontier, receipted: 0, changed: START, key, stands: u64::MAX };
            desk.feeds.insert(f.origin, feed);
            continue;
        }
        let verdict = desk.take_leaves(&"aaa/x".parse().unwrap(), &f.sent_by(&keys("aaa/x")));
        assert_eq!(verdict.is_ok(), i < most, "feed {i} of one node");
    }
    let id = log(&mut desk, "for our command", vec![]);
    sync(&mut desk, &mut hq);
    assert!(hq.item(id).is_ok());
}
#[test]
fn a_stick_from_desk_to_own_command() {
    let world = World::new();
    let (mut desk, mut hq) = (world.node("iraq/desk"), world.node("iraq/hq"));
    let id = log(&mut desk, "ours", vec![]);
    let sealed = desk.export_bundle(&holder(), "iraq", true).unwrap();
    hq.import_bundle(&holder(), &sealed).unwrap();
    assert!(hq.item(id).is_ok());
}
#[test]
fn receipt_by_a_node_outside_the_group_is_no_evidence() {
    let (world, mut a, desk) = pair();
    clear(&mut a, "kurdistan.command");
    let mut hq = world.node("kurdistan/hq");
    let id = log(&mut a, "m", vec![request("kurdistan.command", &[])]);
    sync(&mut a, &mut hq);
    let mut e = Evidence::decode(&a.evidence(&holder(), id, &to("kurdistan").party).unwrap().bytes).unwrap();
    let p = TlogProof::parse(&e.acts[0].proof).unwrap();
    let signed = p.checkpoint().verify(&keys("iraq/desk").card("desk".parse().unwrap()).sign).unwrap();
    let fake = Cosignature::sign(&signed, desk.id().clone(), 1, &desk.keys.cosign).unwrap();
    let lines = signed.with_cosignatures(&[fake]).unwrap().note().to_bytes();
    let text = String::from_utf8(e.acts[0].proof.clone()).unwrap();
    e.acts[0].proof = [text.split_once("\n\n").unwrap().0.as_bytes(), b"\n\n", &lines].concat();
    let verdict = e.verify(a.directory());
    assert!(verdict.is_err(), "receipted by {:?}", verdict.unwrap().acts()[0].receipts);
}
#[test]
fn an_acknowledgement_of_the_ministry_does_not_reach_its_desk() {
    let (world, mut a, mut desk) = pair();
    let mut hq = world.node("iraq/hq");
    clear(&mut a, "iraq");
    let mut khq = world.node("kurdistan/hq");
    clear(&mut khq, "iraq.command");
    let id = log(&mut khq, "ministry to ministry", vec![request("iraq.command", &[])]);
    sync(&mut khq, &mut hq);
    hq.record(
        &holder(),
        &about(Rel::Acknowledges, id, "acknowledgement", &json!({"what": "acknowledged", "note": "CANARY"})),
    )
    .unwrap();
    let e = sync(&mut hq, &mut desk);
    let leak = e.frames.iter().any(|f| {
        let b = f.encode();
        b.windows(32).any(|w| w == id.0.0) || b.windows(6).any(|w| w == b"CANARY")
    });
    assert!(!leak);
}
#[test]
fn what_a_sibling_passed_on_without_authority_was_not_given() {
    let world = World::new();
    let (mut theirs, mut desk, mut hq) = (world.node("kurdistan/desk"), world.node("iraq/desk"), world.node("iraq/hq"));
    let told = log(&mut theirs, "told to iraq", vec![request("iraq", &[])]);
    sync(&mut theirs, &mut desk);
    sync(&mut theirs, &mut hq);
    let mut forge = Forge::new("iraq/desk", "usa");
    forge.act(told, payload_of(&desk.statement(told).unwrap()).encode());
    hq.take_leaves(desk.id(), &forge.sent_by(&keys("iraq/desk"))).unwrap();
    let new = NewRecord { matter: Some(told), ..entry("log-entry", &json!({"text": "about it"}), vec![]) };
    let id = hq.record(&holder(), &new).unwrap().id;
    hq.release(&holder(), id, &request("usa", &[])).unwrap();
    let preview = hq.preview(&holder(), id, &to("usa")).unwrap();
    assert!(!preview.slots.iter().any(|slot| slot.name == "matter" && slot.crossed), "the leak was vouched for");
}
#[test]
fn a_reason_does_not_follow_where_this_node_knows_only_some_of_the_changes() {
    let (world, mut desk, mut other) = pair();
    let mut hq = world.node("iraq/hq");
    clear(&mut desk, "kurdistan.command");
    let id = incident(&mut desk, "two", "patrol", vec![]);
    sync(&mut desk, &mut hq);
    hq.release(&holder(), id, &request("kurdistan", &["summary"])).unwrap();
    desk.release(&holder(), id, &request("kurdistan.command", &["summary"])).unwrap();
    let change = json!({"summary": "three", "source": "patrol 3", "reason": "the patrol recounted"});
    let correction = desk.record(&holder(), &about(Rel::Corrects, id, "correction", &change)).unwrap().id;
    desk.release(&holder(), correction, &request("kurdistan.command", &["summary", "reason"])).unwrap();
    // The part for the other ministry reaches the own one before the whole does.
    let feeds = desk.feed_statuses().into_iter().map(|f| f.origin);
    let part = feeds.into_iter().find(|o| o.audience == to("kurdistan.command")).unwrap();
    let leaves = desk.stretch(&part, 0).unwrap().unwrap();
    hq.take_leaves(desk.id(), &leaves).unwrap();
    sync(&mut hq, &mut other);
    let corrected = &other.item(id).unwrap().item.corrected[0];
    assert_eq!(
        (corrected.slots.len(), &corrected.reason),
        (1, &None),
        "the reason tells of a source that was not given"
    );
}
