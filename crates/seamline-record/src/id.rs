//! Identifiers: hashes, record ids, names of parties and nodes.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};

/// SHA-256 digest (FIPS 180-4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// SHA-256 of `bytes`.
pub fn hash_of(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

/// Identity of a record: the hash of what was signed, not of the signature, which can be remade.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub Hash);

macro_rules! hex_display {
    ($type:ty, $($field:tt)+) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.$($field)+.iter().try_for_each(|b| write!(f, "{b:02x}"))
            }
        }
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    };
}
hex_display!(Hash, 0);
hex_display!(RecordId, 0.0);

/// A name or hash that is not of its form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotOfForm(pub &'static str);

impl FromStr for Hash {
    type Err = NotOfForm;
    fn from_str(text: &str) -> Result<Self, NotOfForm> {
        let wrong = NotOfForm("an id is 64 lower-case hexadecimal digits");
        let bytes = text.as_bytes();
        if bytes.len() != 64 {
            return Err(wrong);
        }
        let mut out = [0; 32];
        for (byte, pair) in out.iter_mut().zip(bytes.chunks_exact(2)) {
            *byte = match (nibble(pair[0]), nibble(pair[1])) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => return Err(wrong),
            };
        }
        Ok(Self(out))
    }
}

fn nibble(c: u8) -> Option<u8> {
    match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    }
}

impl FromStr for RecordId {
    type Err = NotOfForm;
    fn from_str(text: &str) -> Result<Self, NotOfForm> {
        text.parse().map(Self)
    }
}

/// Name of a party, node or node group: 1–32 of `a-z`, `0-9`, `-`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = NotOfForm;
    fn from_str(text: &str) -> Result<Self, NotOfForm> {
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        if (1..=32).contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotOfForm("a name is 1 to 32 of a-z, 0-9 and -"))
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A node of a party, written `party/node`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId {
    /// The party that runs the node.
    pub party: Name,
    /// The node's name within its party.
    pub node: Name,
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.party, self.node)
    }
}

impl FromStr for NodeId {
    type Err = NotOfForm;
    fn from_str(text: &str) -> Result<Self, NotOfForm> {
        let (party, node) = text.split_once('/').ok_or(NotOfForm("a node is written party/node"))?;
        Ok(Self { party: party.parse()?, node: node.parse()? })
    }
}
