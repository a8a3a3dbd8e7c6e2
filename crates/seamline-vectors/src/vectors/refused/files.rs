//! Bundles and evidence that must be refused.

use seamline_feed::{Equivocation, Evidence, Frame, ProvenAct, TlogProof, bundle, seal};

use super::Refused;
use crate::{
    keys, seeds,
    told::RECEIPT_S,
    world::{World, node},
};

pub(super) fn bundles(world: &World) -> Vec<Refused> {
    let refuse = |name: &str, why, fault, bytes: Vec<u8>| Refused::new(name, "seamline", why, fault, bytes);
    let reader = keys::seal_public(&node("kurdistan/makhmour"));
    let from = &world.origin().node;
    let of = |readers: Vec<seal::SealPublic>, frames: Vec<Frame>, about: &str| {
        bundle::write(from, &[bundle::Part { readers, frames }], &mut keys::stream(about)).expect("a small bundle")
    };
    let good = || of(vec![reader.clone()], vec![Frame::Cosig(world.told.cosig())], "refused");
    let changed = |at: usize| {
        let mut bytes = good();
        bytes[at] ^= 1;
        bytes
    };
    let (magic, first_chunk) = (8, 8 + 18 + 1 + 7 + 80);
    let part = |sealed: &[u8]| [&(sealed.len() as u64).to_be_bytes()[..], sealed].concat();
    vec![
        refuse("empty", "a bundle has at least one part", "BundleMalformed", vec![]),
        refuse("cut-short", "the part is shorter than it says", "BundleMalformed", {
            let mut bytes = good();
            bytes.pop();
            bytes
        }),
        refuse("last-chunk-missing", "the part ends before its last chunk", "SealTruncated", {
            part(&good()[8..first_chunk])
        }),
        refuse("another-magic", "another kind of file", "SealHeaderMalformed", changed(magic)),
        refuse("chunk-changed", "one bit of a chunk", "SealAltered", changed(first_chunk + 8)),
        refuse("nonce-changed", "the header is bound to the wrapped keys", "SealNotForThisKey", changed(magic + 19)),
        refuse("chunks-out-of-order", "the first chunk says it is another", "SealOutOfOrder", changed(first_chunk + 3)),
        refuse("for-somebody-else", "sealed for kurdistan/erbil", "SealNotForThisKey", {
            of(vec![keys::seal_public(&node("kurdistan/erbil"))], vec![], "another")
        }),
        refuse(
            "trailing-byte",
            "a byte after the last chunk",
            "SealTrailingBytes",
            part(&[&good()[8..], &[0]].concat()),
        ),
        refuse("with-hello", "HELLO has no place in a bundle", "FrameMalformed", {
            let hello = world.frames().swap_remove(0).1;
            of(vec![reader.clone()], vec![hello], "hello")
        }),
        refuse("without-writer", "the plain text begins with who wrote it", "BundleMalformed", {
            part(&seal::seal(std::slice::from_ref(&reader), b"", &mut keys::stream("nobody")).expect("one reader"))
        }),
        refuse("two-writers", "the parts are by different nodes", "BundleMalformed", {
            let mut plain = seeds::bundle_plaintext(world);
            let at = plain.windows(4).position(|w| w == b"iraq").expect("the writer");
            plain[at..at + 4].copy_from_slice(b"iran");
            let other =
                seal::seal(std::slice::from_ref(&reader), &plain, &mut keys::stream("other")).expect("one reader");
            [good(), part(&other)].concat()
        }),
    ]
}

