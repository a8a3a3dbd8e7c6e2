//! Whatever the order and the carrier: the same views, the same state.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
enum Step {
    Log(u8, Vec<u8>),
    Incident(u8, u8),
    ReleaseLater(u8, u8, bool),
    Correct(u8, u8),
    Sync(u8, u8),
    Stick(u8, u8),
}

fn step() -> impl Strategy<Value = Step> {
    let node = 0..3u8;
    prop_oneof![
        (node.clone(), proptest::collection::vec(0..3u8, 0..3)).prop_map(|(n, to)| Step::Log(n, to)),
        (node.clone(), 0..3u8).prop_map(|(n, to)| Step::Incident(n, to)),
        (any::<u8>(), 0..3u8, any::<bool>()).prop_map(|(r, to, whole)| Step::ReleaseLater(r, to, whole)),
        (any::<u8>(), 0..3u8).prop_map(|(r, n)| Step::Correct(r, n)),
        (node.clone(), 0..3u8).prop_map(|(a, b)| Step::Sync(a, b)),
        (node, 0..3u8).prop_map(|(a, b)| Step::Stick(a, b)),
    ]
}

const PARTIES: [&str; 3] = ["iraq", "kurdistan", "usa"];

/// Runs the acts; the carriers only where `carry` says so, so that two runs differ in order and carrier alone.
fn run(steps: &[Step], carry: bool) -> Vec<Node> {
    let world = World::new();
    let mut nodes: Vec<Node> = PARTIES.iter().map(|p| world.node(&format!("{p}/desk"))).collect();
    let mut records: Vec<(usize, RecordId)> = vec![];
    for (n, step) in steps.iter().enumerate() {
        world.pass(1000);
        match step {
            Step::Log(by, to) => {
                let to = to.iter().filter(|t| *t != by).map(|t| request(PARTIES[usize::from(*t)], &[])).collect();
                records.push((usize::from(*by), log(&mut nodes[usize::from(*by)], &format!("entry {n}"), to)));
            }
            Step::Incident(by, to) => {
                let to = if by == to { vec![] } else { vec![request(PARTIES[usize::from(*to)], &["summary"])] };
                let id = incident(&mut nodes[usize::from(*by)], &format!("incident {n}"), "post", to);
                records.push((usize::from(*by), id));
            }
            Step::ReleaseLater(record, to, whole) => {
                if let Some((by, id)) = records.get(usize::from(*record) % records.len().max(1)).copied()
                    && by != usize::from(*to)
                {
                    let slots: &[&str] = if *whole { &[] } else { &["centre"] };
                    let _ = nodes[by].release(&holder(), id, &request(PARTIES[usize::from(*to)], slots));
                }
            }
            Step::Correct(record, by) => {
                if let Some((owner, id)) = records.get(usize::from(*record) % records.len().max(1)).copied()
                    && owner == usize::from(*by)
                {
                    let new =
                        about(Rel::Corrects, id, "correction", &json!({"centre": format!("c{n}"), "reason": "r"}));
                    let _ = nodes[owner].record(&holder(), &new);
                }
            }
            Step::Sync(..) | Step::Stick(..) if !carry => {}
            Step::Sync(a, b) => carry_by(&mut nodes, usize::from(*a), usize::from(*b), false),
            Step::Stick(a, b) => carry_by(&mut nodes, usize::from(*a), usize::from(*b), true),
        }
    }
    nodes
}

fn carry_by(nodes: &mut [Node], a: usize, b: usize, stick: bool) {
    let Ok([left, right]) = nodes.get_disjoint_mut([a, b]) else { return };
    if stick {
        let bundle = left.export_bundle(&holder(), right.id().party.as_str(), false).unwrap();
        right.import_bundle(&holder(), &bundle).unwrap();
    } else {
        assert_eq!(sync(left, right).ended, [None, None]);
    }
}

/// Every party acknowledges all that it was told.
fn acknowledge(nodes: &mut [Node]) {
    for node in nodes {
        for told in items(node).into_iter().filter(|l| !l.item.own && l.item.kind != "acknowledgement") {
            let new = about(Rel::Acknowledges, told.item.id, "acknowledgement", &json!({"what": "acknowledged"}));
            node.record(&holder(), &new).unwrap();
        }
    }
}

/// What a node shows, without what names the run: receipt times, and ids, which depend on salts.
fn shown(node: &Node) -> Vec<String> {
    let mut all: Vec<String> = items(node)
        .into_iter()
        .map(|l| {
            let slots: Vec<_> = l.item.slots.iter().map(|s| (s.name.clone(), s.open, s.value.to_string())).collect();
            let corrected: Vec<_> = l.item.corrected.iter().map(|c| (c.at, c.slots.clone())).collect();
            // Equal times are ordered by id, and ids differ between runs.
            let mut acknowledged: Vec<_> =
                l.item.acknowledgements.iter().map(|a| (a.party.clone(), a.what.clone())).collect();
            acknowledged.sort();
            let of = (l.item.kind, l.item.party, l.item.at, l.item.state);
            format!("{of:?} {slots:?} {corrected:?} {acknowledged:?}")
        })
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn views_do_not_depend_on_order_or_carrier(
        steps in proptest::collection::vec(step(), 1..24), stick in any::<bool>(), turned in any::<bool>()
    ) {
        let mut carried = run(&steps, true);
        let mut waited = run(&steps, false);
        let pairs = [(0, 1), (1, 2), (0, 2)];
        for (a, b) in pairs {
            carry_by(&mut carried, a, b, false);
            carry_by(&mut carried, b, a, false);
        }
        for (a, b) in pairs.into_iter().rev() {
            let (a, b) = if turned { (b, a) } else { (a, b) };
            carry_by(&mut waited, a, b, stick);
            carry_by(&mut waited, b, a, stick);
        }
        acknowledge(&mut carried);
        acknowledge(&mut waited);
        for (a, b) in pairs {
            carry_by(&mut carried, a, b, stick);
            carry_by(&mut carried, b, a, stick);
            carry_by(&mut waited, b, a, !stick);
            carry_by(&mut waited, a, b, !stick);
        }
        for (left, right) in carried.iter_mut().zip(&mut waited) {
            prop_assert_eq!(shown(left), shown(right));
        }
        for node in &mut carried {
            let before: Vec<_> = items(node).into_iter().map(|l| serde_json::to_string(&l.item).unwrap()).collect();
            node.rebuild().unwrap();
            let after: Vec<_> = items(node).into_iter().map(|l| serde_json::to_string(&l.item).unwrap()).collect();
            prop_assert_eq!(before, after, "rebuilt views differ");
        }
        let [a, b, _] = &carried[..] else { unreachable!() };
        prop_assert_eq!(a.shared_hash(b.id()).unwrap(), b.shared_hash(a.id()).unwrap());
    }
}
