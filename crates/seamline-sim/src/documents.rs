//! New versions of a party's document: a name, a node's new key with the old one closed, a stolen key closed with cuts,
//! records repudiated, officers who come and go. The roots sign them and hand them to one node; the rest have them from one another.

use std::collections::BTreeSet;

use seamline_node::{NodeKeys, Upto};
use seamline_record::{Closure, DocumentBody, RecordId};

use crate::{broken::Broken, prng::Prng, world::World};

/// Most versions of all documents of one world, the first ones included.
const MOST_VERSIONS: u64 = 15;

impl World {
    pub(crate) fn new_document(&mut self, prng: &mut Prng) -> Result<(), Broken> {
        let versions: u64 = self.parties.iter().map(|party| party.body.version).sum();
        let honest: Vec<usize> =
            (0..self.oracle.members.len()).filter(|h| !self.hosts[*h].liar && self.hosts[*h].node.is_some()).collect();
        let Some(host) = prng.pick(&honest).copied().filter(|_| versions < MOST_VERSIONS) else { return Ok(()) };
        let party = self.hosts[host].party;
        let mut body = self.parties[party].body.clone();
        body.version += 1;
        body.previous = self.oracle.directory.newest(&body.party).map(seamline_record::PartyDocument::hash);
        let mut new_seeds = None;
        match prng.below(13) {
            0..2 => {
                let name = format!("version {}", body.version);
                body.names.insert("en".to_owned(), name);
            }
            2..6 => {
                let upto = if prng.chance(60) { Upto::Held } else { Upto::Receipted(None) };
                let seeds = [prng.bytes(), prng.bytes(), prng.bytes(), prng.bytes()];
                if self.close_key(&mut body, host, seeds, upto, prng) {
                    new_seeds = Some(seeds);
                }
            }
            6..9 => self.change_ministers(&mut body, party, prng),
            _ => {
                let of_party = |truth: &&crate::oracle::Truth| self.hosts[truth.author].party == party;
                let own: Vec<RecordId> = self.oracle.records.iter().filter(of_party).map(|truth| truth.id).collect();
                body.void.extend(prng.pick(&own));
            }
        }
        self.publish(party, host, body, new_seeds)
    }

    /// Puts a new card in the place of a node's, and closes the key that stood there.
    fn close_key(
        &self,
        body: &mut DocumentBody,
        host: usize,
        seeds: [[u8; 32]; 4],
        upto: Upto,
        prng: &mut Prng,
    ) -> bool {
        let id = &self.hosts[host].id;
        let Some(Ok(cuts)) = self.hosts[host].node.as_ref().map(|node| node.cuts(id, upto)) else { return false };
        let Some(entry) = body.nodes.iter_mut().find(|entry| entry.name == id.node) else { return false };
        if entry.sign != cuts.key {
            return false;
        }
        *entry = NodeKeys::from_seeds(seeds).card(id.node.clone());
        // What was agreed is kept, unless somebody forgets; of the rest hardly anything needs to be.
        let carefully = prng.chance(70);
        let agreed = cuts.keep.iter().copied().filter(|_| carefully || prng.chance(40));
        let mut keep: BTreeSet<RecordId> = agreed.collect();
        let own = self.oracle.records.iter().filter(|truth| truth.author == host);
        keep.extend(own.filter(|_| prng.chance(5)).map(|truth| truth.id));
        let feeds = cuts.feeds.iter().map(|feed| (feed.origin.feed.0, feed.cut)).collect();
        body.closed.push(Closure { key: cuts.key, node: id.node.clone(), feeds, keep });
        body.closed.sort_by_key(|closure| closure.key.to_bytes());
        true
    }

    fn publish(
        &mut self,
        party: usize,
        host: usize,
        body: DocumentBody,
        new_seeds: Option<[[u8; 32]; 4]>,
    ) -> Result<(), Broken> {
        let encoded = self.parties[party].signed(body.clone())?.encode();
        self.oracle.directory.admit(seamline_record::Endorsed::decode(&encoded)?)?;
        let named = body.closed.iter().flat_map(|closure| &closure.keep).chain(&body.void);
        self.oracle.published.extend(named);
        self.parties[party].body = body;
        self.trace.note(|| {
            let (id, body) = (&self.hosts[host].id, &self.parties[party].body);
            let (closed, void) = (body.closed.len(), body.void.len());
            let keys = if new_seeds.is_some() { ", with new keys" } else { "" };
            format!("{id} is given version {} of its document{keys}: {closed} closed, {void} void", body.version)
        });
        // A node that lacks an earlier version has it from others; it takes this one then as well.
        let _outcome = self.at(host, |node| node.admit_document(&encoded));
        if let Some(seeds) = new_seeds {
            let old = self.hosts[host].seeds[0];
            self.mind.closed_keys.push((self.hosts[host].id.clone(), old));
            self.hosts[host].seeds = seeds;
            if self.hosts[host].node.take().is_some() {
                self.hang_up(host);
                self.sweep();
                self.start(host)?;
            }
        }
        self.say_all(host);
        self.sweep();
        Ok(())
    }
}
