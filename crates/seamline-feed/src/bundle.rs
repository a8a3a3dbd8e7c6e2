//! Bundles: frames as a file, one way, encrypted to the seal keys of those who may hold them.
//!
//! A bundle is read like a wire: the same frames, the same checks, the same final state. Importing one twice, or out of
//! order, or half, changes nothing that was right before.

use seamline_record::{NodeId, Value};

use crate::{
    error::{Misuse, PeerFault},
    frame::{Frame, MAX_FRAMES, frames},
    seal::{self, SealPublic, SealSecret},
};

/// Longest bundle in bytes.
pub const MAX_BUNDLE_BYTES: usize = 256 << 20;

/// Most parts of a bundle.
pub const MAX_PARTS: usize = 256;

/// Most wrapped keys of all parts together. A reader tries its key on each, at some 75 µs: without this bound a bundle
/// of 5 MB cost five seconds before it was known to be for somebody else.
pub const MAX_KEYS: usize = 2048;

/// One part of a bundle: frames for one set of readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Who can read it: exactly those who may hold everything in it.
    pub readers: Vec<SealPublic>,
    /// Documents, stretches and receipts, in the order to take them.
    pub frames: Vec<Frame>,
}

/// What a reader finds in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The node that wrote it. It vouches for nothing: every stretch and receipt inside proves its own origin.
    pub from: NodeId,
    /// Frames of all parts that are for this reader.
    pub frames: Vec<Frame>,
}

/// Encrypts each part for its readers and puts them into one file: each part behind its length, eight octets,
/// big-endian. A node that may not hold a feed cannot read the part with it; that there is another part shows.
///
/// # Errors
/// Those of [`seal::seal`]; [`Misuse::BundleOutOfBounds`] if readers would refuse it.
pub fn write(from: &NodeId, parts: &[Part], random: &mut seal::Random<'_>) -> Result<Vec<u8>, Misuse> {
    let keys: usize = parts.iter().map(|part| part.readers.len()).sum();
    let frames = parts.iter().map(|part| part.frames.len()).max().unwrap_or_default();
    if !(1..=MAX_PARTS).contains(&parts.len()) || keys > MAX_KEYS || frames > MAX_FRAMES {
        return Err(Misuse::BundleOutOfBounds);
    }
    let mut file = Vec::new();
    let head = Value::text(from.to_string()).encode();
    for part in parts {
        let mut plain = (head.len() as u32).to_be_bytes().to_vec();
        plain.extend(&head);
        for frame in &part.frames {
            plain.extend(frame.with_length());
        }
        let sealed = seal::seal(&part.readers, &plain, random)?;
        file.extend((sealed.len() as u64).to_be_bytes());
        file.extend(sealed);
        if file.len() > MAX_BUNDLE_BYTES {
            return Err(Misuse::BundleOutOfBounds);
        }
    }
    Ok(file)
}

impl Bundle {
    /// Decrypts and reads what is for the holder of this key.
    ///
    /// # Errors
    /// Those of [`seal::open`], with [`PeerFault::SealNotForThisKey`] where no part is for this key;
    /// [`PeerFault::BundleMalformed`]; [`PeerFault::FrameMalformed`] for a frame that does not belong in a bundle.
    pub fn open(file: &[u8], secret: &SealSecret) -> Result<Self, PeerFault> {
        let mut bundle: Option<Self> = None;
        if file.len() > MAX_BUNDLE_BYTES {
            return Err(PeerFault::BundleMalformed);
        }
        let parts = parts(file)?;
        if parts.iter().map(|sealed| seal::recipients(sealed)).sum::<usize>() > MAX_KEYS {
            return Err(PeerFault::BundleMalformed);
        }
        for sealed in parts {
            let plain = match seal::open(secret, sealed) {
                Err(PeerFault::SealNotForThisKey) => continue,
                opened => opened?,
            };
            let part = Self::read(&plain)?;
            match &mut bundle {
                None => bundle = Some(part),
                Some(bundle) if bundle.from == part.from => bundle.frames.extend(part.frames),
                Some(_) => return Err(PeerFault::BundleMalformed),
            }
        }
        bundle.ok_or(PeerFault::SealNotForThisKey)
    }

    fn read(plain: &[u8]) -> Result<Self, PeerFault> {
        let malformed = PeerFault::BundleMalformed;
        let (length, rest) = plain.split_first_chunk::<4>().ok_or(malformed)?;
        let (head, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize).ok_or(malformed)?;
        let head = Value::decode(head).map_err(|_| malformed)?;
        let from = head.as_text().and_then(|text| text.parse().ok()).ok_or(malformed)?;
        let frames = frames(rest)?;
        let belongs =
            |frame: &Frame| matches!(frame, Frame::Doc(_) | Frame::Leaves(_) | Frame::Cosig(_) | Frame::Chunk(_));
        if frames.iter().all(belongs) { Ok(Self { from, frames }) } else { Err(PeerFault::FrameMalformed) }
    }
}

