//! Frames: what two nodes say to each other, on a wire or in a bundle. At most 1 MiB each.
//!
//! A frame is `[type, field…]` in deterministic CBOR, behind its length in four octets, big-endian.

use seamline_record::{Hash, MAX_FILE_BYTES, Name, NodeId, Value};

use seamline_release::Mode;

use crate::{error::PeerFault, leaf::Leaf, merkle::TreeHash, origin::Origin};

/// Longest frame in bytes, its length not counted.
pub const MAX_FRAME_BYTES: usize = 1 << 20;
/// Most frames read at once. A frame may be seven bytes in a file and is some 180 in memory.
pub const MAX_FRAMES: usize = 1 << 16;
/// Length of a piece of a file in bytes.
pub const CHUNK_BYTES: u64 = 256 * 1024;
/// Longest parcel in bytes: a frame must hold it.
pub const MAX_PARCEL_BYTES: usize = MAX_FRAME_BYTES - 1024;
/// Most heads in one HELLO.
pub const MAX_HEADS: usize = 4096;
/// Protocol versions that this software speaks.
pub const VERSIONS: [u64; 1] = [1];

/// How much of a feed a node holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// The feed.
    pub origin: Origin,
    /// Leaves held.
    pub size: u64,
    /// Root at that size: two holders with equal sizes and other tips have found two histories.
    pub tip: TreeHash,
    /// Largest size for which a receipt is held.
    pub receipted: u64,
}

/// A leaf with its payload, as sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The leaf.
    pub leaf: Vec<u8>,
    /// The payload, where the leaf has one.
    pub payload: Option<Vec<u8>>,
}

impl Entry {
    /// Bytes of leaf and payload.
    pub fn bytes(&self) -> usize {
        self.leaf.len() + self.payload.as_ref().map_or(0, Vec::len)
    }
}

/// A stretch of a feed up to a signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaves {
    /// The feed.
    pub origin: Origin,
    /// Position of the first entry.
    pub start: u64,
    /// The entries.
    pub entries: Vec<Entry>,
    /// The checkpoint at `start + entries`, with the origin's signature alone.
    pub checkpoint: Vec<u8>,
}

impl Leaves {
    /// Hash of the file that its one leaf names, on the lane of files.
    pub fn file(&self) -> Option<Hash> {
        let [entry] = &self.entries[..] else { return None };
        match Leaf::decode(&entry.leaf) {
            Ok(Leaf::Act(act)) if act.mode == Mode::File => Some(act.payload),
            _ => None,
        }
    }
}

/// A receipt on the checkpoint of a feed at a size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosig {
    /// The feed.
    pub origin: Origin,
    /// Tree size.
    pub size: u64,
    /// The cosignature line.
    pub line: String,
}

/// A piece of a file, sent before the leaf that names the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The feed, of the lane of files, whose next leaf names it.
    pub origin: Origin,
    /// SHA-256 of the whole file.
    pub hash: Hash,
    /// Length of the whole file in bytes.
    pub length: u64,
    /// Where the piece begins: a multiple of [`CHUNK_BYTES`].
    pub offset: u64,
    /// The piece: [`CHUNK_BYTES`] long, the last one as long as it has to be.
    pub bytes: Vec<u8>,
}

impl Chunk {
    /// Whether offset and length of the piece are those of one of the file's.
    pub fn fits(&self) -> bool {
        let left = self.length.saturating_sub(self.offset);
        (1..=MAX_FILE_BYTES).contains(&self.length)
            && self.offset.is_multiple_of(CHUNK_BYTES)
            && left > 0
            && self.bytes.len() as u64 == left.min(CHUNK_BYTES)
    }
}

/// A sealed bundle that a third party carries without being able to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// For which node.
    pub to: NodeId,
    /// The bundle.
    pub sealed: Vec<u8>,
}

/// What a node says first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hello {
    /// Versions spoken.
    pub versions: Vec<u64>,
    /// Who speaks; on a wire the pinned TLS key must agree.
    pub node: NodeId,
    /// Newest document version held of each party, sorted by party.
    pub documents: Vec<(Name, u64)>,
    /// Feeds held that the other may know of, sorted.
    pub heads: Vec<Head>,
}

