//! Definitions of whole APIs, sent and fetched by boto3 and AWS CLI as people do it: the files go in as they are, and what
//! comes back is a file that can go in again.

use std::process::Command;

use serde_json::{Value, json};

use crate::api::host;
use crate::aws::{A, Call, Keys};
use crate::clients::{aws_cli, fail, folder, last_line, python, succeed};
use crate::gateway::{Gateway, Scratch};

const DEFINITION: &str = "openapi: 3.0.1
info: {title: orders, description: All orders, version: v1}
paths:
  /orders/{id}:
    get:
      operationId: ReadOrder
      responses: {200: {description: an order, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: {application/json: '{\"statusCode\": 200}'}
        responses: {default: {statusCode: 200}}
    put:
      security: [{sigv4: []}]
      x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{\"statusCode\": 200}'}}
components:
  schemas: {Order: {type: object, properties: {id: {type: string}}}}
  securitySchemes:
    sigv4: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
x-amazon-apigateway-gateway-responses:
  MISSING_AUTHENTICATION_TOKEN: {statusCode: 404, responseTemplates: {application/json: '{\"message\": \"nothing here\"}'}}
";

#[test]
fn boto3_imports_merges_overwrites_and_exports() {
    let gateway = Gateway::dev(&[]);
    let Some(mut boto3) = python() else { return };
    boto3
        .envs(Keys::root(A).environment())
        .env("AWS_ENDPOINT_URL", format!("http://{}", gateway.control))
        .arg(folder().join("openapi.py"));
    let printed = last_line(&succeed(&mut boto3));
    assert_eq!(
        printed["merged"],
        json!(["/", "/orders", "/orders/{id}", "/status"])
    );
    assert_eq!(printed["overwritten"], json!(["/", "/status"]));
    assert_eq!(
        printed["disposition"],
        "attachment; filename=\"oas30_v1.json\""
    );
    assert_eq!(
        printed["equal"], true,
        "what was exported, imported, exported: {printed}"
    );
    assert_eq!(
        printed["refused"],
        "Errors found during import:\n\tUnable to put integration on 'GET' for resource at path '/': Invalid HTTP endpoint specified for URI"
    );
}

#[test]
fn aws_cli_sends_files_and_writes_files_and_the_gateway_serves_them() {
    let gateway = Gateway::dev(&[]);
    let scratch = Scratch::new();
    let file = scratch.file("orders.yaml", DEFINITION);
    let exported = scratch.path().join("exported.yaml");
    let cli = |arguments: &str| -> Option<Command> {
        let mut command = aws_cli(gateway.control)?;
        let arguments = arguments
            .replace("FILE", &format!("fileb://{}", file.display()))
            .replace("EXPORTED", &exported.display().to_string());
        command
            .envs(Keys::root(A).environment())
            .args(arguments.split(' '));
        Some(command)
    };
    let run = |arguments: &str| -> Option<Value> {
        let printed = succeed(&mut cli(arguments)?);
        Some(serde_json::from_str(&printed).unwrap_or_default())
    };
    let import = "apigateway import-rest-api --parameters endpointConfigurationTypes=REGIONAL --fail-on-warnings --body FILE";
    let Some(made) = run(import) else { return };
    assert_eq!(made["name"], "orders");
    let id = made["id"].as_str().unwrap();
    run(&format!(
        "apigateway create-deployment --rest-api-id {id} --stage-name prod"
    ))
    .unwrap();

    // It acts: one method is open, one wants a signature, and the gateway response is the definition's.
    let open = Call::api("GET", &host(id), "/prod/orders/7").send(gateway.address);
    assert_eq!(open.status, 200, "{}", open.text());
    let unsigned = Call::api("PUT", &host(id), "/prod/orders/7").send(gateway.address);
    assert_eq!(unsigned.status, 404, "{}", unsigned.text());
    let signed = Call::api("PUT", &host(id), "/prod/orders/7").signed(&Keys::root(A));
    assert_ne!(signed.send(gateway.address).status, 404);

    let export = format!(
        "apigateway get-export --rest-api-id {id} --stage-name prod --export-type oas30 --accepts application/yaml --parameters extensions=apigateway EXPORTED"
    );
    let shown = run(&export).unwrap();
    assert_eq!(shown["contentType"], "application/octet-stream");
    let text = std::fs::read_to_string(&exported).unwrap();
    assert!(
        text.starts_with("---\nopenapi: \"3.0.1\"\ninfo:\n  title: \"orders\"\n"),
        "{text}"
    );
    let again = fail(
        &mut cli("apigateway put-rest-api --rest-api-id nothinghere --mode overwrite --body FILE")
            .unwrap(),
    );
    assert!(again.contains("NotFoundException"), "{again}");
    let put = format!(
        "apigateway put-rest-api --rest-api-id {id} --mode overwrite --fail-on-warnings --body fileb://{}",
        exported.display()
    );
    assert_eq!(run(&put).unwrap()["name"], "orders");
}
