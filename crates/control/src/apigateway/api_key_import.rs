//! API keys from a file of comma-separated values (API Gateway Developer Guide, "API Gateway API
//! key file format"). A key whose value is known already is overwritten.

use std::collections::BTreeMap;

use portcullis_catalog::Secret;
use portcullis_catalog::traffic::ApiKey;
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::api_key::{Described, Digester, MAX_KEYS, all, check_value, make};
use super::fault::{bad_request, limit_exceeded};
use super::{address, usage_plan_key};
use crate::{Offered, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![offer(
        "ImportApiKeys",
        |tx, _: &wire::ImportApiKeysRequest| Ok(vec![address::permission(tx, "POST", "/apikeys")]),
        import,
    )]
}

fn import(tx: &mut Tx<'_>, input: wire::ImportApiKeysRequest) -> Result<wire::ApiKeyIds, Fault> {
    let text = String::from_utf8(input.body.0)
        .map_err(|_| bad_request("The API key file is not UTF-8 text"))?;
    let rows = rows(&text)?;
    let mut known: BTreeMap<_, _> = all(tx)?
        .into_iter()
        .map(|key| (String::from(key.digest), key))
        .collect();
    let digester = Digester::of(tx)?;
    let (mut ids, mut warnings) = (Vec::new(), Vec::new());
    for row in rows {
        let value = Secret::new(row.key);
        check_value(&value)?;
        let described = Described {
            name: Some(row.name).filter(|name| !name.is_empty()),
            description: row.description,
            enabled: row.enabled,
        };
        described.check()?;
        let digest = digester.digest(&value);
        let key = match known.remove(&String::from(digest)) {
            Some(key) => ApiKey {
                name: described.name,
                description: described.description,
                enabled: described.enabled,
                updated: tx.now(),
                ..key
            },
            None => make(tx, described, &value, digest)?,
        };
        tx.put(&key)?;
        for plan in &row.usage_plans {
            if let Err(fault) = usage_plan_key::add(tx, plan, &key) {
                warnings.push(format!("{}: {}", key.id, fault.message));
            }
        }
        ids.push(key.id.clone());
        known.insert(String::from(digest), key);
        if known.len() > MAX_KEYS {
            return Err(limit_exceeded(
                "Maximum number of API keys for this account has been reached.",
            ));
        }
    }
    if input.fail_on_warnings.unwrap_or_default() && !warnings.is_empty() {
        return Err(bad_request(format!(
            "Warnings found during import:\n\t{}",
            warnings.join("\n\t")
        )));
    }
    Ok(wire::ApiKeyIds {
        ids: Some(ids),
        warnings: Some(warnings).filter(|warnings| !warnings.is_empty()),
    })
}

struct Row {
    name: String,
    key: String,
    description: Option<String>,
    enabled: bool,
    usage_plans: Vec<String>,
}

fn rows(text: &str) -> Result<Vec<Row>, Fault> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let header = fields(lines.next().unwrap_or_default())?;
    let column = |name: &str| {
        let mut names = header.iter();
        names.position(|known| known.eq_ignore_ascii_case(name))
    };
    let (name, key) = (column("name"), column("key"));
    let (Some(name), Some(key)) = (name, key) else {
        return Err(bad_request(
            "The API key file must have the columns Name and Key",
        ));
    };
    let optional = (
        column("description"),
        column("enabled"),
        column("usageplanids"),
    );
    lines
        .map(|line| {
            let fields = fields(line)?;
            let at = |index: usize| fields.get(index).cloned().unwrap_or_default();
            let given = |index: Option<usize>| index.map(at).filter(|field| !field.is_empty());
            let plans = given(optional.2).unwrap_or_default();
            Ok(Row {
                name: at(name),
                key: at(key),
                description: given(optional.0),
                enabled: given(optional.1).is_none_or(|text| text.eq_ignore_ascii_case("true")),
                usage_plans: plans
                    .split(',')
                    .map(str::trim)
                    .filter(|plan| !plan.is_empty())
                    .map(str::to_owned)
                    .collect(),
            })
        })
        .collect()
}

/// The fields of a line; in quotation marks of either kind a comma is a comma.
fn fields(line: &str) -> Result<Vec<String>, Fault> {
    let mut fields = Vec::new();
    let mut rest = line.trim_start_matches('\u{feff}');
    loop {
        let start = rest.trim_start();
        let (field, after) = match start.chars().next().filter(|mark| "\"'".contains(*mark)) {
            Some(mark) => {
                let inside = start.get(1..).unwrap_or_default();
                let (field, after) = inside.split_once(mark).ok_or_else(|| {
                    bad_request("A field of the API key file has no closing quotation mark")
                })?;
                (field, after.trim_start())
            }
            None => {
                let end = start.find(',').unwrap_or(start.len());
                let (field, after) = start.split_at(end);
                (field.trim_end(), after)
            }
        };
        fields.push(field.to_owned());
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None if after.is_empty() => return Ok(fields),
            None => {
                return Err(bad_request(
                    "A field of the API key file has text after its quotation marks",
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_split_at_commas_outside_of_quotation_marks() {
        for (line, expected) in [
            ("a,b", Some(vec!["a", "b"])),
            (" a , b ", Some(vec!["a", "b"])),
            ("a,", Some(vec!["a", ""])),
            (r#"a,"b,c",'d,e'"#, Some(vec!["a", "b,c", "d,e"])),
            (r#""a"#, None),
            (r#""a"b,c"#, None),
            ("", Some(vec![""])),
        ] {
            let found = fields(line).ok();
            let expected = expected.map(|all| all.into_iter().map(str::to_owned).collect());
            assert_eq!(found, expected, "{line}");
        }
    }
}
