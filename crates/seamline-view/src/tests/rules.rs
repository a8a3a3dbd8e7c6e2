//! What counts for a record and what state it gives.

use super::*;

fn only<'a>(items: &'a [Item], statement: &Statement) -> &'a Item {
    items.iter().find(|item| item.id == statement.id()).unwrap()
}

fn incident(desks: &mut Desks, party: usize, grading: Option<&str>) -> Statement {
    let fields = json!({
        "provenance": "synthetic", "centre": "makhmour", "summary": "Two vehicles, no lights", "grading": grading,
        "observed": "2026-01-15T02:31:00+03:00",
    });
    desks.write(&entry(party, "incident", 9, fields))
}

#[test]
fn an_item_has_the_form_of_the_interface() {
    let mut desks = Desks::new();
    let base = incident(&mut desks, 1, Some("B2"));
    let partly = narrowed(&base, |index| index != 8 && index != AUTHOR);
    let summary = base.kind().index_of("summary").unwrap();
    let shown = fold(base.id(), &[seen(&partly)]);
    let json = serde_json::to_value(&shown[0]).unwrap();
    let id = base.id().to_string();
    let observed = 1_768_433_460_000_i64;
    let mut expected = json!({
        "id": id, "matter": id, "kind": "incident", "party": "kurdistan", "node": "desk", "own": false, "author": null, "at": 9,
        "received": 50, "title": "Two vehicles, no lights", "provenance": "synthetic", "synthetic": true,
        "label": {"level": "restricted", "caveats": [], "onward": "originator"},
        "span": {"edtf": "2026-01-15T02:31:00+03:00", "from": observed, "to": observed, "open": false,
                 "approximate": false},
        "state": "graded", "refs": [], "superseded_by": null, "repudiated": null, "withdrawn": null, "corrected": [], "links": [], "acknowledgements": [],
        "joint": null, "positions": [], "steps": [],
    });
    expected["slots"] = json["slots"].clone();
    assert_eq!(json, expected);
    assert_eq!(json["slots"].as_array().unwrap().len(), 24);
    assert_eq!(
        json["slots"][0],
        json!({"index": 6, "name": "centre", "type": "Text", "open": true, "value": "makhmour"})
    );
    assert_eq!(json["slots"][2], json!({"index": 8, "name": "type", "type": "Text", "open": false, "value": null}));
    assert!(!json.to_string().contains("officer"));
    let without = fold(base.id(), &[seen(&narrowed(&base, |index| index != summary && index != TIME))]);
    assert_eq!((&without[0].title, without[0].at), (&None, None));
    let own = incident(&mut desks, 0, None);
    let own = &fold(own.id(), &[seen(&own)])[0];
    assert_eq!((own.received, own.author.as_deref()), (None, Some("officer")));
}

#[test]
fn two_corrections_at_once_both_stand_and_only_those_of_the_author() {
    let mut desks = Desks::new();
    let base = incident(&mut desks, 0, None);
    let correct = |party, at, size: &str| {
        let fields = json!({"target_kind": "incident", "reason": "counted again", "size": size});
        entry(party, "correction of incident", at, fields).to(Rel::Corrects, &base)
    };
    let (three, four) = (desks.write(&correct(0, 12, "3")), desks.write(&correct(0, 11, "4").within(&base)));
    let foreign = desks.write(&correct(1, 13, "5"));
    let misfit = json!({"target_kind": "log-entry", "text": "6"});
    let misfit = desks.write(&entry(0, "correction of log-entry", 14, misfit).to(Rel::Corrects, &base));
    let hidden = narrowed(&three, |index| index != three.kind().index_of("size").unwrap());
    let items = folded_matter(&base, &[&three, &base, &foreign, &misfit, &four]);
    let changed: Vec<_> = only(&items, &base).corrected.iter().map(|c| (c.id, c.changes.clone())).collect();
    let size = |size: &str| vec![Change { name: "size".into(), value: json!(size) }];
    assert_eq!(changed, [(four.id(), size("4")), (three.id(), size("3"))]);
    assert_eq!(only(&items, &base).corrected[0].slots, ["size"]);
    assert_eq!(only(&items, &base).corrected[0].reason.as_deref(), Some("counted again"));
    let many: Vec<_> = (20..28).map(|at| desks.write(&correct(0, at, "7"))).collect();
    let crowd: Vec<&Statement> = many.iter().chain([&base]).collect();
    let times: Vec<_> = folded_matter(&base, &crowd)[0].corrected.iter().map(|c| c.at).collect();
    assert_eq!(times, (20..28).map(Some).collect::<Vec<_>>());
    // The one within the matter is an item too, the witnesses elsewhere are not.
    assert_eq!(items.iter().map(|i| i.id).collect::<Vec<_>>(), [base.id(), four.id()]);
    let items = folded_matter(&base, &[&base, &hidden]);
    assert!(items[0].corrected[0].slots.is_empty() && items[0].corrected[0].changes.is_empty());
}

