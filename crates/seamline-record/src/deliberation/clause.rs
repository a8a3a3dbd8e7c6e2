//! Clauses of a text, numbered, in several languages side by side.

use serde::{Deserialize, Serialize};

use super::{Flaw, Listed, Texts, aligned, texts_from, texts_value};
use crate::cbor::Value;

const MOST: usize = 256;

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// `1`, `2.3`, `2.3.1`: clauses are in the order of a tree, and no clause stands below one that is not there.
    pub number: String,
    /// Field of an agreement ("defence", "energy"); empty where there is none.
    #[serde(default)]
    pub field: String,
    /// The text by language; every clause of a text has the same languages.
    pub texts: Texts,
}

impl Clause {
    /// The clauses of a slot's value; `None` where it is none.
    pub fn list_of(value: &Value) -> Option<Vec<Self>> {
        Self::list(value)
    }
}

/// `1.2` as `[1, 2]`.
fn parts(number: &str) -> Option<Vec<u16>> {
    let part = |part: &str| {
        let plain = !part.starts_with('0') && (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse().ok()).flatten()
    };
    number.split('.').map(part).collect::<Option<Vec<u16>>>().filter(|parts| parts.len() <= 4)
}

impl Listed for Clause {
    fn to_value(&self) -> Value {
        Value::Array(vec![Value::text(&self.number), Value::text(&self.field), texts_value(&self.texts)])
    }

    fn from_value(value: &Value) -> Option<Self> {
        let [number, field, texts] = value.as_array()? else { return None };
        let (number, field) = (number.as_text()?.to_owned(), field.as_text()?.to_owned());
        Some(Self { number, field, texts: texts_from(texts)? })
    }

    fn check(list: &[Self]) -> Result<(), Flaw> {
        if list.len() > MOST {
            return Err(Flaw::Count);
        }
        let mut before: Vec<Vec<u16>> = Vec::with_capacity(list.len());
        for clause in list {
            let number = parts(&clause.number).ok_or(Flaw::Number)?;
            if before.contains(&number) {
                return Err(Flaw::ClauseTwice);
            }
            if before.last().is_some_and(|last| *last > number) {
                return Err(Flaw::ClauseOrder);
            }
            let above = &number[..number.len() - 1];
            if !above.is_empty() && !before.iter().any(|one| one == above) {
                return Err(Flaw::ClauseParent);
            }
            before.push(number);
        }
        aligned(list.iter().map(|clause| &clause.texts))
    }
}
