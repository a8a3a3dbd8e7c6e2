//! Delegated limits, and officers who may act no more: whatever the way.

use super::*;

fn limits(to: &[&str], level: Level, never: &[&str], finest_m: Option<u32>) -> Limits {
    let to = to.iter().map(|party| party.parse().unwrap()).collect();
    Limits { to, level, never: never.iter().map(|slot| (*slot).to_owned()).collect(), finest_m }
}

fn liaison(limits: Option<Limits>) -> Officer {
    Officer { name: "Dilan".to_owned(), roles: vec![Role::LiaisonOfficer], limits }
}

fn beyond<T: std::fmt::Debug>(outcome: Result<T, NodeFault>) -> BeyondLimits {
    match outcome {
        Err(NodeFault::BeyondLimits { officer, limit }) if officer == "Dilan" => limit,
        other => panic!("not beyond limits: {other:?}"),
    }
}

fn placed(precision_m: u32) -> Json {
    json!({"centre": "makhmour", "observed": "2026-01-15", "summary": "shots", "source": "patrol 2",
        "place": {"lat": 35.78, "lon": 43.58, "precision_m": precision_m}})
}

#[test]
fn a_liaison_officer_releases_within_limits_and_nothing_without_them() {
    let (_, mut a, mut b) = pair();
    let id = incident(&mut a, "shots", "patrol 2", vec![]);
    let whole = request("kurdistan", &[]);
    assert_eq!(beyond(a.release(&liaison(None), id, &whole)), BeyondLimits::NothingDelegated);
    let bound = liaison(Some(limits(&["kurdistan"], Level::Restricted, &["source", "grading"], None)));
    assert_eq!(beyond(a.release(&bound, id, &whole)), BeyondLimits::Never("source".to_owned()));
    let named = request("kurdistan", &["summary", "source"]);
    assert_eq!(beyond(a.release(&bound, id, &named)), BeyondLimits::Never("source".to_owned()));
    let other = BeyondLimits::To("usa".parse().unwrap());
    assert_eq!(beyond(a.release(&bound, id, &request("usa", &["summary"]))), other);
    assert_eq!(beyond(a.export_bundle(&bound, "usa", true)), other);
    let (desk, via) = ("usa/desk".parse().unwrap(), "kurdistan/desk".parse().unwrap());
    assert_eq!(beyond(a.send_parcels(&bound, &desk, &via)), other);
    assert!(a.feed_statuses().iter().all(|f| f.origin.audience.party.as_str() == "iraq"), "something left");
    assert!(a.release(&bound, id, &request("kurdistan", &["summary"])).unwrap());
    sync(&mut a, &mut b);
    assert_eq!(b.item(id).unwrap().item.title.as_deref(), Some("shots"));
}

#[test]
fn limits_hold_for_what_is_released_as_it_is_written() {
    let (_, mut a, mut b) = pair();
    let bound = liaison(Some(limits(&["kurdistan"], Level::Open, &["source"], Some(1_000))));
    let before = a.record_count().unwrap();
    let mut new = entry("incident", &placed(5_000), vec![request("kurdistan", &["summary"])]);
    let above = BeyondLimits::Level { level: Level::Restricted, highest: Level::Open };
    assert_eq!(beyond(a.record(&bound, &new)), above);
    assert_eq!(a.record_count().unwrap(), before, "all or nothing");
    new.label.level = Level::Open;
    let id = a.record(&bound, &new).unwrap().id;
    new.fields = placed(50).as_object().unwrap().clone();
    new.release = vec![request("kurdistan", &["place"])];
    let exact = BeyondLimits::TooExact { slot: "place".to_owned(), precision_m: 50, finest_m: 1_000 };
    assert_eq!(beyond(a.record(&bound, &new)), exact);

    // What is empty and never goes stays closed; the rest goes.
    let mut quiet =
        entry("incident", &json!({"centre": "makhmour", "summary": "quiet"}), vec![request("kurdistan", &[])]);
    quiet.label.level = Level::Open;
    let quiet = a.record(&bound, &quiet).unwrap().id;
    sync(&mut a, &mut b);
    let item = b.item(quiet).unwrap().item;
    let open = |name: &str| item.slots.iter().find(|slot| slot.name == name).unwrap().open;
    assert!(open("summary") && open("narrative_1") && !open("source"));

    // A correction would carry the exact place after the coarse one.
    a.release(&bound, id, &request("kurdistan", &["place"])).unwrap();
    let mut finer = about(Rel::Corrects, id, "correction", &json!({"place": placed(50)["place"]}));
    finer.label.level = Level::Open;
    assert_eq!(beyond(a.record(&bound, &finer)), exact);
    a.record(&holder(), &finer).unwrap();
}

