//! One side of a conversation between two nodes, without a socket: frames in, frames out.
//!
//! Call order: [`Session::start`] once, then [`Session::handle`] for each frame that arrives and [`Session::poll`] until
//! it gives nothing; [`Session::poll`] again whenever the holdings have changed. What is stored and what is believed is
//! for [`Intake`] to say; what is sent, and in what order, is decided here: documents first, then receipts, then leaves.
//! Files and parcels come by [`Session::poll_bulk`], which the caller asks only while its line has nothing else to carry:
//! a photo never delays an urgent entry.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use seamline_record::{Hash, Name, NodeId, hash_of};

use crate::{
    frame::{Bye, Chunk, Cosig, Entry, Frame, Handover, Head, Hello, Leaves, MAX_HEADS, Parcel, VERSIONS},
    origin::{Lane, Origin},
};

/// Most leaves sent to one of the audience and not receipted yet.
pub const MAX_LEAVES_IN_FLIGHT: u64 = 4096;
/// Most bytes of entries sent to one of the audience and not receipted yet.
pub const MAX_BYTES_IN_FLIGHT: usize = 8 << 20;

/// Most feeds of which it is noted how much the peer has, as far as it says so itself: it could invent any number.
const MAX_FEEDS_NOTED: usize = 2 * MAX_HEADS;

/// What a node holds and the other may have: every method answers for this peer only.
pub trait Holdings {
    /// Why the holdings could not be read.
    type Fault;
    /// What to say first.
    fn hello(&self, peer: &NodeId) -> Result<Hello, Self::Fault>;
    /// Newest document version held of each party that this peer may know of.
    fn documents(&self, peer: &NodeId) -> Vec<(Name, u64)>;
    /// Encoded documents of a party above a version, oldest first.
    fn documents_above(&self, party: &Name, version: u64) -> Result<Vec<Vec<u8>>, Self::Fault>;
    /// Feeds that the peer may hold, with what is held of them.
    fn heads_for(&self, peer: &NodeId) -> Result<Vec<Head>, Self::Fault>;
    /// The next stretch of a feed from `start`, up to a kept checkpoint; `None` where there is nothing more.
    fn stretch(&self, origin: &Origin, start: u64) -> Result<Option<Leaves>, Self::Fault>;
    /// The receipt on the largest size, among those above `above`.
    fn newest_receipt(&self, origin: &Origin, above: u64) -> Result<Option<Cosig>, Self::Fault>;
    /// The piece at `offset` of a file that a leaf of this feed names.
    fn chunk(&self, origin: &Origin, hash: Hash, offset: u64) -> Result<Option<Chunk>, Self::Fault>;
    /// Hashes of the parcels to hand to the peer: those it carries for us, and those we carry for its party.
    fn parcels_for(&self, peer: &NodeId) -> Result<Vec<Hash>, Self::Fault>;
    /// One of them.
    fn parcel(&self, hash: Hash) -> Result<Option<Parcel>, Self::Fault>;
    /// Whether the peer receipts this feed.
    fn receipts_from(&self, peer: &NodeId, origin: &Origin) -> bool;
}

/// Where what arrives is checked and stored. An error ends the session and nothing of the frame is kept.
pub trait Intake {
    /// How much the peer says that it holds of a feed.
    fn take_head(&mut self, peer: &NodeId, head: &Head);
    /// A party document.
    ///
    /// # Errors
    /// The code to say goodbye with.
    fn take_document(&mut self, peer: &NodeId, encoded: &[u8]) -> Result<(), Bye>;
    /// A stretch of feed.
    ///
    /// # Errors
    /// The code to say goodbye with.
    fn take_leaves(&mut self, peer: &NodeId, leaves: &Leaves) -> Result<(), Bye>;
    /// A receipt.
    ///
    /// # Errors
    /// The code to say goodbye with.
    fn take_receipt(&mut self, peer: &NodeId, receipt: &Cosig) -> Result<(), Bye>;
    /// A piece of a file.
    ///
    /// # Errors
    /// The code to say goodbye with.
    fn take_chunk(&mut self, peer: &NodeId, chunk: &Chunk) -> Result<(), Bye>;
    /// A parcel: `true` where the peer need not keep it any longer.
    ///
    /// # Errors
    /// The code to say goodbye with.
    fn take_parcel(&mut self, peer: &NodeId, parcel: &Parcel) -> Result<Handover, Bye>;
    /// What the peer did with a parcel.
    ///
    /// # Errors
    /// The code to say goodbye with.
    fn take_taken(&mut self, peer: &NodeId, parcel: Hash, outcome: Handover) -> Result<(), Bye>;
}

