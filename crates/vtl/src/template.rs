//! A compiled template, ready to be rendered for any number of requests.

use crate::error::{ParseError, RenderError};
use crate::input::{Inputs, Rendered};
use crate::limits::Limits;
use crate::parse;
use crate::render;
use crate::syntax::{Block, Macros, Node};

/// A template in the Velocity Template Language.
#[derive(Debug)]
pub struct Template {
    nodes: Block,
    macros: Macros,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// With the place and the reason where it is none.
    pub fn parse(source: &str) -> Result<Self, ParseError> {
        let parse::Parsed { nodes, macros } = parse::parse(source)?;
        Ok(Self { nodes, macros })
    }

    /// The text of a template that is nothing but text.
    pub fn literal(&self) -> Option<&str> {
        match &*self.nodes {
            [] => Some(""),
            [Node::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Renders it.
    ///
    /// # Errors
    /// Where it fails, or takes more than the limits.
    pub fn render(&self, inputs: &Inputs<'_>, limits: Limits) -> Result<Rendered, RenderError> {
        render::render(&self.nodes, &self.macros, inputs, limits)
    }
}
