//! The resource tree of an API. Siblings have different names and at most one of them is a
//! variable; a greedy variable has no children (API Gateway Developer Guide, "Set up a proxy
//! integration with a proxy resource").

use portcullis_catalog::api::{Resource, RestApi};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::fault::{bad_request, conflict, limit_exceeded};
use super::{address, method, page, patch};
use crate::{Offered, Permission, Tx, offer};

/// API Gateway's quota on the resources of one API.
const MAX_RESOURCES: usize = 300;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateResource",
            |tx, input: &wire::CreateResourceRequest| {
                on(tx, "POST", &input.rest_api_id, &input.parent_id)
            },
            create,
        ),
        offer(
            "GetResource",
            |tx, input: &wire::GetResourceRequest| {
                on(tx, "GET", &input.rest_api_id, &input.resource_id)
            },
            get,
        ),
        offer(
            "GetResources",
            |tx, input: &wire::GetResourcesRequest| {
                Ok(vec![address::on_api(
                    tx,
                    "GET",
                    &input.rest_api_id,
                    "/resources",
                )?])
            },
            list,
        ),
        offer(
            "UpdateResource",
            |tx, input: &wire::UpdateResourceRequest| {
                on(tx, "PATCH", &input.rest_api_id, &input.resource_id)
            },
            update,
        ),
        offer(
            "DeleteResource",
            |tx, input: &wire::DeleteResourceRequest| {
                on(tx, "DELETE", &input.rest_api_id, &input.resource_id)
            },
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, api: &str, resource: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_api(
        tx,
        verb,
        api,
        &format!("/resources/{resource}"),
    )?])
}

fn create(tx: &mut Tx<'_>, input: wire::CreateResourceRequest) -> Result<wire::Resource, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let parent = address::resource(tx, &api.id, &input.parent_id)?;
    let all = address::resources(tx, &api)?;
    let resource = make(tx, &all, &parent, input.path_part)?;
    tx.put(&resource)?;
    Ok(to_wire(&resource, false))
}

/// A new resource below this parent, if it can stand among all those that the API has.
pub(super) fn make(
    tx: &Tx<'_>,
    all: &[Resource],
    parent: &Resource,
    part: String,
) -> Result<Resource, Fault> {
    check_place(all, parent, &part, None)?;
    if all.len() >= MAX_RESOURCES {
        return Err(limit_exceeded(
            "Maximum number of resources for this API has been reached. Please contact AWS if you need additional resources.",
        ));
    }
    Ok(Resource {
        account: parent.account,
        api: parent.api.clone(),
        id: address::fresh_id(tx, |id| all.iter().any(|known| known.id == id))?,
        parent_id: Some(parent.id.clone()),
        path: join(&parent.path, &part),
        path_part: Some(part),
        methods: Default::default(),
    })
}

fn get(tx: &mut Tx<'_>, input: wire::GetResourceRequest) -> Result<wire::Resource, Fault> {
    let resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    Ok(to_wire(&resource, embeds_methods(input.embed)?))
}

fn list(tx: &mut Tx<'_>, input: wire::GetResourcesRequest) -> Result<wire::Resources, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let embed = embeds_methods(input.embed)?;
    let resources = address::resources(tx, &api)?;
    let resources = resources
        .iter()
        .map(|resource| (resource.path.clone(), to_wire(resource, embed)))
        .collect();
    let (items, position) = page::page(resources, input.position.as_deref(), input.limit)?;
    Ok(wire::Resources {
        position,
        items: Some(items),
    })
}

fn update(tx: &mut Tx<'_>, input: wire::UpdateResourceRequest) -> Result<wire::Resource, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let api = address::api(tx, &input.rest_api_id)?;
    for patch in patch::read(input.patch_operations)? {
        let path = patch.path();
        let known = matches!(path.as_slice(), ["parentId" | "pathPart"]);
        if !known || patch.op != Op::Replace {
            return Err(patch.not_among("/parentId, /pathPart"));
        }
        if resource.parent_id.is_none() {
            return Err(bad_request(format!(
                "Root resource cannot update its {}.",
                path.concat()
            )));
        }
        match path.as_slice() {
            ["parentId"] => resource.parent_id = Some(patch.value.clone()),
            _ => resource.path_part = Some(patch.value.clone()),
        }
        replace(tx, &api, &mut resource)?;
    }
    Ok(to_wire(&resource, false))
}

