//! What an import makes of a base path (API Gateway Developer Guide, "Set the OpenAPI basePath property").

use portcullis_openapi::{BasePath, Options};
use serde_json::{Value, json};

use super::{openapi, reading_with, swagger};

fn paths(document: &Value, base_path: BasePath) -> Vec<String> {
    let options = Options {
        base_path,
        ..Options::default()
    };
    let reading = reading_with(document, &options);
    assert_eq!(reading.errors, Vec::<String>::new());
    reading.definition.resources.into_keys().collect()
}

#[track_caller]
fn check(document: &Value, ignored: &[&str], prepended: &[&str], split: &[&str]) {
    assert_eq!(paths(document, BasePath::Ignore), ignored);
    assert_eq!(paths(document, BasePath::Prepend), prepended);
    assert_eq!(paths(document, BasePath::Split), split);
}

#[test]
fn swagger_says_it_itself() {
    let document = swagger(json!({"basePath": "/a/b/c", "paths": {"/e": {}, "/f/": {}}}));
    check(
        &document,
        &["/e", "/f"],
        &["/a/b/c/e", "/a/b/c/f"],
        &["/b/c/e", "/b/c/f"],
    );
}

#[test]
fn openapi_says_it_by_a_variable_whether_it_is_used_or_not() {
    let variable = |default: &str| json!({"basePath": {"default": default}});
    let document = openapi(json!({
        "servers": [{"url": "https://testdomain.com", "variables": variable("/base-var")}], "paths": {"/test": {}},
    }));
    check(&document, &["/test"], &["/base-var/test"], &["/test"]);
    let several = openapi(json!({
        "servers": [{"url": "https://a.example/x"}, {"url": "/", "variables": variable("one")}, {"url": "/", "variables": variable("two")}],
        "paths": {"/test": {}},
    }));
    check(&several, &["/test"], &["/one/test"], &["/test"]);
}

#[test]
fn without_a_variable_openapi_says_it_by_the_path_of_its_server() {
    for url in [
        "https://testdomain.com/base-url/part/",
        "/base-url/part",
        "https://testdomain.com/base-url/part?x=1",
        "https://testdomain.com/{first}/part",
    ] {
        let variables = json!({"first": {"default": "base-url"}});
        let document = openapi(
            json!({"servers": [{"url": url, "variables": variables}], "paths": {"/test": {}}}),
        );
        check(
            &document,
            &["/test"],
            &["/base-url/part/test"],
            &["/part/test"],
        );
    }
}

#[test]
fn without_any_the_three_are_one() {
    for document in [
        swagger(json!({"paths": {"/": {}, "/x": {}}})),
        openapi(json!({"servers": [{"url": "https://a.example"}], "paths": {"/": {}, "/x": {}}})),
        openapi(json!({"servers": [{"url": "/"}], "paths": {"/": {}, "/x": {}}})),
    ] {
        check(&document, &["/", "/x"], &["/", "/x"], &["/", "/x"]);
    }
}

#[test]
fn the_names_of_the_modes_have_no_case() {
    assert_eq!("PREPEND".parse(), Ok(BasePath::Prepend));
    assert_eq!("split".parse(), Ok(BasePath::Split));
    assert_eq!("other".parse::<BasePath>(), Err(()));
}
