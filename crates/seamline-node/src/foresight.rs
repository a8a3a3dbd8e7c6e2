//! Judging what has arrived before its turn comes, away from the node: signatures cost more than all the rest, and the
//! one writer need not wait for them, nor an officer for the writer.
//!
//! Invariant: what was foreseen counts only for the act and the documents that it was judged by. The verdict is the one
//! that the node itself would have come to, or it is not used.

use seamline_feed::{Entry, Lane, Leaf, Leaves, UnverifiedCheckpoint};
use seamline_record::{Directory, hash_of, on_all_cores, on_all_cores_but_one};
use seamline_release::Act;

use crate::{
    content::{Judged, judge_alone},
    node::Node,
};

/// Judges with the documents that a node held when it was made. Pure: may be used on any thread.
#[derive(Debug)]
pub struct Judge {
    directory: Directory,
    admitted: u64,
}

/// Verdicts on the acts of one stretch, to be handed to the node just before the stretch.
pub struct Foreseen {
    admitted: u64,
    acts: Vec<Option<(Act, Judged)>>,
}

impl Judge {
    /// How many documents the node had admitted: with more, this judge is out of date.
    pub fn admitted(&self) -> u64 {
        self.admitted
    }

    /// Judges the acts of a stretch; `None` where its checkpoint is not signed by its origin, since that stretch will be
    /// refused and is worth no work.
    pub fn foresee(&self, leaves: &Leaves) -> Option<Foreseen> {
        let unverified = UnverifiedCheckpoint::parse(&leaves.checkpoint).ok()?;
        let mut keys = self.directory.node_entries(&leaves.origin.node);
        if leaves.origin.lane != Lane::Records || !keys.any(|entry| unverified.verify(&entry.sign).is_ok()) {
            return None;
        }
        let judge = |entry: &Entry| {
            let (Ok(Leaf::Act(act)), Some(payload)) = (Leaf::decode(&entry.leaf), &entry.payload) else { return None };
            // The act names its payload: equal acts have equal payloads.
            let judged =
                (hash_of(payload) == act.payload).then(|| judge_alone(&self.directory, &leaves.origin, &act, payload));
            Some((act, judged?))
        };
        Some(Foreseen { admitted: self.admitted, acts: on_all_cores_but_one(&leaves.entries, judge) })
    }
}

impl Foreseen {
    /// The verdicts from an entry on, one for each; `None` where they are of no use.
    pub(crate) fn from(mut self, entry: usize, admitted: u64, entries: usize) -> Option<Vec<Option<(Act, Judged)>>> {
        let fits = self.admitted == admitted && self.acts.len() == entries && entry <= entries;
        fits.then(|| self.acts.split_off(entry))
    }
}

impl Node {
    /// A judge with the documents held now.
    pub fn judge_apart(&self) -> Judge {
        Judge { directory: self.directory.clone(), admitted: self.admitted }
    }

    /// Documents admitted since the start: a [`Judge`] made at another count is out of date.
    pub fn admitted(&self) -> u64 {
        self.admitted
    }

    /// Takes what was foreseen of the stretch that comes next.
    pub fn expect_stretch(&mut self, foreseen: Option<Foreseen>) {
        self.foreseen = foreseen;
    }

    /// Verdicts on entries of a stretch: foreseen ones where they hold, the others made now.
    pub(crate) fn judge_entries(&mut self, leaves: &Leaves, fresh: usize, decoded: &[Leaf]) -> Vec<Option<Judged>> {
        let (entries, admitted) = (&leaves.entries[fresh..], self.admitted);
        let foreseen = self.foreseen.take().and_then(|f| f.from(fresh, admitted, leaves.entries.len()));
        let (directory, origin) = (&self.directory, &leaves.origin);
        let judge = |entry: &Entry, leaf: &Leaf| match (leaf, &entry.payload) {
            (Leaf::Act(act), Some(payload)) => Some(judge_alone(directory, origin, act, payload)),
            _ => None,
        };
        let pairs: Vec<(&Entry, &Leaf)> = entries.iter().zip(decoded).collect();
        let Some(foreseen) = foreseen else { return on_all_cores(&pairs, |(entry, leaf)| judge(entry, leaf)) };
        let verdict = |((entry, leaf), foreseen): ((&Entry, &Leaf), Option<(Act, Judged)>)| match (leaf, foreseen) {
            (Leaf::Act(act), Some((judged_act, judged))) if *act == judged_act => Some(judged),
            _ => judge(entry, leaf),
        };
        pairs.into_iter().zip(foreseen).map(verdict).collect()
    }
}
