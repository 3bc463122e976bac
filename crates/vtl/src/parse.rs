//! From text to tree, as Velocity 1.7 reads it: which blanks and line ends a directive swallows,
//! what a backslash escapes, and what only looks like a reference or a directive and stays text
//! (Apache Velocity 1.7 User Guide). `#include` and `#parse` have nothing to read here and are
//! refused.

use std::sync::Arc;

use crate::error::ParseError;
use crate::limits::MAX_TEMPLATE;
use crate::syntax::{Block, Macro, Macros, Node};

mod cursor;
mod directive;
mod expression;
mod reference;

use cursor::Cursor;

/// Blocks, texts and parentheses inside each other.
const MAX_DEPTH: usize = 40;

/// What a text was read as.
pub(crate) struct Parsed {
    pub(crate) nodes: Block,
    pub(crate) macros: Macros,
}

/// Reads a whole template.
pub(crate) fn parse(source: &str) -> Result<Parsed, ParseError> {
    let mut parser = Parser {
        cursor: Cursor::new(source),
        macros: Macros::new(),
        depth: 0,
    };
    if source.len() > MAX_TEMPLATE {
        return Err(parser
            .cursor
            .error(format!("a template has at most {MAX_TEMPLATE} bytes")));
    }
    let nodes = parser.template()?;
    Ok(Parsed {
        nodes,
        macros: parser.macros,
    })
}

struct Parser<'s> {
    cursor: Cursor<'s>,
    macros: Macros,
    depth: usize,
}

/// What ended a run of nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Source,
    End,
    Else,
    Elseif,
}

impl Parser<'_> {
    fn template(&mut self) -> Result<Block, ParseError> {
        let (nodes, ended) = self.nodes()?;
        match ended {
            Ended::Source => Ok(nodes),
            Ended::End => Err(self.cursor.error("`#end` ends nothing")),
            Ended::Else | Ended::Elseif => Err(self.cursor.error("there is no `#if` before this")),
        }
    }

    /// A block that has to end with `#end`.
    fn body(&mut self, of: &str) -> Result<Block, ParseError> {
        match self.nodes()? {
            (nodes, Ended::End) => Ok(nodes),
            (_, Ended::Source) => Err(self.cursor.error(format!("`{of}` has no `#end`"))),
            (_, Ended::Else | Ended::Elseif) => {
                Err(self.cursor.error("there is no `#if` before this"))
            }
        }
    }

    /// Nodes up to something that ends them, which is read too.
    fn nodes(&mut self) -> Result<(Block, Ended), ParseError> {
        self.enter()?;
        let mut nodes = Nodes::default();
        let ended = loop {
            let Some(next) = self.cursor.peek() else {
                break Ended::Source;
            };
            match next {
                '#' => {
                    if let Some(ended) = self.hash(&mut nodes)? {
                        break ended;
                    }
                }
                '$' => self.dollar(&mut nodes)?,
                '\\' => self.backslashes(&mut nodes)?,
                _ => {
                    // `#set` swallows the blanks before it, if they begin a piece of their own.
                    let blanks = self.cursor.while_in(" \t");
                    if self.cursor.at_set() {
                        continue;
                    }
                    nodes.text(blanks);
                    nodes.text(self.cursor.until_any("$#\\"));
                }
            }
        };
        self.leave();
        Ok((nodes.finish(), ended))
    }

    fn enter(&mut self) -> Result<(), ParseError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self
                .cursor
                .error(format!("more than {MAX_DEPTH} levels inside each other")));
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Half of the backslashes stay before something that they escape or do not; all of them
    /// before anything else.
    fn backslashes(&mut self, nodes: &mut Nodes) -> Result<(), ParseError> {
        let slashes = self.cursor.while_in("\\");
        let escaped = slashes.len() % 2 == 1;
        let half = slashes.get(..slashes.len() / 2).unwrap_or_default();
        if self.cursor.at_reference() {
            nodes.text(half);
            if !escaped {
                return self.dollar(nodes);
            }
            let begin = self.cursor.position();
            self.reference()?;
            nodes.text(self.cursor.since(begin));
        } else if self
            .cursor
            .directive_ahead()
            .is_some_and(|name| self.is_directive(name))
        {
            nodes.text(half);
            if escaped {
                nodes.text(self.cursor.directive_name());
            }
        } else {
            nodes.text(slashes);
        }
        Ok(())
    }

    fn dollar(&mut self, nodes: &mut Nodes) -> Result<(), ParseError> {
        if self.cursor.at_reference() {
            let reference = self.reference()?;
            nodes.push(Node::Reference(reference));
        } else {
            nodes.text(self.cursor.take_char());
        }
        Ok(())
    }

    fn add_macro(&mut self, name: &str, it: Macro) {
        // The first definition of a name stays.
        if !self.macros.contains_key(name) {
            self.macros.insert(name.into(), Arc::new(it));
        }
    }
}

/// Collects nodes; neighbouring texts become one.
#[derive(Default)]
struct Nodes {
    done: Vec<Node>,
    text: String,
}

impl Nodes {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn push(&mut self, node: Node) {
        self.flush();
        self.done.push(node);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.done.push(Node::Text(text.into()));
        }
    }

    fn finish(mut self) -> Block {
        self.flush();
        self.done.into()
    }
}
