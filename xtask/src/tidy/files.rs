//! Rules about single files: how long, how they open, what they are called, and what must not
//! stand in them.

use super::Finding;
use super::rust_text::{code, lines_with, production, words};
use super::tree::Tree;

const MAX_PRODUCTION_LINES: usize = 800;

/// Names that say nothing, under which anything would collect.
const EMPTY_NAMES: &[&str] = &[
    "core", "common", "util", "utils", "types", "shared", "misc", "helpers",
];

/// Files that only configure where packages are downloaded from on one machine.
const REGISTRY_FILES: &[&str] = &[".npmrc", ".yarnrc", "pip.conf", ".pypirc"];

pub(super) fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for (path, text) in tree.iter() {
        names(path, findings);
        machines(path, text, findings);
    }
    for (path, text) in tree.rust() {
        opening(path, text, findings);
        let code = code(text);
        if !generated(path) {
            length(path, &code, findings);
        }
        module_names(path, &code, findings);
        test_habits(path, &code, findings);
    }
}

fn names(path: &str, findings: &mut Vec<Finding>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name == "mod.rs" {
        findings.push(Finding::new(
            path,
            1,
            "write `foo.rs` beside `foo/`, not `foo/mod.rs`",
        ));
    }
    if REGISTRY_FILES.contains(&name) {
        findings.push(Finding::new(
            path,
            1,
            "where packages come from is set on the machine, not here",
        ));
    }
    if path.ends_with(".rs") {
        let parts = path.trim_end_matches(".rs").split('/');
        for part in parts.filter(|part| EMPTY_NAMES.contains(part)) {
            findings.push(Finding::new(path, 1, empty_name(part)));
        }
    }
}

fn module_names(path: &str, code: &str, findings: &mut Vec<Finding>) {
    let words: Vec<(usize, &str)> = words(code).collect();
    for pair in words.windows(2) {
        if let [(_, "mod"), (line, name)] = pair
            && EMPTY_NAMES.contains(name)
        {
            findings.push(Finding::new(path, *line, empty_name(name)));
        }
    }
}

fn empty_name(name: &str) -> String {
    format!("`{name}` says nothing about what is inside: name the idea")
}

/// Paths and hosts of a machine that the next one does not have. The patterns are put together
/// here so that this file does not match itself.
fn machines(path: &str, text: &str, findings: &mut Vec<Finding>) {
    let machine_path = concat!("/wo", "rk/");
    let home = concat!("/ro", "ot/.");
    let hosts = [
        concat!("registry.npm", "js.org"),
        concat!("registry.yarn", "pkg.com"),
        concat!("pypi.org/", "simple"),
        concat!("files.python", "hosted.org"),
        concat!("proxy.go", "lang.org"),
        concat!("index.cra", "tes.io"),
        concat!("static.cra", "tes.io"),
        concat!("artifact", "ory"),
    ];
    let lock = path.ends_with("Cargo.lock");
    for (index, line) in text.lines().enumerate() {
        let mut say = |message: String| findings.push(Finding::new(path, index + 1, message));
        for found in [machine_path, home] {
            if line.contains(found) {
                say(format!("`{found}` is a path of one machine"));
            }
        }
        if let Some(host) = hosts.iter().find(|host| line.contains(*host)) {
            say(format!(
                "`{host}` is a registry's host: name the package and its version only"
            ));
        }
        if line.contains(concat!("index-", "url")) || line.contains(concat!("\"resolv", "ed\":")) {
            say("this fixes the registry that packages come from".to_owned());
        }
        let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        if lock && line.starts_with("source = ") && line != public {
            say("this package comes from somewhere else than crates.io".to_owned());
        }
    }
}

fn opening(path: &str, text: &str, findings: &mut Vec<Finding>) {
    let says_something = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("//!"))
        .is_some_and(|line| line.chars().any(char::is_alphanumeric));
    // What codegen writes says instead that it was written by codegen.
    if !says_something && !generated(path) {
        findings.push(Finding::new(
            path,
            1,
            "open with `//!`: what this file is, and what it does not do",
        ));
    }
}

fn length(path: &str, code: &str, findings: &mut Vec<Finding>) {
    if !in_sources(path) {
        return;
    }
    let lines = production(code).lines().count();
    if lines > MAX_PRODUCTION_LINES {
        findings.push(Finding::new(
            path,
            1,
            format!("{lines} production lines; the limit is {MAX_PRODUCTION_LINES}, and the aim is half of it"),
        ));
    }
}

fn test_habits(path: &str, code: &str, findings: &mut Vec<Finding>) {
    for line in lines_with(code, &["#", "[", "ignore"]) {
        findings.push(Finding::new(
            path,
            line,
            "an ignored test is no test: repair it or take it out",
        ));
    }
    let tests_from = if in_sources(path) {
        production(code).lines().count()
    } else {
        0
    };
    for line in lines_with(code, &["thread", "::", "sleep"]) {
        if line > tests_from {
            findings.push(Finding::new(
                path,
                line,
                "a test does not sleep: wait for what it needs to happen",
            ));
        }
    }
}