#[test]
fn nobody_acknowledges_to_himself() {
    let mut desks = Desks::new();
    let base = incident(&mut desks, 0, None);
    let acknowledge =
        |party, at, what: &str| entry(party, "acknowledgement", at, json!({"what": what})).to(Rel::Acknowledges, &base);
    let own = desks.write(&acknowledge(0, 10, "acknowledged"));
    let late = desks.write(&acknowledge(1, 13, "opened"));
    let early = desks.write(&acknowledge(1, 12, "opened").within(&base));
    let untimed = narrowed(&desks.write(&acknowledge(1, 11, "opened")), |i| i != TIME && i != 6);
    let items = folded_matter(&base, &[&base, &untimed, &late, &own, &early]);
    let given = &only(&items, &base).acknowledgements;
    assert!(given.iter().all(|a| a.party.as_str() == "kurdistan"));
    let given: Vec<_> = given.iter().map(|a| (a.what.as_str(), a.at)).collect();
    assert_eq!(given, [("opened", Some(12)), ("opened", Some(13)), ("not stated", None)]);
}

#[test]
fn rival_links_stand_side_by_side_and_a_disputed_one_is_seen() {
    let mut desks = Desks::new();
    let (ours, theirs) = (incident(&mut desks, 0, Some("B2")), incident(&mut desks, 1, None));
    let link = |party, relation: &str| {
        entry(party, "link", 10, json!({"relation": relation})).to(Rel::Links, &ours).to(Rel::Links, &theirs)
    };
    let (same, related) = (desks.write(&link(0, "same-event")), desks.write(&link(1, "related")));
    let disputed = desks.write(&link(1, "disputed"));
    let state = |witnesses: &[&Statement]| {
        let items = folded_matter(&ours, &[&[&ours, &theirs], witnesses].concat());
        assert_eq!(items.len(), 1);
        assert!(items[0].links.iter().all(|link| link.other == theirs.id()));
        (items[0].state.clone(), items[0].links.len())
    };
    assert_eq!(state(&[]), ("graded".to_owned(), 0));
    assert_eq!(state(&[&related]), ("graded".to_owned(), 1));
    assert_eq!(state(&[&same, &related]), ("linked".to_owned(), 2));
    assert_eq!(state(&[&same, &disputed]), ("disputed".to_owned(), 2));
    let items = folded_matter(&theirs, &[&theirs, &same]);
    assert_eq!((items[0].links[0].other, items[0].state.as_str()), (ours.id(), "linked"));
    assert_eq!(folded_matter(&theirs, &[&theirs])[0].state, "logged");
}

#[test]
fn an_incident_is_closed_by_its_own_partys_last_word() {
    let mut desks = Desks::new();
    let ours = incident(&mut desks, 0, Some("B2"));
    let mut says = |party, at, closed: Json| {
        let fields = json!({"target_kind": "incident", "reason": "settled", "closed": closed});
        desks.write(&entry(party, "correction of incident", at, fields).to(Rel::Corrects, &ours))
    };
    let (closes, opens, theirs, other) =
        (says(0, 5, json!(true)), says(0, 6, json!(false)), says(1, 9, json!(true)), says(0, 7, Json::Null));
    let state =
        |witnesses: &[&Statement]| only(&folded_matter(&ours, &[&[&ours], witnesses].concat()), &ours).state.clone();
    assert_eq!(state(&[&closes]), "closed");
    assert_eq!(state(&[&opens, &closes]), "graded");
    assert_eq!(state(&[&theirs]), "graded");
    assert_eq!(state(&[&closes, &other]), "closed", "a correction that says nothing of it changes nothing of it");
}

