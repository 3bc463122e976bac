//! The route table: precedence, fallback and misses as API Gateway has them.

use portcullis_catalog::api::Resource;
use portcullis_catalog::pattern::Patterns;
use portcullis_catalog::route::RouteTable;

use crate::build::{deployment, resource};

fn table(resources: Vec<Resource>) -> RouteTable {
    let deployment = deployment("abc123", resources);
    RouteTable::compile(&deployment.frozen, &mut Patterns::default())
}

fn pets() -> RouteTable {
    table(vec![
        resource("/", &["GET"]),
        resource("/pets", &["GET", "POST"]),
        resource("/pets/{id}", &["GET"]),
        resource("/pets/{id}/toys", &["GET"]),
        resource("/pets/special", &["GET"]),
        resource("/test", &["POST"]),
        resource("/{proxy+}", &["ANY"]),
        resource("/only/{rest+}", &["GET"]),
    ])
}

fn check(verb: &str, path: &str, expected: Option<&str>) {
    let table = pets();
    let found = table
        .find(verb, path)
        .map(|method| method.resource_path.as_str());
    assert_eq!(found, expected, "{verb} /{path}");
}

#[test]
fn a_literal_wins_over_a_parameter_and_that_over_a_proxy() {
    check("GET", "", Some("/"));
    check("GET", "pets", Some("/pets"));
    check("GET", "pets/special", Some("/pets/special"));
    check("GET", "pets/7", Some("/pets/{id}"));
    check("GET", "pets/special/toys", Some("/pets/{id}/toys"));
    check("GET", "other/a/b", Some("/{proxy+}"));
}

#[test]
fn a_resource_without_the_verb_yields_to_the_proxy_beside_it() {
    check("OPTIONS", "test", Some("/{proxy+}"));
    check("POST", "test", Some("/test"));
    check("DELETE", "pets/7", Some("/{proxy+}"));
}

#[test]
fn head_is_not_implied_by_get_and_any_is_seven_verbs() {
    check("HEAD", "pets", Some("/{proxy+}"));
    check("TRACE", "nowhere", None);
    check("CONNECT", "nowhere", None);
    check("get", "nowhere", None);
}

#[test]
fn a_proxy_needs_at_least_one_segment_and_the_root_is_no_segment() {
    let table = table(vec![resource("/only/{rest+}", &["GET"])]);
    assert!(table.find("GET", "only").is_none());
    assert!(table.find("GET", "").is_none());
    assert!(table.find("GET", "only/a/b/c").is_some());
}

#[test]
fn matching_is_case_sensitive() {
    let table = table(vec![resource("/pets", &["GET"])]);
    assert!(table.find("GET", "Pets").is_none());
}

#[test]
fn parameters_are_read_off_the_template_that_matched() {
    let table = pets();
    let read = |path: &str| -> Vec<(String, String)> {
        let method = table.find("GET", path).unwrap();
        let parameters = method.path_parameters(path);
        parameters
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    assert_eq!(read("pets/a b/toys"), [("id".to_owned(), "a b".to_owned())]);
    assert_eq!(read("only/a/b"), [("rest".to_owned(), "a/b".to_owned())]);
    assert!(read("pets").is_empty());
}

#[test]
fn a_path_as_long_as_a_url_is_walked_without_trouble() {
    let long = "a/".repeat(5_000);
    check("GET", &long, Some("/{proxy+}"));
}
