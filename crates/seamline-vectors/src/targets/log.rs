//! What a feed is made of: leaves, and the notes that sign and prove its tree.

use seamline_feed::{
    Leaf, Note, Origin, PeerFault, TlogProof, UnverifiedCheckpoint, UnverifiedCosignature,
    leaf::MAX_LEAF_BYTES,
    note::{MAX_NOTE_BYTES, MAX_SIGNATURES},
};

use crate::{keys, world::WORLD};

pub(super) fn leaf(bytes: &[u8]) {
    let decoded = Leaf::decode(bytes);
    assert_eq!(decoded, Leaf::decode(bytes));
    match decoded {
        Ok(Leaf::Unknown) => {}
        Ok(known) => assert_eq!(known.encode(), bytes, "another encoding was accepted"),
        Err(fault) => {
            assert_eq!(fault, PeerFault::LeafTooLong);
            assert!(bytes.len() > MAX_LEAF_BYTES);
        }
    }
}

pub(super) fn note(bytes: &[u8]) {
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_bytes(), bytes, "another form of a note was accepted");
        assert!(bytes.len() <= MAX_NOTE_BYTES && (1..=MAX_SIGNATURES).contains(&note.signatures().len()));
    }
    checkpoint(bytes);
    proof(bytes);
    let Ok(text) = str::from_utf8(bytes) else { return };
    cosignature(text);
    if let Ok(origin) = text.parse::<Origin>() {
        assert_eq!(origin.to_string(), text, "another form of an origin was accepted");
    }
}

fn checkpoint(bytes: &[u8]) {
    let Ok(parsed) = UnverifiedCheckpoint::parse(bytes) else { return };
    assert_eq!(parsed.note().to_bytes(), bytes);
    let key = keys::sign_key(&WORLD.origin().node).verifying_key();
    let verdict = parsed.verify(&key);
    assert_eq!(verdict, parsed.verify(&key));
    if let Ok(signed) = verdict {
        assert_eq!(signed, WORLD.told.checkpoint, "a forged checkpoint");
    }
    for line in parsed.note().signatures() {
        cosignature(&line.to_string());
    }
}

fn cosignature(line: &str) {
    let Ok(parsed) = UnverifiedCosignature::parse(line) else { return };
    let key = keys::cosign_key(WORLD.told.receipt.cosigner()).verifying_key();
    if let Ok(good) = parsed.verify(&WORLD.told.checkpoint, &key) {
        assert_eq!(good, WORLD.told.receipt, "a forged receipt");
        assert_eq!(good.line().to_string(), line, "another form of a receipt was accepted");
    }
}

fn proof(bytes: &[u8]) {
    let Ok(parsed) = TlogProof::parse(bytes) else { return };
    assert_eq!(parsed.to_bytes(), bytes, "another form of a proof was accepted");
    let key = keys::sign_key(&WORLD.origin().node).verifying_key();
    for (index, step) in (0u64..).zip(&WORLD.told.steps) {
        if parsed.verify(&step.entry.leaf, &key).is_ok() {
            assert_eq!(parsed.index(), index, "a leaf was proved where it is not");
        }
    }
}
