//! Delegated limits: what an officer may release, to whom, how sensitive, how exact.

use std::collections::BTreeSet;

use seamline_record::{AudienceId, Kind, Level, Name, Place, SlotType, Statement, Value, all_kinds};
use seamline_release::Audit;
use serde::{Deserialize, Serialize};

use crate::{fault::NodeFault, officers::Officer};

/// How far an officer's releases reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Parties that may be told.
    #[serde(with = "crate::words::set")]
    pub to: BTreeSet<Name>,
    /// The highest level of a label that may go.
    pub level: Level,
    /// Names of slots that never go.
    pub never: BTreeSet<String>,
    /// Smallest precision of a place that may go, metres; any where absent.
    pub finest_m: Option<u32>,
}

/// What limits do not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BeyondLimits {
    /// A liaison officer to whom nothing was delegated.
    #[error("no release was delegated")]
    NothingDelegated,
    /// A party that is not among those that may be told.
    #[error("{0} is not among the parties that may be told")]
    To(Name),
    /// A label above the highest level.
    #[error("the label is {level:?}, and nothing above {highest:?} may go")]
    Level {
        /// Level of the record.
        level: Level,
        /// The highest that may go.
        highest: Level,
    },
    /// A paragraph above the highest level.
    #[error("\"{slot}\" is marked {level:?}, and nothing above {highest:?} may go")]
    Portion {
        /// Name of the slot.
        slot: String,
        /// Level of the paragraph.
        level: Level,
        /// The highest that may go.
        highest: Level,
    },
    /// A slot that never goes.
    #[error("\"{0}\" may not go")]
    Never(String),
    /// A place that is too exact.
    #[error("\"{slot}\" is exact to {precision_m} m, and no place finer than {finest_m} m may go")]
    TooExact {
        /// Name of the slot.
        slot: String,
        /// Precision of the place.
        precision_m: u32,
        /// The finest that may go.
        finest_m: u32,
    },
}

/// Limits that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitsFault {
    /// A name of no slot would forbid nothing.
    #[error("no kind has a slot \"{0}\"")]
    NoSuchSlot(String),
    /// What goes with every release.
    #[error("\"{0}\" goes with every release, so it cannot be withheld")]
    AlwaysGoes(String),
    /// A precision of nothing.
    #[error("a precision is at least 1 metre")]
    Precision,
}

fn known() -> impl Iterator<Item = Kind> {
    all_kinds().filter_map(|spec| Kind::named(spec.name))
}

impl BeyondLimits {
    /// The slot at fault, or `to`, or `label`.
    pub fn field(&self) -> &str {
        match self {
            Self::NothingDelegated | Self::To(_) => "to",
            Self::Level { .. } => "label",
            Self::Never(slot) | Self::Portion { slot, .. } | Self::TooExact { slot, .. } => slot,
        }
    }
}

impl Limits {
    /// Whether these limits forbid what they seem to.
    ///
    /// # Errors
    /// [`LimitsFault`].
    pub fn check(&self) -> Result<(), LimitsFault> {
        if self.finest_m == Some(0) {
            return Err(LimitsFault::Precision);
        }
        for name in &self.never {
            let kinds: Vec<Kind> = known().filter(|kind| kind.index_of(name).is_some()).collect();
            let framed = |kind: &Kind| kind.frame().any(|index| kind.index_of(name) == Some(index));
            if kinds.is_empty() {
                return Err(LimitsFault::NoSuchSlot(name.clone()));
            }
            if kinds.iter().any(framed) {
                return Err(LimitsFault::AlwaysGoes(name.clone()));
            }
        }
        Ok(())
    }

    /// Whether anything of the record may go to this audience.
    pub(crate) fn admit(&self, statement: &Statement, audience: &AudienceId) -> Result<(), BeyondLimits> {
        if !self.to.contains(&audience.party) {
            return Err(BeyondLimits::To(audience.party.clone()));
        }
        let (level, highest) = (statement.label().level, self.level);
        if level > highest { Err(BeyondLimits::Level { level, highest }) } else { Ok(()) }
    }

