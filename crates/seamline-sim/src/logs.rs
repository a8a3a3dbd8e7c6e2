//! What nodes write into their logs while they are simulated: caught per thread, looked through, forgotten.

use std::{cell::RefCell, fmt::Write as _};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

/// Most bytes kept between two looks.
const MOST: usize = 1 << 20;

thread_local! {
    static LINES: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Takes what was logged on this thread since the last call.
pub(crate) fn taken() -> String {
    LINES.with(|lines| std::mem::take(&mut *lines.borrow_mut()))
}

/// Listens on this thread until the guard is dropped.
pub(crate) fn listen() -> tracing::subscriber::DefaultGuard {
    tracing::subscriber::set_default(Tap)
}

struct Tap;

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Tap {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("seamline")
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        LINES.with(|lines| span.record(&mut Line(&mut lines.borrow_mut())));
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        LINES.with(|lines| values.record(&mut Line(&mut lines.borrow_mut())));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        LINES.with(|lines| {
            let mut lines = lines.borrow_mut();
            if lines.len() < MOST {
                event.record(&mut Line(&mut lines));
                lines.push('\n');
            }
        });
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
