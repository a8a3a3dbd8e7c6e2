//! Connections: frames behind their length, as bytes that take time, arrive in pieces, and stop anywhere.
//!
//! A turn at a node is the server's: take what arrived in whole frames, then ask for more to send while there is room.

use std::collections::VecDeque;

use seamline_feed::{Bye, Frame, Session, frame::MAX_FRAME_BYTES};

use crate::{
    check::InFlight,
    prng::Prng,
    world::{Host, World},
};

/// Frames that wait in one direction, as in the server.
const WAITING_FRAMES: usize = 8;
/// Most connections at once.
pub(crate) const MOST_LINES: usize = 10;

/// One end of a connection.
pub(crate) struct End {
    pub(crate) host: usize,
    /// None where the liar speaks by hand.
    pub(crate) session: Option<Session>,
    pub(crate) in_flight: InFlight,
}

/// Bytes on their way to one end.
#[derive(Default)]
pub(crate) struct Pipe {
    under_way: VecDeque<(i64, Vec<u8>)>,
    arrived: Vec<u8>,
}

/// A connection.
pub(crate) struct Line {
    pub(crate) ends: [End; 2],
    /// To each end.
    pub(crate) pipes: [Pipe; 2],
    pub(crate) closed: bool,
    /// Latency in both directions.
    pub(crate) latency_ms: i64,
}

impl Line {
    pub(crate) fn has(&self, host: usize) -> bool {
        self.ends.iter().any(|end| end.host == host)
    }

    fn quiet(&self) -> bool {
        self.pipes.iter().all(|pipe| pipe.under_way.is_empty())
    }
}

impl World {
    /// Two nodes that are up and can reach each other begin to speak.
    pub(crate) fn dial(&mut self, prng: &mut Prng) {
        let (Some(a), Some(b)) = (self.running(prng), self.running(prng)) else { return };
        let latency_ms = prng.spread(self.plan.most_latency_ms);
        if self.lines.len() < MOST_LINES && self.can_reach(a, b) && !self.connected(a, b) {
            self.connect(a, b, latency_ms);
        }
    }

    pub(crate) fn can_reach(&self, a: usize, b: usize) -> bool {
        let (from, to) = (self.hosts[a].party, self.hosts[b].party);
        let cut = self.cut_off.contains(&(from, to)) || self.cut_off.contains(&(to, from));
        self.hosts[a].member != self.hosts[b].member && !cut
    }

    fn connected(&self, a: usize, b: usize) -> bool {
        let member = |host: usize| self.hosts[host].member;
        let same = |line: &Line| {
            line.ends.iter().any(|e| member(e.host) == member(a))
                && line.ends.iter().any(|e| member(e.host) == member(b))
        };
        self.lines.iter().any(same)
    }

    /// A connection with a HELLO under way in both directions.
    pub(crate) fn connect(&mut self, a: usize, b: usize, latency_ms: i64) -> usize {
        self.trace.note(|| format!("{} calls {}", self.hosts[a].id, self.hosts[b].id));
        let end = |host: usize, peer: usize| End {
            host,
            session: Some(Session::new(self.hosts[peer].id.clone())),
            in_flight: InFlight::default(),
        };
        let ends = [end(a, b), end(b, a)];
        self.lines.push(Line { ends, pipes: Default::default(), closed: false, latency_ms });
        let line = self.lines.len() - 1;
        for side in 0..2 {
            self.greet(line, side);
        }
        line
    }

    pub(crate) fn greet(&mut self, line: usize, side: usize) {
        let end = &mut self.lines[line].ends[side];
        let (Some(session), Some(node)) = (&mut end.session, &self.hosts[end.host].node) else { return };
        match session.start(node) {
            Ok(hello) => self.send(line, side, &hello),
            Err(fault) => self.cannot_read(line, side, &fault.to_string()),
        }
    }

    /// Puts a frame of an honest node on its way, after every checker has seen it.
    fn send(&mut self, line: usize, side: usize, frame: &Frame) {
        let bytes = frame.with_length();
        let (host, to) = (self.lines[line].ends[side].host, self.lines[line].ends[1 - side].host);
        self.trace.note(|| format!("    {} → {}: {}", self.hosts[host].id, self.hosts[to].id, in_words(frame)));
        if !self.hosts[host].liar {
            self.reaches(self.hosts[to].member, &bytes, "a frame");
            self.within_bounds(line, side, frame, bytes.len());
            match frame {
                Frame::Cosig(receipt) => self.cosigned(host, receipt),
                Frame::Leaves(leaves) => self.offered(host, leaves),
                _ => {}
            }
        }
        if self.lines[line].ends[1 - side].session.is_none() {
            self.mind.hear(&bytes);
            return;
        }
        self.put(line, 1 - side, bytes);
    }

