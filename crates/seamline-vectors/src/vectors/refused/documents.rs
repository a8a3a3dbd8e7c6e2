//! Party documents that must be refused.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::{Signer as _, SigningKey};
use seamline_record::{Closure, DocumentBody, Endorsed, Hash, NodeId, Value};

use super::Refused;
use crate::{
    keys,
    vectors::keys_and_documents::party_file_of,
    world::{World, endorsed, name, next_version, node},
};

fn refuse(name: &str, why: &'static str, fault: &'static str, bytes: Vec<u8>) -> Refused {
    Refused::new(name, "party", why, fault, bytes)
}

pub(super) fn documents(world: &World) -> Vec<Refused> {
    [signatures(world), encodings(world), versions(world), closed(world)].concat()
}

/// A `.party` file of one document.
fn alone(encoded: Vec<u8>) -> Vec<u8> {
    party_file_of([encoded].into_iter())
}

/// A `.party` file of the first document of Iraq and a second one.
fn after_first(world: &World, second: &Endorsed) -> Vec<u8> {
    party_file_of([world.documents[0].encode(), second.encode()].into_iter())
}

/// A second version, signed by enough roots, that differs from the first in this way.
fn changed(world: &World, change: impl Fn(&mut DocumentBody)) -> Vec<u8> {
    let mut body = next_version(&world.founding, "iraq");
    change(&mut body);
    after_first(world, &endorsed(body, &[1, 2]))
}

fn signatures(world: &World) -> Vec<Refused> {
    let first = &world.documents[0];
    let too_few = endorsed(first.body().clone(), &[2]).encode();
    let mut strange = endorsed(first.body().clone(), &[1, 2]);
    let stranger = keys::key("nobody's root");
    strange.sign(&stranger.verifying_key(), &|message| stranger.sign(message).to_bytes());
    let mut flipped = first.encode();
    *flipped.last_mut().expect("a signature") ^= 1;
    let few = "Document(\"too few of its roots have signed it\")";
    let nobody = "Document(\"someone who is no root has signed it\")";
    vec![
        refuse("one-root-of-two", "two roots must sign", few, alone(too_few)),
        refuse("signed-by-a-stranger", "a signature by no root", nobody, alone(strange.encode())),
        refuse("root-signature-changed", "one of the signatures is not good", "BadSignature", alone(flipped)),
    ]
}

fn encodings(world: &World) -> Vec<Refused> {
    let first = &world.documents[0];
    let tls = keys::key("iraq/makhmour tls").verifying_key().to_bytes();
    let with_tls = |key: &[u8]| alone(replaced(&first.encode(), &tls, key));
    let [a, b] = [0, 1].map(|n: usize| first.body().roots[n].to_bytes());
    let swapped = replaced(&replaced(&replaced(&first.encode(), &a, &[0; 32]), &b, &a), &[0; 32], &b);
    let (one, beyond) = ([&[1][..], &[0; 31]].concat(), [&[0xf0][..], &[0xff; 30], &[0x7f]].concat());
    vec![
        refuse("small-order-key", "the tls key is the point of order 1", "WeakKey", with_tls(&one)),
        refuse("second-encoding-of-a-key", "y = p + 3, which the lax read as 3", "WeakKey", with_tls(&beyond)),
        refuse("roots-unsorted", "roots are sorted by key", "NotCanonical", alone(swapped)),
    ]
}

