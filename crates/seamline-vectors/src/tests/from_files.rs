//! The test vectors, read back from their files and checked through the public interface alone: whoever reads them needs
//! no more than is done here. Nothing below looks at the world that they were made from.

use std::{fs, path::Path};

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use seamline_feed::{
    Bundle, Equivocation, Evidence, Frame, Frontier, Leaf, SealSecret, TlogProof, UnverifiedCheckpoint,
    UnverifiedCosignature,
    frame::frames,
    merkle::{TreeHash, leaf_hash, verify_inclusion},
};
use seamline_node::{ConcurFault, JointFile, concurred};
use seamline_record::{
    Directory, Endorsed, KeyId, Kind, NodeId, Opening, Record, Statement, Value, from_json, hash_of, to_json,
};
use seamline_release::Payload;
use serde_json::Value as Json;

use crate::vectors::{folder, hex, refused, unhex};

fn read(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

fn json(name: &str) -> Json {
    serde_json::from_slice(&read(name)).unwrap()
}

fn list(json: &Json) -> &Vec<Json> {
    json.as_array().unwrap()
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json[name].as_str().unwrap()
}

fn bytes(json: &Json, name: &str) -> Vec<u8> {
    unhex(text(json, name))
}

fn octets<const N: usize>(json: &Json, name: &str) -> [u8; N] {
    bytes(json, name).try_into().unwrap()
}

/// All documents, from the two `.party` files.
fn directory() -> Directory {
    let mut directory = Directory::default();
    for party in ["iraq.party", "kurdistan.party"] {
        let file = Value::decode(&read(party)).unwrap();
        for version in file.as_array().unwrap() {
            let endorsed = Endorsed::decode(version.as_bytes().unwrap()).unwrap();
            assert_eq!(directory.admit(endorsed), Ok(true));
        }
    }
    directory
}

fn sign_key(node: &str) -> VerifyingKey {
    let node: NodeId = node.parse().unwrap();
    directory().node_entries(&node).next().unwrap().sign
}

#[test]
fn keys_follow_from_their_seeds() {
    let keys = json("keys.json");
    for key in list(&keys["ed25519"]) {
        let public = SigningKey::from_bytes(&octets(key, "seed")).verifying_key();
        assert_eq!(hex(public.as_bytes()), text(key, "public"));
        assert_eq!(hex(&KeyId::of(&public).0), text(key, "kid"));
        assert_eq!(hash_of(format!("seamline test vectors: {}", text(key, "name")).as_bytes()).0, octets(key, "seed"));
    }
    for key in list(&keys["x25519"]) {
        assert_eq!(SealSecret::from_seed(&octets(key, "seed")).public().to_bytes(), octets(key, "public"));
    }
}

#[test]
fn documents_are_admitted_in_their_order() {
    let documents = json("documents.json");
    let mut directory = Directory::default();
    for document in list(&documents["admit_in_this_order"]) {
        let encoded = bytes(document, "encoded");
        let endorsed = Endorsed::decode(&encoded).unwrap();
        assert_eq!(hex(&endorsed.body().encode()), text(document, "body"));
        for pair in list(&document["signatures"]) {
            let root = VerifyingKey::from_bytes(&octets(pair, "root")).unwrap();
            let signature = ed25519_dalek::Signature::from_bytes(&octets(pair, "signature"));
            root.verify_strict(&bytes(document, "signed"), &signature).unwrap();
        }
        assert_eq!(directory.admit(endorsed), Ok(true));
        let held = directory.newest(&text(document, "party").parse().unwrap()).unwrap();
        assert_eq!(
            (held.body().version, held.hash().to_string()),
            (document["version"].as_u64().unwrap(), text(document, "hash").into())
        );
    }
    for (party, fingerprint) in documents["fingerprints"].as_object().unwrap() {
        assert_eq!(directory.fingerprint(&party.parse().unwrap()).as_deref(), fingerprint.as_str());
    }
}

#[test]
fn an_officers_word_binds_the_party_to_what_it_names() {
    let (of, directory) = (json("concurrence.json"), directory());
    let (party, proposal) = (text(&of, "party").parse().unwrap(), text(&of, "proposal").parse().unwrap());
    let bound = |kind, proposal, signature: &[u8]| {
        let newest = directory.newest(&party).map_or(0, |document| document.body().version);
        concurred(&directory, (&party, newest), Kind::named(kind).unwrap(), proposal, signature).map(|o| o.name.clone())
    };
    let signature = bytes(&of, "signature");
    assert_eq!(bound(text(&of, "proposal_kind"), proposal, &signature), Ok(text(&of, "officer").to_owned()));
    assert_eq!(bound("incident", proposal, &signature), Err(ConcurFault::OtherKinds));
    let other = list(&json("records.json"))[0]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(bound("commitment", other, &signature), Err(ConcurFault::NotBinding));
    assert_eq!(bytes(&of, "signed"), [&b"seamline/concur/1"[..], &bytes(&of, "proposal")].concat());
}

#[test]
fn values_have_the_encodings_of_the_file() {
    for value in list(&json("cbor.json")) {
        let encoded = bytes(value, "hex");
        assert_eq!(Value::decode(&encoded).unwrap().encode(), encoded, "{value}");
    }
}

#[test]
fn records_verify_and_open_as_the_file_says() {
    let directory = directory();
    for of in list(&json("records.json")) {
        let record = Record::decode(&bytes(of, "bytes")).unwrap();
        assert_eq!(record.id().to_string(), text(of, "id"));
        assert_eq!(
            hash_of(&bytes(of, "to_be_signed")).to_string(),
            text(of, "id"),
            "the id is the hash of what is signed"
        );
        let verified = record.verify(&directory).unwrap();
        assert_eq!(verified.author().to_string(), text(of, "by"));
        let opening = |slot: &Json| Opening {
            index: slot["index"].as_u64().unwrap() as u8,
            salt: octets(slot, "salt"),
            value: Value::decode(&bytes(slot, "value")).unwrap(),
        };
        let openings: Vec<Opening> = list(&of["slots"]).iter().map(opening).collect();
        let statement = Statement::open(verified.clone(), openings).unwrap();
        assert_eq!(statement.kind().name(), text(of, "kind"));
        for (slot, commitment) in list(&of["slots"]).iter().zip(verified.commitments()) {
            let index = slot["index"].as_u64().unwrap() as u8;
            let spec = statement.kind().slot(index).unwrap();
            let value = statement.value(index).unwrap();
            assert_eq!((spec.name, commitment.to_string()), (text(slot, "name"), text(slot, "commitment").to_owned()));
            assert_eq!(to_json(spec.slot_type, value), slot["shown"]);
            assert_eq!(from_json(spec.slot_type, &slot["shown"]).as_ref(), Some(value));
        }
    }
}

#[test]
fn feeds_have_the_trees_checkpoints_and_receipts_of_the_file() {
    for file in ["feed.json", "cut-feed.json"] {
        let feed = json(file);
        let (mut frontier, directory) = (Frontier::default(), directory());
        assert_eq!(frontier.root().to_string(), text(&feed, "empty_root"));
        for step in list(&feed["leaves"]) {
            let leaf = bytes(step, "leaf");
            frontier.push(&leaf).unwrap();
            assert_eq!(leaf_hash(&leaf).to_string(), text(step, "leaf_hash"));
            assert_eq!(frontier.root().to_string(), text(step, "root_up_to_here"));
            if let Leaf::Act(act) = Leaf::decode(&leaf).unwrap() {
                let payload = bytes(step, "payload");
                assert_eq!((Payload::decode(&payload).unwrap().hash(), hash_of(&payload)), (act.payload, act.payload));
                assert_eq!(act.audit.to_string(), text(&step["release"], "audit"));
            } else {
                assert!(step["payload"].is_null());
            }
        }
        let writer = text(&feed, "origin").split('/').skip(2).take(2).collect::<Vec<_>>().join("/");
        let cosigned = UnverifiedCheckpoint::parse(text(&feed, "cosigned").as_bytes()).unwrap();
        let signed = cosigned.verify(&sign_key(&writer)).unwrap();
        assert_eq!(signed.to_bytes(), text(&feed, "checkpoint").as_bytes());
        assert_eq!((signed.checkpoint().root(), signed.checkpoint().size()), (frontier.root(), frontier.size()));
        let receipt = UnverifiedCosignature::parse(text(&feed["receipt"], "line")).unwrap();
        let key = directory.node_entries(receipt.cosigner()).next().unwrap().cosign;
        assert_eq!(receipt.verify(&signed, &key).unwrap().time_s(), feed["receipt"]["time"].as_u64().unwrap());
        for (index, path) in (0..).zip(list(&feed["inclusion"])) {
            let hash = |h: &Json| TreeHash(unhex(h.as_str().unwrap()).try_into().unwrap());
            let path: Vec<TreeHash> = list(path).iter().map(hash).collect();
            let leaf = leaf_hash(&bytes(&feed["leaves"][index as usize], "leaf"));
            verify_inclusion(&path, frontier.size(), frontier.root(), index, leaf).unwrap();
        }
    }
}

#[test]
fn the_raw_proof_and_checkpoint_are_those_of_the_feed() {
    let feed = json("feed.json");
    assert_eq!(read("feed.checkpoint"), text(&feed, "cosigned").as_bytes());
    assert_eq!(read("incident.tlog-proof"), text(&feed, "proof_of_3").as_bytes());
    let proof = TlogProof::parse(&read("incident.tlog-proof")).unwrap();
    proof.verify(&bytes(&feed["leaves"][3], "leaf"), &sign_key("iraq/makhmour")).unwrap();
}

#[test]
fn frames_of_every_type_are_read() {
    for frame in list(&json("frames.json")) {
        let encoded = bytes(frame, "with_length");
        let read = frames(&encoded).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].with_length(), encoded);
        let name = format!("{:?}", read[0]).to_lowercase();
        assert!(name.starts_with(text(frame, "type")), "{name}");
    }
}

