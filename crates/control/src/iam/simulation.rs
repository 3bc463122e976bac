//! What would be decided: policies of a user, group or role, or given as text, put to the evaluator that
//! decides every call. Nothing is done and nothing is changed. What an operator's own policies say
//! about resources that others own is known only as far as the caller passes it in, as on AWS.

mod context;
mod judge;
mod source;

use std::collections::BTreeSet;

use portcullis_iam::{Arn, PolicyType, context_keys};
use portcullis_wire::{Fault, iam};

use super::page::Page;
use crate::{Offered, Permission, Tx, offer};
use context::SimulatedContext;
use judge::{Finding, Question};
use source::{Entity, SimulatedCaller, Sources};

/// The most pairs of an action and a resource in one call.
const MAX_PAIRS: usize = 10_000;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "SimulatePrincipalPolicy",
            |tx, input: &iam::SimulatePrincipalPolicyRequest| {
                on_entity(tx, "SimulatePrincipalPolicy", &input.policy_source_arn)
            },
            simulate_principal,
        ),
        offer(
            "SimulateCustomPolicy",
            |tx, _: &iam::SimulateCustomPolicyRequest| Ok(anywhere(tx, "SimulateCustomPolicy")),
            simulate_custom,
        ),
        offer(
            "GetContextKeysForPrincipalPolicy",
            |tx, input: &iam::GetContextKeysForPrincipalPolicyRequest| {
                let action = "GetContextKeysForPrincipalPolicy";
                on_entity(tx, action, &input.policy_source_arn)
            },
            |tx, input| {
                let entity = Entity::find(tx, &input.policy_source_arn)?;
                let attached = Sources::of_entity(tx, &entity, &[])?;
                let given = input.policy_input_list.unwrap_or_default();
                let documents = attached.identity.iter().map(|policy| policy.document());
                keys(documents.chain(given.iter().map(String::as_str)))
            },
        ),
        offer(
            "GetContextKeysForCustomPolicy",
            |tx, _: &iam::GetContextKeysForCustomPolicyRequest| {
                Ok(anywhere(tx, "GetContextKeysForCustomPolicy"))
            },
            |_, input| keys(input.policy_input_list.iter().map(String::as_str)),
        ),
    ]
}

/// What either operation asks.
struct Asked {
    sources: Sources,
    caller: Option<SimulatedCaller>,
    actions: Vec<String>,
    resources: Vec<String>,
    resource_policy: Option<String>,
    resource_owner: Option<String>,
    entries: Vec<iam::ContextEntry>,
    marker: Option<String>,
    max_items: Option<i32>,
}

fn simulate_principal(
    tx: &mut Tx<'_>,
    input: iam::SimulatePrincipalPolicyRequest,
) -> Result<iam::SimulatePolicyResponse, Fault> {
    let entity = Entity::find(tx, &input.policy_source_arn)?;
    let excluded = input.policy_exclusion_list.unwrap_or_default();
    let mut sources = Sources::of_entity(tx, &entity, &excluded)?;
    sources.add_inputs(input.policy_input_list.as_deref())?;
    sources.replace_boundary(input.permissions_boundary_policy_input_list.as_deref())?;
    let caller = input.caller_arn.as_deref().unwrap_or(&entity.arn);
    simulate(Asked {
        caller: Some(SimulatedCaller::of(tx, caller)?),
        sources,
        actions: input.action_names,
        resources: input.resource_arns.unwrap_or_default(),
        resource_policy: input.resource_policy,
        resource_owner: input.resource_owner,
        entries: input.context_entries.unwrap_or_default(),
        marker: input.marker,
        max_items: input.max_items,
    })
}

