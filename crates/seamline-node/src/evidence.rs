//! Evidence and bundles: what leaves and enters as files.

use seamline_feed::{
    Bundle, Evidence, Frame, Holdings, Intake, Origin, ProvenAct, SealPublic, TlogProof, TreeHash,
    UnverifiedCosignature, holder::may_hold, merkle::prove,
};
use seamline_record::{AudienceId, Name, NodeId, RecordId};
use serde::{Deserialize, Serialize};

use crate::{
    fault::NodeFault,
    node::Node,
    officers::{Officer, Permission},
};

/// An evidence file and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many acts it proves.
    pub acts: usize,
}

/// What a bundle brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Node that wrote the bundle.
    pub from: String,
    /// Entries in it.
    pub entries: u64,
    /// Entries that were held already.
    pub duplicates: u64,
    /// Records that are new here.
    pub new_records: u64,
    /// Acts put into quarantine.
    pub quarantined: u64,
    /// State afterwards.
    pub state_hash: String,
}

impl Node {
    /// Evidence of everything that passed about a record between the own party and another: what we told them, or they
    /// us.
    ///
    /// # Errors
    /// [`NodeFault::Role`]; [`NodeFault::NoEvidence`] where nothing was told or nothing was receipted.
    pub fn evidence(&self, officer: &Officer, id: RecordId, party: &Name) -> Result<EvidenceFile, NodeFault> {
        officer.must(Permission::Audit)?;
        let mut acts = Vec::new();
        for act in self.store.acts(id)? {
            let origin: Origin = act.feed.parse()?;
            let between = [&origin.node.party, &origin.audience.party];
            if between.contains(&party) && between.contains(&&self.id.party) && between[0] != between[1] {
                acts.extend(self.proven(&origin, act.index)?);
            }
        }
        // Without the act that carried the record the later ones prove nothing by themselves.
        let count = acts.len();
        let evidence = Evidence { acts };
        if count == 0 || evidence.verify(&self.directory).is_err() {
            return Err(NodeFault::NoEvidence(party.to_string()));
        }
        Ok(EvidenceFile { bytes: evidence.encode(), acts: count })
    }

    /// Proof of one act under the smallest receipted checkpoint that covers it; `None` without a receipt.
    fn proven(&self, origin: &Origin, index: u64) -> Result<Option<ProvenAct>, NodeFault> {
        let name = origin.to_string();
        let receipts = self.store.receipts(&name)?;
        let Some(size) = receipts.iter().map(|r| r.size).filter(|size| *size > index).min() else { return Ok(None) };
        let signed = self.checkpoint_at(origin, size)?.ok_or(NodeFault::Row("checkpoint"))?;
        let mut good = Vec::new();
        for receipt in receipts.iter().filter(|r| r.size == size) {
            let line = UnverifiedCosignature::parse(&receipt.line)?;
            good.extend(self.verify_receipt(&line, &signed));
        }
        let Some(entry) = self.store.entries(&name, index, 1, 0)?.into_iter().next() else {
            return Err(NodeFault::Row("entry"));
        };
        let (Some(payload), false) = (entry.payload, good.is_empty()) else { return Ok(None) };
        let stored = |at: u64| self.store.tree_hash(&name, at).ok().flatten().map(|h| TreeHash(h.0));
        let hashes = prove(size, index, &stored)?;
        let proof = TlogProof::new(index, hashes, signed.with_cosignatures(&good)?, None)?;
        Ok(Some(ProvenAct { proof: proof.to_bytes(), leaf: entry.leaf, payload }))
    }

    /// Writes a bundle for a party: all that its nodes may hold and have not receipted, or everything, with the receipts
    /// due and the documents. Encrypted to the seal keys of that party's nodes.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::NoSuchParty`].
    pub fn export_bundle(&mut self, officer: &Officer, party: &Name, all: bool) -> Result<Vec<u8>, NodeFault> {
        officer.must(Permission::Release)?;
        let audience = AudienceId { party: party.clone(), group: None };
        let document = self.directory.newest(party).ok_or_else(|| NodeFault::NoSuchParty(party.to_string()))?;
        let mut keys = Vec::new();
        for node in &document.body().nodes {
            // A key of small order in their document is theirs to mend; the other nodes still get theirs.
            keys.extend(SealPublic::from_bytes(node.seal));
        }
        let mut frames = Vec::new();
        for (party, _) in self.documents() {
            frames.extend(self.documents_above(&party, 0)?.into_iter().map(Frame::Doc));
        }
        let any_node = |origin: &Origin| {
            let mut members = self.directory.members(&audience).into_iter();
            members.any(|node| may_hold(&self.directory, &NodeId { party: party.clone(), node }, origin))
        };
        let shared: Vec<(Origin, u64)> =
            self.feeds.iter().filter(|(o, _)| any_node(o)).map(|(o, f)| (o.clone(), f.receipted)).collect();
        for (origin, receipted) in shared {
            let ours = origin.audience.party == self.id.party;
            let mut start = if all || ours { 0 } else { receipted };
            while let Some(leaves) = (!ours).then(|| self.stretch(&origin, start)).transpose()?.flatten() {
                start += leaves.entries.len() as u64;
                frames.push(Frame::Leaves(leaves));
            }
            frames.extend(self.newest_receipt(&origin, 0)?.filter(|_| ours).map(Frame::Cosig));
        }
        let bundle = Bundle { from: self.id.clone(), frames };
        let random = &mut self.random;
        Ok(bundle.seal(&keys, &mut |bytes| random.fill(bytes))?)
    }

    /// Takes a bundle in. Taking it twice, or after the same came over a wire, changes nothing.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::Peer`] where it is damaged or for others, [`NodeFault::Bundle`] where a stretch
    /// in it does not verify; what came before that stretch is kept.
    pub fn import_bundle(&mut self, officer: &Officer, sealed: &[u8]) -> Result<Imported, NodeFault> {
        officer.must(Permission::Record)?;
        let bundle = Bundle::open(sealed, &self.keys.seal)?;
        let before = (self.store.record_count()?, self.store.quarantined()?.len());
        let (mut entries, mut duplicates) = (0, 0);
        for frame in &bundle.frames {
            match frame {
                Frame::Doc(encoded) => self.take_document(encoded).map_err(NodeFault::Bundle)?,
                Frame::Leaves(leaves) => {
                    let held = self.feeds.get(&leaves.origin).map_or(0, |f| f.frontier.size());
                    let count = leaves.entries.len() as u64;
                    entries += count;
                    duplicates += held.saturating_sub(leaves.start).min(count);
                    self.take_leaves(&bundle.from, leaves).map_err(NodeFault::Bundle)?;
                }
                Frame::Cosig(receipt) => self.take_receipt(&bundle.from, receipt).map_err(NodeFault::Bundle)?,
                Frame::Hello(_) | Frame::Live | Frame::Bye(_) => {}
            }
        }
        Ok(Imported {
            from: bundle.from.to_string(),
            entries,
            duplicates,
            new_records: self.store.record_count()? - before.0,
            quarantined: self.store.quarantined()?.len().saturating_sub(before.1) as u64,
            state_hash: self.state_hash()?.to_string(),
        })
    }
}
