//! A data folder whose keys are open: only with it can a node be started.

use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use seamline_node::{Clock, Node, NodeFault, NodeKeys, PublicCard, Random, Setup};
use seamline_record::{NodeId, Value};
use seamline_store::{RowKey, Sqlite};
use zeroize::Zeroizing;

use crate::{
    clock::{SystemClock, SystemRandom},
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
    /// Keys that the node takes once a document of its party gives them to it.
    next: Option<Seeds>,
    /// Key of the rows in `node.db`.
    row_key: Zeroizing<[u8; 32]>,
}

impl Secrets {
    /// These keys, and a fresh one for the rows.
    pub(crate) fn of(keys: &NodeKeys) -> Self {
        let mut row_key = Zeroizing::new([0; 32]);
        SystemRandom.fill(&mut *row_key);
        Self { seeds: Zeroizing::new(*keys.seeds()), next: None, row_key }
    }

    /// `[1, [seed; 4], [next seed; 4] | null, row key]`, deterministic CBOR.
    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let list = |seeds: &Seeds| Value::Array(seeds.iter().map(|seed| Value::from(&seed[..])).collect());
        let next = self.next.as_ref().map_or(Value::Null, list);
        let value = Value::Array(vec![Value::Int(FORMAT), list(&self.seeds), next, Value::from(&self.row_key[..])]);
        Zeroizing::new(value.encode())
    }

    /// `None` for anything but what [`Self::encode`] made.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let value = Value::decode(bytes).ok()?;
        let [Value::Int(FORMAT), seeds, next, row_key] = value.as_array()? else { return None };
        let key = |value: &Value| <[u8; 32]>::try_from(value.as_bytes()?).ok();
        let list = |value: &Value| -> Option<Seeds> {
            let seeds: Vec<[u8; 32]> = value.as_array()?.iter().map(key).collect::<Option<_>>()?;
            Some(Zeroizing::new(seeds.try_into().ok()?))
        };
        let next = match next {
            Value::Null => None,
            other => Some(list(other)?),
        };
        Some(Self { seeds: list(seeds)?, next, row_key: Zeroizing::new(key(row_key)?) })
    }
}

/// A folder with its keys open; clones see the same keys.
#[derive(Clone)]
pub struct Unlocked {
    folder: Folder,
    secrets: Arc<Mutex<Secrets>>,
    sealer: Sealer,
}

impl std::fmt::Debug for Unlocked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unlocked").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Unlocked {
    pub(crate) fn new(folder: Folder, secrets: Secrets, sealer: Sealer) -> Self {
        Self { folder, secrets: Arc::new(Mutex::new(secrets)), sealer }
    }

    fn secrets(&self) -> MutexGuard<'_, Secrets> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
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
        NodeKeys::from_seeds(*self.secrets().seeds)
    }

    /// The card of the keys that wait for a document, if there are any.
    pub fn next_card(&self) -> Option<PublicCard> {
        let seeds = self.secrets().next.clone()?;
        Some(NodeKeys::from_seeds(*seeds).card(self.id().node.clone()))
    }

    /// Makes keys that the node takes once a document of its party gives them to it; keeps those that wait already.
    ///
    /// # Errors
    /// [`FolderFault::DiskFull`], [`FolderFault::Io`].
    pub fn prepare_next(&self) -> Result<PublicCard, FolderFault> {
        if let Some(card) = self.next_card() {
            return Ok(card);
        }
        let keys = NodeKeys::generate(&mut SystemRandom);
        self.secrets().next = Some(Zeroizing::new(*keys.seeds()));
        self.write().inspect_err(|_| self.secrets().next = None)?;
        Ok(keys.card(self.id().node.clone()))
    }

    /// Opens the rows and starts the node. Nobody else can until it is dropped. Keys that waited for a document are taken
    /// once it is held, and the old ones are gone.
    ///
    /// # Errors
    /// [`FolderFault::InUse`] where another process has it open, among others.
    pub fn open_node(&self, clock: Box<dyn Clock>) -> Result<Node, FolderFault> {
        if let Some(card) = self.next_card()
            && self.start_node(Box::new(SystemClock))?.directory().node(self.id()) == Some(&card)
        {
            let before = self.secrets().clone();
            let taken = self.secrets().next.take();
            if let Some(next) = taken {
                self.secrets().seeds = next;
            }
            self.write().inspect_err(|_| *self.secrets() = before)?;
        }
        self.start_node(clock)
    }

    pub(crate) fn row_key(&self) -> RowKey {
        RowKey::from_bytes(*self.secrets().row_key)
    }

    fn start_node(&self, clock: Box<dyn Clock>) -> Result<Node, FolderFault> {
        let folder = &self.folder;
        let store = Sqlite::open(&folder.path().join(ROWS), &self.row_key())
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
        let wrapped = self.sealer.seal(&self.secrets().encode()).map_err(|fault| self.folder.key_fault(fault))?;
        replace(&self.folder.keys_path(), &wrapped.to_bytes())
    }
}
