//! The kinds of record and their slots: one table.

use crate::schema::{COMMON, FIRST_CONTENT, KindSpec, PROVENANCE, SlotSpec, SlotType as T};

const fn slot(name: &'static str, slot_type: T) -> SlotSpec {
    SlotSpec { name, slot_type }
}

const SOURCED: SlotSpec = slot("provenance", T::Text);

const fn kind(number: u8, name: &'static str, headline: &'static str, content: &'static [SlotSpec]) -> KindSpec {
    KindSpec { number, version: 1, name, content, extends_target: false, headline: Some(headline) }
}

static KINDS: [KindSpec; 18] = [
    kind(
        1,
        "centre",
        "key",
        &[
            SOURCED,
            slot("key", T::Text),
            slot("names", T::Names),
            slot("place", T::Place),
            slot("members", T::Texts),
            slot("facilitators", T::Texts),
        ],
    ),
    kind(
        2,
        "line",
        "note",
        &[
            SOURCED,
            slot("names", T::Names),
            slot("role", T::Word(&["line", "area"])),
            slot("geometry", T::Points),
            slot("note", T::Text),
        ],
    ),
    kind(
        3,
        "place",
        "key",
        &[
            SOURCED,
            slot("key", T::Text),
            slot("names", T::Names),
            slot("variants", T::Texts),
            slot("place", T::Place),
            slot("role", T::Word(&["town", "city", "governorate", "post"])),
        ],
    ),
    kind(
        4,
        "log-entry",
        "text",
        &[SOURCED, slot("centre", T::Text), slot("text", T::Text), slot("told", T::Texts), slot("done", T::Bool)],
    ),
    kind(
        5,
        "incident",
        "summary",
        &[
            SOURCED,
            slot("centre", T::Text),
            slot("observed", T::When),
            slot("type", T::Text),
            slot("summary", T::Text),
            slot("place", T::Place),
            slot("place_exact", T::Place),
            slot("size", T::Text),
            slot("activity", T::Text),
            slot("unit", T::Text),
            slot("equipment", T::Text),
            slot("casualties", T::Casualties),
            slot("narrative_1", T::Portion),
            slot("narrative_2", T::Portion),
            slot("narrative_3", T::Portion),
            slot("narrative_4", T::Portion),
            slot("narrative_5", T::Portion),
            slot("narrative_6", T::Portion),
            slot("narrative_7", T::Portion),
            slot("narrative_8", T::Portion),
            slot("written_for_release", T::Text),
            slot("grading", T::Text),
            slot("source", T::Text),
            slot("attachments", T::Files),
            slot("closed", T::Bool),
        ],
    ),
    kind(
        6,
        "meeting",
        "title",
        &[
            SOURCED,
            slot("title", T::Text),
            slot("when", T::When),
            slot("where", T::Text),
            slot("series", T::Text),
            slot("facilitator", T::Text),
            slot("attendees", T::Attendees),
            slot("topics", T::Texts),
            slot("outcome", T::Text),
        ],
    ),
    kind(
        7,
        "estimate",
        "of",
        &[
            SOURCED,
            slot("of", T::Text),
            slot("quantity", T::Range),
            slot("as_of", T::When),
            slot("area", T::Text),
            slot("by", T::Text),
            slot("definition", T::Text),
        ],
    ),
    kind(
        8,
        "strength",
        "contributor",
        &[
            SOURCED,
            slot("contributor", T::Text),
            slot("count", T::Range),
            slot("as_of", T::When),
            slot("task", T::Text),
        ],
    ),
    kind(
        9,
        "commitment",
        "text",
        &[
            SOURCED,
            slot("text", T::Text),
            slot("owner", T::Text),
            slot("beneficiary", T::Text),
            slot("due", T::When),
            slot("state", T::Word(&["proposed", "agreed", "due", "claimed", "accepted", "disputed", "met", "missed"])),
            slot("pending", T::Texts),
        ],
    ),
    kind(
        10,
        "source-item",
        "outlet",
        &[
            SOURCED,
            slot("number", T::Text),
            slot("outlet", T::Text),
            slot("published", T::When),
            slot("summary", T::Text),
        ],
    ),
    kind(
        11,
        "acknowledgement",
        "what",
        &[SOURCED, slot("what", T::Word(&["opened", "acknowledged"])), slot("note", T::Text)],
    ),
    kind(
        12,
        "link",
        "note",
        &[SOURCED, slot("relation", T::Word(&["same-event", "disputed", "related"])), slot("note", T::Text)],
    ),
    KindSpec {
        number: 13,
        version: 1,
        name: "correction",
        content: &[SOURCED, slot("target_kind", T::Text), slot("reason", T::Text)],
        extends_target: true,
        headline: Some("reason"),
    },
    kind(14, "withdrawal", "reason", &[SOURCED, slot("reason", T::Text)]),
    kind(
        15,
        "desk-message",
        "text",
        &[SOURCED, slot("centre", T::Text), slot("to", T::Text), slot("text", T::Text), slot("urgent", T::Bool)],
    ),
    kind(
        16,
        "handover",
        "note",
        &[SOURCED, slot("centre", T::Text), slot("period", T::When), slot("open", T::Texts), slot("note", T::Text)],
    ),
    kind(
        17,
        "disclosure",
        "purpose",
        &[SOURCED, slot("centre", T::Text), slot("to", T::Text), slot("shown", T::Texts), slot("purpose", T::Text)],
    ),
    kind(
        18,
        "sitrep",
        "summary",
        &[
            SOURCED,
            slot("centre", T::Text),
            slot("edition", T::Word(&["initial", "update", "final"])),
            slot("period", T::When),
            slot("summary", T::Text),
            slot("incidents", T::Range),
            slot("casualties", T::Casualties),
            slot("counts", T::Texts),
            slot("narrative_1", T::Portion),
            slot("narrative_2", T::Portion),
            slot("narrative_3", T::Portion),
            slot("narrative_4", T::Portion),
            slot("written_for_release", T::Text),
            slot("attachments", T::Files),
        ],
    ),
];