/// Puts a resource under its new parent and name, and what is below it along with it.
fn replace(tx: &mut Tx<'_>, api: &RestApi, resource: &mut Resource) -> Result<(), Fault> {
    let all = address::resources(tx, api)?;
    let (Some(parent), Some(part)) = (&resource.parent_id, &resource.path_part) else {
        return Ok(());
    };
    let parent = address::resource(tx, &api.id, parent)?;
    let below = descendants(&all, &resource.id);
    if parent.id == resource.id || below.iter().any(|known| known.id == parent.id) {
        return Err(bad_request("Resources cannot be cyclical."));
    }
    check_place(&all, &parent, part, Some(&resource.id))?;
    if is_greedy(part) && !below.is_empty() {
        return Err(greedy_parent(part));
    }
    let (old, new) = (resource.path.clone(), join(&parent.path, part));
    for descendant in below {
        let tail = descendant.path.strip_prefix(&old).unwrap_or_default();
        tx.put(&Resource {
            path: format!("{new}{tail}"),
            ..descendant.clone()
        })?;
    }
    resource.path = new;
    tx.put(resource)
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteResourceRequest) -> Result<(), Fault> {
    let resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    if resource.parent_id.is_none() {
        return Err(bad_request("Root resource cannot be deleted."));
    }
    let api = address::api(tx, &input.rest_api_id)?;
    let all = address::resources(tx, &api)?;
    for gone in descendants(&all, &resource.id)
        .into_iter()
        .chain([&resource])
    {
        tx.delete(&Resource::key_of(gone.account, &gone.api, &gone.id));
    }
    Ok(())
}

/// Refuses a name that is none, or that cannot stand under this parent. `itself` is the resource
/// that is moved.
fn check_place(
    all: &[Resource],
    parent: &Resource,
    part: &str,
    itself: Option<&str>,
) -> Result<(), Fault> {
    if !is_path_part(part) {
        return Err(bad_request(
            "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
        ));
    }
    if let Some(greedy) = parent.path_part.as_deref().filter(|part| is_greedy(part)) {
        return Err(greedy_parent(greedy));
    }
    let siblings = all.iter().filter(|known| {
        known.parent_id.as_deref() == Some(&parent.id) && Some(known.id.as_str()) != itself
    });
    let names: Vec<&str> = siblings
        .filter_map(|sibling| sibling.path_part.as_deref())
        .collect();
    if names.contains(&part) {
        return Err(conflict(format!(
            "Another resource with the same parent already has this name: {part}"
        )));
    }
    let variable = names.iter().find(|name| is_variable(name));
    match variable.filter(|_| is_variable(part)) {
        Some(variable) => Err(bad_request(format!(
            "A sibling ({variable}) of this resource already has a variable path part -- only one is allowed"
        ))),
        None => Ok(()),
    }
}

fn greedy_parent(part: &str) -> Fault {
    bad_request(format!(
        "Cannot create a child of a resource with a greedy path variable: {part}"
    ))
}

fn descendants<'a>(all: &'a [Resource], id: &str) -> Vec<&'a Resource> {
    let mut found: Vec<&Resource> = Vec::new();
    let mut parents = vec![id];
    while let Some(parent) = parents.pop() {
        let children = all
            .iter()
            .filter(|known| known.parent_id.as_deref() == Some(parent));
        for child in children {
            parents.push(&child.id);
            found.push(child);
        }
    }
    found
}

/// Letters, digits and `._-:`, or a variable of such a name.
fn is_path_part(part: &str) -> bool {
    let name = match part.strip_prefix('{') {
        Some(rest) => rest
            .strip_suffix('}')
            .map(|name| name.strip_suffix('+').unwrap_or(name)),
        None => Some(part),
    };
    name.is_some_and(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-:,".contains(&byte))
    })
}

fn is_variable(part: &str) -> bool {
    part.starts_with('{')
}

fn is_greedy(part: &str) -> bool {
    part.ends_with("+}")
}

fn join(parent: &str, part: &str) -> String {
    format!("{}/{part}", parent.trim_end_matches('/'))
}

fn embeds_methods(embed: Option<Vec<String>>) -> Result<bool, Fault> {
    let embed = embed.unwrap_or_default();
    match embed
        .iter()
        .flat_map(|names| names.split(','))
        .find(|name| *name != "methods")
    {
        Some(name) => Err(bad_request(format!(
            "Invalid embed parameter specified: {name}"
        ))),
        None => Ok(!embed.is_empty()),
    }
}

fn to_wire(resource: &Resource, embed: bool) -> wire::Resource {
    let methods = resource.methods.iter().map(|(verb, known)| {
        let shown = if embed {
            method::to_wire(verb, known)
        } else {
            wire::Method::default()
        };
        (verb.clone(), shown)
    });
    wire::Resource {
        id: Some(resource.id.clone()),
        parent_id: resource.parent_id.clone(),
        path_part: resource.path_part.clone(),
        path: Some(resource.path.clone()),
        resource_methods: Some(methods.collect()).filter(|_| !resource.methods.is_empty()),
    }
}
