//! `seamline links`.

use clap::Args;
use serde_json::Value as Json;

use crate::{
    access::At,
    fault::Fault,
    told::{instant, table, tell},
};

#[derive(Args)]
#[command(after_help = "Example:\n  seamline links --data makhmour")]
pub(crate) struct Links {
    #[command(flatten)]
    at: At,
}

pub(crate) async fn run(command: Links, as_json: bool) -> Result<(), Fault> {
    let links = command.at.access().await?.links().await?;
    tell(as_json, &links, || {
        let mut rows = vec![["node", "link", "lag", "last receipt", "without receipt"].map(str::to_owned).to_vec()];
        rows.extend(links["links"].as_array().into_iter().flatten().map(row));
        table(&rows)
    });
    Ok(())
}

fn row(link: &Json) -> Vec<String> {
    let text = |name: &str| link[name].as_str().unwrap_or_default();
    let waiting = match (link["unreceipted"].as_i64(), link["unreceipted_since"].as_i64()) {
        (Some(0) | None, _) => "none".to_owned(),
        (Some(count), Some(since)) => format!("{count} since {}", instant(since)),
        (Some(count), None) => count.to_string(),
    };
    vec![
        format!("{}/{}", text("party"), text("node")),
        text("state").to_owned(),
        link["lag_ms"].as_i64().map_or_else(|| "-".into(), |lag| format!("{lag} ms")),
        link["last_receipt"].as_i64().map_or_else(|| "none".into(), instant),
        waiting,
    ]
}
