//! Sockets, TLS, HTTP: peers and officers reach a node.
