//! What a closing of a node's key would let stand, as far as this node can tell.

#![allow(unused_qualifications, reason = "the macro of the description writes them for a query beside a path")]

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use seamline_node::{Cuts, FeedCut, Permission, Upto};
use seamline_record::{Hash, NodeId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    access::Acting,
    input::{Wanted, parsed},
};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// How far feeds are to stand.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HowFar {
    /// Up to all that is held, not only to what others have receipted.
    #[serde(default)]
    held: bool,
    /// Up to what others had receipted by this time, ms since 1970 UTC.
    before: Option<i64>,
}

/// One feed of the key.
#[derive(Serialize, ToSchema)]
pub(crate) struct Cut {
    /// 32 hexadecimal digits.
    feed: String,
    /// For whom.
    audience: String,
    /// Entries held here.
    held: u64,
    /// Entries that would stand.
    size: u64,
    /// Root of the tree of so many entries, 64 hexadecimal digits.
    root: String,
}

/// Cuts of one key.
#[derive(Serialize, ToSchema)]
pub struct CutsAnswer {
    /// The signing key, 64 hexadecimal digits.
    key: String,
    feeds: Vec<Cut>,
    /// Ids of the joint acts and positions of the key that would be kept by name: no cut lets them stand.
    keep: Vec<String>,
}

impl From<Cuts> for CutsAnswer {
    fn from(cuts: Cuts) -> Self {
        let cut = |FeedCut { origin, held, cut }: FeedCut| Cut {
            feed: origin.feed.to_string(),
            audience: origin.audience.to_string(),
            held,
            size: cut.size,
            root: cut.root.to_string(),
        };
        let keep = cuts.keep.iter().map(ToString::to_string).collect();
        Self { key: Hash(cuts.key.to_bytes()).to_string(), feeds: cuts.feeds.into_iter().map(cut).collect(), keep }
    }
}

/// Where the feeds of a node's key would be cut if it were closed: how far others have receipted them.
#[utoipa::path(get, path = "/api/cuts/{party}/{node}", tag = "upkeep",
    params(HowFar, ("party" = String, Path), ("node" = String, Path)),
    responses((status = 200, body = CutsAnswer), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn show(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path((party, node)): Path<(String, String)>,
    Wanted(how_far): Wanted<HowFar>,
) -> Result<Json<CutsAnswer>, Fault> {
    acting.must(Permission::Administer)?;
    let id: NodeId = parsed("node", &format!("{party}/{node}"))?;
    let upto = if how_far.held { Upto::Held } else { Upto::Receipted(how_far.before) };
    let cuts = served.ask(move |node| node.cuts(&id, upto)).await?;
    Ok(Json(cuts.into()))
}
