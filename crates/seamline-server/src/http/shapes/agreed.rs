//! What parties agree to, as the API shows it.

use seamline_view as view;
use serde::Serialize;
use utoipa::ToSchema;

use super::Span;

/// A joint act's terms and how far they are met.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Joint {
    /// Parties that must concur.
    required: Vec<String>,
    /// Who hosts and cannot decide.
    #[schema(required = true)]
    facilitator: Option<String>,
    /// Languages of its text, all equally binding.
    languages: Vec<String>,
    /// Until when a concurrence counts.
    #[schema(required = true)]
    lapses: Option<Span>,
    /// Those of `required` that have not concurred.
    pending: Vec<String>,
    in_force: bool,
    #[schema(required = true)]
    in_force_since: Option<i64>,
}

/// What a party says of a joint act.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Said {
    /// It concurs.
    Concurred,
    /// It does not.
    NotConcurred,
    /// Neither; such a word counts for nothing.
    NotStated,
}

/// Where one party stands on a joint act.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Position {
    id: String,
    party: String,
    answer: Said,
    /// The officer whose own signature binds the party.
    #[schema(required = true)]
    officer: Option<String>,
    #[schema(required = true)]
    at: Option<i64>,
    #[schema(required = true)]
    reason: Option<String>,
    /// Numbers of the clauses objected to.
    clauses: Vec<String>,
    #[schema(required = true)]
    dissent: Option<String>,
    /// Whether it counts.
    counts: bool,
    /// Why not: not-required, not-signed, not-binding, lapsed, void
    #[schema(required = true)]
    fault: Option<String>,
}

/// What one party says of a commitment or programme.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Step {
    id: String,
    party: String,
    /// agreed, claimed, accepted, disputed, support, not stated
    what: String,
    /// The day that it speaks of (EDTF).
    #[schema(required = true)]
    on: Option<String>,
    #[schema(required = true)]
    at: Option<i64>,
    #[schema(required = true)]
    note: Option<String>,
    /// Ids of records that it rests on.
    evidence: Vec<String>,
}

impl From<view::Joint> for Joint {
    fn from(joint: view::Joint) -> Self {
        Self {
            required: joint.required,
            facilitator: joint.facilitator,
            languages: joint.languages,
            lapses: joint.lapses.map(Span::from),
            pending: joint.pending,
            in_force: joint.in_force,
            in_force_since: joint.in_force_since,
        }
    }
}

impl From<view::Position> for Position {
    fn from(position: view::Position) -> Self {
        Self {
            id: position.id.to_string(),
            party: position.party.to_string(),
            answer: match position.answer.as_str() {
                "concurred" => Said::Concurred,
                "not-concurred" => Said::NotConcurred,
                _ => Said::NotStated,
            },
            officer: position.officer,
            at: position.at,
            reason: position.reason,
            clauses: position.clauses,
            dissent: position.dissent,
            counts: position.fault.is_none(),
            fault: position.fault,
        }
    }
}

impl From<view::Step> for Step {
    fn from(step: view::Step) -> Self {
        Self {
            id: step.id.to_string(),
            party: step.party.to_string(),
            what: step.what,
            on: step.on,
            at: step.at,
            note: step.note,
            evidence: step.evidence.iter().map(ToString::to_string).collect(),
        }
    }
}
