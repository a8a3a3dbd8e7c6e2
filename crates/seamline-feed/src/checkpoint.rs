//! Checkpoints: C2SP `tlog-checkpoint/v1.0.0`, signed by the origin node's `sign` key.
//!
//! The text is origin line, size and root, nothing more: extension lines are refused, because no party could audit them.
//!
//! A [`SignedCheckpoint`] can only come from [`UnverifiedCheckpoint::verify`]; whoever holds one need not ask again.
//! A process signs checkpoints only of feeds that it opened itself, each at least as large as the one before: two that
//! cannot both be are a proof of equivocation that anyone can show.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use ed25519_dalek::{SigningKey, VerifyingKey};

use crate::{
    cosignature::Cosignature,
    error::{Misuse, PeerFault},
    merkle::{Frontier, SIZE_LIMIT, TreeHash},
    note::Note,
    origin::Origin,
};

/// The head of a feed's tree at one size.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Checkpoint {
    origin: Origin,
    size: u64,
    root: TreeHash,
}

impl Checkpoint {
    /// The head of the tree that has this right edge.
    pub fn new(origin: Origin, frontier: &Frontier) -> Self {
        Self { origin, size: frontier.size(), root: frontier.root() }
    }

    /// Which feed.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How many leaves, below [`SIZE_LIMIT`].
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root hash of the tree of that many leaves.
    pub fn root(&self) -> TreeHash {
        self.root
    }

    /// The note of this checkpoint, signed with the origin node's `sign` key under the origin line as key name.
    pub fn sign(&self, key: &SigningKey) -> Vec<u8> {
        Note::sign(self.text(), &self.origin.to_string(), key).to_bytes()
    }

    /// The text of the note: three lines (`tlog-checkpoint`, section "Note text").
    fn text(&self) -> String {
        let root = BASE64.encode(self.root.0);
        format!("{}\n{}\n{root}\n", self.origin, self.size)
    }

    fn parse(text: &str) -> Result<Self, PeerFault> {
        let malformed = PeerFault::CheckpointMalformed;
        let mut lines = text.split_terminator('\n');
        let (Some(origin), Some(size), Some(root), None) = (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(malformed);
        };
        let octets = BASE64.decode(root).map_err(|_| malformed)?;
        let root = TreeHash(octets.try_into().map_err(|_| malformed)?);
        let checkpoint = Self { origin: origin.parse()?, size: size.parse().map_err(|_| malformed)?, root };
        if checkpoint.size >= SIZE_LIMIT {
            return Err(PeerFault::SizeOutOfBounds);
        }
        if checkpoint.size == 0 && root != TreeHash::EMPTY {
            return Err(PeerFault::EmptyTreeRoot);
        }
        // Leading zeroes or a sign in the size.
        if checkpoint.text() != text {
            return Err(malformed);
        }
        Ok(checkpoint)
    }
}

/// A checkpoint as it was received: well formed, and that is all. Its origin says whose key to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnverifiedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl UnverifiedCheckpoint {
    /// Reads the note of a checkpoint.
    ///
    /// # Errors
    /// The faults of [`Note::parse`], and [`PeerFault::CheckpointMalformed`], [`PeerFault::OriginMalformed`],
    /// [`PeerFault::NameMalformed`], [`PeerFault::SizeOutOfBounds`] or [`PeerFault::EmptyTreeRoot`].
    pub fn parse(note: &[u8]) -> Result<Self, PeerFault> {
        let note = Note::parse(note)?;
        Ok(Self { checkpoint: Checkpoint::parse(note.text())?, note })
    }

    /// The feed that it claims to be of.
    pub fn origin(&self) -> &Origin {
        &self.checkpoint.origin
    }

    /// The size that it claims.
    pub fn size(&self) -> u64 {
        self.checkpoint.size
    }

    /// The root that it claims.
    pub fn root(&self) -> TreeHash {
        self.checkpoint.root
    }

    /// The note with all its signatures.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// Checks the origin's signature. `key` is the `sign` key of the origin's node in its party's document.
    ///
    /// # Errors
    /// The faults of [`Note::verify`].
    pub fn verify(&self, key: &VerifyingKey) -> Result<SignedCheckpoint, PeerFault> {
        let name = self.checkpoint.origin.to_string();
        let line = self.note.verify(&name, key)?;
        Ok(SignedCheckpoint { checkpoint: self.checkpoint.clone(), note: self.note.clone().only(line) })
    }
}

