//! Judgements of an assessment: likelihood and confidence kept apart, as ICD 203 asks.

use serde::{Deserialize, Serialize};

use super::{Flaw, Listed, Texts, aligned, texts_from, texts_value, words, words_value};
use crate::cbor::Value;

const MOST: usize = 64;
const PARTS: [&str; 3] = ["threat", "capability", "requirements"];
/// ICD 203 (2015), section D.6.e(2)(a), the first row of expressions.
const LIKELIHOODS: [&str; 7] =
    ["almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"];
const CONFIDENCES: [&str; 3] = ["low", "moderate", "high"];

/// One judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// `threat`, `capability` or `requirements`.
    pub part: String,
    /// The sentence by language.
    pub texts: Texts,
    /// How likely, in the words of ICD 203; none for what is no forecast.
    #[serde(default)]
    pub likelihood: Option<String>,
    /// How sure those who judge are of it: `low`, `moderate` or `high`.
    pub confidence: String,
    /// What it rests on, one or more.
    pub sources: Vec<String>,
}

fn place(words: &[&str], word: &str) -> Option<Value> {
    words.iter().position(|one| *one == word).map(|at| Value::from(at as u64))
}

fn word(words: &[&str], value: &Value) -> Option<String> {
    words.get(usize::try_from(value.as_int()?).ok()?).map(|word| (*word).to_owned())
}

impl Judgement {
    fn encoded(&self) -> Option<Value> {
        let likelihood = match &self.likelihood {
            None => Value::Null,
            Some(likelihood) => place(&LIKELIHOODS, likelihood)?,
        };
        let (part, confidence) = (place(&PARTS, &self.part)?, place(&CONFIDENCES, &self.confidence)?);
        Some(Value::Array(vec![part, texts_value(&self.texts), likelihood, confidence, words_value(&self.sources)]))
    }
}

impl Listed for Judgement {
    fn to_value(&self) -> Value {
        self.encoded().unwrap_or(Value::Null)
    }

    fn from_value(value: &Value) -> Option<Self> {
        let [part, texts, likelihood, confidence, sources] = value.as_array()? else { return None };
        let likelihood = match likelihood {
            Value::Null => None,
            likelihood => Some(word(&LIKELIHOODS, likelihood)?),
        };
        let (part, confidence) = (word(&PARTS, part)?, word(&CONFIDENCES, confidence)?);
        Some(Self { part, texts: texts_from(texts)?, likelihood, confidence, sources: words(sources)? })
    }

    fn check(list: &[Self]) -> Result<(), Flaw> {
        let known = |one: &Self| one.encoded().is_some() && one.sources.len() <= MOST;
        if list.len() > MOST || !list.iter().all(known) {
            return Err(Flaw::Count);
        }
        if list.iter().any(|one| !one.sources.iter().any(|source| !source.trim().is_empty())) {
            return Err(Flaw::Unsourced);
        }
        aligned(list.iter().map(|one| &one.texts))
    }
}
