//! Files beside the records: taken in piece by piece, named by their hash, sent on a lane of their own.
//!
//! Invariants:
//! - a leaf of the lane of files is stored, and receipted, only with all bytes of its file, in the same transaction that
//!   makes the file one;
//! - who gives a file sends all its bytes, also where they are held already: a hash alone must neither show that a file is
//!   here nor make this node serve it to others;
//! - every peer sends one file at a time, so that what has come to nothing yet is bounded by the number of peers;
//! - pieces are kept under a number of their own taking-in: nobody can write into what another is sending.

use std::collections::BTreeSet;

use seamline_feed::{Bye, Chunk, Entry, Holdings, Lane, Leaf, Leaves, Origin, frame::CHUNK_BYTES, holder::may_hold};
use seamline_record::{AudienceId, Hash, MAX_FILE_BYTES, NodeId, RecordId, Statement};
use seamline_release::{Act, Audit, Gate, Mode};
use seamline_store::{Bulk, Change, FileRow};
use sha2::{Digest, Sha256};

use crate::{
    fault::NodeFault,
    node::Node,
    officers::{Officer, Permission},
    pending::Pending,
    sharing::reaches,
};

/// A file that an officer is handing in.
pub struct Upload {
    pub(crate) stage: u64,
    stored: u64,
    hasher: Sha256,
    rest: Vec<u8>,
}

impl Upload {
    /// By which [`Node::abandon_file`] knows it.
    pub fn stage(&self) -> u64 {
        self.stage
    }
}

/// A file that a peer is sending.
pub(crate) struct Incoming {
    origin: Origin,
    file: FileRow,
    received: u64,
    hasher: Sha256,
}

impl Node {
    /// Begins to take a file in.
    ///
    /// # Errors
    /// [`NodeFault::Role`].
    pub fn begin_file(&mut self, officer: &Officer) -> Result<Upload, NodeFault> {
        self.may(officer, Permission::Record)?;
        let (stage, rest) = (self.stage(), Vec::with_capacity(CHUNK_BYTES as usize));
        Ok(Upload { stage, stored: 0, hasher: Sha256::new(), rest })
    }

    /// Takes the next bytes of it, however divided.
    ///
    /// # Errors
    /// [`NodeFault::FileLength`], [`NodeFault::Store`]; what was taken in is forgotten then.
    pub fn append_file(&mut self, upload: &mut Upload, mut bytes: &[u8]) -> Result<(), NodeFault> {
        while !bytes.is_empty() {
            let room = CHUNK_BYTES as usize - upload.rest.len();
            let (taken, left) = bytes.split_at(room.min(bytes.len()));
            upload.rest.extend_from_slice(taken);
            bytes = left;
            if upload.rest.len() as u64 == CHUNK_BYTES {
                self.store_piece(upload)?;
            }
        }
        Ok(())
    }

    /// Ends it; gives its hash and length for the slot that is to name it.
    ///
    /// # Errors
    /// As [`Node::append_file`].
    pub fn finish_file(&mut self, mut upload: Upload) -> Result<(Hash, u64), NodeFault> {
        if !upload.rest.is_empty() {
            self.store_piece(&mut upload)?;
        }
        if upload.stored == 0 {
            return Err(NodeFault::FileLength);
        }
        let (hash, length) = (Hash(upload.hasher.finalize().into()), upload.stored);
        let file = Bulk::File(FileRow { hash, length, stage: upload.stage });
        self.store.apply(&[file.into(), Bulk::ForgetStage(Some(upload.stage)).into()])?;
        Ok((hash, length))
    }

