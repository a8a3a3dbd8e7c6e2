//! **Agreement.** A joint act is in force at a node exactly where every party that it requires has bound itself, by an
//! officer's own signature on that very text and in time, as far as the node holds it; whoever holds the same gives the same
//! verdict. Nobody ever shows in force what an officer of some required party has not signed. A position or a step goes to
//! all whom its target concerns in the transaction that records it, and counts wherever it arrives.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::SigningKey;
use seamline_feed::Origin;
use seamline_node::Node;
use seamline_record::{AudienceId, Kind, RecordId, Rel, Span, Statement, Value, planted, verify_signature};
use seamline_store::{Change, Store};
use seamline_view::Item;

use crate::{
    agreement::named,
    disk::Transaction,
    world::{Host, World},
};

pub(super) const NAME: &str = "agreement";

/// Who has signed what with which key, from the hands that did it.
#[derive(Default)]
pub(crate) struct Agreement {
    signed: BTreeSet<(RecordId, String, [u8; 32])>,
}

/// The latest time that the concurrences claim by which an act came into force; none where one of them names no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Since(Option<i64>);

/// How far an act has come, by rules written down here a second time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    pending: BTreeSet<String>,
    /// None where it is not in force.
    since: Option<Since>,
    objected: bool,
}

/// What decides at one node: the records that it holds about an act, and the documents.
struct Held<'a> {
    node: &'a Node,
    /// Positions on each act.
    positions: &'a BTreeMap<RecordId, Vec<Statement>>,
}

/// The party, or the key that signed, is taken back for what it signed here.
pub(super) fn void(node: &Node, statement: &Statement) -> bool {
    let (record, directory) = (statement.record(), node.directory());
    let party = &record.author().party;
    let closed = directory.closure(party, record.key()).is_some_and(|(c, _)| !c.keep.contains(&statement.id()));
    closed || directory.is_void(party, statement.id()).is_some()
}

impl Held<'_> {
    /// Positions of a party that stand.
    fn by<'s>(&'s self, act: &Statement, party: &'s str) -> impl Iterator<Item = &'s Statement> {
        let all = self.positions.get(&act.id()).into_iter().flatten();
        all.filter(move |p| p.record().author().party.as_str() == party && !void(self.node, p))
    }

    fn binds(&self, act: &Statement, position: &Statement) -> bool {
        let record = position.record();
        let document = self.node.directory().document(&record.author().party, record.document_version());
        let signature = position.value_of("signature").and_then(Value::as_bytes);
        let (Some(document), Some(signature)) = (document, signature) else { return false };
        let message = [&b"seamline/concur/1"[..], &act.id().0.0].concat();
        let last = act.text_of("lapses").and_then(Span::parse).and_then(|span| span.to);
        let in_time = last.is_none_or(|last| position.claimed_time().is_some_and(|at| at <= last));
        let mut officers = document.body().officers.iter();
        position.text_of("answer") == Some("concurred")
            && in_time
            && officers.any(|officer| {
                let may = officer.kinds.contains(&act.kind().number());
                may && verify_signature(&officer.key, &message, signature).is_ok()
            })
    }

    fn standing(&self, act: &Statement) -> Standing {
        let hosts = act.text_of("facilitator");
        let required: BTreeSet<String> = named(act, "required").into_iter().collect();
        let decides = |party: &&String| hosts != Some(party.as_str());
        let bound = |party: &String| {
            let binding = self.by(act, party).filter(|position| self.binds(act, position));
            binding.map(Statement::claimed_time).min()
        };
        let since: BTreeMap<&String, Option<i64>> =
            required.iter().filter(decides).filter_map(|party| Some((party, bound(party)?))).collect();
        let pending: BTreeSet<String> = required.iter().filter(|party| !since.contains_key(party)).cloned().collect();
        let objects =
            |party: &String| self.by(act, party).any(|position| position.text_of("answer") == Some("not-concurred"));
        let objected = pending.iter().filter(decides).any(objects);
        let in_force = pending.is_empty() && !required.is_empty();
        Standing { since: in_force.then(|| Since(since.into_values().max().flatten())), pending, objected }
    }

    /// The act that takes this one's place, among those that say so.
    fn successor(&self, act: &Statement, acts: &[Statement]) -> Option<RecordId> {
        let required: BTreeSet<String> = named(act, "required").into_iter().collect();
        let replaces = |next: &&Statement| {
            let theirs: BTreeSet<String> = named(next, "required").into_iter().collect();
            next.refs().iter().any(|r| r.rel == Rel::Supersedes && r.id == act.id())
                && next.kind().number() == act.kind().number()
                && theirs.is_superset(&required)
        };
        let in_force = acts.iter().filter(replaces).filter_map(|next| Some((self.standing(next).since?, next.id())));
        in_force.max().map(|(_, id)| id)
    }

    fn state(&self, act: &Statement, standing: &Standing, successor: Option<RecordId>) -> &'static str {
        match () {
            () if void(self.node, act) && standing.since.is_none() => "repudiated",
            () if successor.is_some() => "superseded",
            () if standing.since.is_some() => "in-force",
            () if standing.objected => "objected",
            () => "proposed",
        }
    }
}

