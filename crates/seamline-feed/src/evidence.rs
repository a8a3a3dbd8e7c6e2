//! Evidence: that a record was released to an audience and that the audience receipted it, for anyone to verify
//! offline with nothing but the file and the party documents.
//!
//! `[1, [[proof text, leaf, payload, path in the cut?]…]]`: one element per act on the record, each a C2SP `tlog-proof`
//! under a checkpoint with at least one receipt. Where the key was closed since, the path leads from the same leaf to the
//! root up to which its party lets the feed stand. No other bytes encode the same evidence, and no byte is unaccounted for.

use std::collections::BTreeSet;

use ed25519_dalek::VerifyingKey;
use seamline_record::{
    ContentFault, Directory, KeyId, NodeId, Record, RecordFault, RecordId, Repudiation, Statement, Value,
};
use seamline_release::{Act, Payload};

use crate::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    cosignature::UnverifiedCosignature,
    error::PeerFault,
    leaf::Leaf,
    merkle::{TreeHash, leaf_hash, verify_inclusion},
    origin::Origin,
    proof::TlogProof,
};

/// Longest evidence file in bytes.
pub const MAX_EVIDENCE_BYTES: usize = 16 << 20;
const FORMAT: i64 = 1;

/// One act with its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenAct {
    /// C2SP `tlog-proof` with the cosigned checkpoint.
    pub proof: Vec<u8>,
    /// The leaf.
    pub leaf: Vec<u8>,
    /// The payload.
    pub payload: Vec<u8>,
    /// RFC 6962, section 2.1.1, in the tree of the size at which the feed was cut, where its key was closed and that tree
    /// is not the checkpoint's: shows that the leaf lies in the history that stands.
    pub in_cut: Option<Vec<TreeHash>>,
}

/// An evidence file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// All acts on one record, in the order in which they were found.
    pub acts: Vec<ProvenAct>,
}

/// Why evidence proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceFault {
    /// Not an evidence file, or another encoding of one.
    #[error("this is not an evidence file, or some of its bytes were changed")]
    Malformed,
    /// A proof, signature or receipt does not hold.
    #[error("{0}")]
    Proof(#[from] PeerFault),
    /// A party document that is needed is not at hand.
    #[error("the party document of {0} is needed to verify this")]
    NoDocument(NodeId),
    /// Nobody of the audience receipted.
    #[error("no receipt: it proves that something was offered, not that it arrived")]
    NoReceipt,
    /// The payload is not the one the act names.
    #[error("the payload is not the one that was released")]
    Payload,
    /// The record does not verify.
    #[error("the record does not verify: {0}")]
    Record(#[from] RecordFault),
    /// The openings do not match what was signed.
    #[error("what is opened is not what was signed: {0}")]
    Content(#[from] ContentFault),
    /// The acts are about different records.
    #[error("the acts are about different records")]
    Mixed,
}

/// One act that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The feed.
    pub origin: Origin,
    /// Position in it.
    pub index: u64,
    /// The act.
    pub act: Act,
    /// Who receipted.
    pub receipts: Vec<Arrived>,
    /// The releasing party has since taken the act back, by the newest of its documents at hand.
    pub repudiated: Option<Repudiation>,
    /// Its key was closed by this document, and the file does not show that the act lies in the history that was cut:
    /// whoever holds the feed can make evidence that does.
    pub unshown: Option<Repudiation>,
}

/// One node's word that it holds what it receipted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The node.
    pub by: NodeId,
    /// When it says that it was, Unix seconds.
    pub time_s: u64,
    /// Its key stands in the newest of its party's documents at hand. One that does not may have been in other hands when
    /// it signed, whatever time it named.
    pub stands: bool,
}

/// What evidence proves; made only by [`Evidence::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    acts: Vec<Proven>,
    statement: Statement,
}

impl Finding {
    /// The acts, each with its receipts.
    pub fn acts(&self) -> &[Proven] {
        &self.acts
    }

    /// The record with all that these acts opened.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }
}

