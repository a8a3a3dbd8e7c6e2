//! Officers who bind their party.

use seamline_record::{BindingOfficer, Hash, Kind};

use super::{liars::next, *};

#[test]
fn a_concurrence_binds_by_the_newest_document_and_for_its_kinds_only() {
    let world = World::new();
    let mut node = world.node("iraq/desk");
    let (sara, other) = (SigningKey::from_bytes(&[3; 32]), SigningKey::from_bytes(&[4; 32]));
    let (commitment, meeting) = (Kind::named("commitment").unwrap(), Kind::named("meeting").unwrap());
    let (iraq, proposal) = ("iraq".parse().unwrap(), RecordId(Hash([7; 32])));
    let signature = concur(&sara, proposal);
    let verdict = |node: &Node, kind, proposal, signature: &[u8]| {
        concurred(node.directory(), &iraq, kind, proposal, signature).map(|officer| officer.name.clone())
    };
    assert_eq!(verdict(&node, commitment, proposal, &signature), Err(ConcurFault::NotBinding));
    let document = next(&node, "iraq", &|body| {
        let kinds = vec![commitment.number()];
        body.officers.push(BindingOfficer { name: "sara".to_owned(), key: sara.verifying_key(), kinds });
    });
    node.admit_document(&document).unwrap();
    assert_eq!(verdict(&node, commitment, proposal, &signature), Ok("sara".to_owned()));
    assert_eq!(verdict(&node, meeting, proposal, &signature), Err(ConcurFault::OtherKinds));
    let another = RecordId(Hash([8; 32]));
    assert_eq!(verdict(&node, commitment, another, &signature), Err(ConcurFault::NotBinding));
    assert_eq!(verdict(&node, commitment, proposal, &concur(&other, proposal)), Err(ConcurFault::NotBinding));
    // A signature on the bare id, as for anything else, is none.
    let bare = sara.sign(&proposal.0.0).to_bytes();
    assert_eq!(verdict(&node, commitment, proposal, &bare), Err(ConcurFault::NotBinding));
    let mars = "mars".parse().unwrap();
    let nobody = concurred(node.directory(), &mars, commitment, proposal, &signature);
    assert_eq!(nobody.err(), Some(ConcurFault::NoSuchParty));
}
