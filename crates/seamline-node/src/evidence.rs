//! Evidence and bundles: what leaves and enters as files.

use std::collections::{BTreeMap, BTreeSet};

use seamline_feed::{
    Bundle, Evidence, Frame, Holdings, Intake, Origin, Part, ProvenAct, SealPublic, TlogProof, UnverifiedCosignature,
    bundle, holder::may_hold, merkle::prove, note,
};
use seamline_record::{Name, NodeId, RecordId};
use serde::{Deserialize, Serialize};

use crate::{
    fault::NodeFault,
    journal::{JournalAct, Note},
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
        self.may(officer, Permission::Audit)?;
        let mut acts = Vec::new();
        // An act whose content does not count proves nothing, and must not spoil the proof of those that do.
        for act in self.store.acts(id)? {
            let origin: Origin = act.feed.parse()?;
            if self.is_quarantined(&origin, act.index) {
                continue;
            }
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

    /// [`Self::evidence`], noted in the journal: for a file that leaves.
    ///
    /// # Errors
    /// As [`Self::evidence`].
    pub fn take_evidence(&mut self, officer: &Officer, id: RecordId, party: &Name) -> Result<EvidenceFile, NodeFault> {
        let file = self.evidence(officer, id, party)?;
        let note = Note::new(&officer.name, JournalAct::EvidenceTaken, Some(id)).with("party", party);
        self.apply_noted(Vec::new(), note.with("acts", file.acts))?;
        Ok(file)
    }

    /// Proof of one act under the smallest checkpoint that covers it with a receipt that proves; `None` without one.
    pub(crate) fn proven(&self, origin: &Origin, index: u64) -> Result<Option<ProvenAct>, NodeFault> {
        let name = origin.to_string();
        let receipts = self.store.receipts(&name)?;
        let sizes: BTreeSet<u64> = receipts.iter().map(|r| r.size).filter(|size| *size > index).collect();
        let mut covering = None;
        for size in sizes {
            let signed = self.checkpoint_at(origin, size)?.ok_or(NodeFault::Row("checkpoint"))?;
            let mut good = Vec::new();
            for receipt in receipts.iter().filter(|r| r.size == size) {
                let line = UnverifiedCosignature::parse(&receipt.line)?;
                good.extend(self.verify_receipt(&line, &signed));
            }
            // One line of a note is its writer's.
            good.truncate(note::MAX_SIGNATURES - 1);
            if !good.is_empty() {
                covering = Some((size, signed, good));
                break;
            }
        }
        let Some((size, signed, good)) = covering else { return Ok(None) };
        let Some(entry) = self.store.entries(&name, index, 1, 0)?.into_iter().next() else {
            return Err(NodeFault::Row("entry"));
        };
        let Some(payload) = entry.payload else { return Ok(None) };
        let hashes = prove(size, index, &self.tree_of(&name))?;
        let proof = TlogProof::new(index, hashes, signed.with_cosignatures(&good)?, None)?;
        let in_cut = self.path_in_cut(origin, index, size)?;
        Ok(Some(ProvenAct { proof: proof.to_bytes(), leaf: entry.leaf, payload, in_cut }))
    }

    /// Writes a bundle for a party (`party`) or one of its nodes (`party/node`): what they may hold and have not receipted
    /// themselves, or everything, with the receipts due and the documents. Each feed is encrypted to exactly those of them
    /// that may hold it.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::NoSuchParty`].
    pub fn export_bundle(&mut self, officer: &Officer, to: &str, all: bool) -> Result<Vec<u8>, NodeFault> {
        self.may(officer, Permission::Release)?;
        let readers = self.bundle_readers(to)?;
        self.may_tell(officer, &readers[0].party)?;
        let mut parts: BTreeMap<Vec<NodeId>, Vec<Frame>> = BTreeMap::new();
        let mut documents = Vec::new();
        for (party, _) in self.documents(&readers[0]) {
            documents.extend(self.documents_above(&party, 0)?.into_iter().map(Frame::Doc));
        }
        parts.insert(readers.clone(), documents);
        let origins: Vec<Origin> = self.feeds.keys().cloned().collect();
        for origin in origins {
            let holders: Vec<NodeId> =
                readers.iter().filter(|node| may_hold(&self.directory, node, &origin)).cloned().collect();
            let frames = self.bundle_frames(&origin, &holders, all)?;
            if !holders.is_empty() {
                parts.entry(holders).or_default().extend(frames);
            }
        }
        let sealed: Vec<Part> =
            parts.into_iter().map(|(nodes, frames)| Part { readers: self.seal_keys(&nodes), frames }).collect();
        let sealed: Vec<Part> = sealed.into_iter().filter(|part| !part.readers.is_empty()).collect();
        let random = &mut self.random;
        let bytes = bundle::write(&self.id, &sealed, &mut |bytes| random.fill(bytes))?;
        let note = Note::new(&officer.name, JournalAct::BundleExported, None).with("to", to);
        self.apply_noted(Vec::new(), note.with("bytes", bytes.len()))?;
        Ok(bytes)
    }

    fn bundle_readers(&self, to: &str) -> Result<Vec<NodeId>, NodeFault> {
        let unknown = || NodeFault::NoSuchParty(to.to_owned());
        if to.contains('/') {
            let node: NodeId = to.parse().map_err(|_| unknown())?;
            return if self.directory.node(&node).is_some() { Ok(vec![node]) } else { Err(unknown()) };
        }
        let party: Name = to.parse().map_err(|_| unknown())?;
        let document = self.directory.newest(&party).ok_or_else(unknown)?;
        let nodes = document.body().nodes.iter().map(|n| NodeId { party: party.clone(), node: n.name.clone() });
        let nodes: Vec<NodeId> = nodes.filter(|node| *node != self.id).collect();
        if nodes.is_empty() { Err(unknown()) } else { Ok(nodes) }
    }

    /// A key of small order in somebody's document is theirs to mend; the others still get theirs.
    fn seal_keys(&self, nodes: &[NodeId]) -> Vec<SealPublic> {
        let entries = nodes.iter().filter_map(|node| self.directory.node(node));
        entries.filter_map(|entry| SealPublic::from_bytes(entry.seal).ok()).collect()
    }

    /// Receipts and the stretch of one feed that all these readers lack: what only some of them receipted is sent again.
    pub(crate) fn bundle_frames(
        &self,
        origin: &Origin,
        readers: &[NodeId],
        all: bool,
    ) -> Result<Vec<Frame>, NodeFault> {
        let name = origin.to_string();
        let mut start = u64::MAX;
        for reader in readers {
            let own = self.store.newest_receipt(&name, Some(&reader.to_string()))?.map_or(0, |r| r.size);
            let writes = *reader == origin.node;
            // Its writer has it, unless everything is asked for: a restored folder may lack its own old feeds.
            let lacks_from = if all { 0 } else { own };
            start = if writes && !all { start } else { start.min(lacks_from) };
        }
        let mut frames = Vec::new();
        while let Some(leaves) = (start != u64::MAX).then(|| self.stretch(origin, start)).transpose()?.flatten() {
            frames.extend(self.pieces_before(&leaves)?.into_iter().map(Frame::Chunk));
            start = leaves.start + leaves.entries.len() as u64;
            frames.push(Frame::Leaves(leaves));
        }
        frames.extend(self.newest_receipt(origin, 0)?.map(Frame::Cosig));
        Ok(frames)
    }

    /// Takes a bundle in. Taking it twice, or after the same came over a wire, changes nothing.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::Peer`] where it is damaged or for others, [`NodeFault::Bundle`] where a stretch
    /// in it does not verify; what came before that stretch is kept.
    pub fn import_bundle(&mut self, officer: &Officer, sealed: &[u8]) -> Result<Imported, NodeFault> {
        self.may(officer, Permission::Record)?;
        let brought = self.open_bundle(sealed)?;
        let Imported { from, entries, new_records, quarantined, .. } = &brought;
        let note = Note::new(&officer.name, JournalAct::BundleImported, None).with("from", from);
        let note = note.with("entries", entries).with("records", new_records).with("quarantined", quarantined);
        self.apply_noted(Vec::new(), note)?;
        Ok(brought)
    }

    /// What is in a bundle goes the way of what comes over a wire.
    pub(crate) fn open_bundle(&mut self, sealed: &[u8]) -> Result<Imported, NodeFault> {
        let bundle = Bundle::open(sealed, &self.keys.seal)?;
        // Whose bundle it is, is anybody's word: a file that comes over that node's own line must go on undisturbed.
        let on_the_line = self.incoming.remove(&bundle.from);
        let outcome = self.take_frames(&bundle);
        let left = self.incoming.remove(&bundle.from);
        self.incoming.extend(on_the_line.map(|incoming| (bundle.from.clone(), incoming)));
        self.forget_pieces(left)?;
        outcome
    }

    fn take_frames(&mut self, bundle: &Bundle) -> Result<Imported, NodeFault> {
        let before = (self.store.record_count()?, self.quarantined_count());
        let (mut entries, mut duplicates) = (0, 0);
        for frame in &bundle.frames {
            match frame {
                Frame::Doc(encoded) => self.take_document(&bundle.from, encoded).map_err(NodeFault::Bundle)?,
                // A carrier's part may hold more than this node may: the rest of it still counts.
                Frame::Leaves(leaves) if !may_hold(&self.directory, &self.id, &leaves.origin) => {}
                Frame::Leaves(leaves) => {
                    let held = self.feeds.get(&leaves.origin).map_or(0, |f| f.frontier.size());
                    let count = leaves.entries.len() as u64;
                    entries += count;
                    duplicates += held.saturating_sub(leaves.start).min(count);
                    self.take_leaves(&bundle.from, leaves).map_err(NodeFault::Bundle)?;
                }
                Frame::Cosig(receipt) => self.take_receipt(&bundle.from, receipt).map_err(NodeFault::Bundle)?,
                Frame::Chunk(chunk) if !may_hold(&self.directory, &self.id, &chunk.origin) => {}
                Frame::Chunk(chunk) => self.take_piece(&bundle.from, chunk).map_err(NodeFault::Bundle)?,
                Frame::Hello(_) | Frame::Live | Frame::Parcel(_) | Frame::Taken(..) | Frame::Bye(_) => {}
            }
        }
        Ok(Imported {
            from: bundle.from.to_string(),
            entries,
            duplicates,
            new_records: self.store.record_count()? - before.0,
            quarantined: self.quarantined_count().saturating_sub(before.1) as u64,
            state_hash: self.state_hash()?.to_string(),
        })
    }
}