#[test]
fn a_log_entry_is_done_when_its_own_party_says_so_later() {
    let mut desks = Desks::new();
    let log = |party, at, told: &[&str], done| {
        entry(party, "log-entry", at, json!({"text": "x", "told": told, "done": done}))
    };
    let first = desks.write(&log(0, 5, &["duty officer"], false));
    let told =
        |witnesses: &[&Statement]| only(&folded_matter(&first, &[&[&first], witnesses].concat()), &first).state.clone();
    assert_eq!(told(&[]), "told");
    assert_eq!(told(&[&desks.write(&log(1, 7, &[], true).within(&first))]), "told");
    assert_eq!(told(&[&desks.write(&log(0, 5, &[], true).within(&first))]), "told");
    assert_eq!(told(&[&desks.write(&log(0, 7, &[], true))]), "told");
    assert_eq!(told(&[&desks.write(&log(0, 7, &[], false).within(&first))]), "told");
    assert_eq!(told(&[&desks.write(&log(0, 7, &[], true).within(&first))]), "done");
    let early: Vec<_> = (0..6).map(|at| desks.write(&log(0, at, &[], true).within(&first))).collect();
    let later = desks.write(&log(0, 7, &[], true).within(&first));
    assert_eq!(told(&early.iter().chain([&later]).collect::<Vec<_>>()), "done");
    let bare = desks.write(&log(0, 5, &[], false));
    assert_eq!(folded_matter(&bare, &[&bare])[0].state, "entry");
    let done = desks.write(&log(0, 5, &[], true));
    assert_eq!(folded_matter(&done, &[&done])[0].state, "done");
}

