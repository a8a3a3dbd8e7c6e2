//! Tests through one fixture: a party with one node.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::{Signer, SigningKey};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use crate::*;

/// A party of one root and one node called `desk`, keys derived from one byte.
pub(crate) struct Fixture {
    pub(crate) sign: SigningKey,
    pub(crate) root: SigningKey,
    pub(crate) party: Name,
    pub(crate) directory: Directory,
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

impl Fixture {
    pub(crate) fn new(party: &str, seed: u8) -> Self {
        let (root, sign) = (key(seed), key(seed + 1));
        let mut directory = Directory::default();
        let body = body(party, &root, &sign, seed);
        let mut endorsed = Endorsed::unsigned(body).unwrap();
        endorsed.sign(&root.verifying_key(), &|m| root.sign(m).to_bytes());
        assert!(directory.admit(endorsed).unwrap());
        Self { sign, root, party: party.parse().unwrap(), directory }
    }

    pub(crate) fn compose(&self, draft: Draft) -> Composed {
        let mut n = 0u8;
        let mut salt = || {
            n += 1;
            [n; 16]
        };
        let kid = KeyId::of(&self.sign.verifying_key());
        draft.sign(&self.party, 1, kid, &mut salt, &|m| self.sign.sign(m).to_bytes()).unwrap()
    }
}

fn body(party: &str, root: &SigningKey, sign: &SigningKey, seed: u8) -> DocumentBody {
    DocumentBody {
        party: party.parse().unwrap(),
        version: 1,
        previous: None,
        names: BTreeMap::from([("en".to_owned(), party.to_owned())]),
        threshold: 1,
        roots: vec![root.verifying_key()],
        clearance: Clearance { level: Level::Secret, caveats: BTreeSet::new() },
        audiences: vec![],
        nodes: vec![NodeEntry {
            name: "desk".parse().unwrap(),
            sign: sign.verifying_key(),
            cosign: key(seed + 2).verifying_key(),
            tls: key(seed + 3).verifying_key(),
            seal: [seed; 32],
        }],
        officers: vec![],
        closed: vec![],
        void: BTreeSet::new(),
    }
}

fn fields(json: &Json) -> Map<String, Json> {
    json.as_object().unwrap().clone()
}

fn incident() -> Draft {
    let fields = fields(&json!({
        "provenance": "synthetic", "centre": "makhmour", "observed": "2026-01-15T02:31:00+03:00",
        "summary": "Two vehicles, no lights", "place": {"lat": 35.7, "lon": 43.6, "precision_m": 1000},
        "casualties": [{"group": "security forces", "harm": "killed", "min": 6, "best": 6, "max": 6}],
        "narrative_1": {"level": "secret", "text": "one"}, "narrative_2": {"level": "open", "text": "two"},
    }));
    Draft::from_fields("incident", &Label::default(), &fields).unwrap().about(None, &[], "A. Officer", 1).unwrap()
}

#[test]
fn a_record_survives_the_wire_and_opens_in_part() {
    let party = Fixture::new("iraq", 10);
    let composed = party.compose(incident());
    let record = Record::decode(composed.record.bytes()).unwrap();
    assert_eq!(record.id(), composed.record.id());
    let verified = record.verify(&party.directory).unwrap();
    assert_eq!(verified.author().to_string(), "iraq/desk");
    let some: Vec<_> = composed.openings.iter().filter(|o| [0, 5, 9].contains(&o.index)).cloned().collect();
    let statement = Statement::open(verified, some).unwrap();
    assert_eq!(statement.text_of("summary"), Some("Two vehicles, no lights"));
    assert_eq!(statement.value_of("narrative_1"), None);
}

#[test]
fn any_flipped_byte_of_a_record_is_refused_or_changes_nothing_it_says() {
    let party = Fixture::new("iraq", 10);
    let composed = party.compose(incident());
    let bytes = composed.record.bytes();
    for position in 0..bytes.len() {
        let mut flipped = bytes.to_vec();
        flipped[position] ^= 1;
        let verdict = Record::decode(&flipped).and_then(|r| r.verify(&party.directory));
        assert!(verdict.is_err(), "byte {position} of {} flipped and still believed", bytes.len());
    }
}

#[test]
fn wrong_openings_are_refused() {
    let party = Fixture::new("iraq", 10);
    let composed = party.compose(incident());
    let verified = composed.record.clone().verify(&party.directory).unwrap();
    let open = |openings| Statement::open(verified.clone(), openings).map(|_| ()).unwrap_err();
    let label = composed.openings[0].clone();

    assert_eq!(open(vec![]), ContentFault::NoLabel);
    let mut other = composed.openings[9].clone();
    other.value = Value::text("something else");
    assert_eq!(open(vec![label.clone(), other]), ContentFault::WrongOpening(9));
    let mut moved = composed.openings[9].clone();
    moved.index = 11;
    assert_eq!(open(vec![label.clone(), moved]), ContentFault::WrongOpening(11));
    assert_eq!(open(vec![label.clone(), label.clone()]), ContentFault::NoSuchSlot(0));
    let beyond = Opening { index: 60, ..label.clone() };
    assert_eq!(open(vec![label, beyond]), ContentFault::NoSuchSlot(60));
}

#[test]
fn a_key_outside_the_document_signs_nothing() {
    let (iraq, stranger) = (Fixture::new("iraq", 10), Fixture::new("iraq", 50));
    let composed = stranger.compose(incident());
    let verdict = composed.record.clone().verify(&iraq.directory).unwrap_err();
    assert_eq!(verdict, RecordFault::UnknownKey);
    let other = Fixture::new("kurdistan", 90);
    assert_eq!(composed.record.verify(&other.directory).unwrap_err(), RecordFault::UnknownDocument);
}

#[test]
fn a_correction_has_a_slot_for_each_slot_of_its_target() {
    let kind = Kind::named("incident").unwrap();
    let correction = kind.correction().unwrap();
    let summary = kind.index_of("summary").unwrap();
    let replaced = correction.replacement_of(summary).unwrap();
    assert_eq!(correction.slot(replaced).unwrap().name, "summary");
    assert_eq!(correction.replacement_of(AUTHOR), None);
    assert_eq!(correction.slot_count(), kind.slot_count() + 3);
    assert!(
        all_kinds()
            .filter(|k| !k.extends_target && k.nature == Nature::Plain && k.name != "commitment")
            .all(|k| { Kind::named(k.name).and_then(Kind::correction).is_some_and(|c| c.slot_count() <= 64) })
    );

    let party = Fixture::new("iraq", 10);
    let mut draft = Draft::new(correction, &Label::default());
    draft.set_named("target_kind", &json!("incident")).unwrap();
    draft.set(replaced, Value::text("Three vehicles")).unwrap();
    let composed = party.compose(draft);
    let verified = composed.record.verify(&party.directory).unwrap();
    let statement = Statement::open(verified, composed.openings).unwrap();
    assert_eq!(statement.kind(), correction);
}

#[test]
fn drafts_name_what_is_wrong() {
    let label = Label::default();
    let refuse = |kind: &str, json| Draft::from_fields(kind, &label, &fields(&json)).unwrap_err().to_string();
    assert_eq!(refuse("rumour", json!({})), "no kind is called \"rumour\"");
    assert!(refuse("incident", json!({"plaice": 1})).starts_with("incident has no slot \"plaice\"; it has provenance"));
    assert!(refuse("incident", json!({"observed": "last week"})).contains("EDTF"));
    assert!(refuse("estimate", json!({"quantity": {"min": 5, "max": 3}})).contains("in order"));
}

#[test]
fn dates_keep_what_is_open() {
    let span = |text: &str| Span::parse(text).map(|s| (s.from, s.to, s.open(), s.approximate));
    let day = 86_400_000;
    let first_of_2021 = 1_609_459_200_000 - 3 * 3_600_000;
    assert_eq!(span("2021"), Some((Some(first_of_2021), Some(first_of_2021 + 365 * day - 1), false, false)));
    assert_eq!(span("2021-01-01~"), Some((Some(first_of_2021), Some(first_of_2021 + day - 1), false, true)));
    assert!(span("2026/..").unwrap().2);
    assert_eq!(span("2021-01-01T00:00:00+03:00"), Some((Some(first_of_2021), Some(first_of_2021), false, false)));
    assert_eq!(span("1969-12-31T23:59:59.9995Z"), Some((Some(-1), Some(-1), false, false)), "whole ms, rounded down");
    assert!(span("2021-01-01T23:59:59.9999+03:00/2021-01-01").is_some(), "the last of the day's ms");
    for refused in ["", "..", "../..", "2021-13", "2021-02-30", "2022/2021", "21", "2021-1-1", "soon", "2021-01-01-01"]
    {
        assert_eq!(span(refused), None, "{refused}");
    }
}

#[test]
fn documents_follow_one_another_or_are_refused() {
    let party = Fixture::new("iraq", 10);
    let first = party.directory.newest(&party.party).unwrap();
    let next = |version, root: &SigningKey, signers: &[&SigningKey]| {
        let mut body = body("iraq", root, &party.sign, 10);
        body.version = version;
        body.previous = Some(first.hash());
        let mut endorsed = Endorsed::unsigned(body).unwrap();
        for signer in signers {
            endorsed.sign(&signer.verifying_key(), &|m| signer.sign(m).to_bytes());
        }
        party.directory.clone().admit(Endorsed::decode(&endorsed.encode()).unwrap())
    };
    let stranger = key(77);
    assert_eq!(next(2, &party.root, &[&party.root]), Ok(true));
    assert!(next(3, &party.root, &[&party.root]).is_err());
    assert!(next(2, &party.root, &[]).is_err());
    assert!(next(2, &stranger, &[&stranger]).is_err(), "a new root without the old one's word");
    assert_eq!(next(2, &stranger, &[&stranger, &party.root]), Ok(true));
    let mut rival = Fixture::new("iraq", 40).directory;
    assert!(rival.admit(Endorsed::decode(first.encoded()).unwrap()).is_err(), "two documents of one version");
}

#[test]
fn a_name_stands_once_for_each_language() {
    let names = |pairs: &[(&str, &str)]| {
        let pair = |(language, name): &(&str, &str)| Value::Array(vec![Value::text(*language), Value::text(*name)]);
        SlotType::Names.fits(&Value::Array(pairs.iter().map(pair).collect()))
    };
    assert!(names(&[("ar", "مخمور"), ("en", "Makhmour")]));
    assert!(!names(&[("en", "Makhmour"), ("ar", "مخمور")]), "in another order");
    assert!(!names(&[("en", "Makhmour"), ("en", "Makhmur")]), "the page would show the second only");
}

#[test]
fn many_small_items_are_refused_before_they_fill_the_memory() {
    let flat = |n: u64| Value::Array(vec![Value::Null; n as usize]).encode();
    assert!(Value::decode(&flat(MAX_ITEMS - 1)).is_ok());
    assert_eq!(Value::decode(&flat(MAX_ITEMS)), Err(RecordFault::Malformed("number of items")));
    // Half a million arrays of one empty array, in 1 MiB.
    let nested = [&[0x9a, 0, 0x07, 0xff, 0xf0][..], &[0x81, 0x80].repeat(0x7_fff0)].concat();
    assert_eq!(Value::decode(&nested), Err(RecordFault::Malformed("number of items")));
    let giant = [&[0x9b][..], &u64::MAX.to_be_bytes()].concat();
    assert_eq!(Value::decode(&giant), Err(RecordFault::Malformed("number of items")));
    assert_eq!(Value::decode(&[0x84, 0xf6]), Err(RecordFault::Malformed("CBOR")));
}

#[test]
fn instants_have_one_family_of_forms() {
    for good in ["2021-01-01T00:00:00Z", "2021-01-01T00:00:00.5+03:00", "2021-01-01T23:59:59.123456789-11:30"] {
        assert!(Span::parse(good).is_some(), "{good}");
    }
    for refused in [
        "2021-01-01T00Z",
        "20210101T000000Z",
        "2021-01-01T00:00Z",
        "2021-01-01T00:00:00",
        "2021-01-01T00:00:00+03",
        "2021-01-01T00:00:00+03:00:01",
        "2021-01-01T00:00:00,5Z",
        "2021-01-01T00:00:00.Z",
        "2021-01-01T00:00:00.1234567890Z",
        "+002021-01-01T00:00:00Z",
        "2021-01-01T24:00:00Z",
        "2021-01-01T25:00:00Z",
        "2021-01-01T00:00:60Z",
        "2021-01-01T00:00:00+24:00",
        "0000-01-01T00:00:00Z",
        "0000",
        "2021-01-01T00:00:00٣Z",
    ] {
        assert!(Span::parse(refused).is_none(), "{refused}");
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        proptest::collection::vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
        ".{0,20}".prop_map(Value::Text),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| proptest::collection::vec(inner, 0..6).prop_map(Value::Array))
}

proptest! {
    #[test]
    fn cbor_round_trips(value in any_value()) {
        prop_assert_eq!(Value::decode(&value.encode()).unwrap(), value);
    }

    #[test]
    fn cbor_decodes_nothing_that_would_encode_otherwise(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        if let Ok(value) = Value::decode(&bytes) {
            prop_assert_eq!(value.encode(), bytes);
        }
    }

    #[test]
    fn hostile_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Record::decode(&bytes);
        let _ = Endorsed::decode(&bytes);
    }
}

