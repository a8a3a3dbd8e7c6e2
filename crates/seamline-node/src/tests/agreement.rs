//! What three parties agree to.

use seamline_record::{BindingOfficer, Kind};

use super::{liars::next as next_document, *};

pub(super) const PARTIES: [&str; 3] = ["iraq", "kurdistan", "usa"];

pub(super) fn key_of(party: &str) -> SigningKey {
    SigningKey::from_bytes(&hash_of(format!("{party} minister").as_bytes()).0)
}

/// Headquarters of three parties; one officer of each may bind it to every kind of joint act but charters.
pub(super) fn council() -> (World, Vec<Node>) {
    let world = World::new();
    let mut nodes: Vec<Node> = PARTIES.iter().map(|party| world.node(&format!("{party}/hq"))).collect();
    for party in PARTIES {
        let document = next_document(&nodes[0], party, &|body| {
            let kinds = ["minutes", "decision", "joint-statement", "roadmap"].map(|k| Kind::named(k).unwrap().number());
            let (name, key) = (format!("minister of {party}"), key_of(party).verifying_key());
            body.officers.push(BindingOfficer { name, key, kinds: kinds.into() });
        });
        for node in &mut nodes {
            node.admit_document(&document).unwrap();
        }
    }
    (world, nodes)
}

/// Until nothing moves any more.
pub(super) fn everywhere(nodes: &mut [Node]) {
    for _ in 0..3 {
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            let (left, right) = nodes.split_at_mut(b);
            sync(&mut left[a], &mut right[0]);
        }
    }
}

pub(super) fn text(en: &str, required: &[&str]) -> Json {
    json!({
        "names": {"en": "Two joint brigades"}, "required": required, "informed": PARTIES,
        "clauses": [{"number": "1", "texts": {"en": en, "ar": "نص"}}, {"number": "2", "texts": {"en": "b", "ar": "ب"}}],
    })
}

pub(super) fn propose(node: &mut Node, kind: &str, fields: &Json, refs: Vec<Ref>) -> Result<RecordId, NodeFault> {
    let own = node.id().party.to_string();
    let release = PARTIES.iter().filter(|party| **party != own).map(|party| request(party, &[])).collect();
    Ok(node.record(&holder(), &NewRecord { refs, ..entry(kind, fields, release) })?.id)
}

pub(super) fn concur_as(node: &mut Node, act: RecordId) -> Result<RecordId, NodeFault> {
    let key = key_of(node.id().party.as_str());
    Ok(node.answer(&holder(), act, &Signs::With(&key), &Answer::default())?.id)
}

fn object(node: &mut Node, act: RecordId, reason: &str, clauses: &[&str]) -> Result<RecordId, NodeFault> {
    let clauses = clauses.iter().map(|number| (*number).to_owned()).collect();
    let answer = Answer { reason: Some(reason.to_owned()).filter(|r| !r.is_empty()), clauses, ..Answer::default() };
    Ok(node.answer(&holder(), act, &Signs::Not, &answer)?.id)
}

pub(super) fn states(nodes: &[Node], act: RecordId) -> Vec<String> {
    nodes.iter().map(|node| node.item(act).unwrap().item.state).collect()
}

fn agreement<T: std::fmt::Debug>(outcome: Result<T, NodeFault>) -> AgreementFault {
    match outcome {
        Err(NodeFault::Agreement(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_facilitators_text_stands_when_both_have_signed_it_and_at_every_party() {
    let (_, mut nodes) = council();
    let mut fields = text("a", &["iraq", "kurdistan"]);
    fields["facilitator"] = json!("usa");
    let act = propose(&mut nodes[2], "decision", &fields, vec![]).unwrap();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, act), ["proposed"; 3]);
    assert_eq!(agreement(concur_as(&mut nodes[2], act)), AgreementFault::Hosts("usa".to_owned()));
    concur_as(&mut nodes[0], act).unwrap();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, act), ["proposed"; 3], "one signature formed it");
    let joint = |node: &Node| node.item(act).unwrap().item.joint.unwrap();
    assert!(nodes.iter().all(|node| joint(node).pending == ["kurdistan"]));
    concur_as(&mut nodes[1], act).unwrap();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, act), ["in-force"; 3]);
    let since: BTreeSet<_> = nodes.iter().map(|node| joint(node).in_force_since).collect();
    assert_eq!(since.len(), 1);
    assert_eq!(agreement(concur_as(&mut nodes[1], act)), AgreementFault::Already);
    assert_eq!(agreement(object(&mut nodes[1], act, "after all not", &[])), AgreementFault::Already);
}

