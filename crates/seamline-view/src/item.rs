//! One record as its reader sees it, in the form of the interface: ids as 64 hexadecimal digits, times as
//! ms since 1970 UTC, dates as EDTF (ISO 8601-2:2019).

use seamline_record::{Label, Level, Name, Onward, RecordId};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::words;

/// A record with what other records say of it. Releases are not part of it: they are no content of a matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The record.
    #[serde(with = "words")]
    pub id: RecordId,
    /// The matter it belongs to; its own id where it opens one or does not show which.
    #[serde(with = "words")]
    pub matter: RecordId,
    /// Name of its kind; "correction" whatever it corrects.
    pub kind: String,
    /// Party that signed it.
    #[serde(with = "words")]
    pub party: Name,
    /// Node of the party that signed it.
    #[serde(with = "words")]
    pub node: Name,
    /// Written by the reader's own party.
    pub own: bool,
    /// The officer who wrote it; own records only.
    #[serde(default)]
    pub author: Option<String>,
    /// Claimed time; `None` where it is not opened.
    pub at: Option<i64>,
    /// When the reader's node stored it; `None` for its own.
    pub received: Option<i64>,
    /// Its headline, if opened.
    pub title: Option<String>,
    /// "report 003" or "synthetic", if opened.
    pub provenance: Option<String>,
    /// Its provenance says that it was invented.
    pub synthetic: bool,
    /// Handling marks.
    pub label: Marks,
    /// All slots after provenance, opened or not.
    pub slots: Vec<ItemSlot>,
    /// First open date of its slots.
    pub span: Option<ItemSpan>,
    /// Where the matter has brought it: "logged", "told", "disputed" and so on.
    pub state: String,
    /// References it makes, if opened.
    pub refs: Vec<ItemRef>,
    /// The record that takes its place; the latest by claimed time where its party wrote several.
    #[serde(with = "words::optional")]
    pub superseded_by: Option<RecordId>,
    /// Version of its party's document that takes it back: said in its name by one who had no right to.
    pub repudiated: Option<u64>,
    /// Its party has asked to use it no more; its content is then shown to its own officers only.
    pub withdrawn: Option<Withdrawn>,
    /// Corrections by its party, every one that stands beside the others.
    pub corrected: Vec<Corrected>,
    /// Links by anybody, rival ones too.
    pub links: Vec<Linked>,
    /// Acknowledgements by other parties, and of a handover or a sitrep by another officer of its own; earliest first.
    pub acknowledgements: Vec<Acknowledged>,
    /// What it takes to be in force, and how far it has come; joint acts only.
    #[serde(default)]
    pub joint: Option<Joint>,
    /// Where parties stand on it, earliest first, those that do not count too; joint acts only.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// What its parties have said of it since, earliest first; commitments and programmes only.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// A joint act's terms and how far they are met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joint {
    /// Parties that must concur, by name.
    pub required: Vec<String>,
    /// Who hosts and cannot decide.
    pub facilitator: Option<String>,
    /// Languages of its text, all equally binding.
    pub languages: Vec<String>,
    /// Until when a concurrence counts.
    pub lapses: Option<ItemSpan>,
    /// Those of `required` that have not concurred.
    pub pending: Vec<String>,
    /// A party that has not concurred has said that it does not.
    pub objected: bool,
    /// All have concurred.
    pub in_force: bool,
    /// Claimed time of the last concurrence that it took.
    pub in_force_since: Option<i64>,
}

/// Where one party stands on a joint act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The record that says so.
    #[serde(with = "words")]
    pub id: RecordId,
    /// The party.
    #[serde(with = "words")]
    pub party: Name,
    /// "concurred" or "not-concurred".
    pub answer: String,
    /// The officer whose own signature binds the party.
    pub officer: Option<String>,
    /// Its claimed time.
    pub at: Option<i64>,
    /// Why not.
    pub reason: Option<String>,
    /// Numbers of the clauses objected to.
    pub clauses: Vec<String>,
    /// What it holds beside the text, though it concurs.
    pub dissent: Option<String>,
    /// Why it does not count: "not-required", "not-signed", "not-binding", "lapsed", "void".
    pub fault: Option<String>,
}

