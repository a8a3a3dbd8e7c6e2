//! Lies in what is told: forged and transplanted records, wrong openings, two histories, releases without authority.

use seamline_feed::{Frame, Part, SealPublic, bundle};
use seamline_node::NewRecord;
use seamline_record::{AUTHOR, RecordId, Statement, Value, hash_of};
use seamline_release::Payload;
use serde_json::{Map, json};

use super::Forge;
use crate::{
    broken::Broken,
    prng::Prng,
    world::{World, holder},
};

/// Acts in a flood.
const FLOOD: usize = 300;
/// Feeds that are forked in one world.
const MOST_FORKS: usize = 3;

pub(super) fn payload_of(statement: &Statement) -> Payload {
    let openings = statement.openings().filter(|opening| opening.index != AUTHOR).cloned().collect();
    Payload { record: Some(statement.record().bytes().to_vec()), openings }
}

impl World {
    pub(super) fn lie_in_content(&mut self, liar: usize, victim: usize, prng: &mut Prng) -> Result<(), Broken> {
        let audience = self.audience(self.hosts[victim].party, None)?;
        let mut forge = Forge::new(self.node_id(liar), audience, &self.hosts[liar].seeds[0], prng)?;
        let now = self.truth.now_ms();
        let Some(own) = self.own_statement(liar, prng) else { return Ok(()) };
        match prng.below(9) {
            0 => {
                let mut payload = payload_of(&own);
                if let Some(last) = payload.record.as_mut().and_then(|record| record.last_mut()) {
                    *last ^= 1;
                }
                self.trace.note(|| "the liar forges a signature".to_owned());
                self.forged(&forge);
                forge.release(own.id(), &payload, now)?;
            }
            1 => {
                let mut payload = payload_of(&own);
                let at = prng.below(payload.openings.len());
                payload.openings[at].value = Value::text("changed");
                self.trace.note(|| "the liar opens a slot with another value".to_owned());
                self.forged(&forge);
                forge.release(own.id(), &payload, now)?;
            }
            2 => {
                self.trace.note(|| "the liar opens a slot twice, and one that there is not".to_owned());
                let mut payload = payload_of(&own);
                let mut again = payload.openings[prng.below(payload.openings.len())].clone();
                if prng.chance(50) {
                    again.index = 63;
                }
                payload.openings.push(again);
                self.forged(&forge);
                forge.release(own.id(), &payload, now)?;
            }
            3 => {
                let Some(others) = self.others_statement(liar, victim, prng) else { return Ok(()) };
                self.trace.note(|| "the liar releases a record of another party".to_owned());
                self.forged(&forge);
                forge.release(others.id(), &payload_of(&others), now)?;
            }
            4 => {
                self.trace.note(|| "the liar puts one record's id on another's payload".to_owned());
                self.forged(&forge);
                forge.release(RecordId(hash_of(b"another")), &payload_of(&own), now)?;
            }
            5 => {
                self.trace.note(|| "the liar releases what he never sent, and what is no payload".to_owned());
                self.forged(&forge);
                forge.release(own.id(), &Payload { record: None, openings: Vec::new() }, now)?;
                self.forged(&forge);
                forge.act(own.id(), b"not a payload".to_vec(), now)?;
                forge.leaf(Value::Array(vec![Value::Int(42)]).encode(), None)?;
                forge.release(own.id(), &payload_of(&own), now)?;
            }
            6 => return self.with_a_closed_key(liar, victim, prng),
            7 => {
                self.trace.note(|| "the liar floods".to_owned());
                for nth in 0..FLOOD {
                    forge.act(RecordId(hash_of(&nth.to_be_bytes())), vec![0], now)?;
                }
            }
            _ => return self.fork(liar, victim, &own, prng),
        }
        if prng.chance(25) {
            return self.forged_stick(liar, victim, &forge, prng);
        }
        let line = self.call_by_hand(liar, victim);
        self.say_by_hand(line, vec![Frame::Leaves(forge.leaves()).with_length()], false);
        Ok(())
    }

    /// The next act of the feed must count nowhere.
    pub(super) fn forged(&mut self, forge: &Forge) {
        self.mind.forged.push((forge.origin.to_string(), forge.size()));
    }

