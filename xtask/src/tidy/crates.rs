//! Rules about whole crates: which may use which, that ARCHITECTURE.md names those that exist, and
//! what the crates that think keep away from.

use std::collections::BTreeSet;

use super::Finding;
use super::rust_text::{code, lines_with, production, words};
use super::tree::Tree;

/// One row of the table in ARCHITECTURE.md.
struct Row {
    name: &'static str,
    /// It takes values and returns values; time is an argument.
    thinks: bool,
    may_use: &'static [&'static str],
}

const fn thinks(name: &'static str, may_use: &'static [&'static str]) -> Row {
    Row {
        name,
        thinks: true,
        may_use,
    }
}

const fn touches(name: &'static str, may_use: &'static [&'static str]) -> Row {
    Row {
        name,
        thinks: false,
        may_use,
    }
}

/// Every crate, each using only crates of rows above it.
const TABLE: &[Row] = &[
    thinks("sigv4", &[]),
    thinks("iam", &[]),
    thinks("wire", &[]),
    thinks("openapi", &[]),
    thinks("vtl", &[]),
    thinks("catalog", &["iam", "vtl"]),
    thinks("guard", &["catalog", "iam", "sigv4"]),
    thinks("lint", &["catalog", "iam"]),
    touches("store", &["catalog"]),
    touches("vpc", &["catalog"]),
    touches("proxy", &["guard", "catalog", "vtl"]),
    touches(
        "control",
        &["wire", "openapi", "store", "guard", "catalog", "iam", "vtl"],
    ),
    touches(
        "portcullis",
        &[
            "sigv4", "iam", "wire", "vtl", "catalog", "guard", "lint", "store", "vpc", "proxy",
            "control",
        ],
    ),
];

/// What a thinking crate denies outside its tests.
const DENIED: &[&str] = &[
    "unwrap_used",
    "expect_used",
    "panic",
    "indexing_slicing",
    "todo",
    "unimplemented",
];

/// What reaches out of a thinking crate: clock, socket, disk, process, async, randomness.
const OUTSIDE: &[&[&str]] = &[
    &["SystemTime"],
    &["Instant", "::", "now"],
    &["std", "::", "fs"],
    &["std", "::", "env"],
    &["std", "::", "process"],
    &["std", "::", "thread"],
    &["TcpStream"],
    &["TcpListener"],
    &["UdpSocket"],
    &["UnixStream"],
    &["UnixListener"],
    &["tokio"],
    &["rand"],
    &["getrandom"],
    &["async"],
];

/// Where reaching out is the point: the file, the words, why.
const ALLOWED: &[(&str, &str, &str)] = &[(
    "crates/sigv4/src/sigv4a.rs",
    "rand",
    "an ECDSA signature needs a fresh nonce; only the signing side is random, never verifying",
)];

pub(super) fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    let present: BTreeSet<&str> = tree.crates().into_iter().collect();
    for name in &present {
        let manifest = format!("crates/{name}/Cargo.toml");
        match TABLE.iter().find(|row| row.name == *name) {
            Some(row) => {
                edges(tree, row, &manifest, findings);
                if row.thinks {
                    thinking(tree, row, findings);
                }
            }
            None => findings.push(Finding::new(
                &manifest,
                1,
                format!("`{name}` is not in the table of crates in xtask/src/tidy/crates.rs"),
            )),
        }
    }
    architecture(tree, &present, findings);
}

fn edges(tree: &Tree, row: &Row, path: &str, findings: &mut Vec<Finding>) {
    let text = tree.get(path).unwrap_or_default();
    let manifest: toml::Table = match toml::from_str(text) {
        Ok(manifest) => manifest,
        Err(error) => {
            findings.push(Finding::new(path, 1, error.to_string()));
            return;
        }
    };
    let below = below(row);
    let mut held = |dependencies: Option<&toml::Value>, tests: bool| {
        let names = dependencies.and_then(toml::Value::as_table);
        for name in names.into_iter().flat_map(toml::Table::keys) {
            let Some(used) = name
                .strip_prefix("portcullis-")
                .or((name == "portcullis").then_some("portcullis"))
            else {
                continue;
            };
            // Tests may reach through: what a used crate is made of is there anyway.
            if row.may_use.contains(&used) || (tests && below.contains(used)) {
                continue;
            }
            let line = line_of(text, name);
            findings.push(Finding::new(
                path,
                line,
                format!(
                    "`{}` may not use `{used}`; it may use: {}",
                    row.name,
                    list(row.may_use)
                ),
            ));
        }
    };
    held(manifest.get("dependencies"), false);
    held(manifest.get("build-dependencies"), false);
    held(manifest.get("dev-dependencies"), true);
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    for target in targets.into_iter().flat_map(toml::Table::values) {
        held(target.get("dependencies"), false);
        held(target.get("dev-dependencies"), true);
    }
}

/// Everything that a crate reaches through those that it may use.
fn below(row: &Row) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = row.may_use.to_vec();
    while let Some(name) = open.pop() {
        if let Some(row) = TABLE.iter().find(|row| row.name == name)
            && found.insert(row.name)
        {
            open.extend(row.may_use);
        }
    }
    found
}

