//! Models: JSON schemas of draft 4, and what a body is refused for.

use portcullis_catalog::schema::{Reason, Schema, SchemaError, without_model_references};
use serde_json::{Value, json};

const STEPS: u64 = 100_000;

fn alone(schema: &Value) -> Result<Schema, SchemaError> {
    Schema::compile(schema, &|_| None)
}

fn findings(schema: &Value, value: &Value) -> Vec<String> {
    let schema = alone(schema).unwrap_or_else(|error| panic!("{schema}: {error}"));
    let reasons = schema.validate(value, STEPS).err().unwrap_or_default();
    reasons.iter().map(Reason::told).collect()
}

#[test]
fn each_keyword_says_what_is_wrong_in_the_words_of_aws() {
    for (schema, good, bad, message) in [
        (
            json!({"type": "string"}),
            json!("a"),
            json!(1),
            "instance type (integer) does not match any allowed primitive type (allowed: [\"string\"])",
        ),
        (
            json!({"type": "number"}),
            json!(1),
            json!("1"),
            "instance type (string) does not match any allowed primitive type (allowed: [\"integer\",\"number\"])",
        ),
        (
            json!({"type": "integer"}),
            json!(1),
            json!(1.0),
            "instance type (number) does not match any allowed primitive type (allowed: [\"integer\"])",
        ),
        (
            json!({"type": ["null", "array"]}),
            json!(null),
            json!(false),
            "instance type (boolean) does not match any allowed primitive type (allowed: [\"array\",\"null\"])",
        ),
        (
            json!({"enum": ["a", 1]}),
            json!(1.0),
            json!("b"),
            "instance value (\"b\") not found in enum (possible values: [\"a\",1])",
        ),
        (
            json!({"required": ["name", "id"]}),
            json!({"id": 1, "name": 2}),
            json!({}),
            "object has missing required properties ([\"id\",\"name\"])",
        ),
        (
            json!({"minimum": 1}),
            json!(1),
            json!(0.5),
            "numeric instance is lower than the required minimum (minimum: 1, found: 0.5)",
        ),
        (
            json!({"minimum": 1, "exclusiveMinimum": true}),
            json!(2),
            json!(1),
            "numeric instance is not strictly greater than the required minimum 1",
        ),
        (
            json!({"maximum": 1}),
            json!(1),
            json!(2),
            "numeric instance is greater than the required maximum (maximum: 1, found: 2)",
        ),
        (
            json!({"maximum": 1, "exclusiveMaximum": true}),
            json!(0),
            json!(1),
            "numeric instance is not strictly lower than the required maximum 1",
        ),
        (
            json!({"multipleOf": 0.1}),
            json!(0.3),
            json!(0.35),
            "remainder of division is not zero (0.35 / 0.1)",
        ),
        (
            json!({"minLength": 2}),
            json!("é€"),
            json!("é"),
            "string \"é\" is too short (length: 1, required minimum: 2)",
        ),
        (
            json!({"maxLength": 2}),
            json!("é€"),
            json!("abc"),
            "string \"abc\" is too long (length: 3, maximum allowed: 2)",
        ),
        (
            json!({"pattern": "^a"}),
            json!("ab"),
            json!("b"),
            "ECMA 262 regex \"^a\" does not match input string \"b\"",
        ),
        (
            json!({"format": "email"}),
            json!("a@b.c"),
            json!("a"),
            "string \"a\" is not a valid email address",
        ),
        (
            json!({"minItems": 1}),
            json!([1]),
            json!([]),
            "array is too short: must have at least 1 elements but instance has 0 elements",
        ),
        (
            json!({"maxItems": 1}),
            json!([1]),
            json!([1, 2]),
            "array is too long: must have at most 1 elements but instance has 2 elements",
        ),
        (
            json!({"uniqueItems": true}),
            json!([1, "1"]),
            json!([{"a": 1, "b": 1.0}, {"b": 1, "a": 1}]),
            "array must not contain duplicate elements",
        ),
        (
            json!({"items": [{}], "additionalItems": false}),
            json!([1]),
            json!([1, 2]),
            "schema only allows 1 elements in array but instance has 2 elements",
        ),
        (
            json!({"minProperties": 1}),
            json!({"a": 1}),
            json!({}),
            "object has too few properties (found 0 but schema requires at least 1)",
        ),
        (
            json!({"maxProperties": 1}),
            json!({"a": 1}),
            json!({"a": 1, "b": 1}),
            "object has too many properties (found 2 but schema requires at most 1)",
        ),
        (
            json!({"properties": {"a": {}}, "patternProperties": {"^x-": {}}, "additionalProperties": false}),
            json!({"a": 1, "x-b": 1}),
            json!({"c": 1, "b": 1}),
            "object instance has properties which are not allowed by the schema: [\"b\",\"c\"]",
        ),
        (
            json!({"dependencies": {"a": ["b", "c"]}}),
            json!({"b": 1}),
            json!({"a": 1, "b": 1}),
            "property \"a\" of object has missing property dependencies (schema requires [\"b\",\"c\"]; missing: [\"c\"])",
        ),
        (
            json!({"dependencies": {"a": {"required": ["b"]}}}),
            json!({"a": 1, "b": 1}),
            json!({"a": 1}),
            "object has missing required properties ([\"b\"])",
        ),
        (
            json!({"allOf": [{"minimum": 1}, {"maximum": 2}]}),
            json!(1),
            json!(3),
            "instance failed to match all required schemas (matched only 1 out of 2)",
        ),
        (
            json!({"anyOf": [{"type": "string"}, {"minimum": 1}]}),
            json!("a"),
            json!(0),
            "instance failed to match at least one required schema among 2",
        ),
        (
            json!({"oneOf": [{"type": "integer"}, {"minimum": 1}]}),
            json!(0),
            json!(1),
            "instance failed to match exactly one schema (matched 2 out of 2)",
        ),
        (
            json!({"not": {"type": "null"}}),
            json!(1),
            json!(null),
            "instance matched a schema which it should not have",
        ),
    ] {
        assert_eq!(findings(&schema, &good), [""; 0], "{schema} {good}");
        assert_eq!(findings(&schema, &bad), [message], "{schema} {bad}");
    }
}

