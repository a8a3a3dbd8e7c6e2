//! The lattice exhaustively, the gate by cases.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::{Signer, SigningKey};
use seamline_record::*;

use crate::*;

const LEVELS: [Level; 4] = [Level::Open, Level::Restricted, Level::Confidential, Level::Secret];

fn caveat_sets() -> Vec<Vec<String>> {
    (0..4)
        .map(|bits| {
            ["A", "B"].iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1).map(|(_, c)| (*c).to_owned()).collect()
        })
        .collect()
}

fn labels() -> Vec<Label> {
    let mut all = vec![];
    for level in LEVELS {
        for caveats in caveat_sets() {
            for onward in [Onward::Originator, Onward::Free] {
                for review in [None, Some(5), Some(9)] {
                    all.push(Label { level, caveats: caveats.clone(), onward, review });
                }
            }
        }
    }
    all
}

fn clearances() -> Vec<Clearance> {
    LEVELS
        .into_iter()
        .flat_map(|level| caveat_sets().into_iter().map(move |c| Clearance { level, caveats: c.into_iter().collect() }))
        .collect()
}

#[test]
fn what_may_read_a_join_may_read_both_parts_and_no_less() {
    for a in &labels() {
        for b in &labels() {
            let joined = join(a, b);
            assert_eq!(joined, join(b, a));
            for clearance in &clearances() {
                for now in [4, 7, 10] {
                    let both = permits(a, clearance, now).is_ok() && permits(b, clearance, now).is_ok();
                    assert_eq!(permits(&joined, clearance, now).is_ok(), both, "{a:?} {b:?} {clearance:?} {now}");
                }
            }
        }
    }
}

#[test]
fn a_meet_allows_what_both_allow() {
    for a in &clearances() {
        for b in &clearances() {
            for label in &labels() {
                let both = permits(label, a, 0).is_ok() && permits(label, b, 0).is_ok();
                assert_eq!(permits(label, &meet(a, b), 0).is_ok(), both);
            }
        }
    }
}

fn statement(label: &Label, matter: Option<RecordId>) -> Statement {
    let key = |seed: u8| SigningKey::from_bytes(&[seed; 32]);
    let (root, sign) = (key(1), key(2));
    let node = NodeEntry {
        name: "desk".parse().unwrap(),
        sign: sign.verifying_key(),
        cosign: key(3).verifying_key(),
        tls: key(4).verifying_key(),
        seal: [9; 32],
    };
    let body = DocumentBody {
        party: "iraq".parse().unwrap(),
        version: 1,
        previous: None,
        names: BTreeMap::new(),
        threshold: 1,
        roots: vec![root.verifying_key()],
        clearance: Clearance { level: Level::Secret, caveats: BTreeSet::new() },
        audiences: vec![],
        nodes: vec![node],
        officers: vec![],
        closed: vec![],
        void: BTreeSet::new(),
    };
    let mut endorsed = Endorsed::unsigned(body).unwrap();
    endorsed.sign(&root.verifying_key(), &|m| root.sign(m).to_bytes());
    let mut directory = Directory::default();
    directory.admit(endorsed).unwrap();
    let draft = Draft::new(Kind::named("log-entry").unwrap(), label).about(matter, &[], "officer", 7).unwrap();
    let kid = KeyId::of(&sign.verifying_key());
    let party = "iraq".parse().unwrap();
    let composed = draft.sign(&party, 1, kid, &mut || [5; 16], &|m| sign.sign(m).to_bytes()).unwrap();
    Statement::open(composed.record.verify(&directory).unwrap(), composed.openings).unwrap()
}

struct Case<'a> {
    party: &'a str,
    audience: &'a str,
    clearance: Option<Clearance>,
    given: bool,
}

fn cleared(level: Level) -> Clearance {
    Clearance { level, caveats: BTreeSet::new() }
}

