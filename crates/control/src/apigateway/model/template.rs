//! A mapping template that makes what a model describes: each property is taken from where it is
//! in the input (API Gateway Developer Guide, "Mapping template transformations"). It is a sample for people to
//! edit.

use serde_json::{Map, Value};

const LOOP: &str = "##TODO: Update this foreach loop to reference array from input json";
/// How deep a sample goes; a model may refer to itself.
const MAX_DEPTH: usize = 8;
/// How long it gets; what would be longer ends early.
const MAX_LENGTH: usize = 64 * 1024;

/// The template for a schema without references to other models.
pub(super) fn of(schema: &Value) -> String {
    let mut sample = Sample {
        root: schema,
        text: "#set($inputRoot = $input.path('$'))\n".to_owned(),
    };
    sample.value(schema, "$inputRoot", 0);
    sample.text
}

struct Sample<'s> {
    root: &'s Value,
    text: String,
}

impl<'s> Sample<'s> {
    fn value(&mut self, schema: &'s Value, source: &str, depth: usize) {
        let schema = meant(self.root, schema);
        let properties = schema.get("properties").and_then(Value::as_object);
        let items = schema.get("items");
        match (type_of(schema), properties, items) {
            ("object" | "", Some(properties), _) => self.object(properties, source, depth),
            ("array" | "", _, Some(items)) => self.array(items, source, depth),
            ("object", ..) => self.text.push_str("{ }"),
            ("array", ..) => self.text.push_str("[ ]"),
            ("integer" | "number" | "boolean", ..) => self.text.push_str(source),
            _ => {
                self.text.push('"');
                self.text.push_str(source);
                self.text.push('"');
            }
        }
    }

    fn object(&mut self, properties: &'s Map<String, Value>, source: &str, depth: usize) {
        if depth >= MAX_DEPTH || self.text.len() > MAX_LENGTH {
            self.text.push_str("{ }");
            return;
        }
        let indent = "  ".repeat(depth + 1);
        self.text.push('{');
        for (index, (name, schema)) in properties.iter().enumerate() {
            self.text.push_str(if index == 0 { "\n" } else { ",\n" });
            self.text
                .push_str(&format!("{indent}{} : ", Value::from(name.as_str())));
            self.value(schema, &format!("{source}.{name}"), depth + 1);
        }
        self.text.push_str(&format!("\n{}}}", "  ".repeat(depth)));
    }

    fn array(&mut self, items: &'s Value, source: &str, depth: usize) {
        if depth >= MAX_DEPTH || self.text.len() > MAX_LENGTH {
            self.text.push_str("[ ]");
            return;
        }
        let indent = "  ".repeat(depth);
        // Loops inside of loops need names of their own.
        let item = match depth {
            0 => "$elem".to_owned(),
            depth => format!("$elem{depth}"),
        };
        self.text.push_str(&format!(
            "[\n{LOOP}\n#foreach({item} in {source})\n{indent}  "
        ));
        self.value(items, &item, depth + 1);
        self.text
            .push_str(&format!("#if($foreach.hasNext),#end\n#end\n{indent}]"));
    }
}

/// What a schema refers to, in the document.
fn meant<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let reference = schema.get("$ref").and_then(Value::as_str);
    let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
    let referred = pointer.and_then(|pointer| root.pointer(pointer));
    referred.unwrap_or(schema)
}

fn type_of(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(name)) => name,
        Some(Value::Array(names)) => {
            let mut names = names.iter().filter_map(Value::as_str);
            names.find(|name| *name != "null").unwrap_or_default()
        }
        _ => "",
    }
}
