//! Processes that the benchmark starts and ends, and what they use of the machine.
//!
//! It ends only what it started, each by its own id while it is still our child: an id is never searched for by name.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Resource, Rlimit, Signal, getrlimit, kill_process, setrlimit};

use crate::failure::{Doing as _, Failure};

/// How long a process may take to end in order before it is killed.
const END_MAX: Duration = Duration::from_secs(10);

/// A process that ends with this value.
#[derive(Debug)]
pub struct Started {
    child: Child,
    input: Option<ChildStdin>,
    lines: Option<Receiver<String>>,
}

impl Started {
    /// Starts a process whose output goes to a file.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn logging(command: &mut Command, log: &Path) -> Result<Self, Failure> {
        let file = File::options().create(true).append(true).open(log)?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        let child = command.spawn().doing(|| format!("starting {}", command.get_program().display()))?;
        Ok(Self { child, input: None, lines: None })
    }

    /// Starts a process that is spoken with by lines, and ends with its input.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn talking(command: &mut Command) -> Result<Self, Failure> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().doing(|| format!("starting {}", command.get_program().display()))?;
        let input = child.stdin.take();
        let (sender, lines) = channel();
        if let Some(output) = child.stdout.take() {
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    if sender.send(line).is_err() {
                        break;
                    }
                }
            });
        }
        Ok(Self { child, input, lines: Some(lines) })
    }

    /// The next line that it says.
    ///
    /// # Errors
    /// Where it says nothing in time.
    pub fn line(&mut self, within: Duration) -> Result<String, Failure> {
        let lines = self.lines.as_ref().ok_or_else(|| Failure::new("this process is not spoken with"))?;
        lines.recv_timeout(within).map_err(|_| Failure::new("a process of the benchmark did not answer in time"))
    }

    /// Says a line to it.
    ///
    /// # Errors
    /// Where it has ended.
    pub fn say(&mut self, line: &str) -> Result<(), Failure> {
        let input = self.input.as_mut().ok_or_else(|| Failure::new("this process is not spoken with"))?;
        writeln!(input, "{line}")?;
        input.flush()?;
        Ok(())
    }

    /// Its id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Ends it in order: its input ends, it is asked to end, and after a while it is killed.
    pub fn end(&mut self) {
        self.input = None;
        if self.has_ended() {
            return;
        }
        if let Some(pid) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::TERM);
        }
        let asked = Instant::now();
        while asked.elapsed() < END_MAX {
            if self.has_ended() {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        self.end();
    }
}

/// Lets this process and those that it starts have as many open files as the machine allows.
///
/// # Errors
/// [`Failure`] where the machine allows fewer than `needed`.
pub fn raise_open_files(needed: u64) -> Result<(), Failure> {
    let limit = getrlimit(Resource::Nofile);
    let most = limit.maximum.unwrap_or(1_048_576);
    if most < needed {
        return Err(Failure::new(format!("{needed} open files are needed, and the machine allows {most}: ulimit -Hn")));
    }
    setrlimit(Resource::Nofile, Rlimit { current: Some(most), maximum: limit.maximum })?;
    Ok(())
}

/// The memory of a process that is in use now (its resident set), in bytes.
///
/// # Errors
/// Where it has ended.
pub fn resident_bytes(id: u32) -> Result<u64, Failure> {
    let status =
        std::fs::read_to_string(format!("/proc/{id}/status")).doing(|| format!("reading the memory of {id}"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|rest| rest.trim().strip_suffix("kB")).map(str::trim);
    let kilobytes: u64 = kilobytes.ok_or_else(|| Failure::new("the process has no VmRSS"))?.parse()?;
    Ok(kilobytes * 1_024)
}

/// What the machine's processors did in a span of time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage {
    /// Processor seconds of each of the watched processes, in the order given.
    pub watched: [f64; WATCHED_MAX],
    /// How much of that was in the kernel.
    pub kernel: [f64; WATCHED_MAX],
    /// Processors that all others kept busy, on average: 0.3 of one and less is quiet.
    pub others: f64,
}

/// The most processes that are watched at once.
pub const WATCHED_MAX: usize = 4;

/// Watches the processors from now on.
#[derive(Debug)]
pub struct Watch {
    ids: Vec<u32>,
    begun: Instant,
    busy: u64,
    own: Vec<(u64, u64)>,
}

/// Clock ticks of the kernel's accounting per second; fixed at 100 for user space on Linux.
const TICKS_PER_SECOND: f64 = 100.0;

impl Watch {
    /// Begins; this process itself is watched too, and not one of the `others`.
    pub fn begin(ids: &[u32]) -> Self {
        let ids: Vec<u32> = ids.iter().copied().take(WATCHED_MAX - 1).chain([std::process::id()]).collect();
        let own = ids.iter().map(|id| ticks_of(*id)).collect();
        Self { ids, begun: Instant::now(), busy: busy_ticks(), own }
    }

    /// Ends. This process itself stands after the given ones.
    pub fn end(&self) -> Usage {
        let elapsed = self.begun.elapsed().as_secs_f64().max(1e-6);
        let busy = seconds(busy_ticks().saturating_sub(self.busy));
        let (mut watched, mut kernel) = ([0.0; WATCHED_MAX], [0.0; WATCHED_MAX]);
        for (place, (id, before)) in self.ids.iter().zip(&self.own).enumerate() {
            let (user, system) = ticks_of(*id);
            kernel[place] = seconds(system.saturating_sub(before.1));
            watched[place] = seconds(user.saturating_sub(before.0)) + kernel[place];
        }
        let own: f64 = watched.iter().sum();
        Usage { watched, kernel, others: ((busy - own) / elapsed).max(0.0) }
    }
}

fn seconds(ticks: u64) -> f64 {
    crate::statistics::number(ticks) / TICKS_PER_SECOND
}

/// Ticks in which any processor was busy: all but idle and waiting for the disk.
fn busy_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/stat").unwrap_or_default();
    let first = stat.lines().next().unwrap_or_default();
    let fields: Vec<u64> = first.split_whitespace().skip(1).map(|field| field.parse().unwrap_or(0)).collect();
    fields.iter().take(8).enumerate().filter(|(i, _)| *i != 3 && *i != 4).map(|(_, ticks)| ticks).sum()
}

/// Ticks of one process, all of its threads: its own and the kernel's for it.
fn ticks_of(id: u32) -> (u64, u64) {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    // The name in brackets may hold anything; what is counted stands after it.
    let after = stat.rsplit_once(") ").map_or("", |(_, after)| after);
    let mut fields = after.split_whitespace().skip(11).map(|field| field.parse().unwrap_or(0));
    (fields.next().unwrap_or(0), fields.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_process_has_memory_and_time() {
        let id = std::process::id();
        assert!(resident_bytes(id).expect("memory") > 100_000);
        let watch = Watch::begin(&[]);
        assert!(watch.end().others >= 0.0);
    }

    #[test]
    fn a_process_is_spoken_with_and_ends() {
        let mut started = Started::talking(&mut Command::new("cat")).expect("started");
        started.say("hello").expect("said");
        assert_eq!(started.line(Duration::from_secs(5)).expect("answered"), "hello");
        started.end();
        assert!(started.has_ended());
    }
}
