//! `seamline evidence`.

use std::path::PathBuf;

use clap::Args;
use seamline_record::Name;
use serde_json::json;

use crate::{access::At, fault::Fault, files, told::tell};

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline evidence 1f0c22aa --peer kurdistan --data makhmour -o told.evidence\n  seamline verify told.evidence --document iraq.party --document kurdistan.party"
)]
pub(crate) struct Evidence {
    /// The record's id, or its first 8 digits or more.
    record: String,
    /// The other party: what we told them, or they us. Without it, of a joint act: the act and who has signed it.
    #[arg(long)]
    peer: Option<Name>,
    /// The file to write.
    #[arg(short = 'o', long)]
    out: PathBuf,
    #[command(flatten)]
    at: At,
}

pub(crate) async fn run(command: Evidence, as_json: bool) -> Result<(), Fault> {
    let mut access = command.at.access().await?;
    let id = access.find(&command.record).await?;
    let bytes = match &command.peer {
        Some(peer) => access.evidence(&id, peer.as_str()).await?,
        None => access.joint(&id).await?,
    };
    files::write(&command.out, &bytes)?;
    let peer = command.peer.as_ref().map(Name::as_str);
    let json = json!({"file": command.out, "bytes": bytes.len(), "record": id, "peer": peer});
    tell(as_json, &json, || {
        let file = command.out.display();
        format!(
            "{file}: {} bytes. Anyone verifies it with\n  seamline verify {file} --document A.party --document B.party",
            bytes.len()
        )
    });
    Ok(())
}
