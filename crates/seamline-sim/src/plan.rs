//! What is likely in one world: drawn from the seed, so that some worlds crash all the time and others never do.

use crate::prng::Prng;

/// What one step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// An officer acts.
    Act,
    /// Bytes arrive.
    Deliver,
    /// Two nodes connect.
    Dial,
    /// A connection breaks.
    Cut,
    /// Nothing happens for a while.
    Wait,
    /// Power will fail at a node.
    Crash,
    /// A clock jumps.
    Skew,
    /// A disk is full, or has room again.
    Full,
    /// A bit flips on a disk.
    Rot,
    /// A folder is put back from an old backup.
    Restore,
    /// A folder is copied and started a second time.
    Copy,
    /// Some parties cannot reach each other, or can again.
    Partition,
    /// A bundle is written, carried, lost, repeated.
    Stick,
    /// A party's roots sign a new document.
    Document,
    /// The liar speaks.
    Lie,
}

const MOVES: [Move; 15] = [
    Move::Act,
    Move::Deliver,
    Move::Dial,
    Move::Cut,
    Move::Wait,
    Move::Crash,
    Move::Skew,
    Move::Full,
    Move::Rot,
    Move::Restore,
    Move::Copy,
    Move::Partition,
    Move::Stick,
    Move::Document,
    Move::Lie,
];

/// Weights of the moves, and how long waits are.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    weights: [usize; MOVES.len()],
    pub(crate) most_wait_ms: i64,
    pub(crate) most_latency_ms: i64,
}

impl Plan {
    pub(crate) fn new(prng: &mut Prng, with_liar: bool) -> Self {
        let mut weights = [0; MOVES.len()];
        weights[..5].copy_from_slice(&[150 + prng.below(250), 400 + prng.below(400), 60 + prng.below(80), 0, 30]);
        // Which troubles this world has at all, and how often.
        let most = [30, 0, 12, 10, 8, 4, 3, 2, 6, 20, 8, 0];
        for (weight, most) in weights[3..].iter_mut().zip(most) {
            if prng.chance(50) && most > 0 {
                *weight = 1 + prng.below(most);
            }
        }
        // Whoever lies, lies: worlds without lies are those without a liar.
        weights[MOVES.len() - 1] = if with_liar { 5 + prng.below(60) } else { 0 };
        let waits = [crate::clock::MINUTE_MS, 60 * crate::clock::MINUTE_MS, 5 * crate::clock::DAY_MS];
        let most_wait_ms = prng.pick(&waits).copied().unwrap_or_default();
        Self { weights, most_wait_ms, most_latency_ms: 1 + prng.spread(20_000) }
    }

    pub(crate) fn draw(&self, prng: &mut Prng) -> Move {
        let mut at = prng.below(self.weights.iter().sum());
        for (weight, what) in self.weights.iter().zip(MOVES) {
            if at < *weight {
                return what;
            }
            at -= weight;
        }
        Move::Wait
    }
}
