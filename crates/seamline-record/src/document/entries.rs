//! What a party document is made of: clearances, audiences, nodes, binding officers, closed keys.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::VerifyingKey;

use crate::{
    cbor::Value,
    error::RecordFault,
    id::{Hash, Name, RecordId},
    keys::{KeyId, decode_verifying_key},
    label::Level,
};

/// What an audience may hold: a highest level and the caveats it is trusted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// Highest level.
    pub level: Level,
    /// Caveats held.
    pub caveats: BTreeSet<String>,
}

impl Clearance {
    /// `[level, [caveat…]]`.
    pub fn to_value(&self) -> Value {
        let caveats = self.caveats.iter().map(|c| Value::from(c.as_str())).collect();
        Value::Array(vec![Value::Int(self.level as i64), Value::Array(caveats)])
    }

    /// The clearance in a value, or `None` if it is not one.
    pub fn from_value(value: &Value) -> Option<Self> {
        let [level, caveats] = value.as_array()? else { return None };
        let level = *Level::ALL.get(usize::try_from(level.as_int()?).ok()?)?;
        let caveats = caveats.as_array()?.iter().map(|c| c.as_text().map(str::to_owned)).collect::<Option<_>>()?;
        Some(Self { level, caveats })
    }
}

/// A group of a party's nodes with its own clearance, so that a captured desk does not hold the ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// Name of the group within the party.
    pub name: Name,
    /// Nodes of the group.
    pub nodes: BTreeSet<Name>,
    /// What the group may hold.
    pub clearance: Clearance,
}

/// Whom a feed is for: a whole party, or one of its groups, written `party` or `party.group`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AudienceId {
    /// The party.
    pub party: Name,
    /// The group, or the whole party.
    pub group: Option<Name>,
}

impl std::fmt::Display for AudienceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.party)?;
        self.group.as_ref().map_or(Ok(()), |group| write!(f, ".{group}"))
    }
}

impl std::str::FromStr for AudienceId {
    type Err = crate::id::NotOfForm;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (party, group) = text.split_once('.').map_or((text, None), |(party, group)| (party, Some(group)));
        Ok(Self { party: party.parse()?, group: group.map(str::parse).transpose()? })
    }
}

/// Public keys of a node: what it signs, cosigns, speaks and unseals with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeEntry {
    /// The node's name within its party.
    pub name: Name,
    /// Signs records and checkpoints (Ed25519).
    pub sign: VerifyingKey,
    /// Signs receipts only (Ed25519).
    pub cosign: VerifyingKey,
    /// Pinned in TLS (Ed25519).
    pub tls: VerifyingKey,
    /// Unseals bundles (X25519).
    pub seal: [u8; 32],
}

impl NodeEntry {
    pub(super) fn keys(&self) -> [[u8; 32]; 4] {
        [self.sign.to_bytes(), self.cosign.to_bytes(), self.tls.to_bytes(), self.seal]
    }

    /// `[name, sign, cosign, tls, seal]`: also the card by which a node is proposed to its party's roots.
    pub fn to_value(&self) -> Value {
        Value::Array(vec![
            Value::from(self.name.as_str()),
            Value::from(&self.sign.as_bytes()[..]),
            Value::from(&self.cosign.as_bytes()[..]),
            Value::from(&self.tls.as_bytes()[..]),
            Value::from(&self.seal[..]),
        ])
    }

    /// # Errors
    /// [`RecordFault::Malformed`] or [`RecordFault::WeakKey`].
    pub fn from_value(value: &Value) -> Result<Self, RecordFault> {
        let malformed = || RecordFault::Malformed("node entry");
        let Some([name, sign, cosign, tls, seal]) = value.as_array() else { return Err(malformed()) };
        let key = |v: &Value| decode_verifying_key(v.as_bytes().unwrap_or_default());
        Ok(Self {
            name: name.as_text().and_then(|n| n.parse().ok()).ok_or_else(malformed)?,
            sign: key(sign)?,
            cosign: key(cosign)?,
            tls: key(tls)?,
            seal: seal.as_bytes().and_then(|b| b.try_into().ok()).ok_or_else(malformed)?,
        })
    }
}

/// An officer who can bind the party: signs concurrences with a key of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BindingOfficer {
    /// Name as shown, 1 to 64 bytes; unique within the document.
    pub name: String,
    /// Signs concurrences (Ed25519).
    pub key: VerifyingKey,
    /// Numbers of the kinds that the officer may bind the party to, ascending.
    pub kinds: Vec<u8>,
}