fn versions(world: &World) -> Vec<Refused> {
    let first = &world.documents[0];
    let mut rival = first.body().clone();
    rival.names.insert("en".into(), "Another Iraq".into());
    let unsigned = rival.clone();
    let mut usurped = next_version(&world.founding, "iraq");
    usurped.roots = vec![keys::key("iraq root 7").verifying_key()];
    usurped.threshold = 1;
    let theirs = keys::key("kurdistan/makhmour tls").verifying_key();
    vec![
        refuse(
            "version-skipped",
            "version 3 on top of 1",
            "Document(\"its earlier versions are missing\")",
            changed(world, |b| b.version = 3),
        ),
        refuse(
            "another-previous",
            "its previous hash is not that of version 1",
            "Document(\"it does not follow the version that is held\")",
            changed(world, |b| b.previous = Some(Hash([9; 32]))),
        ),
        refuse(
            "rival-of-one-version",
            "two documents of version 1",
            "TwoDocuments",
            after_first(world, &endorsed(rival, &[1, 2])),
        ),
        refuse(
            "rival-that-nobody-signed",
            "another document of version 1, without its roots: no word of theirs",
            "Document(\"too few of its roots have signed it\")",
            after_first(world, &endorsed(unsigned, &[])),
        ),
        refuse(
            "new-roots-alone",
            "new roots without the word of the old ones",
            "Document(\"too few of the previous roots have signed it\")",
            after_first(world, &endorsed(usurped, &[7])),
        ),
        refuse(
            "claims-a-foreign-key",
            "it lists the tls key of another party's node",
            "Document(\"it claims a key that stands in another party's document\")",
            changed(world, |b| b.nodes[1].tls = theirs),
        ),
    ]
}

fn closed(world: &World) -> Vec<Refused> {
    let mut in_use = world.documents[2].body().clone();
    in_use.nodes.push(keys::entry(&node("iraq/kirkuk")));
    let mut twice = next_version(&world.founding, "iraq");
    twice.audiences.push(twice.audiences[0].clone());
    vec![
        refuse(
            "key-dropped",
            "kirkuk is gone and its key is not closed",
            "Document(\"a node's key that stood before is gone and not closed\")",
            changed(world, |b| b.nodes.retain(|n| n.name != name("kirkuk"))),
        ),
        refuse(
            "closes-a-key-that-never-stood",
            "it closes the key of another party's node",
            "Document(\"it closes a key that never stood\")",
            changed(world, |b| b.closed = vec![closure(&node("kurdistan/makhmour"))]),
        ),
        refuse(
            "two-groups-of-one-name",
            "a group stands twice: readers could count either",
            "Document(\"two groups share a name\")",
            unchecked(&world.documents[0], &twice),
        ),
        refuse(
            "closed-and-in-use",
            "a key is closed and stands",
            "Document(\"a key is closed twice, or closed and in use\")",
            unchecked(&world.documents[0], &in_use),
        ),
    ]
}

fn closure(of: &NodeId) -> Closure {
    Closure {
        key: keys::sign_key(of).verifying_key(),
        node: of.node.clone(),
        feeds: BTreeMap::new(),
        keep: BTreeSet::new(),
    }
}

/// A second version that contradicts itself, signed all the same: the program's own types refuse to make it.
fn unchecked(first: &Endorsed, body: &DocumentBody) -> Vec<u8> {
    let bytes = body.encode();
    let mut signatures: Vec<([u8; 32], Vec<u8>)> = [1, 2]
        .map(|n| {
            let root: SigningKey = keys::key(&format!("iraq root {n}"));
            let signature = root.sign(&[b"seamline/party/1", &bytes[..]].concat()).to_bytes();
            (root.verifying_key().to_bytes(), signature.to_vec())
        })
        .to_vec();
    signatures.sort();
    let pair =
        |(key, signature): &([u8; 32], Vec<u8>)| Value::Array(vec![Value::from(&key[..]), Value::from(&signature[..])]);
    let list = Value::Array(signatures.iter().map(pair).collect());
    let second = Value::Array(vec![Value::from(&bytes[..]), list]).encode();
    party_file_of([first.encode(), second].into_iter())
}

/// `bytes` with the first `old` replaced by as many octets.
fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let at = bytes.windows(old.len()).position(|window| window == old).expect("it is there");
    [&bytes[..at], new, &bytes[at + old.len()..]].concat()
}
