//! The node: one writer over one store.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
};

use seamline_feed::{
    Frontier, Lane, Origin, TreeHash, UnverifiedCheckpoint,
    merkle::{KEPT_LEVEL, subtree_of},
};
use seamline_record::{
    AudienceId, Directory, Endorsed, Hash, KeyId, Name, NodeEntry, NodeId, RecordId, Verified, planted,
};
use seamline_store::{ActRow, Bulk, Change, Store, ViewQuery};

use crate::{
    content::Quarantined,
    fault::NodeFault,
    files::Incoming,
    floor::Floor,
    foresight::Foreseen,
    journal::{Head, JournalAct, Note},
    keys::NodeKeys,
    pending::Pending,
    ports::{Clock, Random},
};

/// What a node is made of.
pub struct Setup {
    /// Who it is.
    pub id: NodeId,
    /// Its keys.
    pub keys: NodeKeys,
    /// Its rows.
    pub store: Box<dyn Store>,
    /// Its clock.
    pub clock: Box<dyn Clock>,
    /// Its randomness.
    pub random: Box<dyn Random>,
}

/// What changed since it was asked last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// Records whose views changed.
    pub records: BTreeSet<RecordId>,
    /// Feeds, receipts or documents changed: sessions have something to send.
    pub feeds: bool,
}

/// What is known of a feed without reading it.
#[derive(Debug, Clone)]
pub(crate) struct Feed {
    pub(crate) frontier: Frontier,
    /// Largest size with a receipt.
    pub(crate) receipted: u64,
    /// When entries last changed, ms since 1970 UTC.
    pub(crate) changed: i64,
    /// The key that signs it.
    pub(crate) key: Option<KeyId>,
    /// Leaves that stand by the newest document of its writer's party; no limit while its key is open.
    pub(crate) stands: u64,
}

/// A running node.
pub struct Node {
    pub(crate) id: NodeId,
    pub(crate) keys: NodeKeys,
    pub(crate) store: Box<dyn Store>,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) random: Box<dyn Random>,
    pub(crate) directory: Directory,
    pub(crate) feeds: BTreeMap<Origin, Feed>,
    /// Feeds that this process opened: the only ones it signs.
    pub(crate) opened: BTreeMap<(AudienceId, Lane), Origin>,
    /// Files that peers are sending, one each: in memory only, a file begins anew with each process.
    pub(crate) incoming: BTreeMap<NodeId, Incoming>,
    /// Parcels that nobody took the last time, and until when they are not offered again, ms since 1970 UTC. No more than
    /// parcels are kept.
    pub(crate) put_off: BTreeMap<Hash, i64>,
    /// Latest time this node put on a receipt, Unix seconds; receipts never go back.
    pub(crate) last_receipt_s: u64,
    pub(crate) news: News,
    /// Stored records whose signature was checked by this process: folding a matter looks at each of its records.
    pub(crate) verified: RefCell<BTreeMap<RecordId, Verified>>,
    /// Acts in quarantine, by the party that wrote them: looked at with every stretch.
    pub(crate) quarantined: BTreeMap<Name, Quarantined>,
    /// Documents admitted since the start.
    pub(crate) admitted: u64,
    /// Verdicts on the stretch that is to come.
    pub(crate) foreseen: Option<Foreseen>,
    /// Where the journal ends.
    pub(crate) journal: Head,
    /// State hash since the last change of what it covers.
    pub(crate) state: Cell<Option<Hash>>,
    /// What a watch asks again and again, once it was asked.
    pub(crate) floor: RefCell<Option<Floor>>,
}

