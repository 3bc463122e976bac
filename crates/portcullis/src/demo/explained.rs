//! Every refused row of the demonstration is explained, and what the explanation says to change is changed: by the AWS
//! call that it names, or at the client. Then that request passes, and no other that was refused does.

use serde_json::{Value, json};

use super::calls::{self, Call};
use super::client::{Keys, Signature};
use super::{Stage, backend, scenario};
use crate::networks::Choice;

/// A part of the demonstration, made anew for each change.
#[derive(Clone, Copy, Debug)]
enum Part {
    Strict,
    Private,
    Regional,
    Saved,
}

struct World {
    stage: Stage,
    part: Part,
    private: Option<scenario::PrivatePath>,
    regional: Option<scenario::Regional>,
}

impl World {
    fn of(part: Part) -> Self {
        let backend = backend::start().unwrap();
        let stage = Stage::start(!matches!(part, Part::Strict), Choice::Loopback).unwrap();
        let client = &stage.client;
        let (mut private, mut regional) = (None, None);
        match part {
            Part::Strict | Part::Private => {
                private = Some(scenario::private_path(client, backend).unwrap());
            }
            Part::Regional | Part::Saved => {
                regional = Some(scenario::regional(client, backend).unwrap());
            }
        }
        if let (Part::Saved, Some(regional)) = (part, &regional) {
            scenario::save_without_deploying(client, regional).unwrap();
        }
        Self {
            stage,
            part,
            private,
            regional,
        }
    }

    /// The calls, each with a new id.
    fn calls(&self) -> Vec<Call> {
        match (self.part, &self.private, &self.regional) {
            (Part::Strict, Some(private), _) => calls::as_aws_evaluates_it(private),
            (Part::Private, Some(private), _) => calls::private_path(private),
            (Part::Regional, _, Some(regional)) => calls::regional(regional),
            (Part::Saved, _, Some(regional)) => {
                let mut calls = calls::regional(regional);
                calls.push(calls::saved(regional));
                calls
            }
            _ => Vec::new(),
        }
    }

    fn explain(&self, input: &Value) -> Value {
        let operator = Keys::root("000000000000");
        let answer = self.stage.client.inquire(&operator, "Explain", input);
        answer.unwrap()["traces"][0].clone()
    }

    /// Somebody who may call.
    fn rightful(&self) -> Keys {
        let private = self.private.as_ref().map(|it| it.lambda_role.clone());
        let regional = self.regional.as_ref().map(|it| it.role_with_both.clone());
        private.or(regional).unwrap()
    }

    /// Makes a change: by its AWS call, or in the request that is sent again.
    fn apply(&self, change: &Value, call: &mut Call) {
        if let Some(client) = change.get("client") {
            return self.correct(client, call);
        }
        let keys = Keys::root(change["account"].as_str().unwrap());
        let operation = &change["operation"];
        let parameters = &operation["parameters"];
        let text = |name: &str| parameters[name].as_str().unwrap();
        let client = &self.stage.client;
        match operation["service"].as_str().unwrap() {
            "apigateway" => {
                let api = format!("/restapis/{}", text("restApiId"));
                let (method, path) = match operation["action"].as_str().unwrap() {
                    "UpdateRestApi" => ("PATCH", api),
                    "CreateDeployment" => ("POST", format!("{api}/deployments")),
                    other => panic!("{other}"),
                };
                let mut body = parameters.clone();
                body.as_object_mut().unwrap().remove("restApiId");
                client.rest(&keys, method, &path, &body).unwrap();
            }
            service => {
                let mut flat = Vec::new();
                flatten("", parameters, &mut flat);
                let flat: Vec<(&str, &str)> = flat
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()))
                    .collect();
                let action = operation["action"].as_str().unwrap();
                client.query(&keys, service, action, &flat).unwrap();
            }
        }
    }

    fn correct(&self, client: &Value, call: &mut Call) {
        let with = &client["with"];
        match client["kind"].as_str().unwrap() {
            "sign" => call.request.keys = Some(self.rightful()),
            // Who tampers with a path after signing it has to stop it; who signs for later has a wrong clock.
            "unknown" | "clock-skew" => call.request.signature = Signature::Good,
            "request" => {
                let leak = |name: &str| -> &'static str {
                    Box::leak(with[name].as_str().unwrap().to_owned().into_boxed_str())
                };
                call.request.method = leak("method");
                call.request.path = leak("path");
            }
            "endpoint" => {
                let private = self.private.as_ref().unwrap();
                let endpoints = [&private.endpoint, &private.other_endpoint];
                let (id, address) = endpoints
                    .into_iter()
                    .find(|(id, _)| with["vpcEndpointId"] == id.as_str())
                    .unwrap();
                let places = [&private.service_a, &private.outsider];
                let place = places
                    .into_iter()
                    .find(|place| with["networkInterfaceId"] == place.interface.as_str());
                call.endpoint = Some(id.clone());
                call.request.to = *address;
                call.request.from = place.cloned();
            }
            other => panic!("{other}"),
        }
    }
}

