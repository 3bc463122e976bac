//! As much of Rust's lexer as the rules need: what is code and what is comment or literal, where
//! the tests of a file begin, and words. Nothing here parses.

/// The text with every comment and every literal's content blanked out; lines stay where they are.
pub(super) fn code(text: &str) -> String {
    let mut rest = text;
    let mut code = String::with_capacity(text.len());
    let mut after_word = false;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest),
            'r' | 'b' | 'c' if !after_word => prefixed(rest),
            '\'' => character(rest),
            _ => 0,
        };
        let (skipped, kept) = if len == 0 {
            ("", first.len_utf8())
        } else {
            (rest.get(..len).unwrap_or(rest), 0)
        };
        after_word = len == 0 && (first.is_alphanumeric() || first == '_');
        code.extend(skipped.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        code.push_str(rest.get(..kept).unwrap_or_default());
        rest = rest.get(len.max(kept)..).unwrap_or_default();
    }
    code
}

/// The part of [`code`] in front of the tests, which stand last.
pub(super) fn production(code: &str) -> &str {
    let mut from = 0;
    while let Some(found) = code.get(from..).and_then(|rest| rest.find("#[cfg(test)]")) {
        let at = from + found;
        from = at + "#[cfg(test)]".len();
        let starts_line = at == 0 || code.get(..at).is_some_and(|before| before.ends_with('\n'));
        let mut following = words(code.get(from..).unwrap_or_default()).map(|(_, word)| word);
        let opens_module = following.next() == Some("mod")
            && following.next().is_some()
            && following.next() == Some("{");
        if starts_line && opens_module {
            return code.get(..at).unwrap_or(code);
        }
    }
    code
}

/// Identifiers, `::`, and every other character that is not white space, each with its line.
pub(super) fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = code;
    let mut line = 1;
    std::iter::from_fn(move || {
        let word = rest.trim_start();
        let skipped = rest.len() - word.len();
        line += newlines(rest.get(..skipped)?);
        let first = word.chars().next()?;
        let len = if is_word(first) {
            word.find(|c| !is_word(c)).unwrap_or(word.len())
        } else if word.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (word, after) = word.split_at(len);
        rest = after;
        Some((line, word))
    })
}

/// The lines on which these words follow each other.
pub(super) fn lines_with(code: &str, phrase: &[&str]) -> Vec<usize> {
    let all: Vec<(usize, &str)> = words(code).collect();
    all.windows(phrase.len())
        .filter(|window| window.iter().map(|(_, word)| word).eq(phrase))
        .filter_map(|window| window.first().map(|(line, _)| *line))
        .collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut rest = text;
    while !rest.is_empty() {
        let step = if rest.starts_with("/*") {
            depth += 1;
            2
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            2
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        rest = rest.get(step..).unwrap_or_default();
        if depth == 0 {
            break;
        }
    }
    text.len() - rest.len()
}

/// From the opening quote to behind the closing one.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Raw, byte and C strings and byte characters; 0 when it is only a word.
fn prefixed(text: &str) -> usize {
    let letters = text
        .find(|c| !matches!(c, 'r' | 'b' | 'c'))
        .unwrap_or(text.len());
    let Some((prefix, rest)) = text.split_at_checked(letters) else {
        return 0;
    };
    if !matches!(prefix, "r" | "b" | "c" | "br" | "cr") {
        return 0;
    }
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let quoted = rest.get(hashes..).unwrap_or_default();
    if prefix == "b" && rest.starts_with('\'') {
        return prefix.len() + character(rest);
    }
    if !quoted.starts_with('"') || (hashes > 0 && !prefix.ends_with('r')) {
        return 0;
    }
    if !prefix.ends_with('r') {
        return prefix.len() + string(rest);
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let body = quoted.get(1..).unwrap_or_default();
    let len = body.find(&end).map_or(body.len(), |at| at + end.len());
    prefix.len() + hashes + 1 + len
}

/// A character literal; 0 when it is a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            chars.next();
            chars.find(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1)
        }
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 0,
        },
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<String> = words(&code(text))
            .map(|(_, word)| word.to_owned())
            .collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn comments_and_literals_are_no_code() {
        check("a // b\nc", "a c");
        check("a /* b /* c */ d */ e", "a e");
        check(r#"a "b \" c" d"#, "a d");
        check(r##"a r#"b " c"# d"##, "a d");
        check(r#"a b"b" c"c" br"\" d"#, "a d");
        check(r"a '\'' '\\' '\u{1F600}' 'b' b'c' d", "a d");
        check(
            "fn a<'b>(b: &'b str) { crab\"x\" }",
            "fn a < ' b > ( b : & ' b str ) { crab }",
        );
        check("/// docs\n//! more\nr#type", "r # type");
    }

    #[test]
    fn lines_are_counted_through_what_is_blanked() {
        let text = "a\n/* b\n c */ d\n\"e\nf\" g";
        assert_eq!(
            words(&code(text)).collect::<Vec<_>>(),
            [(1, "a"), (3, "d"), (5, "g")]
        );
        assert_eq!(lines_with("a::b\na::\nb", &["a", "::", "b"]), [1, 2]);
    }

    #[test]
    fn production_ends_where_the_test_module_begins() {
        assert_eq!(production("a\n#[cfg(test)]\nmod tests {\n}"), "a\n");
        let declared = "#[cfg(test)]\nmod tests;\na";
        assert_eq!(production(declared), declared);
        let one_item = "#[cfg(test)]\nfn a() {}\nb";
        assert_eq!(production(one_item), one_item);
        assert_eq!(
            production("#[cfg(test)]\nuse a;\nb\n#[cfg(test)]\nmod t { c }"),
            "#[cfg(test)]\nuse a;\nb\n"
        );
    }
}
