//! Planted faults: proof that the checkers can fail. `docs/simulation.md` has the table.

use seamline_record::planted::Fault;

/// How a simulated disk lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskLie {
    /// What was written last before power failed is lost, though it was said to be durable.
    SkipSync,
    /// Half of what was torn is kept.
    KeepTorn,
    /// Receipts are not written.
    LoseReceipts,
}

/// A fault to plant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planted {
    /// In the core.
    Core(Fault),
    /// Under the port of the disk.
    Disk(DiskLie),
    /// Under the port of randomness: every start of a node draws the same.
    SameRandom,
}

/// Every fault with its name, what it breaks, and the checkers of which one must find it.
pub const ALL: [(Planted, &str, &[&str]); 41] = [
    (Planted::Core(Fault::SkipLabelCheck), "the gate does not look at the label", &["confidentiality"]),
    (Planted::Core(Fault::SkipPortionMark), "the gate does not look at a paragraph's mark", &["confidentiality"]),
    (
        Planted::Core(Fault::OpenRefNotGiven),
        "a reference is opened to those not given its target",
        &["confidentiality"],
    ),
    (Planted::Core(Fault::OpenAuthor), "the author is opened to other parties", &["confidentiality"]),
    (Planted::Core(Fault::OpenMoreThanChosen), "a release in part opens everything", &["confidentiality"]),
    (Planted::Core(Fault::CorrectionTooWide), "a correction opens more than its target did", &["confidentiality"]),
    (Planted::Core(Fault::ServeNonHolder), "feeds are offered to whoever asks", &["confidentiality"]),
    (Planted::Core(Fault::LogContent), "what is refused is logged with its content", &["confidentiality"]),
    (Planted::Core(Fault::AcceptWrongOpening), "an opening need not be what was committed to", &["validity"]),
    (Planted::Core(Fault::AcceptRepeatedSlot), "a slot may be opened twice", &["validity"]),
    (Planted::Core(Fault::SkipRecordSignature), "a record's signature is not looked at", &["validity"]),
    (
        Planted::Core(Fault::SkipOriginator),
        "anybody's feed releases anybody's record",
        &["validity", "confidentiality"],
    ),
    (Planted::Core(Fault::SkipReceiptSignature), "a receipt's signature is not looked at", &["receipts"]),
    (Planted::Core(Fault::SkipRoot), "a stretch need not have the root of its checkpoint", &["receipts"]),
    (Planted::Core(Fault::SkipPayloadHash), "a payload need not be the one that its act names", &["receipts"]),
    (
        Planted::Core(Fault::CosignBeforeStoring),
        "a receipt is stored before what it is about",
        &["durability", "receipts", "convergence"],
    ),
    (Planted::Core(Fault::ReceiptTimeGoesBack), "receipts follow a clock that went back", &["receipts"]),
    (Planted::Core(Fault::ContinueFeed), "a started process writes on in the feed of the one before", &["honesty"]),
    (Planted::Core(Fault::NoBackLink), "a new feed does not say which one it follows", &["honesty"]),
    (Planted::Core(Fault::ForgetAlarm), "an alarm is logged and not kept", &["honesty"]),
    (
        Planted::Core(Fault::StaleView),
        "a view is not made anew when something names its record",
        &["convergence", "agreement"],
    ),
    (Planted::Core(Fault::ServeOwnFeedsOnly), "nobody passes on what he holds of others", &["convergence"]),
    (Planted::Core(Fault::ForgetWaitingActs), "acts that waited for a document are forgotten", &["validity"]),
    (Planted::Core(Fault::VoidActsCount), "what a closed key wrote beyond its cut counts", &["validity"]),
    (
        Planted::Core(Fault::JointByLeaf),
        "what was agreed counts by where it lies when its key is closed",
        &["agreement", "validity"],
    ),
    (
        Planted::Core(Fault::StaleActs),
        "a view is not made anew when what replaces its record comes into force",
        &["agreement", "convergence"],
    ),
    (Planted::Core(Fault::SkipOfficerSignature), "an officer's signature is not looked at", &["agreement"]),
    (Planted::Core(Fault::SkipOfficerKinds), "an officer may bind the party to anything", &["agreement"]),
    (
        Planted::Core(Fault::BindByNewest),
        "the newest document says who could bind the party then",
        &["agreement", "convergence"],
    ),
    (Planted::Core(Fault::CountNotRequired), "a party that is not asked stands for one that is", &["agreement"]),
    (Planted::Core(Fault::FacilitatorDecides), "who hosts decides", &["agreement"]),
    (Planted::Core(Fault::CountLate), "a concurrence counts though it came too late", &["agreement"]),
    (Planted::Core(Fault::AcceptPartlyOpen), "a joint act counts though some of it is closed", &["validity"]),
    (Planted::Core(Fault::KeepPositions), "positions and steps are told to nobody", &["agreement"]),
    (Planted::Core(Fault::FewerSupersede), "fewer parties replace what more agreed to", &["agreement"]),
    (Planted::Core(Fault::ObjectionUndoes), "an objection undoes a concurrence", &["agreement"]),
    (Planted::Core(Fault::AnybodyMoves), "anybody moves a commitment", &["agreement"]),
    (Planted::Disk(DiskLie::SkipSync), "the disk says durable and is not", &["durability", "honesty"]),
    (
        Planted::Disk(DiskLie::KeepTorn),
        "half of a torn transaction is kept",
        &["durability", "convergence", "receipts"],
    ),
    (Planted::Disk(DiskLie::LoseReceipts), "receipts are not written", &["receipts", "convergence"]),
    (Planted::SameRandom, "every start draws the same random octets", &["honesty", "confidentiality"]),
];

/// Plants a fault on this thread until the guard is dropped.
pub(crate) struct InPlace;

impl InPlace {
    pub(crate) fn plant(planted: Option<Planted>) -> Self {
        let core = planted.and_then(|planted| if let Planted::Core(fault) = planted { Some(fault) } else { None });
        seamline_record::planted::plant(core);
        Self
    }
}

impl Drop for InPlace {
    fn drop(&mut self) {
        seamline_record::planted::plant(None);
    }
}
