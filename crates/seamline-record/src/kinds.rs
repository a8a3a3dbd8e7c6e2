//! The kinds of record and their slots.

mod deliberation;
mod table;

use crate::schema::{AUTHOR, COMMON, FIRST_CONTENT, KindSpec, MATTER, Nature, PROVENANCE, SlotSpec, SlotType as T};

const fn slot(name: &'static str, slot_type: T) -> SlotSpec {
    SlotSpec { name, slot_type }
}

const SOURCED: SlotSpec = slot("provenance", T::Text);

const fn kind(number: u8, name: &'static str, headline: &'static str, content: &'static [SlotSpec]) -> KindSpec {
    KindSpec {
        number,
        version: 1,
        name,
        content,
        extends_target: false,
        headline: Some(headline),
        nature: Nature::Plain,
    }
}

/// A kind of record that this software knows; a correction carries the kind it corrects.
#[derive(Clone, Copy)]
pub struct Kind {
    spec: &'static KindSpec,
    target: Option<&'static KindSpec>,
}

/// All kinds; a kind's versions in the order of theirs.
pub fn all_kinds() -> impl Iterator<Item = &'static KindSpec> + Clone {
    table::KINDS.iter().chain(&deliberation::KINDS)
}

impl Kind {
    /// The newest version of the kind called `name`; corrections are `correction of <kind>`.
    pub fn named(name: &str) -> Option<Self> {
        if let Some(target) = name.strip_prefix("correction of ") {
            return Self::named(target).and_then(Self::correction);
        }
        let spec = all_kinds().filter(|k| k.name == name && !k.extends_target).last()?;
        Some(Self { spec, target: None })
    }

    /// The kind that a correction's `target_kind` names: version 1 by the name alone, others as `name/version`.
    pub fn of_word(word: &str) -> Option<Self> {
        let spec = all_kinds().find(|k| !k.extends_target && Self { spec: k, target: None }.word() == word)?;
        Some(Self { spec, target: None })
    }

    /// What a correction's `target_kind` calls this kind.
    pub fn word(self) -> String {
        match self.version() {
            1 => self.name().to_owned(),
            version => format!("{}/{version}", self.name()),
        }
    }

    /// The correction of records of this kind. Corrections are not corrected but superseded by a later one; what parties
    /// agree to is amended by a new proposal.
    pub fn correction(self) -> Option<Self> {
        let spec = all_kinds().find(|k| k.extends_target)?;
        (self.target.is_none() && self.spec.nature == Nature::Plain).then_some(Self { spec, target: Some(self.spec) })
    }

    /// Whether every record of this kind is opened whole, or its content does not count: what parties agree to must read
    /// the same for all of them.
    pub fn is_whole(self) -> bool {
        self.spec.is_whole()
    }

    /// Slots that are open in every act on a record of a whole kind: all but author and matter. None of other kinds.
    pub fn open_together(self) -> impl Iterator<Item = u8> {
        let whole = self.is_whole();
        self.slots().map(|(index, _)| index).filter(move |index| whole && *index != AUTHOR && *index != MATTER)
    }

    /// A promise of one party to another.
    pub fn is_promise(self) -> bool {
        self.target.is_none() && self.spec.nature == Nature::Promise
    }

    /// An act that stands once every party that it requires has concurred.
    pub fn is_joint(self) -> bool {
        self.spec.nature == Nature::Joint
    }

    /// The kind with this number and version and so many slots.
    ///
    /// A correction's target kind follows from its opened `target_kind`; where it is not opened,
    /// any kind with that many slots would do, and none is assumed: only the common slots count.
    pub(crate) fn numbered(number: u8, version: u8, target: Option<&str>) -> Option<Self> {
        let spec = all_kinds().find(|k| k.number == number && k.version == version)?;
        if spec.extends_target { Self::of_word(target?)?.correction() } else { Some(Self { spec, target: None }) }
    }

    /// Whether records of this number carry the slots of another kind.
    pub(crate) fn extends_target(number: u8, version: u8) -> bool {
        all_kinds().any(|k| k.number == number && k.version == version && k.extends_target)
    }

    /// Name as in interfaces and files.
    pub fn name(self) -> &'static str {
        self.spec.name
    }

    /// Number in the record's payload.
    pub fn number(self) -> u8 {
        self.spec.number
    }

    /// Version of the slots.
    pub fn version(self) -> u8 {
        self.spec.version
    }

    /// The kind that this correction corrects.
    pub fn target(self) -> Option<Self> {
        self.target.map(|spec| Self { spec, target: None })
    }

    /// Number of slots, the common ones included.
    pub fn slot_count(self) -> usize {
        self.slots().count()
    }

    /// All slots in order with their indexes.
    pub fn slots(self) -> impl Iterator<Item = (u8, SlotSpec)> {
        let target = self.target.map_or(&[][..], |t| t.content);
        let all = COMMON.iter().chain(self.spec.content).chain(target).copied();
        (0u8..).zip(all)
    }

    /// The slot with this index.
    pub fn slot(self, index: u8) -> Option<SlotSpec> {
        self.slots().find(|(i, _)| *i == index).map(|(_, spec)| spec)
    }

    /// Index of the slot called `name`. In a correction, the target kind's `provenance` is reached by
    /// index only: the name means the correction's own.
    pub fn index_of(self, name: &str) -> Option<u8> {
        self.slots().find(|(_, spec)| spec.name == name).map(|(index, _)| index)
    }

    /// Slots that every release opens unless it is refused: without label, time, provenance and centre (and,
    /// in a correction, the kind it corrects) a reader could not place the rest. References are among them;
    /// the author is not.
    pub fn frame(self) -> impl Iterator<Item = u8> {
        let placed =
            |slot: SlotSpec| matches!(slot.name, "label" | "matter" | "refs" | "time" | "centre" | "target_kind");
        self.slots().filter(move |(index, slot)| *index == PROVENANCE || placed(*slot)).map(|(index, _)| index)
    }

    /// Index of the slot that stands for the record in one line.
    pub fn headline(self) -> Option<u8> {
        self.spec.headline.and_then(|name| self.index_of(name))
    }

    /// In a correction: index in the correction of what replaces slot `index` of its target.
    pub fn replacement_of(self, index: u8) -> Option<u8> {
        self.target?;
        let offset = FIRST_CONTENT + self.spec.content.len() as u8;
        index.checked_sub(FIRST_CONTENT).map(|i| i + offset).filter(|i| usize::from(*i) < self.slot_count())
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.spec.name)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        let versioned = |kind: &Self| (kind.number(), kind.version());
        versioned(self) == versioned(other) && self.target() == other.target()
    }
}
impl Eq for Kind {}
