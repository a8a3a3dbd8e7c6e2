//! Whether what was signed in a party's name still stands: a function of the feeds held and of the newest party
//! document, never of what arrived first.
//!
//! Invariants:
//! - one key signs all of a feed, so that closing a key says of every leaf whether it stands;
//! - a record counts if this node wrote it or some act on it stands, and only what standing acts opened is open;
//! - a joint act and a position on one count by their own signature and the documents alone: feeds to different parties
//!   are cut at different leaves, and what parties agree to must stand for all of them or for none;
//! - what does not stand is kept and shown as repudiated, with the version that says so.

use std::collections::{BTreeMap, BTreeSet};

use seamline_feed::{
    Leaf, Origin, UnverifiedCheckpoint,
    merkle::{TreeHash, prove, root_at},
};
use seamline_record::{Directory, KeyId, Name, PartyDocument, RecordId, Repudiation, Statement, all_kinds, planted};
use seamline_release::Act;
use seamline_store::{ActRow, EntryRow, OpeningRow};

use crate::{
    fault::NodeFault,
    node::{Feed, Node},
    pending::Pending,
};

/// What takes back a joint act or a position: its party by its id, or the closing of the key that signed it, unless the
/// party keeps it. Who carried it, and below which cut, makes no difference.
pub(crate) fn taken_back(directory: &Directory, statement: &Statement) -> Option<Repudiation> {
    let (record, id) = (statement.record(), statement.id());
    let party = &record.author().party;
    let closed = || directory.closure(party, record.key()).filter(|(closure, _)| !closure.keep.contains(&id));
    directory.is_void(party, id).or_else(|| closed().map(|(_, repudiation)| repudiation))
}

/// One act on a record, found fit by its content.
struct Fit {
    statement: Statement,
    repudiated: Option<Repudiation>,
}

impl Node {
    /// The key that signed a checkpoint, among those its node ever had. The short id on its line is not enough: two keys
    /// with one id are found in a second, and a feed of the closed one would pass for a feed of the other.
    pub(crate) fn signing_key(&self, origin: &Origin, checkpoint: &[u8]) -> Option<KeyId> {
        let unverified = UnverifiedCheckpoint::parse(checkpoint).ok()?;
        let mut entries = self.directory.node_entries(&origin.node);
        entries.find(|entry| unverified.verify(&entry.sign).is_ok()).map(|entry| KeyId::of(&entry.sign))
    }

    /// How many leaves of a feed stand by the newest document of its writer's party.
    pub(crate) fn standing_leaves(&self, origin: &Origin, feed: &Feed) -> Result<u64, NodeFault> {
        let Some(key) = feed.key else { return Ok(u64::MAX) };
        let Some((closure, _)) = self.directory.closure(&origin.node.party, key) else { return Ok(u64::MAX) };
        let Some(cut) = closure.feeds.get(&origin.feed.0) else { return Ok(0) };
        // Nothing shows yet that this is the history that was cut: with the closed key a thief can write another one below
        // the cut, for one who has none of it.
        if feed.frontier.size() < cut.size {
            return Ok(0);
        }
        let name = origin.to_string();
        // Another history than the one that was cut: nothing of it is known to stand.
        Ok(if root_at(cut.size, &self.tree_of(&name))?.0 == cut.root.0 { cut.size } else { 0 })
    }

    /// The path of a leaf in the tree that its party lets stand, where its key is closed, that tree is held, and the proof
    /// under the checkpoint of `size` does not show the same.
    pub(crate) fn path_in_cut(
        &self,
        origin: &Origin,
        index: u64,
        size: u64,
    ) -> Result<Option<Vec<TreeHash>>, NodeFault> {
        let Some(feed) = self.feeds.get(origin) else { return Ok(None) };
        let cut = self.standing_leaves(origin, feed)?;
        if index >= cut || cut == u64::MAX || cut == size {
            return Ok(None);
        }
        Ok(Some(prove(cut, index, &self.tree_of(&origin.to_string()))?))
    }

