//! **Validity.** Nothing counts but what its author signed: every opening is the author's, every forged act is in quarantine
//! wherever it is held. And the same documents and the same entries give the same verdict on every act and the same openings
//! of every record, in whatever order they arrive: a fresh node that is given a node's feeds in another order agrees with it.

use std::collections::BTreeMap;

use seamline_feed::{Entry, Intake, Leaves, Origin};
use seamline_node::{Node, NodeKeys, Setup};
use seamline_record::RecordId;
use seamline_store::{Change, OpeningRow, Store};

use crate::{
    broken::Broken,
    clock::SkewedClock,
    disk::{ALL, Disk, Transaction},
    prng::{Prng, StartRandom},
    world::World,
};

const NAME: &str = "validity";

/// Slots open of each record, a bit each.
type Openings = BTreeMap<RecordId, u64>;
type Verdicts = Vec<(String, u64, String)>;

/// What counts, beside what the node wrote itself.
fn verdicts(disk: &Disk, own: &dyn Fn(RecordId) -> bool) -> Option<(Openings, Verdicts)> {
    let openings: Openings = disk.opened().ok()?.into_iter().filter(|(id, _)| !own(*id)).collect();
    let quarantined = disk.quarantined().ok()?.into_iter();
    Some((openings, quarantined.map(|(act, reason)| (act.feed, act.index, reason)).collect()))
}

impl World {
    /// Compares the openings that a node has just stored with what the author signed.
    pub(crate) fn as_signed(&mut self, host: usize, transaction: &Transaction) {
        for change in transaction.iter() {
            let (id, openings) = match change {
                Change::Opening { id, opening } => (id, std::slice::from_ref(opening)),
                Change::Restated { id, openings, .. } => (id, openings.as_slice()),
                _ => continue,
            };
            let Some(truth) = self.oracle.by_id.get(id).map(|number| &self.oracle.records[*number]) else { continue };
            let signed = |opening: &OpeningRow| {
                let held = truth.openings.get(usize::from(opening.index));
                held.is_some_and(|(salt, value)| *salt == opening.salt && *value == opening.value)
            };
            if !openings.iter().all(signed) {
                let (at, author) = (self.hosts[host].id.clone(), self.oracle.members[truth.author].clone());
                self.fail(NAME, format!("{at} counts an opening that {author} did not sign"));
            }
        }
    }

    /// At the end: forged acts count nowhere.
    pub(crate) fn forged_acts_do_not_count(&mut self) {
        for host in (0..self.hosts.len()).filter(|host| !self.hosts[*host].liar).collect::<Vec<_>>() {
            let disk = self.hosts[host].disk.clone();
            let quarantined = disk.quarantined().unwrap_or_default();
            let counts = |(feed, index): &&(String, u64)| {
                let held = disk.feed(feed).ok().flatten().is_some_and(|row| row.size > *index);
                held && !quarantined.iter().any(|(act, _)| act.feed == *feed && act.index == *index)
            };
            if let Some((feed, index)) = self.mind.forged.iter().find(counts) {
                let (what, at) = (format!("forged act {index} of {feed}"), self.hosts[host].id.clone());
                self.fail(NAME, format!("{at} counts {what}"));
            }
        }
    }

