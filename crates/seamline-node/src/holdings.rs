//! What this node serves to whom.

use std::cmp::Reverse;

use seamline_feed::{
    Chunk, Cosig, Entry, Head, Hello, Holdings, Lane, Leaves, Origin, Parcel,
    frame::{MAX_HEADS, VERSIONS},
    holder::{may_hold, receipts},
};
use seamline_record::{Hash, Name, NodeId, planted};
use seamline_store::ReceiptRow;

use crate::{
    fault::NodeFault,
    node::{Feed, Node},
};

/// Most bytes of entries in one frame, well below the frame's own bound.
pub(crate) const STRETCH_BYTES: usize = 768 * 1024;
/// Most leaves in one frame: at least as many as between two checkpoints of any feed.
pub(crate) const STRETCH_LEAVES: usize = 1024;

impl Holdings for Node {
    type Fault = NodeFault;

    fn hello(&self, peer: &NodeId) -> Result<Hello, NodeFault> {
        let (versions, node) = (VERSIONS.to_vec(), self.id.clone());
        Ok(Hello { versions, node, documents: self.documents(peer), heads: self.heads_for(peer)? })
    }

    /// To the own party all; to others their own documents and ours: whom else we know is not theirs to learn.
    fn documents(&self, peer: &NodeId) -> Vec<(Name, u64)> {
        let shown = |party: &&Name| peer.party == self.id.party || **party == self.id.party || **party == peer.party;
        let version = |party: &Name| self.directory.newest(party).map(|d| (party.clone(), d.body().version));
        self.directory.parties().filter(shown).filter_map(version).collect()
    }

    fn documents_above(&self, party: &Name, version: u64) -> Result<Vec<Vec<u8>>, NodeFault> {
        let above = self.directory.versions(party).iter().filter(|d| d.body().version > version);
        Ok(above.map(|d| d.encoded().to_vec()).collect())
    }

    fn heads_for(&self, peer: &NodeId) -> Result<Vec<Head>, NodeFault> {
        let head = |(origin, feed): (&Origin, &Feed)| {
            let (size, tip, receipted) = (feed.frontier.size(), feed.frontier.root(), feed.receipted);
            Head { origin: origin.clone(), size, tip, receipted }
        };
        let may = |o: &Origin| {
            let own_only = planted::is(planted::Fault::ServeOwnFeedsOnly) && o.node != self.id;
            may_hold(&self.directory, peer, o) && !own_only || planted::is(planted::Fault::ServeNonHolder)
        };
        let shown: Vec<_> = self.feeds.iter().filter(|(o, _)| may(o)).collect();
        if shown.len() <= MAX_HEADS {
            return Ok(shown.into_iter().map(head).collect());
        }
        // Every start of a process opens feeds, so after years there are more than fit: those that moved last count. Half
        // the room is this node's: a party that fills the list with feeds of its own must not silence it.
        let (mut own, mut held): (Vec<_>, Vec<_>) = shown.into_iter().partition(|(o, _)| o.node == self.id);
        own.sort_by_key(|(_, feed)| Reverse(feed.changed));
        held.sort_by_key(|(_, feed)| Reverse(feed.changed));
        own.truncate((MAX_HEADS / 2).max(MAX_HEADS - held.len().min(MAX_HEADS)));
        held.truncate(MAX_HEADS - own.len());
        let mut heads: Vec<Head> = own.into_iter().chain(held).map(head).collect();
        heads.sort();
        Ok(heads)
    }

    fn stretch(&self, origin: &Origin, start: u64) -> Result<Option<Leaves>, NodeFault> {
        let stands = self.feeds.get(origin).map_or(u64::MAX, |feed| feed.stands);
        // What lies beyond a cut is void: nobody needs it from here, unless its party keeps some record of the key, or what
        // stands is proved only by a receipt from beyond.
        let beyond = start >= stands && self.feeds.get(origin).is_none_or(|feed| !self.keeps_any(origin, feed));
        if beyond && self.receipt_over_the_cut(origin)?.is_none_or(|receipt| receipt.size <= start) {
            return Ok(None);
        }
        // Then one leaf that stands goes along: of a stretch of which none does, readers keep nothing.
        let from = if beyond { stands - 1 } else { start };
        let name = origin.to_string();
        // A file goes before the leaf that names it: one leaf at a time.
        let limit = if origin.lane == Lane::Files { 1 } else { STRETCH_LEAVES };
        let mut rows = self.store.entries(&name, from, limit, STRETCH_BYTES)?;
        // Beyond the cut of a closed key nobody receipts any more: without the checkpoint at the cut, whoever comes to hold
        // the feed anew could not even keep the receipts that there are.
        let before_cut = usize::try_from(stands.saturating_sub(start)).unwrap_or(usize::MAX);
        if before_cut > 0 && before_cut < rows.len() && self.store.checkpoint(&name, stands)?.is_some() {
            rows.truncate(before_cut);
        }
        while from + rows.len() as u64 > start {
            if let Some(checkpoint) = self.store.checkpoint(&name, from + rows.len() as u64)? {
                let entries = rows.into_iter().map(|r| Entry { leaf: r.leaf, payload: r.payload }).collect();
                return Ok(Some(Leaves { origin: origin.clone(), start: from, entries, checkpoint }));
            }
            rows.pop();
        }
        Ok(None)
    }

    fn newest_receipt(&self, origin: &Origin, above: u64) -> Result<Option<Cosig>, NodeFault> {
        // Of a closed feed the one that covers what stands comes first: whoever comes to hold it anew gets no more of it.
        let newest = match self.receipt_over_the_cut(origin)?.filter(|r| r.size > above) {
            None => self.store.newest_receipt(&origin.to_string(), None)?.filter(|r| r.size > above),
            over_the_cut => over_the_cut,
        };
        Ok(newest.map(|r| Cosig { origin: origin.clone(), size: r.size, line: r.line }))
    }

    fn chunk(&self, origin: &Origin, hash: Hash, offset: u64) -> Result<Option<Chunk>, NodeFault> {
        let file = self.store.file(hash)?.ok_or(NodeFault::Row("file"))?;
        if offset >= file.length {
            return Ok(None);
        }
        let bytes = self.store.chunk(file.stage, offset)?.ok_or(NodeFault::Row("piece of a file"))?;
        Ok(Some(Chunk { origin: origin.clone(), hash, length: file.length, offset, bytes }))
    }

    fn parcels_for(&self, peer: &NodeId) -> Result<Vec<Hash>, NodeFault> {
        self.parcels_to_hand_to(peer)
    }

    fn parcel(&self, hash: Hash) -> Result<Option<Parcel>, NodeFault> {
        self.parcel_to_hand(hash)
    }

    fn receipts_from(&self, peer: &NodeId, origin: &Origin) -> bool {
        receipts(&self.directory, peer, origin)
    }
}

impl Node {
    /// The receipt on the smallest size that covers all that stands of a closed feed.
    fn receipt_over_the_cut(&self, origin: &Origin) -> Result<Option<ReceiptRow>, NodeFault> {
        let stands = self.feeds.get(origin).map(|feed| feed.stands).filter(|stands| (1..u64::MAX).contains(stands));
        let Some(last) = stands.map(|stands| stands - 1) else { return Ok(None) };
        Ok(self.store.receipt_covering(&origin.to_string(), last)?)
    }
}
