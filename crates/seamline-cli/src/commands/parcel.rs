//! `seamline parcel send`.

use clap::{Args, Subcommand};
use seamline_record::NodeId;

use crate::{access::At, fault::Fault, told::tell};

#[derive(Subcommand)]
pub(crate) enum Parcel {
    /// Give a third party what a node has not receipted, sealed for that node alone.
    Send(Send),
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline parcel send --data makhmour --to kurdistan/makhmour --via coalition/erbil"
)]
pub(crate) struct Send {
    #[command(flatten)]
    at: At,
    /// The node that is to open it.
    #[arg(long, value_name = "PARTY/NODE")]
    to: NodeId,
    /// The node that is to carry it: a peer of this one and of the other.
    #[arg(long, value_name = "PARTY/NODE")]
    via: NodeId,
}

pub(crate) async fn run(command: Parcel, as_json: bool) -> Result<(), Fault> {
    let Parcel::Send(Send { at, to, via }) = command;
    let waiting = at.access().await?.send_parcels(&to, &via).await?;
    tell(as_json, &waiting, || format!("{} parcels wait for {via}, which cannot open them", waiting["parcels"]));
    Ok(())
}