impl Position {
    pub(crate) fn concurs(&self) -> bool {
        self.answer == "concurred" && self.fault.is_none()
    }

    pub(crate) fn objects(&self) -> bool {
        self.answer == "not-concurred" && self.fault.is_none()
    }
}

/// What one party says of a commitment or programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The record that says so.
    #[serde(with = "words")]
    pub id: RecordId,
    /// The party.
    #[serde(with = "words")]
    pub party: Name,
    /// "agreed", "claimed", "accepted", "disputed", "support", or "not stated" where the reader is not told.
    pub what: String,
    /// The day that it speaks of (EDTF).
    pub on: Option<String>,
    /// Its claimed time.
    pub at: Option<i64>,
    /// In words.
    pub note: Option<String>,
    /// Records that it rests on.
    #[serde(with = "words::list")]
    pub evidence: Vec<RecordId>,
}

/// Handling marks as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Sensitivity.
    pub level: Level,
    /// Caveats that a reader must hold.
    pub caveats: Vec<String>,
    /// Who may pass it on.
    pub onward: Onward,
}

impl From<&Label> for Marks {
    fn from(label: &Label) -> Self {
        Self { level: label.level, caveats: label.caveats.clone(), onward: label.onward }
    }
}

/// One slot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemSlot {
    /// Index in the record.
    pub index: u8,
    /// Name of the slot.
    pub name: String,
    /// "Text", "Texts", "Names", "Bool", "Enum", "When", "Place", "Points", "Range", "Casualties",
    /// "Attendees", "Files", "Portion".
    #[serde(rename = "type")]
    pub slot_type: String,
    /// Opened to the reader; without it `value` is null and says nothing.
    pub open: bool,
    /// The value; null in an open slot that the author left empty.
    pub value: Json,
}

impl ItemSlot {
    /// Shows the slot as one that was never opened.
    pub(crate) fn close(&mut self) {
        self.open = false;
        self.value = Json::Null;
    }
}

/// A date as a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemSpan {
    /// The date as written.
    pub edtf: String,
    /// First instant; `None` where the start is open.
    pub from: Option<i64>,
    /// Last instant; `None` where the end is open.
    pub to: Option<i64>,
    /// An end is open.
    pub open: bool,
    /// Marked as approximate or uncertain.
    pub approximate: bool,
}

/// A reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRef {
    /// "about", "corrects", "acknowledges", "supersedes", "part-of", "cites", "links", "withdraws".
    pub rel: String,
    /// The record referred to.
    #[serde(with = "words")]
    pub id: RecordId,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// The correction.
    #[serde(with = "words")]
    pub id: RecordId,
    /// Its claimed time, if opened.
    pub at: Option<i64>,
    /// Why, if opened.
    pub reason: Option<String>,
    /// Names of the slots that `changes` replaces. A slot that the correction did not open is not among
    /// them: whether it says anything is not known.
    pub slots: Vec<String>,
    /// What takes the place of what the record says.
    pub changes: Vec<Change>,
}

/// A withdrawal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The withdrawal.
    #[serde(with = "words")]
    pub id: RecordId,
    /// Its claimed time, if opened.
    pub at: Option<i64>,
    /// Why, if opened.
    pub reason: Option<String>,
}

/// A value in place of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Name of the slot.
    pub name: String,
    /// The value that replaces the record's.
    pub value: Json,
}

/// A link to another record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Linked {
    /// The link.
    #[serde(with = "words")]
    pub id: RecordId,
    /// "same-event", "disputed", "related", or "not stated" where the reader is not told.
    pub relation: String,
    /// The record at the other end.
    #[serde(with = "words")]
    pub other: RecordId,
}

/// An acknowledgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// Who acknowledges.
    #[serde(with = "words")]
    pub party: Name,
    /// The officer, where the reader may know: acknowledgements by its own party only.
    #[serde(default)]
    pub officer: Option<String>,
    /// "opened", "acknowledged", or "not stated" where the reader is not told.
    pub what: String,
    /// Its claimed time, if opened.
    pub at: Option<i64>,
    /// The acknowledgement.
    #[serde(with = "words")]
    pub id: RecordId,
}
