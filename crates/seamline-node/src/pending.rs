//! What one act is about to change: read through before it is stored, dropped whole if it fails.

use std::collections::{BTreeMap, BTreeSet};

use seamline_feed::{
    Lane, Origin, TreeHash,
    merkle::{KEPT_LEVEL, subtree_of},
};
use seamline_record::{AudienceId, Hash, RecordId, Statement};
use seamline_store::{Change, EntryRow, RecordRow};

use crate::{journal::Note, node::Feed, validity::opening_rows};

/// Changes of one transaction, with what they make true.
#[derive(Default)]
pub(crate) struct Pending {
    pub(crate) changes: Vec<Change>,
    /// Where among the changes the entries about a record are: with a closed key 100,000 records are decided at once.
    entries: BTreeMap<RecordId, Vec<usize>>,
    /// Statements new or widened.
    pub(crate) statements: BTreeMap<RecordId, Statement>,
    /// When records new to this node were received; none for its own.
    pub(crate) received: BTreeMap<RecordId, Option<i64>>,
    /// Who names whom, among the new.
    pub(crate) mentions: BTreeMap<RecordId, BTreeSet<RecordId>>,
    /// Records given to an audience by this act.
    pub(crate) given: BTreeSet<(AudienceId, RecordId)>,
    pub(crate) feeds: BTreeMap<Origin, Feed>,
    pub(crate) opened: BTreeMap<(AudienceId, Lane), Origin>,
    pub(crate) receipt_s: u64,
    /// Records decided anew, with the version that repudiates them.
    pub(crate) restated: BTreeMap<RecordId, (Statement, Option<u64>)>,
    /// Records among the fresh ones that no stored row speaks of.
    pub(crate) unheard: BTreeSet<RecordId>,
    /// Records among the statements that the store does not hold yet.
    pub(crate) fresh: BTreeSet<RecordId>,
    /// What the journal says of it.
    pub(crate) notes: Vec<Note>,
    /// Matters to fold whatever else is in the transaction.
    pub(crate) matters: BTreeSet<RecordId>,
}

impl Pending {
    pub(crate) fn push(&mut self, change: Change) {
        if let Change::Entry { entry: EntryRow { record: Some(id), .. }, .. } = &change {
            self.entries.entry(*id).or_default().push(self.changes.len());
        }
        self.changes.push(change);
    }

    /// Entries about a record that this transaction stores, with their feeds, in the order of the transaction.
    pub(crate) fn entries_on(&self, id: RecordId) -> impl Iterator<Item = (&String, &EntryRow)> {
        let entries = self.entries.get(&id).into_iter().flatten();
        entries.filter_map(|at| match self.changes.get(*at) {
            Some(Change::Entry { feed, entry }) => Some((feed, entry)),
            _ => None,
        })
    }

    /// A hash of a feed's tree, where it is of those that are kept.
    pub(crate) fn push_hash(&mut self, feed: &str, index: u64, hash: TreeHash) {
        if subtree_of(index).0 >= KEPT_LEVEL {
            self.push(Change::TreeHash { feed: feed.to_owned(), index, hash: Hash(hash.0) });
        }
    }

    /// A statement new to the node, or one that opens more of a record held: `received` is for the first case.
    pub(crate) fn put_statement(&mut self, statement: &Statement, received: i64, own: bool) {
        let id = statement.id();
        let bytes = statement.record().bytes().to_vec();
        self.push(Change::Record(RecordRow { id, bytes, received, own, repudiated: None }));
        for opening in opening_rows(statement) {
            self.push(Change::Opening { id, opening });
        }
        self.put_mentions(statement);
        match self.statements.get_mut(&id) {
            Some(held) => held.widen(statement.clone()),
            None => {
                self.statements.insert(id, statement.clone());
            }
        }
        self.received.entry(id).or_insert((!own).then_some(received));
    }

    /// A statement that takes the place of whatever was held of the record.
    pub(crate) fn restate(&mut self, statement: &Statement, repudiated: Option<u64>, received: i64, own: bool) {
        let id = statement.id();
        let bytes = statement.record().bytes().to_vec();
        self.push(Change::Record(RecordRow { id, bytes, received, own, repudiated }));
        self.push(Change::Restated { id, repudiated, openings: opening_rows(statement) });
        self.put_mentions(statement);
        self.touch_matter_of(Some(statement));
        self.received.entry(id).or_insert((!own).then_some(received));
        self.statements.remove(&id);
        self.restated.insert(id, (statement.clone(), repudiated));
    }

    pub(crate) fn touch_matter_of(&mut self, statement: Option<&Statement>) {
        let Some(statement) = statement else { return };
        self.matters.insert(statement.matter());
        self.matters.extend(statement.refs().into_iter().map(|r| r.id));
    }

    fn put_mentions(&mut self, statement: &Statement) {
        let id = statement.id();
        let mut named: Vec<RecordId> = statement.refs().into_iter().map(|r| r.id).collect();
        named.push(statement.matter());
        for target in named.into_iter().filter(|target| *target != id) {
            self.mentions.entry(target).or_default().insert(id);
            self.push(Change::Mention { target, id });
        }
    }

    pub(crate) fn touched(&self) -> impl Iterator<Item = RecordId> {
        self.changes.iter().flat_map(|change| match change {
            Change::MatterViews { rows, .. } => rows.iter().map(|row| row.id).collect(),
            _ => Vec::new(),
        })
    }

    pub(crate) fn moves_feeds(&self) -> bool {
        let moves = |c: &Change| matches!(c, Change::Feed(_) | Change::Receipt { .. } | Change::Document { .. });
        self.changes.iter().any(moves)
    }
}
