//! One transaction per list of changes.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
};

use rusqlite::{Connection, OptionalExtension, ToSql, Transaction, params};
use seamline_record::{RecordId, on_all_cores};

use super::{
    column::{self, Columns},
    ident,
};
use crate::{Bulk, Change, EntryRow, OpeningRow, StoreFault, ViewRow};

pub(super) fn apply(
    connection: &mut Connection,
    columns: &Columns,
    unknown: HashSet<RecordId>,
    changes: &[Change],
) -> Result<(), StoreFault> {
    let transaction = connection.transaction()?;
    let sealed = sealed_of(columns, changes).into();
    let (ids, feeds, openings) = (HashMap::new(), HashMap::new(), BTreeMap::new());
    let (new, folded, viewed) = (HashSet::new(), HashSet::new(), HashSet::new());
    let mut writing = Writing { t: &transaction, columns, sealed, unknown, ids, new, folded, viewed, feeds, openings };
    changes.iter().try_for_each(|change| writing.one(change))?;
    writing.put_openings()?;
    Ok(transaction.commit()?)
}

type Sealed = Result<Vec<Vec<u8>>, StoreFault>;

enum Plain<'a> {
    Entry(&'a str, &'a EntryRow),
    View(&'a ViewRow),
}

fn plain_of(change: &Change) -> Vec<Plain<'_>> {
    match change {
        Change::Entry { feed, entry } => vec![Plain::Entry(feed, entry)],
        Change::MatterViews { rows, .. } => rows.iter().map(Plain::View).collect(),
        _ => Vec::new(),
    }
}

/// Sealed payloads of entries and columns of views, in the order of the changes: sealed ahead, on all cores.
fn sealed_of(columns: &Columns, changes: &[Change]) -> Vec<Sealed> {
    let plain: Vec<Plain<'_>> = changes.iter().flat_map(plain_of).collect();
    on_all_cores(&plain, |plain| match plain {
        Plain::Entry(feed, entry) => columns.seal_payload(feed, entry).map(|sealed| sealed.into_iter().collect()),
        Plain::View(row) => columns.seal_view(row).map(|(text, body)| vec![text, body]),
    })
}

/// One transaction being written: what was looked up once is not looked up again.
struct Writing<'a> {
    t: &'a Transaction<'a>,
    columns: &'a Columns,
    sealed: VecDeque<Sealed>,
    /// Ids that are known to have no number.
    unknown: HashSet<RecordId>,
    ids: HashMap<RecordId, i64>,
    /// Numbers given in this transaction: no table has a row of theirs yet but what this transaction puts there.
    new: HashSet<i64>,
    /// Matters whose views this transaction has put.
    folded: HashSet<i64>,
    /// Records whose view this transaction has put.
    viewed: HashSet<i64>,
    feeds: HashMap<String, i64>,
    /// Openings to add to each record: one row holds all of a record.
    openings: BTreeMap<RecordId, Vec<&'a OpeningRow>>,
}

