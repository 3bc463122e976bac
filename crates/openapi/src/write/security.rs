//! Security schemes, under the names that API Gateway gives them: `sigv4`, `api_key`, and each authorizer's own.

use crate::definition::{Authorization, Authorizer, Method};
use crate::node::Node;

use super::documentation::About;
use super::{Writer, filled};

const SIGNATURE: &str = "sigv4";
const API_KEY: &str = "api_key";

impl Writer<'_> {
    /// The schemes that methods ask for, and all authorizers.
    pub(super) fn schemes(&self) -> Option<Node> {
        let methods = || {
            self.definition
                .resources
                .values()
                .flat_map(|methods| methods.values())
        };
        let mut schemes = Node::map();
        for (name, authorizer) in &self.definition.authorizers {
            let about = About {
                kind: "AUTHORIZER",
                name,
                ..About::default()
            };
            schemes.set(name, self.described(self.authorizer(authorizer), about));
        }
        if methods().any(|method| method.authorization == Authorization::AwsIam) {
            let scheme = api_key("Authorization", "header");
            let scheme = scheme.with("x-amazon-apigateway-authtype", "awsSigv4");
            schemes.set(self.free(SIGNATURE), scheme);
        }
        if methods().any(|method| method.api_key_required) {
            schemes.set(self.free(API_KEY), api_key("x-api-key", "header"));
        }
        filled(schemes)
    }

    /// What a method asks of its callers.
    pub(super) fn security(&self, method: &Method) -> Option<Node> {
        let mut required = Vec::new();
        let scopes: Vec<Node> = method.authorization_scopes.iter().map(Node::from).collect();
        match &method.authorization {
            Authorization::None => {}
            Authorization::AwsIam => {
                required.push(Node::map().with(self.free(SIGNATURE), Node::List(Vec::new())));
            }
            Authorization::Authorizer(name) => {
                required.push(Node::map().with(name, Node::List(scopes)));
            }
        }
        if method.api_key_required {
            required.push(Node::map().with(self.free(API_KEY), Node::List(Vec::new())));
        }
        (!required.is_empty()).then_some(Node::List(required))
    }

    /// The name, or one like it that no authorizer has.
    fn free(&self, name: &str) -> String {
        let mut name = name.to_owned();
        while self.definition.authorizers.contains_key(&name) {
            name.push('_');
        }
        name
    }

    fn authorizer(&self, authorizer: &Authorizer) -> Node {
        let source = authorizer.identity_source.as_deref();
        let single = |prefix: &str| {
            let name = source?.strip_prefix(prefix)?;
            (!name.contains(',')).then_some(name)
        };
        let scheme = match (
            single("method.request.header."),
            single("method.request.querystring."),
        ) {
            (Some(header), _) => api_key(header, "header"),
            (None, Some(name)) => api_key(name, "query"),
            (None, None) => api_key("Unused", "header"),
        };
        let scheme = scheme.with_some(
            "x-amazon-apigateway-authtype",
            authorizer.auth_type.as_ref(),
        );
        if !self.target.extensions.authorizers && !self.target.extensions.apigateway {
            return scheme;
        }
        // The header of a token says where it stands.
        let stands =
            authorizer.authorizer_type == "REQUEST" || single("method.request.header.").is_none();
        let providers = authorizer.provider_arns.clone();
        let made_of = Node::map()
            .with("type", authorizer.authorizer_type.to_ascii_lowercase())
            .with_some("authorizerUri", authorizer.uri.as_ref())
            .with_some("authorizerCredentials", authorizer.credentials.as_ref())
            .with_some("identitySource", source.filter(|_| stands))
            .with_some(
                "identityValidationExpression",
                authorizer.identity_validation_expression.as_ref(),
            )
            .with_some(
                "authorizerResultTtlInSeconds",
                authorizer.result_ttl_in_seconds,
            )
            .with_some(
                "providerARNs",
                Some(providers).filter(|providers| !providers.is_empty()),
            )
            .with_some("jwtConfiguration", authorizer.jwt_configuration.clone());
        scheme.with("x-amazon-apigateway-authorizer", made_of)
    }
}

fn api_key(name: &str, located: &str) -> Node {
    Node::map()
        .with("type", "apiKey")
        .with("name", name)
        .with("in", located)
}
