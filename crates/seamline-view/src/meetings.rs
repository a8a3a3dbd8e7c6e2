//! Meetings by series, and what is still open between them.
//!
//! An agenda item is open until a note on it says "decided" or "closed". What is open when a meeting ends is on the agenda
//! of the next one of its series by itself: nobody has to remember it.

use std::collections::{BTreeMap, BTreeSet};

use seamline_record::RecordId;

use crate::item::{Item, ItemSpan};

/// A meeting as the register keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// The record.
    pub id: RecordId,
    /// Its matter: agenda items and notes belong to it.
    pub matter: RecordId,
    /// Its title, if opened.
    pub title: Option<String>,
    /// When it is or was held.
    pub when: Option<ItemSpan>,
    /// Key of its series; none for a meeting by itself.
    pub series: Option<String>,
    /// "called" or "held".
    pub state: String,
    /// Its claimed time.
    pub at: Option<i64>,
}

/// Something to talk about.
#[derive(Debug, Clone, PartialEq)]
struct AgendaItem {
    matter: RecordId,
    /// Earlier items that it takes up again.
    takes_up: Vec<RecordId>,
    number: Option<String>,
    at: Option<i64>,
}

/// What was said of an agenda item, and at which meeting.
#[derive(Debug, Clone, PartialEq)]
struct Note {
    matter: RecordId,
    about: RecordId,
    settles: bool,
    at: Option<i64>,
}

/// One item as a meeting finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnAgenda {
    /// The item.
    pub id: RecordId,
    /// Notes on it, earliest first, up to this meeting.
    pub notes: Vec<RecordId>,
    /// No note up to this meeting settles it.
    pub open: bool,
    /// The meeting at which it was first put.
    pub meeting: RecordId,
}

/// What a meeting opens with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agenda {
    /// The meeting before it in its series.
    pub previous: Option<RecordId>,
    /// The one after it.
    pub next: Option<RecordId>,
    /// Items of earlier meetings of the series that were still open, oldest first.
    pub carried: Vec<OnAgenda>,
    /// Its own.
    pub own: Vec<OnAgenda>,
}

/// All meetings, agenda items and notes that stand.
#[derive(Debug, Default)]
pub struct Meetings {
    held: BTreeMap<RecordId, Meeting>,
    items: BTreeMap<RecordId, AgendaItem>,
    notes: BTreeMap<RecordId, Note>,
    items_of: BTreeMap<RecordId, BTreeSet<RecordId>>,
    notes_on: BTreeMap<RecordId, BTreeSet<RecordId>>,
    /// Items that take up another.
    taken_up: BTreeMap<RecordId, BTreeSet<RecordId>>,
}

impl Meetings {
    /// Takes in what an item is, if it is one of these and was not taken back.
    pub fn put(&mut self, item: &Item) {
        if item.withdrawn.is_some() || item.repudiated.is_some() {
            return;
        }
        let slot = |name: &str| item.slots.iter().find(|s| s.name == name && s.open).and_then(|s| s.value.as_str());
        let text = |name: &str| slot(name).filter(|text| !text.is_empty()).map(str::to_owned);
        let refs = |rel: &'static str| item.refs.iter().filter(move |r| r.rel == rel).map(|r| r.id);
        match item.kind.as_str() {
            "meeting" => {
                let (title, when, state) = (item.title.clone(), item.span.clone(), item.state.clone());
                let (id, matter, series, at) = (item.id, item.matter, text("series"), item.at);
                self.held.insert(id, Meeting { id, matter, title, when, series, state, at });
            }
            "agenda-item" => {
                let (matter, at, number) = (item.matter, item.at, text("number"));
                let takes_up: Vec<RecordId> = refs("cites").collect();
                self.items_of.entry(matter).or_default().insert(item.id);
                for earlier in &takes_up {
                    self.taken_up.entry(*earlier).or_default().insert(item.id);
                }
                self.items.insert(item.id, AgendaItem { matter, takes_up, number, at });
            }
            "meeting-note" => {
                let settles = matches!(slot("what"), Some("decided" | "closed"));
                if let Some(about) = refs("about").next() {
                    self.notes_on.entry(about).or_default().insert(item.id);
                    self.notes.insert(item.id, Note { matter: item.matter, about, settles, at: item.at });
                }
            }
            _ => {}
        }
    }

    /// Forgets one.
    pub fn remove(&mut self, id: RecordId) {
        self.held.remove(&id);
        if let Some(item) = self.items.remove(&id) {
            for earlier in &item.takes_up {
                forget(&mut self.taken_up, *earlier, id);
            }
            forget(&mut self.items_of, item.matter, id);
        }
        if let Some(note) = self.notes.remove(&id) {
            forget(&mut self.notes_on, note.about, id);
        }
    }

    /// One meeting.
    pub fn meeting(&self, id: RecordId) -> Option<&Meeting> {
        self.held.get(&id)
    }

