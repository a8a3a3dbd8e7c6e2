//! The board of commitments: all promises between parties, by where they stand and how near they are.
//!
//! What is due or missed depends on the day that is asked about; everything else on the records alone.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use seamline_record::RecordId;

use crate::item::{Item, ItemSpan, Marks, Step};

const DAY: i64 = 86_400_000;
/// Days before the date on which somebody is told.
const ALARMS: [i64; 3] = [0, 7, 30];
/// Most earlier versions of one commitment that are shown.
const MOST_SLIPS: usize = 64;

/// A commitment as the board keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// The record.
    pub id: RecordId,
    /// Its matter.
    pub matter: RecordId,
    /// Handling marks.
    pub label: Marks,
    /// Party that wrote it, by name.
    pub party: String,
    /// Who owes; none where it is not opened or nobody is named.
    pub owner: Option<String>,
    /// To whom.
    pub beneficiary: Option<String>,
    /// What, in its author's words.
    pub text: Option<String>,
    /// The same by language.
    pub texts: BTreeMap<String, String>,
    /// By when.
    pub due: Option<ItemSpan>,
    /// When it was agreed, by its author's word.
    pub agreed: Option<ItemSpan>,
    /// The clause that it comes from.
    pub clause: Option<String>,
    /// The words that it comes from.
    pub quote: Option<String>,
    /// What it comes from.
    pub sources: Vec<RecordId>,
    /// The programme or roadmap that it is part of.
    pub programme: Option<RecordId>,
    /// Earlier versions that it means to replace.
    pub replaces: Vec<RecordId>,
    /// The later version that both parties have agreed to.
    pub successor: Option<RecordId>,
    /// Where its parties have brought it, see [`Item::state`].
    pub state: String,
    /// What they said, earliest first.
    pub steps: Vec<Step>,
    /// Its claimed time.
    pub at: Option<i64>,
}

/// Where a commitment stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Past its date, and nothing claimed.
    Overdue,
    /// Past its date, and what was claimed is disputed by the one to whom it is owed.
    Missed,
    /// Within thirty days of its date.
    Due,
    /// Disputed by the one to whom it is owed.
    Disputed,
    /// Claimed, and waiting for the other side's word.
    Claimed,
    /// Agreed, with time left or no date.
    Agreed,
    /// Waiting for one side to agree.
    Proposed,
    /// Accepted by the one to whom it is owed.
    Met,
    /// A later version stands in its place.
    Superseded,
}

const WORDS: [(Standing, &str); 9] = [
    (Standing::Overdue, "overdue"),
    (Standing::Missed, "missed"),
    (Standing::Due, "due"),
    (Standing::Disputed, "disputed"),
    (Standing::Claimed, "claimed"),
    (Standing::Agreed, "agreed"),
    (Standing::Proposed, "proposed"),
    (Standing::Met, "met"),
    (Standing::Superseded, "superseded"),
];

impl Standing {
    /// The word as in interfaces.
    pub fn word(self) -> &'static str {
        WORDS[self as usize].1
    }

    /// All of them, the most pressing first.
    pub fn all() -> impl Iterator<Item = Self> {
        WORDS.iter().map(|(standing, _)| *standing)
    }

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, w)| *w == word).map(|(standing, _)| *standing)
    }
}

