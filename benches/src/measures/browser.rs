//! What a person in front of a browser feels: `e2e/measures.mjs` drives a real Chromium and tells its lines, which are put
//! into the table as they are. It needs Node.js and Chromium; where one is missing the measure fails and says so.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::Bench;
use crate::failure::{Doing as _, Failure};
use crate::report::Row;

/// A line of the table, as the script tells it.
#[derive(Debug, Deserialize)]
struct Told {
    measure: String,
    value: String,
    #[serde(default)]
    beside: String,
    #[serde(default)]
    aim: String,
    met: Option<bool>,
}

/// Measures.
///
/// # Errors
/// Where the script cannot be started, or fails.
pub fn measure(bench: &mut Bench, quick: bool) -> Result<(), Failure> {
    let mut command = Command::new("node");
    command.arg("e2e/measures.mjs").args(quick.then_some("--quick"));
    command.env("E2E_BINARY", bench.installation.binary()).stdout(Stdio::piped());
    let mut script = command.spawn().doing(|| "starting node".to_owned())?;
    let output = script.stdout.take().ok_or_else(|| Failure::new("the script has no output"))?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        match serde_json::from_str::<Told>(&line) {
            Ok(Told { measure, value, beside, aim, met }) => {
                bench.report.row(Row { measure, value, beside, ratio: String::new(), aim, met });
            }
            Err(_) => println!("  {line}"),
        }
    }
    if script.wait()?.success() { Ok(()) } else { Err(Failure::new("e2e/measures.mjs failed")) }
}
