//! Officers who can bind their party: their keys, and what documents say of them.

use ed25519_dalek::SigningKey;
use seamline_record::{BindingOfficer, DocumentBody, Nature, all_kinds};

use crate::{prng::Prng, world::World};

/// Most keys that the officers of one party ever have.
const MOST_KEYS: usize = 6;

/// An officer's own key, whether or not any document names it now.
pub(crate) struct Minister {
    pub(crate) party: usize,
    /// Short: documents are for everyone, so it must not be taken for a text that an officer typed.
    name: String,
    pub(crate) key: SigningKey,
}

impl Minister {
    pub(crate) fn new(party: usize, number: usize, prng: &mut Prng) -> Self {
        Self { party, name: format!("minister {number}"), key: SigningKey::from_bytes(&prng.bytes()) }
    }

    /// As a document names them, for all joint acts or for some.
    pub(crate) fn entry(&self, prng: &mut Prng) -> BindingOfficer {
        let all = prng.chance(70);
        let joint = all_kinds().filter(|kind| kind.nature == Nature::Joint).map(|kind| kind.number);
        let kinds = joint.filter(|_| all || prng.chance(50)).collect();
        BindingOfficer { name: self.name.clone(), key: self.key.verifying_key(), kinds }
    }
}

impl World {
    /// An officer comes, goes, or may bind the party to other things than before.
    pub(crate) fn change_ministers(&mut self, body: &mut DocumentBody, party: usize, prng: &mut Prng) {
        let own = self.ministers.iter().filter(|minister| minister.party == party);
        let minister = match own.clone().count() {
            count if count < MOST_KEYS && prng.chance(40) => {
                self.ministers.push(Minister::new(party, count, prng));
                self.ministers.last()
            }
            _ => prng.pick(&own.collect::<Vec<_>>()).copied(),
        };
        let Some(minister) = minister else { return };
        let leaves = body.officers.iter().any(|officer| officer.name == minister.name) && prng.chance(60);
        body.officers.retain(|officer| officer.name != minister.name);
        if !leaves {
            body.officers.push(minister.entry(prng));
        }
        body.officers.sort_by(|a, b| a.name.cmp(&b.name));
    }

    /// A key of one of the party's officers; mostly one that may bind it to this kind by the newest document.
    pub(crate) fn minister(&self, party: usize, kind: u8, prng: &mut Prng) -> Option<SigningKey> {
        let newest = self.oracle.directory.newest(&self.parties[party].name)?;
        let may = |minister: &&Minister| {
            let mut officers = newest.body().officers.iter();
            officers.any(|o| o.key == minister.key.verifying_key() && o.kinds.contains(&kind))
        };
        let own = || self.ministers.iter().filter(|minister| minister.party == party);
        let binding: Vec<&Minister> = own().filter(may).collect();
        let among = if prng.chance(90) && !binding.is_empty() { binding } else { own().collect() };
        prng.pick(&among).map(|minister| minister.key.clone())
    }
}