#[test]
fn a_kinds_versions_are_kept_apart_and_what_parties_agree_to_is_not_corrected() {
    let commitment = Kind::named("commitment").unwrap();
    assert_eq!((commitment.version(), commitment.word().as_str()), (2, "commitment/2"));
    assert!(commitment.is_promise() && commitment.correction().is_none());
    let first = Kind::numbered(9, 1, None).unwrap();
    assert_eq!((first.version(), first.word().as_str()), (1, "commitment"));
    assert_ne!(first, commitment);
    let of_first = Kind::numbered(13, 1, Some("commitment")).unwrap();
    assert_eq!(of_first.target(), Some(first), "a frozen record's target changed its meaning");
    assert!(Kind::numbered(13, 1, Some("commitment/2")).is_none());
    for spec in all_kinds().filter(|spec| spec.nature == Nature::Joint) {
        let kind = Kind::named(spec.name).unwrap();
        assert!(kind.is_joint() && kind.correction().is_none(), "{}", spec.name);
        let closed: Vec<u8> = kind.slots().map(|(i, _)| i).filter(|i| !kind.open_together().any(|o| o == *i)).collect();
        assert_eq!(closed, [MATTER, AUTHOR]);
        for common in ["centre", "names", "required", "facilitator", "informed", "lapses", "clauses"] {
            assert!(kind.index_of(common).is_some(), "{} has no {common}", spec.name);
        }
    }
}

