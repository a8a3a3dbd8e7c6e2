//! The nodes as processes of their own, each with its data folder, its log and its address.

use std::{
    collections::BTreeMap,
    fs::File,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use seamline_node::Clock;
use seamline_record::NodeId;
use seamline_server::{Client, Folder, Running, SystemClock, Unlocked};
use serde_json::{Value as Json, json};
use tokio::process::{Child, Command};

use crate::{fault::Fault, files};

/// How long a node may take until it answers.
const PATIENCE: Duration = Duration::from_mins(1);
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// A node that runs. It stops when its standard input closes, so it never outlives this process.
pub(crate) struct Process {
    child: Child,
    folder: Unlocked,
    running: Running,
}

impl Process {
    /// Its API, as the holder of its folder.
    pub(crate) fn client(&self) -> Client {
        Client::new(self.running.http).with_token(self.running.token.clone())
    }

    pub(crate) fn http(&self) -> std::net::SocketAddr {
        self.running.http
    }

    pub(crate) fn peers(&self) -> std::net::SocketAddr {
        self.running.peers
    }
}

/// Where the processes of a demo put what is not data.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    pub(crate) dir: PathBuf,
    /// Capture every frame, to look for leaks in it.
    pub(crate) capture: bool,
}

impl Surroundings {
    pub(crate) fn make(dir: PathBuf, capture: bool) -> Result<Self, Fault> {
        files::create_folder(&dir.join("logs"))?;
        files::create_folder(&dir.join("frames"))?;
        Ok(Self { dir, capture })
    }

    pub(crate) fn log(&self, id: &NodeId) -> PathBuf {
        self.dir.join("logs").join(format!("{}-{}.log", id.party, id.node))
    }

    pub(crate) fn frames(&self, id: &NodeId) -> PathBuf {
        self.dir.join("frames").join(format!("{}-{}.frames", id.party, id.node))
    }
}

/// How far the clock of the scenario is from the machine's, when it stands at `now`; ms.
pub(crate) fn offset_to(now: i64) -> i64 {
    now - SystemClock.now_ms()
}

/// Starts one node; it may take a moment until it answers.
fn spawn(around: &Surroundings, folder: &Folder, offset_ms: i64) -> Result<Child, Fault> {
    let program =
        std::env::current_exe().map_err(|error| Fault::operator(format!("where this program is: {error}")))?;
    let log_path = around.log(folder.id());
    let log = || File::options().create(true).append(true).open(&log_path);
    let (out, err) = (log(), log());
    let (out, err) = out.and_then(|out| Ok((out, err?))).map_err(|error| files::cannot("write", &log_path, &error))?;
    let mut command = Command::new(program);
    command.args([
        "serve",
        "--json",
        "--http",
        "127.0.0.1:0",
        "--peers",
        "127.0.0.1:0",
        "--until-stdin-closes",
        "--data",
    ]);
    command.arg(folder.path()).arg("--exercise-offset-ms").arg(offset_ms.to_string());
    if around.capture {
        command.arg("--capture").arg(around.frames(folder.id()));
    }
    command.stdin(Stdio::piped()).stdout(out).stderr(err).kill_on_drop(true);
    command.spawn().map_err(|error| Fault::operator(format!("{} cannot be started: {error}", folder.id())))
}

async fn answering(child: &mut Child, folder: &Folder, log: &Path) -> Result<Running, Fault> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(running) = folder.running().filter(|running| Some(running.pid) == child.id()) {
            let client = Client::new(running.http).with_token(running.token.clone());
            if client.get_json("/api/node").await.is_ok() {
                return Ok(running);
            }
        }
        if let Ok(Some(status)) = child.try_wait() {
            let what = format!("{} ended before it answered ({status}): {}", folder.id(), last_lines(log));
            return Err(Fault::operator(what));
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    Err(Fault::operator(format!("{} does not answer: {}", folder.id(), last_lines(log))))
}

fn last_lines(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(6)..].join(" | ")
}

/// All nodes of a demo.
pub(crate) struct Processes {
    around: Surroundings,
    all: BTreeMap<NodeId, Process>,
}

impl Processes {
    /// Starts a node for every folder, all at once, and waits until they answer; `said` hears of each as it does.
    pub(crate) async fn start(
        around: Surroundings,
        folders: &[Unlocked],
        offset_ms: i64,
        said: &mut dyn FnMut(&NodeId, &Running),
    ) -> Result<Self, Fault> {
        let mut children = Vec::new();
        for folder in folders {
            children.push((folder.clone(), spawn(&around, folder.folder(), offset_ms)?));
        }
        let mut all = BTreeMap::new();
        for (folder, mut child) in children {
            let running = answering(&mut child, folder.folder(), &around.log(folder.id())).await?;
            said(folder.id(), &running);
            all.insert(folder.id().clone(), Process { child, folder, running });
        }
        Ok(Self { around, all })
    }

    pub(crate) fn around(&self) -> &Surroundings {
        &self.around
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&NodeId, &Process)> {
        self.all.iter()
    }

    pub(crate) fn client(&self, id: &NodeId) -> Result<Client, Fault> {
        self.all.get(id).map(Process::client).ok_or_else(|| Fault::us(format!("{id} does not run")))
    }

    /// Tells each first end of a line where the second one listens: it calls, the other answers.
    pub(crate) async fn connect(&self, lines: &[(NodeId, NodeId)]) -> Result<(), Fault> {
        for (a, b) in lines {
            let Some(address) = self.all.get(b).map(|process| process.peers().to_string()) else { continue };
            self.client(a)?.post_json("/api/peers", &json!({"node": b.to_string(), "address": address})).await?;
        }
        Ok(())
    }

    /// Waits until every line of these is up.
    pub(crate) async fn all_up(&self, lines: &[(NodeId, NodeId)]) -> Result<(), Fault> {
        let start = Instant::now();
        for (a, b) in lines {
            while link(&self.client(a)?.get_json("/api/links").await?, b)["state"] != "up" {
                if start.elapsed() > PATIENCE {
                    return Err(Fault::operator(format!("no link between {a} and {b} comes up")));
                }
                tokio::time::sleep(BETWEEN_LOOKS).await;
            }
        }
        Ok(())
    }

    /// Stops all nodes: each closes its rows by itself. One that does not is ended by force.
    pub(crate) async fn stop(mut self) -> Result<Vec<Unlocked>, Fault> {
        self.all.values_mut().for_each(|process| drop(process.child.stdin.take()));
        let mut folders = Vec::new();
        for (id, mut process) in self.all {
            match tokio::time::timeout(Duration::from_secs(15), process.child.wait()).await {
                Ok(Ok(status)) if status.success() => {}
                Ok(ended) => eprintln!("{id} ended with {ended:?}; see {}", self.around.log(&id).display()),
                Err(_) => {
                    eprintln!("{id} did not stop in time and is ended by force");
                    let _ = process.child.kill().await;
                }
            }
            folders.push(process.folder);
        }
        Ok(folders)
    }
}

/// The link to a node in an answer of `/api/links`.
pub(crate) fn link<'a>(links: &'a Json, to: &NodeId) -> &'a Json {
    let is_it = |link: &&Json| link["party"] == to.party.as_str() && link["node"] == to.node.as_str();
    links["links"].as_array().into_iter().flatten().find(is_it).unwrap_or(&Json::Null)
}