/// Whether this is a crate's own source rather than a test, a benchmark or a fuzz target.
fn in_sources(path: &str) -> bool {
    path.contains("src/") && !path.ends_with("/tests.rs") && !path.contains("/tests/")
}

fn generated(path: &str) -> bool {
    path.starts_with("crates/wire/src/generated/")
}

#[cfg(test)]
mod tests {
    use super::super::findings_of;
    use super::*;

    fn said(path: &str, text: &str) -> Vec<String> {
        findings_of(check, &[(path, text)])
    }

    #[test]
    fn a_clean_file_passes() {
        let text = "//! What it is.\n\nfn a() { sleep(); }\n\n#[cfg(test)]\nmod tests {}\n";
        assert_eq!(said("crates/a/src/b.rs", text), [""; 0]);
    }

    #[test]
    fn a_file_opens_with_what_it_is() {
        for text in [
            "fn a() {}\n",
            "\n//! Late.\n",
            "//!\n",
            "//! .\n",
            "// Not a doc comment\n",
        ] {
            let said = said("crates/a/src/b.rs", text);
            assert_eq!(said.len(), 1, "{text:?}: {said:?}");
            assert!(said[0].starts_with("crates/a/src/b.rs:1: open with `//!`"));
        }
        assert_eq!(
            said(
                "crates/wire/src/generated/iam.rs",
                "// Written by codegen\n"
            ),
            [""; 0]
        );
    }

    #[test]
    fn names_that_say_nothing_are_refused() {
        for path in [
            "crates/a/src/util.rs",
            "crates/common/src/a.rs",
            "crates/a/tests/helpers/b.rs",
        ] {
            assert_eq!(said(path, "//! X.\n").len(), 1, "{path}");
        }
        let said = said("crates/a/src/b.rs", "//! X.\npub(crate) mod misc;\n");
        assert_eq!(
            said,
            ["crates/a/src/b.rs:2: `misc` says nothing about what is inside: name the idea"]
        );
    }

    #[test]
    fn a_module_has_no_mod_rs() {
        let said = said("crates/a/src/b/mod.rs", "//! X.\n");
        assert_eq!(
            said,
            ["crates/a/src/b/mod.rs:1: write `foo.rs` beside `foo/`, not `foo/mod.rs`"]
        );
    }

    #[test]
    fn production_lines_are_bounded_and_tests_do_not_count() {
        let fits = format!("//! X.\n{}", "a\n".repeat(799));
        let tests = format!(
            "{fits}#[cfg(test)]\nmod tests {{\n{}}}\n",
            "b\n".repeat(500)
        );
        let over = format!("{fits}b\n");
        assert_eq!(said("crates/a/src/b.rs", &fits), [""; 0]);
        assert_eq!(said("crates/a/src/b.rs", &tests), [""; 0]);
        assert!(said("crates/a/src/b.rs", &over)[0].contains("801 production lines"));
        assert_eq!(said("crates/a/tests/it/b.rs", &over), [""; 0]);
        assert_eq!(said("crates/wire/src/generated/b.rs", &over), [""; 0]);
    }

    #[test]
    fn tests_neither_sleep_nor_are_ignored() {
        let text = "//! X.\n#[test]\n#[ignore = \"slow\"]\nfn a() { std::thread::sleep(b); }\n";
        let in_tests = said("crates/a/tests/it/b.rs", text);
        assert_eq!(in_tests.len(), 2, "{in_tests:?}");
        assert!(in_tests[0].contains("b.rs:3: an ignored test"));
        assert!(in_tests[1].contains("b.rs:4: a test does not sleep"));
        let in_module = "//! X.\nfn a() { thread::sleep(b) }\n#[cfg(test)]\nmod tests {\n thread::sleep(b)\n}\n";
        assert_eq!(said("crates/a/src/b.rs", in_module).len(), 1);
    }

    #[test]
    fn paths_and_hosts_of_one_machine_are_refused() {
        let path = format!("see {}main\n", concat!("/wo", "rk/"));
        assert_eq!(said("docs/a.md", &path).len(), 1);
        assert_eq!(
            said("docs/a.md", "a framework/core of one's own\n"),
            [""; 0]
        );
        let resolved = format!(
            "{{ {} \"https://example.com\" }}",
            concat!("\"resolv", "ed\":")
        );
        assert_eq!(said("package-lock.json", &resolved).len(), 1);
        assert_eq!(said("x/.npmrc", "").len(), 1);
        let lock = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nsource = \"git+x\"\n";
        assert_eq!(said("Cargo.lock", lock).len(), 1);
    }
}
