//! Faults that the simulator plants in the core to prove that its checkers can fail.
//!
//! Without the feature `planted` nothing can be chosen, [`is`] is a constant `false` and every hook compiles to nothing.
//! Only `seamline-sim` ever enables the feature; the shipped program refuses to build with it.

/// A fault within the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The gate does not compare the label with the clearance.
    SkipLabelCheck,
    /// The gate does not compare a paragraph's mark with the clearance.
    SkipPortionMark,
    /// References and matter are opened whoever knows their targets.
    OpenRefNotGiven,
    /// The author is opened to other parties.
    OpenAuthor,
    /// A release in part opens every slot.
    OpenMoreThanChosen,
    /// A correction goes whole wherever its target went in part.
    CorrectionTooWide,
    /// Feeds are offered to whoever asks.
    ServeNonHolder,
    /// What is refused is logged with its content.
    LogContent,
    /// An opening need not be what was committed to.
    AcceptWrongOpening,
    /// A slot may be opened twice.
    AcceptRepeatedSlot,
    /// A record's signature is not looked at.
    SkipRecordSignature,
    /// Any party's feed may release any party's record.
    SkipOriginator,
    /// A receipt's signature is not looked at.
    SkipReceiptSignature,
    /// A checkpoint need not be the root of the entries it comes with.
    SkipRoot,
    /// A payload need not be the one that its act names.
    SkipPayloadHash,
    /// A receipt is stored before the entries under it.
    CosignBeforeStoring,
    /// Receipts take the clock's time even when it went back.
    ReceiptTimeGoesBack,
    /// A started process goes on writing the feed of the one before.
    ContinueFeed,
    /// A new feed does not say which one it follows.
    NoBackLink,
    /// An alarm is logged and not kept.
    ForgetAlarm,
    /// A view is not made anew when another matter's record names it.
    StaleView,
    /// A view is not made anew when what is to take its record's place comes into force.
    StaleActs,
    /// Only own feeds are offered: nobody passes on what he holds.
    ServeOwnFeedsOnly,
    /// Acts that waited for a document are not looked at again.
    ForgetWaitingActs,
    /// What a closed key wrote beyond its cut goes on counting.
    VoidActsCount,
    /// A joint act or position of a closed key counts by where it lies in a feed, as other records do.
    JointByLeaf,
    /// A concurrence counts whatever signature it carries, or none.
    SkipOfficerSignature,
    /// An officer who may bind the party may bind it to anything.
    SkipOfficerKinds,
    /// The newest document says who may bind a party, not the one that the position names.
    BindByNewest,
    /// A concurrence by a party that is not required stands for one that is.
    CountNotRequired,
    /// Who hosts decides.
    FacilitatorDecides,
    /// A concurrence counts though it came too late.
    CountLate,
    /// A joint act counts though some of it is closed.
    AcceptPartlyOpen,
    /// Positions and steps are recorded and told to nobody.
    KeepPositions,
    /// An act in force replaces another that required more parties.
    FewerSupersede,
    /// An objection undoes a concurrence of its party.
    ObjectionUndoes,
    /// Anybody moves a commitment.
    AnybodyMoves,
}

#[cfg(feature = "planted")]
mod chosen {
    use std::cell::Cell;

    use super::Fault;

    thread_local! {
        static CHOSEN: Cell<Option<Fault>> = const { Cell::new(None) };
    }

    /// Plants a fault on this thread, or none.
    pub fn plant(fault: Option<Fault>) {
        CHOSEN.set(fault);
    }

    /// Does something as if no fault were planted: a checker must not be taken in by what it looks for.
    pub fn unplanted<T>(work: impl FnOnce() -> T) -> T {
        let chosen = CHOSEN.replace(None);
        let outcome = work();
        CHOSEN.set(chosen);
        outcome
    }

    /// Whether this fault is planted on this thread.
    pub fn is(fault: Fault) -> bool {
        CHOSEN.get() == Some(fault)
    }
}

#[cfg(feature = "planted")]
pub use chosen::{is, plant, unplanted};

/// Never.
#[cfg(not(feature = "planted"))]
#[inline]
pub const fn is(_: Fault) -> bool {
    false
}

/// Does it.
#[cfg(not(feature = "planted"))]
#[inline]
pub fn unplanted<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Whether faults can be planted in this build.
pub const POSSIBLE: bool = cfg!(feature = "planted");