/// Why a session ends. No free text: an error must not carry anything to where it was not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Bye {
    /// Shutting down or paused by an officer.
    #[error("the node closed the link")]
    Closing,
    /// No common version.
    #[error("no common protocol version")]
    Version,
    /// A frame that is not one, or not allowed now.
    #[error("a frame was malformed or out of turn")]
    Frame,
    /// A frame over its bound.
    #[error("a frame was larger than 1 MiB")]
    TooLarge,
    /// Someone else than the TLS key says.
    #[error("the node is not the one its key belongs to")]
    Identity,
    /// Hash, root, order or signature of a stretch of feed do not hold.
    #[error("a stretch of feed did not verify")]
    Feed,
    /// Sent something to one who may not hold it.
    #[error("a feed was sent to one who may not hold it")]
    NotHolder,
    /// A receipt does not verify.
    #[error("a receipt did not verify")]
    Receipt,
    /// A party document does not verify or contradicts one held.
    #[error("a party document was refused")]
    Document,
    /// The other cannot store: full disk, for example.
    #[error("the node cannot store at present")]
    Storage,
    /// A bound on volume was passed.
    #[error("too much at once")]
    Quota,
}

const BYES: [Bye; 11] = [
    Bye::Closing,
    Bye::Version,
    Bye::Frame,
    Bye::TooLarge,
    Bye::Identity,
    Bye::Feed,
    Bye::NotHolder,
    Bye::Receipt,
    Bye::Document,
    Bye::Storage,
    Bye::Quota,
];

/// What became of a parcel that was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handover {
    /// The sender need not keep it.
    Taken,
    /// There is no room for it, or an earlier one must come first: the sender keeps it, and offers it another time.
    Later,
}

/// One frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// First, from both sides.
    Hello(Hello),
    /// A party document, encoded.
    Doc(Vec<u8>),
    /// A stretch of feed.
    Leaves(Leaves),
    /// A piece of a file.
    Chunk(Chunk),
    /// A receipt.
    Cosig(Cosig),
    /// Something carried for a third party, or by one.
    Parcel(Parcel),
    /// What became of the parcel of this hash.
    Taken(Hash, Handover),
    /// Nothing to send at present; also keeps the link alive.
    Live,
    /// Last.
    Bye(Bye),
}

impl Frame {
    /// `[type, field…]`, without the length before it.
    pub fn encode(&self) -> Vec<u8> {
        let fields = match self {
            Self::Hello(hello) => vec![Value::Int(0), hello.to_value()],
            Self::Doc(encoded) => vec![Value::Int(1), Value::from(&encoded[..])],
            Self::Leaves(leaves) => vec![Value::Int(2), leaves.to_value()],
            Self::Chunk(chunk) => vec![
                Value::Int(3),
                Value::text(chunk.origin.to_string()),
                Value::from(&chunk.hash.0[..]),
                Value::from(chunk.length),
                Value::from(chunk.offset),
                Value::from(&chunk.bytes[..]),
            ],
            Self::Parcel(p) => vec![Value::Int(5), Value::text(p.to.to_string()), Value::from(&p.sealed[..])],
            Self::Taken(hash, outcome) => {
                vec![Value::Int(8), Value::from(&hash.0[..]), Value::Bool(*outcome == Handover::Taken)]
            }
            Self::Cosig(cosig) => vec![
                Value::Int(4),
                Value::text(cosig.origin.to_string()),
                Value::from(cosig.size),
                Value::from(cosig.line.as_str()),
            ],
            Self::Live => vec![Value::Int(6)],
            Self::Bye(bye) => vec![Value::Int(7), Value::from(*bye as u64)],
        };
        Value::Array(fields).encode()
    }

