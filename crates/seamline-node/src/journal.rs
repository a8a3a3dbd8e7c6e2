//! The journal: who did what at this node, row after row, each with the hash of the one before.
//!
//! A row is the compact JSON of `[number, at, officer, act, subject, detail, previous]`; its hash is the SHA-256 of exactly
//! those bytes, and `previous` is the hash of the row before, 64 zeroes in the first. It is written in the transaction of
//! the act itself, so neither is ever without the other. The last row's hash stands apart from the rows as well: a journal
//! that was cut short is found, too.

use std::collections::BTreeMap;

use seamline_record::{Hash, RecordId, hash_of};
use seamline_store::{Change, JournalRow, Store, StoreFault};
use serde::{Deserialize, Serialize};

use crate::{
    fault::NodeFault,
    node::Node,
    officers::{Officer, Permission},
    settings::{row, value},
    words,
};

const SPACE: &str = "journal";
const HEAD: &str = "head";
/// Longest that one thing said of an act is, in bytes.
const MAX_SAID: usize = 1_024;
const ROWS_AT_ONCE: usize = 512;
/// Rows looked through for one page of one officer's.
const MAX_LOOKED_AT: usize = 50_000;
/// Who does what follows of itself.
const BY_RULE: &str = "by rule";

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JournalAct {
    /// A record was written.
    Recorded,
    /// Something of a record was released.
    Released,
    /// Something of a record was shown, and no copy sent.
    Shown,
    /// A release was proposed.
    Proposed,
    /// A proposal was approved.
    Approved,
    /// A proposal was refused.
    Refused,
    /// An officer logged in.
    LoggedIn,
    /// Somebody was not let in.
    LoginRefused,
    /// An officer was kept, changed or disabled, or a one-time link was made.
    OfficerChanged,
    /// What a party may hold, or what takes two officers.
    PolicyChanged,
    /// Who is on duty.
    RosterChanged,
    /// A link to a node.
    LinkChanged,
    /// A bundle or parcel was made.
    BundleExported,
    /// A bundle was taken in.
    BundleImported,
    /// Evidence left as a file.
    EvidenceTaken,
    /// A party's document, from whatever carrier.
    DocumentAdmitted,
}

/// A row of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// From 0 on, without a gap.
    pub number: u64,
    /// When, ms since 1970 UTC by this node's clock.
    pub at: i64,
    /// Who.
    pub officer: String,
    /// What was done.
    pub act: JournalAct,
    /// To which record.
    pub subject: Option<RecordId>,
    /// What else is said of it, by name.
    pub detail: Detail,
    /// Hash of the row before.
    pub previous: Hash,
    /// Hash of this row.
    pub hash: Hash,
}

/// Rows, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalPage {
    /// The rows.
    pub rows: Vec<JournalEntry>,
    /// Where the next page begins: before this number.
    pub next: Option<u64>,
}

/// What is said of an act, by name: `to`, `slots`, `purpose` and so on. Values are words and figures of the core, which
/// whoever shows them puts into a language.
pub type Detail = BTreeMap<String, String>;

type Fields = (u64, i64, String, JournalAct, Option<String>, Detail, String);

impl JournalEntry {
    fn of(row: &JournalRow) -> Result<Self, NodeFault> {
        let wrong = || NodeFault::Row("journal row");
        let fields: Fields = serde_json::from_slice(&row.text).map_err(|_| wrong())?;
        let (number, at, officer, act, subject, detail, previous) = fields;
        let subject = subject.map(|id| id.parse()).transpose().map_err(|_| wrong())?;
        let (previous, hash) = (previous.parse().map_err(|_| wrong())?, hash_of(&row.text));
        Ok(Self { number, at, officer, act, subject, detail, previous, hash })
    }
}

/// Something to write into the journal.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub(crate) officer: String,
    pub(crate) act: JournalAct,
    pub(crate) subject: Option<RecordId>,
    pub(crate) detail: Detail,
}

impl Note {
    pub(crate) fn new(officer: &str, act: JournalAct, subject: Option<RecordId>) -> Self {
        let officer = if officer.is_empty() { BY_RULE } else { officer }.to_owned();
        Self { officer, act, subject, detail: Detail::new() }
    }

    /// Says something more; nothing where it is empty.
    pub(crate) fn with(mut self, name: &str, said: impl std::fmt::Display) -> Self {
        let mut said = said.to_string();
        said.truncate(said.floor_char_boundary(MAX_SAID));
        if !said.is_empty() {
            self.detail.insert(name.to_owned(), said);
        }
        self
    }

    /// Says a list.
    pub(crate) fn with_all<T: std::fmt::Display>(self, name: &str, said: impl IntoIterator<Item = T>) -> Self {
        let said: Vec<_> = said.into_iter().map(|one| one.to_string()).collect();
        self.with(name, said.join(", "))
    }
}

/// Where the journal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// Number of the next row.
    end: u64,
    /// Hash of the last row.
    #[serde(with = "words")]
    hash: Hash,
}