#[test]
fn a_joint_act_counts_whole_or_not_at_all() {
    let party = Fixture::new("iraq", 10);
    let said = json!({"required": ["iraq"], "clauses": [{"number": "1", "texts": {"en": "x"}}]});
    let composed = party.compose(Draft::from_fields("decision", &Label::default(), said.as_object().unwrap()).unwrap());
    let opened = |without: Option<u8>| {
        let openings = composed.openings.iter().filter(|o| Some(o.index) != without).cloned().collect();
        Statement::open(composed.record.clone().verify(&party.directory).unwrap(), openings)
    };
    assert!(opened(None).is_ok());
    for (index, _) in Kind::named("decision").unwrap().slots().filter(|(index, _)| *index != LABEL) {
        let closed = opened(Some(index));
        let may = index == MATTER || index == AUTHOR;
        assert_eq!(closed.is_ok(), may, "slot {index}: {closed:?}");
        assert!(may || closed.unwrap_err() == ContentFault::NotWhole);
    }
}

#[test]
fn texts_that_could_be_read_in_two_ways_are_no_values() {
    let flaw = |kind: &str, slot: &str, list: Json| {
        let fields = json!({slot: list});
        match Draft::from_fields(kind, &Label::default(), fields.as_object().unwrap()) {
            Err(DraftFault::Flawed { slot: named, flaw }) if named == slot => flaw.word(),
            Err(other) => panic!("{other:?}"),
            Ok(_) => "stands",
        }
    };
    let clause = |number: &str, en: &str| json!({"number": number, "texts": {"en": en, "ar": "نص"}});
    let clauses = |list: Json| flaw("agreement", "clauses", list);
    assert_eq!(clauses(json!([clause("1", "a"), clause("1.1", "b"), clause("1.2", "c"), clause("2", "d")])), "stands");
    assert_eq!(clauses(json!([clause("1", "a"), clause("1.9", "b"), clause("1.10", "c")])), "stands");
    assert_eq!(clauses(json!([clause("1", "a"), clause("2", "b"), clause("1", "c")])), "clause-twice");
    assert_eq!(clauses(json!([clause("2", "a"), clause("1", "b")])), "clause-order");
    assert_eq!(clauses(json!([clause("1", "a"), clause("2.1", "b")])), "clause-parent");
    for number in ["", "0", "01", "1.", "a", "1000", "1.1.1.1.1", "١"] {
        assert_eq!(clauses(json!([clause(number, "a")])), "clause-number", "{number}");
    }
    assert_eq!(clauses(json!([clause("1", "a"), {"number": "2", "texts": {"en": "b"}}])), "languages");
    assert_eq!(clauses(json!([clause("1", " ")])), "languages");
    assert_eq!(clauses(json!([{"number": "1", "texts": {"fr": "a"}}])), "languages");
    assert_eq!(clauses(json!([])), "count");
    let stone = |key: &str, due: Option<&str>, after: &[&str]| json!({"key": key, "names": {"en": key}, "phase": "1", "due": due, "after": after});
    let milestones = |list: Json| flaw("roadmap", "milestones", list);
    assert_eq!(milestones(json!([stone("a", None, &[]), stone("b", Some("2026-09~"), &["a"])])), "stands");
    assert_eq!(
        milestones(json!([stone("a", None, &["c"]), stone("b", None, &["a"]), stone("c", None, &["b"])])),
        "milestone-loop"
    );
    assert_eq!(milestones(json!([stone("a", None, &["a"])])), "milestone-loop");
    assert_eq!(milestones(json!([stone("a", None, &[]), stone("a", None, &[])])), "milestone-twice");
    assert_eq!(milestones(json!([stone("a", None, &["z"])])), "milestone-unknown");
    assert_eq!(milestones(json!([stone("a", Some("2026-02-30"), &[])])), "date");
    let duty = |does: &str| json!([{"task": {"en": "check"}, "does": does, "answers": "chief"}]);
    assert_eq!((flaw("charter", "duties", duty("iraq")), flaw("charter", "duties", duty(""))), ("stands", "nobody"));
    let judged = |sources: &[&str]| json!([{"part": "threat", "texts": {"en": "x"}, "likelihood": "likely", "confidence": "low", "sources": sources}]);
    let judgements = |list: Json| flaw("assessment", "judgements", list);
    assert_eq!((judgements(judged(&["report 001"])), judgements(judged(&[]))), ("stands", "unsourced"));
}

#[test]
fn structured_texts_come_back_as_they_were_said() {
    let party = Fixture::new("iraq", 10);
    let said = json!({
        "clauses": [{"number": "1", "field": "defence", "texts": {"ar": "نص", "en": "text"}}],
        "judgements": [{"part": "capability", "texts": {"en": "x"}, "likelihood": null, "confidence": "high", "sources": ["report 001"]}],
    });
    let draft = Draft::from_fields("assessment", &Label::default(), said.as_object().unwrap()).unwrap();
    let composed = party.compose(draft);
    let verified = composed.record.verify(&party.directory).unwrap();
    let statement = Statement::open(verified, composed.openings).unwrap();
    for (name, slot_type) in [("clauses", SlotType::Clauses), ("judgements", SlotType::Judgements)] {
        let value = statement.value_of(name).unwrap();
        assert_eq!(to_json(slot_type, value), said[name]);
        assert_eq!(from_json(slot_type, &said[name]).as_ref(), Some(value));
    }
}
