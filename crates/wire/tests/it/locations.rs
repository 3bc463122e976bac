//! Everywhere that rest-json can put a member, with a small service made for the purpose: the operations that are offered
//! use labels, query strings and bodies, but not headers, maps in query strings, greedy labels, payloads or statuses.

use std::collections::BTreeMap;

use portcullis_wire::service::{
    BLOB, EMPTY, INTEGER, Location, Member, Operation, Range, Shape, TEXT, Text,
};
use portcullis_wire::{Blob, Fault, HttpRequest, Protocol, Routed, Service, decode, encode, route};
use serde::{Deserialize, Serialize};

use crate::{body, header};

static SHELF: Service = Service {
    name: "shelf",
    signing_name: "shelf",
    endpoint_prefix: "shelf",
    protocol: Protocol::RestJson,
    api_version: "2026-01-01",
    xml_namespace: "",
    target_prefix: "",
    operations: &[
        Operation {
            name: "PutBook",
            method: "PUT",
            uri: "/books/{book+}",
            status: 200,
            input: &PUT_BOOK,
            input_payload: None,
            has_output: true,
            result_wrapper: None,
            output_locations: &[
                ("status", Location::StatusCode),
                ("tag", Location::Header("etag")),
                ("size", Location::Header("x-size")),
                ("labels", Location::Headers("x-label-")),
            ],
        },
        Operation {
            name: "PutCover",
            method: "PUT",
            uri: "/covers/{book}",
            status: 204,
            input: &PUT_COVER,
            input_payload: Some("image"),
            has_output: false,
            result_wrapper: None,
            output_locations: &[],
        },
        Operation {
            name: "GetIndex",
            method: "GET",
            uri: "/books/index",
            status: 204,
            input: &EMPTY,
            input_payload: None,
            has_output: false,
            result_wrapper: None,
            output_locations: &[],
        },
    ],
    known_operations: &["GetBook", "GetIndex", "PutBook", "PutCover"],
    known_routes: &[
        ("GET", "/books/{book+}"),
        ("GET", "/books/index"),
        ("PUT", "/books/{book+}"),
        ("PUT", "/covers/{book}"),
    ],
    faults: &[],
};

static PUT_BOOK: Shape = Shape::Structure(&[
    Member::required("book", "book", &SHORT).at(Location::Uri("book")),
    Member::optional("ifMatch", "if-match", &SHORT).at(Location::Header("if-match")),
    Member::optional("labels", "labels", &MAP).at(Location::Headers("x-label-")),
    Member::optional("copies", "copies", &INTEGER).at(Location::Query("copies")),
    Member::optional("filters", "filters", &MAP_OF_LISTS).at(Location::Query("filters")),
    Member::optional("title", "title", &SHORT),
]);
static PUT_COVER: Shape = Shape::Structure(&[
    Member::required("book", "book", &TEXT).at(Location::Uri("book")),
    Member::optional("image", "image", &BLOB),
]);
static SHORT: Shape = Shape::Text(Text::sized(Range::new(None, Some(15))));
static LIST: Shape = Shape::List {
    element: &SHORT,
    length: Range::ANY,
};
static MAP: Shape = Shape::Map {
    key: &TEXT,
    value: &TEXT,
    length: Range::ANY,
};
static MAP_OF_LISTS: Shape = Shape::Map {
    key: &TEXT,
    value: &LIST,
    length: Range::ANY,
};

#[derive(Debug, Deserialize)]
struct PutBook {
    book: String,
    #[serde(rename = "if-match")]
    if_match: Option<String>,
    labels: Option<BTreeMap<String, String>>,
    copies: Option<i32>,
    filters: Option<BTreeMap<String, Vec<String>>>,
    title: Option<String>,
}

#[derive(Debug, Deserialize)]
struct PutCover {
    book: String,
    image: Option<Blob>,
}

#[derive(Serialize)]
struct Book {
    status: u16,
    tag: &'static str,
    size: u64,
    labels: BTreeMap<&'static str, &'static str>,
    title: &'static str,
}

