//! What goes wrong with machines: power, clocks, disks, folders, lines.

use seamline_store::Change;

use crate::{
    broken::Broken,
    clock::{DAY_MS, MINUTE_MS},
    disk::{PowerFails, Transaction},
    plan::Move,
    prng::Prng,
    world::{Host, World},
};

/// Most folders that are copied and started in one world.
const MOST_COPIES: usize = 2;

impl World {
    pub(crate) fn trouble(&mut self, what: Move, prng: &mut Prng) -> Result<(), Broken> {
        let honest: Vec<usize> = (0..self.hosts.len()).filter(|host| !self.hosts[*host].liar).collect();
        let Some(host) = prng.pick(&honest).copied() else { return Ok(()) };
        self.faults += 1;
        match what {
            Move::Crash => self.crash(host, prng),
            Move::Skew => {
                let days = *prng.pick(&[0, 0, 1, 30]).unwrap_or(&0) * DAY_MS;
                let off = prng.spread(days + 10 * MINUTE_MS) * if prng.chance(50) { -1 } else { 1 };
                self.trace.note(|| format!("the clock of {} is off by {off} ms", self.hosts[host].id));
                self.hosts[host].clock.set_off_by(off);
            }
            Move::Full => {
                let full = prng.chance(50);
                self.trace.note(|| {
                    format!("the disk of {} is {}", self.hosts[host].id, if full { "full" } else { "not full" })
                });
                self.hosts[host].disk.set_full(full);
            }
            Move::Rot => self.rot(host, prng)?,
            Move::Restore => self.back_up_or_restore(host, prng)?,
            Move::Copy => self.copy(host)?,
            Move::Partition => self.partition(prng),
            _ => {}
        }
        Ok(())
    }

    /// Power fails now, or in the middle of the next write.
    fn crash(&mut self, host: usize, prng: &mut Prng) {
        if self.hosts[host].node.is_none() {
            return;
        }
        self.hosts[host].back_at_ms = self.truth.now_ms() + prng.spread(60 * MINUTE_MS);
        let how = *prng.pick(&[PowerFails::Before, PowerFails::Torn, PowerFails::After]).unwrap_or(&PowerFails::Before);
        if prng.chance(75) {
            self.trace.note(|| format!("power will fail at {} in its next write ({how:?})", self.hosts[host].id));
            self.hosts[host].disk.fail_next_write(how);
        } else {
            self.trace.note(|| format!("power fails at {}", self.hosts[host].id));
            self.hosts[host].node = None;
            self.hang_up(host);
            self.sweep();
        }
    }

    /// One bit of one stored blob flips.
    fn rot(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        let mut journal = self.hosts[host].disk.since(0);
        let founded = self.hosts[host].founded;
        if self.hosts[host].rotten || journal.len() <= founded {
            return self.mend(host);
        }
        // Until the next time nothing is known of it; then the backup is put back.
        let at = founded + prng.below(journal.len() - founded);
        let mut changes: Vec<Change> = journal[at].to_vec();
        let change = prng.below(changes.len());
        if let Some(blob) = changes.get_mut(change).and_then(blob).filter(|blob| !blob.is_empty()) {
            let byte = prng.below(blob.len());
            blob[byte] ^= 1 << prng.below(8);
            self.trace.note(|| {
                format!("a bit flips on the disk of {}: transaction {at}, change {change}", self.hosts[host].id)
            });
            self.hosts[host].rotten = true;
            journal[at] = Transaction::new(changes);
            self.hosts[host].disk.replace(journal)?;
            self.hosts[host].rot_at = at;
        }
        Ok(())
    }

    /// The operator notices, and puts back the last backup from before the bit flipped.
    pub(crate) fn mend(&mut self, host: usize) -> Result<(), Broken> {
        if !self.hosts[host].rotten {
            return Ok(());
        }
        let rot_at = self.hosts[host].rot_at;
        let good = self.hosts[host].backups.iter().filter(|length| **length <= rot_at).max().copied();
        self.hosts[host].rotten = false;
        self.restore(host, good.unwrap_or(self.hosts[host].founded))
    }

