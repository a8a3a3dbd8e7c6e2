//! The lattice of labels and clearances: a few lines, exhaustively tested.

use std::collections::BTreeSet;

use seamline_record::{Clearance, Label, Onward};

use crate::gate::Refusal;

/// Label of what is derived from two records: highest level, every caveat, the stricter onward rule, the
/// earlier review date. Something derived must never be easier to release than what it came from.
pub fn join(a: &Label, b: &Label) -> Label {
    let caveats: BTreeSet<String> = a.caveats.iter().chain(&b.caveats).cloned().collect();
    let onward = if a.onward == Onward::Free { b.onward } else { a.onward };
    let review = [a.review, b.review].into_iter().flatten().min();
    Label { level: a.level.max(b.level), caveats: caveats.into_iter().collect(), onward, review }
}

/// What both clearances allow: lower level, common caveats.
pub fn meet(a: &Clearance, b: &Clearance) -> Clearance {
    Clearance { level: a.level.min(b.level), caveats: a.caveats.intersection(&b.caveats).cloned().collect() }
}

/// Whether an audience of this clearance may hold something so labelled at `now` (ms since 1970 UTC).
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn permits(label: &Label, clearance: &Clearance, now: i64) -> Result<(), Refusal> {
    if label.level > clearance.level {
        return Err(Refusal::Level { level: label.level, clearance: clearance.level });
    }
    if let Some(caveat) = label.caveats.iter().find(|c| !clearance.caveats.contains(*c)) {
        return Err(Refusal::Caveat(caveat.clone()));
    }
    if label.review.is_some_and(|review| review < now) {
        return Err(Refusal::Expired);
    }
    Ok(())
}