impl BindingOfficer {
    /// `[name, key, [kind…]]`: also the card by which an officer is proposed to the party's roots.
    pub fn to_value(&self) -> Value {
        let kinds = self.kinds.iter().map(|kind| Value::Int(i64::from(*kind))).collect();
        Value::Array(vec![Value::from(self.name.as_str()), Value::from(&self.key.as_bytes()[..]), Value::Array(kinds)])
    }

    /// # Errors
    /// [`RecordFault::Malformed`] or [`RecordFault::WeakKey`].
    pub fn from_value(value: &Value) -> Result<Self, RecordFault> {
        let malformed = || RecordFault::Malformed("officer entry");
        let Some([name, key, kinds]) = value.as_array() else { return Err(malformed()) };
        let number = |v: &Value| v.as_int().and_then(|i| u8::try_from(i).ok());
        let kinds = kinds.as_array().and_then(|kinds| kinds.iter().map(number).collect::<Option<Vec<u8>>>());
        Ok(Self {
            name: name.as_text().filter(|n| (1..=64).contains(&n.len())).ok_or_else(malformed)?.to_owned(),
            key: decode_verifying_key(key.as_bytes().unwrap_or_default())?,
            kinds: kinds.filter(|k| k.windows(2).all(|pair| pair[0] < pair[1])).ok_or_else(malformed)?,
        })
    }
}

/// How much of one feed stands although the key that signed it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Leaves below this position stand.
    pub size: u64,
    /// Root of the tree of so many leaves: which history is meant.
    pub root: Hash,
}

/// Feeds have fewer leaves than this.
const FEED_SIZE_LIMIT: u64 = 1 << 40;

/// A node's signing key that the party has closed: what it signed counts only as far as this says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// The signing key.
    pub key: VerifyingKey,
    /// Name of the node whose key it was.
    pub node: Name,
    /// Feeds that stand up to a size, by feed id; whatever else the key signed is void.
    pub feeds: BTreeMap<[u8; 16], Cut>,
    /// Records that stand whatever the cuts say.
    pub keep: BTreeSet<RecordId>,
}

impl Closure {
    /// Id of the closed key.
    pub fn key_id(&self) -> KeyId {
        KeyId::of(&self.key)
    }

    /// `[key, node, [[feed, size, root]…], [id…]]`.
    pub fn to_value(&self) -> Value {
        let cut = |(feed, cut): (&[u8; 16], &Cut)| {
            Value::Array(vec![Value::from(&feed[..]), Value::from(cut.size), Value::from(&cut.root.0[..])])
        };
        Value::Array(vec![
            Value::from(&self.key.as_bytes()[..]),
            Value::from(self.node.as_str()),
            Value::Array(self.feeds.iter().map(cut).collect()),
            ids_to_value(&self.keep),
        ])
    }

    /// # Errors
    /// [`RecordFault::Malformed`] or [`RecordFault::WeakKey`].
    pub fn from_value(value: &Value) -> Result<Self, RecordFault> {
        let malformed = || RecordFault::Malformed("closed key");
        let Some([key, node, feeds, keep]) = value.as_array() else { return Err(malformed()) };
        let cut = |v: &Value| match v.as_array()? {
            [feed, size, root] => {
                let size = u64::try_from(size.as_int()?).ok().filter(|size| *size < FEED_SIZE_LIMIT)?;
                Some((feed.as_bytes()?.try_into().ok()?, Cut { size, root: Hash(root.as_bytes()?.try_into().ok()?) }))
            }
            _ => None,
        };
        let feeds = feeds.as_array().and_then(|feeds| feeds.iter().map(cut).collect::<Option<_>>());
        Ok(Self {
            key: decode_verifying_key(key.as_bytes().unwrap_or_default())?,
            node: node.as_text().and_then(|n| n.parse().ok()).ok_or_else(malformed)?,
            feeds: feeds.ok_or_else(malformed)?,
            keep: ids_from_value(keep).ok_or_else(malformed)?,
        })
    }
}

pub(super) fn ids_to_value(ids: &BTreeSet<RecordId>) -> Value {
    Value::Array(ids.iter().map(|id| Value::from(&id.0.0[..])).collect())
}

pub(super) fn ids_from_value(value: &Value) -> Option<BTreeSet<RecordId>> {
    let id = |v: &Value| Some(RecordId(Hash(v.as_bytes()?.try_into().ok()?)));
    value.as_array()?.iter().map(id).collect()
}
