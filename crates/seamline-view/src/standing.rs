//! Where its matter has brought a record: one word.

use std::collections::BTreeMap;

use seamline_record::{Name, RecordId, Statement, Value};

use crate::{
    item::{Acknowledged, Corrected, Joint, Linked},
    opened,
};

/// Latest claimed time at which each party wrote, in this matter, that something is done.
pub(crate) struct Done<'a>(BTreeMap<&'a Name, i64>);

impl<'a> Done<'a> {
    pub(crate) fn of(matter: impl Iterator<Item = &'a Statement>) -> Self {
        let mut latest: BTreeMap<&Name, i64> = BTreeMap::new();
        for statement in matter.filter(|s| s.kind().name() == "log-entry" && says_done(s)) {
            if let Some(at) = statement.claimed_time() {
                let held = latest.entry(&statement.record().author().party).or_insert(at);
                *held = at.max(*held);
            }
        }
        Self(latest)
    }

    /// Its party said so after it. Without both claimed times nothing is known to be later.
    fn after(&self, entry: &Statement) -> bool {
        let latest = self.0.get(&entry.record().author().party);
        latest.zip(entry.claimed_time()).is_some_and(|(latest, at)| *latest > at)
    }
}

fn says_done(entry: &Statement) -> bool {
    entry.value_of("done") == Some(&Value::Bool(true))
}

/// State of a record, given what the matter holds about it.
pub(crate) fn state<'a>(
    statement: &'a Statement,
    done: &Done<'_>,
    superseded_by: Option<RecordId>,
    corrected: &[Corrected],
    links: &[Linked],
    acknowledgements: &[Acknowledged],
) -> &'a str {
    let author = statement.record().author().party.as_str();
    let acknowledged = |by: Option<&str>| {
        let fits = |a: &&Acknowledged| a.what == "acknowledged" && by.is_none_or(|by| a.party.as_str() == by);
        acknowledgements.iter().any(|a| fits(&a))
    };
    match statement.kind().name() {
        "desk-message" if acknowledged(addressee(statement)) => "acknowledged",
        "desk-message" => "sent",
        "handover" if acknowledged(Some(author)) => "taken",
        "handover" => "signed",
        "sitrep" if superseded_by.is_some() => "superseded",
        "sitrep" if acknowledged(Some(author)) => "approved",
        "sitrep" => "draft",
        "disclosure" => "shown",
        "log-entry" => log_entry(statement, done),
        "incident" => incident(statement, corrected, links),
        "commitment" if superseded_by.is_none() => opened::text(statement, "state").unwrap_or("recorded"),
        "meeting" if opened::text(statement, "outcome").is_some() => "held",
        "meeting" => "called",
        "strength" | "estimate" if superseded_by.is_none() => "stands",
        "commitment" | "strength" | "estimate" => "superseded",
        _ => "recorded",
    }
}

/// State of a joint act.
pub(crate) fn joint_state(joint: &Joint, superseded_by: Option<RecordId>) -> &'static str {
    match () {
        () if superseded_by.is_some() => "superseded",
        () if joint.in_force => "in-force",
        () if joint.objected => "objected",
        () => "proposed",
    }
}

/// Party of the desk that a message is for.
fn addressee(message: &Statement) -> Option<&str> {
    opened::text(message, "to").and_then(|to| to.split('.').next())
}

fn log_entry(entry: &Statement, done: &Done<'_>) -> &'static str {
    let told = entry.value_of("told").and_then(Value::as_array).is_some_and(|told| !told.is_empty());
    match () {
        () if says_done(entry) || done.after(entry) => "done",
        () if told => "told",
        () => "entry",
    }
}

/// Closing is its party's word, and the last one counts; whatever was linked or disputed before.
fn incident(incident: &Statement, corrected: &[Corrected], links: &[Linked]) -> &'static str {
    let mut said = corrected.iter().flat_map(|correction| &correction.changes);
    let closed = said.rfind(|change| change.name == "closed").map_or_else(
        || incident.value_of("closed") == Some(&Value::Bool(true)),
        |change| change.value.as_bool() == Some(true),
    );
    let linked_as = |relation: &str| links.iter().any(|link| link.relation == relation);
    match () {
        () if closed => "closed",
        () if linked_as("disputed") => "disputed",
        () if linked_as("same-event") => "linked",
        () if opened::text(incident, "grading").is_some() => "graded",
        () => "logged",
    }
}
