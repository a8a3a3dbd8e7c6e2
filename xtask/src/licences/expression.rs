//! SPDX licence expressions: `A OR B`, `A AND B`, `A WITH exception`, brackets, and the older `A/B`.

/// Whether a set of accepted licences satisfies the expression. `AND` binds tighter than `OR`.
/// A licence with an exception is accepted only under its full name, `A WITH exception`.
pub(super) fn is_satisfied(text: &str, accepts: impl Fn(&str) -> bool) -> Result<bool, String> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, accepts: &accepts };
    let satisfied = parser.any_of()?;
    match parser.words.first() {
        None => Ok(satisfied),
        Some(word) => Err(format!("`{word}` is not expected")),
    }
}

struct Parser<'a> {
    words: &'a [&'a str],
    accepts: &'a dyn Fn(&str) -> bool,
}

impl<'a> Parser<'a> {
    fn any_of(&mut self) -> Result<bool, String> {
        let mut satisfied = self.all_of()?;
        while self.take_if("OR") {
            satisfied |= self.all_of()?;
        }
        Ok(satisfied)
    }

    fn all_of(&mut self) -> Result<bool, String> {
        let mut satisfied = self.one()?;
        while self.take_if("AND") {
            satisfied &= self.one()?;
        }
        Ok(satisfied)
    }

    fn one(&mut self) -> Result<bool, String> {
        match self.take()? {
            "(" => {
                let satisfied = self.any_of()?;
                if self.take_if(")") { Ok(satisfied) } else { Err("a bracket is not closed".to_owned()) }
            }
            word @ (")" | "OR" | "AND" | "WITH") => Err(format!("`{word}` is not expected")),
            licence if self.take_if("WITH") => {
                let exception = self.take()?;
                Ok((self.accepts)(&format!("{licence} WITH {exception}")))
            }
            licence => Ok((self.accepts)(licence)),
        }
    }

    fn take(&mut self) -> Result<&'a str, String> {
        let (word, rest) = self.words.split_first().ok_or("it ends too early")?;
        self.words = rest;
        Ok(word)
    }

    fn take_if(&mut self, wanted: &str) -> bool {
        match self.words.split_first() {
            Some((word, rest)) if *word == wanted => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_satisfied;

    fn verdict(text: &str) -> Result<bool, String> {
        is_satisfied(text, |licence| matches!(licence, "MIT" | "ISC" | "Unicode-3.0"))
    }

    #[test]
    fn expressions_are_read_as_spdx_means_them() {
        for good in
            ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "(MIT OR Apache-2.0) AND Unicode-3.0", "GPL-3.0 OR MIT AND ISC"]
        {
            assert_eq!(verdict(good), Ok(true), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "MIT AND (GPL-3.0 OR AGPL-3.0)",
            "MIT WITH Some-exception",
            "Apache-2.0 AND ISC OR GPL-3.0",
        ] {
            assert_eq!(verdict(bad), Ok(false), "{bad}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_accepted() {
        for broken in ["", "MIT OR", "(MIT", "MIT)", "AND", "MIT ISC"] {
            assert!(verdict(broken).is_err(), "{broken}");
        }
    }
}
