//! The record of an authorizer of a REST API: what asks somebody else who a caller is. Nothing
//! here asks; which forms an authorizer may have is the control plane's to say (API Gateway API
//! Reference, "Authorizer").

use serde::{Deserialize, Serialize};

use crate::{AccountId, Record};

/// An authorizer as it is being edited; a deployment freezes a copy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Authorizer {
    pub account: AccountId,
    pub api: String,
    pub id: String,
    pub name: String,
    pub authorizer_type: AuthorizerType,
    /// The user pools; COGNITO_USER_POOLS only.
    #[serde(default)]
    pub provider_arns: Vec<String>,
    /// A word for OpenAPI documents, without any effect.
    pub auth_type: Option<String>,
    /// The function to ask; TOKEN and REQUEST only.
    pub uri: Option<String>,
    pub credentials: Option<String>,
    /// One source for TOKEN and COGNITO_USER_POOLS, several with commas for REQUEST.
    pub identity_source: Option<String>,
    pub identity_validation_expression: Option<String>,
    pub result_ttl_seconds: Option<u32>,
    /// JWT only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jwt: Option<JwtConfiguration>,
}

/// The type of an authorizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub enum AuthorizerType {
    Token,
    Request,
    CognitoUserPools,
    Jwt,
}

/// Whose tokens a JWT authorizer takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct JwtConfiguration {
    pub issuers: Vec<JwtIssuer>,
    pub default_algorithms: Vec<String>,
}

/// One issuer of tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct JwtIssuer {
    pub issuer: String,
    pub audiences: Vec<String>,
    pub additional_claims: Vec<JwtClaim>,
}

/// A claim that a token is looked at for besides the registered ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct JwtClaim {
    pub name: String,
    pub format: String,
    pub required: bool,
    pub expected_values: Vec<String>,
}

impl Authorizer {
    /// The key of an authorizer.
    pub fn key_of(account: AccountId, api: &str, id: &str) -> String {
        format!("authorizer/{account}/{api}/{id}")
    }
}

impl Record for Authorizer {
    const KIND: &'static str = "authorizer";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.api, &self.id)
    }
}
