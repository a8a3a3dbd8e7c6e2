//! Officers and what their roles permit: a table of data.

use serde::{Deserialize, Serialize};

use crate::{
    fault::NodeFault,
    journal::{JournalAct, Note},
    limits::{BeyondLimits, Limits},
};

/// A role within a party; see the words of the domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Keeps the log and reports.
    DutyOfficer,
    /// Decides what leaves (foreign disclosure officer).
    ReleasingOfficer,
    /// Sits with the other side.
    LiaisonOfficer,
    /// Commands the desk.
    Chief,
    /// Keeps meetings and commitments.
    Secretary,
    /// Works on sources and estimates.
    Analyst,
    /// Assesses readiness.
    Assessor,
    /// Publishes.
    PublicAffairs,
    /// Reads everything, writes nothing.
    Auditor,
    /// Runs the node.
    Administrator,
}

/// Something that roles permit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    /// Read what the node holds.
    Read,
    /// Write records.
    Record,
    /// Release to other parties, export bundles.
    Release,
    /// Links, officers, clearances, imports.
    Administer,
    /// Evidence and who released what.
    Audit,
}

impl std::fmt::Display for Permission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Record => "write records",
            Self::Release => "release",
            Self::Administer => "administer the node",
            Self::Audit => "take out evidence",
        })
    }
}

use Permission as P;
use Role as R;

/// The table: one row per role.
const TABLE: [(Role, &[Permission]); 10] = [
    (R::DutyOfficer, &[P::Read, P::Record, P::Audit]),
    (R::ReleasingOfficer, &[P::Read, P::Record, P::Release, P::Audit]),
    // Within limits: see `Role::releases_freely`.
    (R::LiaisonOfficer, &[P::Read, P::Record, P::Release, P::Audit]),
    (R::Chief, &[P::Read, P::Record, P::Release, P::Audit]),
    (R::Secretary, &[P::Read, P::Record]),
    (R::Analyst, &[P::Read, P::Record]),
    (R::Assessor, &[P::Read, P::Record]),
    (R::PublicAffairs, &[P::Read]),
    (R::Auditor, &[P::Read, P::Audit]),
    (R::Administrator, &[P::Read, P::Administer, P::Audit]),
];

impl Role {
    /// All roles.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(role, _)| *role)
    }

    /// What the role permits.
    pub fn permits(self) -> &'static [Permission] {
        TABLE.iter().find(|(role, _)| *role == self).map_or(&[], |(_, permissions)| permissions)
    }

    /// Whether the role releases by itself; a liaison officer does only what was delegated.
    pub fn releases_freely(self) -> bool {
        self != Self::LiaisonOfficer && self.permits().contains(&Permission::Release)
    }

    /// The word as in interfaces and files.
    pub fn word(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// An officer who acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Officer {
    /// Name as signed in records.
    pub name: String,
    /// Roles held.
    pub roles: Vec<Role>,
    /// How far this officer's releases reach, whatever the roles; none for one whose releases are not limited.
    pub limits: Option<Limits>,
}

impl Officer {
    /// Whoever holds the data folder itself: every role. The operating system guards the folder.
    pub fn holder_of_the_folder(name: &str) -> Self {
        Self { name: name.to_owned(), roles: Role::all().collect(), limits: None }
    }

    /// Everything that the officer's roles permit, sorted; to release only where a role does by itself or something was
    /// delegated.
    pub fn permissions(&self) -> Vec<Permission> {
        let mut all: Vec<_> = self.roles.iter().flat_map(|r| r.permits()).copied().collect();
        all.retain(|p| *p != Permission::Release || self.limits.is_some() || self.releases_freely());
        all.sort();
        all.dedup();
        all
    }

    /// Refuses one whose releases are limited, or who makes none.
    pub(crate) fn must_release_freely(&self) -> Result<(), NodeFault> {
        if self.releases_freely() { Ok(()) } else { Err(self.lacks(Permission::Release)) }
    }

    fn releases_freely(&self) -> bool {
        self.limits.is_none() && self.roles.iter().any(|role| role.releases_freely())
    }

    fn lacks(&self, permission: Permission) -> NodeFault {
        let release = permission == Permission::Release;
        let would_do = |role: &Role| role.permits().contains(&permission) && (!release || role.releases_freely());
        let able: Vec<_> = Role::all().filter(would_do).map(Role::word).collect();
        NodeFault::Role { officer: self.name.clone(), permission, roles: able.join(" or ") }
    }

    /// Refuses what no role of the officer permits.
    ///
    /// # Errors
    /// [`NodeFault::Role`], which names the roles that would do; [`NodeFault::BeyondLimits`] for a liaison officer without
    /// limits.
    pub fn must(&self, permission: Permission) -> Result<(), NodeFault> {
        if self.permissions().contains(&permission) {
            return Ok(());
        }
        if permission == Permission::Release && self.roles.contains(&Role::LiaisonOfficer) {
            let limit = BeyondLimits::NothingDelegated;
            return Err(NodeFault::BeyondLimits { officer: self.name.clone(), limit });
        }
        Err(self.lacks(permission))
    }
}

/// An officer as stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredOfficer {
    /// Name to log in with.
    pub name: String,
    /// Roles held.
    pub roles: Vec<Role>,
    /// Hash of the password, in the form of its maker; none for one who cannot log in by password.
    pub password: Option<String>,
    /// May neither log in nor act any more.
    #[serde(default)]
    pub disabled: bool,
    /// How far this officer's releases reach.
    #[serde(default)]
    pub limits: Option<Limits>,
}

impl StoredOfficer {
    /// Everything about the officer for the journal; of the password only whether it is another one now.
    pub(crate) fn noted_by(&self, by: &Officer, new_password: bool) -> Note {
        let note = Note::new(&by.name, JournalAct::OfficerChanged, None).with("officer", &self.name);
        let mut note = note.with_all("roles", self.roles.iter().map(|role| role.word()));
        if let Some(Limits { to, level, never, finest_m }) = &self.limits {
            note = note.with_all("to", to).with("level", level.word()).with_all("never", never);
            note = finest_m.iter().fold(note, |note, finest| note.with("finest_m", finest));
        }
        let changed = [("password", new_password), ("disabled", self.disabled)];
        changed.into_iter().filter(|(_, so)| *so).fold(note, |note, (name, so)| note.with(name, so))
    }

    /// The officer, to act.
    ///
    /// # Errors
    /// [`NodeFault::OfficerDisabled`].
    pub fn acting(self) -> Result<Officer, NodeFault> {
        if self.disabled {
            return Err(NodeFault::OfficerDisabled(self.name));
        }
        Ok(Officer { name: self.name, roles: self.roles, limits: self.limits })
    }
}
