//! Paragraphs with portion marks: each is released by itself, and none to whom its mark is too high.

use seamline_release::Refusal;
use seamline_view::ItemSlot;

use super::*;

fn told() -> Json {
    json!({"centre": "makhmour", "summary": "shots",
        "narrative_1": {"level": "open", "text": "Heard from the post."},
        "narrative_2": {"level": "secret", "text": "By the listening post at the wadi."},
        "narrative_3": {"level": "restricted", "text": "Quiet since."}})
}

fn paragraphs(node: &Node, id: RecordId) -> Vec<Option<String>> {
    let item = node.item(id).unwrap().item;
    let named = item.slots.into_iter().filter(|slot| slot.name.starts_with("narrative_"));
    let text = |slot: ItemSlot| slot.open.then(|| slot.value["text"].as_str().unwrap_or_default().to_owned());
    named.map(text).take(3).collect()
}

#[test]
fn a_paragraph_marked_above_clearance_stays_and_the_others_go() {
    let (_, mut a, mut b) = pair();
    let id = a.record(&holder(), &entry("incident", &told(), vec![request("kurdistan", &[])])).unwrap().id;
    sync(&mut a, &mut b);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(paragraphs(&b, id), [some("Heard from the post."), None, some("Quiet since.")]);
    let (slot, level, clearance) = ("narrative_2", Level::Secret, Level::Restricted);
    let refusal = Refusal::Portion { slot, level, clearance };
    match a.release(&holder(), id, &request("kurdistan", &["narrative_2"])) {
        Err(NodeFault::Refused { refusal: refused, .. }) => assert_eq!(refused, refusal),
        other => panic!("{other:?}"),
    }
    let preview = a.preview(&holder(), id, &to("kurdistan")).unwrap();
    let barred = preview.slots.into_iter().find(|slot| slot.name == "narrative_2").unwrap().reason;
    assert_eq!(barred, Some(Barred::Gate(refusal)));
}

#[test]
fn a_paragraph_goes_without_the_others() {
    let (_, mut a, mut b) = pair();
    let new = entry("incident", &told(), vec![request("kurdistan", &["summary", "narrative_3"])]);
    let id = a.record(&holder(), &new).unwrap().id;
    sync(&mut a, &mut b);
    assert_eq!(paragraphs(&b, id), [None, None, Some("Quiet since.".to_owned())]);
}

#[test]
fn a_correction_that_raises_a_mark_does_not_carry_the_paragraph() {
    let (_, mut a, mut b) = pair();
    let id = a.record(&holder(), &entry("incident", &told(), vec![request("kurdistan", &[])])).unwrap().id;
    let raised = json!({"narrative_3": {"level": "secret", "text": "Quiet since, by the same ear."}});
    a.record(&holder(), &about(Rel::Corrects, id, "correction", &raised)).unwrap();
    sync(&mut a, &mut b);
    let changes = |node: &Node| {
        let corrected = node.item(id).unwrap().item.corrected;
        corrected.iter().flat_map(|one| &one.changes).filter(|change| !change.value.is_null()).count()
    };
    assert_eq!((changes(&a), changes(&b)), (1, 0));
}

#[test]
fn a_raised_mark_keeps_back_what_the_paragraph_said_before() {
    let (_, mut a, mut b) = pair();
    let id = a.record(&holder(), &entry("incident", &told(), vec![])).unwrap().id;
    let raised = json!({"narrative_3": {"level": "secret", "text": "Quiet since, by the same ear."}});
    a.record(&holder(), &about(Rel::Corrects, id, "correction", &raised)).unwrap();
    let named = |slot: &str| request("kurdistan", &["summary", slot]);
    for slot in ["narrative_2", "narrative_3"] {
        assert!(matches!(a.release(&holder(), id, &named(slot)), Err(NodeFault::Refused { .. })), "{slot}");
        assert!(matches!(a.show(&holder(), id, &named(slot)), Err(NodeFault::Refused { .. })), "{slot}");
        assert!(matches!(a.propose(&holder(), id, &named(slot)), Err(NodeFault::Refused { .. })), "{slot}");
    }
    let preview = a.preview(&holder(), id, &to("kurdistan")).unwrap();
    let permitted = |name: &str| preview.slots.iter().any(|slot| slot.name == name && slot.permitted);
    assert_eq!((permitted("narrative_1"), permitted("narrative_3")), (true, false));
    a.release(&holder(), id, &request("kurdistan", &[])).unwrap();
    sync(&mut a, &mut b);
    assert_eq!(paragraphs(&b, id), [Some("Heard from the post.".to_owned()), None, None]);
}

#[test]
fn limits_and_the_second_officer_look_at_the_mark() {
    let (_, mut a, _) = pair();
    let mut new = entry("incident", &told(), vec![]);
    new.label.level = Level::Open;
    let id = a.record(&holder(), &new).unwrap().id;
    let limits = Limits {
        to: ["kurdistan".parse().unwrap()].into(),
        level: Level::Open,
        never: BTreeSet::new(),
        finest_m: None,
    };
    let bound = Officer { name: "Dilan".to_owned(), roles: vec![Role::LiaisonOfficer], limits: Some(limits) };
    let (slot, level, highest) = ("narrative_3".to_owned(), Level::Restricted, Level::Open);
    match a.release(&bound, id, &request("kurdistan", &["summary", "narrative_3"])) {
        Err(NodeFault::BeyondLimits { limit, .. }) => {
            assert_eq!(limit, BeyondLimits::Portion { slot, level, highest });
        }
        other => panic!("{other:?}"),
    }
    a.put_second_from(&holder(), Some(Level::Restricted)).unwrap();
    let second = |outcome: Result<bool, NodeFault>| matches!(outcome, Err(NodeFault::SecondOfficerNeeded(_)));
    assert!(second(a.release(&holder(), id, &request("kurdistan", &["narrative_3"]))));
    assert!(!second(a.release(&holder(), id, &request("kurdistan", &["narrative_1"]))));
}