    /// Series with their meetings, the latest first; meetings by themselves under `None`, last.
    pub fn series(&self) -> Vec<(Option<&str>, Vec<&Meeting>)> {
        let mut series: BTreeMap<Option<&str>, Vec<&Meeting>> = BTreeMap::new();
        for meeting in self.held.values() {
            series.entry(meeting.series.as_deref()).or_default().push(meeting);
        }
        let mut all: Vec<_> = series.into_iter().collect();
        for (_, meetings) in &mut all {
            meetings.sort_by_key(|meeting| std::cmp::Reverse(order(meeting)));
        }
        let latest = |(key, meetings): &(Option<&str>, Vec<&Meeting>)| {
            (key.is_none(), std::cmp::Reverse(meetings.first().map(|meeting| order(meeting))))
        };
        all.sort_by_key(latest);
        all
    }

    /// How many items a meeting leaves open.
    pub fn open_after(&self, meeting: RecordId) -> usize {
        let agenda = self.agenda(meeting);
        agenda.carried.iter().chain(&agenda.own).filter(|item| item.open).count()
    }

    /// What a meeting opens with; nothing for an unknown one.
    pub fn agenda(&self, id: RecordId) -> Agenda {
        let Some(meeting) = self.held.get(&id) else { return Agenda::default() };
        let line = self.line_of(meeting);
        let place = line.iter().position(|one| one.id == id).unwrap_or_default();
        let (before, upto) = (&line[..place], &line[..=place]);
        let matters = |meetings: &[&Meeting]| meetings.iter().map(|one| one.matter).collect::<Vec<_>>();
        let (before_matters, upto_matters) = (matters(before), matters(upto));
        let mut carried = Vec::new();
        for earlier in before {
            for item in self.items_of(earlier, &upto_matters) {
                let taken_up = self.is_taken_up(item.id, &upto_matters);
                if !taken_up && self.is_open(item.id, &before_matters) {
                    carried.push(item);
                }
            }
        }
        let own = self.items_of(meeting, &upto_matters);
        let previous = before.last().map(|one| one.id);
        Agenda { previous, next: line.get(place + 1).map(|one| one.id), carried, own }
    }

    /// The meetings of the same series, the earliest first.
    fn line_of<'a>(&'a self, meeting: &'a Meeting) -> Vec<&'a Meeting> {
        if meeting.series.is_none() {
            return vec![meeting];
        }
        let mut line: Vec<_> = self.held.values().filter(|one| one.series == meeting.series).collect();
        line.sort_by_key(|one| order(one));
        line
    }

    fn items_of(&self, meeting: &Meeting, upto: &[RecordId]) -> Vec<OnAgenda> {
        let ids = self.items_of.get(&meeting.matter).into_iter().flatten();
        let mut items: Vec<_> = ids.filter_map(|id| self.items.get_key_value(id)).collect();
        items.sort_by_key(|(id, item)| (numbers(item.number.as_deref()), item.at, **id));
        let on_agenda = |(id, _): (&RecordId, &AgendaItem)| {
            let (notes, open) = (self.notes_on(*id, upto), self.is_open(*id, upto));
            OnAgenda { id: *id, notes, open, meeting: meeting.id }
        };
        items.into_iter().map(on_agenda).collect()
    }

    /// A later item of these meetings cites it: it is shown once, as that.
    fn is_taken_up(&self, id: RecordId, matters: &[RecordId]) -> bool {
        let mut later = self.taken_up.get(&id).into_iter().flatten().filter_map(|later| self.items.get(later));
        later.any(|item| matters.contains(&item.matter))
    }

    fn notes_on(&self, id: RecordId, matters: &[RecordId]) -> Vec<RecordId> {
        let mut notes: Vec<_> = self.said_of(id, matters).collect();
        notes.sort_by_key(|(id, note)| (note.at, **id));
        notes.into_iter().map(|(id, _)| *id).collect()
    }

    fn is_open(&self, id: RecordId, matters: &[RecordId]) -> bool {
        !self.said_of(id, matters).any(|(_, note)| note.settles)
    }

    /// Notes on an item, made at one of these meetings.
    fn said_of(&self, id: RecordId, matters: &[RecordId]) -> impl Iterator<Item = (&RecordId, &Note)> {
        let ids = self.notes_on.get(&id).into_iter().flatten().filter_map(|id| self.notes.get_key_value(id));
        ids.filter(|(_, note)| matters.contains(&note.matter))
    }
}

fn forget(among: &mut BTreeMap<RecordId, BTreeSet<RecordId>>, of: RecordId, id: RecordId) {
    if let Some(ids) = among.get_mut(&of) {
        ids.remove(&id);
        if ids.is_empty() {
            among.remove(&of);
        }
    }
}

/// By when they are held, then by when they were called.
fn order(meeting: &Meeting) -> (Option<i64>, Option<i64>, RecordId) {
    (meeting.when.as_ref().and_then(|when| when.from.or(when.to)), meeting.at, meeting.id)
}

/// `2.10` comes after `2.9`; what has no number comes last.
fn numbers(number: Option<&str>) -> (bool, Vec<u32>) {
    let parts = number.unwrap_or_default().split('.').map(|part| part.parse().unwrap_or(u32::MAX));
    (number.is_none(), parts.collect())
}
