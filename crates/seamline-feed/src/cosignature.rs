//! Receipts: C2SP `tlog-cosignature/v1.0.1`, signature type 0x04, Ed25519.
//!
//! A cosignature states, at its time: *I hold the bytes of every leaf below this checkpoint*. It never states that the
//! cosigner accepts what they say. It is made by a node of the feed's audience, with that node's `cosign` key, after the
//! leaves are durable and never for less than it cosigned before; keeping that order is the caller's part.
//!
//! A [`Cosignature`] exists only for a signature that was made here or verified.

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use seamline_record::{NodeId, planted};

use crate::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    error::{Misuse, PeerFault},
    note::{SignatureLine, SignatureType, key_id, verify_ed25519},
    origin::{cosigner_name, parse_cosigner},
};

/// Timestamps do not exceed this many seconds (`tlog-cosignature`, section "Format").
const MAX_TIME_S: u64 = i64::MAX as u64;

/// A receipt: this node held all leaves below that checkpoint at that time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosignature {
    checkpoint: Checkpoint,
    cosigner: NodeId,
    time_s: u64,
    line: SignatureLine,
}

impl Cosignature {
    /// Receipts a checkpoint at `time_s`, Unix seconds, with the `cosign` key of `cosigner`.
    ///
    /// # Errors
    /// [`Misuse::CosignerOutsideAudience`] if the feed is not addressed to the cosigner's party;
    /// [`Misuse::TimeOutOfRange`].
    pub fn sign(
        checkpoint: &SignedCheckpoint,
        cosigner: NodeId,
        time_s: u64,
        key: &SigningKey,
    ) -> Result<Self, Misuse> {
        if !is_addressed_to(checkpoint, &cosigner) {
            return Err(Misuse::CosignerOutsideAudience);
        }
        if time_s > MAX_TIME_S {
            return Err(Misuse::TimeOutOfRange);
        }
        let name = cosigner_name(&cosigner);
        let id = key_id(&name, SignatureType::Cosignature, &key.verifying_key());
        let signature = key.sign(&message(checkpoint, time_s)).to_bytes();
        let timestamped = [&time_s.to_be_bytes()[..], &signature].concat();
        Ok(Self {
            checkpoint: checkpoint.checkpoint().clone(),
            cosigner,
            time_s,
            line: SignatureLine::new(name, id, timestamped),
        })
    }

    /// What it receipts.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The node that receipted.
    pub fn cosigner(&self) -> &NodeId {
        &self.cosigner
    }

    /// When it says it did, in Unix seconds.
    pub fn time_s(&self) -> u64 {
        self.time_s
    }

    /// The signature line; `to_string` gives its text, without newline, as it is stored and sent.
    pub fn line(&self) -> &SignatureLine {
        &self.line
    }
}

/// A cosignature as it was received: well formed, and that is all. Its cosigner says whose key to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnverifiedCosignature {
    cosigner: NodeId,
    time_s: u64,
    line: SignatureLine,
}

impl UnverifiedCosignature {
    /// Reads a signature line, without newline.
    ///
    /// # Errors
    /// [`PeerFault::SignatureLineMalformed`] and the faults of [`UnverifiedCosignature::from_line`].
    pub fn parse(line: &str) -> Result<Self, PeerFault> {
        Self::from_line(SignatureLine::parse(line)?)
    }

    /// Takes a signature line of a note for a cosignature.
    ///
    /// # Errors
    /// [`PeerFault::OriginMalformed`] or [`PeerFault::NameMalformed`] if its key name is no cosigner's;
    /// [`PeerFault::CosignatureMalformed`] if it is not timestamp and signature.
    pub fn from_line(line: SignatureLine) -> Result<Self, PeerFault> {
        let cosigner = parse_cosigner(line.name())?;
        let time_s = match line.signature().split_first_chunk::<8>() {
            Some((time, signature)) if signature.len() == 64 => u64::from_be_bytes(*time),
            _ => return Err(PeerFault::CosignatureMalformed),
        };
        if time_s > MAX_TIME_S {
            return Err(PeerFault::CosignatureMalformed);
        }
        Ok(Self { cosigner, time_s, line })
    }

    /// The node that is said to have receipted.
    pub fn cosigner(&self) -> &NodeId {
        &self.cosigner
    }

    /// Checks that the cosigner's node made it for this checkpoint. `key` is the `cosign` key of that node in its
    /// party's document.
    ///
    /// # Errors
    /// [`PeerFault::CosignerOutsideAudience`], [`PeerFault::SignatureMissing`] if it is of another key,
    /// [`PeerFault::KeyWeak`] or [`PeerFault::SignatureInvalid`].
    pub fn verify(&self, checkpoint: &SignedCheckpoint, key: &VerifyingKey) -> Result<Cosignature, PeerFault> {
        let Self { cosigner, time_s, line } = self;
        if !is_addressed_to(checkpoint, cosigner) {
            return Err(PeerFault::CosignerOutsideAudience);
        }
        if line.key_id() != key_id(line.name(), SignatureType::Cosignature, key) {
            return Err(PeerFault::SignatureMissing);
        }
        if !planted::is(planted::Fault::SkipReceiptSignature) {
            verify_ed25519(key, &message(checkpoint, *time_s), &line.signature()[8..])?;
        }
        Ok(Cosignature {
            checkpoint: checkpoint.checkpoint().clone(),
            cosigner: cosigner.clone(),
            time_s: *time_s,
            line: line.clone(),
        })
    }
}

