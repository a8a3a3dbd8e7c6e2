//! What two parties agree to, over the API.

use seamline_server::{Client, Effort, Passphrase, Protection, Purpose, Wrapped};
use serde_json::{Value as Json, json};

use crate::world::{A, B, TestNode, binding_key, refusal, stop, two_nodes, until, until_linked};

const PASSPHRASE: &str = "a passphrase of twelve";

fn key_file(id: &str, effort: Option<Effort>) -> String {
    let protection = effort.map_or(Protection::Unprotected, |effort| {
        Protection::Passphrase(Passphrase::given(PASSPHRASE.to_owned()).unwrap(), effort)
    });
    let wrapped = Wrapped::wrap(Purpose::OfficerKey, binding_key(&id.parse().unwrap()).as_bytes(), &protection);
    String::from_utf8(wrapped.unwrap().to_bytes()).unwrap()
}

async fn minister(node: &TestNode, id: &str) -> Client {
    let officer = node.officer("Minister", &["chief", "secretary"]).await;
    let none = officer.get_json("/api/officer-key").await.unwrap();
    assert_eq!((&none["held"], &none["binds"]), (&json!(false), &json!([])));
    let bare = json!({ "file": key_file(id, None), "passphrase": PASSPHRASE });
    assert_eq!(refusal(officer.put_json("/api/officer-key", &bare).await).1["code"], "officer-key-form");
    let wrong = json!({ "file": key_file(id, Some(Effort::LEAST)), "passphrase": "another of twelve" });
    assert_eq!(refusal(officer.put_json("/api/officer-key", &wrong).await).1["code"], "position-key-locked");
    let right = json!({ "file": key_file(id, Some(Effort::LEAST)), "passphrase": PASSPHRASE });
    officer.put_json("/api/officer-key", &right).await.unwrap();
    let held = officer.get_json("/api/officer-key").await.unwrap();
    assert_eq!((&held["held"], &held["name"]), (&json!(true), &json!("minister")));
    assert!(held["binds"].as_array().unwrap().contains(&json!("decision")));
    officer
}