    /// A feed that somebody else's closed key signs, with a record that this key once signed.
    fn with_a_closed_key(&mut self, liar: usize, victim: usize, prng: &mut Prng) -> Result<(), Broken> {
        let Some((node, key)) = prng.pick(&self.mind.closed_keys).cloned() else { return Ok(()) };
        let author = self.oracle.members.iter().position(|member| *member == node);
        let held = |truth: &&crate::oracle::Truth| Some(truth.author) == author;
        let written: Vec<RecordId> = self.oracle.records.iter().filter(held).map(|truth| truth.id).collect();
        let Some(id) = prng.pick(&written).copied() else { return Ok(()) };
        let holder = self.hosts.iter().find_map(|host| host.node.as_ref()?.statement(id).ok());
        let Some(statement) = holder else { return Ok(()) };
        self.trace.note(|| format!("the liar has the closed key of {node} and writes a feed with it"));
        let audience = self.audience(self.hosts[victim].party, None)?;
        let mut forge = Forge::new(node, audience, &key, prng)?;
        forge.release(statement.id(), &payload_of(&statement), self.truth.now_ms())?;
        self.oracle.released_by_thief(statement.id(), &forge.origin.audience);
        let line = self.call_by_hand(liar, victim);
        self.say_by_hand(line, vec![Frame::Leaves(forge.leaves()).with_length()], false);
        Ok(())
    }

    /// Two histories of one feed: which one a victim is told depends on the victim.
    fn fork(&mut self, liar: usize, victim: usize, own: &Statement, prng: &mut Prng) -> Result<(), Broken> {
        self.trace.note(|| "the liar forks a feed".to_owned());
        if self.mind.forks.len() < MOST_FORKS {
            let audience = self.audience(self.hosts[victim].party, None)?;
            let mut one = Forge::new(self.node_id(liar), audience, &self.hosts[liar].seeds[0], prng)?;
            let mut other = one.clone();
            one.release(own.id(), &payload_of(own), self.truth.now_ms())?;
            other.leaf(prng.bytes::<32>().to_vec(), None)?;
            if prng.chance(50) {
                other.leaf(prng.bytes::<32>().to_vec(), None)?;
            }
            self.mind.forks.push([one, other]);
        }
        let party = self.hosts[victim].id.party.clone();
        let fits = |fork: &&[Forge; 2]| fork[0].origin.audience.party == party;
        let Some(fork) = self.mind.forks.iter().find(fits).cloned() else { return Ok(()) };
        for other in 0..self.hosts.len() {
            let host = &self.hosts[other];
            if host.node.is_none() || host.liar || host.id.party != party {
                continue;
            }
            let leaves = fork[other % 2].leaves();
            let line = self.call_by_hand(liar, other);
            self.say_by_hand(line, vec![Frame::Leaves(leaves).with_length()], false);
        }
        Ok(())
    }

    /// The same frames in a bundle that says it is from somebody else.
    fn forged_stick(&mut self, liar: usize, victim: usize, forge: &Forge, prng: &mut Prng) -> Result<(), Broken> {
        let frame = Frame::Leaves(forge.leaves());
        self.given_away(&frame.with_length());
        let entry = self.oracle.directory.node(&self.hosts[victim].id);
        let Some(reader) = entry.and_then(|entry| SealPublic::from_bytes(entry.seal).ok()) else { return Ok(()) };
        let from = if prng.chance(50) { self.node_id(liar) } else { self.node_id(prng.below(self.hosts.len())) };
        let part = Part { readers: vec![reader], frames: vec![frame] };
        let sealed = bundle::write(&from, &[part], &mut |bytes| prng.fill(bytes))?;
        let _outcome = self.at(victim, |node| node.import_bundle(&holder(), &sealed));
        self.say_all(victim);
        self.sweep();
        Ok(())
    }

    /// A record that the liar's own node signs.
    fn own_statement(&mut self, liar: usize, prng: &mut Prng) -> Option<Statement> {
        let mut fields = Map::new();
        fields.insert("text".to_owned(), json!(prng.letters(crate::officers::CANARY_LETTERS)));
        let new = NewRecord { kind: "log-entry".to_owned(), fields, ..NewRecord::default() };
        self.intent = None;
        let recorded = self.at(liar, |node| node.record(&holder(), &new))?.ok()?;
        self.hosts[liar].node.as_ref()?.statement(recorded.id).ok()
    }

    /// A record of a party that is neither the liar's nor the victim's, so far as the liar was given it.
    fn others_statement(&self, liar: usize, victim: usize, prng: &mut Prng) -> Option<Statement> {
        let node = self.hosts[liar].node.as_ref()?;
        let (mine, theirs) = (&self.hosts[liar].id.party, &self.hosts[victim].id.party);
        let foreign = |truth: &&crate::oracle::Truth| {
            let party = &self.oracle.members[truth.author].party;
            party != mine && party != theirs && node.statement(truth.id).is_ok()
        };
        let held: Vec<RecordId> = self.oracle.records.iter().filter(foreign).map(|truth| truth.id).collect();
        node.statement(*prng.pick(&held)?).ok()
    }
}