impl Commitment {
    /// The commitment that an item is; none for other kinds, and for what was taken back.
    pub fn of(item: &Item) -> Option<Self> {
        if item.kind != "commitment" || item.withdrawn.is_some() || item.repudiated.is_some() {
            return None;
        }
        let slot = |name: &str| item.slots.iter().find(|s| s.name == name && s.open).map(|s| &s.value);
        let text = |name: &str| slot(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let refs = |rel: &str| item.refs.iter().filter(|r| r.rel == rel).map(|r| r.id).collect::<Vec<_>>();
        let span = |name: &str| crate::opened::span_of(seamline_record::Span::parse(&text(name)?));
        let texts = slot("texts").and_then(|value| serde_json::from_value(value.clone()).ok());
        Some(Self {
            id: item.id,
            matter: item.matter,
            label: item.label.clone(),
            party: item.party.to_string(),
            owner: text("owner"),
            beneficiary: text("beneficiary"),
            text: text("text"),
            texts: texts.unwrap_or_default(),
            due: span("due"),
            agreed: span("agreed"),
            clause: text("clause"),
            quote: text("quote"),
            sources: refs("cites").into_iter().chain(refs("about")).collect(),
            programme: refs("part-of").first().copied(),
            replaces: refs("supersedes"),
            successor: item.superseded_by,
            state: item.state.clone(),
            steps: item.steps.clone(),
            at: item.at,
        })
    }

    fn last(&self, of: Option<&String>, what: &[&str]) -> Option<&Step> {
        let fits = |step: &&Step| of.is_some_and(|of| of == step.party.as_str()) && what.contains(&step.what.as_str());
        self.steps.iter().rfind(fits)
    }

    /// What the one who owes last claimed.
    pub fn claimed(&self) -> Option<&Step> {
        self.last(self.owner.as_ref(), &["claimed"])
    }

    /// What the one to whom it is owed said of that claim.
    pub fn verdict(&self) -> Option<&Step> {
        let verdict = self.last(self.beneficiary.as_ref(), &["accepted", "disputed"]);
        verdict.filter(|verdict| self.claimed().is_some_and(|claimed| verdict.at >= claimed.at))
    }

    /// Last instant of its date; none where it is open or not said.
    fn ends(&self) -> Option<i64> {
        self.due.as_ref()?.to
    }

    /// Where it stands at `now`. Records of an earlier form say by themselves how far they have come.
    pub fn standing(&self, now: i64) -> Standing {
        match self.state.as_str() {
            "superseded" => Standing::Superseded,
            "accepted" | "met" => Standing::Met,
            "disputed" if self.ends().is_some_and(|end| end < now) => Standing::Missed,
            "disputed" => Standing::Disputed,
            "claimed" => Standing::Claimed,
            "proposed" => Standing::Proposed,
            "missed" => Standing::Missed,
            _ => match self.ends() {
                Some(end) if end < now => Standing::Overdue,
                Some(end) if end.saturating_sub(now) <= 30 * DAY => Standing::Due,
                _ => Standing::Agreed,
            },
        }
    }

    /// Days of the alarm that has been passed: 30, 7 or 0, -1 once the date is past; none before, without a date, and once
    /// it is claimed.
    pub fn alarm(&self, now: i64) -> Option<i64> {
        let waits = matches!(self.standing(now), Standing::Overdue | Standing::Due);
        let left = self.ends().filter(|_| waits)?.saturating_sub(now);
        if left < 0 {
            return Some(-1);
        }
        ALARMS.into_iter().find(|days| left <= (days + i64::from(*days == 0)) * DAY)
    }

    /// Whether it was claimed for a day after its date.
    pub fn late(&self) -> bool {
        let claimed = self.claimed().and_then(|step| match &step.on {
            Some(on) => seamline_record::Span::parse(on)?.from,
            None => step.at,
        });
        claimed.zip(self.ends()).is_some_and(|(claimed, end)| claimed > end)
    }

    /// What a party may say of it now: "agree", "claim", "accept", "dispute".
    pub fn open_to(&self, party: &str, now: i64) -> Vec<&'static str> {
        let (owes, owed) = (self.owner.as_deref() == Some(party), self.beneficiary.as_deref() == Some(party));
        let said = self.steps.iter().any(|step| step.what == "agreed" && step.party.as_str() == party);
        match self.standing(now) {
            Standing::Proposed if (owes || owed) && !said && self.party != party => vec!["agree"],
            Standing::Overdue | Standing::Missed | Standing::Due | Standing::Agreed | Standing::Disputed if owes => {
                vec!["claim"]
            }
            Standing::Claimed if owed => vec!["accept", "dispute"],
            Standing::Disputed | Standing::Missed if owed => vec!["accept"],
            _ => Vec::new(),
        }
    }
}

