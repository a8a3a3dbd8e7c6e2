//! Properties that hostile bytes are thrown at. A target panics where one is broken; what it accepts and what it refuses
//! must be refused and accepted again, encode to the same bytes, stay within its bound, and, where a signature is
//! checked, be something that the fixed world's keys did sign.

mod files;
mod log;
mod records;
mod wire;

/// What a target is called and what it does with bytes.
pub struct Target {
    /// Name of the fuzz target and of its corpus.
    pub name: &'static str,
    /// Panics where a property is broken.
    pub run: fn(&[u8]),
}

/// All targets; `fuzz/fuzz_targets/` has a file for each.
pub const TARGETS: [Target; 12] = [
    Target { name: "record", run: records::record },
    Target { name: "opening", run: records::opening },
    Target { name: "slot", run: records::slot },
    Target { name: "payload", run: records::payload },
    Target { name: "document", run: records::document },
    Target { name: "leaf", run: log::leaf },
    Target { name: "note", run: log::note },
    Target { name: "frame", run: wire::frame },
    Target { name: "bundle", run: files::bundle },
    Target { name: "evidence", run: files::evidence },
    Target { name: "equivocation", run: files::equivocation },
    Target { name: "joint", run: files::joint },
];

/// The target with this name.
///
/// # Panics
/// For a name that none has: then `fuzz/` and this list disagree.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target's name");
    (target.run)(bytes);
}