impl Node {
    /// Starts a node on its rows. It signs in feeds of its own opening only, so that a restored or copied folder cannot
    /// write two histories of one feed.
    ///
    /// # Errors
    /// [`NodeFault::Store`], or [`NodeFault::Row`] where a stored row does not decode.
    pub fn start(setup: Setup) -> Result<Self, NodeFault> {
        let Setup { id, keys, mut store, clock, random } = setup;
        // Files begin anew with each process. A full disk must not keep a node from starting.
        if let Err(fault) = store.apply(&[Bulk::ForgetStage(None).into()]) {
            tracing::warn!(%fault, "pieces of files that came to nothing could not be forgotten");
        }
        let mut directory = Directory::default();
        for encoded in store.documents()? {
            let endorsed = Endorsed::decode(&encoded).map_err(|_| NodeFault::Row("party document"))?;
            directory.admit(endorsed).map_err(NodeFault::Document)?;
        }
        let (mut feeds, mut checkpoints) = (BTreeMap::new(), Vec::new());
        let mut last_receipt_s = 0;
        for row in store.feeds()? {
            let origin: Origin = row.name.parse().map_err(|_| NodeFault::Row("feed"))?;
            if origin.node != id {
                // Its own receipts ascend in size and time together, so the newest has the latest time.
                let own_last = store.newest_receipt(&row.name, Some(&id.to_string()))?;
                last_receipt_s = last_receipt_s.max(own_last.map_or(0, |r| (r.time / 1000).max(0)) as u64);
            }
            let receipted = store.newest_receipt(&row.name, None)?.map_or(0, |r| r.size);
            let frontier = Frontier::from_bytes(&row.frontier)?;
            checkpoints.push((origin.clone(), row.checkpoint));
            feeds.insert(origin, Feed { frontier, receipted, changed: row.changed, key: None, stands: u64::MAX });
        }
        let (opened, incoming, news) = (BTreeMap::new(), BTreeMap::new(), News::default());
        let (state, verified, mut quarantined) = (Cell::new(None), RefCell::new(BTreeMap::new()), BTreeMap::new());
        for (act, reason) in store.quarantined()? {
            note_quarantine(&mut quarantined, &act, Some(&reason));
        }
        let journal = Head::kept(&*store)?;
        let mut node = Self {
            journal,
            id,
            keys,
            store,
            clock,
            random,
            directory,
            feeds,
            opened,
            incoming,
            put_off: BTreeMap::new(),
            last_receipt_s,
            news,
            verified,
            quarantined,
            admitted: 0,
            foreseen: None,
            state,
            floor: RefCell::default(),
        };
        for (origin, checkpoint) in checkpoints {
            let key = node.signing_key(&origin, &checkpoint);
            let Some(feed) = node.feeds.get(&origin).cloned() else { continue };
            let feed = Feed { key, ..feed };
            let stands = node.standing_leaves(&origin, &feed)?;
            node.feeds.insert(origin, Feed { stands, ..feed });
        }
        if node.store.record_count()? > 0 && node.store.views(&ViewQuery::default())?.total == 0 {
            let count = node.rebuild()?;
            tracing::info!(count, "views were made anew: this program keeps them in another form");
        }
        node.quarantined.values_mut().for_each(Quarantined::begin);
        node.judge_later_kinds();
        Ok(node)
    }

    /// Who this is.
    pub fn id(&self) -> &NodeId {
        &self.id
    }

    /// The public card by which the party's roots can name this node.
    pub fn card(&self) -> NodeEntry {
        self.keys.card(self.id.node.clone())
    }

    /// Now by this node's clock, ms since 1970 UTC.
    pub fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// Party documents held.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Whether this node stands with its own keys in its party's newest document; without that it signs nothing.
    ///
    /// # Errors
    /// [`NodeFault::NotInDocument`] or [`NodeFault::OtherKeys`].
    pub fn standing(&self) -> Result<(), NodeFault> {
        match self.directory.node(&self.id) {
            None => Err(NodeFault::NotInDocument(self.id.clone())),
            Some(entry) if *entry == self.card() => Ok(()),
            Some(_) => Err(NodeFault::OtherKeys(self.id.clone())),
        }
    }

    /// Admits a party document. Acts that waited for it are looked at again.
    ///
    /// # Errors
    /// [`NodeFault::Document`] or [`NodeFault::Store`].
    pub fn admit_document(&mut self, encoded: &[u8]) -> Result<bool, NodeFault> {
        let endorsed = Endorsed::decode(encoded).map_err(NodeFault::Document)?;
        let body = endorsed.body().clone();
        let mut directory = self.directory.clone();
        if !directory.admit(endorsed).map_err(NodeFault::Document)? {
            return Ok(false);
        }
        let earlier = self.directory.newest(&body.party).cloned();
        let before = std::mem::replace(&mut self.directory, directory);
        let mut pending = Pending::default();
        pending.push(Change::Document {
            party: body.party.as_str().to_owned(),
            version: body.version,
            encoded: encoded.to_vec(),
        });
        let note = Note::new("", JournalAct::DocumentAdmitted, None);
        pending.notes.push(note.with("party", &body.party).with("version", body.version));
        let outcome = self
            .settle_party(&mut pending, &body.party, earlier.as_ref())
            .and_then(|()| self.retry_after_document(&mut pending))
            .and_then(|()| self.follow_siblings(&mut pending))
            .and_then(|()| self.receipt_what_is_held(&mut pending))
            .and_then(|()| self.commit(pending));
        if outcome.is_err() {
            self.directory = before;
        } else {
            self.admitted += 1;
        }
        outcome.map(|()| true)
    }

