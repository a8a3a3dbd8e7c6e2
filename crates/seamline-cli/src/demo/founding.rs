//! The parties of a scenario with their roots and documents, and a data folder for each node.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    net::TcpStream,
    path::{Path, PathBuf},
    time::Duration,
};

use ed25519_dalek::SigningKey;
use seamline_node::{Clock, Node, NodeKeys, Officer, Peer, Role, StoredOfficer};
use seamline_record::{
    Audience, AudienceId, BindingOfficer, Clearance, Kind, Level, Name, NodeEntry, NodeId, all_kinds,
};
use seamline_server::{
    Effort, Folder, Passphrase, Protection, Purpose, SystemRandom, Unlocked, WrapFault, Wrapped, keep_officer_key,
};

use crate::{
    commands::founded,
    fault::Fault,
    files,
    party_file::PartyFile,
    root_key::{RootKey, fresh},
    scenario::{Party, Scenario},
};

const MARK: &str = "seamline-demo";
const ROOTS: usize = 3;
const THRESHOLD: usize = 2;

/// A founded scenario: nothing written yet, every node's folder ready.
pub(crate) struct Founded {
    pub(crate) folders: Vec<Unlocked>,
    pub(crate) documents: Vec<PartyFile>,
    /// Keys of the officers who bind their parties.
    pub(crate) binding: BTreeMap<Name, SigningKey>,
}

/// What opens the demo's officers' keys: they protect nothing, and it is told to whoever looks.
pub(crate) const DEMO_PASSPHRASE: &str = "sign for the demo";

/// Empties a demo's folder, or makes one. A folder of anything else is refused.
pub(crate) fn clear(dir: &Path) -> Result<(), Fault> {
    let mark = dir.join(MARK);
    let is_empty = fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty && !mark.is_file() {
        let what = format!("{} holds something that is not a demo", dir.display());
        return Err(Fault::you(what, "give --dir an empty folder, or one that a demo made before"));
    }
    if let Some(id) = running_in(dir) {
        let what = format!("a demo runs in {}: {id} answers there", dir.display());
        return Err(Fault::operator(what).next("end that demo with Ctrl-C, or give --dir another folder"));
    }
    if mark.is_file() {
        fs::remove_dir_all(dir).map_err(|error| files::cannot("empty", dir, &error))?;
    }
    files::create_folder(dir)?;
    files::write(&mark, b"Data of `seamline demo`; each start makes it anew.\n")
}

/// A node of a demo in this folder that answers.
fn running_in(dir: &Path) -> Option<NodeId> {
    let nodes = fs::read_dir(dir.join("nodes")).ok()?;
    let folders = nodes.filter_map(|entry| Folder::at(&entry.ok()?.path()).ok());
    let answers = |folder: &Folder| {
        let running = folder.running();
        running.is_some_and(|running| TcpStream::connect_timeout(&running.http, Duration::from_secs(1)).is_ok())
    };
    folders.into_iter().find(answers).map(|folder| folder.id().clone())
}

/// Where the data of a node of the demo is.
pub(crate) fn folder_of(dir: &Path, id: &NodeId) -> PathBuf {
    dir.join("nodes").join(format!("{}-{}", id.party, id.node))
}

/// Who writes at a node of the demo, with the roles that every button needs.
pub(crate) fn officer_of(id: &NodeId, suffix: &str) -> Officer {
    let roles = vec![Role::DutyOfficer, Role::ReleasingOfficer, Role::Administrator];
    Officer { name: format!("{}-{}-desk{suffix}", id.party, id.node), roles, limits: None }
}

pub(crate) fn found(dir: &Path, scenario: &Scenario) -> Result<Founded, Fault> {
    let mut folders = Vec::new();
    let mut documents = Vec::new();
    let mut binding = BTreeMap::new();
    for party in &scenario.parties {
        let mut cards = Vec::new();
        for post in scenario.posts.iter().filter(|post| post.id.party == party.id) {
            let keys = NodeKeys::generate(&mut SystemRandom);
            let path = folder_of(dir, &post.id);
            // In clear: a demo's keys protect nothing, and it says so.
            folders.push(Folder::create(&path, &post.id, &keys, &Protection::Unprotected)?);
            let card = keys.card(post.id.node.clone());
            files::write_new(&path.join("node.card"), &card.to_value().encode(), false)?;
            cards.push(card);
        }
        let key = fresh()?;
        documents.push(document(dir, scenario, party, cards, &key)?);
        binding.insert(party.id.clone(), key);
    }
    Ok(Founded { folders, documents, binding })
}

