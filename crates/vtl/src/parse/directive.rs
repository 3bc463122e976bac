//! Directives: `#if`, `#foreach`, `#set`, `#macro`, `#define`, `#break`, `#stop`, `#evaluate`,
//! comments and unparsed parts. A word behind `#` that is none of them calls a macro, or is text
//! where no macro has that name.

use std::sync::Arc;

use super::{Ended, Nodes, Parser};
use crate::error::ParseError;
use crate::syntax::{Call, Expression, Macro, Node};

/// Directives that a backslash escapes, beside the template's own macros.
const DIRECTIVES: [&str; 13] = [
    "break", "define", "else", "elseif", "end", "evaluate", "foreach", "if", "include", "macro",
    "parse", "set", "stop",
];

impl Parser<'_> {
    pub(super) fn is_directive(&self, name: &str) -> bool {
        DIRECTIVES.contains(&name) || self.macros.contains_key(name)
    }

    /// What begins with `#`; something where it ends the nodes that are being read.
    pub(super) fn hash(&mut self, nodes: &mut Nodes) -> Result<Option<Ended>, ParseError> {
        if self.cursor.eat("##") {
            self.cursor.until_any("\r\n");
            self.cursor.line_end();
            return Ok(None);
        }
        if self.cursor.eat("#*") {
            return match self.cursor.through("*#") {
                Some(_) => Ok(None),
                None => Err(self.cursor.error("`#*` has no `*#`")),
            };
        }
        if self.cursor.eat("#[[") {
            let text = self.cursor.through("]]#");
            nodes.text(text.ok_or_else(|| self.cursor.error("`#[[` has no `]]#`"))?);
            return Ok(None);
        }
        let begin = self.cursor.position();
        let Some(name) = self.cursor.directive_ahead() else {
            nodes.text(self.cursor.take_char());
            return Ok(None);
        };
        let set = self.cursor.at_set();
        self.cursor.directive_name();
        match name {
            "end" => return Ok(Some(self.ended(Ended::End))),
            "else" => return Ok(Some(self.ended(Ended::Else))),
            "elseif" => return Ok(Some(Ended::Elseif)),
            "if" => nodes.push(self.condition()?),
            "set" if set => nodes.push(self.set()?),
            "foreach" => nodes.push(self.foreach()?),
            "define" => nodes.push(self.define()?),
            "macro" => self.definition()?,
            "break" => {
                let scope = self.optional_argument("break")?;
                nodes.push(Node::Break(scope));
            }
            "stop" => {
                self.optional_argument("stop")?;
                nodes.push(Node::Stop);
            }
            "evaluate" => {
                let Some(text) = self.optional_argument("evaluate")? else {
                    return Err(self.cursor.error("`#evaluate` needs an argument"));
                };
                nodes.push(Node::Evaluate(text));
            }
            "include" | "parse" => {
                return Err(self
                    .cursor
                    .error(format!("`#{name}` has nothing that it could read")));
            }
            _ => {
                let call = self.call(name, begin)?;
                nodes.push(Node::Call(call));
            }
        }
        Ok(None)
    }

    fn ended(&mut self, ended: Ended) -> Ended {
        self.cursor.line_end();
        ended
    }

    fn condition(&mut self) -> Result<Node, ParseError> {
        let mut arms = Vec::new();
        let mut condition = self.parenthesised("if")?;
        loop {
            let (body, ended) = self.nodes()?;
            arms.push((condition, body));
            match ended {
                Ended::Elseif => condition = self.parenthesised("elseif")?,
                Ended::Else => {
                    let otherwise = Some(self.body("#if")?);
                    return Ok(Node::If { arms, otherwise });
                }
                Ended::End => {
                    return Ok(Node::If {
                        arms,
                        otherwise: None,
                    });
                }
                Ended::Source => return Err(self.cursor.error("`#if` has no `#end`")),
            }
        }
    }

    fn parenthesised(&mut self, of: &str) -> Result<Expression, ParseError> {
        self.open(of)?;
        let value = self.expression()?;
        self.close(of)?;
        Ok(value)
    }

    fn open(&mut self, of: &str) -> Result<(), ParseError> {
        self.cursor.blanks();
        if !self.cursor.eat("(") {
            return Err(self.cursor.error(format!("`#{of}` needs parentheses")));
        }
        self.cursor.blanks();
        Ok(())
    }

    fn close(&mut self, of: &str) -> Result<(), ParseError> {
        self.cursor.blanks();
        if !self.cursor.eat(")") {
            return Err(self.cursor.error(format!("`#{of}(` has no `)`")));
        }
        self.cursor.line_end();
        Ok(())
    }

    fn set(&mut self) -> Result<Node, ParseError> {
        self.open("set")?;
        if !self.cursor.at_reference() {
            return Err(self.cursor.error("`#set` needs a reference to set"));
        }
        let target = self.reference()?;
        self.cursor.blanks();
        if !self.cursor.eat("=") {
            return Err(self.cursor.error("`=` is missing"));
        }
        let value = self.expression()?;
        self.close("set")?;
        Ok(Node::Set { target, value })
    }

    fn foreach(&mut self) -> Result<Node, ParseError> {
        self.open("foreach")?;
        let variable = self.variable("foreach")?;
        self.cursor.blanks();
        if self.cursor.word() != Some("in") {
            return Err(self.cursor.error("`in` is missing"));
        }
        self.cursor.blanks();
        let over = self.parameter()?;
        self.close("foreach")?;
        let body = self.body("#foreach")?;
        Ok(Node::Foreach {
            variable,
            over,
            body,
        })
    }

    fn variable(&mut self, of: &str) -> Result<Box<str>, ParseError> {
        if !self.cursor.at_reference() {
            return Err(self.cursor.error(format!("`#{of}` needs a variable")));
        }
        self.reference().map(|reference| reference.root)
    }

    fn define(&mut self) -> Result<Node, ParseError> {
        self.open("define")?;
        let variable = self.variable("define")?;
        self.close("define")?;
        let body = self.body("#define")?;
        Ok(Node::Define { variable, body })
    }

    fn definition(&mut self) -> Result<(), ParseError> {
        self.open("macro")?;
        let Some(name) = self.cursor.word() else {
            return Err(self.cursor.error("`#macro` needs a name"));
        };
        let mut parameters = Vec::new();
        loop {
            self.cursor.blanks();
            if self.cursor.eat(",") {
                self.cursor.blanks();
            }
            if !self.cursor.at_reference() {
                break;
            }
            parameters.push(self.variable("macro")?);
        }
        self.close("macro")?;
        let body = self.body("#macro")?;
        self.add_macro(name, Macro { parameters, body });
        Ok(())
    }

    fn optional_argument(&mut self, of: &str) -> Result<Option<Expression>, ParseError> {
        if !self.cursor.at_parenthesis() {
            return Ok(None);
        }
        self.open(of)?;
        let argument = self.parameter()?;
        self.close(of)?;
        Ok(Some(argument))
    }

    fn call(&mut self, name: &str, begin: usize) -> Result<Call, ParseError> {
        let mut arguments = Vec::new();
        let parentheses = self.cursor.at_parenthesis();
        if parentheses {
            self.open(name)?;
            loop {
                self.cursor.blanks();
                if self.cursor.eat(",") {
                    self.cursor.blanks();
                }
                if self.cursor.rest().starts_with(')') {
                    break;
                }
                arguments.push(Arc::new(self.argument()?));
            }
            self.close(name)?;
        }
        let (name, body) = match name.strip_prefix('@') {
            Some(bare) if parentheses => (bare, Some(self.body("#@")?)),
            _ => (name, None),
        };
        Ok(Call {
            name: name.into(),
            arguments,
            body,
            literal: self.cursor.since(begin).into(),
        })
    }

    /// A word may stand where no macro has the name of the call, which is text then.
    fn argument(&mut self) -> Result<Expression, ParseError> {
        let before = self.cursor.clone();
        match self.parameter() {
            Ok(value) => Ok(value),
            Err(error) => {
                self.cursor = before;
                let word = self.cursor.word().ok_or(error)?;
                Ok(Expression::Text(word.into()))
            }
        }
    }
}
