//! What parties have agreed to stands for all of them or for none: whichever key was closed since, however little of the
//! matter each can see, and whatever each may hold.

use seamline_record::{Closure, Label};

use super::{
    agreement::{PARTIES, concur_as, council, everywhere, propose, states, text},
    liars::next,
    *,
};

#[test]
fn what_a_closed_key_has_signed_stands_for_all_or_for_none() {
    let (_, mut nodes) = council();
    let act = propose(&mut nodes[0], "decision", &text("a", &PARTIES), vec![]).unwrap();
    everywhere(&mut nodes);
    let words: Vec<RecordId> = nodes.iter_mut().map(|node| concur_as(node, act).unwrap()).collect();
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, act), ["in-force"; 3]);
    let kurdish: NodeId = "kurdistan/hq".parse().unwrap();
    let cuts = nodes[1].cuts(&kurdish, Upto::Held).unwrap();
    assert_eq!(cuts.keep, BTreeSet::from([words[1]]));
    assert_eq!(nodes[2].cuts(&kurdish, Upto::Receipted(None)).unwrap().keep, BTreeSet::from([words[1]]));
    assert!(nodes[2].cuts(&kurdish, Upto::Receipted(Some(0))).unwrap().keep.is_empty());
    // What the United States were told lies beyond their cut, what Iraq was told below its own.
    let of_iraq = cuts.feeds.iter().filter(|feed| feed.origin.audience == to("iraq"));
    let feeds: BTreeMap<_, _> = of_iraq.map(|feed| (feed.origin.feed.0, feed.cut)).collect();
    for (keep, state) in [(cuts.keep, "in-force"), (BTreeSet::new(), "proposed")] {
        let document = next(&nodes[0], "kurdistan", &|body| {
            body.nodes.retain(|entry| entry.sign != cuts.key);
            body.audiences.clear();
            body.closed =
                vec![Closure { key: cuts.key, node: kurdish.node.clone(), feeds: feeds.clone(), keep: keep.clone() }];
        });
        for node in &mut nodes {
            node.admit_document(&document).unwrap();
            let joint = node.item(act).unwrap().item.joint.unwrap();
            assert_eq!(joint.pending.is_empty(), state == "in-force", "{}", node.id());
            node.rebuild().unwrap();
        }
        assert_eq!(states(&nodes, act), [state; 3]);
    }
    let directory = nodes[0].directory().clone();
    let void = next(&nodes[0], "iraq", &|body| body.void = BTreeSet::from([act]));
    for node in &mut nodes {
        node.admit_document(&void).unwrap();
    }
    let late = concur_as(&mut nodes[2], act);
    assert!(matches!(late, Err(NodeFault::Repudiated(id, 3)) if id == act), "{late:?}");
    assert_eq!(states(&nodes, act), ["repudiated"; 3]);
    let file = JointFile::decode(&nodes[0].take_joint(&holder(), act).unwrap().bytes).unwrap();
    assert_eq!(file.verify(&directory).unwrap().state, "proposed", "a file says otherwise than the nodes");
}

#[test]
fn a_text_that_comes_into_force_replaces_the_old_one_where_the_matter_of_both_is_closed() {
    let (_, mut nodes) = council();
    let matter = log(&mut nodes[0], "not for the others", vec![]);
    let within = |en: &str, refs: Vec<Ref>, node: &mut Node| {
        let release = ["kurdistan", "usa"].map(|party| request(party, &[])).into();
        let new = NewRecord { refs, matter: Some(matter), ..entry("roadmap", &text(en, &PARTIES), release) };
        node.record(&holder(), &new).unwrap().id
    };
    let first = within("by 2025", vec![], &mut nodes[0]);
    let second = within("by 2026", vec![Ref { rel: Rel::Supersedes, id: first }], &mut nodes[0]);
    everywhere(&mut nodes);
    assert_eq!(nodes[1].item(second).unwrap().item.matter, second, "the matter was shown");
    assert_eq!(states(&nodes, first), ["proposed"; 3]);
    for node in &mut nodes {
        concur_as(node, second).unwrap();
    }
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, second), ["in-force"; 3]);
    assert_eq!(states(&nodes, first), ["superseded"; 3]);
}

#[test]
fn who_may_have_the_text_may_have_every_word_on_it() {
    let (_, mut nodes) = council();
    let open = Clearance { level: Level::Open, caveats: BTreeSet::new() };
    for node in &mut nodes {
        let own = node.id().party.to_string();
        for party in PARTIES.into_iter().filter(|party| *party != own) {
            node.put_clearance(&holder(), &to(party), &open).unwrap();
        }
    }
    let label = Label { level: Level::Open, ..Label::default() };
    let release = ["kurdistan", "usa"].map(|party| request(party, &[])).into();
    let new = NewRecord { label, ..entry("decision", &text("a", &PARTIES), release) };
    let act = nodes[0].record(&holder(), &new).unwrap().id;
    everywhere(&mut nodes);
    for node in &mut nodes {
        concur_as(node, act).unwrap();
    }
    everywhere(&mut nodes);
    assert_eq!(states(&nodes, act), ["in-force"; 3]);
}

#[test]
fn who_has_proposed_a_text_hears_the_word_on_it_and_nothing_is_begun_where_it_may_not_go() {
    let (_, mut nodes) = council();
    for (node, group) in [(0, "kurdistan.command"), (1, "iraq.command")] {
        clear(&mut nodes[node], group);
    }
    // Who proposes is none of those whom it concerns, and has told a group of theirs: their desks do not know that.
    let mut fields = text("a", &["kurdistan", "usa"]);
    fields["informed"] = json!([]);
    let release = vec![request("kurdistan.command", &[]), request("usa", &[])];
    let act = nodes[0].record(&holder(), &entry("decision", &fields, release)).unwrap().id;
    everywhere(&mut nodes);
    let word = concur_as(&mut nodes[1], act).unwrap();
    // Nobody has told the United States of it: what is about it goes to Iraq's desks closed, or not at all.
    log(&mut nodes[1], "something else", vec![request("iraq", &[])]);
    let shown = nodes[1].release(&holder(), word, &request("iraq", &[]));
    assert!(matches!(shown, Err(NodeFault::Refused { .. })), "{shown:?}");
    log(&mut nodes[1], "something more", vec![request("iraq", &[])]);
    everywhere(&mut nodes);
    for node in &nodes {
        assert_eq!(node.item(act).unwrap().item.positions.len(), 1, "{}", node.id());
        let faults: Vec<_> = node.examine().unwrap().into_iter().filter(|f| f.weight == Weight::Fault).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", node.id());
    }
}
