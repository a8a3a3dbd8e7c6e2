//! Officers who bind their party.

use seamline_record::{BindingOfficer, Hash, Kind};

use super::{liars::next, *};

#[test]
fn a_concurrence_binds_by_the_document_that_it_names_and_for_its_kinds_only() {
    let world = World::new();
    let mut node = world.node("iraq/desk");
    let (sara, other) = (SigningKey::from_bytes(&[3; 32]), SigningKey::from_bytes(&[4; 32]));
    let (commitment, meeting) = (Kind::named("commitment").unwrap(), Kind::named("meeting").unwrap());
    let (iraq, proposal) = ("iraq".parse().unwrap(), RecordId(Hash([7; 32])));
    let signature = concur(&sara, proposal);
    let verdict = |node: &Node, kind, proposal, signature: &[u8]| {
        let newest = node.directory().newest(&iraq).map_or(0, |document| document.body().version);
        concurred(node.directory(), (&iraq, newest), kind, proposal, signature).map(|officer| officer.name.clone())
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
    // An officer who is in no later version has bound the party all the same, by the version that names them.
    let later = next(&node, "iraq", &|body| body.officers.clear());
    node.admit_document(&later).unwrap();
    assert_eq!(verdict(&node, commitment, proposal, &signature), Err(ConcurFault::NotBinding));
    let then = concurred(node.directory(), (&iraq, 2), commitment, proposal, &signature);
    assert_eq!(then.map(|officer| officer.name.as_str()), Ok("sara"));
    let mars = "mars".parse().unwrap();
    let nobody = concurred(node.directory(), (&mars, 1), commitment, proposal, &signature);
    assert_eq!(nobody.err(), Some(ConcurFault::NoSuchParty));
}