fn thinking(tree: &Tree, row: &Row, findings: &mut Vec<Finding>) {
    let sources = format!("crates/{}/src/", row.name);
    let lib = format!("{sources}lib.rs");
    let lib_code = code(tree.get(&lib).unwrap_or_default());
    let lib_words: Vec<&str> = words(&lib_code).map(|(_, word)| word).collect();
    let forbids = ["forbid", "(", "unsafe_code", ")"];
    if !lib_words
        .windows(forbids.len())
        .any(|window| window == forbids)
    {
        findings.push(Finding::new(
            &lib,
            1,
            "a crate that thinks says `#![forbid(unsafe_code)]`",
        ));
    }
    let denied: BTreeSet<&str> = lib_words
        .windows(3)
        .filter_map(|window| match window {
            ["clippy", "::", lint] => Some(*lint),
            _ => None,
        })
        .collect();
    let missing: Vec<&str> = DENIED
        .iter()
        .copied()
        .filter(|lint| !denied.contains(lint))
        .collect();
    if !missing.is_empty() {
        findings.push(Finding::new(
            &lib,
            1,
            format!(
                "a crate that thinks denies outside its tests also: {}",
                list(&missing)
            ),
        ));
    }
    for (path, text) in tree.rust().filter(|(path, _)| path.starts_with(&sources)) {
        let code = code(text);
        let allowed = |phrase: &str| {
            ALLOWED
                .iter()
                .any(|(file, words, _why)| *file == path && *words == phrase)
        };
        for phrase in OUTSIDE.iter().filter(|phrase| !allowed(&phrase.concat())) {
            for line in lines_with(production(&code), phrase) {
                findings.push(Finding::new(
                    path,
                    line,
                    format!(
                        "`{}` thinks, and `{}` reaches outside: let the caller pass the value in",
                        row.name,
                        phrase.concat()
                    ),
                ));
            }
        }
    }
}

/// The table in ARCHITECTURE.md has one row for each crate, opening with its name, and no path in
/// the text leads to a crate that is not there.
fn architecture(tree: &Tree, present: &BTreeSet<&str>, findings: &mut Vec<Finding>) {
    let path = "ARCHITECTURE.md";
    let Some(text) = tree.get(path) else {
        findings.push(Finding::new(path, 1, "is missing"));
        return;
    };
    let mut rows = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        let row = line.strip_prefix("| `").and_then(|row| row.split_once('`'));
        if let Some((name, rest)) = row
            && rest.trim_start().starts_with('|')
            && TABLE
                .iter()
                .map(|row| row.name)
                .chain(present.iter().copied())
                .any(|known| known == name)
        {
            rows.insert(name);
        }
        for mention in line.split("crates/").skip(1) {
            let end = mention
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                .unwrap_or(mention.len());
            let name = mention.get(..end).unwrap_or_default();
            if !name.is_empty() && !present.contains(name) {
                findings.push(Finding::new(
                    path,
                    index + 1,
                    format!("there is no crate `crates/{name}`"),
                ));
            }
        }
    }
    for name in present.difference(&rows) {
        let message = format!("the table of crates has no row that opens with | `{name}` |");
        findings.push(Finding::new(path, 1, message));
    }
    for name in rows.difference(present) {
        findings.push(Finding::new(
            path,
            1,
            format!("the table names `{name}`, which does not exist"),
        ));
    }
}

fn line_of(text: &str, key: &str) -> usize {
    let line = text.lines().position(|line| line.starts_with(key));
    line.map_or(1, |index| index + 1)
}

