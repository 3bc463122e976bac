//! The known mistakes as variants of the canonical request. Only those are made that can make a
//! difference to the request at hand. Which signer makes which is told in `docs/verify.md`.

use super::cause::{BodyMistake, HeaderMistake, LayoutMistake, PathMistake, QueryMistake};
use super::evidence::Evidence;
use super::query;
use super::variant::{Header, Variant, path_matters};
use crate::cut::split;
use crate::headers::HeaderList;
use crate::request::Request;

/// Methods that one is taken for: a link that was signed for GET, say, and is asked with HEAD.
const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const PATHS: [PathMistake; 9] = [
    PathMistake::EncodedOnce,
    PathMistake::NotNormalised,
    PathMistake::AsSent,
    PathMistake::EncodedThrice,
    PathMistake::UpperCaseEscapes,
    PathMistake::LowerCaseEscapes,
    PathMistake::LastSlashLost,
    PathMistake::LastSlashAdded,
    PathMistake::FirstSegmentAdded,
];
const QUERIES: [QueryMistake; 8] = [
    QueryMistake::NotEncoded,
    QueryMistake::AsSent,
    QueryMistake::NotSorted,
    QueryMistake::SortedAsText,
    QueryMistake::PlusKept,
    QueryMistake::EncodedTwice,
    QueryMistake::NoEqualsSign,
    QueryMistake::LeftOut,
];
const LAYOUTS: [LayoutMistake; 3] = [
    LayoutMistake::CrLf,
    LayoutMistake::TrailingNewline,
    LayoutMistake::NoEmptyLine,
];
/// Headers that proxies write anew, with the values that clients are known to sign.
const REPLACED: [(&str, &[&str]); 9] = [
    (
        "accept-encoding",
        &[
            "identity",
            "gzip",
            "gzip, deflate",
            "gzip, deflate, br",
            "gzip, deflate, br, zstd",
            "deflate, gzip",
        ],
    ),
    ("connection", &["keep-alive", "close", "Keep-Alive"]),
    ("accept", &["*/*", "application/json"]),
    ("content-length", &["0"]),
    ("x-forwarded-proto", &["http", "https"]),
    ("x-forwarded-port", &["80", "443", "8080"]),
    ("cache-control", &["no-cache", "max-age=0"]),
    ("pragma", &["no-cache"]),
    ("te", &["trailers"]),
];
/// Where a proxy says what host its client called.
const FORWARDED_HOSTS: [&str; 2] = ["x-forwarded-host", "x-original-host"];
const CHARSETS: [&str; 2] = ["; charset=utf-8", ";charset=UTF-8"];
const PORTS: [&str; 2] = [":443", ":80"];
/// The signed headers that are looked at one by one.
const MOST_HEADERS: usize = 16;

/// The hashes of a body that the caller worked out, as lines of a canonical request.
pub(super) type BodyLines<'a> = &'a [(BodyMistake, Vec<u8>)];

/// Variants that differ in one thing and leave path and query string as they are: copying and hashing is all they cost.
pub(super) fn copied<'a>(
    request: &Request<'a>,
    signed_headers: &'a str,
    evidence: &Evidence<'a>,
    bodies: BodyLines<'a>,
    listed: Option<&'a str>,
) -> impl Iterator<Item = Variant<'a>> {
    let right = Variant::default();
    bodies_of(bodies)
        .chain(hosts(*request, *evidence))
        .chain(listed.map(|listed| Variant {
            listed: Some(listed),
            ..right
        }))
        .chain(headers(*request, signed_headers))
        .chain(methods(request.method))
        .chain(LAYOUTS.into_iter().map(move |layout| Variant {
            layout: Some(layout),
            ..right
        }))
}

/// Variants that differ in path or query string; then those that differ in two things, which is what signers of other
/// services do.
pub(super) fn rewritten<'a>(
    request: &Request<'a>,
    bodies: BodyLines<'a>,
    presigned: bool,
) -> impl Iterator<Item = Variant<'a>> {
    const WITH_OTHERS: usize = 3;
    let request = *request;
    let likeliest = move || {
        let paths = paths(request).take(WITH_OTHERS);
        let queries = move || queries(request, presigned).take(WITH_OTHERS);
        (paths, queries)
    };
    let bodies = move || bodies_of(bodies).filter(is_of_other_services);
    let both = |a: Variant<'a>, b: Variant<'a>| Variant {
        path: a.path.or(b.path),
        query: a.query.or(b.query),
        body: a.body.or(b.body),
        ..a
    };
    let of_both = {
        let (paths, queries) = likeliest();
        paths.flat_map(move |path| queries().map(move |query| both(path, query)))
    };
    let with_bodies = {
        let (paths, queries) = likeliest();
        paths
            .chain(queries())
            .flat_map(move |variant| bodies().map(move |body| both(variant, body)))
    };
    paths(request)
        .chain(queries(request, presigned))
        .chain(of_both)
        .chain(with_bodies)
}

fn is_of_other_services(variant: &Variant<'_>) -> bool {
    use BodyMistake::{Changed, Empty, Unsigned};
    variant
        .body
        .is_some_and(|(mistake, _)| matches!(mistake, Empty | Unsigned | Changed))
}

fn bodies_of<'a>(bodies: BodyLines<'a>) -> impl Iterator<Item = Variant<'a>> {
    bodies.iter().map(|(mistake, line)| Variant {
        body: Some((*mistake, line)),
        ..Variant::default()
    })
}

