//! Two histories of one feed: found when they meet here, kept as a proof that anyone can check.

use std::collections::BTreeMap;

use seamline_feed::{
    Equivocation, Frontier, Leaves, Origin, SignedCheckpoint, TlogProof, TreeHash, UnverifiedCheckpoint, merkle::prove,
};
use seamline_store::Change;

use crate::{fault::NodeFault, node::Node};

const TWO_HISTORIES: &str = "two histories";

impl Node {
    /// Proofs that a node wrote two histories of one feed, by origin line: files that anyone can check with that party's
    /// documents alone.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn equivocations(&self) -> Result<Vec<(String, Vec<u8>)>, NodeFault> {
        Ok(self.store.settings(TWO_HISTORIES)?)
    }

    /// Keeps the proof where what was sent and what is held make one. The first one found stands.
    pub(crate) fn keep_equivocation(&mut self, sent: &Leaves) {
        let key = sent.origin.to_string();
        match self.equivocation(sent) {
            Ok(Some(proof)) if self.store.setting(TWO_HISTORIES, &key).is_ok_and(|held| held.is_none()) => {
                let change = Change::Setting { space: TWO_HISTORIES, key, value: Some(proof.encode()) };
                if let Err(fault) = self.store.apply(&[change]) {
                    tracing::error!(%fault, "the proof of two histories could not be stored");
                }
            }
            Ok(_) => {}
            Err(fault) => tracing::error!(%fault, "what is held of a feed with two histories could not be read"),
        }
    }

    fn equivocation(&self, sent: &Leaves) -> Result<Option<Equivocation>, NodeFault> {
        let origin = &sent.origin;
        let Some(theirs) = self.signed_by_its_node(origin, &sent.checkpoint) else { return Ok(None) };
        if let Some(ours) = self.checkpoint_at(origin, theirs.checkpoint().size())? {
            let differ = ours.checkpoint().root() != theirs.checkpoint().root();
            return Ok(differ.then(|| Equivocation::Heads([ours.to_bytes(), theirs.to_bytes()]).in_order()));
        }
        self.different_leaves(sent, &theirs)
    }

    fn signed_by_its_node(&self, origin: &Origin, note: &[u8]) -> Option<SignedCheckpoint> {
        let unverified = UnverifiedCheckpoint::parse(note).ok().filter(|note| note.origin() == origin)?;
        self.directory.node_entries(&origin.node).find_map(|entry| unverified.verify(&entry.sign).ok())
    }

    /// Where the two first differ: what is held up to there and what was sent from there make the other tree.
    fn different_leaves(&self, sent: &Leaves, theirs: &SignedCheckpoint) -> Result<Option<Equivocation>, NodeFault> {
        let name = sent.origin.to_string();
        let held = self.feeds.get(&sent.origin).map_or(0, |feed| feed.frontier.size());
        let overlap = held.saturating_sub(sent.start).min(sent.entries.len() as u64);
        let stored = self.store.entries(&name, sent.start, overlap as usize, usize::MAX)?;
        let Some((ours, leaf)) = stored.iter().zip(&sent.entries).find(|(ours, theirs)| ours.leaf != theirs.leaf)
        else {
            return Ok(None);
        };
        let tree = self.tree_of(&name);
        let Ok(mut frontier) = Frontier::at(sent.start, &tree) else { return Ok(None) };
        let mut other: BTreeMap<u64, TreeHash> = BTreeMap::new();
        for entry in &sent.entries {
            other.extend(frontier.push(&entry.leaf)?);
        }
        let head = theirs.checkpoint();
        if (head.size(), head.root()) != (frontier.size(), frontier.root()) {
            return Ok(None);
        }
        let Some(own_head) = self.checkpoint_at(&sent.origin, held)? else { return Ok(None) };
        let other_tree = |at: u64| other.get(&at).copied().or_else(|| tree(at));
        let prove = |head: &SignedCheckpoint, tree: &dyn Fn(u64) -> Option<TreeHash>| {
            let hashes = prove(head.checkpoint().size(), ours.index, tree)?;
            Ok::<_, NodeFault>(TlogProof::new(ours.index, hashes, head.with_cosignatures(&[])?, None)?.to_bytes())
        };
        let pair = [(prove(&own_head, &tree)?, ours.leaf.clone()), (prove(theirs, &other_tree)?, leaf.leaf.clone())];
        Ok(Some(Equivocation::Leaves(pair).in_order()))
    }
}
