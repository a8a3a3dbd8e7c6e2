//! **Validity**, after keys are closed. A record that counts at a node has an act that stands there: in a feed of its author's
//! party, under a key that is not closed or before the cut, unless the party keeps it; and nobody counts what its party has
//! declared void.

use std::collections::HashMap;

use seamline_feed::{Origin, UnverifiedCheckpoint};
use seamline_node::Node;
use seamline_record::{KeyId, Name, RecordId};
use seamline_store::{ActRow, Store};

use crate::{disk::Disk, world::World};

const NAME: &str = "validity";

/// The key of each feed, found once.
type Keys = HashMap<String, Option<KeyId>>;

fn key_of(node: &Node, disk: &Disk, origin: &Origin, name: &str) -> Option<KeyId> {
    let note = UnverifiedCheckpoint::parse(&disk.feed(name).ok()??.checkpoint).ok()?;
    let signed = node.directory().node_entries(&origin.node).find(|entry| note.verify(&entry.sign).is_ok());
    signed.map(|entry| KeyId::of(&entry.sign))
}

fn stands(node: &Node, disk: &Disk, party: &Name, id: RecordId, act: &ActRow, keys: &mut Keys) -> bool {
    let Ok(origin) = act.feed.parse::<Origin>() else { return false };
    let key = *keys.entry(act.feed.clone()).or_insert_with(|| key_of(node, disk, &origin, &act.feed));
    let closure = key.and_then(|key| node.directory().closure(party, key)).map(|(closure, _)| closure);
    let cut = |size: Option<u64>| size.is_some_and(|size| act.index < size);
    origin.node.party == *party
        && closure.is_none_or(|c| c.keep.contains(&id) || cut(c.feeds.get(&origin.feed.0).map(|cut| cut.size)))
}

impl World {
    /// At the end, by the documents that each node holds.
    pub(crate) fn void_does_not_count(&mut self) {
        let mut keys = Keys::new();
        let mut found = None;
        for host in self.hosts.iter().filter(|host| !host.liar) {
            let Some(node) = &host.node else { continue };
            for (number, truth) in self.oracle.records.iter().enumerate() {
                let party = &self.oracle.members[truth.author].party;
                let takes_back =
                    |body: &seamline_record::DocumentBody| !body.closed.is_empty() || !body.void.is_empty();
                if !node.directory().newest(party).is_some_and(|document| takes_back(document.body())) {
                    continue;
                }
                let Ok(Some(row)) = host.disk.record(truth.id) else { continue };
                let void = node.directory().is_void(party, truth.id).is_some();
                if truth.kind.is_whole() {
                    // What parties agree to stands by its own key and the documents, wherever it lies.
                    let taken_back =
                        node.statement(truth.id).is_ok_and(|statement| super::agreement::void(node, &statement));
                    if taken_back != row.repudiated.is_some() {
                        found = Some(format!("{} is wrong about whether record {number} stands", host.id));
                    }
                    continue;
                }
                let acts = host.disk.acts(truth.id).unwrap_or_default();
                let mut any = acts.iter().filter(|act| stands(node, &host.disk, party, truth.id, act, &mut keys));
                if row.repudiated.is_none() && (void || (!row.own && any.next().is_none())) {
                    found = Some(format!("{} counts record {number}, of which nothing stands", host.id));
                }
            }
        }
        if let Some(what) = found {
            self.fail(NAME, what);
        }
    }
}
