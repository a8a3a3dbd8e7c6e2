//! Names are nouns one could say to an officer: no file or folder that collects what nobody named.

use crate::finding::Finding;
use crate::rules::Names;
use crate::tree::TextFile;

pub(super) fn check(files: &[TextFile], rules: &Names) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        if let Some(name) = file.path.split('/').find(|part| is_banned(part, rules)) {
            findings.push(Finding {
                file: file.path.clone(),
                line: 1,
                rule: "name",
                what: format!("`{name}` says nothing about what is inside"),
                instead: "name it after the one thing it does, or move its contents to where they belong".to_owned(),
            });
        }
        if file.is_one_of(&[".rs".to_owned()]) {
            findings.extend(modules(file, rules));
        }
    }
    findings
}

/// Inline modules: `mod utils {`.
fn modules<'a>(file: &'a TextFile, rules: &'a Names) -> impl Iterator<Item = Finding> + 'a {
    file.text.lines().enumerate().filter_map(|(index, line)| {
        let (_, rest) = line.trim_start().split_once("mod ")?;
        let name = rest.trim_end_matches(['{', ';', ' ']);
        is_banned(name, rules).then(|| Finding {
            file: file.path.clone(),
            line: index + 1,
            rule: "name",
            what: format!("module `{name}` says nothing about what is inside"),
            instead: "name it after the one thing it does".to_owned(),
        })
    })
}

/// Whether a path's part, without its ending, is a banned name or ends in one (`string_utils`).
fn is_banned(part: &str, rules: &Names) -> bool {
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    let last = stem.rsplit(['-', '_']).next().unwrap_or(&stem);
    rules.banned.iter().any(|name| name == last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        let rules = Names { banned: vec!["utils".to_owned(), "common".to_owned()] };
        check(&[TextFile { path: path.to_owned(), text: text.to_owned() }], &rules).len()
    }

    #[test]
    fn banned_files_folders_and_modules_are_found() {
        assert_eq!(found("crates/a/src/utils.rs", ""), 1);
        assert_eq!(found("crates/a/src/string_utils.rs", ""), 1);
        assert_eq!(found("crates/common/src/lib.rs", ""), 1);
        assert_eq!(found("crates/a/src/lib.rs", "pub(crate) mod utils {\n}\n"), 1);
    }

    #[test]
    fn other_names_are_not() {
        assert_eq!(found("crates/a/src/commonwealth.rs", ""), 0);
        assert_eq!(found("crates/a/src/lib.rs", "mod record;\n// a mod of utils\n"), 0);
    }
}
