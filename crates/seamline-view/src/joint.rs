//! Joint acts: where each party stands, and whether the act is in force.
//!
//! Invariants: an act is in force exactly when every party that it requires has a concurrence that counts; a concurrence
//! counts by what it and the act say and by who signed it, never by when or from where it came; an objection beside a
//! concurrence of the same party changes nothing. An act is superseded only by one in force that required all of its
//! parties: fewer could not undo what more agreed to.

use std::collections::{BTreeMap, BTreeSet};

use seamline_record::{
    Clause, RecordId, Rel, Span, Statement, Value,
    planted::{self, Fault as Planted},
};

use crate::{
    fold::Seen,
    item::{Joint, Position},
    opened,
};

/// Joint acts and the positions on them, among the records around a matter.
pub(crate) struct Acts<'a> {
    held: &'a BTreeMap<RecordId, Seen>,
    positions: BTreeMap<RecordId, Vec<&'a Seen>>,
}

impl<'a> Acts<'a> {
    pub(crate) fn among(held: &'a BTreeMap<RecordId, Seen>) -> Self {
        let mut positions: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for seen in held.values().filter(|seen| seen.statement.kind().name() == "position") {
            if let [reference] = seen.statement.refs()[..]
                && reference.rel == Rel::About
            {
                positions.entry(reference.id).or_default().push(seen);
            }
        }
        Self { held, positions }
    }

    /// Where the parties stand on a joint act, by claimed time; none on any other record.
    pub(crate) fn positions(&self, act: &Statement) -> Vec<Position> {
        if !act.kind().is_joint() {
            return Vec::new();
        }
        let terms = Terms::of(act);
        let of_act = self.positions.get(&act.id()).into_iter().flatten();
        let mut positions: Vec<_> = of_act.map(|seen| terms.judge(seen)).collect();
        positions.sort_by_key(|position| (position.at, position.id));
        positions
    }

    /// How far it has come, given the positions on it.
    pub(crate) fn joint(act: &Statement, positions: &[Position]) -> Option<Joint> {
        act.kind().is_joint().then(|| Terms::of(act).standing(positions))
    }

    fn in_force(&self, act: &Statement) -> bool {
        Self::joint(act, &self.positions(act)).is_some_and(|joint| joint.in_force)
    }

    /// The act in force that takes this one's place; where several claim to, the last that came into force.
    pub(crate) fn superseded_by(&self, act: &Statement) -> Option<RecordId> {
        let bound = Terms::of(act).required;
        let replaces = |seen: &&Seen| {
            let statement = &seen.statement;
            let names = statement.refs().iter().any(|r| r.rel == Rel::Supersedes && r.id == act.id());
            let same = statement.kind().number() == act.kind().number();
            let all = Terms::of(statement).required.is_superset(&bound) || planted::is(Planted::FewerSupersede);
            names && same && all && self.in_force(statement)
        };
        let since = |seen: &Seen| Self::joint(&seen.statement, &self.positions(&seen.statement))?.in_force_since;
        let successors = self.held.values().filter(replaces);
        successors.max_by_key(|seen| (since(seen), seen.statement.id())).map(|seen| seen.statement.id())
    }
}

/// What an act asks for.
struct Terms<'a> {
    required: BTreeSet<&'a str>,
    facilitator: Option<&'a str>,
    lapses: Option<Span>,
    languages: Vec<String>,
}

impl<'a> Terms<'a> {
    fn of(act: &'a Statement) -> Self {
        let list = act.value_of("required").and_then(Value::as_array).unwrap_or_default();
        let clauses = act.value_of("clauses").and_then(Clause::list_of).unwrap_or_default();
        Self {
            required: list.iter().filter_map(Value::as_text).collect(),
            facilitator: opened::text(act, "facilitator"),
            lapses: opened::text(act, "lapses").and_then(Span::parse),
            languages: clauses.first().map(|clause| clause.texts.keys().cloned().collect()).unwrap_or_default(),
        }
    }

    /// Whether a party can decide here at all: who hosts cannot, though the text require it.
    fn decides(&self, party: &str) -> bool {
        let required = self.required.contains(party) || planted::is(Planted::CountNotRequired);
        required && (self.facilitator != Some(party) || planted::is(Planted::FacilitatorDecides))
    }

    fn judge(&self, seen: &Seen) -> Position {
        let statement = &seen.statement;
        let party = statement.record().author().party.clone();
        let answer = opened::text(statement, "answer").unwrap_or_default();
        let last = self.lapses.as_ref().and_then(|span| span.to);
        let late = last.is_some_and(|last| statement.claimed_time().is_none_or(|at| at > last));
        let concurs = answer == "concurred";
        let late = late && !planted::is(Planted::CountLate);
        let signed = |held: bool| held || planted::is(Planted::SkipOfficerSignature);
        let has_signature = statement.value_of("signature").and_then(Value::as_bytes).is_some();
        let fault = match () {
            () if seen.repudiated.is_some() => Some("void"),
            () if !self.decides(party.as_str()) => Some("not-required"),
            () if concurs && late => Some("lapsed"),
            () if concurs && !signed(has_signature) => Some("not-signed"),
            () if concurs && !signed(seen.bound_by.is_some()) => Some("not-binding"),
            () => None,
        };
        let text = |name| opened::text(statement, name).map(str::to_owned);
        let clauses = statement.value_of("clauses").and_then(Value::as_array).unwrap_or_default();
        Position {
            id: statement.id(),
            party,
            answer: answer.to_owned(),
            officer: seen.bound_by.clone(),
            at: statement.claimed_time(),
            reason: text("reason"),
            clauses: clauses.iter().filter_map(|number| number.as_text().map(str::to_owned)).collect(),
            dissent: text("dissent"),
            fault: fault.map(str::to_owned),
        }
    }

    fn standing(&self, positions: &[Position]) -> Joint {
        let concurred = |party: &str| {
            let anybody = planted::is(Planted::CountNotRequired);
            let fits =
                |p: &&Position| p.party.as_str() == party || (anybody && !self.required.contains(p.party.as_str()));
            let objects = |p: &Position| p.party.as_str() == party && p.objects();
            if planted::is(Planted::ObjectionUndoes) && positions.iter().any(objects) {
                return None;
            }
            positions.iter().filter(fits).filter(|p| p.concurs()).map(|p| p.at).min()
        };
        let since: Vec<_> = self.required.iter().map(|party| concurred(party)).collect();
        let pending = self.required.iter().zip(&since).filter(|(_, since)| since.is_none());
        let pending: Vec<String> = pending.map(|(party, _)| (*party).to_owned()).collect();
        let in_force = pending.is_empty() && !self.required.is_empty();
        Joint {
            objected: positions.iter().any(|p| p.objects() && pending.iter().any(|party| p.party.as_str() == party)),
            in_force_since: since.into_iter().flatten().flatten().max().filter(|_| in_force),
            in_force,
            pending,
            required: self.required.iter().map(|party| (*party).to_owned()).collect(),
            facilitator: self.facilitator.map(str::to_owned),
            languages: self.languages.clone(),
            lapses: opened::span_of(self.lapses.clone()),
        }
    }
}
