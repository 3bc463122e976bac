//! YAML stands for the JSON that a person means by it.

use portcullis_openapi::{Format, Node, Unreadable, parse, print};
use serde_json::{Value, json};

#[track_caller]
fn check(text: &str, expected: Value) {
    let node = parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(value(&node), expected, "{text}");
}

#[track_caller]
fn refused(text: &str) {
    let outcome = parse(text.as_bytes());
    assert!(
        matches!(outcome, Err(Unreadable::Syntax(_))),
        "{text}: {outcome:?}"
    );
}

fn value(node: &Node) -> Value {
    serde_json::from_str(&print(node, Format::Json)).unwrap()
}

#[test]
fn scalars_are_those_of_the_core_schema() {
    check(
        "a: 1\nb: '1'\nc: \"1\"\nd: true\ne: yes\nf: ~\ng:\nh: 1.5\ni: -3\nj: 1e3\nk: +7\n",
        json!({"a": 1, "b": "1", "c": "1", "d": true, "e": "yes", "f": null, "g": null, "h": 1.5, "i": -3, "j": 1000.0, "k": 7}),
    );
}

#[test]
fn what_only_looks_like_a_number_is_text() {
    check(
        "a: 2012-10-17\nb: 012345678901\nc: 1.2.3\nd: 0x10\ne: '.'\nf: .inf\ng: 99999999999999999999\nh: 1e999\ni: '-'\n",
        json!({"a": "2012-10-17", "b": "012345678901", "c": "1.2.3", "d": "0x10", "e": ".", "f": ".inf",
               "g": "99999999999999999999", "h": "1e999", "i": "-"}),
    );
}

#[test]
fn tags_of_the_core_schema_say_what_a_scalar_is() {
    check(
        "a: !!str 200\nb: !!int 3\nc: !!float 1\nd: !!bool true\ne: !!null ''\nf: !!map {}\ng: !!seq []\n",
        json!({"a": "200", "b": 3, "c": 1, "d": true, "e": null, "f": {}, "g": []}),
    );
    refused("a: !Sub x\n");
    refused("a: !!int x\n");
    refused("a: !!map []\n");
}

#[test]
fn names_are_text() {
    check(
        "200: {statusCode: 200}\ntrue: 1\n",
        json!({"200": {"statusCode": 200}, "true": 1}),
    );
    refused("? [a]\n: 1\n");
    refused("? {a: b}\n: 1\n");
    refused("a: 1\na: 2\n");
}

#[test]
fn blocks_keep_their_lines() {
    check(
        "a: |\n  one\n  two\nb: >\n  one\n  two\n",
        json!({"a": "one\ntwo\n", "b": "one two\n"}),
    );
}

#[test]
fn aliases_repeat_and_merge_keys_take_over() {
    check(
        "base: &base {a: 1, b: 2}\nsame: *base\nmore: {<<: *base, b: 3}\nboth: {<<: [*base, {c: 4, a: 9}]}\n",
        json!({"base": {"a": 1, "b": 2}, "same": {"a": 1, "b": 2}, "more": {"a": 1, "b": 3}, "both": {"a": 1, "b": 2, "c": 4}}),
    );
    refused("a: &a [*a]\n");
    refused("a: *nothing\n");
    refused("a: {<<: 1}\n");
}

#[test]
fn flow_style_in_braces_is_yaml_too() {
    check("{a: 1, b: [x, y]}", json!({"a": 1, "b": ["x", "y"]}));
}

#[test]
fn a_text_is_one_document() {
    refused("");
    refused("a: 1\n---\nb: 2\n");
    refused("{'key:value}");
    refused(
        "test:\n    value:\n        - \"value ... \\\"escaped\\\": $var, \\\"dt\\\": $(var +\"%a\")}\\\"\n        \"\"\"\n",
    );
    assert!(parse(&[0xff, 0xfe]).is_err());
}

#[test]
fn what_is_written_is_read_again() {
    let document = json!({
        "openapi": "3.0.1", "empty": {}, "none": [], "list": ["a", {"b": 1, "c": [1, [2, "x"], {"d": null}]}, [], {}],
        "paths": {"/pets/{id}": {"get": {"responses": {"200": {"description": "a: b # c\n\"d\" \u{e9}\u{1F600}\t\\"}}}}},
        "{proxy+}": true, "4\\d{2}": "- x", " a": "", "": "~", "null": "null", "1.5": "1.5", "true": false, "<<": "merge?",
        "- x": 1, "key: with colon": 2, "#": 3, "*a": 4, "&b": 5, "!c": 6, "%d": 7, "@e": 8, "`f": 9, "x y": 10, "é": 11,
    });
    let node = parse(document.to_string().as_bytes()).unwrap();
    for format in [Format::Json, Format::Compact, Format::Yaml] {
        let text = print(&node, format);
        let again = parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(again, node, "{text}");
    }
}

#[test]
fn it_is_written_as_api_gateway_writes_it() {
    let node = parse(
        br##"{"swagger":"2.0","schemes":["https"],"paths":{"/pets/{id}":{"get":{"responses":{"200":{"description":"200 response"}},
            "parameters":[{"name":"id","required":true}],"security":[]}}},"definitions":{"Empty":{}},"n":1}"##,
    )
    .unwrap();
    assert_eq!(
        print(&node, Format::Yaml),
        r#"---
swagger: "2.0"
schemes:
- "https"
paths:
  /pets/{id}:
    get:
      responses:
        "200":
          description: "200 response"
      parameters:
      - name: "id"
        required: true
      security: []
definitions:
  Empty: {}
n: 1
"#
    );
    let compact = print(&node, Format::Compact);
    assert!(
        compact.starts_with(r#"{"swagger":"2.0","schemes":["https"],"paths":{"#)
            && compact.ends_with(r#"{"Empty":{}},"n":1}"#),
        "{compact}"
    );
    assert_eq!(
        print(&node, Format::Json),
        r#"{
  "swagger" : "2.0",
  "schemes" : [ "https" ],
  "paths" : {
    "/pets/{id}" : {
      "get" : {
        "responses" : {
          "200" : {
            "description" : "200 response"
          }
        },
        "parameters" : [ {
          "name" : "id",
          "required" : true
        } ],
        "security" : [ ]
      }
    }
  },
  "definitions" : {
    "Empty" : { }
  },
  "n" : 1
}"#
    );
}