/// Parameters as the query protocols write them; what the models of EC2 call otherwise on the wire is renamed.
fn flatten(prefix: &str, value: &Value, flat: &mut Vec<(String, String)>) {
    let below = |name: &str| match prefix {
        "" => name.to_owned(),
        prefix => format!("{prefix}.{name}"),
    };
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let name = if name == "UserIdGroupPairs" {
                    "Groups"
                } else {
                    name
                };
                flatten(&below(name), value, flat);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                flatten(&below(&(index + 1).to_string()), value, flat);
            }
        }
        Value::String(text) => flat.push((prefix.to_owned(), text.clone())),
        other => flat.push((prefix.to_owned(), other.to_string())),
    }
}

/// What names every refused row: its step, and the Sid of the statement that denies.
const EXPECTED: [(Part, &[(&str, &str)]); 4] = [
    (Part::Strict, &[("endpointPolicy", "DenyEverythingElse")]),
    (
        Part::Private,
        &[
            ("endpointPolicy", ""),
            ("signature", ""),
            ("signature", ""),
            ("endpointPolicy", ""),
            ("identityPolicy", ""),
            ("resourcePolicy", "DenyPublicAccess"),
            ("networkPath", ""),
            ("addressing", ""),
            ("method", ""),
            ("addressing", ""),
        ],
    ),
    (
        Part::Regional,
        &[
            ("signature", ""),
            ("identityPolicy", ""),
            ("resourcePolicy", ""),
            ("identityPolicy", ""),
            ("identityPolicy", "NotThisOne"),
            ("identityPolicy", ""),
        ],
    ),
    // Of these, only what is new.
    (Part::Saved, &[("resourcePolicy", "")]),
];

fn send(world: &World, call: &Call) -> bool {
    world.stage.client.call(&call.request).unwrap() == Some(200)
}

#[test]
fn every_refusal_is_explained_and_its_change_lets_that_request_in_alone() {
    for (part, expected) in EXPECTED {
        let first = World::of(part);
        let before: Vec<bool> = first
            .calls()
            .iter()
            .map(|call| send(&first, call))
            .collect();
        let refused: Vec<usize> = (0..before.len()).filter(|index| !before[*index]).collect();
        let refused = &refused[refused.len() - expected.len()..];
        drop(first);
        for (index, (step, sid)) in refused.iter().zip(expected) {
            let world = World::of(part);
            let mut call = world.calls().remove(*index);
            let row = format!("{part:?}: {}, {}", call.caller, call.way);
            assert!(!send(&world, &call), "{row}");
            // A connection that is dropped has no id.
            let input = match *step {
                "networkPath" => json!({}),
                _ => json!({ "requestId": call.request.id }),
            };
            let trace = world.explain(&input);
            assert_eq!(trace["decidedBy"], *step, "{row}: {trace:#}");
            let steps = trace["steps"].as_array().unwrap();
            let deciding = steps.iter().find(|it| it["decides"] == true).unwrap();
            let named = deciding["decidedBy"]["sid"].as_str().unwrap_or_default();
            assert_eq!(named, *sid, "{row}: {deciding:#}");
            let changes = trace["suggestion"]["changes"].as_array().unwrap();
            assert!(!changes.is_empty(), "{row}: {trace:#}");
            for change in changes {
                world.apply(change, &mut call);
            }
            assert!(send(&world, &call), "{row}: {changes:#?}");
            for (other, call) in world.calls().iter().enumerate() {
                let now = send(&world, call);
                let is_fixed = other == *index && changes.iter().all(|it| it["client"].is_null());
                let expected = before[other] || is_fixed;
                assert_eq!(now, expected, "{row} and {}, {}", call.caller, call.way);
            }
        }
    }
}
