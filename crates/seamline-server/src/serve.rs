//! Serving a node: bind, say where, answer until stopped.

use std::{
    fs::OpenOptions,
    io,
    net::SocketAddr,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use seamline_node::NodeFault;
use tokio::{net::TcpListener, sync::watch, task::JoinSet, time::timeout};
use tokio_rustls::TlsAcceptor;

use crate::{
    clock::{ExerciseClock, fresh_token},
    folder::{Folder, FolderFault, Running},
    http::{self, guard::Hosts},
    listener::{self, HttpTls},
    officers::Bearer,
    peers::{self, Identity, IdentityFault},
    served::{Served, Setting},
    unlocked::Unlocked,
};

/// How long goodbyes may take at the end.
const FAREWELL: Duration = Duration::from_secs(5);

/// How to serve a node.
#[derive(Debug, Clone)]
pub struct ServeConfig {
    /// Its data folder, unlocked.
    pub folder: Unlocked,
    /// Where officers reach it. Port 0 takes a free one. Without `http_tls` a loopback address.
    pub http: SocketAddr,
    /// Where peers reach it, by TLS 1.3.
    pub peers: SocketAddr,
    /// Runs as an exercise, on a clock shifted by so many milliseconds.
    pub exercise_offset_ms: Option<i64>,
    /// Appends every frame sent or received, in clear, to this file: for tests that look for leaks.
    pub capture: Option<PathBuf>,
    /// Certificate chain and key, PEM, for the HTTP side.
    pub http_tls: Option<(PathBuf, PathBuf)>,
    /// Host names, besides those of loopback, by which officers reach it.
    pub hosts: Vec<String>,
}

impl ServeConfig {
    /// On loopback with free ports, no exercise.
    pub fn new(folder: Unlocked) -> Self {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let (exercise_offset_ms, capture, http_tls, hosts) = (None, None, None, Vec::new());
        Self { folder, http: any, peers: any, exercise_offset_ms, capture, http_tls, hosts }
    }
}

/// Why a node is not served; the operator's to mend.
#[derive(Debug, thiserror::Error)]
pub enum ServeFault {
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderFault),
    /// Somebody else listens there.
    #[error("port {} is taken: {what} cannot listen at {address}; end what listens there or choose another port", .address.port())]
    PortTaken {
        /// What was to listen.
        what: &'static str,
        /// Where.
        address: SocketAddr,
    },
    /// The operating system refuses the address.
    #[error("{what} cannot listen at {address}: {fault}")]
    Address {
        /// What was to listen.
        what: &'static str,
        /// Where.
        address: SocketAddr,
        /// Why.
        fault: io::Error,
    },
    /// Passwords would cross a network in clear.
    #[error(
        "{0} is not a loopback address: passwords and records would cross the network in clear. Give a certificate and \
         its key, or listen at 127.0.0.1 and reach it through a tunnel"
    )]
    ClearText(SocketAddr),
    /// Certificate or key are not usable.
    #[error("the certificate {certificate} and key {key} cannot be used: {why}")]
    HttpTls {
        /// Certificate file.
        certificate: PathBuf,
        /// Key file.
        key: PathBuf,
        /// Why.
        why: String,
    },
    /// The capture file cannot be written.
    #[error("{path} cannot be written: {fault}")]
    Capture {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: io::Error,
    },
    /// The node's own TLS key cannot be used.
    #[error(transparent)]
    Identity(#[from] IdentityFault),
    /// The node does not start.
    #[error(transparent)]
    Node(#[from] NodeFault),
}

/// Why a node stops answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The holder of the folder wants it.
    Asked,
    /// A document has arrived that gives the node the keys it was waiting for: whoever serves it serves it again.
    NewKeys,
}

/// A node that answers. Dropping it breaks everything off; [`Serving::stop`] says goodbye first.
pub struct Serving {
    /// Where officers reach it.
    pub http: SocketAddr,
    /// Where peers reach it.
    pub peers: SocketAddr,
    /// Logs in once as the holder of the folder, within ten minutes.
    pub login_link: String,
    stop: watch::Sender<bool>,
    folder: Folder,
    served: Arc<Served>,
    tasks: JoinSet<()>,
}