    /// Strict decoding.
    ///
    /// # Errors
    /// [`PeerFault::FrameTooLong`] or [`PeerFault::FrameMalformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, PeerFault> {
        if bytes.len() > MAX_FRAME_BYTES {
            return Err(PeerFault::FrameTooLong);
        }
        let value = Value::decode(bytes).map_err(|_| PeerFault::FrameMalformed)?;
        Self::from_value(&value).ok_or(PeerFault::FrameMalformed)
    }

    fn from_value(value: &Value) -> Option<Self> {
        Some(match value.as_array()? {
            [Value::Int(0), hello] => Self::Hello(Hello::from_value(hello)?),
            [Value::Int(1), Value::Bytes(encoded)] => Self::Doc(encoded.clone()),
            [Value::Int(2), leaves] => Self::Leaves(Leaves::from_value(leaves)?),
            [Value::Int(3), origin, hash, length, offset, Value::Bytes(bytes)] => {
                let chunk = Chunk {
                    origin: origin.as_text()?.parse().ok()?,
                    hash: Hash(hash.as_bytes()?.try_into().ok()?),
                    length: number(length)?,
                    offset: number(offset)?,
                    bytes: bytes.clone(),
                };
                Self::Chunk(Some(chunk).filter(Chunk::fits)?)
            }
            [Value::Int(5), to, Value::Bytes(sealed)] => {
                Self::Parcel(Parcel { to: to.as_text()?.parse().ok()?, sealed: sealed.clone() })
            }
            [Value::Int(8), Value::Bytes(hash), Value::Bool(taken)] => {
                let outcome = if *taken { Handover::Taken } else { Handover::Later };
                Self::Taken(Hash(hash.as_slice().try_into().ok()?), outcome)
            }
            [Value::Int(4), origin, size, line] => Self::Cosig(Cosig {
                origin: origin.as_text()?.parse().ok()?,
                size: number(size)?,
                line: line.as_text()?.to_owned(),
            }),
            [Value::Int(6)] => Self::Live,
            [Value::Int(7), code] => Self::Bye(*BYES.get(usize::try_from(code.as_int()?).ok()?)?),
            _ => return None,
        })
    }

    /// The frame behind its length.
    pub fn with_length(&self) -> Vec<u8> {
        let body = self.encode();
        [&(body.len() as u32).to_be_bytes()[..], &body].concat()
    }
}

/// The frames in a run of bytes, each behind its length.
///
/// # Errors
/// As [`Frame::decode`]; [`PeerFault::FrameMalformed`] where the bytes end within a frame; [`PeerFault::TooManyFrames`]
/// beyond [`MAX_FRAMES`].
pub fn frames(mut bytes: &[u8]) -> Result<Vec<Frame>, PeerFault> {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or(PeerFault::FrameMalformed)?;
        let length = u32::from_be_bytes(*length) as usize;
        if length > MAX_FRAME_BYTES {
            return Err(PeerFault::FrameTooLong);
        }
        let (body, rest) = rest.split_at_checked(length).ok_or(PeerFault::FrameMalformed)?;
        if frames.len() == MAX_FRAMES {
            return Err(PeerFault::TooManyFrames);
        }
        frames.push(Frame::decode(body)?);
        bytes = rest;
    }
    Ok(frames)
}

fn number(value: &Value) -> Option<u64> {
    u64::try_from(value.as_int()?).ok().filter(|n| *n < crate::merkle::SIZE_LIMIT)
}

impl Hello {
    fn to_value(&self) -> Value {
        let document =
            |(party, version): &(Name, u64)| Value::Array(vec![Value::from(party.as_str()), Value::from(*version)]);
        let head = |h: &Head| {
            Value::Array(vec![
                Value::text(h.origin.to_string()),
                Value::from(h.size),
                Value::from(&h.tip.0[..]),
                Value::from(h.receipted),
            ])
        };
        Value::Array(vec![
            Value::Array(self.versions.iter().map(|v| Value::from(*v)).collect()),
            Value::text(self.node.to_string()),
            Value::Array(self.documents.iter().map(document).collect()),
            Value::Array(self.heads.iter().map(head).collect()),
        ])
    }

    fn from_value(value: &Value) -> Option<Self> {
        let [versions, node, documents, heads] = value.as_array()? else { return None };
        let document = |v: &Value| match v.as_array()? {
            [party, version] => Some((party.as_text()?.parse().ok()?, number(version)?)),
            _ => None,
        };
        let head = |v: &Value| match v.as_array()? {
            [origin, size, tip, receipted] => Some(Head {
                origin: origin.as_text()?.parse().ok()?,
                size: number(size)?,
                tip: TreeHash(tip.as_bytes()?.try_into().ok()?),
                receipted: number(receipted)?,
            }),
            _ => None,
        };
        let heads = heads.as_array().filter(|h| h.len() <= MAX_HEADS)?;
        Some(Self {
            versions: versions.as_array()?.iter().map(number).collect::<Option<_>>()?,
            node: node.as_text()?.parse().ok()?,
            documents: documents.as_array()?.iter().map(document).collect::<Option<_>>()?,
            heads: heads.iter().map(head).collect::<Option<_>>()?,
        })
    }
}

impl Leaves {
    fn to_value(&self) -> Value {
        let payload = |e: &Entry| e.payload.as_deref().map_or(Value::Null, Value::from);
        let entry = |e: &Entry| Value::Array(vec![Value::from(&e.leaf[..]), payload(e)]);
        Value::Array(vec![
            Value::text(self.origin.to_string()),
            Value::from(self.start),
            Value::Array(self.entries.iter().map(entry).collect()),
            Value::from(&self.checkpoint[..]),
        ])
    }

