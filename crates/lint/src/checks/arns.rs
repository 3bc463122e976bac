//! The form of ARNs and the names of services in them, of the services that are called here (Service Authorization Reference;
//! AWS General Reference, "Amazon Resource Names"). What an ARN of an API's method matches is looked at with the patterns.

use portcullis_iam::document::{Source, Text};

use super::subject::Subject;
use crate::code::Code;

/// Services with names that are long enough to be mistaken.
const SERVICES: [&str; 5] = [
    "apigateway",
    "cloudtrail",
    "elasticloadbalancing",
    "execute-api",
    "organizations",
];
/// The longest name that is compared.
const LONGEST: usize = 64;

pub(super) fn check(subject: &mut Subject<'_>) {
    for (index, statement) in subject.statements() {
        for action in statement.action.iter().flat_map(|it| &it.values) {
            let service = action.text.split(':').next().unwrap_or_default();
            if let Some(meant) = mistaken(&service.to_lowercase()) {
                let reason = format!("there is no service `{service}`; `{meant}` is one");
                let here = Some((index, statement));
                subject.report(Code::ServiceName, here, action.span.start, reason);
            }
        }
        for value in statement.resource.iter().flat_map(|it| &it.values) {
            check_arn(subject, index, statement, value);
        }
    }
}

fn check_arn(subject: &mut Subject<'_>, index: usize, statement: &Source, value: &Text) {
    let text = value.text.as_str();
    let open = |part: &str| part.contains(['*', '?']) || part.contains("${");
    let here = Some((index, statement));
    let at = value.span.start;
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [_, _, service, region, account, _] = parts[..] else {
        if text.starts_with("arn:") && !open(text) {
            let reason =
                format!("`{text}` has less than the six parts that an ARN has, so it matches none");
            subject.report(Code::ArnForm, here, at, reason);
        }
        return;
    };
    if !text.starts_with("arn:") || open(service) {
        return;
    }
    if let Some(meant) = mistaken(service) {
        let reason = format!("there is no service `{service}`; `{meant}` is one");
        subject.report(Code::ServiceName, here, at, reason);
        return;
    }
    let lower = service.to_ascii_lowercase();
    let is_api = matches!(lower.as_str(), "execute-api" | "apigateway");
    let digits = account.bytes().all(|byte| byte.is_ascii_digit());
    let is_account = (digits && account.len() == 12) || account == "aws";
    let fault = if lower != service {
        format!("the service `{service}` is written in lower case")
    } else if is_api && region.is_empty() {
        format!("an ARN of {service} names a Region")
    } else if !region.is_empty() && !open(region) && !is_region(region) {
        format!("`{region}` is no Region")
    } else if service == "apigateway" && !account.is_empty() && !open(account) {
        "an ARN of apigateway names no account".to_owned()
    } else if service == "execute-api" && account.is_empty() {
        "an ARN of execute-api names the account of the API".to_owned()
    } else if !(account.is_empty() || open(account) || is_account) {
        format!("the account `{account}` is not twelve digits")
    } else {
        return;
    };
    let reason = format!("{fault}, so `{text}` matches nothing");
    subject.report(Code::ArnForm, here, at, reason);
}

/// Whether a text is written as the names of Regions are: `us-east-1`, `us-gov-west-1`.
pub(super) fn is_region(text: &str) -> bool {
    let mut parts = text.split('-').rev();
    let number = parts.next().unwrap_or_default();
    let words: Vec<&str> = parts.collect();
    let is_word =
        |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && words.len() >= 2
        && words.iter().all(is_word)
}

/// The service that a name is mistaken for, where it is one or two letters away from it.
fn mistaken(name: &str) -> Option<&'static str> {
    let near = |service: &&str| (1..=2).contains(&distance(name, service));
    if name.len() > LONGEST || name.contains(['*', '?', '$']) || SERVICES.contains(&name) {
        return None;
    }
    SERVICES.into_iter().find(near)
}

/// How many letters have to be added, taken away or exchanged to make one text of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, byte) in one.bytes().enumerate() {
        let mut before = at;
        let mut next = vec![at + 1];
        for (place, wanted) in other.bytes().enumerate() {
            let above = row.get(place + 1).copied().unwrap_or_default();
            let left = next.last().copied().unwrap_or_default();
            let exchanged = before + usize::from(byte != wanted);
            next.push(exchanged.min(above + 1).min(left + 1));
            before = above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
