//! Whether what is stored is whole and true, and whether anything waits for a person.
//!
//! Everything is recomputed: trees from their leaves, views from their records, signatures from their keys. A row that
//! the disk changed is found here, not when it is needed.

use std::collections::{BTreeMap, BTreeSet};

use seamline_feed::{
    Frontier, Leaf, Origin, UnverifiedCheckpoint, UnverifiedCosignature,
    merkle::{KEPT_LEVEL, subtree_of},
};
use seamline_record::{Opening, Record, RecordId, Statement, Value, hash_of};
use seamline_store::{EntryRow, FeedRow, RecordRow, ViewQuery};
use serde::Serialize;

use crate::{fault::NodeFault, node::Node};

const ENTRIES_AT_ONCE: usize = 1024;
const BYTES_AT_ONCE: usize = 4 << 20;
/// A clock may differ by so much from those of others before it is worth a word, ms.
const CLOCK_TOLERANCE_MS: i64 = 5 * 60 * 1000;
/// So long without a receipt is worth a word, ms.
const RECEIPT_PATIENCE_MS: i64 = 24 * 60 * 60 * 1000;

/// Who has to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blame {
    /// Another party or one of its nodes.
    Peer,
    /// Whoever runs this node: disk, clock, keys.
    Operator,
    /// The software.
    Us,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Worth knowing.
    Note,
    /// Something is wrong and has to be mended.
    Fault,
}

/// Something that an administrator should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad.
    pub weight: Weight,
    /// At whose door.
    pub blame: Blame,
    /// What it is.
    pub what: String,
    /// What to do.
    pub next: String,
}

impl Finding {
    /// Something to mend.
    pub fn fault(blame: Blame, what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { weight: Weight::Fault, blame, what: what.into(), next: next.into() }
    }

    /// Something to know.
    pub fn note(blame: Blame, what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { weight: Weight::Note, ..Self::fault(blame, what, next) }
    }
}

/// What to do about a row that is not what was written.
const RESTORE: &str = "look at the disk; restore the folder from a backup made before, others hold what came later";

fn damaged(what: String) -> Finding {
    Finding::fault(Blame::Operator, what, RESTORE)
}

impl Node {
    /// Examines everything held. Reads all of it: seconds for each 100,000 records.
    ///
    /// # Errors
    /// [`NodeFault::Store`] where the rows cannot be read at all.
    pub fn examine(&self) -> Result<Vec<Finding>, NodeFault> {
        let damage = self.store.damage()?;
        let mut findings: Vec<Finding> =
            damage.into_iter().map(|what| damaged(format!("the data file is damaged: {what}"))).collect();
        for row in self.store.feeds()? {
            if let Some(why) = self.feed_trouble(&row)? {
                findings.push(damaged(format!("feed {}: {why}", row.name)));
            }
            findings.extend(self.receipt_trouble(&row.name)?.into_iter().map(damaged));
        }
        findings.extend(self.journal_trouble()?.map(|why| damaged(format!("the journal: {why}"))));
        let broken = self.broken_records()?;
        findings.extend(broken.iter().map(|(id, why)| damaged(format!("record {id}: {why}"))));
        if broken.is_empty() {
            findings.extend(self.view_trouble()?);
        }
        findings.extend(self.standing_trouble());
        findings.extend(self.clock_trouble()?);
        findings.extend(self.waiting()?);
        Ok(findings)
    }

