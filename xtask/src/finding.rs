//! What a check found, and what to do about it.

use std::fmt;

/// One place that breaks one rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Path relative to the repository.
    pub(crate) file: String,
    /// Line, counted from 1; 1 when the rule is about the whole file.
    pub(crate) line: usize,
    /// The rule's short name.
    pub(crate) rule: &'static str,
    /// What is there.
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) instead: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, rule, what, instead } = self;
        write!(f, "{file}:{line}: {rule}: {what}; {instead}")
    }
}
