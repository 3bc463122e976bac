//! What `cargo xtask codegen` writes: shapes and tables of the services, from the models that botocore ships.
//! Nothing here is written by hand, and the generated files hold no logic.

/// API Gateway, REST APIs.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod apigateway;
/// EC2: networks, groups and endpoints.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod ec2;
/// IAM.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod iam;
/// STS.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod sts;