impl Evidence {
    /// Encoding of the file.
    pub fn encode(&self) -> Vec<u8> {
        let act = |a: &ProvenAct| {
            let mut fields = vec![Value::from(&a.proof[..]), Value::from(&a.leaf[..]), Value::from(&a.payload[..])];
            let hashes = |path: &Vec<TreeHash>| path.iter().map(|hash| Value::from(&hash.0[..])).collect();
            fields.extend(a.in_cut.as_ref().map(|path| Value::Array(hashes(path))));
            Value::Array(fields)
        };
        Value::Array(vec![Value::Int(FORMAT), Value::Array(self.acts.iter().map(act).collect())]).encode()
    }

    /// Strict decoding.
    ///
    /// # Errors
    /// [`EvidenceFault::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, EvidenceFault> {
        let malformed = EvidenceFault::Malformed;
        if bytes.len() > MAX_EVIDENCE_BYTES {
            return Err(malformed);
        }
        let value = Value::decode(bytes).map_err(|_| EvidenceFault::Malformed)?;
        let Some([Value::Int(FORMAT), Value::Array(acts)]) = value.as_array() else { return Err(malformed) };
        let hash = |v: &Value| Some(TreeHash(v.as_bytes()?.try_into().ok()?));
        let act = |v: &Value| {
            let [Value::Bytes(proof), Value::Bytes(leaf), Value::Bytes(payload), path @ ..] = v.as_array()? else {
                return None;
            };
            let in_cut = match path {
                [] => None,
                [Value::Array(hashes)] => Some(hashes.iter().map(hash).collect::<Option<Vec<_>>>()?),
                _ => return None,
            };
            Some(ProvenAct { proof: proof.clone(), leaf: leaf.clone(), payload: payload.clone(), in_cut })
        };
        let acts = acts.iter().map(act).collect::<Option<Vec<_>>>().filter(|acts| !acts.is_empty());
        Ok(Self { acts: acts.ok_or(malformed)? })
    }

    /// Checks everything: signatures, inclusion, receipts, payloads, the record, the openings.
    ///
    /// # Errors
    /// The first [`EvidenceFault`].
    pub fn verify(&self, directory: &Directory) -> Result<Finding, EvidenceFault> {
        let mut proven = Vec::new();
        let mut payloads = Vec::new();
        for act in &self.acts {
            let (one, payload) = act.verify(directory)?;
            proven.push(one);
            payloads.push(payload);
        }
        let ids: BTreeSet<RecordId> = proven.iter().map(|p| p.act.record).collect();
        let (Some(id), 1) = (ids.first(), ids.len()) else { return Err(EvidenceFault::Mixed) };
        let bytes = payloads.iter().find_map(|p| p.record.as_deref()).ok_or(EvidenceFault::Payload)?;
        if payloads.iter().any(|p| p.record.as_deref().is_some_and(|other| other != bytes)) {
            return Err(EvidenceFault::Payload);
        }
        let verified = Record::decode(bytes)?.verify(directory)?;
        if verified.id() != *id || proven.iter().any(|p| p.origin.node.party != verified.author().party) {
            return Err(EvidenceFault::Payload);
        }
        let mut opened = payloads.into_iter().map(|p| Statement::open(verified.clone(), p.openings));
        let mut statement = opened.next().ok_or(EvidenceFault::Payload)??;
        for other in opened {
            statement.widen(other?);
        }
        Ok(Finding { acts: proven, statement })
    }
}

impl ProvenAct {
    fn verify(&self, directory: &Directory) -> Result<(Proven, Payload), EvidenceFault> {
        let proof = TlogProof::parse(&self.proof)?;
        if proof.extra().is_some() {
            return Err(EvidenceFault::Malformed);
        }
        let origin = proof.checkpoint().origin().clone();
        let verify = |key: &VerifyingKey| Ok((proof.verify(&self.leaf, key)?, KeyId::of(key)));
        let (signed, key) = first_good(directory, &origin.node, |entry| entry.sign, verify)?;
        let receipts = receipts(directory, &proof, &signed)?;
        let Leaf::Act(act) = Leaf::decode(&self.leaf)? else { return Err(EvidenceFault::Malformed) };
        let payload = Payload::decode(&self.payload).map_err(|_| EvidenceFault::Payload)?;
        if payload.hash() != act.payload {
            return Err(EvidenceFault::Payload);
        }
        let index = proof.index();
        let cut = directory.closure(&origin.node.party, key).and_then(|(c, _)| c.feeds.get(&origin.feed.0));
        if let Some(path) = &self.in_cut {
            // A path that nobody can check, or that repeats the proof, could be anything.
            let cut = cut.ok_or_else(|| EvidenceFault::NoDocument(origin.node.clone()))?;
            if cut.size == signed.checkpoint().size() {
                return Err(EvidenceFault::Malformed);
            }
            verify_inclusion(path, cut.size, TreeHash(cut.root.0), index, leaf_hash(&self.leaf))?;
        }
        let (repudiated, unshown) = match self.standing(directory, signed.checkpoint(), key, index, act.record) {
            Standing::Stands => (None, None),
            Standing::Repudiated(by) => (Some(by), None),
            Standing::Unshown(by) => (None, Some(by)),
        };
        Ok((Proven { origin, index, act, receipts, repudiated, unshown }, payload))
    }

