//! How a world begins: three parties, their nodes, groups, roots, officers who can bind them, and what each lets the others
//! hold.

use std::collections::BTreeSet;

use ed25519_dalek::{Signer, SigningKey};
use seamline_node::NodeKeys;
use seamline_record::{
    Audience, AudienceId, Clearance, Directory, DocumentBody, Endorsed, Level, Name, NodeEntry, NodeId,
};

use crate::{broken::Broken, ministers::Minister, prng::Prng};

pub(crate) const PARTIES: [&str; 3] = ["iraq", "kurdistan", "usa"];
/// Caveat that some clearances have.
pub(crate) const CAVEAT: &str = "OWN POSITIONS";

/// A party as its roots know it.
pub(crate) struct Party {
    pub(crate) name: Name,
    pub(crate) roots: Vec<SigningKey>,
    pub(crate) body: DocumentBody,
}

/// A node to be started.
pub(crate) struct Member {
    pub(crate) id: NodeId,
    pub(crate) party: usize,
    pub(crate) seeds: [[u8; 32]; 4],
}

/// Parties, nodes, and the first documents.
pub(crate) struct Founding {
    pub(crate) parties: Vec<Party>,
    pub(crate) members: Vec<Member>,
    pub(crate) ministers: Vec<Minister>,
    pub(crate) directory: Directory,
}

impl Party {
    /// The newest body, signed by as many roots as it takes.
    pub(crate) fn signed(&self, body: DocumentBody) -> Result<Endorsed, Broken> {
        let mut endorsed = Endorsed::unsigned(body)?;
        for root in &self.roots {
            endorsed.sign(&root.verifying_key(), &|message| root.sign(message).to_bytes());
        }
        Ok(endorsed)
    }

    pub(crate) fn audience(&self, group: Option<&str>) -> Result<AudienceId, Broken> {
        let group = group.map(str::parse).transpose()?;
        Ok(AudienceId { party: self.name.clone(), group })
    }
}

fn clearance(prng: &mut Prng, levels: &[Level]) -> Clearance {
    let level = prng.pick(levels).copied().unwrap_or_default();
    let caveats = if prng.chance(50) { BTreeSet::from([CAVEAT.to_owned()]) } else { BTreeSet::new() };
    Clearance { level, caveats }
}

fn node_names(prng: &mut Prng) -> &'static [&'static str] {
    if prng.chance(60) { &["hq", "desk", "post"] } else { &["hq", "desk"] }
}

/// Everything about the parties of this world.
pub(crate) fn found(prng: &mut Prng) -> Result<Founding, Broken> {
    let (mut parties, mut members, mut ministers) = (Vec::new(), Vec::new(), Vec::new());
    let mut directory = Directory::default();
    for (index, party) in PARTIES.iter().enumerate() {
        let name: Name = party.parse()?;
        let mut cards: Vec<NodeEntry> = Vec::new();
        let names = node_names(prng);
        for node in names {
            let id = NodeId { party: name.clone(), node: node.parse()? };
            let seeds = [prng.bytes(), prng.bytes(), prng.bytes(), prng.bytes()];
            cards.push(NodeKeys::from_seeds(seeds).card(id.node.clone()));
            members.push(Member { id, party: index, seeds });
        }
        cards.sort_by(|a, b| a.name.cmp(&b.name));
        let mut in_command = BTreeSet::from(["hq".parse()?]);
        if names.len() > 2 && prng.chance(30) {
            in_command.insert("post".parse()?);
        }
        let command = Audience {
            name: "command".parse()?,
            nodes: in_command,
            clearance: clearance(prng, &[Level::Confidential, Level::Secret]),
        };
        let roots: Vec<SigningKey> = (0..=prng.below(2)).map(|_| SigningKey::from_bytes(&prng.bytes())).collect();
        let first: Vec<Minister> = (0..=prng.below(2)).map(|number| Minister::new(index, number, prng)).collect();
        let body = DocumentBody {
            party: name.clone(),
            version: 1,
            previous: None,
            names: [("en".to_owned(), (*party).to_owned())].into(),
            threshold: roots.len(),
            roots: roots.iter().map(SigningKey::verifying_key).collect(),
            clearance: clearance(prng, &[Level::Restricted, Level::Confidential, Level::Secret]),
            audiences: vec![command],
            nodes: cards,
            officers: first.iter().map(|minister| minister.entry(prng)).collect(),
            closed: Vec::new(),
            void: BTreeSet::new(),
        };
        let party = Party { name, roots, body };
        directory.admit(party.signed(party.body.clone())?)?;
        parties.push(party);
        ministers.extend(first);
    }
    Ok(Founding { parties, members, ministers, directory })
}

/// What a party lets each audience of another hold.
pub(crate) fn said(prng: &mut Prng) -> Clearance {
    clearance(prng, &[Level::Open, Level::Restricted, Level::Restricted, Level::Confidential])
}
