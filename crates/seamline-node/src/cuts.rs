//! What a closing of a node's key would let stand, as far as this node holds that node's feeds.
//!
//! A cut says nothing of joint acts and positions: they stand only where the closing keeps them by name, so those that lie
//! below the cuts are named here.

use std::collections::BTreeSet;

use ed25519_dalek::VerifyingKey;
use seamline_feed::{Origin, merkle::root_at};
use seamline_record::{Cut, Hash, KeyId, NodeId, RecordId};

use crate::{fault::NodeFault, node::Node};

/// How far the feeds of a key that is to be closed stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upto {
    /// All that is held here: for a node that changes its keys and has nothing to repudiate.
    Held,
    /// What others have receipted; with a time, in ms since 1970 UTC, what they had receipted by then. Their clocks, not
    /// the clock of whoever has the key.
    Receipted(Option<i64>),
}

/// One feed of the key, and where it would be cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedCut {
    /// Which feed.
    pub origin: Origin,
    /// Leaves held here.
    pub held: u64,
    /// Leaves that stand; 0 for a feed of which nothing does.
    pub cut: Cut,
}

/// Cuts of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cuts {
    /// The signing key.
    pub key: VerifyingKey,
    /// Its feeds held here.
    pub feeds: Vec<FeedCut>,
    /// Joint acts and positions that it signed and that were told below the cuts; of what is held, all.
    pub keep: BTreeSet<RecordId>,
}

impl Node {
    /// Where the feeds of a node's key would be cut: of the key in the newest document, or, where the document has the
    /// node no more, of the one that it closes under that name.
    ///
    /// # Errors
    /// [`NodeFault::NoSuchParty`] for a node in no document; [`NodeFault::Store`]; [`NodeFault::Row`] where what is stored
    /// of a feed is not what its key signed: a cut from a damaged disk would repudiate the true history for everyone.
    pub fn cuts(&self, id: &NodeId, upto: Upto) -> Result<Cuts, NodeFault> {
        let stands = self.directory.node(id).map(|entry| entry.sign);
        let closed = || {
            let body = self.directory.newest(&id.party)?.body();
            body.closed.iter().find(|closure| closure.node == id.node).map(|closure| closure.key)
        };
        let key = stands.or_else(closed).ok_or_else(|| NodeFault::NoSuchParty(id.to_string()))?;
        let mut feeds = Vec::new();
        for (origin, feed) in self.feeds.iter().filter(|(origin, _)| origin.node == *id) {
            if feed.key != Some(KeyId::of(&key)) {
                continue;
            }
            let (name, held) = (origin.to_string(), feed.frontier.size());
            let size = match upto {
                Upto::Held => held,
                Upto::Receipted(before) => {
                    let receipts = self.store.receipts(&name)?;
                    let counts = receipts.iter().filter(|r| before.is_none_or(|before| r.time <= before));
                    counts.map(|r| r.size).max().unwrap_or_default().min(held)
                }
            };
            let root = root_at(size, &self.tree_of(&name))?;
            let signed = if size == 0 { None } else { self.checkpoint_at(origin, size)? };
            if size > 0 && signed.is_none_or(|signed| signed.checkpoint().root() != root) {
                return Err(NodeFault::Row("tree of a feed"));
            }
            let root = Hash(root.0);
            feeds.push(FeedCut { origin: origin.clone(), held, cut: Cut { size, root } });
        }
        let keep = self.kept(id, KeyId::of(&key), upto, &feeds)?;
        Ok(Cuts { key, feeds, keep })
    }

    fn kept(&self, id: &NodeId, key: KeyId, upto: Upto, feeds: &[FeedCut]) -> Result<BTreeSet<RecordId>, NodeFault> {
        let mut keep = BTreeSet::new();
        for record in self.joint_records_by(&id.party, &BTreeSet::from([key]))? {
            let acts = self.store.acts(record)?;
            let below = |feed: &FeedCut| {
                let name = feed.origin.to_string();
                acts.iter().any(|act| act.feed == name && act.index < feed.cut.size)
            };
            if upto == Upto::Held || feeds.iter().any(below) {
                keep.insert(record);
            }
        }
        Ok(keep)
    }
}
