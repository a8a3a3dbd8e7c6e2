//! One connection: a session of the feed protocol between two nodes, driven by a socket.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use seamline_feed::{Bye, Frame, Origin, Session};
use seamline_node::{Node, NodeFault};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::{mpsc, oneshot::error::TryRecvError},
    time::timeout,
};

use super::{
    links::Claim,
    wire::{LIVE_AFTER, WAITING_FRAMES, read_frames, write_frames},
};
use crate::served::{Arrived, Event, Opened, Served, stopped};

/// How long a goodbye may take.
const FAREWELL: Duration = Duration::from_secs(2);
/// How long one visit to the node may go on taking frames: an officer waits for one visit and one frame at most.
const VISIT: Duration = Duration::from_millis(5);
/// Frames looked at ahead of the node's turn.
const FRAMES_AHEAD: usize = 4;
/// Stretches of which the time until the receipt is being measured.
const MAX_MEASURED: usize = 64;
/// Receipts carry seconds, cut off: on the average they were made so much later than they say.
const HALF_A_SECOND_MS: i64 = 500;
/// Room on the line that lets something large go.
const BULK_ROOM: usize = WAITING_FRAMES - 1;

/// How a conversation went.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outcome {
    pub(crate) lasted: Duration,
    /// The code that ended it, from either side.
    pub(crate) bye: Option<Bye>,
}

/// How a session is to end.
enum End {
    /// The other side said so, or the line broke.
    Theirs(Option<Bye>),
    /// This side says so.
    Ours(Bye),
}

/// A frame to send, with what its receipt will be about.
struct Outgoing {
    bytes: Vec<u8>,
    stretch: Option<(Origin, u64)>,
}

/// A receipt that came.
struct Receipted {
    feed: Origin,
    size: u64,
    /// When the peer says it made it, ms since 1970 UTC; none where it passed on another's.
    made: Option<i64>,
}

/// What one visit to the node brought.
struct Turn {
    session: Session,
    /// Frames that the visit had no time for.
    rest: VecDeque<Arrived>,
    out: Vec<Outgoing>,
    /// How much room on the line the next frame waits for; none where there is nothing more to send until something
    /// changes.
    waits_for: Option<usize>,
    receipts: Vec<Receipted>,
    end: Option<End>,
}

/// Speaks with a peer until the line breaks, one side says goodbye, or a better connection takes over.
pub(crate) async fn converse<S>(served: &Arc<Served>, link: Opened, stream: S, dialled: bool) -> Outcome
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let (begun, peer) = (Instant::now(), link.peer.clone());
    let (reading, writing) = tokio::io::split(stream);
    let (in_sender, raw) = mpsc::channel(WAITING_FRAMES);
    let (ahead_sender, inbound) = mpsc::channel(FRAMES_AHEAD);
    let (outbound, out_receiver) = mpsc::channel(WAITING_FRAMES);
    let mut reader = tokio::spawn(read_frames(reading, in_sender));
    let ahead = tokio::spawn(look_ahead(served.clone(), raw, ahead_sender));
    let mut writer = tokio::spawn(write_frames(writing, out_receiver, LIVE_AFTER));
    let paused = served.peers.borrow().get(&peer).is_none_or(|p| p.paused);
    let claim = if paused { None } else { served.links.claim(&served.id, &peer, dialled) };
    let end = match claim {
        None => End::Ours(Bye::Closing),
        Some(mut claim) => {
            let mut line = Line { served, link, inbound, outbound: &outbound, sent: VecDeque::new() };
            let end = line.run(Session::new(peer.clone()), &mut claim).await;
            served.links.down(&claim, served.now_ms());
            let _ = served.events.send(Event::Links);
            end
        }
    };
    let bye = match end {
        End::Theirs(bye) => bye,
        End::Ours(bye) => {
            let _ = timeout(FAREWELL, outbound.send(Frame::Bye(bye).with_length())).await;
            Some(bye)
        }
    };
    drop(outbound);
    // The other end must be able to read the goodbye before the socket goes.
    let _ = timeout(FAREWELL, &mut writer).await;
    let _ = timeout(FAREWELL / 2, &mut reader).await;
    ahead.abort();
    writer.abort();
    reader.abort();
    tracing::info!(%peer, dialled, code = ?bye, "the link ended");
    Outcome { lasted: begun.elapsed(), bye }
}

