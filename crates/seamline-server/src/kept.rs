//! What is kept in memory beside a node, behind locks and within bounds.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// A panic elsewhere must not take the node down: a node believes only what its store has committed, and nothing behind
/// these locks is left half done.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Drops the entry that `age` calls oldest until there is room for one more.
pub(crate) fn make_room<K: Ord + Clone, V>(map: &mut BTreeMap<K, V>, most: usize, age: impl Fn(&V) -> Instant) {
    while map.len() >= most {
        let Some(oldest) = map.iter().min_by_key(|(_, v)| age(v)).map(|(k, _)| k.clone()) else { return };
        map.remove(&oldest);
    }
}
