//! Bytes that come over a wire.

use seamline_feed::{
    Bye, Chunk, Cosig, Frame, Handover, Head, Intake, Leaves, Parcel, PeerFault, Session,
    frame::{MAX_FRAME_BYTES, MAX_HEADS, frames},
};
use seamline_record::{Hash, NodeId};

use crate::world::WORLD;

pub(super) fn frame(bytes: &[u8]) {
    let read = frames(bytes);
    assert_eq!(read, frames(bytes));
    match read {
        Ok(read) => {
            let again: Vec<u8> = read.iter().flat_map(Frame::with_length).collect();
            assert_eq!(again, bytes, "another encoding was accepted");
            assert!(read.iter().all(|frame| frame.encode().len() <= MAX_FRAME_BYTES));
            assert_eq!(heard(&read), heard(&read), "two sessions heard the same and did otherwise");
        }
        Err(fault) => assert!(matches!(fault, PeerFault::FrameMalformed | PeerFault::FrameTooLong), "{fault}"),
    }
}

/// What a session passes on of these frames, and how it ends.
fn heard(frames: &[Frame]) -> (Heard, Option<Bye>) {
    let (mut heard, mut session) = (Heard::default(), Session::new(WORLD.origin().node.clone()));
    for frame in frames {
        let before = heard.clone();
        let ended = session.ended();
        let verdict = session.handle(frame, &mut heard);
        if ended.is_some() || !session.is_greeted() {
            assert_eq!(heard, before, "a session passed on what came before its HELLO or after its end");
        }
        assert_eq!(verdict.err(), session.ended());
    }
    assert!(heard.heads.len() <= MAX_HEADS);
    (heard, session.ended())
}

/// Takes everything as it comes.
#[derive(Debug, Clone, Default, PartialEq)]
struct Heard {
    heads: Vec<Head>,
    documents: Vec<Vec<u8>>,
    leaves: Vec<Leaves>,
    receipts: Vec<Cosig>,
    chunks: Vec<Chunk>,
    parcels: Vec<Parcel>,
    taken: Vec<Hash>,
}

impl Intake for Heard {
    fn take_head(&mut self, _: &NodeId, head: &Head) {
        self.heads.push(head.clone());
    }
    fn take_document(&mut self, _: &NodeId, encoded: &[u8]) -> Result<(), Bye> {
        self.documents.push(encoded.to_vec());
        Ok(())
    }
    fn take_leaves(&mut self, _: &NodeId, leaves: &Leaves) -> Result<(), Bye> {
        self.leaves.push(leaves.clone());
        Ok(())
    }
    fn take_receipt(&mut self, _: &NodeId, receipt: &Cosig) -> Result<(), Bye> {
        self.receipts.push(receipt.clone());
        Ok(())
    }
    fn take_chunk(&mut self, _: &NodeId, chunk: &Chunk) -> Result<(), Bye> {
        assert!(chunk.fits());
        self.chunks.push(chunk.clone());
        Ok(())
    }
    fn take_parcel(&mut self, _: &NodeId, parcel: &Parcel) -> Result<Handover, Bye> {
        self.parcels.push(parcel.clone());
        Ok(Handover::Taken)
    }
    fn take_taken(&mut self, _: &NodeId, parcel: Hash, _: Handover) -> Result<(), Bye> {
        self.taken.push(parcel);
        Ok(())
    }
}
