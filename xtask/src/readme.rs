//! The README's table of rows, made from `scenarios/kcl/rows.toml`.

use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use crate::finding::Finding;

const ROWS: &str = "scenarios/kcl/rows.toml";
const BEGIN: &str = "<!-- rows:begin -->";
const END: &str = "<!-- rows:end -->";

#[derive(Deserialize)]
struct Rows {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    from: String,
    describes: String,
    must: String,
    command: String,
    screenshot: String,
    status: Status,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Status {
    Works,
    Planned,
}

/// Writes the table into the README.
pub(crate) fn rewrite(root: &Path) -> Result<(), String> {
    let readme = read(root, "README.md")?;
    let wanted = with_table(&readme, &read(root, ROWS)?)?;
    if wanted != readme {
        std::fs::write(root.join("README.md"), wanted).map_err(|error| format!("README.md: {error}"))?;
    }
    Ok(())
}

/// Finds a table that no longer says what the rows say.
pub(crate) fn check(root: &Path) -> Result<Vec<Finding>, String> {
    Ok(stale(&read(root, "README.md")?, &read(root, ROWS)?)?.into_iter().collect())
}

fn read(root: &Path, path: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))
}

fn stale(readme: &str, rows: &str) -> Result<Option<Finding>, String> {
    let wanted = with_table(readme, rows)?;
    let Some(index) = readme.lines().zip(wanted.lines()).position(|(is, should)| is != should) else {
        return Ok((readme.len() != wanted.len()).then(|| outdated(1)));
    };
    Ok(Some(outdated(index + 1)))
}

fn outdated(line: usize) -> Finding {
    Finding {
        file: "README.md".to_owned(),
        line,
        rule: "rows",
        what: format!("the table does not say what {ROWS} says"),
        instead: "run `cargo xtask readme`".to_owned(),
    }
}

/// The README with its table replaced; all else stays byte for byte.
fn with_table(readme: &str, rows: &str) -> Result<String, String> {
    let rows: Rows = toml::from_str(rows).map_err(|error| format!("{ROWS}: {error}"))?;
    let (head, rest) = readme.split_once(BEGIN).ok_or(format!("README.md: no {BEGIN}"))?;
    let (_, tail) = rest.split_once(END).ok_or(format!("README.md: no {END}"))?;
    Ok(format!("{head}{BEGIN}\n{}{END}{tail}", table(&rows.row)))
}

fn table(rows: &[Row]) -> String {
    let mut out =
        "| row | what the reports describe | what must work | command | screenshot |\n|---|---|---|---|---|\n"
            .to_owned();
    for Row { id, from, describes, must, command, screenshot, status } in rows {
        let (command, screenshot) = match status {
            Status::Planned => ("*planned*".to_owned(), String::new()),
            Status::Works => (format!("`{command}`"), linked(screenshot)),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| {id} | {describes} ({from}) | {must} | {command} | {screenshot} |");
    }
    out
}

fn linked(screenshot: &str) -> String {
    let name = screenshot.rsplit('/').next().unwrap_or(screenshot).trim_end_matches(".png");
    if screenshot.is_empty() { String::new() } else { format!("[{name}]({screenshot})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#"
        [[row]]
        id = "S1"
        from = "002"
        describes = "Four rooms"
        must = "Four centres"
        command = "seamline demo --row S1"
        screenshot = "docs/screens/night.png"
        status = "works"
    "#;

    #[test]
    fn the_table_is_replaced_and_the_rest_is_kept() {
        let readme = format!("# Head\n{BEGIN}\nold\n{END}\ntail\n");
        let fresh = with_table(&readme, ROW).unwrap();
        assert!(fresh.starts_with("# Head\n") && fresh.ends_with(&format!("{END}\ntail\n")), "{fresh}");
        let line =
            "| S1 | Four rooms (002) | Four centres | `seamline demo --row S1` | [night](docs/screens/night.png) |";
        assert!(fresh.contains(line), "{fresh}");
        assert!(!fresh.contains("old"));
        assert_eq!(stale(&fresh, ROW).unwrap(), None);
    }

    #[test]
    fn a_changed_row_makes_the_table_stale() {
        let fresh = with_table(&format!("{BEGIN}{END}"), ROW).unwrap();
        let changed = ROW.replace("works", "planned");
        let found = stale(&fresh, &changed).unwrap().unwrap();
        assert_eq!((found.line, found.rule), (4, "rows"));
    }

    #[test]
    fn a_status_that_is_neither_is_refused() {
        let refused = with_table(&format!("{BEGIN}{END}"), &ROW.replace("works", "nearly"));
        assert!(refused.unwrap_err().contains(ROWS));
    }
}
