//! Copies of the rows of a running node.

use std::path::{Path, PathBuf};

use seamline_server::SystemClock;
use serde_json::Value as Json;

use crate::world::{A, B, TestNode};

/// Files of the folder that hold a copy.
fn copies(folder: &Path) -> usize {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().contains("copy")).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_request_has_a_copy_of_its_own_and_a_copy_that_nobody_came_for_goes_at_the_next_start() {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    let client = node.client();
    let copy = || async {
        let told = client.post_json("/api/copy", &Json::Null).await.unwrap();
        PathBuf::from(told["path"].as_str().unwrap())
    };
    let (one, other) = tokio::join!(copy(), copy());
    assert!(one != other && one.is_file() && other.is_file(), "{one:?} {other:?}");
    std::fs::remove_file(&one).unwrap();
    assert!(other.is_file());
    node.stop().await;
    node.start().await;
    assert_eq!(copies(node.folder.path()), 0);
    node.stop().await;
}

#[test]
fn a_copy_goes_with_whoever_gave_up_on_it() {
    let node = TestNode::new(A, B, None);
    let opened = node.config.folder.open_node(Box::new(SystemClock)).unwrap();
    let given_up = node.config.folder.copy_rows(&opened).unwrap();
    let kept = node.config.folder.copy_rows(&opened).unwrap().examined().unwrap();
    assert_eq!(copies(node.folder.path()), 2);
    drop(given_up);
    assert!(kept.is_file());
    assert_eq!(copies(node.folder.path()), 1);
}
