//! What the node asks of the world.

/// Now.
pub trait Clock: Send {
    /// Milliseconds since 1970 UTC.
    fn now_ms(&self) -> i64;
}

/// Randomness fit for keys and salts.
pub trait Random: Send {
    /// Fills the whole slice.
    fn fill(&mut self, bytes: &mut [u8]);
}
