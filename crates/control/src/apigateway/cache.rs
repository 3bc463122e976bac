//! Emptying the caches of a stage. This gateway answers every call anew and asks every authorizer
//! anew, so there is nothing to empty; that the stage is there is all that is checked.

use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::address;
use crate::{Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "FlushStageCache",
            |tx, input: &wire::FlushStageCacheRequest| {
                on(tx, &input.rest_api_id, &input.stage_name, "/cache/data")
            },
            |tx, input| flush(tx, &input.rest_api_id, &input.stage_name),
        ),
        offer(
            "FlushStageAuthorizersCache",
            |tx, input: &wire::FlushStageAuthorizersCacheRequest| {
                let place = "/cache/authorizers";
                on(tx, &input.rest_api_id, &input.stage_name, place)
            },
            |tx, input| flush(tx, &input.rest_api_id, &input.stage_name),
        ),
    ]
}

fn on(tx: &Tx<'_>, api: &str, stage: &str, part: &str) -> Result<Vec<Permission>, Fault> {
    let mut permission = address::on_stage(tx, "DELETE", api, stage)?;
    permission.resource.push_str(part);
    Ok(vec![permission])
}

fn flush(tx: &mut Tx<'_>, api: &str, stage: &str) -> Result<(), Fault> {
    address::stage(tx, api, stage).map(|_| ())
}
