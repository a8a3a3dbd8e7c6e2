//! Joins the core: one writer, a fixed order, and the ports through which the world comes in.
//!
//! One way down for a record: an officer's entry is composed and signed, stored with its openings, let through the gate
//! for each audience, appended to that audience's feed, folded into views; all of it is one transaction. What arrives
//! from others goes the same way from the feed on. Time, randomness and keys are ports: nothing here reads a clock.

mod agreement;
mod approval;
mod author;
mod concur;
mod content;
mod cuts;
mod evidence;
mod examine;
mod fault;
mod feeds;
mod files;
mod floor;
mod foresight;
mod histories;
mod holdings;
mod intake;
mod joint_file;
mod journal;
mod keys;
mod limits;
mod links;
mod node;
mod officers;
mod parcels;
mod pending;
mod ports;
mod query;
mod receipting;
mod roster;
mod settings;
mod sharing;
mod showing;
mod state;
#[cfg(test)]
mod tests;
mod validity;
mod views;
mod words;

pub use agreement::{AgreementFault, Answer, Signs};
pub use approval::{Proposal, ProposalState, ShownProposal};
pub use author::{NewRecord, Recorded, ReleaseRequest};
pub use concur::{ConcurFault, concur, concurred};
pub use cuts::{Cuts, FeedCut, Upto};
pub use evidence::{EvidenceFile, Imported};
pub use examine::{Blame, Finding, Weight};
pub use fault::NodeFault;
pub use feeds::MAX_BATCH_BYTES;
pub use files::Upload;
pub use floor::{Due, Whose};
pub use foresight::{Foreseen, Judge};
pub use joint_file::{JointFault, JointFile, MAX_JOINT_BYTES};
pub use journal::{Detail as JournalDetail, JournalAct, JournalEntry, JournalPage};
pub use keys::{NodeKeys, PublicCard};
pub use limits::{BeyondLimits, Limits, LimitsFault};
pub use links::{FeedStatus, Traffic};
pub use node::{News, Node, Setup};
pub use officers::{Officer, Permission, Role, StoredOfficer};
pub use ports::{Clock, Random};
pub use query::{Barred, Listed, Listing, Preview, PreviewSlot, ReleaseState};
pub use roster::{Duty, DutyFault};
pub use settings::Peer;