/// The running part of a conversation.
struct Line<'a> {
    served: &'a Arc<Served>,
    link: Opened,
    inbound: mpsc::Receiver<Arrived>,
    outbound: &'a mpsc::Sender<Vec<u8>>,
    /// Stretches sent and not receipted, with the instant.
    sent: VecDeque<(Origin, u64, Instant)>,
}

impl Line<'_> {
    async fn run(&mut self, mut session: Session, claim: &mut Claim) -> End {
        let peer = session.peer().clone();
        let mut moved = self.served.moved.subscribe();
        let mut peers = self.served.peers.subscribe();
        let mut stop = self.served.stop.subscribe();
        let (mut arrived, mut waits_for, mut greeted, mut first) = (VecDeque::new(), Some(1), false, true);
        loop {
            if !arrived.is_empty() || waits_for.is_some_and(|room| self.outbound.capacity() >= room) {
                let room = self.outbound.capacity();
                let frames = std::mem::take(&mut arrived);
                let turn = match self.visit(session, frames, room, first).await {
                    Ok(turn) => turn,
                    Err(bye) => return End::Ours(bye),
                };
                session = turn.session;
                arrived = turn.rest;
                first = false;
                waits_for = turn.waits_for;
                if session.is_greeted() && !greeted {
                    greeted = true;
                    tracing::info!(%peer, "the link is up");
                    self.served.links.up(claim, self.served.now_ms());
                    let _ = self.served.events.send(Event::Links);
                }
                self.measure(claim, turn.receipts);
                for frame in turn.out {
                    if !self.send(frame) {
                        return End::Theirs(None);
                    }
                }
                if let Some(end) = turn.end {
                    return end;
                }
                if !arrived.is_empty() {
                    // Others had no turn yet; but whoever ended this conversation is not to wait for the rest of it.
                    let ended = claim.closed.try_recv() != Err(TryRecvError::Empty) || *stop.borrow();
                    if ended || peers.borrow().get(&peer).is_none_or(|p| p.paused) {
                        return End::Ours(Bye::Closing);
                    }
                    continue;
                }
            }
            tokio::select! {
                next = self.inbound.recv() => match next {
                    Some(next) => {
                        arrived.push_back(next);
                        // Bounded: one who sends faster than this takes would fill the memory.
                        while arrived.len() < WAITING_FRAMES && let Ok(next) = self.inbound.try_recv() {
                            arrived.push_back(next);
                        }
                    }
                    None => return End::Theirs(None),
                },
                changed = moved.changed() => {
                    if changed.is_err() { return End::Ours(Bye::Closing) }
                    if let Err(bye) = self.served.may_go_on(&self.link) { return End::Ours(bye) }
                    waits_for = Some(1);
                }
                permits = self.outbound.reserve_many(waits_for.unwrap_or(1)), if waits_for.is_some() => {
                    if permits.is_err() { return End::Theirs(None) }
                }
                () = self.outbound.closed() => return End::Theirs(None),
                _ = &mut claim.closed => return End::Ours(Bye::Closing),
                () = stopped(&mut stop) => return End::Ours(Bye::Closing),
                _ = peers.wait_for(|peers| peers.get(&peer).is_none_or(|p| p.paused)) => return End::Ours(Bye::Closing),
            }
        }
    }

    /// Nothing is taken over a link that may not go on, and nothing is sent that was asked for before that was known.
    async fn visit(&self, session: Session, frames: VecDeque<Arrived>, room: usize, first: bool) -> Result<Turn, Bye> {
        let (served, link) = (self.served.clone(), self.link.clone());
        let visit = move |node: &mut Node| {
            // Under the node's lock the pins are those of its documents.
            served.may_go_on(&link)?;
            Ok(turn(node, session, frames, room, first))
        };
        let turn = self.served.with_node_for_peer(visit).await.map_err(|_| Bye::Storage)??;
        self.served.may_go_on(&self.link)?;
        Ok(turn)
    }

    /// Room was counted before and this is the only sender, so a refusal means that the line is gone.
    fn send(&mut self, frame: Outgoing) -> bool {
        self.served.capture(frame.bytes.get(4..).unwrap_or_default());
        if let Some((origin, end)) = frame.stretch {
            if self.sent.len() >= MAX_MEASURED {
                self.sent.pop_front();
            }
            self.sent.push_back((origin, end, Instant::now()));
        }
        self.outbound.try_send(frame.bytes).is_ok()
    }

    fn measure(&mut self, claim: &Claim, receipts: Vec<Receipted>) {
        for Receipted { feed, size, made } in receipts {
            let covered = |(origin, end, _): &(Origin, u64, Instant)| *origin == feed && *end <= size;
            if let Some((_, _, at)) = self.sent.iter().rev().find(|sent| covered(sent)) {
                let lag_ms = u64::try_from(at.elapsed().as_millis()).unwrap_or(u64::MAX);
                self.served.links.lag(claim, lag_ms);
                // Made between sending and now, in whole seconds.
                let halfway = self.served.now_ms() - i64::try_from(lag_ms / 2).unwrap_or(i64::MAX);
                if let Some(made) = made {
                    self.served.links.drift(claim, made.saturating_add(HALF_A_SECOND_MS) - halfway);
                }
            }
            self.sent.retain(|sent| !covered(sent));
        }
    }
}

