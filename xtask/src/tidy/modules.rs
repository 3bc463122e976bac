//! No cycles between the modules of a crate. At every level, siblings form a line of dependence:
//! when anything inside `a` uses anything inside `b`, nothing inside `b` uses `a`. A module and its
//! own submodules are one thing here, and a name that a parent only passes on counts for the
//! module that it comes from.
//!
//! Paths are read as text: `crate::`, `self::`, `super::`, the names of child modules, and `use`
//! trees. What a glob import brings in is not followed.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::rust_text::{code, production, words};
use super::tree::Tree;

/// A module's path from the root of its crate.
type Path = Vec<String>;

/// A name passed on through modules more often than this is taken as it is.
const MAX_HOPS: usize = 16;

pub(super) fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for name in tree.crates() {
        check_crate(tree, &format!("crates/{name}/src/"), findings);
    }
    check_crate(tree, "xtask/src/", findings);
}

fn check_crate(tree: &Tree, sources: &str, findings: &mut Vec<Finding>) {
    let mut modules = BTreeMap::new();
    for (file, text) in tree.rust() {
        if let Some(inside) = file
            .strip_prefix(sources)
            .and_then(|f| f.strip_suffix(".rs"))
        {
            let mut path: Path = inside.split('/').map(str::to_owned).collect();
            if path.last().is_some_and(|last| last == "tests") {
                continue;
            }
            if inside == "lib" || inside == "main" {
                path.clear();
            }
            // A package with both a library and a binary has two roots, one of them a few lines.
            let module = Module::read(file, production(&code(text)));
            modules
                .entry(path)
                .and_modify(|known: &mut Module| known.merge(&module))
                .or_insert(module);
        }
    }
    for level in edges(&modules).values() {
        if let Some(cycle) = cycle(level) {
            report(level, &cycle, findings);
        }
    }
}

#[derive(Clone)]
struct Module {
    file: String,
    /// Every path in it, with its line, as written.
    paths: Vec<(usize, Path)>,
    /// What each imported name stands for, as written.
    imports: BTreeMap<String, Path>,
}

impl Module {
    fn read(file: &str, code: &str) -> Self {
        let words: Vec<(usize, &str)> = words(code).collect();
        let mut module = Self {
            file: file.to_owned(),
            paths: Vec::new(),
            imports: BTreeMap::new(),
        };
        let mut at = 0;
        while let Some((line, word)) = words.get(at).copied() {
            let after = at.checked_sub(1).and_then(|before| words.get(before));
            let goes_on = after.is_some_and(|(_, word)| *word == "::" || *word == ".");
            if word == "use" {
                at = module.tree(&words, at + 1, &[]);
            } else if is_name(word) && !goes_on {
                let (end, path) = module.plain(&words, at);
                if path.len() > 1 {
                    module.paths.push((line, path));
                }
                at = end;
            } else {
                at += 1;
            }
        }
        module
    }

    fn merge(&mut self, other: &Self) {
        self.paths.extend(other.paths.iter().cloned());
        self.imports.extend(other.imports.clone());
    }

    /// A path in code: names joined by `::`.
    fn plain(&self, words: &[(usize, &str)], from: usize) -> (usize, Path) {
        let mut path = Path::new();
        let mut at = from;
        while let Some((_, name)) = words.get(at)
            && is_name(name)
        {
            path.push((*name).to_owned());
            at += 1;
            let continues = words.get(at).is_some_and(|(_, word)| *word == "::")
                && words.get(at + 1).is_some_and(|(_, word)| is_name(word));
            if !continues {
                break;
            }
            at += 1;
        }
        (at.max(from + 1), path)
    }

    /// A use tree behind `prefix`; returns where it ends.
    fn tree(&mut self, words: &[(usize, &str)], from: usize, prefix: &[String]) -> usize {
        let mut path = prefix.to_vec();
        let mut at = from;
        while let Some((line, word)) = words.get(at).copied() {
            at += 1;
            match word {
                "::" => {}
                "{" => {
                    while let Some((_, word)) = words.get(at).copied() {
                        match word {
                            "}" => {
                                at += 1;
                                break;
                            }
                            "," => at += 1,
                            _ => at = self.tree(words, at, &path),
                        }
                    }
                    return at;
                }
                "*" => {
                    self.paths.push((line, path));
                    return at;
                }
                "as" => {
                    let alias = words.get(at).map_or("_", |(_, alias)| *alias);
                    self.import(line, alias, path);
                    return at + 1;
                }
                "self" if !path.is_empty() => {}
                name if is_name(name) => path.push(name.to_owned()),
                _ => return at,
            }
            let ends = words
                .get(at)
                .is_none_or(|(_, next)| matches!(*next, "," | "}" | ";"));
            if ends {
                let alias = path.last().cloned().unwrap_or_default();
                self.import(line, &alias, path);
                return at;
            }
        }
        at
    }

