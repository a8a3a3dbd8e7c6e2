//! Real nodes of two parties on this machine, through their sockets.

mod access;
mod desk;
mod peers;
mod world;
