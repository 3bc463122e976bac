//! Reserved concurrency: a share of the account's, kept for one function. Nothing counts executions here.

use portcullis_catalog::function::Function;
use portcullis_wire::{Fault, lambda as wire};

use super::{invalid, name};
use crate::Tx;

/// An account's concurrent executions, and how many of them stay for functions that reserve none (Lambda Developer
/// Guide, "Lambda quotas").
const OF_ACCOUNT: u32 = 1000;
const UNRESERVED: u32 = 100;

pub(super) fn put(
    tx: &mut Tx<'_>,
    input: wire::PutFunctionConcurrencyRequest,
) -> Result<wire::Concurrency, Fault> {
    let mut function = name::unqualified(tx, &input.function_name)?;
    let wanted = u32::try_from(input.reserved_concurrent_executions).unwrap_or_default();
    let functions: Vec<Function> = tx.scan(&format!("function/{}/", tx.account()))?;
    let others: u32 = functions
        .iter()
        .filter(|other| other.name != function.name)
        .filter_map(|other| other.reserved_concurrent_executions)
        .fold(0, u32::saturating_add);
    if others.saturating_add(wanted) > OF_ACCOUNT - UNRESERVED {
        return Err(invalid(format!(
            "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [{UNRESERVED}]."
        )));
    }
    function.reserved_concurrent_executions = Some(wanted);
    tx.put(&function)?;
    Ok(wire::Concurrency {
        reserved_concurrent_executions: Some(input.reserved_concurrent_executions),
    })
}

pub(super) fn get(
    tx: &mut Tx<'_>,
    input: wire::GetFunctionConcurrencyRequest,
) -> Result<wire::GetFunctionConcurrencyResponse, Fault> {
    let function = name::unqualified(tx, &input.function_name)?;
    let reserved = function.reserved_concurrent_executions;
    Ok(wire::GetFunctionConcurrencyResponse {
        reserved_concurrent_executions: reserved.and_then(|reserved| i32::try_from(reserved).ok()),
    })
}

pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteFunctionConcurrencyRequest,
) -> Result<(), Fault> {
    let mut function = name::unqualified(tx, &input.function_name)?;
    function.reserved_concurrent_executions = None;
    tx.put(&function)
}
