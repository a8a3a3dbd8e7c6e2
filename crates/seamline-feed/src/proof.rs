//! Inclusion proofs as text: C2SP `tlog-proof`, header line `c2sp.org/tlog-proof@v1`.
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <base64>            (left out when there is none)
//! index <decimal>
//! <base64 hash>             (from the leaf's sibling up to the root's child; none for a tree of one leaf)
//!
//! <the checkpoint's note, verbatim, with its signatures and cosignatures>
//! ```
//!
//! `extra` is not covered by any signature: what it holds must be checked against the leaf.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use ed25519_dalek::VerifyingKey;

use crate::{
    checkpoint::{SignedCheckpoint, UnverifiedCheckpoint},
    error::{Misuse, PeerFault},
    merkle::{MAX_PROOF_HASHES, TreeHash, leaf_hash, verify_inclusion},
    note::MAX_NOTE_BYTES,
};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// `extra` holds at most this many octets.
pub const MAX_EXTRA_BYTES: usize = 512 * 1024;

/// The longest text that is read.
const MAX_TEXT_BYTES: usize = MAX_EXTRA_BYTES.div_ceil(3) * 4 + MAX_PROOF_HASHES * 45 + MAX_NOTE_BYTES + 128;

/// A proof that a leaf is in the tree of a checkpoint, with that checkpoint and the receipts on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlogProof {
    extra: Option<Vec<u8>>,
    index: u64,
    hashes: Vec<TreeHash>,
    checkpoint: UnverifiedCheckpoint,
}

impl TlogProof {
    /// A proof for the leaf at `index`, with `hashes` of [`crate::merkle::prove`] at the checkpoint's size, and with
    /// the checkpoint as [`SignedCheckpoint::with_cosignatures`] gives it.
    ///
    /// # Errors
    /// [`Misuse::ProofOutOfBounds`] if readers would refuse it.
    pub fn new(
        index: u64,
        hashes: Vec<TreeHash>,
        checkpoint: UnverifiedCheckpoint,
        extra: Option<Vec<u8>>,
    ) -> Result<Self, Misuse> {
        let proof = Self { extra, index, hashes, checkpoint };
        proof.is_in_bounds().then_some(proof).ok_or(Misuse::ProofOutOfBounds)
    }

    fn is_in_bounds(&self) -> bool {
        self.index < self.checkpoint.size()
            && self.hashes.len() <= MAX_PROOF_HASHES
            && self.extra().is_none_or(|extra| (1..=MAX_EXTRA_BYTES).contains(&extra.len()))
    }

