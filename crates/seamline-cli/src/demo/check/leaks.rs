//! The search for what was withheld: in every file of every other party's nodes, in all that their rows decode to, in
//! their logs and in every frame that they sent or received.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use seamline_feed::{Frame, Holdings};
use seamline_node::Node;
use seamline_record::{Name, NodeId, RecordId, Statement};
use seamline_server::{SystemClock, Unlocked};
use seamline_store::ViewQuery;

use crate::{
    demo::{
        canary::{Needles, Planted, needles_for},
        expected::Expected,
        processes::Surroundings,
        world::World,
    },
    fault::Fault,
    files,
    scenario::Fact,
};

/// What the search came to.
#[derive(Debug, Default)]
pub(super) struct Leaks {
    /// Slots that were looked for, counted once for each party that must not know them.
    pub(super) withheld: usize,
    /// Bytes that were searched.
    pub(super) searched: usize,
    /// What was found, and where.
    pub(super) found: BTreeSet<String>,
    /// Released slots that a node does not hold.
    pub(super) lacking: BTreeSet<String>,
}

/// What is searched, and for what.
pub(super) struct Search<'a> {
    pub(super) around: Surroundings,
    pub(super) folders: Vec<Unlocked>,
    pub(super) ids: &'a BTreeMap<String, RecordId>,
    pub(super) written: &'a [&'a Fact],
    pub(super) expected: &'a Expected<'a>,
    pub(super) planted: &'a Planted,
    pub(super) suffix: &'a str,
}

/// Write-ahead journals as they are while the nodes run: a clean stop removes them.
pub(super) fn journals(world: &World) -> Result<Vec<(NodeId, PathBuf, Vec<u8>)>, Fault> {
    let mut journals = Vec::new();
    for folder in &world.played.founded.folders {
        for path in files_in(folder.path())? {
            if path.extension().is_some_and(|extension| extension == "db-wal") {
                let bytes = files::read(&path)?;
                journals.push((folder.id().clone(), path, bytes));
            }
        }
    }
    Ok(journals)
}

impl Search<'_> {
    pub(super) fn run(&self, parties: &[Name], journals: &[(NodeId, PathBuf, Vec<u8>)]) -> Result<Leaks, Fault> {
        let facts = self.statements()?;
        let mut leaks = Leaks::default();
        for party in parties {
            let (mut needles, withheld) = needles_for(party, &facts, self.expected, self.planted);
            leaks.withheld += withheld;
            // Names of the others' officers.
            for (fact, _) in facts.iter().filter(|(fact, _)| fact.by.party != *party) {
                let author = format!("{}-{}-desk{}", fact.by.party, fact.by.node, self.suffix);
                needles.look_for(&author, &format!("the author of {}", fact.key));
            }
            let control = self.control(party, &facts);
            let mut control_found = 0;
            let of_party = |id: &NodeId| id.party == *party;
            for (_, path, bytes) in journals.iter().filter(|(id, ..)| of_party(id)) {
                leaks.search(&needles, path, bytes);
            }
            for folder in self.folders.iter().filter(|folder| of_party(folder.id())) {
                let mut paths = files_in(folder.path())?;
                paths.extend([self.around.log(folder.id()), self.around.frames(folder.id())]);
                for path in paths.iter().filter(|path| path.is_file()) {
                    let bytes = files::read(path)?;
                    leaks.search(&needles, path, &bytes);
                }
                let node = folder.open_node(Box::new(SystemClock))?;
                let bytes = decoded(&node)?;
                leaks.search(&needles, &folder.path().join("decoded"), &bytes);
                control_found += control.found_in(&bytes).len();
                self.compare(&node, &mut leaks);
            }
            if control.len() > 0 && control_found == 0 {
                return Err(Fault::us(format!(
                    "the search is blind: it finds nothing at {party} of what was released to it"
                )));
            }
        }
        Ok(leaks)
    }

    /// All that was written, as its authors hold it.
    fn statements(&self) -> Result<Vec<(&Fact, Statement)>, Fault> {
        let mut facts = Vec::new();
        for folder in &self.folders {
            let node = folder.open_node(Box::new(SystemClock))?;
            for fact in self.written.iter().filter(|fact| fact.by == *folder.id()) {
                if let Some(id) = self.ids.get(&fact.key) {
                    facts.push((*fact, node.statement(*id)?));
                }
            }
        }
        Ok(facts)
    }

    /// Canaries that the party was given: finding them shows that the search can find.
    fn control(&self, party: &Name, facts: &[(&Fact, Statement)]) -> Needles {
        let mut control = Needles::default();
        for ((key, index), canary) in self.planted {
            let theirs = facts.iter().any(|(fact, _)| fact.key == *key && fact.by.party != *party);
            if theirs && self.expected.opened(key, party).is_some_and(|opened| opened.contains(index)) {
                control.look_for(canary, key);
            }
        }
        control
    }

    /// What a node holds of the others' records, slot by slot, against what it should hold.
    fn compare(&self, node: &Node, leaks: &mut Leaks) {
        let at = node.id();
        for fact in self.written.iter().filter(|fact| fact.by.party != at.party) {
            let Some(id) = self.ids.get(&fact.key) else { continue };
            let held: Option<BTreeSet<u8>> =
                node.statement(*id).ok().map(|statement| statement.openings().map(|opening| opening.index).collect());
            let wanted = self.expected.opened(&fact.key, &at.party);
            let empty = BTreeSet::new();
            let (held, wanted) = (held.as_ref().unwrap_or(&empty), wanted.unwrap_or(&empty));
            for index in held.difference(wanted) {
                leaks.found.insert(format!("{} slot {index} is open at {at}", fact.key));
            }
            for index in wanted.difference(held) {
                leaks.lacking.insert(format!("{} slot {index} at {at}", fact.key));
            }
        }
    }
}

impl Leaks {
    fn search(&mut self, needles: &Needles, path: &Path, bytes: &[u8]) {
        self.searched += bytes.len();
        self.found.extend(needles.found_in(bytes).into_iter().map(|what| format!("{what} in {}", path.display())));
    }
}

/// All that the rows of a node decode to: items as its officers read them, records, openings, entries of all feeds.
fn decoded(node: &Node) -> Result<Vec<u8>, Fault> {
    let listing = node.list(&ViewQuery { limit: 1 << 30, ..ViewQuery::default() })?;
    let mut bytes = serde_json::to_vec(&listing).map_err(|error| Fault::us(error.to_string()))?;
    for listed in &listing.items {
        let statement = node.statement(listed.item.id)?;
        bytes.extend(statement.record().bytes());
        for opening in statement.openings() {
            bytes.extend(opening.salt);
            bytes.extend(opening.value.encode());
        }
    }
    for head in node.heads_for(node.id())? {
        let mut start = 0;
        while let Some(leaves) = node.stretch(&head.origin, start)? {
            start = leaves.start + leaves.entries.len() as u64;
            bytes.extend(Frame::Leaves(leaves).with_length());
        }
    }
    for (feed, index, reason) in node.quarantine()? {
        bytes.extend(format!("{feed} {index} {reason}").into_bytes());
    }
    Ok(bytes)
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = fs::read_dir(folder).map_err(|error| files::cannot("read", folder, &error))?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()).collect())
}
