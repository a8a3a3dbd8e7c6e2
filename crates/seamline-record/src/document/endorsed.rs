//! A document with its roots' signatures, and what it becomes when enough have signed.

use std::collections::BTreeMap;

use ed25519_dalek::VerifyingKey;

use super::{
    body::DocumentBody,
    entries::{AudienceId, BindingOfficer, Closure, NodeEntry},
};
use crate::{
    cbor::Value,
    error::RecordFault,
    id::{Hash, Name, hash_of},
    keys::{KeyId, verify_signature},
};

/// Longest party document in bytes: what one frame carries with room for its head. Closed keys stay in every later version
/// with the cut of each feed, some 60 bytes a feed.
const MAX_DOCUMENT: usize = 1020 * 1024;
const DOMAIN: &[u8] = b"seamline/party/1";

/// A document with the signatures gathered so far; complete or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endorsed {
    pub(super) body: DocumentBody,
    pub(super) bytes: Vec<u8>,
    signatures: BTreeMap<[u8; 32], Vec<u8>>,
}

impl Endorsed {
    /// A document nobody has signed yet.
    ///
    /// # Errors
    /// [`RecordFault::Document`] where the document contradicts itself.
    pub fn unsigned(body: DocumentBody) -> Result<Self, RecordFault> {
        body.check()?;
        Ok(Self { bytes: body.encode(), body, signatures: BTreeMap::new() })
    }

    /// Adds a root's signature.
    pub fn sign(&mut self, root: &VerifyingKey, sign: &dyn Fn(&[u8]) -> [u8; 64]) {
        self.signatures.insert(root.to_bytes(), sign(&message(&self.bytes)).to_vec());
    }

    /// Whether a root has signed: `None` where it has not, `Some(false)` where its signature does not hold.
    pub fn signature_of(&self, root: &VerifyingKey) -> Option<bool> {
        let signature = self.signatures.get(root.as_bytes())?;
        Some(verify_signature(root, &message(&self.bytes), signature).is_ok())
    }

    /// Adds the signatures gathered in another copy of the same document to those that are here; they are not checked
    /// here.
    ///
    /// # Errors
    /// [`RecordFault::Document`] where the other says something else.
    pub fn join(&mut self, other: &Self) -> Result<(), RecordFault> {
        if self.bytes != other.bytes {
            return Err(RecordFault::Document("the two say different things"));
        }
        for (key, signature) in &other.signatures {
            self.signatures.entry(*key).or_insert_with(|| signature.clone());
        }
        Ok(())
    }

    /// `[document bytes, [[root key, signature]…]]`, signatures sorted by key.
    pub fn encode(&self) -> Vec<u8> {
        let signature =
            |(key, sig): (&[u8; 32], &Vec<u8>)| Value::Array(vec![Value::from(&key[..]), Value::from(&sig[..])]);
        let signatures = self.signatures.iter().map(signature).collect();
        Value::Array(vec![Value::from(&self.bytes[..]), Value::Array(signatures)]).encode()
    }

    /// Decodes strictly; signatures are not checked here.
    ///
    /// # Errors
    /// [`RecordFault`].
    pub fn decode(bytes: &[u8]) -> Result<Self, RecordFault> {
        if bytes.len() > MAX_DOCUMENT {
            return Err(RecordFault::TooLarge { what: "party document", limit: MAX_DOCUMENT });
        }
        let malformed = || RecordFault::Malformed("party document");
        let value = Value::decode(bytes)?;
        let Some([Value::Bytes(document), signatures]) = value.as_array() else { return Err(malformed()) };
        let pair = |v: &Value| {
            let [key, signature] = v.as_array()? else { return None };
            Some((<[u8; 32]>::try_from(key.as_bytes()?).ok()?, signature.as_bytes()?.to_vec()))
        };
        let list = signatures.as_array().filter(|l| l.len() <= 32).ok_or_else(malformed)?;
        let signatures = list.iter().map(pair).collect::<Option<BTreeMap<_, _>>>().ok_or_else(malformed)?;
        let endorsed = Self { body: DocumentBody::decode(document)?, bytes: document.clone(), signatures };
        if endorsed.encode() == bytes { Ok(endorsed) } else { Err(RecordFault::NotCanonical) }
    }