/// How far this session has brought one feed.
#[derive(Debug, Default, Clone)]
struct Progress {
    /// Position up to which the other has the leaves, or will when what was sent arrives.
    sent: u64,
    /// Largest size of which the other has a receipt, or was sent one.
    receipted: u64,
    /// Stretches sent and not receipted: end and bytes.
    in_flight: VecDeque<(u64, usize)>,
    /// Bytes sent of the file that the next leaf names.
    of_file: u64,
}

/// One side of a conversation.
#[derive(Debug)]
pub struct Session {
    peer: NodeId,
    started: bool,
    greeted: bool,
    documents: BTreeMap<Name, u64>,
    feeds: BTreeMap<Origin, Progress>,
    caught_up: bool,
    /// Parcels handed over in this session.
    handed: BTreeSet<Hash>,
    /// What became of parcels, to be said.
    taken: VecDeque<(Hash, Handover)>,
    ended: Option<Bye>,
}

impl Session {
    /// A conversation with `peer`, whose identity the transport has settled.
    pub fn new(peer: NodeId) -> Self {
        Self {
            peer,
            started: false,
            greeted: false,
            documents: BTreeMap::new(),
            feeds: BTreeMap::new(),
            caught_up: false,
            handed: BTreeSet::new(),
            taken: VecDeque::new(),
            ended: None,
        }
    }

    /// With whom.
    pub fn peer(&self) -> &NodeId {
        &self.peer
    }

    /// Why it ended, if it did.
    pub fn ended(&self) -> Option<Bye> {
        self.ended
    }

    /// Whether the other side's HELLO has arrived.
    pub fn is_greeted(&self) -> bool {
        self.greeted
    }

    /// The frame to send first.
    ///
    /// # Errors
    /// Those of the holdings.
    pub fn start<H: Holdings>(&mut self, holdings: &H) -> Result<Frame, H::Fault> {
        self.started = true;
        Ok(Frame::Hello(holdings.hello(&self.peer)?))
    }

    /// Takes one frame.
    ///
    /// # Errors
    /// The code that ends the session; the caller sends it as BYE where it came from this side.
    pub fn handle(&mut self, frame: &Frame, intake: &mut dyn Intake) -> Result<(), Bye> {
        if let Some(bye) = self.ended {
            return Err(bye);
        }
        let verdict = self.dispatch(frame, intake);
        if let Err(bye) = verdict {
            self.ended = Some(bye);
        }
        verdict
    }

    fn dispatch(&mut self, frame: &Frame, intake: &mut dyn Intake) -> Result<(), Bye> {
        match frame {
            Frame::Bye(bye) => Err(*bye),
            Frame::Hello(hello) => self.greet(hello, intake),
            _ if !self.greeted => Err(Bye::Frame),
            Frame::Doc(encoded) => intake.take_document(&self.peer, encoded),
            Frame::Leaves(leaves) => {
                intake.take_leaves(&self.peer, leaves)?;
                // The other has what it sent: it must not come back as an echo.
                if let Some(progress) = self.noted(&leaves.origin) {
                    progress.sent = progress.sent.max(leaves.start + leaves.entries.len() as u64);
                }
                Ok(())
            }
            Frame::Cosig(receipt) => {
                intake.take_receipt(&self.peer, receipt)?;
                self.confirm(&receipt.origin, receipt.size);
                Ok(())
            }
            Frame::Chunk(chunk) => intake.take_chunk(&self.peer, chunk),
            Frame::Parcel(parcel) => {
                let outcome = intake.take_parcel(&self.peer, parcel)?;
                self.taken.push_back((hash_of(&parcel.sealed), outcome));
                Ok(())
            }
            Frame::Taken(hash, outcome) => intake.take_taken(&self.peer, *hash, *outcome),
            Frame::Live => Ok(()),
        }
    }

    fn greet(&mut self, hello: &Hello, intake: &mut dyn Intake) -> Result<(), Bye> {
        if self.greeted {
            return Err(Bye::Frame);
        }
        if hello.node != self.peer {
            return Err(Bye::Identity);
        }
        if !hello.versions.iter().any(|v| VERSIONS.contains(v)) {
            return Err(Bye::Version);
        }
        self.greeted = true;
        self.documents = hello.documents.iter().cloned().collect();
        for head in &hello.heads {
            intake.take_head(&self.peer, head);
            let progress = Progress { sent: head.size, receipted: head.receipted, ..Progress::default() };
            self.feeds.insert(head.origin.clone(), progress);
        }
        Ok(())
    }

