//! A simulated disk under the real [`Store`] trait: every transaction goes to a journal, power fails at any write.
//!
//! Invariants: what was applied and returned is in the journal, whatever happens later, unless the disk was told to rot
//! or to lie; after power fails nothing is read or written until the machine is started again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use seamline_record::{Hash, RecordId};
use seamline_store::{
    ActRow, Change, EntryRow, FeedRow, FileRow, JournalRow, Memory, OpeningRow, ParcelRow, ReceiptRow, RecordRow,
    Store, StoreFault, ViewQuery, ViewRow, Views,
};

/// Where power fails in the next write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PowerFails {
    /// Before anything of it is on the disk.
    Before,
    /// In the midst: some of its changes are there and no end mark, so that recovery drops them.
    Torn,
    /// After all of it is durable, and before the node is told so.
    After,
}

/// More rows, or bytes of them, than any disk here has; a number that SQLite can hold.
pub(crate) const ALL: usize = 1 << 40;

/// One transaction as it was written.
pub(crate) type Transaction = Arc<Vec<Change>>;

/// Makes an empty store to put rows into.
pub(crate) type Fresh = Arc<dyn Fn() -> Result<Box<dyn Store>, StoreFault> + Send + Sync>;

struct Inner {
    fresh: Fresh,
    rows: Box<dyn Store>,
    journal: Vec<Transaction>,
    fails: Option<PowerFails>,
    full: bool,
    down: bool,
    #[cfg(feature = "planted")]
    lie: Option<crate::planted::DiskLie>,
}

/// A disk; clones are the same disk.
#[derive(Clone)]
pub(crate) struct Disk(Arc<Mutex<Inner>>);

impl Disk {
    /// An empty disk.
    ///
    /// # Errors
    /// Those of the rows.
    pub(crate) fn new(fresh: Fresh) -> Result<Self, StoreFault> {
        let rows = fresh()?;
        let journal = Vec::new();
        Ok(Self(Arc::new(Mutex::new(Inner {
            fresh,
            rows,
            journal,
            fails: None,
            full: false,
            down: false,
            #[cfg(feature = "planted")]
            lie: None,
        }))))
    }

    /// Rows in memory.
    pub(crate) fn in_memory() -> Fresh {
        Arc::new(|| Ok(Box::new(Memory::default())))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Power will fail in the next write.
    pub(crate) fn fail_next_write(&self, how: PowerFails) {
        self.inner().fails = Some(how);
    }

    /// Whether power has failed.
    pub(crate) fn is_down(&self) -> bool {
        self.inner().down
    }

    /// Power is back; what was not whole is gone.
    pub(crate) fn power_on(&self) {
        let mut inner = self.inner();
        (inner.down, inner.fails) = (false, None);
    }

    /// Room or no room for further writes.
    pub(crate) fn set_full(&self, full: bool) {
        self.inner().full = full;
    }

    /// How many transactions there are.
    pub(crate) fn written(&self) -> usize {
        self.inner().journal.len()
    }

    /// Transactions from this one on.
    pub(crate) fn since(&self, from: usize) -> Vec<Transaction> {
        self.inner().journal.get(from..).unwrap_or_default().to_vec()
    }

    /// The disk as it was after so many transactions, by itself: a backup, or a copied folder.
    ///
    /// # Errors
    /// Those of the rows.
    pub(crate) fn copy(&self, transactions: usize) -> Result<Self, StoreFault> {
        let (fresh, journal) = {
            let inner = self.inner();
            (Arc::clone(&inner.fresh), inner.journal.get(..transactions).unwrap_or(&inner.journal).to_vec())
        };
        let copy = Self::new(fresh)?;
        copy.replace(journal)?;
        Ok(copy)
    }

    /// Puts back an earlier journal, or a damaged one.
    ///
    /// # Errors
    /// Those of the rows.
    pub(crate) fn replace(&self, journal: Vec<Transaction>) -> Result<(), StoreFault> {
        let mut inner = self.inner();
        let mut rows = (inner.fresh)()?;
        for transaction in &journal {
            rows.apply(transaction)?;
        }
        (inner.rows, inner.journal) = (rows, journal);
        Ok(())
    }

    fn read<T>(&self, what: impl FnOnce(&dyn Store) -> Result<T, StoreFault>) -> Result<T, StoreFault> {
        let inner = self.inner();
        if inner.down { Err(no_power()) } else { what(inner.rows.as_ref()) }
    }
}

#[cfg(feature = "planted")]
mod lying {
    use std::sync::Arc;

