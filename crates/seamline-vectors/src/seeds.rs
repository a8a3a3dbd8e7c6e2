//! Where the search for bad input starts: good input, one list for each target.

use seamline_feed::{Frame, bundle};
use seamline_record::{Endorsed, Opening, Value, all_kinds};

use crate::{
    joint::JOINT,
    keys,
    world::{WORLD, World, node},
};

/// Good inputs of the target with this name.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    let world = &*WORLD;
    match target {
        "record" => world.records.values().map(|c| c.record.bytes().to_vec()).collect(),
        "opening" => world.records.values().map(|c| openings(&c.openings)).collect(),
        "slot" => slots(world),
        "frame" => frames(world),
        "note" => notes(world),
        "bundle" => bundles(world),
        "evidence" => world.provable().map(|id| world.evidence(world.records[id].record.id()).encode()).collect(),
        "equivocation" => world.equivocations().iter().map(|(_, proof)| proof.encode()).collect(),
        "leaf" => world.told.steps.iter().map(|step| step.entry.leaf.clone()).collect(),
        "payload" => world.told.steps.iter().filter_map(|step| step.entry.payload.clone()).collect(),
        "joint" => JOINT.cases.iter().map(|case| JOINT.file(case.act, &case.positions)).collect(),
        "document" => world.documents.iter().map(Endorsed::encode).collect(),
        _ => Vec::new(),
    }
}

/// `[[index, salt, value]…]`.
fn openings(openings: &[Opening]) -> Vec<u8> {
    Value::Array(openings.iter().map(Opening::to_value).collect()).encode()
}

/// Kind, slot, value: every value of the world where it stands, and every null.
fn slots(world: &World) -> Vec<Vec<u8>> {
    let spoken = world.records.keys().flat_map(|id| {
        let statement = world.statement(id);
        let kind = statement.kind().number();
        let slot = |o: &Opening| [&[kind, o.index][..], &o.value.encode()].concat();
        statement.openings().map(slot).collect::<Vec<_>>()
    });
    let silent = all_kinds().map(|kind| [&[kind.number, 1][..], &Value::Null.encode()].concat());
    spoken.chain(silent).collect()
}

fn frames(world: &World) -> Vec<Vec<u8>> {
    let all = world.frames();
    let run = all.iter().flat_map(|(_, frame)| frame.with_length()).collect();
    all.iter().map(|(_, frame)| frame.with_length()).chain([run]).collect()
}

fn notes(world: &World) -> Vec<Vec<u8>> {
    vec![
        world.told.checkpoint.to_bytes(),
        world.told.cosigned().note().to_bytes(),
        world.told.receipt.line().to_string().into_bytes(),
        world.told.proof(3).to_bytes(),
        world.origin().to_string().into_bytes(),
    ]
}

/// The plain text of a bundle's part: its writer and frames.
pub fn bundle_plaintext(world: &World) -> Vec<u8> {
    let head = Value::text(world.origin().node.to_string()).encode();
    let mut plain = [&(head.len() as u32).to_be_bytes()[..], &head].concat();
    for (_, frame) in world.frames() {
        if matches!(frame, Frame::Doc(_) | Frame::Leaves(_) | Frame::Cosig(_) | Frame::Chunk(_)) {
            plain.extend(frame.with_length());
        }
    }
    plain
}

/// A bundle for both nodes of Kurdistan, and a second part for `kurdistan/erbil` alone.
pub fn sealed_bundle(world: &World) -> Vec<u8> {
    let [both, one] = ["kurdistan/makhmour", "kurdistan/erbil"].map(|n| keys::seal_public(&node(n)));
    let frames = |wanted: &[&str]| {
        world.frames().into_iter().filter(|(name, _)| wanted.contains(name)).map(|(_, frame)| frame).collect()
    };
    let parts = [
        bundle::Part { readers: vec![both, one.clone()], frames: frames(&["doc", "leaves", "chunk"]) },
        bundle::Part { readers: vec![one], frames: frames(&["cosig"]) },
    ];
    bundle::write(&world.origin().node, &parts, &mut keys::stream("bundle")).expect("readers and frames within bounds")
}

/// `0` and a sealed file, or `1` and the plain text to seal.
fn bundles(world: &World) -> Vec<Vec<u8>> {
    vec![[&[0][..], &sealed_bundle(world)].concat(), [&[1][..], &bundle_plaintext(world)].concat()]
}
