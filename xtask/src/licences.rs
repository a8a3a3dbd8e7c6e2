//! `cargo xtask licences`: every package of the build has a licence that the project accepts, and comes from the
//! default registry.

mod expression;

use std::path::Path;

use serde_json::Value;

use crate::finding::Finding;
use crate::metadata;
use crate::rules::{Licences, Rules};

const NPM_LOCK: &str = "web/package-lock.json";

/// Checks the packages of cargo, and those of npm where the web page's lock file is there.
pub(crate) fn run(root: &Path) -> Result<Vec<Finding>, String> {
    let rules = Rules::load(root)?.licences;
    let packages = metadata::packages(root)?;
    let mut findings = cargo(&packages, &rules);
    let mut count = packages["packages"].as_array().map_or(0, Vec::len);
    if let Ok(text) = std::fs::read_to_string(root.join(NPM_LOCK)) {
        let lock: Value = serde_json::from_str(&text).map_err(|error| format!("{NPM_LOCK}: {error}"))?;
        findings.extend(npm(&lock, &rules));
        count += lock["packages"].as_object().map_or(0, serde_json::Map::len);
    }
    println!("licences: {count} packages");
    Ok(findings)
}

fn cargo(metadata: &Value, rules: &Licences) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or("?");
        let accepts = |licence: &str| rules.cargo.iter().any(|allowed| allowed == licence);
        findings.extend(refused("Cargo.lock", name, package["license"].as_str(), accepts));
        if let Some(source) = package["source"].as_str().filter(|source| *source != rules.source) {
            findings.push(Finding {
                file: "Cargo.lock".to_owned(),
                line: 1,
                rule: "source",
                what: format!("`{name}` comes from {source}"),
                instead: "take it from the default registry".to_owned(),
            });
        }
    }
    findings
}

fn npm(lock: &Value, rules: &Licences) -> Vec<Finding> {
    let accepts = |licence: &str| rules.cargo.iter().chain(&rules.npm).any(|allowed| allowed == licence);
    let packages = lock["packages"].as_object().into_iter().flatten();
    // The empty name is the web page itself; links are folders of this repository.
    packages
        .filter(|(name, package)| !name.is_empty() && package["link"] != true)
        .filter_map(|(name, package)| refused(NPM_LOCK, name, package["license"].as_str(), accepts))
        .collect()
}

fn refused(file: &str, name: &str, licence: Option<&str>, accepts: impl Fn(&str) -> bool) -> Option<Finding> {
    let what = match licence {
        None => format!("`{name}` names no licence"),
        Some(text) => match expression::is_satisfied(text, accepts) {
            Ok(true) => return None,
            Ok(false) => format!("`{name}` is under {text}"),
            Err(reason) => {
                format!("`{name}` has a licence that cannot be read, {text:?}: {reason}")
            }
        },
    };
    Some(Finding {
        file: file.to_owned(),
        line: 1,
        rule: "licence",
        what,
        instead: "use another package, or add the licence to xtask/rules.toml and deny.toml after reading it"
            .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rules() -> Licences {
        Licences { cargo: vec!["MIT".to_owned()], npm: vec!["0BSD".to_owned()], source: "registry+default".to_owned() }
    }

    #[test]
    fn refused_licences_and_foreign_sources_are_found() {
        let packages = json!({ "packages": [
            { "name": "good", "license": "MIT OR GPL-3.0", "source": "registry+default" },
            { "name": "ours", "license": "MIT", "source": null },
            { "name": "copyleft", "license": "GPL-3.0", "source": "registry+default" },
            { "name": "silent", "license": null, "source": "registry+default" },
            { "name": "foreign", "license": "MIT", "source": "git+https://example.org/x" },
        ] });
        let found: Vec<_> = cargo(&packages, &rules()).into_iter().map(|f| (f.rule, f.what)).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].1.contains("copyleft") && found[1].1.contains("silent"), "{found:?}");
        assert!(found[2].0 == "source" && found[2].1.contains("foreign"), "{found:?}");
    }

    #[test]
    fn npm_packages_may_have_more_licences_than_crates() {
        let lock = json!({ "packages": {
            "": { "name": "web" },
            "node_modules/a": { "license": "0BSD" },
            "node_modules/b": { "license": "BUSL-1.1" },
        } });
        let found = npm(&lock, &rules());
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].what.contains("node_modules/b"));
    }
}