#[test]
fn the_bundle_opens_for_each_of_its_readers() {
    let bundle = json("bundle.json");
    let file = read(text(&bundle, "file"));
    for reader in list(&bundle["readers"]) {
        let opened = Bundle::open(&file, &SealSecret::from_seed(&octets(reader, "seed"))).unwrap();
        assert_eq!(opened.from.to_string(), text(reader, "from"));
        let frames: Vec<String> = opened.frames.iter().map(|f: &Frame| hex(&f.encode())).collect();
        assert_eq!(frames, list(&reader["frames"]).iter().map(|f| f.as_str().unwrap()).collect::<Vec<_>>());
    }
}

#[test]
fn evidence_proves_what_its_finding_says_and_nothing_when_a_byte_is_changed() {
    let directory = directory();
    let mut files: Vec<_> = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension() == Some("evidence".as_ref()));
    assert!(files.len() >= 6);
    for path in files {
        let mut file = fs::read(&path).unwrap();
        let finding = Evidence::decode(&file).unwrap().verify(&directory).unwrap();
        let id = Path::new(path.file_stem().unwrap()).to_str().unwrap();
        let said = json(&format!("{id}.finding.json"));
        assert_eq!(finding.statement().id().to_string(), text(&said, "record"));
        let repudiated: Vec<Option<u64>> = finding.acts().iter().map(|act| act.repudiated.map(|r| r.version)).collect();
        assert_eq!(repudiated, list(&said["acts"]).iter().map(|act| act["repudiated"].as_u64()).collect::<Vec<_>>());
        assert_eq!(repudiated.contains(&Some(2)), ["below-the-cut", "by-the-thief", "meeting"].contains(&id), "{id}");
        let unshown = finding.acts().iter().any(|act| act.unshown.is_some());
        assert_eq!(unshown, id == "unshown", "{id}");
        for position in 0..file.len() {
            file[position] ^= 1;
            let verdict = Evidence::decode(&file).and_then(|evidence| evidence.verify(&directory));
            assert!(verdict.is_err(), "byte {position} of {id} changed and still believed");
            file[position] ^= 1;
        }
    }
}

