//! Messages that must be refused, each made by hand and each with the one fault that refuses it.
//!
//! They lie in `docs/vectors/refused/` under names that say what they are, so that other implementations can be held to
//! them; `refused.json` says how each is read and why it falls.

mod documents;
mod files;
mod joint;
mod log;
mod records;

use std::collections::BTreeMap;

use seamline_feed::{
    Bundle, Equivocation, Evidence, TlogProof, UnverifiedCheckpoint, UnverifiedCosignature, frame::frames,
};
use seamline_node::JointFile;
use seamline_record::{Composed, Directory, Endorsed, Record, Statement, Value};
use seamline_release::Payload;
use serde_json::{Value as Json, json};

use crate::{joint::JOINT, keys, world::WORLD};

/// A message that must be refused.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Name of the file, without folder.
    pub file: String,
    /// How it is read: see [`verdict`].
    pub read_as: &'static str,
    /// What is wrong with it, in words.
    pub why: &'static str,
    /// The fault, as this implementation names it.
    pub fault: &'static str,
    /// The message.
    pub bytes: Vec<u8>,
}

impl Refused {
    fn new(name: &str, read_as: &'static str, why: &'static str, fault: &'static str, bytes: Vec<u8>) -> Self {
        Self { file: format!("{name}.{read_as}"), read_as, why, fault, bytes }
    }
}

/// All of them.
pub fn refused() -> Vec<Refused> {
    let world = &WORLD;
    let mut all = records::cbor();
    all.extend(records::records(world));
    all.extend(records::contents(world));
    all.extend(records::borrowed(world));
    all.extend(documents::documents(world));
    all.extend(log::notes(world));
    all.extend(log::frames(world));
    all.extend(files::bundles(world));
    all.extend(files::evidence(world));
    all.extend(files::equivocations(world));
    all.extend(joint::contents());
    all.extend(joint::files());
    all
}

pub(super) fn files() -> BTreeMap<String, Vec<u8>> {
    refused().into_iter().map(|r| (format!("refused/{}", r.file), r.bytes)).collect()
}

pub(super) fn index() -> Json {
    let one = |r: Refused| json!({"file": r.file, "read_as": r.read_as, "why": r.why, "fault": r.fault});
    json!({
        "how": {
            "cbor": "one item of the subset",
            "record": "a record, verified against all documents",
            "payload": "the payload of an act: its record verified against all documents, its openings against the record",
            "party": "a .party file, admitted on top of the other party's",
            "checkpoint": "a note, verified with the sign key of iraq/makhmour",
            "cosignature": "a signature line, verified for feed.checkpoint with the cosign key of kurdistan/makhmour",
            "tlog-proof": "a proof that leaf 3 of feed.json is in its feed, verified with the sign key of iraq/makhmour",
            "frames": "frames, each behind its length",
            "seamline": "a bundle, opened with the seal key of kurdistan/makhmour",
            "evidence": "evidence, verified against all documents",
            "equivocation": "a proof of two histories, verified against all documents",
            "joint": "a file about a joint act, verified against the documents of joint.json",
        },
        "refused": refused().into_iter().map(one).collect::<Vec<_>>(),
    })
}

/// Reads bytes through the public interface; the fault is named as the program names it.
///
/// # Errors
/// The fault.
pub fn verdict(read_as: &str, bytes: &[u8]) -> Result<(), String> {
    fn told<T, E: std::fmt::Debug>(outcome: Result<T, E>) -> Result<T, String> {
        outcome.map_err(|fault| format!("{fault:?}"))
    }
    let directory = &WORLD.directory;
    let origin_key = keys::sign_key(&WORLD.origin().node).verifying_key();
    match read_as {
        "cbor" => told(Value::decode(bytes)).map(drop),
        "record" => told(Record::decode(bytes).and_then(|r| r.verify(directory))).map(drop),
        "payload" => {
            let payload = told(Payload::decode(bytes))?;
            let record = payload.record.ok_or("no record")?;
            let verified = told(Record::decode(&record).and_then(|r| r.verify(directory)))?;
            told(Statement::open(verified, payload.openings)).map(drop)
        }
        "party" => party(bytes),
        "checkpoint" => told(UnverifiedCheckpoint::parse(bytes).and_then(|c| c.verify(&origin_key))).map(drop),
        "cosignature" => {
            let line = str::from_utf8(bytes).map_err(|_| "not text")?;
            let key = keys::cosign_key(WORLD.told.receipt.cosigner()).verifying_key();
            let parsed = told(UnverifiedCosignature::parse(line))?;
            told(parsed.verify(&WORLD.told.checkpoint, &key)).map(drop)
        }
        "tlog-proof" => {
            let leaf = &WORLD.told.steps[3].entry.leaf;
            told(TlogProof::parse(bytes).and_then(|proof| proof.verify(leaf, &origin_key))).map(drop)
        }
        "frames" => told(frames(bytes)).map(drop),
        "seamline" => told(Bundle::open(bytes, &keys::seal_secret(WORLD.told.receipt.cosigner()))).map(drop),
        "evidence" => told(Evidence::decode(bytes).and_then(|e| e.verify(directory))).map(drop),
        "equivocation" => told(Equivocation::decode(bytes).and_then(|e| e.verify(directory))).map(drop),
        "joint" => told(JointFile::decode(bytes).and_then(|file| file.verify(&JOINT.directory))).map(drop),
        other => Err(format!("nothing is read as {other}")),
    }
}

/// A `.party` file on top of what the other party says.
fn party(bytes: &[u8]) -> Result<(), String> {
    let value = Value::decode(bytes).map_err(|fault| format!("{fault:?}"))?;
    let versions = value.as_array().ok_or("no array")?;
    let decoded = |item: &Value| Endorsed::decode(item.as_bytes().unwrap_or_default());
    let versions: Vec<Endorsed> =
        versions.iter().map(decoded).collect::<Result<_, _>>().map_err(|fault| format!("{fault:?}"))?;
    let mut directory = Directory::default();
    let party = versions.first().map(|v| v.body().party.clone());
    for other in WORLD.documents.iter().filter(|d| Some(&d.body().party) != party.as_ref()) {
        directory.admit(other.clone()).map_err(|fault| format!("{fault:?}"))?;
    }
    for version in versions {
        directory.admit(version).map_err(|fault| format!("{fault:?}"))?;
    }
    Ok(())
}

/// What a record's author signed, without header and signature.
fn records_payload(composed: &Composed) -> Vec<u8> {
    super::records::parts(composed.record.bytes()).1
}
