//! Showing without a copy.

use super::*;

fn disclosures(node: &Node) -> Vec<Listed> {
    let query = ViewQuery { kinds: vec!["disclosure".to_owned()], limit: 9, ..ViewQuery::default() };
    node.list(&query).unwrap().items
}

#[test]
fn what_is_shown_is_recorded_here_and_nothing_of_it_leaves() {
    let (_, mut a, mut b) = pair();
    let id = incident(&mut a, "shots", "patrol 2", vec![]);
    a.show(&holder(), id, &request("kurdistan", &["summary"])).unwrap();
    let told = |node: &Node| node.feed_statuses().iter().any(|f| f.origin.audience.party.as_str() == "kurdistan");
    assert!(!told(&a), "something was sent");
    let shown = disclosures(&a).remove(0);
    let value = |name: &str| shown.item.slots.iter().find(|slot| slot.name == name).unwrap().value.clone();
    assert_eq!((value("to"), value("shown")), (json!("kurdistan"), json!(["summary"])));
    assert_eq!((value("purpose"), value("centre")), (json!("test"), json!("makhmour")));
    assert_eq!((shown.item.refs[0].id, shown.item.matter, shown.releases.len()), (id, id, 0));
    sync(&mut a, &mut b);
    assert!(b.item(id).is_err() && disclosures(&b).is_empty());
    let row = a.journal(&holder(), None, 1, None).unwrap().rows.remove(0);
    assert_eq!((row.act, row.subject), (JournalAct::Shown, Some(id)));
    assert_eq!((row.detail["to"].as_str(), row.detail["slots"].split(", ").next()), ("kurdistan", Some("summary")));
}

#[test]
fn showing_is_judged_as_a_copy_is() {
    let (_, mut a, _) = pair();
    let id = incident(&mut a, "shots", "patrol 2", vec![]);
    let mut secret = entry("log-entry", &json!({"text": "positions"}), vec![]);
    secret.label.level = Level::Secret;
    let secret = a.record(&holder(), &secret).unwrap().id;
    assert!(matches!(a.show(&holder(), secret, &request("kurdistan", &[])), Err(NodeFault::Refused { .. })));
    let limits = Limits {
        to: BTreeSet::from(["kurdistan".parse().unwrap()]),
        level: Level::Restricted,
        never: BTreeSet::from(["source".to_owned()]),
        finest_m: None,
    };
    let bound = Officer { name: "Dilan".to_owned(), roles: vec![Role::LiaisonOfficer], limits: Some(limits) };
    for (to, slots) in [("kurdistan", &["source"][..]), ("kurdistan", &[][..]), ("usa", &["summary"][..])] {
        assert!(
            matches!(a.show(&bound, id, &request(to, slots)), Err(NodeFault::BeyondLimits { .. })),
            "{to} {slots:?}"
        );
    }
    let duty = Officer { name: "Sara".to_owned(), roles: vec![Role::DutyOfficer], limits: None };
    assert!(matches!(a.show(&duty, id, &request("kurdistan", &[])), Err(NodeFault::Role { .. })));
    a.put_second_from(&holder(), Some(Level::Restricted)).unwrap();
    let alone = a.show(&holder(), id, &request("kurdistan", &["summary"]));
    assert!(matches!(alone, Err(NodeFault::SecondOfficerNeeded(_))));
    assert!(disclosures(&a).is_empty());
    a.put_second_from(&holder(), None).unwrap();
    // What they have a copy of can be shown, too.
    a.release(&holder(), id, &request("kurdistan", &["summary"])).unwrap();
    a.show(&bound, id, &request("kurdistan", &["summary"])).unwrap();
    assert_eq!(disclosures(&a).len(), 1);
}

#[test]
fn two_officers_show_what_one_may_not_and_nothing_of_it_leaves() {
    let (_, mut a, mut b) = pair();
    let id = incident(&mut a, "shots", "patrol 2", vec![]);
    a.put_second_from(&holder(), Some(Level::Restricted)).unwrap();
    let duty = Officer { name: "Sara".to_owned(), roles: vec![Role::DutyOfficer], limits: None };
    let asked = a.propose_showing(&duty, id, &request("kurdistan", &["summary"])).unwrap().proposal;
    assert!(asked.show && disclosures(&a).is_empty(), "shown before anybody approved");
    a.approve(&holder(), &asked.id).unwrap();
    let shown = disclosures(&a).remove(0);
    let value = |name: &str| shown.item.slots.iter().find(|slot| slot.name == name).unwrap().value.clone();
    assert_eq!((value("to"), value("shown"), shown.releases.len()), (json!("kurdistan"), json!(["summary"]), 0));
    sync(&mut a, &mut b);
    assert!(b.item(id).is_err() && disclosures(&b).is_empty());
    let rows = a.journal(&holder(), None, 9, None).unwrap().rows;
    let acts: Vec<_> = rows.iter().map(|row| (row.act, row.detail.get("mode").map(String::as_str))).collect();
    assert!(
        acts.contains(&(JournalAct::Approved, Some("show"))) && acts.contains(&(JournalAct::Shown, None)),
        "{acts:?}"
    );
    // A copy that they have is no reason not to show it.
    a.put_second_from(&holder(), None).unwrap();
    a.release(&holder(), id, &request("kurdistan", &["summary"])).unwrap();
    assert!(matches!(a.propose(&duty, id, &request("kurdistan", &["summary"])), Err(NodeFault::NothingNew(_))));
    a.propose_showing(&duty, id, &request("kurdistan", &["summary"])).unwrap();
}
