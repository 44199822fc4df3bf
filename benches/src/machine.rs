//! What the figures were measured on.

use std::fs::read_to_string;
use std::path::Path;

/// What the figures were measured on.
#[derive(Debug, Clone)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// How many of them.
    pub processors: usize,
    /// Memory, in bytes.
    pub memory_bytes: u64,
    /// The kernel's version.
    pub kernel: String,
    /// The file system under the temporary folder, and its device.
    pub disk: String,
}

impl Machine {
    /// This one; `folder` is where the databases lie.
    pub fn here(folder: &Path) -> Self {
        let processors = read_to_string("/proc/cpuinfo").unwrap_or_default();
        let memory = read_to_string("/proc/meminfo").unwrap_or_default();
        let kilobytes = value(&memory, "MemTotal:").and_then(|v| v.strip_suffix("kB")?.trim().parse::<u64>().ok());
        Self {
            processor: value(&processors, "model name")
                .map_or("unknown", |v| v.trim_start_matches([':', ' ']))
                .to_owned(),
            processors: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            memory_bytes: kilobytes.unwrap_or(0) * 1_024,
            kernel: read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim().to_owned(),
            disk: disk(folder),
        }
    }
}

fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim)
}

/// The mount whose path is the longest beginning of the folder's.
fn disk(folder: &Path) -> String {
    let mounts = read_to_string("/proc/mounts").unwrap_or_default();
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let fields = mounts.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        Some((fields.next()?, fields.next()?, fields.next()?))
    });
    let nearest = fields.filter(|(_, at, _)| folder.starts_with(at)).max_by_key(|(_, at, _)| at.len());
    nearest.map_or_else(|| "unknown".to_owned(), |(device, _, kind)| format!("{kind} on {device}"))
}
