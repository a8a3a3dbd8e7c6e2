//! What keeps a slot back, for the officer who would release it: an id and arguments for the page, a sentence without one.

use std::collections::BTreeMap;

use seamline_node::{Barred as Why, BeyondLimits};
use seamline_release::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use super::of_node::word;

/// Whose word would be needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum BarredBy {
    /// Nobody's: the label, the clearance, or what the record points at.
    Label,
    /// Another officer's: the asker's own limits.
    Limits,
}

/// Why something may not go.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Barred {
    by: BarredBy,
    /// Which of the reasons.
    id: &'static str,
    /// What the reason names, by its key.
    #[schema(value_type = BTreeMap<String, String>)]
    args: BTreeMap<&'static str, String>,
    /// The same as a sentence.
    text: String,
}

impl From<Why> for Barred {
    fn from(why: Why) -> Self {
        match why {
            Why::Gate(refusal) => of_refusal(&refusal),
            Why::Limits(limit) => of_limit(&limit),
        }
    }
}

fn of_refusal(refusal: &Refusal) -> Barred {
    let (id, args) = match refusal {
        Refusal::Level { level, clearance } => ("level", vec![("level", word(level)), ("clearance", word(clearance))]),
        Refusal::Portion { level, clearance, .. } => {
            ("portion", vec![("level", word(level)), ("clearance", word(clearance))])
        }
        Refusal::Caveat(caveat) => ("caveat", vec![("caveat", caveat.clone())]),
        Refusal::Expired => ("expired", vec![]),
        Refusal::NotOriginator => ("originator", vec![]),
        Refusal::NoPolicy(audience) => ("clearance", vec![("party", audience.party.to_string())]),
        Refusal::RefNotGiven(slot) => ("reference", vec![("slot", (*slot).to_owned())]),
        Refusal::NoSuchSlot(slot) => ("unknown", vec![("slot", slot.clone())]),
        Refusal::Author => ("author", vec![]),
        Refusal::NotWhole(kind) => ("whole", vec![("kind", (*kind).to_owned())]),
        Refusal::NotHeld(_) => ("not-held", vec![]),
    };
    Barred { by: BarredBy::Label, id, args: args.into_iter().collect(), text: refusal.to_string() }
}

fn of_limit(limit: &BeyondLimits) -> Barred {
    let (id, args) = match limit {
        BeyondLimits::NothingDelegated => ("none-delegated", vec![]),
        BeyondLimits::To(party) => ("party", vec![("party", party.to_string())]),
        BeyondLimits::Level { level, highest } | BeyondLimits::Portion { level, highest, .. } => {
            ("above", vec![("level", word(level)), ("highest", word(highest))])
        }
        BeyondLimits::Never(slot) => ("never", vec![("slot", slot.clone())]),
        BeyondLimits::TooExact { precision_m, finest_m, .. } => {
            ("exact", vec![("precision", precision_m.to_string()), ("finest", finest_m.to_string())])
        }
    };
    Barred { by: BarredBy::Limits, id, args: args.into_iter().collect(), text: limit.to_string() }
}
