//! Writing records: compose, sign, store, release, in one transaction.

use seamline_record::{AudienceId, Draft, Kind, Label, RecordId, Ref, Rel, Statement};
use seamline_release::{Chosen, join};
use seamline_view::agrees;
use serde_json::{Map, Value as Json};

use crate::{
    fault::NodeFault,
    journal::{JournalAct, Note},
    limits::Mandate,
    node::Node,
    officers::{Officer, Permission},
    pending::Pending,
};

/// What an officer wants recorded.
#[derive(Debug, Clone, Default)]
pub struct NewRecord {
    /// Name of the kind.
    pub kind: String,
    /// Claimed time, ms since 1970 UTC; now where absent.
    pub at: Option<i64>,
    /// The matter that it belongs to; its own where absent.
    pub matter: Option<RecordId>,
    /// Handling marks; at least those of the records it refers to, those it acknowledges excepted.
    pub label: Label,
    /// Slots by name.
    pub fields: Map<String, Json>,
    /// References.
    pub refs: Vec<Ref>,
    /// Releases to make at once.
    pub release: Vec<ReleaseRequest>,
}

/// A release asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRequest {
    /// To whom.
    pub to: AudienceId,
    /// Slots by name; empty for the whole record.
    pub slots: Vec<String>,
    /// Why, as typed.
    pub purpose: String,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The record.
    pub id: RecordId,
    /// Audiences that it was released to.
    pub released: Vec<AudienceId>,
}

impl Node {
    /// Records something and makes the releases asked for: all of it or nothing.
    ///
    /// # Errors
    /// [`NodeFault`]; nothing was recorded.
    pub fn record(&mut self, officer: &Officer, new: &NewRecord) -> Result<Recorded, NodeFault> {
        self.may(officer, Permission::Record)?;
        let addressed = addressed(new)?;
        if new.release.iter().any(|request| Some(request) != addressed.as_ref()) {
            self.may(officer, Permission::Release)?;
        }
        self.standing()?;
        let mut pending = Pending::default();
        let recorded = self.record_into(&mut pending, officer, new)?;
        self.commit(pending)?;
        Ok(recorded)
    }

    /// [`Self::record`] into a transaction, for an officer who was found to be permitted.
    pub(crate) fn record_into(
        &mut self,
        pending: &mut Pending,
        officer: &Officer,
        new: &NewRecord,
    ) -> Result<Recorded, NodeFault> {
        let addressed = addressed(new)?;
        let statement = self.compose(officer, new)?;
        self.must_hold_files_of(&statement)?;
        let now = self.clock.now_ms();
        pending.put_statement(&statement, now, true);
        let noted = Note::new(&officer.name, JournalAct::Recorded, Some(statement.id()));
        pending.notes.push(noted.with("kind", statement.kind().name()));
        let mut released = Vec::new();
        let also = addressed.iter().filter(|request| !new.release.contains(request));
        for request in new.release.iter().chain(also) {
            self.one_is_enough(&statement, request)?;
            let chosen = Self::chosen(&statement, request)?;
            let mandate = Mandate::of(officer, &request.purpose);
            if self.release_into(pending, &statement, &request.to, &chosen, &mandate)? {
                released.push(request.to.clone());
            }
        }
        let mandate = Mandate::of(officer, "");
        self.follow_targets(pending, &statement, &mandate.by_rule("follows its target"))?;
        if let Some(command) = self.own_command() {
            self.share_with_command(pending, &statement, &command, &mandate.by_rule("own command"))?;
        }
        Ok(Recorded { id: statement.id(), released })
    }

    pub(crate) fn chosen(statement: &Statement, request: &ReleaseRequest) -> Result<Chosen, NodeFault> {
        Chosen::named(statement, &request.slots)
            .map_err(|refusal| NodeFault::Refused { to: request.to.to_string(), refusal })
    }