    use seamline_store::{Change, StoreFault};

    use super::{Disk, Inner, PowerFails, no_power};
    use crate::planted::DiskLie;

    /// Transactions that a disk which does not sync still has in its cache.
    const IN_CACHE: usize = 3;

    impl Disk {
        pub(crate) fn set_lie(&self, lie: Option<DiskLie>) {
            self.inner().lie = lie;
        }
    }

    impl Inner {
        pub(super) fn apply_lying(
            &mut self,
            lie: DiskLie,
            changes: &[Change],
            fails: Option<PowerFails>,
        ) -> Result<(), StoreFault> {
            self.down = fails.is_some();
            let mut kept = changes.to_vec();
            if lie == DiskLie::LoseReceipts {
                kept.retain(|change| !matches!(change, Change::Receipt { .. }));
            }
            match (lie, fails) {
                (DiskLie::KeepTorn, Some(PowerFails::Torn)) => kept.truncate(kept.len() / 2),
                (DiskLie::SkipSync, Some(_)) => {
                    let synced = self.journal.len().saturating_sub(IN_CACHE);
                    self.journal.truncate(synced);
                    self.rows = (self.fresh)()?;
                    for transaction in &self.journal {
                        self.rows.apply(transaction)?;
                    }
                    return Err(no_power());
                }
                (_, Some(PowerFails::Before | PowerFails::Torn)) => return Err(no_power()),
                _ => {}
            }
            self.rows.apply(&kept)?;
            self.journal.push(Arc::new(kept));
            if fails.is_some() { Err(no_power()) } else { Ok(()) }
        }
    }
}

fn no_power() -> StoreFault {
    StoreFault::Io("no power".to_owned())
}

impl Store for Disk {
    fn apply(&mut self, changes: &[Change]) -> Result<(), StoreFault> {
        let mut inner = self.inner();
        if inner.down {
            return Err(no_power());
        }
        if inner.full {
            return Err(StoreFault::DiskFull);
        }
        let fails = inner.fails.take();
        #[cfg(feature = "planted")]
        if let Some(lie) = inner.lie {
            return inner.apply_lying(lie, changes, fails);
        }
        inner.down = fails.is_some();
        if !matches!(fails, Some(PowerFails::Before | PowerFails::Torn)) {
            inner.rows.apply(changes)?;
            inner.journal.push(Arc::new(changes.to_vec()));
        }
        if fails.is_some() { Err(no_power()) } else { Ok(()) }
    }

