//! Real nodes as their users run them: `seamline serve` on a folder.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use seamline_server::{Client, Folder};

use crate::Outcome;

/// A node that answers; ends with this.
pub(crate) struct Serving {
    child: Child,
    pub(crate) client: Client,
    pub(crate) peers: SocketAddr,
    /// From the start of the process until it answers, seconds.
    pub(crate) started: f64,
}

impl Serving {
    pub(crate) fn start(program: &Path, data: &Path) -> Outcome<Self> {
        let begun = Instant::now();
        let log = std::fs::File::create(data.with_extension("log"))?;
        let child = Command::new(program)
            .arg("serve")
            .args(["--http", "127.0.0.1:0", "--peers", "127.0.0.1:0", "--until-stdin-closes", "--data"])
            .arg(data)
            .env("RUST_LOG", "error")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        let mut serving = Self {
            client: Client::new(([127, 0, 0, 1], 0).into()),
            peers: ([127, 0, 0, 1], 0).into(),
            started: 0.0,
            child,
        };
        while begun.elapsed() < Duration::from_mins(1) {
            if let Some(running) = Folder::at(data)?.running().filter(|r| r.pid == serving.child.id()) {
                serving.client = Client::new(running.http).with_token(running.token);
                serving.peers = running.peers;
                serving.started = begun.elapsed().as_secs_f64();
                return Ok(serving);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err(format!("{} did not start", data.display()).into())
    }

    /// Resident memory in MB: now, and at its highest.
    pub(crate) fn memory(&self) -> Outcome<(f64, f64)> {
        let status = std::fs::read_to_string(PathBuf::from(format!("/proc/{}/status", self.child.id())))?;
        let megabytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kilobytes = line.and_then(|rest| rest.split_whitespace().next()).and_then(|n| n.parse::<f64>().ok());
            kilobytes.map_or(0.0, |kilobytes| kilobytes / 1024.0)
        };
        Ok((megabytes("VmRSS:"), megabytes("VmHWM:")))
    }

    /// Lets go of it and waits until it has gone.
    pub(crate) fn stop(mut self) -> Outcome<()> {
        drop(self.child.stdin.take());
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
