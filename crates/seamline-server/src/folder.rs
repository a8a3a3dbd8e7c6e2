//! A node's data folder: `node.json` says who it is, `keys.json` holds its seeds, `node.db` its rows, `running.json`
//! where it answers while it runs.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    net::SocketAddr,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use seamline_node::{Clock, Node, NodeFault, NodeKeys, Random, Setup};
use seamline_record::{Hash, NodeId};
use seamline_store::{RowKey, Sqlite, StoreFault};
use serde::{Deserialize, Serialize};

use crate::clock::SystemRandom;

const NODE: &str = "node.json";
const KEYS: &str = "keys.json";
const ROWS: &str = "node.db";
const RUNNING: &str = "running.json";

/// Why a folder cannot be used: the operator's to mend, except for [`FolderFault::Node`].
#[derive(Debug, thiserror::Error)]
pub enum FolderFault {
    /// Nothing is there.
    #[error("there is no folder {0}")]
    NoSuchFolder(PathBuf),
    /// A folder of something else.
    #[error("{0} is not a Seamline folder: it has no node.json and keys.json that can be read as such")]
    NotAFolder(PathBuf),
    /// A node lives there already.
    #[error("{0} exists already: a node's keys are never written over")]
    Exists(PathBuf),
    /// Another process holds it.
    #[error("{0} is in use by another seamline process")]
    InUse(PathBuf),
    /// No room.
    #[error("the disk of {0} is full")]
    DiskFull(PathBuf),
    /// The operating system refuses.
    #[error("{path} cannot be read or written: {fault}")]
    Io {
        /// What.
        path: PathBuf,
        /// Why.
        fault: std::io::Error,
    },
    /// The node in it does not start.
    #[error("the node in {path} does not start: {fault}")]
    Node {
        /// Where.
        path: PathBuf,
        /// Why.
        fault: NodeFault,
    },
}

/// Where a running node answers. A process that was killed leaves this behind: who reads it must try the address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// Address of the API and the page.
    pub http: SocketAddr,
    /// Address for peers.
    pub peers: SocketAddr,
    /// `Authorization: Bearer` with this acts as the holder of the folder.
    pub token: String,
    /// Process id.
    pub pid: u32,
}

#[derive(Serialize, Deserialize)]
struct Who {
    party: String,
    node: String,
}

/// Seeds and the key of the rows, 64 hexadecimal digits each.
#[derive(Serialize, Deserialize)]
struct Seeds {
    sign: String,
    cosign: String,
    tls: String,
    seal: String,
    rows: String,
}

/// A data folder that is one.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    id: NodeId,
}

impl Folder {
    /// Makes a folder for a new node. The folder may exist if it is empty.
    ///
    /// # Errors
    /// [`FolderFault::Exists`] where anything is there already; [`FolderFault::DiskFull`], [`FolderFault::Io`].
    pub fn create(path: &Path, id: &NodeId, keys: &NodeKeys) -> Result<Self, FolderFault> {
        let io = |fault| io_fault(path, fault);
        if path.exists() && fs::read_dir(path).map_err(io)?.next().is_some() {
            return Err(FolderFault::Exists(path.to_owned()));
        }
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(io)?;
        let [sign, cosign, tls, seal] = keys.seeds().map(|seed| Hash(seed).to_string());
        let mut rows = [0; 32];
        SystemRandom.fill(&mut rows);
        write_new(&path.join(KEYS), &Seeds { sign, cosign, tls, seal, rows: Hash(rows).to_string() })?;
        write_new(&path.join(NODE), &Who { party: id.party.to_string(), node: id.node.to_string() })?;
        Ok(Self { path: path.to_owned(), id: id.clone() })
    }

