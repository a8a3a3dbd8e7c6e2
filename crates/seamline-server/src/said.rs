//! Drafts that were recorded lately: whoever did not hear the answer says them again, and must not be recorded twice.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use seamline_node::NewRecord;
use seamline_record::{Hash, RecordId, hash_of};

use crate::fault::Fault;

/// Most drafts remembered; the oldest are forgotten first.
const MOST: usize = 4_096;
/// For how long.
const REMEMBERED: Duration = Duration::from_hours(24);
const LONGEST_KEY: usize = 64;

/// One draft of one officer under the key that its page gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark(Hash);

impl Mark {
    /// Other words under the same key are another draft: a key alone must never swallow a record.
    pub(crate) fn of(officer: &str, key: &str, draft: &NewRecord) -> Result<Self, Fault> {
        if key.is_empty() || key.len() > LONGEST_KEY {
            return Err(Fault::form("A draft's key is 1 to 64 bytes long.".to_owned()).at("key"));
        }
        Ok(Self(hash_of(format!("{officer:?} {key:?} {draft:?}").as_bytes())))
    }
}

/// Only in memory: what was said before a restart is recorded again.
#[derive(Default)]
pub(crate) struct Said(Mutex<BTreeMap<Hash, (RecordId, Instant)>>);

impl Said {
    /// What became of a draft. Ask and [`Said::keep`] under the node's lock, or two of one draft pass each other.
    pub(crate) fn before(&self, mark: Mark) -> Option<RecordId> {
        let rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rows.get(&mark.0).filter(|(_, at)| at.elapsed() < REMEMBERED).map(|(id, _)| *id)
    }

    pub(crate) fn keep(&self, mark: Mark, id: RecordId) {
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if rows.len() >= MOST
            && let Some(oldest) = rows.iter().min_by_key(|(_, (_, at))| *at).map(|(hash, _)| *hash)
        {
            rows.remove(&oldest);
        }
        rows.insert(mark.0, (id, Instant::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_of_one_officer_one_key_and_one_draft_and_the_oldest_goes_first() {
        let new = |kind: &str| NewRecord { kind: kind.to_owned(), ..NewRecord::default() };
        let mark = |officer: &str, key: &str, kind: &str| Mark::of(officer, key, &new(kind)).unwrap();
        let said = Said::default();
        let id = |n: usize| RecordId(hash_of(&n.to_be_bytes()));
        said.keep(mark("Sara", "k", "incident"), id(0));
        assert_eq!(said.before(mark("Sara", "k", "incident")), Some(id(0)));
        for other in [mark("Azad", "k", "incident"), mark("Sara", "l", "incident"), mark("Sara", "k", "log-entry")] {
            assert_eq!(said.before(other), None);
        }
        assert!(Mark::of("Sara", "", &new("incident")).is_err());
        assert!(Mark::of("Sara", &"k".repeat(LONGEST_KEY + 1), &new("incident")).is_err());
        for n in 1..=MOST {
            said.keep(mark("Azad", &n.to_string(), "incident"), id(n));
        }
        assert_eq!(said.before(mark("Sara", "k", "incident")), None);
        assert_eq!(said.before(mark("Azad", "1", "incident")), Some(id(1)));
    }
}
