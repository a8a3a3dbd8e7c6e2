//! The second officer.

use super::*;

fn officer(name: &str, role: Role) -> Officer {
    Officer { name: name.to_owned(), roles: vec![role], limits: None }
}

/// Two desks, the first of which asks for two officers from `restricted` on, with an incident to tell of.
fn strict() -> (World, Node, Node, RecordId) {
    let (world, mut a, b) = pair();
    a.put_second_from(&holder(), Some(Level::Restricted)).unwrap();
    let id = incident(&mut a, "shots", "patrol 2", vec![]);
    (world, a, b, id)
}

fn told(node: &Node) -> bool {
    node.feed_statuses().iter().any(|feed| feed.origin.audience.party.as_str() == "kurdistan")
}

#[test]
fn nobody_releases_alone_what_needs_two() {
    let (_, mut a, mut b, id) = strict();
    let needed = |outcome: Result<bool, NodeFault>| {
        assert!(matches!(outcome, Err(NodeFault::SecondOfficerNeeded(Level::Restricted))), "{outcome:?}");
    };
    needed(a.release(&holder(), id, &request("kurdistan", &["summary"])));
    let new = entry("log-entry", &json!({"text": "quiet"}), vec![request("kurdistan", &[])]);
    needed(a.record(&holder(), &new).map(|_| true));
    let message = json!({"centre": "makhmour", "to": "kurdistan", "text": "call me"});
    needed(a.record(&holder(), &entry("desk-message", &message, vec![])).map(|_| true));
    assert!(!told(&a), "something left by one officer's word");
    let mut open = entry("log-entry", &json!({"text": "open to all"}), vec![request("kurdistan", &[])]);
    open.label.level = Level::Open;
    let open = a.record(&holder(), &open).unwrap().id;
    sync(&mut a, &mut b);
    assert!(b.item(open).is_ok());
}

#[test]
fn what_one_proposes_another_releases_and_both_are_named() {
    let (world, mut a, mut b, id) = strict();
    let duty = officer("Sara", Role::DutyOfficer);
    let asked = a.propose(&duty, id, &request("kurdistan", &["summary"])).unwrap();
    assert_eq!((asked.kind.as_str(), asked.title.as_deref()), ("incident", Some("shots")));
    assert!(!told(&a), "a proposal told somebody");
    let (id_of, state) = (asked.proposal.id.as_str(), |node: &Node| node.proposals().unwrap()[0].proposal.clone());
    assert!(matches!(a.approve(&duty, id_of), Err(NodeFault::Role { .. })));
    let limits = Limits {
        to: BTreeSet::from(["kurdistan".parse().unwrap()]),
        level: Level::Secret,
        never: BTreeSet::new(),
        finest_m: None,
    };
    let bound = Officer { limits: Some(limits), ..officer("Dilan", Role::ReleasingOfficer) };
    assert!(matches!(a.approve(&bound, id_of), Err(NodeFault::Role { .. })), "limits are no full release");
    let same = Officer { name: "Sara".to_owned(), ..officer("Sara", Role::Chief) };
    assert!(matches!(a.approve(&same, id_of), Err(NodeFault::SameOfficer(_))));
    assert_eq!(state(&a).state, ProposalState::Waiting);
    world.pass(60_000);
    let chief = officer("Azad", Role::Chief);
    let done = a.approve(&chief, id_of).unwrap().proposal;
    assert_eq!((done.state, done.decided_by.as_deref()), (ProposalState::Approved, Some("Azad")));
    assert_eq!(done.decided_at, Some(START + 60_000));
    assert!(matches!(a.approve(&chief, id_of), Err(NodeFault::ProposalDecided(ProposalState::Approved))));
    sync(&mut a, &mut b);
    assert_eq!(b.item(id).unwrap().item.title.as_deref(), Some("shots"));
    let act = a.store.acts(id).unwrap().into_iter().find(|act| act.feed.contains("kurdistan")).unwrap();
    let audit = String::from_utf8_lossy(&a.store.audit(&act.feed, act.index).unwrap().unwrap()).into_owned();
    assert!(audit.contains("Sara") && audit.contains("Azad"), "{audit}");
}

