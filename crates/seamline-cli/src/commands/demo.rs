//! `seamline demo`.

use std::path::PathBuf;

use clap::Args;

use crate::fault::Fault;

#[derive(Args)]
#[command(after_help = "Example:\n  seamline demo\n  seamline demo --row S2\n  seamline demo --check")]
pub(crate) struct Demo {
    /// Where the nodes' data goes; made anew at each start. A folder that is removed afterwards where absent.
    #[arg(long)]
    pub(crate) dir: Option<PathBuf>,
    /// The scenario's folder.
    #[arg(long)]
    pub(crate) scenario: Option<PathBuf>,
    /// Show one row of the table and end.
    #[arg(long, value_name = "S2", conflicts_with = "check")]
    pub(crate) row: Option<String>,
    /// Play everything, assert every row that is built, and end.
    #[arg(long)]
    pub(crate) check: bool,
    /// Port of the page with both desks; any free one where 8080 is taken and none is asked for.
    #[arg(long)]
    pub(crate) port: Option<u16>,
}

pub(crate) async fn run(command: Demo, as_json: bool) -> Result<(), Fault> {
    crate::demo::run(command, as_json).await
}
