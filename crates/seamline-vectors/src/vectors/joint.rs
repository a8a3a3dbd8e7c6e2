//! Files about what parties agree to, and what each shows.

use std::collections::BTreeMap;

use seamline_node::JointFile;
use serde_json::{Value as Json, json};

use super::{hex, keys_and_documents::party_file_of};
use crate::joint::{Case, JOINT, JointWorld, over};

/// The index: keys, documents, and for each file what it shows.
pub(super) fn index() -> Json {
    let world = &*JOINT;
    let parties: Vec<String> = world.documents.keys().map(|party| format!("joint-{party}.party")).collect();
    json!({
        "how": "each file is verified against the documents of all three parties; \"finding\" is what `seamline verify --json` prints. An officer signs the octets of \"signed\".",
        "officers": world.officers(), "documents": parties,
        "cases": world.cases.iter().map(|case| one(world, case)).collect::<Vec<_>>(),
    })
}

fn one(world: &JointWorld, case: &Case) -> Json {
    let id = world.composed(case.act).record.id();
    json!({
        "file": format!("{}.joint", case.name), "why": case.why, "signed": hex(&over(id)),
        "finding": finding(world, case),
    })
}

/// What the program says of a file.
///
/// # Panics
/// Where it says otherwise than the case does.
fn finding(world: &JointWorld, case: &Case) -> Json {
    let file = JointFile::decode(&file(world, case)).expect("an own file");
    let item = file.verify(&world.directory).expect("a good file");
    let joint = item.joint.as_ref().expect("a joint act");
    assert_eq!((item.state.as_str(), &joint.pending[..]), (case.state, &owned(&case.pending)[..]), "{}", case.name);
    for name in &case.positions {
        let id = world.composed(name).record.id();
        let position = item.positions.iter().find(|position| position.id == id).expect("a position of the file");
        assert_eq!(position.fault.as_deref(), case.faults.get(name).copied(), "{}: {name}", case.name);
    }
    let party = |party: &seamline_record::Name| json!({"party": party.as_str(), "fingerprint": world.directory.fingerprint(party)});
    let documents: Vec<Json> = world.directory.parties().map(party).collect();
    json!({
        "record": item.id.to_string(), "kind": item.kind, "by": item.party.as_str(), "title": item.title,
        "state": item.state, "required": joint.required, "pending": joint.pending, "positions": item.positions,
        "documents": documents,
    })
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn file(world: &JointWorld, case: &Case) -> Vec<u8> {
    world.file(case.act, &case.positions)
}

/// Files and the documents that they are verified by.
pub(super) fn raw() -> BTreeMap<String, Vec<u8>> {
    let world = &*JOINT;
    let files = world.cases.iter().map(|case| (format!("{}.joint", case.name), file(world, case)));
    let party = |(party, documents): (&&str, &Vec<seamline_record::Endorsed>)| {
        (format!("joint-{party}.party"), party_file_of(documents.iter().map(seamline_record::Endorsed::encode)))
    };
    files.chain(world.documents.iter().map(party)).collect()
}
