//! Files stay short: none above the limit, and the middle of the house does not creep up.

use std::fmt;

use crate::finding::Finding;
use crate::rules::Length;
use crate::tree::TextFile;

/// Lines per counted file, shortest first.
pub(super) struct Lengths(Vec<(usize, String)>);

impl Lengths {
    pub(super) fn of(files: &[TextFile], rules: &Length) -> Self {
        let mut lengths: Vec<_> = files
            .iter()
            .filter(|file| file.is_one_of(&rules.counted))
            .filter(|file| !rules.not_counted.iter().any(|start| file.path.starts_with(start.as_str())))
            .map(|file| (file.text.lines().count(), file.path.clone()))
            .collect();
        lengths.sort();
        Self(lengths)
    }

    /// The length that `percent` of the files do not exceed.
    fn percentile(&self, percent: usize) -> usize {
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0.get(rank.saturating_sub(1)).map_or(0, |(lines, _)| *lines)
    }

    pub(super) fn check(&self, rules: &Length) -> Vec<Finding> {
        let mut findings: Vec<_> = self
            .0
            .iter()
            .filter(|(lines, _)| *lines > rules.longest)
            .map(|(lines, path)| Finding {
                file: path.clone(),
                line: rules.longest + 1,
                rule: "file length",
                what: format!("{lines} lines, the limit is {}", rules.longest),
                instead: "split it where its purpose changes".to_owned(),
            })
            .collect();
        for (name, percent, limit) in [("median", 50, rules.median), ("p90", 90, rules.p90)] {
            let lines = self.percentile(percent);
            if lines > limit {
                findings.push(Finding {
                    file: "xtask/rules.toml".to_owned(),
                    line: 1,
                    rule: "file length",
                    what: format!("the {name} of all files is {lines} lines, the limit is {limit}"),
                    instead: "split the files that grew last; do not raise the limit".to_owned(),
                });
            }
        }
        findings
    }
}

impl fmt::Display for Lengths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (median, p90) = (self.percentile(50), self.percentile(90));
        write!(f, "{} source files; lines: median {median}, p90 {p90}", self.0.len())?;
        match self.0.last() {
            Some((lines, path)) => write!(f, ", longest {lines} ({path})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Length {
        let endings = vec![".rs".to_owned()];
        Length { counted: endings, not_counted: vec!["generated/".to_owned()], longest: 10, p90: 8, median: 5 }
    }

    fn file(path: &str, lines: usize) -> TextFile {
        TextFile { path: path.to_owned(), text: "x\n".repeat(lines) }
    }

    #[test]
    fn a_file_above_the_limit_is_named_and_one_at_the_limit_is_not() {
        let mut files: Vec<_> = (0..30).map(|i| file(&format!("short{i}.rs"), 1)).collect();
        files.push(file("at.rs", 10));
        files.push(file("above.rs", 11));
        files.push(file("above.txt", 99));
        files.push(file("generated/above.rs", 99));
        let found = Lengths::of(&files, &rules()).check(&rules());
        assert_eq!(found.iter().map(|f| f.file.as_str()).collect::<Vec<_>>(), ["above.rs"]);
        assert_eq!(found[0].line, 11);
    }

    #[test]
    fn median_and_p90_have_limits_of_their_own() {
        let files: Vec<_> = (1..=10).map(|i| file(&format!("{i}.rs"), i)).collect();
        let lengths = Lengths::of(&files, &rules());
        assert_eq!((lengths.percentile(50), lengths.percentile(90)), (5, 9));
        let found = lengths.check(&rules());
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].what.contains("p90 of all files is 9"), "{found:?}");
    }

    #[test]
    fn an_empty_tree_has_no_findings() {
        assert!(Lengths::of(&[], &rules()).check(&rules()).is_empty());
    }
}
