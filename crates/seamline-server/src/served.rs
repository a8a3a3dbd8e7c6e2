//! A node while it is served: the one lock around its writer, and what everybody around it must hear of.

use std::{
    collections::BTreeMap,
    fs::File,
    io::Write,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use seamline_feed::{Bye, Frame, Holdings, PeerFault};
use seamline_node::{Clock, Foreseen, Judge, Node, NodeFault, Peer, PublicCard};
use seamline_record::{Hash, Name, NodeId, RecordId};
use tokio::sync::{Semaphore, broadcast, watch};

use crate::{
    clock::ExerciseClock,
    fault::Fault,
    kept::locked,
    officers::{Logins, Sessions},
    peers::{Identity, Links},
    said::Said,
    unlocked::Unlocked,
};

/// Most events kept for a reader that lags; beyond, it is told to fetch everything.
const EVENTS_KEPT: usize = 256;
/// How long links may take to carry a document before the node takes the keys that it gives.
const LINKS_CARRY_DOCUMENT: Duration = Duration::from_secs(2);
/// Most pages that follow the events.
const MAX_STREAMS: usize = 64;

/// Frames shorter than this are decoded and judged in passing.
const WORTH_LOOKING_AHEAD: usize = 8 * 1024;

/// A frame, or what is wrong with it, and what was foreseen of the stretch that it brings.
pub(crate) struct Arrived {
    pub(crate) frame: Result<Frame, Bye>,
    pub(crate) foreseen: Option<Foreseen>,
}

fn decoded(bytes: &[u8]) -> Result<Frame, Bye> {
    Frame::decode(bytes).map_err(|fault| if fault == PeerFault::FrameTooLong { Bye::TooLarge } else { Bye::Frame })
}

/// Something that open pages hear of. No contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// Views of these records changed.
    Records(Arc<Vec<RecordId>>),
    /// A link, a feed or a receipt changed.
    Links,
    /// The exercise clock was set.
    Clock,
}

/// Whose TLS key is pinned, by the newest documents.
#[derive(Debug, Default)]
pub(crate) struct Pins {
    /// Newest versions, one for each known party.
    documents: Vec<(Name, u64)>,
    /// `None` for a key that two nodes claim: it belongs to neither.
    keys: BTreeMap<[u8; 32], Option<NodeId>>,
    /// Judges what peers send with the same documents.
    judge: Option<Arc<Judge>>,
}

/// Whom a link was opened with, by which TLS key, and how many parties were known then.
#[derive(Debug, Clone)]
pub(crate) struct Opened {
    pub(crate) peer: NodeId,
    key: [u8; 32],
    parties: usize,
}

/// How a node is served.
pub(crate) struct Setting {
    pub(crate) exercise: bool,
    pub(crate) secure: bool,
    pub(crate) holder_token: Hash,
    pub(crate) capture: Option<File>,
    pub(crate) folder: Unlocked,
}

/// A node, and everybody around it.
pub(crate) struct Served {
    pub(crate) id: NodeId,
    pub(crate) clock: ExerciseClock,
    pub(crate) exercise: bool,
    /// Reached by TLS: cookies are for TLS only.
    pub(crate) secure: bool,
    /// Hash of the token in `running.json`.
    pub(crate) holder_token: Hash,
    /// Places for pages that follow the events.
    pub(crate) streams: Arc<Semaphore>,
    pub(crate) links: Links,
    pub(crate) identity: Identity,
    pub(crate) events: broadcast::Sender<Event>,
    /// Counts changes of feeds, receipts and documents: sessions wake by it.
    pub(crate) moved: watch::Sender<u64>,
    /// Links that an administrator wants.
    pub(crate) peers: watch::Sender<BTreeMap<NodeId, Peer>>,
    pub(crate) stop: watch::Sender<bool>,
    pub(crate) folder: Unlocked,
    /// Keys that wait for a document.
    next: Option<PublicCard>,
    new_keys: AtomicBool,
    pub(crate) sessions: Sessions,
    pub(crate) logins: Logins,
    pub(crate) said: Said,
    node: Mutex<Node>,
    /// One at a time, in the order of asking: waiting costs no thread.
    turn: Arc<Semaphore>,
    /// Peers queue here first, so that at most one of them is ahead of an officer, however many there are and however
    /// much they send.
    peers_turn: Arc<Semaphore>,
    /// One stretch is judged at a time, on all cores.
    judging: Semaphore,
    /// One copy of the rows is made at a time: each takes as much of the disk as the rows.
    pub(crate) copying: Arc<Semaphore>,
    pins: RwLock<Pins>,
    capture: Option<Mutex<File>>,
}