/// Judges frames while those before them are being stored.
async fn look_ahead(served: Arc<Served>, mut raw: mpsc::Receiver<Result<Vec<u8>, Bye>>, into: mpsc::Sender<Arrived>) {
    while let Some(frame) = raw.recv().await {
        let looked = match frame {
            Ok(bytes) => {
                served.capture(&bytes);
                served.look_ahead(bytes).await
            }
            Err(bye) => Arrived { frame: Err(bye), foreseen: None },
        };
        if into.send(looked).await.is_err() {
            return;
        }
    }
}

/// Takes what arrived, as far as one visit goes, and asks what to send, under one lock.
fn turn(node: &mut Node, mut session: Session, mut arrived: VecDeque<Arrived>, room: usize, first: bool) -> Turn {
    let begun = Instant::now();
    let (mut out, mut receipts, mut waits_for) = (Vec::new(), Vec::new(), Some(1));
    let mut end = if first { begin(node, &mut session, &mut out) } else { None };
    while end.is_none()
        && begun.elapsed() < VISIT
        && let Some(next) = arrived.pop_front()
    {
        node.expect_stretch(next.foreseen);
        match next.frame {
            Ok(frame) => {
                let receipt = match &frame {
                    Frame::Cosig(receipt) => Some((receipt.origin.clone(), receipt.size)),
                    _ => None,
                };
                if let Err(bye) = session.handle(&frame, node) {
                    let theirs = matches!(frame, Frame::Bye(_));
                    end = Some(if theirs { End::Theirs(Some(bye)) } else { End::Ours(bye) });
                } else if let Some((feed, size)) = receipt {
                    let made = node.receipt_made(&feed, size, session.peer());
                    receipts.push(Receipted { feed, size, made });
                }
            }
            Err(bye) => end = Some(End::Ours(bye)),
        }
    }
    while end.is_none() && out.len() < room {
        match session.poll(&*node) {
            Ok(Some(frame)) => out.push(outgoing(&frame)),
            Ok(None) => {
                waits_for = bulk(node, &mut session, room, &mut out, &mut end);
                break;
            }
            Err(fault) => end = Some(unreadable(&fault)),
        }
    }
    Turn { session, rest: arrived, out, waits_for, receipts, end }
}

/// One frame of what can wait, while next to nothing else is on its way: an urgent entry never queues behind a file.
fn bulk(
    node: &Node,
    session: &mut Session,
    room: usize,
    out: &mut Vec<Outgoing>,
    end: &mut Option<End>,
) -> Option<usize> {
    if room < out.len() + BULK_ROOM {
        return Some(BULK_ROOM);
    }
    match session.poll_bulk(node) {
        Ok(frame) => {
            let frame = frame?;
            out.push(outgoing(&frame));
            Some(BULK_ROOM)
        }
        Err(fault) => {
            *end = Some(unreadable(&fault));
            None
        }
    }
}

fn unreadable(fault: &NodeFault) -> End {
    tracing::error!(%fault, "what is held could not be read for a peer");
    End::Ours(Bye::Storage)
}

/// HELLO.
fn begin(node: &Node, session: &mut Session, out: &mut Vec<Outgoing>) -> Option<End> {
    match session.start(node) {
        Ok(hello) => out.push(outgoing(&hello)),
        Err(fault) => return Some(unreadable(&fault)),
    }
    None
}

fn outgoing(frame: &Frame) -> Outgoing {
    let stretch = match frame {
        Frame::Leaves(leaves) => Some((leaves.origin.clone(), leaves.start + leaves.entries.len() as u64)),
        _ => None,
    };
    Outgoing { bytes: frame.with_length(), stretch }
}
