//! Two parties with a desk each, founded by the commands of the README.

use std::{
    io::Write,
    net::{SocketAddr, TcpListener},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use seamline_server::{Client, Folder, Running};
use serde_json::Value as Json;

static PLACES: AtomicU32 = AtomicU32::new(0);

/// A folder that goes with the test.
pub(crate) struct Place(pub(crate) PathBuf);

impl Place {
    pub(crate) fn new() -> Self {
        let n = PLACES.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("seamline-cli-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The program, with a passphrase file named in its environment as a service manager would.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seamline"));
    command.env("SEAMLINE_PASSPHRASE_FILE", passphrase_file());
    command
}

/// A file with the passphrase of everything that these tests make.
pub(crate) fn passphrase_file() -> &'static str {
    static FILE: LazyLock<String> = LazyLock::new(|| {
        let path = std::env::temp_dir().join(format!("seamline-passphrase-{}", std::process::id()));
        write_passphrase(&path, "a passphrase of the tests");
        path.to_str().unwrap().to_owned()
    });
    &FILE
}

pub(crate) fn write_passphrase(path: &Path, passphrase: &str) {
    let _ = std::fs::remove_file(path);
    let mut options = std::fs::File::options();
    let mut file = options.create_new(true).write(true).mode(0o600).open(path).unwrap();
    writeln!(file, "{passphrase}").unwrap();
}

pub(crate) fn seamline(arguments: &[&str]) -> Output {
    program().args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Runs a command that must succeed; gives what it printed as JSON.
pub(crate) fn done(arguments: &[&str]) -> Json {
    let output = seamline(&[arguments, &["--json"]].concat());
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {err}");
    serde_json::from_str(&out).unwrap_or_else(|_| panic!("{arguments:?} printed no JSON: {out}"))
}

/// Runs a command that must be refused; gives exit code and error object.
pub(crate) fn refused(arguments: &[&str]) -> (i32, Json) {
    let output = seamline(&[arguments, &["--json"]].concat());
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{arguments:?} was not refused");
    let json: Json = serde_json::from_str(err.trim()).unwrap_or_else(|_| panic!("{arguments:?}: {err}"));
    (output.status.code().unwrap(), json["error"].clone())
}

/// A node's folder, and its process while it runs.
pub(crate) struct Desk {
    pub(crate) party: &'static str,
    pub(crate) data: String,
    pub(crate) document: String,
    http: u16,
    peers: u16,
    /// More arguments of `serve`.
    pub(crate) extra: Vec<String>,
    child: Option<Child>,
}

/// Below the ports that connections take for themselves: one of those could sit on it while the node is down.
fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let n = std::process::id() * 32 + NEXT.fetch_add(1, Ordering::Relaxed);
        let port = 12_000 + (n % 18_000) as u16;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

impl Desk {
    fn found(place: &Place, party: &'static str) -> Self {
        let (root, data) = (place.path(&format!("{party}-root")), place.path(&format!("{party}-node")));
        done(&["party", "new", "--party", party, "--name-en", party, "--dir", &root, "--effort", "least"]);
        done(&["node", "init", "--party", party, "--name", "makhmour", "--data", &data, "--effort", "least"]);
        let (document, key) = (format!("{root}/{party}.party"), format!("{root}/root-1.key"));
        let card = format!("{data}/node.card");
        done(&["party", "sign", "--document", &document, "--root", &key, "--add-node", &card]);
        done(&["peer", "add", "--data", &data, "--document", &document]);
        Self::at(party, data, document)
    }

    /// A folder made elsewhere.
    pub(crate) fn at(party: &'static str, data: String, document: String) -> Self {
        Self { party, data, document, http: free_port(), peers: free_port(), extra: Vec::new(), child: None }
    }

    /// Where its peers reach it.
    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.peers)
    }

    pub(crate) fn knows(&self, other: &Self) {
        let (node, address) = (format!("{}/makhmour", other.party), format!("127.0.0.1:{}", other.peers));
        let what = ["--data", &self.data, "--document", &other.document, "--node", &node, "--address", &address];
        done(&[&["peer", "add"], &what[..], &["--clearance", "restricted"]].concat());
    }

    /// Starts the node unless it runs.
    pub(crate) fn start(&mut self) {
        if self.child.is_some() {
            return;
        }
        let (http, peers) = (format!("127.0.0.1:{}", self.http), format!("127.0.0.1:{}", self.peers));
        let child = program()
            .args(["serve", "--data", &self.data, "--http", &http, "--peers", &peers, "--until-stdin-closes"])
            .args(&self.extra)
            // The pipe's closing ends the node, should the test end first.
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(self.log()).unwrap())
            .spawn()
            .unwrap();
        let pid = child.id();
        self.child = Some(child);
        let deadline = Instant::now() + Duration::from_secs(30);
        while self.running().is_none_or(|running| running.pid != pid) {
            let said = || std::fs::read_to_string(self.log()).unwrap_or_default();
            assert!(Instant::now() < deadline, "{} did not start: {}", self.data, said());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn log(&self) -> String {
        format!("{}.log", self.data)
    }

    pub(crate) fn running(&self) -> Option<Running> {
        Folder::at(Path::new(&self.data)).ok()?.running()
    }

    pub(crate) fn client(&self) -> Client {
        let running = self.running().unwrap();
        Client::new(running.http).with_token(running.token)
    }

    pub(crate) fn http(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.http))
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Two desks that know each other, not running yet.
pub(crate) fn two(place: &Place) -> (Desk, Desk) {
    let (a, b) = (Desk::found(place, "iraq"), Desk::found(place, "kurdistan"));
    a.knows(&b);
    b.knows(&a);
    (a, b)
}

/// Asks until there is an answer.
pub(crate) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "{what} did not happen");
        std::thread::sleep(Duration::from_millis(20));
    }
}
