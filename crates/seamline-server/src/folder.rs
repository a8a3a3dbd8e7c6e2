//! A node's data folder: `node.json` says who it is, `keys.json` holds its keys, wrapped by a passphrase or in clear,
//! `node.db` its rows, `running.json` where it answers while it runs.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    net::SocketAddr,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use seamline_node::{NodeFault, NodeKeys};
use seamline_record::NodeId;
use seamline_store::StoreFault;
use serde::{Deserialize, Serialize};

use crate::{
    unlocked::{Secrets, Unlocked},
    wrapping::{Effort, Passphrase, Protection, Purpose, Sealer, WrapFault, Wrapped},
};

pub(crate) const NODE: &str = "node.json";
pub(crate) const KEYS: &str = "keys.json";
pub(crate) const ROWS: &str = "node.db";
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
    /// Its keys cannot be had.
    #[error("the keys in {path} cannot be used: {fault}")]
    Keys {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: WrapFault,
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
    pub fn create(path: &Path, id: &NodeId, keys: &NodeKeys, protection: &Protection) -> Result<Unlocked, FolderFault> {
        let io = |fault| io_fault(path, fault);
        if path.exists() && fs::read_dir(path).map_err(io)?.next().is_some() {
            return Err(FolderFault::Exists(path.to_owned()));
        }
        let folder = Self { path: path.to_owned(), id: id.clone() };
        let sealer = Sealer::new(Purpose::NodeKeys, protection).map_err(|fault| folder.key_fault(fault))?;
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(io)?;
        let unlocked = Unlocked::new(folder, Secrets::of(keys), sealer);
        unlocked.write()?;
        let who = Who { party: id.party.to_string(), node: id.node.to_string() };
        write_new(&path.join(NODE), &json(path, &who)?)?;
        Ok(unlocked)
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

    /// Opens the keys. A passphrase given for keys in clear is not looked at.
    ///
    /// # Errors
    /// [`FolderFault::Keys`], each with its cause.
    pub fn unlock(&self, passphrase: Option<&Passphrase>) -> Result<Unlocked, FolderFault> {
        let unwrapped = self.wrapped()?.unwrap_with(Purpose::NodeKeys, passphrase);
        let (secret, sealer) = unwrapped.map_err(|fault| self.key_fault(fault))?;
        let secrets = Secrets::decode(&secret).ok_or_else(|| self.key_fault(WrapFault::Damaged))?;
        Ok(Unlocked::new(self.clone(), secrets, sealer))
    }

    /// How hard the passphrase of the keys is to try; `None` where they are in clear.
    ///
    /// # Errors
    /// [`FolderFault::Keys`] where the file is damaged.
    pub fn protection(&self) -> Result<Option<Effort>, FolderFault> {
        Ok(self.wrapped()?.effort())
    }

    /// Where the keys are.
    pub fn keys_path(&self) -> PathBuf {
        self.path.join(KEYS)
    }

    fn wrapped(&self) -> Result<Wrapped, FolderFault> {
        let path = self.keys_path();
        let bytes = fs::read(&path).map_err(|fault| io_fault(&path, fault))?;
        Wrapped::from_bytes(&bytes).map_err(|fault| self.key_fault(fault))
    }

    pub(crate) fn key_fault(&self, fault: WrapFault) -> FolderFault {
        FolderFault::Keys { path: self.keys_path(), fault }
    }

    pub(crate) fn node_fault(&self, fault: NodeFault) -> FolderFault {
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
        write_new(&self.path.join(RUNNING), &json(&self.path, running)?)
    }

    pub(crate) fn remove_running(&self) {
        let _ = fs::remove_file(self.path.join(RUNNING));
    }
}

pub(crate) fn io_fault(path: &Path, fault: std::io::Error) -> FolderFault {
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

fn json<T: Serialize>(path: &Path, value: &T) -> Result<Vec<u8>, FolderFault> {
    let mut text = serde_json::to_vec_pretty(value).map_err(|fault| io_fault(path, fault.into()))?;
    text.push(b'\n');
    Ok(text)
}

/// Writes a file that only the owner reads, and that must not exist.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FolderFault> {
    let io = |fault| io_fault(path, fault);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(io)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io)
}

/// Writes a file that only the owner reads in place of what was there: after a crash the one or the other is there,
/// whole, and nothing of the old one stays beside the new.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), FolderFault> {
    let new = path.with_extension("new");
    let _ = fs::remove_file(&new);
    write_new(&new, bytes)?;
    let synced = fs::rename(&new, path).and_then(|()| match path.parent() {
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    });
    synced.map_err(|fault| io_fault(path, fault))
}
