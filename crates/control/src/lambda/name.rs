//! The ways to name a function: `name`, `ACCOUNT:function:name`, its ARN, each with a version or alias behind it or
//! beside it. An account names its own functions only.

use portcullis_catalog::function::{Function, FunctionAlias, FunctionVersion, PublishedVersion};
use portcullis_wire::Fault;

use super::{invalid, not_found};
use crate::Tx;

/// The version that is still changed.
pub(super) const LATEST: &str = "$LATEST";

/// What a call names.
pub(super) struct Named {
    pub(super) name: String,
    /// A version number, `$LATEST` or an alias; none means the function itself.
    pub(super) qualifier: Option<String>,
}

/// Reads the name of a function and the qualifier beside it.
pub(super) fn read(tx: &Tx<'_>, text: &str, qualifier: Option<&str>) -> Result<Named, Fault> {
    let parts: Vec<&str> = text.split(':').collect();
    let (region, account) = (tx.region(), tx.account());
    let (owner, rest) = match parts.as_slice() {
        ["arn", "aws", "lambda", there, owner, "function", rest @ ..] if *there == region => {
            (*owner, rest)
        }
        ["arn", ..] => {
            let message = format!("The function ARN '{text}' is not of this region.");
            return Err(invalid(message));
        }
        [owner, "function", rest @ ..] => (*owner, rest),
        ["function", rest @ ..] => (account.as_str(), rest),
        rest => (account.as_str(), rest),
    };
    let (name, within) = match rest {
        [name] => (*name, None),
        [name, qualifier] => (*name, Some(*qualifier)),
        _ => return Err(invalid(format!("The function name '{text}' is not valid."))),
    };
    let beside = qualifier.filter(|qualifier| !qualifier.is_empty());
    let qualifier = match (within, beside) {
        (Some(within), Some(beside)) if within != beside => {
            return Err(invalid(
                "The derived qualifier from the function name does not match the specified qualifier.",
            ));
        }
        (within, beside) => beside.or(within),
    };
    if owner != account.as_str() {
        let arn = format!("arn:aws:lambda:{region}:{owner}:function:{name}");
        return Err(not_found(format!("Function not found: {arn}")));
    }
    Ok(Named {
        name: name.to_owned(),
        qualifier: qualifier.map(str::to_owned),
    })
}

/// The ARN of what is named, whether it exists or not.
pub(super) fn arn(tx: &Tx<'_>, name: &str, qualifier: Option<&str>) -> String {
    let (region, account) = (tx.region(), tx.account());
    match qualifier {
        Some(qualifier) => format!("arn:aws:lambda:{region}:{account}:function:{name}:{qualifier}"),
        None => format!("arn:aws:lambda:{region}:{account}:function:{name}"),
    }
}

/// The function that is named, whatever the qualifier.
pub(super) fn function(tx: &Tx<'_>, name: &str) -> Result<Function, Fault> {
    let found = tx.get::<Function>(&Function::key_of(tx.account(), name))?;
    found.ok_or_else(|| not_found(format!("Function not found: {}", arn(tx, name, None))))
}

/// The function that a call names, which must name no version.
pub(super) fn unqualified(tx: &Tx<'_>, text: &str) -> Result<Function, Fault> {
    let named = read(tx, text, None)?;
    match named.qualifier.as_deref() {
        None | Some(LATEST) => function(tx, &named.name),
        Some(_) => Err(invalid(
            "This operation does not support a function version or alias.",
        )),
    }
}

/// A version of a function as a call finds it.
pub(super) struct Found {
    pub(super) function: Function,
    /// `$LATEST`, or a number.
    pub(super) version: String,
    pub(super) settings: FunctionVersion,
    /// What the ARN ends in, as it was asked for.
    pub(super) qualifier: Option<String>,
}

/// The version that a call names; without a qualifier the latest.
pub(super) fn version(tx: &Tx<'_>, text: &str, qualifier: Option<&str>) -> Result<Found, Fault> {
    let named = read(tx, text, qualifier)?;
    let function = function(tx, &named.name)?;
    let version = match named.qualifier.as_deref() {
        None | Some(LATEST) => LATEST.to_owned(),
        Some(number) if is_number(number) => number.to_owned(),
        Some(name) => find_alias(tx, &named.name, name)?.version,
    };
    let settings = if version == LATEST {
        function.latest.clone()
    } else {
        published(tx, &named.name, &version)?.version
    };
    Ok(Found {
        function,
        version,
        settings,
        qualifier: named.qualifier,
    })
}

/// Whether a qualifier is the number of a version.
pub(super) fn is_number(qualifier: &str) -> bool {
    !qualifier.is_empty() && qualifier.bytes().all(|byte| byte.is_ascii_digit())
}

/// A published version.
pub(super) fn published(
    tx: &Tx<'_>,
    function: &str,
    version: &str,
) -> Result<PublishedVersion, Fault> {
    let number = version.parse().ok();
    let key = number.map(|number| PublishedVersion::key_of(tx.account(), function, number));
    let found = key.map(|key| tx.get(&key)).transpose()?.flatten();
    found.ok_or_else(|| {
        let arn = arn(tx, function, Some(version));
        not_found(format!("Function not found: {arn}"))
    })
}

/// An alias of a function.
pub(super) fn find_alias(tx: &Tx<'_>, function: &str, name: &str) -> Result<FunctionAlias, Fault> {
    let key = FunctionAlias::key_of(tx.account(), function, name);
    let found = tx.get::<FunctionAlias>(&key)?;
    found.ok_or_else(|| {
        let arn = arn(tx, function, Some(name));
        not_found(format!("Cannot find alias arn: {arn}"))
    })
}

/// The published versions of a function, by number.
pub(super) fn all_published(tx: &Tx<'_>, function: &str) -> Result<Vec<PublishedVersion>, Fault> {
    tx.scan(&format!("function-version/{}/{function}/", tx.account()))
}

/// The aliases of a function, by name.
pub(super) fn aliases(tx: &Tx<'_>, function: &str) -> Result<Vec<FunctionAlias>, Fault> {
    tx.scan(&format!("function-alias/{}/{function}/", tx.account()))
}
