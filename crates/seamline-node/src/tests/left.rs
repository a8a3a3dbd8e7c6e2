//! What must not depend on who is still there: nodes that have left, parties that are not known, programs of another age.

use seamline_feed::{Bye, Cosignature, Evidence, Intake, ProvenAct, TlogProof};
use seamline_record::{ContentFault, RecordFault};
use seamline_store::ActRow;

use super::{
    liars::{closure, next},
    trouble::keys,
    *,
};
use crate::content::Quarantined;

fn without_desk(node: &Node) -> Vec<u8> {
    next(node, "kurdistan", &|d| {
        d.nodes.retain(|n| n.name.as_str() != "desk");
        d.closed.push(closure(&keys("kurdistan/desk"), "desk"));
    })
}

#[test]
fn a_party_cannot_take_back_a_receipt_by_dropping_the_node_that_gave_it() {
    let (_world, mut a, mut b) = pair();
    let id = log(&mut a, "told", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut b);
    let document = without_desk(&a);
    assert!(a.admit_document(&document).unwrap());
    let proof = a.evidence(&holder(), id, &"kurdistan".parse().unwrap()).unwrap();
    let finding = Evidence::decode(&proof.bytes).unwrap().verify(a.directory()).unwrap();
    let [arrived] = &finding.acts()[0].receipts[..] else { panic!("one receipt") };
    assert!(!arrived.stands, "its key may have been in other hands since");
    let finding = Evidence::decode(&proof.bytes).unwrap().verify(b.directory()).unwrap();
    assert!(finding.acts()[0].receipts[0].stands);
}

#[test]
fn nobody_proves_by_his_own_word_that_what_he_sent_arrived() {
    let world = World::new();
    let (mut desk, mut hq) = (world.node("iraq/desk"), world.node("iraq/hq"));
    let id = log(&mut desk, "to our own", vec![request("iraq", &[])]);
    sync(&mut desk, &mut hq);
    let origin = desk.feed_statuses().into_iter().find(|f| f.origin.audience == to("iraq")).unwrap().origin;
    let proven = desk.proven(&origin, desk.feeds[&origin].frontier.size() - 1).unwrap().unwrap();
    assert!(Evidence { acts: vec![proven.clone()] }.verify(desk.directory()).is_ok(), "{id} was receipted");
    let proof = TlogProof::parse(&proven.proof).unwrap();
    let signed = proof.checkpoint().verify(&desk.keys.card(desk.id().node.clone()).sign).unwrap();
    let own = Cosignature::sign(&signed, desk.id().clone(), 1, &desk.keys.cosign).unwrap();
    let lines = signed.with_cosignatures(&[own]).unwrap().note().to_bytes();
    let text = String::from_utf8(proven.proof.clone()).unwrap();
    let proof = [text.split_once("\n\n").unwrap().0.as_bytes(), b"\n\n", &lines].concat();
    let alone = Evidence { acts: vec![ProvenAct { proof, ..proven }] };
    assert!(alone.verify(desk.directory()).is_err());
}

#[test]
fn a_receipt_that_comes_after_its_node_has_left_counts() {
    let (_world, mut a, mut b) = pair();
    let id = log(&mut a, "told", vec![request("kurdistan", &[])]);
    // The receipt does not get back to A from the desk, and reaches it by way of the headquarters.
    let mut kept = None;
    sync_through(&mut b, &mut a, &mut |frame| match frame {
        Frame::Cosig(cosig) => {
            kept = Some(cosig);
            None
        }
        other => Some(other),
    });
    assert_eq!(a.feed_statuses()[0].receipted, 0);
    let document = without_desk(&a);
    assert!(a.admit_document(&document).unwrap());
    a.take_receipt(&"kurdistan/hq".parse().unwrap(), &kept.unwrap()).unwrap();
    assert_eq!(a.evidence(&holder(), id, &"kurdistan".parse().unwrap()).unwrap().acts, 1);
}

#[test]
fn who_knows_a_party_that_the_other_does_not_keeps_its_link() {
    let world = World::new();
    let (mut hq, mut desk) = (world.node("kurdistan/hq"), world.bare("kurdistan/desk", Box::new(Memory::default())));
    desk.admit_document(world.document(1)).unwrap();
    let mut a = world.node("iraq/desk");
    log(&mut a, "from afar", vec![request("kurdistan", &[])]);
    sync(&mut a, &mut hq);
    let own = log(&mut hq, "between us", vec![request("kurdistan", &[])]);
    assert_eq!(sync(&mut hq, &mut desk).ended, [None, None]);
    assert!(desk.item(own).is_ok());
    assert_eq!(desk.feed_statuses().len(), 1, "nothing is kept of whom nobody here knows");
    assert!(desk.alarms().unwrap().iter().any(|(about, _)| about == "iraq/desk"));
    desk.admit_document(world.document(0)).unwrap();
    sync(&mut hq, &mut desk);
    assert_eq!(desk.record_count().unwrap(), 2);
}

