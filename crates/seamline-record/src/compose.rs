//! From what an officer wants to say to a signed record and the openings of its slots.

use serde_json::{Map, Value as Json};

use crate::{
    cbor::Value,
    deliberation::flaw,
    error::DraftFault,
    id::{Name, RecordId},
    json::from_json,
    keys::KeyId,
    kinds::Kind,
    label::Label,
    record::{MAX_RECORD, Payload, Record},
    schema::{AUTHOR, FIRST_CONTENT, LABEL, MATTER, REFS, TIME},
    shape::MAX_VALUE,
    statement::{Opening, Ref, Salt, commitment},
};

/// A record before it is signed: every slot has a value, null where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    kind: Kind,
    values: Vec<Value>,
}

/// A signed record and all its openings.
#[derive(Debug, Clone)]
pub struct Composed {
    /// The record, decodable by [`Record::decode`].
    pub record: Record,
    /// Openings of all slots, in order.
    pub openings: Vec<Opening>,
}

impl Draft {
    /// An empty draft.
    pub fn new(kind: Kind, label: &Label) -> Self {
        let mut values = vec![Value::Null; kind.slot_count()];
        values[usize::from(LABEL)] = label.to_value();
        Self { kind, values }
    }

    /// A draft from fields by name, as interfaces and scenario files give them.
    ///
    /// # Errors
    /// [`DraftFault`], which names the field and what would fit.
    pub fn from_fields(kind: &str, label: &Label, fields: &Map<String, Json>) -> Result<Self, DraftFault> {
        let Some(known) = Kind::named(kind) else { return Err(DraftFault::NoSuchKind(kind.to_owned())) };
        let mut draft = Self::new(known, label);
        for (name, json) in fields {
            draft.set_named(name, json)?;
        }
        Ok(draft)
    }

    /// Sets one field by name.
    ///
    /// # Errors
    /// [`DraftFault::NoSuchSlot`] or [`DraftFault::WrongValue`].
    pub fn set_named(&mut self, name: &str, json: &Json) -> Result<(), DraftFault> {
        let found = self.kind.slots().find(|(index, slot)| *index >= FIRST_CONTENT && slot.name == name);
        let Some((index, slot)) = found else {
            let names: Vec<_> = self.kind.slots().skip(usize::from(FIRST_CONTENT)).map(|(_, s)| s.name).collect();
            return Err(DraftFault::NoSuchSlot {
                kind: self.kind.name(),
                slot: name.to_owned(),
                known: names.join(", "),
            });
        };
        let Some(value) = from_json(slot.slot_type, json) else {
            let (slot, name) = (slot.slot_type, name.to_owned());
            return Err(match flaw(slot, json) {
                Some(flaw) => DraftFault::Flawed { slot: name, flaw },
                None => DraftFault::WrongValue { slot: name, expected: slot.in_words() },
            });
        };
        self.set(index, value)
    }

    /// Sets the slot at `index`.
    ///
    /// # Errors
    /// [`DraftFault::WrongValue`] where the value is not of the slot's type or too long.
    pub fn set(&mut self, index: u8, value: Value) -> Result<(), DraftFault> {
        let Some(slot) = self.kind.slot(index) else {
            return Err(DraftFault::NoSuchSlot {
                kind: self.kind.name(),
                slot: index.to_string(),
                known: String::new(),
            });
        };
        if !slot.slot_type.fits(&value) {
            let expected = slot.slot_type.in_words();
            return Err(DraftFault::WrongValue { slot: slot.name.to_owned(), expected });
        }
        if value.encode().len() > MAX_VALUE {
            return Err(DraftFault::TooLarge(MAX_VALUE));
        }
        self.values[usize::from(index)] = value;
        Ok(())
    }

    /// Sets matter, references, author and claimed time (ms since 1970 UTC).
    ///
    /// # Errors
    /// [`DraftFault::WrongValue`] for more than 64 references.
    pub fn about(
        mut self,
        matter: Option<RecordId>,
        refs: &[Ref],
        author: &str,
        time: i64,
    ) -> Result<Self, DraftFault> {
        if let Some(matter) = matter {
            self.set(MATTER, Value::from(&matter.0.0[..]))?;
        }
        if !refs.is_empty() {
            let mut refs: Vec<Value> = refs.iter().map(|r| r.to_value()).collect();
            refs.sort();
            refs.dedup();
            self.set(REFS, Value::Array(refs))?;
        }
        self.set(AUTHOR, Value::from(author))?;
        self.set(TIME, Value::Int(time))?;
        Ok(self)
    }

    /// Kind of the draft.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Signs the draft for a node of `party` whose key stands in the party's document of this version.
    /// `salt` must give fresh random bytes at each call: a repeated salt lets a reader compare slots.
    ///
    /// # Errors
    /// [`DraftFault::TooLarge`].
    pub fn sign(
        self,
        party: &Name,
        document_version: u64,
        key: KeyId,
        salt: &mut dyn FnMut() -> Salt,
        sign: &dyn Fn(&[u8]) -> [u8; 64],
    ) -> Result<Composed, DraftFault> {
        let number = self.kind.number();
        let openings: Vec<Opening> =
            (0u8..).zip(self.values).map(|(index, value)| Opening { index, salt: salt(), value }).collect();
        let commitments = openings.iter().map(|o| commitment(party, number, o.index, &o.salt, &o.value)).collect();
        let payload = Payload {
            kind: number,
            kind_version: self.kind.version(),
            party: party.clone(),
            document_version,
            commitments,
        };
        let signature = sign(&Record::to_be_signed(key, &payload));
        let record =
            Record::assemble(key, payload, signature.to_vec()).map_err(|_| DraftFault::TooLarge(MAX_RECORD))?;
        let size: usize = openings.iter().map(|o| o.value.encode().len()).sum();
        if size + record.bytes().len() > MAX_RECORD {
            return Err(DraftFault::TooLarge(MAX_RECORD));
        }
        Ok(Composed { record, openings })
    }
}
