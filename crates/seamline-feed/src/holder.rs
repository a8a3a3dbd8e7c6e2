//! Who may hold a feed, and so be served it: nobody else is told that it exists.

use seamline_record::{AudienceId, Directory, NodeId};

use crate::origin::Origin;

/// Group of a party's nodes that may hold all that the party's nodes have released to others.
pub const COMMAND: &str = "command";

/// Whether `node` may hold the feed: its writer, the nodes of its audience, and of the writer's party those in the
/// group [`COMMAND`]. A captured desk must not hold the ministry.
pub fn may_hold(directory: &Directory, node: &NodeId, origin: &Origin) -> bool {
    let is_member = |audience: &AudienceId| directory.members(audience).contains(&node.node);
    let of_audience = node.party == origin.audience.party && is_member(&origin.audience);
    let Ok(command) = COMMAND.parse() else { return false };
    let in_command =
        node.party == origin.node.party && is_member(&AudienceId { party: node.party.clone(), group: Some(command) });
    *node == origin.node || of_audience || in_command
}

/// Whether `node` receipts the feed: a node of its audience, and not the writer to itself.
pub fn receipts(directory: &Directory, node: &NodeId, origin: &Origin) -> bool {
    let members = directory.members(&origin.audience);
    *node != origin.node && node.party == origin.audience.party && members.contains(&node.node)
}