    /// What the document says.
    pub fn body(&self) -> &DocumentBody {
        &self.body
    }

    /// How many of these roots have signed; every signature by one of them must be good.
    fn signed_by(&self, roots: &[VerifyingKey]) -> Result<usize, RecordFault> {
        let message = message(&self.bytes);
        let mut count = 0;
        for root in roots {
            if let Some(signature) = self.signatures.get(root.as_bytes()) {
                verify_signature(root, &message, signature)?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// Enough of another body's roots have signed this one.
    pub(super) fn signed_enough(&self, of: &DocumentBody) -> Result<(), RecordFault> {
        let enough = self.signed_by(&of.roots)? >= of.threshold;
        if enough { Ok(()) } else { Err(RecordFault::Document("too few of its roots have signed it")) }
    }

    /// Enough roots have signed, those of the version before as well, and it follows what is held (oldest first).
    pub(super) fn complete(self, held: &[PartyDocument]) -> Result<PartyDocument, RecordFault> {
        let previous = held.last();
        let known = previous.map(|p| p.body.roots.as_slice()).unwrap_or_default();
        let strange = |key: &[u8; 32]| !self.body.roots.iter().chain(known).any(|r| r.as_bytes() == key);
        if self.signatures.keys().any(strange) {
            return Err(RecordFault::Document("someone who is no root has signed it"));
        }
        self.signed_enough(&self.body)?;
        if let Some(previous) = previous {
            if self.signed_by(known)? < previous.body.threshold {
                return Err(RecordFault::Document("too few of the previous roots have signed it"));
            }
            let follows = self.body.previous == Some(previous.hash) && self.body.version == previous.body.version + 1;
            if !follows || self.body.party != previous.body.party {
                return Err(RecordFault::Document("it does not follow the version that is held"));
            }
        } else if self.body.version != 1 {
            return Err(RecordFault::Document("its earlier versions are missing"));
        }
        self.body.check_after(held)?;
        Ok(PartyDocument { hash: hash_of(&self.bytes), encoded: self.encode(), body: self.body })
    }
}

fn message(document: &[u8]) -> Vec<u8> {
    [DOMAIN, document].concat()
}

/// A party document signed by enough roots, and linked to its predecessor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyDocument {
    pub(super) body: DocumentBody,
    pub(super) hash: Hash,
    encoded: Vec<u8>,
}

impl PartyDocument {
    /// What the document says.
    pub fn body(&self) -> &DocumentBody {
        &self.body
    }

    /// Hash of the signed bytes.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The document with its signatures.
    pub fn encoded(&self) -> &[u8] {
        &self.encoded
    }

    /// The node with this signing key.
    pub fn node_signing_with(&self, key: KeyId) -> Option<&NodeEntry> {
        self.body.nodes.iter().find(|n| KeyId::of(&n.sign) == key)
    }

    pub(super) fn counts(&self, audience: &AudienceId, node: &Name) -> bool {
        match &audience.group {
            None => self.node(node).is_some(),
            Some(group) => self.body.audiences.iter().any(|a| a.name == *group && a.nodes.contains(node)),
        }
    }

    /// The closure of a signing key, where the document closes it.
    pub fn closure(&self, key: KeyId) -> Option<&Closure> {
        self.body.closed.iter().find(|c| c.key_id() == key)
    }

    /// The officer who can bind the party with this key.
    pub fn officer_signing_with(&self, key: &VerifyingKey) -> Option<&BindingOfficer> {
        self.body.officers.iter().find(|o| o.key == *key)
    }

    /// The node called `name`.
    pub fn node(&self, name: &Name) -> Option<&NodeEntry> {
        self.body.nodes.iter().find(|n| n.name == *name)
    }
}
