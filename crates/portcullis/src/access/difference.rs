//! What changed between two access matrices, for a pull request: access that came, that went, and that
//! depends on something else now.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::{Value, json};

use super::matrix::{Access, Cell, Group, Matrix, group};
use super::print::{code, escape};

/// What became of a call. The order is that of the report: what is new matters most.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Added(Access),
    Widened { from: Access, to: Access },
    Narrowed { from: Access, to: Access },
    Other { from: Access, to: Access },
    Removed(Access),
}

/// The difference of two matrices.
pub(super) struct Difference {
    changes: Vec<Group<Change>>,
    /// What exists on one side only.
    came: BTreeSet<String>,
    went: BTreeSet<String>,
    names: BTreeMap<String, String>,
}

impl Difference {
    pub(super) fn between(before: &Matrix, after: &Matrix) -> Self {
        let (was, is) = (cells(before), cells(after));
        let mut changes = BTreeMap::new();
        for cell in was.keys().chain(is.keys()) {
            let change = match (said(&was, cell), said(&is, cell)) {
                (None, Some(access)) => Change::Added(access.clone()),
                (Some(access), None) => Change::Removed(access.clone()),
                (Some(from), Some(to)) if from != to => changed(from, to),
                _ => continue,
            };
            changes.insert(cell.clone(), change);
        }
        // An example that fares as its template does says nothing more.
        let of_template = changes.clone();
        changes.retain(|cell, change| {
            template(cell).is_none_or(|template| of_template.get(&template) != Some(&*change))
        });
        let things = |matrix: &Matrix| -> BTreeSet<String> {
            let stages = matrix
                .stages
                .iter()
                .map(|it| format!("{}/{}", it.api, it.stage));
            let endpoints = matrix.endpoints.iter().map(|it| it.id.clone());
            let principals = matrix.principals.iter().cloned();
            principals.chain(stages).chain(endpoints).collect()
        };
        let (then, now) = (things(before), things(after));
        let stages = before.stages.iter().chain(&after.stages);
        Self {
            changes: group(&changes),
            came: now.difference(&then).cloned().collect(),
            went: then.difference(&now).cloned().collect(),
            names: stages
                .map(|it| (it.api.clone(), it.api_name.clone()))
                .collect(),
        }
    }

    /// Whether no access changed.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// For a pull request.
    pub(super) fn markdown(&self) -> String {
        let mut text = String::from("## Access\n\n");
        if self.is_empty() {
            text.push_str("No access changes.\n");
        }
        for (heading, of) in SECTIONS {
            let rows: Vec<_> = self.changes.iter().filter(|it| of(&it.said)).collect();
            if rows.is_empty() {
                continue;
            }
            let calls: usize = rows
                .iter()
                .map(|row| row.methods.len() * row.principals.len())
                .sum();
            let _ = writeln!(text, "### {heading} ({calls})\n");
            text.push_str(
                "| who | methods | API, stage | over | access |\n|---|---|---|---|---|\n",
            );
            for row in rows {
                let name = self.names.get(&row.api).map_or("", String::as_str);
                let _ = writeln!(
                    text,
                    "| {} | {} | `{}` {}, `{}` | {} | {} |",
                    code(&row.principals),
                    code(&row.methods),
                    row.api,
                    escape(name),
                    row.stage,
                    row.network,
                    row.said.in_words()
                );
            }
            text.push('\n');
        }
        for (heading, things) in [("New", &self.came), ("Gone", &self.went)] {
            if !things.is_empty() {
                let things: Vec<String> = things.iter().cloned().collect();
                let _ = writeln!(text, "{heading}: {}\n", code(&things).replace("<br>", ", "));
            }
        }
        text.push_str(
            "Over the principals, methods and VPC endpoints that exist on either side; not over all requests that are possible.\n",
        );
        text
    }

    /// For programs.
    pub(super) fn json(&self) -> Value {
        let changes = self.changes.iter().map(|it| {
            let (change, from, to) = it.said.sides();
            json!({
                "change": change,
                "from": from,
                "to": to,
                "api": it.api,
                "stage": it.stage,
                "network": it.network,
                "methods": it.methods,
                "principals": it.principals,
            })
        });
        json!({ "changes": changes.collect::<Vec<_>>(), "new": self.came, "gone": self.went })
    }
}

/// A heading, and what stands under it.
type Section = (&'static str, fn(&Change) -> bool);

const SECTIONS: [Section; 5] = [
    ("Added", |it| matches!(it, Change::Added(_))),
    ("Allowed in more cases", |it| {
        matches!(it, Change::Widened { .. })
    }),
    ("Allowed in fewer cases", |it| {
        matches!(it, Change::Narrowed { .. })
    }),
    ("Allowed in other cases", |it| {
        matches!(it, Change::Other { .. })
    }),
    ("Removed", |it| matches!(it, Change::Removed(_))),
];

impl Change {
    fn in_words(&self) -> String {
        match self {
            Self::Added(access) | Self::Removed(access) => access.in_words(),
            Self::Widened { from, to } | Self::Narrowed { from, to } | Self::Other { from, to } => {
                format!("{} → {}", from.in_words(), to.in_words())
            }
        }
    }

    fn sides(&self) -> (&'static str, Option<&Access>, Option<&Access>) {
        match self {
            Self::Added(to) => ("added", None, Some(to)),
            Self::Removed(from) => ("removed", Some(from), None),
            Self::Widened { from, to } => ("widened", Some(from), Some(to)),
            Self::Narrowed { from, to } => ("narrowed", Some(from), Some(to)),
            Self::Other { from, to } => ("other", Some(from), Some(to)),
        }
    }
}

fn changed(from: &Access, to: &Access) -> Change {
    let (from, to) = (from.clone(), to.clone());
    match (&from, &to) {
        (Access::Conditional(_), Access::Always) => Change::Widened { from, to },
        (Access::Always, Access::Conditional(_)) => Change::Narrowed { from, to },
        _ => Change::Other { from, to },
    }
}

fn cells(matrix: &Matrix) -> BTreeMap<Cell, Access> {
    let cells = matrix.rows.iter().flat_map(|row| row.cells());
    cells.map(|(cell, access)| (cell, access.clone())).collect()
}

/// What is said of a call; of an example that is not listed, what is said of its template.
fn said<'a>(cells: &'a BTreeMap<Cell, Access>, cell: &Cell) -> Option<&'a Access> {
    cells.get(cell).or_else(|| cells.get(&template(cell)?))
}

fn template(cell: &Cell) -> Option<Cell> {
    let (method, _) = cell.method.split_once(" as ")?;
    Some(Cell {
        method: method.to_owned(),
        ..cell.clone()
    })
}
