//! Leaves of a feed: what a checkpoint covers. At most 1 KiB each; payloads stand beside them.

use seamline_record::{Hash, Name, Salt, Value, hash_of};
use seamline_release::Act;

use crate::{
    error::PeerFault,
    merkle::{SIZE_LIMIT, TreeHash},
    origin::FeedId,
};

/// Longest leaf in bytes.
pub const MAX_LEAF_BYTES: usize = 1024;

const OPEN: i64 = 0;
const ACT: i64 = 1;
const SEEN: i64 = 2;

/// Where an earlier feed of the same node for the same audience ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Its id.
    pub feed: FeedId,
    /// Its size.
    pub size: u64,
    /// Its root at that size.
    pub root: TreeHash,
}

/// One leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// Leaf 0 of every feed: links back to the feed before it.
    Open(Option<Ended>),
    /// A release.
    Act(Act),
    /// Salted hash of what the writer held when the acts after it were made: see [`Seen`]. Fixes an order of cause
    /// between two feeds for later evidence; in clear it would tell the audience's desks of feeds that only their
    /// command may hold.
    Seen(Hash),
    /// Of a later version: stored, cosigned, inert.
    Unknown,
}

impl Leaf {
    /// Encoding; [`Leaf::Unknown`] has none of its own and gives null.
    pub fn encode(&self) -> Vec<u8> {
        let value = match self {
            Self::Open(ended) => {
                Value::Array(vec![Value::Int(OPEN), ended.as_ref().map_or(Value::Null, Ended::to_value)])
            }
            Self::Act(act) => Value::Array(vec![Value::Int(ACT), act.to_value()]),
            Self::Seen(hash) => Value::Array(vec![Value::Int(SEEN), Value::from(&hash.0[..])]),
            Self::Unknown => Value::Null,
        };
        value.encode()
    }

    /// What a leaf says. Anything within bounds is a leaf: what is not understood is [`Leaf::Unknown`], since a leaf
    /// of a later version must not wedge a link.
    ///
    /// # Errors
    /// [`PeerFault::LeafTooLong`].
    pub fn decode(bytes: &[u8]) -> Result<Self, PeerFault> {
        if bytes.len() > MAX_LEAF_BYTES {
            return Err(PeerFault::LeafTooLong);
        }
        Ok(Value::decode(bytes).ok().and_then(|value| Self::known(&value)).unwrap_or(Self::Unknown))
    }

    fn known(value: &Value) -> Option<Self> {
        match value.as_array()? {
            [Value::Int(OPEN), Value::Null] => Some(Self::Open(None)),
            [Value::Int(OPEN), ended] => Ended::from_value(ended).map(|ended| Self::Open(Some(ended))),
            [Value::Int(ACT), act] => Act::from_value(act).map(Self::Act),
            [Value::Int(SEEN), hash] => Some(Self::Seen(Hash(hash.as_bytes()?.try_into().ok()?))),
            _ => None,
        }
    }
}

/// What a `seen` leaf commits to: sizes of the audience's feeds that the writer cosigned, versions of party documents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// `(feed, size)`, sorted.
    pub heads: Vec<(FeedId, u64)>,
    /// `(party, version)`, sorted.
    pub documents: Vec<(Name, u64)>,
}

impl Seen {
    /// `[[feed, size]…], [[party, version]…]`.
    pub fn to_value(&self) -> Value {
        let head = |(feed, size): &(FeedId, u64)| Value::Array(vec![Value::from(&feed.0[..]), Value::from(*size)]);
        let document =
            |(party, version): &(Name, u64)| Value::Array(vec![Value::from(party.as_str()), Value::from(*version)]);
        let heads = Value::Array(self.heads.iter().map(head).collect());
        Value::Array(vec![heads, Value::Array(self.documents.iter().map(document).collect())])
    }

    /// The leaf that commits to this.
    pub fn leaf(&self, salt: &Salt) -> Leaf {
        let preimage = vec![Value::from("seamline/seen/1"), Value::from(&salt[..]), self.to_value()];
        Leaf::Seen(hash_of(&Value::Array(preimage).encode()))
    }
}

impl Ended {
    fn to_value(&self) -> Value {
        Value::Array(vec![Value::from(&self.feed.0[..]), Value::from(self.size), Value::from(&self.root.0[..])])
    }

    fn from_value(value: &Value) -> Option<Self> {
        let [feed, size, root] = value.as_array()? else { return None };
        Some(Self {
            feed: FeedId(feed.as_bytes()?.try_into().ok()?),
            size: u64::try_from(size.as_int()?).ok().filter(|size| *size < SIZE_LIMIT)?,
            root: TreeHash(root.as_bytes()?.try_into().ok()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn leaves_round_trip() {
        let ended = Ended { feed: FeedId([1; 16]), size: 9, root: TreeHash([2; 32]) };
        let seen = Seen { heads: vec![(FeedId([3; 16]), 4)], documents: vec![("iraq".parse().unwrap(), 2)] };
        assert_ne!(seen.leaf(&[1; 16]), seen.leaf(&[2; 16]), "without a salt the sizes could be guessed");
        let seen = seen.leaf(&[1; 16]);
        for leaf in [Leaf::Open(None), Leaf::Open(Some(ended)), seen] {
            assert_eq!(Leaf::decode(&leaf.encode()), Ok(leaf));
        }
    }

    #[test]
    fn a_leaf_of_a_later_version_is_inert_and_a_long_one_is_refused() {
        let later = Value::Array(vec![Value::Int(99), Value::text("later")]).encode();
        assert_eq!(Leaf::decode(&later), Ok(Leaf::Unknown));
        assert_eq!(Leaf::decode(&vec![0; MAX_LEAF_BYTES + 1]), Err(PeerFault::LeafTooLong));
    }

    proptest! {
        #[test]
        fn hostile_leaves_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let leaf = Leaf::decode(&bytes).unwrap();
            prop_assert!(leaf == Leaf::Unknown || leaf.encode() == bytes);
        }
    }
}
