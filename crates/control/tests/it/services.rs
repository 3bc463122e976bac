//! What is offered of each service, held against what the model's shapes were generated for.

use portcullis_control::{ServiceOffer, cloudtrail, ec2, elbv2, lambda, logs};

#[track_caller]
fn check(offer: &ServiceOffer) {
    let mut offered: Vec<&str> = offer.operations.iter().map(|one| one.name).collect();
    offered.sort_unstable();
    let mut generated: Vec<&str> = offer
        .service
        .operations
        .iter()
        .map(|one| one.name)
        .collect();
    generated.sort_unstable();
    assert_eq!(offered, generated, "{}", offer.service.name);
}

#[test]
fn every_operation_that_is_generated_is_offered() {
    for offer in [
        ec2::service(),
        elbv2::service(),
        lambda::service(),
        logs::service(),
        cloudtrail::service(),
    ] {
        check(&offer);
    }
}
