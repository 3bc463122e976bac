//! Any text as an API definition: read without a panic and within bounds, and what was read without a complaint comes back
//! from the document that is written of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_openapi::{Dialect, Extensions, Format, Options, Target, parse, print, read, write};

fuzz_target!(|text: &[u8]| {
    let Ok(document) = parse(text) else { return };
    for format in [Format::Json, Format::Yaml] {
        let again = parse(print(&document, format).as_bytes());
        // The limits count bytes, and what is written is longer than what was read.
        if let Ok(again) = again {
            assert_eq!(again, document);
        }
    }
    let Ok(reading) = read(document, &Options::default()) else {
        return;
    };
    if !reading.errors.is_empty() || !reading.warnings.is_empty() {
        return;
    }
    let target = Target {
        dialect: Dialect::OpenApi,
        extensions: Extensions {
            integrations: true,
            authorizers: true,
            apigateway: true,
            documentation: true,
        },
        host: "abc.execute-api.us-east-1.amazonaws.com".to_owned(),
        stage: "prod".to_owned(),
    };
    let Ok(document) = write(&reading.definition, &target) else {
        return;
    };
    // Writing is settled after one round: the second document is the first.
    if let Ok(again) = read(document.clone(), &Options::default()) {
        assert_eq!(again.errors, Vec::<String>::new());
        let written = write(&again.definition, &target);
        assert_eq!(written.as_ref(), Ok(&document));
    }
});