/// What to show of the board.
#[derive(Debug, Clone, Default)]
pub struct BoardFilter {
    /// Only these; all where empty.
    pub standings: BTreeSet<Standing>,
    /// Only those that this party owes or is owed.
    pub party: Option<String>,
    /// Only those whose date lies so.
    pub due: Option<DueWithin>,
    /// Only this one.
    pub id: Option<RecordId>,
    /// Only those of this programme or roadmap.
    pub programme: Option<RecordId>,
    /// Only those that rest on this record.
    pub source: Option<RecordId>,
}

/// Where a date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueWithin {
    /// Within so many days from now, past ones too.
    Days(i64),
    /// Past for more than so many days.
    PastBy(i64),
    /// There is none.
    Open,
}

/// An earlier version of a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The earlier record.
    pub id: RecordId,
    /// What it was due by (EDTF).
    pub due: Option<String>,
    /// Its claimed time.
    pub at: Option<i64>,
}

/// All commitments that stand.
#[derive(Debug, Default)]
pub struct Board(BTreeMap<RecordId, Commitment>);

impl Board {
    /// Takes one in, in place of what it was before.
    pub fn put(&mut self, commitment: Commitment) {
        self.0.insert(commitment.id, commitment);
    }

    /// Forgets one.
    pub fn remove(&mut self, id: RecordId) {
        self.0.remove(&id);
    }

    /// One of them.
    pub fn one(&self, id: RecordId) -> Option<&Commitment> {
        self.0.get(&id)
    }

    /// How many stand where, under a filter that says nothing of where they stand.
    pub fn counts(&self, filter: &BoardFilter, now: i64) -> BTreeMap<Standing, usize> {
        let mut counts = BTreeMap::new();
        for one in self.0.values().filter(|one| filter.admits(one, now)) {
            *counts.entry(one.standing(now)).or_insert(0) += 1;
        }
        counts
    }

    /// Those that match, the most pressing first: overdue ones, then by date, those without one last; what is settled
    /// after what is not.
    pub fn rows(&self, filter: &BoardFilter, now: i64) -> Vec<&Commitment> {
        let stands = |one: &&Commitment| filter.standings.is_empty() || filter.standings.contains(&one.standing(now));
        let mut rows: Vec<_> = self.0.values().filter(|one| filter.admits(one, now)).filter(stands).collect();
        rows.sort_by_cached_key(|one| {
            let standing = one.standing(now);
            let settled = matches!(standing, Standing::Met | Standing::Superseded);
            let end = one.ends();
            (
                settled,
                !matches!(standing, Standing::Overdue | Standing::Missed),
                end.is_none(),
                end,
                Reverse(one.at),
                one.id,
            )
        });
        rows
    }

    /// Earlier versions of a commitment, the first one first.
    pub fn slips(&self, of: &Commitment) -> Vec<Slip> {
        let mut slips = Vec::new();
        let mut known = BTreeSet::from([of.id]);
        let mut ahead: Vec<RecordId> = of.replaces.clone();
        while let Some(id) = ahead.pop() {
            let Some(earlier) = self.0.get(&id).filter(|_| known.insert(id) && slips.len() < MOST_SLIPS) else {
                continue;
            };
            let due = earlier.due.as_ref().map(|span| span.edtf.clone());
            slips.push(Slip { id, due, at: earlier.at });
            ahead.extend(&earlier.replaces);
        }
        slips.sort_by_key(|slip| (slip.at, slip.id));
        slips
    }
}

impl BoardFilter {
    fn admits(&self, one: &Commitment, now: i64) -> bool {
        let of_party = |party: &String| {
            [&one.owner, &one.beneficiary].iter().any(|named| named.as_deref() == Some(party.as_str()))
        };
        let lies = |within: DueWithin| match (within, one.ends()) {
            (DueWithin::Days(days), Some(end)) => end.saturating_sub(now) <= days.saturating_mul(DAY),
            (DueWithin::PastBy(days), Some(end)) => now.saturating_sub(end) > days.saturating_mul(DAY),
            (DueWithin::Open, end) => end.is_none(),
            (_, None) => false,
        };
        self.party.as_ref().is_none_or(of_party)
            && self.due.is_none_or(lies)
            && self.id.is_none_or(|id| one.id == id)
            && self.programme.is_none_or(|id| one.programme == Some(id))
            && self.source.is_none_or(|id| one.sources.contains(&id))
    }
}
