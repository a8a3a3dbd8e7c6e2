//! Keys from fixed seeds, and the documents that list them.

use seamline_record::{Endorsed, KeyId, NodeEntry, NodeId, Value, hash_of};
use serde_json::{Value as Json, json};

use super::hex;
use crate::{keys, world::World};

/// Every key of the world, with its seed.
pub(super) fn keys(world: &World) -> Json {
    let mut names: Vec<String> = Vec::new();
    let mut sealed = Vec::new();
    for document in &world.documents {
        let body = document.body();
        for entry in &body.nodes {
            let id = NodeId { party: body.party.clone(), node: entry.name.clone() };
            names.extend(["sign", "cosign", "tls"].map(|duty| format!("{id} {duty}")));
            let name = format!("{id} seal");
            sealed.push(json!({"name": name, "seed": hex(&keys::seed(&name)), "public": hex(&entry.seal)}));
        }
        names.extend((1..=3).map(|n| format!("{} root {n}", body.party)));
        names.extend(body.officers.iter().map(|o| format!("{} officer {}", body.party, o.name)));
    }
    names.sort();
    names.dedup();
    sealed.sort_by_key(|key| key["name"].to_string());
    sealed.dedup();
    let key = |name: &String| {
        let public = keys::key(name).verifying_key();
        json!({"name": name, "seed": hex(&keys::seed(name)), "public": hex(public.as_bytes()),
            "kid": hex(&KeyId::of(&public).0)})
    };
    json!({
        "how": "seed = SHA-256(\"seamline test vectors: \" followed by the name); ed25519 as RFC 8032 takes a secret key; x25519 by DeriveKeyPair of RFC 9180 section 7.1.3 for DHKEM(X25519, HKDF-SHA256)",
        "ed25519": names.iter().map(key).collect::<Vec<_>>(),
        "x25519": sealed,
    })
}

/// Every document: its body, what its roots signed, and what follows.
pub(super) fn documents(world: &World) -> Json {
    let one = |document: &Endorsed| {
        let body = document.body();
        let bytes = body.encode();
        let encoded = document.encode();
        let value = Value::decode(&encoded).expect("an own document");
        let signatures = value.as_array().and_then(|items| items[1].as_array()).expect("signatures");
        let signature = |pair: &Value| {
            let pair = pair.as_array().expect("root and signature");
            json!({"root": hex(pair[0].as_bytes().unwrap()), "signature": hex(pair[1].as_bytes().unwrap())})
        };
        json!({
            "party": body.party.as_str(), "version": body.version, "threshold": body.threshold,
            "nodes": body.nodes.iter().map(|n: &NodeEntry| n.name.as_str()).collect::<Vec<_>>(),
            "closes": body.closed.iter().map(|c| json!({"node": c.node.as_str(), "kid": hex(&c.key_id().0)})).collect::<Vec<_>>(),
            "repudiates": body.void.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "officers": body.officers.iter().map(|o| o.name.clone()).collect::<Vec<_>>(),
            "body": hex(&bytes), "hash": hash_of(&bytes).to_string(),
            "signed": hex(&[b"seamline/party/1", &bytes[..]].concat()),
            "signatures": signatures.iter().map(signature).collect::<Vec<_>>(),
            "encoded": hex(&encoded),
        })
    };
    let party = |party: &str| world.directory.fingerprint(&party.parse().expect("a name"));
    json!({
        "admit_in_this_order": world.documents.iter().map(one).collect::<Vec<_>>(),
        "fingerprints": {"iraq": party("iraq"), "kurdistan": party("kurdistan")},
    })
}

/// An officer's word that the party agrees to a proposal.
pub(super) fn concurrence(world: &World) -> Json {
    let officer = world.directory.newest(&crate::world::name("iraq")).expect("a document").body().officers[0].clone();
    let key = format!("iraq officer {}", officer.name);
    let proposal = world.records["commitment"].record.id();
    let signed = [b"seamline/concur/1", &proposal.0.0[..]].concat();
    json!({
        "party": "iraq", "document_version": 2, "officer": officer.name, "key": hex(officer.key.as_bytes()),
        "may_bind_to": officer.kinds, "proposal": proposal.to_string(), "proposal_kind": "commitment",
        "signed": hex(&signed), "signature": hex(&keys::sign(&key, &signed)),
    })
}

/// A `.party` file: every version of one party's document.
pub(super) fn party_file(world: &World, party: &str) -> Vec<u8> {
    party_file_of(world.documents.iter().filter(|d| d.body().party.as_str() == party).map(Endorsed::encode))
}

/// A `.party` file of these encoded documents.
pub(super) fn party_file_of(documents: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    Value::Array(documents.map(|d| Value::from(&d[..])).collect()).encode()
}
