//! Who may use whom: the arrows between crates, and what each crate must not know.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::finding::Finding;
use crate::rules::CrateRule;
use crate::tree::TextFile;

/// Checks the packages of `cargo metadata --no-deps`. Development dependencies are free.
pub(super) fn check(
    metadata: &Value,
    files: &[TextFile],
    rules: &BTreeMap<String, CrateRule>,
) -> Result<Vec<Finding>, String> {
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let names: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut findings = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let manifest = manifest_of(package, files);
        let Some(rule) = rules.get(name) else {
            let instead = format!("add [crate.{name}] to xtask/rules.toml: who may use whom is decided, not found out");
            findings.push(finding(manifest, name, format!("`{name}` has no rule"), instead));
            continue;
        };
        for used in uses(package) {
            if names.contains(&used) && !rule.may_use.iter().any(|other| other == used) {
                let instead = format!("move the code to where `{used}` is known, or pass in what is needed");
                findings.push(finding(manifest, used, format!("`{name}` must not use `{used}`"), instead));
            }
            if rule.must_not_use.iter().any(|other| other == used) {
                let instead = "take the result as an argument or through a port; ARCHITECTURE.md says whose duty it is";
                findings.push(finding(manifest, used, format!("`{name}` must not know `{used}`"), instead.to_owned()));
            }
        }
    }
    Ok(findings)
}

/// The names of a package's dependencies, development ones left out.
fn uses(package: &Value) -> impl Iterator<Item = &str> {
    let list = package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter(|dependency| dependency["kind"] != "dev").filter_map(|dependency| dependency["name"].as_str())
}

/// The package's manifest among the tree's files.
fn manifest_of<'a>(package: &Value, files: &'a [TextFile]) -> Option<&'a TextFile> {
    let path = package["manifest_path"].as_str()?;
    files.iter().filter(|file| path.ends_with(&format!("/{}", file.path))).max_by_key(|file| file.path.len())
}

fn finding(manifest: Option<&TextFile>, word: &str, what: String, instead: String) -> Finding {
    let line = manifest.and_then(|file| file.text.lines().position(|line| line.starts_with(word)));
    Finding {
        file: manifest.map_or_else(|| "Cargo.toml".to_owned(), |file| file.path.clone()),
        line: line.map_or(1, |index| index + 1),
        rule: "dependency",
        what,
        instead,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(dependencies: &Value) -> Vec<String> {
        let metadata = json!({ "packages": [
            { "name": "low", "manifest_path": "/home/a/crates/low/Cargo.toml", "dependencies": dependencies },
            { "name": "high", "manifest_path": "/home/a/crates/high/Cargo.toml", "dependencies": [{ "name": "low" }] },
        ] });
        let files = ["low", "high"].map(|name| TextFile {
            path: format!("crates/{name}/Cargo.toml"),
            text: "[dependencies]\nhigh.workspace = true\nsockets = \"1\"\n".to_owned(),
        });
        let rule = |may_use: &[&str], must_not_use: &[&str]| CrateRule {
            may_use: may_use.iter().map(|&name| name.to_owned()).collect(),
            must_not_use: must_not_use.iter().map(|&name| name.to_owned()).collect(),
        };
        let rules =
            BTreeMap::from([("low".to_owned(), rule(&[], &["sockets"])), ("high".to_owned(), rule(&["low"], &[]))]);
        check(&metadata, &files, &rules).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_arrow_upwards_is_found_with_its_line() {
        let found = found(&json!([{ "name": "high" }]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("crates/low/Cargo.toml:2: dependency: `low` must not use `high`"), "{found:?}");
    }

    #[test]
    fn what_a_crate_must_not_know_is_found() {
        let found = found(&json!([{ "name": "sockets", "kind": null }]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("crates/low/Cargo.toml:3:"), "{found:?}");
    }

    #[test]
    fn allowed_arrows_and_development_dependencies_are_not() {
        assert_eq!(found(&json!([{ "name": "sockets", "kind": "dev" }, { "name": "other" }])), Vec::<String>::new());
    }

    #[test]
    fn a_crate_without_a_rule_is_found() {
        let metadata = json!({ "packages": [{ "name": "new", "dependencies": [] }] });
        let found = check(&metadata, &[], &BTreeMap::new()).unwrap();
        assert!(found[0].what.contains("`new` has no rule"), "{found:?}");
    }
}
