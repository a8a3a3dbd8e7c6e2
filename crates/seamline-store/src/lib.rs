//! The Store trait and its SQLite and in-memory implementations.
