# What the scenarios leave untouched: the other resources of REST APIs, an organisation, and the rest of IAM.
# The provider is used as it comes, without any of its skip flags.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

# rev = 2 changes things in place, adds a method and deploys again
variable "rev" {
  type    = number
  default = 1
}
variable "endpoint" { type = string }
variable "a_access_key" { type = string }
variable "a_secret_key" { type = string }

provider "aws" {
  region      = "us-east-1"
  access_key  = var.a_access_key
  secret_key  = var.a_secret_key
  max_retries = 2
  endpoints {
    apigateway    = var.endpoint
    cloudtrail    = var.endpoint
    ec2           = var.endpoint
    iam           = var.endpoint
    lambda        = var.endpoint
    logs          = var.endpoint
    organizations = var.endpoint
    sts           = var.endpoint
  }
  default_tags {
    tags = { Environment = "rest${var.rev}" }
  }
}

data "aws_caller_identity" "me" {}
data "aws_region" "here" {}
data "aws_partition" "here" {}

# ------------------------------------------------------------------ an API of resources
resource "aws_api_gateway_rest_api" "orders" {
  name                         = "orders"
  description                  = "orders, revision ${var.rev}"
  api_key_source               = "HEADER"
  binary_media_types           = var.rev == 1 ? ["image/png"] : ["image/png", "application/octet-stream"]
  minimum_compression_size     = 1000 + var.rev
  disable_execute_api_endpoint = false
  endpoint_configuration { types = ["REGIONAL"] }
  tags = { Rev = var.rev }
}
resource "aws_api_gateway_model" "order" {
  rest_api_id  = aws_api_gateway_rest_api.orders.id
  name         = "Order"
  description  = "an order, revision ${var.rev}"
  content_type = "application/json"
  schema = jsonencode({
    "$schema" = "http://json-schema.org/draft-04/schema#"
    type      = "object"
    required  = ["item"]
    properties = {
      item     = { type = "string", maxLength = 10 * var.rev }
      quantity = { type = "integer", minimum = 1 }
    }
  })
}
resource "aws_api_gateway_request_validator" "all" {
  rest_api_id                 = aws_api_gateway_rest_api.orders.id
  name                        = "all"
  validate_request_body       = true
  validate_request_parameters = var.rev == 2
}
resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "orders"
}
resource "aws_api_gateway_method" "post" {
  rest_api_id          = aws_api_gateway_rest_api.orders.id
  resource_id          = aws_api_gateway_resource.orders.id
  http_method          = "POST"
  authorization        = "AWS_IAM"
  api_key_required     = true
  operation_name       = "PlaceOrder"
  request_validator_id = aws_api_gateway_request_validator.all.id
  request_models       = { "application/json" = aws_api_gateway_model.order.name }
  request_parameters   = { "method.request.querystring.dry-run" = var.rev == 2 }
}
resource "aws_api_gateway_integration" "post" {
  rest_api_id          = aws_api_gateway_rest_api.orders.id
  resource_id          = aws_api_gateway_resource.orders.id
  http_method          = aws_api_gateway_method.post.http_method
  type                 = "MOCK"
  passthrough_behavior = "WHEN_NO_TEMPLATES"
  request_templates    = { "application/json" = jsonencode({ statusCode = 201 }) }
}
resource "aws_api_gateway_method_response" "created" {
  rest_api_id         = aws_api_gateway_rest_api.orders.id
  resource_id         = aws_api_gateway_resource.orders.id
  http_method         = aws_api_gateway_method.post.http_method
  status_code         = "201"
  response_models     = { "application/json" = aws_api_gateway_model.order.name }
  response_parameters = { "method.response.header.Location" = true }
}
resource "aws_api_gateway_integration_response" "created" {
  rest_api_id         = aws_api_gateway_rest_api.orders.id
  resource_id         = aws_api_gateway_resource.orders.id
  http_method         = aws_api_gateway_integration.post.http_method
  status_code         = aws_api_gateway_method_response.created.status_code
  response_parameters = { "method.response.header.Location" = "'/orders/${var.rev}'" }
  response_templates  = { "application/json" = "{\"item\":\"revision ${var.rev}\"}" }
}
# The method that the second revision adds.
resource "aws_api_gateway_method" "get" {
  count         = var.rev - 1
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "get" {
  count             = var.rev - 1
  rest_api_id       = aws_api_gateway_rest_api.orders.id
  resource_id       = aws_api_gateway_resource.orders.id
  http_method       = aws_api_gateway_method.get[count.index].http_method
  type              = "MOCK"
  request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
}
resource "aws_api_gateway_method_response" "listed" {
  count       = var.rev - 1
  rest_api_id = aws_api_gateway_rest_api.orders.id
  resource_id = aws_api_gateway_resource.orders.id
  http_method = aws_api_gateway_method.get[count.index].http_method
  status_code = "200"
}
resource "aws_api_gateway_integration_response" "listed" {
  count              = var.rev - 1
  rest_api_id        = aws_api_gateway_rest_api.orders.id
  resource_id        = aws_api_gateway_resource.orders.id
  http_method        = aws_api_gateway_integration.get[count.index].http_method
  status_code        = aws_api_gateway_method_response.listed[count.index].status_code
  response_templates = { "application/json" = "[\"revision ${var.rev}\"]" }
}
resource "aws_api_gateway_gateway_response" "unauthorized" {
  rest_api_id         = aws_api_gateway_rest_api.orders.id
  response_type       = "INVALID_SIGNATURE"
  status_code         = var.rev == 1 ? "403" : "401"
  response_templates  = { "application/json" = "{\"message\":$context.error.messageString}" }
  response_parameters = { "gatewayresponse.header.x-revision" = "'${var.rev}'" }
}
resource "aws_api_gateway_authorizer" "token" {
  rest_api_id                      = aws_api_gateway_rest_api.orders.id
  name                             = "token"
  type                             = "TOKEN"
  authorizer_uri                   = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:${data.aws_caller_identity.me.account_id}:function:judge/invocations"
  authorizer_credentials           = aws_iam_role.gateway.arn
  authorizer_result_ttl_in_seconds = 300 * var.rev
  identity_source                  = "method.request.header.Authorization"
  identity_validation_expression   = "^Bearer [a-z]{${var.rev},}$"
}
resource "aws_api_gateway_documentation_part" "api" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  location { type = "API" }
  properties = jsonencode({ info = { description = "Orders, revision ${var.rev}" } })
}
resource "aws_api_gateway_documentation_part" "post" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  location {
    type   = "METHOD"
    method = "POST"
    path   = aws_api_gateway_resource.orders.path
  }
  properties = jsonencode({ description = "Places an order" })
}
resource "aws_api_gateway_documentation_version" "first" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  version     = "1"
  description = "revision ${var.rev}"
  depends_on  = [aws_api_gateway_documentation_part.api, aws_api_gateway_documentation_part.post]
}
resource "aws_api_gateway_client_certificate" "back_end" {
  description = "shown to back ends, revision ${var.rev}"
}
resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  description = "revision ${var.rev}"
  variables   = { deployed = "r${var.rev}" }
  triggers = { redeployment = sha1(jsonencode([
    aws_api_gateway_integration_response.created.response_templates, aws_api_gateway_method.post.request_parameters,
    aws_api_gateway_model.order.schema, aws_api_gateway_method.get[*].id, aws_api_gateway_integration_response.listed[*].id,
    aws_api_gateway_gateway_response.unauthorized.status_code,
  ])) }
  lifecycle { create_before_destroy = true }
}
resource "aws_api_gateway_stage" "prod" {
  rest_api_id           = aws_api_gateway_rest_api.orders.id
  deployment_id         = aws_api_gateway_deployment.orders.id
  stage_name            = "prod"
  description           = "revision ${var.rev}"
  client_certificate_id = aws_api_gateway_client_certificate.back_end.id
  documentation_version = aws_api_gateway_documentation_version.first.version
  cache_cluster_enabled = true
  cache_cluster_size    = var.rev == 1 ? "0.5" : "1.6"
  xray_tracing_enabled  = var.rev == 2
  variables             = var.rev == 1 ? { colour = "blue", gone = "1" } : { colour = "green", came = "1" }
  canary_settings {
    deployment_id            = aws_api_gateway_deployment.orders.id
    percent_traffic          = 0
    use_stage_cache          = var.rev == 2
    stage_variable_overrides = { colour = "canary${var.rev}" }
  }
}
resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"
  settings {
    throttling_burst_limit = 100 * var.rev
    throttling_rate_limit  = 50.5 * var.rev
  }
}
resource "aws_api_gateway_method_settings" "post" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "orders/POST"
  settings {
    metrics_enabled                            = true
    caching_enabled                            = var.rev == 2
    cache_ttl_in_seconds                       = 60 * var.rev
    cache_data_encrypted                       = true
    require_authorization_for_cache_control    = true
    unauthorized_cache_control_header_strategy = "FAIL_WITH_403"
    throttling_burst_limit                     = 10 * var.rev
    throttling_rate_limit                      = 5
  }
  depends_on = [aws_api_gateway_method_settings.all]
}

