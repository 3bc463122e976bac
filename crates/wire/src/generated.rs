//! What `cargo xtask codegen` writes: shapes and tables of the services, from the models that botocore ships.
//! Nothing here is written by hand, and the generated files hold no logic.

/// API Gateway, REST APIs.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod apigateway;
/// CloudTrail.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod cloudtrail;
/// EC2: networks, groups and endpoints.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod ec2;
/// Elastic Load Balancing, version 2: load balancers, listeners, target groups.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod elbv2;
/// IAM.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod iam;
/// Lambda.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod lambda;
/// CloudWatch Logs.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod logs;
/// Organizations.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod organizations;
/// STS.
#[allow(missing_docs, reason = "generated without the model's prose")]
pub mod sts;
