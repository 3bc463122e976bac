//! References: `$name`, `$!name`, `${name}`, with properties, methods and indices behind. A name
//! may have hyphens, a full stop counts only before a letter.

use super::Parser;
use crate::error::ParseError;
use crate::syntax::{Expression, Reference, Step};

impl Parser<'_> {
    /// A reference, of which the cursor has seen that it begins here.
    pub(super) fn reference(&mut self) -> Result<Reference, ParseError> {
        self.cursor.eat("$");
        // An absent value is an empty text with or without the exclamation mark.
        self.cursor.eat("!");
        let formal = self.cursor.eat("{");
        let Some(root) = self.cursor.identifier() else {
            return Err(self.cursor.error("a reference needs a name"));
        };
        let mut steps = Vec::new();
        loop {
            if self.cursor.eat("[") {
                steps.push(Step::Index(self.index()?));
            } else if let Some(step) = self.property()? {
                steps.push(step);
            } else {
                break;
            }
        }
        if formal && !self.cursor.eat("}") {
            return Err(self.cursor.error(format!("`${{{root}` has no `}}`")));
        }
        Ok(Reference {
            root: root.into(),
            steps,
        })
    }

    fn property(&mut self) -> Result<Option<Step>, ParseError> {
        let mut ahead = self.cursor.clone();
        let letter = ahead.eat(".") && ahead.peek().is_some_and(|it| it.is_ascii_alphabetic());
        let Some(name) = letter.then(|| ahead.identifier()).flatten() else {
            return Ok(None);
        };
        self.cursor = ahead;
        if !self.cursor.eat("(") {
            return Ok(Some(Step::Property(name.into())));
        }
        self.enter()?;
        let arguments = self.parameters(')')?;
        self.leave();
        Ok(Some(Step::Method(name.into(), arguments)))
    }

    fn index(&mut self) -> Result<Expression, ParseError> {
        self.enter()?;
        self.cursor.blanks();
        let index = self.parameter()?;
        let possible = !matches!(
            index,
            Expression::List(_) | Expression::Map(_) | Expression::Range(..)
        );
        self.cursor.blanks();
        if !possible || !self.cursor.eat("]") {
            return Err(self.cursor.error("an index is one value, closed by `]`"));
        }
        self.leave();
        Ok(index)
    }
}
