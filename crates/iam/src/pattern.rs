//! Strings with wildcards and variables, compiled for matching: `*` stands for any characters, `?` for one. A pattern is
//! split at its stars, so that matching looks for each part once, from left to right, and never backtracks over a star.

use memchr::memmem::Finder;

use crate::key::Context;
use crate::value::Text;
use crate::variable::{MAX_VARIABLES, Piece, Syntax, Variable, pieces};

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// What stands before the first star; the whole pattern where there is none.
    first: Chunk,
    /// What stands between stars.
    middle: Box<[Middle]>,
    /// What stands after the last star; `None` where there is no star.
    last: Option<Chunk>,
    variables: Box<[Variable]>,
}

/// More variables in one string than are supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooManyVariables;

/// A run between two stars. One text is looked for in time that grows with the text it is looked for in, and no faster.
#[derive(Debug, Clone)]
enum Middle {
    Literal(Box<Finder<'static>>),
    Chunk(Chunk),
}

/// A run without stars.
#[derive(Debug, Clone, Default)]
struct Chunk(Box<[Atom]>);

#[derive(Debug, Clone)]
enum Atom {
    Literal(Box<str>),
    One,
    Variable(usize),
}

impl Pattern {
    pub(crate) fn compile(text: &str, syntax: Syntax) -> Result<Pattern, TooManyVariables> {
        let mut variables = Vec::new();
        let mut chunks = vec![Vec::new()];
        for piece in pieces(text, syntax) {
            let atom = match piece {
                Piece::Star => {
                    chunks.push(Vec::new());
                    continue;
                }
                Piece::One => Atom::One,
                Piece::Literal(text) => Atom::Literal(text.into()),
                Piece::Variable(variable) => {
                    variables.push(variable);
                    Atom::Variable(variables.len() - 1)
                }
            };
            if let Some(chunk) = chunks.last_mut() {
                chunk.push(atom);
            }
        }
        if variables.len() > MAX_VARIABLES {
            return Err(TooManyVariables);
        }
        let mut chunks = chunks
            .into_iter()
            .map(|atoms| Chunk(atoms.into()))
            .collect::<Vec<_>>();
        let last = if chunks.len() > 1 { chunks.pop() } else { None };
        let middle = chunks.split_off(chunks.len().min(1));
        Ok(Pattern {
            first: chunks.pop().unwrap_or_default(),
            middle: middle.into_iter().map(Middle::compile).collect(),
            last,
            variables: variables.into(),
        })
    }

    /// Whether the whole of `text` matches. `None` if a variable has no value.
    #[inline]
    pub(crate) fn matches(&self, text: &str, context: &dyn Context) -> Option<bool> {
        if self.variables.is_empty() {
            return Some(self.matches_with(text, &[]));
        }
        self.with_values(context, |values| self.matches_with(text, values))
    }

    /// Whether `text` equals this pattern, which was compiled without wildcards, ignoring case. `None` if a variable has
    /// no value.
    pub(crate) fn equals_ignoring_case(&self, text: &str, context: &dyn Context) -> Option<bool> {
        if self.variables.is_empty() {
            return Some(self.folds_to(text, &[]));
        }
        self.with_values(context, |values| self.folds_to(text, values))
    }

    /// The text that every match starts with.
    pub(crate) fn prefix(&self) -> &str {
        match self.first.0.first() {
            Some(Atom::Literal(text)) => text,
            _ => "",
        }
    }

