//! Power fails while rows are written: whatever of the unsynced tail reached the disk, and in whatever shape, what opens
//! afterwards is a run of whole transactions from the first, with everything that was durable.

use std::path::{Path, PathBuf};

use seamline_record::{Hash, RecordId};

use super::{key, scratch};
use crate::*;

const ROUNDS: u64 = 60;

/// A small generator, so that a round can be run again by its number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn id(n: u64) -> RecordId {
    RecordId(Hash(seamline_record::hash_of(&n.to_be_bytes()).0))
}

/// Transaction `n`: rows in several tables, and the mark that it was made.
fn transaction(n: u64, dice: &mut Dice) -> Vec<Change> {
    let bytes = vec![n as u8; 100 + dice.below(6000)];
    let row = RecordRow { id: id(n), bytes: bytes.clone(), received: n as i64, own: true, repudiated: None };
    let entry = EntryRow { index: n, leaf: vec![1; 90], payload: Some(bytes), record: Some(id(n)) };
    let feed = FeedRow { name: "f".into(), size: n + 1, frontier: vec![1], checkpoint: vec![2], changed: 3 };
    let opening = OpeningRow { index: 0, salt: [n as u8; 16], value: vec![0; dice.below(200)] };
    vec![
        Change::Feed(feed),
        Change::Record(row),
        Change::Entry { feed: "f".into(), entry },
        Change::Opening { id: id(n), opening },
        Change::Setting { space: "mark", key: "last".into(), value: Some(n.to_be_bytes().to_vec()) },
    ]
}

fn files(folder: &Path) -> (Vec<u8>, Vec<u8>) {
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap_or_default();
    (read("node.db"), read("node.db-wal"))
}

/// The folder as it is found after the crash.
fn found(at: &Path, rows: &[u8], log: &[u8]) -> PathBuf {
    std::fs::create_dir_all(at).unwrap();
    std::fs::write(at.join("node.db"), rows).unwrap();
    std::fs::write(at.join("node.db-wal"), log).unwrap();
    at.join("node.db")
}

/// What reached the disk of the tail: a part, with octets of it wrong, or rubbish behind it.
fn torn(log: &[u8], synced: usize, dice: &mut Dice) -> Vec<u8> {
    let mut torn = log[..synced + dice.below(log.len() - synced + 1)].to_vec();
    for _ in 0..dice.below(4) {
        let at = synced + dice.below(torn.len() - synced);
        if let Some(octet) = torn.get_mut(at) {
            *octet ^= 1 << dice.below(8);
        }
    }
    if dice.below(2) == 0 {
        torn.extend((0..dice.below(10_000)).map(|n| n as u8));
    }
    torn
}

/// How many transactions there are; fails unless each of them is whole and there is nothing of any other.
fn whole_transactions(store: &Sqlite) -> u64 {
    let last = store.setting("mark", "last").unwrap().map_or(0, |n| u64::from_be_bytes(n.try_into().unwrap()) + 1);
    assert_eq!(store.record_count().unwrap(), last);
    assert_eq!(store.opened().unwrap().len() as u64, last);
    assert_eq!(store.feed("f").unwrap().map_or(0, |feed| feed.size), last);
    let entries = store.entries("f", 0, usize::MAX >> 1, usize::MAX).unwrap();
    assert_eq!(entries.len() as u64, last);
    for (n, entry) in (0..).zip(entries) {
        assert_eq!(store.record(id(n)).unwrap().map(|row| row.bytes), entry.payload);
        assert_eq!(store.openings(id(n)).unwrap().len(), 1);
    }
    last
}

#[test]
fn a_torn_tail_leaves_whole_transactions_and_all_that_was_durable() {
    let (mut lost_some, mut kept_some) = (0, 0);
    for round in 1..=ROUNDS {
        let mut dice = Dice(round.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let folder = scratch(&format!("crash-{round}"));
        let mut store = Sqlite::open(&folder.join("node.db"), &key()).unwrap();
        let durable = dice.below(12) as u64;
        (0..durable).for_each(|n| store.apply(&transaction(n, &mut dice)).unwrap());
        let (rows, synced) = files(&folder);
        let all = durable + 1 + dice.below(6) as u64;
        (durable..all).for_each(|n| store.apply(&transaction(n, &mut dice)).unwrap());
        let (rows_after, log) = files(&folder);
        assert!(rows_after == rows && log.starts_with(&synced), "the log was written back: the round shows nothing");
        drop(store);
        let path = found(&folder.join("after"), &rows, &torn(&log, synced.len(), &mut dice));
        match Sqlite::open(&path, &key()) {
            Ok(mut store) => {
                let kept = whole_transactions(&store);
                assert!((durable..=all).contains(&kept), "round {round}: {kept} of {durable} durable are there");
                lost_some += u32::from(kept < all);
                kept_some += u32::from(kept > durable);
                store.apply(&transaction(kept, &mut dice)).unwrap();
                assert_eq!(whole_transactions(&store), kept + 1, "round {round}: it does not go on");
            }
            Err(fault) => assert!(matches!(fault, StoreFault::Damaged(_)), "round {round}: {fault}"),
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
    assert!(lost_some > 5 && kept_some > 5, "the rounds are all alike: {lost_some} lost some, {kept_some} kept some");
}
