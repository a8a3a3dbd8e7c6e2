//! The Merkle tree of a feed: RFC 6962, section 2.1, over the bytes of its leaves, SHA-256.
//!
//! The tree's hashes are kept by the caller in one append-only array ("stored hashes", Crosby and Wallach 2009,
//! section 3.3): leaf *n* adds between 1 and `1 + log2 n` of them, all known from the tree's right edge alone.
//!
//! Invariants:
//! - a [`Frontier`] holds exactly one hash for every set bit of its size, left to right;
//! - sizes stay below [`SIZE_LIMIT`], so that index arithmetic can never overflow on a peer's number.

use std::fmt;

use tlog_tiles::tlog;

use crate::error::{Misuse, PeerFault};

/// Every tree size is below this bound, 2^40 leaves.
pub const SIZE_LIMIT: u64 = 1 << 40;

/// An inclusion proof is never longer than this: the height of the tallest tree allowed.
pub const MAX_PROOF_HASHES: usize = 40;

/// A hash of a tree: of a leaf, a subtree or the root.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TreeHash(pub [u8; 32]);

impl TreeHash {
    /// The root of the tree without leaves (RFC 6962, section 2.1).
    pub const EMPTY: Self = Self(tlog::EMPTY_HASH.0);
}

impl fmt::Display for TreeHash {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

impl fmt::Debug for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TreeHash({self})")
    }
}

/// A hash to be kept under its index in the array of stored hashes, once and forever.
pub type StoredHash = (u64, TreeHash);

/// Reads a stored hash by its index; `None` if the storage does not have it.
pub type StoredHashes<'a> = dyn Fn(u64) -> Option<TreeHash> + 'a;

/// The hash of a leaf: `SHA-256(0x00 ‖ leaf)`.
pub fn leaf_hash(leaf: &[u8]) -> TreeHash {
    TreeHash(tlog::record_hash(leaf).0)
}

/// The right edge of a tree: all that is needed to append leaves and to compute the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// The roots of the complete subtrees that make up the tree, largest first.
    subtrees: Vec<TreeHash>,
}

impl Frontier {
    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root hash of the tree as it is now (RFC 6962, section 2.1).
    pub fn root(&self) -> TreeHash {
        let mut smallest_first = self.subtrees.iter().rev();
        smallest_first
            .next()
            .map_or(TreeHash::EMPTY, |smallest| smallest_first.fold(*smallest, |right, left| node_hash(*left, right)))
    }

    /// Appends a leaf and returns the hashes to store for it, by ascending index without gaps.
    ///
    /// # Errors
    /// [`Misuse::TreeFull`] at the size limit; the frontier is then unchanged.
    pub fn push(&mut self, leaf: &[u8]) -> Result<Vec<StoredHash>, Misuse> {
        if self.size + 1 >= SIZE_LIMIT {
            return Err(Misuse::TreeFull);
        }
        let first = tlog::stored_hash_index(0, self.size);
        // One subtree per trailing set bit of the size: each is completed, and swallowed, by this leaf.
        let kept = self.subtrees.len() - self.size.trailing_ones() as usize;
        let mut hash = leaf_hash(leaf);
        let mut stored = vec![(first, hash)];
        for (left, index) in self.subtrees.drain(kept..).rev().zip(first + 1..) {
            hash = node_hash(left, hash);
            stored.push((index, hash));
        }
        self.subtrees.push(hash);
        self.size += 1;
        Ok(stored)
    }

    /// The right edge of the tree of the first `size` leaves, from stored hashes.
    ///
    /// # Errors
    /// [`Misuse::HashMissing`]; [`Misuse::IndexOutsideTree`] for a size out of bounds.
    pub fn at(size: u64, stored: &StoredHashes<'_>) -> Result<Self, Misuse> {
        if size >= SIZE_LIMIT {
            return Err(Misuse::IndexOutsideTree);
        }
        let mut subtrees = Vec::new();
        let mut before = 0;
        for level in (0..40u8).rev().filter(|level| size >> level & 1 == 1) {
            let index = tlog::stored_hash_index(level, before >> level);
            subtrees.push(stored(index).ok_or(Misuse::HashMissing(index))?);
            before += 1 << level;
        }
        Ok(Self { size, subtrees })
    }

