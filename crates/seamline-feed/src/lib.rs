//! The pairwise cosigned log: leaves, checkpoints, receipts, sessions, bundles, evidence.
