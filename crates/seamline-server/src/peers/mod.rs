//! Connections to other nodes: who is called, who may call, and the sessions on them.

mod conversation;
mod links;
mod tls;
mod wire;

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use rustls::pki_types::ServerName;
use seamline_feed::Bye;
use seamline_node::Random;
use seamline_record::NodeId;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use self::conversation::{Outcome, converse};
pub use self::tls::IdentityFault;
pub(crate) use self::{links::Links, tls::Identity};
use crate::{
    clock::SystemRandom,
    served::{Served, stopped},
};

/// Most incoming connections at once, whoever they are.
const MAX_INCOMING: usize = 256;
/// Connecting and the TLS handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// First and longest wait before a peer is called again.
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A peer that says "closing" is there and may be resumed any moment.
const LONGEST_WAIT_AFTER_CLOSING: Duration = Duration::from_secs(2);
/// A connection that lasted this long was a good one: waits start over.
const GOOD_CONNECTION: Duration = Duration::from_secs(5);

/// Takes calls from peers until stopped.
pub(crate) async fn accept(served: Arc<Served>, listener: TcpListener, acceptor: TlsAcceptor) {
    let places = Arc::new(Semaphore::new(MAX_INCOMING));
    let mut stop = served.stop.subscribe();
    let mut calls = JoinSet::new();
    loop {
        let stream = tokio::select! {
            () = stopped(&mut stop) => break,
            Some(_) = calls.join_next() => continue,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(fault) => {
                    // Out of file descriptors, usually: taking the next call at once would spin.
                    tracing::warn!(%fault, "a call could not be taken");
                    sleep(FIRST_WAIT).await;
                    continue;
                }
            },
        };
        let Ok(place) = places.clone().try_acquire_owned() else { continue };
        let (served, acceptor) = (served.clone(), acceptor.clone());
        calls.spawn(async move {
            answer(&served, stream, acceptor).await;
            drop(place);
        });
    }
    while calls.join_next().await.is_some() {}
}

async fn answer(served: &Arc<Served>, stream: TcpStream, acceptor: TlsAcceptor) {
    let _ = stream.set_nodelay(true);
    let stream = match timeout(HANDSHAKE, acceptor.accept(stream)).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(_)) => return tracing::warn!("a call was refused: its key stands in no party document held here"),
        Err(_) => return tracing::warn!("a call was dropped: no handshake in time"),
    };
    let certificate = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
    let link = certificate.and_then(|c| tls::key_of(c).ok()).and_then(|key| served.opened(key));
    if let Some(link) = link.filter(|link| link.peer != served.id) {
        converse(served, link, stream, false).await;
    }
}

/// Calls every peer that has an address, for as long as the node is served.
pub(crate) async fn call_all(served: Arc<Served>) {
    let mut peers = served.peers.subscribe();
    let mut stop = served.stop.subscribe();
    let (mut callers, mut known) = (JoinSet::new(), BTreeSet::new());
    loop {
        let wanted: Vec<NodeId> = peers.borrow_and_update().keys().cloned().collect();
        for peer in wanted.into_iter().filter(|peer| *peer != served.id) {
            if known.insert(peer.clone()) {
                callers.spawn(keep_calling(served.clone(), peer));
            }
        }
        tokio::select! {
            () = stopped(&mut stop) => break,
            changed = peers.changed() => if changed.is_err() { break },
        }
    }
    while callers.join_next().await.is_some() {}
}

async fn keep_calling(served: Arc<Served>, peer: NodeId) {
    let (mut peers, mut links, mut stop) =
        (served.peers.subscribe(), served.links.changed.subscribe(), served.stop.subscribe());
    let mut wait = FIRST_WAIT;
    while !*stop.borrow_and_update() {
        let wanted = peers.borrow_and_update().get(&peer).cloned();
        let address = wanted.filter(|p| !p.paused).and_then(|p| p.address);
        links.borrow_and_update();
        let pause = match address {
            None => {
                wait = FIRST_WAIT;
                None
            }
            Some(_) if served.links.is_live(&peer) => None,
            Some(address) => {
                let outcome = call(&served, &peer, &address).await;
                if outcome.is_some_and(|o| o.lasted >= GOOD_CONNECTION) {
                    wait = FIRST_WAIT;
                }
                if outcome.is_some_and(|o| o.bye == Some(Bye::Closing)) {
                    wait = wait.min(LONGEST_WAIT_AFTER_CLOSING);
                }
                let pause = jittered(wait);
                wait = (wait * 2).min(LONGEST_WAIT);
                Some(pause)
            }
        };
        tokio::select! {
            () = sleep(pause.unwrap_or(LONGEST_WAIT)), if pause.is_some() => {}
            changed = links.changed(), if pause.is_none() => if changed.is_err() { return },
            changed = peers.changed() => {
                if changed.is_err() { return }
                wait = FIRST_WAIT;
            }
            _ = stop.changed() => {}
        }
    }
}

/// Between three quarters and five quarters of it, so that nodes that lost one line do not call in step.
fn jittered(wait: Duration) -> Duration {
    let mut byte = [0];
    SystemRandom.fill(&mut byte);
    wait * 3 / 4 + wait * u32::from(byte[0]) / 512
}

async fn call(served: &Arc<Served>, peer: &NodeId, address: &str) -> Option<Outcome> {
    let Some(key) = served.key_of(peer) else {
        tracing::warn!(%peer, "not called: it stands in no party document held here");
        return None;
    };
    let config = match served.identity.client(key) {
        Ok(config) => Arc::new(config),
        Err(fault) => {
            tracing::error!(%fault, "the TLS key cannot be used");
            return None;
        }
    };
    let connected = timeout(HANDSHAKE, async {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        // Not sent and not checked: the pinned key is the name.
        let name = ServerName::from(std::net::IpAddr::from([0, 0, 0, 0]));
        TlsConnector::from(config).connect(name, stream).await
    });
    match connected.await {
        Ok(Ok(stream)) => {
            let link = served.opened(key).filter(|link| link.peer == *peer)?;
            Some(converse(served, link, stream, true).await)
        }
        Ok(Err(fault)) => {
            tracing::debug!(%peer, kind = %fault.kind(), "not reached");
            None
        }
        Err(_) => None,
    }
}