#[test]
fn whoever_is_third_sees_both_signatures_though_they_answer_a_text_that_others_wrote() {
    let (_, mut nodes) = council();
    let act = propose(&mut nodes[0], "joint-statement", &text("a", &PARTIES), vec![]).unwrap();
    everywhere(&mut nodes);
    // Kurdistan and the United States have a line to Iraq each and none to each other but for what they write now.
    for node in &mut nodes {
        concur_as(node, act).unwrap();
    }
    let (left, right) = nodes.split_at_mut(1);
    sync(&mut left[0], &mut right[0]);
    sync(&mut left[0], &mut right[1]);
    assert_eq!(left[0].item(act).unwrap().item.state, "in-force");
    assert_eq!(right[1].item(act).unwrap().item.state, "proposed", "the United States has not heard from Kurdistan");
    let (kurdistan, usa) = right.split_at_mut(1);
    sync(&mut kurdistan[0], &mut usa[0]);
    assert_eq!(states(&nodes, act), ["in-force"; 3]);
}

#[test]
fn an_amended_text_is_a_new_proposal_and_the_old_one_stands_until_all_have_signed_it() {
    let (world, mut nodes) = council();
    let first = propose(&mut nodes[0], "roadmap", &text("by 2025", &PARTIES), vec![]).unwrap();
    everywhere(&mut nodes);
    for node in &mut nodes {
        concur_as(node, first).unwrap();
    }
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, first), ["in-force"; 3]);
    world.pass(DAY);
    let supersedes = |id| vec![Ref { rel: Rel::Supersedes, id }];
    let second = propose(&mut nodes[0], "roadmap", &text("by 2026", &PARTIES), supersedes(first)).unwrap();
    let fewer = propose(&mut nodes[0], "roadmap", &text("never", &["iraq"]), supersedes(first)).unwrap();
    everywhere(&mut nodes);
    concur_as(&mut nodes[0], fewer).unwrap();
    concur_as(&mut nodes[0], second).unwrap();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, fewer), ["in-force"; 3]);
    assert_eq!(states(&nodes, first), ["in-force"; 3], "fewer parties undid what more had agreed to");
    concur_as(&mut nodes[1], second).unwrap();
    concur_as(&mut nodes[2], second).unwrap();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, first), ["superseded"; 3]);
    assert_eq!(states(&nodes, second), ["in-force"; 3]);
    assert!(nodes.iter().all(|node| node.item(first).unwrap().item.superseded_by == Some(second)));
}

