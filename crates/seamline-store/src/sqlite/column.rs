//! The sealed columns: what each holds and the place that it is bound to.

use rusqlite::{Connection, OptionalExtension, params};
use seamline_record::RecordId;

use crate::{
    EntryRow, OpeningRow, RowKey, StoreFault, ViewRow,
    sealing::{Place, Sealer},
};

/// What the row of the table `lock` says under the right key.
const UNLOCKED: &[u8] = b"seamline rows, version 1";

/// Seals and opens columns of one file.
pub(super) struct Columns(Sealer);

fn damaged(what: &str) -> StoreFault {
    StoreFault::Damaged(format!("a sealed {what} does not decode"))
}

pub(super) fn payload(feed: &str, index: u64) -> Place {
    Place::new("entry", &[feed.as_bytes(), &index.to_be_bytes()])
}

pub(super) fn audit(feed: &str, index: u64) -> Place {
    Place::new("audit", &[feed.as_bytes(), &index.to_be_bytes()])
}

pub(super) fn chunk(stage: u64, offset: u64) -> Place {
    Place::new("chunk", &[&stage.to_be_bytes(), &offset.to_be_bytes()])
}

pub(super) fn journal(number: u64) -> Place {
    Place::new("journal", &[&number.to_be_bytes()])
}

fn view(id: RecordId, column: &str) -> Place {
    Place::new("view", &[&id.0.0, column.as_bytes()])
}

fn opening(bytes: &[u8]) -> Option<(OpeningRow, &[u8])> {
    let (index, rest) = bytes.split_first()?;
    let (salt, rest) = rest.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (value, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    Some((OpeningRow { index: *index, salt: *salt, value: value.to_vec() }, rest))
}

impl Columns {
    pub(super) fn new(key: &RowKey) -> Self {
        Self(Sealer::new(key))
    }

    /// Refuses a key under which the file's rows were not sealed; a new file takes the key it is given.
    pub(super) fn unlock(&self, connection: &Connection) -> Result<(), StoreFault> {
        let place = Place::new("lock", &[]);
        let held: Option<Vec<u8>> =
            connection.query_row("SELECT sealed FROM lock", params![], |r| r.get(0)).optional()?;
        let Some(held) = held else {
            let sealed = self.0.seal(&place, UNLOCKED)?;
            connection.execute("INSERT INTO lock VALUES (1, ?1)", params![sealed])?;
            return Ok(());
        };
        if self.0.open(&place, &held).is_ok_and(|said| said == UNLOCKED) { Ok(()) } else { Err(StoreFault::WrongKey) }
    }

    pub(super) fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, StoreFault> {
        self.0.seal(place, plain)
    }

    pub(super) fn open(&self, place: &Place, sealed: &[u8]) -> Result<Vec<u8>, StoreFault> {
        self.0.open(place, sealed)
    }

    pub(super) fn seal_payload(&self, feed: &str, entry: &EntryRow) -> Result<Option<Vec<u8>>, StoreFault> {
        entry.payload.as_ref().map(|plain| self.0.seal(&payload(feed, entry.index), plain)).transpose()
    }

    /// All openings of a record: `index, salt, length of the value in four octets, value` each.
    pub(super) fn seal_openings<'a>(
        &self,
        id: RecordId,
        openings: impl Iterator<Item = &'a OpeningRow>,
    ) -> Result<Vec<u8>, StoreFault> {
        let mut plain = Vec::with_capacity(512);
        for opening in openings {
            plain.push(opening.index);
            plain.extend_from_slice(&opening.salt);
            plain.extend_from_slice(&(opening.value.len() as u32).to_be_bytes());
            plain.extend_from_slice(&opening.value);
        }
        self.0.seal(&Place::new("opening", &[&id.0.0]), &plain)
    }

    pub(super) fn open_openings(&self, id: RecordId, sealed: &[u8]) -> Result<Vec<OpeningRow>, StoreFault> {
        let plain = self.0.open(&Place::new("opening", &[&id.0.0]), sealed)?;
        let mut openings = Vec::new();
        let mut rest = &plain[..];
        while !rest.is_empty() {
            let (opening, after) = opening(rest).ok_or_else(|| damaged("opening"))?;
            openings.push(opening);
            rest = after;
        }
        Ok(openings)
    }

    /// Stands for a centre's name in the index.
    pub(super) fn centre(&self, name: &str) -> i64 {
        let mut short = [0; 8];
        short.copy_from_slice(&self.0.name("centre", name)[..8]);
        i64::from_be_bytes(short)
    }

    /// The columns `text` and `body`; the centre's name goes before the body.
    pub(super) fn seal_view(&self, row: &ViewRow) -> Result<(Vec<u8>, Vec<u8>), StoreFault> {
        let centre = row.centre.as_deref().unwrap_or_default();
        let length = row.centre.as_ref().map_or(u32::MAX, |_| centre.len() as u32).to_be_bytes();
        let body = [&length[..], centre.as_bytes(), &row.body].concat();
        Ok((self.0.seal(&view(row.id, "text"), row.text.as_bytes())?, self.0.seal(&view(row.id, "body"), &body)?))
    }

    pub(super) fn open_text(&self, id: RecordId, sealed: &[u8]) -> Result<String, StoreFault> {
        String::from_utf8(self.0.open(&view(id, "text"), sealed)?).map_err(|_| damaged("text"))
    }

    /// Centre and body of a view.
    pub(super) fn open_body(&self, id: RecordId, sealed: &[u8]) -> Result<(Option<String>, Vec<u8>), StoreFault> {
        let plain = self.0.open(&view(id, "body"), sealed)?;
        let (length, rest) = plain.split_first_chunk().ok_or_else(|| damaged("view"))?;
        let length = u32::from_be_bytes(*length);
        if length == u32::MAX {
            return Ok((None, rest.to_vec()));
        }
        let (centre, body) = rest.split_at_checked(length as usize).ok_or_else(|| damaged("view"))?;
        let centre = String::from_utf8(centre.to_vec()).map_err(|_| damaged("view"))?;
        Ok((Some(centre), body.to_vec()))
    }

    /// Stands for the key of a setting.
    pub(super) fn setting(&self, space: &str, key: &str) -> [u8; 16] {
        self.0.name(&format!("setting {space}"), key)
    }

    pub(super) fn seal_setting(&self, space: &str, key: &str, value: &[u8]) -> Result<Vec<u8>, StoreFault> {
        let plain = [&(key.len() as u32).to_be_bytes()[..], key.as_bytes(), value].concat();
        self.0.seal(&Place::new("setting", &[space.as_bytes(), &self.setting(space, key)]), &plain)
    }

    pub(super) fn open_setting(
        &self,
        space: &str,
        name: &[u8; 16],
        sealed: &[u8],
    ) -> Result<(String, Vec<u8>), StoreFault> {
        let plain = self.0.open(&Place::new("setting", &[space.as_bytes(), name]), sealed)?;
        let (length, rest) = plain.split_first_chunk().ok_or_else(|| damaged("setting"))?;
        let (key, value) =
            rest.split_at_checked(u32::from_be_bytes(*length) as usize).ok_or_else(|| damaged("setting"))?;
        let key = String::from_utf8(key.to_vec()).map_err(|_| damaged("setting"))?;
        Ok((key, value.to_vec()))
    }
}
