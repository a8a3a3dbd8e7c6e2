//! Writing this node's own feeds: one transaction per batch of acts, a checkpoint over them, bytes leave afterwards.

use seamline_feed::{Checkpoint, Ended, FeedId, Frontier, Lane, Leaf, Origin, Seen};
use seamline_record::{AudienceId, RecordId, Value, planted};
use seamline_release::{Act, Audit, Release, Released};
use seamline_store::{Change, EntryRow, FeedRow};

use crate::{
    fault::NodeFault,
    node::{Feed, Node},
    pending::Pending,
};

/// Most bytes of entries between two checkpoints: a stretch must fit into one frame.
pub const MAX_BATCH_BYTES: usize = 256 * 1024;
/// Most leaves between two checkpoints.
const MAX_BATCH_LEAVES: u64 = 1024;
/// Most heads that a `seen` leaf commits to.
const MAX_SEEN: usize = 64;
const SEEN: &str = "seen";

/// A feed being written within one transaction.
pub(crate) struct Writing {
    origin: Origin,
    feed: Feed,
    since_checkpoint: (u64, usize),
}

impl Node {
    /// The feed to an audience that this process writes, opened now if it is the first act.
    pub(crate) fn writing(
        &mut self,
        pending: &mut Pending,
        audience: &AudienceId,
        lane: Lane,
    ) -> Result<Writing, NodeFault> {
        let at = (audience.clone(), lane);
        if let Some(origin) = pending.opened.get(&at).or_else(|| self.opened.get(&at)) {
            let feed = pending.feeds.get(origin).or_else(|| self.feeds.get(origin));
            let feed = feed.ok_or(NodeFault::Row("feed"))?.clone();
            return Ok(Writing { origin: origin.clone(), feed, since_checkpoint: (0, 0) });
        }
        if let Some((origin, feed)) = self.continued(audience, lane) {
            pending.opened.insert(at, origin.clone());
            return Ok(Writing { origin, feed, since_checkpoint: (0, 0) });
        }
        let mut id = [0; 16];
        self.random.fill(&mut id);
        let origin = Origin { node: self.id.clone(), audience: audience.clone(), lane, feed: FeedId(id) };
        let ended = self.previous_feed(&origin);
        let (changed, key) = (self.clock.now_ms(), Some(self.keys.key_id()));
        let feed = Feed { frontier: Frontier::default(), receipted: 0, changed, key, stands: u64::MAX };
        pending.opened.insert(at, origin.clone());
        let mut writing = Writing { origin, feed, since_checkpoint: (0, 0) };
        // The row must exist before entries can refer to it.
        pending.push(writing.row(Vec::new()));
        self.append_leaf(pending, &mut writing, &Leaf::Open(ended), None, None)?;
        Ok(writing)
    }

    /// Planted: the feed of the process before. A restored or copied folder would write two histories of it.
    fn continued(&self, audience: &AudienceId, lane: Lane) -> Option<(Origin, Feed)> {
        let same = |o: &&Origin| o.node == self.id && o.audience == *audience && o.lane == lane;
        let mut own = self.feeds.iter().filter(|(o, _)| planted::is(planted::Fault::ContinueFeed) && same(o));
        own.next().map(|(origin, feed)| (origin.clone(), feed.clone()))
    }

    /// The newest feed that this node, in whatever process, wrote for the same audience and lane.
    fn previous_feed(&self, origin: &Origin) -> Option<Ended> {
        let same = |o: &&Origin| o.node == origin.node && o.audience == origin.audience && o.lane == origin.lane;
        let (previous, feed) =
            self.feeds.iter().filter(|(o, _)| same(o)).max_by_key(|(o, feed)| (feed.changed, o.feed))?;
        if planted::is(planted::Fault::NoBackLink) {
            return None;
        }
        Some(Ended { feed: previous.feed, size: feed.frontier.size(), root: feed.frontier.root() })
    }

    /// Appends one act. Returns its position.
    pub(crate) fn append_act(
        &mut self,
        pending: &mut Pending,
        writing: &mut Writing,
        released: Released<Release>,
        audit: &Audit,
        audit_salt: [u8; 16],
    ) -> Result<u64, NodeFault> {
        let (release, audience) = released.into_parts();
        let record = release.act.record;
        let payload = release.payload.encode();
        let index = self.append_leaf(pending, writing, &Leaf::Act(release.act), Some(payload), Some(record))?;
        let audit = Value::Array(vec![audit_salt[..].into(), audit.to_value()]).encode();
        pending.push(Change::Audit { feed: writing.origin.to_string(), index, audit });
        pending.given.insert((audience, record));
        Ok(index)
    }