    fn back_up_or_restore(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        let backups = self.hosts[host].backups.clone();
        let wanted = prng.chance(40) && !self.hosts[host].rotten;
        if let Some(length) = prng.pick(&backups).copied().filter(|_| wanted) {
            return self.restore(host, length);
        }
        let written = self.hosts[host].disk.written();
        self.trace.note(|| format!("the folder of {} is backed up", self.hosts[host].id));
        self.hosts[host].backups.push(written);
        Ok(())
    }

    /// The folder is put back as it was after so many transactions, and the node started on it.
    fn restore(&mut self, host: usize, length: usize) -> Result<(), Broken> {
        self.trace.note(|| format!("the folder of {} is put back to transaction {length}", self.hosts[host].id));
        self.hosts[host].node = None;
        self.hang_up(host);
        self.sweep();
        let mut journal = self.hosts[host].disk.since(0);
        journal.truncate(length);
        self.hosts[host].disk.power_on();
        self.hosts[host].disk.replace(journal)?;
        self.hosts[host].seen = length;
        self.hosts[host].backups.retain(|backup| *backup <= length);
        self.hosts[host].restored = true;
        self.known_loss(host);
        self.receipts_restart(host);
        self.start(host)
    }

    /// The folder is copied to another machine, and both are started.
    fn copy(&mut self, host: usize) -> Result<(), Broken> {
        let copies = self.hosts.len() - self.oracle.members.len();
        if copies >= MOST_COPIES || self.hosts[host].rotten || self.hosts[host].disk.is_down() {
            return Ok(());
        }
        let written = self.hosts[host].disk.written();
        self.trace.note(|| format!("the folder of {} is copied, and both are started", self.hosts[host].id));
        let from = &self.hosts[host];
        let copy = Host {
            member: from.member,
            id: from.id.clone(),
            party: from.party,
            seeds: from.seeds,
            disk: from.disk.copy(written)?,
            node: None,
            judge: None,
            clock: from.clock.clone(),
            back_at_ms: 0,
            seen: written,
            liar: false,
            rotten: false,
            restored: false,
            rot_at: 0,
            founded: from.founded,
            backups: from.backups.clone(),
        };
        self.hosts.push(copy);
        let to = self.hosts.len() - 1;
        self.owes_the_same(host, to);
        self.start(to)
    }

    fn partition(&mut self, prng: &mut Prng) {
        if self.cut_off.is_empty() || prng.chance(60) {
            let a = prng.below(self.parties.len());
            // A party can also be cut off from itself: its desks stand in different towns.
            let b = prng.below(self.parties.len());
            self.cut_off.push((a, b));
            self.trace
                .note(|| format!("{} and {} cannot reach each other", self.parties[a].name, self.parties[b].name));
            for line in 0..self.lines.len() {
                let [one, other] = [0, 1].map(|side| self.lines[line].ends[side].host);
                if !self.can_reach(one, other) {
                    self.lines[line].closed = true;
                }
            }
            self.sweep();
        } else {
            self.trace.note(|| "all can reach each other again".to_owned());
            self.cut_off.clear();
        }
    }
}

/// The bytes of a change that a disk could damage.
fn blob(change: &mut Change) -> Option<&mut Vec<u8>> {
    match change {
        Change::Document { encoded, .. } => Some(encoded),
        Change::Record(row) => Some(&mut row.bytes),
        Change::Opening { opening, .. } => Some(&mut opening.value),
        Change::Feed(row) => Some(if row.frontier.is_empty() { &mut row.checkpoint } else { &mut row.frontier }),
        Change::Entry { entry, .. } => match &mut entry.payload {
            Some(payload) if entry.index.is_multiple_of(2) => Some(payload),
            _ => Some(&mut entry.leaf),
        },
        Change::Checkpoint { note, .. } => Some(note),
        Change::Audit { audit, .. } => Some(audit),
        _ => None,
    }
}
