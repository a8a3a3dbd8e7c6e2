//! The shape of kinds: which slots they have and of what type.

/// Slot 0: handling marks, always open.
pub const LABEL: u8 = 0;
/// Slot 1: the matter, null in the record that opens it.
pub const MATTER: u8 = 1;
/// Slot 2: other records this one is about.
pub const REFS: u8 = 2;
/// Slot 3: the officer; opened only inside the party.
pub const AUTHOR: u8 = 3;
/// Slot 4: claimed time, ms since 1970 UTC.
pub const TIME: u8 = 4;
/// Slot 5 of every kind: which report a fact comes from, or "synthetic".
pub const PROVENANCE: u8 = 5;
/// First slot that is the kind's own.
pub const FIRST_CONTENT: u8 = 5;

/// Type of a slot's value; null is a value of every type but [`SlotType::Label`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotType {
    /// Handling marks.
    Label,
    /// Id of the record that opened the matter: 32 bytes.
    Id,
    /// `[[rel, id]…]`, at most 64, sorted, unique.
    Refs,
    /// UTF-8 text.
    Text,
    /// A list of texts, at most 64.
    Texts,
    /// `[[language, name]…]` sorted by language: en, ar, ckb, kmr.
    Names,
    /// True or false.
    Bool,
    /// One word of a list.
    Word(&'static [&'static str]),
    /// A date or interval, possibly uncertain or open (EDTF, ISO 8601-2:2019 level 1, see [`crate::Span`]).
    When,
    /// An instant: ms since 1970 UTC.
    Time,
    /// `[lat × 10⁷, lon × 10⁷, precision in m, name or null]`, WGS 84.
    Place,
    /// `[[lat × 10⁷, lon × 10⁷]…]`, 2 to 2,048 points.
    Points,
    /// `[min, best, max, qualifier]`, each count possibly null.
    Range,
    /// `[[group, harm, min, best, max]…]`, at most 16.
    Casualties,
    /// `[[name, title, party]…]`, at most 64.
    Attendees,
    /// `[[hash, length, media type, name]…]`, at most 16, see [`crate::Attachment`].
    Files,
    /// `[level, text]`: a paragraph with its portion mark, see [`crate::Portion`].
    Portion,
    /// `[[number, field, names]…]`, 1 to 256 in the order of a tree, see [`crate::Clause`].
    Clauses,
    /// `[[task, does, answers, told, within]…]`, 1 to 64, see [`crate::Duty`].
    Duties,
    /// `[[key, names, phase, due, after]…]`, 1 to 128 without a loop, see [`crate::Milestone`].
    Milestones,
    /// `[[part, names, likelihood, confidence, sources]…]`, 1 to 64, see [`crate::Judgement`].
    Judgements,
    /// An Ed25519 signature: 64 bytes.
    Signature,
}

/// One slot of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotSpec {
    /// Name as in interfaces and files.
    pub name: &'static str,
    /// Type of its value.
    pub slot_type: SlotType,
}

/// A kind of record: its number on the wire, its name, its slots from [`FIRST_CONTENT`] on.
#[derive(Debug)]
pub struct KindSpec {
    /// Number in the record's payload.
    pub number: u8,
    /// Version of the slots below.
    pub version: u8,
    /// Name as in interfaces and files.
    pub name: &'static str,
    /// The kind's own slots.
    pub content: &'static [SlotSpec],
    /// Slots of the kind are followed by those of a target kind (corrections).
    pub extends_target: bool,
    /// Content slot whose text stands for the record in one line.
    pub headline: Option<&'static str>,
    /// What it takes for its content to count.
    pub nature: Nature,
}

impl KindSpec {
    /// Whether every record of this kind is opened whole, or its content does not count.
    pub fn is_whole(&self) -> bool {
        matches!(self.nature, Nature::Position | Nature::Joint)
    }
}

/// What it takes for the content of a kind's records to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Its party's word, opened slot by slot.
    Plain,
    /// A promise of one party to another: its own parties move it, nobody corrects it.
    Promise,
    /// Its party's word on a joint act, opened whole.
    Position,
    /// Proposed by one party, in force when all that it requires have concurred, opened whole.
    Joint,
}

const fn common(name: &'static str, slot_type: SlotType) -> SlotSpec {
    SlotSpec { name, slot_type }
}

/// Slots 0–4, the same in every kind.
pub(crate) const COMMON: [SlotSpec; 5] = [
    common("label", SlotType::Label),
    common("matter", SlotType::Id),
    common("refs", SlotType::Refs),
    common("author", SlotType::Text),
    common("time", SlotType::Time),
];
