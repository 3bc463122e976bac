//! The resource tree: places, conflicts, moves.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, CONFLICT, NOT_FOUND, text};

const UNKNOWN: &str = "Invalid Resource identifier specified";

fn paths(api: &Api) -> Vec<String> {
    let listed = api.get("/resources?limit=500");
    listed["item"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| text(&item["path"]))
        .collect()
}

#[test]
fn resources_are_listed_by_path() {
    let api = Api::new();
    let parent = api.resource(&api.root, "parent");
    api.resource(&api.root, "{proxy+}");
    let child = api.resource(&parent, "{child}");
    api.resource(&child, "{proxy+}");
    api.resource(&parent, "child");
    let expected = [
        "/",
        "/parent",
        "/parent/child",
        "/parent/{child}",
        "/parent/{child}/{proxy+}",
        "/{proxy+}",
    ];
    assert_eq!(paths(&api), expected);
    let shown = api.get(&format!("/resources/{child}"));
    assert_eq!(
        shown,
        json!({"id": child, "parentId": parent, "pathPart": "{child}", "path": "/parent/{child}"})
    );
}

#[test]
fn a_place_that_the_tree_does_not_have_is_refused() {
    let api = Api::new();
    let greedy = api.resource(&api.root, "{proxy+}");
    api.resource(&api.root, "pets");
    let form = "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.";
    for (parent, part, status, code, message) in [
        (
            &api.root,
            "pets",
            409,
            CONFLICT,
            "Another resource with the same parent already has this name: pets",
        ),
        (
            &api.root,
            "{id}",
            400,
            BAD_REQUEST,
            "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed",
        ),
        (
            &greedy,
            "child",
            400,
            BAD_REQUEST,
            "Cannot create a child of a resource with a greedy path variable: {proxy+}",
        ),
        (&"abcdef".to_owned(), "x", 404, NOT_FOUND, UNKNOWN),
        (&api.root, "", 400, BAD_REQUEST, form),
        (&api.root, "a/b", 400, BAD_REQUEST, form),
        (&api.root, "a b", 400, BAD_REQUEST, form),
        (&api.root, "{id", 400, BAD_REQUEST, form),
        (&api.root, "x{id}", 400, BAD_REQUEST, form),
        (&api.root, "{}", 400, BAD_REQUEST, form),
        (&api.root, "..%2f", 400, BAD_REQUEST, form),
    ] {
        let answer = api.call(
            "POST",
            &format!("/resources/{parent}"),
            json!({"pathPart": part}),
        );
        answer.refused(status, code, message);
    }
    assert_eq!(paths(&api), ["/", "/pets", "/{proxy+}"]);
}

#[test]
fn a_resource_moves_with_what_is_below_it() {
    let api = Api::new();
    let pets = api.resource(&api.root, "pets");
    let sub = api.resource(&pets, "subpets");
    let leaf = api.resource(&sub, "pets");
    let at = |id: &str| format!("/resources/{id}");
    for (id, op, path, value, status, code, message) in [
        (
            "abcdef",
            "replace",
            "/pathPart",
            "x",
            404,
            NOT_FOUND,
            UNKNOWN,
        ),
        (
            &pets,
            "replace",
            "/parentId",
            "abcdef",
            404,
            NOT_FOUND,
            UNKNOWN,
        ),
        (
            &pets,
            "replace",
            "/invalid",
            "x",
            400,
            BAD_REQUEST,
            "Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]",
        ),
        (
            &pets,
            "remove",
            "/pathPart",
            "",
            400,
            BAD_REQUEST,
            "Invalid patch path  '/pathPart' specified for op 'remove'. Please choose supported operations",
        ),
        (
            &pets,
            "replace",
            "/parentId",
            &leaf,
            400,
            BAD_REQUEST,
            "Resources cannot be cyclical.",
        ),
        (
            &pets,
            "replace",
            "/parentId",
            &pets,
            400,
            BAD_REQUEST,
            "Resources cannot be cyclical.",
        ),
        (
            &leaf,
            "replace",
            "/parentId",
            &api.root,
            409,
            CONFLICT,
            "Another resource with the same parent already has this name: pets",
        ),
        (
            &api.root,
            "replace",
            "/pathPart",
            "x",
            400,
            BAD_REQUEST,
            "Root resource cannot update its pathPart.",
        ),
        (
            &api.root,
            "replace",
            "/parentId",
            &pets,
            400,
            BAD_REQUEST,
            "Root resource cannot update its parentId.",
        ),
    ] {
        api.patch(&at(id), &[(op, path, value)])
            .refused(status, code, message);
    }
    assert_eq!(
        paths(&api),
        ["/", "/pets", "/pets/subpets", "/pets/subpets/pets"]
    );
    api.patch(&at(&sub), &[("replace", "/parentId", &api.root)])
        .expect(200);
    assert_eq!(paths(&api), ["/", "/pets", "/subpets", "/subpets/pets"]);
    let renamed = api
        .patch(&at(&sub), &[("replace", "/pathPart", "dogs")])
        .expect(200)
        .json();
    assert_eq!(renamed["path"], "/dogs");
    assert_eq!(paths(&api), ["/", "/dogs", "/dogs/pets", "/pets"]);
}

#[test]
fn deleting_a_resource_deletes_what_is_below_it() {
    let api = Api::new();
    let pets = api.resource(&api.root, "pets");
    let sub = api.resource(&pets, "sub");
    api.call("DELETE", &format!("/resources/{pets}"), Value::Null)
        .expect(202);
    assert_eq!(paths(&api), ["/"]);
    api.call("DELETE", &format!("/resources/{sub}"), Value::Null)
        .refused(404, NOT_FOUND, UNKNOWN);
    assert_eq!(
        api.call("DELETE", &format!("/resources/{}", api.root), Value::Null)
            .status,
        400
    );
}

#[test]
fn methods_are_shown_whole_only_where_they_are_asked_for() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    let plain = api.get("/resources");
    assert_eq!(plain["item"][0]["resourceMethods"], json!({"GET": {}}));
    for target in [
        "/resources?embed=methods".to_owned(),
        format!("/resources/{}?embed=methods", api.root),
    ] {
        let shown = api.get(&target);
        let item = if shown["item"].is_array() {
            &shown["item"][0]
        } else {
            &shown
        };
        let method = &item["resourceMethods"]["GET"];
        assert_eq!(method["authorizationType"], "AWS_IAM");
        assert_eq!(method["methodIntegration"]["type"], "MOCK");
    }
}

#[test]
fn an_api_has_at_most_300_resources() {
    let api = Api::new();
    for number in 1..300 {
        api.resource(&api.root, &format!("r{number}"));
    }
    let answer = api.call(
        "POST",
        &format!("/resources/{}", api.root),
        json!({"pathPart": "one-more"}),
    );
    assert_eq!(
        (answer.status, answer.header("x-amzn-ErrorType")),
        (429, Some("LimitExceededException"))
    );
}
