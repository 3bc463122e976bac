//! TestInvokeMethod: the console's "Test". It runs a method's integration as it is being edited,
//! for whoever may change the API; no caller of the API is judged and nothing is stored.

use std::collections::BTreeMap;
use std::sync::Arc;

use portcullis_catalog::api::GatewayResponse;
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::{address, client_certificate, fault};
use crate::invoker::{Trial, TrialAnswer};
use crate::offered::offer_test;
use crate::{Offered, Permission, Tx};

pub(super) fn offers() -> Vec<Offered> {
    vec![offer_test("TestInvokeMethod", to_test, prepare, answer)]
}

fn to_test(tx: &Tx<'_>, input: &wire::TestInvokeMethodRequest) -> Result<Vec<Permission>, Fault> {
    let test = address::on_method(
        tx,
        "POST",
        [&input.rest_api_id, &input.resource_id, &input.http_method],
        "",
    )?;
    Ok(vec![test])
}

fn prepare(tx: &Tx<'_>, input: wire::TestInvokeMethodRequest) -> Result<Trial, Fault> {
    let resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let api = address::api(tx, &input.rest_api_id)?;
    let verb = input.http_method;
    let known = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
    let any = resource.methods.contains_key("ANY") && known.contains(&verb.as_str());
    if !any && !resource.methods.contains_key(&verb) {
        return Err(fault::not_found("Invalid Method identifier specified"));
    }
    let mut headers: Vec<(String, String)> = Vec::new();
    for (name, values) in input.multi_value_headers.into_iter().flatten() {
        headers.extend(values.into_iter().map(|value| (name.clone(), value)));
    }
    for (name, value) in input.headers.into_iter().flatten() {
        // A name in both maps is said once.
        let said = headers
            .iter()
            .any(|(it, other)| it.eq_ignore_ascii_case(&name) && *other == value);
        if !said {
            headers.push((name, value));
        }
    }
    let named = input.client_certificate_id.filter(|id| !id.is_empty());
    let client_identity = match named {
        Some(id) => Some(Arc::new(client_certificate::identity(tx, &id)?)),
        None => None,
    };
    let prefix = address::prefix("gateway-response", &api);
    let gateway_responses: Vec<GatewayResponse> = tx.scan(&prefix)?;
    Ok(Trial {
        api,
        resource,
        gateway_responses,
        verb,
        path_and_query: input.path_with_query_string.filter(|path| !path.is_empty()),
        headers,
        body: input.body.unwrap_or_default(),
        client_identity,
        stage_variables: input.stage_variables.unwrap_or_default(),
        user_agent: None,
    })
}

fn answer(answer: TrialAnswer) -> wire::TestInvokeMethodResponse {
    let mut multi: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in &answer.headers {
        multi.entry(name.clone()).or_default().push(value.clone());
    }
    wire::TestInvokeMethodResponse {
        status: Some(i32::from(answer.status)),
        body: Some(answer.body),
        headers: Some(answer.headers.into_iter().collect()),
        multi_value_headers: Some(multi),
        log: Some(answer.log),
        latency: Some(answer.latency),
    }
}
