//! API Gateway's control operations for REST APIs, a file for each kind of resource. What acts
//! only once it is deployed, and what acts at once, is said in each.

mod access_association;
mod account;
mod address;
mod api_key;
mod api_key_import;
mod authorizer;
mod base_path_mapping;
mod cache;
mod client_certificate;
mod deployment;
mod documentation_part;
mod documentation_version;
mod domain_name;
mod fault;
mod gateway_response;
mod integration;
mod integration_response;
mod mapping;
mod method;
mod method_response;
mod model;
mod openapi;
mod page;
mod patch;
mod pinned_id;
mod policy;
mod request_validator;
mod resource;
mod rest_api;
mod role;
mod security_policy;
mod stage;
mod subscription;
mod tag;
mod tag_set;
mod test_invoke;
mod usage;
mod usage_plan;
mod usage_plan_key;
mod vocabulary;
mod vpc_link;

use crate::ServiceOffer;

/// The service with its operations.
pub fn service() -> ServiceOffer {
    let operations = [
        rest_api::offers(),
        resource::offers(),
        method::offers(),
        method_response::offers(),
        integration::offers(),
        integration_response::offers(),
        gateway_response::offers(),
        deployment::offers(),
        stage::offers(),
        tag::offers(),
        test_invoke::offers(),
        account::offers(),
        authorizer::offers(),
        vpc_link::offers(),
        client_certificate::offers(),
        documentation_part::offers(),
        documentation_version::offers(),
        cache::offers(),
        domain_name::offers(),
        base_path_mapping::offers(),
        access_association::offers(),
        openapi::offers(),
        model::offers(),
        request_validator::offers(),
        api_key::offers(),
        api_key_import::offers(),
        usage_plan::offers(),
        usage_plan_key::offers(),
        usage::offers(),
    ];
    ServiceOffer {
        service: &portcullis_wire::apigateway::SERVICE,
        operations: operations.into_iter().flatten().collect(),
    }
}
