//! A place in the text of a template, and the small questions that are asked of what follows it.
//! It knows the alphabet of Velocity, not its grammar.

use crate::error::ParseError;

#[derive(Clone)]
pub(super) struct Cursor<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, at: 0 }
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// What was read from `begin` on.
    pub(super) fn since(&self, begin: usize) -> &'s str {
        self.source.get(begin..self.at).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// One character, as text.
    pub(super) fn take_char(&mut self) -> &'s str {
        let length = self.peek().map_or(0, char::len_utf8);
        self.take(length)
    }

    pub(super) fn eat(&mut self, wanted: &str) -> bool {
        let there = self.rest().starts_with(wanted);
        if there {
            self.at += wanted.len();
        }
        there
    }

    pub(super) fn while_in(&mut self, set: &str) -> &'s str {
        self.while_is(|it| set.contains(it))
    }

    pub(super) fn while_is(&mut self, is: impl Fn(char) -> bool) -> &'s str {
        let rest = self.rest();
        let length = rest.find(|it| !is(it)).unwrap_or(rest.len());
        self.take(length)
    }

    pub(super) fn until_any(&mut self, set: &str) -> &'s str {
        self.while_is(|it| !set.contains(it))
    }

    /// Everything up to `end`, which is read too; `None` where it does not come.
    pub(super) fn through(&mut self, end: &str) -> Option<&'s str> {
        let length = self.rest().find(end)?;
        let text = self.take(length);
        self.at += end.len();
        Some(text)
    }

    pub(super) fn blanks(&mut self) {
        self.while_in(" \t\r\n");
    }

    /// The blanks behind a directive and the end of its line, if nothing else stands there.
    pub(super) fn line_end(&mut self) {
        let begin = self.at;
        self.while_in(" \t");
        if !(self.eat("\r\n") || self.eat("\n") || self.eat("\r")) {
            self.at = begin;
        }
    }

    /// A name as references have it.
    pub(super) fn identifier(&mut self) -> Option<&'s str> {
        let first = self.peek()?;
        if !(first.is_ascii_alphabetic() || first == '_') {
            return None;
        }
        Some(self.while_is(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '-')))
    }

    /// A name as directives have it.
    pub(super) fn word(&mut self) -> Option<&'s str> {
        let first = self.peek()?;
        if !(first.is_ascii_alphabetic() || matches!(first, '_' | '@')) {
            return None;
        }
        Some(self.while_is(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '@')))
    }

    /// Whether a reference begins here: `$name`, `$!name`, `${name`, `$!{name`.
    pub(super) fn at_reference(&self) -> bool {
        let mut ahead = self.clone();
        if !ahead.eat("$") {
            return false;
        }
        ahead.eat("!");
        ahead.eat("{");
        ahead.identifier().is_some()
    }

    /// Whether a `#set (` begins here.
    pub(super) fn at_set(&self) -> bool {
        let mut ahead = self.clone();
        if !(ahead.eat("#set") || ahead.eat("#{set}")) {
            return false;
        }
        ahead.while_in(" ");
        ahead.eat("(")
    }

    /// The name of the directive that begins here.
    pub(super) fn directive_ahead(&self) -> Option<&'s str> {
        let mut ahead = self.clone();
        let text = ahead.directive_name();
        let name = text.strip_prefix('#')?;
        let bare = name.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        Some(bare.unwrap_or(name))
    }

    /// Reads `#name` or `#{name}`; nothing where there is no name.
    pub(super) fn directive_name(&mut self) -> &'s str {
        let begin = self.at;
        if self.eat("#") {
            if self.eat("{") {
                if self.word().is_some() && self.eat("}") {
                    return self.since(begin);
                }
            } else if self.word().is_some() {
                return self.since(begin);
            }
        }
        self.at = begin;
        ""
    }

    /// Whether an opening parenthesis follows, behind any blanks.
    pub(super) fn at_parenthesis(&self) -> bool {
        let mut ahead = self.clone();
        ahead.blanks();
        ahead.eat("(")
    }

    /// An error at this place.
    pub(super) fn error(&self, reason: impl Into<String>) -> ParseError {
        let before = self.source.get(..self.at).unwrap_or(self.source);
        let line_begin = before.rfind('\n').map_or(0, |at| at + 1);
        ParseError {
            line: before.matches('\n').count() + 1,
            column: before.get(line_begin..).unwrap_or_default().chars().count() + 1,
            reason: reason.into(),
        }
    }

    fn take(&mut self, length: usize) -> &'s str {
        let text = self.rest().get(..length).unwrap_or_default();
        self.at += text.len();
        text
    }
}
