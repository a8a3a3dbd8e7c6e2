//! Meetings by series, and what each opens with.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Json,
    extract::{Path, State},
};
use seamline_node::{Node, NodeFault, Permission};
use seamline_record::RecordId;
use seamline_view::OnAgenda;
use serde::Serialize;
use utoipa::ToSchema;

use super::{access::Acting, input::parsed, shapes::Item};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// Most meetings of one answer.
const MOST_MEETINGS: usize = 1_000;
/// Most texts of one meeting.
const MOST_TEXTS: usize = 200;

/// A meeting in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct Listed {
    id: String,
    #[schema(required = true)]
    title: Option<String>,
    /// When it begins; null where that is open.
    #[schema(required = true)]
    from: Option<i64>,
    /// When, in EDTF.
    #[schema(required = true)]
    edtf: Option<String>,
    /// called, held
    state: String,
    /// Items that it leaves open, those carried over among them.
    open: usize,
}

/// Meetings of one series, the latest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Series {
    /// Name of the series; empty for meetings by themselves.
    key: String,
    meetings: Vec<Listed>,
}

/// All meetings; series with the latest meeting first, meetings by themselves last.
#[derive(Serialize, ToSchema)]
pub(crate) struct AllMeetings {
    series: Vec<Series>,
}

/// An agenda item as a meeting finds it.
#[derive(Serialize, ToSchema)]
pub(crate) struct AgendaItem {
    item: Item,
    /// What was said of it up to this meeting, earliest first.
    notes: Vec<Item>,
    /// Nothing up to this meeting settles it.
    open: bool,
    /// The meeting at which it was first put.
    meeting: String,
    #[schema(required = true)]
    meeting_title: Option<String>,
    /// When that meeting began; where it has no date, when the item was put.
    #[schema(required = true)]
    since: Option<i64>,
}

/// One meeting with what it opens with.
#[derive(Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the record of the meeting is what it is called")]
pub(crate) struct Meeting {
    meeting: Item,
    /// The one before it in its series.
    #[schema(required = true)]
    previous: Option<String>,
    /// The one after it.
    #[schema(required = true)]
    next: Option<String>,
    /// Still open from earlier meetings of the series, oldest first: on this agenda by themselves.
    carried: Vec<AgendaItem>,
    agenda: Vec<AgendaItem>,
    /// Joint acts of its matter.
    texts: Vec<Item>,
    /// Commitments that rest on it, on a text of it, or on something that was said at it.
    commitments: Vec<String>,
}

/// All meetings by series.
#[utoipa::path(get, path = "/api/meetings", tag = "agreements",
    responses((status = 200, body = AllMeetings), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn list(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<AllMeetings>, Fault> {
    acting.must(Permission::Read)?;
    let listed = served.ask(|node| {
        node.meetings(|meetings| {
            let mut left = MOST_MEETINGS;
            let mut all = Vec::new();
            for (key, of_series) in meetings.series() {
                let shown = of_series.len().min(left);
                left -= shown;
                let listed = of_series.into_iter().take(shown).map(|meeting| Listed {
                    id: meeting.id.to_string(),
                    title: meeting.title.clone(),
                    from: meeting.when.as_ref().and_then(|when| when.from),
                    edtf: meeting.when.as_ref().map(|when| when.edtf.clone()),
                    state: meeting.state.clone(),
                    open: meetings.open_after(meeting.id),
                });
                all.push(Series { key: key.unwrap_or_default().to_owned(), meetings: listed.collect() });
            }
            all
        })
    });
    Ok(Json(AllMeetings { series: listed.await? }))
}

/// One meeting: what is still open from the ones before it, its agenda with notes, its texts.
#[utoipa::path(get, path = "/api/meetings/{id}", tag = "agreements", params(("id" = String, Path)),
    responses((status = 200, body = Meeting), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn show(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Json<Meeting>, Fault> {
    acting.must(Permission::Read)?;
    let id: RecordId = parsed("id", &id)?;
    Ok(Json(served.ask(move |node| meeting(node, id)).await?))
}

fn meeting(node: &Node, id: RecordId) -> Result<Meeting, NodeFault> {
    let meeting = node.item(id)?;
    let agenda = node.meetings(|meetings| meetings.agenda(id))?;
    let texts = node.joint_acts_of(meeting.item.matter, MOST_TEXTS)?;
    let on_agenda = || agenda.carried.iter().chain(&agenda.own);
    let said = on_agenda().flat_map(|item| item.notes.iter().copied().chain([item.id]));
    let sources: BTreeSet<RecordId> = texts.iter().map(|text| text.item.id).chain([id]).chain(said).collect();
    let rest_on = |one: &seamline_view::Commitment| one.sources.iter().any(|source| sources.contains(source));
    let now = node.now_ms();
    let commitments = node.board(|board| {
        let rows = board.rows(&seamline_view::BoardFilter::default(), now).into_iter();
        rows.filter(|one| rest_on(one)).map(|one| one.id.to_string()).collect()
    })?;
    let shown = |items: &[OnAgenda]| items.iter().map(|item| found_on_agenda(node, item)).collect::<Result<_, _>>();
    Ok(Meeting {
        meeting: meeting.into(),
        previous: agenda.previous.map(|id| id.to_string()),
        next: agenda.next.map(|id| id.to_string()),
        carried: shown(&agenda.carried)?,
        agenda: shown(&agenda.own)?,
        texts: texts.into_iter().map(Item::from).collect(),
        commitments,
    })
}

fn found_on_agenda(node: &Node, found: &OnAgenda) -> Result<AgendaItem, NodeFault> {
    let notes = found.notes.iter().map(|id| node.item(*id).map(Item::from)).collect::<Result<_, _>>()?;
    let item = node.item(found.id)?;
    let meeting = node.item(found.meeting)?.item;
    let since = meeting.span.as_ref().and_then(|span| span.from).or(item.item.at);
    Ok(AgendaItem {
        item: item.into(),
        notes,
        open: found.open,
        meeting: found.meeting.to_string(),
        meeting_title: meeting.title,
        since,
    })
}
