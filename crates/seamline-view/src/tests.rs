//! Matters of three parties: one fixture, then the property that order does not matter.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::{Signer, SigningKey};
use proptest::prelude::*;
use seamline_record::*;
use serde_json::{Value as Json, json};

use crate::*;

mod desk;
mod incidents;
mod joint;
mod promises;
mod rules;
mod search;

/// Three parties with a desk each, and a directory that knows all.
struct Desks {
    directory: Directory,
    composed: u128,
}

const PARTIES: [&str; 3] = ["iraq", "kurdistan", "usa"];
const KINDS: [&str; 6] = ["log-entry", "incident", "commitment", "strength", "meeting", "estimate"];

/// What a test wants written.
#[derive(Clone)]
struct Entry<'a> {
    party: usize,
    kind: &'a str,
    at: i64,
    matter: Option<RecordId>,
    refs: Vec<Ref>,
    fields: Json,
    officer: &'a str,
}

fn entry(party: usize, kind: &str, at: i64, fields: Json) -> Entry<'_> {
    Entry { party, kind, at, matter: None, refs: vec![], fields, officer: "officer" }
}

impl<'a> Entry<'a> {
    fn officer(self, officer: &'a str) -> Self {
        Self { officer, ..self }
    }

    fn to(mut self, rel: Rel, target: &Statement) -> Entry<'a> {
        self.refs.push(Ref { rel, id: target.id() });
        self
    }

    fn within(mut self, matter: &Statement) -> Entry<'a> {
        self.matter = Some(matter.id());
        self
    }
}

fn key(party: usize, purpose: u8) -> SigningKey {
    SigningKey::from_bytes(&[10 * party as u8 + purpose; 32])
}