    /// Progress of a feed that the peer spoke of, within the bound.
    fn noted(&mut self, origin: &Origin) -> Option<&mut Progress> {
        if self.feeds.len() >= MAX_FEEDS_NOTED {
            return self.feeds.get_mut(origin);
        }
        Some(self.feeds.entry(origin.clone()).or_default())
    }

    fn confirm(&mut self, origin: &Origin, size: u64) {
        let Some(progress) = self.noted(origin) else { return };
        progress.receipted = progress.receipted.max(size);
        while progress.in_flight.front().is_some_and(|(end, _)| *end <= size) {
            progress.in_flight.pop_front();
        }
    }

    /// The next frame to send, or nothing for now. Ends with one LIVE when all that is held was sent.
    ///
    /// # Errors
    /// Those of the holdings.
    pub fn poll<H: Holdings>(&mut self, holdings: &H) -> Result<Option<Frame>, H::Fault> {
        if !self.started || !self.greeted || self.ended.is_some() {
            return Ok(None);
        }
        if let Some((hash, outcome)) = self.taken.pop_front() {
            return Ok(Some(Frame::Taken(hash, outcome)));
        }
        let work = match self.next_document(holdings)? {
            Some(frame) => Some(frame),
            None => self.next_of_feeds(holdings)?,
        };
        if work.is_some() {
            self.caught_up = false;
            return Ok(work);
        }
        let first_time = !std::mem::replace(&mut self.caught_up, true);
        Ok(first_time.then_some(Frame::Live))
    }

    fn next_document<H: Holdings>(&mut self, holdings: &H) -> Result<Option<Frame>, H::Fault> {
        for (party, version) in holdings.documents(&self.peer) {
            let theirs = self.documents.get(&party).copied().unwrap_or_default();
            if version > theirs
                && let Some(encoded) = holdings.documents_above(&party, theirs)?.into_iter().next()
            {
                self.documents.insert(party, theirs + 1);
                return Ok(Some(Frame::Doc(encoded)));
            }
        }
        Ok(None)
    }

    /// Until the peer's own newer document is here, who may be served what is not known.
    fn awaits_document<H: Holdings>(&self, holdings: &H) -> bool {
        let version = |list: &[(Name, u64)]| list.iter().find(|(p, _)| *p == self.peer.party).map_or(0, |(_, v)| *v);
        self.documents.get(&self.peer.party).is_some_and(|theirs| *theirs > version(&holdings.documents(&self.peer)))
    }

    fn next_of_feeds<H: Holdings>(&mut self, holdings: &H) -> Result<Option<Frame>, H::Fault> {
        if self.awaits_document(holdings) {
            return Ok(None);
        }
        let heads = holdings.heads_for(&self.peer)?;
        for head in &heads {
            let progress = self.feeds.entry(head.origin.clone()).or_default();
            // A receipt is of use only to one who has the leaves under it.
            if head.receipted > progress.receipted
                && let Some(receipt) = holdings.newest_receipt(&head.origin, progress.receipted)?
                && receipt.size <= progress.sent
            {
                progress.receipted = receipt.size;
                return Ok(Some(Frame::Cosig(receipt)));
            }
        }
        for head in heads.iter().filter(|head| head.origin.lane == Lane::Records) {
            let receipts = holdings.receipts_from(&self.peer, &head.origin);
            let progress = self.feeds.entry(head.origin.clone()).or_default();
            if head.size <= progress.sent || (receipts && progress.is_full()) {
                continue;
            }
            if let Some(leaves) = holdings.stretch(&head.origin, progress.sent)? {
                progress.sent = leaves.start + leaves.entries.len() as u64;
                // What someone else of the audience has receipted already will not be receipted to us once more.
                if receipts && progress.sent > progress.receipted.max(head.receipted) {
                    progress.in_flight.push_back((progress.sent, leaves.entries.iter().map(Entry::bytes).sum()));
                }
                return Ok(Some(Frame::Leaves(leaves)));
            }
        }
        Ok(None)
    }

