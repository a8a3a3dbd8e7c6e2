//! What a party says about itself, as bytes that its roots sign.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::VerifyingKey;

use super::{
    endorsed::PartyDocument,
    entries::{Audience, BindingOfficer, Clearance, Closure, NodeEntry, ids_from_value, ids_to_value},
};
use crate::{
    cbor::Value,
    error::RecordFault,
    id::{Hash, Name, RecordId},
    keys::{KeyId, decode_verifying_key},
    shape::LANGUAGES,
};

const FORMAT: i64 = 1;

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
    /// Officers who can bind the party.
    pub officers: Vec<BindingOfficer>,
    /// Signing keys that the party has closed, with what stands of them.
    pub closed: Vec<Closure>,
    /// Records that the party repudiates one by one.
    pub void: BTreeSet<RecordId>,
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
        let mut officers: Vec<&BindingOfficer> = self.officers.iter().collect();
        officers.sort_by(|a, b| a.name.cmp(&b.name));
        let mut closed: Vec<&Closure> = self.closed.iter().collect();
        closed.sort_by_key(|c| c.key.to_bytes());
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
            Value::Array(officers.into_iter().map(BindingOfficer::to_value).collect()),
            Value::Array(closed.into_iter().map(Closure::to_value).collect()),
            ids_to_value(&self.void),
        ])
    }

    /// The bytes that roots sign.
    pub fn encode(&self) -> Vec<u8> {
        self.to_value().encode()
    }

    /// Strict decoding: canonical, and no contradiction within the document.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, RecordFault> {
        let malformed = RecordFault::Malformed("party document");
        let value = Value::decode(bytes)?;
        if value.as_array().and_then(|all| all.first()?.as_int()).is_some_and(|format| format > FORMAT) {
            return Err(RecordFault::LaterForm);
        }
        let Some(
            [
                Value::Int(FORMAT),
                party,
                version,
                previous,
                names,
                threshold,
                roots,
                clearance,
                audiences,
                nodes,
                rest @ ..,
            ],
        ) = value.as_array()
        else {
            return Err(malformed);
        };
        let [officers, closed, void] = rest else { return Err(malformed) };
        let nodes = each(nodes, NodeEntry::from_value)?;
        let roots = each(roots, |k| decode_verifying_key(k.as_bytes().unwrap_or_default()))?;
        let officers = each(officers, BindingOfficer::from_value)?;
        let closed = each(closed, Closure::from_value)?;
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
                officers,
                closed,
                void: ids_from_value(void)?,
            })
        })();
        let body = parsed.ok_or(malformed)?;
        body.check()?;
        if body.encode() == bytes { Ok(body) } else { Err(RecordFault::NotCanonical) }
    }

    /// Rules that bind one document by itself.
    pub(super) fn check(&self) -> Result<(), RecordFault> {
        let refuse = |why| Err(RecordFault::Document(why));
        let distinct = |keys: &[VerifyingKey]| {
            keys.iter().map(VerifyingKey::to_bytes).collect::<BTreeSet<_>>().len() == keys.len()
        };
        let node_keys: Vec<VerifyingKey> = self.nodes.iter().flat_map(|n| [n.sign, n.cosign, n.tls]).collect();
        let node_names: BTreeSet<&Name> = self.nodes.iter().map(|n| &n.name).collect();
        let kids: BTreeSet<KeyId> = self.nodes.iter().map(|n| KeyId::of(&n.sign)).collect();
        let groups: BTreeSet<&Name> = self.audiences.iter().map(|a| &a.name).collect();
        if !(1..=16).contains(&self.roots.len()) || !distinct(&self.roots) {
            return refuse("it needs 1 to 16 distinct roots");
        }
        if !(1..=self.roots.len()).contains(&self.threshold) {
            return refuse("its threshold is not between 1 and the number of roots");
        }
        if !distinct(&node_keys) || node_names.len() != self.nodes.len() || kids.len() != self.nodes.len() {
            return refuse("two nodes share a name or a key");
        }
        if groups.len() != self.audiences.len() {
            return refuse("two groups share a name");
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
        let officers: BTreeSet<&str> = self.officers.iter().map(|o| o.name.as_str()).collect();
        let officer_keys: Vec<VerifyingKey> = self.officers.iter().map(|o| o.key).collect();
        if officers.len() != self.officers.len() || !distinct(&officer_keys) {
            return refuse("two officers share a name or a key");
        }
        let closed: BTreeSet<KeyId> = self.closed.iter().map(Closure::key_id).collect();
        if closed.len() != self.closed.len() || !closed.is_disjoint(&kids) {
            return refuse("a key is closed twice, or closed and in use");
        }
        Ok(())
    }

    /// Rules that bind a document to those before it: whatever key once signed either stands or is closed, so that
    /// nobody can go on writing under a version in which a lost key still stood.
    pub(super) fn check_after(&self, earlier: &[PartyDocument]) -> Result<(), RecordFault> {
        let refuse = |why| Err(RecordFault::Document(why));
        let bytes = |key: &VerifyingKey| key.to_bytes();
        let former = earlier.iter().flat_map(|d| &d.body().nodes).map(|node| node.sign);
        let ever: Vec<VerifyingKey> = former.clone().chain(self.nodes.iter().map(|node| node.sign)).collect();
        let once: BTreeSet<[u8; 32]> = former.map(|key| bytes(&key)).collect();
        let closed: BTreeSet<[u8; 32]> = self.closed.iter().map(|closure| bytes(&closure.key)).collect();
        let stands: BTreeSet<[u8; 32]> = self.nodes.iter().map(|node| bytes(&node.sign)).collect();
        if !once.iter().all(|key| stands.contains(key) || closed.contains(key)) {
            return refuse("a node's key that stood before is gone and not closed");
        }
        if !closed.is_subset(&once) {
            return refuse("it closes a key that never stood");
        }
        // Records and closures name a key by its short id: two of one id could stand for each other.
        let (keys, ids): (BTreeSet<_>, BTreeSet<_>) = ever.iter().map(|key| (bytes(key), KeyId::of(key))).unzip();
        if ids.len() != keys.len() {
            return refuse("two of its keys share a short id");
        }
        Ok(())
    }
}

fn each<T>(list: &Value, read: impl Fn(&Value) -> Result<T, RecordFault>) -> Result<Vec<T>, RecordFault> {
    list.as_array().ok_or(RecordFault::Malformed("party document"))?.iter().map(read).collect()
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
