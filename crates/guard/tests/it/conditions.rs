//! The condition keys of this path: which are there, and which are absent as on AWS. Each row is
//! a condition that a Deny of the resource policy carries; it bites or it does not.

use http::{HeaderName, HeaderValue};
use portcullis_catalog::identity::Tags;
use portcullis_guard::sigv4::HeaderList;

use crate::world::{A, Ask, ENDPOINT, Plan, World, document};

struct Way {
    private: bool,
    signed: bool,
}

const PRIVATE: Way = Way {
    private: true,
    signed: true,
};
const PUBLIC: Way = Way {
    private: false,
    signed: true,
};

fn bites(way: &Way, condition: &str) -> bool {
    bites_with(way, condition, &Plan::default(), HeaderList::new())
}

fn bites_with(way: &Way, condition: &str, plan: &Plan, headers: HeaderList) -> bool {
    let policy = document(&format!(
        r#"{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{A}:role/app"}},"Action":"execute-api:Invoke","Resource":"*"}},
           {{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{condition}}}"#
    ));
    let world = World::of(&Plan {
        private_policy: Some(policy.clone()),
        regional_policy: Some(policy),
        api_tags: plan.api_tags.clone(),
        role_tags: plan.role_tags.clone(),
        resource_tags: plan.resource_tags,
        service_control: plan.service_control.clone(),
        ..Plan::default()
    });
    assert!(way.signed);
    let ask = if way.private {
        world.private(world.role())
    } else {
        world.regional(world.role())
    };
    world.admit(&Ask { headers, ..ask }).is_err()
}

fn check(way: &Way, condition: &str) {
    assert!(bites(way, condition), "{condition}");
}

fn absent(way: &Way, key: &str) {
    assert!(
        bites(way, &format!(r#"{{"Null":{{"{key}":"true"}}}}"#)),
        "{key} is there"
    );
}

#[test]
fn through_an_endpoint_the_source_is_the_endpoint_and_the_vpc_address() {
    check(
        &PRIVATE,
        &format!(r#"{{"StringEquals":{{"aws:SourceVpce":"{ENDPOINT}"}}}}"#),
    );
    check(&PRIVATE, r#"{"StringEquals":{"aws:SourceVpc":"vpc-1"}}"#);
    // The private address, not the address of this host that stands for it.
    check(
        &PRIVATE,
        r#"{"IpAddress":{"aws:VpcSourceIp":"10.0.1.20/32"}}"#,
    );
    absent(&PRIVATE, "aws:SourceIp");
}

#[test]
fn from_outside_the_source_is_an_address_and_no_endpoint() {
    check(&PUBLIC, r#"{"IpAddress":{"aws:SourceIp":"203.0.113.9"}}"#);
    for key in ["aws:SourceVpce", "aws:SourceVpc", "aws:VpcSourceIp"] {
        absent(&PUBLIC, key);
    }
}

#[test]
fn the_principal_is_known_by_every_key() {
    check(
        &PUBLIC,
        &format!(r#"{{"ArnEquals":{{"aws:PrincipalArn":"arn:aws:iam::{A}:role/app"}}}}"#),
    );
    check(
        &PUBLIC,
        &format!(r#"{{"StringEquals":{{"aws:PrincipalAccount":"{A}"}}}}"#),
    );
    check(
        &PUBLIC,
        r#"{"StringEquals":{"aws:PrincipalType":"AssumedRole"}}"#,
    );
    check(&PUBLIC, r#"{"Bool":{"aws:PrincipalIsAWSService":"false"}}"#);
    check(&PUBLIC, r#"{"Bool":{"aws:ViaAWSService":"false"}}"#);
    absent(&PUBLIC, "aws:username");
    absent(&PUBLIC, "aws:PrincipalOrgID");
    absent(&PUBLIC, "aws:MultiFactorAuthPresent");
    absent(&PUBLIC, "aws:TokenIssueTime");
    let tagged = Plan {
        role_tags: Tags::from([("Team".to_owned(), "a".to_owned())]),
        ..Plan::default()
    };
    assert!(bites_with(
        &PUBLIC,
        r#"{"StringEquals":{"aws:principaltag/team":"a"}}"#,
        &tagged,
        HeaderList::new()
    ));
}

#[test]
fn a_member_of_an_organisation_has_its_id_and_path() {
    let everything = document(r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#);
    let member = Plan {
        service_control: vec![vec![everything]],
        ..Plan::default()
    };
    for condition in [
        r#"{"StringEquals":{"aws:PrincipalOrgID":"o-exampleorg"}}"#,
        r#"{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-exampleorg/*"}}"#,
    ] {
        assert!(
            bites_with(&PUBLIC, condition, &member, HeaderList::new()),
            "{condition}"
        );
    }
}

#[test]
fn the_request_itself_is_known() {
    check(&PUBLIC, r#"{"Bool":{"aws:SecureTransport":"false"}}"#);
    check(
        &PUBLIC,
        r#"{"DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}"#,
    );
    check(
        &PUBLIC,
        r#"{"NumericGreaterThan":{"aws:EpochTime":"1700000000"}}"#,
    );
    check(
        &PUBLIC,
        r#"{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}"#,
    );
    absent(&PUBLIC, "aws:UserAgent");
    absent(&PUBLIC, "aws:Referer");
    let mut headers = HeaderList::new();
    headers.insert(
        HeaderName::from_static("user-agent"),
        HeaderValue::from_static("curl/8"),
    );
    headers.insert(
        HeaderName::from_static("referer"),
        HeaderValue::from_static("https://a.example/"),
    );
    for condition in [
        r#"{"StringLike":{"aws:UserAgent":"curl/*"}}"#,
        r#"{"StringLike":{"aws:Referer":"https://a.example/*"}}"#,
    ] {
        assert!(
            bites_with(&PUBLIC, condition, &Plan::default(), headers.clone()),
            "{condition}"
        );
    }
}

#[test]
fn resource_tags_exist_only_where_the_setting_says_so() {
    let tags = Tags::from([("Project".to_owned(), "demo".to_owned())]);
    let off = Plan {
        api_tags: tags.clone(),
        ..Plan::default()
    };
    let on = Plan {
        api_tags: tags,
        resource_tags: true,
        ..Plan::default()
    };
    let null = r#"{"Null":{"aws:ResourceTag/Project":"true"}}"#;
    let equal = r#"{"StringEquals":{"aws:resourceTag/project":"demo"}}"#;
    assert!(bites_with(&PRIVATE, null, &off, HeaderList::new()));
    assert!(!bites_with(&PRIVATE, equal, &off, HeaderList::new()));
    assert!(bites_with(&PRIVATE, equal, &on, HeaderList::new()));
}
