//! AWS Organizations from outside: the tree, its accounts and policies, who may ask for what, and what AWS says of
//! mistakes.

use serde_json::{Value, json};

use crate::harness::{ACCOUNT, Answer, Harness, Keys, OTHER_ACCOUNT};

mod effects;
mod handshakes;
mod policies;
mod service_access;

/// An organisation of [`ACCOUNT`].
pub(crate) struct World {
    pub(crate) harness: Harness,
    pub(crate) keys: Keys,
    pub(crate) id: String,
    pub(crate) root: String,
}

impl World {
    pub(crate) fn new() -> Self {
        let (harness, keys) = (Harness::new(), Harness::root());
        let made = harness.organizations(&keys, "CreateOrganization", &json!({}));
        let id = text(&made.expect(200).json()["Organization"]["Id"]);
        let roots = harness.organizations(&keys, "ListRoots", &json!({}));
        let root = text(&roots.expect(200).json()["Roots"][0]["Id"]);
        Self {
            harness,
            keys,
            id,
            root,
        }
    }

    /// A call of the management account's root user.
    pub(crate) fn call(&self, operation: &str, body: &Value) -> Answer {
        self.harness.organizations(&self.keys, operation, body)
    }

    /// A call that has to succeed.
    #[track_caller]
    pub(crate) fn done(&self, operation: &str, body: &Value) -> Value {
        self.call(operation, body).expect(200).json()
    }

    #[track_caller]
    pub(crate) fn unit(&self, parent: &str, name: &str) -> String {
        let made = self.done(
            "CreateOrganizationalUnit",
            &json!({"ParentId": parent, "Name": name}),
        );
        text(&made["OrganizationalUnit"]["Id"])
    }

    /// [`OTHER_ACCOUNT`] joins.
    #[track_caller]
    pub(crate) fn join(&self) {
        let invited = self.done(
            "InviteAccountToOrganization",
            &json!({"Target": {"Id": OTHER_ACCOUNT, "Type": "ACCOUNT"}}),
        );
        let accepted = self.harness.organizations(
            &Harness::other_root(),
            "AcceptHandshake",
            &json!({"HandshakeId": invited["Handshake"]["Id"]}),
        );
        accepted.expect(200);
    }

    pub(crate) fn arn(&self, kind: &str, rest: &str) -> String {
        format!("arn:aws:organizations::{ACCOUNT}:{kind}/{}/{rest}", self.id)
    }
}

pub(crate) fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text: {value}"))
        .to_owned()
}

#[track_caller]
fn ids(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap();
    list.iter().map(|item| text(&item["Id"])).collect()
}