#[test]
fn an_officer_gets_a_clear_answer_for_each_word_that_cannot_stand() {
    let (world, mut nodes) = council();
    let propose_here = |nodes: &mut Vec<Node>, fields: &Json| propose(&mut nodes[0], "decision", fields, vec![]);
    let mut hosts = text("a", &["iraq", "usa"]);
    hosts["facilitator"] = json!("usa");
    assert_eq!(agreement(propose_here(&mut nodes, &hosts)), AgreementFault::Facilitator("usa".to_owned()));
    assert_eq!(agreement(propose_here(&mut nodes, &text("a", &[]))), AgreementFault::NobodyRequired);
    assert_eq!(agreement(propose_here(&mut nodes, &text("a", &["mars"]))), AgreementFault::UnknownParty("mars".into()));
    let mut lapsing = text("a", &["iraq", "kurdistan"]);
    lapsing["lapses"] = json!("2026-01-12");
    let act = propose_here(&mut nodes, &lapsing).unwrap();
    let charter = propose(&mut nodes[0], "charter", &text("c", &["iraq", "kurdistan"]), vec![]).unwrap();
    everywhere(&mut nodes);
    assert_eq!(agreement(concur_as(&mut nodes[2], act)), AgreementFault::NotRequired("usa".to_owned()));
    assert_eq!(agreement(object(&mut nodes[1], act, "", &[])), AgreementFault::NoReason);
    assert_eq!(agreement(object(&mut nodes[1], act, "no", &["7"])), AgreementFault::NoSuchClause("7".to_owned()));
    let other_kinds = AgreementFault::NotBinding(ConcurFault::OtherKinds);
    assert_eq!(agreement(concur_as(&mut nodes[1], charter)), other_kinds);
    let stranger = nodes[1].answer(&holder(), act, &Signs::With(&key_of("mars")), &Answer::default());
    assert_eq!(agreement(stranger), AgreementFault::NotBinding(ConcurFault::NotBinding));
    object(&mut nodes[1], act, "the second clause", &["2"]).unwrap();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, act), ["objected"; 3]);
    let amended = vec![Ref { rel: Rel::Supersedes, id: act }];
    let newer = propose(&mut nodes[0], "decision", &text("b", &["iraq", "kurdistan"]), amended).unwrap();
    everywhere(&mut nodes);
    assert_eq!(agreement(concur_as(&mut nodes[1], act)), AgreementFault::Outdated(newer));
    let late = propose_here(&mut nodes, &lapsing).unwrap();
    everywhere(&mut nodes);
    world.pass(10 * DAY);
    assert_eq!(states(&nodes, late), ["lapsed"; 3]);
    assert_eq!(agreement(concur_as(&mut nodes[1], late)), AgreementFault::Lapsed);
    for (rel, kind) in [(Rel::Withdraws, "withdrawal"), (Rel::Corrects, "correction")] {
        let undone = nodes[0].record(&holder(), &about(rel, newer, kind, &json!({"reason": "x"})));
        assert!(matches!(undone, Err(NodeFault::JointStays(id)) if id == newer), "{undone:?}");
    }
    let bare = entry("position", &json!({"answer": "concurred"}), vec![]);
    assert_eq!(agreement(nodes[0].record(&holder(), &bare)), AgreementFault::Form);
    let slots = vec![request("usa", &["names"])];
    let part = nodes[0].record(&holder(), &entry("decision", &text("a", &["iraq"]), slots));
    let whole = matches!(&part, Err(NodeFault::Refused { refusal, .. }) if refusal.to_string().contains("whole"));
    assert!(whole, "{part:?}");
}

#[test]
fn an_act_as_a_file_shows_offline_who_has_signed_and_nothing_less_will_do() {
    let (_, mut nodes) = council();
    let act = propose(&mut nodes[0], "decision", &text("a", &["iraq", "kurdistan"]), vec![]).unwrap();
    everywhere(&mut nodes);
    concur_as(&mut nodes[0], act).unwrap();
    let half = JointFile::decode(&nodes[0].take_joint(&holder(), act).unwrap().bytes).unwrap();
    concur_as(&mut nodes[1], act).unwrap();
    everywhere(&mut nodes);
    let directory = nodes[2].directory();
    assert_eq!(half.verify(directory).unwrap().state, "proposed");
    let bytes = nodes[1].take_joint(&holder(), act).unwrap().bytes;
    let directory = nodes[2].directory();
    let shown = JointFile::decode(&bytes).unwrap().verify(directory).unwrap();
    assert_eq!((shown.state.as_str(), shown.positions.len()), ("in-force", 2));
    assert!(shown.author.is_none() && !String::from_utf8_lossy(&bytes).contains("test"), "an officer's name left");
    for at in (0..bytes.len()).step_by(37) {
        let mut other = bytes.clone();
        other[at] ^= 1;
        let verdict = JointFile::decode(&other).and_then(|file| file.verify(directory));
        assert!(verdict.is_err(), "octet {at} makes no difference");
    }
    assert!(matches!(JointFile::decode(b"[]"), Err(JointFault::Malformed)));
}

