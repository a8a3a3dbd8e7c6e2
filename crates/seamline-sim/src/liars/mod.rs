//! Liars: a node of a party, run by the adversary, that speaks frames by hand. It has good keys and knows the protocol.
//!
//! What it was given it can give away: that no protocol can hinder, so those bytes are nobody's secret from then on. All the
//! rest must hold against it.

mod agreement;
mod content;
mod forge;
mod transport;

use seamline_feed::{Frame, Head, Hello, Leaf, Session, frame::VERSIONS};
use seamline_record::{NodeId, Statement};

use crate::{
    broken::Broken,
    check::InFlight,
    network::{End, Line, MOST_LINES},
    prng::Prng,
    world::World,
};
pub(crate) use forge::Forge;

/// Most frames that a liar remembers, to say them again.
const MOST_HEARD: usize = 64;

/// What a liar keeps in mind.
#[derive(Default)]
pub(crate) struct Mind {
    /// Feeds of its own, two histories each.
    forks: Vec<[Forge; 2]>,
    /// What it heard, as bytes behind their length.
    heard: Vec<Vec<u8>>,
    /// Keys of nodes that their parties have closed, with whoever had them.
    pub(crate) closed_keys: Vec<(NodeId, [u8; 32])>,
    /// Joint acts that it wrote by hand.
    acts: Vec<Statement>,
    /// Acts that must count nowhere: feed and position.
    pub(crate) forged: Vec<(String, u64)>,
}

impl Mind {
    /// Something was said to the liar.
    pub(crate) fn hear(&mut self, bytes: &[u8]) {
        if self.heard.len() < MOST_HEARD {
            self.heard.push(bytes.to_vec());
        }
    }
}

impl World {
    pub(crate) fn lie(&mut self, prng: &mut Prng) -> Result<(), Broken> {
        let Some(liar) = self.hosts.iter().position(|host| host.liar && host.node.is_some()) else { return Ok(()) };
        let honest: Vec<usize> =
            (0..self.hosts.len()).filter(|h| !self.hosts[*h].liar && self.hosts[*h].node.is_some()).collect();
        let Some(victim) = prng.pick(&honest).copied() else { return Ok(()) };
        if self.lines.len() >= MOST_LINES {
            return Ok(());
        }
        self.faults += 1;
        match prng.below(100) {
            0..42 => self.lie_in_agreement(liar, prng),
            42..72 => self.lie_in_content(liar, victim, prng),
            _ => self.lie_in_transport(liar, victim, prng),
        }
    }

    /// A connection on which one side is the liar's own hand.
    fn call_by_hand(&mut self, liar: usize, victim: usize) -> usize {
        let end = |host: usize, session: Option<Session>| End { host, session, in_flight: InFlight::default() };
        let session = Session::new(self.hosts[liar].id.clone());
        let ends = [end(victim, Some(session)), end(liar, None)];
        self.lines.push(Line { ends, pipes: Default::default(), closed: false, latency_ms: 0 });
        let line = self.lines.len() - 1;
        self.greet(line, 0);
        line
    }

    fn hello_of(&self, liar: usize, heads: Vec<Head>) -> Hello {
        let directory = &self.oracle.directory;
        let version = |party: &crate::founding::Party| {
            (party.name.clone(), directory.newest(&party.name).map_or(0, |document| document.body().version))
        };
        let mut documents: Vec<_> = self.parties.iter().map(version).collect();
        documents.sort();
        Hello { versions: VERSIONS.to_vec(), node: self.hosts[liar].id.clone(), documents, heads }
    }

    /// Says bytes to the victim, lets it answer, and hangs up unless the line is to stay open.
    fn say_by_hand(&mut self, line: usize, bytes: Vec<Vec<u8>>, stay: bool) {
        let hello = self.hello_of(self.lines[line].ends[1].host, Vec::new());
        self.say_raw(line, [Frame::Hello(hello).with_length()].into_iter().chain(bytes).collect(), stay);
    }

    /// As [`World::say_by_hand`], without the greeting.
    fn say_raw(&mut self, line: usize, bytes: Vec<Vec<u8>>, stay: bool) {
        for bytes in bytes {
            self.given_away(&bytes);
            self.put(line, 0, bytes);
            self.arrive(line, 0, None);
            self.turn(line, 0);
        }
        if !stay {
            self.lines[line].closed = true;
        }
        self.sweep();
    }

    /// What a liar says of others' secrets is no secret any more.
    fn given_away(&mut self, bytes: &[u8]) {
        let leaked = &mut self.oracle.leaked;
        self.canaries.scan(bytes, &mut |secret| {
            leaked.insert(secret);
        });
        for frame in seamline_feed::frame::frames(bytes).unwrap_or_default() {
            let Frame::Leaves(leaves) = frame else { continue };
            if self.oracle.liar.map(|liar| &self.oracle.members[liar]) != Some(&leaves.origin.node) {
                continue;
            }
            for entry in &leaves.entries {
                if let Ok(Leaf::Act(act)) = Leaf::decode(&entry.leaf) {
                    self.oracle.released_by_hand(act.record, &leaves.origin.audience);
                }
            }
        }
    }

    fn node_id(&self, host: usize) -> NodeId {
        self.hosts[host].id.clone()
    }
}