fn paths<'a>(request: Request<'a>) -> impl Iterator<Item = Variant<'a>> {
    PATHS
        .into_iter()
        .filter(move |mistake| path_matters(*mistake, request.path))
        .map(|mistake| Variant {
            path: Some(mistake),
            ..Variant::default()
        })
}

fn queries<'a>(request: Request<'a>, presigned: bool) -> impl Iterator<Item = Variant<'a>> {
    let raw = request.query.unwrap_or_default();
    QUERIES
        .into_iter()
        .filter(move |mistake| query::matters(*mistake, raw, presigned))
        .map(|mistake| Variant {
            query: Some(mistake),
            ..Variant::default()
        })
}

fn methods<'a>(sent: &'a str) -> impl Iterator<Item = Variant<'a>> {
    METHODS
        .into_iter()
        .filter(move |method| *method != sent)
        .map(|method| Variant {
            method: Some(method),
            ..Variant::default()
        })
}

fn hosts<'a>(request: Request<'a>, evidence: Evidence<'a>) -> impl Iterator<Item = Variant<'a>> {
    let sent = request.headers.get("host").map_or_else(
        || request.authority.unwrap_or_default().as_bytes(),
        |value| value.as_bytes(),
    );
    let host = |value, suffix| Variant {
        header: Some(Header {
            name: "host",
            mistake: HeaderMistake::Replaced,
            value,
            suffix,
        }),
        ..Variant::default()
    };
    let bare = without_port(sent);
    let forwarded = FORWARDED_HOSTS
        .into_iter()
        .filter_map(move |name| Some(request.headers.get(name)?.as_bytes()));
    (bare != sent)
        .then(|| host(bare, ""))
        .into_iter()
        .chain(PORTS.into_iter().map(move |port| host(bare, port)))
        .chain(forwarded.map(move |value| host(value, "")))
        .chain(
            evidence
                .other_hosts
                .iter()
                .take(MOST_HEADERS)
                .map(move |name| host(name.as_bytes(), "")),
        )
}

fn headers<'a>(request: Request<'a>, signed_headers: &'a str) -> impl Iterator<Item = Variant<'a>> {
    split(signed_headers, b';')
        .filter(|name| !matches!(*name, "host" | "x-amz-date" | ":authority"))
        .take(MOST_HEADERS)
        .flat_map(move |name| {
            let listed = split(signed_headers, b';').filter(|other| *other == name);
            let lines = (listed.count() > 1)
                .then_some([HeaderMistake::LinePerValue, HeaderMistake::SortedLines]);
            let lines = lines.into_iter().flatten();
            lines
                .map(move |mistake| Header::of(name, mistake))
                .chain(header(name, request.headers))
        })
        .map(|header| Variant {
            header: Some(header),
            ..Variant::default()
        })
}

/// What may have become of one header.
fn header<'a>(name: &'a str, headers: &'a HeaderList) -> impl Iterator<Item = Header<'a>> {
    let mut values = headers.get_all(name).map(|value| value.as_bytes());
    let first = values.next().unwrap_or_default();
    let several = values.next().is_some();
    let repeated = [
        HeaderMistake::JoinedWithSpace,
        HeaderMistake::Reordered,
        HeaderMistake::OnlyFirstValue,
        HeaderMistake::OnlyLastValue,
    ];
    let known = REPLACED
        .into_iter()
        .find(|(replaced, _)| *replaced == name)
        .map_or([].as_slice(), |(_, values)| values);
    let blanks = first.windows(2).any(|two| two == b"  ") || first.contains(&b'\t');
    let upper = first.iter().any(u8::is_ascii_uppercase);
    let secret = name == "x-amz-security-token" || name == "cookie";
    repeated
        .into_iter()
        .filter(move |_| several)
        .map(move |mistake| Header::of(name, mistake))
        .chain(blanks.then(|| Header::of(name, HeaderMistake::NotCollapsed)))
        .chain(
            known
                .iter()
                .map(move |value| Header::valued(name, HeaderMistake::Replaced, value.as_bytes())),
        )
        .chain(
            cut_last(first, b',')
                .filter(|_| !secret)
                .map(move |shorter| Header::valued(name, HeaderMistake::ElementAdded, shorter)),
        )
        .chain(content_type(name, first))
        .chain((!several).then(|| Header::of(name, HeaderMistake::TrailingSpace)))
        .chain((!first.is_empty()).then(|| Header::of(name, HeaderMistake::Empty)))
        .chain((upper && !secret).then(|| Header::of(name, HeaderMistake::LowerCase)))
}

fn content_type<'a>(name: &'a str, value: &'a [u8]) -> impl Iterator<Item = Header<'a>> {
    let mistake = HeaderMistake::Parameters;
    let bare = cut_last(value, b';');
    let suffixed = (name == "content-type" && bare.is_none())
        .then_some(CHARSETS)
        .into_iter()
        .flatten()
        .map(move |suffix| Header {
            suffix,
            ..Header::valued(name, mistake, value)
        });
    bare.filter(|_| name == "content-type")
        .map(|bare| Header::valued(name, mistake, bare))
        .into_iter()
        .chain(suffixed)
}

fn cut_last(value: &[u8], at: u8) -> Option<&[u8]> {
    let place = value.iter().rposition(|byte| *byte == at)?;
    value.get(..place)
}

fn without_port(host: &[u8]) -> &[u8] {
    match cut_last(host, b':') {
        // An IPv6 address in brackets without a port.
        Some(_) if host.ends_with(b"]") => host,
        Some(bare) => bare,
        None => host,
    }
}
