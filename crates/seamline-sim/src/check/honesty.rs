//! **Honesty.** No honest node ever signs two histories of one feed: each position has one leaf and each size one root,
//! in whatever row or frame of whatever node they turn up. A new
//! feed names the one that its node wrote before for the same audience. Where a liar forks a feed of his own and both histories meet,
//! an alarm stands.

use std::collections::{BTreeSet, HashMap};

use seamline_feed::{Leaf, Leaves, Origin};
use seamline_record::{Hash, hash_of};
use seamline_store::{Change, FeedRow, Store};

use crate::{disk::Transaction, world::World};

const NAME: &str = "honesty";

/// Every leaf and every checkpoint seen so far.
#[derive(Default)]
pub(crate) struct Honesty {
    numbers: HashMap<String, u32>,
    leaves: HashMap<(u32, u64), Hash>,
    /// Signed notes by feed and size.
    notes: HashMap<(u32, u64), Vec<u8>>,
    /// Feeds of liars of which two histories were seen.
    pub(crate) forked: BTreeSet<String>,
}

/// The part of a note that is signed.
fn text(note: &[u8]) -> &[u8] {
    note.windows(2).position(|pair| pair == b"\n\n").map_or(note, |end| &note[..end])
}

impl Honesty {
    fn number(&mut self, feed: &str) -> u32 {
        if let Some(number) = self.numbers.get(feed) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(feed.to_owned(), number);
        number
    }

    /// The note that was signed at this size, if any was seen.
    pub(crate) fn note(&self, feed: &str, size: u64) -> Option<&[u8]> {
        let number = self.numbers.get(feed)?;
        self.notes.get(&(*number, size)).map(Vec::as_slice)
    }

    /// `false` where another leaf stands at the position.
    fn leaf(&mut self, feed: &str, index: u64, leaf: &[u8]) -> bool {
        let number = self.number(feed);
        let hash = hash_of(leaf);
        *self.leaves.entry((number, index)).or_insert(hash) == hash
    }

    /// `false` where another root was signed at the size.
    pub(crate) fn checkpoint(&mut self, feed: &str, size: u64, note: &[u8]) -> bool {
        let number = self.number(feed);
        let held = self.notes.entry((number, size)).or_insert_with(|| note.to_vec());
        text(held) == text(note)
    }
}

impl World {
    /// Compares what a node has just stored with all that was ever seen of the same feeds.
    pub(crate) fn one_history(&mut self, transaction: &Transaction) {
        for change in transaction.iter() {
            let (feed, agrees) = match change {
                Change::Entry { feed, entry } => (feed, self.checks.honesty.leaf(feed, entry.index, &entry.leaf)),
                Change::Checkpoint { feed, size, note } => (feed, self.checks.honesty.checkpoint(feed, *size, note)),
                _ => continue,
            };
            if agrees {
                continue;
            }
            if self.is_liars(feed) {
                self.checks.honesty.forked.insert(feed.clone());
            } else {
                self.fail(NAME, format!("two histories of {feed}"));
            }
        }
    }

    /// A feed that a node has just opened names an earlier one where its disk has one.
    pub(crate) fn links_back(&mut self, host: usize, transaction: &Transaction) {
        for change in transaction.iter() {
            let Change::Entry { feed, entry } = change else { continue };
            let Ok(origin) = feed.parse::<Origin>() else { continue };
            if entry.index != 0 || origin.node != self.hosts[host].id {
                continue;
            }
            let Ok(Leaf::Open(None)) = Leaf::decode(&entry.leaf) else { continue };
            let earlier = |row: &FeedRow| {
                let before = row.name.parse::<Origin>();
                before.is_ok_and(|o| (&o.node, &o.audience, o.lane) == (&origin.node, &origin.audience, origin.lane))
                    && row.name != *feed
            };
            // A feed of a copy, brought by others, may have had nothing before it there.
            let own = self.hosts.iter().filter(|other| other.member == self.hosts[host].member).count() == 1;
            // Nor is it the node's where a thief has a key of its.
            let stolen = self.mind.closed_keys.iter().any(|(node, _)| *node == origin.node);
            let restored = self.hosts[host].restored;
            if own && !restored && !stolen && self.hosts[host].disk.feeds().unwrap_or_default().iter().any(earlier) {
                self.fail(NAME, format!("{feed} does not say which feed it follows"));
            }
        }
    }

    /// Compares a stretch that an honest node is about to send.
    pub(crate) fn offered(&mut self, host: usize, leaves: &Leaves) {
        let name = leaves.origin.to_string();
        if self.hosts[host].rotten || self.is_liars(&name) {
            return;
        }
        let (honesty, end) = (&mut self.checks.honesty, leaves.start + leaves.entries.len() as u64);
        let same = |(index, entry): (u64, &seamline_feed::Entry)| honesty.leaf(&name, index, &entry.leaf);
        let agrees = (leaves.start..).zip(&leaves.entries).all(same);
        if !agrees || !self.checks.honesty.checkpoint(&name, end, &leaves.checkpoint) {
            self.fail(NAME, format!("{} offers another history of {name}", self.hosts[host].id));
        }
    }

    pub(crate) fn is_liars(&self, feed: &str) -> bool {
        let origin: Option<Origin> = feed.parse().ok();
        origin.is_some_and(|origin| self.hosts.iter().any(|host| host.liar && host.id == origin.node))
    }

    /// After everything has met: a fork of which honest nodes that speak to each other hold both sides is told to an
    /// administrator of one of them. The copies of one node's folder never speak to each other.
    pub(crate) fn alarms_stand(&mut self) {
        for feed in self.checks.honesty.forked.clone() {
            let mut held = Vec::new();
            for host in self.hosts.iter().filter(|host| !host.liar) {
                if let Some(row) = host.disk.feed(&feed).ok().flatten() {
                    held.push((&host.id, (row.size, text(&row.checkpoint).to_vec())));
                }
            }
            let differ = |(a, one): &(_, _)| held.iter().any(|(b, other)| a != b && one != other);
            let alarmed = |host: &crate::world::Host| {
                host.node.as_ref().is_some_and(|node| {
                    node.alarms().is_ok_and(|alarms| alarms.iter().any(|(about, _)| *about == feed))
                })
            };
            if held.iter().any(differ) && !self.hosts.iter().any(alarmed) {
                self.fail(NAME, format!("two histories of a liar's feed {feed} have met and no alarm stands"));
            }
        }
    }
}
