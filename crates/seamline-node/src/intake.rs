//! What arrives from others. Cosigning means "I hold these bytes": content is judged afterwards and never wedges a link.

use ed25519_dalek::VerifyingKey;
use seamline_feed::{
    Bye, Chunk, Cosig, Cosignature, Entry, Frontier, Handover, Head, Intake, Lane, Leaf, Leaves, Origin, Parcel,
    SignedCheckpoint, UnverifiedCheckpoint, UnverifiedCosignature,
    holder::{may_hold, receipts},
};
use seamline_record::{
    Endorsed, Hash, KeyId, NodeId, RecordFault, Statement, hash_of,
    planted::{self, Fault as Planted},
};
use seamline_release::Mode;
use seamline_store::{Bulk, Change, EntryRow, FeedRow, FileRow, ReceiptRow};

use crate::{
    fault::NodeFault,
    holdings::{STRETCH_BYTES, STRETCH_LEAVES},
    limits::Mandate,
    node::{Feed, Node},
    pending::Pending,
    state::ALARM,
};

/// Most acts that one party adds to the quarantine while a process runs; beyond, nothing more is taken of its feeds until
/// the node is started anew, which somebody does who has looked.
const MAX_BAD: usize = 10_000;

/// The same of acts that a later document or a later program may find good: everyday life with a party that runs a later
/// version.
const MAX_WAITING: usize = 100_000;

/// Most feeds of one foreign node: each start of a process opens at most two per audience, so that a node which starts
/// every day is heard for years.
pub(crate) const MAX_FEEDS: usize = 8_192;

/// Most alarms kept: a liar chooses what they are about.
const MAX_ALARMS: usize = 1_000;

impl Intake for Node {
    /// Equal sizes with other roots are two histories of one feed.
    fn take_head(&mut self, peer: &NodeId, head: &Head) {
        let held = self.feeds.get(&head.origin).map(|f| (f.frontier.size(), f.frontier.root()));
        if held.is_some_and(|(size, root)| size == head.size && root != head.tip) {
            self.alarm(&head.origin.to_string(), &format!("{peer} holds another history of this feed"));
        }
    }

    /// Newer documents of known parties only: the first document of a party is exchanged between people, who compare
    /// its fingerprint. One that came by itself could be anybody's.
    fn take_document(&mut self, peer: &NodeId, encoded: &[u8]) -> Result<(), Bye> {
        let party = match Endorsed::decode(encoded) {
            Ok(endorsed) => endorsed.body().party.clone(),
            // Whoever has a later version must be able to talk to one who has not.
            Err(RecordFault::LaterForm) => {
                self.alarm(&peer.to_string(), "it has party documents in a form that this version does not know");
                return Ok(());
            }
            Err(_) => return Err(Bye::Document),
        };
        if self.directory.newest(&party).is_none() {
            return Ok(());
        }
        match self.admit_document(encoded) {
            Ok(_) => Ok(()),
            Err(NodeFault::Store(_)) => Err(Bye::Storage),
            Err(fault) => {
                // Whatever a peer sends must not take the place of what is known of the party itself.
                let about = if matches!(fault, NodeFault::Document(RecordFault::TwoDocuments)) {
                    party.to_string()
                } else {
                    peer.to_string()
                };
                self.alarm(&about, &format!("a document of {party} that {peer} sent was refused: {fault}"));
                // A quarrel over a third party's documents is no reason to cut the link of two others.
                if peer.party == party { Err(Bye::Document) } else { Ok(()) }
            }
        }
    }

