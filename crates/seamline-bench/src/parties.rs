//! The parties of the measurements: `iraq` and `kurdistan` with a node `makhmour` each, and `hostile`.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use ed25519_dalek::{Signer, SigningKey};
use seamline_node::{Node, NodeKeys, Officer, Peer};
use seamline_record::{AudienceId, Clearance, Directory, DocumentBody, Endorsed, Level, NodeId, hash_of};
use seamline_server::{Folder, Protection, SystemClock, Unlocked};

use crate::Outcome;

pub(crate) const A: &str = "iraq/makhmour";
pub(crate) const B: &str = "kurdistan/makhmour";
pub(crate) const HOSTILE: &str = "hostile/makhmour";

pub(crate) fn keys(id: &str) -> NodeKeys {
    NodeKeys::from_seeds(["sign", "cosign", "tls", "seal"].map(|use_| hash_of(format!("{id} {use_}").as_bytes()).0))
}

/// What the node signs with.
pub(crate) fn sign_key(id: &str) -> SigningKey {
    SigningKey::from_bytes(&keys(id).seeds()[0])
}

pub(crate) fn cleared() -> Clearance {
    Clearance { level: Level::Restricted, caveats: BTreeSet::new() }
}

pub(crate) fn holder() -> Officer {
    Officer::holder_of_the_folder("bench")
}

fn document(id: &NodeId) -> Outcome<Vec<u8>> {
    let root = SigningKey::from_bytes(&hash_of(id.party.as_str().as_bytes()).0);
    let body = DocumentBody {
        party: id.party.clone(),
        version: 1,
        previous: None,
        names: BTreeMap::from([("en".to_owned(), format!("Party {}", id.party))]),
        threshold: 1,
        roots: vec![root.verifying_key()],
        clearance: Clearance { level: Level::Secret, caveats: BTreeSet::new() },
        audiences: Vec::new(),
        nodes: vec![keys(&id.to_string()).card(id.node.clone())],
        officers: Vec::new(),
        closed: Vec::new(),
        void: BTreeSet::new(),
    };
    let mut endorsed = Endorsed::unsigned(body)?;
    endorsed.sign(&root.verifying_key(), &|message| root.sign(message).to_bytes());
    Ok(endorsed.encode())
}

/// The documents of all parties.
pub(crate) fn directory() -> Outcome<Directory> {
    let mut directory = Directory::default();
    for id in [A, B, HOSTILE] {
        directory.admit(Endorsed::decode(&document(&id.parse()?)?)?)?;
    }
    Ok(directory)
}

/// A data folder whose node knows all parties, has cleared the others and keeps links to them.
pub(crate) fn found(path: &Path, id: &str) -> Outcome<Unlocked> {
    if path.exists() {
        std::fs::remove_dir_all(path)?;
    }
    let folder = Folder::create(path, &id.parse()?, &keys(id), &Protection::Unprotected)?;
    let mut node = open(&folder)?;
    for known in [A, B, HOSTILE] {
        node.admit_document(&document(&known.parse()?)?)?;
    }
    for other in [A, B, HOSTILE].into_iter().filter(|other| *other != id) {
        let other: NodeId = other.parse()?;
        let theirs = AudienceId { party: other.party.clone(), group: None };
        node.put_clearance(&holder(), &theirs, &cleared())?;
        node.put_peer(&holder(), &other, &Peer { address: None, paused: false })?;
    }
    Ok(folder)
}

pub(crate) fn open(folder: &Unlocked) -> Outcome<Node> {
    Ok(folder.open_node(Box::new(SystemClock))?)
}