# ------------------------------------------------------------------ keys and plans
resource "aws_api_gateway_api_key" "partner" {
  name        = "partner"
  description = "revision ${var.rev}"
  enabled     = true
  tags        = { Rev = var.rev }
}
resource "aws_api_gateway_api_key" "given" {
  name  = "given"
  value = "a-value-of-at-least-20-characters"
}
resource "aws_api_gateway_usage_plan" "partners" {
  name         = "partners"
  description  = "revision ${var.rev}"
  product_code = "CODE${var.rev}"
  api_stages {
    api_id = aws_api_gateway_rest_api.orders.id
    stage  = aws_api_gateway_stage.prod.stage_name
    throttle {
      path        = "/orders/POST"
      burst_limit = 5 * var.rev
      rate_limit  = 2.5
    }
  }
  quota_settings {
    limit  = 1000 * var.rev
    offset = var.rev - 1
    period = var.rev == 1 ? "DAY" : "WEEK"
  }
  throttle_settings {
    burst_limit = 20 * var.rev
    rate_limit  = 10
  }
  depends_on = [aws_api_gateway_method_settings.post]
}
resource "aws_api_gateway_usage_plan_key" "partner" {
  usage_plan_id = aws_api_gateway_usage_plan.partners.id
  key_id        = aws_api_gateway_api_key.partner.id
  key_type      = "API_KEY"
}
data "aws_api_gateway_api_key" "partner" { id = aws_api_gateway_api_key.partner.id }