#[test]
fn an_organisation_is_made_shown_and_deleted() {
    let (harness, keys) = (Harness::new(), Harness::root());
    let not_in_use = (
        "AWSOrganizationsNotInUseException",
        "Your account is not a member of an organization.",
    );
    for operation in [
        "DescribeOrganization",
        "ListRoots",
        "ListAccounts",
        "DeleteOrganization",
    ] {
        let answer = harness.organizations(&keys, operation, &json!({}));
        answer.refused(400, not_in_use.0, not_in_use.1);
    }
    let world = World::new();
    let shown = world.done("DescribeOrganization", &json!({}))["Organization"].clone();
    assert!(
        world.id.len() == 12 && world.id.starts_with("o-"),
        "{}",
        world.id
    );
    assert!(
        world.root.len() == 6 && world.root.starts_with("r-"),
        "{}",
        world.root
    );
    assert_eq!(
        shown,
        json!({
            "Id": world.id,
            "Arn": format!("arn:aws:organizations::{ACCOUNT}:organization/{}", world.id),
            "FeatureSet": "ALL",
            "MasterAccountArn": world.arn("account", ACCOUNT),
            "MasterAccountId": ACCOUNT,
            "MasterAccountEmail": format!("root@{ACCOUNT}.invalid"),
            "AvailablePolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}],
        })
    );
    let root = world.done("ListRoots", &json!({}))["Roots"][0].clone();
    assert_eq!(
        root,
        json!({"Id": world.root, "Arn": world.arn("root", &world.root), "Name": "Root", "PolicyTypes": []})
    );
    world.call("CreateOrganization", &json!({})).refused(
        400,
        "AlreadyInOrganizationException",
        "The AWS account is already a member of an organization.",
    );
    for (operation, list) in [
        (
            "ListAWSServiceAccessForOrganization",
            "EnabledServicePrincipals",
        ),
        ("ListDelegatedAdministrators", "DelegatedAdministrators"),
    ] {
        assert_eq!(world.done(operation, &json!({})), json!({list: []}));
    }

    world.join();
    world.call("DeleteOrganization", &json!({})).refused(
        400,
        "OrganizationNotEmptyException",
        "To delete an organization, you must first remove all accounts except the management account.",
    );
    world.unit(&world.root, "left-over");
    world.done(
        "RemoveAccountFromOrganization",
        &json!({"AccountId": OTHER_ACCOUNT}),
    );
    world.call("DeleteOrganization", &json!({})).expect(200);
    let gone = world.call("DescribeOrganization", &json!({}));
    gone.refused(400, not_in_use.0, not_in_use.1);
    // Nothing of the old one is in the next.
    world.done("CreateOrganization", &json!({}));
    let root = text(&world.done("ListRoots", &json!({}))["Roots"][0]["Id"]);
    let children = json!({"ParentId": root, "ChildType": "ORGANIZATIONAL_UNIT"});
    assert_eq!(
        world.done("ListChildren", &children),
        json!({"Children": []})
    );
}

#[test]
fn an_organisation_for_billing_has_no_policies() {
    let (harness, keys) = (Harness::new(), Harness::root());
    let body = json!({"FeatureSet": "CONSOLIDATED_BILLING"});
    let made = harness.organizations(&keys, "CreateOrganization", &body);
    let made = made.expect(200).json()["Organization"].clone();
    assert_eq!(made["FeatureSet"], "CONSOLIDATED_BILLING");
    assert_eq!(made["AvailablePolicyTypes"], json!([]));
    let roots = harness.organizations(&keys, "ListRoots", &json!({}));
    let root = &roots.json()["Roots"][0]["Id"];
    let enable = json!({"RootId": root, "PolicyType": "SERVICE_CONTROL_POLICY"});
    let unavailable = harness.organizations(&keys, "EnablePolicyType", &enable);
    unavailable.refused(
        400,
        "PolicyTypeNotAvailableForOrganizationException",
        "You can't use the specified policy type with the feature set currently enabled for this organization.",
    );
    let answer = harness.organizations(&keys, "ListAWSServiceAccessForOrganization", &json!({}));
    assert_eq!(
        answer.json()["Reason"],
        "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE"
    );
}

