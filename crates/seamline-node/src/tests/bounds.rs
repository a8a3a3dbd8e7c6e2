//! What grows with the years or with a liar's patience, and stays within bounds.

use seamline_feed::{Bye, FeedId, Holdings, Intake, Lane, Origin, frame::MAX_HEADS};

use super::{
    trouble::{Forge, keys},
    *,
};
use crate::node::Feed;

fn origin(from: &str, audience: &str, n: u64) -> Origin {
    let mut feed = [0; 16];
    feed[..8].copy_from_slice(&n.to_be_bytes());
    Origin { node: from.parse().unwrap(), audience: to(audience), lane: Lane::Records, feed: FeedId(feed) }
}

#[test]
fn after_years_of_starts_the_feeds_that_moved_last_are_told_of_and_nobody_is_silenced() {
    let (_, mut a, b) = pair();
    let mut years = |from: &str, audience: &str, starts: u64| {
        for n in 0..starts {
            let (frontier, key) = (seamline_feed::Frontier::default(), None);
            // Later starts have smaller ids here: the order must be that of time.
            let feed = Feed { frontier, receipted: 0, changed: START + n as i64, key, stands: u64::MAX };
            a.feeds.insert(origin(from, audience, starts - n), feed);
        }
    };
    years("kurdistan/desk", "iraq", 6_000);
    years("iraq/desk", "kurdistan", 3_000);
    let heads = a.hello(b.id()).unwrap().heads;
    let own: Vec<_> = heads.iter().filter(|h| h.origin.node == *a.id()).collect();
    assert_eq!((heads.len(), own.len()), (MAX_HEADS, MAX_HEADS / 2));
    assert!(heads.is_sorted());
    for (from, audience) in [("kurdistan/desk", "iraq"), ("iraq/desk", "kurdistan")] {
        assert!(heads.iter().any(|h| h.origin == origin(from, audience, 1)), "the newest of {from}");
    }
}

#[test]
fn alarms_that_a_liar_rings_are_bounded() {
    let (world, _, mut b) = pair();
    let carrier: NodeId = "iraq/hq".parse().unwrap();
    for n in 0..1_010u64 {
        let mut lie = Forge::new("iraq/desk", "kurdistan");
        lie.origin = origin("iraq/desk", "kurdistan", n);
        let mut sent = lie.sent_by(&keys("iraq/hq"));
        sent.start = 5;
        assert_eq!(b.take_leaves(&carrier, &sent), Ok(()));
        world.pass(1);
    }
    assert_eq!(b.alarms().unwrap().len(), 1, "feeds that are not held are as many as it invents");
    assert_eq!(
        b.take_leaves(&"iraq/desk".parse().unwrap(), &Forge::new("iraq/desk", "kurdistan").sent_by(&keys("iraq/hq"))),
        Err(Bye::Feed)
    );
}
