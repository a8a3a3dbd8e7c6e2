//! A feed as it was told: its leaves, its tree, the checkpoint over them and the receipt on it.

use std::collections::BTreeMap;

use seamline_feed::{
    Checkpoint, Cosig, Cosignature, Entry, FeedId, Frontier, Lane, Leaf, Leaves, Origin, ProvenAct, Seen,
    SignedCheckpoint, TlogProof, TreeHash, UnverifiedCheckpoint, merkle,
};
use seamline_record::{AudienceId, Composed, Directory, NodeId, RecordId, Statement, Value};
use seamline_release::{Audit, Before, Chosen, Gate, Release};

use crate::{
    keys,
    world::{FIRST_MS, name},
};

/// When receipts are made, Unix seconds.
pub const RECEIPT_S: u64 = 1_768_437_000;

/// One leaf of a feed, with what it carries.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it is, in words.
    pub what: String,
    /// Leaf and payload.
    pub entry: Entry,
    /// The release, where it is one.
    pub release: Option<Release>,
}

impl Step {
    /// A leaf without a payload.
    pub fn plain(what: &str, leaf: Vec<u8>) -> Self {
        Self { what: what.to_owned(), entry: Entry { leaf, payload: None }, release: None }
    }

    /// The first leaf of a node's first feed.
    pub fn open() -> Self {
        Self::plain("open: the first feed, nothing before it", Leaf::Open(None).encode())
    }

    /// What the writer held, salted and hashed.
    pub fn seen() -> Self {
        let seen = Seen { heads: vec![], documents: vec![(name("iraq"), 1), (name("kurdistan"), 1)] };
        Self::plain("seen: documents held, salted", seen.leaf(&keys::octets16("salt of seen")).encode())
    }

    /// A leaf that this version does not know.
    pub fn inert() -> Self {
        let leaf = Value::Array(vec![Value::Int(99), Value::text("of a later version")]).encode();
        Self::plain("of a later version: stored, receipted, inert", leaf)
    }
}

/// Makes release acts, as the gate of the writer's node does.
pub struct Releaser<'a> {
    /// Documents by which clearances are read.
    pub directory: &'a Directory,
    /// Records by a short name.
    pub records: &'a BTreeMap<&'static str, Composed>,
    /// Who releases.
    pub by: &'a NodeId,
    /// To whom.
    pub audience: &'a AudienceId,
    /// What the feed holds already, by record.
    pub before: BTreeMap<&'static str, Before>,
}

impl Releaser<'_> {
    /// The act that releases these slots of a record (all that may leave, where none is named) at this minute.
    pub fn act(&mut self, what: &str, id: &'static str, slots: &[&str], minute: i64) -> Step {
        let composed = &self.records[id];
        let verified = composed.record.clone().verify(self.directory).expect("an own record");
        let statement = Statement::open(verified, composed.openings.clone()).expect("own openings");
        let given = |target: RecordId| self.records.values().any(|c| c.record.id() == target);
        let gate = Gate {
            party: &self.by.party,
            audience: self.audience,
            clearance: self.directory.clearance(self.audience),
            given: &given,
            now: FIRST_MS + 60_000 * minute,
        };
        let names: Vec<String> = slots.iter().map(|slot| (*slot).to_owned()).collect();
        let chosen = Chosen::named(&statement, &names).expect("slots of the kind");
        let audit = Audit { by: "Capt. A. Example".into(), purpose: "agreed exchange".into(), ..Audit::default() };
        let before = self.before.entry(id).or_default();
        let released = gate.release(&statement, &chosen, before, &audit, keys::octets16(what)).expect("permitted");
        let (release, _) = released.into_parts();
        before.sent = true;
        before.opened.extend(release.payload.openings.iter().map(|o| o.index));
        let entry = Entry { leaf: Leaf::Act(release.act.clone()).encode(), payload: Some(release.payload.encode()) };
        Step { what: format!("act: {what}"), entry, release: Some(release) }
    }
}