#[test]
fn units_are_nested_named_and_deleted_when_empty() {
    let world = World::new();
    let upper = world.unit(&world.root, "workloads");
    let prefix = format!("ou-{}-", &world.root[2..]);
    assert!(
        upper.starts_with(&prefix) && upper.len() == prefix.len() + 8,
        "{upper}"
    );
    let lower = world.unit(&upper, "prod");
    let described = world.done(
        "DescribeOrganizationalUnit",
        &json!({"OrganizationalUnitId": lower}),
    );
    assert_eq!(
        described["OrganizationalUnit"],
        json!({
            "Id": lower, "Arn": world.arn("ou", &lower), "Name": "prod",
            "Path": format!("{}/{}/{upper}/{lower}/", world.id, world.root),
        })
    );

    let duplicate = world.call(
        "CreateOrganizationalUnit",
        &json!({"ParentId": upper, "Name": "prod"}),
    );
    let text_of_duplicate = "An OU with the same name already exists.";
    duplicate.refused(
        400,
        "DuplicateOrganizationalUnitException",
        text_of_duplicate,
    );
    // Elsewhere the name is free.
    let other = world.unit(&world.root, "prod");
    world
        .call(
            "UpdateOrganizationalUnit",
            &json!({"OrganizationalUnitId": other, "Name": "workloads"}),
        )
        .refused(
            400,
            "DuplicateOrganizationalUnitException",
            text_of_duplicate,
        );
    let renamed = world.done(
        "UpdateOrganizationalUnit",
        &json!({"OrganizationalUnitId": other, "Name": "sandbox"}),
    );
    assert_eq!(renamed["OrganizationalUnit"]["Name"], "sandbox");

    let list = |parent: &str| {
        let listed = world.done(
            "ListOrganizationalUnitsForParent",
            &json!({"ParentId": parent}),
        );
        ids(&listed["OrganizationalUnits"])
    };
    let mut of_root = [upper.clone(), other.clone()];
    of_root.sort();
    assert_eq!(list(&world.root), of_root);
    assert_eq!(list(&upper), std::slice::from_ref(&lower));
    let parents = world.done("ListParents", &json!({"ChildId": lower}));
    assert_eq!(
        parents["Parents"],
        json!([{"Id": upper, "Type": "ORGANIZATIONAL_UNIT"}])
    );
    let parents = world.done("ListParents", &json!({"ChildId": upper}));
    assert_eq!(
        parents["Parents"],
        json!([{"Id": world.root, "Type": "ROOT"}])
    );

    let delete = |id: &str| {
        world.call(
            "DeleteOrganizationalUnit",
            &json!({"OrganizationalUnitId": id}),
        )
    };
    assert_eq!(
        delete(&upper).json()["__type"],
        "OrganizationalUnitNotEmptyException"
    );
    delete(&lower).expect(200);
    delete(&upper).expect(200);
    delete(&upper).refused(
        400,
        "OrganizationalUnitNotFoundException",
        "You specified an organizational unit that doesn't exist.",
    );
    world
        .call(
            "CreateOrganizationalUnit",
            &json!({"ParentId": upper, "Name": "x"}),
        )
        .refused(
            400,
            "ParentNotFoundException",
            "You specified parent that doesn't exist.",
        );
}

#[test]
fn units_are_at_most_five_deep() {
    let world = World::new();
    let mut parent = world.root.clone();
    for depth in 1..=5 {
        parent = world.unit(&parent, &format!("level-{depth}"));
    }
    let answer = world.call(
        "CreateOrganizationalUnit",
        &json!({"ParentId": parent, "Name": "level-6"}),
    );
    answer.refused(
        400,
        "ConstraintViolationException",
        "You cannot add an organizational unit to the specified parent because it would exceed the max depth allowed.",
    );
    assert_eq!(answer.json()["Reason"], "OU_DEPTH_LIMIT_EXCEEDED");
}

#[test]
fn a_new_account_is_there_at_once_with_the_role_that_lets_the_management_in() {
    let world = World::new();
    let asked = json!({"Email": "team-c@example.com", "AccountName": "team-c", "Tags": [{"Key": "team", "Value": "c"}]});
    let status = world.done("CreateAccount", &asked)["CreateAccountStatus"].clone();
    assert_eq!(
        (&status["State"], &status["AccountName"]),
        (&json!("SUCCEEDED"), &json!("team-c"))
    );
    let account = text(&status["AccountId"]);
    let again = json!({"CreateAccountRequestId": status["Id"]});
    let described = world.done("DescribeCreateAccountStatus", &again);
    assert_eq!(described["CreateAccountStatus"], status);

    let shown = world.done("DescribeAccount", &json!({"AccountId": account}))["Account"].clone();
    assert_eq!(
        shown,
        json!({
            "Id": account, "Arn": world.arn("account", &account), "Email": "team-c@example.com", "Name": "team-c",
            "Status": "ACTIVE", "State": "ACTIVE", "JoinedMethod": "CREATED", "JoinedTimestamp": world.harness.now(),
            "Paths": [format!("{}/{}/{account}/", world.id, world.root)],
        })
    );
    let tags = world.done("ListTagsForResource", &json!({"ResourceId": account}));
    assert_eq!(tags, json!({"Tags": [{"Key": "team", "Value": "c"}]}));

    // The management account gets in by the role, and may do everything there.
    let role = format!("arn:aws:iam::{account}:role/OrganizationAccountAccessRole");
    let administrator = world.harness.user(
        &world.keys,
        "administrator",
        &json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role}}),
    );
    let session = crate::sts::assume(&world.harness, &administrator, &role);
    world
        .harness
        .query(&session, "iam", "CreateUser", &[("UserName", "first")])
        .expect(200);

    // An address belongs to one account.
    let failed = world.done("CreateAccount", &asked)["CreateAccountStatus"].clone();
    assert_eq!(
        (
            &failed["State"],
            &failed["FailureReason"],
            &failed["AccountId"]
        ),
        (
            &json!("FAILED"),
            &json!("EMAIL_ALREADY_EXISTS"),
            &Value::Null
        )
    );
    let failures = world.done("ListCreateAccountStatus", &json!({"States": ["FAILED"]}));
    assert_eq!(failures["CreateAccountStatuses"], json!([failed]));
    world
        .call(
            "DescribeCreateAccountStatus",
            &json!({"CreateAccountRequestId": "car-00000000000000000000000000000000"}),
        )
        .refused(
            400,
            "CreateAccountStatusNotFoundException",
            "You specified a create account request that doesn't exist.",
        );
    let named =
        json!({"Email": "d@example.com", "AccountName": "d", "RoleName": "AWSServiceRoleForX"});
    assert_eq!(
        world.call("CreateAccount", &named).json()["Reason"],
        "INVALID_ROLE_NAME"
    );
}

