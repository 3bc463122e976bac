//! Terraform and AWS's provider, both unchanged, set the systems of `tests/clients/terraform` up, change them and take them
//! down. After each apply a plan finds nothing to do, what is imported is what the configuration says, and in the end
//! nothing is left. Every run of Terraform starts the provider several times, which costs seconds of processor time each:
//! no step is there that shows nothing.

mod imports;
mod inventory;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::api::{account, host, policy};
use crate::aws::{A, B, Call, Keys};
use crate::balancing::UNREACHABLE;
use crate::clients::{folder, succeed, terraform};
use crate::gateway::{Gateway, Scratch};
use inventory::inventory;

/// The account of the keys `test` and `test`.
const OPERATOR: &str = "000000000000";
/// The version that the configurations ask for.
const PROVIDER_VERSION: &str = "5.100.0";

/// A configuration in a directory of its own, and its state.
struct Project<'a> {
    scratch: Scratch,
    gateway: &'a Gateway,
}

impl<'a> Project<'a> {
    /// A copy of a configuration, initialised. `None` where Terraform is not installed.
    fn new(name: &str, gateway: &'a Gateway) -> Option<Self> {
        let (_, provider) = terraform()?;
        let scratch = Scratch::new();
        copy(
            &folder().join("terraform").join(name),
            &scratch.path().join("it"),
        );
        let mirror = mirror(&scratch, &provider);
        scratch.file(
            "terraform.rc",
            &format!(
                "disable_checkpoint = true\nprovider_installation {{\n  filesystem_mirror {{\n    path = {mirror:?}\n  }}\n}}\n"
            ),
        );
        let project = Self { scratch, gateway };
        project.run(&["init"]);
        Some(project)
    }

    fn directory(&self) -> PathBuf {
        self.scratch.path().join("it")
    }

    /// Runs a command of Terraform's to a good end; what it printed.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> String {
        let Some((mut command, _)) = terraform() else {
            return String::new();
        };
        command
            .current_dir(self.directory())
            .args(arguments)
            .args(["-no-color", "-input=false"])
            .env(
                "TF_CLI_CONFIG_FILE",
                self.scratch.path().join("terraform.rc"),
            )
            .env("TF_IN_AUTOMATION", "1")
            // The provider describes 1,500 resources each time that it starts; to collect that garbage costs more than
            // to keep it.
            .env("GOGC", "800")
            .env(
                "TF_VAR_endpoint",
                format!("http://{}", self.gateway.control),
            );
        for (name, account) in [("a", A), ("b", B)] {
            command
                .env(format!("TF_VAR_{name}_access_key"), account)
                .env(format!("TF_VAR_{name}_secret_key"), "test");
        }
        succeed(&mut command)
    }

    #[track_caller]
    fn apply(&self, revision: u32) {
        let revision = format!("-var=rev={revision}");
        let options = ["-auto-approve", "-parallelism=20", &revision];
        self.run(&[&["apply"], options.as_slice()].concat());
    }

    /// A plan that has nothing to do; any other ends with the status 2.
    #[track_caller]
    fn expect_no_changes(&self, revision: u32) {
        let revision = format!("-var=rev={revision}");
        self.run(&["plan", "-detailed-exitcode", "-parallelism=20", &revision]);
    }

    /// Forgets whatever can be imported and plans to import it: nothing is added, changed or destroyed. What cannot be
    /// imported is still in the state, so that this is a plan without changes as well.
    #[track_caller]
    fn expect_imports(&self, revision: u32) {
        let imports = imports::of(&self.state());
        assert!(imports.count > 0);
        let state = self.directory().join("import.tfstate");
        std::fs::write(&state, imports.state.to_string()).unwrap();
        let blocks = self.directory().join("import.tf");
        std::fs::write(&blocks, &imports.blocks).unwrap();
        let revision = format!("-var=rev={revision}");
        let options = ["-state=import.tfstate", "-parallelism=20", &revision];
        let printed = self.run(&[&["plan"], options.as_slice()].concat());
        let expected = format!(
            "Plan: {} to import, 0 to add, 0 to change, 0 to destroy.",
            imports.count
        );
        assert!(printed.contains(&expected), "{expected}\n{printed}");
        std::fs::remove_file(blocks).unwrap();
    }

    /// The state is as fresh as the plan before, so that nothing is read again first.
    #[track_caller]
    fn destroy(&self, revision: u32) {
        let revision = format!("-var=rev={revision}");
        let options = [
            "-auto-approve",
            "-refresh=false",
            "-parallelism=20",
            &revision,
        ];
        self.run(&[&["destroy"], options.as_slice()].concat());
    }

    fn state(&self) -> Value {
        let text = std::fs::read_to_string(self.directory().join("terraform.tfstate")).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    #[track_caller]
    fn output(&self, name: &str) -> String {
        let state = self.state();
        let value = state["outputs"][name]["value"].as_str();
        value
            .unwrap_or_else(|| panic!("no {name}: {state}"))
            .to_owned()
    }
}

