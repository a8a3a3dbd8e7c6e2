//! What parties agree to: which proposals can stand, and an officer's word on one.
//!
//! What is refused here is refused to the own officers only, early and with a reason. What others write is judged by the
//! fold, the same at every party.

use ed25519_dalek::SigningKey;
use seamline_record::{Clause, Name, RecordId, Ref, Rel, Span, Statement, Value, hex};
use serde_json::{Map, Value as Json, json};

use crate::{
    author::{NewRecord, Recorded},
    concur::{ConcurFault, concur, concurred},
    fault::NodeFault,
    node::Node,
    officers::Officer,
    pending::Pending,
    query::Listed,
};

/// Why something that parties agree to, or a word on it, cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AgreementFault {
    /// Nobody is to concur.
    #[error("a joint act names the parties that have to concur")]
    NobodyRequired,
    /// A name of no party.
    #[error("{0} is no party that is known here")]
    UnknownParty(String),
    /// Who hosts would decide.
    #[error("{0} is the facilitator here: it hosts and cannot be among those who decide")]
    Facilitator(String),
    /// The own party hosts.
    #[error("{0} is the facilitator here: it hosts and cannot decide")]
    Hosts(String),
    /// What is due before it was decided.
    #[error("it would be due before it was agreed")]
    DueBeforeAgreed,
    /// A word on something that is no joint act.
    #[error("record {0} is no joint act: there is nothing to concur with")]
    NotJoint(RecordId),
    /// The own party is not asked.
    #[error("the act does not ask for the word of {0}")]
    NotRequired(String),
    /// Its author has proposed another text in its place.
    #[error("the text is outdated: record {0} takes its place")]
    Outdated(RecordId),
    /// The own party has concurred, which is not taken back.
    #[error("the party has concurred already: a concurrence is not taken back")]
    Already,
    /// The time for it has passed.
    #[error("the proposal has lapsed")]
    Lapsed,
    /// The signature binds nobody.
    #[error(transparent)]
    NotBinding(#[from] ConcurFault),
    /// No reason why not.
    #[error("who does not concur says why")]
    NoReason,
    /// The text has no such clause.
    #[error("the text has no clause {0}")]
    NoSuchClause(String),
    /// Written past the rules for it.
    #[error("a position is not recorded by itself: it is an answer to one joint act")]
    Form,
    /// By another than those who may.
    #[error("{party} may not say so of this commitment: {who} may")]
    NotTheirs {
        /// Own party.
        party: String,
        /// Whose word it is.
        who: String,
    },
}

/// What an officer says of a joint act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Why not; needed where the party does not concur.
    pub reason: Option<String>,
    /// Numbers of the clauses objected to.
    pub clauses: Vec<String>,
    /// What the party holds beside the text, though it concurs.
    pub dissent: Option<String>,
    /// Which report it comes from, or "synthetic".
    pub provenance: Option<String>,
}

/// Whether the officer concurs, and with which key.
pub enum Signs<'a> {
    /// Concurs, by this officer's own key.
    With(&'a SigningKey),
    /// Concurs, by a signature that the officer made elsewhere with `concur`.
    Signature([u8; 64]),
    /// Does not concur; a node's word is enough for that.
    Not,
}

impl Node {
    /// Refuses what could never stand among those who are to agree to it.
    pub(crate) fn may_stand(&self, new: &NewRecord) -> Result<(), NodeFault> {
        let kind = seamline_record::Kind::named(&new.kind);
        match (new.kind.as_str(), kind) {
            ("position", _) => self.answers(new)?,
            ("progress", _) => self.theirs_to_say(new)?,
            (_, Some(kind)) if kind.is_joint() => self.asks_rightly(&new.fields)?,
            (_, Some(kind)) if kind.is_promise() => due_after_agreed(&new.fields)?,
            _ => {}
        }
        Ok(())
    }

    fn asks_rightly(&self, fields: &Map<String, Json>) -> Result<(), AgreementFault> {
        let list = fields.get("required").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let required: Vec<&str> = list.iter().filter_map(Json::as_str).collect();
        let facilitator = fields.get("facilitator").and_then(Json::as_str);
        if required.is_empty() {
            return Err(AgreementFault::NobodyRequired);
        }
        for party in required.iter().copied().chain(facilitator) {
            let known = party.parse().is_ok_and(|party| self.directory.newest(&party).is_some());
            if !known {
                return Err(AgreementFault::UnknownParty(party.to_owned()));
            }
        }
        match facilitator.filter(|party| required.contains(party)) {
            Some(party) => Err(AgreementFault::Facilitator(party.to_owned())),
            None => Ok(()),
        }
    }