    /// Why an act does not stand; `None` where it does.
    pub(crate) fn repudiation(
        &self,
        pending: &Pending,
        origin: &Origin,
        index: u64,
        record: RecordId,
    ) -> Option<Repudiation> {
        if planted::is(planted::Fault::VoidActsCount) {
            return None;
        }
        let party = &origin.node.party;
        if let Some(void) = self.directory.is_void(party, record) {
            return Some(void);
        }
        let feed = pending.feeds.get(origin).or_else(|| self.feeds.get(origin))?;
        if index < feed.stands {
            return None;
        }
        let (closure, repudiation) = self.directory.closure(party, feed.key?)?;
        (!closure.keep.contains(&record)).then_some(repudiation)
    }

    /// Why what an act says does not count; `None` where it does.
    pub(crate) fn verdict(
        &self,
        pending: &Pending,
        origin: &Origin,
        index: u64,
        statement: &Statement,
    ) -> Option<Repudiation> {
        if statement.kind().is_whole() && !planted::is(planted::Fault::JointByLeaf) {
            return taken_back(&self.directory, statement);
        }
        self.repudiation(pending, origin, index, statement.id())
    }

    /// Whether an act stands.
    pub(crate) fn stands(&self, pending: &Pending, origin: &Origin, index: u64, record: RecordId) -> bool {
        self.repudiation(pending, origin, index, record).is_none()
    }

    /// Whether the party keeps any record of the closed key that signs this feed: a leaf beyond the cut may stand then.
    pub(crate) fn keeps_any(&self, origin: &Origin, feed: &Feed) -> bool {
        let closure = feed.key.and_then(|key| self.directory.closure(&origin.node.party, key));
        closure.is_some_and(|(closure, _)| !closure.keep.is_empty())
    }

    /// Whether the record as held is repudiated, or will be when the transaction is stored.
    pub(crate) fn is_repudiated(&self, pending: &Pending, id: RecordId) -> Result<Option<u64>, NodeFault> {
        match pending.restated.get(&id) {
            Some((_, repudiated)) => Ok(*repudiated),
            None if pending.fresh.contains(&id) => Ok(None),
            None => Ok(self.store.record(id)?.and_then(|row| row.repudiated)),
        }
    }

    /// Decides a record anew from every act on it that is held.
    pub(crate) fn settle(&self, pending: &mut Pending, id: RecordId, now: i64) -> Result<(), NodeFault> {
        let mut fits = self.fit_acts(pending, id)?;
        let own = self.store.record(id)?.is_some_and(|row| row.own);
        let mut repudiated = None;
        if own {
            let statement = self.load_stored(id)?;
            let void = self.directory.is_void(&self.id.party, id);
            repudiated = if statement.kind().is_whole() { taken_back(&self.directory, &statement) } else { void };
            fits = vec![Fit { statement, repudiated }];
        }
        if fits.iter().any(|fit| fit.repudiated.is_none()) {
            fits.retain(|fit| fit.repudiated.is_none());
        } else {
            repudiated = fits.iter().filter_map(|fit| fit.repudiated).max();
        }
        let mut statements = fits.into_iter().map(|fit| fit.statement);
        let Some(mut statement) = statements.next() else { return Ok(()) };
        statements.for_each(|other| statement.widen(other));
        pending.touch_matter_of(self.load(pending, id).ok().as_ref());
        pending.restate(&statement, repudiated.map(|r| r.version), now, own);
        Ok(())
    }

    /// Acts on a record whose content is fit: stored ones, then those of this transaction.
    fn fit_acts(&self, pending: &Pending, id: RecordId) -> Result<Vec<Fit>, NodeFault> {
        let mut acts: BTreeMap<ActRow, EntryRow> = BTreeMap::new();
        for act in self.store.acts(id)? {
            for entry in self.store.entries(&act.feed, act.index, 1, 0)? {
                acts.insert(act.clone(), entry);
            }
        }
        for (feed, entry) in pending.entries_on(id) {
            acts.insert(ActRow { feed: feed.clone(), index: entry.index }, entry.clone());
        }
        let mut fits = Vec::new();
        for (at, entry) in acts {
            let origin: Origin = at.feed.parse()?;
            let (Some(act), Some(payload)) = (act_of(&entry), &entry.payload) else { continue };
            if let Ok(statement) = self.judge(pending, &origin, at.index, &act, payload)? {
                let repudiated = self.verdict(pending, &origin, at.index, &statement);
                fits.push(Fit { statement, repudiated });
            }
        }
        Ok(fits)
    }

