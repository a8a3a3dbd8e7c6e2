//! Notes, receipts, proofs and frames that must be refused.

use ed25519_dalek::Signer as _;
use seamline_feed::{
    Bye, Frame,
    note::{SignatureType, key_id},
};
use seamline_record::Value;

use super::Refused;
use crate::{keys, told::RECEIPT_S, vectors::hex, world::World};

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("a note is text")
}

/// A signature line with its newline.
pub(super) fn line(name: &str, id: [u8; 4], signature: &[u8]) -> String {
    format!("— {name} {}\n", base64(&[&id[..], signature].concat()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let octet = |n: usize| u32::from(three.get(n).copied().unwrap_or_default());
        let bits = octet(0) << 16 | octet(1) << 8 | octet(2);
        let digit = |n: usize| {
            if n <= three.len() { DIGITS[(bits >> (18 - 6 * n) & 63) as usize] as char } else { '=' }
        };
        [0, 1, 2, 3].map(digit)
    };
    bytes.chunks(3).flat_map(group).collect()
}

/// A note of this text signed with the key of this name, under the origin's name.
fn note(world: &World, body: &str, key: &str) -> Vec<u8> {
    let (name, key) = (world.origin().to_string(), keys::key(key));
    let id = key_id(&name, SignatureType::Ed25519, &key.verifying_key());
    let signed = line(&name, id, &key.sign(body.as_bytes()).to_bytes());
    format!("{body}\n{signed}").into_bytes()
}

pub(super) fn notes(world: &World) -> Vec<Refused> {
    let ours = "iraq/makhmour sign";
    let body = world.told.checkpoint.text();
    let good = text(world.told.checkpoint.to_bytes());
    let other = |from: &str, to: &str| note(world, &body.replacen(from, to, 1), ours);
    let twice = |n: usize| {
        let (head, signature) = good.split_once("\n\n").expect("text and signature");
        format!("{head}\n\n{}", signature.repeat(n)).into_bytes()
    };
    let malformed = "CheckpointMalformed";
    let refuse = |name: &str, why, fault, bytes: Vec<u8>| Refused::new(name, "checkpoint", why, fault, bytes);
    let mut all = vec![
        refuse(
            "extension-line",
            "a checkpoint has three lines",
            malformed,
            note(world, &format!("{body}more\n"), ours),
        ),
        refuse("zero-before-the-size", "numbers have one form", malformed, other("\n10\n", "\n010\n")),
        refuse("size-out-of-bounds", "sizes are below 2^40", "SizeOutOfBounds", other("\n10\n", "\n1099511627776\n")),
        refuse("root-of-31-octets", "a root has 32 octets", malformed, {
            let root = body.lines().nth(2).expect("a root");
            other(root, &base64(&[7; 31]))
        }),
        refuse("empty-with-a-root", "size 0 has one root", "EmptyTreeRoot", other("\n10\n", "\n0\n")),
        refuse("upper-case-feed", "an origin has one form", "OriginMalformed", {
            let feed = world.origin().feed.to_string();
            other(&feed, &feed.to_uppercase())
        }),
        refuse("another-lane", "lanes are 0 and 1", "OriginMalformed", other("/kurdistan/0/", "/kurdistan/2/")),
        refuse(
            "signed-by-a-sibling",
            "another key of the party",
            "SignatureMissing",
            note(world, body, "iraq/baghdad sign"),
        ),
        refuse("signature-of-another-text", "signed was another size", "SignatureInvalid", {
            let nine = text(other("\n10\n", "\n9\n"));
            let signature = nine.split_once("\n\n").expect("text and signature").1;
            format!("{body}\n{signature}").into_bytes()
        }),
        refuse("signed-twice", "one signature by one key", "SignatureRepeated", twice(2)),
        refuse("seventeen-signatures", "a note has at most 16 signatures", "TooManySignatures", twice(17)),
        refuse("unsigned", "no signature", "NoteUnsigned", body.as_bytes().to_vec()),
        refuse(
            "carriage-return",
            "no control character but newline",
            "NoteNotText",
            good.replace('\n', "\r\n").into_bytes(),
        ),
    ];
    all.extend(receipts(world));
    all.extend(proofs(world));
    all
}

fn receipts(world: &World) -> Vec<Refused> {
    let refuse = |name: &str, why, fault, line: String| {
        Refused::new(name, "cosignature", why, fault, line.trim_end().as_bytes().to_vec())
    };
    let stamped = |cosigner: &str, key: &str, states: u64, signs: u64| {
        let (name, key) = (format!("seamline/1/{cosigner}"), keys::key(key));
        let id = key_id(&name, SignatureType::Cosignature, &key.verifying_key());
        let message = format!("cosignature/v1\ntime {signs}\n{}", world.told.checkpoint.text());
        let signature = key.sign(message.as_bytes()).to_bytes();
        line(&name, id, &[&states.to_be_bytes()[..], &signature].concat())
    };
    let (ours, key) = ("kurdistan/makhmour", "kurdistan/makhmour cosign");
    vec![
        refuse(
            "another-time",
            "the time is signed with it",
            "SignatureInvalid",
            stamped(ours, key, RECEIPT_S, RECEIPT_S + 1),
        ),
        refuse("by-the-sign-key", "receipts have a key of their own", "SignatureMissing", {
            stamped(ours, "kurdistan/makhmour sign", RECEIPT_S, RECEIPT_S)
        }),
        refuse("by-the-writer", "who tells cannot receipt", "CosignerOutsideAudience", {
            stamped("iraq/makhmour", "iraq/makhmour cosign", RECEIPT_S, RECEIPT_S)
        }),
        refuse(
            "time-beyond-63-bits",
            "times are below 2^63",
            "CosignatureMalformed",
            stamped(ours, key, 1 << 63, 1 << 63),
        ),
    ]
}

fn proofs(world: &World) -> Vec<Refused> {
    let good = text(world.told.proof(3).to_bytes());
    let refuse = |name: &str, why, fault, text: String| Refused::new(name, "tlog-proof", why, fault, text.into_bytes());
    let line = |n: usize| good.lines().nth(n).expect("a line").to_owned();
    vec![
        refuse("another-index", "the leaf is at 3", "ProofInvalid", good.replacen("index 3", "index 2", 1)),
        refuse("index-outside", "the tree has ten leaves", "ProofMalformed", good.replacen("index 3", "index 10", 1)),
        refuse("hash-changed", "a hash of the path", "ProofInvalid", good.replacen(&line(2), &base64(&[7; 32]), 1)),
        refuse(
            "hash-missing",
            "the path is too short",
            "ProofInvalid",
            good.replacen(&format!("{}\n", line(2)), "", 1),
        ),
        refuse("base64-with-spare-bits", "base64 has one form", "ProofMalformed", {
            let hash = line(2);
            let spare = hash.trim_end_matches('=').chars().last().expect("a digit");
            // The last digit of 32 octets has two bits to spare: the next digit decodes to the same.
            let next = char::from(spare as u8 + 1);
            good.replacen(&hash, &hash.replace(&format!("{spare}="), &format!("{next}=")), 1)
        }),
    ]
}

pub(super) fn frames(world: &World) -> Vec<Refused> {
    let refuse = |name: &str, why, fault, bytes: Vec<u8>| Refused::new(name, "frames", why, fault, bytes);
    let long = |value: Value| {
        let body = value.encode();
        [&(body.len() as u32).to_be_bytes()[..], &body].concat()
    };
    let cosig = Frame::Cosig(world.told.cosig()).with_length();
    vec![
        refuse("giant-length", "a frame of 4 GiB", "FrameTooLong", vec![0xff; 4]),
        refuse("over-1-mib", "one octet too long", "FrameTooLong", vec![0, 0x10, 0, 1]),
        refuse("cut-short", "the bytes end within a frame", "FrameMalformed", cosig[..cosig.len() - 1].to_vec()),
        refuse("unknown-type", "type 99", "FrameMalformed", long(Value::Array(vec![Value::Int(99)]))),
        refuse(
            "unknown-bye",
            "a code that means nothing",
            "FrameMalformed",
            long(Value::Array(vec![Value::Int(7), Value::Int(99)])),
        ),
        refuse(
            "field-too-many",
            "a LIVE with a field",
            "FrameMalformed",
            long(Value::Array(vec![Value::Int(6), Value::Null])),
        ),
        refuse("not-canonical", "BYE with a long integer", "FrameMalformed", vec![0, 0, 0, 4, 0x82, 0x07, 0x18, 0x00]),
        refuse("size-out-of-bounds", "sizes are below 2^40", "FrameMalformed", {
            let origin = Value::text(world.origin().to_string());
            long(Value::Array(vec![Value::Int(4), origin, Value::Int(1 << 40), Value::text("—")]))
        }),
        refuse("text-after-bye", "an error carries no words", "FrameMalformed", {
            let bye = Value::Int(Bye::Feed as i64);
            long(Value::Array(vec![Value::Int(7), bye, Value::text(hex(b"withheld"))]))
        }),
    ]
}
