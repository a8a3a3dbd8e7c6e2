//! Several nodes on one thread: their clock, their randomness and the wire between them are the test's.

mod agreed;
mod agreement;
mod approval;
mod attacks;
mod bounds;
mod bundles;
mod closed;
mod concurring;
mod examined;
mod files;
mod foresight;
mod journal;
mod leaks;
mod left;
mod liars;
mod limits;
mod order;
mod portions;
mod releases;
mod showing;
mod shuffled;
mod trouble;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use ed25519_dalek::{Signer, SigningKey};
use seamline_feed::{Frame, Session};
use seamline_record::{
    Audience, AudienceId, Clearance, DocumentBody, Endorsed, Level, NodeId, RecordId, Ref, Rel, hash_of,
};
use seamline_store::{Change, Memory, RowKey, Sqlite, Store, ViewQuery};
use serde_json::{Value as Json, json};

use crate::*;

#[derive(Clone)]
pub(crate) struct TestClock(pub(crate) Arc<AtomicI64>);

impl Clock for TestClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

static STARTS: AtomicU64 = AtomicU64::new(0);

/// Different at every start, like the real one; the same in every run of one test on one thread is not needed.
pub(crate) struct TestRandom(u64, u64);

impl TestRandom {
    pub(crate) fn new() -> Self {
        Self(STARTS.fetch_add(1, Ordering::Relaxed), 0)
    }
}

impl Random for TestRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            self.1 += 1;
            let block = hash_of(&[self.0.to_be_bytes(), self.1.to_be_bytes()].concat()).0;
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

pub(crate) const START: i64 = 1_768_000_000_000;
pub(crate) const DAY: i64 = 86_400_000;

/// Parties `iraq`, `kurdistan` and `usa`, each with `hq` (its command) and `desk`.
pub(crate) struct World {
    pub(crate) clock: TestClock,
    documents: Vec<Vec<u8>>,
}

fn seeds(id: &NodeId) -> [[u8; 32]; 4] {
    ["sign", "cosign", "tls", "seal"].map(|purpose| hash_of(format!("{id} {purpose}").as_bytes()).0)
}

fn document(party: &str) -> Vec<u8> {
    signed_document(party, 1, None)
}

fn signed_document(party: &str, version: u64, previous: Option<seamline_record::Hash>) -> Vec<u8> {
    let root = SigningKey::from_bytes(&hash_of(party.as_bytes()).0);
    let secret = Clearance { level: Level::Secret, caveats: BTreeSet::from(["OWN POSITIONS".to_owned()]) };
    let nodes: Vec<_> = ["desk", "hq"]
        .map(|node| NodeId { party: party.parse().unwrap(), node: node.parse().unwrap() })
        .map(|id| NodeKeys::from_seeds(seeds(&id)).card(id.node))
        .into();
    let command = Audience {
        name: "command".parse().unwrap(),
        nodes: BTreeSet::from(["hq".parse().unwrap()]),
        clearance: secret.clone(),
    };
    let body = DocumentBody {
        party: party.parse().unwrap(),
        version,
        previous,
        names: BTreeMap::new(),
        threshold: 1,
        roots: vec![root.verifying_key()],
        clearance: secret,
        audiences: vec![command],
        nodes,
        officers: vec![],
        closed: vec![],
        void: BTreeSet::new(),
    };
    let mut endorsed = Endorsed::unsigned(body).unwrap();
    endorsed.sign(&root.verifying_key(), &|m| root.sign(m).to_bytes());
    endorsed.encode()
}

impl World {
    pub(crate) fn new() -> Self {
        let documents = ["iraq", "kurdistan", "usa"].map(document).into();
        Self { clock: TestClock(Arc::new(AtomicI64::new(START))), documents }
    }

    pub(crate) fn pass(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::Relaxed);
    }

    /// A node without documents or clearances.
    pub(crate) fn bare(&self, id: &str, store: Box<dyn Store>) -> Node {
        let id: NodeId = id.parse().unwrap();
        let keys = NodeKeys::from_seeds(seeds(&id));
        let (clock, random) = (Box::new(self.clock.clone()), Box::new(TestRandom::new()));
        Node::start(Setup { id, keys, store, clock, random }).unwrap()
    }

    pub(crate) fn node_on(&self, id: &str, store: Box<dyn Store>) -> Node {
        let mut node = self.bare(id, store);
        for document in &self.documents {
            node.admit_document(document).unwrap();
        }
        for party in ["iraq", "kurdistan", "usa"].into_iter().filter(|p| !id.starts_with(p)) {
            let clearance = Clearance { level: Level::Restricted, caveats: BTreeSet::new() };
            node.put_clearance(&holder(), &party.parse().unwrap(), &clearance).unwrap();
        }
        node
    }

    pub(crate) fn node(&self, id: &str) -> Node {
        self.node_on(id, Box::new(Memory::default()))
    }

    /// Version 2 of a party's document.
    pub(crate) fn next_document(&self, party: &str) -> Vec<u8> {
        let node = self.node(&format!("{party}/desk"));
        signed_document(party, 2, node.directory().newest(&node.id().party).map(seamline_record::PartyDocument::hash))
    }

    pub(crate) fn document(&self, party: usize) -> &[u8] {
        &self.documents[party]
    }
}

