//! Matters folded into views: order-independent, pure.
//!
//! [`fold`] sees only what was opened to its reader and filters nothing; who may read what is settled
//! before. Whatever the records disagree about comes out as they say it, side by side.

mod fold;
mod item;
mod opened;
mod search;
mod standing;
#[cfg(test)]
mod tests;
mod words;

pub use fold::{Seen, fold};
pub use item::{Acknowledged, Change, Corrected, Item, ItemRef, ItemSlot, ItemSpan, Linked, Marks, Withdrawn};
pub use search::{folded, place_of, search_text};