/// Every kind of joint act.
fn joint_kinds() -> Vec<u8> {
    let mut kinds: Vec<u8> = all_kinds()
        .filter_map(|spec| Kind::named(spec.name))
        .filter(|kind| kind.is_joint())
        .map(Kind::number)
        .collect();
    kinds.sort_unstable();
    kinds
}

fn document(
    dir: &Path,
    scenario: &Scenario,
    party: &Party,
    cards: Vec<NodeEntry>,
    key: &SigningKey,
) -> Result<PartyFile, Fault> {
    let folder = dir.join("parties").join(party.id.as_str());
    files::create_folder(&folder)?;
    let roots = (0..ROOTS).map(|_| RootKey::generate()).collect::<Result<Vec<_>, _>>()?;
    for (number, root) in (1..).zip(&roots) {
        root.write(&folder.join(format!("root-{number}.key")), &Protection::Unprotected)?;
    }
    let mut file = founded(&party.id, party.names.clone(), THRESHOLD, party.clearance.clone(), &roots)?;
    let command = command(scenario, &party.id);
    file.amend(|body| {
        body.nodes = cards;
        body.audiences.extend(command);
        let (name, key) = (party.binds.clone(), key.verifying_key());
        body.officers.push(BindingOfficer { name, key, kinds: joint_kinds() });
    })?;
    roots.iter().take(THRESHOLD).for_each(|root| file.sign_last(root));
    files::write(&folder.join(format!("{}.party", party.id)), &file.encode())?;
    Ok(file)
}

/// The group that receives what the desks write: it may hold all that the party's own desks may.
fn command(scenario: &Scenario, party: &Name) -> Option<Audience> {
    let of_command = scenario.posts.iter().filter(|post| post.id.party == *party && post.is_command);
    let nodes: BTreeSet<Name> = of_command.map(|post| post.id.node.clone()).collect();
    let caveats = scenario.facts.iter().chain(&scenario.after).flat_map(|fact| fact.label.caveats.iter().cloned());
    let clearance = Clearance { level: Level::Secret, caveats: caveats.collect() };
    (!nodes.is_empty())
        .then(|| Audience { name: seamline_feed::holder::COMMAND.parse().ok()?, nodes, clearance }.into())?
}

/// Opens a node and tells it all that its administrator would: documents, clearances, links, its officer, and the key by
/// which that officer binds the party, at a headquarters.
pub(crate) fn open(
    folder: &Unlocked,
    clock: Box<dyn Clock>,
    scenario: &Scenario,
    documents: &[PartyFile],
    officer: &Officer,
    binding: Option<&SigningKey>,
) -> Result<Node, Fault> {
    let mut node = folder.open_node(clock)?;
    for document in documents.iter().flat_map(PartyFile::documents) {
        node.admit_document(&document)?;
    }
    let holder = Officer::holder_of_the_folder("holder of the folder");
    for party in scenario.parties.iter().filter(|party| party.id != folder.id().party) {
        let audience = AudienceId { party: party.id.clone(), group: None };
        node.put_clearance(&holder, &audience, &party.clearance)?;
    }
    for (a, b) in &scenario.lines {
        let own = folder.id();
        let other = if a == own { Some(b) } else { Some(a).filter(|_| b == own) };
        if let Some(other) = other {
            node.put_peer(&holder, other, &Peer { address: None, paused: false })?;
        }
    }
    let stored = StoredOfficer { name: officer.name.clone(), roles: officer.roles.clone(), ..StoredOfficer::default() };
    node.put_officer(&holder, &stored)?;
    if let Some(key) = binding {
        keep_officer_key(&mut node, &officer.name, key, &wrapped(key)?)?;
    }
    Ok(node)
}

fn wrapped(key: &SigningKey) -> Result<Vec<u8>, Fault> {
    let refused = |fault: WrapFault| Fault::us(format!("an officer's key could not be wrapped: {fault}"));
    let passphrase = Passphrase::given(DEMO_PASSPHRASE.to_owned()).map_err(refused)?;
    let protection = Protection::Passphrase(passphrase, Effort::LEAST);
    let wrapped = Wrapped::wrap(Purpose::OfficerKey, key.as_bytes(), &protection).map_err(refused)?;
    Ok(wrapped.to_bytes())
}