# ------------------------------------------------------------------ APIs of OpenAPI documents
resource "aws_api_gateway_rest_api" "imported" {
  name = "imported"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "imported", version = "${var.rev}.0", description = "revision ${var.rev}" }
    paths = {
      "/pets" = merge({
        get = {
          responses                  = { "200" = { description = "all of them" } }
          "x-amazon-apigateway-auth" = { type = "AWS_IAM" }
          "x-amazon-apigateway-integration" = {
            type             = "mock"
            requestTemplates = { "application/json" = "{\"statusCode\":200}" }
            responses        = { default = { statusCode = "200" } }
          }
        }
        }, var.rev == 1 ? {} : {
        delete = {
          responses = { "204" = { description = "gone" } }
          "x-amazon-apigateway-integration" = {
            type             = "mock"
            requestTemplates = { "application/json" = "{\"statusCode\":204}" }
            responses        = { default = { statusCode = "204" } }
          }
        }
      })
    }
  })
  endpoint_configuration { types = ["REGIONAL"] }
}
resource "aws_api_gateway_deployment" "imported" {
  rest_api_id = aws_api_gateway_rest_api.imported.id
  triggers    = { redeployment = sha1(aws_api_gateway_rest_api.imported.body) }
  lifecycle { create_before_destroy = true }
}
resource "aws_api_gateway_stage" "imported" {
  rest_api_id   = aws_api_gateway_rest_api.imported.id
  deployment_id = aws_api_gateway_deployment.imported.id
  stage_name    = "v1"
}
resource "aws_api_gateway_rest_api" "put" {
  name = "put"
  endpoint_configuration { types = ["REGIONAL"] }
  lifecycle { ignore_changes = [description] }
}
resource "aws_api_gateway_rest_api_put" "put" {
  rest_api_id      = aws_api_gateway_rest_api.put.id
  fail_on_warnings = true # without it the provider itself fails
  body = jsonencode({
    swagger = "2.0"
    info    = { title = "put", version = "1.0" }
    paths = {
      "/status" = {
        get = {
          responses = { "200" = { description = "revision ${var.rev}" } }
          "x-amazon-apigateway-integration" = {
            type       = "http_proxy"
            uri        = "http://backend${var.rev}.internal.example/status"
            httpMethod = "GET"
          }
        }
      }
    }
  })
  triggers = { rev = tostring(var.rev) }
}