pub(crate) fn holder() -> Officer {
    Officer::holder_of_the_folder("test")
}

/// Two desks that know each other.
pub(crate) fn pair() -> (World, Node, Node) {
    let world = World::new();
    let (a, b) = (world.node("iraq/desk"), world.node("kurdistan/desk"));
    (world, a, b)
}

/// Lets an audience hold what is restricted.
pub(crate) fn clear(node: &mut Node, audience: &str) {
    let clearance = Clearance { level: Level::Restricted, caveats: BTreeSet::new() };
    node.put_clearance(&holder(), &to(audience), &clearance).unwrap();
}

pub(crate) fn to(party: &str) -> AudienceId {
    party.parse().unwrap()
}

pub(crate) fn request(party: &str, slots: &[&str]) -> ReleaseRequest {
    let slots = slots.iter().map(|s| (*s).to_owned()).collect();
    ReleaseRequest { to: to(party), slots, purpose: "test".to_owned() }
}

pub(crate) fn entry(kind: &str, fields: &Json, release: Vec<ReleaseRequest>) -> NewRecord {
    let fields = fields.as_object().unwrap().clone();
    NewRecord { kind: kind.to_owned(), fields, release, ..NewRecord::default() }
}

pub(crate) fn log(node: &mut Node, text: &str, release: Vec<ReleaseRequest>) -> RecordId {
    let new = entry("log-entry", &json!({"centre": "makhmour", "text": text}), release);
    node.record(&holder(), &new).unwrap().id
}

pub(crate) fn incident(node: &mut Node, summary: &str, source: &str, release: Vec<ReleaseRequest>) -> RecordId {
    let fields = json!({"centre": "makhmour", "observed": "2026-01-15", "summary": summary, "source": source});
    node.record(&holder(), &entry("incident", &fields, release)).unwrap().id
}

pub(crate) fn about(rel: Rel, id: RecordId, kind: &str, fields: &Json) -> NewRecord {
    NewRecord { refs: vec![Ref { rel, id }], ..entry(kind, fields, vec![]) }
}

/// What went over the wire, and in how many turns.
pub(crate) struct Exchange {
    pub(crate) frames: Vec<Frame>,
    pub(crate) ended: [Option<seamline_feed::Bye>; 2],
}

/// One conversation until both fall silent.
pub(crate) fn sync(a: &mut Node, b: &mut Node) -> Exchange {
    sync_through(a, b, &mut |frame| Some(frame))
}

/// One conversation over a wire that may change or lose frames of the first side.
pub(crate) fn sync_through(a: &mut Node, b: &mut Node, wire: &mut dyn FnMut(Frame) -> Option<Frame>) -> Exchange {
    let (mut left, mut right) = (Session::new(b.id().clone()), Session::new(a.id().clone()));
    let mut frames = vec![];
    let hello = left.start(a).unwrap();
    let reply = right.start(b).unwrap();
    let _ = right.handle(&hello, b);
    let _ = left.handle(&reply, a);
    frames.extend([hello, reply]);
    for _ in 0..10_000 {
        let mut silent = true;
        while let Some(frame) = next(&mut left, a) {
            silent = false;
            frames.push(frame.clone());
            if let Some(frame) = wire(frame) {
                // What is not the same after a trip over the wire would not be the same bytes to a stranger.
                let _ = right.handle(&Frame::decode(&frame.encode()).unwrap(), b);
            }
        }
        while let Some(frame) = next(&mut right, b) {
            silent = false;
            frames.push(frame.clone());
            let _ = left.handle(&Frame::decode(&frame.encode()).unwrap(), a);
        }
        if silent || left.ended().is_some() || right.ended().is_some() {
            return Exchange { frames, ended: [left.ended(), right.ended()] };
        }
    }
    panic!("two nodes never fell silent");
}

/// What goes out next: first what is urgent, then what can wait.
fn next(session: &mut Session, node: &Node) -> Option<Frame> {
    session.poll(node).unwrap().or_else(|| session.poll_bulk(node).unwrap())
}

pub(crate) fn items(node: &Node) -> Vec<Listed> {
    node.list(&ViewQuery { limit: 10_000, ..ViewQuery::default() }).unwrap().items
}

pub(crate) fn row_key() -> RowKey {
    RowKey::from_bytes([7; 32])
}

pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let n = STARTS.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("seamline-node-{name}-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn store(&self) -> Box<dyn Store> {
        Box::new(Sqlite::open(&self.0.join("node.db"), &row_key()).unwrap())
    }

    pub(crate) fn copy(&self, name: &str) -> Self {
        let copy = Self::new(name);
        for file in std::fs::read_dir(&self.0).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), copy.0.join(file.file_name())).unwrap();
        }
        copy
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
