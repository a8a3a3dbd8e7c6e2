//! Records: the only door from bytes to a verified statement, and the schemas of all kinds.
//!
//! Bytes become a [`Record`] (well formed), a [`Verified`] (signed by a key that stands in its
//! party's document) and a [`Statement`] (with slots opened against their commitments). Each step
//! leaves a type behind whose constructor is private, so that a forgotten check does not compile.
//! No I/O, no clock and no source of randomness live here: salts and times are parameters.

mod attachment;
mod cbor;
mod compose;
mod cores;
mod deliberation;
mod document;
mod edtf;
mod error;
mod figures;
mod id;
mod json;
mod keys;
mod kinds;
mod label;
pub mod planted;
mod record;
mod schema;
mod shape;
mod statement;
#[cfg(test)]
mod tests;

pub use attachment::{Attachment, MAX_FILE_BYTES};
pub use cbor::{MAX_ITEMS, Value};
pub use compose::{Composed, Draft};
pub use cores::{on_all_cores, on_all_cores_but_one};
pub use deliberation::{Clause, Duty, Flaw, Judgement, Milestone};
pub use document::{
    Audience, AudienceId, BindingOfficer, Clearance, Closure, Cut, Directory, DocumentBody, Endorsed, NodeEntry,
    PartyDocument, Repudiation,
};
pub use edtf::Span;
pub use error::{ContentFault, DraftFault, RecordFault};
pub use figures::{Casualty, Place, Range};
pub use id::{Hash, Name, NodeId, NotOfForm, RecordId, hash_of};
pub use json::{from_hex, from_json, hex, to_json};
pub use keys::{KeyId, decode_verifying_key, verify_signature};
pub use kinds::{Kind, all_kinds};
pub use label::{Label, Level, Onward, Portion};
pub use record::{MAX_RECORD, Record, Verified};
pub use schema::{AUTHOR, FIRST_CONTENT, KindSpec, LABEL, MATTER, Nature, PROVENANCE, REFS, SlotSpec, SlotType, TIME};
pub use statement::{Opening, Ref, Rel, Salt, Statement};