#[test]
fn accounts_move_between_units_and_leave() {
    let world = World::new();
    world.join();
    let unit = world.unit(&world.root, "workloads");
    let move_to = |from: &str, to: &str| {
        world.call(
            "MoveAccount",
            &json!({"AccountId": OTHER_ACCOUNT, "SourceParentId": from, "DestinationParentId": to}),
        )
    };
    move_to(&world.root, &unit).expect(200);
    let refused = |answer: Answer, code: &str| assert_eq!(answer.json()["__type"], code);
    refused(move_to(&world.root, &unit), "SourceParentNotFoundException");
    refused(move_to(&unit, &unit), "DuplicateAccountException");
    refused(
        move_to(&unit, "ou-ab12-00000000"),
        "DestinationParentNotFoundException",
    );
    let of_unit = world.done("ListAccountsForParent", &json!({"ParentId": unit}));
    assert_eq!(ids(&of_unit["Accounts"]), [OTHER_ACCOUNT]);
    assert_eq!(
        of_unit["Accounts"][0]["Paths"],
        json!([format!(
            "{}/{}/{unit}/{OTHER_ACCOUNT}/",
            world.id, world.root
        )])
    );
    assert_eq!(of_unit["Accounts"][0]["JoinedMethod"], "INVITED");
    let children = world.done(
        "ListChildren",
        &json!({"ParentId": unit, "ChildType": "ACCOUNT"}),
    );
    assert_eq!(
        children["Children"],
        json!([{"Id": OTHER_ACCOUNT, "Type": "ACCOUNT"}])
    );
    refused(
        world.call(
            "DeleteOrganizationalUnit",
            &json!({"OrganizationalUnitId": unit}),
        ),
        "OrganizationalUnitNotEmptyException",
    );

    // A member may say goodbye by itself; the management account may not.
    refused(
        world.call("LeaveOrganization", &json!({})),
        "MasterCannotLeaveOrganizationException",
    );
    let own = json!({"AccountId": ACCOUNT});
    refused(
        world.call("RemoveAccountFromOrganization", &own),
        "MasterCannotLeaveOrganizationException",
    );
    let leave = || {
        let other = Harness::other_root();
        world
            .harness
            .organizations(&other, "LeaveOrganization", &json!({}))
    };
    leave().expect(200);
    refused(leave(), "AWSOrganizationsNotInUseException");
    let gone = world.call("DescribeAccount", &json!({"AccountId": OTHER_ACCOUNT}));
    gone.refused(
        400,
        "AccountNotFoundException",
        "You specified an account that doesn't exist.",
    );
}