pub(super) fn evidence(world: &World) -> Vec<Refused> {
    let refuse = |name: &str, why, fault, bytes: Vec<u8>| Refused::new(name, "evidence", why, fault, bytes);
    let good = world.evidence(world.records["incident"].record.id());
    let with = |change: &dyn Fn(&mut Vec<ProvenAct>)| {
        let mut acts = good.acts.clone();
        change(&mut acts);
        Evidence { acts }.encode()
    };
    let other = world.evidence(world.records["estimate"].record.id());
    let unreceipted = TlogProof::new(3, world.told.path(10, 3), plain(world), None).expect("a proof").to_bytes();
    let text = String::from_utf8(good.acts[0].proof.clone()).expect("a proof is text");
    let later = RECEIPT_S + 1;
    vec![
        refuse("no-acts", "it proves nothing", "Malformed", Evidence { acts: vec![] }.encode()),
        refuse("trailing-byte", "a byte after the file", "Malformed", [&good.encode()[..], &[0]].concat()),
        refuse("without-receipt", "it was offered; nobody says it arrived", "NoReceipt", {
            with(&|acts| acts[0].proof.clone_from(&unreceipted))
        }),
        refuse("receipt-of-another-time", "the receipt's time was changed", "Proof(SignatureInvalid)", {
            let line = world.told.receipt.line();
            let mut stamped = line.signature().to_vec();
            stamped[..8].copy_from_slice(&later.to_be_bytes());
            let forged = super::log::line(line.name(), line.key_id(), &stamped);
            let proof = text.replacen(&format!("{line}\n"), &forged, 1);
            with(&|acts| acts[0].proof = proof.clone().into_bytes())
        }),
        refuse("receipt-twice", "a line that is checked twice is a line too many", "Malformed", {
            let line = world.told.receipt.line();
            let proof = text.replacen(&format!("{line}\n"), &format!("{line}\n{line}\n"), 1);
            with(&|acts| acts[0].proof = proof.clone().into_bytes())
        }),
        refuse("a-line-nobody-checks", "a signature by an unknown name", "Proof(OriginMalformed)", {
            let proof = format!("{text}{}", super::log::line("example.org/witness", [1, 2, 3, 4], &[5; 64]));
            with(&|acts| acts[0].proof = proof.clone().into_bytes())
        }),
        refuse("another-leaf", "the leaf is not the one at this index", "Proof(ProofInvalid)", {
            with(&|acts| acts[0].leaf = acts[1].leaf.clone())
        }),
        refuse("another-payload", "the payload is not the one in the leaf", "Payload", {
            with(&|acts| acts[0].payload = acts[1].payload.clone())
        }),
        refuse("two-records", "the acts are about different records", "Mixed", {
            with(&|acts| acts.extend(other.acts.clone()))
        }),
        refuse("record-missing", "no act carries the record", "Payload", with(&|acts| drop(acts.remove(0)))),
        refuse("with-extra", "nothing vouches for the extra line", "Malformed", {
            let proof = text.replacen("index 3", "extra AAAA\nindex 3", 1);
            with(&|acts| acts[0].proof = proof.clone().into_bytes())
        }),
    ]
}

/// The checkpoint without a receipt.
fn plain(world: &World) -> seamline_feed::UnverifiedCheckpoint {
    world.told.checkpoint.with_cosignatures(&[]).expect("no receipt fits")
}

pub(super) fn equivocations(world: &World) -> Vec<Refused> {
    let refuse =
        |name: &str, why, fault, proof: Equivocation| Refused::new(name, "equivocation", why, fault, proof.encode());
    let told = &world.told;
    let leaf = |index: u64| (told.bare_proof(index).to_bytes(), told.steps[index as usize].entry.leaf.clone());
    let [(_, leaves), (_, heads)] = world.equivocations();
    let backwards = match heads.clone() {
        Equivocation::Heads([a, b]) => Equivocation::Heads([b, a]),
        leaves @ Equivocation::Leaves(_) => leaves,
    };
    let cosigned = (told.proof(3).to_bytes(), told.steps[3].entry.leaf.clone());
    let forged = String::from_utf8(world.forked().checkpoint.to_bytes()).expect("a note is text");
    let forged = forged.replacen("\n10\n", "\n9\n", 1).into_bytes();
    let other_half = match leaves {
        Equivocation::Leaves([_, second]) => second,
        Equivocation::Heads(_) => leaf(3),
    };
    let heads_of = |note: Vec<u8>| Equivocation::Heads([told.checkpoint.to_bytes(), note]).in_order();
    vec![
        refuse("two-places", "different leaves at different places", "Consistent", {
            Equivocation::Leaves([leaf(2), leaf(3)]).in_order()
        }),
        refuse("same-leaf", "one leaf, twice", "Consistent", Equivocation::Leaves([leaf(3), leaf(3)])),
        refuse("two-feeds", "checkpoints of two feeds", "Consistent", heads_of(world.cut.checkpoint.to_bytes())),
        refuse("backwards", "the lesser comes first", "Malformed", backwards),
        refuse("with-a-receipt", "a receipt has nothing to do with it, and nobody checks it", "Malformed", {
            Equivocation::Leaves([cosigned, other_half]).in_order()
        }),
        refuse("forged", "its node did not sign the second", "Proof(SignatureInvalid)", heads_of(forged)),
    ]
}
