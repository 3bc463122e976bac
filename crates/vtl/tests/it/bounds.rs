//! What a template asks too much of ends, and ends soon: each of these would run for hours or
//! fill a machine if nothing stopped it.

use portcullis_vtl::{Inputs, Limits, MAX_TEMPLATE, RenderError, Template};

fn render(template: &str, body: &str) -> Result<String, RenderError> {
    let template = Template::parse(template).expect("the template can be read");
    let inputs = Inputs {
        body,
        ..Inputs::default()
    };
    let rendered = template.render(&inputs, Limits::default());
    rendered.map(|rendered| rendered.text)
}

/// Whether it ends because it asks for too much, of whatever it runs out of first.
fn ends(template: &str, body: &str) -> bool {
    match render(template, body) {
        Err(error) => matches!(
            error,
            RenderError::TooManySteps
                | RenderError::TooMuchMemory
                | RenderError::TooLong(_)
                | RenderError::TooDeep
        ),
        Ok(_) => false,
    }
}

fn nested(count: usize, inner: &str) -> String {
    let mut template = String::new();
    for at in 0..count {
        template.push_str(&format!("#foreach($i{at} in [1..1000])"));
    }
    template.push_str(inner);
    template.push_str(&"#end".repeat(count));
    template
}

#[test]
fn loops_in_loops_run_out_of_steps() {
    assert_eq!(render(&nested(4, "x"), ""), Err(RenderError::TooManySteps));
    assert_eq!(render(&nested(20, ""), ""), Err(RenderError::TooManySteps));
}

#[test]
fn a_text_that_doubles_runs_out_of_memory() {
    let double = "#set($a = 'xxxxxxxxxxxxxxxx')#foreach($i in [1..1000])#set($a = \"$a$a\")#end";
    assert!(ends(double, ""));
    let added = "#set($a = 'x')#foreach($i in [1..1000])#set($a = $a + $a)#end";
    assert!(ends(added, ""));
    let replaced = "#set($a = 'xxxxxxxx')#foreach($i in [1..1000])#set($a = $a.replaceAll('x', 'xxxxxxxx'))#end";
    assert!(ends(replaced, ""));
    assert!(ends("#set($a = 'xxxxxxxx')$a.repeat(2147483647)", ""));
}

#[test]
fn lists_and_maps_that_double_run_out() {
    let list = "#set($a = [1, 2])#foreach($i in [1..1000])#set($b = $a.addAll($a))#end";
    assert!(ends(list, ""));
    // Doubled by reference, it is small until somebody prints it.
    let map = "#set($a = {})#foreach($i in [1..60])#set($a = {'l': $a, 'r': $a})#end$a";
    assert!(ends(map, ""));
    assert!(ends("#foreach($i in [1..2147483647])#end", ""));
}

#[test]
fn the_result_has_a_limit() {
    let line = "x".repeat(20_000);
    let long = format!("#foreach($i in [1..1000]){line}#end");
    assert_eq!(render(&long, ""), Err(RenderError::TooLong(10 << 20)));
}

#[test]
fn macros_that_call_themselves_end() {
    assert_eq!(
        render("#macro(m)#m()#end#m()", ""),
        Err(RenderError::TooDeep)
    );
    assert_eq!(
        render("#macro(m $x)#m(\"$x$x\")#end#m('a')", ""),
        Err(RenderError::TooDeep)
    );
    let growing = "#macro(m $x)$x #m(\"$x$x$x$x$x$x$x$x\")#end#m('aaaaaaaa')";
    assert!(ends(growing, ""));
    assert_eq!(
        render("#define($a)$b#end#define($b)$a#end$a", ""),
        Err(RenderError::TooDeep)
    );
    assert_eq!(
        render("#set($t = '#evaluate($t)')#evaluate($t)", ""),
        Err(RenderError::TooDeep)
    );
}

#[test]
fn templates_that_nest_too_deeply_are_refused() {
    for deep in [
        "#if(true)".repeat(10_000),
        format!("#set($a = {}1{})", "(".repeat(10_000), ")".repeat(10_000)),
        format!("#set($a = {})", "[".repeat(10_000)),
        format!("#set($a = {})", "{".repeat(10_000)),
        format!("#set($a = {}true)", "!".repeat(100_000)),
        "$a[".repeat(10_000),
        "$a.b(".repeat(10_000),
        "#set($a = \"#if($b == \"\"".repeat(1_000),
    ] {
        let read = Template::parse(&deep);
        let start: String = deep.chars().take(30).collect();
        assert!(read.is_err() || start.contains('!'), "{start}");
    }
    assert!(Template::parse(&"x".repeat(MAX_TEMPLATE)).is_ok());
    assert!(Template::parse(&"x".repeat(MAX_TEMPLATE + 1)).is_err());
}

#[test]
fn payloads_that_nest_too_deeply_are_refused() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let ended = render("$input.json('$')", &deep).unwrap_err();
    assert!(matches!(ended, RenderError::PayloadNotJson(_)), "{ended}");
    let allowed = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(render("$input.json('$')", &allowed), Ok(allowed));
}

#[test]
fn paths_that_look_at_everything_again_and_again_end() {
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert!(ends("$input.json('$..*..*..*..*..*')", &deep));
    let wide = format!("[{}]", vec!["[[1],[2]]"; 2_000].join(","));
    assert!(ends("$input.json('$..[?($..[?(@ == 3)])]')", &wide));
}

#[test]
fn a_large_payload_is_no_bomb() {
    let body = format!(
        "[{}]",
        vec!["{\"name\": \"some text of usual length\", \"n\": 12345}"; 20_000].join(",")
    );
    let text = render("$input.json('$')", &body).unwrap();
    assert!(text.len() > 900_000);
}

#[test]
fn expressions_that_would_take_exponential_time_elsewhere_do_not() {
    let text = format!("{}!", "a".repeat(100_000));
    let body = format!("\"{text}\"");
    assert_eq!(
        render("$input.path('$').matches('(a+)+b')", &body),
        Ok("false".to_owned())
    );
}
