//! Rows in memory: for tests and simulation.

use std::collections::{BTreeMap, BTreeSet};

use seamline_record::{Hash, RecordId};

use crate::{
    ActRow, Bulk, Change, EntryRow, FeedRow, FileRow, JournalRow, OpeningRow, ParcelRow, ReceiptRow, RecordRow, Store,
    StoreFault, ViewQuery, ViewRow, Views,
};

/// A store without a disk. Cloning it is a backup.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    documents: BTreeMap<(String, u64), Vec<u8>>,
    records: BTreeMap<RecordId, RecordRow>,
    quarantine: BTreeMap<ActRow, String>,
    mentions: BTreeSet<(RecordId, RecordId)>,
    openings: BTreeMap<(RecordId, u8), OpeningRow>,
    feeds: BTreeMap<String, FeedRow>,
    entries: BTreeMap<(String, u64), EntryRow>,
    acts: BTreeSet<(RecordId, ActRow)>,
    hashes: BTreeMap<(String, u64), Hash>,
    checkpoints: BTreeMap<(String, u64), Vec<u8>>,
    receipts: BTreeMap<(String, u64, String), ReceiptRow>,
    audits: BTreeMap<(String, u64), Vec<u8>>,
    views: BTreeMap<RecordId, (RecordId, ViewRow)>,
    settings: BTreeMap<(String, String), Vec<u8>>,
    journal: BTreeMap<u64, Vec<u8>>,
    files: BTreeMap<Hash, FileRow>,
    chunks: BTreeMap<(u64, u64), Vec<u8>>,
    parcels: BTreeMap<Hash, ParcelRow>,
}

impl Memory {
    fn apply_one(&mut self, change: &Change) {
        match change.clone() {
            Change::Document { party, version, encoded } => {
                self.documents.insert((party, version), encoded);
            }
            Change::Record(row) => {
                self.records.entry(row.id).or_insert(row);
            }
            Change::Quarantine { act, reason } => {
                match reason {
                    Some(reason) => self.quarantine.insert(act, reason),
                    None => self.quarantine.remove(&act),
                };
            }
            Change::Restated { id, repudiated, openings } => {
                if let Some(row) = self.records.get_mut(&id) {
                    row.repudiated = repudiated;
                }
                self.openings.retain(|(of, _), _| *of != id);
                self.openings.extend(openings.into_iter().map(|o| ((id, o.index), o)));
            }
            Change::Mention { target, id } => {
                self.mentions.insert((target, id));
            }
            Change::Opening { id, opening } => {
                self.openings.insert((id, opening.index), opening);
            }
            Change::Feed(row) => {
                self.feeds.insert(row.name.clone(), row);
            }
            Change::Entry { feed, entry } => {
                if let Some(record) = entry.record {
                    self.acts.insert((record, ActRow { feed: feed.clone(), index: entry.index }));
                }
                self.entries.insert((feed, entry.index), entry);
            }
            Change::TreeHash { feed, index, hash } => {
                self.hashes.insert((feed, index), hash);
            }
            Change::Checkpoint { feed, size, note } => {
                self.checkpoints.insert((feed, size), note);
            }
            Change::Receipt { feed, receipt } => {
                self.receipts.entry((feed, receipt.size, receipt.cosigner.clone())).or_insert(receipt);
            }
            Change::Audit { feed, index, audit } => {
                self.audits.insert((feed, index), audit);
            }
            Change::Journal(row) => {
                self.journal.insert(row.number, row.text);
            }
            Change::Bulk(bulk) => self.apply_bulk(bulk),
            Change::MatterViews { matter, rows } => {
                self.views.retain(|_, (of, _)| *of != matter);
                self.views.extend(rows.into_iter().map(|row| (row.id, (matter, row))));
            }
            Change::ForgetViews => self.views.clear(),
            Change::Setting { space, key, value } => {
                let at = (space.to_owned(), key);
                match value {
                    Some(value) => self.settings.insert(at, value),
                    None => self.settings.remove(&at),
                };
            }
        }
    }

