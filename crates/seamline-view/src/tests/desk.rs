//! What passes between desks and between shifts: messages, handovers, disclosures.

use super::*;

fn acknowledged(party: usize, at: i64, officer: &str, target: &Statement) -> Entry<'static> {
    let officer: &'static str = if officer == "day" { "day" } else { "night" };
    let fields = json!({"provenance": "synthetic", "what": "acknowledged"});
    entry(party, "acknowledgement", at, fields).to(Rel::Acknowledges, target).within(target).officer(officer)
}

fn first<'a>(items: &'a [Item], of: &Statement) -> &'a Item {
    items.iter().find(|item| item.id == of.id()).unwrap()
}

#[test]
fn a_handover_is_taken_by_another_officer_of_its_party_and_by_nobody_else() {
    let mut desks = Desks::new();
    let fields = json!({"provenance": "synthetic", "centre": "makhmour", "note": "three items open",
        "period": "2026-01-14T18:00:00Z/2026-01-15T03:00:00Z", "open": ["call Erbil"]});
    let handover = desks.write(&entry(0, "handover", 10, fields).officer("night"));
    let himself = desks.write(&acknowledged(0, 11, "night", &handover));
    let theirs = desks.write(&acknowledged(1, 12, "day", &handover));
    let relief = desks.write(&acknowledged(0, 13, "day", &handover));

    let shown = folded_matter(&handover, &[&handover, &himself, &theirs]);
    assert_eq!(
        (first(&shown, &handover).state.as_str(), first(&shown, &handover).author.as_deref()),
        ("signed", Some("night"))
    );
    assert_eq!(first(&shown, &handover).title.as_deref(), Some("three items open"));
    let shown = folded_matter(&handover, &[&handover, &himself, &theirs, &relief]);
    let told: Vec<_> = first(&shown, &handover).acknowledgements.iter().map(|a| (a.id, a.officer.as_deref())).collect();
    assert_eq!(told, [(theirs.id(), Some("day")), (relief.id(), Some("day"))]);
    assert_eq!(first(&shown, &handover).state, "taken");

    // Where a name is not opened, nobody can know that it is another one.
    let nameless = narrowed(&relief, |index| index != AUTHOR);
    assert_eq!(first(&folded_matter(&handover, &[&handover, &nameless]), &handover).state, "signed");
    let nameless = narrowed(&handover, |index| index != AUTHOR);
    assert_eq!(first(&folded_matter(&handover, &[&nameless, &relief]), &handover).state, "signed");
}

#[test]
fn a_sitrep_is_a_draft_until_another_officer_of_its_party_approves_it_and_until_the_next_edition() {
    let mut desks = Desks::new();
    let fields = |edition: &str| {
        json!({"provenance": "synthetic", "centre": "makhmour", "edition": edition, "summary": "A quiet night",
            "period": "2026-01-14T18:00:00Z/2026-01-15T03:00:00Z", "incidents": {"min": 2, "best": 2, "max": 2}})
    };
    let sitrep = desks.write(&entry(0, "sitrep", 10, fields("initial")).officer("night"));
    let himself = desks.write(&acknowledged(0, 11, "night", &sitrep));
    let theirs = desks.write(&acknowledged(1, 12, "day", &sitrep));
    let chief = desks.write(&acknowledged(0, 13, "day", &sitrep));
    let state = |with: &[&Statement]| first(&folded_matter(&sitrep, with), &sitrep).state.clone();
    assert_eq!(state(&[&sitrep, &himself, &theirs]), "draft");
    assert_eq!(state(&[&sitrep, &himself, &theirs, &chief]), "approved");
    assert_eq!(first(&folded_matter(&sitrep, &[&sitrep]), &sitrep).title.as_deref(), Some("A quiet night"));

    let by = |party| entry(party, "sitrep", 14, fields("update")).to(Rel::Supersedes, &sitrep).within(&sitrep);
    let (ours, another) = (desks.write(&by(0)), desks.write(&by(1)));
    assert_eq!(state(&[&sitrep, &chief, &another]), "approved", "another party superseded it");
    assert_eq!(state(&[&sitrep, &chief, &ours]), "superseded");
    assert_eq!(
        first(&folded_matter(&sitrep, &[&sitrep, &ours]), &ours).state,
        "draft",
        "approved with what it replaces"
    );
}

#[test]
fn a_desk_message_is_acknowledged_by_the_party_that_it_is_for() {
    let mut desks = Desks::new();
    let fields =
        json!({"centre": "makhmour", "to": "kurdistan", "text": "Two trucks of ours pass at 04:00", "urgent": true});
    let message = desks.write(&entry(0, "desk-message", 10, fields.clone()));
    let state = |with: &[&Statement]| first(&folded_matter(&message, with), &message).state.clone();
    let opened = json!({"what": "opened"});
    let opened = desks.write(&entry(1, "acknowledgement", 11, opened).to(Rel::Acknowledges, &message).within(&message));
    assert_eq!(state(&[&message, &opened]), "sent");
    let (own, theirs) =
        (desks.write(&acknowledged(0, 12, "day", &message)), desks.write(&acknowledged(1, 12, "day", &message)));
    assert_eq!(state(&[&message, &opened, &own]), "sent");
    assert_eq!(state(&[&message, &theirs]), "acknowledged");
    let mut elsewhere = fields;
    elsewhere["to"] = json!("usa");
    let message = desks.write(&entry(0, "desk-message", 10, elsewhere));
    let theirs = desks.write(&acknowledged(1, 12, "day", &message));
    assert_eq!(first(&folded_matter(&message, &[&message, &theirs]), &message).state, "sent", "it was not for them");
}

#[test]
fn a_disclosure_says_what_was_shown() {
    let mut desks = Desks::new();
    let incident = desks.write(&entry(0, "incident", 9, json!({"summary": "Two vehicles"})));
    let fields = json!({"to": "kurdistan", "shown": ["summary", "place"], "purpose": "they asked at the table"});
    let shown = desks.write(&entry(0, "disclosure", 10, fields).to(Rel::About, &incident).within(&incident));
    let items = folded_matter(&incident, &[&incident, &shown]);
    let item = first(&items, &shown);
    assert_eq!((item.state.as_str(), item.title.as_deref()), ("shown", Some("they asked at the table")));
}