/// From nothing to nothing.
fn whole_life(name: &str) {
    whole_life_with(name, |_, _| {});
}

/// The same, with a look at what each revision does.
fn whole_life_with(name: &str, look: impl Fn(&Project<'_>, u32)) {
    // 004 takes a transit gateway between the two accounts for granted.
    let gateway = Gateway::dev(&["--joined-account", A, "--joined-account", B]);
    deployers(&gateway);
    let Some(project) = Project::new(name, &gateway) else {
        return;
    };
    let before = inventory(&gateway);
    project.apply(1);
    project.expect_no_changes(1);
    assert_ne!(inventory(&gateway), before);
    look(&project, 1);
    project.apply(2);
    look(&project, 2);
    project.expect_imports(2);
    project.destroy(2);
    assert_eq!(inventory(&gateway), before);
}

/// The roles that the configurations of several accounts assume.
fn deployers(gateway: &Gateway) {
    let trust = policy(json!([{
        "Effect": "Allow", "Principal": {"AWS": OPERATOR}, "Action": "sts:AssumeRole"
    }]));
    for owner in [A, B] {
        let owner = account(gateway, owner);
        let role = ("RoleName", "deployer");
        let document = ("AssumeRolePolicyDocument", trust.as_str());
        owner.query("iam", "CreateRole", &[role, document]).ok();
        let arn = "arn:aws:iam::aws:policy/AdministratorAccess";
        owner
            .query("iam", "AttachRolePolicy", &[role, ("PolicyArn", arn)])
            .ok();
    }
}

#[test]
fn scenario_000_with_keys_of_two_accounts() {
    whole_life("000");
}

#[test]
fn scenario_001_in_the_account_of_the_keys() {
    whole_life("001");
}

#[test]
fn scenario_002_with_keys_of_two_accounts() {
    whole_life("002");
}

#[test]
fn scenario_003_with_roles_of_two_accounts() {
    whole_life("003");
}

#[test]
fn scenario_004_with_roles_of_two_accounts() {
    whole_life_with("004", |project, revision| {
        let url = project.output("url");
        let api = url.trim_start_matches("https://").split('.').next();
        let answer = Call::api("GET", &host(api.unwrap()), "/dev/test")
            .signed(&Keys::root(A))
            .send(project.gateway.address);
        // The second revision lets the addresses of another network in.
        let expected = [
            (200, r#"{"response":"integration-successful1"}"#),
            (504, UNREACHABLE),
        ];
        let said = (answer.status, answer.text());
        let (status, body) = expected[revision as usize - 1];
        assert_eq!((said.0, said.1.as_str()), (status, body));
    });
}

#[test]
fn the_rest_with_the_provider_as_it_comes() {
    let gateway = Gateway::dev(&[]);
    let Some(project) = Project::new("rest", &gateway) else {
        return;
    };
    let before = inventory(&gateway);
    project.apply(1);
    project.expect_no_changes(1);
    let api = project.output("api");
    let list = || Call::api("GET", &host(&api), "/prod/orders").send(gateway.address);
    assert_eq!(list().status, 403, "there is no such method yet");
    project.apply(2);
    let listed = list();
    assert_eq!(
        (listed.status, listed.text().as_str()),
        (200, "[\"revision 2\"]")
    );
    project.expect_imports(2);
    project.destroy(2);
    assert_eq!(inventory(&gateway), before);
}

/// The provider's own directory, at the place in a mirror where Terraform looks for it.
fn mirror(scratch: &Scratch, provider: &Path) -> PathBuf {
    let os = std::env::consts::OS;
    let architecture = match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    };
    let mirror = scratch.path().join("mirror");
    let versions = mirror
        .join("registry.terraform.io/hashicorp/aws")
        .join(PROVIDER_VERSION);
    std::fs::create_dir_all(&versions).unwrap();
    let place = versions.join(format!("{os}_{architecture}"));
    std::os::unix::fs::symlink(provider.parent().unwrap(), place).unwrap();
    mirror
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