fn simulate_custom(
    tx: &mut Tx<'_>,
    input: iam::SimulateCustomPolicyRequest,
) -> Result<iam::SimulatePolicyResponse, Fault> {
    let mut sources = Sources::default();
    sources.add_inputs(Some(&input.policy_input_list))?;
    sources.replace_boundary(input.permissions_boundary_policy_input_list.as_deref())?;
    if let Some(levels) = &input.ordered_organization_policy_input_list {
        sources.replace_organization(levels)?;
    }
    if input.caller_arn.is_none() && input.resource_policy.is_some() {
        return Err(invalid(
            "CallerArn is required if a ResourcePolicy is included.",
        ));
    }
    let caller = input.caller_arn.as_deref();
    simulate(Asked {
        caller: caller.map(|arn| SimulatedCaller::of(tx, arn)).transpose()?,
        sources,
        actions: input.action_names,
        resources: input.resource_arns.unwrap_or_default(),
        resource_policy: input.resource_policy,
        resource_owner: input.resource_owner,
        entries: input.context_entries.unwrap_or_default(),
        marker: input.marker,
        max_items: input.max_items,
    })
}

fn simulate(asked: Asked) -> Result<iam::SimulatePolicyResponse, Fault> {
    for action in &asked.actions {
        check_action(action)?;
    }
    for resource in &asked.resources {
        if resource != "*" && Arn::parse(resource).is_none() {
            let message = format!("Resource {resource} must be in ARN format or \"*\".");
            return Err(invalid(&message));
        }
    }
    if asked.actions.len() * asked.resources.len().max(1) > MAX_PAIRS {
        let message = format!("One simulation has at most {MAX_PAIRS} actions on resources.");
        return Err(invalid(&message));
    }
    let owner = asked.resource_owner.as_deref().map(owner).transpose()?;
    let context = SimulatedContext::new(&asked.entries, asked.caller.as_ref())?;
    let question = Question {
        sources: &asked.sources,
        caller: asked.caller.as_ref(),
        context: &context,
        resource_policy: asked.resource_policy.as_deref(),
        owner: owner.as_deref(),
        names: asked.sources.key_names(asked.resource_policy.as_deref())?,
    };
    let key = |(index, _): &(usize, &String)| format!("{index:05}");
    let marker = asked.marker.as_deref();
    let actions = asked.actions.iter().enumerate();
    let page = Page::of(actions, key, marker, asked.max_items)?;
    let results: Result<Vec<_>, Fault> = page
        .items
        .iter()
        .map(|(_, action)| result(&question, action, &asked.resources))
        .collect();
    Ok(iam::SimulatePolicyResponse {
        evaluation_results: Some(results?),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// One action on all the resources.
fn result(
    question: &Question<'_>,
    action: &str,
    resources: &[String],
) -> Result<iam::EvaluationResult, Fault> {
    let everything = vec!["*".to_owned()];
    let anywhere = resources.is_empty() || resources == everything;
    let asked = if resources.is_empty() {
        &everything
    } else {
        resources
    };
    let findings: Vec<(&String, Finding)> = asked
        .iter()
        .map(|resource| Ok((resource, question.ask(action, resource)?)))
        .collect::<Result<_, Fault>>()?;
    let worst = findings
        .iter()
        .map(|(_, finding)| finding)
        .max_by_key(|finding| severity(finding.decision));
    let Some(worst) = worst else {
        return Err(invalid("There is no resource."));
    };
    let decision = worst.decision;
    let mut matched: Vec<iam::Statement> = Vec::new();
    let deciding = findings.iter().filter(|(_, it)| it.decision == decision);
    for statement in deciding.flat_map(|(_, finding)| &finding.matched) {
        if !matched.contains(statement) {
            matched.push(statement.clone());
        }
    }
    let all = |it: fn(&Finding) -> Option<bool>| {
        let each: Option<Vec<bool>> = findings.iter().map(|(_, finding)| it(finding)).collect();
        each.map(|each| each.into_iter().all(|allowed| allowed))
    };
    let missing: BTreeSet<&String> = findings.iter().flat_map(|(_, it)| &it.missing).collect();
    Ok(iam::EvaluationResult {
        eval_action_name: action.to_owned(),
        // One resource has its name here, as recorded; several have no common one.
        eval_resource_name: Some(match asked {
            [only] => only.clone(),
            _ => "*".to_owned(),
        }),
        eval_decision: decision,
        matched_statements: Some(matched),
        missing_context_values: Some(missing.into_iter().cloned().collect()),
        organizations_decision_detail: all(|it| it.organizations).map(|allowed| {
            iam::OrganizationsDecisionDetail {
                allowed_by_organizations: Some(allowed),
            }
        }),
        permissions_boundary_decision_detail: all(|it| it.boundary).map(boundary_detail),
        eval_decision_details: (!anywhere).then(|| worst.details.clone()),
        resource_specific_results: (!anywhere)
            .then(|| findings.into_iter().map(specific).collect()),
    })
}

fn specific((resource, finding): (&String, Finding)) -> iam::ResourceSpecificResult {
    iam::ResourceSpecificResult {
        eval_resource_name: resource.clone(),
        eval_resource_decision: finding.decision,
        matched_statements: Some(finding.matched),
        missing_context_values: Some(finding.missing.into_iter().collect()),
        eval_decision_details: (!finding.details.is_empty()).then_some(finding.details),
        permissions_boundary_decision_detail: finding.boundary.map(boundary_detail),
    }
}

fn boundary_detail(allowed: bool) -> iam::PermissionsBoundaryDecisionDetail {
    iam::PermissionsBoundaryDecisionDetail {
        allowed_by_permissions_boundary: Some(allowed),
    }
}

/// A deny outweighs silence, and silence an allow.
fn severity(decision: iam::PolicyEvaluationDecisionType) -> u8 {
    match decision {
        iam::PolicyEvaluationDecisionType::Allowed => 0,
        iam::PolicyEvaluationDecisionType::ImplicitDeny => 1,
        iam::PolicyEvaluationDecisionType::ExplicitDeny => 2,
    }
}

/// An action has its service and no wildcard.
fn check_action(action: &str) -> Result<(), Fault> {
    let is_name = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    match action.split_once(':') {
        Some((service, name)) if is_name(service) && is_name(name) => Ok(()),
        _ => Err(invalid(&format!("Invalid Action: {action}"))),
    }
}

/// The account of a ResourceOwner, which is an account id or the ARN of its root.
fn owner(given: &str) -> Result<String, Fault> {
    let account = match Arn::parse(given) {
        Some(arn) if arn.service == "iam" && arn.resource == "root" => arn.account,
        _ => given,
    };
    portcullis_catalog::AccountId::parse(account)
        .map(|account| account.to_string())
        .map_err(|_| invalid(&format!("Invalid ResourceOwner: {given}")))
}

fn keys<'d>(
    documents: impl Iterator<Item = &'d str>,
) -> Result<iam::GetContextKeysForPolicyResponse, Fault> {
    let mut names: Vec<String> = Vec::new();
    for document in documents {
        let found = context_keys(document, PolicyType::Identity)
            .map_err(|malformed| invalid(malformed.message()))?;
        for name in found {
            if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                names.push(name);
            }
        }
    }
    Ok(iam::GetContextKeysForPolicyResponse {
        context_key_names: Some(names),
    })
}

fn on_entity(tx: &Tx<'_>, action: &str, arn: &str) -> Result<Vec<Permission>, Fault> {
    let account = source::account_of(arn)?;
    let permission = Permission::new(format!("iam:{action}"), arn, account);
    Ok(vec![match Entity::find(tx, arn) {
        Ok(entity) => super::tag_set::tagged(permission, &entity.tags),
        Err(_) => permission,
    }])
}

fn anywhere(tx: &Tx<'_>, action: &str) -> Vec<Permission> {
    vec![Permission::new(format!("iam:{action}"), "*", tx.account())]
}

fn invalid(message: &str) -> Fault {
    iam::SERVICE.fault("InvalidInput", message)
}
