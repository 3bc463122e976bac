//! Paths against the templates of a model: `/restapis/{restapi_id}/resources`. A label is one segment as it was sent,
//! percent-decoded after the split, so an encoded slash stays inside its label.

use std::collections::BTreeMap;

use crate::form;
use crate::service::Service;

type Labels = BTreeMap<&'static str, String>;

/// The longest path that is looked at.
const MAX_PATH_BYTES: usize = 16 * 1024;

/// The name of the operation that a request means, and its labels. The error is fit to be shown.
pub(super) fn find(
    service: &'static Service,
    method: &str,
    path: &str,
    query: &[(String, String)],
) -> Result<Option<(&'static str, Labels)>, String> {
    if path.len() > MAX_PATH_BYTES {
        return Err(format!("the path is longer than {MAX_PATH_BYTES} bytes"));
    }
    let Some(path) = path.strip_prefix('/') else {
        return Ok(None);
    };
    // AWS Lambda's API reference ends the path of ListFunctions with a slash, and so do older SDKs.
    let path = match path.strip_suffix('/') {
        Some(bare) if service.name == "lambda" => bare,
        _ => path,
    };
    let segments: Vec<&str> = path.split('/').collect();
    let routes = service
        .known_operations
        .iter()
        .zip(service.known_routes)
        .filter(|(_, (known, _))| *known == method);
    let mut best: Option<(Rank, &'static str, &'static str)> = None;
    for (name, (_, template)) in routes {
        if let Some(rank) = rank(template, &segments, query)
            && best.as_ref().is_none_or(|(other, _, _)| rank > *other)
        {
            best = Some((rank, name, template));
        }
    }
    let Some((_, name, template)) = best else {
        return Ok(None);
    };
    Ok(Some((name, labels(template, &segments)?)))
}

/// How closely a template fits: parameters that it asks for, then literal segments.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    parameters: usize,
    literals: usize,
}

fn rank(template: &'static str, segments: &[&str], query: &[(String, String)]) -> Option<Rank> {
    let (template, wanted) = template.split_once('?').unwrap_or((template, ""));
    let mut rank = Rank {
        parameters: 0,
        literals: 0,
    };
    for pair in wanted.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if !query
            .iter()
            .any(|(known, given)| known == name && given == value)
        {
            return None;
        }
        rank.parameters += 1;
    }
    let mut segments = segments.iter();
    for part in template.strip_prefix('/')?.split('/') {
        match label(part) {
            Some(Label::Greedy(_)) => return (!segments.as_slice().is_empty()).then_some(rank),
            Some(Label::Segment(_)) => {
                segments.next().filter(|segment| !segment.is_empty())?;
            }
            None => {
                segments.next().filter(|segment| **segment == part)?;
                rank.literals += 1;
            }
        }
    }
    segments.as_slice().is_empty().then_some(rank)
}

fn labels(template: &'static str, segments: &[&str]) -> Result<Labels, String> {
    let template = template.split_once('?').map_or(template, |(path, _)| path);
    let mut labels = Labels::new();
    for (index, part) in template.trim_start_matches('/').split('/').enumerate() {
        match label(part) {
            Some(Label::Greedy(name)) => {
                let rest = segments.get(index..).unwrap_or_default().join("/");
                labels.insert(name, form::decode_segment(&rest)?);
                break;
            }
            Some(Label::Segment(name)) => {
                let segment = segments.get(index).copied().unwrap_or_default();
                labels.insert(name, form::decode_segment(segment)?);
            }
            None => {}
        }
    }
    Ok(labels)
}

enum Label {
    Segment(&'static str),
    Greedy(&'static str),
}

fn label(part: &'static str) -> Option<Label> {
    let name = part.strip_prefix('{')?.strip_suffix('}')?;
    Some(
        name.strip_suffix('+')
            .map_or(Label::Segment(name), Label::Greedy),
    )
}
