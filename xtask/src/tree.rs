//! The files of the repository: what git tracks, and what it would.

use std::path::Path;
use std::process::Command;

/// A file and its text. Files that are not UTF-8 are not text and are left out.
#[derive(Debug)]
pub(crate) struct TextFile {
    /// Relative to the repository, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl TextFile {
    /// Whether the path ends with one of `endings`; an empty list means yes.
    pub(crate) fn is_one_of(&self, endings: &[String]) -> bool {
        endings.is_empty() || endings.iter().any(|ending| self.path.ends_with(ending.as_str()))
    }
}

/// All text files, in the order of their paths; ignored files are left out, new ones are not.
pub(crate) fn text_files(root: &Path) -> Result<Vec<TextFile>, String> {
    let listing = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("git could not be started ({error}); the checks read the list of files from it"))?;
    if !listing.status.success() {
        return Err(format!("git ls-files: {}", String::from_utf8_lossy(&listing.stderr).trim()));
    }
    let names = String::from_utf8_lossy(&listing.stdout);
    let mut files: Vec<TextFile> = names
        .split('\0')
        .filter(|path| !path.is_empty())
        .filter_map(|path| {
            let text = std::fs::read_to_string(root.join(path)).ok()?;
            Some(TextFile { path: path.to_owned(), text })
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    Ok(files)
}
