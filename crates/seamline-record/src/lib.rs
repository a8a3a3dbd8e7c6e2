//! Records: the only door from bytes to a verified statement, and the schemas of all kinds.