    fn take_leaves(&mut self, peer: &NodeId, leaves: &Leaves) -> Result<(), Bye> {
        let origin = &leaves.origin;
        if !may_hold(&self.directory, &self.id, origin) || !may_hold(&self.directory, peer, origin) {
            return Err(Bye::NotHolder);
        }
        match self.take_stretch(peer, leaves) {
            // The one who only carries a liar's feed is not the liar, nor is one who knows a party that this node does not:
            // the link stays, the stretch is dropped.
            Err(bye @ (Bye::Feed | Bye::Quota | Bye::Document)) if *peer != origin.node => {
                // Feeds that are not held are as many as a liar can invent.
                let held = self.feeds.contains_key(origin);
                let about = if held { origin.to_string() } else { origin.node.to_string() };
                let what = match bye {
                    Bye::Document => format!("{peer} has what it told, and its party's document is not here"),
                    _ => format!("a stretch that {peer} carried does not fit what is held"),
                };
                self.alarm(&about, &what);
                Ok(())
            }
            outcome => outcome,
        }
    }

    fn take_receipt(&mut self, peer: &NodeId, receipt: &Cosig) -> Result<(), Bye> {
        let storage = |fault: NodeFault| {
            tracing::error!(%fault, "a receipt could not be stored");
            Bye::Storage
        };
        // The same answer whether the feed is unknown here or the peer may not know of it.
        if !may_hold(&self.directory, peer, &receipt.origin) {
            return Ok(());
        }
        // A receipt on a size that is not kept here is of no use here, and no fault of anybody.
        let Some(signed) = self.checkpoint_at(&receipt.origin, receipt.size).map_err(storage)? else { return Ok(()) };
        let line = UnverifiedCosignature::parse(&receipt.line).map_err(|_| Bye::Receipt)?;
        // A node of a document that is not here may be honest: nothing can be said of it.
        if self.directory.node_entries(line.cosigner()).next().is_none() {
            return Ok(());
        }
        let Some(good) = self.verify_receipt(&line, &signed) else {
            // Of a feed with two histories another honest reader may hold the other one, and a receipt by a node that has
            // left its audience travels on: only who writes the feed, or signs for ours, answers for it.
            let (writer, own) = (&receipt.origin.node, receipt.origin.node == self.id && line.cosigner() == peer);
            if writer == peer || (own && receipts(&self.directory, peer, &receipt.origin)) {
                return Err(Bye::Receipt);
            }
            let what = format!("a receipt that {peer} carried does not fit what is held");
            self.alarm(&receipt.origin.to_string(), &what);
            return Ok(());
        };
        let mut pending = Pending::default();
        self.put_receipt(&mut pending, &good).map_err(storage)?;
        self.commit(pending).map_err(storage)
    }

    fn take_chunk(&mut self, peer: &NodeId, chunk: &Chunk) -> Result<(), Bye> {
        self.take_piece(peer, chunk)
    }

    fn take_parcel(&mut self, peer: &NodeId, parcel: &Parcel) -> Result<Handover, Bye> {
        self.carry_or_open(peer, parcel)
    }

    fn take_taken(&mut self, peer: &NodeId, parcel: Hash, outcome: Handover) -> Result<(), Bye> {
        self.handed_over(peer, parcel, outcome).map_err(|_| Bye::Storage)
    }
}

impl Node {
    /// Tells the administrator, once; a full disk must not turn an alarm into a failure of what it is about.
    pub(crate) fn alarm(&mut self, about: &str, what: &str) {
        let value = Some(what.as_bytes().to_vec());
        if planted::is(Planted::ForgetAlarm) {
            return;
        }
        let known = self.store.settings(ALARM).unwrap_or_default();
        let told = known.iter().find(|(key, _)| key == about).map(|(_, what)| what);
        if told == value.as_ref() || (told.is_none() && known.len() >= MAX_ALARMS) {
            return;
        }
        tracing::error!(about, what, "alarm");
        if let Err(fault) = self.store.apply(&[Change::Setting { space: ALARM, key: about.to_owned(), value }]) {
            tracing::error!(%fault, "the alarm could not be stored");
        }
    }

