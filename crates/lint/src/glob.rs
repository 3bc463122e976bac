//! Patterns compared with patterns. `*` is any text and `?` any character, as in policies; texts are bounded by their
//! document.

/// The longest pattern that is compared: the work grows with the product of two.
const LONGEST: usize = 2048;

/// Whether everything that `narrow` matches, `wide` matches. It may be missed where it is so, never the reverse.
pub(crate) fn covers(wide: &str, narrow: &str) -> bool {
    if wide == "*" || wide == narrow {
        return true;
    }
    if is_plain(wide) {
        return false;
    }
    // A wildcard of the narrow one is a text that only a star can take.
    walk(
        wide,
        narrow,
        |wide, narrow| wide == narrow || (wide == b'?' && narrow != b'*'),
        false,
    )
}

/// Whether some text matches both.
pub(crate) fn meets(one: &str, other: &str) -> bool {
    if one == "*" || other == "*" || one == other {
        return true;
    }
    if is_plain(one) && is_plain(other) {
        return false;
    }
    walk(one, other, |a, b| a == b || a == b'?' || b == b'?', true)
}

/// Whether a pattern is a text that matches itself alone.
fn is_plain(pattern: &str) -> bool {
    !pattern.contains(['*', '?'])
}

fn walk(one: &str, other: &str, same: impl Fn(u8, u8) -> bool, both: bool) -> bool {
    if one.len() > LONGEST || other.len() > LONGEST {
        return false;
    }
    // Row by row: whether the rest of `one` from each place can go with the rest of `other` from this one.
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let width = one.len() + 1;
    let mut after = vec![false; width];
    for row in (0..=other.len()).rev() {
        let mut current = vec![false; width];
        for column in (0..width).rev() {
            let (a, b) = (one.get(column).copied(), other.get(row).copied());
            let next_in_one = current.get(column + 1).copied().unwrap_or(false);
            let next_in_other = b.is_some() && after.get(column).copied().unwrap_or(false);
            let next_in_both = b.is_some() && after.get(column + 1).copied().unwrap_or(false);
            let fits = match (a, b) {
                (None, None) => true,
                (Some(b'*'), _) => next_in_one || next_in_other,
                (_, Some(b'*')) if both => next_in_other || (a.is_some() && next_in_one),
                (Some(a), Some(b)) => same(a, b) && next_in_both,
                (None, Some(_)) | (Some(_), None) => false,
            };
            if let Some(place) = current.get_mut(column) {
                *place = fits;
            }
        }
        after = current;
    }
    after.first().copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pattern_covers_another() {
        for (wide, narrow, expected) in [
            ("*", "a*", true),
            ("a*", "ab*", true),
            ("a*", "a?c", true),
            ("a?c", "abc", true),
            ("a?c", "a*c", false),
            ("ab*", "a*", false),
            ("a*c", "abcc", true),
            ("a*c", "a*d", false),
            ("abc", "ab", false),
            ("ab", "abc", false),
            ("a*/x/*", "a*/x/y", true),
        ] {
            assert_eq!(covers(wide, narrow), expected, "{wide} {narrow}");
        }
        assert!(!covers(&"a".repeat(5000), &"b".repeat(5000)));
    }

    #[test]
    fn two_patterns_meet() {
        for (one, other, expected) in [
            ("a*", "*b", true),
            ("a*", "b*", false),
            ("a?", "ab", true),
            ("a?", "a", false),
            ("a*c", "ab", false),
            ("a*c", "ab*", true),
            ("", "*", true),
            ("x*y*z", "xyz", true),
        ] {
            assert_eq!(meets(one, other), expected, "{one} {other}");
            assert_eq!(meets(other, one), expected, "{other} {one}");
        }
    }
}
