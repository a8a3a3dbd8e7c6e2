//! **Receipts.** Every receipt that a node sends or stores verifies under the cosigner's key and the one checkpoint that
//! was signed at that size; what lies under a checkpoint is what it was signed over; a node's receipts never go back in time; and, when all has arrived, evidence can be taken out
//! for every record that was sent, and verifies.

use std::collections::{BTreeMap, HashSet};

use seamline_feed::{
    Evidence, Frontier, Leaf, Origin, SignedCheckpoint, UnverifiedCheckpoint, UnverifiedCosignature, holder::receipts,
};
use seamline_node::{NodeFault, Officer};
use seamline_record::{hash_of, planted};
use seamline_store::{Change, ReceiptRow, Store};

use crate::{
    disk::{ALL, Transaction},
    prng::Prng,
    world::World,
};

const NAME: &str = "receipts";
/// Most records of a node for which evidence is taken out at the end.
const MOST_PROVEN: usize = 12;

/// What was verified already.
#[derive(Default)]
pub(crate) struct Receipts {
    good: HashSet<(String, u64, String)>,
    /// By host: time on its newest receipt.
    last_ms: BTreeMap<usize, i64>,
}

/// Whether a receipt on the feed was made in this transaction: it came with the entries.
fn makes(feed: &str, transaction: &[Change]) -> bool {
    transaction.iter().any(|change| matches!(change, Change::Entry { feed: of, .. } if of == feed))
}

impl World {
    /// Feeds and payloads as stored agree with the checkpoints and leaves that are stored with them.
    pub(crate) fn fits_its_checkpoint(&mut self, host: usize, transaction: &Transaction) {
        for change in transaction.iter() {
            let fits = match change {
                Change::Feed(row) if !row.frontier.is_empty() && !row.checkpoint.is_empty() => {
                    let frontier = Frontier::from_bytes(&row.frontier);
                    let root = UnverifiedCheckpoint::parse(&row.checkpoint).map(|note| (note.root(), note.size()));
                    matches!((frontier, root), (Ok(f), Ok((root, size))) if f.root() == root && f.size() == size)
                }
                Change::Entry { entry, .. } => match (Leaf::decode(&entry.leaf), &entry.payload) {
                    (Ok(Leaf::Act(act)), Some(payload)) => act.payload == hash_of(payload),
                    _ => true,
                },
                _ => true,
            };
            if !fits {
                self.fail(NAME, format!("{} holds a stretch that is not what was signed", self.hosts[host].id));
            }
        }
    }

    /// Looks at receipts that a node has just stored.
    pub(crate) fn receipts_hold(&mut self, host: usize, transaction: &Transaction) {
        let own = self.hosts[host].id.to_string();
        for change in transaction.iter() {
            let Change::Receipt { feed, receipt } = change else { continue };
            if receipt.cosigner == own && makes(feed, transaction) {
                let last = self.checks.receipts.last_ms.entry(host).or_insert(i64::MIN);
                let back = receipt.time < *last;
                *last = receipt.time.max(*last);
                if back {
                    self.fail(NAME, format!("a receipt by {own} goes back in time"));
                }
            }
            self.receipt_holds(feed, receipt);
        }
    }

    /// One receipt, once.
    fn receipt_holds(&mut self, feed: &str, receipt: &ReceiptRow) {
        let key = (feed.to_owned(), receipt.size, receipt.line.clone());
        // Of a feed that a liar forked each history has its own receipts.
        if self.checks.receipts.good.contains(&key) || self.checks.honesty.forked.contains(feed) {
            return;
        }
        if planted::unplanted(|| self.verified(feed, receipt)).is_some() {
            self.checks.receipts.good.insert(key);
        } else {
            let (by, size) = (&receipt.cosigner, receipt.size);
            self.fail(NAME, format!("a receipt by {by} on {feed} at {size} does not verify"));
        }
    }

