//! `portcullis demo`: builds the whole cross-account private path through the gateway's own AWS
//! API, calls it in every way that matters, and prints what each of the four layers said.

use std::error::Error;
use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use portcullis_catalog::AccountId;
use portcullis_catalog::snapshot::Via;
use portcullis_control::NoIssuers;
use portcullis_guard::{Explanation, Layer, explain_dropped};
use portcullis_proxy::{Authority, Clock, Material, Role, SystemClock, Tls, Transport};
use portcullis_store::{MasterKey, SqliteStore};

use crate::assembly::{self, Assembly, Plan, StopSignals};
use crate::dev;
use crate::networks::{Choice, VpcPlan, passing_tag};
use crate::traces::{TraceSettings, Traces};

mod backend;
mod calls;
mod client;
#[cfg(test)]
mod explained;
mod inside;
mod scenario;
mod table;
mod witness;

use client::Client;
use inside::{Inside, Made};
use table::Table;
use witness::Witness;

/// The region of the demonstration.
pub(crate) const REGION: &str = "us-east-1";

/// `portcullis demo …`
#[derive(Args)]
pub(crate) struct Options {
    /// End after the table, with a non-zero code if any outcome is not as expected.
    #[arg(long)]
    exit: bool,
    /// How VPCs are there: with `netns` the callers are in network namespaces, and who is refused by layer 1 is not answered
    /// at all (Linux, root).
    #[arg(long, default_value = "loopback", value_parser = PossibleValuesParser::new(["loopback", "netns"]).map(|it| choice(&it)))]
    vpc: Choice,
}

fn choice(text: &str) -> Choice {
    match text {
        "netns" => Choice::Netns,
        _ => Choice::Loopback,
    }
}