#[test]
fn equivocation_is_proved_in_both_forms_and_by_no_other_bytes() {
    let directory = directory();
    for name in ["two-leaves.equivocation", "two-heads.equivocation"] {
        let mut file = read(name);
        let origin = Equivocation::decode(&file).unwrap().verify(&directory).unwrap();
        assert_eq!(origin.to_string(), text(&json("feed.json"), "origin"));
        for position in 0..file.len() {
            file[position] ^= 1;
            let verdict = Equivocation::decode(&file).and_then(|proof| proof.verify(&directory));
            assert!(verdict.is_err(), "byte {position} of {name} changed and still believed");
            file[position] ^= 1;
        }
    }
}

#[test]
fn files_about_joint_acts_show_what_their_findings_say_and_nothing_when_a_byte_is_changed() {
    let index = json("joint.json");
    let mut directory = Directory::default();
    for party in list(&index["documents"]) {
        for version in Value::decode(&read(party.as_str().unwrap())).unwrap().as_array().unwrap() {
            assert_eq!(directory.admit(Endorsed::decode(version.as_bytes().unwrap()).unwrap()), Ok(true));
        }
    }
    let mut states = std::collections::BTreeSet::new();
    for case in list(&index["cases"]) {
        let mut file = read(text(case, "file"));
        let item = JointFile::decode(&file).unwrap().verify(&directory).unwrap();
        let (joint, found) = (item.joint.as_ref().unwrap(), &case["finding"]);
        assert_eq!((item.id.to_string(), item.state.as_str()), (text(found, "record").into(), text(found, "state")));
        assert_eq!(serde_json::to_value(&joint.pending).unwrap(), found["pending"], "{}", text(case, "file"));
        assert_eq!(serde_json::to_value(&item.positions).unwrap(), found["positions"], "{}", text(case, "file"));
        assert_eq!(bytes(case, "signed"), [&b"seamline/concur/1"[..], &item.id.0.0].concat());
        states.insert(item.state.clone());
        for position in (0..file.len()).step_by(11) {
            file[position] ^= 1;
            let verdict = JointFile::decode(&file).and_then(|file| file.verify(&directory));
            assert!(verdict.is_err(), "byte {position} of {} changed and still believed", text(case, "file"));
            file[position] ^= 1;
        }
    }
    assert_eq!(states.into_iter().collect::<Vec<_>>(), ["in-force", "objected", "proposed"]);
}

