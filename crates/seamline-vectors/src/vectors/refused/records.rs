//! Encodings, records and contents that must be refused.

use ed25519_dalek::Signer as _;
use seamline_record::{Hash, Label, Opening, Value};
use seamline_release::Payload;

use super::Refused;
use crate::{
    forge, keys,
    vectors::{records::parts, unhex},
    world::World,
};

pub(super) fn cbor() -> Vec<Refused> {
    let refuse = |name: &str, why, fault, hex: &str| Refused::new(name, "cbor", why, fault, unhex(hex));
    let kind = "Malformed(\"CBOR type\")";
    vec![
        refuse("float", "floats are not in the subset", kind, "fb3ff0000000000000"),
        refuse("map", "maps are not in the subset", kind, "a10102"),
        refuse("tag", "tags are not in the subset", kind, "c11a514b67b0"),
        refuse("undefined", "undefined is not in the subset", kind, "f7"),
        refuse("indefinite-array", "lengths are definite", kind, "9f01ff"),
        refuse("indefinite-text", "lengths are definite", kind, "7f6161ff"),
        refuse("long-integer", "23 has a shorter form", "NotCanonical", "1817"),
        refuse("long-length", "a length of 1 has a shorter form", "NotCanonical", "580100"),
        refuse("trailing-byte", "bytes after the item", "NotCanonical", "0100"),
        refuse(
            "integer-beyond-63-bits",
            "integers are signed, of 64 bits",
            "Malformed(\"CBOR\")",
            "1bffffffffffffffff",
        ),
        refuse("text-not-utf-8", "text is UTF-8", "Malformed(\"CBOR\")", "62c328"),
        refuse(
            "too-deep",
            "an item lies within at most eight arrays",
            "Malformed(\"nesting\")",
            "81818181818181818180",
        ),
        refuse("giant-length", "65,536 items at most", "Malformed(\"number of items\")", "9bffffffffffffffff"),
        refuse("cut-short", "the array lacks an item", "Malformed(\"CBOR\")", "8201"),
    ]
}

/// Adds the group order to S: a second signature for the same message, which lax verifiers take (RFC 8032 section 5.1.7).
fn plus_order(signature: &[u8]) -> Vec<u8> {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut sum = signature.to_vec();
    let mut carry = 0;
    for (octet, add) in sum[32..].iter_mut().zip(ORDER) {
        let total = u16::from(*octet) + u16::from(add) + carry;
        (*octet, carry) = (total as u8, total >> 8);
    }
    sum
}

pub(super) fn records(world: &World) -> Vec<Refused> {
    let bytes = world.records["log-entry"].record.bytes().to_vec();
    let (protected, payload, signature) = parts(&bytes);
    let ours = keys::key("iraq/makhmour sign");
    let refuse = |name: &str, why, fault, bytes: Vec<u8>| Refused::new(name, "record", why, fault, bytes);
    let signed = |protected: &[u8], message: &[u8]| {
        forge::envelope(protected, &[0xa0], &payload, &ours.sign(message).to_bytes())
    };
    let mut last_flipped = bytes.clone();
    *last_flipped.last_mut().expect("a signature") ^= 1;
    // The payload's length (0x59 and two octets) once more in four octets.
    let head = 2 + 1 + protected.len() + 1;
    let long = [&bytes[..head], &[0x5a, 0, 0], &bytes[head + 1..]].concat();
    let header = |algorithm: &[u8]| [&[0xa2, 0x01][..], algorithm, &protected[3..]].concat();
    let without_aad = Value::Array(vec![
        Value::text("Signature1"),
        Value::from(&protected[..]),
        Value::from(&[][..]),
        Value::from(&payload[..]),
    ]);
    let stranger = keys::key("nobody's sign");
    let of = |document: u64, slots: usize| forge::payload(4, 1, "iraq", document, &vec![Hash([7; 32]); slots]).encode();
    vec![
        refuse(
            "trailing-byte",
            "a byte after the record",
            "Malformed(\"record envelope\")",
            [&bytes[..], &[0]].concat(),
        ),
        refuse("long-length", "the payload's length has a shorter form", "NotCanonical", long),
        refuse("untagged", "COSE_Sign1 is tagged 18", "Malformed(\"record envelope\")", bytes[1..].to_vec()),
        refuse(
            "unprotected-header",
            "the unprotected header is empty",
            "NotCanonical",
            forge::envelope(&protected, &[&[0xa1, 0x04, 0x48][..], &protected[5..]].concat(), &payload, &signature),
        ),
        refuse(
            "another-algorithm",
            "the algorithm is EdDSA, here it says ES256",
            "NotCanonical",
            signed(&header(&[0x26]), &forge::sig_structure(&header(&[0x26]), &payload)),
        ),
        refuse("signature-changed", "one bit of the signature", "BadSignature", last_flipped),
        refuse(
            "second-signature",
            "S is not reduced: a second signature made without the key",
            "BadSignature",
            forge::envelope(&protected, &[0xa0], &payload, &plus_order(&signature)),
        ),
        refuse(
            "signed-without-aad",
            "signed without the external_aad: a signature for another use",
            "BadSignature",
            signed(&protected, &without_aad.encode()),
        ),
        refuse("strangers-key", "no node of the party has this key", "UnknownKey", forge::record(&stranger, &payload)),
        refuse(
            "siblings-document",
            "the key stands in another party's document",
            "UnknownKey",
            forge::record(&keys::key("kurdistan/makhmour sign"), &payload),
        ),
        refuse("document-of-the-future", "version 3 is not held", "UnknownDocument", forge::record(&ours, &of(3, 10))),
        refuse("too-many-slots", "65 slots", "Malformed(\"record payload\")", forge::record(&ours, &of(1, 65))),
        refuse(
            "no-slots",
            "no slot, not even the label",
            "Malformed(\"record payload\")",
            forge::record(&ours, &of(1, 0)),
        ),
    ]
}

