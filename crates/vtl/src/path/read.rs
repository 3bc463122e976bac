//! Reading a JSON path. What is not understood is refused, never skipped.

use super::filter::{Comparison, Filter, Operand};
use super::{Function, JsonPath, Segment};
use crate::number::Number;

/// Longer paths are refused.
const MAX_LENGTH: usize = 2_000;
/// Filters inside each other.
const MAX_DEPTH: usize = 16;

pub(super) fn path(text: &str) -> Result<JsonPath, String> {
    if text.len() > MAX_LENGTH {
        return Err(format!("it has more than {MAX_LENGTH} bytes"));
    }
    let text = text.trim();
    let mut reader = Reader {
        rest: text,
        depth: 0,
    };
    if !reader.eat("$") && !reader.eat("@") && !text.starts_with(['.', '[']) {
        // As Jayway's library does: `a.b` is `$.a.b`.
        return path_below(&format!(".{text}"));
    }
    reader.whole()
}

fn path_below(text: &str) -> Result<JsonPath, String> {
    Reader {
        rest: text,
        depth: 0,
    }
    .whole()
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn whole(&mut self) -> Result<JsonPath, String> {
        let path = self.segments()?;
        if self.rest.is_empty() {
            Ok(path)
        } else {
            Err(format!("`{}` is not understood", shown(self.rest)))
        }
    }

    /// Segments up to something that is none.
    fn segments(&mut self) -> Result<JsonPath, String> {
        let mut path = JsonPath {
            segments: Vec::new(),
            function: None,
        };
        loop {
            if self.eat("..") {
                path.segments.push(Segment::Descent);
                if self.rest.starts_with('[') {
                    continue;
                }
            } else if self.rest.starts_with('[') {
                let segment = self.bracket()?;
                path.segments.push(segment);
                continue;
            } else if !self.eat(".") {
                return Ok(path);
            }
            if self.rest.starts_with('[') {
                continue;
            }
            if self.eat("*") {
                path.segments.push(Segment::Wildcard);
                continue;
            }
            let name = self.name();
            if name.is_empty() {
                return Err("a name is missing".to_owned());
            }
            if self.eat("()") {
                path.function = Some(function(name)?);
                return Ok(path);
            }
            path.segments.push(Segment::Names(vec![name.into()]));
        }
    }

    fn name(&mut self) -> &'t str {
        let ends = |it: char| {
            matches!(
                it,
                '.' | '[' | ']' | '(' | ')' | ' ' | ',' | '=' | '!' | '<' | '>' | '&' | '|'
            )
        };
        let length = self.rest.find(ends).unwrap_or(self.rest.len());
        self.take(length)
    }

    fn bracket(&mut self) -> Result<Segment, String> {
        self.eat("[");
        self.blanks();
        let segment = if self.eat("*") {
            Segment::Wildcard
        } else if self.eat("?") {
            self.blanks();
            if !self.eat("(") {
                return Err("a filter is `[?(…)]`".to_owned());
            }
            let filter = self.filter()?;
            self.blanks();
            if !self.eat(")") {
                return Err("a filter has no `)`".to_owned());
            }
            Segment::Filter(filter)
        } else if self.rest.starts_with(['\'', '"']) {
            let mut names = vec![self.quoted()?.into()];
            self.blanks();
            while self.eat(",") {
                self.blanks();
                names.push(self.quoted()?.into());
                self.blanks();
            }
            Segment::Names(names)
        } else {
            self.positions()?
        };
        self.blanks();
        if !self.eat("]") {
            return Err("`]` is missing".to_owned());
        }
        Ok(segment)
    }

    fn positions(&mut self) -> Result<Segment, String> {
        let first = self.integer()?;
        self.blanks();
        if self.eat(":") {
            self.blanks();
            let last = self.integer()?;
            self.blanks();
            return Ok(Segment::Slice(first, last));
        }
        let missing = || "an index is missing".to_owned();
        let mut indices = vec![first.ok_or_else(missing)?];
        while self.eat(",") {
            self.blanks();
            indices.push(self.integer()?.ok_or_else(missing)?);
            self.blanks();
        }
        Ok(Segment::Indices(indices))
    }

    fn integer(&mut self) -> Result<Option<i64>, String> {
        let length = self
            .rest
            .find(|it: char| !(it.is_ascii_digit() || it == '-'))
            .unwrap_or(self.rest.len());
        let digits = self.take(length);
        if digits.is_empty() {
            return Ok(None);
        }
        digits
            .parse()
            .map(Some)
            .map_err(|_| format!("`{}` is no index", shown(digits)))
    }

    /// A text in either quotes; a backslash takes the next character as it is.
    fn quoted(&mut self) -> Result<String, String> {
        let mut rest = self.rest.chars();
        let quote = rest.next().filter(|it| matches!(it, '\'' | '"'));
        let quote = quote.ok_or_else(|| "a name in quotes is missing".to_owned())?;
        let mut text = String::new();
        loop {
            match rest.next() {
                None => return Err("a text has no closing quote".to_owned()),
                Some('\\') => text.extend(rest.next()),
                Some(it) if it == quote => break,
                Some(it) => text.push(it),
            }
        }
        self.rest = rest.as_str();
        Ok(text)
    }

    fn filter(&mut self) -> Result<Filter, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("filters nest too deeply".to_owned());
        }
        let mut left = self.conjunction()?;
        while self.operator("||") {
            left = Filter::Or(Box::new(left), Box::new(self.conjunction()?));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn conjunction(&mut self) -> Result<Filter, String> {
        let mut left = self.term()?;
        while self.operator("&&") {
            left = Filter::And(Box::new(left), Box::new(self.term()?));
        }
        Ok(left)
    }

    fn term(&mut self) -> Result<Filter, String> {
        self.blanks();
        if !self.rest.starts_with("!=") && self.eat("!") {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err("filters nest too deeply".to_owned());
            }
            let term = self.term()?;
            self.depth -= 1;
            return Ok(Filter::Not(Box::new(term)));
        }
        if self.eat("(") {
            let inner = self.filter()?;
            self.blanks();
            if !self.eat(")") {
                return Err("`)` is missing".to_owned());
            }
            return Ok(inner);
        }
        let left = self.operand()?;
        for (operator, comparison) in [
            ("==", Comparison::Equal),
            ("!=", Comparison::Unequal),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("=~", Comparison::Matches),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
            ("in ", Comparison::In),
            ("in[", Comparison::In),
            ("nin ", Comparison::NotIn),
            ("nin[", Comparison::NotIn),
            ("contains ", Comparison::Contains),
            ("size ", Comparison::Size),
            ("empty ", Comparison::Empty),
        ] {
            self.blanks();
            if self.rest.starts_with(operator) {
                self.take(operator.trim_end_matches([' ', '[']).len());
                let right = self.operand()?;
                return Ok(Filter::Compare(comparison, left, right));
            }
        }
        Ok(Filter::Exists(left))
    }

    fn operand(&mut self) -> Result<Operand, String> {
        self.blanks();
        let root = self.rest.starts_with('$');
        if root || self.rest.starts_with('@') {
            self.take(1);
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err("filters nest too deeply".to_owned());
            }
            let path = self.segments()?;
            self.depth -= 1;
            return Ok(if root {
                Operand::FromRoot(path)
            } else {
                Operand::FromItem(path)
            });
        }
        if self.rest.starts_with(['\'', '"']) {
            return self.quoted().map(Operand::Text);
        }
        if self.eat("/") {
            return self.pattern();
        }
        if self.eat("[") {
            let mut operands = Vec::new();
            self.blanks();
            while !self.eat("]") {
                operands.push(self.operand()?);
                self.blanks();
                if !self.eat(",") && !self.rest.starts_with(']') {
                    return Err("`,` or `]` is missing".to_owned());
                }
                self.blanks();
            }
            return Ok(Operand::List(operands));
        }
        let length = self
            .rest
            .find(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '-' | '+' | '.')))
            .unwrap_or(self.rest.len());
        match self.take(length) {
            "true" => Ok(Operand::Bool(true)),
            "false" => Ok(Operand::Bool(false)),
            "null" => Ok(Operand::Null),
            text => Number::read(text)
                .map(Operand::Number)
                .ok_or_else(|| format!("`{}` is no value", shown(text))),
        }
    }

    /// Behind `/`: an expression, `/`, and perhaps an `i`.
    fn pattern(&mut self) -> Result<Operand, String> {
        let mut text = String::new();
        let mut rest = self.rest.chars();
        loop {
            match rest.next() {
                None => return Err("an expression has no closing `/`".to_owned()),
                Some('/') => break,
                Some('\\') => match rest.next() {
                    Some('/') => text.push('/'),
                    other => {
                        text.push('\\');
                        text.extend(other);
                    }
                },
                Some(it) => text.push(it),
            }
        }
        self.rest = rest.as_str();
        let flag = if self.eat("i") { "(?i)" } else { "" };
        Ok(Operand::Pattern(format!("{flag}^(?:{text})$")))
    }

    fn operator(&mut self, operator: &str) -> bool {
        self.blanks();
        self.eat(operator)
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, wanted: &str) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

fn function(name: &str) -> Result<Function, String> {
    Ok(match name {
        "length" | "size" => Function::Length,
        "keys" => Function::Keys,
        "first" => Function::First,
        "last" => Function::Last,
        "min" => Function::Min,
        "max" => Function::Max,
        "sum" => Function::Sum,
        "avg" => Function::Average,
        other => return Err(format!("`{}()` is no function", shown(other))),
    })
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}
