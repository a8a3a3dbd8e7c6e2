//! Parcels: sealed bundles that a third party carries between two nodes without a link, reading nothing.
//!
//! Invariants: a parcel is forgotten only when the next on its way has stored it; a carrier keeps a bounded amount for
//! each party that gives to it, and for a bounded time.

use seamline_feed::{
    Bye, Frame, Handover, Holdings, Lane, Origin, Parcel, frame::MAX_PARCEL_BYTES, holder::may_hold, seal,
};
use seamline_record::{Hash, NodeId, hash_of};
use seamline_store::{Bulk, Change, ParcelRow, StoreFault};

use crate::{
    fault::NodeFault,
    journal::{JournalAct, Note},
    node::Node,
    officers::{Officer, Permission},
};

/// Most bytes carried for one party.
const MAX_CARRIED_BYTES: u64 = 64 << 20;
/// Most parcels carried for one party.
const MAX_CARRIED: usize = 1_024;
/// How long a parcel is carried, ms.
const CARRIED_FOR_MS: i64 = 30 * 86_400_000;
/// How long a parcel that was not taken is not offered again, ms: a line must not be filled with it.
const PUT_OFF_MS: i64 = 86_400_000;
/// Bytes of frames in one parcel: the envelope, a key for each reader and the tags come on top.
const PARCEL_FRAMES: usize = MAX_PARCEL_BYTES - 64 * 1024;

impl Node {
    /// Gives `via` parcels for `to`: what it may hold and has not receipted, with the receipts due. Files do not go by
    /// parcel. Returns how many parcels wait for `via` now.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::NoSuchParty`] for a node in no document, [`NodeFault::Store`].
    pub fn send_parcels(&mut self, officer: &Officer, to: &NodeId, via: &NodeId) -> Result<usize, NodeFault> {
        self.may(officer, Permission::Release)?;
        self.may_tell(officer, &to.party)?;
        self.directory.node(via).ok_or_else(|| NodeFault::NoSuchParty(via.to_string()))?;
        let bundles = self.export_in_parts(to, PARCEL_FRAMES)?;
        let mut changes = Vec::new();
        self.put_off.clear();
        for (since, sealed) in (self.clock.now_ms()..).zip(bundles) {
            let (hash, length) = (hash_of(&sealed), sealed.len() as u64);
            let (to, via) = (to.to_string(), Some(via.to_string()));
            changes.push(Bulk::Parcel(ParcelRow { hash, from: None, to, via, since, length, sealed }).into());
        }
        let note = Note::new(&officer.name, JournalAct::BundleExported, None);
        let note = note.with("to", to).with("via", via).with("parcels", changes.len());
        self.apply_noted(changes, note)?;
        self.news.feeds = true;
        Ok(self.parcels_to_hand_to(via)?.len())
    }