    /// Lets go of a file that will not be ended: its pieces would stay until the next start.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn abandon_file(&mut self, stage: u64) -> Result<(), NodeFault> {
        Ok(self.store.apply(&[Bulk::ForgetStage(Some(stage)).into()])?)
    }

    /// Length of a file held, in bytes.
    ///
    /// # Errors
    /// [`NodeFault::NoSuchFile`], [`NodeFault::Store`].
    pub fn file_length(&self, hash: Hash) -> Result<u64, NodeFault> {
        Ok(self.store.file(hash)?.ok_or(NodeFault::NoSuchFile(hash))?.length)
    }

    /// Piece of a file held that begins at `offset`, a multiple of [`CHUNK_BYTES`]; empty at its end.
    ///
    /// # Errors
    /// [`NodeFault::NoSuchFile`], [`NodeFault::Store`].
    pub fn file_piece(&self, hash: Hash, offset: u64) -> Result<Vec<u8>, NodeFault> {
        let file = self.store.file(hash)?.ok_or(NodeFault::NoSuchFile(hash))?;
        if offset >= file.length {
            return Ok(Vec::new());
        }
        self.store.chunk(file.stage, offset)?.ok_or(NodeFault::Row("piece of a file"))
    }

    fn stage(&mut self) -> u64 {
        let mut octets = [0; 8];
        self.random.fill(&mut octets);
        // Rows number within 63 bits.
        u64::from_be_bytes(octets) >> 1
    }

    fn store_piece(&mut self, upload: &mut Upload) -> Result<(), NodeFault> {
        let (stage, offset, bytes) = (upload.stage, upload.stored, std::mem::take(&mut upload.rest));
        let length = offset + bytes.len() as u64;
        let fits = length <= MAX_FILE_BYTES;
        upload.hasher.update(&bytes);
        upload.stored = length;
        let stored = if fits {
            self.store.apply(&[Bulk::Chunk { stage, offset, bytes }.into()]).map_err(NodeFault::from)
        } else {
            Err(NodeFault::FileLength)
        };
        if stored.is_err() {
            self.store.apply(&[Bulk::ForgetStage(Some(stage)).into()])?;
        }
        stored
    }

    /// A record of our own names only files that we can give.
    pub(crate) fn must_hold_files_of(&self, statement: &Statement) -> Result<(), NodeFault> {
        for file in statement.attachments() {
            let hash = file.digest().unwrap_or(Hash([0; 32]));
            if self.store.file(hash)?.is_none_or(|held| held.length != file.length) {
                return Err(NodeFault::NoSuchFile(hash));
            }
        }
        Ok(())
    }

    /// Takes a piece from a peer.
    pub(crate) fn take_piece(&mut self, peer: &NodeId, chunk: &Chunk) -> Result<(), Bye> {
        let origin = &chunk.origin;
        if origin.lane != Lane::Files || !chunk.fits() {
            return Err(Bye::Frame);
        }
        if !may_hold(&self.directory, &self.id, origin) || !may_hold(&self.directory, peer, origin) {
            return Err(Bye::NotHolder);
        }
        let held = self.store.file(chunk.hash).map_err(|_| Bye::Storage)?.is_some();
        let mut changes = Vec::new();
        if chunk.offset == 0 {
            let before = self.incoming.remove(peer);
            changes.extend(before.map(|before| Change::from(Bulk::ForgetStage(Some(before.file.stage)))));
            let file = FileRow { hash: chunk.hash, length: chunk.length, stage: self.stage() };
            let incoming = Incoming { origin: origin.clone(), file, received: 0, hasher: Sha256::new() };
            self.incoming.insert(peer.clone(), incoming);
        }
        let goes_on = |i: &&mut Incoming| {
            let same = i.origin == *origin && i.file.hash == chunk.hash && i.file.length == chunk.length;
            same && i.received == chunk.offset
        };
        let incoming = self.incoming.get_mut(peer).filter(goes_on).ok_or(Bye::Feed)?;
        let (stage, offset) = (incoming.file.stage, chunk.offset);
        if !held {
            changes.push(Bulk::Chunk { stage, offset, bytes: chunk.bytes.clone() }.into());
        }
        self.store.apply(&changes).map_err(|fault| {
            tracing::error!(%fault, "a piece of a file could not be stored");
            Bye::Storage
        })?;
        incoming.received += chunk.bytes.len() as u64;
        incoming.hasher.update(&chunk.bytes);
        Ok(())
    }

    /// Forgets what a file that will not go on has left.
    pub(crate) fn forget_pieces(&mut self, of: Option<Incoming>) -> Result<(), NodeFault> {
        let Some(incoming) = of else { return Ok(()) };
        Ok(self.store.apply(&[Bulk::ForgetStage(Some(incoming.file.stage)).into()])?)
    }

    /// Files that become whole with these entries; refuses a leaf whose file this peer has not sent with all its bytes.
    pub(crate) fn files_of(&self, peer: &NodeId, entries: &[Entry]) -> Result<Vec<FileRow>, Bye> {
        let mut files = Vec::new();
        for hash in entries.iter().filter_map(|entry| named_file(&entry.leaf)) {
            let whole = |i: &&Incoming| {
                let all = i.file.hash == hash && i.received == i.file.length;
                all && Hash(i.hasher.clone().finalize().into()) == hash
            };
            files.push(self.incoming.get(peer).filter(whole).ok_or(Bye::Feed)?.file);
        }
        Ok(files)
    }

    /// Pieces of the file that a stretch of the lane of files names, for a bundle.
    pub(crate) fn pieces_before(&self, leaves: &Leaves) -> Result<Vec<Chunk>, NodeFault> {
        let (mut pieces, mut offset) = (Vec::new(), 0);
        let Some(hash) = leaves.file() else { return Ok(pieces) };
        while let Some(chunk) = self.chunk(&leaves.origin, hash, offset)? {
            offset += chunk.bytes.len() as u64;
            pieces.push(chunk);
        }
        Ok(pieces)
    }

    /// Gives an audience the files that the opened slots name, as far as they are held here and it has none of them.
    pub(crate) fn append_files(
        &mut self,
        pending: &mut Pending,
        statement: &Statement,
        opened: &BTreeSet<u8>,
        audience: &AudienceId,
        audit: &Audit,
    ) -> Result<(), NodeFault> {
        if statement.attachments().is_empty() {
            return Ok(());
        }
        let clearance = self.clearance(audience)?;
        let (salt, given) = (self.salt(), self.files_given(pending, audience, statement.id())?);
        let acts = {
            let was_given = |target: RecordId| self.was_given(pending, audience, target);
            let (party, now) = (&self.id.party, self.clock.now_ms());
            let gate = Gate { party, audience, clearance: clearance.as_ref(), given: &was_given, now };
            gate.release_files(statement, opened, audit, salt)
                .map_err(|refusal| NodeFault::Refused { to: audience.to_string(), refusal })?
        };
        for act in acts {
            let hash = act.value().payload;
            let arrives = |change: &Change| matches!(change, Change::Bulk(Bulk::File(file)) if file.hash == hash);
            let held = self.store.file(hash)?.is_some() || pending.changes.iter().any(arrives);
            if given.contains(&hash) || !held {
                continue;
            }
            let mut writing = self.writing(pending, audience, Lane::Files)?;
            self.append_file_act(pending, &mut writing, act, audit, salt)?;
            self.finish_writing(pending, writing);
        }
        Ok(())
    }

    /// Files of a record that standing acts of the own party have given to an audience.
    fn files_given(&self, pending: &Pending, audience: &AudienceId, id: RecordId) -> Result<BTreeSet<Hash>, NodeFault> {
        let mut given = BTreeSet::new();
        let mut take = |feed: &str, index: u64, leaf: &[u8]| -> Result<(), NodeFault> {
            let origin: Origin = feed.parse()?;
            let told = origin.node.party == self.id.party && reaches(&origin.audience, audience);
            if told && self.stands(pending, &origin, index, id) {
                given.extend(named_file(leaf));
            }
            Ok(())
        };
        for act in self.store.acts(id)? {
            for entry in self.store.entries(&act.feed, act.index, 1, 0)? {
                take(&act.feed, entry.index, &entry.leaf)?;
            }
        }
        for (feed, entry) in pending.entries_on(id) {
            take(feed, entry.index, &entry.leaf)?;
        }
        Ok(given)
    }

    /// Files of a sibling go on to those whom this node has told of the slots that name them.
    pub(crate) fn follow_files(&mut self, pending: &mut Pending, origin: &Origin) -> Result<(), NodeFault> {
        if origin.lane != Lane::Files || origin.node.party != self.id.party || self.standing().is_err() {
            return Ok(());
        }
        let files = |change: &Change| match change {
            Change::Entry { entry, .. } => entry.record,
            _ => None,
        };
        let records: BTreeSet<RecordId> = pending.changes.iter().filter_map(files).collect();
        let audit = Audit { rule: Some("follows the record that names it".to_owned()), ..Audit::default() };
        for id in records {
            let Ok(statement) = self.load(pending, id) else { continue };
            if self.is_taken_back(pending, id)? {
                continue;
            }
            for audience in self.audiences_of(pending, id)? {
                let opened = self.opened_to(pending, &audience, id)?;
                match self.append_files(pending, &statement, &opened, &audience, &audit) {
                    Ok(()) | Err(NodeFault::Refused { .. }) => {}
                    Err(fault) => return Err(fault),
                }
            }
        }
        Ok(())
    }
}

/// Hash of the file that a leaf gives.
fn named_file(leaf: &[u8]) -> Option<Hash> {
    match Leaf::decode(leaf) {
        Ok(Leaf::Act(Act { mode: Mode::File, payload, .. })) => Some(payload),
        _ => None,
    }
}
