//! Matters folded into views: order-independent, pure.
//!
//! [`fold`] sees only what was opened to its reader and filters nothing; who may read what is settled
//! before. Whatever the records disagree about comes out as they say it, side by side. [`Incidents`] keeps what maps and
//! lists ask for at hand, and says which reports are likely of one event; a person decides.

mod board;
mod cells;
mod earth;
mod fold;
mod incidents;
mod item;
mod joint;
mod likely;
mod meetings;
mod opened;
mod search;
mod spot;
mod standing;
mod steps;
#[cfg(test)]
mod tests;
mod words;

pub use board::{Board, BoardFilter, Commitment, DueWithin, Slip, Standing};
pub use fold::{Seen, fold};
pub use incidents::{Bar, Bounds, CellCount, Cluster, Distance, Filter, Incidents, Line, LineChoice, Picture};
pub use item::{
    Acknowledged, Change, Corrected, Item, ItemRef, ItemSlot, ItemSpan, Joint, Linked, Marks, Position, Step, Withdrawn,
};
pub use likely::{LIKELY, Likelihood, Sketch, likelihood};
pub use meetings::{Agenda, Meeting, Meetings, OnAgenda};
pub use search::{folded, place_of, search_text};
pub use spot::{Placed, Spot};
pub use steps::agrees;
