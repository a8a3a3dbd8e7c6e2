//! The matrix of a charter: who does what, who answers for it, who is told, by when.

use serde::{Deserialize, Serialize};

use super::{Flaw, Listed, Texts, aligned, texts_from, texts_value, words, words_value};
use crate::cbor::Value;

const MOST: usize = 64;

/// One row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// What is to be done, by language.
    pub task: Texts,
    /// Who does it: a party, a desk or an office.
    pub does: String,
    /// Who answers for it.
    pub answers: String,
    /// Who is told.
    #[serde(default)]
    pub told: Vec<String>,
    /// Within how many minutes; none where nothing is said.
    #[serde(default)]
    pub within_min: Option<u32>,
}

impl Listed for Duty {
    fn to_value(&self) -> Value {
        let within = self.within_min.map_or(Value::Null, |minutes| Value::Int(i64::from(minutes)));
        let (does, answers) = (Value::text(&self.does), Value::text(&self.answers));
        Value::Array(vec![texts_value(&self.task), does, answers, words_value(&self.told), within])
    }

    fn from_value(value: &Value) -> Option<Self> {
        let [task, does, answers, told, within] = value.as_array()? else { return None };
        let within_min = match within {
            Value::Null => None,
            minutes => Some(u32::try_from(minutes.as_int()?).ok()?),
        };
        let (does, answers) = (does.as_text()?.to_owned(), answers.as_text()?.to_owned());
        Some(Self { task: texts_from(task)?, does, answers, told: words(told)?, within_min })
    }

    fn check(list: &[Self]) -> Result<(), Flaw> {
        if list.len() > MOST || list.iter().any(|duty| duty.told.len() > MOST) {
            return Err(Flaw::Count);
        }
        if list.iter().any(|duty| duty.does.trim().is_empty() || duty.answers.trim().is_empty()) {
            return Err(Flaw::Nobody);
        }
        aligned(list.iter().map(|duty| &duty.task))
    }
}
