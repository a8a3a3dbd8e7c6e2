//! What the node says to its operator. Log lines name nodes, feeds, officers by their login and causes; never the
//! contents of a slot, a title or the name of a person in a record.

use tracing_subscriber::{EnvFilter, fmt, prelude::*};

/// Starts logging to standard error, as lines or as JSON. `SEAMLINE_LOG` sets the level (default `info`). Calling it
/// twice changes nothing.
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_env("SEAMLINE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    let _ = if json {
        registry.with(fmt::layer().json().with_writer(std::io::stderr)).try_init()
    } else {
        registry.with(fmt::layer().with_writer(std::io::stderr).with_target(false)).try_init()
    };
}