#[test]
fn a_document_of_a_later_form_is_told_and_ends_no_link() {
    let (world, a, mut b) = pair();
    // The signed bytes begin with the form, after the heads of two arrays and of a byte string of some hundred octets.
    let mut later = world.document(0).to_vec();
    let at = later.windows(6).position(|w| w == [0x8d, 0x01, 0x64, b'i', b'r', b'a']).unwrap();
    later[at + 1] = 0x02;
    assert_eq!(b.take_document(a.id(), &later), Ok(()));
    assert_eq!(b.alarms().unwrap().len(), 1);
    later[at + 1] = 0x00;
    assert_eq!(b.take_document(a.id(), &later), Err(Bye::Document));
}

#[test]
fn a_document_nobody_signed_is_no_second_history() {
    let (_world, a, mut b) = pair();
    let mut body = a.directory().newest(&"iraq".parse().unwrap()).unwrap().body().clone();
    body.names.insert("en".to_owned(), "Another Iraq".to_owned());
    let forged = Endorsed::unsigned(body).unwrap().encode();
    assert!(b.take_document(a.id(), &forged).is_err());
    let [(_, what)] = &b.alarms().unwrap()[..] else { panic!("one alarm") };
    assert!(what.contains("too few of its roots"), "{what}");
}

#[test]
fn what_a_later_program_sends_does_not_fill_the_quarantine() {
    let mut acts = Quarantined::default();
    let act = |index| ActRow { feed: "f".to_owned(), index };
    acts.note(&act(0), Some(&ContentFault::UnknownKind(200, 1).to_string()));
    acts.note(&act(1), Some(&ContentFault::Record(RecordFault::UnknownDocument).to_string()));
    acts.note(&act(2), Some(&ContentFault::NoTargetKind.to_string()));
    acts.note(&act(2), Some(&ContentFault::NoLabel.to_string()));
    assert_eq!((acts.waiting, acts.bad), (2, 1));
    acts.note(&act(2), None);
    assert_eq!(acts.bad, 1, "what came right again was bad all the same");
    acts.begin();
    assert_eq!((acts.waiting, acts.bad), (0, 0), "a start lifts the bound");
}

#[test]
fn a_program_that_knows_the_kind_judges_again_when_it_starts() {
    let folder = Folder::new("later");
    let world = World::new();
    let mut a = world.node("iraq/desk");
    log(&mut a, "of a later kind", vec![request("kurdistan", &[])]);
    let mut b = world.node_on("kurdistan/desk", folder.store());
    sync(&mut a, &mut b);
    let told = b.feed_statuses().remove(0);
    drop(b);
    let reason = Some(ContentFault::UnknownKind(200, 1).to_string());
    let act = ActRow { feed: told.origin.to_string(), index: told.size - 1 };
    folder.store().apply(&[Change::Quarantine { act, reason }]).unwrap();
    let b = world.bare("kurdistan/desk", folder.store());
    assert_eq!(b.quarantine().unwrap(), []);
}

#[test]
fn the_right_text_of_an_empty_slot_can_be_released() {
    let (_world, mut a, mut b) = pair();
    let id = incident(&mut a, "Shots", "patrol 2", vec![]);
    let correction = about(Rel::Corrects, id, "correction", &json!({"size": "three men"}));
    a.record(&holder(), &correction).unwrap();
    let preview = a.preview(&holder(), id, &to("kurdistan")).unwrap();
    assert!(preview.slots.iter().any(|slot| slot.name == "size" && slot.permitted), "only a correction says it");
    assert!(!preview.slots.iter().any(|slot| slot.name == "equipment"), "nobody says it");
    a.release(&holder(), id, &request("kurdistan", &["size"])).unwrap();
    sync(&mut a, &mut b);
    let told = serde_json::to_string(&items(&b)).unwrap();
    assert!(told.contains("three men") && !told.contains("Shots"), "{told}");
}

#[test]
fn an_urgent_message_is_due_however_much_else_is() {
    let (world, mut a, mut b) = pair();
    for n in 0..501 {
        incident(&mut a, &format!("of the evening, {n}"), "post", vec![request("kurdistan", &[])]);
    }
    sync(&mut a, &mut b);
    world.pass(3_500_000);
    let fields = json!({"centre": "makhmour", "to": "kurdistan", "text": "Answer now", "urgent": true});
    let urgent = entry("desk-message", &fields, vec![request("kurdistan", &[])]);
    let urgent = a.record(&holder(), &urgent).unwrap().id;
    sync(&mut a, &mut b);
    let due = b.due().unwrap();
    assert_eq!(due.len(), 500);
    assert!(due.iter().any(|one| one.id == urgent));
    assert!(due.is_sorted_by_key(|one| one.due));
    // The other side waits for the same, and what it waits for longest is what it is told first.
    assert!(a.due().unwrap().iter().all(|one| one.id != urgent));
}
