//! `seamline rebuild`.

use clap::Args;

use crate::{access::At, fault::Fault, told::tell};

#[derive(Args)]
#[command(after_help = "Example:\n  seamline rebuild --data makhmour")]
pub(crate) struct Rebuild {
    #[command(flatten)]
    at: At,
}

pub(crate) async fn run(command: Rebuild, as_json: bool) -> Result<(), Fault> {
    let rebuilt = command.at.access().await?.rebuild().await?;
    tell(as_json, &rebuilt, || "All views were made anew from the records.".to_owned());
    Ok(())
}
