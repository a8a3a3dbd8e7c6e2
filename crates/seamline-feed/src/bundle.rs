//! Bundles: frames as a file, one way, encrypted to the seal keys of those who may hold them.
//!
//! A bundle is read like a wire: the same frames, the same checks, the same final state. Importing one twice, or out of
//! order, or half, changes nothing that was right before.

use seamline_record::{NodeId, Value};

use crate::{
    error::{Misuse, PeerFault},
    frame::{Frame, frames},
    seal::{self, SealPublic, SealSecret},
};

/// Most bytes of a bundle that is read at once.
pub const MAX_BUNDLE_BYTES: usize = 1 << 30;

/// What a bundle holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The node that wrote it. It vouches for nothing: every stretch and receipt inside proves its own origin.
    pub from: NodeId,
    /// Documents, stretches and receipts, in the order to take them.
    pub frames: Vec<Frame>,
}

impl Bundle {
    /// Encrypts the bundle for these keys.
    ///
    /// # Errors
    /// Those of [`seal::seal`].
    pub fn seal(&self, recipients: &[SealPublic], random: &mut seal::Random<'_>) -> Result<Vec<u8>, Misuse> {
        let head = Value::text(self.from.to_string()).encode();
        let mut plain = (head.len() as u32).to_be_bytes().to_vec();
        plain.extend(head);
        self.frames.iter().for_each(|frame| plain.extend(frame.with_length()));
        seal::seal(recipients, &plain, random)
    }

    /// Decrypts and reads a bundle.
    ///
    /// # Errors
    /// Those of [`seal::open`], [`PeerFault::BundleMalformed`], and [`PeerFault::FrameMalformed`] for a frame that does
    /// not belong in a bundle.
    pub fn open(sealed: &[u8], secret: &SealSecret) -> Result<Self, PeerFault> {
        let plain = seal::open(secret, sealed)?;
        let malformed = PeerFault::BundleMalformed;
        let (length, rest) = plain.split_first_chunk::<4>().ok_or(malformed)?;
        let (head, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize).ok_or(malformed)?;
        let head = Value::decode(head).map_err(|_| malformed)?;
        let from = head.as_text().and_then(|text| text.parse().ok()).ok_or(malformed)?;
        let frames = frames(rest)?;
        let belongs = |frame: &Frame| matches!(frame, Frame::Doc(_) | Frame::Leaves(_) | Frame::Cosig(_));
        if frames.iter().all(belongs) { Ok(Self { from, frames }) } else { Err(PeerFault::FrameMalformed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_opens_for_its_audience_only_and_whole_only() {
        let (ours, theirs) = (SealSecret::from_seed(&[1; 32]), SealSecret::from_seed(&[2; 32]));
        let frames = vec![Frame::Doc(vec![1, 2, 3]), Frame::Doc(vec![4])];
        let bundle = Bundle { from: "iraq/makhmour".parse().unwrap(), frames };
        let mut n = 0u8;
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                n = n.wrapping_mul(31).wrapping_add(7);
                *byte = n;
            }
        };
        let sealed = bundle.seal(&[ours.public()], &mut random).unwrap();
        assert_eq!(Bundle::open(&sealed, &ours), Ok(bundle));
        assert_eq!(Bundle::open(&sealed, &theirs), Err(PeerFault::SealNotForThisKey));
        assert!(Bundle::open(&sealed[..sealed.len() - 1], &ours).is_err());
        let strange = Bundle { from: "iraq/makhmour".parse().unwrap(), frames: vec![Frame::Live] };
        let sealed = strange.seal(&[ours.public()], &mut random).unwrap();
        assert_eq!(Bundle::open(&sealed, &ours), Err(PeerFault::FrameMalformed));
    }
}
