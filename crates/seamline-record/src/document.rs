//! Party documents: who a party's nodes, groups and roots are, signed k-of-n by its roots.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::VerifyingKey;

use crate::{
    cbor::Value,
    error::RecordFault,
    id::{Hash, Name, NodeId, hash_of},
    keys::{KeyId, decode_verifying_key, verify_signature},
    label::Level,
    shape::LANGUAGES,
};

/// Longest party document in bytes.
const MAX_DOCUMENT: usize = 256 * 1024;
const DOMAIN: &[u8] = b"seamline/party/1";
const FORMAT: i64 = 1;

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
    fn keys(&self) -> [[u8; 32]; 4] {
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

/// What a party says about itself; immutable once signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentBody {
    /// The party.
    pub party: Name,
    /// 1, 2, 3 …
    pub version: u64,
    /// Hash of the previous version, none in version 1.
    pub previous: Option<Hash>,
    /// Names by language: en, ar, ckb, kmr.
    pub names: BTreeMap<String, String>,
    /// How many roots must sign.
    pub threshold: usize,
    /// Root keys.
    pub roots: Vec<VerifyingKey>,
    /// Clearance of the whole party, for what its own nodes share among all of them.
    pub clearance: Clearance,
    /// Groups of nodes.
    pub audiences: Vec<Audience>,
    /// Nodes.
    pub nodes: Vec<NodeEntry>,
}

impl DocumentBody {
    fn to_value(&self) -> Value {
        let mut roots: Vec<Value> = self.roots.iter().map(|k| Value::from(&k.as_bytes()[..])).collect();
        roots.sort();
        let audience = |a: &Audience| {
            let nodes = a.nodes.iter().map(|n| Value::from(n.as_str())).collect();
            Value::Array(vec![Value::from(a.name.as_str()), Value::Array(nodes), a.clearance.to_value()])
        };
        let name = |(language, name): (&String, &String)| Value::Array(vec![Value::text(language), Value::text(name)]);
        Value::Array(vec![
            Value::Int(FORMAT),
            Value::from(self.party.as_str()),
            Value::from(self.version),
            self.previous.map_or(Value::Null, |h| Value::from(&h.0[..])),
            Value::Array(self.names.iter().map(name).collect()),
            Value::from(self.threshold as u64),
            Value::Array(roots),
            self.clearance.to_value(),
            Value::Array(self.audiences.iter().map(audience).collect()),
            Value::Array(self.nodes.iter().map(NodeEntry::to_value).collect()),
        ])
    }

    /// The bytes that roots sign.
    pub fn encode(&self) -> Vec<u8> {
        self.to_value().encode()
    }

    fn decode(bytes: &[u8]) -> Result<Self, RecordFault> {
        let malformed = RecordFault::Malformed("party document");
        let value = Value::decode(bytes)?;
        let Some([Value::Int(FORMAT), party, version, previous, names, threshold, roots, clearance, audiences, nodes]) =
            value.as_array()
        else {
            return Err(malformed);
        };
        let nodes = nodes.as_array().unwrap_or_default().iter().map(NodeEntry::from_value).collect::<Result<_, _>>()?;
        let key = |k: &Value| decode_verifying_key(k.as_bytes().unwrap_or_default());
        let roots = roots.as_array().unwrap_or_default().iter().map(key).collect::<Result<_, _>>()?;
        let parsed = (|| {
            Some(Self {
                party: party.as_text()?.parse().ok()?,
                version: u64::try_from(version.as_int()?).ok()?,
                previous: match previous {
                    Value::Null => None,
                    other => Some(Hash(other.as_bytes()?.try_into().ok()?)),
                },
                names: names.as_array()?.iter().map(named).collect::<Option<_>>()?,
                threshold: usize::try_from(threshold.as_int()?).ok()?,
                roots,
                clearance: Clearance::from_value(clearance)?,
                audiences: audiences.as_array()?.iter().map(audience_from).collect::<Option<_>>()?,
                nodes,
            })
        })();
        let body = parsed.ok_or(malformed)?;
        body.check()?;
        if body.encode() == bytes { Ok(body) } else { Err(RecordFault::NotCanonical) }
    }