/// A feed with its checkpoint and receipt.
#[derive(Debug)]
pub struct Told {
    /// The feed's origin.
    pub origin: Origin,
    /// Its leaves.
    pub steps: Vec<Step>,
    /// Hashes stored for the tree, by index.
    pub stored: Vec<TreeHash>,
    /// The checkpoint over all leaves.
    pub checkpoint: SignedCheckpoint,
    /// The receipt on it.
    pub receipt: Cosignature,
}

impl Told {
    /// Signs the checkpoint over these leaves with the writer's key, and the receipt with the cosigner's.
    pub fn new(by: &NodeId, audience: &AudienceId, feed: FeedId, steps: Vec<Step>, cosigner: &NodeId) -> Self {
        let origin = Origin { node: by.clone(), audience: audience.clone(), lane: Lane::Records, feed };
        let (mut frontier, mut stored) = (Frontier::default(), Vec::new());
        for step in &steps {
            stored.extend(frontier.push(&step.entry.leaf).expect("a short tree").into_iter().map(|(_, hash)| hash));
        }
        let signing = keys::sign_key(by);
        let note = Checkpoint::new(origin.clone(), &frontier).sign(&signing);
        let unverified = UnverifiedCheckpoint::parse(&note).expect("an own note");
        let checkpoint = unverified.verify(&signing.verifying_key()).expect("an own signature");
        let receipt = Cosignature::sign(&checkpoint, cosigner.clone(), RECEIPT_S, &keys::cosign_key(cosigner));
        Self { origin, steps, stored, receipt: receipt.expect("a receipt by the audience"), checkpoint }
    }

    /// The checkpoint with the receipt, as a note.
    pub fn cosigned(&self) -> UnverifiedCheckpoint {
        self.checkpoint.with_cosignatures(std::slice::from_ref(&self.receipt)).expect("one receipt")
    }

    /// The C2SP proof of the leaf at `index`, with the receipt.
    pub fn proof(&self, index: u64) -> TlogProof {
        let hashes = self.path(self.steps.len() as u64, index);
        TlogProof::new(index, hashes, self.cosigned(), None).expect("a proof within bounds")
    }

    /// The same without a receipt: what proves a second history.
    pub fn bare_proof(&self, index: u64) -> TlogProof {
        let bare = self.checkpoint.with_cosignatures(&[]).expect("no receipt fits");
        TlogProof::new(index, self.path(self.steps.len() as u64, index), bare, None).expect("a proof within bounds")
    }

    /// The inclusion proof of the leaf at `index` in the tree of `size` leaves.
    pub fn path(&self, size: u64, index: u64) -> Vec<TreeHash> {
        let read = |n: u64| self.stored.get(n as usize).copied();
        merkle::prove(size, index, &read).expect("a leaf of the tree")
    }

    /// Root of the tree of the first `size` leaves.
    pub fn root(&self, size: u64) -> TreeHash {
        let read = |n: u64| self.stored.get(n as usize).copied();
        merkle::root_at(size, &read).expect("a tree of the feed")
    }

    /// Every act on a record, with its proof, and its path in the tree of the size at which the feed was cut.
    pub fn acts_on(&self, id: RecordId, cut: Option<u64>) -> Vec<ProvenAct> {
        let of_record = |step: &&Step| step.release.as_ref().is_some_and(|r| r.act.record == id);
        let act = |(index, step): (u64, &Step)| ProvenAct {
            proof: self.proof(index).to_bytes(),
            leaf: step.entry.leaf.clone(),
            payload: step.entry.payload.clone().expect("an act has a payload"),
            in_cut: cut.filter(|size| index < *size).map(|size| self.path(size, index)),
        };
        (0u64..).zip(&self.steps).filter(|(_, step)| of_record(step)).map(act).collect()
    }

    /// The whole feed as one stretch.
    pub fn leaves(&self) -> Leaves {
        Leaves {
            origin: self.origin.clone(),
            start: 0,
            entries: self.steps.iter().map(|step| step.entry.clone()).collect(),
            checkpoint: self.checkpoint.to_bytes(),
        }
    }

    /// The receipt as it is sent.
    pub fn cosig(&self) -> Cosig {
        let size = self.checkpoint.checkpoint().size();
        Cosig { origin: self.origin.clone(), size, line: self.receipt.line().to_string() }
    }
}
