//! `seamline serve`.

use std::{io::Read, net::SocketAddr, path::PathBuf, pin::pin};

use clap::Args;
use seamline_server::{Ended, Folder, ServeConfig, Serving, Unlocked, logging, serve};
use serde_json::json;

use crate::{ending, fault::Fault, passphrase::Unlock, told::tell};

#[derive(Args)]
#[command(after_help = "Example:\n  seamline serve --data makhmour --http 127.0.0.1:8080 --peers 0.0.0.0:7800")]
pub(crate) struct Serve {
    /// The node's data folder.
    #[arg(long)]
    data: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
    /// Where officers reach it; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    http: SocketAddr,
    /// Where peers reach it.
    #[arg(long, default_value = "0.0.0.0:7800")]
    peers: SocketAddr,
    /// Certificate chain (PEM) for officers who come over a network; needs --http-key.
    #[arg(long, requires = "http_key")]
    http_cert: Option<PathBuf>,
    /// Key (PEM) of that certificate.
    #[arg(long, requires = "http_cert")]
    http_key: Option<PathBuf>,
    /// A name by which officers reach it, beside those of this machine; may be given several times.
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Run as an exercise, on a clock shifted by so many ms.
    #[arg(long, value_name = "MS", allow_negative_numbers = true)]
    exercise_offset_ms: Option<i64>,
    /// Append every frame sent or received, in clear, to this file: for tests that look for leaks.
    #[arg(long, value_name = "FILE")]
    capture: Option<PathBuf>,
    /// Write the log as JSON lines.
    #[arg(long)]
    log_json: bool,
    /// Stop when standard input closes: for one who starts it as a child.
    #[arg(long, hide = true)]
    until_stdin_closes: bool,
}

pub(crate) async fn run(command: Serve, as_json: bool) -> Result<(), Fault> {
    logging::start(command.log_json);
    let folder = command.unlock.open(&Folder::at(&command.data)?)?;
    if !folder.is_protected() {
        eprintln!("warning: the keys in {} are not protected: whoever reads them is this node", command.data.display());
    }
    let mut config = ServeConfig {
        folder,
        http: command.http,
        peers: command.peers,
        exercise_offset_ms: command.exercise_offset_ms,
        capture: command.capture,
        http_tls: command.http_cert.zip(command.http_key),
        hosts: command.host,
    };
    let mut input_closed = pin!(stdin_closed());
    loop {
        let serving = serve(config.clone()).await?;
        // The same ports when it comes back with new keys.
        (config.http, config.peers) = (serving.http, serving.peers);
        announce(&serving, &config.folder, as_json);
        let ended = tokio::select! {
            ended = serving.wait() => ended,
            () = ending::asked_to_stop() => Ended::Asked,
            () = &mut input_closed, if command.until_stdin_closes => Ended::Asked,
        };
        serving.stop().await;
        if ended == Ended::Asked {
            return Ok(());
        }
    }
}

fn announce(serving: &Serving, folder: &Unlocked, as_json: bool) {
    let (id, protected) = (folder.id().to_string(), folder.is_protected());
    if folder.next_card().is_some() {
        eprintln!(
            "warning: new keys of {id} wait for the document that gives them to it; what it writes until then is beyond the \
             cuts and will be void"
        );
    }
    let (http, peers, login) = (serving.http.to_string(), serving.peers.to_string(), serving.login_link.clone());
    let json = json!({"node": id, "http": http, "peers": peers, "login": login, "protected": protected});
    tell(as_json, &json, || {
        format!(
            "{id} serves its officers at {http} and its peers at {peers}.\nlog in once, within ten minutes: {login}\nCtrl-C stops it."
        )
    });
}

/// When standard input reaches its end: whoever holds the other end has let go, or is no more.
async fn stdin_closed() {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 64];
        while std::io::stdin().read(&mut buffer).is_ok_and(|read| read > 0) {}
        let _ = sender.send(());
    });
    let _ = receiver.await;
}