    /// Rules that bind one document by itself.
    fn check(&self) -> Result<(), RecordFault> {
        let refuse = |why| Err(RecordFault::Document(why));
        let distinct = |keys: &[VerifyingKey]| {
            keys.iter().map(VerifyingKey::to_bytes).collect::<BTreeSet<_>>().len() == keys.len()
        };
        let node_keys: Vec<VerifyingKey> = self.nodes.iter().flat_map(|n| [n.sign, n.cosign, n.tls]).collect();
        let node_names: BTreeSet<&Name> = self.nodes.iter().map(|n| &n.name).collect();
        let kids: BTreeSet<KeyId> = self.nodes.iter().map(|n| KeyId::of(&n.sign)).collect();
        if !(1..=16).contains(&self.roots.len()) || !distinct(&self.roots) {
            return refuse("it needs 1 to 16 distinct roots");
        }
        if !(1..=self.roots.len()).contains(&self.threshold) {
            return refuse("its threshold is not between 1 and the number of roots");
        }
        if !distinct(&node_keys) || node_names.len() != self.nodes.len() || kids.len() != self.nodes.len() {
            return refuse("two nodes share a name or a key");
        }
        if !self.audiences.iter().all(|a| a.nodes.iter().all(|n| node_names.contains(n))) {
            return refuse("a group names a node that the document does not have");
        }
        if self.names.keys().any(|language| !LANGUAGES.contains(&language.as_str())) {
            return refuse("a name is in a language the system does not carry");
        }
        if (self.version == 1) != self.previous.is_none() || self.version == 0 {
            return refuse("version 1 has no previous document and every other has one");
        }
        Ok(())
    }
}

fn named(value: &Value) -> Option<(String, String)> {
    let [language, name] = value.as_array()? else { return None };
    Some((language.as_text()?.to_owned(), name.as_text()?.to_owned()))
}

fn audience_from(value: &Value) -> Option<Audience> {
    let [name, nodes, clearance] = value.as_array()? else { return None };
    let nodes = nodes.as_array()?.iter().map(|n| n.as_text()?.parse().ok()).collect::<Option<_>>()?;
    Some(Audience { name: name.as_text()?.parse().ok()?, nodes, clearance: Clearance::from_value(clearance)? })
}

/// A document with the signatures gathered so far; complete or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endorsed {
    body: DocumentBody,
    bytes: Vec<u8>,
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

    fn complete(self, previous: Option<&PartyDocument>) -> Result<PartyDocument, RecordFault> {
        let known = previous.map(|p| p.body.roots.as_slice()).unwrap_or_default();
        let strange = |key: &[u8; 32]| !self.body.roots.iter().chain(known).any(|r| r.as_bytes() == key);
        if self.signatures.keys().any(strange) {
            return Err(RecordFault::Document("someone who is no root has signed it"));
        }
        if self.signed_by(&self.body.roots)? < self.body.threshold {
            return Err(RecordFault::Document("too few of its roots have signed it"));
        }
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
        Ok(PartyDocument { hash: hash_of(&self.bytes), encoded: self.encode(), body: self.body })
    }
}

fn message(document: &[u8]) -> Vec<u8> {
    [DOMAIN, document].concat()
}

/// A party document signed by enough roots, and linked to its predecessor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyDocument {
    body: DocumentBody,
    hash: Hash,
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

    fn counts(&self, audience: &AudienceId, node: &Name) -> bool {
        match &audience.group {
            None => self.node(node).is_some(),
            Some(group) => self.body.audiences.iter().any(|a| a.name == *group && a.nodes.contains(node)),
        }
    }

    /// The node called `name`.
    pub fn node(&self, name: &Name) -> Option<&NodeEntry> {
        self.body.nodes.iter().find(|n| n.name == *name)
    }
}

/// All party documents held, every version: validity of a record depends on the version that it names.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    parties: BTreeMap<Name, Vec<PartyDocument>>,
}

impl Directory {
    /// Adds the next version of a party's document; one already held is a no-op.
    ///
    /// Version 1 is taken as it comes: that a root is really the party's is settled between people, by
    /// comparing the fingerprint that [`Directory::fingerprint`] gives.
    ///
    /// # Errors
    /// [`RecordFault::Document`], among others for two different documents of one version.
    pub fn admit(&mut self, endorsed: Endorsed) -> Result<bool, RecordFault> {
        let held = self.parties.get(&endorsed.body.party).map(Vec::as_slice).unwrap_or_default();
        let index = usize::try_from(endorsed.body.version.saturating_sub(1)).unwrap_or(usize::MAX);
        if let Some(same_version) = held.get(index) {
            return if same_version.hash == hash_of(&endorsed.bytes) {
                Ok(false)
            } else {
                Err(RecordFault::Document(
                    "another document of the same version is held: neither side of this is trustworthy until the roots explain",
                ))
            };
        }
        if index != held.len() {
            return Err(RecordFault::Document("its earlier versions are missing"));
        }
        if self.claims_foreign_key(&endorsed.body) {
            return Err(RecordFault::Document("it claims a key that stands in another party's document"));
        }
        let document = endorsed.complete(held.last())?;
        self.parties.entry(document.body.party.clone()).or_default().push(document);
        Ok(true)
    }

