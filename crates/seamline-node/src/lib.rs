//! Joins the core: one writer, a fixed order, the ports Clock, Random and Keys.
