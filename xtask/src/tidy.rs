//! `cargo xtask tidy`: the rules of this repository that no compiler and no linter holds. It reads
//! the tracked files as text, understands only as much Rust as it must, and changes nothing.

mod crates;
mod files;
mod modules;
mod rust_text;
mod tree;

use std::fmt;

use crate::workspace;
use tree::Tree;

/// Prints everything that is out of order.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask tidy".to_owned());
    }
    let tree = Tree::tracked(&workspace::root())?;
    let findings = check(&tree);
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("tidy: {} files, nothing to say", tree.len());
            Ok(())
        }
        count => Err(format!("tidy has {count} findings")),
    }
}

/// Something out of order, and where.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    crates::check(tree, &mut findings);
    modules::check(tree, &mut findings);
    files::check(tree, &mut findings);
    findings.sort();
    findings.dedup();
    findings
}

/// For the tests of the rules: what one rule says about these files.
#[cfg(test)]
fn findings_of(rule: fn(&Tree, &mut Vec<Finding>), files: &[(&str, &str)]) -> Vec<String> {
    let mut findings = Vec::new();
    rule(&Tree::of(files), &mut findings);
    findings.iter().map(ToString::to_string).collect()
}