    /// The tree made anew from the leaves, against everything that is kept of it.
    fn feed_trouble(&self, row: &FeedRow) -> Result<Option<&'static str>, NodeFault> {
        let Ok(origin) = row.name.parse::<Origin>() else { return Ok(Some("its name is of no form")) };
        let mut frontier = Frontier::default();
        loop {
            let entries = self.store.entries(&row.name, frontier.size(), ENTRIES_AT_ONCE, BYTES_AT_ONCE)?;
            if entries.is_empty() {
                break;
            }
            for entry in entries {
                if let Some(why) = self.entry_trouble(&row.name, &mut frontier, &entry)? {
                    return Ok(Some(why));
                }
            }
        }
        let stored = Frontier::from_bytes(&row.frontier);
        if stored.map_or(true, |s| s.size() != frontier.size() || s.root() != frontier.root()) {
            return Ok(Some("its entries do not give the tree that is kept of it"));
        }
        let Ok(unverified) = UnverifiedCheckpoint::parse(&row.checkpoint) else {
            return Ok(Some("its checkpoint is of no form"));
        };
        let signed = self.directory.node_entries(&origin.node).find_map(|entry| unverified.verify(&entry.sign).ok());
        Ok(match signed {
            None => Some("its checkpoint is signed by no key of its node"),
            Some(s) if s.checkpoint().root() != frontier.root() => Some("its checkpoint is of another tree"),
            Some(_) => None,
        })
    }

    fn entry_trouble(
        &self,
        feed: &str,
        frontier: &mut Frontier,
        entry: &EntryRow,
    ) -> Result<Option<&'static str>, NodeFault> {
        if entry.index != frontier.size() {
            return Ok(Some("an entry is missing"));
        }
        let Ok(leaf) = Leaf::decode(&entry.leaf) else { return Ok(Some("a leaf is of no form")) };
        if let (Leaf::Act(act), Some(payload)) = (&leaf, &entry.payload)
            && act.payload != hash_of(payload)
        {
            return Ok(Some("a payload is not the one that its leaf names"));
        }
        let Ok(hashes) = frontier.push(&entry.leaf) else { return Ok(Some("it is too long")) };
        for (at, hash) in hashes.into_iter().filter(|(at, _)| subtree_of(*at).0 >= KEPT_LEVEL) {
            if self.store.tree_hash(feed, at)?.is_none_or(|kept| kept.0 != hash.0) {
                return Ok(Some("a hash of its tree is not that of its leaves"));
            }
        }
        Ok(None)
    }

    fn receipt_trouble(&self, feed: &str) -> Result<Vec<String>, NodeFault> {
        let Ok(origin) = feed.parse::<Origin>() else { return Ok(Vec::new()) };
        let mut troubles = Vec::new();
        for receipt in self.store.receipts(feed)? {
            let signed = self.checkpoint_at(&origin, receipt.size).ok().flatten();
            let line = UnverifiedCosignature::parse(&receipt.line).ok();
            let holds = signed.zip(line).is_some_and(|(signed, line)| {
                let mut entries = self.directory.node_entries(line.cosigner());
                entries.any(|entry| line.verify(&signed, &entry.cosign).is_ok())
            });
            if !holds {
                let (by, size) = (&receipt.cosigner, receipt.size);
                troubles.push(format!("feed {feed}: the receipt by {by} of {size} entries does not verify"));
            }
        }
        Ok(troubles)
    }

    fn broken_records(&self) -> Result<BTreeMap<RecordId, &'static str>, NodeFault> {
        let mut broken = BTreeMap::new();
        for id in self.store.record_ids()? {
            let row = self.store.record(id)?.ok_or(NodeFault::Row("record"))?;
            if let Some(why) = self.record_trouble(&row)? {
                broken.insert(id, why);
            }
        }
        Ok(broken)
    }

    fn record_trouble(&self, row: &RecordRow) -> Result<Option<&'static str>, NodeFault> {
        let Ok(record) = Record::decode(&row.bytes) else { return Ok(Some("its bytes are of no form")) };
        if record.id() != row.id {
            return Ok(Some("its bytes are those of another record"));
        }
        let Ok(verified) = record.verify(&self.directory) else { return Ok(Some("its signature does not verify")) };
        let mut openings = Vec::new();
        for o in self.store.openings(row.id)? {
            let Ok(value) = Value::decode(&o.value) else { return Ok(Some("an opening is of no form")) };
            openings.push(Opening { index: o.index, salt: o.salt, value });
        }
        Ok(Statement::open(verified, openings).is_err().then_some("its openings do not fit its commitments"))
    }

    /// Views against those that the records give.
    fn view_trouble(&self) -> Result<Option<Finding>, NodeFault> {
        let mut matters = BTreeSet::new();
        for id in self.store.record_ids()? {
            matters.insert(self.statement(id)?.matter());
        }
        let (mut count, mut stale) = (0_u64, 0_u64);
        for matter in matters {
            for row in self.fold_stored(matter)? {
                count += 1;
                stale += u64::from(self.store.view(row.id)?.as_ref() != Some(&row));
            }
        }
        let kept = self.store.views(&ViewQuery { limit: 0, ..ViewQuery::default() })?.total;
        let what = match (stale, kept == count) {
            (0, true) => return Ok(None),
            (0, false) => format!("{kept} views are kept and the records give {count}"),
            _ => format!("{stale} of {count} views are not what the records give"),
        };
        let next = "run `seamline rebuild`; if it comes back, report it with the program's version";
        Ok(Some(Finding::fault(Blame::Us, what, next)))
    }

    fn standing_trouble(&self) -> Option<Finding> {
        let fault = self.standing().err()?;
        let next = match fault {
            NodeFault::NotInDocument(_) => {
                "let the roots sign its card (`party sign --add-node`), then give it the document with `peer add`"
            }
            _ => {
                "if its keys were closed or replaced, this folder is to be retired; if not, use the folder with that node's keys"
            }
        };
        Some(Finding::fault(Blame::Operator, format!("this node signs nothing: {fault}"), next))
    }

    /// Receipts carry the clocks of others: an own clock that is behind them, or behind itself, is wrong.
    fn clock_trouble(&self) -> Result<Option<Finding>, NodeFault> {
        let now = self.clock.now_ms();
        let own = self.id.to_string();
        let (mut theirs, mut latest) = (None, i64::MIN);
        for feed in self.feeds.keys() {
            for receipt in self.store.receipts(&feed.to_string())?.iter().filter(|r| r.cosigner != own) {
                if receipt.time > latest {
                    (theirs, latest) = (Some(receipt.cosigner.clone()), receipt.time);
                }
            }
        }
        let itself = i64::try_from(self.last_receipt_s.saturating_mul(1000)).unwrap_or(i64::MAX);
        let next = "set this machine's clock; if it is right, ask the other side about theirs";
        let minutes = |ms: i64| (ms - now) / 60_000;
        Ok(if itself > now.saturating_add(CLOCK_TOLERANCE_MS) {
            let what = format!("this clock is {} minutes behind a receipt that this node gave before", minutes(itself));
            Some(Finding::fault(Blame::Operator, what, next))
        } else if latest > now.saturating_add(CLOCK_TOLERANCE_MS) {
            let whose = theirs.unwrap_or_default();
            let what = format!("this clock is {} minutes behind a receipt by {whose}", minutes(latest));
            Some(Finding::fault(Blame::Operator, what, next))
        } else {
            None
        })
    }

    /// What waits for a person: quarantine, alarms, proofs, receipts that do not come.
    fn waiting(&self) -> Result<Vec<Finding>, NodeFault> {
        let mut findings = Vec::new();
        let mut quarantined: BTreeMap<String, usize> = BTreeMap::new();
        for (act, _) in self.store.quarantined()? {
            let node = act.feed.parse::<Origin>().map(|origin| origin.node.to_string()).unwrap_or_default();
            *quarantined.entry(node).or_default() += 1;
        }
        for (node, count) in quarantined {
            let what = format!("{count} acts of {node} do not count and are in quarantine");
            findings.push(Finding::note(
                Blame::Peer,
                what,
                "read the reasons at the page or /api/quarantine; ask that node's party",
            ));
        }
        for (about, _) in self.equivocations()? {
            let what = format!("two histories of one feed were found: {about}");
            let next = "somebody else has that node's keys, or it was run twice: show its party the proof, ask them to close the key";
            findings.push(Finding::fault(Blame::Peer, what, next));
        }
        for (about, what) in self.alarms()? {
            findings.push(Finding::note(
                Blame::Peer,
                format!("alarm about {about}: {what}"),
                "ask that party, in person",
            ));
        }
        for party in self.directory.parties().filter(|party| **party != self.id.party) {
            let traffic = self.traffic(party)?;
            let waited = traffic.unreceipted_since.map_or(0, |since| self.clock.now_ms().saturating_sub(since));
            if waited > RECEIPT_PATIENCE_MS {
                let what = format!(
                    "{} entries for {party} have no receipt, the oldest for {} hours",
                    traffic.unreceipted,
                    waited / 3_600_000
                );
                findings.push(Finding::note(
                    Blame::Peer,
                    what,
                    "see `seamline links`; carry a bundle, or a parcel by a third party",
                ));
            }
        }
        Ok(findings)
    }
}
