//! Any text as a template, with any text as its payload: reading it and rendering it end within
//! their limits, without a panic, and twice the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_vtl::{Data, Inputs, Limits, Parameters, Substitution, Template, query};

const LIMITS: Limits = Limits {
    steps: 50_000,
    memory: 4 << 20,
    output: 256 << 10,
    depth: 48,
};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    // The payload stands behind the first zero byte.
    let (template, body) = text
        .split_once('\0')
        .unwrap_or((text, "{\"a\":[1,{\"b\":null}]}"));
    let _ = query(body, template, LIMITS);
    let substitution = Substitution::gateway_response(template);
    let _ = substitution.render("-", |name| Some(name.to_owned().into()));
    let Ok(template) = Template::parse(template) else {
        return;
    };
    let inputs = Inputs {
        body,
        parameters: Parameters {
            path: vec![("id", "1")],
            querystring: vec![("a", "b"), ("a", "c")],
            header: vec![("Accept", "*/*")],
        },
        context: Data::Map(vec![("stage".to_owned(), Data::from("prod"))]),
        ..Inputs::default()
    };
    let first = template.render(&inputs, LIMITS);
    if let Ok(rendered) = &first {
        assert!(rendered.text.len() <= LIMITS.output, "longer than allowed");
    }
    assert_eq!(first, template.render(&inputs, LIMITS), "it renders alike");
});