    fn journal(&self, start: u64, limit: usize) -> Result<Vec<JournalRow>, StoreFault> {
        self.read(|rows| rows.journal(start, limit))
    }
    fn journal_end(&self) -> Result<u64, StoreFault> {
        self.read(|rows| rows.journal_end())
    }
    fn file(&self, hash: Hash) -> Result<Option<FileRow>, StoreFault> {
        self.read(|rows| rows.file(hash))
    }
    fn chunk(&self, stage: u64, offset: u64) -> Result<Option<Vec<u8>>, StoreFault> {
        self.read(|rows| rows.chunk(stage, offset))
    }
    fn parcels(&self) -> Result<Vec<ParcelRow>, StoreFault> {
        self.read(|rows| rows.parcels())
    }
    fn parcel(&self, hash: Hash) -> Result<Option<ParcelRow>, StoreFault> {
        self.read(|rows| rows.parcel(hash))
    }
    fn documents(&self) -> Result<Vec<Vec<u8>>, StoreFault> {
        self.read(|rows| rows.documents())
    }
    fn record(&self, id: RecordId) -> Result<Option<RecordRow>, StoreFault> {
        self.read(|rows| rows.record(id))
    }
    fn knows(&self, id: RecordId) -> Result<bool, StoreFault> {
        self.read(|rows| rows.knows(id))
    }
    fn record_ids(&self) -> Result<Vec<RecordId>, StoreFault> {
        self.read(|rows| rows.record_ids())
    }
    fn record_count(&self) -> Result<u64, StoreFault> {
        self.read(|rows| rows.record_count())
    }
    fn opened(&self) -> Result<Vec<(RecordId, u64)>, StoreFault> {
        self.read(|rows| rows.opened())
    }
    fn quarantined(&self) -> Result<Vec<(ActRow, String)>, StoreFault> {
        self.read(|rows| rows.quarantined())
    }
    fn openings(&self, id: RecordId) -> Result<Vec<OpeningRow>, StoreFault> {
        self.read(|rows| rows.openings(id))
    }
    fn feeds(&self) -> Result<Vec<FeedRow>, StoreFault> {
        self.read(|rows| rows.feeds())
    }
    fn feed(&self, name: &str) -> Result<Option<FeedRow>, StoreFault> {
        self.read(|rows| rows.feed(name))
    }
    fn entries(&self, feed: &str, start: u64, limit: usize, bytes: usize) -> Result<Vec<EntryRow>, StoreFault> {
        self.read(|rows| rows.entries(feed, start, limit, bytes))
    }
    fn tree_hash(&self, feed: &str, index: u64) -> Result<Option<Hash>, StoreFault> {
        self.read(|rows| rows.tree_hash(feed, index))
    }
    fn checkpoint(&self, feed: &str, size: u64) -> Result<Option<Vec<u8>>, StoreFault> {
        self.read(|rows| rows.checkpoint(feed, size))
    }
    fn receipts(&self, feed: &str) -> Result<Vec<ReceiptRow>, StoreFault> {
        self.read(|rows| rows.receipts(feed))
    }
    fn receipt_covering(&self, feed: &str, index: u64) -> Result<Option<ReceiptRow>, StoreFault> {
        self.read(|rows| rows.receipt_covering(feed, index))
    }
    fn newest_receipt(&self, feed: &str, cosigner: Option<&str>) -> Result<Option<ReceiptRow>, StoreFault> {
        self.read(|rows| rows.newest_receipt(feed, cosigner))
    }
    fn acts(&self, id: RecordId) -> Result<Vec<ActRow>, StoreFault> {
        self.read(|rows| rows.acts(id))
    }
    fn audit(&self, feed: &str, index: u64) -> Result<Option<Vec<u8>>, StoreFault> {
        self.read(|rows| rows.audit(feed, index))
    }
    fn mentions(&self, target: RecordId) -> Result<Vec<RecordId>, StoreFault> {
        self.read(|rows| rows.mentions(target))
    }
    fn views(&self, query: &ViewQuery) -> Result<Views, StoreFault> {
        self.read(|rows| rows.views(query))
    }
    fn each_view(&self, kind: &str, each: &mut dyn FnMut(ViewRow)) -> Result<(), StoreFault> {
        self.read(|rows| rows.each_view(kind, each))
    }
    fn view(&self, id: RecordId) -> Result<Option<ViewRow>, StoreFault> {
        self.read(|rows| rows.view(id))
    }
    fn setting(&self, space: &str, key: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        self.read(|rows| rows.setting(space, key))
    }
    fn settings(&self, space: &str) -> Result<Vec<(String, Vec<u8>)>, StoreFault> {
        self.read(|rows| rows.settings(space))
    }
}
