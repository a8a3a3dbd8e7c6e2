//! `seamline node cuts`: what would stand of a node's key if it were closed, written for `party draft --close`.

use std::path::{Path, PathBuf};

use clap::Args;
use seamline_node::Upto;
use seamline_record::{Cut, Hash, NodeId, decode_verifying_key};
use seamline_server::Folder;
use serde_json::{Value as Json, json};

use crate::{
    access::At,
    cut_file::CutFile,
    fault::Fault,
    files,
    told::{table, tell},
    words,
};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  seamline node cuts --data ministry --node iraq/makhmour -o makhmour.cuts\n  seamline node \
                        cuts --data ministry --node iraq/makhmour --before 2026-01-15T02:00:00+03:00 -o makhmour.cuts"
)]
pub(crate) struct CutsCommand {
    #[command(flatten)]
    at: At,
    /// The node whose key is to be closed, `party/node`; the folder's own where absent.
    #[arg(long)]
    node: Option<NodeId>,
    /// Only what others had receipted by this time, by their clocks: before the node was stolen.
    #[arg(long, value_parser = words::time, conflicts_with = "held")]
    before: Option<i64>,
    /// All that is held here, receipted or not: for a node that nobody else has had.
    #[arg(long)]
    held: bool,
    /// Where the file goes.
    #[arg(short = 'o', long)]
    out: PathBuf,
}

pub(crate) async fn run(command: CutsCommand, as_json: bool) -> Result<(), Fault> {
    let id = match command.node {
        Some(id) => id,
        None => Folder::at(&command.at.data)?.id().clone(),
    };
    let upto = if command.held { Upto::Held } else { Upto::Receipted(command.before) };
    let cuts = command.at.access().await?.cuts(&id, upto).await?;
    let file = file_of(&id, &cuts)?;
    files::replace(&command.out, &file.encode())?;
    let (key, feeds, keep) = (&cuts["key"], &cuts["feeds"], &cuts["keep"]);
    let json = json!({"node": id.to_string(), "key": key, "feeds": feeds, "keep": keep, "file": command.out});
    tell(as_json, &json, || in_words(&id, &cuts, &command.out));
    Ok(())
}

/// The answer of a node as a file; feeds of which nothing stands are left out, which says the same.
pub(super) fn file_of(id: &NodeId, cuts: &Json) -> Result<CutFile, Fault> {
    let strange = || Fault::us("the node's cuts are not of their form");
    let key = cuts["key"].as_str().and_then(|hex| hex.parse::<Hash>().ok()).ok_or_else(strange)?;
    let feed = |feed: &Json| -> Option<([u8; 16], Cut)> {
        let id: seamline_feed::FeedId = feed["feed"].as_str()?.parse().ok()?;
        Some((id.0, Cut { size: feed["size"].as_u64()?, root: feed["root"].as_str()?.parse().ok()? }))
    };
    let feeds: Option<Vec<_>> = cuts["feeds"].as_array().into_iter().flatten().map(feed).collect();
    let kept = cuts["keep"].as_array().into_iter().flatten();
    let keep: Option<_> = kept.map(|id| id.as_str()?.parse().ok()).collect();
    Ok(CutFile {
        party: id.party.clone(),
        node: id.node.clone(),
        key: decode_verifying_key(&key.0).map_err(|_| strange())?,
        feeds: feeds.ok_or_else(strange)?.into_iter().filter(|(_, cut)| cut.size > 0).collect(),
        keep: keep.ok_or_else(strange)?,
    })
}

fn in_words(id: &NodeId, cuts: &Json, out: &Path) -> String {
    let row = |feed: &Json| {
        let text = |name: &str| feed[name].as_str().unwrap_or_default().to_owned();
        let (size, held) = (feed["size"].as_u64().unwrap_or_default(), feed["held"].as_u64().unwrap_or_default());
        vec![format!("  to {}", text("audience")), format!("{size} of {held} entries stand"), text("feed")]
    };
    let rows: Vec<_> = cuts["feeds"].as_array().into_iter().flatten().map(row).collect();
    let feeds =
        if rows.is_empty() { "  no feed of it is held here: nothing would stand".to_owned() } else { table(&rows) };
    let kept = match cuts["keep"].as_array().map_or(0, Vec::len) {
        0 => String::new(),
        count => format!("\n  {count} joint acts and positions on them are kept by name: no cut lets them stand"),
    };
    format!(
        "{} says how far the feeds of {id} stand, as far as they are held here:\n{feeds}{kept}\nNext:\n  seamline party draft \
         --document {}.party --close {} --cuts {0}",
        out.display(),
        id.party,
        id.node
    )
}
