//! Lies in how it is told: replay, gaps, giant lengths, endless frames, a slow drip, false receipts, heads and names, versions
//! of the future, documents that nobody signed.

use ed25519_dalek::SigningKey;
use seamline_feed::{
    Cosig, Cosignature, Frame, Head, Holdings, Origin, TreeHash, UnverifiedCheckpoint, holder::may_hold,
};
use seamline_record::{Endorsed, Hash, RecordId};
use seamline_store::{FeedRow, Store};

use super::Forge;
use crate::{broken::Broken, prng::Prng, world::World};

/// Frames that say nothing, in a row.
const ENDLESS: usize = 200;

impl World {
    pub(super) fn lie_in_transport(&mut self, liar: usize, victim: usize, prng: &mut Prng) -> Result<(), Broken> {
        let kind = prng.below(11);
        self.trace.note(|| format!("the liar lies in transport, way {kind}"));
        let line = self.call_by_hand(liar, victim);
        let mut stay = false;
        let bytes = match kind {
            0 => self.replayed(prng),
            1 => vec![self.with_a_gap(liar, victim, prng)?],
            2 => vec![vec![0xff; 4]],
            3 => vec![Frame::Live.with_length().repeat(ENDLESS)],
            4 => {
                stay = true;
                let whole = Frame::Leaves(self.honest_looking(liar, victim, prng)?.leaves()).with_length();
                whole[..whole.len() / 2].chunks(3).map(<[u8]>::to_vec).collect()
            }
            5 => self.false_receipts(liar, victim, prng),
            6 => return self.false_heads(line, liar, victim, prng),
            7 => {
                self.false_name(line, liar, prng);
                return Ok(());
            }
            8 => {
                self.of_the_future(line, liar, prng);
                return Ok(());
            }
            9 => self.false_documents(prng)?,
            _ => {
                let mut noise = vec![0; prng.below(400)];
                prng.fill(&mut noise);
                noise.splice(0..0, (noise.len() as u32).to_be_bytes());
                vec![noise]
            }
        };
        self.say_by_hand(line, bytes, stay);
        Ok(())
    }

    fn honest_looking(&mut self, liar: usize, victim: usize, prng: &mut Prng) -> Result<Forge, Broken> {
        let audience = self.audience(self.hosts[victim].party, None)?;
        let mut forge = Forge::new(self.node_id(liar), audience, &self.hosts[liar].seeds[0], prng)?;
        forge.leaf(prng.bytes::<24>().to_vec(), None)?;
        forge.act(RecordId(Hash(prng.bytes())), prng.bytes::<40>().to_vec(), self.truth.now_ms())?;
        Ok(forge)
    }

    fn replayed(&self, prng: &mut Prng) -> Vec<Vec<u8>> {
        (0..5).filter_map(|_| prng.pick(&self.mind.heard).cloned()).collect()
    }

    fn with_a_gap(&mut self, liar: usize, victim: usize, prng: &mut Prng) -> Result<Vec<u8>, Broken> {
        let mut leaves = self.honest_looking(liar, victim, prng)?.leaves();
        match prng.below(5) {
            0 => leaves.start = 1 + prng.below(1 << 30) as u64,
            1 => drop(leaves.entries.remove(0)),
            2 => leaves.entries[0].leaf[0] ^= 1,
            3 => leaves.origin.node = self.node_id(victim),
            _ => leaves.entries.iter_mut().for_each(|entry| entry.payload = entry.payload.as_ref().map(|_| vec![0])),
        }
        Ok(Frame::Leaves(leaves).with_length())
    }

