//! Proof that a node wrote two histories of one feed: two signed checkpoints that cannot both be, for anyone to verify
//! offline with nothing but the file and the writer's party documents.
//!
//! `[1, proof text, leaf, proof text, leaf]`: two C2SP `tlog-proof`s of different leaves at one index of one feed; or
//! `[2, note, note]`: two checkpoints of one feed and size with different roots. The one that is less comes first, so that
//! one pair has one encoding.

use seamline_record::{Directory, Value};

use crate::{
    checkpoint::{SignedCheckpoint, UnverifiedCheckpoint},
    error::PeerFault,
    origin::Origin,
    proof::TlogProof,
};

/// Longest proof in bytes.
pub const MAX_EQUIVOCATION_BYTES: usize = 64 * 1024;

const LEAVES: i64 = 1;
const HEADS: i64 = 2;

/// Two statements of one node that cannot both be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Equivocation {
    /// Different leaves at one index: each with its C2SP `tlog-proof`.
    Leaves([(Vec<u8>, Vec<u8>); 2]),
    /// Different roots at one size: two signed notes.
    Heads([Vec<u8>; 2]),
}

/// Why a file proves no equivocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoEquivocation {
    /// Not such a file, or another encoding of one.
    #[error("this is no proof of two histories, or some of its bytes were changed")]
    Malformed,
    /// A proof or signature does not hold.
    #[error("{0}")]
    Proof(#[from] PeerFault),
    /// The document of the writer's party is not at hand, or never had such a node.
    #[error("the party document of the node that signed is needed to verify this")]
    NoDocument,
    /// Both can be true at once.
    #[error("both statements can be true of one history")]
    Consistent,
}

impl Equivocation {
    /// The pair in the order of its encoding.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        match &mut self {
            Self::Leaves(pair) => pair.sort(),
            Self::Heads(pair) => pair.sort(),
        }
        self
    }

    /// Encoding of the file.
    pub fn encode(&self) -> Vec<u8> {
        let bytes = |bytes: &Vec<u8>| Value::from(&bytes[..]);
        let fields = match self {
            Self::Leaves([(proof, leaf), (other_proof, other_leaf)]) => {
                vec![Value::Int(LEAVES), bytes(proof), bytes(leaf), bytes(other_proof), bytes(other_leaf)]
            }
            Self::Heads([note, other]) => vec![Value::Int(HEADS), bytes(note), bytes(other)],
        };
        Value::Array(fields).encode()
    }

    /// Strict decoding.
    ///
    /// # Errors
    /// [`NoEquivocation::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, NoEquivocation> {
        let malformed = NoEquivocation::Malformed;
        if bytes.len() > MAX_EQUIVOCATION_BYTES {
            return Err(malformed);
        }
        let value = Value::decode(bytes).map_err(|_| malformed)?;
        let read = match value.as_array() {
            Some([Value::Int(LEAVES), Value::Bytes(a), Value::Bytes(x), Value::Bytes(b), Value::Bytes(y)]) => {
                Self::Leaves([(a.clone(), x.clone()), (b.clone(), y.clone())])
            }
            Some([Value::Int(HEADS), Value::Bytes(a), Value::Bytes(b)]) => Self::Heads([a.clone(), b.clone()]),
            _ => return Err(malformed),
        };
        if read.clone().in_order() == read { Ok(read) } else { Err(malformed) }
    }

    /// Checks both signatures and that the two cannot both be. Gives the feed.
    ///
    /// # Errors
    /// The first [`NoEquivocation`].
    pub fn verify(&self, directory: &Directory) -> Result<Origin, NoEquivocation> {
        match self {
            Self::Heads([note, other]) => {
                let (one, two) = (head(note, directory)?, head(other, directory)?);
                let (one, two) = (one.checkpoint(), two.checkpoint());
                let same = one.origin() == two.origin() && one.size() == two.size();
                if same && one.root() != two.root() {
                    Ok(one.origin().clone())
                } else {
                    Err(NoEquivocation::Consistent)
                }
            }
            Self::Leaves([(proof, leaf), (other, other_leaf)]) => {
                let (one, two) = (included(proof, leaf, directory)?, included(other, other_leaf, directory)?);
                let contradicts = one == two && leaf != other_leaf;
                if contradicts { Ok(one.0) } else { Err(NoEquivocation::Consistent) }
            }
        }
    }
}

fn included(proof: &[u8], leaf: &[u8], directory: &Directory) -> Result<(Origin, u64), NoEquivocation> {
    let proof = TlogProof::parse(proof)?;
    // Bytes that nothing vouches for could be changed by anybody.
    if proof.extra().is_some() || proof.checkpoint().note().signatures().len() != 1 {
        return Err(NoEquivocation::Malformed);
    }
    let origin = proof.checkpoint().origin().clone();
    signed_by_its_node(&origin, directory, |key| proof.verify(leaf, key))?;
    Ok((origin, proof.index()))
}

fn head(note: &[u8], directory: &Directory) -> Result<SignedCheckpoint, NoEquivocation> {
    let unverified = UnverifiedCheckpoint::parse(note)?;
    if unverified.note().signatures().len() != 1 {
        return Err(NoEquivocation::Malformed);
    }
    signed_by_its_node(unverified.origin(), directory, |key| unverified.verify(key))
}

fn signed_by_its_node<T>(
    origin: &Origin,
    directory: &Directory,
    check: impl Fn(&ed25519_dalek::VerifyingKey) -> Result<T, PeerFault>,
) -> Result<T, NoEquivocation> {
    let mut last = NoEquivocation::NoDocument;
    for entry in directory.node_entries(&origin.node) {
        match check(&entry.sign) {
            Ok(good) => return Ok(good),
            Err(fault) => last = fault.into(),
        }
    }
    Err(last)
}
