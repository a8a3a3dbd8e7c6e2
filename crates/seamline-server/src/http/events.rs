//! Live events (server-sent events, WHATWG HTML 9.2): what changed, without contents.

use std::{
    collections::BTreeSet,
    convert::Infallible,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    extract::State,
    response::sse::{Event as Sent, Sse},
};
use futures_core::Stream;
use seamline_node::Permission;
use serde_json::json;
use tokio::{
    sync::{broadcast::error::RecvError, mpsc},
    time::{Instant, interval_at, sleep_until},
};

use super::access::Acting;
use crate::{
    fault::{ErrorAnswer, Fault, FaultCode},
    served::{Event, Served, stopped},
};

/// How often the clock is told; keeps the line alive, too.
const CLOCK_EVERY: Duration = Duration::from_secs(15);
/// Shortest time between two tellings: a catch-up of thousands of records becomes a few events.
const SHORTEST: Duration = Duration::from_millis(100);
/// Most ids in one event; beyond, the reader is to fetch everything.
const MAX_IDS: usize = 500;

/// What waits to be told.
#[derive(Default)]
struct Waiting {
    ids: BTreeSet<String>,
    /// Too much, or some was missed: everything is to be fetched.
    everything: bool,
    links: bool,
    clock: bool,
}

impl Waiting {
    fn take(&mut self, event: Event) {
        match event {
            Event::Records(ids) => self.ids.extend(ids.iter().map(ToString::to_string)),
            Event::Links => self.links = true,
            Event::Clock => self.clock = true,
        }
        if self.ids.len() > MAX_IDS {
            self.everything = true;
            self.ids.clear();
        }
    }

    fn missed(&mut self) {
        (self.everything, self.links) = (true, true);
    }

    fn is_empty(&self) -> bool {
        self.ids.is_empty() && !self.everything && !self.links && !self.clock
    }

    fn told(&mut self, now: i64) -> Vec<Sent> {
        let waiting = std::mem::take(self);
        let event = |name: &str, data: serde_json::Value| Sent::default().event(name).data(data.to_string());
        let mut events = Vec::new();
        if waiting.everything {
            events.push(event("records", json!({ "ids": [], "everything": true })));
        } else if !waiting.ids.is_empty() {
            events.push(event("records", json!({ "ids": waiting.ids })));
        }
        if waiting.links {
            events.push(event("links", json!({})));
        }
        if waiting.clock {
            events.push(event("clock", json!({ "now": now })));
        }
        events
    }
}

/// Events as they come.
pub(crate) struct Events(mpsc::Receiver<Sent>);

impl Stream for Events {
    type Item = Result<Sent, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|event| event.map(Ok))
    }
}

/// Live events: `records` with `{ids}` (with `everything: true` where all is to be fetched), `links`, `clock` with
/// `{now}`.
#[utoipa::path(get, path = "/api/events", tag = "views",
    responses((status = 200, content_type = "text/event-stream", body = String), (status = 401, body = ErrorAnswer),
        (status = 429, body = ErrorAnswer)))]
pub(crate) async fn events(State(served): State<Arc<Served>>, acting: Acting) -> Result<Sse<Events>, Fault> {
    acting.must(Permission::Read)?;
    let full = |_| Fault::too_many(FaultCode::TooManyPages, "Too many pages follow this node.", "Close some of them.");
    let place = served.streams.clone().try_acquire_owned().map_err(full)?;
    let (sender, receiver) = mpsc::channel(8);
    tokio::spawn(async move {
        follow(&served, &sender, acting.session).await;
        drop(place);
    });
    Ok(Sse::new(Events(receiver)))
}

async fn follow(served: &Arc<Served>, sender: &mpsc::Sender<Sent>, session: Option<String>) {
    let mut events = served.events.subscribe();
    let mut stop = served.stop.subscribe();
    let mut clock = interval_at(Instant::now(), CLOCK_EVERY);
    let (mut waiting, mut next) = (Waiting::default(), Instant::now());
    loop {
        tokio::select! {
            event = events.recv() => match event {
                Ok(event) => waiting.take(event),
                Err(RecvError::Lagged(_)) => waiting.missed(),
                Err(RecvError::Closed) => return,
            },
            _ = clock.tick() => waiting.clock = true,
            () = sleep_until(next), if !waiting.is_empty() => {
                // Whoever logged out, or was given other roles, hears no more.
                if session.as_ref().is_some_and(|token| !served.sessions.goes_on(token)) { return }
                for event in waiting.told(served.now_ms()) {
                    if sender.send(event).await.is_err() { return }
                }
                next = Instant::now() + SHORTEST;
            }
            () = sender.closed() => return,
            () = stopped(&mut stop) => return,
        }
    }
}
