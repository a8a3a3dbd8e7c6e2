//! Every secret of the world under its first eight bytes, and one scan that finds them all.
//!
//! A secret is a slot's value (unique letters), a salt, a record's id (raw and as hexadecimal digits) or a text of an
//! officer's that stays at home. The scan costs a shift, a multiplication and one look at a filter for each byte.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use seamline_record::{Hash, RecordId};

/// What a secret belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Secret {
    /// The value of a slot of the record with this number.
    Value(usize, u8),
    /// The salt of a slot.
    Salt(usize, u8),
    /// The id of a record.
    Id(usize),
    /// Purpose or officer's name in an act: known at the node with this number, whole acts aside.
    Aside(usize),
}

/// Keys are windows of eight bytes already mixed.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(MULTIPLIER);
        }
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(MULTIPLIER);
    }
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
const FILTER_BITS: u32 = 19;

type Table = HashMap<u64, Vec<(Box<[u8]>, Secret)>, BuildHasherDefault<Mixed>>;

/// The table of all secrets so far.
pub(crate) struct Canaries {
    filter: Vec<u64>,
    table: Table,
}

fn window(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk::<8>().map(|first| u64::from_be_bytes(*first))
}

fn slot(key: u64) -> (usize, u64) {
    let at = (key.wrapping_mul(MULTIPLIER) >> (64 - FILTER_BITS)) as usize;
    (at / 64, 1 << (at % 64))
}

impl Canaries {
    pub(crate) fn new() -> Self {
        Self { filter: vec![0; 1 << (FILTER_BITS - 6)], table: Table::default() }
    }

    /// Adds a secret of eight bytes or more.
    pub(crate) fn add(&mut self, bytes: &[u8], secret: Secret) {
        let Some(key) = window(bytes) else { return };
        let (word, bit) = slot(key);
        self.filter[word] |= bit;
        let same = self.table.entry(key).or_default();
        if !same.iter().any(|(held, _)| held.as_ref() == bytes) {
            same.push((bytes.into(), secret));
        }
    }

    /// Adds an id, as it stands in bytes and as it stands in text.
    pub(crate) fn add_id(&mut self, id: &[u8; 32], record: usize) {
        self.add(&id[..16], Secret::Id(record));
        let hex = RecordId(Hash(*id)).to_string();
        self.add(&hex.as_bytes()[..32], Secret::Id(record));
    }

    /// Calls `found` for each secret that stands anywhere in the bytes.
    pub(crate) fn scan(&self, bytes: &[u8], found: &mut dyn FnMut(Secret)) {
        let mut key = 0_u64;
        for (end, byte) in bytes.iter().enumerate() {
            key = key << 8 | u64::from(*byte);
            let (word, bit) = slot(key);
            if self.filter[word] & bit != 0 && end >= 7 {
                self.look(key, &bytes[end - 7..], found);
            }
        }
    }

    fn look(&self, key: u64, rest: &[u8], found: &mut dyn FnMut(Secret)) {
        for (secret, of) in self.table.get(&key).into_iter().flatten() {
            if rest.starts_with(secret) {
                found(*of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_at_every_offset_and_nothing_else_is() {
        let mut canaries = Canaries::new();
        canaries.add(b"abcdefghijkl", Secret::Value(1, 6));
        canaries.add_id(&[0xab; 32], 2);
        for before in 0..20 {
            let mut text = vec![b'-'; before];
            text.extend(b"abcdefghijkl");
            text.extend([b'a'; 4]);
            text.extend("ab".repeat(32).bytes());
            let mut all = Vec::new();
            canaries.scan(&text, &mut |secret| all.push(secret));
            all.dedup();
            assert_eq!(all, [Secret::Value(1, 6), Secret::Id(2)], "{before}");
        }
        canaries.scan(b"abcdefghijk", &mut |secret| panic!("{secret:?} is not there whole"));
    }
}