    fn take_stretch(&mut self, peer: &NodeId, leaves: &Leaves) -> Result<(), Bye> {
        let origin = &leaves.origin;
        let held = self.feeds.get(origin).map_or(0, |feed| feed.frontier.size());
        let end = leaves.start + leaves.entries.len() as u64;
        if leaves.start > held || leaves.entries.is_empty() {
            return Err(Bye::Feed);
        }
        if let Err(bye) = self.check_overlap(leaves, held) {
            self.keep_equivocation(leaves);
            return Err(bye);
        }
        if end <= held || self.lies_beyond_cut(leaves) {
            return Ok(());
        }
        if self.opened.values().any(|own| own == origin) {
            // Longer than what this process wrote: someone else signs with our key.
            return Err(Bye::Feed);
        }
        self.within_quota(leaves)?;
        let fresh = (held - leaves.start) as usize;
        let checked = self.checked(leaves, fresh);
        if checked.is_err() {
            self.keep_equivocation(leaves);
        }
        let (signed, key) = checked?;
        let files = self.files_of(peer, &leaves.entries[fresh..])?;
        let stored = self.store_leaves(leaves, fresh, &signed, (key, &files));
        if stored.is_ok() && !files.is_empty() {
            self.incoming.remove(peer);
        }
        stored.map_err(|fault| {
            tracing::error!(%fault, feed = %origin, "a stretch of feed could not be stored");
            Bye::Storage
        })
    }

    pub(crate) fn verify_receipt(
        &self,
        line: &UnverifiedCosignature,
        signed: &SignedCheckpoint,
    ) -> Option<Cosignature> {
        let (cosigner, origin) = (line.cosigner(), signed.checkpoint().origin());
        // A node that has left its audience held what it receipted: a party cannot take back a receipt by dropping a node.
        if *cosigner == origin.node || !self.directory.was_member(&origin.audience, cosigner) {
            return None;
        }
        self.directory.node_entries(cosigner).find_map(|entry| line.verify(signed, &entry.cosign).ok())
    }

    /// What is sent again must be what was sent: a different leaf at a held position is a second history.
    fn check_overlap(&self, leaves: &Leaves, held: u64) -> Result<(), Bye> {
        let overlap = (held - leaves.start).min(leaves.entries.len() as u64) as usize;
        let name = leaves.origin.to_string();
        let stored = self.store.entries(&name, leaves.start, overlap, usize::MAX).map_err(|_| Bye::Storage)?;
        let same = stored.iter().zip(&leaves.entries).all(|(held, sent)| held.leaf == sent.leaf);
        if same && stored.len() == overlap {
            return Ok(());
        }
        Err(Bye::Feed)
    }

    /// Nothing of the stretch stands: it was signed with a key that its party has closed, beyond where it was cut. One
    /// who does not know yet may send it in good faith. Where the party keeps records of the key, each may stand by a leaf
    /// beyond the cut: to drop that would make its verdict depend on what arrived first.
    fn lies_beyond_cut(&self, leaves: &Leaves) -> bool {
        let cut = |key| {
            let (closure, _) = self.directory.closure(&leaves.origin.node.party, key)?;
            let size = closure.feeds.get(&leaves.origin.feed.0).map_or(0, |cut| cut.size);
            closure.keep.is_empty().then_some(size)
        };
        let cut = self.signing_key(&leaves.origin, &leaves.checkpoint).and_then(cut);
        cut.is_some_and(|size| leaves.start >= size)
    }

