//! The roster: who is on duty when, in which role. It permits nothing; roles do.

use seamline_record::hex;
use seamline_store::Change;
use serde::{Deserialize, Serialize};

use crate::{
    fault::NodeFault,
    journal::{JournalAct, Note},
    node::Node,
    officers::{Officer, Permission, Role},
    settings::{row, value},
};

const ROSTER: &str = "roster";
/// Most duties kept.
const MAX_DUTIES: usize = 5_000;
/// Longest note in bytes.
const MAX_NOTE: usize = 1_024;

/// An officer's duty. Times in ms since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Name of the officer.
    pub officer: String,
    /// As what.
    pub role: Role,
    /// From this instant.
    pub from: i64,
    /// Until this instant, which is after `from`.
    pub to: i64,
    /// At most 1,024 bytes.
    pub note: String,
}

/// A duty that cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DutyFault {
    /// It ends before it begins.
    #[error("a duty ends after it begins")]
    Period,
    /// Too long a note.
    #[error("a note has at most 1024 bytes")]
    Note,
    /// Too many duties.
    #[error("the roster holds at most 5000 duties: remove some that are over")]
    TooMany,
}

impl Node {
    /// Duties with their ids, by their beginning.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn roster(&self) -> Result<Vec<(String, Duty)>, NodeFault> {
        let stored = self.store.settings(ROSTER)?.into_iter();
        let duty = |(id, bytes): (String, Vec<u8>)| Ok((id, value(&bytes)?));
        let mut duties: Vec<(String, Duty)> = stored.map(duty).collect::<Result<_, NodeFault>>()?;
        duties.sort_by(|(a, first), (b, second)| (first.from, first.to, a).cmp(&(second.from, second.to, b)));
        Ok(duties)
    }

    /// Puts an officer on duty; returns the id of the entry.
    ///
    /// # Errors
    /// [`NodeFault::Role`] for one who neither commands nor administers, [`NodeFault::NoSuchOfficer`],
    /// [`NodeFault::Duty`], [`NodeFault::Store`].
    pub fn put_duty(&mut self, by: &Officer, duty: &Duty) -> Result<String, NodeFault> {
        self.may_set_roster(by)?;
        self.officer(&duty.officer)?.ok_or_else(|| NodeFault::NoSuchOfficer(duty.officer.clone()))?;
        if duty.from >= duty.to {
            return Err(DutyFault::Period.into());
        }
        if duty.note.len() > MAX_NOTE {
            return Err(DutyFault::Note.into());
        }
        if self.store.settings(ROSTER)?.len() >= MAX_DUTIES {
            return Err(DutyFault::TooMany.into());
        }
        let id = hex(&self.salt());
        let note = duty.note_by(by, "on");
        self.apply_noted(vec![row(ROSTER, id.clone(), duty)?], note)?;
        Ok(id)
    }

    /// Takes an entry off the roster.
    ///
    /// # Errors
    /// As [`Self::put_duty`]; [`NodeFault::NoSuchDuty`].
    pub fn remove_duty(&mut self, by: &Officer, id: &str) -> Result<(), NodeFault> {
        self.may_set_roster(by)?;
        let stored = self.store.setting(ROSTER, id)?.ok_or_else(|| NodeFault::NoSuchDuty(id.to_owned()))?;
        let duty: Duty = value(&stored)?;
        let gone = Change::Setting { space: ROSTER, key: id.to_owned(), value: None };
        self.apply_noted(vec![gone], duty.note_by(by, "off"))
    }

    fn may_set_roster(&self, officer: &Officer) -> Result<(), NodeFault> {
        let commands = officer.roles.contains(&Role::Chief);
        self.may(officer, if commands { Permission::Read } else { Permission::Administer })
    }
}

impl Duty {
    fn note_by(&self, by: &Officer, what: &str) -> Note {
        let Self { officer, role, from, to, .. } = self;
        let note = Note::new(&by.name, JournalAct::RosterChanged, None).with("duty", what).with("officer", officer);
        note.with("role", role.word()).with("begins", from).with("ends", to)
    }
}
