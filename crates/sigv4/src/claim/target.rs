//! What is wrong with a request target before anyone looks for a signature in it.

use crate::canonical::path::{climbs_above_root, has_good_escapes};
use crate::canonical::query::BadQuery;
use crate::error::{Refusal, RefusalKind};
use crate::limits;
use crate::request::{Dialect, Request, Rules};

pub(super) fn check(request: &Request<'_>, rules: &Rules<'_>) -> Result<(), Refusal> {
    let path = request.path;
    if path.len() + request.query.map_or(0, str::len) > limits::TARGET {
        return Err(Refusal::new(
            RefusalKind::LimitExceeded,
            rules.dialect,
            format!(
                "The request target must not be longer than {} bytes.",
                limits::TARGET
            ),
        ));
    }
    let relative = !path.is_empty() && !path.starts_with('/');
    if relative || !has_good_escapes(path) || (rules.normalise_path && climbs_above_root(path)) {
        return Err(Refusal::new(RefusalKind::MalformedPath, rules.dialect, ""));
    }
    Ok(())
}

pub(super) fn bad_query(bad: BadQuery, dialect: Dialect) -> Refusal {
    match bad {
        BadQuery::TooManyPairs => Refusal::new(
            RefusalKind::LimitExceeded,
            dialect,
            format!(
                "The query string must not hold more than {} parameters.",
                limits::QUERY_PAIRS
            ),
        ),
        BadQuery::IncompleteEscape => Refusal::new(
            RefusalKind::MalformedQuery,
            dialect,
            "Incomplete trailing escape % sequence",
        ),
        BadQuery::IllegalEscape(digits) => Refusal::new(
            RefusalKind::MalformedQuery,
            dialect,
            format!(
                "Illegal hex character in escape % pattern: %{}",
                String::from_utf8_lossy(&digits)
            ),
        ),
    }
}