#[test]
fn lists_come_in_pages_that_survive_changes() {
    let world = World::new();
    let mut made: Vec<String> = (0..25)
        .map(|number| world.unit(&world.root, &format!("unit-{number}")))
        .collect();
    made.sort();
    let mut listed = Vec::new();
    let mut token = Value::Null;
    loop {
        let mut body = json!({"ParentId": world.root, "MaxResults": 10});
        if !token.is_null() {
            body["NextToken"] = token;
        }
        let page = world.done("ListOrganizationalUnitsForParent", &body);
        let page_ids = ids(&page["OrganizationalUnits"]);
        // The last one given is deleted before the next page is asked for.
        let last = json!({"OrganizationalUnitId": page_ids.last()});
        world.call("DeleteOrganizationalUnit", &last).expect(200);
        listed.extend(page_ids);
        token = page["NextToken"].clone();
        if token.is_null() {
            break;
        }
    }
    assert_eq!(listed, made);
    let body = json!({"ParentId": world.root, "NextToken": "made up"});
    let answer = world.call("ListOrganizationalUnitsForParent", &body);
    assert_eq!(answer.json()["Reason"], "INVALID_PAGINATION_TOKEN");
}

#[test]
fn tags_of_everything_that_can_have_them() {
    let world = World::new();
    let unit = world.unit(&world.root, "workloads");
    let scp = policies::scp(&world, "guardrail", &policies::everything());
    for id in [world.root.as_str(), &unit, &scp, ACCOUNT] {
        let list = || world.done("ListTagsForResource", &json!({"ResourceId": id}))["Tags"].clone();
        assert_eq!(list(), json!([]), "{id}");
        let tags = json!([{"Key": "b", "Value": "2"}, {"Key": "a", "Value": ""}]);
        world.done("TagResource", &json!({"ResourceId": id, "Tags": tags}));
        let sorted = json!([{"Key": "a", "Value": ""}, {"Key": "b", "Value": "2"}]);
        assert_eq!(list(), sorted, "{id}");
        world.done(
            "UntagResource",
            &json!({"ResourceId": id, "TagKeys": ["a", "c"]}),
        );
        assert_eq!(list(), json!([{"Key": "b", "Value": "2"}]), "{id}");
    }
    let tag =
        |id: &str, tags: Value| world.call("TagResource", &json!({"ResourceId": id, "Tags": tags}));
    let twice = json!([{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]);
    assert_eq!(tag(&unit, twice).json()["Reason"], "DUPLICATE_TAG_KEY");
    let system = json!([{"Key": "aws:x", "Value": "1"}]);
    assert_eq!(
        tag(&unit, system).json()["Reason"],
        "INVALID_SYSTEM_TAGS_PARAMETER"
    );
    let many: Vec<Value> = (0..50)
        .map(|key| json!({"Key": format!("k{key}"), "Value": ""}))
        .collect();
    assert_eq!(
        tag(&unit, json!(many)).json()["Reason"],
        "MAX_TAG_LIMIT_EXCEEDED"
    );
    let one = json!([{"Key": "a", "Value": "1"}]);
    assert_eq!(
        tag("p-FullAWSAccess", one.clone()).json()["Reason"],
        "IMMUTABLE_POLICY"
    );
    tag("333333333333", one).refused(
        400,
        "TargetNotFoundException",
        "You specified a target that doesn't exist.",
    );
}

#[test]
fn only_the_management_account_may_ask_for_more_than_the_organisation() {
    let world = World::new();
    world.join();
    let other = Harness::other_root();
    let ask = |operation: &str, body: &Value| world.harness.organizations(&other, operation, body);
    let shown = ask("DescribeOrganization", &json!({}));
    assert_eq!(shown.expect(200).json()["Organization"]["Id"], *world.id);
    for (operation, body) in [
        ("ListAccounts", json!({})),
        ("ListRoots", json!({})),
        ("ListPolicies", json!({"Filter": "SERVICE_CONTROL_POLICY"})),
        ("DescribeAccount", json!({"AccountId": OTHER_ACCOUNT})),
        (
            "CreateAccount",
            json!({"Email": "x@example.com", "AccountName": "x"}),
        ),
        (
            "CreateOrganizationalUnit",
            json!({"ParentId": world.root, "Name": "x"}),
        ),
        (
            "DetachPolicy",
            json!({"PolicyId": "p-FullAWSAccess", "TargetId": OTHER_ACCOUNT}),
        ),
        (
            "RemoveAccountFromOrganization",
            json!({"AccountId": OTHER_ACCOUNT}),
        ),
        ("CloseAccount", json!({"AccountId": OTHER_ACCOUNT})),
        (
            "DisablePolicyType",
            json!({"RootId": world.root, "PolicyType": "SERVICE_CONTROL_POLICY"}),
        ),
        (
            "TagResource",
            json!({"ResourceId": OTHER_ACCOUNT, "Tags": []}),
        ),
        ("ListHandshakesForOrganization", json!({})),
        ("DeleteOrganization", json!({})),
    ] {
        ask(operation, &body).refused(
            400,
            "AccessDeniedException",
            "You don't have permissions to access this resource.",
        );
    }
}

#[test]
fn calls_are_authorised_on_the_arns_of_organizations() {
    let world = World::new();
    let unit = world.unit(&world.root, "workloads");
    let elsewhere = world.unit(&world.root, "elsewhere");
    world.done(
        "TagResource",
        &json!({"ResourceId": unit, "Tags": [{"Key": "owner", "Value": "platform"}]}),
    );
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "organizations:UpdateOrganizationalUnit", "Resource": "*",
         "Condition": {"StringEquals": {"aws:ResourceTag/owner": "platform"}}},
        {"Effect": "Allow", "Action": "organizations:CreateOrganizationalUnit", "Resource": world.arn("ou", &unit)},
        {"Effect": "Allow", "Action": ["organizations:CreatePolicy", "organizations:TagResource"], "Resource": "*",
         "Condition": {"StringEqualsIfExists": {"organizations:PolicyType": "SERVICE_CONTROL_POLICY", "aws:RequestTag/team": "a"}}},
    ]});
    let user = world.harness.user(&world.keys, "operator", &policy);
    let ask = |operation: &str, body: Value| world.harness.organizations(&user, operation, &body);
    let update = |id: &str| {
        ask(
            "UpdateOrganizationalUnit",
            json!({"OrganizationalUnitId": id, "Name": id}),
        )
    };
    update(&unit).expect(200);
    update(&elsewhere).refused(
        400,
        "AccessDeniedException",
        &format!(
            "User: arn:aws:iam::{ACCOUNT}:user/operator is not authorized to perform: organizations:UpdateOrganizationalUnit on resource: {} because no identity-based policy allows the organizations:UpdateOrganizationalUnit action",
            world.arn("ou", &elsewhere)
        ),
    );
    let create = |parent: &str| {
        ask(
            "CreateOrganizationalUnit",
            json!({"ParentId": parent, "Name": "x"}),
        )
    };
    create(&unit).expect(200);
    assert_eq!(
        create(&world.root).json()["__type"],
        "AccessDeniedException"
    );
    let policy = |kind: &str, tag: &str| {
        ask(
            "CreatePolicy",
            json!({
                "Name": format!("{kind}-{tag}"), "Description": "", "Type": kind, "Content": policies::everything().to_string(),
                "Tags": [{"Key": "team", "Value": tag}],
            }),
        )
    };
    policy("SERVICE_CONTROL_POLICY", "a").expect(200);
    for (kind, tag) in [
        ("SERVICE_CONTROL_POLICY", "b"),
        ("RESOURCE_CONTROL_POLICY", "a"),
    ] {
        assert_eq!(
            policy(kind, tag).json()["__type"],
            "AccessDeniedException",
            "{kind} {tag}"
        );
    }
    // A stranger learns nothing of what is there.
    let stranger = Keys::new("AKIAIOSFODNN7EXAMPLE", "secret");
    world
        .harness
        .organizations(&stranger, "ListRoots", &json!({}))
        .refused(
            400,
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
        );
}