fn list(names: &[&str]) -> String {
    if names.is_empty() {
        return "nothing of ours".to_owned();
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::findings_of;
    use super::*;

    const ATTRIBUTES: &str = "//! X.\n#![forbid(unsafe_code)]\n#![cfg_attr(not(test), deny(clippy::unwrap_used, \
        clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::todo, clippy::unimplemented))]\n";

    /// A tree with the one crate `iam`, in order, and the given files over it.
    fn said(files: &[(&str, &str)]) -> Vec<String> {
        let mut all = vec![
            ("ARCHITECTURE.md", "| `iam` | thinks | policies | - |\n"),
            (
                "crates/iam/Cargo.toml",
                "[package]\nname = \"portcullis-iam\"\n",
            ),
            ("crates/iam/src/lib.rs", ATTRIBUTES),
        ];
        all.extend(files);
        findings_of(check, &all)
    }

    #[test]
    fn a_crate_in_order_passes() {
        assert_eq!(said(&[]), [""; 0]);
    }

    #[test]
    fn an_edge_that_is_not_in_the_table_is_refused() {
        let manifest = "[dependencies]\nserde = \"1\"\nportcullis-guard.workspace = true\n";
        assert_eq!(
            said(&[("crates/iam/Cargo.toml", manifest)]),
            ["crates/iam/Cargo.toml:3: `iam` may not use `guard`; it may use: nothing of ours"]
        );
        let targets =
            "[target.'cfg(unix)'.dependencies]\nportcullis-store = { path = \"../store\" }\n";
        assert_eq!(said(&[("crates/iam/Cargo.toml", targets)]).len(), 1);
    }

    #[test]
    fn tests_reach_through_but_not_up() {
        let row = TABLE.iter().find(|row| row.name == "proxy").unwrap();
        assert_eq!(
            below(row),
            BTreeSet::from(["guard", "catalog", "iam", "sigv4", "vtl"])
        );
        let up = "[dev-dependencies]\nportcullis-catalog.workspace = true\n";
        assert_eq!(said(&[("crates/iam/Cargo.toml", up)]).len(), 1);
    }

    #[test]
    fn the_table_points_down() {
        for (index, row) in TABLE.iter().enumerate() {
            for used in row.may_use {
                let place = TABLE.iter().position(|other| other.name == *used);
                assert!(
                    place.is_some_and(|place| place < index),
                    "{} -> {used}",
                    row.name
                );
            }
            let thinks = |name: &&str| TABLE.iter().any(|row| row.name == *name && row.thinks);
            assert!(
                !row.thinks || row.may_use.iter().all(thinks),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn a_crate_that_is_in_no_table_is_refused() {
        let said = said(&[("crates/new/Cargo.toml", "[package]\n")]);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("crates/new/Cargo.toml:1: `new` is not in the table"));
        assert!(said[1].starts_with("ARCHITECTURE.md:1: the table of crates has no row"));
    }

    #[test]
    fn architecture_names_the_crates_that_exist() {
        let text = "| `iam` | thinks |\n| `vpc` | touches |\nsee crates/iam/src and crates/gone.\n";
        assert_eq!(
            said(&[("ARCHITECTURE.md", text)]),
            [
                "ARCHITECTURE.md:3: there is no crate `crates/gone`",
                "ARCHITECTURE.md:1: the table names `vpc`, which does not exist",
            ]
        );
    }

    #[test]
    fn a_crate_that_thinks_denies_what_panics() {
        let text = "//! X.\n#![deny(clippy::unwrap_used, clippy::panic)]\n";
        let said = said(&[("crates/iam/src/lib.rs", text)]);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[1].ends_with("also: expect_used, indexing_slicing, todo, unimplemented"));
    }

    #[test]
    fn a_crate_that_thinks_does_not_reach_outside() {
        let text = "//! X. std::fs\nuse std::fs::File;\nuse std::net::IpAddr;\nfn now() { std::time::Instant::now(); }\n\
            #[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        assert_eq!(
            said(&[("crates/iam/src/a.rs", text)]),
            [
                "crates/iam/src/a.rs:4: `iam` thinks, and `Instant::now` reaches outside: let the caller pass the value in",
                "crates/iam/src/a.rs:2: `iam` thinks, and `std::fs` reaches outside: let the caller pass the value in",
            ]
        );
    }
}
