//! The state of the links of this process: at most one live session per peer.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use seamline_record::NodeId;
use tokio::sync::{oneshot, watch};

/// Most gaps kept per peer, the newest.
const MAX_GAPS: usize = 32;
/// Shorter times without a link are not worth showing, ms.
const SHORTEST_GAP_MS: i64 = 1000;

/// A time without a link, ms since 1970 UTC; open while it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) from: i64,
    pub(crate) to: Option<i64>,
}

/// What is shown of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkStatus {
    pub(crate) up: bool,
    /// Since when it is in that state, ms since 1970 UTC.
    pub(crate) since: i64,
    /// Last time between a stretch sent and its receipt taken.
    pub(crate) lag_ms: Option<u64>,
    /// The other node's clock less ours, as its newest receipt on this line says.
    pub(crate) drift_ms: Option<i64>,
    pub(crate) gaps: VecDeque<Gap>,
}

struct Live {
    serial: u64,
    /// This node called.
    dialled: bool,
    close: oneshot::Sender<()>,
}

struct Link {
    status: LinkStatus,
    live: Option<Live>,
}

/// The right to hold the session with a peer.
pub(crate) struct Claim {
    peer: NodeId,
    serial: u64,
    /// Fires when a better session takes over.
    pub(crate) closed: oneshot::Receiver<()>,
}

/// All links of this process.
pub(crate) struct Links {
    started: i64,
    known: Mutex<(u64, BTreeMap<NodeId, Link>)>,
    pub(crate) changed: watch::Sender<u64>,
}

impl Links {
    pub(crate) fn new(started: i64) -> Self {
        Self { started, known: Mutex::default(), changed: watch::channel(0).0 }
    }

    fn locked(&self) -> MutexGuard<'_, (u64, BTreeMap<NodeId, Link>)> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn down_since_start(&self) -> LinkStatus {
        let gaps = VecDeque::from([Gap { from: self.started, to: None }]);
        LinkStatus { up: false, since: self.started, lag_ms: None, drift_ms: None, gaps }
    }

    /// Asks to hold the session with a peer. `dialled`: this node called. Where both call at once, the call of the lower
    /// id stands, on both sides; a second call from the same side replaces its first, which must be dead.
    pub(crate) fn claim(&self, own: &NodeId, peer: &NodeId, dialled: bool) -> Option<Claim> {
        let mut links = self.locked();
        let (next, links) = &mut *links;
        let fresh = || Link { status: self.down_since_start(), live: None };
        let link = links.entry(peer.clone()).or_insert_with(fresh);
        if let Some(live) = link.live.take() {
            let preferred = dialled == (own < peer);
            if live.dialled != dialled && !preferred {
                link.live = Some(live);
                return None;
            }
            let _ = live.close.send(());
        }
        *next += 1;
        let (close, closed) = oneshot::channel();
        link.live = Some(Live { serial: *next, dialled, close });
        Some(Claim { peer: peer.clone(), serial: *next, closed })
    }

    /// Both sides have greeted each other.
    pub(crate) fn up(&self, claim: &Claim, now: i64) {
        self.change(claim, |status| {
            if !status.up {
                (status.up, status.since) = (true, now);
                close_gap(status, now);
            }
        });
    }

    /// The session ended.
    pub(crate) fn down(&self, claim: &Claim, now: i64) {
        let mut links = self.locked();
        if let Some(link) = links.1.get_mut(&claim.peer)
            && link.live.as_ref().is_some_and(|live| live.serial == claim.serial)
        {
            link.live = None;
            if link.status.up {
                (link.status.up, link.status.since) = (false, now);
                link.status.gaps.push_back(Gap { from: now, to: None });
                if link.status.gaps.len() > MAX_GAPS {
                    link.status.gaps.pop_front();
                }
            }
        }
        drop(links);
        self.changed.send_modify(|count| *count += 1);
    }

    pub(crate) fn lag(&self, claim: &Claim, lag_ms: u64) {
        self.change(claim, |status| status.lag_ms = Some(lag_ms));
    }

    pub(crate) fn drift(&self, claim: &Claim, drift_ms: i64) {
        self.change(claim, |status| status.drift_ms = Some(drift_ms));
    }

    fn change(&self, claim: &Claim, change: impl FnOnce(&mut LinkStatus)) {
        let mut links = self.locked();
        if let Some(link) = links.1.get_mut(&claim.peer)
            && link.live.as_ref().is_some_and(|live| live.serial == claim.serial)
        {
            change(&mut link.status);
        }
        drop(links);
        self.changed.send_modify(|count| *count += 1);
    }

    pub(crate) fn is_live(&self, peer: &NodeId) -> bool {
        self.locked().1.get(peer).is_some_and(|link| link.live.is_some())
    }

    pub(crate) fn status(&self, peer: &NodeId) -> LinkStatus {
        self.locked().1.get(peer).map_or_else(|| self.down_since_start(), |link| link.status.clone())
    }
}

fn close_gap(status: &mut LinkStatus, now: i64) {
    if let Some(gap) = status.gaps.back_mut()
        && gap.to.is_none()
    {
        gap.to = Some(now);
        if now - gap.from < SHORTEST_GAP_MS {
            status.gaps.pop_back();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> (NodeId, NodeId) {
        ("iraq/makhmour".parse().unwrap(), "kurdistan/makhmour".parse().unwrap())
    }

    #[test]
    fn the_call_of_the_lower_id_stands_on_both_sides() {
        let (low, high) = ids();
        for (own, peer, stands) in [(&low, &high, true), (&high, &low, false)] {
            for first in [true, false] {
                let links = Links::new(0);
                let mut a = links.claim(own, peer, first).unwrap();
                let b = links.claim(own, peer, !first);
                assert_eq!(b.is_some(), first != stands, "own {own}, first call ours: {first}");
                assert_eq!(a.closed.try_recv().is_ok(), b.is_some());
                assert!(links.is_live(peer));
            }
        }
    }

    #[test]
    fn an_old_session_cannot_take_the_link_of_the_new_one_down() {
        let (low, high) = ids();
        let links = Links::new(0);
        let old = links.claim(&low, &high, true).unwrap();
        let new = links.claim(&low, &high, true).unwrap();
        links.up(&new, 5000);
        links.down(&old, 6000);
        assert!(links.status(&high).up && links.is_live(&high));
        assert_eq!(links.status(&high).gaps, [Gap { from: 0, to: Some(5000) }]);
        links.down(&new, 7000);
        assert_eq!(links.status(&high).gaps.back(), Some(&Gap { from: 7000, to: None }));
    }

    #[test]
    fn gaps_are_bounded() {
        let (low, high) = ids();
        let links = Links::new(0);
        for n in 0..100 {
            let claim = links.claim(&low, &high, true).unwrap();
            links.up(&claim, n * 10_000 + 5000);
            links.down(&claim, n * 10_000 + 6000);
        }
        assert_eq!(links.status(&high).gaps.len(), MAX_GAPS);
    }
}
