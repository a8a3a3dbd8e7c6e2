//! A verified record with the slots that were opened to us.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Value as Json, json};

use crate::{
    attachment::Attachment,
    cbor::{Value, encode_preimage},
    error::{ContentFault, RecordFault},
    id::{Hash, Name, RecordId, hash_of},
    kinds::Kind,
    label::{Label, Level, Portion},
    planted::{self, Fault as Planted},
    record::Verified,
    schema::{FIRST_CONTENT, LABEL, MATTER, REFS, SlotType, TIME},
    shape::MAX_VALUE,
};

/// Random bytes that make a commitment say nothing about its value.
pub type Salt = [u8; 16];

/// Commitment to one slot: `H(cbor["seamline/slot/1", party, kind, index, salt, value])`. The party stands in it, or
/// another could sign the commitments of a slot it cannot read, and open them as words of its own once they are opened to
/// it.
pub(crate) fn commitment(party: &Name, kind: u8, index: u8, salt: &Salt, value: &Value) -> Hash {
    let texts = ["seamline/slot/1", party.as_str()];
    hash_of(&encode_preimage(texts, [i64::from(kind), i64::from(index)], salt, value))
}

/// What opens one slot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    /// Index of the slot.
    pub index: u8,
    /// Salt of its commitment.
    pub salt: Salt,
    /// The value committed to.
    pub value: Value,
}

impl Opening {
    /// `[index, salt, value]`.
    pub fn to_value(&self) -> Value {
        Value::Array(vec![Value::Int(i64::from(self.index)), Value::from(&self.salt[..]), self.value.clone()])
    }

    /// # Errors
    /// [`RecordFault::Malformed`] for another shape.
    pub fn from_value(value: &Value) -> Result<Self, RecordFault> {
        let malformed = RecordFault::Malformed("opening");
        let Some([index, salt, value]) = value.as_array() else { return Err(malformed) };
        let index = index.as_int().and_then(|i| u8::try_from(i).ok());
        let salt = salt.as_bytes().and_then(|s| s.try_into().ok());
        let (Some(index), Some(salt)) = (index, salt) else { return Err(malformed) };
        Ok(Self { index, salt, value: value.clone() })
    }
}

/// How one record refers to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rel {
    /// Is about it.
    About,
    /// Replaces slots of it.
    Corrects,
    /// Confirms that it was opened or understood.
    Acknowledges,
    /// Takes its place from a later date.
    Supersedes,
    /// Is counted in it already: parts are never added to their whole.
    PartOf,
    /// Rests on it.
    Cites,
    /// Joins it with another, without merging.
    Links,
    /// Takes it back: its holders are asked to use it no more.
    Withdraws,
}

const RELS: [(Rel, &str); 8] = [
    (Rel::About, "about"),
    (Rel::Corrects, "corrects"),
    (Rel::Acknowledges, "acknowledges"),
    (Rel::Supersedes, "supersedes"),
    (Rel::PartOf, "part-of"),
    (Rel::Cites, "cites"),
    (Rel::Links, "links"),
    (Rel::Withdraws, "withdraws"),
];

impl Rel {
    /// The word as in interfaces and files.
    pub fn as_str(self) -> &'static str {
        RELS[self as usize].1
    }

    /// The relation with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        RELS.iter().find(|(_, w)| *w == word).map(|(rel, _)| *rel)
    }
}

/// A reference to another record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ref {
    /// How.
    pub rel: Rel,
    /// To which record.
    pub id: RecordId,
}

impl Ref {
    /// `[rel, id]`.
    pub fn to_value(self) -> Value {
        Value::Array(vec![Value::Int(self.rel as i64), Value::from(&self.id.0.0[..])])
    }

    /// The reference in a value, or `None` if it is not one.
    pub fn from_value(value: &Value) -> Option<Self> {
        let [rel, id] = value.as_array()? else { return None };
        let (rel, _) = *RELS.get(usize::try_from(rel.as_int()?).ok()?)?;
        Some(Self { rel, id: id_from(id)? })
    }

