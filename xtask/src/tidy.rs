//! `cargo xtask tidy`: taste, made executable.

mod dependencies;
mod length;
mod names;
mod words;

use std::path::Path;

use crate::finding::Finding;
use crate::rules::Rules;
use crate::{metadata, readme, tree};

/// Runs every check and prints how long the files are.
pub(crate) fn run(root: &Path) -> Result<Vec<Finding>, String> {
    let rules = Rules::load(root)?;
    let files = tree::text_files(root)?;
    let lengths = length::Lengths::of(&files, &rules.length);
    println!("tidy: {lengths}");

    let mut findings = lengths.check(&rules.length);
    findings.extend(names::check(&files, &rules.names));
    findings.extend(words::check(&files, &rules.word));
    findings.extend(dependencies::check(&metadata::workspace(root)?, &files, &rules.crates)?);
    findings.extend(readme::check(root)?);
    Ok(findings)
}
