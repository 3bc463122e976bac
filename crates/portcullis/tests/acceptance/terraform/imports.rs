//! What of a state can be imported, and by which id: the provider's documentation says so under "Import" of each resource.

use serde_json::Value;

/// A state without what can be imported, and the blocks that import it.
pub(super) struct Imports {
    pub(super) state: Value,
    pub(super) blocks: String,
    pub(super) count: usize,
}

pub(super) fn of(state: &Value) -> Imports {
    let mut state = state.clone();
    let (mut blocks, mut count) = (String::new(), 0);
    let resources = state["resources"].as_array_mut().unwrap();
    for resource in resources.iter_mut() {
        if resource["mode"] != "managed" {
            continue;
        }
        let address = address(resource);
        let kind = text(&resource["type"]);
        resource["instances"]
            .as_array_mut()
            .unwrap()
            .retain(|instance| {
                let Some(id) = id(&kind, &instance["attributes"]) else {
                    return true;
                };
                let index = match &instance["index_key"] {
                    Value::Null => String::new(),
                    key => format!("[{key}]"),
                };
                blocks.push_str(&format!(
                    "import {{\n  to = {address}{index}\n  id = {id:?}\n}}\n"
                ));
                count += 1;
                false
            });
    }
    resources.retain(|resource| resource["instances"].as_array().unwrap() != &Vec::<Value>::new());
    Imports {
        state,
        blocks,
        count,
    }
}

fn address(resource: &Value) -> String {
    let own = format!("{}.{}", text(&resource["type"]), text(&resource["name"]));
    match resource["module"].as_str() {
        Some(module) => format!("{module}.{own}"),
        None => own,
    }
}

/// The id that imports a resource; `None` where importing it cannot give back what the configuration says, on AWS neither.
fn id(kind: &str, attributes: &Value) -> Option<String> {
    let join = |separator: &str, names: &[&str]| {
        let parts: Vec<String> = names.iter().map(|name| text(&attributes[name])).collect();
        Some(parts.join(separator))
    };
    let path = |names: &[&str]| join("/", names);
    let has = |name: &str| !["", "false"].contains(&text(&attributes[name]).as_str());
    match kind {
        // The provider has no import for these.
        "aws_iam_group_membership"
        | "aws_iam_policy_attachment"
        | "aws_lb_target_group_attachment" => None,
        // The provider fills in a second form of the same action, and leaves the delay of these groups unread.
        "aws_lb_listener" | "aws_lb_listener_rule" => None,
        "aws_lb_target_group" if attributes["target_type"] == "alb" => None,
        // What is only in the configuration: the file of the code, the document that was imported, what a deployment is
        // made again for, that a user is deleted with all it has.
        "aws_lambda_function" | "aws_api_gateway_rest_api_put" => None,
        "aws_api_gateway_rest_api" if has("body") => None,
        "aws_api_gateway_deployment" if has("triggers") => None,
        "aws_iam_user" if has("force_destroy") => None,

        "aws_api_gateway_deployment"
        | "aws_api_gateway_resource"
        | "aws_api_gateway_request_validator"
        | "aws_api_gateway_authorizer" => path(&["rest_api_id", "id"]),
        "aws_api_gateway_model" => path(&["rest_api_id", "name"]),
        "aws_api_gateway_method" | "aws_api_gateway_integration" => {
            path(&["rest_api_id", "resource_id", "http_method"])
        }
        "aws_api_gateway_method_response" | "aws_api_gateway_integration_response" => {
            path(&["rest_api_id", "resource_id", "http_method", "status_code"])
        }
        "aws_api_gateway_stage" => path(&["rest_api_id", "stage_name"]),
        "aws_api_gateway_gateway_response" => path(&["rest_api_id", "response_type"]),
        "aws_api_gateway_method_settings" => path(&["rest_api_id", "stage_name", "method_path"]),
        "aws_api_gateway_usage_plan_key" => path(&["usage_plan_id", "key_id"]),
        "aws_api_gateway_base_path_mapping" if has("domain_name_id") => {
            path(&["domain_name", "base_path", "domain_name_id"])
        }
        "aws_api_gateway_base_path_mapping" => path(&["domain_name", "base_path"]),
        "aws_cloudwatch_log_group" => path(&["name"]),
        "aws_iam_group_policy" => join(":", &["group", "name"]),
        "aws_iam_role_policy" => join(":", &["role", "name"]),
        "aws_iam_user_policy" => join(":", &["user", "name"]),
        "aws_iam_group_policy_attachment" => path(&["group", "policy_arn"]),
        "aws_iam_role_policy_attachment" => path(&["role", "policy_arn"]),
        "aws_iam_user_policy_attachment" => path(&["user", "policy_arn"]),
        "aws_iam_role_policies_exclusive" => path(&["role_name"]),
        "aws_iam_user_group_membership" => {
            let groups = attributes["groups"].as_array().unwrap().iter().map(text);
            let parts: Vec<String> = std::iter::once(text(&attributes["user"]))
                .chain(groups)
                .collect();
            Some(parts.join("/"))
        }
        "aws_lambda_permission" => path(&["function_name", "statement_id"]),
        "aws_route_table_association" => path(&["subnet_id", "route_table_id"]),
        "aws_security_group_rule" => join(
            "_",
            &[
                "security_group_id",
                "type",
                "protocol",
                "from_port",
                "to_port",
                "source_security_group_id",
            ],
        ),
        _ => path(&["id"]),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
