//! The gate: the one place where a statement becomes something that may leave.

use std::collections::BTreeSet;

use seamline_record::{
    AUTHOR, Attachment, AudienceId, Clearance, LABEL, Level, MATTER, Name, RecordId, Salt, SlotType, Statement, Value,
    planted,
};

use crate::{
    act::{Act, Audit, Mode, Payload, Release, Released},
    label::permits,
};

/// Why something may not leave. Shown to the officer who asked; never sent to anybody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Label above clearance.
    #[error("the label is {level:?}, the recipient is cleared to {clearance:?}")]
    Level {
        /// Level of the record.
        level: Level,
        /// Level of the recipient.
        clearance: Level,
    },
    /// A paragraph marked above clearance.
    #[error("\"{slot}\" is marked {level:?}, the recipient is cleared to {clearance:?}")]
    Portion {
        /// The paragraph.
        slot: &'static str,
        /// Its level.
        level: Level,
        /// Level of the recipient.
        clearance: Level,
    },
    /// A caveat that the recipient does not hold.
    #[error("the recipient does not hold the caveat {0}")]
    Caveat(String),
    /// Past its review date.
    #[error("the label's review date has passed")]
    Expired,
    /// A record of another party.
    #[error("only the originator's party releases it")]
    NotOriginator,
    /// Nobody has said what this audience may hold.
    #[error("no clearance is set for {0}")]
    NoPolicy(AudienceId),
    /// A slot would show the id of a record that the audience was not given.
    #[error("\"{0}\" points at a record that the recipient was not given")]
    RefNotGiven(&'static str),
    /// The kind has no such slot.
    #[error("there is no slot \"{0}\"")]
    NoSuchSlot(String),
    /// A slot that stays inside the party.
    #[error("the author is known only inside the party")]
    Author,
    /// A joint act, or a word on one, of which something would stay closed.
    #[error("a {0} is released whole: what parties agree to must read the same for all of them")]
    NotWhole(&'static str),
    /// The slot is not known here, so it cannot be opened to others.
    #[error("slot {0} is not held here")]
    NotHeld(u8),
}

/// What an officer wants to release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// All that may leave: every slot but the author, and references only where their targets were given.
    Whole,
    /// These slots, with the frame (see [`seamline_record::Kind::frame`]).
    Slots(BTreeSet<u8>),
}

impl Chosen {
    /// Slots by name; an empty list means the whole record.
    ///
    /// # Errors
    /// [`Refusal::NoSuchSlot`].
    pub fn named(statement: &Statement, names: &[String]) -> Result<Self, Refusal> {
        if names.is_empty() {
            return Ok(Self::Whole);
        }
        let index = |name: &String| statement.kind().index_of(name).ok_or_else(|| Refusal::NoSuchSlot(name.clone()));
        names.iter().map(index).collect::<Result<_, _>>().map(Self::Slots)
    }
}

/// All that permission depends on, for one audience at one time.
pub struct Gate<'a> {
    /// The releasing party.
    pub party: &'a Name,
    /// Who is to receive.
    pub audience: &'a AudienceId,
    /// What the audience may hold; `None` where nobody has said.
    pub clearance: Option<&'a Clearance>,
    /// Whether a record was given to the audience already, or is its own.
    pub given: &'a dyn Fn(RecordId) -> bool,
    /// Now, ms since 1970 UTC.
    pub now: i64,
}

