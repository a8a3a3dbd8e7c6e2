//! Rows in one SQLite file: WAL, `synchronous=FULL`, one writer that holds the file for itself.
//!
//! What is sealed (see [`crate::sealing`]): payloads of entries, openings, audits, the journal, text, body and centre of
//! views, keys and values of settings. What stands in clear, to whoever has the file and no key: ids of records, envelopes of records
//! (a signature over commitments), leaves, hashes, checkpoints, receipts, party documents, names of feeds and so of
//! parties, nodes and audiences, kinds, times, sizes, who mentions whom, reasons of quarantine, names of the spaces of
//! settings, how many rows the journal has, and which views share a centre, though not which centre it is.

mod column;
mod ident;
mod read;
mod write;

use std::{cell::RefCell, collections::HashSet, path::Path};

use rusqlite::{Connection, ErrorCode};
use seamline_record::{Hash, RecordId};

use self::column::Columns;
use crate::{
    ActRow, Change, EntryRow, FeedRow, FileRow, JournalRow, OpeningRow, ParcelRow, ReceiptRow, RecordRow, RowKey,
    Store, StoreFault, ViewQuery, ViewRow, Views,
};

/// Grows with every change of what a view row holds: rows of an older form are dropped when the file is opened.
const VIEWS_FORM: i64 = 2;

/// A store in one file.
pub struct Sqlite {
    connection: Connection,
    columns: Columns,
    /// Ids asked for since the last transaction and found in no row: writing them need not look again.
    unknown: RefCell<HashSet<RecordId>>,
}

impl From<rusqlite::Error> for StoreFault {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Io(error.to_string()),
        }
    }
}

impl Sqlite {
    /// Opens or creates the file and holds it until dropped.
    ///
    /// # Errors
    /// [`StoreFault::InUse`] where another process holds it, [`StoreFault::WrongKey`] where its rows were sealed under
    /// another key, [`StoreFault::Damaged`].
    pub fn open(path: &Path, key: &RowKey) -> Result<Self, StoreFault> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::ZERO)?;
        // EXCLUSIVE: a second process must not write a second history of this node's feeds.
        // Pages of 8 KiB hold a handful of entries or views each; the size counts for a new file only.
        connection.execute_batch(
            "PRAGMA page_size = 8192; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -16000; BEGIN EXCLUSIVE; COMMIT;",
        )?;
        let form: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if form < VIEWS_FORM {
            // Views are made from the records again; see `Node::start`.
            connection.execute_batch(&format!("DROP TABLE IF EXISTS view; PRAGMA user_version = {VIEWS_FORM};"))?;
        }
        connection.execute_batch(include_str!("schema.sql"))?;
        connection.set_prepared_statement_cache_capacity(64);
        let columns = Columns::new(key);
        columns.unlock(&connection)?;
        Ok(Self { connection, columns, unknown: RefCell::default() })
    }

    /// Bounds the file to so many pages of 8 KiB; a write beyond is [`StoreFault::DiskFull`].
    ///
    /// # Errors
    /// [`StoreFault`].
    pub fn limit_pages(&self, pages: u32) -> Result<(), StoreFault> {
        Ok(self.connection.execute_batch(&format!("PRAGMA max_page_count = {pages};"))?)
    }
}