    /// Bytes on their way to an end, whatever they are.
    pub(crate) fn put(&mut self, line: usize, to_side: usize, bytes: Vec<u8>) {
        let due = self.truth.now_ms() + self.lines[line].latency_ms;
        self.lines[line].pipes[to_side].under_way.push_back((due, bytes));
    }

    fn cannot_read(&mut self, line: usize, side: usize, fault: &str) {
        let host = self.lines[line].ends[side].host;
        self.said(host, fault, "an error");
        self.goodbye(line, side, Bye::Storage);
    }

    /// This side ends the session and says why.
    fn goodbye(&mut self, line: usize, side: usize, bye: Bye) {
        self.trace.note(|| format!("    ends the link: {bye}"));
        self.send(line, side, &Frame::Bye(bye));
        self.lines[line].closed = true;
    }

    /// Some bytes arrive on some connection.
    pub(crate) fn deliver(&mut self, prng: &mut Prng) {
        let waits = |line: &Line, side: usize| !line.pipes[side].under_way.is_empty();
        let waiting: Vec<(usize, usize)> =
            (0..self.lines.len()).flat_map(|l| [(l, 0), (l, 1)]).filter(|(l, s)| waits(&self.lines[*l], *s)).collect();
        let Some((line, side)) = prng.pick(&waiting).copied() else { return self.dial(prng) };
        let messages = 1 + prng.below(3);
        for _ in 0..messages {
            self.arrive(line, side, prng.chance(10).then(|| prng.below(1 << 16)));
        }
        self.turn(line, side);
        self.sweep();
    }

    /// One message arrives, or only its first octets; the rest follows later.
    pub(crate) fn arrive(&mut self, line: usize, side: usize, first: Option<usize>) {
        let truth = self.truth.clone();
        let pipe = &mut self.lines[line].pipes[side];
        let Some((due, mut bytes)) = pipe.under_way.pop_front() else { return };
        truth.pass_until(due);
        if let Some(rest) = first.filter(|n| *n < bytes.len()).map(|n| bytes.split_off(n)) {
            pipe.under_way.push_front((due, rest));
        }
        pipe.arrived.extend(bytes);
    }

    /// A node takes the whole frames that arrived, then says what it has to say.
    pub(crate) fn turn(&mut self, line: usize, side: usize) {
        while let Some(taken) = self.next_frame(line, side) {
            let outcome = taken.and_then(|bytes| {
                Frame::decode(&bytes).map_err(|fault| match fault {
                    seamline_feed::PeerFault::FrameTooLong => Bye::TooLarge,
                    _ => Bye::Frame,
                })
            });
            match outcome {
                Ok(frame) => self.handle(line, side, &frame),
                Err(bye) => self.goodbye(line, side, bye),
            }
        }
        if let Some(end) = self.lines.get(line).map(|l| l.ends[side].host) {
            self.say_all(end);
        }
    }

    fn next_frame(&mut self, line: usize, side: usize) -> Option<Result<Vec<u8>, Bye>> {
        let line = self.lines.get_mut(line).filter(|line| !line.closed)?;
        self.hosts[line.ends[side].host].node.as_ref()?;
        let arrived = &mut line.pipes[side].arrived;
        let length = u32::from_be_bytes(*arrived.first_chunk::<4>()?) as usize;
        if length > MAX_FRAME_BYTES {
            return Some(Err(Bye::TooLarge));
        }
        if arrived.len() < 4 + length {
            return None;
        }
        let rest = arrived.split_off(4 + length);
        let frame = std::mem::replace(arrived, rest).split_off(4);
        Some(Ok(frame))
    }

