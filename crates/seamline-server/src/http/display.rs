//! Slot values as a person reads them in a list, in English and figures.

use serde_json::{Map, Value};

/// One line for any value of a slot.
pub(crate) fn display(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let numbers = items.iter().all(Value::is_number);
            items.iter().map(display).collect::<Vec<_>>().join(if numbers { ", " } else { "; " })
        }
        Value::Object(fields) => {
            place(fields).or_else(|| portion(fields)).or_else(|| figures(fields)).unwrap_or_else(|| named(fields))
        }
    }
}

fn place(fields: &Map<String, Value>) -> Option<String> {
    let (lat, lon, precision) =
        (fields.get("lat")?.as_f64()?, fields.get("lon")?.as_f64()?, fields.get("precision_m")?);
    let name = fields.get("name").and_then(Value::as_str).unwrap_or_default();
    Some(format!("{name} {lat:.4}, {lon:.4} ± {precision} m").trim_start().to_owned())
}

fn portion(fields: &Map<String, Value>) -> Option<String> {
    let (level, text) = (fields.get("level")?.as_str()?, fields.get("text")?.as_str()?);
    Some(format!("({}) {text}", level.get(..1)?.to_uppercase()))
}

fn figures(fields: &Map<String, Value>) -> Option<String> {
    let figure = |name: &str| fields.get(name).map(Value::as_i64);
    let (min, best, max) = (figure("min")?, figure("best")?, figure("max")?);
    let shown = |n: Option<i64>| n.map_or("?".to_owned(), |n| n.to_string());
    let figures = match (min, best, max) {
        (None, None, None) => "not stated".to_owned(),
        (a, Some(b), c) if a.is_none_or(|a| a == b) && c.is_none_or(|c| c == b) => b.to_string(),
        (a, None, c) => format!("{}–{}", shown(a), shown(c)),
        (a, b, c) => format!("{} ({}–{})", shown(b), shown(a), shown(c)),
    };
    let words = ["qualifier", "group", "harm"].map(|name| fields.get(name).and_then(Value::as_str).unwrap_or_default());
    let words = words.into_iter().filter(|word| !word.is_empty() && *word != "not stated");
    Some(words.chain([figures.as_str()]).collect::<Vec<_>>().join(" "))
}

fn named(fields: &Map<String, Value>) -> String {
    let said = fields.values().map(display).filter(|text| !text.is_empty());
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_read_as_a_person_writes_them() {
        let cases = [
            (
                json!({"lat": 35.775, "lon": 43.58, "precision_m": 1000, "name": "Makhmour"}),
                "Makhmour 35.7750, 43.5800 ± 1000 m",
            ),
            (json!({"min": 2, "best": 3, "max": 5, "qualifier": "about"}), "about 3 (2–5)"),
            (json!({"min": null, "best": null, "max": null, "qualifier": "not stated"}), "not stated"),
            (json!([{"group": "civilians", "harm": "killed", "min": 1, "best": 1, "max": 1}]), "civilians killed 1"),
            (json!({"en": "Makhmour", "ar": "مخمور"}), "مخمور, Makhmour"),
            (json!(["one", "two"]), "one; two"),
            (json!({"level": "secret", "text": "By the wadi."}), "(S) By the wadi."),
            (json!(true), "yes"),
        ];
        for (value, shown) in cases {
            assert_eq!(display(&value), shown);
        }
    }
}