    /// Parcels kept here, without their bundles: our own on their way, and those carried for others.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn parcels(&self) -> Result<Vec<ParcelRow>, NodeFault> {
        Ok(self.store.parcels()?)
    }

    /// In the order in which they were sent: a later one does not open without the earlier.
    pub(crate) fn parcels_to_hand_to(&self, peer: &NodeId) -> Result<Vec<Hash>, NodeFault> {
        let (peer, now) = (peer.to_string(), self.clock.now_ms());
        let mut rows = self.store.parcels()?;
        let waits = |row: &ParcelRow| self.put_off.get(&row.hash).is_some_and(|until| now < *until);
        rows.retain(|row| is_for(row, &peer) && !waits(row));
        rows.sort_by_key(|row| (row.since, row.hash));
        Ok(rows.into_iter().map(|row| row.hash).collect())
    }

    pub(crate) fn parcel_to_hand(&self, hash: Hash) -> Result<Option<Parcel>, NodeFault> {
        let Some(row) = self.store.parcel(hash)? else { return Ok(None) };
        let to = row.to.parse().map_err(|_| NodeFault::Row("parcel"))?;
        Ok(Some(Parcel { to, sealed: row.sealed }))
    }

    /// A parcel arrived.
    pub(crate) fn carry_or_open(&mut self, peer: &NodeId, parcel: &Parcel) -> Result<Handover, Bye> {
        if parcel.sealed.len() > MAX_PARCEL_BYTES {
            return Err(Bye::TooLarge);
        }
        if parcel.to != self.id {
            return self.carry(peer, parcel).map_err(|fault| {
                tracing::error!(%fault, "a parcel could not be stored");
                Bye::Storage
            });
        }
        match self.open_bundle(&parcel.sealed) {
            Ok(_) => Ok(Handover::Taken),
            Err(NodeFault::Store(_) | NodeFault::Bundle(Bye::Storage)) => Err(Bye::Storage),
            // An earlier one may be missing: the carrier keeps it until that has come.
            Err(NodeFault::Bundle(Bye::Feed)) => Ok(Handover::Later),
            Err(fault) => {
                // Whoever carried it could not read it and is not to blame.
                self.alarm(&format!("parcels by {peer}"), &format!("one does not open: {fault}"));
                Ok(Handover::Taken)
            }
        }
    }

    fn carry(&mut self, peer: &NodeId, parcel: &Parcel) -> Result<Handover, StoreFault> {
        let now = self.clock.now_ms();
        let rows = self.store.parcels()?;
        let mut changes: Vec<Change> = rows
            .iter()
            .filter(|row| row.since < now - CARRIED_FOR_MS)
            .map(|row| Bulk::ForgetParcel(row.hash).into())
            .collect();
        let prefix = format!("{}/", peer.party);
        let theirs = rows.iter().filter(|row| row.from.as_ref().is_some_and(|from| from.starts_with(&prefix)));
        let (count, bytes) = theirs.fold((0, 0), |(count, bytes), row| (count + 1, bytes + row.length));
        let length = parcel.sealed.len() as u64;
        let fits = count < MAX_CARRIED && bytes + length <= MAX_CARRIED_BYTES;
        let taken = fits && self.directory.node(&parcel.to).is_some();
        if taken {
            let (hash, from, to) = (hash_of(&parcel.sealed), Some(peer.to_string()), parcel.to.to_string());
            let sealed = parcel.sealed.clone();
            // They are handed over in the order in which they came.
            let since = rows.iter().map(|row| row.since + 1).fold(now, i64::max);
            changes.push(Bulk::Parcel(ParcelRow { hash, from, to, via: None, since, length, sealed }).into());
        }
        self.store.apply(&changes)?;
        self.news.feeds |= taken;
        Ok(if taken { Handover::Taken } else { Handover::Later })
    }

    pub(crate) fn handed_over(&mut self, peer: &NodeId, hash: Hash, outcome: Handover) -> Result<(), NodeFault> {
        let (peer, now) = (peer.to_string(), self.clock.now_ms());
        self.put_off.retain(|_, until| now < *until);
        if !self.store.parcel(hash)?.is_some_and(|row| is_for(&row, &peer)) {
            return Ok(());
        }
        match outcome {
            Handover::Taken => self.store.apply(&[Bulk::ForgetParcel(hash).into()])?,
            Handover::Later => drop(self.put_off.insert(hash, now + PUT_OFF_MS)),
        }
        Ok(())
    }

    /// Bundles for one node, each with at most so many bytes of frames, in the order to take them.
    fn export_in_parts(&mut self, to: &NodeId, most: usize) -> Result<Vec<Vec<u8>>, NodeFault> {
        let mut frames = Vec::new();
        for (party, _) in self.documents(to) {
            frames.extend(self.documents_above(&party, 0)?.into_iter().map(Frame::Doc));
        }
        let may_hold = |o: &&Origin| o.lane == Lane::Records && may_hold(&self.directory, to, o);
        for origin in self.feeds.keys().filter(may_hold) {
            frames.extend(self.bundle_frames(origin, std::slice::from_ref(to), false)?);
        }
        let mut parts: Vec<Vec<Frame>> = vec![Vec::new()];
        let mut bytes = 0;
        for frame in frames {
            let size = frame.with_length().len();
            if bytes + size > most && bytes > 0 {
                parts.push(Vec::new());
                bytes = 0;
            }
            bytes += size;
            if let Some(part) = parts.last_mut() {
                part.push(frame);
            }
        }
        let random = &mut self.random;
        let mut seal = |part| seamline_feed::bundle::write(&self.id, &[part], &mut |octets| random.fill(octets));
        let readers = self.directory.node(to).and_then(|entry| seal::SealPublic::from_bytes(entry.seal).ok());
        let Some(reader) = readers else { return Err(NodeFault::NoSuchParty(to.to_string())) };
        let part = |frames| seamline_feed::Part { readers: vec![reader.clone()], frames };
        Ok(parts.into_iter().map(|frames| seal(part(frames))).collect::<Result<_, _>>()?)
    }
}

fn is_for(row: &ParcelRow, peer: &str) -> bool {
    match &row.via {
        Some(via) => via == peer,
        None => row.to == peer,
    }
}
