//! One form for many spellings, and nothing of what is not open.

use super::*;

#[test]
fn spellings_of_one_name_come_out_the_same() {
    let same = [
        ("Xaneqîn ŞENGAL Çemçemal", "xaneqin sengal cemcemal"),
        ("GÖĞÜŞ İstanbul ısı", "gogus istanbul isi"),
        ("Hewle\u{302}r", "Hewlêr"),
        ("مخمـــور", "مخمور"),
        ("خانَقِين", "خانقین"),
        ("أربيل", "اربیل"),
        ("إقليم آل ٱل", "اقلیم ال ال"),
        ("موسى", "موسي"),
        ("كركوك", "کرکوک"),
        ("مدينة", "مدینه"),
        ("هەولێر", "ههولیر"),
        ("نه\u{200c}وت", "نهوت"),
        ("سۆران مؤتمر", "سوران موتمر"),
        ("کوڕ گوڵ", "کور گول"),
        ("\u{200f}كركوك\u{200e} \u{202b}x\u{202c}", "کرکوک x"),
        ("آ ؤ ئ أ", "ا\u{653} و\u{654} ي\u{654} ا\u{654}"),
        ("٣ ۴ 5", "3 4 5"),
        ("  two \t\n lights ", "two lights"),
    ];
    for (left, right) in same {
        assert_eq!(folded(left), folded(right), "{left}");
    }
    assert_eq!(folded("Xaneqîn  İ"), "xaneqin i");
    assert_ne!(folded("كركوك"), folded("اربيل"));
}

#[test]
fn all_open_text_is_found_and_nothing_withheld_is() {
    let mut desks = Desks::new();
    let fields = json!({
        "provenance": "synthetic", "centre": "makhmour", "summary": "Two VEHICLES", "narrative_1": {"level": "open", "text": "one"},
        "narrative_2": {"level": "secret", "text": "Şev"},
        "place": {"lat": 35.7, "lon": 43.6, "precision_m": 1000, "name": "Makhmûr"}, "source": "a shepherd",
        "casualties": [{"group": "civilians", "harm": "wounded", "min": 1}],
    });
    let base = desks.write(&entry(0, "incident", 1, fields));
    let fields = json!({"target_kind": "incident", "reason": "Asked again", "place": {"lat": 1, "lon": 1,
        "precision_m": 10, "name": "Qerac"}});
    let fixed = desks.write(&entry(0, "correction of incident", 2, fields).to(Rel::Corrects, &base));
    let source = base.kind().index_of("source").unwrap();
    let item = &folded_matter(&base, &[&narrowed(&base, |index| index != source), &fixed])[0];
    let expected = "synthetic\nmakhmour\ntwo vehicles\nmakhmur\ncivilians\none\nsev\nasked again\nqerac";
    assert_eq!(search_text(item), expected);

    let mut shut = item.clone();
    shut.slots.iter_mut().for_each(|slot| slot.open = false);
    assert_eq!((search_text(&shut).as_str(), place_of(&shut)), ("synthetic\nasked again\nqerac", None));

    let meeting = json!({"title": "First", "topics": ["roads"], "attendees": [{"name": "A. Name", "title": "Dr", "party": "iraq"}],
        "when": "2021-07-26"});
    let meeting = desks.write(&entry(0, "meeting", 1, meeting));
    assert_eq!(search_text(&folded_matter(&meeting, &[&meeting])[0]), "first\na. name\ndr\niraq\nroads");
    let names = json!({"key": "k", "names": {"en": "Kirkuk", "ar": "كركوك", "kmr": "Kerkûk"}, "role": "city"});
    let place = desks.write(&entry(0, "place", 1, names));
    let text = search_text(&folded_matter(&place, &[&place])[0]);
    assert_eq!(text.lines().collect::<BTreeSet<_>>(), BTreeSet::from(["k", "kirkuk", "کرکوک", "kerkuk"]));
}

#[test]
fn the_finest_open_place_is_taken() {
    let mut desks = Desks::new();
    let place = |precision: u32| json!({"lat": 35.775, "lon": 43.58, "precision_m": precision});
    let fields = json!({"place": place(1000), "place_exact": place(10)});
    let base = desks.write(&entry(0, "incident", 1, fields));
    let exact = base.kind().index_of("place_exact").unwrap();
    let precision = |statement: &Statement| place_of(&folded_matter(&base, &[statement])[0]).map(|p| p.precision_m);
    assert_eq!(precision(&base), Some(10));
    assert_eq!(precision(&narrowed(&base, |index| index != exact)), Some(1000));
    assert_eq!(precision(&narrowed(&base, |_| false)), None);
    let coarse = desks.write(&entry(0, "incident", 1, json!({"place": place(500)})));
    assert_eq!(place_of(&folded_matter(&coarse, &[&coarse])[0]).map(|p| p.precision_m), Some(500));
}
