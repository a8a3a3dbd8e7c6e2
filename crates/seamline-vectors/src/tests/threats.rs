//! What `docs/threats.md` promises is held by tests that exist.

use std::{collections::BTreeMap, fs, path::Path};

/// All Rust text under a folder.
fn rust_under(folder: &Path) -> String {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths
        .map(|path| match path.extension() {
            _ if path.is_dir() => rust_under(&path),
            Some(ending) if ending == "rs" => fs::read_to_string(&path).unwrap(),
            _ => String::new(),
        })
        .collect()
}

/// A test is named as `crate::modules::test`, between back-quotes.
#[test]
fn the_tests_that_the_threats_name_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/threats.md")).unwrap();
    let named = page.split('`').skip(1).step_by(2).filter(|token| token.starts_with("seamline-"));
    let (mut sources, mut missing, mut count) = (BTreeMap::new(), Vec::new(), 0);
    for token in named {
        let Some(((package, _), (_, test))) = token.split_once("::").zip(token.rsplit_once("::")) else { continue };
        let text = sources.entry(package).or_insert_with(|| rust_under(&root.join("crates").join(package)));
        count += 1;
        if !text.contains(&format!("fn {test}(")) {
            missing.push(token);
        }
    }
    assert!(count > 50, "only {count} tests are named");
    assert!(missing.is_empty(), "docs/threats.md names tests that do not exist: {missing:#?}");
}
