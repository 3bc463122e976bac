//! What holds for every text: reading and rendering end, within their limits, and text without
//! `$`, `#` and backslashes is its own rendering.

use portcullis_vtl::{Data, Inputs, Limits, Parameters, Template, query};
use proptest::prelude::*;

const SMALL: Limits = Limits {
    steps: 20_000,
    memory: 1 << 20,
    output: 64 << 10,
    depth: 48,
};

/// Pieces that mean something, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "#if(",
        "#elseif(",
        "#else",
        "#end",
        "#foreach($i in ",
        "#set($a = ",
        "#set($m.b = ",
        "#macro(m $x)",
        "#m(",
        "#define($d)",
        "#break",
        "#stop",
        "#evaluate(",
        "##",
        "#*",
        "*#",
        "#[[",
        "]]#",
        "$a",
        "${a}",
        "$!a",
        "$m.b",
        "$m['b']",
        "$d",
        "$input.json('$')",
        "$input.path('$.a')",
        "$input.params()",
        "$context",
        "$util.urlEncode(",
        "$a.split('')",
        "$m.put('b', ",
        "$m.keySet()",
        "[1..9]",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        ")",
        "'",
        "\"",
        "1",
        "2.5",
        "true",
        " + ",
        " * ",
        " == ",
        " && ",
        "!",
        ",",
        ":",
        "\\",
        "\n",
        " ",
        "text",
        "é",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn bounded(template: &str, body: &str) {
    let Ok(template) = Template::parse(template) else {
        return;
    };
    let inputs = Inputs {
        body,
        parameters: Parameters {
            querystring: vec![("a", "b")],
            ..Parameters::default()
        },
        context: Data::Map(vec![("stage".to_owned(), Data::from("prod"))]),
        ..Inputs::default()
    };
    let first = template.render(&inputs, SMALL);
    if let Ok(rendered) = &first {
        assert!(rendered.text.len() <= SMALL.output);
    }
    assert_eq!(first, template.render(&inputs, SMALL), "it renders alike");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn meaningful_pieces_in_any_order_end(template in pieces(), body in pieces()) {
        bounded(&template, &body);
    }

    #[test]
    fn any_text_ends(template in ".{0,200}", body in ".{0,200}") {
        bounded(&template, &body);
    }

    #[test]
    fn plain_text_is_its_own_rendering(text in "[^$#\\\\]{0,200}") {
        let template = Template::parse(&text).unwrap();
        prop_assert_eq!(template.literal(), Some(text.as_str()));
    }

    #[test]
    fn json_comes_back_as_it_was(text in "[a-z\"\\\\/é😀\u{0}-\u{1f}]{0,40}", number in any::<i64>()) {
        let body = serde_json::json!({"a": [text, number, null, true, {}]}).to_string();
        let template = Template::parse("$input.json('$')").unwrap();
        let inputs = Inputs { body: &body, ..Inputs::default() };
        let rendered = template.render(&inputs, SMALL).unwrap().text;
        let read: serde_json::Value = serde_json::from_str(&rendered).unwrap();
        prop_assert_eq!(read, serde_json::from_str::<serde_json::Value>(&body).unwrap());
    }

    #[test]
    fn any_path_ends(path in "[$@.*\\[\\]?()'\"a-c0-9:,&|=!<>~/ -]{0,40}") {
        let _ = query(r#"{"a": [1, {"b": "c"}], "b": [[]]}"#, &path, SMALL);
    }
}
