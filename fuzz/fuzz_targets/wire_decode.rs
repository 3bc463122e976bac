//! Any request to any service: routed, judged and read into types, or refused with a fault that has a form. Never a
//! panic, and never a fault that blames the server.

#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_wire::{Fault, HttpRequest, apigateway, decode, ec2, encode_fault, iam, route, sts};

fuzz_target!(|input: (u8, u8, String, Option<String>, Vec<u8>)| {
    let (service, method, path, query, body) = &input;
    let services = [
        &apigateway::SERVICE,
        &ec2::SERVICE,
        &iam::SERVICE,
        &sts::SERVICE,
    ];
    let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    let service = services[usize::from(*service) % services.len()];
    let request = HttpRequest {
        method: methods[usize::from(*method) % methods.len()],
        path,
        query: query.as_deref(),
        headers: &http::HeaderMap::new(),
        body,
    };
    let outcome = route(service, &request).and_then(|routed| {
        // Reading must go through whenever judging does, for the types that hold the most.
        match routed.operation.name {
            "AuthorizeSecurityGroupIngress" => {
                decode::<ec2::AuthorizeSecurityGroupIngressRequest>(&routed).map(drop)
            }
            "CreateVpcEndpoint" => decode::<ec2::CreateVpcEndpointRequest>(&routed).map(drop),
            "CreateRole" => decode::<iam::CreateRoleRequest>(&routed).map(drop),
            "AssumeRole" => decode::<sts::AssumeRoleRequest>(&routed).map(drop),
            "PutIntegration" => decode::<apigateway::PutIntegrationRequest>(&routed).map(drop),
            "UpdateStage" => decode::<apigateway::UpdateStageRequest>(&routed).map(drop),
            _ => decode::<serde_json::Value>(&routed).map(drop),
        }
    });
    if let Err(fault) = outcome {
        refuse(service, &fault);
    }
});

fn refuse(service: &'static portcullis_wire::Service, fault: &Fault) {
    assert!((400..500).contains(&fault.status), "{fault}");
    let response = encode_fault(service, fault, "f1c2");
    assert!(std::str::from_utf8(&response.body).is_ok());
}
