//! The release act: what the feed's checkpoint covers, and the payload beside it.

use seamline_record::{AudienceId, Hash, Opening, RecordId, Salt, Value, hash_of};

/// How a record is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The recipient keeps a copy of what the payload opens.
    Copy,
    /// The recipient keeps a copy of a file that an opened slot of the record names; on the lane of files only.
    File,
}

/// The act itself: 1 of the leaf kinds of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// How it is given.
    pub mode: Mode,
    /// Which record.
    pub record: RecordId,
    /// Hash of the payload beside the leaf, or of the file.
    pub payload: Hash,
    /// When the releasing party says it was released, ms since 1970 UTC.
    pub claimed_time: i64,
    /// Salted hash of who released it and why; opened only inside the releasing party.
    pub audit: Hash,
}

const MODE_COPY: i64 = 0;
// 1 is kept for disclosure without a copy.
const MODE_FILE: i64 = 2;

impl Act {
    /// `[mode, record, payload, claimed time, audit]`.
    pub fn to_value(&self) -> Value {
        let mode = match self.mode {
            Mode::Copy => MODE_COPY,
            Mode::File => MODE_FILE,
        };
        Value::Array(vec![
            Value::Int(mode),
            Value::from(&self.record.0.0[..]),
            Value::from(&self.payload.0[..]),
            Value::Int(self.claimed_time),
            Value::from(&self.audit.0[..]),
        ])
    }

    /// The act in a value; `None` for another shape or a mode of a later version.
    pub fn from_value(value: &Value) -> Option<Self> {
        let [Value::Int(mode), record, payload, time, audit] = value.as_array()? else { return None };
        let mode = match *mode {
            MODE_COPY => Mode::Copy,
            MODE_FILE => Mode::File,
            _ => return None,
        };
        let hash = |v: &Value| Some(Hash(v.as_bytes()?.try_into().ok()?));
        Some(Self {
            mode,
            record: RecordId(hash(record)?),
            payload: hash(payload)?,
            claimed_time: time.as_int()?,
            audit: hash(audit)?,
        })
    }
}

/// A payload that is not one, or not the one its act names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("malformed payload")]
pub struct PayloadFault;

/// What travels beside an act: the record, unless the feed carried it before, and the opened slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// The encoded record, or nothing where it was sent earlier in the feed.
    pub record: Option<Vec<u8>>,
    /// Openings in slot order.
    pub openings: Vec<Opening>,
}

impl Payload {
    /// `[record or null, [[index, salt, value]…]]`.
    pub fn encode(&self) -> Vec<u8> {
        let record = self.record.as_deref().map_or(Value::Null, Value::from);
        let openings = self.openings.iter().map(Opening::to_value).collect();
        Value::Array(vec![record, Value::Array(openings)]).encode()
    }

    /// Strict decoding.
    ///
    /// # Errors
    /// [`PayloadFault`].
    pub fn decode(bytes: &[u8]) -> Result<Self, PayloadFault> {
        let value = Value::decode(bytes).map_err(|_| PayloadFault)?;
        let Some([record, Value::Array(openings)]) = value.as_array() else { return Err(PayloadFault) };
        let record = match record {
            Value::Null => None,
            Value::Bytes(bytes) => Some(bytes.clone()),
            _ => return Err(PayloadFault),
        };
        let openings = openings.iter().map(Opening::from_value).collect::<Result<_, _>>().map_err(|_| PayloadFault)?;
        Ok(Self { record, openings })
    }

    /// Hash of the encoding, as the act names it.
    pub fn hash(&self) -> Hash {
        hash_of(&self.encode())
    }
}

/// Who released something and why. Kept by the releasing party; a salted hash of it is in the act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audit {
    /// Officer who released.
    pub by: String,
    /// Second officer, where one approved.
    pub approver: Option<String>,
    /// Purpose as typed.
    pub purpose: String,
    /// Standing rule that caused it, or the act that it follows.
    pub rule: Option<String>,
}

impl Audit {
    /// `[by, approver, purpose, rule]`.
    pub fn to_value(&self) -> Value {
        let optional = |text: &Option<String>| text.as_deref().map_or(Value::Null, Value::from);
        Value::Array(vec![
            Value::from(self.by.as_str()),
            optional(&self.approver),
            Value::from(self.purpose.as_str()),
            optional(&self.rule),
        ])
    }

    /// The hash that the act carries.
    pub fn commitment(&self, salt: &Salt) -> Hash {
        let preimage = vec![Value::from("seamline/audit/1"), Value::from(&salt[..]), self.to_value()];
        hash_of(&Value::Array(preimage).encode())
    }
}

/// A release act with its payload: one entry of a feed to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The act.
    pub act: Act,
    /// Its payload.
    pub payload: Payload,
}

/// Something that was let through the gate for one audience. Feeds, gateways and pages accept nothing else,
/// and only the gate makes it:
///
/// ```compile_fail
/// use seamline_release::Released;
/// let audience: seamline_record::AudienceId = "kurdistan".parse().unwrap();
/// let leak = Released { value: "withheld", audience };
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released<T> {
    value: T,
    audience: AudienceId,
}

impl<T> Released<T> {
    pub(crate) fn mint(value: T, audience: AudienceId) -> Self {
        Self { value, audience }
    }

    /// Whom it was released to.
    pub fn audience(&self) -> &AudienceId {
        &self.audience
    }

    /// What was released.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Takes it out, for the feed of its audience.
    pub fn into_parts(self) -> (T, AudienceId) {
        (self.value, self.audience)
    }
}