    /// Transport checks: leaves, payload hashes, root, signature of the checkpoint. Gives the key that signed.
    fn checked(&self, leaves: &Leaves, fresh: usize) -> Result<(SignedCheckpoint, KeyId), Bye> {
        let origin = &leaves.origin;
        let held = self.feeds.get(origin);
        let unverified = UnverifiedCheckpoint::parse(&leaves.checkpoint).map_err(|_| Bye::Feed)?;
        let mut keys = self.directory.node_entries(&origin.node).map(|entry| entry.sign).peekable();
        if keys.peek().is_none() {
            return Err(Bye::Document);
        }
        let good = |key: VerifyingKey| unverified.verify(&key).ok().map(|signed| (signed, KeyId::of(&key)));
        let (signed, key) = keys.find_map(good).ok_or(Bye::Feed)?;
        if held.is_some_and(|feed| feed.key != Some(key)) {
            return Err(Bye::Feed);
        }
        let closure = self.directory.closure(&origin.node.party, key).map(|(closure, _)| closure);
        let cut = closure.and_then(|closure| closure.feeds.get(&origin.feed.0));
        let mut frontier = held.map(|f| f.frontier.clone()).unwrap_or_default();
        for entry in &leaves.entries[fresh..] {
            let payload = entry.payload.as_deref().map(hash_of);
            let named = match Leaf::decode(&entry.leaf).map_err(|_| Bye::Feed)? {
                Leaf::Act(act) => match (act.mode, origin.lane) {
                    (Mode::Copy, Lane::Records) => Some(act.payload),
                    (Mode::File, Lane::Files) => None,
                    _ => return Err(Bye::Feed),
                },
                // What a later version sends beside a leaf of its own is not kept: nothing here says what it should be.
                Leaf::Unknown => payload,
                Leaf::Open(_) | Leaf::Seen(_) => None,
            };
            let as_named = payload == named || planted::is(Planted::SkipPayloadHash);
            if !as_named || frontier.push(&entry.leaf).is_err() {
                return Err(Bye::Feed);
            }
            // The party says which history it cut; another one is not its own.
            if cut.is_some_and(|cut| cut.size == frontier.size() && cut.root.0 != frontier.root().0) {
                return Err(Bye::Feed);
            }
        }
        let checkpoint = signed.checkpoint();
        let agrees = checkpoint.size() == frontier.size()
            && (checkpoint.root() == frontier.root() || planted::is(Planted::SkipRoot));
        if agrees && *checkpoint.origin() == *origin { Ok((signed, key)) } else { Err(Bye::Feed) }
    }

    /// Stores what passed, judges its content and receipts it where this node is of the audience: one transaction, so
    /// that what is receipted is durable.
    fn store_leaves(
        &mut self,
        leaves: &Leaves,
        fresh: usize,
        signed: &SignedCheckpoint,
        (key, files): (KeyId, &[FileRow]),
    ) -> Result<(), NodeFault> {
        let (origin, name) = (&leaves.origin, leaves.origin.to_string());
        let now = self.clock.now_ms();
        let mut pending = Pending::default();
        let new = Feed { frontier: Frontier::default(), receipted: 0, changed: now, key: Some(key), stands: u64::MAX };
        let mut feed = self.feeds.get(origin).cloned().unwrap_or(new);
        feed.stands = self.standing_leaves(origin, &feed)?;
        let reached = self.reaches_cut(origin, key, feed.frontier.size(), signed.checkpoint().size());
        feed.stands = reached.unwrap_or(feed.stands);
        let mut frontier = feed.frontier.clone();
        pending.feeds.insert(origin.clone(), feed.clone());
        pending.push(Change::Feed(FeedRow {
            name: name.clone(),
            size: signed.checkpoint().size(),
            frontier: Vec::new(),
            checkpoint: Vec::new(),
            changed: now,
        }));
        let entries = &leaves.entries[fresh..];
        let decoded: Vec<Leaf> = entries.iter().map(|entry| Leaf::decode(&entry.leaf)).collect::<Result<_, _>>()?;
        let judged = self.judge_entries(leaves, fresh, &decoded);
        for ((entry, leaf), judged) in entries.iter().zip(&decoded).zip(judged) {
            let index = frontier.size();
            for (at, hash) in frontier.push(&entry.leaf)? {
                pending.push_hash(&name, at, hash);
            }
            let record = if let Leaf::Act(act) = leaf { Some(act.record) } else { None };
            let payload = record.and_then(|_| entry.payload.clone());
            let row = EntryRow { index, leaf: entry.leaf.clone(), payload, record };
            pending.push(Change::Entry { feed: name.clone(), entry: row });
            if let (Leaf::Act(act), Some(judged)) = (leaf, judged) {
                self.take_content(&mut pending, origin, index, act, judged, now)?;
            }
        }
        if reached.is_some() {
            for id in self.records_from(origin, 0)? {
                self.settle(&mut pending, id, now)?;
            }
        }
        let (note, size) = (signed.to_bytes(), frontier.size());
        pending.push(Change::Checkpoint { feed: name.clone(), size, note: note.clone() });
        let encoded = frontier.to_bytes();
        pending.push(Change::Feed(FeedRow { name, size, frontier: encoded, checkpoint: note, changed: now }));
        pending.feeds.insert(origin.clone(), Feed { frontier, changed: now, ..feed });
        if receipts(&self.directory, &self.id, origin) && self.standing().is_ok() {
            let time_s = self.receipt_time_s();
            let receipt = Cosignature::sign(signed, self.id.clone(), time_s, &self.keys.cosign)?;
            pending.receipt_s = time_s;
            self.put_receipt(&mut pending, &receipt)?;
        }
        for file in files {
            // Pieces are left where the file was held under another taking-in.
            pending.changes.extend([Bulk::File(*file), Bulk::ForgetStage(Some(file.stage))].map(Change::from));
        }
        self.follow_siblings(&mut pending)?;
        self.follow_files(&mut pending, origin)?;
        self.commit(pending)
    }

