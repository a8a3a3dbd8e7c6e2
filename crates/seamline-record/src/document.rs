//! Party documents: who a party's nodes, groups, binding officers and roots are, and which keys are closed; signed
//! k-of-n by its roots.

mod body;
mod directory;
mod endorsed;
mod entries;

pub use body::DocumentBody;
pub use directory::{Directory, Repudiation};
pub use endorsed::{Endorsed, PartyDocument};
pub use entries::{Audience, AudienceId, BindingOfficer, Clearance, Closure, Cut, NodeEntry};
