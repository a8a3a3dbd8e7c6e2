//! The state hash: equal audiences, equal hash, whatever the order and the carrier.

use std::collections::{BTreeMap, BTreeSet};

use seamline_feed::{Leaf, Origin, holder::may_hold};
use seamline_record::{Hash, NodeId, RecordId, Value, hash_of};
use seamline_release::Payload;

use crate::{fault::NodeFault, node::Node};

pub(crate) const ALARM: &str = "alarm";

fn digest(opened: &BTreeMap<RecordId, BTreeSet<u8>>, documents: Vec<Value>) -> Hash {
    let slots = |slots: &BTreeSet<u8>| Value::Array(slots.iter().map(|s| Value::from(u64::from(*s))).collect());
    let record = |(id, opened): (&RecordId, &BTreeSet<u8>)| Value::Array(vec![Value::from(&id.0.0[..]), slots(opened)]);
    let records = Value::Array(opened.iter().map(record).collect());
    hash_of(&Value::Array(vec![records, Value::Array(documents)]).encode())
}

impl Node {
    /// Hash of everything held: sorted (record, sorted opened slots), and the newest documents. Says nothing of order,
    /// carriers or receipts.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn state_hash(&self) -> Result<Hash, NodeFault> {
        if let Some(known) = self.state.get() {
            return Ok(known);
        }
        let mut opened: BTreeMap<RecordId, BTreeSet<u8>> = BTreeMap::new();
        for (id, slot) in self.store.opened()? {
            opened.entry(id).or_default().insert(slot);
        }
        let newest = self.directory.parties().filter_map(|p| self.directory.newest(p));
        let hash = digest(&opened, newest.map(|d| Value::from(&d.hash().0[..])).collect());
        self.state.set(Some(hash));
        Ok(hash)
    }

    /// Hash of what this node and another have told each other's parties: both ends of a link compute the same where
    /// everything has arrived.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn shared_hash(&self, peer: &NodeId) -> Result<Hash, NodeFault> {
        let mut opened: BTreeMap<RecordId, BTreeSet<u8>> = BTreeMap::new();
        let shared = |o: &Origin| may_hold(&self.directory, &self.id, o) && may_hold(&self.directory, peer, o);
        let between = |o: &&Origin| {
            shared(o) && (o.node == self.id && o.audience.party == peer.party)
                || (shared(o) && o.node == *peer && o.audience.party == self.id.party)
        };
        for origin in self.feeds.keys().filter(between) {
            let size = self.feeds.get(origin).map_or(0, |f| f.frontier.size().min(f.stands));
            let name = origin.to_string();
            for entry in self.store.entries(&name, 0, size as usize, usize::MAX)? {
                if let (Ok(Leaf::Act(act)), Some(payload)) = (Leaf::decode(&entry.leaf), &entry.payload) {
                    // What is no payload counts at neither end.
                    let Ok(payload) = Payload::decode(payload) else { continue };
                    opened.entry(act.record).or_default().extend(payload.openings.iter().map(|o| o.index));
                }
            }
        }
        Ok(digest(&opened, Vec::new()))
    }

    /// How many records count here.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn record_count(&self) -> Result<u64, NodeFault> {
        Ok(self.store.record_count()?)
    }

    /// Feeds of which a second history was seen, and documents that were refused: for the administrator.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn alarms(&self) -> Result<Vec<(String, String)>, NodeFault> {
        let rows = self.store.settings(ALARM)?;
        Ok(rows.into_iter().map(|(about, what)| (about, String::from_utf8_lossy(&what).into_owned())).collect())
    }

    /// Acts whose content does not count, with the reasons: for the administrator.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn quarantine(&self) -> Result<Vec<(String, u64, String)>, NodeFault> {
        Ok(self.store.quarantined()?.into_iter().map(|(act, reason)| (act.feed, act.index, reason)).collect())
    }
}
