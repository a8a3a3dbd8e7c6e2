//! What the machine can do at all, measured in the same run as what we do with it.

use std::{path::Path, time::Instant};

use ed25519_dalek::Signer;
use rusqlite::{Connection, params};

use crate::{Outcome, parties};

/// Processor time that this process has used, seconds, to a hundredth: what others on the machine do does not count.
pub(crate) fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name, which may hold anything but ends with the last bracket: user and system time are fields 14 and 15.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// `verify_strict` of records' signatures on one core: a second, and seconds of processor time each.
pub(crate) fn verify_rate(count: usize) -> (f64, f64) {
    let key = parties::sign_key(parties::A);
    let public = key.verifying_key();
    // As long as what a log entry's signature covers.
    let signed: Vec<_> = (0..64u8).map(|n| (vec![n; 420], key.sign(&vec![n; 420]))).collect();
    let (begun, used) = (Instant::now(), processor_time());
    let good = signed.iter().cycle().take(count).filter(|(m, s)| public.verify_strict(m, s).is_ok()).count();
    let good = good as f64;
    (good / begun.elapsed().as_secs_f64(), (processor_time() - used) / good)
}

/// Rows of `bytes` that a bare SQLite file makes durable a second: WAL, `synchronous=FULL`, 1,000 a transaction.
pub(crate) fn sqlite_rate(folder: &Path, bytes: usize, batches: u32) -> Outcome<f64> {
    let path = folder.join("limit.db");
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("limit.db{suffix}")));
    }
    let mut connection = Connection::open(&path)?;
    connection.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE entry (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL);",
    )?;
    let row = vec![0x5a_u8; bytes];
    let begun = Instant::now();
    for batch in 0..batches {
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare_cached("INSERT INTO entry VALUES (?1, ?2)")?;
            for n in 0..1000 {
                insert.execute(params![batch * 1000 + n, row])?;
            }
        }
        transaction.commit()?;
    }
    let rate = f64::from(batches) * 1000.0 / begun.elapsed().as_secs_f64();
    drop(connection);
    std::fs::remove_file(path)?;
    Ok(rate)
}
