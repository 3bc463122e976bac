//! Cutting text at an ASCII byte. Everything that is cut here is short, and there the standard library's search for a
//! `char` costs more than what is done with the pieces: a tenth of the time of verifying.

/// As [`str::split`], at an ASCII byte.
pub(crate) fn split(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        match split_once(text, at) {
            Some((before, after)) => {
                rest = Some(after);
                Some(before)
            }
            None => rest.take(),
        }
    })
}

/// As [`str::split_once`], at an ASCII byte.
pub(crate) fn split_once(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_is_what_the_standard_library_does() {
        for text in ["", ";", "a", "a;b", ";a;;b;", "é;ü", "a=b=c", "=", "a&b=;c"] {
            for at in [b';', b'=', b'&', b'/'] {
                let char = char::from(at);
                assert_eq!(split_once(text, at), text.split_once(char), "{text} {char}");
                assert!(split(text, at).eq(text.split(char)), "{text} {char}");
            }
        }
    }
}
