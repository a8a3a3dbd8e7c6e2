//! Text as it is searched: one form for the many ways of writing a name in four languages.
//!
//! Both what is stored and what is asked for must pass [`folded`]; it changes nothing in what it gave.

use seamline_record::Place;
use serde_json::Value as Json;

use crate::item::{Item, ItemSlot};

/// Lower case, without diacritics, vowel marks, joiners and direction marks; letters of Arabic, Persian and
/// Kurdish keyboards that stand for one another made the same; digits as 0–9; single spaces.
///
/// Canonically equal strings (Unicode NFC and NFD) of these alphabets come out equal.
pub fn folded(text: &str) -> String {
    let letters: String = text.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)).map(plain).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is written on, between or around letters and is no letter.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' // combining diacritics
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' // harakat, combining hamza, small alef
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{640}' // tatweel
        | '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{ad}')
}

fn plain(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ı' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ş' | 'ś' | 'š' => 's',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' => 'z',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ي' | 'ئ' | 'ێ' => 'ی',
        'ك' | 'ڪ' => 'ک',
        'ة' | 'ە' | 'ۀ' | 'ھ' | 'ہ' | 'ۂ' => 'ه',
        'ۆ' | 'ؤ' => 'و',
        'ڕ' => 'ر',
        'ڵ' => 'ل',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        other => other,
    }
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// Folded text of everything that people wrote in the item and that is open: never a slot that is not,
/// so that no search can find out what was withheld. A line for each text: no phrase matches across two.
pub fn search_text(item: &Item) -> String {
    let mut texts: Vec<&str> = item.provenance.as_deref().into_iter().collect();
    for slot in item.slots.iter().filter(|slot| slot.open) {
        gather(&slot.slot_type, &slot.value, &mut texts);
    }
    for corrected in &item.corrected {
        texts.extend(corrected.reason.as_deref());
        for change in &corrected.changes {
            let slot_type = slot_named(item, &change.name).map_or("Text", |slot| slot.slot_type.as_str());
            gather(slot_type, &change.value, &mut texts);
        }
    }
    let lines: Vec<String> = texts.into_iter().map(folded).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Texts in a slot value. Words of a list, dates, counts and coordinates are filtered by, not searched for.
fn gather<'a>(slot_type: &str, value: &'a Json, texts: &mut Vec<&'a str>) {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let names = value.as_object().into_iter().flat_map(|names| names.values());
    match slot_type {
        "Text" => texts.extend(value.as_str()),
        "Texts" => texts.extend(items.iter().filter_map(Json::as_str)),
        "Names" => texts.extend(names.filter_map(Json::as_str)),
        "Portion" => texts.extend(value["text"].as_str()),
        "Place" => texts.extend(value["name"].as_str()),
        "Files" => texts.extend(items.iter().filter_map(|file| file["name"].as_str())),
        "Casualties" => texts.extend(items.iter().filter_map(|group| group["group"].as_str())),
        "Attendees" => {
            let fields = items.iter().flat_map(|one| ["name", "title", "party"].map(|field| one[field].as_str()));
            texts.extend(fields.flatten());
        }
        _ => {}
    }
}

fn slot_named<'a>(item: &'a Item, name: &str) -> Option<&'a ItemSlot> {
    item.slots.iter().find(|slot| slot.name == name)
}

/// The finest place that is open: the exact one, or else the one given out for it.
pub fn place_of(item: &Item) -> Option<Place> {
    ["place_exact", "place"].into_iter().find_map(|name| {
        let slot = slot_named(item, name).filter(|slot| slot.open)?;
        serde_json::from_value(slot.value.clone()).ok()
    })
}