    /// The form for the store: the size (8 octets, big-endian), then its subtree hashes, 32 octets each.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        for hash in &self.subtrees {
            bytes.extend_from_slice(&hash.0);
        }
        bytes
    }

    /// Reads the form that [`Frontier::to_bytes`] writes.
    ///
    /// # Errors
    /// [`Misuse::FrontierDamaged`] for anything else: too long, too short, or a size out of bounds.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Misuse> {
        let (size, hashes) = bytes.split_first_chunk::<8>().ok_or(Misuse::FrontierDamaged)?;
        let size = u64::from_be_bytes(*size);
        let (hashes, rest) = hashes.as_chunks::<32>();
        if size >= SIZE_LIMIT || !rest.is_empty() || hashes.len() != size.count_ones() as usize {
            return Err(Misuse::FrontierDamaged);
        }
        let subtrees = hashes.iter().copied().map(TreeHash).collect();
        Ok(Self { size, subtrees })
    }
}

/// Stored hashes below this level are worth no storage: the leaves give them back, 256 at most.
pub const KEPT_LEVEL: u8 = 8;

/// Which complete subtree a stored hash is the root of: its level (of 2^level leaves), and its number at that level.
pub fn subtree_of(index: u64) -> (u8, u64) {
    tlog::split_stored_hash_index(index)
}

/// The root of the tree of the first `size` leaves, from stored hashes.
///
/// # Errors
/// [`Misuse::HashMissing`] if the storage lacks a hash; [`Misuse::IndexOutsideTree`] for a size out of bounds.
pub fn root_at(size: u64, stored: &StoredHashes<'_>) -> Result<TreeHash, Misuse> {
    if size >= SIZE_LIMIT {
        return Err(Misuse::IndexOutsideTree);
    }
    let hashes = read(stored, |reader| tlog::tree_hash(size, reader))?;
    Ok(TreeHash(hashes.0))
}

/// The inclusion proof (audit path, RFC 6962, section 2.1.1) of leaf `index` in the tree of the first `size` leaves:
/// from the leaf's sibling up to the root's child.
///
/// # Errors
/// [`Misuse::IndexOutsideTree`], or [`Misuse::HashMissing`] if the storage lacks a hash.
pub fn prove(size: u64, index: u64, stored: &StoredHashes<'_>) -> Result<Vec<TreeHash>, Misuse> {
    if size >= SIZE_LIMIT || index >= size {
        return Err(Misuse::IndexOutsideTree);
    }
    let path = read(stored, |reader| tlog::prove_record(size, index, reader))?;
    Ok(path.into_iter().map(|hash| TreeHash(hash.0)).collect())
}

/// Checks that `proof` leads from `leaf_hash` at `index` to the `root` of a tree of `size` leaves
/// (RFC 6962, section 2.1.1).
///
/// # Errors
/// [`PeerFault::SizeOutOfBounds`], [`PeerFault::ProofIndexOutsideTree`] or [`PeerFault::ProofInvalid`].
pub fn verify_inclusion(
    proof: &[TreeHash],
    size: u64,
    root: TreeHash,
    index: u64,
    leaf_hash: TreeHash,
) -> Result<(), PeerFault> {
    if size >= SIZE_LIMIT {
        return Err(PeerFault::SizeOutOfBounds);
    }
    if index >= size {
        return Err(PeerFault::ProofIndexOutsideTree);
    }
    // The library copies the path once a level: an unbounded one would cost quadratic work.
    if proof.len() > MAX_PROOF_HASHES {
        return Err(PeerFault::ProofInvalid);
    }
    let path = proof.iter().map(|hash| tlog::Hash(hash.0)).collect();
    tlog::check_record(&path, size, tlog::Hash(root.0), index, tlog::Hash(leaf_hash.0))
        .map_err(|_| PeerFault::ProofInvalid)
}

fn node_hash(left: TreeHash, right: TreeHash) -> TreeHash {
    TreeHash(tlog::node_hash(tlog::Hash(left.0), tlog::Hash(right.0)).0)
}

/// Lends the caller's storage to the library, remembering which hash was missing.
struct Reader<'a> {
    stored: &'a StoredHashes<'a>,
    missing: std::cell::Cell<Option<u64>>,
}

impl tlog::HashReader for Reader<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        let read_one = |index: &u64| {
            (self.stored)(*index).map(|hash| tlog::Hash(hash.0)).ok_or_else(|| {
                self.missing.set(Some(*index));
                tlog::Error::IndexesNotInTree
            })
        };
        indexes.iter().map(read_one).collect()
    }
}

fn read<'a, T>(
    stored: &'a StoredHashes<'a>,
    compute: impl FnOnce(&Reader<'a>) -> Result<T, tlog::Error>,
) -> Result<T, Misuse> {
    let reader = Reader { stored, missing: std::cell::Cell::new(None) };
    compute(&reader).map_err(|_| reader.missing.get().map_or(Misuse::IndexOutsideTree, Misuse::HashMissing))
}

#[cfg(test)]
mod tests;