    /// The document of this version.
    pub fn document(&self, party: &Name, version: u64) -> Option<&PartyDocument> {
        let index = usize::try_from(version.checked_sub(1)?).ok()?;
        self.parties.get(party)?.get(index)
    }

    /// The newest document of a party.
    pub fn newest(&self, party: &Name) -> Option<&PartyDocument> {
        self.parties.get(party)?.last()
    }

    /// All documents of a party, oldest first.
    pub fn versions(&self, party: &Name) -> &[PartyDocument] {
        self.parties.get(party).map(Vec::as_slice).unwrap_or_default()
    }

    /// Parties known, in order of their names.
    pub fn parties(&self) -> impl Iterator<Item = &Name> {
        self.parties.keys()
    }

    /// The newest entry of a node.
    pub fn node(&self, id: &NodeId) -> Option<&NodeEntry> {
        self.newest(&id.party)?.node(&id.node)
    }

    /// Every entry that a node ever had, newest first: receipts and checkpoints of an older document stay evidence.
    pub fn node_entries(&self, id: &NodeId) -> impl Iterator<Item = &NodeEntry> {
        self.versions(&id.party).iter().rev().filter_map(|d| d.node(&id.node))
    }

    /// Nodes of an audience by the newest document.
    pub fn members(&self, audience: &AudienceId) -> BTreeSet<Name> {
        let Some(document) = self.newest(&audience.party) else { return BTreeSet::new() };
        match &audience.group {
            None => document.body.nodes.iter().map(|n| n.name.clone()).collect(),
            Some(group) => {
                let found = document.body.audiences.iter().find(|a| a.name == *group);
                found.map(|a| a.nodes.clone()).unwrap_or_default()
            }
        }
    }

    /// Whether the newest document counts a node to an audience.
    pub fn is_member(&self, audience: &AudienceId, node: &NodeId) -> bool {
        node.party == audience.party && self.newest(&node.party).is_some_and(|d| d.counts(audience, &node.node))
    }

    /// Whether any version of the document ever did: receipts by former members stay evidence.
    pub fn was_member(&self, audience: &AudienceId, node: &NodeId) -> bool {
        node.party == audience.party && self.versions(&node.party).iter().any(|d| d.counts(audience, &node.node))
    }

    /// The smallest of an own group's names that has this node, `command` first.
    pub fn group_of(&self, node: &NodeId, first: &str) -> Option<AudienceId> {
        let groups = &self.newest(&node.party)?.body.audiences;
        let mut of_node: Vec<&Audience> = groups.iter().filter(|a| a.nodes.contains(&node.node)).collect();
        of_node.sort_by_key(|a| (a.name.as_str() != first, a.nodes.len()));
        Some(AudienceId { party: node.party.clone(), group: Some(of_node.first()?.name.clone()) })
    }

    /// Whether another party's document has one of these nodes' keys: who claims a stranger's key could cut it off.
    fn claims_foreign_key(&self, body: &DocumentBody) -> bool {
        let others = self.parties.iter().filter(|(party, _)| **party != body.party).flat_map(|(_, held)| held);
        let theirs: BTreeSet<[u8; 32]> = others.flat_map(|d| d.body.nodes.iter().flat_map(NodeEntry::keys)).collect();
        body.nodes.iter().flat_map(NodeEntry::keys).any(|key| theirs.contains(&key))
    }

    /// Clearance that a party's own document gives an audience.
    pub fn clearance(&self, audience: &AudienceId) -> Option<&Clearance> {
        let body = &self.newest(&audience.party)?.body;
        match &audience.group {
            None => Some(&body.clearance),
            Some(group) => body.audiences.iter().find(|a| a.name == *group).map(|a| &a.clearance),
        }
    }

    /// Fingerprint to compare between people: the first version's hash in eight groups of four digits.
    pub fn fingerprint(&self, party: &Name) -> Option<String> {
        let hex = self.document(party, 1)?.hash.to_string();
        let groups: Vec<&str> = hex.as_bytes()[..32].chunks(4).filter_map(|c| std::str::from_utf8(c).ok()).collect();
        Some(groups.join(" "))
    }
}
