//! `seamline openapi`.

use clap::Args;

#[derive(Args)]
#[command(after_help = "Example:\n  seamline openapi > openapi.json")]
pub(crate) struct OpenApi {}

/// Prints the description of a node's API (OpenAPI 3.1).
pub(crate) fn run() {
    crate::told::line(seamline_server::openapi_json().trim_end());
}
