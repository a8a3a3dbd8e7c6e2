//! All nodes of a scenario in one thread, before any of them runs as a process: real nodes on their real folders, real
//! sessions between them, a clock that stands where the scenario says.

use std::{
    collections::BTreeMap,
    fs::File,
    io::Write,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use seamline_feed::{Frame, Session};
use seamline_node::{Clock, Node, NodeFault};
use seamline_record::NodeId;

use crate::{fault::Fault, files};

/// A clock that stands until it is moved. Clones share one time.
#[derive(Debug, Clone, Default)]
pub(crate) struct StageClock(Arc<AtomicI64>);

impl StageClock {
    pub(crate) fn stand_at(&self, ms: i64) {
        self.0.store(ms, Ordering::Relaxed);
    }
}

impl Clock for StageClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Two nodes in conversation.
struct Wire {
    ends: [usize; 2],
    sessions: [Session; 2],
    /// One of the ends has something that the other may lack.
    stale: bool,
}

pub(crate) struct Stage {
    /// Where each node's frames go, in clear, to look for leaks in them.
    frames: BTreeMap<usize, File>,
    nodes: Vec<Node>,
    places: BTreeMap<NodeId, usize>,
    wires: Vec<Wire>,
}

impl Stage {
    pub(crate) fn new(nodes: Vec<Node>, lines: &[(NodeId, NodeId)]) -> Result<Self, Fault> {
        let places: BTreeMap<NodeId, usize> =
            nodes.iter().enumerate().map(|(i, node)| (node.id().clone(), i)).collect();
        let mut wires = Vec::new();
        for (a, b) in lines {
            let (Some(&at_a), Some(&at_b)) = (places.get(a), places.get(b)) else {
                return Err(Fault::you(
                    format!("a line between {a} and {b}, but no such nodes"),
                    "correct scenario.toml",
                ));
            };
            let mut sessions = [Session::new(b.clone()), Session::new(a.clone())];
            let hello = [sessions[0].start(&nodes[at_a])?, sessions[1].start(&nodes[at_b])?];
            wires.push((Wire { ends: [at_a, at_b], sessions, stale: true }, hello));
        }
        let mut stage = Self { frames: BTreeMap::new(), nodes, places, wires: Vec::new() };
        for (mut wire, [from_a, from_b]) in wires {
            let [a, b] = wire.ends;
            let greeted = wire.sessions[1]
                .handle(&from_a, &mut stage.nodes[b])
                .and_then(|()| wire.sessions[0].handle(&from_b, &mut stage.nodes[a]));
            greeted.map_err(NodeFault::Bundle)?;
            stage.wires.push(wire);
        }
        Ok(stage)
    }

    /// Appends every frame that a node says or hears from here on to a file of its own.
    pub(crate) fn capture(&mut self, file_of: impl Fn(&NodeId) -> PathBuf) -> Result<(), Fault> {
        for (id, place) in &self.places {
            let path = file_of(id);
            let file = File::options().create(true).append(true).open(&path);
            self.frames.insert(*place, file.map_err(|error| files::cannot("write", &path, &error))?);
        }
        Ok(())
    }

    pub(crate) fn node(&mut self, id: &NodeId) -> Result<&mut Node, Fault> {
        let place = self.places.get(id).copied();
        place.map(|at| &mut self.nodes[at]).ok_or_else(|| Fault::us(format!("{id} is not on the stage")))
    }

    /// Notes what a node has written, and carries it over the wires to nodes that `wanted` names.
    pub(crate) fn carry(&mut self, from: &NodeId, wanted: impl Fn(&NodeId) -> bool) -> Result<(), Fault> {
        let Some(&place) = self.places.get(from) else { return Ok(()) };
        self.note_news();
        for at in 0..self.wires.len() {
            let wire = &self.wires[at];
            let Some(side) = wire.ends.iter().position(|end| *end == place) else { continue };
            if wire.stale && wanted(wire.sessions[side].peer()) {
                self.converse(at)?;
            }
        }
        Ok(())
    }

    /// Carries everything everywhere, until nobody has anything to say.
    pub(crate) fn flood(&mut self) -> Result<(), Fault> {
        self.note_news();
        while let Some(at) = self.wires.iter().position(|wire| wire.stale) {
            self.converse(at)?;
        }
        Ok(())
    }

    fn note_news(&mut self) {
        for (place, node) in self.nodes.iter_mut().enumerate() {
            if node.take_news().feeds {
                self.wires.iter_mut().filter(|wire| wire.ends.contains(&place)).for_each(|wire| wire.stale = true);
            }
        }
    }

    fn converse(&mut self, at: usize) -> Result<(), Fault> {
        let wire = &mut self.wires[at];
        loop {
            let mut said = false;
            for side in [0, 1] {
                let (speaker, listener) = (wire.ends[side], wire.ends[1 - side]);
                while let Some(frame) = wire.sessions[side].poll(&self.nodes[speaker])? {
                    let taken = wire.sessions[1 - side].handle(&frame, &mut self.nodes[listener]);
                    taken.map_err(NodeFault::Bundle)?;
                    note(&mut self.frames, [speaker, listener], &frame)?;
                    said = true;
                }
            }
            if !said {
                break;
            }
        }
        self.note_news();
        self.wires[at].stale = false;
        Ok(())
    }
}

/// Writes a frame to the files of both who saw it.
fn note(frames: &mut BTreeMap<usize, File>, ends: [usize; 2], frame: &Frame) -> Result<(), Fault> {
    for end in ends {
        if let Some(file) = frames.get_mut(&end) {
            let written = file.write_all(&frame.with_length());
            written.map_err(|error| Fault::operator(format!("captured frames cannot be written: {error}")))?;
        }
    }
    Ok(())
}