#[test]
fn a_proposal_is_judged_when_it_is_made_and_when_it_is_approved() {
    let (_, mut a, _, id) = strict();
    let mut secret = entry("log-entry", &json!({"text": "positions"}), vec![]);
    secret.label.level = Level::Secret;
    let secret = a.record(&holder(), &secret).unwrap().id;
    let duty = officer("Sara", Role::DutyOfficer);
    assert!(matches!(a.propose(&duty, secret, &request("kurdistan", &[])), Err(NodeFault::Refused { .. })));
    let asked = a.propose(&duty, id, &request("kurdistan", &[])).unwrap().proposal;
    let lower = Clearance { level: Level::Open, caveats: BTreeSet::new() };
    a.put_clearance(&holder(), &to("kurdistan"), &lower).unwrap();
    let chief = officer("Azad", Role::Chief);
    assert!(matches!(a.approve(&chief, &asked.id), Err(NodeFault::Refused { .. })));
    assert_eq!(a.proposals().unwrap()[0].proposal.state, ProposalState::Waiting, "decided without being released");
    clear(&mut a, "kurdistan");
    a.record(&holder(), &about(Rel::Withdraws, id, "withdrawal", &json!({"reason": "wrong"}))).unwrap();
    assert_eq!(a.proposals().unwrap()[0].proposal.state, ProposalState::Void);
    assert!(matches!(a.approve(&chief, &asked.id), Err(NodeFault::Withdrawn(_))));
    assert!(!told(&a));
}

#[test]
fn a_refusal_names_its_reason_and_a_proposer_may_take_back() {
    let (_, mut a, _, id) = strict();
    let (duty, other) = (officer("Sara", Role::DutyOfficer), officer("Omar", Role::DutyOfficer));
    let first = a.propose(&duty, id, &request("kurdistan", &[])).unwrap().proposal.id;
    let second = a.propose(&duty, id, &request("usa", &[])).unwrap().proposal.id;
    assert!(matches!(a.refuse(&other, &first, "no"), Err(NodeFault::Role { .. })));
    let refused = a.refuse(&officer("Azad", Role::Chief), &first, "not yet").unwrap().proposal;
    assert_eq!((refused.state, refused.reason.as_deref()), (ProposalState::Refused, Some("not yet")));
    assert_eq!(
        a.refuse(&duty, &second, "sent to the wrong party").unwrap().proposal.decided_by.as_deref(),
        Some("Sara")
    );
    assert!(matches!(a.refuse(&duty, "00", "x"), Err(NodeFault::NoSuchProposal(_))));
    assert!(!told(&a));
    for _ in 0..110 {
        let id = a.propose(&duty, id, &request("kurdistan", &[])).unwrap().proposal.id;
        a.refuse(&duty, &id, "again").unwrap();
    }
    assert_eq!(a.store.settings("proposal").unwrap().len(), 100, "decided proposals are kept without bound");
}

#[test]
fn a_sitrep_leaves_when_another_officer_of_the_party_has_approved_it() {
    let (_, mut a, mut b) = pair();
    let officer = |name: &str| Officer { name: name.to_owned(), ..holder() };
    let fields = json!({"centre": "makhmour", "edition": "initial", "summary": "A quiet night",
        "period": "2026-01-14T18:00:00Z/2026-01-15T03:00:00Z"});
    let to_theirs = || request("kurdistan", &[]);
    let refused = |outcome: Result<_, NodeFault>| matches!(outcome, Err(NodeFault::NotApproved(_)));
    let at_once = a.record(&officer("night"), &entry("sitrep", &fields, vec![to_theirs()]));
    assert!(refused(at_once.map(drop)), "it left in the act that recorded it");
    let id = a.record(&officer("night"), &entry("sitrep", &fields, vec![])).unwrap().id;
    let approve = |node: &mut Node, name: &str, id| {
        let mut new = entry("acknowledgement", &json!({"what": "acknowledged"}), vec![]);
        (new.matter, new.refs) = (Some(id), vec![Ref { rel: Rel::Acknowledges, id }]);
        node.record(&officer(name), &new).unwrap().id
    };
    approve(&mut a, "night", id);
    assert!(refused(a.release(&officer("chief"), id, &to_theirs()).map(drop)), "its author approved it");
    assert!(refused(a.propose(&officer("night"), id, &to_theirs()).map(drop)));
    assert!(refused(a.show(&officer("chief"), id, &to_theirs()).map(drop)));
    let approval = approve(&mut a, "chief", id);
    assert!(a.release(&officer("night"), id, &to_theirs()).unwrap());
    sync(&mut a, &mut b);
    let held = b.item(id).unwrap().item;
    assert_eq!((held.title.as_deref(), held.author), (Some("A quiet night"), None));

    // An approval that is taken back is none, and what replaces a sitrep needs its own.
    let mut update = entry("sitrep", &fields, vec![]);
    (update.matter, update.refs) = (Some(id), vec![Ref { rel: Rel::Supersedes, id }]);
    let update = a.record(&officer("night"), &update).unwrap().id;
    assert!(refused(a.release(&officer("night"), update, &to_theirs()).map(drop)));
    let mut back = entry("withdrawal", &json!({"reason": "a figure is wrong"}), vec![]);
    (back.matter, back.refs) = (Some(id), vec![Ref { rel: Rel::Withdraws, id: approval }]);
    a.record(&officer("chief"), &back).unwrap();
    assert!(refused(a.release(&officer("night"), id, &to_theirs()).map(drop)));
}
