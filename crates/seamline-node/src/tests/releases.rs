//! Releasing: whole, in part, later, not at all; corrections and acknowledgements.

use seamline_release::Refusal;

use super::*;

fn open_slots(node: &Node, id: RecordId) -> Vec<String> {
    let item = node.item(id).unwrap().item;
    item.slots.into_iter().filter(|s| s.open && !s.value.is_null()).map(|s| s.name).collect()
}

#[test]
fn a_released_record_arrives_with_a_receipt() {
    let (world, mut a, mut b) = pair();
    let id = log(&mut a, "quiet", vec![request("kurdistan", &[])]);
    assert_eq!(a.item(id).unwrap().releases[0].delivered, None);
    assert_eq!(a.traffic(&to("kurdistan").party).unwrap().unreceipted_since, Some(START));
    world.pass(5_000);
    assert_eq!(sync(&mut a, &mut b).ended, [None, None]);
    assert_eq!(open_slots(&b, id), ["centre", "text"]);
    let state = &a.item(id).unwrap().releases[0];
    assert_eq!((state.queued, state.delivered, state.whole), (START, Some(START + 5_000), true));
    assert_eq!(a.traffic(&to("kurdistan").party).unwrap().unreceipted, 0);
    let author = b.statement(id).unwrap();
    assert!(author.opening(seamline_record::AUTHOR).is_none(), "the author left the party");
}

#[test]
fn what_is_withheld_leaves_nothing_at_the_other_side() {
    let (_, mut a, mut b) = pair();
    log(&mut a, "first", vec![request("kurdistan", &[])]);
    let secret = log(&mut a, "CANARY-0123456789abcdef", vec![]);
    let partial = incident(&mut a, "shots", "CANARY-fedcba9876543210", vec![request("kurdistan", &["summary"])]);
    log(&mut a, "second", vec![request("kurdistan", &[])]);
    let exchange = sync(&mut a, &mut b);
    let wire: Vec<u8> = exchange.frames.iter().flat_map(Frame::encode).collect();
    let has = |needle: &[u8]| wire.windows(needle.len()).any(|w| w == needle);
    assert!(!has(b"CANARY") && !has(&secret.0.0) && has(&partial.0.0));
    assert_eq!(open_slots(&b, partial), ["centre", "summary"]);
    assert!(b.item(secret).is_err());
    // Positions are dense: leaf 0 opens, leaf 1 is what was seen, then the acts without a gap.
    let head = &b.feed_statuses()[0];
    assert_eq!((head.size, head.receipted), (5, 5));
    assert_eq!(items(&b).len(), 3);
}

#[test]
fn a_later_release_arrives_with_the_same_evidence_as_an_early_one() {
    let (world, mut a, mut b) = pair();
    let id = incident(&mut a, "shots", "patrol 2", vec![request("kurdistan", &["summary"])]);
    sync(&mut a, &mut b);
    world.pass(30 * DAY);
    assert!(a.release(&holder(), id, &request("kurdistan", &["source"])).unwrap());
    assert!(!a.release(&holder(), id, &request("kurdistan", &["source"])).unwrap(), "nothing new was released twice");
    sync(&mut a, &mut b);
    assert_eq!(open_slots(&b, id), ["centre", "summary", "source"]);
    for node in [&a, &b] {
        let other = if node.id().party.as_str() == "iraq" { "kurdistan" } else { "iraq" };
        let file = node.evidence(&holder(), id, &other.parse().unwrap()).unwrap();
        let finding = seamline_feed::Evidence::decode(&file.bytes).unwrap().verify(node.directory()).unwrap();
        assert_eq!(finding.acts().len(), 2);
        assert_eq!(finding.statement().text_of("source"), Some("patrol 2"));
        assert_eq!(finding.acts()[0].receipts[0].by.to_string(), "kurdistan/desk");
    }
}

#[test]
fn a_correction_follows_its_target_slot_by_slot() {
    let (_, mut a, mut b) = pair();
    let id = incident(&mut a, "two vehicles", "patrol 2", vec![request("kurdistan", &["summary"])]);
    let change = json!({"summary": "three vehicles", "source": "CANARY source", "reason": "recount"});
    let correction = a.record(&holder(), &about(Rel::Corrects, id, "correction", &change)).unwrap().id;
    let hidden = a.record(&holder(), &about(Rel::Corrects, id, "correction", &json!({"source": "x"}))).unwrap().id;
    sync(&mut a, &mut b);
    let corrected = b.item(id).unwrap().item.corrected;
    assert_eq!(corrected.len(), 1);
    assert_eq!((corrected[0].id, corrected[0].slots.clone()), (correction, vec!["summary".to_owned()]));
    assert!(b.item(hidden).is_err(), "a correction of slots that were not given says that they exist");
    // Opening the slot later brings its correction.
    a.release(&holder(), id, &request("kurdistan", &["source"])).unwrap();
    sync(&mut a, &mut b);
    assert_eq!(b.item(id).unwrap().item.corrected.len(), 2);
}

