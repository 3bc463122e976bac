//! Everything that is logged by anybody in this process, as text.

use std::fmt::Debug;
use std::sync::{Condvar, Mutex, Once};
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static LOG: Mutex<String> = Mutex::new(String::new());
static WRITTEN: Condvar = Condvar::new();

/// Begins to capture, once for the process.
pub(crate) fn capture() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Capture).unwrap());
}

pub(crate) fn captured() -> String {
    LOG.lock().unwrap().clone()
}

/// Waits until so many lines say both, each a field with its value.
pub(crate) fn wait_for(count: usize, fields: [&str; 2]) {
    let says = |line: &str, field: &str| format!("{line} ").contains(&format!(" {field} "));
    let line = |line: &&str| fields.iter().all(|field| says(line, field));
    let missing = |log: &mut String| log.lines().filter(line).count() < count;
    let log = LOG.lock().unwrap();
    let waited = WRITTEN.wait_timeout_while(log, Duration::from_secs(20), missing);
    assert!(!waited.unwrap().1.timed_out(), "{fields:?} was not logged");
}

struct Capture;

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0 += &format!(" {}={value:?}", field.name());
    }
}

impl Subscriber for Capture {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line(String::new());
        span.record(&mut line);
        *LOG.lock().unwrap() += &(line.0 + "\n");
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        *LOG.lock().unwrap() += &(line.0 + "\n");
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        *LOG.lock().unwrap() += &(line.0 + "\n");
        WRITTEN.notify_all();
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
