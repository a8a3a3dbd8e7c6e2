//! A feed written by hand, with good keys.

use ed25519_dalek::SigningKey;
use seamline_feed::{Checkpoint, Entry, FeedId, Frontier, Lane, Leaf, Leaves, Origin};
use seamline_record::{AudienceId, NodeId, RecordId, hash_of};
use seamline_release::{Act, Mode, Payload};

use crate::{broken::Broken, prng::Prng};

/// A feed and everything in it.
#[derive(Clone)]
pub(crate) struct Forge {
    pub(crate) origin: Origin,
    frontier: Frontier,
    entries: Vec<Entry>,
    key: SigningKey,
}

impl Forge {
    /// A feed that begins as it should.
    pub(crate) fn new(
        node: NodeId,
        audience: AudienceId,
        sign_seed: &[u8; 32],
        prng: &mut Prng,
    ) -> Result<Self, Broken> {
        let origin = Origin { node, audience, lane: Lane::Records, feed: FeedId(prng.bytes()) };
        let key = SigningKey::from_bytes(sign_seed);
        let mut forge = Self { origin, frontier: Frontier::default(), entries: Vec::new(), key };
        forge.leaf(Leaf::Open(None).encode(), None)?;
        Ok(forge)
    }

    pub(crate) fn leaf(&mut self, leaf: Vec<u8>, payload: Option<Vec<u8>>) -> Result<(), Broken> {
        self.frontier.push(&leaf)?;
        self.entries.push(Entry { leaf, payload });
        Ok(())
    }

    /// An act on a record with whatever payload.
    pub(crate) fn act(&mut self, record: RecordId, payload: Vec<u8>, at_ms: i64) -> Result<(), Broken> {
        let (hash, audit) = (hash_of(&payload), hash_of(b"nothing"));
        let act = Act { mode: Mode::Copy, record, payload: hash, claimed_time: at_ms, audit };
        self.leaf(Leaf::Act(act).encode(), Some(payload))
    }

    pub(crate) fn release(&mut self, record: RecordId, payload: &Payload, at_ms: i64) -> Result<(), Broken> {
        self.act(record, payload.encode(), at_ms)
    }

    pub(crate) fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// All of it in one stretch with a good checkpoint.
    pub(crate) fn leaves(&self) -> Leaves {
        let checkpoint = Checkpoint::new(self.origin.clone(), &self.frontier).sign(&self.key);
        Leaves { origin: self.origin.clone(), start: 0, entries: self.entries.clone(), checkpoint }
    }
}