    fn handle(&mut self, line: usize, side: usize, frame: &Frame) {
        let end = &mut self.lines[line].ends[side];
        let host = end.host;
        let Host { node, judge, .. } = &mut self.hosts[host];
        let (Some(session), Some(node)) = (&mut end.session, node) else { return };
        match frame {
            Frame::Cosig(receipt) => end.in_flight.receipted(receipt),
            // Judged apart, as the server does, now and then by documents that are out of date.
            Frame::Leaves(leaves) if self.step.is_multiple_of(3) => {
                let apart = judge.get_or_insert_with(|| node.judge_apart());
                node.expect_stretch(apart.foresee(leaves));
                if apart.admitted() != node.admitted() {
                    *judge = None;
                }
            }
            _ => {}
        }
        let verdict = session.handle(frame, node);
        self.look(host);
        if let Err(bye) = verdict
            && self.hosts[host].node.is_some()
        {
            if matches!(frame, Frame::Bye(_)) {
                self.lines[line].closed = true;
            } else {
                self.goodbye(line, side, bye);
            }
        }
    }

    /// A node says what it has to say on all its connections.
    pub(crate) fn say_all(&mut self, host: usize) {
        for line in 0..self.lines.len() {
            for side in 0..2 {
                if self.lines[line].ends[side].host == host && !self.lines[line].closed {
                    self.say(line, side);
                }
            }
        }
    }

    fn say(&mut self, line: usize, side: usize) {
        while self.violation.is_none() && self.lines[line].pipes[1 - side].under_way.len() < WAITING_FRAMES {
            let end = &mut self.lines[line].ends[side];
            let (Some(session), Some(node)) = (&mut end.session, &self.hosts[end.host].node) else { return };
            match session.poll(node) {
                Ok(Some(frame)) => self.send(line, side, &frame),
                Ok(None) => match session.poll_bulk(node) {
                    Ok(Some(frame)) => self.send(line, side, &frame),
                    Ok(None) => return,
                    Err(fault) => return self.cannot_read(line, side, &fault.to_string()),
                },
                Err(fault) => return self.cannot_read(line, side, &fault.to_string()),
            }
        }
    }

    /// A connection breaks: what was sent may still arrive in part, the rest never does.
    pub(crate) fn cut(&mut self, prng: &mut Prng) {
        if self.lines.is_empty() {
            return;
        }
        self.faults += 1;
        let line = prng.below(self.lines.len());
        self.trace.note(|| format!("the line of {} breaks", self.hosts[self.lines[line].ends[0].host].id));
        let side = prng.below(2);
        self.arrive(line, side, Some(prng.below(2000)));
        self.turn(line, side);
        self.lines[line].closed = true;
        self.sweep();
    }

    /// Everything that a node said is lost with its power.
    pub(crate) fn hang_up(&mut self, host: usize) {
        for line in &mut self.lines {
            line.closed |= line.has(host);
        }
    }

    /// Forgets closed connections. A goodbye on its way to someone who only hangs up is not delivered.
    pub(crate) fn sweep(&mut self) {
        self.lines.retain(|line| !line.closed);
    }

    /// Runs a connection until both are silent or it ends.
    pub(crate) fn talk(&mut self, a: usize, b: usize) {
        let line = self.connect(a, b, 0);
        while self.violation.is_none() && self.lines.get(line).is_some_and(|l| !l.closed && !l.quiet()) {
            for side in 0..2 {
                while self.lines.get(line).is_some_and(|l| !l.pipes[side].under_way.is_empty()) {
                    self.arrive(line, side, None);
                }
                self.turn(line, side);
            }
            // Who stopped at the bound of frames goes on once they have arrived, though nobody answers.
            for side in 0..2 {
                if self.lines.get(line).is_some_and(|l| !l.closed) {
                    self.say(line, side);
                }
            }
        }
        if let Some(line) = self.lines.get_mut(line) {
            line.closed = true;
        }
        self.sweep();
    }
}

fn in_words(frame: &Frame) -> String {
    match frame {
        Frame::Hello(hello) => format!("HELLO, {} heads", hello.heads.len()),
        Frame::Doc(bytes) => format!("DOC of {} octets", bytes.len()),
        Frame::Leaves(l) => format!("LEAVES {} from {} to {}", l.origin, l.start, l.start + l.entries.len() as u64),
        Frame::Cosig(cosig) => format!("COSIG {} at {}", cosig.origin, cosig.size),
        Frame::Chunk(chunk) => format!("CHUNK {} at {}", chunk.origin, chunk.offset),
        Frame::Parcel(parcel) => format!("PARCEL for {}, {} octets", parcel.to, parcel.sealed.len()),
        Frame::Taken(_, outcome) => format!("TAKEN, {outcome:?}"),
        Frame::Live => "LIVE".to_owned(),
        Frame::Bye(bye) => format!("BYE, {bye}"),
    }
}