    fn compose(&mut self, officer: &Officer, new: &NewRecord) -> Result<Statement, NodeFault> {
        let mut label = new.label.clone();
        let mut matter = new.matter;
        for reference in &new.refs {
            let target = self.statement(reference.id)?;
            // An acknowledgement says nothing of what it answers, and goes to whoever wrote that.
            if reference.rel != Rel::Acknowledges {
                label = join(&label, target.label());
            }
            if matter.is_none() && belongs(&new.kind, reference.rel) {
                matter = Some(target.matter());
            }
        }
        // A matter has one root: naming a record within a matter means that matter.
        let matter = matter.map(|id| self.statement(id).map(|s| s.matter())).transpose()?;
        let corrects = new.refs.iter().any(|r| r.rel == Rel::Corrects);
        if corrects && (new.refs.len() > 1 || new.kind != "correction") {
            return Err(NodeFault::CorrectsAlone);
        }
        self.withdraws_alone(new)?;
        self.may_stand(new)?;
        let time = new.at.unwrap_or_else(|| self.clock.now_ms());
        let draft = match new.refs.iter().find(|r| r.rel == Rel::Corrects) {
            Some(corrected) if new.kind == "correction" => self.correction(corrected.id, &label, &new.fields)?,
            _ => Draft::from_fields(&new.kind, &label, &new.fields)?,
        };
        let draft = draft.about(matter, &new.refs, &officer.name, time)?;
        let version = self.directory.newest(&self.id.party).map_or(0, |d| d.body().version);
        let Self { random, keys, id, .. } = self;
        let mut salt = || {
            let mut salt = [0; 16];
            random.fill(&mut salt);
            salt
        };
        let composed =
            draft.sign(&id.party, version, keys.key_id(), &mut salt, &|message| keys.sign_record(message))?;
        let verified = composed.record.verify(&self.directory).map_err(NodeFault::Document)?;
        Statement::open(verified, composed.openings).map_err(|_| NodeFault::Row("own record"))
    }

    fn withdraws_alone(&self, new: &NewRecord) -> Result<(), NodeFault> {
        let withdraws = new.refs.iter().any(|r| r.rel == Rel::Withdraws);
        if !withdraws && new.kind != "withdrawal" {
            return Ok(());
        }
        let [Ref { rel: Rel::Withdraws, id }] = new.refs[..] else { return Err(NodeFault::WithdrawsAlone) };
        let target = self.statement(id)?;
        let own = target.record().author().party == self.id.party;
        if own && (target.kind().is_whole() || agrees(&target) || self.is_agreed(&target)?) {
            return Err(NodeFault::JointStays(id));
        }
        if own && new.kind == "withdrawal" { Ok(()) } else { Err(NodeFault::WithdrawsAlone) }
    }

    /// A correction names slots of its target by their names; `reason` and `provenance` are its own.
    fn correction(&self, target: RecordId, label: &Label, fields: &Map<String, Json>) -> Result<Draft, NodeFault> {
        let id = target;
        let target = self.statement(id)?.kind();
        let kind = target.correction().ok_or(NodeFault::JointStays(id))?;
        let mut draft = Draft::new(kind, label);
        draft.set_named("target_kind", &Json::from(target.word()))?;
        let own = |name: &str| name == "reason" || name == "provenance";
        for (name, json) in fields {
            if own(name) {
                draft.set_named(name, json)?;
            } else {
                draft.set(replacement(target, kind, name)?, replaced(target, name, json)?)?;
            }
        }
        Ok(draft)
    }
}

/// Whether a record belongs to the matter of what it refers to so: what corrects, answers or takes back something, a later
/// version of what parties agree to, and their word on it.
fn belongs(kind: &str, rel: Rel) -> bool {
    match rel {
        Rel::Corrects | Rel::Acknowledges | Rel::Withdraws => true,
        Rel::Supersedes => Kind::named(kind).is_some_and(|kind| kind.is_joint() || kind.is_promise()),
        Rel::About => matches!(kind, "position" | "progress"),
        _ => false,
    }
}

/// A desk message goes to the desk that it names, whole: any officer may speak to the other desk, as by telephone.
fn addressed(new: &NewRecord) -> Result<Option<ReleaseRequest>, NodeFault> {
    if new.kind != "desk-message" {
        return Ok(None);
    }
    let to = new.fields.get("to").and_then(Json::as_str).unwrap_or_default();
    let to = to.parse().map_err(|_| NodeFault::NoSuchParty(to.to_owned()))?;
    Ok(Some(ReleaseRequest { to, slots: Vec::new(), purpose: String::new() }))
}

fn no_such_slot(target: Kind, name: &str) -> NodeFault {
    let known: Vec<_> = target.slots().skip(usize::from(seamline_record::FIRST_CONTENT)).map(|(_, s)| s.name).collect();
    let (kind, slot, known) = (target.name(), name.to_owned(), known.join(", "));
    NodeFault::Draft(seamline_record::DraftFault::NoSuchSlot { kind, slot, known })
}

fn replacement(target: Kind, correction: Kind, name: &str) -> Result<u8, NodeFault> {
    let index = target.index_of(name).and_then(|index| correction.replacement_of(index));
    index.ok_or_else(|| no_such_slot(target, name))
}

fn replaced(target: Kind, name: &str, json: &Json) -> Result<seamline_record::Value, NodeFault> {
    let slot = target.index_of(name).and_then(|index| target.slot(index)).ok_or_else(|| no_such_slot(target, name))?;
    seamline_record::from_json(slot.slot_type, json).ok_or_else(|| {
        let expected = slot.slot_type.in_words();
        NodeFault::Draft(seamline_record::DraftFault::WrongValue { slot: name.to_owned(), expected })
    })
}
