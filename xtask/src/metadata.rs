//! What cargo says about the workspace.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The workspace's own packages, without resolving anything.
pub(crate) fn workspace(root: &Path) -> Result<Value, String> {
    cargo_metadata(root, &["--no-deps"])
}

/// All packages that a build for this machine uses.
pub(crate) fn packages(root: &Path) -> Result<Value, String> {
    let target = host()?;
    cargo_metadata(root, &["--filter-platform", &target])
}

fn cargo_metadata(root: &Path, more: &[&str]) -> Result<Value, String> {
    let mut command = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    command.args(["metadata", "--offline", "--format-version", "1"]).args(more).current_dir(root);
    let out = run(&mut command)?;
    serde_json::from_slice(&out).map_err(|error| format!("cargo metadata did not answer in JSON: {error}"))
}

fn host() -> Result<String, String> {
    let out = run(Command::new("rustc").arg("-vV"))?;
    String::from_utf8_lossy(&out)
        .lines()
        .find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
        .ok_or_else(|| "rustc -vV names no host".to_owned())
}

fn run(command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim()))
    }
}
