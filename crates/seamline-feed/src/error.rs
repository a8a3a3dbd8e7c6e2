//! Failures, split by blame. Neither enum carries text that a peer wrote: what a peer sends must not reach a log line,
//! a screen or another peer by way of an error.

use thiserror::Error;

/// What came from outside is wrong: the link says BYE or the file is refused, and nothing of it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PeerFault {
    /// A signed note is longer than [`crate::note::MAX_NOTE_BYTES`].
    #[error("signed note is too long")]
    NoteTooLong,
    /// A signed note is not UTF-8, or holds a control character other than newline.
    #[error("signed note is not plain text")]
    NoteNotText,
    /// A signed note has no empty line between its text and its signatures, or does not end in a newline.
    #[error("signed note has no signature block")]
    NoteUnsigned,
    /// A signature line is not `— name base64` in its only encoding.
    #[error("signature line is malformed")]
    SignatureLineMalformed,
    /// A signed note has more than [`crate::note::MAX_SIGNATURES`] signatures.
    #[error("signed note has too many signatures")]
    TooManySignatures,
    /// No signature line names the expected key.
    #[error("the expected key did not sign")]
    SignatureMissing,
    /// More than one signature line names the expected key.
    #[error("the expected key signed more than once")]
    SignatureRepeated,
    /// A signature by the expected key does not verify.
    #[error("signature does not verify")]
    SignatureInvalid,
    /// A public key is of small order: one signature under it fits many messages.
    #[error("public key is of small order")]
    KeyWeak,
    /// A party, node or group name is not 1 to 32 of `a-z`, `0-9`, `-`.
    #[error("name is malformed")]
    NameMalformed,
    /// An origin line or cosigner name is not in its only form.
    #[error("origin line is malformed")]
    OriginMalformed,
    /// A checkpoint is not origin, size and root, each in its only form.
    #[error("checkpoint is malformed")]
    CheckpointMalformed,
    /// A tree size is not below [`crate::merkle::SIZE_LIMIT`].
    #[error("tree size is out of bounds")]
    SizeOutOfBounds,
    /// A checkpoint of size 0 has another root than the empty tree's.
    #[error("an empty tree cannot have this root")]
    EmptyTreeRoot,
    /// A cosignature is not timestamp and signature, or its time is beyond 2^63 - 1 seconds.
    #[error("cosignature is malformed")]
    CosignatureMalformed,
    /// A cosigner is not of the feed's audience: its signature is no receipt.
    #[error("cosigner is not of the audience")]
    CosignerOutsideAudience,
    /// A proof text is not in its only form, or exceeds its bounds.
    #[error("proof is malformed")]
    ProofMalformed,
    /// A proof is about an index at or beyond the tree's size.
    #[error("proof index is outside the tree")]
    ProofIndexOutsideTree,
    /// A proof does not lead from the leaf to the root.
    #[error("proof does not lead to the root")]
    ProofInvalid,
    /// A sealed file does not begin with a header in its only form.
    #[error("sealed file has a malformed header")]
    SealHeaderMalformed,
    /// None of the wrapped keys of a sealed file opens with this seal key.
    #[error("sealed file is not for this key")]
    SealNotForThisKey,
    /// A sealed file ends before its last chunk is whole.
    #[error("sealed file is cut short")]
    SealTruncated,
    /// A chunk of a sealed file is not the one that belongs here.
    #[error("sealed file has its chunks out of order")]
    SealOutOfOrder,
    /// A chunk of a sealed file states an impossible length.
    #[error("sealed file has a chunk of impossible length")]
    SealChunkLength,
    /// A chunk of a sealed file, or the header it is bound to, was altered.
    #[error("sealed file was altered")]
    SealAltered,
    /// A sealed file goes on after its last chunk.
    #[error("sealed file has trailing bytes")]
    SealTrailingBytes,
    /// A leaf is longer than [`crate::leaf::MAX_LEAF_BYTES`].
    #[error("leaf is too long")]
    LeafTooLong,
    /// A frame is longer than [`crate::frame::MAX_FRAME_BYTES`].
    #[error("frame is longer than 1 MiB")]
    FrameTooLong,
    /// A frame is not one, or not in its only form.
    #[error("frame is malformed")]
    FrameMalformed,
    /// A run of frames is longer than its reader takes at once.
    #[error("too many frames")]
    TooManyFrames,
    /// A bundle does not begin with its writer, is cut short, or has too many parts or readers.
    #[error("bundle is malformed")]
    BundleMalformed,
}

/// Our own caller, or our own store, is wrong: no peer can cause these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Misuse {
    /// A tree would reach [`crate::merkle::SIZE_LIMIT`]: open a new feed.
    #[error("the tree is full")]
    TreeFull,
    /// A proof was asked for an index at or beyond the tree's size, or for a size out of bounds.
    #[error("leaf index is outside the tree")]
    IndexOutsideTree,
    /// The hash storage lacks the hash of this index.
    #[error("stored hash {0} is missing")]
    HashMissing(u64),
    /// Stored bytes are not a frontier.
    #[error("stored frontier is damaged")]
    FrontierDamaged,
    /// A note would have more signatures, or be longer, than its readers accept.
    #[error("the note cannot take another signature")]
    NoteFull,
    /// A node was asked to receipt a feed that is not addressed to its party.
    #[error("cosigner is not of the audience")]
    CosignerOutsideAudience,
    /// A receipt was to be put under another checkpoint than the one it is of.
    #[error("receipt is of another checkpoint")]
    ReceiptOfAnother,
    /// A timestamp is beyond 2^63 - 1 seconds.
    #[error("timestamp is out of range")]
    TimeOutOfRange,
    /// A proof exceeds the bounds that its readers accept, or its `extra` is present and empty.
    #[error("proof is out of bounds")]
    ProofOutOfBounds,
    /// A file was to be sealed for nobody, or for more than [`crate::seal::MAX_RECIPIENTS`].
    #[error("number of recipients is out of bounds")]
    RecipientsOutOfBounds,
    /// A file was to be sealed twice for one key.
    #[error("recipient is repeated")]
    RecipientRepeated,
    /// A bundle would have no part, or more parts, readers or frames than its readers accept.
    #[error("the bundle is out of bounds")]
    BundleOutOfBounds,
    /// A file to be sealed exceeds 2^32 chunks, or the cipher refused its input.
    #[error("file cannot be sealed")]
    SealRefused,
}
