//! The second officer: what one officer proposes, another releases.
//!
//! A proposal tells nobody anything. It is judged when it is made, so that nobody waits for what cannot go, and again when
//! it is approved; the release and the decision are one transaction. Any officer who writes records may propose; who
//! approves releases without limits and answers for it.

use seamline_record::{AudienceId, Level, RecordId, Statement, hex};
use seamline_store::Change;
use serde::{Deserialize, Serialize};

use crate::{
    author::ReleaseRequest,
    fault::NodeFault,
    journal::{JournalAct, Note},
    limits::Mandate,
    node::Node,
    officers::{Officer, Permission},
    pending::Pending,
    settings::{row, value},
    words,
};

const POLICY: &str = "approval";
const SECOND_FROM: &str = "second-from";
const PROPOSAL: &str = "proposal";
/// Most proposals that wait at once.
const MAX_WAITING: usize = 1_000;
/// Decided ones that are kept, the newest.
const MAX_DECIDED: usize = 100;

/// How far a proposal has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProposalState {
    /// Nobody has decided yet.
    Waiting,
    /// Released.
    Approved,
    /// Not released, by an officer's word or its proposer's.
    Refused,
    /// Its record was taken back meanwhile; never stored.
    Void,
}

impl std::fmt::Display for ProposalState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Void => "void",
        })
    }
}

/// A release that waits for a second officer, or was decided. Times in ms since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// 32 hexadecimal digits.
    pub id: String,
    /// What to release.
    #[serde(with = "words")]
    pub record: RecordId,
    /// To whom.
    #[serde(with = "words")]
    pub to: AudienceId,
    /// Slots by name; empty for the whole record.
    pub slots: Vec<String>,
    /// Why, as typed.
    pub purpose: String,
    /// To be shown on a screen here, and no copy sent.
    #[serde(default)]
    pub show: bool,
    /// Who proposes.
    pub by: String,
    /// Since when.
    pub at: i64,
    /// How far it has come.
    pub state: ProposalState,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<i64>,
    /// Why it was refused.
    pub reason: Option<String>,
}

impl Proposal {
    fn request(&self) -> ReleaseRequest {
        ReleaseRequest { to: self.to.clone(), slots: self.slots.clone(), purpose: self.purpose.clone() }
    }

    fn note(&self, officer: &str, act: JournalAct) -> Note {
        let note = Note::new(officer, act, Some(self.record)).with("proposal", &self.id).with("by", &self.by);
        let note = note.with("to", &self.to).with_all("slots", &self.slots).with("purpose", &self.purpose);
        let note = if self.show { note.with("mode", "show") } else { note };
        note.with("reason", self.reason.as_deref().unwrap_or_default())
    }
}

/// A proposal with what its record is called here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownProposal {
    /// The proposal.
    pub proposal: Proposal,
    /// Kind of the record.
    pub kind: String,
    /// Its headline.
    pub title: Option<String>,
}

