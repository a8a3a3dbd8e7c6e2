//! One transaction per list of changes.

use rusqlite::{Connection, Transaction, params};

use super::column::{self, Columns};
use seamline_record::RecordId;

use crate::{Bulk, Change, OpeningRow, StoreFault, ViewRow};

/// A feed's number by its name, as a subquery; ?1 is the name.
pub(super) const FEED: &str = "(SELECT number FROM feed WHERE name = ?1)";

pub(super) fn apply(connection: &mut Connection, columns: &Columns, changes: &[Change]) -> Result<(), StoreFault> {
    let transaction = connection.transaction()?;
    changes.iter().try_for_each(|change| apply_one(&transaction, columns, change))?;
    Ok(transaction.commit()?)
}

fn apply_one(t: &Transaction<'_>, columns: &Columns, change: &Change) -> Result<(), StoreFault> {
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> Result<(), StoreFault> {
        t.prepare_cached(sql)?.execute(values)?;
        Ok(())
    };
    match change {
        Change::Document { party, version, encoded } => {
            run("INSERT OR REPLACE INTO document VALUES (?1, ?2, ?3)", params![party, version, encoded])
        }
        Change::Record(r) => {
            let values = params![r.id.0.0, r.bytes, r.received, r.own, r.repudiated];
            run("INSERT OR IGNORE INTO record VALUES (?1, ?2, ?3, ?4, ?5)", values)
        }
        Change::Restated { id, repudiated, openings } => {
            run("UPDATE record SET repudiated = ?2 WHERE id = ?1", params![id.0.0, repudiated])?;
            run("DELETE FROM opening WHERE id = ?1", params![id.0.0])?;
            openings.iter().try_for_each(|opening| put_opening(t, columns, *id, opening))
        }
        Change::Quarantine { act, reason: Some(reason) } => run(
            &format!("INSERT OR REPLACE INTO quarantine VALUES ({FEED}, ?2, ?3)"),
            params![act.feed, act.index, reason],
        ),
        Change::Quarantine { act, reason: None } => {
            run(&format!("DELETE FROM quarantine WHERE feed = {FEED} AND position = ?2"), params![act.feed, act.index])
        }
        Change::Mention { target, id } => {
            run("INSERT OR IGNORE INTO mention VALUES (?1, ?2)", params![target.0.0, id.0.0])
        }
        Change::Opening { id, opening } => put_opening(t, columns, *id, opening),
        Change::Feed(f) => run(
            "INSERT INTO feed (name, size, frontier, checkpoint, changed) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (name) DO UPDATE SET size = excluded.size, frontier = excluded.frontier,
             checkpoint = excluded.checkpoint, changed = excluded.changed",
            params![f.name, f.size, f.frontier, f.checkpoint, f.changed],
        ),
        Change::Entry { feed, entry } => run(
            &format!("INSERT OR REPLACE INTO entry VALUES ({FEED}, ?2, ?3, ?4, ?5)"),
            params![feed, entry.index, entry.leaf, columns.seal_payload(feed, entry)?, entry.record.map(|id| id.0.0)],
        ),
        Change::TreeHash { feed, index, hash } => {
            run(&format!("INSERT OR REPLACE INTO tree_hash VALUES ({FEED}, ?2, ?3)"), params![feed, index, hash.0])
        }
        Change::Checkpoint { feed, size, note } => {
            run(&format!("INSERT OR REPLACE INTO checkpoint VALUES ({FEED}, ?2, ?3)"), params![feed, size, note])
        }
        Change::Receipt { feed, receipt: r } => run(
            &format!("INSERT OR IGNORE INTO receipt VALUES ({FEED}, ?2, ?3, ?4, ?5)"),
            params![feed, r.size, r.cosigner, r.time, r.line],
        ),
        Change::Audit { feed, index, audit } => {
            let sealed = columns.seal(&column::audit(feed, *index), audit)?;
            run(&format!("INSERT OR REPLACE INTO audit VALUES ({FEED}, ?2, ?3)"), params![feed, index, sealed])
        }
        Change::Bulk(bulk) => apply_bulk(t, columns, bulk),
        Change::MatterViews { matter, rows } => {
            run("DELETE FROM view WHERE matter = ?1", params![matter.0.0])?;
            rows.iter().try_for_each(|row| insert_view(t, columns, &matter.0.0, row))
        }
        Change::ForgetViews => run("DELETE FROM view", params![]),
        Change::Setting { space, key, value: Some(value) } => {
            let sealed = columns.seal_setting(space, key, value)?;
            let name = columns.setting(space, key);
            run("INSERT OR REPLACE INTO setting VALUES (?1, ?2, ?3)", params![space, name, sealed])
        }
        Change::Setting { space, key, value: None } => {
            let name = columns.setting(space, key);
            run("DELETE FROM setting WHERE space = ?1 AND name = ?2", params![space, name])
        }
    }
}

fn apply_bulk(t: &Transaction<'_>, columns: &Columns, bulk: &Bulk) -> Result<(), StoreFault> {
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> Result<(), StoreFault> {
        t.prepare_cached(sql)?.execute(values)?;
        Ok(())
    };
    match bulk {
        Bulk::Chunk { stage, offset, bytes } => {
            let sealed = columns.seal(&column::chunk(*stage, *offset), bytes)?;
            run("INSERT OR REPLACE INTO chunk VALUES (?1, ?2, ?3)", params![stage, offset, sealed])
        }
        Bulk::File(f) => run("INSERT OR IGNORE INTO file VALUES (?1, ?2, ?3)", params![f.hash.0, f.length, f.stage]),
        Bulk::ForgetStage(stage) => run(
            "DELETE FROM chunk WHERE (?1 IS NULL OR stage = ?1) AND stage NOT IN (SELECT stage FROM file)",
            params![stage],
        ),
        Bulk::Parcel(p) => run(
            "INSERT OR IGNORE INTO parcel VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![p.hash.0, p.from, p.to, p.via, p.since, p.sealed],
        ),
        Bulk::ForgetParcel(hash) => run("DELETE FROM parcel WHERE hash = ?1", params![hash.0]),
    }
}

fn put_opening(t: &Transaction<'_>, columns: &Columns, id: RecordId, opening: &OpeningRow) -> Result<(), StoreFault> {
    let mut statement = t.prepare_cached("INSERT OR REPLACE INTO opening VALUES (?1, ?2, ?3)")?;
    statement.execute(params![id.0.0, opening.index, columns.seal_opening(id, opening)?])?;
    Ok(())
}

fn insert_view(t: &Transaction<'_>, columns: &Columns, matter: &[u8; 32], row: &ViewRow) -> Result<(), StoreFault> {
    let centre = row.centre.as_deref().map(|centre| columns.centre(centre));
    let (text, body) = columns.seal_view(row)?;
    let mut statement = t.prepare_cached("INSERT OR REPLACE INTO view VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    statement.execute(params![row.id.0.0, matter, row.kind, centre, row.at, text, body])?;
    Ok(())
}