# ------------------------------------------------------------------ names
resource "aws_api_gateway_domain_name" "public" {
  domain_name              = "api.example.com"
  regional_certificate_arn = "arn:aws:acm:us-east-1:${data.aws_caller_identity.me.account_id}:certificate/00000000-0000-4000-8000-00000000000${var.rev}"
  security_policy          = "TLS_1_2"
  endpoint_configuration { types = ["REGIONAL"] }
  tags = { Rev = var.rev }
}
resource "aws_api_gateway_base_path_mapping" "public" {
  domain_name = aws_api_gateway_domain_name.public.domain_name
  api_id      = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  base_path   = "orders-v${var.rev}"
}
resource "aws_api_gateway_base_path_mapping" "root" {
  domain_name = aws_api_gateway_domain_name.public.domain_name
  api_id      = aws_api_gateway_rest_api.imported.id
  stage_name  = aws_api_gateway_stage.imported.stage_name
}
resource "aws_vpc" "here" {
  cidr_block           = "10.60.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "here" {
  vpc_id     = aws_vpc.here.id
  cidr_block = cidrsubnet(aws_vpc.here.cidr_block, 8, 1)
}
resource "aws_vpc_endpoint" "execute_api" {
  vpc_id            = aws_vpc.here.id
  service_name      = "com.amazonaws.us-east-1.execute-api"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [aws_subnet.here.id]
}
resource "aws_api_gateway_domain_name" "private" {
  domain_name     = "private.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:${data.aws_caller_identity.me.account_id}:certificate/00000000-0000-4000-8000-000000000003"
  endpoint_configuration { types = ["PRIVATE"] }
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = ["execute-api:/*"] },
      { Effect = "Deny", Principal = "*", Action = "execute-api:Invoke", Resource = ["execute-api:/*"],
      Condition = { StringNotEquals = { "aws:SourceVpce" = aws_vpc_endpoint.execute_api.id } } },
    ]
  })
}
resource "aws_api_gateway_domain_name_access_association" "private" {
  access_association_source      = aws_vpc_endpoint.execute_api.id
  access_association_source_type = "VPCE"
  domain_name_arn                = aws_api_gateway_domain_name.private.arn
}
resource "aws_api_gateway_rest_api" "private" {
  name = "private"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "private", version = "1.0" }
    paths = { "/" = { get = {
      responses                         = {}
      "x-amazon-apigateway-integration" = { type = "mock", requestTemplates = { "application/json" = "{\"statusCode\":200}" } }
    } } }
  })
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "*", Sid = "R${var.rev}" }]
  })
  endpoint_configuration {
    types            = ["PRIVATE"]
    vpc_endpoint_ids = [aws_vpc_endpoint.execute_api.id]
  }
}
resource "aws_api_gateway_deployment" "private" {
  rest_api_id = aws_api_gateway_rest_api.private.id
}
resource "aws_api_gateway_stage" "private" {
  rest_api_id   = aws_api_gateway_rest_api.private.id
  deployment_id = aws_api_gateway_deployment.private.id
  stage_name    = "prod"
}
resource "aws_api_gateway_base_path_mapping" "private" {
  domain_name    = aws_api_gateway_domain_name.private.domain_name
  domain_name_id = aws_api_gateway_domain_name.private.domain_name_id
  api_id         = aws_api_gateway_rest_api.private.id
  stage_name     = aws_api_gateway_stage.private.stage_name
}

# ------------------------------------------------------------------ an organisation
resource "aws_organizations_organization" "ours" {
  feature_set                   = "ALL"
  enabled_policy_types          = var.rev == 1 ? ["SERVICE_CONTROL_POLICY"] : ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"]
  aws_service_access_principals = var.rev == 1 ? ["cloudtrail.amazonaws.com"] : ["sso.amazonaws.com"]
}
resource "aws_organizations_organizational_unit" "workloads" {
  name      = "workloads${var.rev}"
  parent_id = aws_organizations_organization.ours.roots[0].id
}
resource "aws_organizations_account" "team" {
  name      = "team"
  email     = "team@example.com"
  parent_id = var.rev == 1 ? aws_organizations_organization.ours.roots[0].id : aws_organizations_organizational_unit.workloads.id
  tags      = { Rev = var.rev }
}
resource "aws_organizations_policy" "guardrail" {
  name        = "guardrail"
  description = "revision ${var.rev}"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "R${var.rev}", Effect = "Deny", Action = "iam:CreateUser", Resource = "*" }]
  })
  depends_on = [aws_organizations_organization.ours]
}
resource "aws_organizations_policy_attachment" "workloads" {
  policy_id = aws_organizations_policy.guardrail.id
  target_id = aws_organizations_organizational_unit.workloads.id
}
resource "aws_organizations_policy_attachment" "team" {
  policy_id = aws_organizations_policy.guardrail.id
  target_id = aws_organizations_account.team.id
}
data "aws_organizations_organization" "ours" { depends_on = [aws_organizations_organization.ours] }

