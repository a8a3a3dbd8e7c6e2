//! Figures: a table for people, a JSON file for machines.

use std::path::Path;

use serde_json::{Value as Json, json};

use crate::Outcome;

/// What a figure should be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Goal {
    AtLeast(f64),
    AtMost(f64),
}

struct Figure {
    section: &'static str,
    name: String,
    value: f64,
    unit: &'static str,
    goal: Option<Goal>,
}

impl Figure {
    fn holds(&self) -> Option<bool> {
        self.goal.map(|goal| match goal {
            Goal::AtLeast(least) => self.value >= least,
            Goal::AtMost(most) => self.value <= most,
        })
    }

    fn row(&self) -> String {
        let goal = match self.goal {
            None => String::new(),
            Some(Goal::AtLeast(least)) => format!("≥ {least}"),
            Some(Goal::AtMost(most)) => format!("≤ {most}"),
        };
        let verdict = match self.holds() {
            None => "",
            Some(true) => "holds",
            Some(false) => "MISSED",
        };
        format!("{:<58} {:>12} {:<12} {goal:>10}  {verdict}", self.name, shown(self.value), self.unit)
    }

    fn json(&self) -> Json {
        let (least, most) = match self.goal {
            Some(Goal::AtLeast(least)) => (Some(least), None),
            Some(Goal::AtMost(most)) => (None, Some(most)),
            None => (None, None),
        };
        json!({
            "section": self.section, "name": self.name, "value": self.value, "unit": self.unit,
            "at_least": least, "at_most": most, "holds": self.holds(),
        })
    }
}

fn shown(value: f64) -> String {
    if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// All figures of one run.
#[derive(Default)]
pub(crate) struct Report {
    figures: Vec<Figure>,
}

impl Report {
    pub(crate) fn put(&mut self, section: &'static str, name: impl Into<String>, value: f64, unit: &'static str) {
        self.push(Figure { section, name: name.into(), value, unit, goal: None });
    }

    pub(crate) fn judge(
        &mut self,
        section: &'static str,
        name: impl Into<String>,
        value: f64,
        unit: &'static str,
        goal: Goal,
    ) {
        self.push(Figure { section, name: name.into(), value, unit, goal: Some(goal) });
    }

    fn push(&mut self, figure: Figure) {
        eprintln!("  {}", figure.row());
        self.figures.push(figure);
    }

    /// Ratios first, then what has a goal, then the rest.
    pub(crate) fn print(&self) {
        let rank = |f: &&Figure| (f.unit != "ratio", f.goal.is_none());
        let mut sorted: Vec<&Figure> = self.figures.iter().collect();
        sorted.sort_by_key(rank);
        println!();
        for figure in sorted {
            println!("{}", figure.row());
        }
    }

    pub(crate) fn write(&self, path: &Path) -> Outcome<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let figures: Vec<Json> = self.figures.iter().map(Figure::json).collect();
        Ok(std::fs::write(path, serde_json::to_vec_pretty(&json!({ "figures": figures }))?)?)
    }
}

/// The middle one; 0 of none.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    quantile(&mut values, 0.5)
}

/// The value below which this part of all lie; 0 of none.
pub(crate) fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get((last as f64 * part).round() as usize).copied().unwrap_or_default()
}