fn shown(item: &Item) -> Option<Standing> {
    let joint = item.joint.as_ref()?;
    Some(Standing {
        pending: joint.pending.iter().cloned().collect(),
        since: joint.in_force.then_some(Since(joint.in_force_since)),
        objected: joint.objected,
    })
}

impl World {
    /// An officer of the party has put this key to the text.
    pub(crate) fn has_signed(&mut self, act: RecordId, party: usize, key: &SigningKey) {
        let entry = (act, self.parties[party].name.to_string(), key.verifying_key().to_bytes());
        self.checks.agreement.signed.insert(entry);
    }

    /// Whether somebody who may bind the party, by some version of its document, has signed the text.
    fn may_be_bound(&self, act: &Item, party: &str) -> bool {
        let Ok(name) = party.parse() else { return false };
        let kind = Kind::named(&act.kind).map(Kind::number);
        let officers = self.oracle.directory.versions(&name).iter().flat_map(|document| &document.body().officers);
        let mut binding = officers.filter(|officer| kind.is_some_and(|kind| officer.kinds.contains(&kind)));
        let signed = &self.checks.agreement.signed;
        binding.any(|officer| signed.contains(&(act.id, party.to_owned(), officer.key.to_bytes())))
    }

    /// Looks at every view that a node has just made: nothing is in force that somebody has not signed.
    pub(crate) fn shown_is_signed(&mut self, host: usize, transaction: &Transaction) {
        if self.hosts[host].rotten {
            return;
        }
        for change in transaction.iter() {
            let Change::MatterViews { rows, .. } = change else { continue };
            for row in rows.iter().filter(|row| Kind::named(&row.kind).is_some_and(Kind::is_joint)) {
                let Ok(item) = serde_json::from_slice::<Item>(&row.body) else { continue };
                let Some(joint) = item.joint.as_ref().filter(|joint| joint.in_force) else { continue };
                let unsigned = joint
                    .required
                    .iter()
                    .find(|party| joint.facilitator.as_ref() == Some(party) || !self.may_be_bound(&item, party));
                if unsigned.is_some() || joint.required.is_empty() {
                    let (at, number) = (self.hosts[host].id.clone(), self.oracle.by_id.get(&item.id).copied());
                    self.fail(
                        NAME,
                        format!("{at} shows record {number:?} in force, which {unsigned:?} has not signed"),
                    );
                    return;
                }
            }
        }
    }

    /// A position or a step that a node has just recorded goes, in the same transaction, to all whom its target concerns
    /// and who may have it.
    pub(crate) fn words_go_out(&mut self, host: usize, transaction: &Transaction) {
        for change in transaction.iter() {
            let Change::Record(row) = change else { continue };
            let Some(number) = self.oracle.by_id.get(&row.id).copied().filter(|_| row.own) else { continue };
            let fresh = self.oracle.members[self.oracle.records[number].author] == self.hosts[host].id
                && !transaction.iter().any(|c| matches!(c, Change::Restated { id, .. } if *id == row.id));
            if !fresh || !matches!(self.oracle.records[number].kind.name(), "position" | "progress") {
                continue;
            }
            if let Some(audience) = self.not_told(host, number, transaction) {
                let at = self.hosts[host].id.clone();
                self.fail(NAME, format!("{at} records record {number} and does not tell {audience}, whom it concerns"));
            }
        }
    }

    fn not_told(&self, host: usize, number: usize, transaction: &Transaction) -> Option<AudienceId> {
        let (truth, own) = (&self.oracle.records[number], &self.hosts[host].id);
        let node = self.hosts[host].node.as_ref()?;
        let about = truth.refs.iter().find(|r| r.rel == Rel::About)?;
        let held = node.statement(about.id).ok()?;
        // Of what was taken back nothing more is said to anybody; whether that is so of other records is not asked here.
        if void(node, &held) || node.directory().repudiates_anything(&held.record().author().party) {
            return None;
        }
        let told = |audience: &AudienceId| {
            transaction.iter().any(|change| match change {
                Change::Entry { feed, entry } if entry.record == Some(truth.id) => {
                    feed.parse::<Origin>().is_ok_and(|origin| origin.node == *own && origin.audience == *audience)
                }
                _ => false,
            })
        };
        // As far as the node can tell: who owes may be closed to it.
        let concerned = held.concerns().filter_map(|party| party.parse().ok());
        let audiences = concerned.map(|party| AudienceId { party, group: None });
        let mut others = audiences.filter(|audience| audience.party != own.party);
        others.find(|audience| self.oracle.permitted(&truth.label, &own.party, audience) && !told(audience))
    }

    /// At the end: every verdict is what the rules give for what the node holds, whoever holds the same agrees, and what
    /// was told counts wherever it came.
    pub(crate) fn agreements_hold(&mut self) {
        let mut verdicts: BTreeMap<String, (Standing, Option<RecordId>, usize)> = BTreeMap::new();
        let honest: Vec<usize> = (0..self.hosts.len()).filter(|host| !self.hosts[*host].liar).collect();
        for host in honest {
            let Some(what) = planted::unplanted(|| self.agreements_of(host, &mut verdicts)) else { continue };
            self.fail(NAME, what);
            return;
        }
        if let Some(what) = self.lost_words() {
            self.fail(NAME, what);
        }
    }