#[test]
fn only_its_own_party_supersedes_a_record() {
    let mut desks = Desks::new();
    let fields = json!({"contributor": "Norway", "as_of": "2021-12-31"});
    let first = desks.write(&entry(0, "strength", 1, fields.clone()));
    let later = |party, at| entry(party, "strength", at, fields.clone()).to(Rel::Supersedes, &first);
    let (foreign, second, third) = (later(1, 4), later(0, 2).within(&first), later(0, 3).within(&first));
    let (foreign, second, third) = (desks.write(&foreign), desks.write(&second), desks.write(&third));
    let items = folded_matter(&first, &[&first, &foreign]);
    assert_eq!((items[0].superseded_by, items[0].state.as_str()), (None, "stands"));
    let items = folded_matter(&first, &[&third, &first, &foreign, &second]);
    assert_eq!(items.iter().map(|i| i.at).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
    assert_eq!((items[0].superseded_by, items[0].state.as_str()), (Some(third.id()), "superseded"));
    assert_eq!(items[1].refs, [ItemRef { rel: "supersedes".to_owned(), id: first.id() }]);
}

#[test]
fn every_other_kind_has_its_word_and_its_title() {
    let mut desks = Desks::new();
    let cases = [
        ("strength", json!({"contributor": "Norway"}), "stands", "Norway"),
        ("estimate", json!({"of": "fighters", "by": "who"}), "stands", "fighters"),
        ("meeting", json!({"title": "first", "outcome": ""}), "called", "first"),
        ("meeting", json!({"title": "second", "outcome": "agreed"}), "held", "second"),
        ("centre", json!({"key": "kirkuk", "names": {"ar": "كركوك", "en": "Kirkuk"}}), "recorded", "Kirkuk"),
        ("place", json!({"key": "altun"}), "recorded", "altun"),
        ("line", json!({"note": "n", "names": {"en": "The line"}}), "recorded", "The line"),
        ("source-item", json!({"outlet": "a paper"}), "recorded", "a paper"),
        (
            "correction of centre",
            json!({"target_kind": "centre", "reason": "why", "names": {"en": "X"}}),
            "recorded",
            "why",
        ),
    ];
    for (kind, fields, state, title) in cases {
        let statement = desks.write(&entry(0, kind, 1, fields));
        let item = &folded_matter(&statement, &[&statement])[0];
        assert_eq!((item.state.as_str(), item.title.as_deref()), (state, Some(title)), "{kind}");
        assert!(!item.synthetic);
    }
}

#[test]
fn only_its_party_withdraws_and_then_its_content_is_gone_for_others() {
    let mut desks = Desks::new();
    let told = incident(&mut desks, 1, Some("B2"));
    let reason = || json!({"reason": "told too early"});
    let theirs = desks.write(&entry(0, "withdrawal", 5, reason()).to(Rel::Withdraws, &told).within(&told));
    let shown = folded_matter(&told, &[&told, &theirs]);
    assert!(shown[0].withdrawn.is_none() && shown[0].title.is_some());
    let its_own = desks.write(&entry(1, "withdrawal", 6, reason()).to(Rel::Withdraws, &told).within(&told));
    let shown = folded_matter(&told, &[&told, &theirs, &its_own]);
    let item = shown.iter().find(|item| item.id == told.id()).unwrap();
    assert_eq!((item.state.as_str(), item.withdrawn.as_ref().unwrap().id), ("withdrawn", its_own.id()));
    assert!(
        item.title.is_none()
            && item.span.is_none()
            && item.slots.iter().all(|slot| slot.open == (slot.name == "centre"))
    );
    let own = Seen { own: true, ..seen(&told) };
    let kept = fold(told.id(), &[own, seen(&its_own)]);
    assert!(kept.iter().any(|item| item.state == "withdrawn" && item.title.is_some()));
}

#[test]
fn what_is_repudiated_is_shown_and_says_nothing_of_others() {
    let mut desks = Desks::new();
    let told = incident(&mut desks, 1, None);
    let forged = desks.write(&entry(1, "withdrawal", 16, json!({})).to(Rel::Withdraws, &told).within(&told));
    let taken_back = Seen { repudiated: Some(3), ..seen(&forged) };
    let shown = fold(told.id(), &[seen(&told), taken_back]);
    assert_eq!((shown[0].state.as_str(), shown[0].withdrawn.as_ref()), ("logged", None));
    assert_eq!((shown[1].state.as_str(), shown[1].repudiated), ("repudiated", Some(3)));
}

#[test]
fn what_was_withdrawn_does_not_live_on_in_what_was_said_about_it() {
    let mut desks = Desks::new();
    let told = incident(&mut desks, 1, Some("B2"));
    let fields = json!({"target_kind": "incident", "reason": "counted again", "summary": "Three vehicles"});
    let better = desks.write(&entry(1, "correction of incident", 5, fields).to(Rel::Corrects, &told).within(&told));
    let gone = entry(1, "withdrawal", 6, json!({"reason": "wrong"})).to(Rel::Withdraws, &told).within(&told);
    let gone = desks.write(&gone);
    let shown = folded_matter(&told, &[&told, &better, &gone]);
    let item = shown.iter().find(|item| item.id == better.id()).unwrap();
    assert_eq!((item.state.as_str(), item.withdrawn.as_ref().unwrap().id), ("withdrawn", gone.id()));
    assert!(item.title.is_none() && item.slots.iter().all(|slot| !slot.open));
    let kept = fold(told.id(), &[seen(&told), Seen { own: true, ..seen(&better) }, seen(&gone)]);
    assert!(kept.iter().any(|item| item.id == better.id() && item.slots.iter().any(|slot| slot.open)));
    assert!(!shown.iter().any(|item| search_text(item).contains("three vehicles")));
}

#[test]
fn what_is_withdrawn_says_nothing_of_others() {
    let mut desks = Desks::new();
    let (ours, theirs) = (incident(&mut desks, 0, None), incident(&mut desks, 1, None));
    let link = entry(1, "link", 10, json!({"relation": "disputed"})).to(Rel::Links, &ours).to(Rel::Links, &theirs);
    let heard = entry(1, "acknowledgement", 11, json!({"what": "opened"})).to(Rel::Acknowledges, &ours).within(&ours);
    let (link, heard) = (desks.write(&link.within(&ours)), desks.write(&heard));
    let told = folded_matter(&ours, &[&ours, &theirs, &link, &heard]);
    assert_eq!((only(&told, &ours).links.len(), only(&told, &ours).acknowledgements.len()), (1, 1));
    let back = |desks: &mut Desks, of: &Statement| {
        desks.write(&entry(1, "withdrawal", 12, json!({})).to(Rel::Withdraws, of).within(&ours))
    };
    let (one, two) = (back(&mut desks, &link), back(&mut desks, &heard));
    let told = folded_matter(&ours, &[&ours, &theirs, &link, &heard, &one, &two]);
    let item = only(&told, &ours);
    assert_eq!((item.state.as_str(), item.links.len(), item.acknowledgements.len()), ("logged", 0, 0));
}