#[test]
fn each_refused_message_falls_for_exactly_its_reason() {
    let index = json("refused.json");
    let all = list(&index["refused"]);
    assert!(all.len() >= 20);
    for one in all {
        let verdict = refused::verdict(text(one, "read_as"), &read(&format!("refused/{}", text(one, "file"))));
        assert_eq!(verdict, Err(text(one, "fault").to_owned()), "{}", text(one, "file"));
        assert!(index["how"][text(one, "read_as")].is_string());
    }
}

#[test]
fn signatures_can_be_remade_from_the_seeds() {
    let keys = json("keys.json");
    let seed =
        |name: &str| octets(list(&keys["ed25519"]).iter().find(|key| text(key, "name") == name).unwrap(), "seed");
    for of in list(&json("records.json")) {
        let key = SigningKey::from_bytes(&seed(&format!("{} sign", text(of, "by"))));
        assert_eq!(hex(&key.sign(&bytes(of, "to_be_signed")).to_bytes()), text(of, "signature"));
    }
    let receipt = &json("feed.json")["receipt"];
    let key = SigningKey::from_bytes(&seed(&format!("{} cosign", text(receipt, "by"))));
    let line = UnverifiedCosignature::parse(text(receipt, "line")).unwrap();
    let signature = key.sign(text(receipt, "signed").as_bytes()).to_bytes();
    assert!(line.cosigner().to_string() == text(receipt, "by"));
    assert_eq!(seamline_feed::SignatureLine::parse(text(receipt, "line")).unwrap().signature()[8..], signature);
}