# ------------------------------------------------------------------ the rest of IAM
resource "aws_iam_openid_connect_provider" "cluster" {
  url             = "https://oidc.cluster.example/id/A"
  client_id_list  = var.rev == 1 ? ["sts.amazonaws.com"] : ["sts.amazonaws.com", "gateway"]
  thumbprint_list = [var.rev == 1 ? "9e99a48a9960b14926bb7f3b02e22da2b0ab7280" : "06b25927c42a721631c1efd9431e648fa62e1e39"]
  tags            = { Rev = var.rev }
}
resource "aws_iam_policy" "boundary" {
  name = "boundary"
  path = "/limits/"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["execute-api:*", "s3:Get*"], Resource = "*" }]
  })
  tags = { Rev = var.rev }
}
resource "aws_iam_role" "workload" {
  name                 = "workload"
  path                 = "/cluster/"
  description          = "revision ${var.rev}"
  max_session_duration = 3600 * var.rev
  permissions_boundary = var.rev == 1 ? aws_iam_policy.boundary.arn : null
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "R${var.rev}"
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.cluster.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = { "oidc.cluster.example/id/A:aud" = "sts.amazonaws.com" } }
    }]
  })
  tags = { Rev = var.rev }
}
resource "aws_iam_role" "gateway" {
  name = "gateway"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "apigateway.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
resource "aws_iam_role_policies_exclusive" "gateway" {
  role_name    = aws_iam_role.gateway.name
  policy_names = [aws_iam_role_policy.gateway.name]
}
resource "aws_iam_role_policy" "gateway" {
  name = "invoke"
  role = aws_iam_role.gateway.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "R${var.rev}", Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "*" }]
  })
}
resource "aws_iam_policy" "shared" {
  name_prefix = "shared-"
  policy      = aws_iam_role_policy.gateway.policy
}
resource "aws_iam_policy_attachment" "shared" {
  name       = "shared"
  policy_arn = aws_iam_policy.shared.arn
  roles      = var.rev == 1 ? [aws_iam_role.workload.name] : [aws_iam_role.workload.name, aws_iam_role.gateway.name]
  users      = [aws_iam_user.operator.name]
  groups     = [aws_iam_group.operators.name]
}
# Its name stays: the provider would tag it by the new one before it is called so.
resource "aws_iam_user" "operator" {
  name                 = "operator"
  path                 = "/people${var.rev}/"
  permissions_boundary = aws_iam_policy.boundary.arn
}
resource "aws_iam_group" "operators" {
  name = "operators${var.rev}"
  path = "/people/"
}
resource "aws_iam_account_alias" "ours" {
  account_alias = "team-rest"
}
resource "aws_iam_service_linked_role" "balancing" {
  aws_service_name = "elasticloadbalancing.amazonaws.com"
  description      = "revision ${var.rev}"
}
data "aws_iam_role" "workload" { name = aws_iam_role.workload.name }
data "aws_iam_policy" "administrator" { name = "AdministratorAccess" }
data "aws_iam_session_context" "me" { arn = data.aws_caller_identity.me.arn }
data "aws_iam_principal_policy_simulation" "workload" {
  policy_source_arn = aws_iam_role.gateway.arn
  action_names      = ["lambda:InvokeFunction"]
  depends_on        = [aws_iam_role_policy.gateway]
}

# ------------------------------------------------------------------ the audit trail
resource "aws_cloudtrail" "audit" {
  name                          = "audit"
  s3_bucket_name                = "audit-bucket"
  s3_key_prefix                 = "revision${var.rev}"
  include_global_service_events = true
  enable_log_file_validation    = var.rev == 2
  enable_logging                = true
  event_selector {
    read_write_type           = "WriteOnly"
    include_management_events = true
  }
}

output "api" { value = aws_api_gateway_rest_api.orders.id }
output "may_invoke" { value = data.aws_iam_principal_policy_simulation.workload.all_allowed }