    /// The folder of a node made before.
    ///
    /// # Errors
    /// [`FolderFault::NoSuchFolder`], [`FolderFault::NotAFolder`].
    pub fn at(path: &Path) -> Result<Self, FolderFault> {
        if !path.is_dir() {
            return Err(FolderFault::NoSuchFolder(path.to_owned()));
        }
        let who: Option<Who> = read(&path.join(NODE));
        let id = who.and_then(|who| format!("{}/{}", who.party, who.node).parse().ok());
        let id = id.filter(|_| path.join(KEYS).is_file()).ok_or_else(|| FolderFault::NotAFolder(path.to_owned()))?;
        Ok(Self { path: path.to_owned(), id })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whose it is.
    pub fn id(&self) -> &NodeId {
        &self.id
    }

    /// The node's keys: secret.
    ///
    /// # Errors
    /// [`FolderFault::NotAFolder`] where the file does not hold four seeds.
    pub fn keys(&self) -> Result<NodeKeys, FolderFault> {
        let seeds: Option<Seeds> = read(&self.path.join(KEYS));
        let parsed = seeds.and_then(|s| {
            let seed = |hex: &str| hex.parse::<Hash>().ok().map(|hash| hash.0);
            Some([seed(&s.sign)?, seed(&s.cosign)?, seed(&s.tls)?, seed(&s.seal)?])
        });
        parsed.map(NodeKeys::from_seeds).ok_or_else(|| FolderFault::NotAFolder(self.path.clone()))
    }

    /// The key under which the node's rows are sealed: secret.
    fn row_key(&self) -> Result<RowKey, FolderFault> {
        let seeds: Option<Seeds> = read(&self.path.join(KEYS));
        let key = seeds.and_then(|s| s.rows.parse::<Hash>().ok()).map(|hash| RowKey::from_bytes(hash.0));
        key.ok_or_else(|| FolderFault::NotAFolder(self.path.clone()))
    }

    /// Opens the rows and starts the node. Nobody else can until it is dropped.
    ///
    /// # Errors
    /// [`FolderFault::InUse`] where another process has it open, among others.
    pub fn open_node(&self, clock: Box<dyn Clock>) -> Result<Node, FolderFault> {
        let keys = self.keys()?;
        let store = Sqlite::open(&self.path.join(ROWS), &self.row_key()?)
            .map_err(|fault| self.node_fault(NodeFault::Store(fault)))?;
        let setup = Setup { id: self.id.clone(), keys, store: Box::new(store), clock, random: Box::new(SystemRandom) };
        Node::start(setup).map_err(|fault| self.node_fault(fault))
    }

    fn node_fault(&self, fault: NodeFault) -> FolderFault {
        let path = self.path.clone();
        match fault {
            NodeFault::Store(StoreFault::InUse) => FolderFault::InUse(path),
            NodeFault::Store(StoreFault::DiskFull) => FolderFault::DiskFull(path),
            fault => FolderFault::Node { path, fault },
        }
    }

    /// Where the node answers, if a process has said so and has not said goodbye.
    pub fn running(&self) -> Option<Running> {
        read(&self.path.join(RUNNING))
    }

    pub(crate) fn put_running(&self, running: &Running) -> Result<(), FolderFault> {
        // Removed first: a file of an earlier process may have other permissions.
        self.remove_running();
        write_new(&self.path.join(RUNNING), running)
    }

    pub(crate) fn remove_running(&self) {
        let _ = fs::remove_file(self.path.join(RUNNING));
    }
}

fn io_fault(path: &Path, fault: std::io::Error) -> FolderFault {
    let path = path.to_owned();
    if fault.kind() == std::io::ErrorKind::StorageFull {
        FolderFault::DiskFull(path)
    } else {
        FolderFault::Io { path, fault }
    }
}

fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Writes a file that only the owner reads, and that must not exist.
fn write_new<T: Serialize>(path: &Path, value: &T) -> Result<(), FolderFault> {
    let io = |fault| io_fault(path, fault);
    let text = serde_json::to_vec_pretty(value).map_err(|fault| io(fault.into()))?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(io)?;
    file.write_all(&text).and_then(|()| file.write_all(b"\n")).and_then(|()| file.sync_all()).map_err(io)
}