    /// Gives everything that a node holds of others to a fresh one, in another order.
    pub(crate) fn same_verdicts(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        let stretches = stretches_of(&self.hosts[host].disk)?;
        let id = self.hosts[host].id.clone();
        let disk = Disk::new(Disk::in_memory())?;
        let mut fresh = Node::start(Setup {
            id: id.clone(),
            keys: NodeKeys::from_seeds(self.hosts[host].seeds),
            store: Box::new(disk.clone()),
            clock: Box::new(SkewedClock::new(&self.truth)),
            random: Box::new(StartRandom(Prng::new(prng.number()))),
        })?;
        let mut documents = self.hosts[host].disk.documents()?;
        let mut queues: Vec<Vec<Leaves>> = stretches;
        documents.reverse();
        // First versions come before anything; later ones at any moment.
        let mut later = Vec::new();
        while let Some(document) = documents.pop() {
            if seamline_record::Endorsed::decode(&document)?.body().version == 1 {
                fresh.admit_document(&document)?;
            } else {
                later.insert(0, document);
            }
        }
        // A stretch that cannot be taken yet is offered again, as it would be in the next session.
        let mut refused = 0;
        while !later.is_empty() || refused < 4 * queues.len() {
            if !later.is_empty() && (queues.is_empty() || prng.chance(20)) {
                if let Some(document) = later.pop() {
                    fresh.admit_document(&document)?;
                }
                refused = 0;
                continue;
            }
            let at = prng.below(queues.len());
            let Some(leaves) = queues[at].last() else { break };
            let from = leaves.origin.node.clone();
            if fresh.take_leaves(&from, leaves).is_ok() {
                queues[at].pop();
                refused = 0;
            } else {
                refused += 1;
            }
            queues.retain(|queue| !queue.is_empty());
        }
        // Chance may have passed over one that can be taken: now each in turn, until a whole round takes nothing.
        let mut taken = true;
        while std::mem::take(&mut taken) {
            for queue in &mut queues {
                while let Some(leaves) = queue.last()
                    && fresh.take_leaves(&leaves.origin.node, leaves).is_ok()
                {
                    queue.pop();
                    taken = true;
                }
            }
        }
        for leaves in queues.iter().filter_map(|queue| queue.last()) {
            let verdict = fresh.take_leaves(&leaves.origin.node, leaves);
            self.trace
                .note(|| format!("    refused in another order: {} from {}: {verdict:?}", leaves.origin, leaves.start));
        }
        self.compare(host, &disk);
        Ok(())
    }

    fn compare(&mut self, host: usize, fresh: &Disk) {
        let (member, id) = (self.hosts[host].member, self.hosts[host].id.clone());
        let own =
            |record: RecordId| self.oracle.by_id.get(&record).is_some_and(|n| self.oracle.records[*n].author == member);
        let (Some(lived), Some(shuffled)) = (verdicts(&self.hosts[host].disk, &own), verdicts(fresh, &own)) else {
            return;
        };
        if lived == shuffled {
            return;
        }
        let acts =
            lived.1.iter().find(|v| !shuffled.1.contains(v)).or(shuffled.1.iter().find(|v| !lived.1.contains(v)));
        let all = lived.0.keys().chain(shuffled.0.keys());
        let record = all.into_iter().find(|id| lived.0.get(id) != shuffled.0.get(id));
        let number = record.and_then(|id| self.oracle.by_id.get(id));
        let slots = record.map(|id| (lived.0.get(id), shuffled.0.get(id)));
        let standing = |disk: &Disk| {
            let row = record.and_then(|id| disk.record(*id).ok().flatten());
            let acts = record.and_then(|id| disk.acts(*id).ok()).unwrap_or_default();
            (row.map(|row| row.repudiated), acts)
        };
        let standing = (standing(&self.hosts[host].disk), standing(fresh));
        let what = format!("act {acts:?}, record {number:?} with slots {slots:?}, standing {standing:?}");
        self.fail(NAME, format!("{id} judges otherwise when the same arrives in another order: {what}"));
    }
}

/// Stretches of each feed, the first one last: after a restore, own feeds too bring back what others wrote.
fn stretches_of(disk: &Disk) -> Result<Vec<Vec<Leaves>>, Broken> {
    let mut all = Vec::new();
    for row in disk.feeds()? {
        let origin: Origin = row.name.parse()?;
        let (mut start, mut entries, mut stretches) = (0, Vec::new(), Vec::new());
        for entry in disk.entries(&row.name, 0, ALL, ALL)? {
            let end = entry.index + 1;
            entries.push(Entry { leaf: entry.leaf, payload: entry.payload });
            if let Some(checkpoint) = disk.checkpoint(&row.name, end)? {
                let entries = std::mem::take(&mut entries);
                stretches.push(Leaves { origin: origin.clone(), start, entries, checkpoint });
                start = end;
            }
        }
        stretches.reverse();
        if !stretches.is_empty() {
            all.push(stretches);
        }
    }
    Ok(all)
}
