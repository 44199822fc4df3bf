//! From the start of the process to its first answer, its memory while nothing happens, and the size of the binary.

use std::time::{Duration, Instant};

use super::Bench;
use crate::failure::Failure;
use crate::installation::first_answer;
use crate::municipality;
use crate::processes::resident_bytes;
use crate::report::{Row, bytes, time};
use crate::statistics::{Latencies, Rounds, number};

/// How long nothing happens before the memory is read.
const IDLE: Duration = Duration::from_secs(2);

/// Measures.
///
/// # Errors
/// Where the server does not start.
pub async fn measure(bench: &mut Bench) -> Result<(), Failure> {
    let data = bench.installation.new_data("start")?;
    let (mut server_starts, mut null_starts, mut ratios) = (Latencies::new()?, Latencies::new()?, Rounds::default());
    let mut idle = 0.0;
    for round in 0..bench.scale.starts {
        let mut server = bench.installation.start(&data).await?;
        if round == 0 {
            server.ready().await?;
            tokio::time::sleep(IDLE).await;
            idle = number(resident_bytes(server.id())?);
        }
        server.end();
        let begun = Instant::now();
        let mut null = bench.null_server(&[])?;
        let null_start = first_answer(null.address, &mut null.process, begun).await?;
        null.process.end();
        server_starts.record(server.first_answer);
        null_starts.record(null_start);
        ratios.push(server.first_answer.as_secs_f64() / null_start.as_secs_f64());
    }
    bench.report.row(Row::with_ratio(
        "process start to first answer: median, longest",
        format!("{}, {}", time(server_starts.p50()), time(server_starts.max())),
        format!("an empty server: {}", time(null_starts.p50())),
        &ratios,
        None,
    ));
    let centres = municipality::CENTRES;
    bench.report.row(Row::plain(&format!("memory idle, {centres} centres"), bytes(idle), String::new()));
    let size = number(bench.installation.binary_bytes()?);
    bench.report.row(Row::plain("size of the binary", bytes(size), String::new()));
    Ok(())
}
