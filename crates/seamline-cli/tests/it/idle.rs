//! What a node keeps of the machine while nobody asks anything of it.

use serde_json::json;
use tokio::runtime::Runtime;

use crate::desk::{Place, two};

/// Resident memory of a process, MiB.
fn resident_mib(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

#[test]
fn logins_leave_no_memory_behind() {
    let place = Place::new();
    let (mut a, _) = two(&place);
    a.start();
    let runtime = Runtime::new().unwrap();
    let post = |path: &str, body| runtime.block_on(a.client().post_json(path, &body)).unwrap();
    post("/api/officers", json!({ "name": "sara", "roles": ["chief"], "password": "correct horse" }));
    for _ in 0..3 {
        post("/api/login", json!({ "officer": "sara", "password": "correct horse" }));
    }
    let resident = resident_mib(a.running().unwrap().pid);
    assert!(resident <= 60, "{resident} MiB are held after three logins");
}
