//! Checks of the house's own rules.
fn main() {}
