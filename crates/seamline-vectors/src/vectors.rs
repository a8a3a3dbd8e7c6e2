//! The test vectors of `docs/vectors/`: every file made from the fixed world, the same on every machine.
//!
//! `UPDATE_VECTORS=1 cargo test -p seamline-vectors` rewrites them; without it the test fails where a file is stale.

mod files;
mod joint;
mod keys_and_documents;
mod log;
mod records;
pub mod refused;

use std::{collections::BTreeMap, path::PathBuf};

use serde_json::Value as Json;

use crate::world::{WORLD, World};

/// Where the files are.
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/vectors"))
}

/// Every file by its path within [`folder`].
pub fn all() -> BTreeMap<String, Vec<u8>> {
    let world: &World = &WORLD;
    let mut all = BTreeMap::new();
    let mut json = |name: &str, value: &Json| {
        let text = serde_json::to_string_pretty(value).expect("JSON") + "\n";
        assert!(all.insert(format!("{name}.json"), text.into_bytes()).is_none());
    };
    json("keys", &keys_and_documents::keys(world));
    json("documents", &keys_and_documents::documents(world));
    json("concurrence", &keys_and_documents::concurrence(world));
    json("kinds", &records::kinds());
    json("cbor", &records::cbor());
    json("records", &records::records(world));
    json("feed", &log::feed(world, &world.told));
    json("cut-feed", &log::feed(world, &world.cut));
    json("frames", &log::frames(world));
    json("bundle", &files::bundle(world));
    json("refused", &refused::index());
    json("joint", &joint::index());
    for (name, evidence) in files::evidence(world) {
        json(&format!("{name}.finding"), &files::finding(world, &evidence));
    }
    all.extend(files::raw(world));
    all.extend(joint::raw());
    all.extend(refused::files());
    all
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes of [`hex`].
pub fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16).expect("a hexadecimal digit")).collect();
    digits.chunks_exact(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect()
}