    /// Writes all rows as they are now into a new file, sealed as they are.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn copy_rows_to(&self, path: &std::path::Path) -> Result<(), NodeFault> {
        Ok(self.store.copy_to(path)?)
    }

    /// What changed since this was called last.
    pub fn take_news(&mut self) -> News {
        std::mem::take(&mut self.news)
    }

    /// Folds what is pending into views, applies everything as one transaction and only then believes it.
    pub(crate) fn commit(&mut self, mut pending: Pending) -> Result<(), NodeFault> {
        self.fold_pending(&mut pending)?;
        if planted::is(planted::Fault::CosignBeforeStoring) {
            let first = |c: &&Change| matches!(c, Change::Receipt { .. } | Change::Feed(_));
            self.store.apply(&pending.changes.iter().filter(first).cloned().collect::<Vec<_>>())?;
        }
        let (journal, head) = self.journal_changes(&pending.notes)?;
        pending.changes.extend(journal);
        self.store.apply(&pending.changes)?;
        self.journal = head;
        self.state.set(None);
        for change in &pending.changes {
            if let Change::Quarantine { act, reason } = change {
                note_quarantine(&mut self.quarantined, act, reason.as_deref());
            }
        }
        let floor = self.floor.get_mut();
        if floor.as_mut().is_some_and(|kept| kept.follow(&self.id.party, &pending.changes).is_err()) {
            *floor = None;
        }
        self.news.records.extend(pending.touched());
        self.news.feeds |= pending.moves_feeds();
        self.feeds.extend(pending.feeds);
        self.opened.extend(pending.opened);
        self.last_receipt_s = self.last_receipt_s.max(pending.receipt_s);
        Ok(())
    }

    /// A hash of a feed's tree: kept, or made from its leaves where it is below [`KEPT_LEVEL`].
    pub(crate) fn stored_hash(&self, feed: &str, index: u64) -> Option<TreeHash> {
        let (level, number) = subtree_of(index);
        if level >= KEPT_LEVEL {
            return self.store.tree_hash(feed, index).ok().flatten().map(|hash| TreeHash(hash.0));
        }
        let count = 1_usize << level;
        let leaves = self.store.entries(feed, number << level, count, usize::MAX).ok()?;
        let mut subtree = Frontier::default();
        leaves.iter().try_for_each(|entry| subtree.push(&entry.leaf).map(|_| ())).ok()?;
        (leaves.len() == count).then(|| subtree.root())
    }

    pub(crate) fn salt(&mut self) -> [u8; 16] {
        let mut salt = [0; 16];
        self.random.fill(&mut salt);
        salt
    }

    /// Stored hashes of a feed's tree.
    pub(crate) fn tree_of(&self, name: &str) -> impl Fn(u64) -> Option<TreeHash> {
        move |at| self.stored_hash(name, at)
    }

    /// The signed checkpoint kept of a feed at a size, checked again: a damaged row must not become a receipt.
    pub(crate) fn checkpoint_at(
        &self,
        origin: &Origin,
        size: u64,
    ) -> Result<Option<seamline_feed::SignedCheckpoint>, NodeFault> {
        let Some(note) = self.store.checkpoint(&origin.to_string(), size)? else { return Ok(None) };
        let unverified = UnverifiedCheckpoint::parse(&note)?;
        for entry in self.directory.node_entries(&origin.node) {
            if let Ok(signed) = unverified.verify(&entry.sign) {
                return Ok(Some(signed));
            }
        }
        Err(NodeFault::Row("checkpoint"))
    }
}

/// Notes an act as quarantined or not, under the party that wrote its feed.
fn note_quarantine(quarantined: &mut BTreeMap<Name, Quarantined>, act: &ActRow, reason: Option<&str>) {
    let Ok(origin) = act.feed.parse::<Origin>() else { return };
    quarantined.entry(origin.node.party).or_default().note(act, reason);
}
