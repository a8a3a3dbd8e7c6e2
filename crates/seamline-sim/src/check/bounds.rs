//! **Bounds.** No peer makes a node hold or send more than it said: entries in flight, the size of a frame, acts in
//! quarantine from one party, feeds of one foreign node.

use std::collections::{BTreeMap, VecDeque};

use seamline_feed::{
    Cosig, Entry, Frame, Origin,
    frame::MAX_FRAME_BYTES,
    session::{MAX_BYTES_IN_FLIGHT, MAX_LEAVES_IN_FLIGHT},
};
use seamline_store::Store;

use crate::world::World;

const NAME: &str = "bounds";
/// One frame may be under way when a bound is reached.
const ONE_FRAME_LEAVES: u64 = 1024;
/// Acts in quarantine from one party, with what one last frame may add.
const MAX_QUARANTINED: usize = 10_000 + 1024;
/// Feeds of one foreign node.
const MAX_FEEDS: usize = 8192;

/// Nothing between two looks so far.
#[derive(Default)]
pub(crate) struct Bounds {
    /// Largest number of entries that were in flight on one connection.
    pub(crate) most_in_flight: u64,
}

/// Stretches sent on one side of a connection and not receipted: end, leaves and bytes.
#[derive(Default)]
pub(crate) struct InFlight(BTreeMap<Origin, VecDeque<(u64, u64, usize)>>);

impl InFlight {
    fn sent(&mut self, frame: &seamline_feed::Leaves) {
        let (leaves, end) = (frame.entries.len() as u64, frame.start + frame.entries.len() as u64);
        let bytes = frame.entries.iter().map(Entry::bytes).sum();
        self.0.entry(frame.origin.clone()).or_default().push_back((end, leaves, bytes));
    }

    /// A receipt came back.
    pub(crate) fn receipted(&mut self, receipt: &Cosig) {
        if let Some(sent) = self.0.get_mut(&receipt.origin) {
            sent.retain(|(end, ..)| *end > receipt.size);
        }
    }

    fn worst(&self) -> (u64, usize) {
        let sum = |sent: &VecDeque<(u64, u64, usize)>| sent.iter().fold((0, 0), |(l, b), (_, n, m)| (l + n, b + m));
        self.0.values().map(sum).max().unwrap_or_default()
    }
}

impl World {
    /// A frame is about to leave.
    pub(crate) fn within_bounds(&mut self, line: usize, side: usize, frame: &Frame, length: usize) {
        if length > MAX_FRAME_BYTES + 4 {
            self.fail(NAME, format!("a frame of {length} octets was sent"));
        }
        let Frame::Leaves(leaves) = frame else { return };
        let to = self.hosts[self.lines[line].ends[1 - side].host].id.clone();
        if !seamline_feed::holder::receipts(&self.oracle.directory, &to, &leaves.origin) {
            return;
        }
        let in_flight = &mut self.lines[line].ends[side].in_flight;
        in_flight.sent(leaves);
        let (count, bytes) = in_flight.worst();
        self.checks.bounds.most_in_flight = self.checks.bounds.most_in_flight.max(count);
        if count > MAX_LEAVES_IN_FLIGHT + ONE_FRAME_LEAVES || bytes > MAX_BYTES_IN_FLIGHT + MAX_FRAME_BYTES {
            self.fail(NAME, format!("{count} entries of {bytes} octets are in flight to {to} without a receipt"));
        }
    }

    /// At the end: what lies on each disk.
    pub(crate) fn disks_within_bounds(&mut self) {
        for host in 0..self.hosts.len() {
            let disk = self.hosts[host].disk.clone();
            let mut quarantined: BTreeMap<String, usize> = BTreeMap::new();
            for (act, _) in disk.quarantined().unwrap_or_default() {
                let party = act.feed.split('/').nth(2).unwrap_or_default().to_owned();
                *quarantined.entry(party).or_default() += 1;
            }
            let mut feeds: BTreeMap<_, usize> = BTreeMap::new();
            for row in disk.feeds().unwrap_or_default() {
                if let Ok(origin) = row.name.parse::<Origin>() {
                    *feeds.entry(origin.node).or_default() += 1;
                }
            }
            feeds.remove(&self.hosts[host].id);
            let most = (quarantined.values().max().copied(), feeds.values().max().copied());
            if most.0 > Some(MAX_QUARANTINED) || most.1 > Some(MAX_FEEDS) {
                self.fail(NAME, format!("{} holds {most:?} acts in quarantine and feeds", self.hosts[host].id));
            }
        }
    }
}
