//! Bundles on sticks: written, carried late, twice, out of order, by whoever, lost, edited.

use seamline_record::Name;

use crate::{
    prng::Prng,
    world::{World, holder},
};

/// Most sticks that lie about.
const MOST_STICKS: usize = 8;

impl World {
    pub(crate) fn stick(&mut self, prng: &mut Prng) {
        if prng.chance(30) {
            self.send_parcel(prng);
        } else if self.sticks.is_empty() || prng.chance(45) {
            self.write_stick(prng);
        } else if prng.chance(15) {
            self.faults += 1;
            let lost = prng.below(self.sticks.len());
            self.sticks.swap_remove(lost);
        } else {
            self.read_stick(prng);
        }
        self.sweep();
    }

    /// Hands what a node may have to somebody else to carry.
    fn send_parcel(&mut self, prng: &mut Prng) {
        let Some(host) = self.running(prng).filter(|host| !self.hosts[*host].liar) else { return };
        let (Some(to), Some(via)) =
            (prng.pick(&self.oracle.members).cloned(), prng.pick(&self.oracle.members).cloned())
        else {
            return;
        };
        self.trace.note(|| format!("{} sends a parcel for {to} by {via}", self.hosts[host].id));
        let outcome = self.at(host, |node| node.send_parcels(&holder(), &to, &via));
        if let Some(Err(fault)) = outcome {
            self.trace.note(|| format!("    refused: {fault}"));
        }
        self.say_all(host);
    }

    fn write_stick(&mut self, prng: &mut Prng) {
        let Some(host) = self.running(prng).filter(|host| !self.hosts[*host].liar) else { return };
        let Some(to) = prng.pick(&self.oracle.members).cloned() else { return };
        let to = if prng.chance(50) { to.to_string() } else { to.party.to_string() };
        let all = prng.chance(25);
        self.trace.note(|| format!("{} writes a stick for {to}", self.hosts[host].id));
        let Some(Ok(bundle)) = self.at(host, |node| node.export_bundle(&holder(), &to, all)) else { return };
        let from = self.hosts[host].id.party.clone();
        self.sealed_for(&to, &from, &bundle);
        if self.sticks.len() < MOST_STICKS {
            self.sticks.push((host, to, bundle));
        }
    }

    /// Nothing of a bundle is to be seen without a key, and each reader finds in it only what he may be sent.
    fn sealed_for(&mut self, to: &str, from: &Name, bundle: &[u8]) {
        let outside = self.oracle.members.iter().position(|m| m.party != *from && !to.starts_with(m.party.as_str()));
        if let Some(outside) = outside {
            self.reaches(outside, bundle, "a sealed bundle");
        }
        for host in 0..self.hosts.len() {
            let (id, member) = (self.hosts[host].id.to_string(), self.hosts[host].member);
            let secret = seamline_feed::SealSecret::from_seed(&self.hosts[host].seeds[3]);
            if (id.starts_with(to) || prng_free_sample(host))
                && let Ok(opened) = seamline_feed::Bundle::open(bundle, &secret)
            {
                for frame in &opened.frames {
                    self.reaches(member, &frame.encode(), "a bundle");
                }
            }
        }
    }

    fn read_stick(&mut self, prng: &mut Prng) {
        let stick = prng.below(self.sticks.len());
        let (writer, to, mut bundle) = self.sticks[stick].clone();
        // Mostly to a node that it is for, now and then to one that it is not for.
        let fits = |host: &usize| self.hosts[*host].id.to_string().starts_with(&to) || writer == *host;
        let readers: Vec<usize> = (0..self.hosts.len()).filter(|h| self.hosts[*h].node.is_some()).collect();
        let meant: Vec<usize> = readers.iter().copied().filter(fits).collect();
        let among = if prng.chance(80) { &meant } else { &readers };
        let Some(host) = prng.pick(among).copied() else { return };
        if prng.chance(15) && !bundle.is_empty() {
            self.faults += 1;
            let at = prng.below(bundle.len());
            bundle[at] ^= 1 << prng.below(8);
        }
        self.trace.note(|| format!("{} reads a stick for {to}", self.hosts[host].id));
        let outcome = self.at(host, |node| node.import_bundle(&holder(), &bundle));
        if let Some(Err(fault)) = outcome {
            self.trace.note(|| format!("    refused: {fault}"));
        }
        if prng.chance(50) {
            self.sticks.swap_remove(stick);
        }
        self.say_all(host);
    }
}

/// Which other hosts try their keys on every bundle: a few suffice, unsealing is slow.
fn prng_free_sample(host: usize) -> bool {
    host.is_multiple_of(3)
}
