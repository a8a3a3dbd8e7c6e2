//! Queries.

use std::cmp::Reverse;

use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};
use seamline_record::{Hash, RecordId};

use super::{
    column::{self, Columns},
    ident::{self, FEED},
};
use crate::{
    ActRow, EntryRow, FeedRow, FileRow, JournalRow, OpeningRow, ParcelRow, ReceiptRow, RecordRow, StoreFault,
    ViewQuery, ViewRow, Views,
};

type Rows<T> = Result<Vec<T>, StoreFault>;

fn all<T>(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Rows<T> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, row)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

fn one<T>(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, StoreFault> {
    Ok(connection.prepare_cached(sql)?.query_row(values, row).optional()?)
}

fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<RecordId> {
    row.get(column).map(|bytes| RecordId(Hash(bytes)))
}

pub(super) fn documents(connection: &Connection) -> Rows<Vec<u8>> {
    all(connection, "SELECT encoded FROM document ORDER BY party, version", params![], |r| r.get(0))
}

pub(super) fn record(connection: &Connection, of: RecordId) -> Result<Option<RecordRow>, StoreFault> {
    let Some(number) = ident::find(connection, of)? else { return Ok(None) };
    let sql = "SELECT bytes, received, own, repudiated FROM record WHERE number = ?1";
    one(connection, sql, params![number], |r| {
        Ok(RecordRow { id: of, bytes: r.get(0)?, received: r.get(1)?, own: r.get(2)?, repudiated: r.get(3)? })
    })
}

pub(super) fn record_ids(connection: &Connection) -> Rows<RecordId> {
    let mut ids = all(connection, "SELECT id FROM record JOIN ident USING (number)", params![], |r| id(r, 0))?;
    ids.sort_unstable();
    Ok(ids)
}

pub(super) fn record_count(connection: &Connection) -> Result<u64, StoreFault> {
    let count = one(connection, "SELECT count(*) FROM record WHERE repudiated IS NULL", params![], |r| r.get(0))?;
    Ok(count.unwrap_or_default())
}

pub(super) fn opened(connection: &Connection) -> Rows<(RecordId, u64)> {
    let sql = "SELECT id, slots FROM opening JOIN record USING (number) JOIN ident USING (number)
               WHERE repudiated IS NULL";
    let mut opened = all(connection, sql, params![], |r| Ok((id(r, 0)?, r.get::<_, i64>(1)? as u64)))?;
    opened.sort_unstable();
    Ok(opened)
}

pub(super) fn quarantined(connection: &Connection) -> Rows<(ActRow, String)> {
    let sql = "SELECT name, position, reason FROM quarantine JOIN feed ON feed.number = quarantine.feed
               ORDER BY name, position";
    all(connection, sql, params![], |r| Ok((ActRow { feed: r.get(0)?, index: r.get(1)? }, r.get(2)?)))
}

pub(super) fn openings(connection: &Connection, columns: &Columns, of: RecordId) -> Rows<OpeningRow> {
    let Some(number) = ident::find(connection, of)? else { return Ok(Vec::new()) };
    let sql = "SELECT sealed FROM opening WHERE number = ?1";
    let sealed: Option<Vec<u8>> = one(connection, sql, params![number], |r| r.get(0))?;
    Ok(sealed.map(|sealed| columns.open_openings(of, &sealed)).transpose()?.unwrap_or_default())
}

fn feed_row(r: &Row<'_>) -> rusqlite::Result<FeedRow> {
    let (name, size, frontier) = (r.get(0)?, r.get(1)?, r.get(2)?);
    Ok(FeedRow { name, size, frontier, checkpoint: r.get(3)?, changed: r.get(4)? })
}

pub(super) fn feeds(connection: &Connection) -> Rows<FeedRow> {
    let sql = "SELECT name, size, frontier, checkpoint, changed FROM feed ORDER BY name";
    all(connection, sql, params![], feed_row)
}

pub(super) fn feed(connection: &Connection, name: &str) -> Result<Option<FeedRow>, StoreFault> {
    let sql = "SELECT name, size, frontier, checkpoint, changed FROM feed WHERE name = ?1";
    one(connection, sql, params![name], feed_row)
}

pub(super) fn entries(
    connection: &Connection,
    columns: &Columns,
    feed: &str,
    start: u64,
    limit: usize,
    bytes: usize,
) -> Rows<EntryRow> {
    let number: Option<i64> = one(connection, &format!("SELECT {FEED}"), params![feed], |r| r.get(0))?.flatten();
    let Some(number) = number else { return Ok(Vec::new()) };
    let sql = "SELECT place, leaf, payload, id FROM entry LEFT JOIN ident ON ident.number = entry.record
               WHERE place >= ?1 AND place < ?2 ORDER BY place LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let range = params![ident::place(number, start)?, ident::place(number + 1, 0)?, limit];
    let mut rows = statement.query(range)?;
    let (mut entries, mut taken) = (Vec::new(), 0);
    while let Some(r) = rows.next()? {
        let record: Option<[u8; 32]> = r.get(3)?;
        let index = ident::position(r.get(0)?);
        let sealed: Option<Vec<u8>> = r.get(2)?;
        let entry = EntryRow {
            index,
            leaf: r.get(1)?,
            payload: sealed.map(|sealed| columns.open(&column::payload(feed, index), &sealed)).transpose()?,
            record: record.map(|b| RecordId(Hash(b))),
        };
        taken += entry.leaf.len() + entry.payload.as_ref().map_or(0, Vec::len);
        if taken > bytes && !entries.is_empty() {
            break;
        }
        entries.push(entry);
    }
    Ok(entries)
}

pub(super) fn tree_hash(connection: &Connection, feed: &str, index: u64) -> Result<Option<Hash>, StoreFault> {
    let sql = format!("SELECT hash FROM tree_hash WHERE feed = {FEED} AND position = ?2");
    one(connection, &sql, params![feed, index], |r| r.get(0).map(Hash))
}

/// One blob of a feed: `select` ends where the feed's number goes.
pub(super) fn blob(connection: &Connection, select: &str, feed: &str, at: u64) -> Result<Option<Vec<u8>>, StoreFault> {
    one(connection, &format!("{select}{FEED}"), params![feed, at], |r| r.get(0))
}

const RECEIPT: &str = "SELECT size, cosigner, time, line FROM receipt";

fn receipt_row(r: &Row<'_>) -> rusqlite::Result<ReceiptRow> {
    Ok(ReceiptRow { size: r.get(0)?, cosigner: r.get(1)?, time: r.get(2)?, line: r.get(3)? })
}

pub(super) fn receipts(connection: &Connection, feed: &str) -> Rows<ReceiptRow> {
    let sql = format!("{RECEIPT} WHERE feed = {FEED} ORDER BY size, cosigner");
    all(connection, &sql, params![feed], receipt_row)
}

pub(super) fn receipt_covering(
    connection: &Connection,
    feed: &str,
    index: u64,
) -> Result<Option<ReceiptRow>, StoreFault> {
    let sql = format!("{RECEIPT} WHERE feed = {FEED} AND size > ?2 ORDER BY size, time LIMIT 1");
    one(connection, &sql, params![feed, index], receipt_row)
}

pub(super) fn newest_receipt(
    connection: &Connection,
    feed: &str,
    cosigner: Option<&str>,
) -> Result<Option<ReceiptRow>, StoreFault> {
    let sql = format!(
        "{RECEIPT} WHERE feed = {FEED} AND (?2 IS NULL OR cosigner = ?2) ORDER BY size DESC, cosigner DESC LIMIT 1"
    );
    one(connection, &sql, params![feed, cosigner], receipt_row)
}

pub(super) fn acts(connection: &Connection, of: RecordId) -> Rows<ActRow> {
    let Some(number) = ident::find(connection, of)? else { return Ok(Vec::new()) };
    let sql = "SELECT name, place FROM entry JOIN feed ON feed.number = place >> 40 WHERE record = ?1
               ORDER BY name, place";
    all(connection, sql, params![number], |r| Ok(ActRow { feed: r.get(0)?, index: ident::position(r.get(1)?) }))
}

pub(super) fn mentions(connection: &Connection, of: RecordId) -> Rows<RecordId> {
    let Some(number) = ident::find(connection, of)? else { return Ok(Vec::new()) };
    let sql = "SELECT id FROM mention JOIN ident USING (number) WHERE target = ?1 ORDER BY id";
    all(connection, sql, params![number], |r| id(r, 0))
}

const VIEW: &str = "SELECT id, kind, at, text, body, party FROM view";

struct Sealed {
    id: RecordId,
    kind: String,
    at: i64,
    text: Vec<u8>,
    body: Vec<u8>,
    party: String,
}

fn sealed_view(r: &Row<'_>) -> rusqlite::Result<Sealed> {
    let (kind, at, text) = (r.get(1)?, r.get(2)?, r.get(3)?);
    Ok(Sealed { id: id(r, 0)?, kind, at, text, body: r.get(4)?, party: r.get(5)? })
}

impl Sealed {
    fn open(self, columns: &Columns) -> Result<ViewRow, StoreFault> {
        let (centre, body) = columns.open_body(self.id, &self.body)?;
        let text = columns.open_text(self.id, &self.text)?;
        Ok(ViewRow { id: self.id, kind: self.kind, party: self.party, centre, at: self.at, text, body })
    }
}

pub(super) fn view(connection: &Connection, columns: &Columns, of: RecordId) -> Result<Option<ViewRow>, StoreFault> {
    let Some(number) = ident::find(connection, of)? else { return Ok(None) };
    let sealed = one(connection, &format!("{VIEW} WHERE number = ?1"), params![number], sealed_view)?;
    sealed.map(|sealed| sealed.open(columns)).transpose()
}

/// Conditions in SQL, with their values.
type Filter = (String, Vec<Box<dyn ToSql>>);

fn filter(columns: &Columns, kinds: &[&String], query: &ViewQuery) -> Filter {
    let mut conditions = vec!["1 = 1".to_owned()];
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    if !kinds.is_empty() {
        // `+`: of a centre, or of several kinds, the index by time is the one to follow.
        let sign = if kinds.len() > 1 || query.centre.is_some() { "+" } else { "" };
        conditions.push(format!("{sign}kind IN ({})", vec!["?"; kinds.len()].join(", ")));
        values.extend(kinds.iter().map(|kind| Box::new((*kind).clone()) as Box<dyn ToSql>));
    }
    let mut also = |condition: &str, value: Box<dyn ToSql>| {
        conditions.push(condition.to_owned());
        values.push(value);
    };
    if let Some(party) = &query.party {
        also("party = ?", Box::new(party.clone()));
    }
    if let Some(centre) = &query.centre {
        also("centre = ?", Box::new(columns.centre(centre)));
    }
    if let Some(from) = query.from {
        also("at >= ?", Box::new(from));
    }
    if let Some(before) = query.before {
        also("at < ?", Box::new(before));
    }
    (conditions.join(" AND "), values)
}

pub(super) fn views(connection: &Connection, columns: &Columns, query: &ViewQuery) -> Result<Views, StoreFault> {
    let mut kinds: Vec<&String> = query.kinds.iter().collect();
    kinds.sort_unstable();
    kinds.dedup();
    if !query.words.is_empty() {
        let (filter, values) = filter(columns, &kinds, query);
        let sql = format!("{VIEW} WHERE {filter} ORDER BY at DESC, id DESC");
        return searched(connection, columns, &sql, &values, query);
    }
    // One kind after the other, each in the order of its own index: sorting them together would read every row.
    let apart = if query.centre.is_none() && kinds.len() > 1 { kinds.chunks(1).collect() } else { vec![&kinds[..]] };
    let (mut newest, mut total): (Vec<Sealed>, u64) = (Vec::new(), 0);
    for kinds in apart {
        let (filter, values) = filter(columns, kinds, query);
        let count = format!("SELECT count(*) FROM view WHERE {filter}");
        total += connection.prepare_cached(&count)?.query_row(params_from_iter(&values), |r| r.get::<_, u64>(0))?;
        let sql = format!("{VIEW} WHERE {filter} ORDER BY at DESC, id DESC LIMIT {}", query.limit);
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(&values), sealed_view)?;
        newest.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    newest.sort_by_key(|row| Reverse((row.at, row.id)));
    newest.truncate(query.limit);
    let rows = newest.into_iter().map(|sealed| sealed.open(columns)).collect::<Result<_, _>>()?;
    Ok(Views { rows, total })
}

pub(super) fn each_view(
    connection: &Connection,
    columns: &Columns,
    kind: &str,
    each: &mut dyn FnMut(ViewRow),
) -> Result<(), StoreFault> {
    let mut statement = connection.prepare_cached(&format!("{VIEW} WHERE kind = ?1"))?;
    let mut rows = statement.query(params![kind])?;
    while let Some(row) = rows.next()? {
        each(sealed_view(row)?.open(columns)?);
    }
    Ok(())
}

/// Texts are sealed, so words are looked for here and not in SQL.
fn searched(
    connection: &Connection,
    columns: &Columns,
    sql: &str,
    values: &[Box<dyn ToSql>],
    query: &ViewQuery,
) -> Result<Views, StoreFault> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut views = Views::default();
    while let Some(row) = rows.next()? {
        let text = columns.open_text(id(row, 0)?, row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?)?;
        if query.words.iter().all(|word| text.contains(word.as_str())) {
            views.total += 1;
            if views.rows.len() < query.limit {
                views.rows.push(sealed_view(row)?.open(columns)?);
            }
        }
    }
    Ok(views)
}