    fn verified(&self, feed: &str, receipt: &ReceiptRow) -> Option<()> {
        let origin: Origin = feed.parse().ok()?;
        let line = UnverifiedCosignature::parse(&receipt.line).ok()?;
        let signed = self.signed(&origin, feed, receipt.size)?;
        let cosigner = line.cosigner();
        let directory = &self.oracle.directory;
        let was_of = directory.was_member(&origin.audience, cosigner) && *cosigner != origin.node;
        (was_of || receipts(directory, cosigner, &origin)).then_some(())?;
        (cosigner.to_string() == receipt.cosigner).then_some(())?;
        directory.node_entries(cosigner).find_map(|entry| line.verify(&signed, &entry.cosign).ok()).map(|_| ())
    }

    fn signed(&self, origin: &Origin, feed: &str, size: u64) -> Option<SignedCheckpoint> {
        let note = self.checks.honesty.note(feed, size)?;
        let unverified = UnverifiedCheckpoint::parse(note).ok()?;
        self.oracle.directory.node_entries(&origin.node).find_map(|entry| unverified.verify(&entry.sign).ok())
    }

    /// After a restore the node's clock on receipts starts from what it holds.
    pub(crate) fn receipts_restart(&mut self, host: usize) {
        self.checks.receipts.last_ms.remove(&host);
    }

    /// At the end: evidence for a sample of what was sent.
    pub(crate) fn all_provable(&mut self, prng: &mut Prng) {
        let officer = Officer::holder_of_the_folder("auditor");
        for host in 0..self.hosts.len() {
            if self.hosts[host].liar || self.hosts[host].node.is_none() {
                continue;
            }
            let mut sent = self.sent_records(host);
            prng.shuffle(&mut sent);
            for (id, party) in sent.into_iter().take(MOST_PROVEN) {
                let Some(evidence) = self.hosts[host].node.as_ref().map(|node| node.evidence(&officer, id, &party))
                else {
                    continue;
                };
                let outcome = evidence.and_then(|file| {
                    let evidence = Evidence::decode(&file.bytes)?;
                    Ok(evidence.verify(&self.oracle.directory)?)
                });
                if let Err(fault) = outcome {
                    self.unproven(host, id, &fault);
                }
            }
        }
    }

    fn unproven(&mut self, host: usize, id: seamline_record::RecordId, fault: &NodeFault) {
        let (number, at) = (self.oracle.by_id.get(&id).copied(), self.hosts[host].id.clone());
        let disk = &self.hosts[host].disk;
        let acts: Vec<String> = disk
            .acts(id)
            .unwrap_or_default()
            .iter()
            .map(|act| {
                let covered = disk.receipt_covering(&act.feed, act.index).ok().flatten().map(|receipt| receipt.size);
                let stands = act.feed.parse().map(|origin| self.stands(&act.feed, &origin));
                format!("{} of {} (stands {stands:?}, receipted {covered:?})", act.index, act.feed)
            })
            .collect();
        self.fail(NAME, format!("{at} cannot prove what it told of record {number:?}: {fault}; acts {acts:?}"));
    }

    /// Records that a node's own feeds of this folder carried to other parties, and receipts cover.
    fn sent_records(&self, host: usize) -> Vec<(seamline_record::RecordId, seamline_record::Name)> {
        let (disk, own) = (&self.hosts[host].disk, &self.hosts[host].id);
        let mut sent = Vec::new();
        for row in disk.feeds().unwrap_or_default() {
            let Ok(origin) = row.name.parse::<Origin>() else { continue };
            if origin.node != *own || origin.audience.party == own.party {
                continue;
            }
            let stands = self.stands(&row.name, &origin);
            for entry in disk.entries(&row.name, 0, ALL, ALL).unwrap_or_default() {
                let known =
                    entry.record.filter(|_| entry.index < stands).filter(|id| self.oracle.by_id.contains_key(id));
                sent.extend(known.map(|id| (id, origin.audience.party.clone())));
            }
        }
        sent.sort();
        sent.dedup();
        sent
    }
}