#[test]
fn an_acknowledgement_goes_back_to_whom_it_answers() {
    let (world, mut a, mut b) = pair();
    let mut third = world.node("usa/desk");
    let id = log(&mut a, "bridge open?", vec![request("kurdistan", &[]), request("usa", &[])]);
    sync(&mut a, &mut b);
    sync(&mut a, &mut third);
    world.pass(60_000);
    b.record(&holder(), &about(Rel::Acknowledges, id, "acknowledgement", &json!({"what": "acknowledged"}))).unwrap();
    sync(&mut b, &mut a);
    sync(&mut b, &mut third);
    let releases = a.item(id).unwrap().releases;
    let of = |party: &str| releases.iter().find(|r| r.to == party).unwrap().acknowledged;
    assert_eq!((of("kurdistan"), of("usa")), (Some(START + 60_000), None));
    assert!(third.item(id).unwrap().item.acknowledgements.is_empty());
}

#[test]
fn a_reference_is_not_shown_to_those_without_its_target() {
    let (_, mut a, mut b) = pair();
    let withheld = log(&mut a, "ours", vec![]);
    let mut link = about(Rel::Cites, withheld, "log-entry", &json!({"centre": "makhmour", "text": "see above"}));
    link.release = vec![request("kurdistan", &[])];
    let citing = a.record(&holder(), &link).unwrap().id;
    let asked = a.release(&holder(), citing, &request("kurdistan", &["refs"])).unwrap_err();
    assert!(asked.to_string().contains("was not given"), "{asked}");
    sync(&mut a, &mut b);
    assert!(b.item(citing).unwrap().item.refs.is_empty());
    a.release(&holder(), withheld, &request("kurdistan", &[])).unwrap();
    a.release(&holder(), citing, &request("kurdistan", &["refs"])).unwrap();
    sync(&mut a, &mut b);
    assert_eq!(b.item(citing).unwrap().item.refs.len(), 1);
}

#[test]
fn command_holds_what_the_desk_wrote_and_a_desk_does_not_hold_the_ministry() {
    let world = World::new();
    let (mut desk, mut hq) = (world.node("iraq/desk"), world.node("iraq/hq"));
    let (mut other_desk, mut other_hq) = (world.node("kurdistan/desk"), world.node("kurdistan/hq"));
    let ours = log(&mut desk, "desk only", vec![]);
    let ministry = log(&mut hq, "ministry only", vec![]);
    let told = log(&mut hq, "told by the ministry", vec![request("kurdistan", &[])]);
    sync(&mut desk, &mut hq);
    sync(&mut hq, &mut other_hq);
    sync(&mut other_hq, &mut other_desk);
    sync(&mut desk, &mut other_desk);
    assert!(hq.item(ours).is_ok() && desk.item(ministry).is_err() && desk.item(told).is_err());
    assert!(other_desk.item(told).is_ok(), "any node of the audience may be served by its siblings");
    sync(&mut other_hq, &mut hq);
    let cosigners: Vec<_> = hq.store.receipts(&hq.feed_statuses()[1].origin.to_string()).unwrap();
    assert!(!cosigners.is_empty());
}

#[test]
fn a_preview_says_what_they_will_see_and_why_not_the_rest() {
    let (_, mut a, _) = pair();
    let id = incident(&mut a, "shots", "patrol 2", vec![request("kurdistan", &["summary"])]);
    let preview = a.preview(&holder(), id, &to("kurdistan")).unwrap();
    let slot = |name: &str| preview.slots.iter().find(|s| s.name == name).unwrap();
    assert!(slot("summary").crossed && slot("source").permitted && !slot("source").crossed);
    assert!(!slot("author").permitted);
    let mut caveated = entry("log-entry", &json!({"text": "positions"}), vec![]);
    caveated.label.caveats = vec!["OWN POSITIONS".to_owned()];
    let id = a.record(&holder(), &caveated).unwrap().id;
    let refusal = a.preview(&holder(), id, &to("kurdistan")).unwrap().refusal.unwrap();
    assert_eq!(refusal, Barred::Gate(Refusal::Caveat("OWN POSITIONS".to_owned())));
}

#[test]
fn a_withdrawal_follows_every_release_and_nothing_is_released_after_it() {
    let (world, mut a, mut b) = pair();
    let id = incident(&mut a, "told too early", "post", vec![request("kurdistan", &["summary"])]);
    let new = about(Rel::Withdraws, id, "withdrawal", &json!({"reason": "the source was wrong"}));
    a.record(&holder(), &new).unwrap();
    sync(&mut a, &mut b);
    let held = b.item(id).unwrap().item;
    assert_eq!((held.state.as_str(), held.title.as_deref()), ("withdrawn", None));
    assert_eq!(held.withdrawn.unwrap().reason.as_deref(), Some("the source was wrong"));
    assert!(
        b.list(&ViewQuery { words: vec!["early".into()], limit: 9, ..ViewQuery::default() }).unwrap().items.is_empty()
    );
    assert_eq!(a.item(id).unwrap().item.title.as_deref(), Some("told too early"));
    assert!(matches!(a.release(&holder(), id, &request("usa", &[])), Err(NodeFault::Withdrawn(_))));
    let usa = world.node("usa/desk");
    assert!(
        !a.feed_statuses().iter().any(|f| f.origin.audience == to("usa")),
        "who was told nothing is told nothing: {}",
        usa.id()
    );
    let theirs = about(Rel::Withdraws, id, "withdrawal", &json!({}));
    assert!(matches!(b.record(&holder(), &theirs), Err(NodeFault::WithdrawsAlone)));
}
