//! Joint acts and the files about them that must be refused.

use seamline_record::{Opening, Value};
use seamline_release::Payload;

use super::Refused;
use crate::{
    joint::{JOINT, JointWorld, file_of, forged},
    keys,
};

const FORMAT: &str = "seamline/joint/1";

pub(super) fn files() -> Vec<Refused> {
    let world = &*JOINT;
    let refuse = |name: &str, why, fault, bytes: Vec<u8>| Refused::new(name, "joint", why, fault, bytes);
    let act = world.carried("decision", &[]);
    let [iraq, kurdistan] = ["iraq", "kurdistan"].map(|name| world.carried(name, &[]));
    let mut sorted = [("iraq", iraq.clone()), ("kurdistan", kurdistan.clone())];
    sorted.sort_by_key(|(name, _)| world.composed(name).record.id());
    let [(_, one), (_, two)] = sorted;
    let whole = file_of(FORMAT, &act, &[one.clone(), two.clone()]);
    let alone = |position: Vec<u8>| file_of(FORMAT, &act, &[position]);
    let (malformed, other) = ("Malformed", "OtherThings");
    let closed = "Content(NotWhole)";
    let lapses = slot("decision", "lapses");
    let half_word = world.carried("iraq", &[slot("position", "reason")]);
    let many = vec![Vec::new(); 257];
    vec![
        refuse("trailing-byte", "a byte after the file", malformed, [&whole[..], &[0]].concat()),
        refuse("another-format", "the second version of the format", malformed, file_of("seamline/joint/2", &act, &[])),
        refuse("record-missing", "the act carries its record", malformed, file_of(FORMAT, &recordless(&act), &[])),
        refuse("too-many", "at most 256 positions", malformed, file_of(FORMAT, &act, &many)),
        refuse(
            "partly-open",
            "one slot of the act is closed",
            closed,
            file_of(FORMAT, &world.carried("decision", &[lapses]), &[]),
        ),
        refuse("word-partly-open", "one slot of a position is closed", closed, alone(half_word)),
        refuse("unsorted", "positions ascend by id", other, file_of(FORMAT, &act, &[two, one.clone()])),
        refuse("twice", "a position stands once", other, file_of(FORMAT, &act, &[one.clone(), one])),
        refuse(
            "of-another-act",
            "a position on another act",
            other,
            alone(world.carried("iraq, to the agreement", &[])),
        ),
        refuse("on-two", "a position that refers to two records", other, alone(on_two(world))),
        refuse("no-joint-act", "a position is no joint act", other, file_of(FORMAT, &iraq, &[])),
        refuse(
            "by-a-stranger",
            "no node of the party has the key that signed",
            "Record(UnknownKey)",
            alone(strangers(world)),
        ),
    ]
}

fn slot(kind: &str, name: &str) -> u8 {
    seamline_record::Kind::named(kind).and_then(|kind| kind.index_of(name)).expect("a slot")
}

fn recordless(payload: &[u8]) -> Vec<u8> {
    Payload { record: None, ..Payload::decode(payload).expect("an own payload") }.encode()
}

/// A position that says what the one of Iraq says, of the same act and of another.
fn on_two(world: &JointWorld) -> Vec<u8> {
    let refs = ["decision", "another decision"].map(|name| {
        let id = world.composed(name).record.id();
        Value::Array(vec![Value::Int(0), Value::from(&id.0.0[..])])
    });
    let mut refs = refs.to_vec();
    refs.sort();
    let said = &world.composed("iraq").openings;
    let signature = said.iter().find(|o| o.index == slot("position", "signature")).expect("a signature").value.clone();
    forged("position", &[("refs", Value::Array(refs)), ("answer", Value::text("concurred")), ("signature", signature)])
}

fn strangers(world: &JointWorld) -> Vec<u8> {
    let record = crate::forge::record(&keys::key("nobody's sign"), &super::records_payload(world.composed("iraq")));
    let openings: Vec<Opening> =
        world.composed("iraq").openings.iter().filter(|o| ![1, 3].contains(&o.index)).cloned().collect();
    Payload { record: Some(record), openings }.encode()
}

