//! Calendars: one meeting as a file, and a link for each officer that calendar programs follow.
//!
//! A calendar program cannot log in, so its link is a secret of its own: whoever has it reads what the officer reads of
//! meetings and of what the own party owes. A new link ends the one before it, and so does disabling the officer.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use seamline_gateway::ical::{self, Entry, What};
use seamline_node::{Node, NodeFault, Permission};
use seamline_record::{Hash, RecordId, hash_of};
use seamline_store::ViewQuery;
use seamline_view::{BoardFilter, Item, Standing};
use serde::Serialize;
use utoipa::ToSchema;

use super::{access::Acting, input::parsed};
use crate::{
    clock::fresh_token,
    fault::{ErrorAnswer, Fault, FaultCode},
    served::Served,
};

/// Most meetings of one calendar, the latest.
const MOST: usize = 1_000;
const SUFFIX: &str = ".ics";

/// Where a calendar program finds the officer's calendar.
#[derive(Serialize, ToSchema)]
pub(crate) struct Subscription {
    /// Path at this node; whoever has it can read the calendar.
    path: String,
}

fn of_officer(officer: &str) -> String {
    format!("calendar/{officer}")
}

fn of_token(token: Hash) -> String {
    format!("calendar-link/{token}")
}

fn ics(text: String) -> Response {
    ([(CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response()
}

/// The meeting as a calendar file.
#[utoipa::path(get, path = "/api/meetings/{id}/ics", tag = "agreements", params(("id" = String, Path)),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = 404, body = ErrorAnswer),
        (status = 409, body = ErrorAnswer)))]
pub(crate) async fn meeting(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    acting.must(Permission::Read)?;
    let id: RecordId = parsed("id", &id)?;
    let entry = served.ask(move |node| entry(node, &node.item(id)?.item)).await?;
    let next = "Wait until a day is set; the meeting stands in the list all the same.";
    let no_day = || Fault::conflict(FaultCode::NoDay, "The meeting has no day that a calendar could show.", next);
    Ok(ics(ical::calendar("Seamline", &[entry.ok_or_else(no_day)?])))
}

/// Make the officer's calendar link; one made before ends.
#[utoipa::path(post, path = "/api/calendar", tag = "agreements",
    responses((status = 200, body = Subscription), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn subscribe(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Subscription>, Fault> {
    acting.must(Permission::Read)?;
    let token = fresh_token();
    let hash = hash_of(token.as_bytes());
    let officer = acting.officer.name.clone();
    served
        .ask(move |node| {
            end_link(node, &officer)?;
            node.put_shell_setting(&of_token(hash), Some(officer.clone().into_bytes()))?;
            node.put_shell_setting(&of_officer(&officer), Some(hash.0.to_vec()))
        })
        .await?;
    Ok(Json(Subscription { path: format!("/api/calendar/{token}{SUFFIX}") }))
}

/// End the officer's calendar link.
#[utoipa::path(delete, path = "/api/calendar", tag = "agreements",
    responses((status = 204), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn unsubscribe(State(served): State<Arc<Served>>, acting: Acting) -> Result<StatusCode, Fault> {
    acting.must(Permission::Read)?;
    served.ask(move |node| end_link(node, &acting.officer.name)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn end_link(node: &mut Node, officer: &str) -> Result<(), NodeFault> {
    let before = node.shell_setting(&of_officer(officer))?;
    if let Some(hash) = before.and_then(|bytes| bytes.try_into().ok()) {
        node.put_shell_setting(&of_token(Hash(hash)), None)?;
    }
    node.put_shell_setting(&of_officer(officer), None)
}

/// An officer's calendar, for a calendar program: no session is needed, the link is the secret.
#[utoipa::path(get, path = "/api/calendar/{token}", tag = "agreements", params(("token" = String, Path)),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn feed(State(served): State<Arc<Served>>, Path(token): Path<String>) -> Result<Response, Fault> {
    let hash = hash_of(token.strip_suffix(SUFFIX).unwrap_or(&token).as_bytes());
    let entries = served.ask(move |node| {
        let Some(name) = node.shell_setting(&of_token(hash))?.and_then(|name| String::from_utf8(name).ok()) else {
            return Ok(None);
        };
        let reads = match node.officer(&name)? {
            Some(stored) => stored.acting().is_ok_and(|officer| officer.permissions().contains(&Permission::Read)),
            None => false,
        };
        if reads { entries(node).map(Some) } else { Ok(None) }
    });
    let nothing = || Fault::not_found(FaultCode::AddressUnknown, "There is no calendar at this address.");
    Ok(ics(ical::calendar("Seamline", &entries.await?.ok_or_else(nothing)?)))
}

/// Meetings that have a day, and what the own party owes with a date.
fn entries(node: &Node) -> Result<Vec<Entry>, NodeFault> {
    let query = ViewQuery { kinds: vec!["meeting".to_owned()], limit: MOST, ..ViewQuery::default() };
    let mut entries = Vec::new();
    for listed in node.list(&query)?.items {
        entries.extend(entry(node, &listed.item)?);
    }
    let (own, now) = (node.id().party.to_string(), node.now_ms());
    let filter = BoardFilter { party: Some(own.clone()), ..BoardFilter::default() };
    let owed = node.board(|board| {
        let rows = board.rows(&filter, now).into_iter();
        let waits = |one: &&seamline_view::Commitment| {
            let standing = one.standing(now);
            one.owner.as_deref() == Some(own.as_str())
                && matches!(standing, Standing::Overdue | Standing::Due | Standing::Agreed)
        };
        let owed = |one: &seamline_view::Commitment| {
            let due = one.due.as_ref().filter(|due| !due.open)?;
            Some(Entry {
                uid: one.id.to_string(),
                summary: one.text.clone().unwrap_or_default(),
                place: None,
                description: one.beneficiary.clone().unwrap_or_default(),
                from: due.from?,
                to: due.to?,
                stamp: one.at.unwrap_or(now),
                what: What::Owed,
            })
        };
        rows.filter(waits).take(MOST).filter_map(owed).collect::<Vec<_>>()
    })?;
    entries.extend(owed);
    Ok(entries)
}

/// A meeting as an entry; none where it has no day.
fn entry(node: &Node, meeting: &Item) -> Result<Option<Entry>, NodeFault> {
    let Some((from, to)) = meeting.span.as_ref().and_then(|span| span.from.zip(span.to)) else { return Ok(None) };
    if !ical::has_day(from, to) || meeting.kind != "meeting" || meeting.repudiated.is_some() {
        return Ok(None);
    }
    let slot = |name: &str| meeting.slots.iter().find(|s| s.name == name && s.open).map(|s| &s.value);
    let text = |name: &str| slot(name).and_then(|value| value.as_str()).map(str::to_owned);
    let topics = slot("topics").and_then(|value| value.as_array()).cloned().unwrap_or_default();
    let mut lines: Vec<String> = topics.iter().filter_map(|topic| topic.as_str().map(str::to_owned)).collect();
    let agenda = node.meetings(|meetings| meetings.agenda(meeting.id))?;
    for item in agenda.carried.iter().chain(&agenda.own) {
        lines.extend(node.item(item.id)?.item.title);
    }
    Ok(Some(Entry {
        uid: meeting.id.to_string(),
        summary: meeting.title.clone().unwrap_or_default(),
        place: text("where"),
        description: lines.join("\n"),
        from,
        to,
        stamp: meeting.at.or(meeting.received).unwrap_or(from),
        what: if meeting.withdrawn.is_some() { What::Cancelled } else { What::Meeting },
    }))
}