impl Node {
    /// The level from which a release needs a second officer; none where one is enough for everything.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn second_from(&self) -> Result<Option<Level>, NodeFault> {
        self.store.setting(POLICY, SECOND_FROM)?.map(|bytes| value(&bytes)).transpose()
    }

    /// Sets the level from which a release needs a second officer.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::Store`].
    pub fn put_second_from(&mut self, officer: &Officer, level: Option<Level>) -> Result<(), NodeFault> {
        self.may(officer, Permission::Administer)?;
        let set = match level {
            Some(level) => row(POLICY, SECOND_FROM.to_owned(), &level)?,
            None => Change::Setting { space: POLICY, key: SECOND_FROM.to_owned(), value: None },
        };
        let note = Note::new(&officer.name, JournalAct::PolicyChanged, None);
        self.apply_noted(vec![set], note.with("second_from", level.map_or("none", Level::word)))
    }

    /// Whether one officer is enough for what a release asks for, its paragraphs included. The own party's groups are no
    /// other party.
    pub(crate) fn one_is_enough(&self, statement: &Statement, request: &ReleaseRequest) -> Result<(), NodeFault> {
        let asked = |name: &str| request.slots.is_empty() || request.slots.iter().any(|slot| slot == name);
        let slots = statement.kind().slots().filter(|(_, slot)| asked(slot.name));
        let highest = slots.map(|(index, _)| statement.level_at(index)).fold(statement.label().level, Level::max);
        match self.second_from()? {
            Some(from) if request.to.party != self.id.party && highest >= from => {
                Err(NodeFault::SecondOfficerNeeded(from))
            }
            _ => Ok(()),
        }
    }

    /// Proposes a release.
    ///
    /// # Errors
    /// As [`Node::release`], but for limits and the second officer; [`NodeFault::NothingNew`] where the audience has it
    /// all; [`NodeFault::TooManyProposals`].
    pub fn propose(
        &mut self,
        officer: &Officer,
        record: RecordId,
        request: &ReleaseRequest,
    ) -> Result<ShownProposal, NodeFault> {
        self.propose_as(officer, record, request, false)
    }

    /// Proposes to show slots on a screen here and send nothing, as [`Node::show`] does.
    ///
    /// # Errors
    /// As [`Node::propose`]; what the audience has a copy of may be shown, too.
    pub fn propose_showing(
        &mut self,
        officer: &Officer,
        record: RecordId,
        request: &ReleaseRequest,
    ) -> Result<ShownProposal, NodeFault> {
        self.propose_as(officer, record, request, true)
    }

    fn propose_as(
        &mut self,
        officer: &Officer,
        record: RecordId,
        request: &ReleaseRequest,
        show: bool,
    ) -> Result<ShownProposal, NodeFault> {
        self.may(officer, Permission::Record)?;
        self.standing()?;
        let mandate = Mandate::of(officer, &request.purpose).unlimited();
        // Judged as the release would be, and dropped.
        if !self.release_pending(&mut Pending::default(), record, request, &mandate)? && !show {
            return Err(NodeFault::NothingNew(request.to.to_string()));
        }
        let waiting = |p: &Proposal| p.state == ProposalState::Waiting;
        if self.stored_proposals()?.iter().filter(|p| waiting(p)).count() >= MAX_WAITING {
            return Err(NodeFault::TooManyProposals);
        }
        let ReleaseRequest { to, slots, purpose } = request.clone();
        let (id, by, at) = (hex(&self.salt()), officer.name.clone(), self.clock.now_ms());
        let (state, decided_by, decided_at, reason) = (ProposalState::Waiting, None, None, None);
        let proposal = Proposal { id, record, to, slots, purpose, show, by, at, state, decided_by, decided_at, reason };
        let note = proposal.note(&officer.name, JournalAct::Proposed);
        self.apply_noted(vec![row(PROPOSAL, proposal.id.clone(), &proposal)?], note)?;
        self.news.records.insert(record);
        self.shown_proposal(proposal)
    }

    /// Proposals that wait, oldest first, then the newest that were decided.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn proposals(&self) -> Result<Vec<ShownProposal>, NodeFault> {
        let (mut waiting, mut decided): (Vec<_>, Vec<_>) =
            self.stored_proposals()?.into_iter().partition(|p| p.state == ProposalState::Waiting);
        waiting.sort_by_key(|p| p.at);
        decided.sort_by_key(|p| std::cmp::Reverse(p.decided_at));
        decided.truncate(MAX_DECIDED);
        waiting.into_iter().chain(decided).map(|proposal| self.shown_proposal(proposal)).collect()
    }

    /// Releases what was proposed, or records that it is shown, at once, and says so; or neither.
    ///
    /// # Errors
    /// [`NodeFault::SameOfficer`], [`NodeFault::Role`] for one who does not release without limits,
    /// [`NodeFault::ProposalDecided`], and as [`Node::release`].
    pub fn approve(&mut self, officer: &Officer, id: &str) -> Result<ShownProposal, NodeFault> {
        let proposal = self.to_decide(officer, id)?;
        if proposal.by == officer.name {
            return Err(NodeFault::SameOfficer(officer.name.clone()));
        }
        self.standing()?;
        let mandate = Mandate::approved(&proposal.by, officer, &proposal.purpose);
        let mut pending = Pending::default();
        let (record, request) = (proposal.record, proposal.request());
        if proposal.show {
            self.show_into(&mut pending, officer, record, &request, &mandate)?;
        } else {
            self.release_pending(&mut pending, record, &request, &mandate)?;
        }
        self.decide(pending, officer, Proposal { state: ProposalState::Approved, ..proposal })
    }

    /// Refuses what was proposed; who proposed it may take it back.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::ProposalDecided`], [`NodeFault::NoSuchProposal`].
    pub fn refuse(&mut self, officer: &Officer, id: &str, reason: &str) -> Result<ShownProposal, NodeFault> {
        let proposal = match self.to_decide(officer, id) {
            Err(NodeFault::Role { .. } | NodeFault::BeyondLimits { .. }) => self.own_proposal(officer, id)?,
            decidable => decidable?,
        };
        let reason = Some(reason.to_owned());
        self.decide(Pending::default(), officer, Proposal { state: ProposalState::Refused, reason, ..proposal })
    }

    /// A proposal that waits, for an officer who may decide.
    fn to_decide(&self, officer: &Officer, id: &str) -> Result<Proposal, NodeFault> {
        self.may(officer, Permission::Release)?;
        officer.must_release_freely()?;
        self.waiting_proposal(id)
    }

    fn own_proposal(&self, officer: &Officer, id: &str) -> Result<Proposal, NodeFault> {
        self.may(officer, Permission::Record)?;
        let proposal = self.waiting_proposal(id)?;
        if proposal.by == officer.name { Ok(proposal) } else { officer.must_release_freely().map(|()| proposal) }
    }

    fn waiting_proposal(&self, id: &str) -> Result<Proposal, NodeFault> {
        let stored = self.store.setting(PROPOSAL, id)?.ok_or_else(|| NodeFault::NoSuchProposal(id.to_owned()))?;
        let proposal: Proposal = value(&stored)?;
        match proposal.state {
            ProposalState::Waiting => Ok(proposal),
            decided => Err(NodeFault::ProposalDecided(decided)),
        }
    }

    fn decide(
        &mut self,
        mut pending: Pending,
        officer: &Officer,
        proposal: Proposal,
    ) -> Result<ShownProposal, NodeFault> {
        let (decided_by, decided_at) = (Some(officer.name.clone()), Some(self.clock.now_ms()));
        let proposal = Proposal { decided_by, decided_at, ..proposal };
        let mut decided = self.stored_proposals()?;
        decided.retain(|p| p.state != ProposalState::Waiting);
        decided.sort_by_key(|p| std::cmp::Reverse(p.decided_at));
        for old in decided.into_iter().skip(MAX_DECIDED - 1) {
            pending.push(Change::Setting { space: PROPOSAL, key: old.id, value: None });
        }
        pending.push(row(PROPOSAL, proposal.id.clone(), &proposal)?);
        let act = match proposal.state {
            ProposalState::Approved => JournalAct::Approved,
            _ => JournalAct::Refused,
        };
        pending.notes.push(proposal.note(&officer.name, act));
        self.commit(pending)?;
        self.news.records.insert(proposal.record);
        self.shown_proposal(proposal)
    }

    fn stored_proposals(&self) -> Result<Vec<Proposal>, NodeFault> {
        self.store.settings(PROPOSAL)?.iter().map(|(_, bytes)| value(bytes)).collect()
    }

    fn shown_proposal(&self, mut proposal: Proposal) -> Result<ShownProposal, NodeFault> {
        let item = self.item(proposal.record)?.item;
        let taken_back = item.withdrawn.is_some() || item.repudiated.is_some();
        if proposal.state == ProposalState::Waiting && taken_back {
            proposal.state = ProposalState::Void;
        }
        Ok(ShownProposal { proposal, kind: item.kind, title: item.title })
    }

    fn release_pending(
        &mut self,
        pending: &mut Pending,
        record: RecordId,
        request: &ReleaseRequest,
        mandate: &Mandate,
    ) -> Result<bool, NodeFault> {
        let statement = self.to_release(record)?;
        let chosen = Self::chosen(&statement, request)?;
        self.release_into(pending, &statement, &request.to, &chosen, mandate)
    }
}