#[test]
fn a_promise_is_moved_by_its_two_parties_only() {
    let (world, mut nodes) = council();
    let owed =
        json!({"text": "a report", "owner": "usa", "beneficiary": "kurdistan", "agreed": "2026-01", "due": "2026-02"});
    let promise = propose(&mut nodes[0], "commitment", &owed, vec![]).unwrap();
    everywhere(&mut nodes);
    let say = |node: &mut Node, what: &str| {
        let step = about(Rel::About, promise, "progress", &json!({"what": what, "on": "2026-01-20"}));
        node.record(&holder(), &step).map(|recorded| recorded.id)
    };
    let not_theirs = |outcome| matches!(agreement(outcome), AgreementFault::NotTheirs { .. });
    assert!(not_theirs(say(&mut nodes[0], "agreed")), "a third party agreed for them");
    assert!(not_theirs(say(&mut nodes[1], "claimed")) && not_theirs(say(&mut nodes[2], "accepted")));
    let word = say(&mut nodes[2], "agreed").unwrap();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, promise), ["proposed"; 3], "one side agreed for both");
    let unsaid = nodes[2].record(&holder(), &about(Rel::Withdraws, word, "withdrawal", &json!({"reason": "x"})));
    assert!(matches!(unsaid, Err(NodeFault::JointStays(_))), "{unsaid:?}");
    say(&mut nodes[1], "agreed").unwrap();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, promise), ["agreed"; 3]);
    for what in ["claimed", "disputed", "claimed", "accepted"] {
        world.pass(DAY);
        say(&mut nodes[if what == "claimed" { 2 } else { 1 }], what).unwrap();
        everywhere(&mut nodes);
        assert_eq!(states(&nodes, promise), [what; 3]);
    }
    let withdrawn = nodes[0].record(&holder(), &about(Rel::Withdraws, promise, "withdrawal", &json!({"reason": "x"})));
    assert!(matches!(withdrawn, Err(NodeFault::JointStays(_))), "{withdrawn:?}");
    let early = json!({"text": "x", "owner": "usa", "beneficiary": "iraq", "agreed": "2026-02", "due": "2026-01"});
    assert_eq!(agreement(propose(&mut nodes[0], "commitment", &early, vec![])), AgreementFault::DueBeforeAgreed);
}

#[test]
fn a_later_date_takes_the_place_of_the_first_once_both_have_agreed_to_it() {
    let (world, mut nodes) = council();
    let owed = |due: &str| json!({"text": "leave", "owner": "usa", "beneficiary": "iraq", "due": due, "informed": ["kurdistan"]});
    let first = propose(&mut nodes[0], "commitment", &owed("2021-12-31"), vec![]).unwrap();
    everywhere(&mut nodes);
    nodes[2].record(&holder(), &about(Rel::About, first, "progress", &json!({"what": "agreed"}))).unwrap();
    world.pass(DAY);
    let later = vec![Ref { rel: Rel::Supersedes, id: first }];
    everywhere(&mut nodes);
    let second = propose(&mut nodes[2], "commitment", &owed("2026"), later).unwrap();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, first), ["agreed"; 3], "who owes put it off alone");
    nodes[0].record(&holder(), &about(Rel::About, second, "progress", &json!({"what": "agreed"}))).unwrap();
    everywhere(&mut nodes);
    assert_eq!(
        (states(&nodes, first), states(&nodes, second)),
        (vec!["superseded".to_owned(); 3], vec!["agreed".to_owned(); 3])
    );
    let slips = nodes[1].board(|board| board.slips(board.one(second).unwrap())).unwrap();
    assert_eq!(slips.iter().map(|slip| slip.due.as_deref()).collect::<Vec<_>>(), [Some("2021-12-31")]);
}
