//! Files that people hand to each other: bundles, evidence, joint acts.

use seamline_feed::{
    Bundle, Equivocation, Evidence, Frame, PeerFault,
    equivocation::MAX_EQUIVOCATION_BYTES,
    evidence::MAX_EVIDENCE_BYTES,
    seal::{self, Opener},
};
use seamline_node::{JointFile, MAX_JOINT_BYTES};
use seamline_record::Value;

use crate::{joint::JOINT, keys, world::WORLD};

/// `0` and a file as it is on the stick, or anything else and a plain text that a reader of ours could have been sent.
pub(super) fn bundle(bytes: &[u8]) {
    let Some((form, bytes)) = bytes.split_first() else { return };
    let secret = keys::seal_secret(WORLD.told.receipt.cosigner());
    if *form == 0 {
        let opened = Bundle::open(bytes, &secret);
        assert_eq!(opened, Bundle::open(bytes, &secret));
        in_pieces(bytes);
        return;
    }
    let sealed = seal::seal(&[secret.public()], bytes, &mut keys::stream("fuzzed bundle")).expect("one reader");
    let file = [&(sealed.len() as u64).to_be_bytes()[..], &sealed].concat();
    match Bundle::open(&file, &secret) {
        Ok(bundle) => {
            let head = Value::text(bundle.from.to_string()).encode();
            let mut plain = [&(head.len() as u32).to_be_bytes()[..], &head].concat();
            plain.extend(bundle.frames.iter().flat_map(Frame::with_length));
            assert_eq!(plain, bytes, "another encoding was accepted");
        }
        Err(fault) => {
            let expected =
                matches!(fault, PeerFault::BundleMalformed | PeerFault::FrameMalformed | PeerFault::FrameTooLong);
            assert!(expected, "{fault}");
        }
    }
}

/// A sealed file read in one go and in pieces of odd lengths is the same file.
fn in_pieces(bytes: &[u8]) {
    let Some((_, sealed)) = bytes.split_first_chunk::<8>() else { return };
    let secret = keys::seal_secret(WORLD.told.receipt.cosigner());
    let whole = seal::open(&secret, sealed);
    let (mut opener, mut opened) = (Opener::new(secret), Vec::new());
    let pushed = sealed.chunks(997).try_for_each(|piece| opener.push(piece, &mut opened));
    let pieced = pushed.and_then(|()| opener.finish()).map(|()| opened);
    assert_eq!(whole, pieced, "a sealed file depends on how it is divided");
}

pub(super) fn evidence(bytes: &[u8]) {
    let decoded = Evidence::decode(bytes);
    assert_eq!(decoded, Evidence::decode(bytes));
    let Ok(evidence) = decoded else { return };
    assert_eq!(evidence.encode(), bytes, "another encoding was accepted");
    assert!(bytes.len() <= MAX_EVIDENCE_BYTES);
    let verdict = evidence.verify(&WORLD.directory);
    assert_eq!(verdict, evidence.verify(&WORLD.directory));
    let Ok(finding) = verdict else { return };
    let id = finding.statement().id();
    let genuine = WORLD.evidence(id);
    assert!(evidence.acts.iter().all(|act| genuine.acts.contains(act)), "evidence of what was never done");
    assert_eq!(finding.acts().len(), evidence.acts.len());
}

pub(super) fn equivocation(bytes: &[u8]) {
    let decoded = Equivocation::decode(bytes);
    assert_eq!(decoded, Equivocation::decode(bytes));
    let Ok(proof) = decoded else { return };
    assert_eq!(proof.encode(), bytes, "another encoding was accepted");
    assert!(bytes.len() <= MAX_EQUIVOCATION_BYTES);
    let verdict = proof.verify(&WORLD.directory);
    assert_eq!(verdict, proof.verify(&WORLD.directory));
    if let Ok(origin) = verdict {
        let known = WORLD.equivocations().iter().any(|(_, genuine)| *genuine == proof);
        assert!(known && origin == *WORLD.origin(), "a node was accused of what it did not sign");
    }
}

pub(super) fn joint(bytes: &[u8]) {
    let decoded = JointFile::decode(bytes);
    assert_eq!(decoded, JointFile::decode(bytes));
    let Ok(file) = decoded else { return };
    assert_eq!(file.encode(), bytes, "another encoding was accepted");
    assert!(bytes.len() <= MAX_JOINT_BYTES);
    let verdict = file.verify(&JOINT.directory);
    assert_eq!(verdict, file.verify(&JOINT.directory));
    let Ok(item) = verdict else { return };
    assert!(JOINT.is_act(item.id), "a text that nobody wrote");
    for position in &item.positions {
        let known = JOINT.known(item.id, position.id);
        assert_eq!(known, Some(position.fault.as_deref()), "a word that nobody said, or one that counts otherwise");
    }
    let joint = item.joint.expect("a joint act");
    let concurs = |party: &String| {
        let mut theirs = item.positions.iter().filter(|p| p.party.as_str() == party && p.answer == "concurred");
        theirs.any(|position| position.fault.is_none())
    };
    assert_eq!(joint.in_force, joint.required.iter().all(concurs), "in force by other words than were signed");
}