    /// What a newer document of a party changes: feeds cut or given back, records repudiated or no longer.
    pub(crate) fn settle_party(
        &self,
        pending: &mut Pending,
        party: &Name,
        before: Option<&PartyDocument>,
    ) -> Result<(), NodeFault> {
        let now = self.clock.now_ms();
        let after = self.directory.newest(party);
        let named = |document: Option<&PartyDocument>| {
            let body = document.map(PartyDocument::body);
            let kept = body.iter().flat_map(|b| b.closed.iter().flat_map(|c| c.keep.iter().copied()));
            let void = body.iter().flat_map(|b| b.void.iter().copied());
            (kept.collect::<BTreeSet<RecordId>>(), void.collect::<BTreeSet<RecordId>>())
        };
        let ((kept_before, void_before), (kept, void)) = (named(before), named(after));
        let mut records: BTreeSet<RecordId> = kept_before.symmetric_difference(&kept).copied().collect();
        records.extend(void_before.symmetric_difference(&void));
        for (origin, feed) in self.feeds.iter().filter(|(origin, _)| origin.node.party == *party) {
            let stands = self.standing_leaves(origin, feed)?;
            if stands != feed.stands {
                let from = stands.min(feed.stands);
                records.extend(self.records_from(origin, from)?);
                pending.feeds.insert(origin.clone(), Feed { stands, ..feed.clone() });
            } else if stands < feed.frontier.size() {
                // The version that repudiates is shown: it is the newest.
                records.extend(self.records_from(origin, stands)?);
            }
        }
        let keys = |document: Option<&PartyDocument>| {
            let closed = document.into_iter().flat_map(|d| &d.body().closed);
            closed.map(|closure| KeyId::of(&closure.key)).collect::<BTreeSet<KeyId>>()
        };
        let changed: BTreeSet<KeyId> = keys(before).symmetric_difference(&keys(after)).copied().collect();
        if !changed.is_empty() {
            records.extend(self.joint_records_by(party, &changed)?);
        }
        records.into_iter().try_for_each(|id| self.settle(pending, id, now))
    }

    /// Joint acts and positions that a party signed with one of these keys, as far as they are held.
    pub(crate) fn joint_records_by(&self, party: &Name, keys: &BTreeSet<KeyId>) -> Result<Vec<RecordId>, NodeFault> {
        let mut held = BTreeSet::new();
        for spec in all_kinds().filter(|spec| spec.is_whole()) {
            self.store.each_view(spec.name, &mut |row| {
                held.insert(row.id);
            })?;
        }
        let signed = |id: &RecordId| {
            let statement = self.statement(*id);
            statement.is_ok_and(|s| s.record().author().party == *party && keys.contains(&s.record().key()))
        };
        Ok(held.into_iter().filter(signed).collect())
    }

    /// Whether a stretch that passed its checks brings the feed of a closed key to where it was cut.
    pub(crate) fn reaches_cut(&self, origin: &Origin, key: KeyId, held: u64, end: u64) -> Option<u64> {
        let (closure, _) = self.directory.closure(&origin.node.party, key)?;
        let cut = closure.feeds.get(&origin.feed.0)?;
        (held < cut.size && end >= cut.size).then_some(cut.size)
    }

    /// Records that acts from a position on are about.
    pub(crate) fn records_from(&self, origin: &Origin, mut start: u64) -> Result<BTreeSet<RecordId>, NodeFault> {
        let name = origin.to_string();
        let mut records = BTreeSet::new();
        loop {
            let entries = self.store.entries(&name, start, 1024, usize::MAX)?;
            let Some(last) = entries.last() else { return Ok(records) };
            start = last.index + 1;
            records.extend(entries.iter().filter_map(|entry| entry.record));
        }
    }
}

fn act_of(entry: &EntryRow) -> Option<Act> {
    match Leaf::decode(&entry.leaf) {
        Ok(Leaf::Act(act)) => Some(act),
        _ => None,
    }
}

pub(crate) fn opening_rows(statement: &Statement) -> Vec<OpeningRow> {
    let row = |o: &seamline_record::Opening| OpeningRow { index: o.index, salt: o.salt, value: o.value.encode() };
    statement.openings().map(row).collect()
}
