//! A prepared feed taken in: verified, judged, folded, durable, receipted.

use std::{path::Path, sync::mpsc::sync_channel, time::Instant};

use seamline_feed::{Bundle, Frame, Intake, Leaves, Part, SealPublic, bundle};
use seamline_node::{Node, Random};
use seamline_server::SystemRandom;

use crate::{
    Outcome, limits,
    parties::{A, B, found, keys, open},
    prepared::{Content, Writer},
    report::{Goal, Report, median},
};

const SECTION: &str = "ingest";
/// Entries of one measurement.
const ENTRIES: u64 = 20_000;

/// Takes stretches as they come from a peer. Seconds.
pub(crate) fn take(node: &mut Node, stretches: &[Leaves]) -> Outcome<f64> {
    let from = A.parse()?;
    let judge = node.judge_apart();
    let (sender, judged) = sync_channel(1);
    let begun = Instant::now();
    // As the server does: a stretch is judged while the one before it is being stored.
    std::thread::scope(|scope| {
        scope.spawn(move || stretches.iter().all(|leaves| sender.send((leaves, judge.foresee(leaves))).is_ok()));
        judged.into_iter().try_for_each(|(leaves, foreseen)| {
            node.expect_stretch(foreseen);
            node.take_leaves(&from, leaves)
        })
    })
    .map_err(|bye| format!("a prepared stretch was refused: {bye}"))?;
    let seconds = begun.elapsed().as_secs_f64();
    let last = stretches.last().ok_or("no stretch")?;
    let end = last.start + last.entries.len() as u64;
    let receipted = node.feed_statuses().into_iter().find(|f| f.origin == last.origin).map(|f| f.receipted);
    if receipted == Some(end) && node.quarantine()?.is_empty() { Ok(seconds) } else { Err("not all counted".into()) }
}

/// Limits, ingest and sizes, several times in turn, so that the machine's moods meet all of them.
pub(crate) fn measure(report: &mut Report, folder: &Path, rounds: usize) -> Outcome<()> {
    let (mut verify, mut sqlite, mut lines, mut mix) = (vec![], vec![], vec![], vec![]);
    let (mut ratios, mut checks) = (vec![], vec![]);
    let bytes = sizes(report)?;
    for _ in 0..rounds {
        let (v, check) = limits::verify_rate(20_000);
        let s = limits::sqlite_rate(folder, bytes, 20)?;
        let (l, used) = rate(folder, Content::Lines)?;
        checks.push(used / check);
        ratios.push(l / v.min(s));
        verify.push(v);
        sqlite.push(s);
        lines.push(l);
        mix.push(rate(folder, Content::Mix)?.0);
    }
    report.put("limits", "verify_strict, one core", median(verify), "/s");
    report.put("limits", "bare SQLite, durable, 1,000 rows a batch", median(sqlite), "/s");
    report.put(SECTION, "log entries taken in", median(lines), "entries/s");
    report.put(SECTION, "a mix taken in", median(mix), "entries/s");
    report.judge(SECTION, "ingest ÷ the slower limit", median(ratios.clone()), "ratio", Goal::AtLeast(0.75));
    // Two cores that nobody else uses can hold 0.75 as long as an entry costs no more than 2 ÷ 0.75 checks.
    let most = Goal::AtMost(2.67);
    report.judge(SECTION, "processor time of an entry ÷ that of a check", median(checks), "ratio", most);
    let (low, high) = ratios.iter().fold((f64::MAX, 0.0_f64), |(l, h), r| (l.min(*r), h.max(*r)));
    report.put(SECTION, "  lowest of the rounds", low, "ratio");
    report.put(SECTION, "  highest of the rounds", high, "ratio");
    Ok(())
}

/// Entries a second, and processor time of each.
fn rate(folder: &Path, content: Content) -> Outcome<(f64, f64)> {
    let stretches = Writer::new(A, "kurdistan", content)?.stretches(ENTRIES)?;
    let data = folder.join("ingest");
    let mut node = open(&found(&data, B)?)?;
    let used = limits::processor_time();
    let seconds = take(&mut node, &stretches)?;
    let used = limits::processor_time() - used;
    drop(node);
    std::fs::remove_dir_all(data)?;
    Ok((ENTRIES as f64 / seconds, used / ENTRIES as f64))
}

/// Bytes of an entry; what frames and bundles add. Gives the bytes of a fully released log entry of one line.
fn sizes(report: &mut Report) -> Outcome<usize> {
    let stretches = Writer::new(A, "kurdistan", Content::Lines)?.stretches(4000)?;
    let entries = || stretches.iter().flat_map(|leaves| &leaves.entries);
    let total: usize = entries().map(seamline_feed::Entry::bytes).sum();
    let largest = entries().map(seamline_feed::Entry::bytes).max().unwrap_or_default();
    let frames: Vec<Frame> = stretches.iter().cloned().map(Frame::Leaves).collect();
    let wire: usize = frames.iter().map(|frame| frame.with_length().len()).sum();
    let readers = vec![SealPublic::from_bytes(keys(B).card(B.parse::<seamline_record::NodeId>()?.node).seal)?];
    let mut random = |bytes: &mut [u8]| SystemRandom.fill(bytes);
    let sealed = bundle::write(&A.parse()?, &[Part { readers, frames }], &mut random)?;
    let secret = seamline_feed::SealSecret::from_seed(&keys(B).seeds()[3]);
    if Bundle::open(&sealed, &secret)?.frames.len() != stretches.len() {
        return Err("the bundle lost something".into());
    }
    report.judge("sizes", "a fully released log entry of one line", largest as f64, "bytes", Goal::AtMost(1100.0));
    report.judge("sizes", "wire ÷ entries", wire as f64 / total as f64, "ratio", Goal::AtMost(1.05));
    report.judge("sizes", "bundle ÷ entries", sealed.len() as f64 / total as f64, "ratio", Goal::AtMost(1.05));
    Ok(largest)
}