/// Runs the demonstration.
///
/// # Errors
/// When a part cannot start or the gateway's own API refuses to be configured.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let table =
        Table::new(std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none());
    let backend = backend::start()?;
    table.title("Portcullis: a private API across accounts, and who gets through");

    // As AWS evaluates the document's endpoint policy: its tag condition can never match.
    let strict = Stage::start(false, options.vpc)?;
    let private = scenario::private_path(&strict.client, backend)?;
    strict.say_where(&table);
    table.section(
        "As AWS evaluates it",
        "The endpoint policy asks for aws:ResourceTag/Project. AWS documents no such key for execute-api, so the\n\
         condition can never match, its Deny matches every request, and everyone is refused at layer 2.",
    );
    let mut unexpected = table.rows(&strict.run(&calls::as_aws_evaluates_it(&private))?);
    drop(strict);

    // With resource_tags on, as the document describes it and as `serve` has it.
    let stage = Stage::start(true, options.vpc)?;
    let private = scenario::private_path(&stage.client, backend)?;
    stage.say_where(&table);
    table.section(
        "The private path, with resource_tags on (the default of `serve`)",
        "Account 111111111111 calls a PRIVATE API of account 222222222222 through its interface VPC endpoint.\n\
         The API carries the tag Project=demo, and every layer must let the call through by itself.",
    );
    unexpected += table.rows(&stage.run(&calls::private_path(&private))?);

    let regional = scenario::regional(&stage.client, backend)?;
    table.section(
        "A regional API, across accounts and within one",
        "Across accounts both sides must allow; within an account either side is enough; an explicit Deny always wins.",
    );
    unexpected += table.rows(&stage.run(&calls::regional(&regional))?);
    scenario::save_without_deploying(&stage.client, &regional)?;
    unexpected += table.rows(&stage.run(&[calls::saved(&regional)])?);
    scenario::deploy(&stage.client, &regional)?;
    unexpected += table.rows(&stage.run(&[calls::deployed(&regional)])?);
    table.legend(options.vpc == Choice::Netns);

    if unexpected > 0 {
        table.warn(&format!("{unexpected} outcomes are not as expected."));
    }
    if options.exit {
        return Ok(if unexpected == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    table.try_it(stage.client.address(), &regional);
    let Stage { assembly, made, .. } = stage;
    assembly::run_until_asked_to_stop(assembly, StopSignals::listen()?);
    drop(made);
    Ok(ExitCode::SUCCESS)
}

/// A gateway in this process, with a client of its API and a witness of what it decides.
struct Stage {
    assembly: Assembly,
    client: Client,
    witness: Arc<Witness>,
    /// In the names of namespaces; empty where there are none.
    tag: String,
    /// Ends last.
    made: Made,
}

impl Stage {
    fn start(resource_tags: bool, vpc: Choice) -> Result<Self, Box<dyn Error>> {
        let traces = Arc::new(Traces::new(TraceSettings {
            operator: AccountId::parse("000000000000").ok(),
            ..TraceSettings::default()
        }));
        let witness = Arc::new(Witness::new(Arc::clone(&traces)));
        let settings = dev::settings(REGION, resource_tags, false);
        let (authority, _) = Authority::generate(SystemClock.now())?;
        let certificate = authority.certificate().to_owned();
        let tls = Tls::new(authority, &settings.domain, &[], Material::default())?;
        let tag = match vpc {
            Choice::Netns => passing_tag()?,
            Choice::Loopback | Choice::Host => String::new(),
        };
        let assembly = assembly::assemble(Plan {
            settings,
            store: Arc::new(SqliteStore::in_memory()?),
            master_key: MasterKey::generate()?,
            journal: Arc::clone(&witness) as Arc<dyn portcullis_guard::Journal>,
            traces: Arc::clone(&traces),
            workers: 1,
            endpoint_port: None,
            inherited: Vec::new(),
            tls: Arc::new(tls),
            issuers: Arc::new(NoIssuers),
            vpc: VpcPlan {
                choice: vpc,
                tag: tag.clone(),
                ..VpcPlan::default()
            },
            workloads: None,
            beginning: None,
            candidate: None,
            mode: "demo",
        })?;
        let made = Made(Arc::clone(&assembly.realisation));
        let address =
            assembly
                .proxy
                .listen(([127, 0, 0, 1], 0).into(), Role::Both, Transport::Either)?;
        let inside = match vpc {
            Choice::Netns => {
                let (realisation, world) = (&assembly.realisation, &assembly.world);
                let (realisation, world) = (Arc::clone(realisation), Arc::clone(world));
                Some(Inside::new(realisation, world, &certificate)?)
            }
            Choice::Loopback | Choice::Host => None,
        };
        Ok(Self {
            client: Client::new(address, inside)?,
            assembly,
            witness,
            tag,
            made,
        })
    }

    /// For whoever wants to look at the namespaces while they are there.
    fn say_where(&self, table: &Table) {
        if !self.tag.is_empty() {
            table.note(&format!(
                "Callers and endpoints are in the network namespaces pc-{}-*.",
                self.tag
            ));
        }
    }

    fn run(&self, calls: &[calls::Call]) -> Result<Vec<table::Row>, Box<dyn Error>> {
        calls
            .iter()
            .map(|call| {
                let status = self.client.call(&call.request)?;
                // A connection that layer 1 drops is no request: ask layer 1 again.
                let explanation = self.witness.of(&call.request.id);
                let explanation = explanation.unwrap_or_else(|| self.dropped(call));
                Ok(table::Row {
                    caller: call.caller,
                    way: call.way,
                    expected: call.expected,
                    status,
                    explanation,
                    packet: self.packet(call),
                })
            })
            .collect()
    }

    /// What the kernel says of a packet that layer 1 should have refused.
    fn packet(&self, call: &calls::Call) -> Option<Result<String, &'static str>> {
        let refused = call.expected == calls::Outcome::Refused(Layer::SecurityGroup);
        let from = call.request.from.as_ref().filter(|_| refused)?;
        if !self.client.is_inside() {
            return None;
        }
        let (from, to) = (from.address.to_string(), call.request.to.ip().to_string());
        let line = self.witness.flow(&from, &to);
        Some(line.ok_or("no packet of this call was dropped"))
    }

    fn dropped(&self, call: &calls::Call) -> Explanation {
        let world = self.assembly.world.load_full();
        let via = call.endpoint.as_deref().map_or(Via::Public, Via::Endpoint);
        let from = call.request.from.as_ref();
        let peer: IpAddr = from.map_or(Ipv4Addr::LOCALHOST, |it| it.address).into();
        explain_dropped(&world, via, peer)
    }
}