#[test]
fn what_is_inside_is_asked_where_the_level_above_holds() {
    let schema = json!({
        "type": "object", "required": ["a"],
        "properties": {"a": {"type": "string"}, "list": {"items": {"minimum": 0}}},
        "additionalProperties": {"type": "boolean"},
    });
    let both = json!({"a": 1, "list": [1, -1], "other": "x"});
    assert_eq!(
        findings(&schema, &both),
        [
            "instance type (integer) does not match any allowed primitive type (allowed: [\"string\"])",
            "numeric instance is lower than the required minimum (minimum: 0, found: -1)",
            "instance type (string) does not match any allowed primitive type (allowed: [\"boolean\"])",
        ]
    );
    let above = json!({"list": [-1]});
    assert_eq!(
        findings(&schema, &above),
        ["object has missing required properties ([\"a\"])"]
    );
}

#[test]
fn references_go_to_definitions_and_to_other_models_of_the_api() {
    let models = |name: &str| match name {
        "Item" => Some(json!({
            "type": "object", "required": ["id"],
            "properties": {"id": {"$ref": "#/definitions/Id"}, "parts": {"items": {"$ref": "https://apigateway.amazonaws.com/restapis/abc123/models/Item"}}},
            "definitions": {"Id": {"type": "integer"}},
        })),
        _ => None,
    };
    let list = json!({
        "type": "array", "items": {"$ref": "https://apigateway.amazonaws.com/restapis/abc123/models/Item"},
    });
    let schema = Schema::compile(&list, &models).unwrap();
    let flat = without_model_references(&list, &models);
    let text = flat.to_string();
    assert!(!text.contains("restapis"), "{text}");
    let flattened = alone(&flat).unwrap();
    for (value, holds) in [
        (json!([]), true),
        (json!([{"id": 1, "parts": [{"id": 2}]}]), true),
        (json!([{"id": "1"}]), false),
        (
            json!([{"id": 1, "parts": [{"id": 2, "parts": [{}]}]}]),
            false,
        ),
    ] {
        assert_eq!(schema.validate(&value, STEPS).is_ok(), holds, "{value}");
        assert_eq!(flattened.validate(&value, STEPS).is_ok(), holds, "{value}");
    }
    for (reference, expected) in [
        (
            "#/definitions/None",
            "`#/definitions/None` does not refer to anything",
        ),
        (
            "http://example.com/schema.json",
            "`http://example.com/schema.json` does not refer to anything",
        ),
        (
            "https://apigateway.amazonaws.com/restapis/abc123/models/Other",
            "there is no model `Other`",
        ),
    ] {
        let error = Schema::compile(&json!({"$ref": reference}), &models).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn what_is_no_schema_of_draft_4_is_refused() {
    for schema in [
        json!(1),
        json!({"type": "text"}),
        json!({"type": []}),
        json!({"required": true}),
        json!({"required": []}),
        json!({"required": ["a", "a"]}),
        json!({"properties": {"a": 1}}),
        json!({"items": []}),
        json!({"exclusiveMinimum": 1}),
        json!({"minimum": "1"}),
        json!({"minLength": -1}),
        json!({"multipleOf": 0}),
        json!({"pattern": "("}),
        json!({"enum": []}),
        json!({"definitions": {"unused": {"type": 1}}}),
    ] {
        assert!(alone(&schema).is_err(), "{schema}");
    }
    let known = alone(
        &json!({"type": "object", "example": {}, "properties": {"nullable": {"nullable": true}}}),
    );
    assert_eq!(known.unwrap().unknown_keywords(), ["example", "nullable"]);
}

#[test]
fn the_work_is_bounded_whatever_the_schema_says() {
    // Refers to itself without looking into the value.
    let circle = json!({"allOf": [{"$ref": "#"}]});
    // Doubles with each level of the value.
    let twice = json!({"properties": {"a": {"anyOf": [
        {"allOf": [{"$ref": "#"}, {"$ref": "#"}, {"type": "null"}]},
        {"allOf": [{"$ref": "#"}, {"$ref": "#"}, {"type": "null"}]},
    ]}}});
    let mut deep = json!(1);
    for _ in 0..60 {
        deep = json!({"a": deep});
    }
    for (schema, value) in [(circle, json!({})), (twice, deep)] {
        assert_eq!(
            findings(&schema, &value),
            ["the schema takes too long to validate"]
        );
    }
    // As deep as a body may be, with a reference at each level.
    let list = json!({"type": "array", "items": {"$ref": "#"}});
    let mut deep = json!([]);
    for _ in 0..125 {
        deep = json!([deep]);
    }
    assert_eq!(findings(&list, &deep), [""; 0]);
    // A thousand faults are not all told.
    let many = Value::from(vec!["x"; 1_000]);
    assert!(findings(&json!({"items": {"type": "null"}}), &many).len() <= 50);
}

#[test]
fn what_a_log_is_told_repeats_nothing_of_the_value() {
    const PLANTED: &str = "planted";
    let long = format!("{PLANTED}{}", "x".repeat(300));
    for (schema, value, logged) in [
        (
            json!({"enum": ["a"]}),
            json!(PLANTED),
            "instance value ((not shown)) not found in enum (possible values: [\"a\"])",
        ),
        (
            json!({"type": "string", "maxLength": 3}),
            json!(long),
            "string \"(not shown)\" is too long (length: 307, maximum allowed: 3)",
        ),
        (
            json!({"minLength": 30}),
            json!(PLANTED),
            "string \"(not shown)\" is too short (length: 7, required minimum: 30)",
        ),
        (
            json!({"pattern": "^[0-9]+$"}),
            json!(PLANTED),
            "ECMA 262 regex \"^[0-9]+$\" does not match input string \"(not shown)\"",
        ),
        (
            json!({"format": "email"}),
            json!(PLANTED),
            "string \"(not shown)\" is not a valid email address",
        ),
        (
            json!({"additionalProperties": false}),
            json!({"planted": 1}),
            "object instance has properties which are not allowed by the schema: (not shown)",
        ),
        (
            json!({"maximum": 3}),
            json!(777),
            "numeric instance is greater than the required maximum (maximum: 3, found: (not shown))",
        ),
        (
            json!({"minimum": 3}),
            json!(-777),
            "numeric instance is lower than the required minimum (minimum: 3, found: (not shown))",
        ),
        (
            json!({"multipleOf": 2}),
            json!(777),
            "remainder of division is not zero ((not shown) / 2)",
        ),
    ] {
        let reasons = alone(&schema).unwrap().validate(&value, STEPS).unwrap_err();
        let [reason] = &reasons[..] else {
            panic!("{schema}: {reasons:?}")
        };
        assert_eq!(reason.logged(), logged);
        let told = reason.told();
        assert!(told.contains(PLANTED) || told.contains("777"), "{told}");
    }
}
