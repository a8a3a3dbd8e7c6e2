//! When the simulator itself fails: neither a node's fault nor a finding about one.

use seamline_feed::{Misuse, PeerFault};
use seamline_node::NodeFault;
use seamline_record::{ContentFault, DraftFault, NotOfForm, RecordFault};
use seamline_store::StoreFault;

/// Why a world cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    #[error("a name of the simulator's own: {0}")]
    Name(#[from] NotOfForm),
    #[error("founding: {0}")]
    Node(#[from] NodeFault),
    #[error("a document of the simulator's own: {0}")]
    Document(#[from] RecordFault),
    #[error("a record of the simulator's own: {0}")]
    Draft(#[from] DraftFault),
    #[error("a record of the simulator's own: {0}")]
    Content(#[from] ContentFault),
    #[error("the simulated disk: {0}")]
    Store(#[from] StoreFault),
    #[error("a feed of the simulator's own: {0}")]
    Feed(#[from] Misuse),
    #[error("a feed of the simulator's own: {0}")]
    Note(#[from] PeerFault),
}
