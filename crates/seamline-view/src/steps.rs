//! Commitments: what those who owe, and those to whom it is owed, have said since.
//!
//! Only a party of the commitment moves it: both must have agreed, who owes claims, to whom it is owed accepts or
//! disputes. A later version takes its place once both have agreed to that one. Nobody accepts on another's behalf.

use seamline_record::{
    Kind, RecordId, Rel, Statement,
    planted::{self, Fault as Planted},
};

use crate::{
    fold::{Witnesses, party},
    item::Step,
    opened,
};

fn takes_steps(kind: Kind) -> bool {
    kind.is_promise() || matches!(kind.name(), "programme" | "roadmap")
}

/// What the records around a matter say of its commitments.
pub(crate) struct Promises<'w, 'a>(pub(crate) &'w Witnesses<'a>);

impl Promises<'_, '_> {
    /// What was said of it, by claimed time: by its parties of a commitment, by anybody of a programme.
    pub(crate) fn steps(&self, statement: &Statement) -> Vec<Step> {
        if !takes_steps(statement.kind()) {
            return Vec::new();
        }
        let said = self.0.of(statement, Rel::About).filter(|step| step.kind().name() == "progress");
        let moves = |step: &Statement| concerns(statement, party(step).as_str()) || planted::is(Planted::AnybodyMoves);
        let counts = |step: &&Statement| !statement.kind().is_promise() || moves(step);
        let mut steps: Vec<_> = said.filter(counts).map(step).collect();
        steps.sort_by_key(|step| (step.at, step.id));
        steps
    }

    /// Both its parties hold to it: neither takes it back alone.
    pub(crate) fn agreed(&self, statement: &Statement) -> bool {
        statement.kind().is_promise() && agreed(statement, &self.steps(statement))
    }

    /// The version that both its parties have agreed to after it; the latest by claimed time.
    pub(crate) fn superseded_by(&self, statement: &Statement) -> Option<RecordId> {
        let successors = self.0.of(statement, Rel::Supersedes).filter(|next| {
            let same = |name| opened::text(next, name) == opened::text(statement, name);
            same("owner") && same("beneficiary") && self.agreed(next)
        });
        successors.max_by_key(|next| (next.claimed_time(), next.id())).map(Statement::id)
    }
}

/// A party's word that it holds to a commitment. It is not taken back, or the commitment could be, by two withdrawals.
pub fn agrees(step: &Statement) -> bool {
    step.kind().name() == "progress" && opened::text(step, "what") == Some("agreed")
}

fn concerns(commitment: &Statement, party: &str) -> bool {
    ["owner", "beneficiary"].iter().any(|name| opened::text(commitment, name) == Some(party))
}

/// Who owes and to whom it is owed have each written it or agreed to it.
fn agreed(commitment: &Statement, steps: &[Step]) -> bool {
    let author = party(commitment).as_str();
    let said = |by: &str| steps.iter().any(|step| step.what == "agreed" && step.party.as_str() == by);
    let mut named = ["owner", "beneficiary"].iter().filter_map(|name| opened::text(commitment, name)).peekable();
    named.peek().is_some() && named.all(|by| by == author || said(by))
}

/// Where its parties have brought it.
pub(crate) fn state(commitment: &Statement, steps: &[Step], superseded_by: Option<RecordId>) -> &'static str {
    let by = |name, what: &[&str]| {
        let party = opened::text(commitment, name)?;
        let theirs = |step: &Step| step.party.as_str() == party || planted::is(Planted::AnybodyMoves);
        steps.iter().rfind(|s| theirs(s) && what.contains(&s.what.as_str()))
    };
    let claimed = by("owner", &["claimed"]);
    // A verdict is on the claim before it: what is claimed anew after it waits for another.
    let verdict = by("beneficiary", &["accepted", "disputed"]);
    let verdict = verdict.filter(|verdict| claimed.is_some_and(|claimed| verdict.at >= claimed.at));
    match (verdict.map(|step| step.what.as_str()), claimed) {
        _ if superseded_by.is_some() => "superseded",
        (Some("accepted"), _) => "accepted",
        (Some(_), _) => "disputed",
        (None, Some(_)) => "claimed",
        (None, None) if agreed(commitment, steps) => "agreed",
        (None, None) => "proposed",
    }
}

fn step(statement: &Statement) -> Step {
    let text = |name| opened::text(statement, name).map(str::to_owned);
    let evidence = statement.refs().into_iter().filter(|r| r.rel == Rel::Cites).map(|r| r.id);
    Step {
        id: statement.id(),
        party: party(statement).clone(),
        what: text("what").unwrap_or_else(|| "not stated".to_owned()),
        on: text("on"),
        at: statement.claimed_time(),
        note: text("note"),
        evidence: evidence.collect(),
    }
}