fn parts(mut file: &[u8]) -> Result<Vec<&[u8]>, PeerFault> {
    let malformed = PeerFault::BundleMalformed;
    let mut parts = Vec::new();
    while !file.is_empty() {
        let (length, rest) = file.split_first_chunk::<8>().ok_or(malformed)?;
        let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| malformed)?;
        let (part, rest) = rest.split_at_checked(length).ok_or(malformed)?;
        if parts.len() == MAX_PARTS {
            return Err(malformed);
        }
        parts.push(part);
        file = rest;
    }
    if parts.is_empty() { Err(malformed) } else { Ok(parts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_opens_for_its_audience_only_and_whole_only() {
        let (ours, theirs) = (SealSecret::from_seed(&[1; 32]), SealSecret::from_seed(&[2; 32]));
        let from: NodeId = "iraq/makhmour".parse().unwrap();
        let both = Part { readers: vec![ours.public(), theirs.public()], frames: vec![Frame::Doc(vec![1, 2, 3])] };
        let one = Part { readers: vec![ours.public()], frames: vec![Frame::Doc(vec![4])] };
        let mut n = 0u8;
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                n = n.wrapping_mul(31).wrapping_add(7);
                *byte = n;
            }
        };
        let sealed = write(&from, &[both.clone(), one.clone()], &mut random).unwrap();
        let all = [both.frames.clone(), one.frames.clone()].concat();
        assert_eq!(Bundle::open(&sealed, &ours), Ok(Bundle { from: from.clone(), frames: all }));
        assert_eq!(Bundle::open(&sealed, &theirs), Ok(Bundle { from: from.clone(), frames: both.frames }));
        assert!(Bundle::open(&sealed[..sealed.len() - 1], &ours).is_err());
        let sealed = write(&from, &[one], &mut random).unwrap();
        assert_eq!(Bundle::open(&sealed, &theirs), Err(PeerFault::SealNotForThisKey));
        let strange = Part { readers: vec![ours.public()], frames: vec![Frame::Live] };
        let sealed = write(&from, &[strange], &mut random).unwrap();
        assert_eq!(Bundle::open(&sealed, &ours), Err(PeerFault::FrameMalformed));
    }
    #[test]
    fn a_bundle_that_costs_its_reader_too_much_is_refused() {
        let secret = SealSecret::from_seed(&[1; 32]);
        let from: NodeId = "iraq/makhmour".parse().unwrap();
        let mut n = 0u64;
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                *byte = (n >> 56) as u8;
            }
        };
        let part = |readers: &[SealPublic], frames: usize| Part {
            readers: readers.to_vec(),
            frames: vec![Frame::Doc(vec![]); frames],
        };
        let own = [secret.public()];
        let refused = |file: &[u8]| assert_eq!(Bundle::open(file, &secret), Err(PeerFault::BundleMalformed));

        assert!(Bundle::open(&write(&from, &[part(&own, MAX_FRAMES)], &mut random).unwrap(), &secret).is_ok());
        assert_eq!(write(&from, &[part(&own, MAX_FRAMES + 1)], &mut random), Err(Misuse::BundleOutOfBounds));
        let mut plain = [&[0, 0, 0, 14][..], &Value::text(from.to_string()).encode()].concat();
        plain.extend(Frame::Doc(vec![]).with_length().repeat(MAX_FRAMES + 1));
        let sealed = seal::seal(&own, &plain, &mut random).unwrap();
        let file = [&(sealed.len() as u64).to_be_bytes()[..], &sealed].concat();
        assert_eq!(Bundle::open(&file, &secret), Err(PeerFault::TooManyFrames));

        assert_eq!(write(&from, &[], &mut random), Err(Misuse::BundleOutOfBounds));
        let one = write(&from, &[part(&own, 0)], &mut random).unwrap();
        assert!(Bundle::open(&one.repeat(MAX_PARTS), &secret).is_ok());
        refused(&one.repeat(MAX_PARTS + 1));

        let strangers: Vec<SealPublic> = (2..130u8).map(|n| SealSecret::from_seed(&[n; 32]).public()).collect();
        let many = write(&from, &[part(&strangers, 0)], &mut random).unwrap();
        assert_eq!(Bundle::open(&many.repeat(MAX_KEYS / 128), &secret), Err(PeerFault::SealNotForThisKey));
        refused(&many.repeat(MAX_KEYS / 128 + 1));
    }
}