    fn import(&mut self, line: usize, alias: &str, path: Path) {
        if alias != "_" && path.len() > 1 {
            self.imports.insert(alias.to_owned(), path.clone());
        }
        self.paths.push((line, path));
    }
}

/// The uses between siblings, by the module that they are children of.
type Level = BTreeMap<(String, String), Use>;

/// The first place that makes an edge.
struct Use {
    file: String,
    line: usize,
    path: String,
}

fn edges(modules: &BTreeMap<Path, Module>) -> BTreeMap<Path, Level> {
    let mut levels: BTreeMap<Path, Level> = BTreeMap::new();
    for (from, module) in modules {
        for (line, path) in &module.paths {
            let Some(to) = home(modules, from, path, MAX_HOPS) else {
                continue;
            };
            let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if let (Some(a), Some(b)) = (from.get(shared), to.get(shared)) {
                let level = levels.entry(to.get(..shared).unwrap_or_default().to_vec());
                level
                    .or_default()
                    .entry((a.clone(), b.clone()))
                    .or_insert_with(|| Use {
                        file: module.file.clone(),
                        line: *line,
                        path: path.join("::"),
                    });
            }
        }
    }
    levels
}

/// The module that a path written in `from` leads to; `None` when it leads out of the crate.
fn home(
    modules: &BTreeMap<Path, Module>,
    from: &Path,
    path: &[String],
    hops: usize,
) -> Option<Path> {
    let mut here: Path;
    let mut rest = path;
    match rest.first()?.as_str() {
        "crate" => {
            here = Path::new();
            rest = rest.get(1..)?;
        }
        "self" | "super" => {
            here = from.clone();
            while let Some(first) = rest.first() {
                match first.as_str() {
                    "self" => {}
                    "super" => {
                        here.pop();
                    }
                    _ => break,
                }
                rest = rest.get(1..)?;
            }
        }
        first => {
            let child = [from.as_slice(), &[first.to_owned()]].concat();
            if !modules.contains_key(&child) {
                return None;
            }
            here = from.clone();
        }
    }
    while let Some(first) = rest.first() {
        let child = [here.as_slice(), std::slice::from_ref(first)].concat();
        if modules.contains_key(&child) {
            here = child;
            rest = rest.get(1..)?;
            continue;
        }
        // Not a module: a thing in `here`, or a thing that `here` only passes on.
        let passed_on = modules
            .get(&here)
            .and_then(|module| module.imports.get(first));
        if let (Some(path), Some(hops)) = (passed_on, hops.checked_sub(1))
            && let Some(home) = home(modules, &here, path, hops)
        {
            return Some(home);
        }
        break;
    }
    Some(here)
}

/// One cycle, if there is any: names in order, the first not repeated at the end.
fn cycle(level: &Level) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    let starts: BTreeSet<&String> = level.keys().map(|(from, _)| from).collect();
    starts
        .into_iter()
        .find_map(|start| walk(level, start, &mut Vec::new(), &mut done))
}

fn walk<'a>(
    level: &'a Level,
    node: &'a String,
    trail: &mut Vec<&'a String>,
    done: &mut BTreeSet<&'a String>,
) -> Option<Vec<String>> {
    if let Some(at) = trail.iter().position(|seen| *seen == node) {
        return Some(trail.iter().skip(at).map(|name| (*name).clone()).collect());
    }
    if done.contains(node) {
        return None;
    }
    trail.push(node);
    let found = level
        .keys()
        .filter(|(from, _)| from == node)
        .find_map(|(_, to)| walk(level, to, trail, done));
    trail.pop();
    done.insert(node);
    found
}

