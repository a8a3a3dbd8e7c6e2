//! `seamline alarms`.

use std::path::PathBuf;

use clap::Args;
use seamline_record::from_hex;
use serde_json::Value as Json;

use crate::{access::At, fault::Fault, files, told::tell};

#[derive(Args)]
#[command(after_help = "Example:\n  seamline alarms --data makhmour --proofs proofs")]
pub(crate) struct Alarms {
    /// Writes the proofs of two histories into this folder, a file each: anyone verifies them with `seamline verify`.
    #[arg(long, value_name = "DIR")]
    proofs: Option<PathBuf>,
    #[command(flatten)]
    at: At,
}

pub(crate) async fn run(command: Alarms, as_json: bool) -> Result<(), Fault> {
    let found = command.at.access().await?.alarms().await?;
    let mut written = Vec::new();
    if let Some(folder) = &command.proofs {
        files::create_folder(folder)?;
        for (n, proof) in list(&found, "two_histories").iter().enumerate() {
            let path = folder.join(format!("two-histories-{}.proof", n + 1));
            files::write(&path, &from_hex(&text(proof, "proof")).unwrap_or_default())?;
            written.push(format!("{}: {}", path.display(), text(proof, "feed")));
        }
    }
    tell(as_json, &found, || in_words(&found, &written));
    Ok(())
}

fn in_words(found: &Json, written: &[String]) -> String {
    let mut lines: Vec<String> = list(found, "alarms")
        .iter()
        .map(|alarm| format!("{}: {}", text(alarm, "about"), text(alarm, "what")))
        .collect();
    let proofs = list(found, "two_histories");
    let told = |proof: &Json| format!("proof of two histories of {}", text(proof, "feed"));
    lines.extend(proofs.iter().map(told));
    lines.extend(written.iter().cloned());
    if lines.is_empty() { "no alarm".to_owned() } else { lines.join("\n") }
}

fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(json: &Json, name: &str) -> String {
    json[name].as_str().unwrap_or_default().to_owned()
}
