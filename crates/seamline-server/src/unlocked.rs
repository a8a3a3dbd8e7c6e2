//! A data folder whose keys are open: only with it can a node be started.

use std::path::Path;

use seamline_node::{Clock, Node, NodeFault, NodeKeys, Random, Setup};
use seamline_record::{NodeId, Value};
use seamline_store::{RowKey, Sqlite};
use zeroize::Zeroizing;

use crate::{
    clock::SystemRandom,
    folder::{Folder, FolderFault, ROWS, replace},
    wrapping::{Protection, Purpose, Sealer},
};

const FORMAT: i64 = 1;

/// Seeds in the order sign, cosign, tls, seal.
type Seeds = Zeroizing<[[u8; 32]; 4]>;

/// What `keys.json` guards.
#[derive(Clone)]
pub(crate) struct Secrets {
    seeds: Seeds,
    /// Key of the rows in `node.db`.
    row_key: Zeroizing<[u8; 32]>,
}

impl Secrets {
    /// These keys, and a fresh one for the rows.
    pub(crate) fn of(keys: &NodeKeys) -> Self {
        let mut row_key = Zeroizing::new([0; 32]);
        SystemRandom.fill(&mut *row_key);
        Self { seeds: Zeroizing::new(*keys.seeds()), row_key }
    }

    /// `[1, [seed; 4], row key]`, deterministic CBOR.
    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let seeds = self.seeds.iter().map(|seed| Value::from(&seed[..])).collect();
        let value = Value::Array(vec![Value::Int(FORMAT), Value::Array(seeds), Value::from(&self.row_key[..])]);
        Zeroizing::new(value.encode())
    }

    /// `None` for anything but what [`Self::encode`] made.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let value = Value::decode(bytes).ok()?;
        let [Value::Int(FORMAT), seeds, row_key] = value.as_array()? else { return None };
        let key = |value: &Value| <[u8; 32]>::try_from(value.as_bytes()?).ok();
        let seeds: Vec<[u8; 32]> = seeds.as_array()?.iter().map(key).collect::<Option<_>>()?;
        Some(Self { seeds: Zeroizing::new(seeds.try_into().ok()?), row_key: Zeroizing::new(key(row_key)?) })
    }
}

/// A folder with its keys open.
#[derive(Clone)]
pub struct Unlocked {
    folder: Folder,
    secrets: Secrets,
    sealer: Sealer,
}

impl std::fmt::Debug for Unlocked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unlocked").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Unlocked {
    pub(crate) fn new(folder: Folder, secrets: Secrets, sealer: Sealer) -> Self {
        Self { folder, secrets, sealer }
    }

    /// The folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Whose it is.
    pub fn id(&self) -> &NodeId {
        self.folder.id()
    }

    /// Whether a passphrase protects the keys.
    pub fn is_protected(&self) -> bool {
        self.sealer.is_protecting()
    }

    /// The node's keys: secret.
    pub fn keys(&self) -> NodeKeys {
        NodeKeys::from_seeds(*self.secrets.seeds)
    }

    /// Opens the rows and starts the node. Nobody else can until it is dropped.
    ///
    /// # Errors
    /// [`FolderFault::InUse`] where another process has it open, among others.
    pub fn open_node(&self, clock: Box<dyn Clock>) -> Result<Node, FolderFault> {
        let folder = &self.folder;
        let row_key = RowKey::from_bytes(*self.secrets.row_key);
        let store = Sqlite::open(&folder.path().join(ROWS), &row_key)
            .map_err(|fault| folder.node_fault(NodeFault::Store(fault)))?;
        let id = folder.id().clone();
        let setup = Setup { id, keys: self.keys(), store: Box::new(store), clock, random: Box::new(SystemRandom) };
        Node::start(setup).map_err(|fault| folder.node_fault(fault))
    }

    /// Keeps the same keys under another passphrase, or in clear. The old file is gone afterwards; a copy of it that
    /// someone took still opens with the old passphrase.
    ///
    /// # Errors
    /// [`FolderFault::DiskFull`], [`FolderFault::Io`]; the old file stays then.
    pub fn protect_anew(&mut self, protection: &Protection) -> Result<(), FolderFault> {
        let sealer = Sealer::new(Purpose::NodeKeys, protection).map_err(|fault| self.folder.key_fault(fault))?;
        let before = std::mem::replace(&mut self.sealer, sealer);
        self.write().inspect_err(|_| self.sealer = before)
    }

    pub(crate) fn write(&self) -> Result<(), FolderFault> {
        let wrapped = self.sealer.seal(&self.secrets.encode()).map_err(|fault| self.folder.key_fault(fault))?;
        replace(&self.folder.keys_path(), &wrapped.to_bytes())
    }
}
