//! Records, what opens them, the payload they travel in, and the documents they are judged by.

use seamline_record::{
    ContentFault, Directory, Endorsed, Label, MAX_RECORD, Opening, Record, Statement, Value, all_kinds, from_json,
    hash_of, to_json,
};
use seamline_release::Payload;
use seamline_view::{Seen, fold};

use crate::{forge, keys, world::WORLD};

pub(super) fn record(bytes: &[u8]) {
    let decoded = Record::decode(bytes);
    assert_eq!(decoded, Record::decode(bytes), "two readings of the same bytes");
    let Ok(record) = decoded else { return };
    assert_eq!(record.bytes(), bytes, "another encoding was accepted");
    assert!(bytes.len() <= MAX_RECORD);
    let mut resigned = bytes.to_vec();
    if let Some(last) = resigned.last_mut() {
        *last ^= 1;
    }
    if let Ok(other) = Record::decode(&resigned) {
        assert_eq!(other.id(), record.id(), "the id depends on the signature");
    }
    let id = record.id();
    if record.verify(&WORLD.directory).is_ok() {
        assert!(WORLD.records.values().any(|c| c.record.id() == id && c.record.bytes() == bytes), "a forged record");
    }
}

/// Openings from `[[index, salt, value]…]`.
fn openings(bytes: &[u8]) -> Option<Vec<Opening>> {
    let value = Value::decode(bytes).ok()?;
    value.as_array()?.iter().map(|item| Opening::from_value(item).ok()).collect()
}

pub(super) fn opening(bytes: &[u8]) {
    let Some(openings) = openings(bytes) else { return };
    for id in ["incident", "correction"] {
        let verified = WORLD.verified(id);
        let opened = Statement::open(verified.clone(), openings.clone());
        assert_eq!(opened, Statement::open(verified.clone(), openings.clone()), "two verdicts on the same openings");
        let backwards = openings.iter().rev().cloned().collect();
        let other_way = Statement::open(verified, backwards);
        assert_eq!(opened.as_ref().ok(), other_way.as_ref().ok(), "the verdict depends on the order of openings");
        let Ok(statement) = opened else { continue };
        for opening in statement.openings() {
            assert!(WORLD.records[id].openings.contains(opening), "a slot opened to what was not committed to");
        }
        assert!(statement.opening(seamline_record::LABEL).is_some());
        assert_eq!(statement.openings().count(), openings.len());
    }
}

/// Kind, slot, value: a record whose author committed to this value in this slot, whatever it is.
pub(super) fn slot(bytes: &[u8]) {
    let [number, index, encoded @ ..] = bytes else { return };
    let Ok(value) = Value::decode(encoded) else { return };
    let all: Vec<_> = all_kinds().collect();
    let spec = &all[usize::from(*number) % all.len()];
    let target = all.iter().find(|k| k.name == "incident").map_or(0, |k| k.content.len());
    let count = 5 + spec.content.len() + if spec.extends_target { target } else { 0 };
    let index = index % count as u8;
    let mut values = vec![Value::Null; count];
    values[0] = Label::default().to_value();
    if spec.extends_target {
        values[6] = Value::text("incident");
    }
    values[usize::from(index)] = value.clone();
    let (commitments, openings) = forge::committed("iraq", spec.number, values);
    let payload = forge::payload(spec.number, spec.version, "iraq", 1, &commitments).encode();
    let record = forge::record(&keys::key("iraq/makhmour sign"), &payload);
    let verified = Record::decode(&record).and_then(|r| r.verify(&WORLD.directory)).expect("a well-signed record");
    match Statement::open(verified, openings) {
        Ok(statement) => held(&statement, index, &value),
        Err(fault) => {
            let told = matches!(fault, ContentFault::WrongType { index: of, .. } if of == index);
            let whole =
                matches!(fault, ContentFault::NoLabel | ContentFault::UnknownKind(..) | ContentFault::SlotCount);
            assert!(told || whole || fault == ContentFault::NotWhole, "{fault:?} is not about slot {index}");
        }
    }
}

/// What an accepted value must be good for: interfaces can show it and take it back, and views can fold it.
fn held(statement: &Statement, index: u8, value: &Value) {
    assert_eq!(statement.value(index), Some(value));
    let slot = statement.kind().slot(index).expect("a slot of the kind");
    assert!(slot.slot_type.fits(value));
    let json = to_json(slot.slot_type, value);
    assert_eq!(from_json(slot.slot_type, &json).as_ref(), Some(value), "{} of {json}", slot.name);
    let seen = Seen { statement: statement.clone(), own: false, received: Some(0), repudiated: None, bound_by: None };
    let items = fold(statement.matter(), std::slice::from_ref(&seen));
    assert_eq!(items.len(), 1);
}

pub(super) fn payload(bytes: &[u8]) {
    let decoded = Payload::decode(bytes);
    assert_eq!(decoded, Payload::decode(bytes));
    let Ok(payload) = decoded else { return };
    assert_eq!(payload.encode(), bytes, "another encoding was accepted");
    assert_eq!(payload.hash(), hash_of(bytes));
    if let Some(record) = payload.record {
        self::record(&record);
    }
}

pub(super) fn document(bytes: &[u8]) {
    let decoded = Endorsed::decode(bytes);
    assert_eq!(decoded, Endorsed::decode(bytes));
    let Ok(endorsed) = decoded else { return };
    assert_eq!(endorsed.encode(), bytes, "another encoding was accepted");
    for held in [Directory::default(), WORLD.founding.clone(), WORLD.directory.clone()] {
        let mut directory = held.clone();
        let verdict = directory.admit(endorsed.clone());
        assert_eq!(verdict, held.clone().admit(endorsed.clone()), "two verdicts on one document");
        let party = &endorsed.body().party;
        if verdict == Ok(true) {
            assert_eq!(directory.newest(party).map(seamline_record::PartyDocument::encoded), Some(bytes));
            assert_eq!(directory.admit(endorsed.clone()), Ok(false), "a document is not its own predecessor");
            let known = WORLD.documents.iter().any(|d| d.body() == endorsed.body());
            let by_our_roots = endorsed.body().roots.iter().any(|r| *r == keys::key("iraq root 1").verifying_key());
            assert!(known || !by_our_roots, "a document that its roots did not sign");
        } else {
            let versions = |d: &Directory| d.versions(party).to_vec();
            assert_eq!(versions(&directory), versions(&held), "a refused document changed the directory");
        }
    }
}
