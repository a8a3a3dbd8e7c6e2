//! Who may hold a feed, and so be served it: nobody else is told that it exists.

use seamline_record::{AudienceId, Directory, NodeId};

use crate::origin::Origin;

/// Group of a party's nodes that may hold all that the party's nodes have released to others.
pub const COMMAND: &str = "command";

/// Whether `node` may hold the feed: its writer, the nodes of its audience, and of the writer's party those in the
/// group [`COMMAND`]. A captured desk must not hold the ministry.
pub fn may_hold(directory: &Directory, node: &NodeId, origin: &Origin) -> bool {
    let in_command = || {
        let command = COMMAND.parse().map(|group| AudienceId { party: node.party.clone(), group: Some(group) });
        node.party == origin.node.party && command.is_ok_and(|command| directory.is_member(&command, node))
    };
    *node == origin.node || directory.is_member(&origin.audience, node) || in_command()
}

/// Whether `node` receipts the feed: a node of its audience, and not the writer to itself.
pub fn receipts(directory: &Directory, node: &NodeId, origin: &Origin) -> bool {
    *node != origin.node && directory.is_member(&origin.audience, node)
}
