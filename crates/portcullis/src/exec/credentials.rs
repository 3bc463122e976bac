//! The helper of `portcullis exec`: the container credentials endpoint of one workload, on the loopback address of where
//! it runs. It keeps no credentials: each question is asked of the gateway anew, so a restart of the gateway is not
//! noticed. It ends with the workload.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use clap::Args;

use crate::workload::{Ask, MAX_LINE, ask};

const MAX_HEAD: u64 = 8 * 1024;
const PATIENCE: Duration = Duration::from_secs(5);

/// What the helper is started with; the rest comes through its input.
#[derive(Args)]
pub(crate) struct Options {
    /// The data directory of the running gateway.
    data: PathBuf,
}

struct Served {
    data: PathBuf,
    token: String,
    question: Ask,
}

/// Serves until the input closes.
///
/// # Errors
/// When it cannot listen.
pub(crate) fn help(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let mut input = BufReader::new(std::io::stdin());
    let mut line = String::new();
    (&mut input).take(MAX_LINE).read_line(&mut line)?;
    let (token, question): (String, Ask) = serde_json::from_str(&line)?;
    let served = Arc::new(Served {
        data: options.data.clone(),
        token,
        question,
    });
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    println!("{}", listener.local_addr()?.port());
    std::thread::Builder::new()
        .name("credentials".to_owned())
        .spawn(move || {
            for stream in listener.incoming().flatten() {
                // One after the other: the workload alone asks, and seldom.
                let _ = served.converse(&stream);
            }
        })?;
    // Nothing comes any more; the end of it is the end of the workload.
    let mut rest = [0; 64];
    while input.read(&mut rest)? > 0 {}
    Ok(ExitCode::SUCCESS)
}

impl Served {
    fn converse(&self, stream: &TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let (status, body) = self.answer(&mut BufReader::new(stream.take(MAX_HEAD)))?;
        let mut stream = stream;
        write!(
            stream,
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
    }

    fn answer(&self, head: &mut BufReader<impl Read>) -> std::io::Result<(&'static str, String)> {
        let mut first = String::new();
        head.read_line(&mut first)?;
        let mut allowed = false;
        loop {
            let mut line = String::new();
            if head.read_line(&mut line)? == 0 || line.trim_end().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                let is_token = name.eq_ignore_ascii_case("authorization");
                let (value, token) = (value.trim().as_bytes(), self.token.as_bytes());
                allowed |= is_token && verify_slices_are_equal(value, token).is_ok();
            }
        }
        let refused = |reason: &str| serde_json::json!({ "message": reason }).to_string();
        if !first.starts_with("GET /credentials ") {
            return Ok(("404 Not Found", refused("There is /credentials.")));
        }
        if !allowed {
            let body = refused("The authorization token is not the workload's.");
            return Ok(("401 Unauthorized", body));
        }
        Ok(match self.credentials(&self.data) {
            Ok(body) => ("200 OK", body),
            Err(error) => ("500 Internal Server Error", refused(&error.to_string())),
        })
    }

    fn credentials(&self, data: &Path) -> Result<String, Box<dyn Error>> {
        Ok(serde_json::to_string(
            &ask(data, &self.question)?.credentials,
        )?)
    }
}