    /// Whether the newest document at hand takes the act back: by the record's name, or by closing the key below it. A path
    /// in the cut has been checked before.
    fn standing(
        &self,
        directory: &Directory,
        checkpoint: &Checkpoint,
        key: KeyId,
        index: u64,
        record: RecordId,
    ) -> Standing {
        let party = &checkpoint.origin().node.party;
        if let Some(by) = directory.is_void(party, record) {
            return Standing::Repudiated(by);
        }
        let Some((closure, by)) = directory.closure(party, key) else { return Standing::Stands };
        if closure.keep.contains(&record) {
            return Standing::Stands;
        }
        match closure.feeds.get(&checkpoint.origin().feed.0) {
            Some(cut) if index < cut.size && self.in_cut.is_some() => Standing::Stands,
            Some(cut) if index < cut.size && cut.size != checkpoint.size() => Standing::Unshown(by),
            Some(cut) if index < cut.size && cut.root.0 == checkpoint.root().0 => Standing::Stands,
            _ => Standing::Repudiated(by),
        }
    }
}

/// What the newest document at hand makes of an act.
enum Standing {
    Stands,
    Repudiated(Repudiation),
    Unshown(Repudiation),
}

/// All other signatures of the note must be good receipts by nodes of the audience: a line that nobody checks is a
/// line that anybody can change. A line that stands twice says no more than once, and could be added by anybody.
fn receipts(
    directory: &Directory,
    proof: &TlogProof,
    signed: &SignedCheckpoint,
) -> Result<Vec<Arrived>, EvidenceFault> {
    let name = signed.checkpoint().origin().to_string();
    let lines = proof.checkpoint().note().signatures();
    let mut receipts = Vec::new();
    if (1..lines.len()).any(|n| lines[..n].contains(&lines[n])) {
        return Err(EvidenceFault::Malformed);
    }
    for line in lines.iter().filter(|line| line.name() != name) {
        let receipt = UnverifiedCosignature::from_line(line.clone())?;
        let cosigner = receipt.cosigner().clone();
        if directory.newest(&cosigner.party).is_none() {
            return Err(EvidenceFault::NoDocument(cosigner));
        }
        // Nobody proves by his own word that what he sent arrived.
        let origin = signed.checkpoint().origin();
        if cosigner == origin.node || !directory.was_member(&origin.audience, &cosigner) {
            return Err(PeerFault::CosignerOutsideAudience.into());
        }
        let good = first_good(directory, &cosigner, |entry| entry.cosign, |key| receipt.verify(signed, key))?;
        let stands = directory.node(&cosigner).is_some_and(|now| receipt.verify(signed, &now.cosign).is_ok());
        receipts.push(Arrived { by: cosigner, time_s: good.time_s(), stands });
    }
    if receipts.len() + 1 != lines.len() {
        return Err(EvidenceFault::Malformed);
    }
    if receipts.is_empty() { Err(EvidenceFault::NoReceipt) } else { Ok(receipts) }
}

/// Tries each key that a node ever had, newest first: what an older document's key signed stays evidence.
fn first_good<T>(
    directory: &Directory,
    node: &NodeId,
    key: impl Fn(&seamline_record::NodeEntry) -> VerifyingKey,
    check: impl Fn(&VerifyingKey) -> Result<T, PeerFault>,
) -> Result<T, EvidenceFault> {
    let mut last = EvidenceFault::NoDocument(node.clone());
    for entry in directory.node_entries(node) {
        match check(&key(entry)) {
            Ok(good) => return Ok(good),
            Err(fault) => last = EvidenceFault::Proof(fault),
        }
    }
    Err(last)
}