    /// The act that an answer is to, where the own party may answer at all.
    fn to_answer(&self, id: RecordId) -> Result<Statement, NodeFault> {
        let act = self.statement(id)?;
        if !act.kind().is_joint() {
            return Err(AgreementFault::NotJoint(id).into());
        }
        // Of what its party has taken back nothing is said to anybody: a word on it would stay here.
        if let Some(version) = self.is_repudiated(&Pending::default(), id)? {
            return Err(NodeFault::Repudiated(id, version));
        }
        let own = self.id.party.as_str();
        if act.text_of("facilitator") == Some(own) {
            return Err(AgreementFault::Hosts(own.to_owned()).into());
        }
        let required = act.value_of("required").and_then(Value::as_array).unwrap_or_default();
        if !required.iter().any(|party| party.as_text() == Some(own)) {
            return Err(AgreementFault::NotRequired(own.to_owned()).into());
        }
        let item = self.item(id)?.item;
        if item.positions.iter().any(|p| p.party == self.id.party && p.answer == "concurred" && p.fault.is_none()) {
            return Err(AgreementFault::Already.into());
        }
        let outdated = match item.superseded_by {
            Some(newer) => Some(newer),
            None => self.amended_by(&act)?,
        };
        match outdated {
            Some(newer) => Err(AgreementFault::Outdated(newer).into()),
            None => Ok(act),
        }
    }

