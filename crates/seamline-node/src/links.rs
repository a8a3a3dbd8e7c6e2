//! What has and has not been receipted, per other party.

use seamline_feed::Origin;
use seamline_record::{Name, NodeId};

use crate::{fault::NodeFault, node::Node};

/// Traffic between this node and another party, by the feeds held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Latest receipt from them, ms since 1970 UTC, by their word.
    pub last_receipt: Option<i64>,
    /// Own leaves that they have not receipted.
    pub unreceipted: u64,
    /// When the oldest of those was written, ms since 1970 UTC.
    pub unreceipted_since: Option<i64>,
}

/// One feed held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedStatus {
    /// Its origin line.
    pub origin: Origin,
    /// Leaves.
    pub size: u64,
    /// Largest size with a receipt.
    pub receipted: u64,
}

impl Node {
    /// When a node says that it made its receipt of exactly this size, ms since 1970 UTC in whole seconds.
    pub fn receipt_made(&self, feed: &Origin, size: u64, by: &NodeId) -> Option<i64> {
        let newest = self.store.newest_receipt(&feed.to_string(), Some(&by.to_string())).ok().flatten();
        newest.filter(|receipt| receipt.size == size).map(|receipt| receipt.time)
    }

    /// Traffic from this node to a party, over all feeds that it ever wrote for it.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn traffic(&self, party: &Name) -> Result<Traffic, NodeFault> {
        let mut traffic = Traffic::default();
        for (origin, feed) in self.feeds.iter().filter(|(o, _)| o.node == self.id && o.audience.party == *party) {
            let newest = self.store.newest_receipt(&origin.to_string(), None)?;
            traffic.last_receipt = traffic.last_receipt.max(newest.map(|r| r.time));
            let missing = feed.frontier.size() - feed.receipted;
            if missing > 0 {
                traffic.unreceipted += missing;
                let first = self.written_at(origin, feed.receipted)?;
                traffic.unreceipted_since = [traffic.unreceipted_since, first].into_iter().flatten().min();
            }
        }
        Ok(traffic)
    }

    /// When the first act at or after a position was released, ms since 1970 UTC.
    fn written_at(&self, origin: &Origin, index: u64) -> Result<Option<i64>, NodeFault> {
        let entries = self.store.entries(&origin.to_string(), index, 8, usize::MAX)?;
        Ok(entries.iter().find_map(|e| match seamline_feed::Leaf::decode(&e.leaf) {
            Ok(seamline_feed::Leaf::Act(act)) => Some(act.claimed_time),
            _ => None,
        }))
    }

    /// Feeds held, by name.
    pub fn feed_statuses(&self) -> Vec<FeedStatus> {
        let status = |(origin, feed): (&Origin, &crate::node::Feed)| FeedStatus {
            origin: origin.clone(),
            size: feed.frontier.size(),
            receipted: feed.receipted,
        };
        self.feeds.iter().map(status).collect()
    }

    /// The pinned TLS key of a node, from its party's newest document.
    pub fn tls_key(&self, node: &NodeId) -> Option<[u8; 32]> {
        self.directory.node(node).map(|entry| entry.tls.to_bytes())
    }

    /// The node with this TLS key, if a newest document has one.
    pub fn node_by_tls_key(&self, key: &[u8; 32]) -> Option<NodeId> {
        self.directory.parties().find_map(|party| {
            let body = self.directory.newest(party)?.body();
            let entry = body.nodes.iter().find(|n| n.tls.as_bytes() == key)?;
            Some(NodeId { party: party.clone(), node: entry.name.clone() })
        })
    }
}