impl Gate<'_> {
    /// Whether anything at all of the record may go to the audience.
    ///
    /// # Errors
    /// The [`Refusal`].
    pub fn admits(&self, statement: &Statement) -> Result<(), Refusal> {
        if statement.record().author().party != *self.party {
            return Err(Refusal::NotOriginator);
        }
        let clearance = self.clearance.ok_or_else(|| Refusal::NoPolicy(self.audience.clone()))?;
        if planted::is(planted::Fault::SkipLabelCheck) {
            return Ok(());
        }
        permits(statement.label(), clearance, self.now)
    }

    /// Whether this slot may be opened to the audience.
    ///
    /// # Errors
    /// The [`Refusal`].
    pub fn admits_slot(&self, statement: &Statement, index: u8) -> Result<(), Refusal> {
        self.admits(statement)?;
        if index == AUTHOR && self.audience.party != *self.party && !planted::is(planted::Fault::OpenAuthor) {
            return Err(Refusal::Author);
        }
        if let (Some(slot), Some(clearance)) = (statement.kind().slot(index), self.clearance)
            && statement.level_at(index) > clearance.level
            && !planted::is(planted::Fault::SkipPortionMark)
        {
            let (slot, level, clearance) = (slot.name, statement.level_at(index), clearance.level);
            return Err(Refusal::Portion { slot, level, clearance });
        }
        if statement.opening(index).is_none() {
            return Err(Refusal::NotHeld(index));
        }
        let given = |id| (self.given)(id) || planted::is(planted::Fault::OpenRefNotGiven);
        if statement.ids_shown_by(index).iter().all(|id| given(*id)) {
            Ok(())
        } else {
            Err(Refusal::RefNotGiven(if index == MATTER { "matter" } else { "refs" }))
        }
    }

    /// Whether a release of this choice is permitted at all: nothing may be begun of one that [`Gate::release`] refuses.
    ///
    /// # Errors
    /// The first [`Refusal`] among the slots asked for by name; of a whole kind, among all that are opened together.
    pub fn admits_choice(&self, statement: &Statement, chosen: &Chosen) -> Result<(), Refusal> {
        let kind = statement.kind();
        self.admits(statement)?;
        if let Chosen::Slots(named) = chosen {
            if kind.is_whole() {
                return Err(Refusal::NotWhole(kind.name()));
            }
            named.iter().try_for_each(|index| self.admits_slot(statement, *index))?;
        }
        kind.open_together().try_for_each(|index| self.admits_slot(statement, index))
    }

    /// Mints a release of the chosen slots, less those `opened` to the audience before in the same feed.
    ///
    /// `audit` stays inside the party, only its
    /// salted hash leaves.
    ///
    /// # Errors
    /// The first [`Refusal`] among the slots asked for by name. References and matter that may not be shown
    /// are left closed when they were not asked for by name.
    pub fn release(
        &self,
        statement: &Statement,
        chosen: &Chosen,
        before: &Before,
        audit: &Audit,
        audit_salt: Salt,
    ) -> Result<Released<Release>, Refusal> {
        let chosen = if planted::is(planted::Fault::OpenMoreThanChosen) { &Chosen::Whole } else { chosen };
        self.admits_choice(statement, chosen)?;
        let mut slots = match chosen {
            Chosen::Whole => statement.kind().slots().map(|(index, _)| index).collect(),
            Chosen::Slots(named) => {
                let mut slots: BTreeSet<u8> = statement.kind().frame().collect();
                slots.extend(named);
                slots
            }
        };
        let kind = statement.kind();
        let told = |index: &u8| !kind.is_whole() && before.opened.contains(index);
        slots.retain(|index| self.admits_slot(statement, *index).is_ok() && !told(index));
        slots.insert(LABEL);
        // Without the kind it corrects nobody can tell what the slots of a correction are.
        slots.extend(kind.target().and_then(|_| kind.index_of("target_kind")));
        let openings = slots.iter().filter_map(|index| statement.opening(*index).cloned()).collect();
        let record = (!before.sent).then(|| statement.record().bytes().to_vec());
        let payload = Payload { record, openings };
        let act = Act {
            mode: Mode::Copy,
            record: statement.id(),
            payload: payload.hash(),
            claimed_time: self.now,
            audit: audit.commitment(&audit_salt),
        };
        Ok(Released::mint(Release { act, payload }, self.audience.clone()))
    }

    /// Mints the acts that give the audience the files which a release of these slots names. The name of a file and its
    /// bytes go together: whoever may read the slot may have the file.
    ///
    /// # Errors
    /// The [`Refusal`] of the first slot that the audience may not have.
    pub fn release_files(
        &self,
        statement: &Statement,
        slots: &BTreeSet<u8>,
        audit: &Audit,
        audit_salt: Salt,
    ) -> Result<Vec<Released<Act>>, Refusal> {
        let kind = statement.kind();
        let named = |index: &&u8| kind.slot(**index).is_some_and(|slot| slot.slot_type == SlotType::Files);
        let mut acts = Vec::new();
        for index in slots.iter().filter(named) {
            self.admits_slot(statement, *index)?;
            let list = statement.value(*index).and_then(Value::as_array).unwrap_or_default();
            for file in list.iter().filter_map(Attachment::from_value) {
                let Some(payload) = file.digest() else { continue };
                let (claimed_time, audit) = (self.now, audit.commitment(&audit_salt));
                let act = Act { mode: Mode::File, record: statement.id(), payload, claimed_time, audit };
                acts.push(Released::mint(act, self.audience.clone()));
            }
        }
        Ok(acts)
    }

    /// Slots beside the frame that a release of these would open anew; empty when it would tell nothing new.
    pub fn news(&self, statement: &Statement, chosen: &Chosen, opened: &BTreeSet<u8>) -> BTreeSet<u8> {
        let all: BTreeSet<u8> = match chosen {
            Chosen::Whole => statement.kind().slots().map(|(index, _)| index).collect(),
            Chosen::Slots(slots) => statement.kind().frame().chain(slots.iter().copied()).collect(),
        };
        all.into_iter().filter(|i| !opened.contains(i) && self.admits_slot(statement, *i).is_ok()).collect()
    }
}

/// What the feed that will carry a release holds of the same record already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// The record itself was sent in this feed.
    pub sent: bool,
    /// Slots opened in this feed.
    pub opened: BTreeSet<u8>,
}