pub(super) fn journal(connection: &Connection, columns: &Columns, start: u64, limit: usize) -> Rows<JournalRow> {
    let sql = "SELECT number, sealed FROM journal WHERE number >= ?1 ORDER BY number LIMIT ?2";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows: Vec<(u64, Vec<u8>)> = all(connection, sql, params![start, limit], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let opened = |(number, sealed): (u64, Vec<u8>)| {
        Ok(JournalRow { number, text: columns.open(&column::journal(number), &sealed)? })
    };
    rows.into_iter().map(opened).collect()
}

pub(super) fn journal_end(connection: &Connection) -> Result<u64, StoreFault> {
    let sql = "SELECT COALESCE(MAX(number) + 1, 0) FROM journal";
    Ok(one(connection, sql, params![], |r| r.get(0))?.unwrap_or(0))
}

pub(super) fn setting(
    connection: &Connection,
    columns: &Columns,
    space: &str,
    key: &str,
) -> Result<Option<Vec<u8>>, StoreFault> {
    let name = columns.setting(space, key);
    let sql = "SELECT sealed FROM setting WHERE space = ?1 AND name = ?2";
    let sealed: Option<Vec<u8>> = one(connection, sql, params![space, name], |r| r.get(0))?;
    sealed.map(|sealed| columns.open_setting(space, &name, &sealed).map(|(_, value)| value)).transpose()
}

pub(super) fn settings(connection: &Connection, columns: &Columns, space: &str) -> Rows<(String, Vec<u8>)> {
    let sql = "SELECT name, sealed FROM setting WHERE space = ?1";
    let sealed: Vec<([u8; 16], Vec<u8>)> = all(connection, sql, params![space], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let opened = sealed.iter().map(|(name, sealed)| columns.open_setting(space, name, sealed));
    let mut settings: Vec<_> = opened.collect::<Result<_, _>>()?;
    settings.sort();
    Ok(settings)
}

pub(super) fn file(connection: &Connection, hash: Hash) -> Result<Option<FileRow>, StoreFault> {
    let row = |r: &Row<'_>| Ok(FileRow { hash, length: r.get(0)?, stage: r.get(1)? });
    one(connection, "SELECT length, stage FROM file WHERE hash = ?1", params![hash.0], row)
}

pub(super) fn chunk(
    connection: &Connection,
    columns: &Columns,
    stage: u64,
    offset: u64,
) -> Result<Option<Vec<u8>>, StoreFault> {
    let sql = "SELECT bytes FROM chunk WHERE stage = ?1 AND position = ?2";
    let sealed: Option<Vec<u8>> = one(connection, sql, params![stage, offset], |r| r.get(0))?;
    sealed.map(|sealed| columns.open(&column::chunk(stage, offset), &sealed)).transpose()
}

fn parcel_row(r: &Row<'_>) -> rusqlite::Result<ParcelRow> {
    let (hash, from, to, via) = (Hash(r.get(0)?), r.get(1)?, r.get(2)?, r.get(3)?);
    Ok(ParcelRow { hash, from, to, via, since: r.get(4)?, length: r.get(5)?, sealed: r.get(6)? })
}

pub(super) fn parcels(connection: &Connection) -> Rows<ParcelRow> {
    let sql = "SELECT hash, giver, receiver, via, since, length(sealed), x'' FROM parcel ORDER BY hash";
    all(connection, sql, params![], parcel_row)
}

pub(super) fn parcel(connection: &Connection, hash: Hash) -> Result<Option<ParcelRow>, StoreFault> {
    let sql = "SELECT hash, giver, receiver, via, since, length(sealed), sealed FROM parcel WHERE hash = ?1";
    one(connection, sql, params![hash.0], parcel_row)
}