fn send(
    method: &str,
    path: &str,
    query: Option<&str>,
    headers: &[(&'static str, &str)],
    body: &[u8],
) -> Result<Routed, Fault> {
    let mut map = http::HeaderMap::new();
    for (name, value) in headers {
        map.append(*name, value.parse().unwrap());
    }
    route(
        &SHELF,
        &HttpRequest {
            method,
            path,
            query,
            headers: &map,
            body,
        },
    )
}

#[test]
fn every_place_of_a_request() {
    let headers = [
        ("if-match", "v1"),
        ("x-label-colour", "red"),
        ("x-other", "no"),
    ];
    let query = Some("copies=3&year=2026&year=2025&title=not+this+one");
    let routed = send(
        "PUT",
        "/books/a%2Fb/c%20d",
        query,
        &headers,
        br#"{"title": "Gates", "copies": 9}"#,
    )
    .unwrap();
    let input: PutBook = decode(&routed).unwrap();
    assert_eq!(input.book, "a/b/c d");
    assert_eq!(input.if_match.as_deref(), Some("v1"));
    assert_eq!(
        input.labels,
        Some(BTreeMap::from([("colour".to_owned(), "red".to_owned())]))
    );
    assert_eq!(input.copies, Some(3));
    assert_eq!(input.title.as_deref(), Some("Gates"));
    let filters = input.filters.unwrap();
    assert_eq!(filters.keys().collect::<Vec<_>>(), ["title", "year"]);
    assert_eq!(filters["year"], ["2026", "2025"]);
}

#[test]
fn a_header_that_stands_twice_is_refused() {
    let routed = send(
        "PUT",
        "/books/a",
        None,
        &[("if-match", "v1"), ("if-match", "v2")],
        b"",
    )
    .unwrap();
    assert_eq!(
        decode::<PutBook>(&routed).unwrap_err().message,
        "the header `if-match` stands twice"
    );
}

#[test]
fn what_is_wrong_in_the_body_comes_first_and_only_there_with_the_input_class() {
    let long = "0123456789abcdef";
    let routed = send(
        "PUT",
        &format!("/books/{long}"),
        Some(&format!("year=2026&year={long}")),
        &[("if-match", long)],
        format!(r#"{{"title": "{long}"}}"#).as_bytes(),
    )
    .unwrap();
    let each = [
        "putBookInput.title",
        "book",
        "ifMatch",
        "filters.year.member.2.member",
    ]
    .map(|place| {
        format!(
            "Value '{long}' at '{place}' failed to satisfy constraint: \
             Member must have length less than or equal to 15"
        )
    });
    assert_eq!(
        decode::<PutBook>(&routed).unwrap_err().message,
        format!("4 validation errors detected: {}", each.join("; "))
    );
}

#[test]
fn a_payload_is_the_whole_body() {
    let input: PutCover =
        decode(&send("PUT", "/covers/a", None, &[], b"\x89PNG{").unwrap()).unwrap();
    assert_eq!(
        (input.book.as_str(), input.image),
        ("a", Some(Blob(b"\x89PNG{".to_vec())))
    );
}

#[test]
fn a_literal_goes_before_a_label_and_an_empty_rest_is_nothing() {
    assert_eq!(
        send("GET", "/books/index", None, &[], b"")
            .unwrap()
            .operation
            .name,
        "GetIndex"
    );
    let fault = send("GET", "/books/other", None, &[], b"").unwrap_err();
    assert_eq!(
        fault.message,
        "The operation GetBook of shelf is not offered by this server."
    );
    assert_eq!(
        send("PUT", "/books", None, &[], b"").unwrap_err().status,
        404
    );
}

#[test]
fn every_place_of_a_response() {
    let output = Book {
        status: 206,
        tag: "v2",
        size: 7,
        labels: BTreeMap::from([("colour", "red")]),
        title: "Gates",
    };
    let response = encode(&SHELF, SHELF.operation("PutBook").unwrap(), &output, "f1c2");
    assert_eq!(
        (response.status, body(&response)),
        (206, r#"{"title":"Gates"}"#)
    );
    let headers = ["etag", "x-size", "x-label-colour"].map(|name| header(&response, name));
    assert_eq!(headers, [Some("v2"), Some("7"), Some("red")]);
}