    /// A later text by the same author that is to take the place of this one.
    fn amended_by(&self, act: &Statement) -> Result<Option<RecordId>, NodeFault> {
        for id in self.store.mentions(act.id())? {
            let Ok(later) = self.statement(id) else { continue };
            let replaces = later.refs().iter().any(|r| r.rel == Rel::Supersedes && r.id == act.id());
            let same = later.kind() == act.kind() && later.record().author().party == act.record().author().party;
            if replaces && same && self.is_repudiated(&Pending::default(), id)?.is_none() {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn answers(&self, new: &NewRecord) -> Result<(), NodeFault> {
        let [Ref { rel: Rel::About, id }] = new.refs[..] else { return Err(AgreementFault::Form.into()) };
        let act = self.to_answer(id)?;
        let text = |name: &str| new.fields.get(name).and_then(Json::as_str).filter(|text| !text.trim().is_empty());
        let numbers = act.value_of("clauses").and_then(Clause::list_of).unwrap_or_default();
        let objected = new.fields.get("clauses").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        for number in objected.iter().filter_map(Json::as_str) {
            if !numbers.iter().any(|clause| clause.number == number) {
                return Err(AgreementFault::NoSuchClause(number.to_owned()).into());
            }
        }
        match text("answer") {
            Some("concurred") => {
                let now = new.at.unwrap_or_else(|| self.clock.now_ms());
                let last = act.text_of("lapses").and_then(Span::parse).and_then(|span| span.to);
                if last.is_some_and(|last| now > last) {
                    return Err(AgreementFault::Lapsed.into());
                }
                let signature = text("signature").and_then(seamline_record::from_hex).unwrap_or_default();
                let version = self.directory.newest(&self.id.party).map_or(0, |d| d.body().version);
                concurred(&self.directory, (&self.id.party, version), act.kind(), id, &signature)
                    .map_err(AgreementFault::NotBinding)?;
                Ok(())
            }
            Some("not-concurred") if text("reason").is_some() => Ok(()),
            Some("not-concurred") => Err(AgreementFault::NoReason.into()),
            _ => Err(AgreementFault::Form.into()),
        }
    }

    /// Who owes agrees and claims, to whom it is owed agrees, accepts and disputes.
    fn theirs_to_say(&self, new: &NewRecord) -> Result<(), NodeFault> {
        let Some(about) = new.refs.iter().find(|r| r.rel == Rel::About) else { return Ok(()) };
        let target = self.statement(about.id)?;
        if !target.kind().is_promise() {
            return Ok(());
        }
        let who = match new.fields.get("what").and_then(Json::as_str) {
            Some("claimed") => vec!["owner"],
            Some("accepted" | "disputed") => vec!["beneficiary"],
            Some("agreed") => vec!["owner", "beneficiary"],
            _ => return Ok(()),
        };
        // Only names of parties: whatever else the record says there is its content, and stands in no error.
        let named = who.into_iter().filter_map(|name| target.text_of(name)?.parse().ok());
        let parties = named.filter(|party| self.directory.newest(party).is_some());
        let who: Vec<String> = parties.map(|party: Name| party.to_string()).collect();
        let own = self.id.party.as_str();
        if who.iter().any(|party| party == own) {
            return Ok(());
        }
        let who = if who.is_empty() { "no party known here".to_owned() } else { who.join(", ") };
        Err(AgreementFault::NotTheirs { party: own.to_owned(), who }.into())
    }

    /// Joint acts of a matter, by claimed time: at most `limit`, the latest.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn joint_acts_of(&self, matter: RecordId, limit: usize) -> Result<Vec<Listed>, NodeFault> {
        let mut acts = Vec::new();
        for id in self.store.mentions(matter)? {
            let of_matter = self.statement(id).is_ok_and(|s| s.kind().is_joint() && s.matter() == matter);
            if of_matter {
                acts.push(self.item(id)?);
            }
        }
        acts.sort_by_key(|act| std::cmp::Reverse((act.item.at, act.item.id)));
        acts.truncate(limit);
        acts.reverse();
        Ok(acts)
    }

    /// Whether both parties of a commitment have agreed to it.
    pub(crate) fn is_agreed(&self, commitment: &Statement) -> Result<bool, NodeFault> {
        if !commitment.kind().is_promise() {
            return Ok(false);
        }
        Ok(!matches!(self.item(commitment.id())?.item.state.as_str(), "proposed" | "withdrawn" | "repudiated"))
    }

    /// Records where the own party stands on a joint act, and sends it to all whom the act concerns.
    ///
    /// # Errors
    /// [`AgreementFault`] in [`NodeFault::Agreement`], and as [`Node::record`]; nothing was recorded.
    pub fn answer(
        &mut self,
        officer: &Officer,
        act: RecordId,
        signs: &Signs<'_>,
        answer: &Answer,
    ) -> Result<Recorded, NodeFault> {
        let mut fields = Map::new();
        let signature = match signs {
            Signs::With(key) => Some(concur(key, act)),
            Signs::Signature(signature) => Some(*signature),
            Signs::Not => None,
        };
        if let Some(signature) = signature {
            fields.insert("signature".to_owned(), json!(hex(&signature)));
            fields.insert("officer".to_owned(), json!(self.binding_name(act, &signature)));
        }
        let word = if signature.is_some() { "concurred" } else { "not-concurred" };
        fields.insert("answer".to_owned(), json!(word));
        let said = [("reason", &answer.reason), ("dissent", &answer.dissent), ("provenance", &answer.provenance)];
        fields.extend(said.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?)))));
        if !answer.clauses.is_empty() {
            fields.insert("clauses".to_owned(), json!(answer.clauses));
        }
        let refs = vec![Ref { rel: Rel::About, id: act }];
        // Whoever may have the act may have the word on it: a mark of its own could keep it from some of them.
        let label = self.statement(act)?.label().clone();
        self.record(officer, &NewRecord { kind: "position".to_owned(), label, fields, refs, ..NewRecord::default() })
    }

    /// Name of the officer in the own party's newest document who has signed.
    fn binding_name(&self, act: RecordId, signature: &[u8]) -> Option<String> {
        let (kind, newest) = (self.statement(act).ok()?.kind(), self.directory.newest(&self.id.party)?);
        let of = (&self.id.party, newest.body().version);
        concurred(&self.directory, of, kind, act, signature).ok().map(|officer| officer.name.clone())
    }
}

fn due_after_agreed(fields: &Map<String, Json>) -> Result<(), AgreementFault> {
    let span = |name: &str| fields.get(name).and_then(Json::as_str).and_then(Span::parse);
    let (due, agreed) = (span("due").and_then(|due| due.to), span("agreed").and_then(|agreed| agreed.from));
    match due.zip(agreed) {
        Some((due, agreed)) if due < agreed => Err(AgreementFault::DueBeforeAgreed),
        _ => Ok(()),
    }
}
