//! The rows and the changes made to them.

use seamline_record::{Hash, RecordId};

/// One change; a list of them is one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A party document; kept for ever.
    Document {
        /// Party.
        party: String,
        /// Version.
        version: u64,
        /// Encoded with signatures.
        encoded: Vec<u8>,
    },
    /// A record whose content counts; the first receipt of it stands.
    Record(RecordRow),
    /// An act whose content is not folded, with the reason; or that it is folded now.
    Quarantine {
        /// Where it stands.
        act: ActRow,
        /// Why; `None` lifts it.
        reason: Option<String>,
    },
    /// What stands of a record held, anew: its party has taken back some or all of what opened it.
    Restated {
        /// The record.
        id: RecordId,
        /// As [`RecordRow::repudiated`].
        repudiated: Option<u64>,
        /// All openings that are left.
        openings: Vec<OpeningRow>,
    },
    /// A record names another: as its matter or in its references.
    Mention {
        /// The record named.
        target: RecordId,
        /// The record that names it.
        id: RecordId,
    },
    /// A slot opened; the same opening again is a no-op.
    Opening {
        /// The record.
        id: RecordId,
        /// The opening.
        opening: OpeningRow,
    },
    /// The state of a feed.
    Feed(FeedRow),
    /// An entry at its position.
    Entry {
        /// Name of the feed.
        feed: String,
        /// The entry.
        entry: EntryRow,
    },
    /// Hash of the feed's tree at a storage index.
    TreeHash {
        /// Name of the feed.
        feed: String,
        /// Storage index.
        index: u64,
        /// The hash.
        hash: Hash,
    },
    /// A signed checkpoint to keep.
    Checkpoint {
        /// Name of the feed.
        feed: String,
        /// Tree size.
        size: u64,
        /// The signed note.
        note: Vec<u8>,
    },
    /// A receipt; the first one by a cosigner on a size stands, so that nobody can date it anew.
    Receipt {
        /// Name of the feed.
        feed: String,
        /// The receipt.
        receipt: ReceiptRow,
    },
    /// What the audit commitment of an own act opens to.
    Audit {
        /// Name of the feed.
        feed: String,
        /// Position of the act.
        index: u64,
        /// Salt and audit, encoded.
        audit: Vec<u8>,
    },
    /// One row at the end of the journal; a number that has a row is refused.
    Journal(JournalRow),
    /// Something of what is large: files and parcels.
    Bulk(Bulk),
    /// All view rows of a matter, replacing those before.
    MatterViews {
        /// The matter.
        matter: RecordId,
        /// Its rows.
        rows: Vec<ViewRow>,
    },
    /// All view rows of everything are dropped, to be remade.
    ForgetViews,
    /// A setting, or its removal.
    Setting {
        /// What sort of setting.
        space: &'static str,
        /// Its key.
        key: String,
        /// Its value; `None` removes it.
        value: Option<Vec<u8>>,
    },
}

/// A change to files and parcels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bulk {
    /// A piece of a file that is being taken in, under the number of that taking-in.
    Chunk {
        /// Number of the taking-in, drawn at random.
        stage: u64,
        /// Offset of the piece in bytes.
        offset: u64,
        /// The piece.
        bytes: Vec<u8>,
    },
    /// A file is complete; the first one of a hash stands.
    File(FileRow),
    /// Drops the pieces of a taking-in that came to nothing; of every one that is no file where `None`.
    ForgetStage(Option<u64>),
    /// Something to be carried, or carried for others.
    Parcel(ParcelRow),
    /// The parcel was handed over.
    ForgetParcel(Hash),
}

impl From<Bulk> for Change {
    fn from(bulk: Bulk) -> Self {
        Self::Bulk(bulk)
    }
}

/// One row of the journal, which is only appended to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Its number, from 0 on without a gap.
    pub number: u64,
    /// What it says, encoded by its maker.
    pub text: Vec<u8>,
}

/// A record as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Its id.
    pub id: RecordId,
    /// The encoded record.
    pub bytes: Vec<u8>,
    /// When this node first stored it, ms since 1970 UTC.
    pub received: i64,
    /// Written by this node.
    pub own: bool,
    /// Version of its party's document that takes back all that it stood by: it is shown as such and counts no more.
    pub repudiated: Option<u64>,
}

/// One opened slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningRow {
    /// Index of the slot.
    pub index: u8,
    /// Salt.
    pub salt: [u8; 16],
    /// Encoded value.
    pub value: Vec<u8>,
}

/// A feed as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRow {
    /// Origin line.
    pub name: String,
    /// Number of leaves.
    pub size: u64,
    /// Right edge of its tree, encoded.
    pub frontier: Vec<u8>,
    /// Newest signed checkpoint.
    pub checkpoint: Vec<u8>,
    /// When the newest entries were stored here, ms since 1970 UTC.
    pub changed: i64,
}

/// A complete file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRow {
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// Number of its bytes.
    pub length: u64,
    /// Number under which its pieces are kept.
    pub stage: u64,
}

/// A sealed bundle on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelRow {
    /// SHA-256 of the bundle.
    pub hash: Hash,
    /// Node that gave it to us; none for one of our own.
    pub from: Option<String>,
    /// For which node.
    pub to: String,
    /// Node that is to carry it; none where we hand it over ourselves.
    pub via: Option<String>,
    /// Since when it is here, ms since 1970 UTC; parcels of one sending have one each, in their order.
    pub since: i64,
    /// The bundle; empty in lists.
    pub sealed: Vec<u8>,
    /// Length of the bundle in bytes.
    pub length: u64,
}

/// A leaf with its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Position.
    pub index: u64,
    /// The leaf.
    pub leaf: Vec<u8>,
    /// The payload, where the leaf has one.
    pub payload: Option<Vec<u8>>,
    /// The record that the act is about.
    pub record: Option<RecordId>,
}

/// A receipt as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Tree size that it covers.
    pub size: u64,
    /// Node that cosigned, `party/node`.
    pub cosigner: String,
    /// When it says it did, ms since 1970 UTC.
    pub time: i64,
    /// The cosignature line.
    pub line: String,
}

/// Where an act stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActRow {
    /// Name of the feed.
    pub feed: String,
    /// Position in it.
    pub index: u64,
}

/// One record as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewRow {
    /// The record.
    pub id: RecordId,
    /// Name of its kind.
    pub kind: String,
    /// Party that signed it.
    pub party: String,
    /// Centre that it belongs to.
    pub centre: Option<String>,
    /// Claimed time, ms since 1970 UTC; when received where the claim is not open.
    pub at: i64,
    /// Folded text to search.
    pub text: String,
    /// The view, encoded by its maker.
    pub body: Vec<u8>,
}

/// What to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewQuery {
    /// Kinds; empty for all.
    pub kinds: Vec<String>,
    /// Only by this party.
    pub party: Option<String>,
    /// Only of this centre.
    pub centre: Option<String>,
    /// Not before this instant, ms since 1970 UTC.
    pub from: Option<i64>,
    /// Before this instant, ms since 1970 UTC.
    pub before: Option<i64>,
    /// Words that must all occur in the folded text.
    pub words: Vec<String>,
    /// At most so many.
    pub limit: usize,
}

/// What was listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Views {
    /// Rows, newest first.
    pub rows: Vec<ViewRow>,
    /// How many match without the limit.
    pub total: u64,
}
