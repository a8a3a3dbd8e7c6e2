//! Why a command was refused: who is at fault, what is kept, what to do next.

use serde_json::{Value as Json, json};

/// Whose fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blame {
    /// Whoever typed the command.
    You,
    /// The other party's node, or whoever made a file.
    Peer,
    /// Whoever runs the machine: disk, ports, permissions.
    Operator,
    /// The program.
    Us,
}

impl Blame {
    fn word(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::Peer => "peer",
            Self::Operator => "operator",
            Self::Us => "us",
        }
    }

    fn from_word(word: &str) -> Self {
        let all = [Self::You, Self::Peer, Self::Operator];
        all.into_iter().find(|blame| blame.word() == word).unwrap_or(Self::Us)
    }
}

/// What went wrong, for the person at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) blame: Blame,
    pub(crate) what: String,
    pub(crate) kept: String,
    pub(crate) next: String,
}

impl Fault {
    pub(crate) fn you(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { blame: Blame::You, what: what.into(), kept: "everything, nothing was changed".into(), next: next.into() }
    }

    pub(crate) fn peer(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { blame: Blame::Peer, ..Self::you(what, next) }
    }

    pub(crate) fn operator(what: impl Into<String>) -> Self {
        let next = "look at the disk, the ports and the permissions of this machine, then try again";
        Self { blame: Blame::Operator, ..Self::you(what, next) }
    }

    pub(crate) fn us(what: impl Into<String>) -> Self {
        let next = "report this with the program's version; the data is as it was";
        Self { blame: Blame::Us, ..Self::you(what, next) }
    }

    pub(crate) fn next(mut self, next: impl Into<String>) -> Self {
        self.next = next.into();
        self
    }

    pub(crate) fn kept(mut self, kept: impl Into<String>) -> Self {
        self.kept = kept.into();
        self
    }

    /// From the error object of a node's API, `{"error":{code, blame, what, kept, next}}`.
    pub(crate) fn from_api(json: &Json) -> Self {
        let error = json.get("error").unwrap_or(json);
        let text = |name: &str| error.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        let what = match text("what") {
            empty if empty.is_empty() => "the node answered with an error that it did not explain".to_owned(),
            what => what,
        };
        Self { blame: Blame::from_word(&text("blame")), what, kept: text("kept"), next: text("next") }
    }

    pub(crate) fn to_json(&self) -> Json {
        json!({"error": {"blame": self.blame.word(), "what": self.what, "kept": self.kept, "next": self.next}})
    }

    /// 1 refused, 3 disk or operator, 4 the program's own fault; 2 is for a command line that does not parse.
    pub(crate) fn exit_code(&self) -> u8 {
        match self.blame {
            Blame::You | Blame::Peer => 1,
            Blame::Operator => 3,
            Blame::Us => 4,
        }
    }

    pub(crate) fn print(&self, json: bool) {
        if json {
            eprintln!("{}", self.to_json());
        } else {
            eprintln!("error: {}", self.what);
            eprintln!("fault: {}", self.blame.word());
            eprintln!("kept:  {}", self.kept);
            eprintln!("next:  {}", self.next);
        }
    }
}