    pub(crate) fn from_json(json: &Json) -> Option<Value> {
        let rel = Rel::from_word(json.get("rel")?.as_str()?)?;
        Some(Self { rel, id: json.get("id")?.as_str()?.parse().ok()? }.to_value())
    }

    pub(crate) fn to_json(self) -> Json {
        json!({"rel": self.rel.as_str(), "id": self.id.to_string()})
    }
}

fn id_from(value: &Value) -> Option<RecordId> {
    Some(RecordId(Hash(value.as_bytes()?.try_into().ok()?)))
}

/// A verified record with at least its label open. Every opening was checked against its commitment and
/// its slot's type; made only by [`Statement::open`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    record: Arc<Verified>,
    kind: Kind,
    label: Label,
    openings: Arc<BTreeMap<u8, Opening>>,
    /// Marks of paragraphs that corrections have raised.
    raised: BTreeMap<u8, Level>,
}

impl Statement {
    /// Checks openings against the record.
    ///
    /// # Errors
    /// A [`ContentFault`]: the record is well signed, but its content must not be folded.
    pub fn open(record: Verified, openings: Vec<Opening>) -> Result<Self, ContentFault> {
        let target = openings.iter().find(|o| o.index == FIRST_CONTENT + 1);
        let target = target.and_then(|o| o.value.as_text());
        let (number, version) = (record.kind_number(), record.kind_version());
        let unknown = || {
            let no_target = target.is_none() && Kind::extends_target(number, version);
            if no_target { ContentFault::NoTargetKind } else { ContentFault::UnknownKind(number, version) }
        };
        let kind = Kind::numbered(number, version, target).ok_or_else(unknown)?;
        if kind.slot_count() != record.commitments().len() {
            return Err(ContentFault::SlotCount);
        }
        let mut opened = BTreeMap::new();
        for opening in openings {
            let index = opening.index;
            let slot = kind.slot(index).ok_or(ContentFault::NoSuchSlot(index))?;
            let committed = commitment(&record.author().party, number, index, &opening.salt, &opening.value);
            if record.commitments().get(usize::from(index)) != Some(&committed)
                && !planted::is(Planted::AcceptWrongOpening)
            {
                return Err(ContentFault::WrongOpening(index));
            }
            if !slot.slot_type.fits(&opening.value) || opening.value.encode().len() > MAX_VALUE {
                return Err(ContentFault::WrongType { index, expected: slot.slot_type });
            }
            if opened.insert(index, opening).is_some() && !planted::is(Planted::AcceptRepeatedSlot) {
                return Err(ContentFault::NoSuchSlot(index));
            }
        }
        if kind.open_together().any(|index| !opened.contains_key(&index)) && !planted::is(Planted::AcceptPartlyOpen) {
            return Err(ContentFault::NotWhole);
        }
        let label = opened.get(&LABEL).and_then(|o| Label::from_value(&o.value)).ok_or(ContentFault::NoLabel)?;
        Ok(Self { record: Arc::new(record), kind, label, openings: Arc::new(opened), raised: BTreeMap::new() })
    }

    /// Adds what another act opened of the same record. The order of acts makes no difference, since
    /// each opening equals the commitment.
    pub fn widen(&mut self, other: Self) {
        let opens_more = other.openings.keys().any(|index| !self.openings.contains_key(index));
        if other.id() == self.id() && opens_more {
            Arc::make_mut(&mut self.openings).extend(Arc::unwrap_or_clone(other.openings));
        }
    }

    /// The record itself.
    pub fn record(&self) -> &Verified {
        &self.record
    }

