//! The board of commitments.

#![expect(unused_qualifications, reason = "the description's macro writes query types with their path")]

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use seamline_node::{Node, NodeFault, Permission};
use seamline_record::RecordId;
use seamline_view::{BoardFilter, Commitment, DueWithin, Standing};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    MAX_ITEMS,
    access::Acting,
    input::{Wanted, parsed},
    shapes::{Label, Span, Step, listed},
};
use crate::{
    fault::{ErrorAnswer, Fault},
    served::Served,
};

/// What of the board.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct BoardQuery {
    /// Where they stand, with commas between: overdue, missed, due, disputed, claimed, agreed, proposed, met,
    /// superseded.
    state: Option<String>,
    /// Owed by or to this party.
    party: Option<String>,
    /// Due within so many days, and what is past; below zero, past for longer than so many days; "open": without a date.
    due: Option<String>,
    /// Only this one.
    id: Option<String>,
    /// Of this programme or roadmap.
    programme: Option<String>,
    /// Resting on this record.
    source: Option<String>,
    /// So many rows; at most 500, 100 where absent.
    limit: Option<usize>,
    /// After so many rows.
    after: Option<usize>,
}

/// The board.
#[derive(Serialize, ToSchema)]
pub(crate) struct Board {
    now: i64,
    /// Rows without the limit.
    total: usize,
    /// How many stand where, whatever `state` asks for.
    counts: BTreeMap<&'static str, usize>,
    rows: Vec<Row>,
}

/// What a commitment comes from.
#[derive(Serialize, ToSchema)]
pub(crate) struct Source {
    id: String,
    #[schema(required = true)]
    title: Option<String>,
    kind: String,
    /// Number of the clause.
    #[schema(required = true)]
    clause: Option<String>,
    /// Its words.
    #[schema(required = true)]
    quote: Option<String>,
}

/// An earlier version of a commitment.
#[derive(Serialize, ToSchema)]
pub(crate) struct Slip {
    id: String,
    #[schema(required = true)]
    due: Option<String>,
    #[schema(required = true)]
    at: Option<i64>,
}

/// One commitment.
#[derive(Serialize, ToSchema)]
pub(crate) struct Row {
    id: String,
    short: String,
    matter: String,
    label: Label,
    /// Party that wrote it.
    party: String,
    own: bool,
    #[schema(required = true)]
    text: Option<String>,
    texts: BTreeMap<String, String>,
    #[schema(required = true)]
    owner: Option<String>,
    #[schema(required = true)]
    beneficiary: Option<String>,
    state: &'static str,
    /// Days of the alarm that has been passed: 30, 7, 0, or -1 past the date.
    #[schema(required = true)]
    alarm: Option<i64>,
    #[schema(required = true)]
    due: Option<Span>,
    #[schema(required = true)]
    agreed: Option<Span>,
    /// Claimed for a day after its date.
    late: bool,
    #[schema(required = true)]
    claimed: Option<Step>,
    /// Accepted or disputed by the one to whom it is owed.
    #[schema(required = true)]
    verdict: Option<Step>,
    #[schema(required = true)]
    source: Option<Source>,
    /// The programme or roadmap that it is part of.
    #[schema(required = true)]
    programme: Option<String>,
    /// Earlier versions, the first one first.
    slips: Vec<Slip>,
    /// The version that both parties have agreed to after it.
    #[schema(required = true)]
    successor: Option<String>,
    /// What our party may say of it now: agree, claim, accept, dispute.
    can: Vec<&'static str>,
}

impl BoardQuery {
    fn filter(&self) -> Result<BoardFilter, Fault> {
        let what = "Commitments are overdue, missed, due, disputed, claimed, agreed, proposed, met or superseded.";
        let unknown = || Fault::form(what.to_owned()).at("state");
        let standing = |word: String| Standing::from_word(&word).ok_or_else(unknown);
        let id = |field, text: &Option<String>| text.as_deref().map(|id| parsed(field, id)).transpose();
        Ok(BoardFilter {
            standings: listed(self.state.as_deref()).map(standing).collect::<Result<_, _>>()?,
            party: self.party.clone(),
            due: self.due.as_deref().map(due_within).transpose()?,
            id: id("id", &self.id)?,
            programme: id("programme", &self.programme)?,
            source: id("source", &self.source)?,
        })
    }
}

fn due_within(words: &str) -> Result<DueWithin, Fault> {
    if words == "open" {
        return Ok(DueWithin::Open);
    }
    let days: i64 = parsed("due", words)?;
    Ok(if days < 0 { DueWithin::PastBy(days.saturating_neg()) } else { DueWithin::Days(days) })
}

/// Commitments, the most pressing first.
#[utoipa::path(get, path = "/api/commitments", tag = "agreements", params(BoardQuery),
    responses((status = 200, body = Board), (status = 401, body = ErrorAnswer), (status = 400, body = ErrorAnswer)))]
pub(crate) async fn list(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Wanted(wanted): Wanted<BoardQuery>,
) -> Result<Json<Board>, Fault> {
    acting.must(Permission::Read)?;
    let filter = wanted.filter()?;
    let (after, limit) = (wanted.after.unwrap_or_default(), wanted.limit.unwrap_or(100).min(MAX_ITEMS));
    Ok(Json(served.ask(move |node| board(node, &filter, after, limit)).await?))
}

fn board(node: &Node, filter: &BoardFilter, after: usize, limit: usize) -> Result<Board, NodeFault> {
    let (now, own) = (node.now_ms(), node.id().party.clone());
    let (total, counts, found) = node.board(|board| {
        let rows = board.rows(filter, now);
        let shown = rows.iter().skip(after).take(limit);
        let shown: Vec<_> = shown.map(|one| ((*one).clone(), board.slips(one))).collect();
        (rows.len(), board.counts(filter, now), shown)
    })?;
    let rows = found.into_iter().map(|(one, slips)| {
        let source = source(node, &one);
        let can = one.open_to(own.as_str(), now);
        Row {
            id: one.id.to_string(),
            short: super::shapes::short_id(one.id),
            matter: one.matter.to_string(),
            label: Label::from(one.label.clone()),
            own: one.party == own.as_str(),
            state: one.standing(now).word(),
            alarm: one.alarm(now),
            late: one.late(),
            claimed: one.claimed().cloned().map(Step::from),
            verdict: one.verdict().cloned().map(Step::from),
            source,
            can,
            programme: one.programme.map(|id| id.to_string()),
            slips: slips.into_iter().map(|s| Slip { id: s.id.to_string(), due: s.due, at: s.at }).collect(),
            successor: one.successor.map(|id| id.to_string()),
            due: one.due.map(Span::from),
            agreed: one.agreed.map(Span::from),
            party: one.party,
            text: one.text,
            texts: one.texts,
            owner: one.owner,
            beneficiary: one.beneficiary,
        }
    });
    Ok(Board { now, total, counts: counts.into_iter().map(|(s, n)| (s.word(), n)).collect(), rows: rows.collect() })
}

/// The first record that it rests on and that is held here.
fn source(node: &Node, one: &Commitment) -> Option<Source> {
    let held = |id: &RecordId| node.item(*id).ok();
    let item = one.sources.iter().find_map(held)?.item;
    let (clause, quote) = (one.clause.clone(), one.quote.clone());
    Some(Source { id: item.id.to_string(), title: item.title, kind: item.kind, clause, quote })
}