    fn apply_bulk(&mut self, bulk: Bulk) {
        match bulk {
            Bulk::Chunk { stage, offset, bytes } => {
                self.chunks.insert((stage, offset), bytes);
            }
            Bulk::File(row) => {
                self.files.entry(row.hash).or_insert(row);
            }
            Bulk::ForgetStage(stage) => {
                let whole: BTreeSet<u64> = self.files.values().map(|file| file.stage).collect();
                self.chunks.retain(|(of, _), _| whole.contains(of) || stage.is_some_and(|stage| stage != *of));
            }
            Bulk::Parcel(row) => {
                self.parcels.entry(row.hash).or_insert(row);
            }
            Bulk::ForgetParcel(hash) => {
                self.parcels.remove(&hash);
            }
        }
    }
}

fn within<'a, T: Clone>(map: &'a BTreeMap<(String, u64), T>, feed: &str, start: u64) -> impl Iterator<Item = &'a T> {
    map.range((feed.to_owned(), start)..=(feed.to_owned(), u64::MAX)).map(|(_, value)| value)
}

impl Store for Memory {
    fn apply(&mut self, changes: &[Change]) -> Result<(), StoreFault> {
        let written = |c: &Change| matches!(c, Change::Journal(row) if self.journal.contains_key(&row.number));
        if changes.iter().any(written) {
            return Err(StoreFault::Io("a row of the journal is written once".to_owned()));
        }
        for change in changes {
            self.apply_one(change);
        }
        Ok(())
    }

    fn documents(&self) -> Result<Vec<Vec<u8>>, StoreFault> {
        Ok(self.documents.values().cloned().collect())
    }

    fn record(&self, id: RecordId) -> Result<Option<RecordRow>, StoreFault> {
        Ok(self.records.get(&id).cloned())
    }

    fn knows(&self, id: RecordId) -> Result<bool, StoreFault> {
        Ok(self.records.contains_key(&id) || !self.mentions(id)?.is_empty() || !self.acts(id)?.is_empty())
    }

    fn record_ids(&self) -> Result<Vec<RecordId>, StoreFault> {
        Ok(self.records.keys().copied().collect())
    }

    fn record_count(&self) -> Result<u64, StoreFault> {
        Ok(self.records.values().filter(|r| r.repudiated.is_none()).count() as u64)
    }

    fn opened(&self) -> Result<Vec<(RecordId, u64)>, StoreFault> {
        let mut opened: Vec<(RecordId, u64)> = Vec::new();
        let counts = |id: &RecordId| self.records.get(id).is_some_and(|r| r.repudiated.is_none());
        for (id, slot) in self.openings.keys().filter(|(id, _)| counts(id)) {
            let bit = 1 << (slot & 63);
            match opened.last_mut() {
                Some((last, slots)) if last == id => *slots |= bit,
                _ => opened.push((*id, bit)),
            }
        }
        Ok(opened)
    }

    fn quarantined(&self) -> Result<Vec<(ActRow, String)>, StoreFault> {
        Ok(self.quarantine.iter().map(|(act, reason)| (act.clone(), reason.clone())).collect())
    }

    fn openings(&self, id: RecordId) -> Result<Vec<OpeningRow>, StoreFault> {
        Ok(self.openings.range((id, 0)..=(id, u8::MAX)).map(|(_, o)| o.clone()).collect())
    }

    fn feeds(&self) -> Result<Vec<FeedRow>, StoreFault> {
        Ok(self.feeds.values().cloned().collect())
    }

    fn feed(&self, name: &str) -> Result<Option<FeedRow>, StoreFault> {
        Ok(self.feeds.get(name).cloned())
    }

    fn entries(&self, feed: &str, start: u64, limit: usize, bytes: usize) -> Result<Vec<EntryRow>, StoreFault> {
        let mut taken = 0;
        let fits = |entry: &&EntryRow| {
            let before = taken;
            taken += entry.leaf.len() + entry.payload.as_ref().map_or(0, Vec::len);
            before == 0 || taken <= bytes
        };
        Ok(within(&self.entries, feed, start).take(limit).take_while(fits).cloned().collect())
    }

    fn tree_hash(&self, feed: &str, index: u64) -> Result<Option<Hash>, StoreFault> {
        Ok(self.hashes.get(&(feed.to_owned(), index)).copied())
    }

    fn checkpoint(&self, feed: &str, size: u64) -> Result<Option<Vec<u8>>, StoreFault> {
        Ok(self.checkpoints.get(&(feed.to_owned(), size)).cloned())
    }

    fn receipts(&self, feed: &str) -> Result<Vec<ReceiptRow>, StoreFault> {
        let from = (feed.to_owned(), 0, String::new());
        Ok(self.receipts.range(from..).take_while(|((f, ..), _)| f == feed).map(|(_, r)| r.clone()).collect())
    }

