//! Files that are handed over: bundles, evidence with what it proves, party files.

use std::collections::BTreeMap;

use seamline_feed::{Arrived, Bundle, Evidence, Finding, Frame, Proven};
use seamline_record::{FIRST_CONTENT, Opening, TIME, Value, to_json};
use serde_json::{Value as Json, json};

use super::{hex, keys_and_documents::party_file};
use crate::{
    keys, seeds,
    world::{World, node},
};

/// Raw files.
pub(super) fn raw(world: &World) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::from([
        ("iraq.party".to_owned(), party_file(world, "iraq")),
        ("kurdistan.party".to_owned(), party_file(world, "kurdistan")),
        ("to-kurdistan.seamline".to_owned(), seeds::sealed_bundle(world)),
        ("feed.checkpoint".to_owned(), world.told.cosigned().note().to_bytes()),
        ("incident.tlog-proof".to_owned(), world.told.proof(3).to_bytes()),
    ]);
    files.extend(world.equivocations().map(|(name, proof)| (format!("{name}.equivocation"), proof.encode())));
    files.extend(evidence(world).into_iter().map(|(name, evidence)| (format!("{name}.evidence"), evidence.encode())));
    files
}

/// The evidence files by name: one for each record that was told, the thief's, and one from before the closing.
pub(super) fn evidence(world: &World) -> Vec<(&'static str, Evidence)> {
    let of = |id: &str| world.evidence(world.records[id].record.id());
    let thief = world.below_the_cut().acts_on(world.records["by-the-thief"].record.id(), None);
    let old = world.cut.acts_on(world.records["before-the-theft"].record.id(), None);
    let told = world.provable().map(|id| (id, of(id)));
    told.chain([("below-the-cut", Evidence { acts: thief }), ("unshown", Evidence { acts: old })]).collect()
}

/// What each reader finds in the bundle.
pub(super) fn bundle(world: &World) -> Json {
    let sealed = seeds::sealed_bundle(world);
    let reader = |id: &str| {
        let name = format!("{id} seal");
        let found = Bundle::open(&sealed, &keys::seal_secret(&node(id))).expect("a reader of the bundle");
        json!({"reader": id, "seed": hex(&keys::seed(&name)), "public": hex(&keys::seal_public(&node(id)).to_bytes()),
            "from": found.from.to_string(),
            "frames": found.frames.iter().map(|f: &Frame| hex(&f.encode())).collect::<Vec<_>>()})
    };
    let readers = ["kurdistan/erbil", "kurdistan/makhmour"].map(reader);
    json!({"file": "to-kurdistan.seamline", "readers": readers})
}

/// What evidence proves, in the form that `seamline verify --json` prints.
pub(super) fn finding(world: &World, evidence: &Evidence) -> Json {
    let finding: Finding = evidence.verify(&world.directory).expect("own evidence");
    let statement = finding.statement();
    let slot = |opening: &Opening| {
        let slot = statement.kind().slot(opening.index)?;
        let shown = opening.index >= FIRST_CONTENT && opening.value != Value::Null;
        shown.then(|| json!({"name": slot.name, "value": to_json(slot.slot_type, &opening.value)}))
    };
    let act = |proven: &Proven| {
        let receipt = |one: &Arrived| json!({"by": one.by.to_string(), "at": one.time_s * 1000, "stands": one.stands});
        json!({"from": proven.origin.node.to_string(), "to": proven.origin.audience.to_string(),
            "position": proven.index, "claimed": proven.act.claimed_time,
            "receipts": proven.receipts.iter().map(receipt).collect::<Vec<_>>(),
            "repudiated": proven.repudiated.map(|r| r.version),
            "unshown": proven.unshown.map(|r| r.version)})
    };
    let party = |party| json!({"party": party, "fingerprint": world.directory.fingerprint(&crate::world::name(party))});
    let documents = ["iraq", "kurdistan"].map(party);
    json!({
        "record": statement.id().to_string(), "kind": statement.kind().name(),
        "by": statement.record().author().to_string(),
        "time": statement.opening(TIME).and_then(|o| o.value.as_int()),
        "slots": statement.openings().filter_map(slot).collect::<Vec<_>>(),
        "acts": finding.acts().iter().map(act).collect::<Vec<_>>(),
        "documents": documents,
    })
}