fn document(party: usize) -> Endorsed {
    let root = key(party, 1);
    let node = NodeEntry {
        name: "desk".parse().unwrap(),
        sign: key(party, 2).verifying_key(),
        cosign: key(party, 3).verifying_key(),
        tls: key(party, 4).verifying_key(),
        seal: [party as u8 + 9; 32],
    };
    let body = DocumentBody {
        party: PARTIES[party].parse().unwrap(),
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
    endorsed
}

impl Desks {
    fn new() -> Self {
        let mut directory = Directory::default();
        for party in 0..PARTIES.len() {
            directory.admit(document(party)).unwrap();
        }
        Self { directory, composed: 0 }
    }

    fn write(&mut self, entry: &Entry<'_>) -> Statement {
        let fields = entry.fields.as_object().unwrap();
        let draft = Draft::from_fields(entry.kind, &Label::default(), fields).unwrap();
        self.sign(entry.party, draft.about(entry.matter, &entry.refs, entry.officer, entry.at).unwrap())
    }

    fn sign(&mut self, party: usize, draft: Draft) -> Statement {
        let sign = key(party, 2);
        let (kid, party) = (KeyId::of(&sign.verifying_key()), PARTIES[party].parse().unwrap());
        self.composed += 1;
        let salt = self.composed.to_be_bytes();
        let composed = draft.sign(&party, 1, kid, &mut || salt, &|m| sign.sign(m).to_bytes()).unwrap();
        Statement::open(composed.record.verify(&self.directory).unwrap(), composed.openings).unwrap()
    }
}

/// The same record with only the slots that `wanted` names; label and a correction's kind stay.
fn narrowed(statement: &Statement, wanted: impl Fn(u8) -> bool) -> Statement {
    let kept = |index: u8| index == LABEL || statement.kind().index_of("target_kind") == Some(index) || wanted(index);
    let openings = statement.openings().filter(|o| kept(o.index)).cloned().collect();
    Statement::open(statement.record().clone(), openings).unwrap()
}

fn seen(statement: &Statement) -> Seen {
    let own = statement.record().author().party.as_str() == PARTIES[0];
    Seen { statement: statement.clone(), own, received: Some(50), repudiated: None, bound_by: None }
}

fn folded_matter(matter: &Statement, statements: &[&Statement]) -> Vec<Item> {
    fold(matter.id(), &statements.iter().map(|s| seen(s)).collect::<Vec<_>>())
}

/// What the property test throws: kind of act, party, claimed time, two targets among the records before.
type Throw = (u8, usize, i64, usize, usize, bool);

fn content(kind: &str, flag: bool) -> Json {
    match kind {
        "log-entry" => {
            json!({"text": "called the post", "told": if flag { vec!["duty"] } else { vec![] }, "done": flag})
        }
        "incident" => json!({"summary": "two lights", "observed": "2026-01-15", "grading": flag.then_some("B2")}),
        "commitment" => json!({"text": "open the road", "owner": "iraq", "beneficiary": "kurdistan", "due": "2026/.."}),
        "strength" => json!({"contributor": "Norway"}),
        "estimate" => json!({"of": "fighters"}),
        "meeting" => json!({"title": "first meeting", "outcome": flag.then_some("a second one")}),
        "withdrawal" => json!({}),
        _ => json!({"note": "again"}),
    }
}

fn thrown(desks: &mut Desks, before: &[Statement], throw: &Throw) -> Statement {
    let (act, party, at, first, second, flag) = *throw;
    let (root, target) = (&before[0], &before[first % before.len()]);
    let other = &before[second % before.len()];
    let kind = KINDS[second % KINDS.len()];
    let corrected = target.kind().correction().map(|_| format!("correction of {}", target.kind().name()));
    let written = match (act % 7, &corrected) {
        (0, Some(kind)) => {
            let fields = json!({"target_kind": target.kind().name(), "reason": "counted again"});
            let mut correction = entry(party, kind, at, fields).to(Rel::Corrects, target);
            let fields = correction.fields.as_object_mut().unwrap();
            for (name, value) in content(target.kind().name(), flag).as_object().unwrap() {
                fields.insert(name.clone(), value.clone());
            }
            correction
        }
        (1, _) => {
            let what = json!({"what": if flag { "opened" } else { "acknowledged" }});
            entry(party, "acknowledgement", at, what).to(Rel::Acknowledges, target)
        }
        (2, _) => {
            let relation = json!({"relation": if flag { "same-event" } else { "disputed" }});
            entry(party, "link", at, relation).to(Rel::Links, target).to(Rel::Links, other)
        }
        (3, _) => entry(party, kind, at, content(kind, flag)).to(Rel::Supersedes, target),
        (4, _) => entry(party, "withdrawal", at, json!({"reason": "told too early"})).to(Rel::Withdraws, target),
        _ => entry(party, kind, at, content(kind, flag)),
    };
    // Some acts stand in matters of their own: witnesses.
    desks.write(&if flag || act % 7 > 4 { written.within(root) } else { written })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn neither_order_nor_repeats_nor_the_acts_of_opening_change_a_matter(
        throws in proptest::collection::vec((0u8..7, 0usize..PARTIES.len(), 0i64..4, 0usize..16, 0usize..16, any::<bool>()), 1..14),
        kind in 0usize..KINDS.len(),
        places in proptest::collection::vec(any::<u16>(), 42),
        masks in proptest::collection::vec(any::<u64>(), 14),
    ) {
        let mut desks = Desks::new();
        let mut records = vec![desks.write(&entry(0, KINDS[kind], 1, content(KINDS[kind], false)))];
        for throw in &throws {
            let next = thrown(&mut desks, &records, throw);
            records.push(next);
        }
        let straight: Vec<Seen> = records.iter().map(seen).collect();
        let mut acts = vec![];
        for (record, mask) in straight.iter().zip(&masks) {
            let half = |side: u64| narrowed(&record.statement, |index| mask >> index & 1 == side);
            let late = Seen { statement: half(1), received: Some(60), ..record.clone() };
            let own_later = Seen { own: false, statement: half(0), ..record.clone() };
            acts.extend([late, Seen { own: record.own, ..own_later.clone() }, own_later]);
        }
        let mut order: Vec<usize> = (0..acts.len()).collect();
        order.sort_by_key(|i| places[*i]);
        let tangled: Vec<Seen> = order.into_iter().map(|i| acts[i].clone()).collect();
        let matter = records[0].id();
        let items = fold(matter, &straight);
        prop_assert_eq!(&items, &fold(matter, &tangled));
        let twice: Vec<Seen> = straight.iter().rev().chain(&straight).cloned().collect();
        prop_assert_eq!(&items, &fold(matter, &twice));
        prop_assert_eq!(items.len(), records.iter().filter(|r| r.matter() == matter).count());
        let json = serde_json::to_string(&items).unwrap();
        prop_assert_eq!(items, serde_json::from_str::<Vec<Item>>(&json).unwrap());
    }

    #[test]
    fn folding_folded_text_changes_nothing(text in "\\PC*", letters in "[a-zçğıİöşüêîûأآٱىيئێةۀهەۆؤڕڵ\u{640}\u{64b}-\u{65f}\u{200c} ٣۴]*") {
        for text in [text, letters] {
            let once = folded(&text);
            prop_assert_eq!(&folded(&once), &once);
        }
    }
}
