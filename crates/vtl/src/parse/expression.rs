//! Expressions: what stands in `#set` and `#if`, and the parameters of methods and directives,
//! which in Velocity 1.7 are single values and no calculations.

use super::Parser;
use super::cursor::Cursor;
use crate::error::ParseError;
use crate::number::{Number, Operation};
use crate::syntax::{Comparison, Expression};

impl Parser<'_> {
    /// A whole expression.
    pub(super) fn expression(&mut self) -> Result<Expression, ParseError> {
        self.enter()?;
        let mut left = self.conjunction()?;
        while self.operator("||") || self.operator("or") {
            let right = self.conjunction()?;
            left = Expression::Or(Box::new(left), Box::new(right));
        }
        self.leave();
        Ok(left)
    }

    fn conjunction(&mut self) -> Result<Expression, ParseError> {
        let mut left = self.equality()?;
        while self.operator("&&") || self.operator("and") {
            let right = self.equality()?;
            left = Expression::And(Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn equality(&mut self) -> Result<Expression, ParseError> {
        let mut left = self.relation()?;
        loop {
            let comparison = if self.operator("==") || self.operator("eq") {
                Comparison::Equal
            } else if self.operator("!=") || self.operator("ne") {
                Comparison::Unequal
            } else {
                return Ok(left);
            };
            let right = self.relation()?;
            left = Expression::Compare(comparison, Box::new(left), Box::new(right));
        }
    }

    fn relation(&mut self) -> Result<Expression, ParseError> {
        let mut left = self.sum()?;
        loop {
            let comparison = if self.operator("<=") || self.operator("le") {
                Comparison::LessOrEqual
            } else if self.operator(">=") || self.operator("ge") {
                Comparison::GreaterOrEqual
            } else if self.operator("<") || self.operator("lt") {
                Comparison::Less
            } else if self.operator(">") || self.operator("gt") {
                Comparison::Greater
            } else {
                return Ok(left);
            };
            let right = self.sum()?;
            left = Expression::Compare(comparison, Box::new(left), Box::new(right));
        }
    }

    fn sum(&mut self) -> Result<Expression, ParseError> {
        let mut left = self.product()?;
        loop {
            let operation = if self.operator("+") {
                Operation::Add
            } else if self.minus() {
                Operation::Subtract
            } else {
                return Ok(left);
            };
            let right = self.product()?;
            left = Expression::Calculate(operation, Box::new(left), Box::new(right));
        }
    }

    fn product(&mut self) -> Result<Expression, ParseError> {
        let mut left = self.unary()?;
        loop {
            let operation = if self.operator("*") {
                Operation::Multiply
            } else if self.operator("/") {
                Operation::Divide
            } else if self.operator("%") {
                Operation::Remainder
            } else {
                return Ok(left);
            };
            let right = self.unary()?;
            left = Expression::Calculate(operation, Box::new(left), Box::new(right));
        }
    }

    fn unary(&mut self) -> Result<Expression, ParseError> {
        let mut negations = 0_usize;
        while self.operator("!") || self.operator("not") {
            negations += 1;
        }
        self.cursor.blanks();
        let mut value = if self.cursor.eat("(") {
            let inner = self.expression()?;
            self.cursor.blanks();
            if !self.cursor.eat(")") {
                return Err(self.cursor.error("`(` has no `)`"));
            }
            inner
        } else {
            self.parameter()?
        };
        if negations > 0 {
            if negations.is_multiple_of(2) {
                value = Expression::Not(Box::new(value));
            }
            value = Expression::Not(Box::new(value));
        }
        self.cursor.blanks();
        Ok(value)
    }

    /// An operator here, behind any blanks; one that is a word ends with it.
    fn operator(&mut self, operator: &str) -> bool {
        let mut ahead = self.cursor.clone();
        ahead.blanks();
        let there = if operator.starts_with(|it: char| it.is_ascii_alphabetic()) {
            ahead.word() == Some(operator)
        } else {
            ahead.eat(operator)
        };
        if there {
            self.cursor = ahead;
        }
        there
    }

    /// A hyphen before a digit is the sign of a number, which cannot stand behind another value.
    fn minus(&mut self) -> bool {
        let mut ahead = self.cursor.clone();
        ahead.blanks();
        let minus = ahead.eat("-") && !ahead.peek().is_some_and(|it| it.is_ascii_digit());
        if minus {
            self.cursor = ahead;
        }
        minus
    }

    /// Values with commas between them, up to `close`.
    pub(super) fn parameters(&mut self, close: char) -> Result<Vec<Expression>, ParseError> {
        let mut values = Vec::new();
        self.cursor.blanks();
        if self.closes(close) {
            return Ok(values);
        }
        loop {
            self.cursor.blanks();
            values.push(self.parameter()?);
            self.cursor.blanks();
            if self.closes(close) {
                return Ok(values);
            }
            if !self.cursor.eat(",") {
                return Err(self.cursor.error(format!("`,` or `{close}` is missing")));
            }
        }
    }

    fn closes(&mut self, close: char) -> bool {
        self.cursor.eat(close.encode_utf8(&mut [0; 4]))
    }

    /// One value: a text, a number, a truth value, a list, a range, a map or a reference.
    pub(super) fn parameter(&mut self) -> Result<Expression, ParseError> {
        let error = |cursor: &Cursor<'_>| cursor.error("a value is missing");
        match self.cursor.peek() {
            Some('"') => self.double_quoted(),
            Some('\'') => self.single_quoted(),
            Some('$') if self.cursor.at_reference() => self.reference().map(Expression::Reference),
            Some('[') => self.list(),
            Some('{') => self.map(),
            Some('-' | '.' | '0'..='9') => self.number().map(Expression::Number),
            Some(_) => {
                let begin = self.cursor.clone();
                match self.cursor.word() {
                    Some("true") => Ok(Expression::Bool(true)),
                    Some("false") => Ok(Expression::Bool(false)),
                    _ => Err(error(&begin)),
                }
            }
            None => Err(error(&self.cursor)),
        }
    }

    fn number(&mut self) -> Result<Number, ParseError> {
        let begin = self.cursor.position();
        self.cursor.eat("-");
        self.cursor.while_is(|it| it.is_ascii_digit());
        // Two full stops are a range.
        if !self.cursor.rest().starts_with("..") && self.cursor.eat(".") {
            self.cursor.while_is(|it| it.is_ascii_digit());
        }
        let mut ahead = self.cursor.clone();
        if ahead.eat("e") || ahead.eat("E") {
            let _ = ahead.eat("+") || ahead.eat("-");
            if !ahead.while_is(|it| it.is_ascii_digit()).is_empty() {
                self.cursor = ahead;
            }
        }
        let text = self.cursor.since(begin);
        Number::read(text).ok_or_else(|| self.cursor.error(format!("`{text}` is no number")))
    }

    fn list(&mut self) -> Result<Expression, ParseError> {
        self.enter()?;
        self.cursor.eat("[");
        self.cursor.blanks();
        if self.cursor.eat("]") {
            self.leave();
            return Ok(Expression::List(Vec::new()));
        }
        let first = self.parameter()?;
        self.cursor.blanks();
        if self.cursor.eat("..") {
            self.cursor.blanks();
            let last = self.parameter()?;
            self.cursor.blanks();
            let end = |it: &Expression| {
                matches!(
                    it,
                    Expression::Reference(_) | Expression::Number(Number::Int(_))
                )
            };
            if !end(&first) || !end(&last) || !self.cursor.eat("]") {
                return Err(self
                    .cursor
                    .error("a range is `[first..last]`, of whole numbers or references"));
            }
            self.leave();
            return Ok(Expression::Range(Box::new(first), Box::new(last)));
        }
        let mut values = vec![first];
        if self.cursor.eat(",") {
            values.extend(self.parameters(']')?);
        } else if !self.cursor.eat("]") {
            return Err(self.cursor.error("`,` or `]` is missing"));
        }
        self.leave();
        Ok(Expression::List(values))
    }

    fn map(&mut self) -> Result<Expression, ParseError> {
        self.enter()?;
        self.cursor.eat("{");
        let mut pairs = Vec::new();
        self.cursor.blanks();
        if !self.cursor.eat("}") {
            loop {
                self.cursor.blanks();
                let key = self.parameter()?;
                self.cursor.blanks();
                if !self.cursor.eat(":") {
                    return Err(self.cursor.error("`:` is missing"));
                }
                self.cursor.blanks();
                pairs.push((key, self.parameter()?));
                self.cursor.blanks();
                if self.cursor.eat("}") {
                    break;
                }
                if !self.cursor.eat(",") {
                    return Err(self.cursor.error("`,` or `}` is missing"));
                }
            }
        }
        self.leave();
        Ok(Expression::Map(pairs))
    }

    /// Nothing is replaced in it; a quote is written twice.
    fn single_quoted(&mut self) -> Result<Expression, ParseError> {
        let text = self.quoted('\'')?;
        Ok(Expression::Text(text.into()))
    }

    /// A template of its own. Backslashes do not escape quotes, a second quote does.
    fn double_quoted(&mut self) -> Result<Expression, ParseError> {
        let begin = self.cursor.clone();
        let text = unescape(self.quoted('"')?);
        if !text.contains(['$', '#']) {
            return Ok(Expression::Text(text.into()));
        }
        let mut inner = Parser {
            cursor: Cursor::new(&text),
            macros: std::mem::take(&mut self.macros),
            depth: self.depth,
        };
        let nodes = inner.template();
        self.macros = inner.macros;
        let nodes = nodes.map_err(|error| {
            begin.error(format!("in the text that begins here: {}", error.reason))
        })?;
        Ok(Expression::Interpolated(nodes))
    }

    fn quoted(&mut self, quote: char) -> Result<String, ParseError> {
        let begin = self.cursor.clone();
        let mark = quote.to_string();
        self.cursor.eat(&mark);
        let mut text = String::new();
        loop {
            let Some(part) = self.cursor.through(&mark) else {
                return Err(begin.error("a text has no closing quote"));
            };
            text.push_str(part);
            if !self.cursor.eat(&mark) {
                return Ok(text);
            }
            text.push(quote);
        }
    }
}

/// Replaces `\uXXXX`; no other escape is known in a text.
fn unescape(text: String) -> String {
    if !text.contains("\\u") {
        return text;
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("\\u") {
        units.extend(before.encode_utf16());
        let code = after
            .get(..4)
            .filter(|digits| digits.bytes().all(|it| it.is_ascii_hexdigit()))
            .and_then(|digits| u16::from_str_radix(digits, 16).ok());
        if let Some(unit) = code {
            units.push(unit);
            rest = after.get(4..).unwrap_or_default();
        } else {
            units.extend("\\u".encode_utf16());
            rest = after;
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}
