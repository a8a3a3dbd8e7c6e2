//! The pairwise cosigned log: leaves, checkpoints, receipts, sessions, bundles, evidence.
//!
//! Everything here is bytes in, bytes out: no clock, no socket, no randomness of its own. Times (Unix seconds or
//! milliseconds, named in each signature) and random octets are parameters, so that every run can be replayed.
//!
//! The lowest layer is the transparency log of one feed:
//! [`merkle`] hashes leaves, [`checkpoint`] signs a tree head as a [`note`], [`cosignature`] is the receipt on it,
//! [`proof`] is the text that shows one leaf under a checkpoint offline, [`seal`] encrypts a bundle to its audience.
//!
//! Above it: [`leaf`] says what a leaf means, [`frame`] how two nodes speak, [`session`] in what order, [`holder`] who may
//! hold what, [`bundle`] how frames travel as a file, [`evidence`] what proves to anyone that something was told, [`equivocation`] that a node wrote two histories.
//! A check leaves a type behind: [`SignedCheckpoint`] and [`Cosignature`] exist only for verified signatures.

pub mod bundle;
pub mod checkpoint;
pub mod cosignature;
pub mod equivocation;
pub mod error;
pub mod evidence;
pub mod frame;
pub mod holder;
pub mod leaf;
pub mod merkle;
pub mod note;
pub mod origin;
pub mod proof;
pub mod seal;
pub mod session;

pub use bundle::{Bundle, Part};
pub use checkpoint::{Checkpoint, SignedCheckpoint, UnverifiedCheckpoint};
pub use cosignature::{Cosignature, UnverifiedCosignature};
pub use equivocation::{Equivocation, NoEquivocation};
pub use error::{Misuse, PeerFault};
pub use evidence::{Arrived, Evidence, EvidenceFault, Finding, Proven, ProvenAct};
pub use frame::{Bye, Chunk, Cosig, Entry, Frame, Handover, Head, Hello, Leaves, Parcel};
pub use leaf::{Ended, Leaf, Seen};
pub use merkle::{Frontier, TreeHash};
pub use note::{Note, SignatureLine};
pub use origin::{FeedId, Lane, Origin};
pub use proof::TlogProof;
pub use seal::{SealPublic, SealSecret};
pub use session::{Holdings, Intake, Session};
