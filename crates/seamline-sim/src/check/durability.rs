//! **Durability.** What an officer was told is recorded, and what a node has cosigned, is on its disk at that moment and
//! after every crash. Only bit rot and a restore from an old backup may lose anything, and those are counted here as known
//! losses.

use std::collections::BTreeMap;

use seamline_feed::{Cosig, UnverifiedCosignature};
use seamline_record::RecordId;
use seamline_store::Store;

use crate::world::World;

const NAME: &str = "durability";

/// What each disk owes.
#[derive(Default)]
pub(crate) struct Durability {
    /// By host: records that officers were told are recorded.
    recorded: BTreeMap<usize, Vec<RecordId>>,
    /// By host: feeds and the largest size that left it cosigned.
    cosigned: BTreeMap<usize, BTreeMap<String, u64>>,
}

impl World {
    /// An officer was told that a record is recorded.
    pub(crate) fn was_recorded(&mut self, host: usize, id: RecordId) {
        self.checks.durability.recorded.entry(host).or_default().push(id);
        self.owes_nothing(host, 1);
    }

    /// A receipt by this node is about to leave it.
    pub(crate) fn cosigned(&mut self, host: usize, receipt: &Cosig) {
        let Ok(line) = UnverifiedCosignature::parse(&receipt.line) else { return };
        if *line.cosigner() != self.hosts[host].id {
            return;
        }
        let feed = receipt.origin.to_string();
        if !self.has_all(host, &feed, receipt.size) {
            self.fail(NAME, format!("{} cosigned {feed} at {} without holding it", self.hosts[host].id, receipt.size));
        }
        let owed = self.checks.durability.cosigned.entry(host).or_default().entry(feed).or_default();
        *owed = receipt.size.max(*owed);
    }

    fn has_all(&self, host: usize, feed: &str, size: u64) -> bool {
        let disk = &self.hosts[host].disk;
        let held = disk.feed(feed).ok().flatten().map_or(0, |row| row.size);
        let last = disk.entries(feed, size.saturating_sub(1), 1, 0).unwrap_or_default();
        held >= size && (size == 0 || last.first().is_some_and(|entry| entry.index + 1 == size))
    }

    /// Compares the disk with what it owes: the last so many records, every feed's last cosigned position.
    pub(crate) fn owes_nothing(&mut self, host: usize, last: usize) {
        if self.hosts[host].rotten || self.hosts[host].disk.is_down() {
            return;
        }
        let recorded = self.checks.durability.recorded.get(&host).map(Vec::as_slice).unwrap_or_default();
        let disk = &self.hosts[host].disk;
        let lost = |id: &&RecordId| !disk.record(**id).is_ok_and(|row| row.is_some());
        if let Some(id) = recorded.iter().rev().take(last).find(lost) {
            let number = self.oracle.by_id.get(id).copied().unwrap_or_default();
            self.fail(NAME, format!("{} has lost record {number}, which was acknowledged", self.hosts[host].id));
        }
        let cosigned = self.checks.durability.cosigned.get(&host).cloned().unwrap_or_default();
        for (feed, size) in cosigned {
            if !self.has_all(host, &feed, size) {
                self.fail(
                    NAME,
                    format!("{} has lost entries of {feed} below {size}, which it cosigned", self.hosts[host].id),
                );
            }
        }
    }

    /// The folder was put back to an earlier state: it owes what it holds now.
    pub(crate) fn known_loss(&mut self, host: usize) {
        let disk = self.hosts[host].disk.clone();
        if let Some(recorded) = self.checks.durability.recorded.get_mut(&host) {
            recorded.retain(|id| disk.record(*id).is_ok_and(|row| row.is_some()));
        }
        if let Some(cosigned) = self.checks.durability.cosigned.get_mut(&host) {
            for (feed, size) in cosigned.iter_mut() {
                *size = (*size).min(disk.feed(feed).ok().flatten().map_or(0, |row| row.size));
            }
        }
    }

    /// A copied folder owes what the folder owed that it was copied from.
    pub(crate) fn owes_the_same(&mut self, from: usize, to: usize) {
        let durability = &mut self.checks.durability;
        if let Some(recorded) = durability.recorded.get(&from).cloned() {
            durability.recorded.insert(to, recorded);
        }
        if let Some(cosigned) = durability.cosigned.get(&from).cloned() {
            durability.cosigned.insert(to, cosigned);
        }
        self.known_loss(to);
    }
}
