//! Documentation parts and versions.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, CONFLICT, NOT_FOUND, text};

const NO_PART: &str = "Invalid Documentation part identifier specified";

fn part(api: &Api, location: Value) -> crate::harness::Answer {
    let input = json!({"location": location, "properties": r#"{"description": "x"}"#});
    api.call("POST", "/documentation/parts", input)
}

#[test]
fn a_part_lives_as_recorded_from_aws() {
    let api = Api::new();
    let made = part(&api, json!({"type": "API"})).expect(201).json();
    let id = text(&made["id"]);
    let mut expected =
        json!({"id": id, "location": {"type": "API"}, "properties": r#"{"description": "x"}"#});
    assert_eq!(made, expected);
    let path = format!("/documentation/parts/{id}");
    assert_eq!(api.get(&path), expected);
    assert_eq!(api.get("/documentation/parts"), json!({"item": [expected]}));
    let properties = r#"{"description": "updated"}"#;
    let patched = api.patch(&path, &[("replace", "/properties", properties)]);
    expected["properties"] = json!(properties);
    assert_eq!(patched.expect(200).json(), expected);
    api.patch(&path, &[("add", "/properties", properties)])
        .refused(
            400,
            BAD_REQUEST,
            "Invalid patch path  '/properties' specified for op 'add'. Please choose supported operations",
        );
    api.patch(&path, &[("replace", "/invalidPath", properties)])
        .refused(
            400,
            BAD_REQUEST,
            "Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/properties]",
        );
    api.call("DELETE", &path, Value::Null).expect(202);
    for verb in ["GET", "DELETE"] {
        api.call(verb, &path, Value::Null)
            .refused(404, NOT_FOUND, NO_PART);
    }
}

#[test]
fn a_place_has_the_members_of_its_type_and_is_described_once() {
    let api = Api::new();
    for (first, same) in [
        (json!({"type": "API"}), json!({"type": "API"})),
        (
            json!({"type": "RESOURCE"}),
            json!({"type": "RESOURCE", "path": "/"}),
        ),
        (
            json!({"type": "METHOD", "path": "/pets"}),
            json!({"type": "METHOD", "path": "/pets", "method": "*"}),
        ),
        (
            json!({"type": "RESPONSE_HEADER", "name": "X"}),
            json!({"type": "RESPONSE_HEADER", "path": "/", "method": "*", "statusCode": "*", "name": "X"}),
        ),
    ] {
        part(&api, first.clone()).expect(201);
        assert_eq!(part(&api, same).status, 409, "{first}");
    }
    part(&api, json!({"type": "API"})).refused(
        409,
        CONFLICT,
        "Documentation part already exists for the specified location: type 'API'.",
    );
    for wrong in [
        json!({"type": "API", "path": "/"}),
        json!({"type": "RESOURCE", "method": "GET"}),
        json!({"type": "METHOD", "name": "x"}),
        json!({"type": "METHOD", "path": "pets"}),
        json!({"type": "METHOD", "method": "FETCH"}),
        json!({"type": "MODEL"}),
        json!({"type": "QUERY_PARAMETER", "path": "/pets"}),
        json!({"type": "RESPONSE", "statusCode": "99"}),
    ] {
        assert_eq!(part(&api, wrong.clone()).status, 400, "{wrong}");
    }
    for properties in ["", "text", "[]", "{", "null"] {
        let input = json!({"location": {"type": "RESPONSE"}, "properties": properties});
        let answer = api.call("POST", "/documentation/parts", input);
        assert_eq!(answer.status, 400, "{properties}");
    }
}

#[test]
fn parts_are_found_by_type_path_and_name_and_listed_in_pages() {
    let api = Api::new();
    for location in [
        json!({"type": "RESPONSE", "path": "/pets", "statusCode": "200"}),
        json!({"type": "METHOD", "path": "/pets", "method": "GET"}),
        json!({"type": "MODEL", "name": "Pet"}),
        json!({"type": "API"}),
    ] {
        part(&api, location).expect(201);
    }
    let types = |query: &str| {
        let listed = api.get(&format!("/documentation/parts{query}"));
        let items = listed["item"].as_array().unwrap().iter();
        items
            .map(|item| text(&item["location"]["type"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(types(""), ["API", "METHOD", "MODEL", "RESPONSE"]);
    assert_eq!(types("?type=METHOD"), ["METHOD"]);
    assert_eq!(types("?path=/pets"), ["METHOD", "RESPONSE"]);
    assert_eq!(types("?name=Pe"), ["MODEL"]);
    let first = api.get("/documentation/parts?limit=3");
    let position = text(&first["position"]);
    let rest = format!("?limit=3&position={position}");
    assert_eq!(types(&rest), ["RESPONSE"]);
}

#[test]
fn what_nothing_is_said_about_can_be_asked_for() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    part(&api, json!({"type": "API"})).expect(201);
    part(
        &api,
        json!({"type": "METHOD", "path": "/", "method": "GET"}),
    )
    .expect(201);
    let listed = api.get("/documentation/parts?locationStatus=UNDOCUMENTED&path=/");
    let places: Vec<Value> = listed["item"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["location"].clone())
        .collect();
    let body = json!({"type": "REQUEST_BODY", "path": "/", "method": "GET"});
    let resource = json!({"type": "RESOURCE", "path": "/"});
    assert_eq!(&places[places.len() - 2..], [body, resource]);
    assert!(!places.contains(&json!({"type": "API"})));
}

#[test]
fn a_version_keeps_what_the_parts_were_and_a_stage_can_name_it() {
    let api = Api::new();
    part(&api, json!({"type": "API"})).expect(201);
    api.mock(&api.root, "GET");
    api.call("POST", "/deployments", json!({"stageName": "prod"}))
        .expect(201);
    let input = json!({"documentationVersion": "v123", "stageName": "prod"});
    let made = api.call("POST", "/documentation/versions", input.clone());
    let made = made.expect(201).json();
    assert_eq!(made["version"], "v123");
    assert!(made["createdDate"].is_i64(), "{made}");
    assert_eq!(api.get("/stages/prod")["documentationVersion"], "v123");
    api.call("POST", "/documentation/versions", input).refused(
        409,
        CONFLICT,
        "Documentation version already exists",
    );
    let path = "/documentation/versions/v123";
    let patched = api.patch(path, &[("replace", "/description", "doc version new")]);
    assert_eq!(patched.expect(200).json()["description"], "doc version new");
    assert_eq!(api.patch(path, &[("replace", "/version", "x")]).status, 400);
    let listed = api.get("/documentation/versions");
    assert_eq!(listed["item"], json!([api.get(path)]));
    for version in ["", " "] {
        let input = json!({"documentationVersion": version});
        let blank = api.call("POST", "/documentation/versions", input);
        assert_eq!(blank.status, 400);
    }
    api.call("DELETE", path, Value::Null).expect(202);
    assert_eq!(api.get("/stages/prod").get("documentationVersion"), None);
    api.call("GET", path, Value::Null).refused(
        404,
        NOT_FOUND,
        "Invalid Documentation version specified",
    );
}
