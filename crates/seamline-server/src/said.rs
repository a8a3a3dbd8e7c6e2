//! Drafts that were recorded lately: whoever did not hear the answer says them again, and must not be recorded twice.

use std::{
    collections::BTreeMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use seamline_node::NewRecord;
use seamline_record::{Hash, RecordId, hash_of};

use crate::{
    fault::Fault,
    kept::{locked, make_room},
};

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
    /// The record of a draft: made now, or before under the same mark. Called under the node's lock, or two of one draft
    /// pass each other.
    pub(crate) fn once<E>(
        &self,
        mark: Option<Mark>,
        record: impl FnOnce() -> Result<RecordId, E>,
    ) -> Result<RecordId, E> {
        let Some(Mark(mark)) = mark else { return record() };
        let mut rows = locked(&self.0);
        if let Some((id, _)) = rows.get(&mark).filter(|(_, at)| at.elapsed() < REMEMBERED) {
            return Ok(*id);
        }
        let id = record()?;
        make_room(&mut rows, MOST, |(_, at)| *at);
        rows.insert(mark, (id, Instant::now()));
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_of_one_officer_one_key_and_one_draft_and_the_oldest_goes_first() {
        let new = |kind: &str| NewRecord { kind: kind.to_owned(), ..NewRecord::default() };
        let mark = |officer: &str, key: &str, kind: &str| Some(Mark::of(officer, key, &new(kind)).unwrap());
        let said = Said::default();
        let id = |n: usize| RecordId(hash_of(&n.to_be_bytes()));
        let once = |mark, n: usize| said.once(mark, || Ok::<_, ()>(id(n))).unwrap();
        let first = mark("Sara", "k", "incident");
        assert_eq!(said.once(first, || Err("refused")), Err("refused"), "what was refused is not remembered");
        assert_eq!((once(first, 0), once(first, 1)), (id(0), id(0)));
        for other in
            [mark("Azad", "k", "incident"), mark("Sara", "l", "incident"), mark("Sara", "k", "log-entry"), None]
        {
            assert_eq!(once(other, 2), id(2));
        }
        assert!(Mark::of("Sara", "", &new("incident")).is_err());
        assert!(Mark::of("Sara", &"k".repeat(LONGEST_KEY + 1), &new("incident")).is_err());
        for n in 0..MOST {
            once(mark("Dilan", &n.to_string(), "incident"), n);
        }
        assert_eq!(once(mark("Dilan", "0", "incident"), 9), id(0));
        assert_eq!(once(first, 9), id(9), "the oldest was not forgotten");
    }
}