/// Payloads whose record is well signed and whose openings are not right.
pub(super) fn contents(world: &World) -> Vec<Refused> {
    let genuine = &world.records["incident"];
    let record = genuine.record.bytes().to_vec();
    let [label, summary, kind] = [0, 9, 8].map(|index| genuine.openings[index].clone());
    let payload = |record: &[u8], openings: Vec<Opening>| Payload { record: Some(record.to_vec()), openings }.encode();
    let refuse = |name: &str, why, fault, bytes: Vec<u8>| Refused::new(name, "payload", why, fault, bytes);
    let other_value = Opening { value: Value::text("Nothing was seen"), ..summary.clone() };
    let other_salt = Opening { salt: [0; 16], ..summary.clone() };
    let moved = Opening { index: 8, ..summary.clone() };
    let of_another = world.records["log-entry"].openings[7].clone();
    let mut values = vec![Value::Null; 10];
    values[0] = Label::default().to_value();
    values[9] = Value::text("yes");
    let by = keys::key("iraq/makhmour sign");
    let lie = |number: u8, version: u8, values: Vec<Value>| {
        let (commitments, openings) = forge::committed("iraq", number, values);
        payload(&forge::record(&by, &forge::payload(number, version, "iraq", 1, &commitments).encode()), openings)
    };
    let mut level_nine = values.clone();
    level_nine[0] = Value::Array(vec![Value::Int(9), Value::Array(vec![]), Value::Int(0), Value::Null]);
    vec![
        refuse(
            "another-value",
            "the value is not the one signed",
            "WrongOpening(9)",
            payload(&record, vec![label.clone(), other_value]),
        ),
        refuse(
            "another-salt",
            "the salt is not the one signed",
            "WrongOpening(9)",
            payload(&record, vec![label.clone(), other_salt]),
        ),
        refuse(
            "moved",
            "an opening of slot 9 put to slot 8",
            "WrongOpening(8)",
            payload(&record, vec![label.clone(), moved]),
        ),
        refuse(
            "of-another-record",
            "an opening of another record",
            "WrongOpening(7)",
            payload(&record, vec![label.clone(), of_another]),
        ),
        refuse("without-label", "the label is always open", "NoLabel", payload(&record, vec![summary.clone(), kind])),
        refuse(
            "twice",
            "one slot opened twice",
            "NoSuchSlot(9)",
            payload(&record, vec![label.clone(), summary.clone(), summary.clone()]),
        ),
        refuse(
            "no-such-slot",
            "an incident has no slot 60",
            "NoSuchSlot(60)",
            payload(&record, vec![label, Opening { index: 60, ..summary }]),
        ),
        refuse(
            "another-type",
            "\"done\" of a log entry is true or false",
            "WrongType { index: 9, expected: Bool }",
            lie(4, 1, values.clone()),
        ),
        refuse("no-such-level", "a label of level 9", "WrongType { index: 0, expected: Label }", lie(4, 1, level_nine)),
        refuse("slot-too-few", "a log entry has ten slots", "SlotCount", lie(4, 1, values[..9].to_vec())),
        refuse("unknown-kind", "kind 200", "UnknownKind(200, 1)", lie(200, 1, values.clone())),
        refuse("unknown-kind-version", "version 2 of a kind", "UnknownKind(4, 2)", lie(4, 2, values)),
    ]
}

/// Words that another party wrote, signed as if they were one's own.
pub(super) fn borrowed(world: &World) -> Vec<Refused> {
    let genuine = &world.records["incident"];
    let of = genuine.record.clone().verify(&world.directory).expect("a good record");
    let words = forge::payload(of.kind_number(), of.kind_version(), "kurdistan", 1, of.commitments());
    let record = forge::record(&keys::key("kurdistan/makhmour sign"), &words.encode());
    vec![Refused::new(
        "commitments-of-another-party",
        "payload",
        "the commitments are those of another party's record",
        "WrongOpening(0)",
        Payload { record: Some(record), openings: genuine.openings.clone() }.encode(),
    )]
}