/// Only the audience's party can receipt; which of its nodes belong to a group is for its document to say.
fn is_addressed_to(checkpoint: &SignedCheckpoint, cosigner: &NodeId) -> bool {
    checkpoint.checkpoint().origin().audience.party == cosigner.party
}

/// `tlog-cosignature`, section "Ed25519 signed message".
fn message(checkpoint: &SignedCheckpoint, time_s: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {time_s}\n{}", checkpoint.text()).into_bytes()
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        checkpoint::{
            UnverifiedCheckpoint,
            tests::{key, signed},
        },
        note::MAX_SIGNATURES,
    };

    const TIME_S: u64 = 1_768_437_120;

    fn erbil() -> NodeId {
        "kurdistan/erbil".parse().unwrap()
    }

    pub(crate) fn receipt(size: u8) -> Cosignature {
        Cosignature::sign(&signed(size), erbil(), TIME_S, &key(2)).unwrap()
    }

    #[test]
    fn a_receipt_is_read_and_verified() {
        let receipt = receipt(5);
        let line = receipt.line().to_string();
        assert!(line.starts_with("— seamline/1/kurdistan/erbil "));
        let read = UnverifiedCosignature::parse(&line).unwrap();
        assert_eq!(read.cosigner(), &erbil());
        let verified = read.verify(&signed(5), &key(2).verifying_key()).unwrap();
        assert_eq!((verified.time_s(), verified.cosigner()), (TIME_S, &erbil()));
        assert_eq!(verified, receipt);
    }

    #[test]
    fn the_message_is_the_specified_one() {
        let text = signed(5).text().to_owned();
        let expected = format!("cosignature/v1\ntime 1768437120\n{text}");
        let line = receipt(5);
        let (time, signature) = line.line().signature().split_at(8);
        assert_eq!(time, TIME_S.to_be_bytes());
        verify_ed25519(&key(2).verifying_key(), expected.as_bytes(), signature).unwrap();
    }

    #[test]
    fn a_receipt_is_for_one_checkpoint_and_one_key() {
        let line = receipt(5).line().clone();
        let read = UnverifiedCosignature::from_line(line).unwrap();
        let other_size = read.verify(&signed(6), &key(2).verifying_key());
        assert_eq!(other_size, Err(PeerFault::SignatureInvalid));
        let other_key = read.verify(&signed(5), &key(3).verifying_key());
        assert_eq!(other_key, Err(PeerFault::SignatureMissing));
    }

    #[test]
    fn only_the_audience_receipts() {
        let stranger: NodeId = "coalition/liaison".parse().unwrap();
        let made = Cosignature::sign(&signed(5), stranger.clone(), TIME_S, &key(2));
        assert_eq!(made, Err(Misuse::CosignerOutsideAudience));
        let name = cosigner_name(&stranger);
        let id = key_id(&name, SignatureType::Cosignature, &key(2).verifying_key());
        let line = SignatureLine::new(name, id, receipt(5).line().signature().to_vec());
        let read = UnverifiedCosignature::from_line(line).unwrap();
        let verified = read.verify(&signed(5), &key(2).verifying_key());
        assert_eq!(verified, Err(PeerFault::CosignerOutsideAudience));
    }

    #[test]
    fn bounds_hold() {
        let late = Cosignature::sign(&signed(5), erbil(), MAX_TIME_S + 1, &key(2));
        assert_eq!(late, Err(Misuse::TimeOutOfRange));
        let with = |signature: Vec<u8>| {
            let line = SignatureLine::new(cosigner_name(&erbil()), [0; 4], signature);
            UnverifiedCosignature::parse(&line.to_string()).err()
        };
        assert_eq!(with([&[0x7f; 8][..], &[0; 64]].concat()), None);
        let malformed = Some(PeerFault::CosignatureMalformed);
        assert_eq!(with([&[0x80; 8][..], &[0; 64]].concat()), malformed);
        assert_eq!(with(vec![0; 71]), malformed);
        assert_eq!(with(vec![0; 73]), malformed);
        assert_eq!(with(vec![0; 1]), malformed);
    }

    #[test]
    fn a_note_carries_receipts_to_its_bound() {
        let signed = signed(5);
        let receipts = vec![receipt(5); MAX_SIGNATURES];
        assert_eq!(signed.with_cosignatures(&receipts), Err(Misuse::NoteFull));
        assert_eq!(signed.with_cosignatures(&[receipt(6)]), Err(Misuse::ReceiptOfAnother));
        let cosigned = signed.with_cosignatures(&receipts[1..]).unwrap();
        let read = UnverifiedCheckpoint::parse(&cosigned.note().to_bytes()).unwrap();
        assert_eq!(read, cosigned);
        assert_eq!(read.verify(&key(1).verifying_key()).unwrap(), signed);
        let line = read.note().signatures()[1].clone();
        let cosignature = UnverifiedCosignature::from_line(line).unwrap();
        cosignature.verify(&signed, &key(2).verifying_key()).unwrap();
    }

    proptest! {
        #[test]
        fn a_flipped_bit_never_verifies(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut line = receipt(5).line().to_string().into_bytes();
            let at = at.index(line.len());
            line[at] ^= 1_u8 << bit;
            let Ok(line) = String::from_utf8(line) else { return Ok(()) };
            if let Ok(read) = UnverifiedCosignature::parse(&line) {
                prop_assert!(read.verify(&signed(5), &key(2).verifying_key()).is_err());
            }
        }
    }
}
