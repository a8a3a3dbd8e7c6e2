//! What a command prints: words for a person, or one JSON value with `--json`.

use std::io::Write;

use serde_json::Value as Json;

/// Prints one line. A reader that has gone away (`… | head`) is nobody's fault.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Prints `json` where asked for, else `words`.
pub(crate) fn tell(as_json: bool, json: &Json, words: impl FnOnce() -> String) {
    if as_json {
        line(&json.to_string());
    } else {
        line(words().trim_end());
    }
}

/// Columns padded to their widest cell, two spaces apart.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    let line = |row: &Vec<String>| {
        let pad = |(cell, width): (&String, &usize)| format!("{cell}{}", " ".repeat(width - cell.chars().count()));
        row.iter().zip(&widths).map(pad).collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An instant in Baghdad time, the civil time of the deployment: `2026-01-15 03:12`.
pub(crate) fn instant(ms: i64) -> String {
    let Ok(at) = jiff::Timestamp::from_millisecond(ms) else { return ms.to_string() };
    at.to_zoned(jiff::tz::Offset::constant(3).to_time_zone()).strftime("%Y-%m-%d %H:%M").to_string()
}
