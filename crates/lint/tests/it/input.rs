//! Inputs of cases as JSON: a policy, a file of another kind, or a world in a few words.

use portcullis_catalog::network::SecurityGroup;
use portcullis_iam::PolicyType;
use portcullis_lint::{
    Api, Attached, Deployed, Endpoint, Finding, Identity, Kind, Positions, World, lint, read,
};
use serde_json::{Value, json};

/// The findings of an input.
#[track_caller]
pub(crate) fn findings(input: &Value) -> Vec<Finding> {
    lint(&world(input))
}

/// The names of the rules that were found, each once.
#[track_caller]
pub(crate) fn codes(input: &Value) -> Vec<&'static str> {
    let mut codes: Vec<&str> = findings(input).iter().map(|it| it.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[track_caller]
fn world(input: &Value) -> World {
    let text = |name: &str| input[name].as_str().map(str::to_owned);
    if let Some(policy) = input.get("policy") {
        let policy = policy
            .as_str()
            .map_or_else(|| policy.to_string(), str::to_owned);
        let policy_type = text("type").map(|name| policy_type(&name));
        let mut world = read("policy.json", &policy, Some(Kind::Policy(policy_type))).unwrap();
        world.resource_tags = input["resource_tags"].as_bool().unwrap_or_default();
        return world;
    }
    for (name, kind) in [
        ("terraform", Kind::Terraform),
        ("template", Kind::CloudFormation),
        ("openapi", Kind::OpenApi),
    ] {
        if let Some(file) = input.get(name) {
            let file = file
                .as_str()
                .map_or_else(|| file.to_string(), str::to_owned);
            let told = read(name, &file, Some(kind)).unwrap();
            let guessed = read(name, &file, None).unwrap();
            assert_eq!(
                lint(&told).len(),
                lint(&guessed).len(),
                "the kind can be told"
            );
            return told;
        }
    }
    let world = &input["world"];
    let list = |name: &str| world[name].as_array().cloned().unwrap_or_default();
    World {
        apis: list("apis").iter().map(api).collect(),
        endpoints: list("endpoints")
            .iter()
            .map(|it| Endpoint {
                file: "state".to_owned(),
                subject: "endpoint".to_owned(),
                groups: it.get("groups").map(|groups| {
                    let groups = groups.as_array().unwrap().iter();
                    groups.map(|id| id.as_str().unwrap().to_owned()).collect()
                }),
                addresses: it["address"]
                    .as_str()
                    .map(|address| address.parse().unwrap())
                    .into_iter()
                    .collect(),
                id: it["id"].as_str().map(str::to_owned),
                policy: attached(&it["policy"], PolicyType::Endpoint),
            })
            .collect(),
        groups: list("groups").iter().map(group).collect(),
        identities: list("identities")
            .iter()
            .map(|it| Identity {
                arn: it["arn"].as_str().map(str::to_owned),
                boundary: it["boundary"].as_bool().unwrap_or_default(),
                policies: it["policies"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|policy| attached(policy, PolicyType::Identity))
                    .collect(),
                others: Vec::new(),
                policies_known: true,
            })
            .collect(),
        complete: true,
        ..World::default()
    }
}

fn api(api: &Value) -> Api {
    let text = |name: &str| api[name].as_str().map(str::to_owned);
    let names = |value: &Value| -> Vec<String> {
        let names = value.as_array().into_iter().flatten();
        names
            .map(|name| name.as_str().unwrap().to_owned())
            .collect()
    };
    Api {
        file: "state".to_owned(),
        subject: "API".to_owned(),
        place: (1, 1),
        id: text("id"),
        account: text("account"),
        private: api["private"].as_bool(),
        policy: attached(&api["policy"], PolicyType::Resource),
        stages: api["stages"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(stage, differs)| Deployed {
                stage: stage.clone(),
                differs: names(differs),
            })
            .collect(),
        open_methods: names(&api["open_methods"]),
        ..Api::default()
    }
}

/// A security group: rules as `in` or `out`, a port, and a range or group.
fn group(group: &Value) -> SecurityGroup {
    let rules = group["rules"].as_array().into_iter().flatten();
    let rules: Vec<Value> = rules
        .map(|rule| {
            let peer = rule["peer"].as_str().unwrap();
            let peer = match peer.contains('/') {
                true => json!({ "cidr": peer }),
                false => json!({ "group": { "id": peer, "account": "111111111111" } }),
            };
            json!({
                "id": "sgr-1", "egress": rule["way"] == "out", "protocol": "tcp", "peer": peer,
                "from_port": rule["port"], "to_port": rule["port"], "description": null,
            })
        })
        .collect();
    let record = json!({
        "account": "111111111111", "id": group["id"], "vpc": "vpc-1", "name": "", "description": "",
        "tags": {}, "rules": rules,
    });
    serde_json::from_value(record).unwrap()
}

fn attached(policy: &Value, policy_type: PolicyType) -> Option<Attached> {
    (!policy.is_null()).then(|| Attached {
        file: "state".to_owned(),
        subject: "subject".to_owned(),
        policy_type,
        text: policy.to_string(),
        positions: Positions::Own,
    })
}

fn policy_type(name: &str) -> PolicyType {
    match name {
        "identity" => PolicyType::Identity,
        "resource" => PolicyType::Resource,
        "endpoint" => PolicyType::Endpoint,
        "trust" => PolicyType::Trust,
        "service-control" => PolicyType::ServiceControl,
        other => panic!("unknown type `{other}`"),
    }
}
