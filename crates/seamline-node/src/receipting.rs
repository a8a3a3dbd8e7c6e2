//! Receipts for what was held before this node could give them.
//!
//! Invariant: once a node stands in its party's newest document, the newest state of every feed addressed to it has its
//! receipt. Without this, entries that came while the node waited for the document that names its key would stay
//! unreceipted for ever, and their writer could never prove that he told them.

use seamline_feed::{Cosignature, Origin, holder::receipts};

use crate::{fault::NodeFault, node::Node, pending::Pending};

impl Node {
    /// Receipts the newest state of each feed that this node receipts and has not.
    pub(crate) fn receipt_what_is_held(&self, pending: &mut Pending) -> Result<(), NodeFault> {
        if self.standing().is_err() {
            return Ok(());
        }
        let own = self.id.to_string();
        let addressed: Vec<&Origin> =
            self.feeds.keys().filter(|origin| receipts(&self.directory, &self.id, origin)).collect();
        for origin in addressed {
            let size = self.feeds.get(origin).map_or(0, |feed| feed.frontier.size());
            let newest = self.store.newest_receipt(&origin.to_string(), Some(&own))?.map_or(0, |receipt| receipt.size);
            // A damaged row of one feed must not keep the document out.
            let Some(signed) = self.checkpoint_at(origin, size).ok().flatten().filter(|_| newest < size) else {
                continue;
            };
            let time_s = self.receipt_time_s();
            let receipt = Cosignature::sign(&signed, self.id.clone(), time_s, &self.keys.cosign)?;
            pending.receipt_s = time_s;
            self.put_receipt(pending, &receipt)?;
        }
        Ok(())
    }
}
