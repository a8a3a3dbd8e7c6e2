//! Settings: who the peers are, what each audience may hold, who the officers are.

use seamline_record::{AudienceId, Clearance, Level, Name, NodeId};
use seamline_store::Change;
use serde::{Deserialize, Serialize};

use crate::{
    fault::NodeFault,
    journal::{JournalAct, Note},
    limits::{BeyondLimits, Limits},
    node::Node,
    officers::{Officer, Permission, StoredOfficer},
};

const PEER: &str = "peer";
const POLICY: &str = "policy";
const OFFICER: &str = "officer";

/// A node that this one keeps a link to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    /// Where to call it, `host:port`; none for one that calls us.
    pub address: Option<String>,
    /// An officer has paused the link.
    #[serde(default)]
    pub paused: bool,
}

#[derive(Serialize, Deserialize)]
struct StoredClearance {
    level: Level,
    caveats: Vec<String>,
}

pub(crate) fn row<T: Serialize>(space: &'static str, key: String, value: &T) -> Result<Change, NodeFault> {
    let value = serde_json::to_vec(value).map_err(|_| NodeFault::Row("setting"))?;
    Ok(Change::Setting { space, key, value: Some(value) })
}

pub(crate) fn value<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Result<T, NodeFault> {
    serde_json::from_slice(bytes).map_err(|_| NodeFault::Row("setting"))
}

impl Node {
    /// Keeps a link to a node, or changes it.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::NoSuchParty`] for a node in no document, [`NodeFault::Store`].
    pub fn put_peer(&mut self, officer: &Officer, id: &NodeId, peer: &Peer) -> Result<(), NodeFault> {
        self.may(officer, Permission::Administer)?;
        self.directory.node(id).ok_or_else(|| NodeFault::NoSuchParty(id.to_string()))?;
        let note = Note::new(&officer.name, JournalAct::LinkChanged, None).with("node", id);
        let note = note.with("address", peer.address.as_deref().unwrap_or_default());
        let note = if peer.paused { note.with("paused", true) } else { note };
        self.apply_noted(vec![row(PEER, id.to_string(), peer)?], note)
    }

    /// Nodes that this one keeps links to.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn peers(&self) -> Result<Vec<(NodeId, Peer)>, NodeFault> {
        let rows = self.store.settings(PEER)?;
        rows.iter().map(|(id, bytes)| Ok((id.parse().map_err(|_| NodeFault::Row("peer"))?, value(bytes)?))).collect()
    }

    /// Says what an audience may hold; this node's own judgement, whatever the audience's document claims.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::NoSuchParty`], [`NodeFault::Store`].
    pub fn put_clearance(
        &mut self,
        officer: &Officer,
        audience: &AudienceId,
        clearance: &Clearance,
    ) -> Result<(), NodeFault> {
        self.may(officer, Permission::Administer)?;
        self.directory.clearance(audience).ok_or_else(|| NodeFault::NoSuchParty(audience.to_string()))?;
        let stored = StoredClearance { level: clearance.level, caveats: clearance.caveats.iter().cloned().collect() };
        let note = Note::new(&officer.name, JournalAct::PolicyChanged, None).with("to", audience);
        let note = note.with("level", stored.level.word()).with_all("caveats", &stored.caveats);
        self.apply_noted(vec![row(POLICY, audience.to_string(), &stored)?], note)
    }

    /// What this node lets an audience hold: for other parties what was said here, for groups of the own party what
    /// their document says; never more than the audience's own document claims.
    pub(crate) fn clearance(&self, audience: &AudienceId) -> Result<Option<Clearance>, NodeFault> {
        let Some(claimed) = self.directory.clearance(audience) else { return Ok(None) };
        if audience.party == self.id.party {
            return Ok(Some(claimed.clone()));
        }
        let Some(bytes) = self.store.setting(POLICY, &audience.to_string())? else { return Ok(None) };
        let stored: StoredClearance = value(&bytes)?;
        let said = Clearance { level: stored.level, caveats: stored.caveats.into_iter().collect() };
        Ok(Some(seamline_release::meet(&said, claimed)))
    }

    /// Keeps an officer, or changes one.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::Limits`], [`NodeFault::Store`].
    pub fn put_officer(&mut self, by: &Officer, officer: &StoredOfficer) -> Result<(), NodeFault> {
        self.may(by, Permission::Administer)?;
        officer.limits.as_ref().map_or(Ok(()), Limits::check)?;
        let before = self.officer(&officer.name)?.and_then(|stored| stored.password);
        let note = officer.noted_by(by, before != officer.password);
        self.apply_noted(vec![row(OFFICER, officer.name.clone(), officer)?], note)
    }

    /// The officer of this name.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn officer(&self, name: &str) -> Result<Option<StoredOfficer>, NodeFault> {
        self.store.setting(OFFICER, name)?.map(|bytes| value(&bytes)).transpose()
    }

    /// The officer of this name, to act.
    ///
    /// # Errors
    /// [`NodeFault::NoSuchOfficer`], [`NodeFault::OfficerDisabled`], [`NodeFault::Store`].
    pub fn acting_officer(&self, name: &str) -> Result<Officer, NodeFault> {
        self.officer(name)?.ok_or_else(|| NodeFault::NoSuchOfficer(name.to_owned()))?.acting()
    }

    /// Whether an officer may do something now: one who was disabled may not, however they got in.
    pub(crate) fn may(&self, officer: &Officer, permission: Permission) -> Result<(), NodeFault> {
        if self.officer(&officer.name)?.is_some_and(|stored| stored.disabled) {
            return Err(NodeFault::OfficerDisabled(officer.name.clone()));
        }
        officer.must(permission)
    }

    /// Whether an officer's limits let files for this party be made.
    pub(crate) fn may_tell(&self, officer: &Officer, party: &Name) -> Result<(), NodeFault> {
        let told = |limits: &Limits| *party == self.id.party || limits.to.contains(party);
        if officer.limits.as_ref().is_none_or(told) {
            return Ok(());
        }
        Err(NodeFault::BeyondLimits { officer: officer.name.clone(), limit: BeyondLimits::To(party.clone()) })
    }

    /// All officers, by name.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn officers(&self) -> Result<Vec<StoredOfficer>, NodeFault> {
        self.store.settings(OFFICER)?.iter().map(|(_, bytes)| value(bytes)).collect()
    }
}
