//! Words that must not stand in the tree.

use crate::finding::Finding;
use crate::rules::Word;
use crate::tree::TextFile;

/// The list of words names them all, and is the only file that may.
const THE_LIST: &str = "xtask/rules.toml";

pub(super) fn check(files: &[TextFile], words: &[Word]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path != THE_LIST) {
        for word in words.iter().filter(|word| file.is_one_of(&word.files)) {
            if !file.text.contains(&word.text) {
                continue;
            }
            findings.extend(file.text.lines().enumerate().filter(|(_, line)| stands_in(line, &word.text)).map(
                |(index, _)| Finding {
                    file: file.path.clone(),
                    line: index + 1,
                    rule: "word",
                    what: format!("`{}`", word.text),
                    instead: word.instead.clone(),
                },
            ));
        }
    }
    findings
}

/// Whether `word` stands in `line`. An absolute path counts only where a path begins, a macro only where a name does:
/// `/a/` is not in `b/a/`, nor `bug!(` in `debug!(`.
fn stands_in(line: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let starts_free = word.starts_with(|c: char| c == '/' || c.is_alphanumeric());
    line.match_indices(word).any(|(at, _)| !starts_free || !line[..at].ends_with(joins))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<usize> {
        let word = |text: &str, files: &[&str]| Word {
            text: text.to_owned(),
            files: files.iter().map(|&ending| ending.to_owned()).collect(),
            instead: "do it".to_owned(),
        };
        let words = [word("later!(", &[".rs"]), word("/tmp/x/", &[])];
        let file = TextFile { path: path.to_owned(), text: text.to_owned() };
        check(&[file], &words).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_word_is_found_with_its_line_in_the_files_it_is_banned_from() {
        assert_eq!(found("a.rs", "fn a() {\n    later!()\n}\n"), [2]);
        assert_eq!(found("a.ts", "later!()\n"), [0usize; 0]);
        assert_eq!(found("a.rs", "sooner_or_later!()\n"), [0usize; 0]);
    }

    #[test]
    fn an_absolute_path_is_not_the_end_of_a_relative_one() {
        assert_eq!(found("Makefile", "a:\n\tls /tmp/x/y\n"), [2]);
        assert_eq!(found("Makefile", "ls target/tmp/x/y\n"), [0usize; 0]);
    }

    #[test]
    fn the_list_itself_is_left_alone() {
        assert_eq!(found("xtask/rules.toml", "/tmp/x/\n"), [0usize; 0]);
    }
}