    /// The one text that matches, if there is only one.
    pub(crate) fn literal(&self) -> Option<&str> {
        if self.last.is_some() {
            return None;
        }
        match &*self.first.0 {
            [] => Some(""),
            [Atom::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// Whether every variable has a value.
    pub(crate) fn has_values(&self, context: &dyn Context) -> bool {
        let mut variables = self.variables.iter();
        variables.all(|variable| variable.resolve(context).is_some())
    }

    fn with_values<'a, R>(
        &'a self,
        context: &'a dyn Context,
        then: impl FnOnce(&[Text<'a>]) -> R,
    ) -> Option<R> {
        let mut values = [Text::Borrowed(""); MAX_VARIABLES];
        for (slot, variable) in values.iter_mut().zip(&self.variables) {
            *slot = variable.resolve(context)?;
        }
        Some(then(&values))
    }

    #[inline]
    fn matches_with(&self, text: &str, values: &[Text<'_>]) -> bool {
        if let (None, [Atom::Literal(literal)]) = (&self.last, &*self.first.0) {
            return **literal == *text;
        }
        let Some(rest) = self.first.strip_start(text, values) else {
            return false;
        };
        let Some(last) = &self.last else {
            return rest.is_empty();
        };
        let Some(mut rest) = last.strip_end(rest, values) else {
            return false;
        };
        for middle in &self.middle {
            match middle.find(rest, values) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        true
    }

    fn folds_to(&self, text: &str, values: &[Text<'_>]) -> bool {
        let ours = self.first.0.iter().flat_map(|atom| match atom {
            Atom::Literal(text) => text.chars(),
            Atom::One => "?".chars(),
            Atom::Variable(index) => value(values, *index).chars(),
        });
        ours.flat_map(char::to_lowercase)
            .eq(text.chars().flat_map(char::to_lowercase))
    }
}

impl Chunk {
    /// What is left of `text` after this chunk at its start.
    #[inline]
    fn strip_start<'t>(&self, text: &'t str, values: &[Text<'_>]) -> Option<&'t str> {
        let mut rest = text;
        for atom in &self.0 {
            rest = match atom {
                Atom::Literal(literal) => rest.strip_prefix(&**literal)?,
                Atom::One => skip_first(rest)?,
                Atom::Variable(index) => rest.strip_prefix(value(values, *index))?,
            };
        }
        Some(rest)
    }

    /// What is left of `text` before this chunk at its end.
    #[inline]
    fn strip_end<'t>(&self, text: &'t str, values: &[Text<'_>]) -> Option<&'t str> {
        let mut rest = text;
        for atom in self.0.iter().rev() {
            rest = match atom {
                Atom::Literal(literal) => rest.strip_suffix(&**literal)?,
                Atom::One => {
                    let mut chars = rest.chars();
                    chars.next_back()?;
                    chars.as_str()
                }
                Atom::Variable(index) => rest.strip_suffix(value(values, *index))?,
            };
        }
        Some(rest)
    }
}

impl Middle {
    fn compile(chunk: Chunk) -> Middle {
        match &*chunk.0 {
            [Atom::Literal(literal)] => {
                Middle::Literal(Box::new(Finder::new(literal.as_bytes()).into_owned()))
            }
            _ => Middle::Chunk(chunk),
        }
    }

    /// What is left of `text` after the first place where this run stands.
    fn find<'t>(&self, text: &'t str, values: &[Text<'_>]) -> Option<&'t str> {
        match self {
            Middle::Literal(finder) => {
                let at = finder.find(text.as_bytes())?;
                text.get(at + finder.needle().len()..)
            }
            Middle::Chunk(chunk) => {
                let mut rest = text;
                loop {
                    if let Some(after) = chunk.strip_start(rest, values) {
                        return Some(after);
                    }
                    rest = skip_first(rest)?;
                }
            }
        }
    }
}

fn skip_first(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    chars.next()?;
    Some(chars.as_str())
}

fn value<'v>(values: &'v [Text<'_>], index: usize) -> &'v str {
    values.get(index).map_or("", Text::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::{ConditionKey, NoContext, Value};

    const GLOB: Syntax = Syntax {
        wildcards: true,
        variables: true,
    };

    struct Team(&'static str);

    impl Context for Team {
        fn value<'a>(&'a self, key: &ConditionKey) -> Value<'a> {
            if key.is_tag("team") {
                Value::Str(self.0)
            } else {
                Value::Absent
            }
        }
    }

    fn matches(pattern: &str, text: &str) -> bool {
        let pattern = Pattern::compile(pattern, GLOB).unwrap();
        pattern.matches(text, &NoContext).unwrap()
    }

    #[test]
    fn stars_and_question_marks() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("**", "abc", true),
            ("a*", "a", true),
            ("*a", "ba", true),
            ("a*a", "a", false),
            ("a*a", "aa", true),
            ("a?c", "abc", true),
            ("a?c", "a\u{e9}c", true),
            ("a?c", "ac", false),
            ("?*", "", false),
            ("*?", "x", true),
            ("*ab*ab*", "abab", true),
            ("*ab*ab*", "aba", false),
            ("a*b?d*e", "aXXbcdYe", true),
            ("*.*.?", "x.y.z", true),
            ("a*\nb", "axx\nb", true),
            ("${*}", "*", true),
            ("${*}", "x", false),
            ("${?}${$}", "?$", true),
            ("${open", "${open", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern:?} {text:?}");
        }
    }

    #[test]
    fn a_value_in_a_variable_is_data() {
        let pattern = Pattern::compile("x/${aws:PrincipalTag/Team}/*", GLOB).unwrap();
        assert_eq!(pattern.matches("x/*/y", &Team("*")), Some(true));
        assert_eq!(pattern.matches("x/red/y", &Team("*")), Some(false));
        assert_eq!(pattern.matches("x/red/y", &Team("red")), Some(true));
        assert_eq!(pattern.matches("x/red/y", &NoContext), None);
        let default = Pattern::compile("x/${aws:PrincipalTag/team, 'all, {of} us'}", GLOB).unwrap();
        assert_eq!(default.matches("x/all, {of} us", &NoContext), Some(true));
    }

    #[test]
    fn many_stars_stay_cheap() {
        let pattern = "*a".repeat(2_000) + "*b";
        assert!(!matches(&pattern, &"a".repeat(100_000)));
    }
}
