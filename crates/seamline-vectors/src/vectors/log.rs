//! Feeds, their trees, checkpoints, receipts and proofs; frames of every type.

use seamline_feed::{Frame, TreeHash, merkle::leaf_hash};
use seamline_release::Release;
use serde_json::{Value as Json, json};

use super::hex;
use crate::{
    told::{Step, Told},
    world::World,
};

/// A feed, leaf by leaf.
pub(super) fn feed(world: &World, told: &Told) -> Json {
    let name_of = |release: &Release| {
        world.records.iter().find(|(_, c)| c.record.id() == release.act.record).map(|(name, _)| *name)
    };
    let release = |release: &Release| {
        json!({"record": name_of(release), "carries_record": release.payload.record.is_some(),
            "opens": release.payload.openings.iter().map(|o| o.index).collect::<Vec<_>>(),
            "payload_hash": release.act.payload.to_string(), "claimed_time": release.act.claimed_time,
            "audit": release.act.audit.to_string()})
    };
    let leaf = |(index, step): (u64, &Step)| {
        json!({"index": index, "what": step.what, "leaf": hex(&step.entry.leaf),
            "payload": step.entry.payload.as_deref().map(hex), "release": step.release.as_ref().map(release),
            "leaf_hash": leaf_hash(&step.entry.leaf).to_string(),
            "root_up_to_here": told.root(index + 1).to_string()})
    };
    let size = told.steps.len() as u64;
    let hashes = |path: Vec<TreeHash>| path.iter().map(ToString::to_string).collect::<Vec<_>>();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("a note is text");
    json!({
        "origin": told.origin.to_string(),
        "leaves": (0..).zip(&told.steps).map(leaf).collect::<Vec<_>>(),
        "size": size, "root": told.root(size).to_string(),
        "empty_root": TreeHash::EMPTY.to_string(),
        "checkpoint": text(told.checkpoint.to_bytes()),
        "cosigned": text(told.cosigned().note().to_bytes()),
        "receipt": {"by": told.receipt.cosigner().to_string(), "time": told.receipt.time_s(),
            "line": told.receipt.line().to_string(),
            "signed": format!("cosignature/v1\ntime {}\n{}", told.receipt.time_s(), told.checkpoint.text())},
        "inclusion": (0..size).map(|index| hashes(told.path(size, index))).collect::<Vec<_>>(),
        "proof_of_3": (size > 3).then(|| text(told.proof(3).to_bytes())),
    })
}

/// One frame of every type, behind its length.
pub(super) fn frames(world: &World) -> Json {
    let one = |(name, frame): &(&str, Frame)| json!({"type": name, "with_length": hex(&frame.with_length())});
    Json::Array(world.frames().iter().map(one).collect())
}