/// Waits until the node is to stop.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stopped| *stopped).await;
}

impl Served {
    pub(crate) fn new(
        node: Node,
        identity: Identity,
        clock: ExerciseClock,
        setting: Setting,
    ) -> Result<Arc<Self>, NodeFault> {
        node.prepare_floor()?;
        let peers = node.peers()?.into_iter().collect();
        let served = Self {
            id: node.id().clone(),
            links: Links::new(clock.now_ms()),
            clock,
            exercise: setting.exercise,
            secure: setting.secure,
            holder_token: setting.holder_token,
            streams: Arc::new(Semaphore::new(MAX_STREAMS)),
            identity,
            events: broadcast::channel(EVENTS_KEPT).0,
            moved: watch::channel(0).0,
            peers: watch::channel(peers).0,
            stop: watch::channel(false).0,
            next: setting.folder.next_card(),
            folder: setting.folder,
            new_keys: AtomicBool::new(false),
            sessions: Sessions::default(),
            logins: Logins::default(),
            said: Said::default(),
            pins: RwLock::default(),
            capture: setting.capture.map(Mutex::new),
            node: Mutex::new(node),
            turn: Arc::new(Semaphore::new(1)),
            peers_turn: Arc::new(Semaphore::new(1)),
            judging: Semaphore::new(1),
            copying: Arc::new(Semaphore::new(1)),
        };
        served.refresh_pins(&locked(&served.node));
        Ok(Arc::new(served))
    }

