//! Random requests: short, but made of everything that canonicalisation treats specially.

use proptest::prelude::*;

use crate::raw_request::RawRequest;

/// A request to an API, unsigned, that every one of AWS's signers can sign and whose path stays below the root.
pub(crate) fn request() -> impl Strategy<Value = RawRequest> {
    (
        method(),
        path(),
        proptest::option::of(query()),
        headers(),
        body(),
    )
        .prop_map(|(method, path, query, headers, body)| {
            let mut request = RawRequest::to_api(&method, &path);
            request.query = query;
            for (name, value) in headers {
                request = request.with(&name, &value);
            }
            request.with_body(&body)
        })
}

fn method() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "get", "M-SEARCH",
    ])
    .prop_map(str::to_owned)
}

pub(crate) fn path() -> impl Strategy<Value = String> {
    let segment = prop_oneof![
        6 => words(PATH_TOKENS),
        1 => Just(String::new()),
        1 => Just(".".to_owned()),
        1 => Just("..".to_owned()),
    ];
    prop::collection::vec(segment, 0..6)
        .prop_map(|segments| format!("/{}", segments.join("/")))
        .prop_filter("climbs above the root", |path| !climbs(path))
}

pub(crate) fn query() -> impl Strategy<Value = String> {
    let pair = prop_oneof![
        6 => (words(QUERY_TOKENS), words(QUERY_TOKENS)).prop_map(|(name, value)| format!("{name}={value}")),
        1 => words(QUERY_TOKENS),
        1 => Just(String::new()),
        1 => words(QUERY_TOKENS).prop_map(|value| format!("a={value}={value}")),
    ];
    prop::collection::vec(pair, 0..6).prop_map(|pairs| pairs.join("&"))
}

/// Values without a TAB: readings have their own tests.
fn headers() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop::sample::select(vec![
        "accept",
        "content-type",
        "x-a",
        "x-b",
        "x-amz-meta",
        "range",
        "cookie",
    ]);
    let value = prop::collection::vec(
        prop::sample::select(vec!["a", "B", " ", "  ", ",", "\"", ";", "="]),
        0..6,
    )
    .prop_map(|parts| parts.concat().trim().to_owned());
    prop::collection::vec((name.prop_map(str::to_owned), value), 0..4).prop_map(|mut headers| {
        // One content type only; the others may repeat.
        let mut seen = false;
        headers.retain(|(name, _)| name != "content-type" || !std::mem::replace(&mut seen, true));
        headers
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![Just(Vec::new()), prop::collection::vec(any::<u8>(), 1..40)]
}

fn words(tokens: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(tokens), 1..5).prop_map(|parts| parts.concat())
}

const PATH_TOKENS: &[&str] = &[
    "a", "Z", "0", "-", ".", "_", "~", "%20", "%2F", "%2f", "%25", "%2e", "%C3%A9", "+", "!", "$",
    "&", "'", "(", ")", "*", ",", ";", "=", ":", "@",
];
const QUERY_TOKENS: &[&str] = &[
    "a",
    "b",
    "B",
    "0",
    "-",
    ".",
    "_",
    "~",
    "%20",
    "%2F",
    "%2f",
    "%2B",
    "%25",
    "%26",
    "%3D",
    "%7E",
    "%C3%A9",
    "%e2%98%83",
    "+",
    "!",
    "*",
    "'",
    "(",
    ")",
    ":",
    "@",
    "/",
    "?",
    ";",
    ",",
    "$",
];

fn climbs(path: &str) -> bool {
    let mut depth = 0i32;
    path.split('/').any(|segment| {
        depth += match segment {
            "" | "." => 0,
            ".." => -1,
            _ => 1,
        };
        depth < 0
    })
}
