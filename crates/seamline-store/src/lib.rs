//! The [`Store`] trait and its SQLite and in-memory implementations.
//!
//! A store keeps rows; it does not know what they mean. Everything that one act causes is one list of
//! [`Change`]s applied in one transaction: after a crash at any instruction either all of it is there or
//! none.

mod change;
mod memory;
mod sealing;
mod sqlite;
#[cfg(test)]
mod tests;

use std::path::Path;

use seamline_record::{Hash, RecordId};

pub use change::{
    ActRow, Bulk, Change, EntryRow, FeedRow, FileRow, JournalRow, OpeningRow, ParcelRow, ReceiptRow, RecordRow,
    ViewQuery, ViewRow, Views,
};
pub use memory::Memory;
pub use sealing::RowKey;
pub use sqlite::Sqlite;

/// What can go wrong with a store; none of it is a peer's fault.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// Another process holds the folder.
    #[error("the data folder is in use by another seamline process")]
    InUse,
    /// No room left: the act was not recorded, everything before it is kept.
    #[error("the disk is full: this act was not recorded, everything before it is kept")]
    DiskFull,
    /// The file is not a database or is damaged.
    #[error("the data file is damaged: {0}")]
    Damaged(String),
    /// The rows were sealed under another key.
    #[error("the key given does not open the rows of this data file")]
    WrongKey,
    /// Anything else that the operating system or SQLite reports.
    #[error("the data file cannot be read or written: {0}")]
    Io(String),
}

/// Rows on disk or in memory. One writer.
pub trait Store: Send {
    /// Applies all changes or none; durable when it returns.
    ///
    /// # Errors
    /// [`StoreFault`]; nothing was applied.
    fn apply(&mut self, changes: &[Change]) -> Result<(), StoreFault>;

    /// Encoded party documents, by party and version.
    fn documents(&self) -> Result<Vec<Vec<u8>>, StoreFault>;
    /// One record.
    fn record(&self, id: RecordId) -> Result<Option<RecordRow>, StoreFault>;
    /// Whether any row speaks of a record: it, an act on it, or another record that names it. May be true for one of
    /// which all is gone.
    fn knows(&self, id: RecordId) -> Result<bool, StoreFault>;
    /// Ids of all records, ascending.
    fn record_ids(&self) -> Result<Vec<RecordId>, StoreFault>;
    /// How many records there are that are not repudiated.
    fn record_count(&self) -> Result<u64, StoreFault>;
    /// Slots opened of all records that are not repudiated, by record; bit *n* stands for slot *n*.
    fn opened(&self) -> Result<Vec<(RecordId, u64)>, StoreFault>;
    /// Acts whose content is not folded, with the reason, by feed, then position.
    fn quarantined(&self) -> Result<Vec<(ActRow, String)>, StoreFault>;
    /// Openings held of a record, by slot.
    fn openings(&self, id: RecordId) -> Result<Vec<OpeningRow>, StoreFault>;
    /// All feeds, by name.
    fn feeds(&self) -> Result<Vec<FeedRow>, StoreFault>;
    /// One feed.
    fn feed(&self, name: &str) -> Result<Option<FeedRow>, StoreFault>;
    /// Entries from `start`, at most `limit` and about `bytes` of them, at least one where there is one.
    fn entries(&self, feed: &str, start: u64, limit: usize, bytes: usize) -> Result<Vec<EntryRow>, StoreFault>;
    /// A stored hash of a feed's tree.
    fn tree_hash(&self, feed: &str, index: u64) -> Result<Option<Hash>, StoreFault>;
    /// The signed checkpoint kept at exactly this size.
    fn checkpoint(&self, feed: &str, size: u64) -> Result<Option<Vec<u8>>, StoreFault>;
    /// Receipts of a feed, by size, then cosigner.
    fn receipts(&self, feed: &str) -> Result<Vec<ReceiptRow>, StoreFault>;
    /// The earliest receipt on the smallest size that covers a position.
    fn receipt_covering(&self, feed: &str, index: u64) -> Result<Option<ReceiptRow>, StoreFault>;
    /// A receipt on the largest size, by this cosigner or by anyone.
    fn newest_receipt(&self, feed: &str, cosigner: Option<&str>) -> Result<Option<ReceiptRow>, StoreFault>;
    /// Where acts on a record stand: feed and position.
    fn acts(&self, id: RecordId) -> Result<Vec<ActRow>, StoreFault>;
    /// What the audit commitment of an own act opens to.
    fn audit(&self, feed: &str, index: u64) -> Result<Option<Vec<u8>>, StoreFault>;
    /// Records that name this one, by id.
    fn mentions(&self, target: RecordId) -> Result<Vec<RecordId>, StoreFault>;
    /// View rows that match, newest first, with the number that would without the limit.
    fn views(&self, query: &ViewQuery) -> Result<Views, StoreFault>;
    /// All view rows of a kind, one after the other, in no order.
    fn each_view(&self, kind: &str, each: &mut dyn FnMut(ViewRow)) -> Result<(), StoreFault>;
    /// View row of one record.
    fn view(&self, id: RecordId) -> Result<Option<ViewRow>, StoreFault>;
    /// A complete file.
    fn file(&self, hash: Hash) -> Result<Option<FileRow>, StoreFault>;
    /// The piece of a file that begins at an offset.
    fn chunk(&self, stage: u64, offset: u64) -> Result<Option<Vec<u8>>, StoreFault>;
    /// Parcels kept, by hash, without their bundles.
    fn parcels(&self) -> Result<Vec<ParcelRow>, StoreFault>;
    /// One parcel.
    fn parcel(&self, hash: Hash) -> Result<Option<ParcelRow>, StoreFault>;
    /// Rows of the journal from a number on, at most `limit`.
    fn journal(&self, start: u64, limit: usize) -> Result<Vec<JournalRow>, StoreFault>;
    /// The number after the last row of the journal.
    fn journal_end(&self) -> Result<u64, StoreFault>;
    /// A setting.
    fn setting(&self, space: &str, key: &str) -> Result<Option<Vec<u8>>, StoreFault>;
    /// All settings of a space, by key.
    fn settings(&self, space: &str) -> Result<Vec<(String, Vec<u8>)>, StoreFault>;

    /// What is damaged of the store's own form, in its words; what rows say is not judged.
    ///
    /// # Errors
    /// [`StoreFault`] where it cannot be read at all.
    fn damage(&self) -> Result<Vec<String>, StoreFault> {
        Ok(Vec::new())
    }
    /// Writes all rows as they are now into a new file, sealed as they are.
    ///
    /// # Errors
    /// [`StoreFault::DiskFull`], or [`StoreFault::Io`] also where the rows are in no file.
    fn copy_to(&self, _path: &Path) -> Result<(), StoreFault> {
        Err(StoreFault::Io("these rows are in no file".to_owned()))
    }
}