    /// Appends an act that gives a file. Each has a checkpoint of its own: a file must not wait for the next one.
    pub(crate) fn append_file_act(
        &mut self,
        pending: &mut Pending,
        writing: &mut Writing,
        released: Released<Act>,
        audit: &Audit,
        audit_salt: [u8; 16],
    ) -> Result<(), NodeFault> {
        let (act, _) = released.into_parts();
        if writing.since_checkpoint.0 > 0 {
            self.close_batch(pending, writing);
        }
        let record = act.record;
        let index = self.append_leaf(pending, writing, &Leaf::Act(act), None, Some(record))?;
        let audit = Value::Array(vec![audit_salt[..].into(), audit.to_value()]).encode();
        pending.push(Change::Audit { feed: writing.origin.to_string(), index, audit });
        Ok(())
    }

    /// Notes what this node has seen of the audience's feeds, where that changed since the last such note.
    pub(crate) fn append_seen(&mut self, pending: &mut Pending, writing: &mut Writing) -> Result<(), NodeFault> {
        let party = &writing.origin.audience.party;
        let mut heads: Vec<_> = self
            .feeds
            .iter()
            .filter(|(o, f)| o.node.party == *party && o.audience.party == self.id.party && f.receipted > 0)
            .map(|(o, f)| (f.changed, o.feed, f.receipted))
            .collect();
        heads.sort_unstable();
        let mut heads: Vec<_> = heads.into_iter().rev().take(MAX_SEEN).map(|(_, feed, size)| (feed, size)).collect();
        heads.sort_unstable();
        let parties = [&self.id.party, party];
        let version = |p: &&seamline_record::Name| self.directory.newest(p).map(|d| ((*p).clone(), d.body().version));
        let mut documents: Vec<_> = parties.iter().filter_map(version).collect();
        documents.sort();
        documents.dedup();
        let seen = Seen { heads, documents };
        let value = seen.to_value().encode();
        if self.last_seen(pending, writing)?.as_ref() == Some(&value) {
            return Ok(());
        }
        let salt = self.salt();
        let index = self.append_leaf(pending, writing, &seen.leaf(&salt), None, None)?;
        let feed = writing.origin.to_string();
        let audit = Value::Array(vec![salt[..].into(), seen.to_value()]).encode();
        pending.push(Change::Audit { feed: feed.clone(), index, audit });
        pending.push(Change::Setting { space: SEEN, key: feed, value: Some(value) });
        Ok(())
    }

    /// What the last `seen` leaf of the feed commits to, encoded.
    fn last_seen(&self, pending: &Pending, writing: &Writing) -> Result<Option<Vec<u8>>, NodeFault> {
        let name = writing.origin.to_string();
        let new = pending.changes.iter().rev().find_map(|change| match change {
            Change::Setting { space, key, value } if *space == SEEN && *key == name => value.clone(),
            _ => None,
        });
        Ok(if new.is_some() { new } else { self.store.setting(SEEN, &name)? })
    }

    fn append_leaf(
        &mut self,
        pending: &mut Pending,
        writing: &mut Writing,
        leaf: &Leaf,
        payload: Option<Vec<u8>>,
        record: Option<RecordId>,
    ) -> Result<u64, NodeFault> {
        let bytes = leaf.encode();
        let size = bytes.len() + payload.as_ref().map_or(0, Vec::len);
        let (leaves, total) = writing.since_checkpoint;
        if leaves > 0 && (leaves >= MAX_BATCH_LEAVES || total + size > MAX_BATCH_BYTES) {
            self.close_batch(pending, writing);
        }
        let name = writing.origin.to_string();
        let index = writing.feed.frontier.size();
        for (at, hash) in writing.feed.frontier.push(&bytes)? {
            pending.push_hash(&name, at, hash);
        }
        pending.push(Change::Entry { feed: name, entry: EntryRow { index, leaf: bytes, payload, record } });
        writing.since_checkpoint = (writing.since_checkpoint.0 + 1, writing.since_checkpoint.1 + size);
        Ok(index)
    }

    fn close_batch(&mut self, pending: &mut Pending, writing: &mut Writing) {
        let note = Checkpoint::new(writing.origin.clone(), &writing.feed.frontier).sign(&self.keys.sign);
        let (feed, size) = (writing.origin.to_string(), writing.feed.frontier.size());
        pending.push(Change::Checkpoint { feed, size, note: note.clone() });
        pending.push(writing.row(note));
        writing.since_checkpoint = (0, 0);
    }

    /// Signs the checkpoint over what was appended; the feed counts as moved from here on.
    pub(crate) fn finish_writing(&mut self, pending: &mut Pending, mut writing: Writing) {
        if writing.since_checkpoint.0 > 0 {
            writing.feed.changed = self.clock.now_ms();
            self.close_batch(pending, &mut writing);
        }
        pending.feeds.insert(writing.origin, writing.feed);
    }
}

impl Writing {
    fn row(&self, checkpoint: Vec<u8>) -> Change {
        Change::Feed(FeedRow {
            name: self.origin.to_string(),
            size: self.feed.frontier.size(),
            frontier: self.feed.frontier.to_bytes(),
            checkpoint,
            changed: self.feed.changed,
        })
    }
}
