//! `seamline release`.

use clap::Args;
use seamline_node::ReleaseRequest;
use seamline_record::AudienceId;

use super::record::release_line;
use crate::{access::At, fault::Fault, told::tell, words};

#[derive(Args)]
#[command(after_help = "Example:\n  seamline release 1f0c22aa --to kurdistan --slots summary,place --data makhmour")]
pub(crate) struct Release {
    /// The record's id, or its first 8 digits or more.
    record: String,
    /// To which party, or which group of it (`party.group`).
    #[arg(long)]
    to: AudienceId,
    /// Slots to open, `a,b`; all that may leave where absent.
    #[arg(long, default_value = "")]
    slots: String,
    /// Why, for the own party's audit; never sent.
    #[arg(long, default_value = "")]
    purpose: String,
    #[command(flatten)]
    at: At,
}

pub(crate) async fn run(command: Release, as_json: bool) -> Result<(), Fault> {
    let Release { record, to, slots, purpose, at } = command;
    let mut access = at.access().await?;
    let id = access.find(&record).await?;
    let state = access.release(&id, &ReleaseRequest { to, slots: words::slot_names(&slots), purpose }).await?;
    tell(as_json, &state, || release_line(&state));
    Ok(())
}
