//! Security schemes and who asks for them. API Gateway knows three kinds, all of them written as `apiKey`: signatures
//! (`x-amazon-apigateway-authtype: awsSigv4`), authorizers (`x-amazon-apigateway-authorizer`) and API keys (`x-api-key`).
//! Other schemes are passed over with a warning, as it does. A requirement at the root holds for every method that has none
//! of its own; so API Gateway was recorded to act, although its guide says that it ignores it.

use crate::definition::{Authorization, Authorizer, Method};
use crate::error::Unreadable;
use crate::node::Node;
use crate::write::Dialect;

use super::{Place, Reader};

/// What a scheme asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Signature,
    Authorizer,
    ApiKey,
    Unsupported,
}

impl<'d> Reader<'d> {
    /// The schemes of the document; the authorizers among them become part of the definition.
    pub(super) fn schemes(&mut self) {
        let (schemes, section) = match self.dialect {
            Dialect::Swagger => (self.root.get("securityDefinitions"), "securityDefinitions"),
            Dialect::OpenApi => (
                self.root
                    .get("components")
                    .and_then(|components| components.get("securitySchemes")),
                "components.securitySchemes",
            ),
        };
        for (name, scheme) in self.map(schemes, section) {
            let place = format!("{section}.{name}");
            self.map(Some(scheme), &place);
            let kind = self.scheme(name, scheme, &place);
            self.schemes.insert(name, kind);
        }
    }

    fn scheme(&mut self, name: &str, scheme: &'d Node, place: &str) -> Scheme {
        let text = |name: &str| scheme.get(name).and_then(Node::text);
        let auth_type = text("x-amazon-apigateway-authtype");
        if let Some(authorizer) = scheme.get("x-amazon-apigateway-authorizer") {
            let authorizer = self.authorizer(scheme, authorizer, place);
            let authorizers = &mut self.reading.definition.authorizers;
            authorizers.insert(name.to_owned(), authorizer);
            return Scheme::Authorizer;
        }
        if auth_type.is_some_and(|word| word.eq_ignore_ascii_case("awsSigv4")) {
            return Scheme::Signature;
        }
        match (text("type"), text("in"), text("name")) {
            (Some("apiKey"), Some("header"), Some(header))
                if header.eq_ignore_ascii_case("x-api-key") =>
            {
                Scheme::ApiKey
            }
            (other, ..) => {
                let other = other.unwrap_or_default();
                self.warn(format!(
                    "Unsupported security definition type '{other}' for '{name}'. Ignoring."
                ));
                Scheme::Unsupported
            }
        }
    }

    fn authorizer(&mut self, scheme: &'d Node, node: &'d Node, place: &str) -> Authorizer {
        let place = format!("{place}.x-amazon-apigateway-authorizer");
        self.map(Some(node), &place);
        let mut text = |name: &str| self.text(node.get(name), &format!("{place}.{name}"));
        let mut authorizer = Authorizer {
            authorizer_type: text("type").unwrap_or_default().to_ascii_uppercase(),
            auth_type: scheme
                .get("x-amazon-apigateway-authtype")
                .and_then(Node::scalar),
            uri: text("authorizerUri"),
            credentials: text("authorizerCredentials"),
            identity_source: text("identitySource"),
            identity_validation_expression: text("identityValidationExpression"),
            result_ttl_in_seconds: None,
            provider_arns: Vec::new(),
            jwt_configuration: node.get("jwtConfiguration").cloned(),
        };
        let ttl = "authorizerResultTtlInSeconds";
        authorizer.result_ttl_in_seconds = self.number(node.get(ttl), &format!("{place}.{ttl}"));
        let providers = self.texts(node.get("providerARNs"), &format!("{place}.providerARNs"));
        authorizer.provider_arns = providers.unwrap_or_default();
        // Where a token stands is the scheme's to say; where there are several sources, the authorizer's.
        if authorizer.identity_source.is_none() && authorizer.authorizer_type != "REQUEST" {
            let header = scheme
                .get("name")
                .and_then(Node::text)
                .filter(|_| scheme.get("in").and_then(Node::text) == Some("header"));
            authorizer.identity_source =
                header.map(|header| format!("method.request.header.{header}"));
        }
        authorizer
    }

    /// What a method asks of its callers.
    pub(super) fn security(
        &mut self,
        method: &mut Method,
        operation: &'d Node,
        place: Place<'_>,
    ) -> Result<(), Unreadable> {
        let Place { verb, path } = place;
        let own = operation.get("security");
        let auth = operation.get("x-amazon-apigateway-auth");
        let auth = match auth {
            Some(auth) => {
                let at = format!("paths.'{path}'({verb}).x-amazon-apigateway-auth");
                let kind = self.text(auth.get("type"), &at);
                let kind = kind.map(|kind| kind.to_ascii_uppercase());
                if !matches!(kind.as_deref(), Some("NONE" | "AWS_IAM")) {
                    self.error(format!(
                        "Unable to put method '{verb}' on resource at path '{path}': Invalid authorization type specified. Valid options are NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS"
                    ));
                }
                kind
            }
            None => None,
        };
        // A method's own word of whatever form comes before the root's.
        let required = match (own, &auth) {
            (None, None) => self.root.get("security"),
            (own, _) => own,
        };
        let at = format!("paths.'{path}'({verb}).security");
        for requirement in self.list(required, &at) {
            for (name, scopes) in self.map(Some(requirement), &at) {
                self.requirement(method, name, scopes, place)?;
            }
        }
        if auth.as_deref() == Some("AWS_IAM") {
            method.authorization = Authorization::AwsIam;
            method.authorization_scopes.clear();
        }
        Ok(())
    }

    fn requirement(
        &mut self,
        method: &mut Method,
        name: &str,
        scopes: &'d Node,
        Place { verb, path }: Place<'_>,
    ) -> Result<(), Unreadable> {
        let Some(scheme) = self.schemes.get(name).copied() else {
            self.error(format!(
                "Unable to put method '{verb}' on resource at path '{path}': Security definition '{name}' not found"
            ));
            return Ok(());
        };
        let first = method.authorization == Authorization::None;
        match scheme {
            Scheme::Signature => {
                // A signature is asked for even beside an authorizer: nobody gets in with less.
                method.authorization = Authorization::AwsIam;
                method.authorization_scopes.clear();
            }
            Scheme::Authorizer if first => {
                method.authorization = Authorization::Authorizer(name.to_owned());
                let at = format!("paths.'{path}'({verb}).security.{name}");
                let scopes = self.texts(Some(scopes), &at).unwrap_or_default();
                self.work.spend(scopes.len())?;
                method.authorization_scopes = scopes;
            }
            Scheme::ApiKey => method.api_key_required = true,
            Scheme::Authorizer | Scheme::Unsupported => {}
        }
        Ok(())
    }
}
