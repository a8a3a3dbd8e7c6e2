//! A pinned peer with real keys sends at full speed what it likes, while officers go on logging and a third node goes on
//! being told.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use seamline_feed::{Frame, Hello, Leaves, frame::VERSIONS};
use seamline_record::NodeId;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, split},
    net::TcpStream,
    time::{sleep, timeout},
};
use tokio_rustls::client::TlsStream;

use crate::{
    Outcome,
    live::{line, pair, record, visible},
    parties::HOSTILE,
    prepared::{Content, Writer},
    report::{Goal, Report, quantile},
    stranger::call,
};

const SECTION: &str = "flood";
const LASTS: Duration = Duration::from_secs(6);

/// What the hostile peer sends.
#[derive(Debug, Clone, Copy)]
enum Attack {
    /// Good stretches of one leaf each: a transaction and a receipt for each.
    TinyStretches,
    /// Good stretches as large as may be.
    FullStretches,
    /// What is no frame, frames of giant length, and calls that break off: each from a new connection.
    JunkAndReconnects,
}

/// What to send, as bytes, made before it is measured.
fn prepared(attack: Attack) -> Outcome<Vec<Vec<u8>>> {
    let mut writer = Writer::new(HOSTILE, "kurdistan", Content::Lines)?;
    let (count, most) = match attack {
        Attack::TinyStretches => (6000, 1),
        Attack::FullStretches => (60, usize::MAX),
        Attack::JunkAndReconnects => {
            let junk = vec![vec![0xff; 64], [&[0, 0, 0, 200][..], &[0x5a; 200]].concat(), vec![0, 0, 0, 0]];
            return Ok(junk);
        }
    };
    let stretches: Outcome<Vec<Leaves>> = (0..count).map(|_| writer.stretch(most)).collect();
    Ok(stretches?.into_iter().map(|leaves| Frame::Leaves(leaves).with_length()).collect())
}

fn hello() -> Outcome<Vec<u8>> {
    let node: NodeId = HOSTILE.parse()?;
    let hello = Hello { versions: VERSIONS.to_vec(), node, documents: Vec::new(), heads: Vec::new() };
    Ok(Frame::Hello(hello).with_length())
}

/// Sends until told to stop; whatever comes back is thrown away.
async fn send(stream: TlsStream<TcpStream>, frames: &[Vec<u8>], sent: &AtomicU64, stop: &AtomicBool) -> Outcome<()> {
    let (mut reading, mut writing) = split(stream);
    let reader = tokio::spawn(async move { tokio::io::copy(&mut reading, &mut tokio::io::sink()).await });
    writing.write_all(&hello()?).await?;
    for frame in frames {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        writing.write_all(frame).await?;
        sent.fetch_add(1, Ordering::Relaxed);
    }
    let _ = writing.flush().await;
    reader.abort();
    Ok(())
}

async fn attack(
    kind: Attack,
    node: SocketAddr,
    frames: Arc<Vec<Vec<u8>>>,
    sent: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
) {
    while !stop.load(Ordering::Relaxed) {
        let Ok(Ok(mut stream)) = timeout(Duration::from_secs(2), call(node, HOSTILE)).await else { continue };
        match kind {
            Attack::JunkAndReconnects => {
                for junk in frames.iter() {
                    let _ = stream.write_all(junk).await;
                }
                let _ = stream.flush().await;
                let _ = timeout(Duration::from_millis(20), stream.read_u8()).await;
                sent.fetch_add(1, Ordering::Relaxed);
            }
            Attack::TinyStretches | Attack::FullStretches => {
                let _ = timeout(LASTS, send(stream, &frames, &sent, &stop)).await;
            }
        }
    }
}

pub(crate) async fn measure(report: &mut Report, program: &Path, folder: &Path) -> Outcome<()> {
    let kinds = [
        (Attack::TinyStretches, 1, "tiny stretches"),
        (Attack::FullStretches, 1, "full stretches"),
        (Attack::JunkAndReconnects, 16, "junk and reconnects"),
    ];
    for (kind, tasks, name) in kinds {
        let frames = Arc::new(prepared(kind)?);
        let (a, b) = pair(program, folder)?;
        visible(&b.client, &record(&a.client, &line("before", &["kurdistan"])).await?).await?;
        let (sent, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let flooding: Vec<_> = (0..tasks)
            .map(|_| tokio::spawn(attack(kind, b.peers, frames.clone(), sent.clone(), stop.clone())))
            .collect();
        let (mut own, mut told) = (Vec::new(), Vec::new());
        let begun = Instant::now();
        while begun.elapsed() < LASTS {
            let asked = Instant::now();
            record(&b.client, &line("during the flood", &["iraq"])).await?;
            own.push(asked.elapsed().as_secs_f64() * 1000.0);
            let asked = Instant::now();
            visible(&b.client, &record(&a.client, &line("from a neighbour", &["kurdistan"])).await?).await?;
            told.push(asked.elapsed().as_secs_f64() * 1000.0);
            sleep(Duration::from_millis(10)).await;
        }
        stop.store(true, Ordering::Relaxed);
        for task in flooding {
            let _ = timeout(Duration::from_secs(10), task).await;
        }
        let rate = sent.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64();
        report.put(SECTION, format!("{name}: sent"), rate, "/s");
        report.judge(
            SECTION,
            format!("{name}: an officer's entry, p99"),
            quantile(&mut own, 0.99),
            "ms",
            Goal::AtMost(100.0),
        );
        report.put(SECTION, format!("{name}: a neighbour's entry visible, p99"), quantile(&mut told, 0.99), "ms");
        report.judge(SECTION, format!("{name}: highest memory of the node"), b.memory()?.1, "MB", Goal::AtMost(300.0));
        a.stop()?;
        b.stop()?;
    }
    Ok(())
}