fn release(case: &Case<'_>, statement: &Statement, chosen: &Chosen, before: &Before) -> Result<Vec<u8>, Refusal> {
    let (party, audience) = (case.party.parse().unwrap(), case.audience.parse().unwrap());
    let given = |_| case.given;
    let gate = Gate { party: &party, audience: &audience, clearance: case.clearance.as_ref(), given: &given, now: 100 };
    let released = gate.release(statement, chosen, before, &Audit::default(), [1; 16]);
    assert_eq!(gate.admits_choice(statement, chosen).err(), released.as_ref().err().cloned());
    let released = released?;
    assert_eq!(*released.audience(), audience);
    assert_eq!(released.value().act.payload, released.value().payload.hash());
    Ok(released.value().payload.openings.iter().map(|o| o.index).collect())
}

#[test]
fn the_gate_refuses_with_the_reason() {
    let restricted = Label::default();
    let own = statement(&restricted, None);
    let open = Case { party: "iraq", audience: "kurdistan", clearance: Some(cleared(Level::Restricted)), given: true };
    let fresh = Before::default();
    let whole = Chosen::Whole;
    assert!(release(&open, &own, &whole, &fresh).is_ok());
    let refusal = |case: &Case<'_>, s: &Statement, c: &Chosen| release(case, s, c, &fresh).unwrap_err();
    assert_eq!(refusal(&Case { party: "usa", ..open.with() }, &own, &whole), Refusal::NotOriginator);
    assert!(matches!(refusal(&Case { clearance: None, ..open.with() }, &own, &whole), Refusal::NoPolicy(_)));
    let low = Case { clearance: Some(cleared(Level::Open)), ..open.with() };
    assert!(matches!(refusal(&low, &own, &whole), Refusal::Level { .. }));
    let caveated = statement(&Label { caveats: vec!["OWN POSITIONS".into()], ..restricted.clone() }, None);
    assert_eq!(refusal(&open, &caveated, &whole), Refusal::Caveat("OWN POSITIONS".into()));
    let expired = statement(&Label { review: Some(99), ..restricted }, None);
    assert_eq!(refusal(&open, &expired, &whole), Refusal::Expired);
    assert_eq!(refusal(&open, &own, &Chosen::Slots([AUTHOR].into())), Refusal::Author);
    assert_eq!(refusal(&open, &own, &Chosen::Slots([60].into())), Refusal::NotHeld(60));
}

impl Case<'_> {
    fn with(&self) -> Self {
        Case { clearance: self.clearance.clone(), ..*self }
    }
}

#[test]
fn a_reference_opens_only_to_whom_its_target_was_given() {
    let child = statement(&Label::default(), Some(RecordId(hash_of(b"opened the matter"))));
    let case = Case { party: "iraq", audience: "kurdistan", clearance: Some(cleared(Level::Secret)), given: false };
    let fresh = Before::default();
    let without = release(&case, &child, &Chosen::Whole, &fresh).unwrap();
    assert!(!without.contains(&MATTER) && !without.contains(&AUTHOR));
    let asked = release(&case, &child, &Chosen::Slots([MATTER].into()), &fresh);
    assert_eq!(asked.unwrap_err(), Refusal::RefNotGiven("matter"));
    let given = Case { given: true, ..case.with() };
    assert!(release(&given, &child, &Chosen::Whole, &fresh).unwrap().contains(&MATTER));
}

#[test]
fn a_later_release_carries_only_what_is_new() {
    let own = statement(&Label::default(), None);
    let case = Case { party: "iraq", audience: "kurdistan", clearance: Some(cleared(Level::Secret)), given: true };
    let text = own.kind().index_of("text").unwrap();
    let first = release(&case, &own, &Chosen::Slots(BTreeSet::new()), &Before::default()).unwrap();
    assert!(!first.contains(&text));
    let before = Before { sent: true, opened: first.into_iter().collect() };
    let later = release(&case, &own, &Chosen::Slots([text].into()), &before).unwrap();
    assert_eq!(later, vec![LABEL, text]);
}
