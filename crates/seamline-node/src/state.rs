//! The state hash: equal audiences, equal hash, whatever the order and the carrier.

use std::{collections::BTreeMap, convert::Infallible};

use minicbor::Encoder;
use seamline_feed::{Leaf, Origin, holder::may_hold};
use seamline_record::{Hash, NodeId, PartyDocument, RecordId};
use seamline_release::Payload;
use sha2::{Digest as _, Sha256};

use crate::{fault::NodeFault, node::Node};

pub(crate) const ALARM: &str = "alarm";

/// Rows read at a time, so that a large feed is never in memory whole.
const AT_A_TIME: usize = 1024;

/// Hashes what is encoded as it is encoded: a million records are never in memory as values.
#[derive(Default)]
struct Digest(Sha256);

impl minicbor::encode::Write for Digest {
    type Error = Infallible;

    fn write_all(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.0.update(bytes);
        Ok(())
    }
}

/// Hash of `[[[record, [slot…]]…], [document…]]`, records ascending; bit *n* of a record's slots stands for slot *n*.
fn digest(opened: &[(RecordId, u64)], documents: &[Hash]) -> Hash {
    let mut encoder = Encoder::new(Digest::default());
    let written = (|| -> Result<(), minicbor::encode::Error<Infallible>> {
        encoder.array(2)?.array(opened.len() as u64)?;
        for (id, slots) in opened {
            encoder.array(2)?.bytes(&id.0.0)?.array(u64::from(slots.count_ones()))?;
            for slot in (0..64_u8).filter(|slot| slots >> slot & 1 == 1) {
                encoder.u8(slot)?;
            }
        }
        encoder.array(documents.len() as u64)?;
        documents.iter().try_for_each(|hash| encoder.bytes(&hash.0).map(|_| ()))
    })();
    debug_assert!(written.is_ok(), "hashing takes every write");
    Hash(encoder.into_writer().0.finalize().into())
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
        let newest = self.directory.parties().filter_map(|p| self.directory.newest(p));
        let hash = digest(&self.store.opened()?, &newest.map(PartyDocument::hash).collect::<Vec<_>>());
        self.state.set(Some(hash));
        Ok(hash)
    }

    /// Hash of what this node and another have told each other's parties: both ends of a link compute the same where
    /// everything has arrived.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn shared_hash(&self, peer: &NodeId) -> Result<Hash, NodeFault> {
        let mut opened: BTreeMap<RecordId, u64> = BTreeMap::new();
        let shared = |o: &Origin| may_hold(&self.directory, &self.id, o) && may_hold(&self.directory, peer, o);
        let between = |o: &&Origin| {
            shared(o) && (o.node == self.id && o.audience.party == peer.party)
                || (shared(o) && o.node == *peer && o.audience.party == self.id.party)
        };
        for origin in self.feeds.keys().filter(between) {
            let size = self.feeds.get(origin).map_or(0, |f| f.frontier.size().min(f.stands));
            let (name, mut start) = (origin.to_string(), 0);
            while start < size {
                let limit = AT_A_TIME.min((size - start) as usize);
                let entries = self.store.entries(&name, start, limit, usize::MAX)?;
                let Some(last) = entries.last() else { break };
                start = last.index + 1;
                for entry in &entries {
                    if let (Ok(Leaf::Act(act)), Some(payload)) = (Leaf::decode(&entry.leaf), &entry.payload) {
                        // What is no payload counts at neither end.
                        let Ok(payload) = Payload::decode(payload) else { continue };
                        let slots = payload.openings.iter().fold(0, |slots, o| slots | 1_u64 << (o.index & 63));
                        *opened.entry(act.record).or_default() |= slots;
                    }
                }
            }
        }
        Ok(digest(&opened.into_iter().collect::<Vec<_>>(), &[]))
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