fn report(level: &Level, cycle: &[String], findings: &mut Vec<Finding>) {
    let next = cycle.iter().cycle().skip(1);
    let uses: Vec<&Use> = cycle
        .iter()
        .zip(next)
        .filter_map(|(from, to)| level.get(&(from.clone(), to.clone())))
        .collect();
    let places: Vec<String> = uses
        .iter()
        .map(|used| format!("{}:{} uses `{}`", used.file, used.line, used.path))
        .collect();
    if let Some(first) = uses.first() {
        findings.push(Finding::new(
            &first.file,
            first.line,
            format!(
                "a cycle of modules, {} -> {}: {}",
                cycle.join(" -> "),
                cycle.first().map_or("", String::as_str),
                places.join("; ")
            ),
        ));
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::super::findings_of;
    use super::*;

    /// The cycles among these files of a crate `a`, without the places.
    fn cycles(files: &[(&str, &str)]) -> Vec<String> {
        let mut all = vec![("crates/a/Cargo.toml".to_owned(), "")];
        all.extend(
            files
                .iter()
                .map(|(path, text)| (format!("crates/a/src/{path}"), *text)),
        );
        let all: Vec<(&str, &str)> = all
            .iter()
            .map(|(path, text)| (path.as_str(), *text))
            .collect();
        findings_of(check, &all)
            .iter()
            .map(|said| {
                let (_, said) = said.split_once("a cycle of modules, ").unwrap();
                said.split(':').next().unwrap().to_owned()
            })
            .collect()
    }

    #[test]
    fn a_line_of_modules_passes() {
        let files = [
            (
                "lib.rs",
                "mod one; mod two; mod three; pub use one::One; use crate::three::Three;",
            ),
            (
                "one.rs",
                "use crate::two::{self, Two}; fn a() { crate::three::b() }",
            ),
            ("two.rs", "use super::three::Three;"),
            (
                "three.rs",
                "// use crate::one::One;\nconst A: &str = \"crate::one::One\";",
            ),
        ];
        assert_eq!(cycles(&files), [""; 0]);
    }

    #[test]
    fn every_way_to_write_a_path_makes_an_edge() {
        let ways = [
            "use crate::one::One;",
            "use crate::{three, one::One};",
            "use crate::{three::{A, B}, one::{One as Other}};",
            "use super::one::*;",
            "pub(crate) use super::one;",
            "fn a(one: &crate::one::One) {}",
            "fn a() { super::one::f(); }",
            "use crate::One;",
            "fn a() { let b = crate::One::default(); }",
            "use super::Renamed;",
        ];
        for way in ways {
            let files = [
                (
                    "lib.rs",
                    "mod one; mod three; mod two; pub use one::One; use one::One as Renamed;",
                ),
                ("one.rs", "use crate::two::Two;"),
                ("two.rs", way),
                ("three.rs", ""),
            ];
            assert_eq!(cycles(&files), ["one -> two -> one"], "{way}");
        }
    }

    #[test]
    fn what_is_passed_on_twice_counts_for_where_it_comes_from() {
        let files = [
            ("lib.rs", "pub use outer::One;"),
            ("outer.rs", "mod inner; pub use inner::One;"),
            ("outer/inner.rs", "use crate::other::A;"),
            ("other.rs", "use crate::One;"),
        ];
        assert_eq!(cycles(&files), ["other -> outer -> other"]);
    }

    #[test]
    fn a_parent_and_its_child_are_one() {
        let files = [
            ("lib.rs", "mod outer; pub struct Root;"),
            ("outer.rs", "mod inner; use inner::A; fn f() { inner::g() }"),
            ("outer/inner.rs", "use super::f; use crate::Root;"),
        ];
        assert_eq!(cycles(&files), [""; 0]);
    }

    #[test]
    fn siblings_further_down_are_held_too() {
        let files = [
            ("outer/left.rs", "use super::right::A;"),
            ("outer/right.rs", "use crate::outer::left::A;"),
            ("outer.rs", ""),
        ];
        assert_eq!(cycles(&files), ["left -> right -> left"]);
    }

    #[test]
    fn tests_do_not_count() {
        let files = [
            ("one.rs", "use crate::two::A;"),
            (
                "two.rs",
                "fn a() {}\n#[cfg(test)]\nmod tests {\n    use crate::one::B;\n}\n",
            ),
            ("two/tests.rs", "use crate::one::B;"),
        ];
        assert_eq!(cycles(&files), [""; 0]);
    }

    #[test]
    fn the_places_are_named() {
        let files = [
            ("crates/a/Cargo.toml", ""),
            ("crates/a/src/one.rs", "\nuse crate::two::A;"),
            ("crates/a/src/two.rs", "use crate::one::B;"),
        ];
        assert_eq!(
            findings_of(check, &files),
            [
                "crates/a/src/one.rs:2: a cycle of modules, one -> two -> one: \
              crates/a/src/one.rs:2 uses `crate::two::A`; crates/a/src/two.rs:1 uses `crate::one::B`"
            ]
        );
    }
}
