//! Every data case: a template, what it is given, and what comes of it. A case says the text
//! (`renders`), or the JSON that the text is (`json`), or the beginning of the error (`fails`).

use std::collections::BTreeMap;

use portcullis_vtl::{Data, Inputs, Limits, Overrides, Parameters, Template};
use serde_json::Value as Json;

const FILES: [(&str, &str); 5] = [
    ("api_gateway", include_str!("cases/api_gateway.json")),
    ("recorded", include_str!("cases/recorded.json")),
    ("velocity", include_str!("cases/velocity.json")),
    ("methods", include_str!("cases/methods.json")),
    ("json_path", include_str!("cases/json_path.json")),
];

#[test]
fn every_case_renders_as_it_says() {
    let mut wrong = Vec::new();
    for (file, text) in FILES {
        let cases: Vec<Json> = serde_json::from_str(text).expect("the cases are JSON");
        for case in &cases {
            if let Err(reason) = check(case) {
                wrong.push(format!("{file}: {}: {reason}", case["name"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(case: &Json) -> Result<(), String> {
    let template = match &case["template"] {
        Json::String(text) => text.clone(),
        Json::Array(lines) => lines
            .iter()
            .filter_map(Json::as_str)
            .collect::<Vec<_>>()
            .join("\n"),
        _ => return Err("has no template".to_owned()),
    };
    let pairs = |name: &str| -> Vec<(String, String)> {
        let pairs = case[name].as_object().into_iter().flatten();
        pairs
            .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
            .collect()
    };
    let (path, querystring, header) = (pairs("path"), pairs("querystring"), pairs("header"));
    let stage: BTreeMap<String, String> = pairs("stageVariables").into_iter().collect();
    let inputs = Inputs {
        body: case["body"].as_str().unwrap_or_default(),
        parameters: Parameters {
            path: borrowed(&path),
            querystring: borrowed(&querystring),
            header: borrowed(&header),
        },
        context: data(&case["context"]),
        stage_variables: Some(&stage),
        overrides: Overrides::default(),
    };
    let rendered = Template::parse(&template)
        .map_err(|error| error.to_string())
        .and_then(|template| {
            let rendered = template.render(&inputs, Limits::default());
            rendered.map_err(|error| error.to_string())
        });
    match (rendered, case["fails"].as_str()) {
        (Err(error), Some(expected)) if error.contains(expected) => Ok(()),
        (Err(error), _) => Err(error),
        (Ok(rendered), Some(_)) => Err(format!("does not fail: {:?}", rendered.text)),
        (Ok(rendered), None) => {
            let text = rendered.text;
            if let Some(expected) = case["renders"].as_str()
                && expected != text
            {
                return Err(format!("{text:?} instead of {expected:?}"));
            }
            if !case["json"].is_null() {
                let parsed: Json =
                    serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
                if parsed != case["json"] {
                    return Err(format!("{parsed} instead of {}", case["json"]));
                }
            }
            if case["renders"].is_null() && case["json"].is_null() {
                return Err("says nothing of what comes out".to_owned());
            }
            let set = serde_json::json!({
                "header": object(rendered.overrides.request_headers()),
                "querystring": object(rendered.overrides.request_querystring()),
                "path": object(rendered.overrides.request_path()),
                "responseHeader": object(rendered.overrides.response_headers()),
                "status": rendered.overrides.response_status(),
            });
            for (name, expected) in case["overrides"].as_object().into_iter().flatten() {
                if &set[name] != expected {
                    return Err(format!("sets {} instead of {expected}", set[name]));
                }
            }
            Ok(())
        }
    }
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

fn object<'o>(pairs: impl Iterator<Item = (&'o str, Vec<String>)>) -> Json {
    let pairs = pairs.map(|(name, values)| {
        let value = match values.as_slice() {
            [one] => Json::from(one.as_str()),
            many => Json::from(many.to_vec()),
        };
        (name.to_owned(), value)
    });
    Json::Object(pairs.collect())
}

fn data(json: &Json) -> Data {
    match json {
        Json::Null => Data::Null,
        Json::Bool(it) => Data::Bool(*it),
        Json::Number(it) => it
            .as_i64()
            .map_or_else(|| Data::Float(it.as_f64().unwrap_or_default()), Data::Int),
        Json::String(it) => Data::Text(it.clone()),
        Json::Array(items) => Data::List(items.iter().map(data).collect()),
        Json::Object(entries) => {
            let entries = entries.iter();
            Data::Map(entries.map(|(name, it)| (name.clone(), data(it))).collect())
        }
    }
}
