//! Views to and from the formats of other systems, one module a format.
//!
//! A format knows neither the node nor its siblings: what it is given is what its reader may see.

pub mod ical;
