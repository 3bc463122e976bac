//! A policy document where it was found, and how a place in it becomes a place in the file.

use portcullis_iam::{PolicyType, document};

/// A policy document and where it is.
#[derive(Debug, Clone)]
pub struct Attached {
    /// The file or state, as the caller named it.
    pub file: String,
    /// What holds it.
    pub subject: String,
    /// Which kind of policy it is.
    pub policy_type: PolicyType,
    /// The document.
    pub text: String,
    /// How its places are places of the file.
    pub positions: Positions,
}

/// How a place in a document becomes a place in a file.
#[derive(Debug, Clone)]
pub enum Positions {
    /// The document is the file, or is in none.
    Own,
    /// The document is a text inside the file, which starts there.
    Within {
        /// The line, from 1.
        line: u32,
        /// The column, from 1.
        column: u32,
    },
    /// The document was written anew from a part of the file: from each byte on, the line and column.
    Written(Vec<(usize, u32, u32)>),
}

impl Attached {
    /// The line and column of a byte of the document.
    pub(crate) fn place(&self, at: usize) -> (u32, u32) {
        match &self.positions {
            Positions::Own => document::line_and_column(&self.text, at),
            Positions::Within { line, column } => (*line, *column),
            Positions::Written(marks) => {
                let after = marks.partition_point(|(from, _, _)| *from <= at);
                marks
                    .get(after.saturating_sub(1))
                    .map_or((1, 1), |(_, line, column)| (*line, *column))
            }
        }
    }
}