    fn from_value(value: &Value) -> Option<Self> {
        let [origin, start, entries, checkpoint] = value.as_array()? else { return None };
        let entry = |v: &Value| match v.as_array()? {
            [leaf, Value::Null] => Some(Entry { leaf: leaf.as_bytes()?.to_vec(), payload: None }),
            [leaf, payload] => {
                Some(Entry { leaf: leaf.as_bytes()?.to_vec(), payload: Some(payload.as_bytes()?.to_vec()) })
            }
            _ => None,
        };
        Some(Self {
            origin: origin.as_text()?.parse().ok()?,
            start: number(start)?,
            entries: entries.as_array()?.iter().map(entry).collect::<Option<_>>()?,
            checkpoint: checkpoint.as_bytes()?.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LINE: &str = "seamline/1/iraq/makhmour/kurdistan/0/000102030405060708090a0b0c0d0e0f";

    fn samples() -> Vec<Frame> {
        let origin: Origin = LINE.parse().unwrap();
        let entries = vec![Entry { leaf: vec![1], payload: None }, Entry { leaf: vec![2], payload: Some(vec![3; 9]) }];
        vec![
            Frame::Hello(Hello {
                versions: VERSIONS.to_vec(),
                node: "iraq/makhmour".parse().unwrap(),
                documents: vec![("iraq".parse().unwrap(), 3)],
                heads: vec![Head { origin: origin.clone(), size: 7, tip: TreeHash([4; 32]), receipted: 5 }],
            }),
            Frame::Doc(vec![1, 2, 3]),
            Frame::Leaves(Leaves { origin: origin.clone(), start: 7, entries, checkpoint: vec![9] }),
            Frame::Cosig(Cosig { origin: origin.clone(), size: 9, line: "— x y".into() }),
            Frame::Chunk(Chunk { origin, hash: Hash([5; 32]), length: 3, offset: 0, bytes: vec![1, 2, 3] }),
            Frame::Parcel(Parcel { to: "kurdistan/erbil".parse().unwrap(), sealed: vec![8; 5] }),
            Frame::Taken(Hash([6; 32]), Handover::Taken),
            Frame::Taken(Hash([6; 32]), Handover::Later),
            Frame::Live,
            Frame::Bye(Bye::Quota),
        ]
    }

    #[test]
    fn frames_round_trip_alone_and_in_a_row() {
        let run: Vec<u8> = samples().iter().flat_map(Frame::with_length).collect();
        assert_eq!(frames(&run), Ok(samples()));
        assert_eq!(frames(&run[..run.len() - 1]), Err(PeerFault::FrameMalformed));
        for (code, bye) in BYES.into_iter().enumerate() {
            assert_eq!(bye as usize, code, "a code must not change its meaning");
        }
    }

    #[test]
    fn a_piece_that_is_none_of_its_file_is_refused() {
        let origin: Origin = LINE.parse().unwrap();
        let piece = |length, offset, bytes| {
            let chunk = Chunk { origin: origin.clone(), hash: Hash([5; 32]), length, offset, bytes: vec![1; bytes] };
            Frame::decode(&Frame::Chunk(chunk).encode()).is_ok()
        };
        let whole = CHUNK_BYTES as usize;
        assert!(piece(3, 0, 3) && piece(CHUNK_BYTES + 3, CHUNK_BYTES, 3) && piece(CHUNK_BYTES + 3, 0, whole));
        for (length, offset, bytes) in [(3, 0, 2), (3, 1, 2), (0, 0, 0), (CHUNK_BYTES, CHUNK_BYTES, 0), (9, 0, 10)] {
            assert!(!piece(length, offset, bytes), "{length} {offset} {bytes}");
        }
        assert!(!piece(MAX_FILE_BYTES + 1, 0, whole) && !piece(CHUNK_BYTES * 3, 0, 5));
    }

    #[test]
    fn giant_lengths_are_refused_before_anything_is_read() {
        assert_eq!(frames(&[0xff; 4]), Err(PeerFault::FrameTooLong));
        assert_eq!(Frame::decode(&vec![0; MAX_FRAME_BYTES + 1]), Err(PeerFault::FrameTooLong));
    }

    proptest! {
        #[test]
        fn hostile_frames_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(frame) = Frame::decode(&bytes) {
                prop_assert_eq!(frame.encode(), bytes);
            }
        }
    }
}
