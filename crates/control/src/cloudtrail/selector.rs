//! Which events a trail is about, in either of the forms that CloudTrail has for it. No event is selected here.

use portcullis_catalog::trail::{
    AdvancedEventSelector, EventSelector, EventSelectors, FieldSelector, Trail,
};
use portcullis_wire::{Fault, cloudtrail as wire};

use super::{fault, find};
use crate::Tx;

/// AWS's quotas for a trail (AWS CloudTrail User Guide, "Quotas in AWS CloudTrail").
const MAX_SELECTORS: usize = 5;
const MAX_DATA_RESOURCES: usize = 250;
const MAX_CONDITIONS: usize = 500;
/// What management events can be left out of (AWS CloudTrail API Reference, "EventSelector").
const EXCLUDABLE: [&str; 2] = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];

pub(super) fn put(
    tx: &mut Tx<'_>,
    input: wire::PutEventSelectorsRequest,
) -> Result<wire::PutEventSelectorsResponse, Fault> {
    let mut trail = find(tx, &input.trail_name)?;
    let basic = input.event_selectors.unwrap_or_default();
    let advanced = input.advanced_event_selectors.unwrap_or_default();
    trail.selectors = match (basic.is_empty(), advanced.is_empty()) {
        (false, true) => EventSelectors::Basic(read_basic(basic)?),
        (true, false) => EventSelectors::Advanced(read_advanced(advanced)?),
        _ => {
            return Err(refused(
                "You must specify either event selectors or advanced event selectors, but not both.",
            ));
        }
    };
    tx.put(&trail)?;
    let (event_selectors, advanced_event_selectors) = shown(&trail);
    Ok(wire::PutEventSelectorsResponse {
        trail_arn: Some(trail.arn(tx.region())),
        event_selectors,
        advanced_event_selectors,
    })
}

pub(super) fn get(
    tx: &mut Tx<'_>,
    input: wire::GetEventSelectorsRequest,
) -> Result<wire::GetEventSelectorsResponse, Fault> {
    let trail = find(tx, &input.trail_name)?;
    let (event_selectors, advanced_event_selectors) = shown(&trail);
    Ok(wire::GetEventSelectorsResponse {
        trail_arn: Some(trail.arn(tx.region())),
        event_selectors,
        advanced_event_selectors,
    })
}

fn refused(message: impl Into<String>) -> Fault {
    fault("InvalidEventSelectorsException", message)
}

fn read_basic(selectors: Vec<wire::EventSelector>) -> Result<Vec<EventSelector>, Fault> {
    if selectors.len() > MAX_SELECTORS {
        let message = format!("A trail can have at most {MAX_SELECTORS} event selectors.");
        return Err(refused(message));
    }
    let mut resources = 0;
    let mut read = Vec::new();
    for selector in selectors {
        let excluded = selector
            .exclude_management_event_sources
            .unwrap_or_default();
        if let Some(source) = excluded
            .iter()
            .find(|one| !EXCLUDABLE.contains(&one.as_str()))
        {
            return Err(refused(format!(
                "The management event source '{source}' cannot be excluded."
            )));
        }
        let mut data_resources = Vec::new();
        for resource in selector.data_resources.unwrap_or_default() {
            let values = resource.values.unwrap_or_default();
            resources += values.len();
            let kind = resource.r#type.filter(|kind| !kind.is_empty());
            let kind = kind.ok_or_else(|| refused("A data resource must have a type."))?;
            data_resources.push((kind, values));
        }
        let include_management_events = selector.include_management_events.unwrap_or(true);
        if !include_management_events && data_resources.is_empty() {
            return Err(refused(
                "An event selector must include management events or data resources.",
            ));
        }
        let of = selector.read_write_type.unwrap_or(wire::ReadWriteType::All);
        read.push(EventSelector {
            read_write_type: of.to_string(),
            include_management_events,
            data_resources,
            exclude_management_event_sources: excluded,
        });
    }
    if resources > MAX_DATA_RESOURCES {
        let message = format!("A trail can have at most {MAX_DATA_RESOURCES} data resources.");
        return Err(refused(message));
    }
    Ok(read)
}

fn read_advanced(
    selectors: Vec<wire::AdvancedEventSelector>,
) -> Result<Vec<AdvancedEventSelector>, Fault> {
    let mut conditions = 0;
    let mut read = Vec::new();
    for selector in selectors {
        let mut fields = Vec::new();
        for field in selector.field_selectors {
            let lists = [
                &field.equals,
                &field.starts_with,
                &field.ends_with,
                &field.not_equals,
                &field.not_starts_with,
                &field.not_ends_with,
            ];
            let values = lists
                .iter()
                .filter_map(|list| list.as_ref().map(Vec::len))
                .sum::<usize>();
            if values == 0 {
                let message = format!("The field selector of '{}' has no values.", field.field);
                return Err(refused(message));
            }
            conditions += values;
            fields.push(FieldSelector {
                field: field.field,
                equals: field.equals,
                starts_with: field.starts_with,
                ends_with: field.ends_with,
                not_equals: field.not_equals,
                not_starts_with: field.not_starts_with,
                not_ends_with: field.not_ends_with,
            });
        }
        let category =
            |field: &FieldSelector| field.field == "eventCategory" && field.equals.is_some();
        if !fields.iter().any(category) {
            return Err(refused(
                "An advanced event selector must have a field selector that says which eventCategory it is of.",
            ));
        }
        read.push(AdvancedEventSelector {
            name: selector.name,
            fields,
        });
    }
    if conditions > MAX_CONDITIONS {
        let message = format!(
            "A trail can have at most {MAX_CONDITIONS} values in all advanced event selectors."
        );
        return Err(refused(message));
    }
    Ok(read)
}

type Shown = (
    Option<Vec<wire::EventSelector>>,
    Option<Vec<wire::AdvancedEventSelector>>,
);

fn shown(trail: &Trail) -> Shown {
    match &trail.selectors {
        EventSelectors::Basic(selectors) => {
            let selectors = selectors.iter().map(|selector| {
                let resources = selector.data_resources.iter();
                let resources = resources.map(|(kind, values)| wire::DataResource {
                    r#type: Some(kind.clone()),
                    values: Some(values.clone()),
                });
                let excluded = selector.exclude_management_event_sources.clone();
                wire::EventSelector {
                    read_write_type: selector.read_write_type.parse().ok(),
                    include_management_events: Some(selector.include_management_events),
                    data_resources: Some(resources.collect()),
                    exclude_management_event_sources: Some(excluded),
                }
            });
            (Some(selectors.collect()), None)
        }
        EventSelectors::Advanced(selectors) => {
            let selectors = selectors
                .iter()
                .map(|selector| wire::AdvancedEventSelector {
                    name: selector.name.clone(),
                    field_selectors: selector
                        .fields
                        .iter()
                        .map(|field| wire::AdvancedFieldSelector {
                            field: field.field.clone(),
                            equals: field.equals.clone(),
                            starts_with: field.starts_with.clone(),
                            ends_with: field.ends_with.clone(),
                            not_equals: field.not_equals.clone(),
                            not_starts_with: field.not_starts_with.clone(),
                            not_ends_with: field.not_ends_with.clone(),
                        })
                        .collect(),
                });
            (None, Some(selectors.collect()))
        }
    }
}
