//! Judging ahead of the turn: the same verdicts, or none.

use seamline_feed::{Frame, Intake, Leaves};

use super::*;

/// Stretches of a desk that told another `count` things.
fn stretches(count: usize) -> (World, Vec<Leaves>) {
    let (world, mut a, mut b) = pair();
    for n in 0..count {
        log(&mut a, &format!("entry {n}"), vec![request("kurdistan", &[])]);
    }
    let frames = sync(&mut a, &mut b).frames.into_iter();
    let leaves = frames.filter_map(|frame| if let Frame::Leaves(leaves) = frame { Some(leaves) } else { None });
    (world, leaves.collect())
}

fn verdicts(node: &Node) -> (seamline_record::Hash, Vec<(String, u64, String)>) {
    (node.state_hash().unwrap(), node.quarantine().unwrap())
}

#[test]
fn what_was_foreseen_changes_nothing_but_the_time_it_takes() {
    let (world, stretches) = stretches(100);
    let from = "iraq/desk".parse().unwrap();
    let (mut plain, mut ahead) = (world.node("kurdistan/desk"), world.node("kurdistan/desk"));
    for leaves in &stretches {
        plain.take_leaves(&from, leaves).unwrap();
        let foreseen = ahead.judge_apart().foresee(leaves);
        assert!(foreseen.is_some());
        ahead.expect_stretch(foreseen);
        ahead.take_leaves(&from, leaves).unwrap();
    }
    assert_eq!(verdicts(&plain), verdicts(&ahead));
    assert_eq!(items(&ahead).len(), 100);
}

#[test]
fn what_was_foreseen_of_another_stretch_or_with_other_documents_is_not_believed() {
    let (world, mine) = stretches(3);
    let (_, other) = stretches(3);
    let from = "iraq/desk".parse().unwrap();
    let mut node = world.node("kurdistan/desk");
    let foreseen = node.judge_apart().foresee(&other[0]);
    node.expect_stretch(foreseen);
    node.take_leaves(&from, &mine[0]).unwrap();
    let mut plain = world.node("kurdistan/desk");
    plain.take_leaves(&from, &mine[0]).unwrap();
    assert_eq!(verdicts(&node), verdicts(&plain));
    // One who does not know the author's document would put all of it into quarantine, or foresee nothing.
    let mut late = world.bare("kurdistan/desk", Box::new(Memory::default()));
    late.admit_document(world.document(1)).unwrap();
    let stale = late.judge_apart();
    late.admit_document(world.document(0)).unwrap();
    assert!(stale.foresee(&mine[0]).is_none() && stale.admitted() != late.admitted());
    let judge = late.judge_apart();
    late.admit_document(&world.next_document("iraq")).unwrap();
    let foreseen = judge.foresee(&mine[0]).unwrap();
    assert!(foreseen.from(0, late.admitted(), mine[0].entries.len()).is_none(), "made with documents of before");
}

#[test]
fn a_stretch_that_its_origin_did_not_sign_is_worth_no_work() {
    let (world, stretches) = stretches(2);
    let mut forged = stretches[0].clone();
    let last = forged.checkpoint.len() - 3;
    forged.checkpoint[last] ^= 1;
    assert!(world.node("kurdistan/desk").judge_apart().foresee(&forged).is_none());
}
