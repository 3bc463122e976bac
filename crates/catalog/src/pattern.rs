//! The selection patterns of integration responses, compiled. A compiled pattern takes kilobytes, and
//! most APIs have the same few, so each is kept once. What a pattern selects is decided elsewhere.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use regex::Regex;

/// Fewer patterns than this are not worth looking through.
const SWEEP_FROM: usize = 256;

/// Compiled patterns by their text. It keeps alive nothing that nobody else holds.
#[derive(Debug, Default)]
pub struct Patterns {
    compiled: HashMap<Box<str>, Weak<Regex>>,
    /// With how many patterns those that are dead are looked for.
    sweep_at: usize,
}

impl Patterns {
    /// Matches where the whole text does; `None` where the pattern is no regular expression.
    pub fn compile(&mut self, pattern: &str) -> Option<Arc<Regex>> {
        if let Some(known) = self.compiled.get(pattern).and_then(Weak::upgrade) {
            return Some(known);
        }
        let compiled = Arc::new(Regex::new(&format!("^(?:{pattern})$")).ok()?);
        self.compiled
            .insert(pattern.into(), Arc::downgrade(&compiled));
        if self.compiled.len() >= self.sweep_at.max(SWEEP_FROM) {
            self.compiled.retain(|_, known| known.strong_count() > 0);
            self.sweep_at = self.compiled.len().saturating_mul(2);
        }
        Some(compiled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_kept_once_and_only_as_long_as_somebody_holds_it() {
        let mut patterns = Patterns::default();
        let one = patterns.compile("5..").unwrap();
        assert!(Arc::ptr_eq(&one, &patterns.compile("5..").unwrap()));
        assert!(one.is_match("503") && !one.is_match("5030"));
        assert!(patterns.compile("(").is_none());
        for turn in 0..10 * SWEEP_FROM {
            patterns.compile(&turn.to_string());
        }
        assert!(patterns.compiled.len() <= SWEEP_FROM);
    }
}
