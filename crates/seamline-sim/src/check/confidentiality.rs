//! **Confidentiality.** No value, salt or id reaches a place where the oracle does not allow it: not a row of a node, not a
//! frame to a node, not a bundle, not a log line, not an error text. Values and salts never stand in logs and error texts
//! at all.

use seamline_store::{Bulk, Change};

use crate::{canary::Secret, disk::Transaction, oracle::Oracle, world::World};

const NAME: &str = "confidentiality";

impl World {
    /// Looks through bytes that are now at, or on their way to, a member's node.
    pub(crate) fn reaches(&mut self, member: usize, bytes: &[u8], place: &str) {
        self.looked_for(member, bytes, place, |oracle, secret| oracle.leaked.contains(&secret));
    }

    /// Looks through what counts at a node: what a liar gave away of others lies in a feed, and counts nowhere.
    fn counts(&mut self, member: usize, bytes: &[u8], place: &str) {
        self.looked_for(member, bytes, place, |oracle, secret| {
            oracle.leaked.contains(&secret) && oracle.is_liars(secret)
        });
    }

    fn looked_for(&mut self, member: usize, bytes: &[u8], place: &str, excused: impl Fn(&Oracle, Secret) -> bool) {
        let find = |oracle: &Oracle| {
            let mut leak = None;
            self.canaries.scan(bytes, &mut |secret| {
                if leak.is_none() && !oracle.allows(member, secret) && !excused(oracle, secret) {
                    leak = Some(secret);
                }
            });
            leak
        };
        let mut leak = find(&self.oracle);
        if leak.is_some() {
            self.oracle.catch_up();
            leak = find(&self.oracle);
        }
        if let Some(secret) = leak {
            let (what, to) = (self.named(secret), self.oracle.members[member].to_string());
            self.fail(NAME, format!("{what} stands in {place} at {to}, which was not given it"));
        }
    }

    /// Looks through what a node has just stored.
    pub(crate) fn stored(&mut self, host: usize, transaction: &Transaction) {
        let member = self.hosts[host].member;
        for change in transaction.iter() {
            match change {
                Change::Record(row) => self.counts(member, &row.bytes, "a record"),
                Change::Opening { opening, .. } => {
                    self.counts(member, &opening.salt, "an opening");
                    self.counts(member, &opening.value, "an opening");
                }
                Change::Entry { entry, .. } => {
                    self.reaches(member, &entry.leaf, "a leaf");
                    self.reaches(member, entry.payload.as_deref().unwrap_or_default(), "a payload");
                }
                Change::MatterViews { rows, .. } => {
                    for row in rows {
                        self.counts(member, &row.body, "a view");
                        self.counts(member, row.text.as_bytes(), "the text to search in");
                    }
                }
                Change::Setting { value: Some(value), .. } => self.reaches(member, value, "a setting"),
                Change::Audit { audit, .. } => self.reaches(member, audit, "an audit row"),
                Change::Journal(row) => self.reaches(member, &row.text, "a row of the journal"),
                Change::Restated { openings, .. } => {
                    for opening in openings {
                        self.counts(member, &opening.salt, "an opening");
                        self.counts(member, &opening.value, "an opening");
                    }
                }
                Change::Bulk(Bulk::Chunk { bytes, .. }) => self.reaches(member, bytes, "a file"),
                Change::Bulk(Bulk::Parcel(parcel)) => self.reaches(member, &parcel.sealed, "a parcel"),
                Change::Quarantine { reason: Some(reason), .. } => self.said(host, reason, "a reason of quarantine"),
                _ => {}
            }
        }
    }

    /// Looks through a text that an operator may read: a log line, an error.
    pub(crate) fn said(&mut self, host: usize, text: &str, place: &str) {
        let (member, mut leak) = (self.hosts[host].member, None);
        let oracle = &self.oracle;
        self.canaries.scan(text.as_bytes(), &mut |secret| {
            let is_content = matches!(secret, Secret::Value(..) | Secret::Salt(..));
            if leak.is_none() && (is_content || !oracle.allows(member, secret)) && !oracle.leaked.contains(&secret) {
                leak = Some(secret);
            }
        });
        if let Some(secret) = leak {
            let (what, at) = (self.named(secret), self.hosts[host].id.to_string());
            self.fail(NAME, format!("{what} stands in {place} at {at}"));
        }
    }

    fn named(&self, secret: Secret) -> String {
        let of = |record: usize| {
            let truth = &self.oracle.records[record];
            format!("record {record} ({} by {})", truth.kind.name(), self.oracle.members[truth.author])
        };
        match secret {
            Secret::Value(record, slot) => format!("the value of slot {slot} of {}", of(record)),
            Secret::Salt(record, slot) => format!("the salt of slot {slot} of {}", of(record)),
            Secret::Id(record) => format!("the id of {}", of(record)),
            Secret::Aside(home) => format!("an officer's text of {}", self.oracle.members[home]),
        }
    }
}