    /// Receipts that were not asked for, are not the signer's to give, or are no receipts.
    fn false_receipts(&self, liar: usize, victim: usize, prng: &mut Prng) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        let disk = &self.hosts[victim].disk;
        let mut feeds = disk.feeds().unwrap_or_default();
        // To one who may not hold a feed its receipts say nothing: now and then only.
        if prng.chance(90) {
            let (directory, liar) = (&self.oracle.directory, self.node_id(liar));
            feeds.retain(|row| row.name.parse().is_ok_and(|origin| may_hold(directory, &liar, &origin)));
        }
        // A good receipt, put under a size of the same feed that its cosigner has not receipted.
        let transplant = |row: &FeedRow| {
            let receipts = disk.receipts(&row.name).unwrap_or_default();
            let has = |by: &str| receipts.iter().any(|r| r.size == row.size && r.cosigner == by);
            receipts.iter().find(|r| r.size != row.size && !has(&r.cosigner)).map(|r| (row.clone(), r.line.clone()))
        };
        let transplants: Vec<_> = feeds.iter().filter_map(transplant).collect();
        let transplanted = prng.pick(&transplants).filter(|_| prng.chance(60)).cloned();
        let picked = prng.pick(&feeds).cloned();
        let Some(row) = transplanted.as_ref().map(|(row, _)| row.clone()).or(picked) else { return all };
        let Ok(origin) = row.name.parse::<Origin>() else { return all };
        let line = (|| {
            let unverified = UnverifiedCheckpoint::parse(&row.checkpoint).ok()?;
            let signed = unverified.verify(&self.oracle.directory.node(&origin.node)?.sign).ok()?;
            let key = SigningKey::from_bytes(&self.hosts[liar].seeds[1]);
            // Also in the name of others.
            let by = if prng.chance(50) { self.node_id(liar) } else { self.node_id(prng.below(self.hosts.len())) };
            Some(Cosignature::sign(&signed, by, u64::from(u32::MAX), &key).ok()?.line().to_string())
        })();
        let line = transplanted.map(|(_, line)| line).or(line);
        let line = line.unwrap_or_else(|| "— seamline/1/usa/hq AAAA".to_owned());
        all.push(Frame::Cosig(Cosig { origin, size: row.size, line }).with_length());
        all
    }

    fn false_heads(&mut self, line: usize, liar: usize, victim: usize, prng: &mut Prng) -> Result<(), Broken> {
        let mut heads = Vec::new();
        if let Some(node) = &self.hosts[victim].node {
            heads = node.heads_for(&self.hosts[liar].id)?;
        }
        for head in &mut heads {
            match prng.below(4) {
                0 => head.tip = TreeHash(prng.bytes()),
                1 => head.size += 1 + prng.below(1 << 20) as u64,
                2 => head.receipted = head.size + 7,
                _ => {}
            }
        }
        if prng.chance(30) {
            let head =
                |forge: &Forge| Head { origin: forge.origin.clone(), size: 9, tip: TreeHash::EMPTY, receipted: 0 };
            heads.push(head(&self.honest_looking(liar, victim, prng)?));
        }
        let hello = self.hello_of(liar, heads);
        self.say_raw(line, vec![Frame::Hello(hello).with_length()], false);
        Ok(())
    }

    fn false_name(&mut self, line: usize, liar: usize, prng: &mut Prng) {
        let mut hello = self.hello_of(liar, Vec::new());
        if prng.chance(50) {
            hello.node = self.node_id(prng.below(self.hosts.len()));
        }
        // Said twice: the second is out of turn.
        let twice = Frame::Hello(hello).with_length().repeat(2);
        self.say_raw(line, vec![twice], false);
    }

    fn of_the_future(&mut self, line: usize, liar: usize, prng: &mut Prng) {
        let mut hello = self.hello_of(liar, Vec::new());
        hello.versions = vec![7, 8];
        if prng.chance(50) {
            hello.versions.extend(seamline_feed::frame::VERSIONS);
            hello.versions.sort_unstable();
        }
        // `[99]`: a frame that a later version may have.
        let later = vec![0, 0, 0, 3, 0x81, 0x18, 99];
        self.say_raw(line, vec![Frame::Hello(hello).with_length(), later], false);
    }

    /// Documents with a byte changed, without signatures, or of a party made up.
    fn false_documents(&self, prng: &mut Prng) -> Result<Vec<Vec<u8>>, Broken> {
        let Some(mut encoded) = prng.pick(&self.documents()).cloned() else { return Ok(Vec::new()) };
        if prng.chance(50) {
            let at = prng.below(encoded.len());
            encoded[at] ^= 1 << prng.below(8);
        } else {
            let mut body = Endorsed::decode(&encoded)?.body().clone();
            body.version += 1;
            body.previous = Some(seamline_record::hash_of(&encoded));
            encoded = Endorsed::unsigned(body)?.encode();
        }
        Ok(vec![Frame::Doc(encoded).with_length()])
    }
}
