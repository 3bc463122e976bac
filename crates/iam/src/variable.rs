//! Policy variables: `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}` (IAM User Guide, "IAM policy
//! elements: Variables and tags"). A value that is put in place of a variable is data: its `*` is a star, not a wildcard.

use crate::key::{ConditionKey, Context, Leaning, Value};
use crate::value::Text;

/// The most variables one string may hold; a bound that lets a request resolve them without allocating.
pub(crate) const MAX_VARIABLES: usize = 16;

/// A variable in a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variable {
    pub(crate) key: ConditionKey,
    pub(crate) default: Option<Box<str>>,
}

/// One piece of a string in which `*`, `?` and `${...}` have a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Literal(String),
    Star,
    One,
    Variable(Variable),
}

/// What has a meaning in a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Syntax {
    pub(crate) wildcards: bool,
    pub(crate) variables: bool,
}

/// Takes a string apart.
pub(crate) fn pieces(text: &str, syntax: Syntax) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (piece, after) = match first {
            '*' if syntax.wildcards => (Piece::Star, rest.get(1..)),
            '?' if syntax.wildcards => (Piece::One, rest.get(1..)),
            '$' if syntax.variables => match variable(rest) {
                Some((piece, length)) => (piece, rest.get(length..)),
                None => (Piece::Literal("$".to_owned()), rest.get(1..)),
            },
            _ => {
                let end = rest
                    .char_indices()
                    .skip(1)
                    .find(|(_, c)| matches!(c, '*' | '?' | '$'))
                    .map_or(rest.len(), |(at, _)| at);
                let literal = rest.get(..end).unwrap_or("").to_owned();
                (Piece::Literal(literal), rest.get(end..))
            }
        };
        push(&mut pieces, piece);
        rest = after.unwrap_or("");
    }
    pieces
}

/// The variable at the start of `text`, which begins with `$`, and its length. Without a closing brace it is plain text.
fn variable(text: &str) -> Option<(Piece, usize)> {
    let inner = text.strip_prefix("${")?;
    let end = closing_brace(inner)?;
    let body = inner.get(..end)?;
    let piece = match body {
        "*" | "?" | "$" => Piece::Literal(body.to_owned()),
        _ => Piece::Variable(parse(body)),
    };
    Some((piece, end + "${}".len()))
}

/// The keys that the variables of a text name, as they are written.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once("${")?;
            let end = closing_brace(after)?;
            let body = after.get(..end)?;
            rest = after.get(end + 1..)?;
            if !matches!(body, "*" | "?" | "$") {
                return Some(body.split(',').next().unwrap_or(body));
            }
        }
    })
}

/// The keys that the variables of texts name.
pub(crate) fn keys<'t>(texts: impl Iterator<Item = &'t str>) -> Box<[ConditionKey]> {
    texts.flat_map(names).map(ConditionKey::parse).collect()
}

/// How a text is taken whose variables name a key that nobody knows yet.
#[inline]
pub(crate) fn undetermined(keys: &[ConditionKey], context: &dyn Context) -> Option<Leaning> {
    keys.iter().find_map(|key| match context.value(key) {
        Value::Undetermined(leaning) => Some(leaning),
        _ => None,
    })
}

/// A default may hold a brace, so a brace between quotes does not close.
fn closing_brace(inner: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in inner.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '}' if !quoted => return Some(at),
            _ => {}
        }
    }
    inner.find('}')
}

fn parse(body: &str) -> Variable {
    let (name, default) = match body.split_once(',') {
        Some((name, rest)) => {
            let quoted = rest
                .trim()
                .strip_prefix('\'')
                .and_then(|rest| rest.strip_suffix('\''));
            (name, quoted)
        }
        None => (body, None),
    };
    Variable {
        key: ConditionKey::parse(name),
        default: default.map(Into::into),
    }
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Literal(before)), Piece::Literal(text)) => before.push_str(&text),
        (Some(Piece::Star), Piece::Star) => {}
        (_, piece) => pieces.push(piece),
    }
}

impl Variable {
    /// The variable's value in a request. Only a single value can stand in a string, so a multivalued key has none.
    pub(crate) fn resolve<'a>(&'a self, context: &'a dyn Context) -> Option<Text<'a>> {
        match context.value(&self.key) {
            // The default stands for a key that is absent, not for one that nobody knows yet.
            Value::Undetermined(_) => None,
            value => Text::of(value).or_else(|| self.default.as_deref().map(Text::Borrowed)),
        }
    }
}