#[test]
fn a_later_correction_does_not_slip_past_the_limits_of_whoever_releases_its_target() {
    let (_, mut a, _) = pair();
    let new = entry("incident", &placed(5_000), vec![]);
    let id = a.record(&holder(), &new).unwrap().id;
    a.record(&holder(), &about(Rel::Corrects, id, "correction", &json!({"place": placed(50)["place"]}))).unwrap();
    let bound = liaison(Some(limits(&["kurdistan"], Level::Restricted, &[], Some(1_000))));
    assert!(matches!(beyond(a.release(&bound, id, &request("kurdistan", &["place"]))), BeyondLimits::TooExact { .. }));
    assert!(a.release(&bound, id, &request("kurdistan", &["summary"])).unwrap());
}

#[test]
fn a_preview_says_what_the_limits_of_whoever_asks_refuse() {
    let (_, mut a, _) = pair();
    let id = a.record(&holder(), &entry("incident", &placed(50), vec![])).unwrap().id;
    let reason = |officer: &Officer, slot: &str| {
        let preview = a.preview(officer, id, &to("kurdistan")).unwrap();
        preview.slots.into_iter().find(|s| s.name == slot).unwrap().reason
    };
    let bound = liaison(Some(limits(&["kurdistan"], Level::Restricted, &["source"], Some(1_000))));
    assert_eq!(reason(&bound, "summary"), None);
    assert_eq!(reason(&bound, "source"), Some(Barred::Limits(BeyondLimits::Never("source".to_owned()))));
    let exact = BeyondLimits::TooExact { slot: "place".to_owned(), precision_m: 50, finest_m: 1_000 };
    assert_eq!(reason(&bound, "place"), Some(Barred::Limits(exact)));
    assert_eq!(reason(&holder(), "place"), None);
    let refusal = a.preview(&liaison(None), id, &to("kurdistan")).unwrap().refusal;
    assert_eq!(refusal, Some(Barred::Limits(BeyondLimits::NothingDelegated)));
}

#[test]
fn limits_that_would_forbid_nothing_are_refused_and_acknowledging_needs_none() {
    let (_, mut a, mut b) = pair();
    for (never, finest_m) in [("sourse", None), ("centre", None), ("source", Some(0))] {
        let limits = Some(limits(&["kurdistan"], Level::Open, &[never], finest_m));
        let officer = StoredOfficer { name: "Dilan".to_owned(), limits, ..StoredOfficer::default() };
        assert!(matches!(a.put_officer(&holder(), &officer), Err(NodeFault::Limits(_))), "{never} {finest_m:?}");
    }
    let id = log(&mut b, "bridge open?", vec![request("iraq", &[])]);
    sync(&mut a, &mut b);
    let bound = liaison(Some(limits(&["usa"], Level::Open, &[], None)));
    a.record(&bound, &about(Rel::Acknowledges, id, "acknowledgement", &json!({"what": "acknowledged"}))).unwrap();
    sync(&mut a, &mut b);
    assert!(b.item(id).unwrap().releases[0].acknowledged.is_some());
}

#[test]
fn a_disabled_officer_does_nothing_more_however_they_got_in() {
    let (_, mut a, _) = pair();
    let stored = StoredOfficer { name: "Dilan".to_owned(), roles: vec![Role::Chief], ..StoredOfficer::default() };
    a.put_officer(&holder(), &stored).unwrap();
    let chief = a.acting_officer("Dilan").unwrap();
    let id = a.record(&chief, &entry("log-entry", &json!({"text": "quiet"}), vec![])).unwrap().id;
    a.put_officer(&holder(), &StoredOfficer { disabled: true, ..stored }).unwrap();
    assert!(matches!(a.acting_officer("Dilan"), Err(NodeFault::OfficerDisabled(_))));
    let again = entry("log-entry", &json!({"text": "again"}), vec![]);
    assert!(matches!(a.record(&chief, &again), Err(NodeFault::OfficerDisabled(_))));
    assert!(matches!(a.release(&chief, id, &request("kurdistan", &[])), Err(NodeFault::OfficerDisabled(_))));
    assert!(matches!(a.export_bundle(&chief, "kurdistan", true), Err(NodeFault::OfficerDisabled(_))));
    assert!(matches!(a.evidence(&chief, id, &"kurdistan".parse().unwrap()), Err(NodeFault::OfficerDisabled(_))));
}
