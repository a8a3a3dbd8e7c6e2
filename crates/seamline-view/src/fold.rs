//! A matter folded into items: a function of the set of records and of nothing else.
//!
//! Invariants: the order in which records are given, repeats among them, and the acts by which their slots
//! were opened make no difference. A correction or supersession counts only from its target's party, an
//! acknowledgement only from another; otherwise one party could change what another has said, or claim to
//! have been heard. A handover is taken, and a sitrep approved, within its party, by another officer. Of several that count none is dropped for another. What is repudiated says nothing of
//! others, and a withdrawal counts only from its target's party: it leaves the item, without its content for all but
//! its own.

use std::collections::BTreeMap;

use seamline_record::{Name, RecordId, Rel, Statement};

use crate::{
    item::{Acknowledged, Corrected, Item, ItemSlot, Linked, Marks, Withdrawn},
    joint::Acts,
    opened,
    standing::{Done, joint_state, state},
    steps::{self, Promises},
};

/// Stands for a word that is not opened or left empty.
const NOT_STATED: &str = "not stated";

/// A record as its reader holds it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The record with what was opened of it.
    pub statement: Statement,
    /// Written by the reader's own party.
    pub own: bool,
    /// When the reader's node stored it, ms since 1970 UTC; ignored for its own.
    pub received: Option<i64>,
    /// Version of its party's document that takes it back, where one does.
    pub repudiated: Option<u64>,
    /// Of a position: the officer whose own signature on what it refers to binds its party.
    pub bound_by: Option<String>,
}

/// One item per record of the matter, sorted by claimed time (unknown times first) and id.
///
/// `seen` is every record of the matter and every record elsewhere whose references name one of them; those
/// give no item of their own. One record may come several times, opened in different parts.
pub fn fold(matter: RecordId, seen: &[Seen]) -> Vec<Item> {
    let held = united(seen);
    let of_matter = || held.values().filter(|s| s.statement.matter() == matter);
    let witnesses = Witnesses::among(&held);
    let says = |s: &&Seen| s.repudiated.is_none() && witnesses.withdrawn(&s.statement).is_none();
    let done = Done::of(of_matter().filter(says).map(|s| &s.statement));
    let acts = Acts::among(&held);
    let mut items: Vec<Item> = of_matter().map(|s| item(s, &witnesses, &done, &acts)).collect();
    items.sort_by_key(|item| (item.at, item.id));
    items
}

/// Each record once, with everything that any act opened of it and the first time it was stored.
fn united(seen: &[Seen]) -> BTreeMap<RecordId, Seen> {
    let mut held: BTreeMap<RecordId, Seen> = BTreeMap::new();
    for one in seen {
        held.entry(one.statement.id())
            .and_modify(|known| {
                known.statement.widen(one.statement.clone());
                known.own |= one.own;
                known.received = known.received.into_iter().chain(one.received).min();
                known.repudiated = known.repudiated.and(one.repudiated);
                known.bound_by = known.bound_by.take().or_else(|| one.bound_by.clone());
            })
            .or_insert_with(|| one.clone());
    }
    held
}

/// Records by what they refer to.
pub(crate) struct Witnesses<'a>(BTreeMap<(RecordId, Rel), Vec<&'a Statement>>);

impl<'a> Witnesses<'a> {
    fn among(held: &'a BTreeMap<RecordId, Seen>) -> Self {
        let mut by_target: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for seen in held.values().filter(|seen| seen.repudiated.is_none()) {
            for reference in seen.statement.refs() {
                by_target.entry((reference.id, reference.rel)).or_default().push(&seen.statement);
            }
        }
        Self(by_target)
    }

    /// Those that refer to `target` by `rel` and were not taken back.
    pub(crate) fn of(&self, target: &Statement, rel: Rel) -> impl Iterator<Item = &'a Statement> {
        self.naming(target.id(), rel).filter(|s| self.withdrawn(s).is_none())
    }

    /// What the parties of a commitment say of it.
    fn promises(&self) -> Promises<'_, 'a> {
        Promises(self)
    }

    fn naming(&self, target: RecordId, rel: Rel) -> impl Iterator<Item = &'a Statement> {
        self.0.get(&(target, rel)).into_iter().flatten().copied()
    }

    /// The latest by claimed time: its party wrote them all, so the last is its word.
    fn superseded_by(&self, target: &Statement) -> Option<RecordId> {
        let ours = self.of(target, Rel::Supersedes).filter(|s| party(s) == party(target));
        ours.max_by_key(|s| (s.claimed_time(), s.id())).map(Statement::id)
    }

    fn corrected(&self, target: &Statement) -> Vec<Corrected> {
        // Corrections of another kind would put their values into slots of another meaning.
        let fits = |s: &&Statement| s.kind().target() == Some(target.kind()) && party(s) == party(target);
        let mut corrected: Vec<_> = self.of(target, Rel::Corrects).filter(fits).map(correction).collect();
        corrected.sort_by_key(|c| (c.at, c.id));
        corrected
    }

    /// The earliest by claimed time: from then on it was taken back. A correction says again what its target said, and
    /// goes with it.
    fn withdrawn(&self, target: &Statement) -> Option<Withdrawn> {
        // One party's word could otherwise undo what all have agreed to, or hide that it had signed.
        if target.kind().is_whole() || steps::agrees(target) || self.promises().agreed(target) {
            return None;
        }
        let fits = |s: &&Statement| s.kind().name() == "withdrawal" && party(s) == party(target);
        let corrected = target.refs().into_iter().filter(|r| r.rel == Rel::Corrects).map(|r| r.id);
        let taken_back = |id| self.naming(id, Rel::Withdraws).filter(fits);
        let all = std::iter::once(target.id()).chain(corrected).flat_map(taken_back);
        let first = all.min_by_key(|s| (s.claimed_time(), s.id()))?;
        let reason = opened::text(first, "reason").map(str::to_owned);
        Some(Withdrawn { id: first.id(), at: first.claimed_time(), reason })
    }

    fn links(&self, target: &Statement) -> Vec<Linked> {
        let links = self.of(target, Rel::Links).filter(|s| s.kind().name() == "link");
        let mut linked: Vec<_> = links.flat_map(|link| ends(link, target.id())).collect();
        linked.sort();
        linked
    }

    fn acknowledgements(&self, target: &Statement) -> Vec<Acknowledged> {
        let counts = |s: &Statement| party(s) != party(target) || second_officer(s, target);
        let fits = |s: &&Statement| s.kind().name() == "acknowledgement" && counts(s);
        let mut given: Vec<_> = self.of(target, Rel::Acknowledges).filter(fits).map(acknowledged).collect();
        // One whose time is not opened must not pass for the earliest.
        given.sort_by_key(|a| (a.at.is_none(), a.at, a.id));
        given
    }
}

