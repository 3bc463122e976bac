//! The URI of an HTTP integration, taken apart. `{names}` in its path and query stay where they are, for each request to fill
//! in; stage variables were filled in before. It resolves no name and says nothing about what a request may bring.

use std::net::Ipv6Addr;
use std::sync::Arc;

use crate::path::RequestPath;

/// Where a back end is, and what it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpAddress {
    /// Whether it is HTTPS.
    pub secure: bool,
    /// Host and port as the Host header says them.
    pub authority: Arc<str>,
    /// A name, or an address without brackets.
    pub host: Arc<str>,
    /// As written, or the scheme's.
    pub port: u16,
    /// Begins with `/`.
    pub path: String,
    /// What follows the `?`.
    pub query: String,
    /// Whether the path is the same for every request, and nobody can read it in two ways.
    pub path_is_fixed: bool,
}

/// Why a URI is no address of a back end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAddress {
    /// Neither HTTP nor HTTPS.
    #[error("`{0}` is no HTTP address")]
    Scheme(String),
    /// More or less than a host and a port.
    #[error("`{0}` is no host")]
    Host(String),
}

impl HttpAddress {
    /// Reads a URI.
    ///
    /// # Errors
    /// Where no back end can be meant by it.
    pub fn parse(uri: &str) -> Result<Self, NoAddress> {
        let (scheme, rest) = uri.split_once(':').unwrap_or((uri, ""));
        let (secure, rest) = match rest.strip_prefix("//") {
            Some(rest) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            Some(rest) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            _ => return Err(NoAddress::Scheme(uri.to_owned())),
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let (host, port) = split_authority(authority, if secure { 443 } else { 80 })
            .ok_or_else(|| NoAddress::Host(authority.to_owned()))?;
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let path = match path.strip_prefix('/') {
            Some(_) => path.to_owned(),
            None => format!("/{path}"),
        };
        let path_is_fixed = !path.contains('{') && RequestPath::parse(&path).is_ok();
        Ok(Self {
            secure,
            authority: authority.into(),
            host: host.into(),
            port,
            path,
            query: query.to_owned(),
            path_is_fixed,
        })
    }
}

/// Host and port; `None` for anything that is more or less than that.
fn split_authority(authority: &str, default: u16) -> Option<(&str, u16)> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
        _ => (authority, default),
    };
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let legal = match bare {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => host.bytes().all(plain),
    };
    let host = bare.unwrap_or(host);
    (legal && !host.is_empty()).then_some((host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_is_a_host_and_a_port_and_nothing_else() {
        let check = |text: &str, expected: Option<(&str, u16)>| {
            assert_eq!(split_authority(text, 80), expected, "{text}");
        };
        check("backend.internal", Some(("backend.internal", 80)));
        check("127.0.0.1:8080", Some(("127.0.0.1", 8080)));
        check("[::1]:8080", Some(("::1", 8080)));
        check("[::1]", Some(("::1", 80)));
        for bad in [
            "",
            ":80",
            "a:b",
            "user@host",
            "a b",
            "a:99999",
            "{x}",
            "a/b",
        ] {
            check(bad, None);
        }
    }

    #[test]
    fn a_uri_is_taken_apart_and_its_variables_stay() {
        let read = |uri: &str| {
            let it = HttpAddress::parse(uri).unwrap();
            let (authority, host) = (it.authority.to_string(), it.host.to_string());
            (it.secure, authority, host, it.port, it.path, it.query)
        };
        let expected = |secure, authority: &str, host: &str, port, path: &str, query: &str| {
            let [authority, host] = [authority, host].map(str::to_owned);
            (
                secure,
                authority,
                host,
                port,
                path.to_owned(),
                query.to_owned(),
            )
        };
        assert_eq!(
            read("http://backend:81/pets/{id}?kind={kind}#part"),
            expected(
                false,
                "backend:81",
                "backend",
                81,
                "/pets/{id}",
                "kind={kind}"
            )
        );
        assert_eq!(
            read("HTTPS://[::1]?x=1"),
            expected(true, "[::1]", "::1", 443, "/", "x=1")
        );
        assert_eq!(
            read("http://backend#/part"),
            expected(false, "backend", "backend", 80, "/", "")
        );
    }

    #[test]
    fn what_names_no_back_end_is_no_address() {
        for (uri, why) in [
            ("", "`` is no HTTP address"),
            ("ftp://backend/", "`ftp://backend/` is no HTTP address"),
            ("http:/backend", "`http:/backend` is no HTTP address"),
            ("http://user@backend/", "`user@backend` is no host"),
            ("http://{host}/", "`{host}` is no host"),
        ] {
            assert_eq!(HttpAddress::parse(uri).unwrap_err().to_string(), why);
        }
    }

    #[test]
    fn a_path_that_a_request_fills_in_or_that_is_ambiguous_is_not_fixed() {
        let fixed = |uri: &str| HttpAddress::parse(uri).unwrap().path_is_fixed;
        assert!(fixed("http://backend") && fixed("http://backend/pets?kind={kind}"));
        assert!(!fixed("http://backend/pets/{id}") && !fixed("http://backend/{proxy+}"));
        assert!(!fixed("http://backend/a/../b") && !fixed("http://backend/%zz"));
    }
}
