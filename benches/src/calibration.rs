//! How fast the disk makes four kilobytes durable right now: the yardstick around everything that is durable.
//!
//! With other work on the machine the same loop falls to a twentieth. Above a millisecond at the median no verdict on
//! speed is possible, and the report says so.

use std::fs::OpenOptions;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::statistics::{Latencies, per_second};

/// Above this median no verdict is possible.
pub const QUIET_MAX: Duration = Duration::from_millis(1);
/// Below this median the folder is in memory, not on a disk.
pub const DISK_MIN: Duration = Duration::from_micros(10);
const LOOP_TIME: Duration = Duration::from_millis(400);
const WRITES_MAX: u32 = 20_000;

/// What one loop found.
#[derive(Debug, Clone)]
pub struct Calibration {
    /// Overwrites of 4 KiB with `fdatasync`, per second.
    pub per_second: f64,
    /// The median of one.
    pub p50: Duration,
    /// The 99th percentile of one.
    pub p99: Duration,
}

/// Overwrites 4 KiB and calls `fdatasync`, again and again for a short time.
///
/// # Errors
/// Whatever the disk says.
pub fn calibrate(folder: &Path) -> Result<Calibration, Failure> {
    let path = folder.join("calibration");
    let file = OpenOptions::new().write(true).create(true).truncate(true).open(&path)?;
    let mut page = [0_u8; 4_096];
    file.write_all_at(&page, 0)?;
    file.sync_all()?;
    let mut latencies = Latencies::new()?;
    let begun = Instant::now();
    for i in 0..WRITES_MAX {
        if begun.elapsed() >= LOOP_TIME {
            break;
        }
        page[..4].copy_from_slice(&i.to_le_bytes());
        let one = Instant::now();
        file.write_all_at(&page, 0)?;
        file.sync_data()?;
        latencies.record(one.elapsed());
    }
    let elapsed = begun.elapsed();
    std::fs::remove_file(&path)?;
    let per_second = per_second(latencies.count(), elapsed);
    Ok(Calibration { per_second, p50: latencies.p50(), p99: latencies.p99() })
}