    /// Its id.
    pub fn id(&self) -> RecordId {
        self.record.id()
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its handling marks.
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// How sensitive one slot is: as the record, or more where its paragraph is marked higher.
    pub fn level_at(&self, index: u8) -> Level {
        let marks = [self.mark_at(index), self.raised.get(&index).copied()];
        marks.into_iter().flatten().fold(self.label.level, Level::max)
    }

    /// The same statement where corrections of it are known: a mark that one of them gives a paragraph holds for the
    /// paragraph as it was first written too, or the old words would go where the new ones may not.
    #[must_use]
    pub fn raised_by<'a>(mut self, corrections: impl IntoIterator<Item = &'a Self>) -> Self {
        for correction in corrections {
            let mark = |index| correction.mark_at(correction.kind.replacement_of(index)?);
            for (index, level) in self.kind.slots().filter_map(|(index, _)| Some((index, mark(index)?))) {
                let raised = self.raised.entry(index).or_insert(level);
                *raised = level.max(*raised);
            }
        }
        self
    }

    fn mark_at(&self, index: u8) -> Option<Level> {
        self.kind.slot(index).filter(|slot| slot.slot_type == SlotType::Portion)?;
        Portion::from_value(self.value(index)?).map(|portion| portion.level)
    }

    /// All openings, by slot.
    pub fn openings(&self) -> impl Iterator<Item = &Opening> {
        self.openings.values()
    }

    /// Opening of one slot; `None` where it was not opened to us.
    pub fn opening(&self, index: u8) -> Option<&Opening> {
        self.openings.get(&index)
    }

    /// Value of one slot; `None` where it was not opened to us, [`Value::Null`] where the author left it empty.
    pub fn value(&self, index: u8) -> Option<&Value> {
        self.openings.get(&index).map(|o| &o.value)
    }

    /// Value of the slot called `name`, if opened.
    pub fn value_of(&self, name: &str) -> Option<&Value> {
        self.value(self.kind.index_of(name)?)
    }

    /// Text of the slot called `name`, if opened and not empty.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.value_of(name)?.as_text()
    }

    /// Parties that it names as those whom it concerns: who is to concur, who hosts and who is kept informed, who owes and to
    /// whom, who sits in the meeting. Whoever refers to the record may do so towards them, whoever gave it to them.
    pub fn concerns(&self) -> impl Iterator<Item = &str> {
        let one = ["facilitator", "owner", "beneficiary"].into_iter().filter_map(|name| self.text_of(name));
        let list = |name| self.value_of(name).and_then(Value::as_array).unwrap_or_default().iter();
        let some = ["required", "informed", "parties"].into_iter().flat_map(list).filter_map(Value::as_text);
        let sitting = list("attendees").filter_map(|item| item.as_array()?.get(2)?.as_text());
        one.chain(some).chain(sitting)
    }

    /// Claimed time in ms since 1970 UTC, if opened.
    pub fn claimed_time(&self) -> Option<i64> {
        self.value(TIME)?.as_int()
    }

    /// The matter it belongs to: the one it names, or itself where none is named or shown.
    pub fn matter(&self) -> RecordId {
        self.value(MATTER).and_then(id_from).unwrap_or_else(|| self.id())
    }

    /// References that are open.
    pub fn refs(&self) -> Vec<Ref> {
        let items = self.value(REFS).and_then(Value::as_array).unwrap_or_default();
        items.iter().filter_map(Ref::from_value).collect()
    }

    /// Files named in slots that are open.
    pub fn attachments(&self) -> Vec<Attachment> {
        let named = self.kind.slots().filter(|(_, slot)| slot.slot_type == SlotType::Files);
        let lists = named.filter_map(|(index, _)| self.value(index)?.as_array());
        lists.flatten().filter_map(Attachment::from_value).collect()
    }

    /// Ids of other records that opening slot `index` shows.
    pub fn ids_shown_by(&self, index: u8) -> Vec<RecordId> {
        match index {
            MATTER => self.value(MATTER).and_then(id_from).into_iter().collect(),
            REFS => self.refs().into_iter().map(|r| r.id).collect(),
            _ => Vec::new(),
        }
    }
}