impl Head {
    /// As kept; where rows stand beyond, the next one goes after them and the examination says so.
    pub(crate) fn kept(store: &dyn Store) -> Result<Self, NodeFault> {
        let none = Self { end: 0, hash: Hash([0; 32]) };
        let kept: Self = store.setting(SPACE, HEAD)?.map_or(Ok(none), |bytes| value(&bytes))?;
        Ok(Self { end: kept.end.max(store.journal_end()?), ..kept })
    }
}

impl Node {
    /// What writes these notes, and where the journal ends then.
    pub(crate) fn journal_changes(&self, notes: &[Note]) -> Result<(Vec<Change>, Head), NodeFault> {
        let mut head = self.journal;
        if notes.is_empty() {
            return Ok((Vec::new(), head));
        }
        let (at, mut changes) = (self.clock.now_ms(), Vec::new());
        for note in notes {
            let subject = note.subject.map(|id| id.to_string());
            let fields: Fields =
                (head.end, at, note.officer.clone(), note.act, subject, note.detail.clone(), head.hash.to_string());
            let text = serde_json::to_vec(&fields).map_err(|_| NodeFault::Row("journal row"))?;
            let next = Head { end: head.end + 1, hash: hash_of(&text) };
            changes.push(Change::Journal(JournalRow { number: head.end, text }));
            head = next;
        }
        changes.push(row(SPACE, HEAD.to_owned(), &head)?);
        Ok((changes, head))
    }

    /// Applies changes with their note, as one transaction.
    pub(crate) fn apply_noted(&mut self, mut changes: Vec<Change>, note: Note) -> Result<(), NodeFault> {
        let (journal, head) = self.journal_changes(&[note])?;
        changes.extend(journal);
        self.store.apply(&changes)?;
        self.journal = head;
        Ok(())
    }

    /// Notes what the shell around the node did for an officer: let them in or not, made a link.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn note(&mut self, officer: &str, act: JournalAct, detail: &[(&str, String)]) -> Result<(), NodeFault> {
        let note = Note::new(officer, act, None);
        self.apply_noted(Vec::new(), detail.iter().fold(note, |note, (name, said)| note.with(name, said)))
    }

    /// Rows of the journal before a number, newest first; of one officer where named.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::Store`].
    pub fn journal(
        &self,
        officer: &Officer,
        before: Option<u64>,
        limit: usize,
        of: Option<&str>,
    ) -> Result<JournalPage, NodeFault> {
        self.may(officer, Permission::Audit)?;
        let mut end = self.store.journal_end()?.min(before.unwrap_or(u64::MAX));
        let (mut rows, mut looked_at) = (Vec::new(), 0);
        while end > 0 && rows.len() < limit && looked_at < MAX_LOOKED_AT {
            let (start, upto) = (end.saturating_sub(ROWS_AT_ONCE as u64), end);
            let stored = self.store.journal(start, (end - start) as usize)?;
            for row in stored.iter().rev().filter(|row| row.number < upto) {
                let entry = JournalEntry::of(row)?;
                looked_at += 1;
                end = row.number;
                if of.is_none_or(|name| name == entry.officer) {
                    rows.push(entry);
                }
                if rows.len() == limit {
                    break;
                }
            }
            if rows.len() < limit {
                end = start;
            }
        }
        Ok(JournalPage { rows, next: (end > 0).then_some(end) })
    }

    /// Rows of a stretch of time, oldest first, at most `limit` and whether there are more.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::Store`].
    pub fn journal_between(
        &self,
        officer: &Officer,
        from: i64,
        to: i64,
        limit: usize,
    ) -> Result<(Vec<JournalEntry>, bool), NodeFault> {
        self.may(officer, Permission::Audit)?;
        let (mut start, mut rows) = (0, Vec::new());
        loop {
            let stored = self.store.journal(start, ROWS_AT_ONCE)?;
            let Some(last) = stored.last() else { return Ok((rows, false)) };
            start = last.number + 1;
            for row in &stored {
                let entry = JournalEntry::of(row)?;
                if (from..to).contains(&entry.at) {
                    if rows.len() == limit {
                        return Ok((rows, true));
                    }
                    rows.push(entry);
                }
            }
        }
    }

    /// The chain made anew, against what is kept of its end.
    pub(crate) fn journal_trouble(&self) -> Result<Option<String>, NodeFault> {
        let (mut end, mut hash) = (0, Hash([0; 32]));
        loop {
            let rows = match self.store.journal(end, ROWS_AT_ONCE) {
                Err(StoreFault::Damaged(what)) => return Ok(Some(what)),
                rows => rows?,
            };
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let Ok(entry) = JournalEntry::of(&row) else { return Ok(Some(format!("row {end} is of no form"))) };
                if row.number != end || entry.number != end {
                    return Ok(Some(format!("row {end} is missing")));
                }
                if entry.previous != hash {
                    return Ok(Some(format!("row {end} does not follow the row before it")));
                }
                (end, hash) = (end + 1, entry.hash);
            }
        }
        let kept = self.store.setting(SPACE, HEAD)?.map(|bytes| value::<Head>(&bytes)).transpose()?;
        let kept = kept.unwrap_or(Head { end: 0, hash: Hash([0; 32]) });
        Ok((kept != Head { end, hash }).then(|| format!("it ends at row {end} and should end at row {}", kept.end)))
    }
}
