//! A template as a tree. Escapes, comments and swallowed line ends are gone by then: what is a
//! text here is written as it stands.

use std::collections::HashMap;
use std::sync::Arc;

use crate::number::{Number, Operation};

/// Nodes that are rendered one after the other.
pub(crate) type Block = Arc<[Node]>;

/// The macros of a template, by name.
pub(crate) type Macros = HashMap<Box<str>, Arc<Macro>>;

/// One piece of a template.
#[derive(Debug, PartialEq)]
pub(crate) enum Node {
    Text(Box<str>),
    /// Its value, as text.
    Reference(Reference),
    Set {
        target: Reference,
        value: Expression,
    },
    If {
        arms: Vec<(Expression, Block)>,
        otherwise: Option<Block>,
    },
    Foreach {
        variable: Box<str>,
        over: Expression,
        body: Block,
    },
    Define {
        variable: Box<str>,
        body: Block,
    },
    /// A call of a macro, or only text that looks like one.
    Call(Call),
    Break(Option<Expression>),
    Stop,
    Evaluate(Expression),
}

/// `#name(arguments)` or `#@name(arguments) body #end`.
#[derive(Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) name: Box<str>,
    pub(crate) arguments: Vec<Arc<Expression>>,
    pub(crate) body: Option<Block>,
    /// What is written where no macro has that name.
    pub(crate) literal: Box<str>,
}

/// `#macro(name $parameter …) body #end`
#[derive(Debug, PartialEq)]
pub(crate) struct Macro {
    pub(crate) parameters: Vec<Box<str>>,
    pub(crate) body: Block,
}

/// `$root.step[step]`
#[derive(Debug, PartialEq)]
pub(crate) struct Reference {
    pub(crate) root: Box<str>,
    pub(crate) steps: Vec<Step>,
}

/// One step from a value to another.
#[derive(Debug, PartialEq)]
pub(crate) enum Step {
    Property(Box<str>),
    Method(Box<str>, Vec<Expression>),
    Index(Expression),
}

/// Something with a value.
#[derive(Debug, PartialEq)]
pub(crate) enum Expression {
    Text(Box<str>),
    /// A text in double quotes that has references or directives in it.
    Interpolated(Block),
    Number(Number),
    Bool(bool),
    Reference(Reference),
    List(Vec<Expression>),
    Map(Vec<(Expression, Expression)>),
    Range(Box<Expression>, Box<Expression>),
    Not(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Compare(Comparison, Box<Expression>, Box<Expression>),
    Calculate(Operation, Box<Expression>, Box<Expression>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