    /// What came of it, for whoever reads the trace.
    pub(crate) fn agreed_in_all(&self) -> String {
        let mut states: BTreeMap<String, usize> = BTreeMap::new();
        for host in self.hosts.iter().filter(|host| !host.liar) {
            let Some(node) = &host.node else { continue };
            let weighed = self.oracle.records.iter().filter(|t| t.kind.is_joint() || t.kind.is_promise());
            for item in weighed.filter_map(|truth| node.item(truth.id).ok()) {
                *states.entry(format!("{} {}", item.item.kind, item.item.state)).or_default() += 1;
                for position in &item.item.positions {
                    *states
                        .entry(format!("position {}", position.fault.as_deref().unwrap_or("counts")))
                        .or_default() += 1;
                }
            }
        }
        format!("{states:?}")
    }

    fn agreements_of(
        &self,
        host: usize,
        verdicts: &mut BTreeMap<String, (Standing, Option<RecordId>, usize)>,
    ) -> Option<String> {
        let node = self.hosts[host].node.as_ref()?;
        let held = |truth: &crate::oracle::Truth| node.statement(truth.id).ok();
        let acts: Vec<Statement> = self.oracle.records.iter().filter(|t| t.kind.is_joint()).filter_map(held).collect();
        let mut positions: BTreeMap<RecordId, Vec<Statement>> = BTreeMap::new();
        for position in self.oracle.records.iter().filter(|t| t.kind.name() == "position").filter_map(held) {
            if let [about] = position.refs()[..]
                && about.rel == Rel::About
            {
                positions.entry(about.id).or_default().push(position);
            }
        }
        let rules = Held { node, positions: &positions };
        for act in &acts {
            let number = self.oracle.by_id.get(&act.id()).copied();
            let Ok(listed) = node.item(act.id()) else {
                return Some(format!("{} does not show act {number:?}", node.id()));
            };
            let (expected, next) = (rules.standing(act), rules.successor(act, &acts));
            let state = rules.state(act, &expected, next);
            let item = listed.item;
            // That time is up is said by the clock, not by the records.
            let words = if item.state == "lapsed" { ["proposed", "objected"] } else { [item.state.as_str(); 2] };
            let agrees = shown(&item).as_ref() == Some(&expected) && item.superseded_by == next;
            if !agrees || !words.contains(&state) {
                let seen = (shown(&item), &item.state, item.superseded_by.is_some(), &item.positions);
                return Some(format!(
                    "{} shows act {number:?} as {seen:?}, the rules give {state} {expected:?}",
                    node.id()
                ));
            }
            let same = self.what_decides(node, act, &acts, &positions);
            let other = verdicts.entry(same).or_insert((expected.clone(), next, host));
            if (&other.0, other.1) != (&expected, next) {
                let (one, two) = (&self.hosts[other.2].id, node.id());
                return Some(format!("{one} and {two} hold the same and judge act {number:?} otherwise"));
            }
        }
        None
    }

    /// Everything that a verdict on an act may depend on.
    fn what_decides(
        &self,
        node: &Node,
        act: &Statement,
        acts: &[Statement],
        positions: &BTreeMap<RecordId, Vec<Statement>>,
    ) -> String {
        let names = |next: &&Statement| next.refs().iter().any(|r| r.rel == Rel::Supersedes && r.id == act.id());
        let around = std::iter::once(act).chain(acts.iter().filter(names));
        let held: BTreeSet<RecordId> =
            around.flat_map(|a| positions.get(&a.id()).into_iter().flatten().chain([a])).map(Statement::id).collect();
        let newest = self.parties.iter().map(|p| node.directory().newest(&p.name).map(|d| d.body().version));
        format!("{} {held:?} {:?}", act.id(), newest.collect::<Vec<_>>())
    }

    /// A position that was told and that one who should have it does not count.
    fn lost_words(&self) -> Option<String> {
        for (number, truth) in self.oracle.records.iter().enumerate().filter(|(_, t)| t.kind.name() == "position") {
            for host in self.hosts.iter().filter(|host| !host.liar && host.member == truth.author) {
                for act in host.disk.acts(truth.id).unwrap_or_default() {
                    let Ok(origin) = act.feed.parse::<Origin>() else { continue };
                    if origin.node != host.id || act.index >= self.stands(&act.feed, &origin) {
                        continue;
                    }
                    let directory = &self.oracle.directory;
                    // Two copies of one folder never speak to each other.
                    let reads =
                        |h: &&Host| !h.liar && h.id != origin.node && directory.is_member(&origin.audience, &h.id);
                    let mut readers = self.hosts.iter().filter(reads);
                    let lost = readers.find(|reader| !reader.disk.record(truth.id).is_ok_and(|row| row.is_some()));
                    if let Some(reader) = lost {
                        return Some(format!("position {number}, told in {}, is lost at {}", act.feed, reader.id));
                    }
                }
            }
        }
        None
    }
}
