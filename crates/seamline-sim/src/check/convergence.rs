//! **Convergence.** After healing, all who may hold a feed hold the same of it, in whatever order and by whatever carrier it
//! came; both ends of every pair compute the same shared hash; and views made anew from the records are those that were
//! there, byte for byte.

use std::collections::BTreeMap;

use seamline_feed::{Origin, UnverifiedCheckpoint, holder::may_hold};
use seamline_record::{KeyId, NodeEntry};
use seamline_store::{Store, ViewQuery};

use crate::{disk::ALL, world::World};

const NAME: &str = "convergence";

impl World {
    pub(crate) fn converged(&mut self) {
        let honest: Vec<usize> = (0..self.hosts.len()).filter(|host| !self.hosts[*host].liar).collect();
        // By feed: how much of it each member's folders hold at most.
        let mut held: BTreeMap<String, BTreeMap<usize, u64>> = BTreeMap::new();
        for host in &honest {
            for row in self.hosts[*host].disk.feeds().unwrap_or_default() {
                let longest = held.entry(row.name).or_default().entry(self.hosts[*host].member).or_default();
                *longest = row.size.max(*longest);
            }
        }
        for (name, held) in held {
            let Ok(origin) = name.parse::<Origin>() else { continue };
            if self.is_liars(&name) {
                continue;
            }
            for host in &honest {
                let Some(node) = &self.hosts[*host].node else { continue };
                // A copy of the own folder does not speak with itself: only what others hold can be had.
                let others = held.iter().filter(|(member, _)| **member != self.hosts[*host].member);
                let size = others.map(|(_, size)| *size).max().unwrap_or_default();
                let holds = self.hosts[*host].disk.feed(&name).ok().flatten().map_or(0, |row| row.size);
                // A cut counts only once all of what was cut is there: who holds less has nothing that stands to pass on.
                let stands = Some(self.stands(&name, &origin)).filter(|cut| *cut == u64::MAX || size >= *cut);
                let stands = stands.unwrap_or_default();
                if may_hold(node.directory(), node.id(), &origin) && holds < size.min(stands) {
                    let at = node.id().clone();
                    self.fail(NAME, format!("{at} holds {holds} of {size} entries of {name}"));
                }
            }
        }
        self.equal_ends(&honest);
    }

    /// How much of a feed stands by the newest document of its writer's party; what is void need not be passed on.
    pub(crate) fn stands(&self, name: &str, origin: &Origin) -> u64 {
        let directory = &self.oracle.directory;
        let note = self.hosts.iter().find_map(|host| host.disk.feed(name).ok().flatten()).map(|row| row.checkpoint);
        let unverified = note.and_then(|note| UnverifiedCheckpoint::parse(&note).ok());
        let signs = |entry: &&NodeEntry| unverified.as_ref().is_some_and(|note| note.verify(&entry.sign).is_ok());
        let Some(entry) = directory.node_entries(&origin.node).find(signs) else { return u64::MAX };
        let closure = directory.closure(&origin.node.party, KeyId::of(&entry.sign));
        let Some((closure, _)) = closure.filter(|(closure, _)| closure.keep.is_empty()) else { return u64::MAX };
        closure.feeds.get(&origin.feed.0).map_or(0, |cut| cut.size)
    }

    fn equal_ends(&mut self, honest: &[usize]) {
        for (i, a) in honest.iter().enumerate() {
            for b in &honest[i + 1..] {
                let (Some(left), Some(right)) = (&self.hosts[*a].node, &self.hosts[*b].node) else { continue };
                if left.id() == right.id() {
                    continue;
                }
                let hashes = (left.shared_hash(right.id()), right.shared_hash(left.id()));
                if let (Ok(one), Ok(other)) = hashes
                    && one != other
                {
                    let pair = format!("{} and {}", left.id(), right.id());
                    self.fail(NAME, format!("{pair} do not share the same state"));
                }
            }
        }
    }

    /// Views against rebuilt views.
    pub(crate) fn rebuilt_equal(&mut self, host: usize) {
        let all = ViewQuery { limit: ALL, ..ViewQuery::default() };
        let disk = self.hosts[host].disk.clone();
        let Ok(before) = disk.views(&all) else { return };
        let Some(Ok(_)) = self.at(host, seamline_node::Node::rebuild) else {
            self.fail(NAME, format!("views of {} cannot be rebuilt", self.hosts[host].id));
            return;
        };
        let Ok(after) = disk.views(&all) else { return };
        if before != after {
            let differs = before.rows.iter().zip(&after.rows).find(|(a, b)| a != b);
            let which = differs.and_then(|(row, _)| self.oracle.by_id.get(&row.id).copied());
            let (at, counts) = (self.hosts[host].id.clone(), (before.total, after.total));
            self.fail(NAME, format!("views of {at} differ from rebuilt ones at record {which:?}, rows {counts:?}"));
        }
    }
}
