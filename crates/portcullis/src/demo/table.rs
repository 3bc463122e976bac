//! The table of the demonstration: a row for each call, a column for each layer, and under every
//! refusal the reason in words. Colours on a terminal, plain text otherwise.

use std::net::SocketAddr;

use portcullis_guard::{Explanation, Finding, Layer};

use super::REGION;
use super::calls::Outcome;
use super::scenario::Regional;

/// One call, as it went.
pub(crate) struct Row {
    pub(crate) caller: &'static str,
    pub(crate) way: &'static str,
    pub(crate) expected: Outcome,
    /// `None` for a connection that was closed without a word.
    pub(crate) status: Option<u16>,
    pub(crate) explanation: Explanation,
    /// Where packets are dropped: the flow-log line of one, if it was.
    pub(crate) packet: Option<Result<String, &'static str>>,
}

impl Row {
    fn is_as_expected(&self) -> bool {
        let layer = self.explanation.denial.as_ref().map(|denial| denial.layer);
        let status = match self.expected {
            Outcome::Allowed => Some(200),
            Outcome::Refused(Layer::SecurityGroup) => None,
            Outcome::Refused(_) => Some(403),
        };
        let expected = match self.expected {
            Outcome::Allowed => None,
            Outcome::Refused(layer) => Some(layer),
        };
        let dropped = !matches!(self.packet, Some(Err(_)));
        self.status == status && layer == expected && dropped
    }

    /// Where the refusal comes from and why.
    fn reason(&self) -> Option<String> {
        let explanation = &self.explanation;
        let index = match explanation.denial.as_ref()?.layer {
            Layer::Addressing => {
                return Some(explanation.missing.unwrap_or("the request").to_owned());
            }
            Layer::SecurityGroup => 0,
            Layer::EndpointPolicy => 1,
            Layer::ResourcePolicy => 2,
            Layer::Identity => 3,
        };
        let layer = explanation.layers.get(index)?;
        Some(format!("layer {}: {}", index + 1, layer.because))
    }
}

/// Prints.
pub(crate) struct Table {
    colours: bool,
}

const GREEN: &str = "\x1b[32m";
const RED: &str = "\x1b[31m";
const DIM: &str = "\x1b[2m";
const BOLD: &str = "\x1b[1m";

const LAYERS: [&str; 4] = [
    "1 group",
    "2 endpoint policy",
    "3 resource policy",
    "4 identity",
];
const WIDTH: usize = 22;

impl Table {
    pub(crate) fn new(colours: bool) -> Self {
        Self { colours }
    }

    pub(crate) fn title(&self, text: &str) {
        println!("\n{}", self.paint(BOLD, text));
    }

    pub(crate) fn note(&self, text: &str) {
        println!("\n{}", self.paint(DIM, text));
    }

    pub(crate) fn section(&self, title: &str, about: &str) {
        println!("\n{}", self.paint(BOLD, title));
        for line in about.lines() {
            println!("{}", self.paint(DIM, line));
        }
        let [one, two, three, four] = LAYERS;
        let head = format!(
            "\n     {:<30} {:<30} {one:<WIDTH$} {two:<WIDTH$} {three:<WIDTH$} {four}",
            "caller", "call"
        );
        println!("{}", self.paint(DIM, head.trim_end()));
    }

    /// Prints the rows, and counts those that did not go as expected.
    pub(crate) fn rows(&self, rows: &[Row]) -> usize {
        for row in rows {
            self.row(row);
        }
        rows.iter().filter(|row| !row.is_as_expected()).count()
    }

    pub(crate) fn legend(&self, packets: bool) {
        let silence = if packets {
            "nobody answers: the packets are dropped"
        } else {
            "the connection is closed without a word"
        };
        let text = format!(
            "\n✔ lets pass   ✘ refuses   · has no say here, or was not reached   --- {silence}"
        );
        println!("{}", self.paint(DIM, &text));
    }

    pub(crate) fn warn(&self, text: &str) {
        println!("\n{}", self.paint(RED, text));
    }

    /// How to call it by hand.
    pub(crate) fn try_it(&self, address: SocketAddr, regional: &Regional) {
        let port = address.port();
        let host = format!("{}.execute-api.{REGION}.localhost:{port}", regional.api);
        let (id, secret) = (&regional.alice.access_key_id, &regional.alice.secret);
        println!(
            "\n{}",
            self.paint(BOLD, "Call it yourself (the gateway runs until Ctrl-C)")
        );
        println!(
            "\n  curl --aws-sigv4 aws:amz:{REGION}:execute-api --user '{id}:{secret}' http://{host}/v1/accounts"
        );
        println!("  curl -i http://{host}/v1/accounts        # unsigned: 403");
        println!("\npython3 - <<'EOF'");
        println!("import requests");
        println!("from botocore.auth import SigV4Auth");
        println!("from botocore.awsrequest import AWSRequest");
        println!("from botocore.credentials import Credentials");
        println!(
            "request = AWSRequest('GET', 'http://{address}/v1/accounts', headers={{'Host': '{}.execute-api.{REGION}.amazonaws.com'}})",
            regional.api
        );
        println!(
            "SigV4Auth(Credentials('{id}', '{secret}'), 'execute-api', '{REGION}').add_auth(request)"
        );
        println!("print(requests.get(request.url, headers=dict(request.headers)).text)");
        println!("EOF");
        println!(
            "\n  AWS_ENDPOINT_URL=http://{address} AWS_ACCESS_KEY_ID=222222222222 AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION={REGION} \\"
        );
        println!("    aws apigateway get-rest-apis");
    }

    fn row(&self, row: &Row) {
        let status = row
            .status
            .map_or("---".to_owned(), |status| status.to_string());
        let colour = if row.status == Some(200) { GREEN } else { RED };
        let mut line = format!(
            "{:>4} {:<30} {:<30} ",
            self.padded(colour, &status, 4),
            row.caller,
            row.way
        );
        for layer in &row.explanation.layers {
            let (mark, colour) = match layer.finding {
                Finding::Pass => ("✔", GREEN),
                Finding::Refuse => ("✘", RED),
                Finding::NotAsked => ("·", DIM),
            };
            let by = shortened(&layer.by, WIDTH - 3);
            line.push_str(&self.padded(colour, &format!("{mark} {by}"), WIDTH));
            line.push(' ');
        }
        if !row.is_as_expected() {
            line.push_str(&self.paint(RED, "NOT AS EXPECTED"));
        }
        println!("{}", line.trim_end());
        if let Some(reason) = row.reason() {
            println!("{}", self.paint(DIM, &format!("     └ {reason}")));
        }
        match &row.packet {
            Some(Ok(line)) => println!("{}", self.paint(DIM, &format!("       flow log: {line}"))),
            Some(Err(missing)) => println!("{}", self.paint(RED, &format!("       {missing}"))),
            None => {}
        }
    }

    fn paint(&self, colour: &str, text: &str) -> String {
        if self.colours {
            format!("{colour}{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    /// Painted text takes no more room than it shows.
    fn padded(&self, colour: &str, text: &str, width: usize) -> String {
        let room = width.saturating_sub(text.chars().count());
        format!("{}{}", self.paint(colour, text), " ".repeat(room))
    }
}

fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(width - 1).collect();
    short.push('…');
    short
}
