//! What is written is read again as what it was, in both specifications and both formats.

use std::collections::BTreeMap;

use portcullis_openapi::definition::{
    Authorization, Authorizer, GatewayResponse, Integration, IntegrationResponse, Method,
    MethodResponse, Model, RequestValidator,
};
use portcullis_openapi::{Definition, Dialect, Format, Node, Options, parse, print, read, write};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use super::{BOTH, documents, reading, target};

#[track_caller]
fn check(definition: &Definition, dialect: Dialect) {
    let document = write(definition, &target(dialect)).unwrap();
    for format in [Format::Json, Format::Yaml] {
        let text = print(&document, format);
        let node = parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let again = read(node, &Options::default()).unwrap();
        assert_eq!(again.errors, Vec::<String>::new(), "{text}");
        assert_eq!(again.warnings, Vec::<String>::new(), "{text}");
        assert_eq!(&again.definition, definition, "{text}");
    }
}

#[test]
fn a_definition_that_uses_everything_comes_back() {
    let definition = reading(&documents::openapi()).definition;
    for dialect in BOTH {
        check(&definition, dialect);
    }
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-z][A-Za-z0-9]{0,8}"
}

/// Any text, including what YAML could take for something else.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[ -~\n\t]{0,20}",
        Just("null".to_owned()),
        Just("1.0".to_owned())
    ]
}

fn texts() -> impl Strategy<Value = BTreeMap<String, String>> {
    btree_map("[a-z./*+-]{1,12}", text(), 0..3)
}

fn schema() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        text().prop_map(|text| Node::map().with("type", "string").with("pattern", text)),
        any::<i64>().prop_map(|least| Node::map().with("type", "integer").with("minimum", least)),
        Just(Node::map().with("$ref", "#/models/Known")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        btree_map(name(), inner, 1..3).prop_map(|properties| {
            let mut map = Node::map();
            for (name, schema) in properties {
                map.set(name, schema);
            }
            Node::map().with("type", "object").with("properties", map)
        })
    })
}

prop_compose! {
    fn integration()(
        integration_type in prop_oneof![Just("MOCK"), Just("HTTP_PROXY"), Just("AWS")],
        http_method in option::of(Just("POST".to_owned())),
        uri in option::of(text()),
        credentials in option::of(text()),
        request_templates in texts(),
        timeout_in_millis in option::of(50..29_000i64),
        cache_key_parameters in vec(text(), 0..3),
        patterns in btree_map("[1-5][0-9]{2}", (texts(), texts()), 0..3),
    ) -> Integration {
        let responses = patterns.into_iter().enumerate().map(|(index, (status, (parameters, templates)))| {
            let selection_pattern = (index > 0).then(|| format!("{status}.*"));
            (status, IntegrationResponse { selection_pattern, parameters, templates, content_handling: None })
        });
        Integration {
            integration_type: integration_type.to_owned(), http_method, uri, credentials, request_templates,
            timeout_in_millis, cache_key_parameters, responses: responses.collect(), ..Integration::default()
        }
    }
}

prop_compose! {
    fn method(dialect: Dialect)(
        authorization in prop_oneof![
            Just(Authorization::None), Just(Authorization::AwsIam), Just(Authorization::Authorizer("gate".to_owned())),
        ],
        api_key_required in any::<bool>(),
        operation_name in option::of(text()),
        parameters in btree_map("(header|querystring)\\.[A-Za-z0-9._-]{1,8}", any::<bool>(), 0..4),
        body in any::<bool>(),
        xml in any::<bool>(),
        statuses in btree_map("[1-5][0-9]{2}", (any::<bool>(), vec("[A-Za-z-]{1,8}", 0..3)), 0..3),
        integration in option::of(integration()),
    ) -> Method {
        let model = |known: bool| known.then(|| ("application/json".to_owned(), "Known".to_owned()));
        let mut request_models: BTreeMap<_, _> = model(body).into_iter().collect();
        // Swagger 2.0 has no room for a model for XML alone, nor for two.
        if body && xml && dialect == Dialect::OpenApi {
            request_models.insert("application/xml".to_owned(), "Known".to_owned());
        }
        let request_parameters = parameters.into_iter().map(|(name, required)| (format!("method.request.{name}"), required));
        let responses = statuses.into_iter().map(|(status, (known, headers))| {
            let parameters = headers.into_iter().map(|name| (format!("method.response.header.{name}"), false));
            (status, MethodResponse { parameters: parameters.collect(), models: model(known).into_iter().collect() })
        });
        Method {
            authorization, api_key_required, operation_name, request_models, integration,
            request_parameters: request_parameters.collect(), responses: responses.collect(), ..Method::default()
        }
    }
}

prop_compose! {
    fn definition(dialect: Dialect)(
        title in option::of(text()),
        description in option::of(text()),
        methods in btree_map("/[a-z]{1,4}(/[a-z]{1,4})?", btree_map("GET|POST|ANY", method(dialect), 1..3), 0..3),
        schemas in btree_map(name(), schema(), 0..3),
        validators in btree_map(name(), (any::<bool>(), any::<bool>()), 0..2),
        uri in option::of(text()),
        responses in btree_map("DEFAULT_4XX|THROTTLED", (option::of(400..500u16), texts(), texts()), 0..2),
        types in option::of(vec(text(), 1..3)),
    ) -> Definition {
        let known = Model { description: None, schema: Node::map().with("type", "object") };
        let mut models: BTreeMap<_, _> = schemas.into_iter().map(|(name, schema)| (name, Model { description: None, schema })).collect();
        models.insert("Known".to_owned(), known);
        let gate = Authorizer { authorizer_type: "REQUEST".to_owned(), uri, ..Authorizer::default() };
        let validators = validators.into_iter().map(|(name, (body, parameters))| {
            (name, RequestValidator { validate_request_body: body, validate_request_parameters: parameters })
        });
        let responses = responses.into_iter().map(|(name, (status, parameters, templates))| {
            (name, GatewayResponse { status_code: status.map(|status| status.to_string()), parameters, templates })
        });
        Definition {
            title, description, models, resources: methods, binary_media_types: types,
            request_validators: validators.collect(), gateway_responses: responses.collect(),
            authorizers: BTreeMap::from([("gate".to_owned(), gate)]), ..Definition::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_definition_comes_back_from_openapi(definition in definition(Dialect::OpenApi)) {
        check(&definition, Dialect::OpenApi);
    }

    #[test]
    fn any_definition_comes_back_from_swagger(definition in definition(Dialect::Swagger)) {
        check(&definition, Dialect::Swagger);
    }

    #[test]
    fn any_tree_is_the_same_after_either_format(node in schema(), key in text(), value in text()) {
        let node = Node::map().with("a", node).with(format!("b{key}"), value.clone()).with("c", vec![value]);
        for format in [Format::Json, Format::Yaml] {
            let text = print(&node, format);
            let again = parse(text.as_bytes());
            prop_assert_eq!(again.as_ref(), Ok(&node), "{}", text);
        }
    }
}
