//! The handling marks of a record: always open, so that whoever holds a copy knows its duties.

use serde::{Deserialize, Serialize};

use crate::cbor::Value;

/// Sensitivity, ordered from the least to the most sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// May be published.
    Open,
    /// The usual level between desks.
    #[default]
    Restricted,
    /// Named people only.
    Confidential,
    /// The highest.
    Secret,
}

impl Level {
    pub(crate) const ALL: [Self; 4] = [Self::Open, Self::Restricted, Self::Confidential, Self::Secret];

    /// As in interfaces and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Restricted => "restricted",
            Self::Confidential => "confidential",
            Self::Secret => "secret",
        }
    }

    fn from_value(value: &Value) -> Option<Self> {
        Self::ALL.get(usize::try_from(value.as_int()?).ok()?).copied()
    }
}

/// A paragraph with its portion mark. A mark raises its paragraph above the label of the record and never lowers it
/// below: whoever may not have the record may have no part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portion {
    /// Sensitivity of this paragraph.
    pub level: Level,
    /// What it says.
    pub text: String,
}

impl Portion {
    /// Value for a slot.
    pub fn to_value(&self) -> Value {
        Value::Array(vec![Value::Int(self.level as i64), Value::text(&self.text)])
    }

    /// The paragraph in a slot value, or `None` if it is not one.
    pub fn from_value(value: &Value) -> Option<Self> {
        let [level, text] = value.as_array()? else { return None };
        Some(Self { level: Level::from_value(level)?, text: text.as_text()?.to_owned() })
    }
}

/// Who may pass the record on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Onward {
    /// Only the originator's party releases.
    #[default]
    Originator,
    /// Any holder may pass on the word of it; the record itself still comes from its originator.
    Free,
}

/// Handling marks: level, caveats (sorted, unique), onward rule, review date (ms since 1970 UTC).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
pub struct Label {
    /// Sensitivity.
    pub level: Level,
    /// Caveats that a reader must hold, every one of them.
    #[serde(default)]
    pub caveats: Vec<String>,
    /// Onward rule.
    #[serde(default)]
    pub onward: Onward,
    /// After this instant nothing of the record is released any more; ms since 1970 UTC.
    #[serde(default)]
    pub review: Option<i64>,
}

impl Label {
    /// Value for slot 0; caveats come out sorted and unique.
    pub fn to_value(&self) -> Value {
        let mut caveats = self.caveats.clone();
        caveats.sort();
        caveats.dedup();
        Value::Array(vec![
            Value::Int(self.level as i64),
            Value::Array(caveats.into_iter().map(Value::Text).collect()),
            Value::Int(self.onward as i64),
            self.review.map_or(Value::Null, Value::Int),
        ])
    }

    /// The label in a slot value, or `None` if it is not one.
    pub fn from_value(value: &Value) -> Option<Self> {
        let [level, caveats, onward, review] = value.as_array()? else { return None };
        let level = Level::from_value(level)?;
        let caveats: Vec<String> =
            caveats.as_array()?.iter().map(|c| c.as_text().map(str::to_owned)).collect::<Option<_>>()?;
        let sorted = caveats.windows(2).all(|pair| pair[0] < pair[1]);
        let bounded = caveats.len() <= 16 && caveats.iter().all(|c| !c.is_empty() && c.len() <= 64);
        let onward = match onward.as_int()? {
            0 => Onward::Originator,
            1 => Onward::Free,
            _ => return None,
        };
        let review = match review {
            Value::Null => None,
            Value::Int(at) => Some(*at),
            _ => return None,
        };
        (sorted && bounded).then_some(Self { level, caveats, onward, review })
    }
}