    /// Reads the text of a proof.
    ///
    /// # Errors
    /// [`PeerFault::ProofMalformed`] for any other form than [`TlogProof::to_bytes`] writes; the faults of
    /// [`UnverifiedCheckpoint::parse`].
    pub fn parse(bytes: &[u8]) -> Result<Self, PeerFault> {
        let malformed = PeerFault::ProofMalformed;
        if bytes.len() > MAX_TEXT_BYTES {
            return Err(malformed);
        }
        let text = str::from_utf8(bytes).map_err(|_| malformed)?;
        let (head, note) = text.split_once("\n\n").ok_or(malformed)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(malformed);
        }
        let extra = lines.next_if(|line| line.starts_with("extra "));
        let extra = extra.map(|line| BASE64.decode(&line["extra ".len()..]));
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = index.and_then(|digits| digits.parse().ok());
        let hash = |line| -> Option<TreeHash> {
            let octets = BASE64.decode(line).ok()?;
            octets.try_into().ok().map(TreeHash)
        };
        let hashes = lines.map(hash).collect::<Option<_>>();
        let proof = Self {
            extra: extra.transpose().map_err(|_| malformed)?,
            index: index.ok_or(malformed)?,
            hashes: hashes.ok_or(malformed)?,
            checkpoint: UnverifiedCheckpoint::parse(note.as_bytes())?,
        };
        // Comparing also refuses leading zeroes and a sign in the index.
        if !proof.is_in_bounds() || proof.to_bytes() != bytes {
            return Err(malformed);
        }
        Ok(proof)
    }

    /// The text of the proof; files of it are called `*.tlog-proof`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let extra = self.extra.as_ref();
        let extra = extra.map(|extra| format!("extra {}\n", BASE64.encode(extra)));
        let hashes = self.hashes.iter();
        let hashes: String = hashes.map(|hash| BASE64.encode(hash.0) + "\n").collect();
        let extra = extra.unwrap_or_default();
        let head = format!("{HEADER}\n{extra}index {}\n{hashes}\n", self.index);
        [head.into_bytes(), self.checkpoint.note().to_bytes()].concat()
    }

    /// The index of the leaf, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// What was put beside the proof; nothing vouches for it.
    pub fn extra(&self) -> Option<&[u8]> {
        self.extra.as_deref()
    }

    /// The checkpoint, to be verified with its origin's key; its note carries the receipts.
    pub fn checkpoint(&self) -> &UnverifiedCheckpoint {
        &self.checkpoint
    }

    /// Checks the checkpoint's signature with its origin's `sign` key, and that the leaf is in its tree.
    ///
    /// # Errors
    /// The faults of [`UnverifiedCheckpoint::verify`] and [`verify_inclusion`].
    pub fn verify(&self, leaf: &[u8], key: &VerifyingKey) -> Result<SignedCheckpoint, PeerFault> {
        let signed = self.checkpoint.verify(key)?;
        let (size, root) = (signed.checkpoint().size(), signed.checkpoint().root());
        verify_inclusion(&self.hashes, size, root, self.index, leaf_hash(leaf))?;
        Ok(signed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        checkpoint::tests::{key, signed},
        cosignature::{UnverifiedCosignature, tests::receipt},
        merkle::{Frontier, prove},
    };

    fn proof(size: u8, index: u8, extra: Option<&[u8]>) -> TlogProof {
        let (mut frontier, mut stored) = (Frontier::default(), Vec::new());
        for leaf in 0..size {
            stored.extend(frontier.push(&[leaf]).unwrap().into_iter().map(|(_, hash)| hash));
        }
        let read = |n: u64| stored.get(n as usize).copied();
        let hashes = prove(size.into(), index.into(), &read).unwrap();
        let cosigned = signed(size).with_cosignatures(&[receipt(size)]).unwrap();
        TlogProof::new(index.into(), hashes, cosigned, extra.map(<[u8]>::to_vec)).unwrap()
    }

    #[test]
    fn a_proof_is_read_and_verified_offline() {
        let text = proof(11, 6, Some(b"leaf")).to_bytes();
        let lines = String::from_utf8(text.clone()).unwrap();
        let expected = "c2sp.org/tlog-proof@v1\nextra bGVhZg==\nindex 6\n";
        assert!(lines.starts_with(expected), "{lines}");
        let read = TlogProof::parse(&text).unwrap();
        assert_eq!((read.index(), read.extra()), (6, Some(&b"leaf"[..])));
        let signed = read.verify(&[6], &key(1).verifying_key()).unwrap();
        let line = read.checkpoint().note().signatures()[1].clone();
        let cosignature = UnverifiedCosignature::from_line(line).unwrap();
        cosignature.verify(&signed, &key(2).verifying_key()).unwrap();
    }

    #[test]
    fn a_proof_is_for_one_leaf_and_one_key() {
        let proof = proof(11, 6, None);
        let verify = |leaf: u8, seed| proof.verify(&[leaf], &key(seed).verifying_key()).err();
        assert_eq!(verify(6, 1), None);
        assert_eq!(verify(7, 1), Some(PeerFault::ProofInvalid));
        assert_eq!(verify(6, 3), Some(PeerFault::SignatureMissing));
    }

    #[test]
    fn the_only_leaf_needs_no_hashes() {
        let text = proof(1, 0, None).to_bytes();
        assert!(text.starts_with(b"c2sp.org/tlog-proof@v1\nindex 0\n\nseamline/1/"));
        let read = TlogProof::parse(&text).unwrap();
        read.verify(&[0], &key(1).verifying_key()).unwrap();
    }

    #[test]
    fn other_forms_are_refused() {
        let text = String::from_utf8(proof(11, 6, Some(b"leaf")).to_bytes()).unwrap();
        let too_many = format!("index 6\n{}", format!("{}\n", BASE64.encode([0; 32])).repeat(41));
        for (from, to) in [
            ("@v1", "@v2"),
            ("index 6", "index 06"),
            ("index 6", "index +6"),
            ("index 6", "index  6"),
            ("index 6", "index 11"),
            ("index 6", "index 18446744073709551616"),
            ("index 6\n", ""),
            ("index 6\n", too_many.as_str()),
            ("bGVhZg==", ""),
            ("bGVhZg==", "bGVhZg="),
            ("bGVhZg==", "bGVhZh=="),
            ("extra bGVhZg==\n", "extra bGVhZg==\nextra bGVhZg==\n"),
            ("extra bGVhZg==\nindex 6\n", "index 6\nextra bGVhZg==\n"),
            ("index 6\n", "index 6\nAAAA\n"),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text, "{from} is there");
            let parsed = TlogProof::parse(changed.as_bytes());
            assert_eq!(parsed, Err(PeerFault::ProofMalformed), "{from} → {to}");
        }
        let joined = text.replacen("\n\n", "\n", 1);
        assert_eq!(TlogProof::parse(joined.as_bytes()), Err(PeerFault::ProofMalformed));
        let twice_empty = text.replacen("\n\n", "\n\n\n", 1);
        assert_eq!(TlogProof::parse(twice_empty.as_bytes()), Err(PeerFault::CheckpointMalformed));
        assert_eq!(TlogProof::parse(&[text.as_bytes(), b"\n"].concat()), Err(PeerFault::NoteUnsigned));
        assert_eq!(TlogProof::parse(&vec![b'a'; MAX_TEXT_BYTES + 1]), Err(PeerFault::ProofMalformed));
    }

    #[test]
    fn the_largest_proof_can_be_read() {
        let cosigned = signed(1).with_cosignatures(&vec![receipt(1); 15]).unwrap();
        let new = |extra| TlogProof::new(0, vec![TreeHash::EMPTY; 40], cosigned.clone(), Some(vec![7; extra]));
        let text = new(MAX_EXTRA_BYTES).unwrap().to_bytes();
        assert!(TlogProof::parse(&text).is_ok());
        assert_eq!(new(MAX_EXTRA_BYTES + 1), Err(Misuse::ProofOutOfBounds));
        assert_eq!(new(0), Err(Misuse::ProofOutOfBounds));
    }

    proptest! {
        #[test]
        fn a_changed_octet_is_refused_or_changes_only_what_nothing_vouches_for(
            at in any::<prop::sample::Index>(), octet in any::<u8>()
        ) {
            let whole = proof(11, 6, Some(b"some leaf"));
            let mut text = whole.to_bytes();
            let at = at.index(text.len());
            text[at] = octet;
            if let Ok(read) = TlogProof::parse(&text) {
                prop_assert_eq!(read.to_bytes(), text);
                if read.verify(&[6], &key(1).verifying_key()).is_ok() {
                    prop_assert_eq!((read.index, &read.hashes), (whole.index, &whole.hashes));
                    prop_assert_eq!(read.checkpoint.origin(), whole.checkpoint.origin());
                }
            }
        }
    }
}