fn decision(en: &str) -> Json {
    json!({
        "kind": "decision",
        "slots": {
            "names": {"en": "One radio plan", "ar": "خطة راديو واحدة"}, "required": ["iraq", "kurdistan"],
            "clauses": [{"number": "1", "texts": {"en": en, "ar": "نص"}}],
        },
        "release": [{"to": "kurdistan"}],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_sign_the_same_bytes_and_it_is_in_force_at_both_nodes() {
    let nodes = two_nodes().await;
    let (a, b) = &nodes;
    until_linked(a).await;
    let (iraq, kurdistan) = (minister(a, A).await, minister(b, B).await);
    let recorded = iraq.post_json("/api/records", &decision("One plan for the four centres")).await.unwrap();
    let id = recorded["id"].as_str().unwrap().to_owned();
    let path = format!("/api/records/{id}/position");
    let signs = |words: &str| json!({ "answer": "concurred", "passphrase": words });
    until("the proposal arrives", || b.item(&id)).await;
    let (status, error) = refusal(iraq.post_json(&path, &signs("not the words at all")).await);
    assert_eq!((status, &error["code"], &error["field"]), (422, &json!("position-key-locked"), &json!("passphrase")));
    let duty = a.officer("Duty", &["duty-officer"]).await;
    assert_eq!(refusal(duty.post_json(&path, &signs(PASSPHRASE)).await).1["code"], "position-key-missing");
    let objects = json!({ "answer": "not-concurred", "clauses": ["1"] });
    let (_, error) = refusal(kurdistan.post_json(&path, &objects).await);
    assert_eq!((&error["code"], &error["field"]), (&json!("position-reason-needed"), &json!("reason")));
    let objects = json!({ "answer": "not-concurred", "clauses": ["1"], "reason": "Kirkuk is missing", "key": "k" });
    for _ in 0..2 {
        let item = kurdistan.post_json(&path, &objects).await.unwrap();
        assert_eq!((&item["state"], item["positions"].as_array().unwrap().len()), (&json!("objected"), 1));
    }
    iraq.post_json(&path, &signs(PASSPHRASE)).await.unwrap();
    assert_eq!(refusal(iraq.post_json(&path, &signs(PASSPHRASE)).await).1["code"], "position-already");
    // A key that is kept on no node signs elsewhere.
    let elsewhere = seamline_node::concur(&binding_key(&B.parse().unwrap()), id.parse().unwrap());
    let signed = json!({ "answer": "concurred", "signature": seamline_record::hex(&elsewhere) });
    kurdistan.post_json(&path, &signed).await.unwrap();
    for node in [a, b] {
        let in_force = || async { node.item(&id).await.filter(|item| item["state"] == "in-force") };
        let item = until("it comes into force", in_force).await;
        assert_eq!((&item["joint"]["pending"], &item["joint"]["languages"]), (&json!([]), &json!(["ar", "en"])));
        let counted = item["positions"].as_array().unwrap().iter().filter(|position| position["counts"] == true);
        assert_eq!(counted.count(), 3, "the objection stands beside the concurrence: {item}");
        let short = item["short"].as_str().unwrap().replace(' ', "%20");
        let found = node.client().get_json(&format!("/api/short/{short}")).await.unwrap();
        assert_eq!((&found["id"], &found["kind"]), (&json!(id), &json!("decision")));
    }
    assert!(!iraq.get_bytes(&format!("/api/records/{id}/joint")).await.unwrap().is_empty());
    let (status, _) = refusal(iraq.get_json("/api/short/0000").await);
    assert_eq!(status, 404);
    stop(nodes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_cannot_stand_is_refused_with_its_reason() {
    let nodes = two_nodes().await;
    let (a, _) = &nodes;
    let officer = a.officer("Sara", &["releasing-officer"]).await;
    let with = |slot: &str, value: Json| {
        let mut draft = decision("x");
        draft["slots"][slot] = value;
        draft
    };
    let clause = |number: &str| json!({"number": number, "texts": {"en": "x"}});
    let cases = [
        (with("clauses", json!([clause("1"), clause("1")])), "slot-flawed", "clauses"),
        (with("required", json!(["mars"])), "required-unknown-party", "required"),
        (with("required", json!([])), "required-nobody", "required"),
        (with("facilitator", json!("kurdistan")), "required-facilitator", "required"),
        (with("lapses", json!("2026-02-30")), "slot-value", "lapses"),
    ];
    for (draft, code, field) in cases {
        let (status, error) = refusal(officer.post_json("/api/records", &draft).await);
        assert_eq!((status, &error["code"], &error["field"]), (422, &json!(code), &json!(field)), "{draft}");
    }
    let (_, error) =
        refusal(officer.post_json("/api/records", &with("clauses", json!([clause("1"), clause("1")]))).await);
    assert_eq!(error["args"]["why"], "clause-twice");
    let promise = |agreed: &str, due: &str| json!({ "kind": "commitment", "slots": { "text": "x", "owner": "iraq", "beneficiary": "kurdistan", "agreed": agreed, "due": due } });
    let (_, error) = refusal(officer.post_json("/api/records", &promise("2026-02", "2026-01")).await);
    assert_eq!((&error["code"], &error["field"]), (&json!("due-before-agreed"), &json!("due")));
    let part = json!({ "release": [{ "to": "kurdistan", "slots": ["names"] }], "kind": "decision", "slots": decision("x")["slots"] });
    assert_eq!(refusal(officer.post_json("/api/records", &part).await).1["code"], "released-whole");
    stop(nodes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_shows_where_promises_stand_and_what_each_side_may_say() {
    let nodes = two_nodes().await;
    let (a, b) = &nodes;
    until_linked(a).await;
    let iraq = a.officer("Sara", &["releasing-officer"]).await;
    let kurdistan = b.officer("Dilan", &["releasing-officer"]).await;
    let promise = json!({
        "kind": "commitment", "slots": { "text": "Map sheets", "owner": "iraq", "beneficiary": "kurdistan", "due": "2020-01-01" },
        "release": [{ "to": "kurdistan" }],
    });
    let id = iraq.post_json("/api/records", &promise).await.unwrap()["id"].as_str().unwrap().to_owned();
    let row = |board: Json| board["rows"].as_array().unwrap().iter().find(|row| row["id"] == id.as_str()).cloned();
    let says = |what: &str| json!({ "kind": "progress", "slots": { "what": what, "on": "2020-01-05" }, "refs": [{ "rel": "about", "id": id }] });
    let expect = [
        ("proposed", vec![], vec!["agree"], Some((b, "agreed"))),
        ("overdue", vec!["claim"], vec![], Some((a, "claimed"))),
        ("claimed", vec![], vec!["accept", "dispute"], Some((b, "disputed"))),
        ("missed", vec!["claim"], vec!["accept"], Some((b, "accepted"))),
        ("met", vec![], vec![], None),
    ];
    for (state, ours, theirs, next) in expect {
        for (client, can) in [(&iraq, ours), (&kurdistan, theirs)] {
            let row = until("the board follows", || async {
                let board = client.get_json("/api/commitments").await.unwrap();
                row(board).filter(|row| row["state"] == state)
            });
            assert_eq!(row.await["can"], json!(can), "{state}");
        }
        if let Some((node, what)) = next {
            let client = if std::ptr::eq(node, a) { &iraq } else { &kurdistan };
            client.post_json("/api/records", &says(what)).await.unwrap();
        }
    }
    let board = iraq.get_json("/api/commitments?state=met&party=kurdistan").await.unwrap();
    assert_eq!(
        (&board["total"], &board["counts"]["met"], &board["rows"][0]["late"]),
        (&json!(1), &json!(1), &json!(true))
    );
    let (_, error) = refusal(iraq.post_json("/api/records", &says("accepted")).await);
    assert_eq!(error["code"], "step-not-theirs");
    assert_eq!(refusal(iraq.get_json("/api/commitments?state=cosmic").await).1["field"], "state");
    stop(nodes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_opens_with_what_its_series_left_open_and_goes_into_a_calendar() {
    let nodes = two_nodes().await;
    let (a, _) = &nodes;
    let sara = a.officer("Sara", &["secretary"]).await;
    let post = |draft: Json| {
        let sara = sara.clone();
        async move { sara.post_json("/api/records", &draft).await.unwrap()["id"].as_str().unwrap().to_owned() }
    };
    let meeting = |when: &str, title: &str| json!({ "kind": "meeting", "slots": { "title": title, "when": when, "series": "Dialogue", "where": "Erbil" } });
    let first = post(meeting("2026-01-10", "First")).await;
    let second = post(meeting("2026-02-10T09:00:00+03:00/2026-02-10T11:00:00+03:00", "Second")).await;
    let item = |text: &str, of: &str| json!({ "kind": "agenda-item", "matter": of, "slots": { "text": text }, "refs": [{ "rel": "about", "id": of }] });
    let (open, settled) = (post(item("Radio plan", &first)).await, post(item("Maps", &first)).await);
    let note = |what: &str, on: &str, of: &str| json!({ "kind": "meeting-note", "matter": of, "slots": { "what": what, "text": "so" }, "refs": [{ "rel": "about", "id": on }] });
    post(note("carried", &open, &first)).await;
    post(note("decided", &settled, &first)).await;
    let shown = sara.get_json(&format!("/api/meetings/{second}")).await.unwrap();
    assert_eq!((shown["previous"].as_str(), shown["carried"].as_array().unwrap().len()), (Some(first.as_str()), 1));
    assert_eq!((&shown["carried"][0]["item"]["id"], &shown["carried"][0]["meeting"]), (&json!(open), &json!(first)));
    post(note("closed", &open, &second)).await;
    let shown = sara.get_json(&format!("/api/meetings/{second}")).await.unwrap();
    assert_eq!(
        (&shown["carried"][0]["open"], shown["carried"][0]["notes"].as_array().unwrap().len()),
        (&json!(false), 2)
    );
    let all = sara.get_json("/api/meetings").await.unwrap();
    let open: Vec<_> = all["series"][0]["meetings"].as_array().unwrap().iter().map(|m| m["open"].clone()).collect();
    assert_eq!(open, [json!(0), json!(1)]);

    let one = sara.get_bytes(&format!("/api/meetings/{second}/ics")).await.unwrap();
    assert!(String::from_utf8(one).unwrap().contains("DTSTART:20260210T060000Z"));
    let someday = post(meeting("2026", "Some day")).await;
    assert_eq!(refusal(sara.get_json(&format!("/api/meetings/{someday}/ics")).await).1["code"], "no-day");
    let link = |answer: Json| answer["path"].as_str().unwrap().to_owned();
    let before = link(sara.post_json("/api/calendar", &json!({})).await.unwrap());
    let path = link(sara.post_json("/api/calendar", &json!({})).await.unwrap());
    let stranger = Client::new(a.http());
    let calendar = String::from_utf8(stranger.get_bytes(&path).await.unwrap()).unwrap();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 2, "{calendar}");
    assert_eq!(refusal(stranger.get_json(&before).await).0, 404, "a link that was replaced still works");
    sara.delete("/api/calendar").await.unwrap();
    assert_eq!(refusal(stranger.get_json(&path).await).0, 404);
    stop(nodes).await;
}