/// A checkpoint that its origin signed. It carries that one signature; cosignatures are kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl SignedCheckpoint {
    /// What was signed.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The text that was signed and that cosigners sign, with its final newline.
    pub fn text(&self) -> &str {
        self.note.text()
    }

    /// The note with the origin's signature alone: what is stored and sent.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.note.to_bytes()
    }

    /// The checkpoint with the origin's signature and these receipts, as a reader will get and verify it.
    ///
    /// # Errors
    /// [`Misuse::ReceiptOfAnother`]; [`Misuse::NoteFull`] for more receipts than a note may carry.
    pub fn with_cosignatures(&self, receipts: &[Cosignature]) -> Result<UnverifiedCheckpoint, Misuse> {
        if receipts.iter().any(|receipt| receipt.checkpoint() != &self.checkpoint) {
            return Err(Misuse::ReceiptOfAnother);
        }
        let add = |note: Note, receipt: &Cosignature| note.with(receipt.line().clone());
        let note = receipts.iter().try_fold(self.note.clone(), add)?;
        Ok(UnverifiedCheckpoint { checkpoint: self.checkpoint.clone(), note })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) const ORIGIN: &str = "seamline/1/federal/makhmour/kurdistan/0/000102030405060708090a0b0c0d0e0f";

    pub(crate) fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    /// The head of a tree of so many leaves `0, 1, 2, …`, one octet each.
    pub(crate) fn checkpoint(size: u8) -> Checkpoint {
        let mut frontier = Frontier::default();
        for leaf in 0..size {
            frontier.push(&[leaf]).unwrap();
        }
        Checkpoint::new(ORIGIN.parse().unwrap(), &frontier)
    }

    pub(crate) fn signed(size: u8) -> SignedCheckpoint {
        let note = checkpoint(size).sign(&key(1));
        let read = UnverifiedCheckpoint::parse(&note).unwrap();
        read.verify(&key(1).verifying_key()).unwrap()
    }

    /// A note of any text with a signature by the right key under the right name.
    fn parse_text(text: &str) -> Result<UnverifiedCheckpoint, PeerFault> {
        UnverifiedCheckpoint::parse(&Note::sign(text.to_owned(), ORIGIN, &key(1)).to_bytes())
    }

    #[test]
    fn a_signed_checkpoint_is_read_and_verified() {
        let note = checkpoint(5).sign(&key(1));
        let read = UnverifiedCheckpoint::parse(&note).unwrap();
        assert_eq!(read.origin().to_string(), ORIGIN);
        let signed = read.verify(&key(1).verifying_key()).unwrap();
        assert_eq!(signed.checkpoint(), &checkpoint(5));
        assert_eq!(signed.to_bytes(), note);
        assert_eq!(read.verify(&key(2).verifying_key()), Err(PeerFault::SignatureMissing));
    }

    #[test]
    fn signatures_of_strangers_are_dropped() {
        let stranger = Note::sign("x\n".into(), "example.org/x", &key(9)).signatures()[0].clone();
        let note = Note::parse(&checkpoint(5).sign(&key(1))).unwrap();
        let more = note.with(stranger).unwrap().to_bytes();
        let read = UnverifiedCheckpoint::parse(&more).unwrap();
        assert_eq!(read.verify(&key(1).verifying_key()).unwrap(), signed(5));
    }

    #[test]
    fn a_key_name_other_than_the_origin_does_not_sign() {
        let note = Note::sign(checkpoint(5).text(), "seamline/1/federal/makhmour", &key(1));
        let read = UnverifiedCheckpoint::parse(&note.to_bytes()).unwrap();
        assert_eq!(read.verify(&key(1).verifying_key()), Err(PeerFault::SignatureMissing));
    }

    #[test]
    fn other_forms_are_refused() {
        let text = checkpoint(5).text();
        assert!(parse_text(&text).is_ok());
        let refuse = |text: &str, fault| assert_eq!(parse_text(text), Err(fault), "{text:?}");
        let malformed = PeerFault::CheckpointMalformed;
        refuse(&text.replace("\n5\n", "\n05\n"), malformed);
        refuse(&text.replace("\n5\n", "\n+5\n"), malformed);
        refuse(&text.replace("\n5\n", "\n-5\n"), malformed);
        refuse(&text.replace("\n5\n", "\n"), malformed);
        refuse(&text.replace("=\n", "\n"), malformed);
        refuse(&text.replace("=\n", "=\nextension\n"), malformed);
        refuse(&text.replace("=\n", "=\n\n"), malformed);
        refuse(&text.replace("\n5\n", "\n1099511627776\n"), PeerFault::SizeOutOfBounds);
        refuse(&text.replace("\n5\n", "\n0\n"), PeerFault::EmptyTreeRoot);
        refuse(&text.replace("federal", "Federal"), PeerFault::NameMalformed);
        refuse(&text.replace("seamline/1", "seamline/2"), PeerFault::OriginMalformed);
        assert!(parse_text(&text.replace("\n5\n", "\n1099511627775\n")).is_ok());
        assert!(parse_text(&checkpoint(0).text()).is_ok());
    }

    proptest! {
        #[test]
        fn a_flipped_bit_never_verifies(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut note = checkpoint(7).sign(&key(1));
            let at = at.index(note.len());
            note[at] ^= 1_u8 << bit;
            if let Ok(read) = UnverifiedCheckpoint::parse(&note) {
                prop_assert_eq!(read.note().to_bytes(), note);
                prop_assert!(read.verify(&key(1).verifying_key()).is_err());
            }
        }
    }
}
