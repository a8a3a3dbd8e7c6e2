//! `seamline file add | get`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use crate::{access::At, fault::Fault, files, told::tell};

#[derive(Subcommand)]
pub(crate) enum File {
    /// Hand a file in, so that a record may name it; prints what the slot `attachments` takes.
    Add(Add),
    /// Write a file that the node holds.
    Get(Get),
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline file add --data makhmour --type image/jpeg bridge.jpg")]
pub(crate) struct Add {
    /// The file, at most 64 MiB.
    file: PathBuf,
    /// Media type to claim for it.
    #[arg(long = "type", default_value = "application/octet-stream")]
    media_type: String,
    #[command(flatten)]
    at: At,
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline file get 5f0c… --data makhmour -o bridge.jpg")]
pub(crate) struct Get {
    /// Hash of the file, 64 hexadecimal digits.
    hash: String,
    /// The file to write.
    #[arg(short = 'o', long)]
    out: PathBuf,
    #[command(flatten)]
    at: At,
}

pub(crate) async fn run(command: File, as_json: bool) -> Result<(), Fault> {
    match command {
        File::Add(Add { file, media_type, at }) => {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let taken = at.access().await?.put_file(files::read(&file)?).await?;
            let attachment =
                json!({"hash": taken["hash"], "length": taken["length"], "type": media_type, "name": name});
            tell(as_json, &attachment, || {
                format!("--field attachments='[{attachment}]' names it in a record; only its bytes are kept so far")
            });
        }
        File::Get(Get { hash, out, at }) => {
            let bytes = at.access().await?.file(&hash).await?;
            files::write(&out, &bytes)?;
            tell(as_json, &json!({"file": out, "bytes": bytes.len()}), || {
                format!("{}: {} bytes", out.display(), bytes.len())
            });
        }
    }
    Ok(())
}
