//! **Liveness.** After healing, with every pair of nodes speaking in turn, nothing moves any more after this many rounds.

/// A correction may have to go from a desk to its command and on to others, and its receipt back: one round each, and one
/// that moves nothing.
pub(crate) const MAX_ROUNDS: usize = 5;

use crate::world::World;

const NAME: &str = "liveness";

impl World {
    pub(crate) fn caught_up(&mut self, rounds: Option<usize>) {
        match rounds {
            Some(rounds) => self.trace.note(|| format!("all quiet after {rounds} rounds")),
            None => self.fail(NAME, format!("still moving {MAX_ROUNDS} rounds after healing")),
        }
    }
}
