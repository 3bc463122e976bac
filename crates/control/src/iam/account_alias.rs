//! The alias of an account: one at most, unique over all accounts (AWS Sign-In User Guide, "Using an
//! alias for your AWS account ID").

use portcullis_catalog::identity::AccountAlias;
use portcullis_wire::{Fault, iam};

use super::page::Page;
use crate::{Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateAccountAlias",
            |tx, _: &iam::CreateAccountAliasRequest| Ok(anywhere(tx, "CreateAccountAlias")),
            create,
        ),
        offer(
            "DeleteAccountAlias",
            |tx, _: &iam::DeleteAccountAliasRequest| Ok(anywhere(tx, "DeleteAccountAlias")),
            |tx, input| {
                let key = AccountAlias::key_of(&input.account_alias);
                let found: Option<AccountAlias> = tx.get(&key)?;
                if found.is_none_or(|found| found.account != tx.account()) {
                    let message =
                        format!("The account alias {} cannot be found.", input.account_alias);
                    return Err(iam::SERVICE.fault("NoSuchEntity", message));
                }
                tx.delete(&key);
                Ok(())
            },
        ),
        offer(
            "ListAccountAliases",
            |tx, _: &iam::ListAccountAliasesRequest| Ok(anywhere(tx, "ListAccountAliases")),
            |tx, input| {
                let aliases = own(tx)?.into_iter().map(|found| found.alias);
                let (marker, max) = (input.marker.as_deref(), input.max_items);
                let Page {
                    items: account_aliases,
                    is_truncated,
                    marker,
                } = Page::of(aliases, String::clone, marker, max)?;
                Ok(iam::ListAccountAliasesResponse {
                    account_aliases,
                    is_truncated,
                    marker,
                })
            },
        ),
    ]
}

fn create(tx: &mut Tx<'_>, input: iam::CreateAccountAliasRequest) -> Result<(), Fault> {
    let alias = input.account_alias;
    check(&alias)?;
    let key = AccountAlias::key_of(&alias);
    if tx.get::<AccountAlias>(&key)?.is_some() {
        let message = format!("The account alias {alias} already exists.");
        return Err(iam::SERVICE.fault("EntityAlreadyExists", message));
    }
    // "If you create a new alias, the new alias overwrites the previous alias" (the same page).
    for old in own(tx)? {
        tx.delete(&AccountAlias::key_of(&old.alias));
    }
    let account = tx.account();
    tx.put(&AccountAlias { alias, account })
}

fn own(tx: &Tx<'_>) -> Result<Vec<AccountAlias>, Fault> {
    let mut aliases: Vec<AccountAlias> = tx.scan("account-alias/")?;
    aliases.retain(|found| found.account == tx.account());
    Ok(aliases)
}

/// The model's pattern looks ahead, which is beyond the expressions that the wire understands.
fn check(alias: &str) -> Result<(), Fault> {
    let plain = alias
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let hyphens = alias.starts_with('-') || alias.ends_with('-') || alias.contains("--");
    if plain && !hyphens {
        return Ok(());
    }
    let message = format!(
        "1 validation error detected: Value '{alias}' at 'accountAlias' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){{1,61}}[a-z0-9]$"
    );
    Err(iam::SERVICE.fault("ValidationError", message))
}

fn anywhere(tx: &Tx<'_>, action: &str) -> Vec<Permission> {
    vec![Permission::new(format!("iam:{action}"), "*", tx.account())]
}
