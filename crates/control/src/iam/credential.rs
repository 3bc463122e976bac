//! The kinds of credential that nobody has here: passwords, MFA devices, SSH keys, certificates.
//! Tools ask for them before they delete a user, so the answers are those of AWS for a user
//! without any.

use portcullis_catalog::identity::User;
use portcullis_wire::{Fault, iam};

use super::caller::{whom, whose};
use super::entity::{self, only};
use super::page::Page;
use crate::{Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "GetLoginProfile",
            |tx, input: &iam::GetLoginProfileRequest| {
                only(whose(tx, "GetLoginProfile", input.user_name.as_deref()))
            },
            |tx, input| {
                no_login_profile::<iam::GetLoginProfileResponse>(tx, input.user_name.as_deref())
            },
        ),
        offer(
            "DeleteLoginProfile",
            |tx, input: &iam::DeleteLoginProfileRequest| {
                only(whose(tx, "DeleteLoginProfile", input.user_name.as_deref()))
            },
            |tx, input| no_login_profile::<()>(tx, input.user_name.as_deref()),
        ),
        offer(
            "ListMFADevices",
            |tx, input: &iam::ListMFADevicesRequest| {
                only(whose(tx, "ListMFADevices", input.user_name.as_deref()))
            },
            |tx, input| {
                let Page {
                    items: mfa_devices,
                    is_truncated,
                    marker,
                } = none_of(tx, input.user_name.as_deref())?;
                Ok(iam::ListMFADevicesResponse {
                    mfa_devices,
                    is_truncated,
                    marker,
                })
            },
        ),
        offer(
            "ListVirtualMFADevices",
            |tx, _: &iam::ListVirtualMFADevicesRequest| {
                Ok(vec![Permission::new(
                    "iam:ListVirtualMFADevices",
                    "*",
                    tx.account(),
                )])
            },
            |_, _| {
                let Page {
                    items: virtual_mfa_devices,
                    is_truncated,
                    marker,
                } = Page::empty();
                Ok(iam::ListVirtualMFADevicesResponse {
                    virtual_mfa_devices,
                    is_truncated,
                    marker,
                })
            },
        ),
        offer(
            "ListSSHPublicKeys",
            |tx, input: &iam::ListSSHPublicKeysRequest| {
                only(whose(tx, "ListSSHPublicKeys", input.user_name.as_deref()))
            },
            |tx, input| {
                let page = none_of(tx, input.user_name.as_deref())?;
                Ok(iam::ListSSHPublicKeysResponse {
                    ssh_public_keys: Some(page.items),
                    is_truncated: page.is_truncated,
                    marker: page.marker,
                })
            },
        ),
        offer(
            "ListSigningCertificates",
            |tx, input: &iam::ListSigningCertificatesRequest| {
                only(whose(
                    tx,
                    "ListSigningCertificates",
                    input.user_name.as_deref(),
                ))
            },
            |tx, input| {
                let Page {
                    items: certificates,
                    is_truncated,
                    marker,
                } = none_of(tx, input.user_name.as_deref())?;
                Ok(iam::ListSigningCertificatesResponse {
                    certificates,
                    is_truncated,
                    marker,
                })
            },
        ),
        offer(
            "ListServiceSpecificCredentials",
            |tx, input: &iam::ListServiceSpecificCredentialsRequest| {
                let action = "ListServiceSpecificCredentials";
                if input.all_users.unwrap_or_default() {
                    return Ok(vec![Permission::new(
                        format!("iam:{action}"),
                        "*",
                        tx.account(),
                    )]);
                }
                only(whose(tx, action, input.user_name.as_deref()))
            },
            |tx, input| {
                let page = if input.all_users.unwrap_or_default() {
                    Page::empty()
                } else {
                    none_of(tx, input.user_name.as_deref())?
                };
                Ok(iam::ListServiceSpecificCredentialsResponse {
                    service_specific_credentials: Some(page.items),
                    is_truncated: page.is_truncated,
                    marker: page.marker,
                })
            },
        ),
    ]
}

fn no_login_profile<O>(tx: &Tx<'_>, given: Option<&str>) -> Result<O, Fault> {
    let name = match whom(tx, given)? {
        Some(name) => entity::find::<User>(tx, &name)?.name,
        None => "root".to_owned(),
    };
    Err(iam::SERVICE.fault(
        "NoSuchEntity",
        format!("Login Profile for User {name} cannot be found."),
    ))
}

fn none_of<T>(tx: &Tx<'_>, given: Option<&str>) -> Result<Page<T>, Fault> {
    if let Some(name) = whom(tx, given)? {
        entity::find::<User>(tx, &name)?;
    }
    Ok(Page::empty())
}