impl<'a> Writing<'a> {
    fn run(&self, sql: &str, values: &[&dyn ToSql]) -> Result<(), StoreFault> {
        self.t.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn number(&mut self, id: RecordId) -> Result<i64, StoreFault> {
        if let Some(number) = self.ids.get(&id) {
            return Ok(*number);
        }
        let held = if self.unknown.contains(&id) { None } else { ident::find(self.t, id)? };
        let number = held.map_or_else(|| ident::give(self.t, id), Ok)?;
        if held.is_none() {
            self.new.insert(number);
        }
        self.ids.insert(id, number);
        Ok(number)
    }

    fn feed(&mut self, name: &str) -> Result<i64, StoreFault> {
        if let Some(number) = self.feeds.get(name) {
            return Ok(*number);
        }
        let sql = "SELECT number FROM feed WHERE name = ?1";
        let number: Option<i64> = self.t.prepare_cached(sql)?.query_row(params![name], |r| r.get(0)).optional()?;
        let number = number.ok_or_else(|| StoreFault::Io("a row names a feed that is not held".to_owned()))?;
        self.feeds.insert(name.to_owned(), number);
        Ok(number)
    }

    fn one(&mut self, change: &'a Change) -> Result<(), StoreFault> {
        match change {
            Change::Document { party, version, encoded } => {
                self.run("INSERT OR REPLACE INTO document VALUES (?1, ?2, ?3)", params![party, version, encoded])
            }
            Change::Record(r) => {
                let values = params![self.number(r.id)?, r.bytes, r.received, r.own, r.repudiated];
                self.run("INSERT OR IGNORE INTO record VALUES (?1, ?2, ?3, ?4, ?5)", values)
            }
            Change::Restated { id, repudiated, openings } => {
                let number = self.number(*id)?;
                self.run("UPDATE record SET repudiated = ?2 WHERE number = ?1", params![number, repudiated])?;
                self.run("DELETE FROM opening WHERE number = ?1", params![number])?;
                self.openings.insert(*id, openings.iter().collect());
                Ok(())
            }
            Change::Mention { target, id } => {
                let values = params![self.number(*target)?, self.number(*id)?];
                self.run("INSERT OR IGNORE INTO mention VALUES (?1, ?2)", values)
            }
            Change::Opening { id, opening } => {
                self.openings.entry(*id).or_default().push(opening);
                Ok(())
            }
            Change::MatterViews { matter, rows } => {
                let number = self.number(*matter)?;
                if !self.folded.insert(number) | !self.new.contains(&number) {
                    self.run("DELETE FROM view WHERE number = ?1 AND matter = ?1", params![number])?;
                    self.run("DELETE FROM view WHERE matter = ?1 AND matter <> number", params![number])?;
                }
                rows.iter().try_for_each(|row| self.view(number, row))
            }
            Change::ForgetViews => self.run("DELETE FROM view", params![]),
            Change::Setting { space, key, value: Some(value) } => {
                let values =
                    params![space, self.columns.setting(space, key), self.columns.seal_setting(space, key, value)?];
                self.run("INSERT OR REPLACE INTO setting VALUES (?1, ?2, ?3)", values)
            }
            Change::Setting { space, key, value: None } => {
                let name = self.columns.setting(space, key);
                self.run("DELETE FROM setting WHERE space = ?1 AND name = ?2", params![space, name])
            }
            Change::Journal(row) => {
                let sealed = self.columns.seal(&column::journal(row.number), &row.text)?;
                self.run("INSERT INTO journal VALUES (?1, ?2)", params![row.number, sealed])
            }
            Change::Bulk(bulk) => self.bulk(bulk),
            of_a_feed => self.of_feed(of_a_feed),
        }
    }

    fn of_feed(&mut self, change: &Change) -> Result<(), StoreFault> {
        match change {
            Change::Feed(f) => self.run(
                "INSERT INTO feed (name, size, frontier, checkpoint, changed) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (name) DO UPDATE SET size = excluded.size, frontier = excluded.frontier,
                 checkpoint = excluded.checkpoint, changed = excluded.changed",
                params![f.name, f.size, f.frontier, f.checkpoint, f.changed],
            ),
            Change::Quarantine { act, reason: Some(reason) } => {
                let values = params![self.feed(&act.feed)?, act.index, reason];
                self.run("INSERT OR REPLACE INTO quarantine VALUES (?1, ?2, ?3)", values)
            }
            Change::Quarantine { act, reason: None } => {
                let values = params![self.feed(&act.feed)?, act.index];
                self.run("DELETE FROM quarantine WHERE feed = ?1 AND position = ?2", values)
            }
            Change::Entry { feed, entry } => self.entry(feed, entry),
            Change::TreeHash { feed, index, hash } => {
                let values = params![self.feed(feed)?, index, hash.0];
                self.run("INSERT OR REPLACE INTO tree_hash VALUES (?1, ?2, ?3)", values)
            }
            Change::Checkpoint { feed, size, note } => {
                let values = params![self.feed(feed)?, size, note];
                self.run("INSERT OR REPLACE INTO checkpoint VALUES (?1, ?2, ?3)", values)
            }
            Change::Receipt { feed, receipt: r } => {
                let values = params![self.feed(feed)?, r.size, r.cosigner, r.time, r.line];
                self.run("INSERT OR IGNORE INTO receipt VALUES (?1, ?2, ?3, ?4, ?5)", values)
            }
            Change::Audit { feed, index, audit } => {
                let sealed = self.columns.seal(&column::audit(feed, *index), audit)?;
                let values = params![self.feed(feed)?, index, sealed];
                self.run("INSERT OR REPLACE INTO audit VALUES (?1, ?2, ?3)", values)
            }
            _ => Ok(()),
        }
    }

    fn bulk(&self, bulk: &Bulk) -> Result<(), StoreFault> {
        match bulk {
            Bulk::Chunk { stage, offset, bytes } => {
                let sealed = self.columns.seal(&column::chunk(*stage, *offset), bytes)?;
                self.run("INSERT OR REPLACE INTO chunk VALUES (?1, ?2, ?3)", params![stage, offset, sealed])
            }
            Bulk::File(f) => {
                self.run("INSERT OR IGNORE INTO file VALUES (?1, ?2, ?3)", params![f.hash.0, f.length, f.stage])
            }
            Bulk::ForgetStage(stage) => self.run(
                "DELETE FROM chunk WHERE (?1 IS NULL OR stage = ?1) AND stage NOT IN (SELECT stage FROM file)",
                params![stage],
            ),
            Bulk::Parcel(p) => self.run(
                "INSERT OR IGNORE INTO parcel VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![p.hash.0, p.from, p.to, p.via, p.since, p.sealed],
            ),
            Bulk::ForgetParcel(hash) => self.run("DELETE FROM parcel WHERE hash = ?1", params![hash.0]),
        }
    }

    fn entry(&mut self, feed: &str, entry: &EntryRow) -> Result<(), StoreFault> {
        let payload = self.next_sealed()?.pop();
        let record = entry.record.map(|id| self.number(id)).transpose()?;
        let place = ident::place(self.feed(feed)?, entry.index)?;
        let values = params![place, entry.leaf, payload, record];
        // A position is written once and never again.
        self.run("INSERT INTO entry VALUES (?1, ?2, ?3, ?4)", values)
    }

    /// What was sealed of the next entry or view.
    fn next_sealed(&mut self) -> Sealed {
        let missing = || Err(StoreFault::Io("a row was not sealed".to_owned()));
        self.sealed.pop_front().unwrap_or_else(missing)
    }

    fn view(&mut self, matter: i64, row: &ViewRow) -> Result<(), StoreFault> {
        let mut sealed = self.next_sealed()?;
        let (body, text) = (sealed.pop(), sealed.pop());
        let centre = row.centre.as_deref().map(|centre| self.columns.centre(centre));
        let number = self.number(row.id)?;
        let values = params![number, row.id.0.0, matter, row.kind, centre, row.at, text, body, row.party];
        // Without a row to replace, SQLite need not keep what it would replace.
        let sql = if self.new.contains(&number) && self.viewed.insert(number) {
            "INSERT INTO view VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        } else {
            "INSERT OR REPLACE INTO view VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        };
        self.run(sql, values)
    }

    fn put_openings(&mut self) -> Result<(), StoreFault> {
        let mut rows = Vec::new();
        for (id, new) in std::mem::take(&mut self.openings) {
            let number = self.number(id)?;
            let sql = "SELECT sealed FROM opening WHERE number = ?1";
            let mut held: Option<Vec<u8>> = None;
            if !self.new.contains(&number) {
                held = self.t.prepare_cached(sql)?.query_row(params![number], |r| r.get(0)).optional()?;
            }
            let mut openings: BTreeMap<u8, Cow<'_, OpeningRow>> = BTreeMap::new();
            if let Some(sealed) = held {
                let held = self.columns.open_openings(id, &sealed)?.into_iter();
                openings.extend(held.map(|o| (o.index, Cow::Owned(o))));
            }
            openings.extend(new.into_iter().map(|o| (o.index, Cow::Borrowed(o))));
            rows.push((id, number, openings));
        }
        let sealed = on_all_cores(&rows, |(id, _, openings)| {
            self.columns.seal_openings(*id, openings.values().map(Cow::as_ref))
        });
        for ((_, number, openings), sealed) in rows.iter().zip(sealed) {
            let slots = openings.keys().fold(0_u64, |slots, index| slots | 1 << (index & 63));
            let values = params![number, slots as i64, sealed?];
            let verb = if self.new.contains(number) { "INSERT" } else { "INSERT OR REPLACE" };
            self.run(&format!("{verb} INTO opening VALUES (?1, ?2, ?3)"), values)?;
        }
        Ok(())
    }
}
