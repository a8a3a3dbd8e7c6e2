//! `seamline bundle export | import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use crate::{access::At, fault::Fault, files, told::tell};

#[derive(Subcommand)]
pub(crate) enum Bundle {
    /// Write what a party has not receipted to a file, encrypted to its nodes.
    Export(Export),
    /// Take a file in. Taking it twice changes nothing.
    Import(Import),
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline bundle export --data makhmour --to kurdistan -o /media/stick/for-kurdistan.bundle"
)]
pub(crate) struct Export {
    #[command(flatten)]
    at: At,
    /// For which party, or for which of its nodes (`party/node`): a bundle for one node holds only what that one lacks.
    #[arg(long, value_name = "PARTY[/NODE]")]
    to: String,
    /// Everything ever released to it, not only what has no receipt.
    #[arg(long)]
    all: bool,
    /// The file to write.
    #[arg(short = 'o', long)]
    out: PathBuf,
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline bundle import /media/stick/for-kurdistan.bundle --data makhmour")]
pub(crate) struct Import {
    /// The file.
    file: PathBuf,
    #[command(flatten)]
    at: At,
}

pub(crate) async fn run(command: Bundle, as_json: bool) -> Result<(), Fault> {
    match command {
        Bundle::Export(Export { at, to, all, out }) => {
            let bytes = at.access().await?.export(&to, all).await?;
            files::write(&out, &bytes)?;
            tell(as_json, &json!({"file": out, "bytes": bytes.len(), "to": to}), || {
                format!("{}: {} bytes, only {to} can open it", out.display(), bytes.len())
            });
        }
        Bundle::Import(Import { file, at }) => {
            let bytes = files::read(&file)?;
            let imported = at.access().await?.import(bytes).await?;
            tell(as_json, &imported, || {
                let hash: String = imported["state_hash"].as_str().unwrap_or_default().chars().take(16).collect();
                format!(
                    "{} entries, {} held already; {} new records, {} acts quarantined; state {hash}…",
                    imported["entries"], imported["duplicates"], imported["new_records"], imported["quarantined"]
                )
            });
        }
    }
    Ok(())
}