    /// Whether this slot may go.
    pub(crate) fn admit_slot(&self, statement: &Statement, index: u8) -> Result<(), BeyondLimits> {
        let Some(slot) = statement.kind().slot(index) else { return Ok(()) };
        if self.never.contains(slot.name) {
            return Err(BeyondLimits::Never(slot.name.to_owned()));
        }
        let (level, highest) = (statement.level_at(index), self.level);
        if level > highest {
            return Err(BeyondLimits::Portion { slot: slot.name.to_owned(), level, highest });
        }
        let place = statement.value(index).filter(|_| slot.slot_type == SlotType::Place).and_then(Place::from_value);
        match (place, self.finest_m) {
            (Some(Place { precision_m, .. }), Some(finest_m)) if precision_m < finest_m => {
                Err(BeyondLimits::TooExact { slot: slot.name.to_owned(), precision_m, finest_m })
            }
            _ => Ok(()),
        }
    }

    /// Of the slots that a release would open, those that may go. One that may not go and says something refuses the
    /// release; an empty one, which a release of everything would open too, is left closed.
    pub(crate) fn narrow(&self, statement: &Statement, slots: BTreeSet<u8>) -> Result<BTreeSet<u8>, BeyondLimits> {
        let mut kept = BTreeSet::new();
        for index in slots {
            match self.admit_slot(statement, index) {
                Ok(()) => {
                    kept.insert(index);
                }
                Err(_) if statement.value(index) == Some(&Value::Null) => {}
                Err(beyond) => return Err(beyond),
            }
        }
        Ok(kept)
    }
}

/// On whose word something is released, and how far that word reaches.
#[derive(Debug, Clone)]
pub(crate) struct Mandate {
    pub(crate) audit: Audit,
    /// Whose limits hold, where any do: name and limits.
    limits: Option<(String, Limits)>,
}

impl Mandate {
    /// An officer's word. Whoever may release nothing may still write what goes on by rule.
    pub(crate) fn of(officer: &Officer, purpose: &str) -> Self {
        let audit = Audit { by: officer.name.clone(), approver: None, purpose: purpose.to_owned(), rule: None };
        Self { audit, limits: officer.limits.clone().map(|limits| (officer.name.clone(), limits)) }
    }

    /// What one officer proposed, on the word of another whose releases are not limited.
    pub(crate) fn approved(by: &str, approver: &Officer, purpose: &str) -> Self {
        let approver = Some(approver.name.clone());
        let audit = Audit { by: by.to_owned(), approver, purpose: purpose.to_owned(), rule: None };
        Self { audit, limits: None }
    }

    /// What follows of itself, on nobody's word.
    pub(crate) fn rule(rule: &str) -> Self {
        Self { audit: Audit { rule: Some(rule.to_owned()), ..Audit::default() }, limits: None }
    }

    /// The same word, with the rule by which it goes on.
    pub(crate) fn by_rule(&self, rule: &str) -> Self {
        Self { audit: Audit { rule: Some(rule.to_owned()), ..self.audit.clone() }, limits: self.limits.clone() }
    }

    /// Without limits: answers and withdrawals tell nobody anything that they were not told.
    pub(crate) fn unlimited(&self) -> Self {
        Self { audit: self.audit.clone(), limits: None }
    }

    /// Of the slots that a release would open, those that the limits let go; `None` where no limits hold. The own party's
    /// groups are no other party.
    pub(crate) fn narrow(
        &self,
        own: &Name,
        statement: &Statement,
        audience: &AudienceId,
        slots: &BTreeSet<u8>,
    ) -> Result<Option<BTreeSet<u8>>, NodeFault> {
        let Some((officer, limits)) = self.limits.as_ref().filter(|_| audience.party != *own) else { return Ok(None) };
        let narrowed = limits.admit(statement, audience).and_then(|()| limits.narrow(statement, slots.clone()));
        let refused = |limit| NodeFault::BeyondLimits { officer: officer.clone(), limit };
        narrowed.map(Some).map_err(refused)
    }
}