pub(crate) fn party(statement: &Statement) -> &Name {
    &statement.record().author().party
}

/// Whether another officer of the same party takes a handover or approves a sitrep; not known where either name is not
/// opened.
fn second_officer(acknowledgement: &Statement, target: &Statement) -> bool {
    let officers = opened::text(target, "author").zip(opened::text(acknowledgement, "author"));
    matches!(target.kind().name(), "handover" | "sitrep") && officers.is_some_and(|(first, second)| first != second)
}

fn item(seen: &Seen, witnesses: &Witnesses<'_>, done: &Done<'_>, acts: &Acts<'_>) -> Item {
    let statement = &seen.statement;
    let author = statement.record().author();
    let provenance = opened::text(statement, "provenance").map(str::to_owned);
    let superseded_by = match statement.kind() {
        kind if kind.is_joint() => acts.superseded_by(statement),
        kind if kind.is_promise() => witnesses.promises().superseded_by(statement),
        _ => witnesses.superseded_by(statement),
    };
    let positions = acts.positions(statement);
    let joint = Acts::joint(statement, &positions);
    let steps = witnesses.promises().steps(statement);
    let links = witnesses.links(statement);
    let acknowledgements = witnesses.acknowledgements(statement);
    let corrected = witnesses.corrected(statement);
    let withdrawn = witnesses.withdrawn(statement);
    let shown = withdrawn.is_none() || seen.own;
    let state = match () {
        // What all have signed is not undone by the one whose record carried the text.
        () if let Some(joint) = joint.as_ref().filter(|joint| joint.in_force || seen.repudiated.is_none()) => {
            joint_state(joint, superseded_by)
        }
        () if seen.repudiated.is_some() => "repudiated",
        () if withdrawn.is_some() => "withdrawn",
        () if statement.kind().is_promise() => steps::state(statement, &steps, superseded_by),
        () => state(statement, done, superseded_by, &corrected, &links, &acknowledgements),
    };
    let mut slots = opened::slots(statement);
    if !shown {
        // The centre stays: the desk that was told must see that it was taken back. A correction's is what it says of its
        // target.
        let stays = |slot: &ItemSlot| slot.name == "centre" && statement.kind().target().is_none();
        slots.iter_mut().filter(|slot| !stays(slot)).for_each(ItemSlot::close);
    }
    Item {
        id: statement.id(),
        matter: statement.matter(),
        kind: statement.kind().name().to_owned(),
        party: author.party.clone(),
        node: author.node.clone(),
        own: seen.own,
        author: opened::text(statement, "author").filter(|_| seen.own).map(str::to_owned),
        at: statement.claimed_time(),
        received: seen.received.filter(|_| !seen.own),
        title: opened::title(statement).filter(|_| shown),
        synthetic: provenance.as_deref() == Some("synthetic"),
        provenance,
        label: Marks::from(statement.label()),
        slots,
        span: opened::span(statement).filter(|_| shown),
        state: state.to_owned(),
        refs: opened::refs(statement),
        superseded_by,
        repudiated: seen.repudiated,
        corrected: if shown { corrected } else { Vec::new() },
        withdrawn,
        links,
        acknowledgements,
        joint,
        positions,
        steps,
    }
}

fn correction(statement: &Statement) -> Corrected {
    let changes = opened::changes(statement);
    Corrected {
        id: statement.id(),
        at: statement.claimed_time(),
        reason: opened::text(statement, "reason").map(str::to_owned),
        slots: changes.iter().map(|change| change.name.clone()).collect(),
        changes,
    }
}

/// The other ends of a link, seen from `target`.
fn ends(link: &Statement, target: RecordId) -> impl Iterator<Item = Linked> {
    let (id, relation) = (link.id(), opened::text(link, "relation").unwrap_or(NOT_STATED).to_owned());
    let others = link.refs().into_iter().filter(move |r| r.rel == Rel::Links && r.id != target);
    others.map(move |other| Linked { id, relation: relation.clone(), other: other.id })
}

fn acknowledged(statement: &Statement) -> Acknowledged {
    Acknowledged {
        party: party(statement).clone(),
        officer: opened::text(statement, "author").map(str::to_owned),
        what: opened::text(statement, "what").unwrap_or(NOT_STATED).to_owned(),
        at: statement.claimed_time(),
        id: statement.id(),
    }
}