    fn receipt_covering(&self, feed: &str, index: u64) -> Result<Option<ReceiptRow>, StoreFault> {
        Ok(self.receipts(feed)?.into_iter().filter(|r| r.size > index).min_by_key(|r| (r.size, r.time)))
    }

    fn newest_receipt(&self, feed: &str, cosigner: Option<&str>) -> Result<Option<ReceiptRow>, StoreFault> {
        Ok(self.receipts(feed)?.into_iter().rfind(|r| cosigner.is_none_or(|c| r.cosigner == c)))
    }

    fn acts(&self, id: RecordId) -> Result<Vec<ActRow>, StoreFault> {
        let from = (id, ActRow { feed: String::new(), index: 0 });
        Ok(self.acts.range(from..).take_while(|(of, _)| *of == id).map(|(_, act)| act.clone()).collect())
    }

    fn audit(&self, feed: &str, index: u64) -> Result<Option<Vec<u8>>, StoreFault> {
        Ok(self.audits.get(&(feed.to_owned(), index)).cloned())
    }

    fn mentions(&self, target: RecordId) -> Result<Vec<RecordId>, StoreFault> {
        let from = (target, RecordId(Hash([0; 32])));
        Ok(self.mentions.range(from..).take_while(|(of, _)| *of == target).map(|(_, id)| *id).collect())
    }

    fn views(&self, query: &ViewQuery) -> Result<Views, StoreFault> {
        let fits = |row: &&ViewRow| {
            (query.kinds.is_empty() || query.kinds.contains(&row.kind))
                && query.party.as_ref().is_none_or(|party| row.party == *party)
                && query.centre.as_ref().is_none_or(|centre| row.centre.as_ref() == Some(centre))
                && query.from.is_none_or(|from| row.at >= from)
                && query.before.is_none_or(|before| row.at < before)
                && query.words.iter().all(|word| row.text.contains(word.as_str()))
        };
        let mut rows: Vec<ViewRow> = self.views.values().map(|(_, row)| row).filter(fits).cloned().collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
        let total = rows.len() as u64;
        rows.truncate(query.limit);
        Ok(Views { rows, total })
    }

    fn each_view(&self, kind: &str, each: &mut dyn FnMut(ViewRow)) -> Result<(), StoreFault> {
        self.views.values().map(|(_, row)| row).filter(|row| row.kind == kind).cloned().for_each(each);
        Ok(())
    }

    fn view(&self, id: RecordId) -> Result<Option<ViewRow>, StoreFault> {
        Ok(self.views.get(&id).map(|(_, row)| row.clone()))
    }

    fn file(&self, hash: Hash) -> Result<Option<FileRow>, StoreFault> {
        Ok(self.files.get(&hash).copied())
    }

    fn chunk(&self, stage: u64, offset: u64) -> Result<Option<Vec<u8>>, StoreFault> {
        Ok(self.chunks.get(&(stage, offset)).cloned())
    }

    fn parcels(&self) -> Result<Vec<ParcelRow>, StoreFault> {
        Ok(self.parcels.values().map(|row| ParcelRow { sealed: Vec::new(), ..row.clone() }).collect())
    }

    fn parcel(&self, hash: Hash) -> Result<Option<ParcelRow>, StoreFault> {
        Ok(self.parcels.get(&hash).cloned())
    }

    fn journal(&self, start: u64, limit: usize) -> Result<Vec<JournalRow>, StoreFault> {
        let row = |(number, text): (&u64, &Vec<u8>)| JournalRow { number: *number, text: text.clone() };
        Ok(self.journal.range(start..).take(limit).map(row).collect())
    }

    fn journal_end(&self) -> Result<u64, StoreFault> {
        Ok(self.journal.last_key_value().map_or(0, |(number, _)| number + 1))
    }

    fn setting(&self, space: &str, key: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        Ok(self.settings.get(&(space.to_owned(), key.to_owned())).cloned())
    }

    fn settings(&self, space: &str) -> Result<Vec<(String, Vec<u8>)>, StoreFault> {
        let of_space = self.settings.iter().filter(|((s, _), _)| s == space);
        Ok(of_space.map(|((_, key), value)| (key.clone(), value.clone())).collect())
    }
}