/// Texts that could be read in two ways, or in none.
pub(super) fn contents() -> Vec<Refused> {
    let refuse = |name: &str, kind: &str, why, slot_name: &str, value: Value| {
        let fault = format!("WrongType {{ index: {}, expected: {} }}", slot(kind, slot_name), type_of(slot_name));
        let fault: &'static str = Box::leak(fault.into_boxed_str());
        Refused::new(name, "payload", why, fault, forged(kind, &[(slot_name, value)]))
    };
    let clauses = |name: &str, why, list: Vec<Value>| refuse(name, "decision", why, "clauses", Value::Array(list));
    let stones = |name: &str, why, list: Vec<Value>| refuse(name, "roadmap", why, "milestones", Value::Array(list));
    let (en, both) = (&[("en", "a")][..], &[("ar", "ا"), ("en", "a")][..]);
    let plain = |number| clause(number, en);
    let blank = "\u{2003}\u{3000}";
    vec![
        clauses("clause-twice", "two clauses have one number", vec![plain("1"), plain("2"), plain("1")]),
        clauses("clause-order", "clauses ascend", vec![plain("2"), plain("1")]),
        clauses("clause-parent", "2.1 stands below 2, which is not there", vec![plain("1"), plain("2.1")]),
        clauses("clause-number", "a number has no leading zero", vec![plain("01")]),
        clauses("clause-depth", "a number has four parts at most", vec![plain("1"), plain("1.1.1.1.1")]),
        clauses("clause-languages", "every clause has the languages of the first", vec![clause("1", both), plain("2")]),
        clauses("clause-language", "four languages are known", vec![clause("1", &[("fr", "a")])]),
        clauses("clause-languages-unsorted", "languages ascend", vec![clause("1", &[("en", "a"), ("ar", "ا")])]),
        clauses("clause-empty", "a text says something: here only White_Space", vec![clause("1", &[("en", blank)])]),
        clauses("clauses-none", "one clause at least", vec![]),
        stones("milestone-loop", "they wait for each other", vec![stone("a", None, &["b"]), stone("b", None, &["a"])]),
        stones("milestone-twice", "two have one key", vec![stone("a", None, &[]), stone("a", None, &[])]),
        stones("milestone-unknown", "it comes after one that is not there", vec![stone("a", None, &["z"])]),
        stones("milestone-date", "no day of the calendar", vec![stone("a", Some("2026-02-30"), &[])]),
        refuse("duty-of-nobody", "charter", "somebody does it", "duties", Value::Array(vec![duty(" ")])),
        refuse(
            "judgement-unsourced",
            "assessment",
            "a judgement has a source",
            "judgements",
            Value::Array(vec![judgement(&[])]),
        ),
        refuse("short-signature", "position", "64 octets", "signature", Value::from(&[7; 63][..])),
    ]
}

fn type_of(slot: &str) -> &'static str {
    match slot {
        "clauses" => "Clauses",
        "milestones" => "Milestones",
        "duties" => "Duties",
        "judgements" => "Judgements",
        _ => "Signature",
    }
}

fn texts(said: &[(&str, &str)]) -> Value {
    Value::Array(said.iter().map(|(l, t)| Value::Array(vec![Value::text(*l), Value::text(*t)])).collect())
}

fn list(words: &[&str]) -> Value {
    Value::Array(words.iter().map(|word| Value::text(*word)).collect())
}

fn clause(number: &str, said: &[(&str, &str)]) -> Value {
    Value::Array(vec![Value::text(number), Value::text(""), texts(said)])
}

fn stone(key: &str, due: Option<&str>, after: &[&str]) -> Value {
    let due = due.map_or(Value::Null, Value::text);
    Value::Array(vec![Value::text(key), texts(&[("en", key)]), Value::text("1"), due, list(after)])
}

fn duty(does: &str) -> Value {
    let (does, answers) = (Value::text(does), Value::text("chief"));
    Value::Array(vec![texts(&[("en", "check")]), does, answers, list(&[]), Value::Null])
}

fn judgement(sources: &[&str]) -> Value {
    Value::Array(vec![Value::Int(0), texts(&[("en", "x")]), Value::Int(4), Value::Int(0), list(sources)])
}
