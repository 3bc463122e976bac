//! API Gateway's operations for REST APIs, through signed requests.

mod access_associations;
mod api;
mod authorizers;
mod canaries;
mod client_certificates;
mod deployments;
mod documentation;
mod domain_names;
mod gateway_responses;
mod integrations;
mod methods;
mod models;
mod openapi;
mod patches;
mod permissions;
mod pinned_ids;
mod resources;
mod stages;
mod tags;
mod test_invoke;
mod usage_plans;
mod vpc_links;

use serde_json::{Value, json};

use crate::harness::{Answer, Harness, Keys};

/// A control plane with one API, and its owner's keys.
struct Api {
    harness: Harness,
    keys: Keys,
    id: String,
    root: String,
}

impl Api {
    /// A regional API.
    fn new() -> Self {
        Self::with(&json!({"name": "items", "endpointConfiguration": {"types": ["REGIONAL"]}}))
    }

    /// An API made with this input.
    fn with(input: &Value) -> Self {
        let harness = Harness::new();
        let keys = Harness::root();
        let made = harness.rest(&keys, "POST", "/restapis", input);
        let made = made.expect(201).json();
        let (id, root) = (text(&made["id"]), text(&made["rootResourceId"]));
        Self {
            harness,
            keys,
            id,
            root,
        }
    }

    /// A call below `/restapis/{id}`.
    fn call(&self, method: &str, below: &str, body: Value) -> Answer {
        self.harness.rest(
            &self.keys,
            method,
            &format!("/restapis/{}{below}", self.id),
            &body,
        )
    }

    fn get(&self, below: &str) -> Value {
        self.call("GET", below, Value::Null).expect(200).json()
    }

    /// A PATCH with these operations: op, path, value.
    fn patch(&self, below: &str, operations: &[(&str, &str, &str)]) -> Answer {
        let operations: Vec<Value> = operations
            .iter()
            .map(|(op, path, value)| json!({"op": op, "path": path, "value": value}))
            .collect();
        self.call("PATCH", below, json!({"patchOperations": operations}))
    }

    /// A new resource, by its id.
    fn resource(&self, parent: &str, part: &str) -> String {
        let made = self.call(
            "POST",
            &format!("/resources/{parent}"),
            json!({"pathPart": part}),
        );
        text(&made.expect(201).json()["id"])
    }

    /// A method with a MOCK integration.
    fn mock(&self, resource: &str, verb: &str) {
        let method = format!("/resources/{resource}/methods/{verb}");
        self.call("PUT", &method, json!({"authorizationType": "AWS_IAM"}))
            .expect(201);
        self.call(
            "PUT",
            &format!("{method}/integration"),
            json!({"type": "MOCK"}),
        )
        .expect(201);
    }

    /// A deployment of the API as it is, by its id.
    fn deploy(&self) -> String {
        text(
            &self
                .call("POST", "/deployments", json!({}))
                .expect(201)
                .json()["id"],
        )
    }
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("not a text: {value}"))
        .to_owned()
}

const BAD_REQUEST: &str = "BadRequestException";
const NOT_FOUND: &str = "NotFoundException";
const CONFLICT: &str = "ConflictException";