    /// Corrections and withdrawals that a sibling wrote go on to those whom this node has told of their targets.
    pub(crate) fn follow_siblings(&mut self, pending: &mut Pending) -> Result<(), NodeFault> {
        let follows = |s: &Statement| s.kind().target().is_some() || s.kind().name() == "withdrawal";
        let ours = |s: &&Statement| follows(s) && s.record().author().party == self.id.party;
        let decided_anew = pending.restated.values().filter(|(_, repudiated)| repudiated.is_none()).map(|(s, _)| s);
        let corrections: Vec<Statement> =
            pending.statements.values().chain(decided_anew).filter(ours).cloned().collect();
        let mandate = Mandate::rule("follows its target");
        if self.standing().is_err() {
            return Ok(());
        }
        for correction in corrections {
            self.follow_targets(pending, &correction, &mandate)?;
        }
        Ok(())
    }

    /// Time for a receipt made now, Unix seconds: never before one made earlier.
    pub(crate) fn receipt_time_s(&self) -> u64 {
        let last_s = if planted::is(Planted::ReceiptTimeGoesBack) { 0 } else { self.last_receipt_s };
        last_s.max((self.clock.now_ms() / 1000).max(0) as u64)
    }

    pub(crate) fn put_receipt(&self, pending: &mut Pending, receipt: &Cosignature) -> Result<(), NodeFault> {
        let origin: &Origin = receipt.checkpoint().origin();
        let size = receipt.checkpoint().size();
        if !pending.feeds.contains_key(origin) {
            let held = self.feeds.get(origin).ok_or(NodeFault::Row("feed"))?.clone();
            pending.feeds.insert(origin.clone(), held);
        }
        let feed = pending.feeds.get_mut(origin).ok_or(NodeFault::Row("feed"))?;
        feed.receipted = feed.receipted.max(size);
        let row = ReceiptRow {
            size,
            cosigner: receipt.cosigner().to_string(),
            time: i64::try_from(receipt.time_s().saturating_mul(1000)).unwrap_or(i64::MAX),
            line: receipt.line().to_string(),
        };
        pending.push(Change::Receipt { feed: origin.to_string(), receipt: row });
        Ok(())
    }

    /// Bounds before anything is stored: what one frame can carry on, feeds of one node, acts in quarantine.
    fn within_quota(&self, leaves: &Leaves) -> Result<(), Bye> {
        let bytes: usize = leaves.entries.iter().map(Entry::bytes).sum();
        let fits = leaves.entries.len() <= STRETCH_LEAVES && (bytes <= STRETCH_BYTES || leaves.entries.len() == 1);
        let node = &leaves.origin.node;
        let another = || self.feeds.keys().filter(|o| o.node == *node).count() < MAX_FEEDS;
        let known = self.feeds.contains_key(&leaves.origin) || another();
        let room =
            self.quarantined.get(&node.party).is_none_or(|acts| acts.bad < MAX_BAD && acts.waiting < MAX_WAITING);
        if fits && known && room { Ok(()) } else { Err(Bye::Quota) }
    }
}
