//! Parcels: sealed bundles that a third party carries between two nodes without a link, reading nothing.
//!
//! Invariants: a parcel is forgotten only when the next on its way has stored it; a carrier keeps a bounded amount for
//! each party that gives to it, and for a bounded time.

use seamline_feed::{Bye, Frame, Holdings, Lane, Origin, Parcel, frame::MAX_PARCEL_BYTES, holder::may_hold, seal};
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
        for (since, sealed) in (self.clock.now_ms()..).zip(bundles) {
            let (hash, length) = (hash_of(&sealed), sealed.len() as u64);
            let (to, via) = (to.to_string(), Some(via.to_string()));
            changes.push(Bulk::Parcel(ParcelRow { hash, from: None, to, via, since, length, sealed }).into());
        }
        let detail = format!("{} parcels to {to}, carried by {via}", changes.len());
        self.apply_noted(changes, Note::new(&officer.name, JournalAct::BundleExported, None, detail))?;
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
        let peer = peer.to_string();
        let mut rows = self.store.parcels()?;
        rows.retain(|row| is_for(row, &peer));
        rows.sort_by_key(|row| (row.since, row.hash));
        Ok(rows.into_iter().map(|row| row.hash).collect())
    }

    pub(crate) fn parcel_to_hand(&self, hash: Hash) -> Result<Option<Parcel>, NodeFault> {
        let Some(row) = self.store.parcel(hash)? else { return Ok(None) };
        let to = row.to.parse().map_err(|_| NodeFault::Row("parcel"))?;
        Ok(Some(Parcel { to, sealed: row.sealed }))
    }

    /// A parcel arrived. `true` where the peer need not keep it.
    pub(crate) fn carry_or_open(&mut self, peer: &NodeId, parcel: &Parcel) -> Result<bool, Bye> {
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
            Ok(_) => Ok(true),
            Err(NodeFault::Store(_)) => Err(Bye::Storage),
            // An earlier one is missing: the carrier keeps it until that has come.
            Err(NodeFault::Bundle(Bye::Feed | Bye::Storage)) => Ok(false),
            Err(fault) => {
                // Whoever carried it could not read it and is not to blame.
                self.alarm(&format!("parcels by {peer}"), &format!("one does not open: {fault}"));
                Ok(true)
            }
        }
    }

    fn carry(&mut self, peer: &NodeId, parcel: &Parcel) -> Result<bool, StoreFault> {
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
        Ok(taken)
    }

    pub(crate) fn handed_over(&mut self, peer: &NodeId, hash: Hash) -> Result<(), NodeFault> {
        let peer = peer.to_string();
        if self.store.parcel(hash)?.is_some_and(|row| is_for(&row, &peer)) {
            self.store.apply(&[Bulk::ForgetParcel(hash).into()])?;
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
