//! `seamline serve`.

use std::{io::Read, net::SocketAddr, path::PathBuf};

use clap::Args;
use seamline_server::{Folder, ServeConfig, logging, serve};
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
    let id = folder.id().to_string();
    let protected = folder.is_protected();
    if !protected {
        eprintln!("warning: the keys in {} are not protected: whoever reads them is this node", command.data.display());
    }
    let serving = serve(ServeConfig {
        folder,
        http: command.http,
        peers: command.peers,
        exercise_offset_ms: command.exercise_offset_ms,
        capture: command.capture,
        http_tls: command.http_cert.zip(command.http_key),
        hosts: command.host,
    })
    .await?;
    let (http, peers, login) = (serving.http.to_string(), serving.peers.to_string(), serving.login_link.clone());
    let json = json!({"node": id, "http": http, "peers": peers, "login": login, "protected": protected});
    tell(as_json, &json, || {
        format!(
            "{id} serves its officers at {http} and its peers at {peers}.\nlog in once, within ten minutes: {login}\nCtrl-C stops it."
        )
    });
    tokio::select! {
        () = serving.wait() => {}
        () = ending::asked_to_stop() => {}
        () = stdin_closed(), if command.until_stdin_closes => {}
    }
    serving.stop().await;
    Ok(())
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
