//! All party documents held, and what follows from them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    body::DocumentBody,
    endorsed::{Endorsed, PartyDocument},
    entries::{Audience, AudienceId, Clearance, Closure, NodeEntry},
};
use crate::{
    error::RecordFault,
    id::{Name, NodeId, RecordId, hash_of},
    keys::KeyId,
};

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
    /// [`RecordFault::Document`], [`RecordFault::TwoDocuments`].
    pub fn admit(&mut self, endorsed: Endorsed) -> Result<bool, RecordFault> {
        let held = self.parties.get(&endorsed.body.party).map(Vec::as_slice).unwrap_or_default();
        let index = usize::try_from(endorsed.body.version.saturating_sub(1)).unwrap_or(usize::MAX);
        if let Some(same_version) = held.get(index) {
            if same_version.hash == hash_of(&endorsed.bytes) {
                return Ok(false);
            }
            // Without the signatures of those who signed what is held it says nothing about them.
            endorsed.signed_enough(same_version.body())?;
            endorsed.complete(&held[..index])?;
            return Err(RecordFault::TwoDocuments);
        }
        if index != held.len() {
            return Err(RecordFault::Document("its earlier versions are missing"));
        }
        if self.claims_foreign_key(&endorsed.body) {
            return Err(RecordFault::Document("it claims a key that stands in another party's document"));
        }
        let document = endorsed.complete(held)?;
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

    /// What the newest document of a party says of one of its signing keys: closed, with what stands; and the version
    /// that says so.
    pub fn closure(&self, party: &Name, key: KeyId) -> Option<(&Closure, Repudiation)> {
        let document = self.newest(party)?;
        document.closure(key).map(|closure| (closure, Repudiation { version: document.body.version }))
    }

    /// Whether the newest document of its party repudiates a record by its id.
    pub fn is_void(&self, party: &Name, id: RecordId) -> Option<Repudiation> {
        let document = self.newest(party)?;
        document.body.void.contains(&id).then_some(Repudiation { version: document.body.version })
    }

    /// Whether the newest document of a party closes a key or repudiates a record: without either everything stands.
    pub fn repudiates_anything(&self, party: &Name) -> bool {
        self.newest(party).is_some_and(|d| !d.body.closed.is_empty() || !d.body.void.is_empty())
    }

    /// Fingerprint to compare between people: the first version's hash in eight groups of four digits.
    pub fn fingerprint(&self, party: &Name) -> Option<String> {
        let hex = self.document(party, 1)?.hash.to_string();
        let groups: Vec<&str> = hex.as_bytes()[..32].chunks(4).filter_map(|c| std::str::from_utf8(c).ok()).collect();
        Some(groups.join(" "))
    }
}

/// A party has taken back what was signed in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repudiation {
    /// Version of the party's document that says so.
    pub version: u64,
}