impl Store for Sqlite {
    fn apply(&mut self, changes: &[Change]) -> Result<(), StoreFault> {
        let unknown = std::mem::take(self.unknown.get_mut());
        write::apply(&mut self.connection, &self.columns, unknown, changes)
    }
    fn documents(&self) -> Result<Vec<Vec<u8>>, StoreFault> {
        read::documents(&self.connection)
    }
    fn record(&self, id: RecordId) -> Result<Option<RecordRow>, StoreFault> {
        read::record(&self.connection, id)
    }
    fn knows(&self, id: RecordId) -> Result<bool, StoreFault> {
        let known = ident::find(&self.connection, id)?.is_some();
        if !known {
            self.unknown.borrow_mut().insert(id);
        }
        Ok(known)
    }
    fn record_ids(&self) -> Result<Vec<RecordId>, StoreFault> {
        read::record_ids(&self.connection)
    }
    fn record_count(&self) -> Result<u64, StoreFault> {
        read::record_count(&self.connection)
    }
    fn opened(&self) -> Result<Vec<(RecordId, u64)>, StoreFault> {
        read::opened(&self.connection)
    }
    fn quarantined(&self) -> Result<Vec<(ActRow, String)>, StoreFault> {
        read::quarantined(&self.connection)
    }
    fn openings(&self, id: RecordId) -> Result<Vec<OpeningRow>, StoreFault> {
        read::openings(&self.connection, &self.columns, id)
    }
    fn feeds(&self) -> Result<Vec<FeedRow>, StoreFault> {
        read::feeds(&self.connection)
    }
    fn feed(&self, name: &str) -> Result<Option<FeedRow>, StoreFault> {
        read::feed(&self.connection, name)
    }
    fn entries(&self, feed: &str, start: u64, limit: usize, bytes: usize) -> Result<Vec<EntryRow>, StoreFault> {
        read::entries(&self.connection, &self.columns, feed, start, limit, bytes)
    }
    fn tree_hash(&self, feed: &str, index: u64) -> Result<Option<Hash>, StoreFault> {
        read::tree_hash(&self.connection, feed, index)
    }
    fn checkpoint(&self, feed: &str, size: u64) -> Result<Option<Vec<u8>>, StoreFault> {
        read::blob(&self.connection, "SELECT note FROM checkpoint WHERE size = ?2 AND feed = ", feed, size)
    }
    fn receipts(&self, feed: &str) -> Result<Vec<ReceiptRow>, StoreFault> {
        read::receipts(&self.connection, feed)
    }
    fn receipt_covering(&self, feed: &str, index: u64) -> Result<Option<ReceiptRow>, StoreFault> {
        read::receipt_covering(&self.connection, feed, index)
    }
    fn newest_receipt(&self, feed: &str, cosigner: Option<&str>) -> Result<Option<ReceiptRow>, StoreFault> {
        read::newest_receipt(&self.connection, feed, cosigner)
    }
    fn acts(&self, id: RecordId) -> Result<Vec<ActRow>, StoreFault> {
        read::acts(&self.connection, id)
    }
    fn audit(&self, feed: &str, index: u64) -> Result<Option<Vec<u8>>, StoreFault> {
        let sql = "SELECT audit FROM audit WHERE position = ?2 AND feed = ";
        let sealed = read::blob(&self.connection, sql, feed, index)?;
        sealed.map(|sealed| self.columns.open(&column::audit(feed, index), &sealed)).transpose()
    }
    fn mentions(&self, target: RecordId) -> Result<Vec<RecordId>, StoreFault> {
        read::mentions(&self.connection, target)
    }
    fn views(&self, query: &ViewQuery) -> Result<Views, StoreFault> {
        read::views(&self.connection, &self.columns, query)
    }
    fn each_view(&self, kind: &str, each: &mut dyn FnMut(ViewRow)) -> Result<(), StoreFault> {
        read::each_view(&self.connection, &self.columns, kind, each)
    }
    fn view(&self, id: RecordId) -> Result<Option<ViewRow>, StoreFault> {
        read::view(&self.connection, &self.columns, id)
    }
    fn file(&self, hash: Hash) -> Result<Option<FileRow>, StoreFault> {
        read::file(&self.connection, hash)
    }
    fn chunk(&self, stage: u64, offset: u64) -> Result<Option<Vec<u8>>, StoreFault> {
        read::chunk(&self.connection, &self.columns, stage, offset)
    }
    fn parcels(&self) -> Result<Vec<ParcelRow>, StoreFault> {
        read::parcels(&self.connection)
    }
    fn parcel(&self, hash: Hash) -> Result<Option<ParcelRow>, StoreFault> {
        read::parcel(&self.connection, hash)
    }
    fn journal(&self, start: u64, limit: usize) -> Result<Vec<JournalRow>, StoreFault> {
        read::journal(&self.connection, &self.columns, start, limit)
    }
    fn journal_end(&self) -> Result<u64, StoreFault> {
        read::journal_end(&self.connection)
    }
    fn setting(&self, space: &str, key: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        read::setting(&self.connection, &self.columns, space, key)
    }
    fn settings(&self, space: &str) -> Result<Vec<(String, Vec<u8>)>, StoreFault> {
        read::settings(&self.connection, &self.columns, space)
    }
    fn damage(&self) -> Result<Vec<String>, StoreFault> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let said = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(said.into_iter().filter(|line| line != "ok").collect())
    }
    fn copy_to(&self, path: &Path) -> Result<(), StoreFault> {
        let path = path.to_str().ok_or_else(|| StoreFault::Io("the path is not UTF-8".to_owned()))?;
        self.connection.execute("VACUUM INTO ?1", [path])?;
        Ok(())
    }
}