    /// The next frame of what is large and can wait: a parcel, a piece of a file or the leaf after its last piece. To be
    /// asked when [`Session::poll`] gives nothing.
    ///
    /// # Errors
    /// Those of the holdings.
    pub fn poll_bulk<H: Holdings>(&mut self, holdings: &H) -> Result<Option<Frame>, H::Fault> {
        if !self.started || !self.greeted || self.ended.is_some() || self.awaits_document(holdings) {
            return Ok(None);
        }
        for hash in holdings.parcels_for(&self.peer)? {
            if self.handed.insert(hash)
                && let Some(parcel) = holdings.parcel(hash)?
            {
                return Ok(Some(Frame::Parcel(parcel)));
            }
        }
        for head in holdings.heads_for(&self.peer)?.iter().filter(|head| head.origin.lane == Lane::Files) {
            let receipts = holdings.receipts_from(&self.peer, &head.origin);
            let progress = self.feeds.entry(head.origin.clone()).or_default();
            if head.size > progress.sent
                && !(receipts && progress.is_full())
                && let Some(frame) = progress.next_of_files(head, receipts, holdings)?
            {
                return Ok(Some(frame));
            }
        }
        Ok(None)
    }
}

impl Progress {
    fn next_of_files<H: Holdings>(
        &mut self,
        head: &Head,
        receipts: bool,
        holdings: &H,
    ) -> Result<Option<Frame>, H::Fault> {
        let Some(leaves) = holdings.stretch(&head.origin, self.sent)? else { return Ok(None) };
        if let Some(hash) = leaves.file()
            && let Some(chunk) = holdings.chunk(&head.origin, hash, self.of_file)?
        {
            self.of_file += chunk.bytes.len() as u64;
            return Ok(Some(Frame::Chunk(chunk)));
        }
        self.sent = leaves.start + leaves.entries.len() as u64;
        let bytes = usize::try_from(std::mem::take(&mut self.of_file)).unwrap_or(usize::MAX);
        if receipts && self.sent > self.receipted.max(head.receipted) {
            self.in_flight.push_back((self.sent, bytes));
        }
        Ok(Some(Frame::Leaves(leaves)))
    }

    fn is_full(&self) -> bool {
        let bytes: usize = self.in_flight.iter().map(|(_, bytes)| bytes).sum();
        let first = self.in_flight.front().map_or(self.sent, |(end, _)| *end);
        self.sent - first >= MAX_LEAVES_IN_FLIGHT || bytes >= MAX_BYTES_IN_FLIGHT
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::FeedId;

    /// Takes everything and keeps nothing.
    struct Indifferent;

    impl Intake for Indifferent {
        fn take_head(&mut self, _: &NodeId, _: &Head) {}
        fn take_document(&mut self, _: &NodeId, _: &[u8]) -> Result<(), Bye> {
            Ok(())
        }
        fn take_leaves(&mut self, _: &NodeId, _: &Leaves) -> Result<(), Bye> {
            Ok(())
        }
        fn take_receipt(&mut self, _: &NodeId, _: &Cosig) -> Result<(), Bye> {
            Ok(())
        }
        fn take_chunk(&mut self, _: &NodeId, _: &Chunk) -> Result<(), Bye> {
            Ok(())
        }
        fn take_parcel(&mut self, _: &NodeId, _: &Parcel) -> Result<Handover, Bye> {
            Ok(Handover::Taken)
        }
        fn take_taken(&mut self, _: &NodeId, _: Hash, _: Handover) -> Result<(), Bye> {
            Ok(())
        }
    }

    #[test]
    fn a_session_does_not_grow_with_feeds_that_the_peer_invents() {
        let peer: NodeId = "usa/hq".parse().unwrap();
        let mut session = Session::new(peer.clone());
        let hello = Hello { versions: VERSIONS.to_vec(), node: peer.clone(), documents: vec![], heads: vec![] };
        session.handle(&Frame::Hello(hello), &mut Indifferent).unwrap();
        for n in 0..10_000u32 {
            let mut feed = [0; 16];
            feed[..4].copy_from_slice(&n.to_be_bytes());
            let origin =
                |lane| Origin { node: peer.clone(), audience: "iraq".parse().unwrap(), lane, feed: FeedId(feed) };
            let receipt = Cosig { origin: origin(Lane::Records), size: 1, line: String::new() };
            session.handle(&Frame::Cosig(receipt), &mut Indifferent).unwrap();
            let entries = vec![Entry { leaf: vec![], payload: None }];
            let leaves = Leaves { origin: origin(Lane::Files), start: 0, entries, checkpoint: vec![] };
            session.handle(&Frame::Leaves(leaves), &mut Indifferent).unwrap();
        }
        assert!(session.feeds.len() <= MAX_FEEDS_NOTED, "{}", session.feeds.len());
    }
}