/// A kind of record that this software knows; a correction carries the kind it corrects.
#[derive(Clone, Copy)]
pub struct Kind {
    spec: &'static KindSpec,
    target: Option<&'static KindSpec>,
}

/// All kinds, in the order of their numbers.
pub fn all_kinds() -> &'static [KindSpec] {
    &KINDS
}

impl Kind {
    /// The kind called `name`; corrections are `correction of <kind>`.
    pub fn named(name: &str) -> Option<Self> {
        if let Some(target) = name.strip_prefix("correction of ") {
            return Self::named(target).and_then(Self::correction);
        }
        let spec = KINDS.iter().find(|k| k.name == name && !k.extends_target)?;
        Some(Self { spec, target: None })
    }

    /// The correction of records of this kind; corrections are not corrected but superseded by a later one.
    pub fn correction(self) -> Option<Self> {
        let spec = KINDS.iter().find(|k| k.extends_target)?;
        self.target.is_none().then_some(Self { spec, target: Some(self.spec) })
    }

    /// The kind with this number and version and so many slots.
    ///
    /// A correction's target kind follows from its opened `target_kind`; where it is not opened,
    /// any kind with that many slots would do, and none is assumed: only the common slots count.
    pub(crate) fn numbered(number: u8, version: u8, target: Option<&str>) -> Option<Self> {
        let spec = KINDS.iter().find(|k| k.number == number && k.version == version)?;
        if spec.extends_target { Self::named(target?)?.correction() } else { Some(Self { spec, target: None }) }
    }

    /// Whether records of this number carry the slots of another kind.
    pub(crate) fn extends_target(number: u8, version: u8) -> bool {
        KINDS.iter().any(|k| k.number == number && k.version == version && k.extends_target)
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
        self.number() == other.number() && self.target().map(Self::number) == other.target().map(Self::number)
    }
}
impl Eq for Kind {}
