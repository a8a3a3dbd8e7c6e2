//! Milestones of a roadmap and what each waits for.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Flaw, Listed, Texts, aligned, texts_from, texts_value, words, words_value};
use crate::{cbor::Value, edtf::Span};

const MOST: usize = 128;

/// One milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Short key, unique in its roadmap and the same in every later version of it.
    pub key: String,
    /// Its name by language.
    pub names: Texts,
    /// Phase that it belongs to.
    pub phase: String,
    /// By when (EDTF); none where nobody has said.
    #[serde(default)]
    pub due: Option<String>,
    /// Keys of those that must be reached before it.
    #[serde(default)]
    pub after: Vec<String>,
}

impl Listed for Milestone {
    fn to_value(&self) -> Value {
        let due = self.due.as_ref().map_or(Value::Null, Value::text);
        let (key, phase) = (Value::text(&self.key), Value::text(&self.phase));
        Value::Array(vec![key, texts_value(&self.names), phase, due, words_value(&self.after)])
    }

    fn from_value(value: &Value) -> Option<Self> {
        let [key, names, phase, due, after] = value.as_array()? else { return None };
        let due = match due {
            Value::Null => None,
            due => Some(due.as_text()?.to_owned()),
        };
        let (key, phase) = (key.as_text()?.to_owned(), phase.as_text()?.to_owned());
        Some(Self { key, names: texts_from(names)?, phase, due, after: words(after)? })
    }

    fn check(list: &[Self]) -> Result<(), Flaw> {
        if list.len() > MOST || list.iter().any(|one| one.after.len() > MOST) {
            return Err(Flaw::Count);
        }
        let waits: BTreeMap<&str, &[String]> =
            list.iter().map(|one| (one.key.as_str(), one.after.as_slice())).collect();
        if waits.len() < list.len() || waits.contains_key("") {
            return Err(Flaw::MilestoneTwice);
        }
        if waits.values().copied().flatten().any(|key| !waits.contains_key(key.as_str())) {
            return Err(Flaw::MilestoneUnknown);
        }
        if list.iter().filter_map(|one| one.due.as_deref()).any(|due| Span::parse(due).is_none()) {
            return Err(Flaw::Date);
        }
        if has_loop(&waits) {
            return Err(Flaw::MilestoneLoop);
        }
        aligned(list.iter().map(|one| &one.names))
    }
}

/// Takes away again and again what waits for nothing more; a circle never goes.
fn has_loop(waits: &BTreeMap<&str, &[String]>) -> bool {
    let mut ahead: BTreeSet<&str> = waits.keys().copied().collect();
    loop {
        let free = |key: &&str| !waits[key].iter().any(|before| ahead.contains(before.as_str()));
        let reached: Vec<&str> = ahead.iter().copied().filter(free).collect();
        if reached.is_empty() {
            return !ahead.is_empty();
        }
        ahead.retain(|key| !reached.contains(key));
    }
}
