//! Texts that are made to cost more than they weigh.

use portcullis_openapi::{MAX_BYTES, Options, Unreadable, parse, read};

#[track_caller]
fn too_much(text: &str) {
    let outcome = parse(text.as_bytes()).and_then(|node| read(node, &Options::default()));
    let refused = matches!(
        outcome,
        Err(Unreadable::TooMuch(_) | Unreadable::TooLong | Unreadable::Syntax(_))
    );
    assert!(refused, "{} bytes were read", text.len());
}

#[test]
fn aliases_of_aliases_of_aliases_end() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        let items = vec![below; 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    too_much(&text);
}

#[test]
fn aliases_of_long_texts_end() {
    let long = "x".repeat(1024 * 1024);
    let uses = "- *long\n".repeat(1_000);
    too_much(&format!("text: &long {long}\nuses:\n{uses}"));
}

#[test]
fn anchors_around_anchors_end() {
    let long = "x".repeat(1024 * 1024);
    let open: String = (0..90).map(|level| format!("&a{level} [")).collect();
    let close = "]".repeat(90);
    too_much(&format!("a: {open}{long}{close}\n"));
}

#[test]
fn depth_ends_also_through_aliases() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        too_much(&format!(
            "{}1{}",
            open.repeat(100_000),
            close.repeat(100_000)
        ));
    }
    too_much(&"- ".repeat(10_000));
    let mut text = String::from("a0: &a0 x\n");
    for level in 1..200 {
        text.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    too_much(&text);
}

#[test]
fn a_definition_has_at_most_six_megabytes() {
    let text = format!(
        "{{\"swagger\":\"2.0\",\"x\":\"{}\"}}",
        "y".repeat(MAX_BYTES)
    );
    assert_eq!(parse(text.as_bytes()), Err(Unreadable::TooLong));
    let values = format!("[{}1]", "1,".repeat(600_000));
    too_much(&values);
}

#[test]
fn references_that_repeat_large_things_end() {
    // One response with a large inline schema, used by many operations: each would be a model of its own.
    let properties: String = (0..20_000).map(|n| format!("\"p{n}\":{{}},")).collect();
    let schema = format!("{{\"type\":\"object\",\"properties\":{{{properties}\"z\":{{}}}}}}");
    let response = format!(
        "{{\"description\":\"\",\"content\":{{\"application/json\":{{\"schema\":{schema}}}}}}}"
    );
    let paths: Vec<String> = (0..1_000)
        .map(|n| format!("\"/p{n}\":{{\"get\":{{\"responses\":{{\"200\":{{\"$ref\":\"#/components/responses/R\"}}}}}}}}"))
        .collect();
    too_much(&format!(
        "{{\"openapi\":\"3.0.1\",\"components\":{{\"responses\":{{\"R\":{response}}}}},\"paths\":{{{}}}}}",
        paths.join(",")
    ));
}

#[test]
fn parameters_that_every_method_repeats_end() {
    let parameters: Vec<String> = (0..30_000)
        .map(|n| format!("{{\"name\":\"p{n}\",\"in\":\"query\"}}"))
        .collect();
    let verbs = ["get", "put", "post", "delete", "options", "head", "patch"]
        .map(|verb| format!("\"{verb}\":{{}}"))
        .join(",");
    let reference = "{\"$ref\":\"#/components/parameters/P\"}";
    let paths: Vec<String> = (0..40)
        .map(|n| {
            format!(
                "\"/p{n}\":{{\"parameters\":[{}],{verbs}}}",
                [reference; 5_000].join(",")
            )
        })
        .collect();
    too_much(&format!(
        "{{\"openapi\":\"3.0.1\",\"components\":{{\"parameters\":{{\"P\":{}}}}},\"paths\":{{{}}}}}",
        parameters.first().unwrap(),
        paths.join(",")
    ));
}

#[test]
fn references_in_circles_are_errors() {
    let text = r##"{"openapi":"3.0.1","info":{"title":"x"},
        "components":{"parameters":{"A":{"$ref":"#/components/parameters/B"},"B":{"$ref":"#/components/parameters/A"}}},
        "paths":{"/":{"get":{"parameters":[{"$ref":"#/components/parameters/A"}]}}}}"##;
    let reading = read(parse(text.as_bytes()).unwrap(), &Options::default()).unwrap();
    assert_eq!(reading.errors.len(), 1, "{:?}", reading.errors);
    assert!(reading.errors[0].starts_with("Parse issue: reference #/components/parameters/"));
}
