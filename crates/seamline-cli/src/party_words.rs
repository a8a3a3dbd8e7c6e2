//! A party's document in plain words: what a root holder reads before signing.

use std::collections::BTreeMap;

use ed25519_dalek::VerifyingKey;
use seamline_record::{Audience, Clearance, Closure, DocumentBody, Hash, Kind, Level, Name, NodeEntry, all_kinds};

/// The first digits of a key: enough to tell the keys of one document apart.
pub(crate) fn short(key: &VerifyingKey) -> String {
    Hash(key.to_bytes()).to_string().chars().take(12).collect()
}

pub(crate) fn clearance_words(clearance: &Clearance) -> String {
    let level = match clearance.level {
        Level::Open => "open",
        Level::Restricted => "restricted",
        Level::Confidential => "confidential",
        Level::Secret => "secret",
    };
    std::iter::once(level).chain(clearance.caveats.iter().map(String::as_str)).collect::<Vec<_>>().join(", ")
}

/// Kinds by their names.
pub(crate) fn kind_words(kinds: &[u8]) -> String {
    let name = |number: &u8| {
        let known = all_kinds().find(|kind| Kind::named(kind.name).map(Kind::number) == Some(*number));
        known.map_or_else(|| format!("kind {number}"), |kind| kind.name.to_owned())
    };
    kinds.iter().map(name).collect::<Vec<_>>().join(", ")
}

pub(crate) fn closure_words(closure: &Closure) -> String {
    let leaves: u64 = closure.feeds.values().map(|cut| cut.size).sum();
    let stands = match closure.feeds.len() {
        0 => "nothing that it signed stands".to_owned(),
        feeds => format!("{leaves} entries in {feeds} feeds stand, whatever else it signed is void"),
    };
    let kept = match closure.keep.len() {
        0 => String::new(),
        count => format!(", and {count} records are kept"),
    };
    format!("{stands}{kept}")
}

fn group_words(group: &Audience) -> String {
    let nodes = group.nodes.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
    format!("{} ({})", if nodes.is_empty() { "no nodes" } else { &nodes }, clearance_words(&group.clearance))
}

/// One sentence for each thing that `new` says and `old` did not. `old` is `None` before version 1.
pub(crate) fn changes(old: Option<&DocumentBody>, new: &DocumentBody) -> Vec<String> {
    let mut said = Vec::new();
    if old.is_none() {
        said.push(format!("{} is a new party", new.party));
    }
    roots(&mut said, old, new);
    nodes(&mut said, old, new);
    closed(&mut said, old, new);
    officers(&mut said, old, new);
    groups(&mut said, old, new);
    if old.map(|body| &body.clearance) != Some(&new.clearance) {
        said.push(format!("{} may hold: {}", new.party, clearance_words(&new.clearance)));
    }
    if let Some(old) = old.filter(|old| old.names != new.names) {
        let names = |body: &DocumentBody| body.names.values().cloned().collect::<Vec<_>>().join(" / ");
        said.push(format!("the party's name, {}, becomes {}", names(old), names(new)));
    }
    let before = old.map(|body| body.void.clone()).unwrap_or_default();
    said.extend(new.void.difference(&before).map(|id| format!("record {id} is repudiated")));
    said.extend(before.difference(&new.void).map(|id| format!("record {id} is no longer repudiated")));
    said
}

fn roots(said: &mut Vec<String>, old: Option<&DocumentBody>, new: &DocumentBody) {
    let before: &[VerifyingKey] = old.map(|body| body.roots.as_slice()).unwrap_or_default();
    let gone = before.iter().filter(|key| !new.roots.contains(key));
    said.extend(gone.map(|key| format!("root {} is taken out", short(key))));
    let added = new.roots.iter().filter(|key| !before.contains(key));
    said.extend(added.map(|key| format!("root {} is added", short(key))));
    let of = |body: &DocumentBody| (body.threshold, body.roots.len());
    if old.map(of) != Some(of(new)) {
        said.push(format!("{} of {} roots must sign from now on", new.threshold, new.roots.len()));
    }
}

fn nodes(said: &mut Vec<String>, old: Option<&DocumentBody>, new: &DocumentBody) {
    let by_name = |body: &'_ DocumentBody| -> BTreeMap<Name, NodeEntry> {
        body.nodes.iter().map(|node| (node.name.clone(), node.clone())).collect()
    };
    let (before, now) = (old.map(by_name).unwrap_or_default(), by_name(new));
    for (name, node) in &now {
        match before.get(name) {
            None => said.push(format!("node {name} is added, key {}", short(&node.sign))),
            Some(other) if other != node => {
                said.push(format!(
                    "node {name} gets new keys, {} instead of {}",
                    short(&node.sign),
                    short(&other.sign)
                ));
            }
            Some(_) => {}
        }
    }
    said.extend(before.keys().filter(|name| !now.contains_key(name)).map(|name| format!("node {name} is taken out")));
}

fn closed(said: &mut Vec<String>, old: Option<&DocumentBody>, new: &DocumentBody) {
    let before: &[Closure] = old.map(|body| body.closed.as_slice()).unwrap_or_default();
    for closure in &new.closed {
        let other = before.iter().find(|other| other.key == closure.key);
        let verb = match other {
            None => "is closed",
            Some(other) if other == closure => continue,
            Some(_) => "is closed anew",
        };
        said.push(format!("key {} of {} {verb}: {}", short(&closure.key), closure.node, closure_words(closure)));
    }
    for gone in before.iter().filter(|other| new.closed.iter().all(|closure| closure.key != other.key)) {
        said.push(format!("key {} of {} is closed no more", short(&gone.key), gone.node));
    }
}

fn officers(said: &mut Vec<String>, old: Option<&DocumentBody>, new: &DocumentBody) {
    let before = old.map(|body| body.officers.clone()).unwrap_or_default();
    for officer in new.officers.iter().filter(|officer| !before.contains(officer)) {
        let (kinds, key) = (kind_words(&officer.kinds), short(&officer.key));
        said.push(format!("officer {} may bind the party to: {kinds}; key {key}", officer.name));
    }
    let names: Vec<&str> = new.officers.iter().map(|officer| officer.name.as_str()).collect();
    let gone = before.iter().filter(|officer| !names.contains(&officer.name.as_str()));
    said.extend(gone.map(|officer| format!("officer {} may no longer bind the party", officer.name)));
}

fn groups(said: &mut Vec<String>, old: Option<&DocumentBody>, new: &DocumentBody) {
    let before = old.map(|body| body.audiences.clone()).unwrap_or_default();
    let changed = new.audiences.iter().filter(|group| !before.contains(group));
    said.extend(changed.map(|group| format!("group {}: {}", group.name, group_words(group))));
    let gone = before.iter().filter(|group| new.audiences.iter().all(|other| other.name != group.name));
    said.extend(gone.map(|group| format!("group {} is no more", group.name)));
}
