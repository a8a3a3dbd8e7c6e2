//! `rules.toml`, parsed.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// The house's rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    pub(crate) length: Length,
    pub(crate) names: Names,
    #[serde(default)]
    pub(crate) word: Vec<Word>,
    pub(crate) licences: Licences,
    /// By crate name; a crate of the workspace that is not here is itself a finding.
    #[serde(rename = "crate")]
    pub(crate) crates: BTreeMap<String, CrateRule>,
}

/// Limits on lines per file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Length {
    /// Endings of the files that count.
    pub(crate) counted: Vec<String>,
    /// Beginnings of paths that do not.
    pub(crate) not_counted: Vec<String>,
    pub(crate) longest: usize,
    pub(crate) p90: usize,
    pub(crate) median: usize,
}

/// Names that files, folders and crates must not have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    pub(crate) banned: Vec<String>,
}

/// A text that must not stand in files whose path ends with one of `files` (in any, when there are none).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) files: Vec<String>,
    pub(crate) instead: String,
}

/// Licences and sources that packages may have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Licences {
    pub(crate) cargo: Vec<String>,
    /// Allowed for packages of the web page in addition to `cargo`.
    pub(crate) npm: Vec<String>,
    pub(crate) source: String,
}

/// The neighbours of one crate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CrateRule {
    /// Crates of the workspace.
    pub(crate) may_use: Vec<String>,
    /// Crates from outside.
    pub(crate) must_not_use: Vec<String>,
}

impl Rules {
    /// Reads the rules of the repository at `root`.
    pub(crate) fn load(root: &Path) -> Result<Self, String> {
        let path = root.join("xtask/rules.toml");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| format!("xtask/rules.toml: {error}"))
    }
}
