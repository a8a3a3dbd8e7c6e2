//! Feeds, documents and restarts in any order: what stands in the end is the same.

use proptest::prelude::*;
use seamline_feed::{Intake, Leaves};
use seamline_record::{Closure, Cut, Hash, PartyDocument, Statement};
use seamline_release::Payload;

use super::{
    liars::{closure, next as next_version},
    trouble::{Forge, keys, payload_of},
    *,
};

/// Three feeds to Kurdistan, two under the desk's key and one under the command's, about the same records.
struct Feeds(Vec<(Forge, &'static str)>);

fn feeds(acts: &[(usize, usize, u8)], records: &[Statement]) -> Feeds {
    let mut feeds: Vec<(Forge, &str)> = vec![];
    for (n, from) in ["iraq/desk", "iraq/desk", "iraq/hq"].into_iter().enumerate() {
        let mut forge = Forge::new(from, "kurdistan");
        forge.origin.feed.0[0] = n as u8;
        let mut sent = BTreeSet::new();
        for (_, record, wanted) in acts.iter().filter(|(feed, ..)| *feed == n) {
            let statement = &records[*record % records.len()];
            let mut payload: Payload = payload_of(statement);
            payload.openings.retain(|o| o.index < 5 || wanted & (1 << (o.index % 8)) != 0);
            if !sent.insert(statement.id()) {
                payload.record = None;
            }
            forge.act(statement.id(), payload.encode());
        }
        feeds.push((forge, from));
    }
    Feeds(feeds)
}

impl Feeds {
    fn stretch(&self, feed: usize, start: usize, end: usize) -> Leaves {
        let (forge, from) = &self.0[feed];
        let mut part = Forge::new(from, "kurdistan");
        part.origin = forge.origin.clone();
        part.entries.clear();
        part.frontier = seamline_feed::Frontier::default();
        for entry in &forge.entries[..end] {
            part.leaf(entry.leaf.clone(), entry.payload.clone());
        }
        let mut leaves = part.sent_by(&keys(from));
        leaves.entries.drain(..start);
        Leaves { start: start as u64, ..leaves }
    }

    fn cut(&self, feed: usize, size: usize) -> Cut {
        let mut frontier = seamline_feed::Frontier::default();
        for entry in self.0[feed].0.entries.iter().take(size) {
            frontier.push(&entry.leaf).unwrap();
        }
        Cut { size: frontier.size(), root: Hash(frontier.root().0) }
    }

    /// Sends up to `step` more leaves of a feed.
    fn send(&self, node: &mut Node, feed: usize, step: usize) {
        let (forge, from) = &self.0[feed];
        let held = node.feeds.get(&forge.origin).map_or(0, |f| f.frontier.size() as usize);
        let end = (held + step).min(forge.entries.len());
        if end > held {
            node.take_leaves(&from.parse().unwrap(), &self.stretch(feed, held, end)).unwrap();
        }
    }
}

fn standing(node: &Node) -> String {
    let mut items: Vec<_> = items(node).into_iter().map(|l| l.item).filter(|i| i.repudiated.is_none()).collect();
    for item in &mut items {
        item.received = None;
    }
    items.sort_by_key(|item| item.id);
    format!("{} {}", node.state_hash().unwrap(), serde_json::to_string(&items).unwrap())
}

fn all(node: &Node) -> String {
    serde_json::to_string(&items(node).into_iter().map(|l| l.item).collect::<Vec<_>>()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn what_stands_does_not_depend_on_order_versions_or_restarts(
        acts in proptest::collection::vec((0usize..3, 0usize..6, any::<u8>()), 4..20),
        versions in proptest::collection::vec((any::<bool>(), any::<bool>(), [0usize..8, 0..8, 0..8], any::<u8>(), any::<u8>()), 1..4),
        orders in proptest::collection::vec(proptest::collection::vec((0usize..5, 1usize..5), 0..14), 2),
    ) {
        let world = World::new();
        let mut desk = world.node("iraq/desk");
        let one = log(&mut desk, "one", vec![]);
        let two = incident(&mut desk, "two", "patrol", vec![]);
        let mut ids = vec![one, two];
        for new in [
            about(Rel::Corrects, one, "correction", &json!({"text": "better", "reason": "r"})),
            about(Rel::Withdraws, two, "withdrawal", &json!({"reason": "wrong"})),
            about(Rel::Links, two, "link", &json!({"relation": "related"})),
        ] {
            ids.push(desk.record(&holder(), &new).unwrap().id);
        }
        let records: Vec<Statement> = ids.iter().map(|id| desk.statement(*id).unwrap()).collect();
        let feeds = feeds(&acts, &records);
        let chosen = |mask: u8| ids.iter().enumerate().filter(|(n, _)| mask & (1 << n) != 0).map(|(_, id)| *id).collect();
        let mut reference = world.node("kurdistan/desk");
        let mut documents: Vec<Vec<u8>> = vec![];
        for (desk_closed, hq_closed, sizes, _keep, void) in &versions {
            let (desk_closed, hq_closed): (bool, bool) = (*desk_closed, *hq_closed);
            let document = next_version(&reference, "iraq", &|d| {
                let first = world.node("usa/desk").directory().newest(&to("iraq").party).unwrap().body().clone();
                d.closed.clear();
                d.nodes = first.nodes;
                d.audiences = first.audiences;
                d.void = if void % 3 == 0 { chosen(void / 3) } else { BTreeSet::new() };
                for (gone, name, of) in [(desk_closed, "desk", [0usize, 1].as_slice()), (hq_closed, "hq", &[2])] {
                    if !gone { continue }
                    d.nodes.retain(|n| n.name.as_str() != name);
                    d.audiences.iter_mut().for_each(|a| { a.nodes.remove(&name.parse().unwrap()); });
                    let cuts = of.iter().filter(|feed| sizes[**feed] > 0);
                    let cuts = cuts.map(|feed| (feeds.0[*feed].0.origin.feed.0, feeds.cut(*feed, sizes[*feed])));
                    let (feeds, keep) = (cuts.collect(), BTreeSet::new());
                    d.closed.push(Closure { feeds, keep, ..closure(&keys(&format!("iraq/{name}")), name) });
                }
                d.closed.sort_by_key(|c| c.key.to_bytes());
            });
            reference.admit_document(&document).unwrap();
            documents.push(document);
        }
        (0..3).for_each(|feed| feeds.send(&mut reference, feed, 99));
        let expected = standing(&reference);
        for order in orders {
            let folder = Folder::new("shuffled");
            let mut node = world.node_on("kurdistan/desk", folder.store());
            let mut ahead = documents.iter();
            for (what, step) in order {
                match what {
                    0..3 => feeds.send(&mut node, what, step),
                    3 => { ahead.next().map(|document| node.admit_document(document).unwrap()); }
                    _ => {
                        let hash = node.state_hash().unwrap();
                        drop(node);
                        node = world.bare("kurdistan/desk", folder.store());
                        prop_assert_eq!(hash, node.state_hash().unwrap());
                    }
                }
            }
            ahead.for_each(|document| { node.admit_document(document).unwrap(); });
            (0..3).for_each(|feed| feeds.send(&mut node, feed, 99));
            prop_assert_eq!(&standing(&node), &expected);
            let views = all(&node);
            node.rebuild().unwrap();
            prop_assert_eq!(views, all(&node));
            let newest = node.directory().newest(&to("iraq").party).map(PartyDocument::hash);
            prop_assert_eq!(newest, reference.directory().newest(&to("iraq").party).map(PartyDocument::hash));
        }
    }
}

const CASES: u32 = 16;
