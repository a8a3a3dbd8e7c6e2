//! Labels, permission and release acts: the sole mint of Released values.