    /// Whether a document has given the node the keys that it was waiting for.
    pub(crate) fn has_new_keys(&self) -> bool {
        self.new_keys.load(Ordering::Relaxed)
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// Runs something on the node, off the threads that serve sockets, and tells everybody what it changed.
    pub(crate) async fn with_node<R: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Node) -> R + Send + 'static,
    ) -> Result<R, Fault> {
        let turn = self.turn.clone().acquire_owned().await.map_err(|_| Fault::ours("the node takes no more work"))?;
        let served = self.clone();
        let joined = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut node = locked(&served.node);
            let outcome = work(&mut node);
            served.tell(&mut node);
            outcome
        });
        joined.await.map_err(|_| Fault::ours("the node's writer stopped in the middle of an act"))
    }

    /// [`Self::with_node`] for a peer: waits for the peers before it, then like anyone. The work must be bounded.
    pub(crate) async fn with_node_for_peer<R: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Node) -> R + Send + 'static,
    ) -> Result<R, Fault> {
        let closed = |_| Fault::ours("the node takes no more work");
        let _peers_turn = self.peers_turn.clone().acquire_owned().await.map_err(closed)?;
        self.with_node(work).await
    }

    /// [`Self::with_node`] for work that the node may refuse.
    pub(crate) async fn ask<R: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Node) -> Result<R, NodeFault> + Send + 'static,
    ) -> Result<R, Fault> {
        Ok(self.with_node(work).await??)
    }

    fn tell(&self, node: &mut Node) {
        let news = node.take_news();
        if news.feeds {
            self.refresh_pins(node);
            if self.next.is_some() && node.directory().node(&self.id) == self.next.as_ref() {
                self.take_new_keys();
            }
            self.moved.send_modify(|count| *count += 1);
        }
        // No page open is no fault.
        if !news.records.is_empty() {
            let _ = self.events.send(Event::Records(Arc::new(news.records.into_iter().collect())));
        }
        if news.feeds {
            let _ = self.events.send(Event::Links);
        }
    }

    /// Stops, to be started again with the new keys, once open links have had the time to carry the document: their
    /// other ends know only the old keys until they hold it.
    fn take_new_keys(&self) {
        if self.new_keys.swap(true, Ordering::Relaxed) {
            return;
        }
        tracing::info!("a document gives this node its new keys");
        let stop = self.stop.clone();
        tokio::spawn(async move {
            tokio::time::sleep(LINKS_CARRY_DOCUMENT).await;
            stop.send_replace(true);
        });
    }

    fn refresh_pins(&self, node: &Node) {
        let documents = node.documents(node.id());
        let current = |pins: &Pins| {
            let judge = pins.judge.as_ref().is_some_and(|judge| judge.admitted() == node.admitted());
            judge && pins.documents == documents
        };
        if current(&self.pins.read().unwrap_or_else(PoisonError::into_inner)) {
            return;
        }
        let directory = node.directory();
        let mut keys = BTreeMap::new();
        for document in directory.parties().filter_map(|party| directory.newest(party)) {
            let body = document.body();
            for entry in &body.nodes {
                let id = NodeId { party: body.party.clone(), node: entry.name.clone() };
                keys.entry(entry.tls.to_bytes()).and_modify(|claimed| *claimed = None).or_insert(Some(id));
            }
        }
        let judge = Some(Arc::new(node.judge_apart()));
        *self.pins.write().unwrap_or_else(PoisonError::into_inner) = Pins { documents, keys, judge };
    }

    /// Decodes a frame and judges what it brings, while the node is busy with what came before.
    pub(crate) async fn look_ahead(&self, bytes: Vec<u8>) -> Arrived {
        if bytes.len() < WORTH_LOOKING_AHEAD {
            return Arrived { frame: decoded(&bytes), foreseen: None };
        }
        let judge = self.pins.read().unwrap_or_else(PoisonError::into_inner).judge.clone();
        // Closed never; without a permit the node judges by itself.
        let _permit = self.judging.acquire().await;
        let looked = tokio::task::spawn_blocking(move || {
            let frame = decoded(&bytes);
            let foreseen = match (&frame, judge) {
                (Ok(Frame::Leaves(leaves)), Some(judge)) => judge.foresee(leaves),
                _ => None,
            };
            Arrived { frame, foreseen }
        });
        looked.await.unwrap_or(Arrived { frame: Err(Bye::Frame), foreseen: None })
    }

    /// The node whose newest document has this TLS key.
    pub(crate) fn pinned(&self, key: &[u8; 32]) -> Option<NodeId> {
        self.pins.read().unwrap_or_else(PoisonError::into_inner).keys.get(key).cloned().flatten()
    }

    /// A link with whoever has shown this TLS key; none for a key that is not pinned.
    pub(crate) fn opened(&self, key: [u8; 32]) -> Option<Opened> {
        let pins = self.pins.read().unwrap_or_else(PoisonError::into_inner);
        let peer = pins.keys.get(&key).cloned().flatten()?;
        Some(Opened { peer, key, parties: pins.documents.len() })
    }

    /// Whether a link may go on: its key must be its peer's by the newest documents, and it ends with the first document
    /// of a party. What was dropped for want of that document is offered again only on a new link.
    pub(crate) fn may_go_on(&self, link: &Opened) -> Result<(), Bye> {
        let pins = self.pins.read().unwrap_or_else(PoisonError::into_inner);
        let pinned = pins.keys.get(&link.key).and_then(Option::as_ref);
        if pinned != Some(&link.peer) {
            return Err(Bye::Identity);
        }
        if pins.documents.len() == link.parties { Ok(()) } else { Err(Bye::Closing) }
    }

    /// The TLS key of a node in its party's newest document.
    pub(crate) fn key_of(&self, node: &NodeId) -> Option<[u8; 32]> {
        let pins = self.pins.read().unwrap_or_else(PoisonError::into_inner);
        pins.keys.iter().find(|(_, id)| id.as_ref() == Some(node)).map(|(key, _)| *key)
    }

    /// Appends a frame as it was sent or received, where that was asked for.
    pub(crate) fn capture(&self, frame: &[u8]) {
        if let Some(file) = &self.capture
            && let Err(fault) = locked(file).write_all(frame)
        {
            tracing::warn!(%fault, "a frame could not be captured");
        }
    }
}