/// Serves a node until [`Serving::stop`], or until the holder of the folder posts to `/api/stop`.
///
/// # Errors
/// [`ServeFault`]; nothing listens then.
pub async fn serve(config: ServeConfig) -> Result<Serving, ServeFault> {
    let tls = match &config.http_tls {
        Some((certificate, key)) => Some(http_tls(certificate, key)?),
        None if config.http.ip().is_loopback() => None,
        None => return Err(ServeFault::ClearText(config.http)),
    };
    let capture = config.capture.as_deref().map(capture_file).transpose()?;
    let clock = ExerciseClock::shifted_by(config.exercise_offset_ms.unwrap_or_default());
    let (folder, own_clock) = (config.folder.clone(), clock.clone());
    let opened = tokio::task::spawn_blocking(move || {
        let node = folder.open_node(Box::new(own_clock))?;
        folder.sweep_copies();
        Ok::<_, FolderFault>(node)
    });
    let node = opened.await.map_err(|_| NodeFault::Row("folder"))??;
    // After the node is open: it may just have taken new keys.
    let identity = Identity::new(&config.folder.keys().seeds()[2])?;
    let http_listener = bind("the API", config.http).await?;
    let peer_listener = bind("the link to peers", config.peers).await?;
    let (http, peers) = (local(&http_listener, config.http), local(&peer_listener, config.peers));

    let token = fresh_token();
    let setting = Setting {
        exercise: config.exercise_offset_ms.is_some(),
        secure: tls.is_some(),
        holder_token: seamline_record::hash_of(token.as_bytes()),
        capture,
        folder: config.folder.clone(),
    };
    let served = Served::new(node, identity, clock, setting)?;
    let server = served.identity.server(&served).map_err(IdentityFault::from)?;
    let folder = config.folder.folder().clone();
    folder.put_running(&Running { http, peers, token, pid: std::process::id() })?;

    let mut names = config.hosts.clone();
    names.push(if http.is_ipv6() { format!("[{}]", http.ip()) } else { http.ip().to_string() });
    let router = http::router(served.clone(), Hosts::with(&names));
    let mut tasks = JoinSet::new();
    let scheme = if tls.is_some() { "https" } else { "http" };
    tasks.spawn(listener::answer(http_listener, router, tls, served.stop.subscribe()));
    tasks.spawn(peers::accept(served.clone(), peer_listener, TlsAcceptor::from(Arc::new(server))));
    tasks.spawn(peers::call_all(served.clone()));
    tracing::info!(node = %served.id, %http, %peers, "serving");
    let login_link = format!("{scheme}://{http}/login#token={}", served.logins.link(Bearer::Holder));
    let stop = served.stop.clone();
    Ok(Serving { http, peers, login_link, stop, folder, served, tasks })
}

impl Serving {
    /// Waits until it was stopped from elsewhere.
    pub async fn wait(&self) -> Ended {
        let _ = self.stop.subscribe().wait_for(|stopped| *stopped).await;
        if self.served.has_new_keys() { Ended::NewKeys } else { Ended::Asked }
    }

    /// Says goodbye to peers and pages, closes the rows, removes `running.json`.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let ended = timeout(FAREWELL, async { while self.tasks.join_next().await.is_some() {} }).await;
        if ended.is_err() {
            tracing::warn!("some connections did not end in time");
            self.tasks.shutdown().await;
        }
        // The rows close with the last holder of the node.
        let last = timeout(FAREWELL, async {
            while Arc::strong_count(&self.served) > 1 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
        if last.await.is_err() {
            tracing::warn!("something still holds the node");
        }
        let folder = self.folder.clone();
        drop(self);
        folder.remove_running();
        tracing::info!("stopped");
    }
}

pub(crate) async fn bind(what: &'static str, address: SocketAddr) -> Result<TcpListener, ServeFault> {
    TcpListener::bind(address).await.map_err(|fault| match fault.kind() {
        io::ErrorKind::AddrInUse => ServeFault::PortTaken { what, address },
        _ => ServeFault::Address { what, address, fault },
    })
}

fn local(listener: &TcpListener, asked: SocketAddr) -> SocketAddr {
    listener.local_addr().unwrap_or(asked)
}

fn capture_file(path: &Path) -> Result<std::fs::File, ServeFault> {
    let opened = OpenOptions::new().create(true).append(true).mode(0o600).open(path);
    opened.map_err(|fault| ServeFault::Capture { path: path.to_owned(), fault })
}

fn http_tls(certificate: &Path, key: &Path) -> Result<HttpTls, ServeFault> {
    listener::tls(certificate, key).map_err(|why| ServeFault::HttpTls {
        certificate: certificate.to_owned(),
        key: key.to_owned(),
        why,
    })
}
