//! Numbers in place of ids and names: ids are random, so every table keyed by them would write a page a row. Numbers
//! ascend, and one small index leads from an id to its number.

use rusqlite::{Connection, OptionalExtension, params};
use seamline_record::RecordId;

use crate::StoreFault;

/// Bits of a place that hold the position: sizes of feeds stay below 2^40.
const POSITION_BITS: u32 = 40;

/// A feed's number by its name, as a subquery; ?1 is the name.
pub(super) const FEED: &str = "(SELECT number FROM feed WHERE name = ?1)";

/// Feed and position as one number, ascending by position within a feed.
pub(super) fn place(feed: i64, position: u64) -> Result<i64, StoreFault> {
    let fits = position < 1 << POSITION_BITS && (0..1 << (63 - POSITION_BITS)).contains(&feed);
    if fits { Ok(feed << POSITION_BITS | position as i64) } else { Err(StoreFault::Io("too many feeds".to_owned())) }
}

pub(super) fn position(place: i64) -> u64 {
    (place & ((1 << POSITION_BITS) - 1)) as u64
}

/// First eight bytes: the index is a quarter as large as with whole ids. Two ids that share them are told apart.
fn short(id: RecordId) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&id.0.0[..8]);
    i64::from_be_bytes(first)
}

/// The number of an id, if it has one.
pub(super) fn find(connection: &Connection, id: RecordId) -> Result<Option<i64>, StoreFault> {
    let sql = "SELECT number FROM ident WHERE short = ?1 AND id = ?2";
    Ok(connection.prepare_cached(sql)?.query_row(params![short(id), id.0.0], |r| r.get(0)).optional()?)
}

/// Gives a number to an id that has none.
pub(super) fn give(connection: &Connection, id: RecordId) -> Result<i64, StoreFault> {
    let sql = "INSERT INTO ident (short, id) VALUES (?1, ?2)";
    Ok(connection.prepare_cached(sql)?.insert(params![short(id), id.0.0])?)
}
