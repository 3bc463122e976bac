//! Definitions as their clients write them, through the public interface.

mod base_paths;
mod documents;
mod hostile;
mod reading;
mod round_trip;
mod security;
mod writing;
mod yaml;

use portcullis_openapi::{Dialect, Extensions, Node, Options, Reading, Target, parse, read};
use serde_json::{Value, json};

/// What a document says, with the default options.
#[track_caller]
fn reading(document: &Value) -> Reading {
    reading_with(document, &Options::default())
}

#[track_caller]
fn reading_with(document: &Value, options: &Options) -> Reading {
    read(tree(document), options).unwrap_or_else(|error| panic!("{error}"))
}

fn tree(document: &Value) -> Node {
    parse(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// A document of OpenAPI 3.0 with these members besides its title.
fn openapi(members: Value) -> Value {
    with(
        json!({"openapi": "3.0.1", "info": {"title": "pets", "version": "1"}}),
        members,
    )
}

/// A document of Swagger 2.0 with these members besides its title.
fn swagger(members: Value) -> Value {
    with(
        json!({"swagger": "2.0", "info": {"title": "pets", "version": "1"}}),
        members,
    )
}

fn with(mut document: Value, members: Value) -> Value {
    let (Value::Object(document_members), Value::Object(members)) = (&mut document, members) else {
        panic!("not an object");
    };
    document_members.extend(members);
    document
}

/// Everything, in this specification.
fn target(dialect: Dialect) -> Target {
    Target {
        dialect,
        extensions: Extensions {
            integrations: true,
            authorizers: true,
            apigateway: true,
            documentation: true,
        },
        host: "abc.execute-api.us-east-1.amazonaws.com".to_owned(),
        stage: "prod".to_owned(),
    }
}

const BOTH: [Dialect; 2] = [Dialect::Swagger, Dialect::OpenApi];
