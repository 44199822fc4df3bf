//! The real binary as a child process, and a client for it.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

/// The binary under test.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_frontdesk");

/// How long a server has to start or to stop.
const PATIENCE: Duration = Duration::from_secs(30);

/// A set-up of two centres that are always open, so that a test does not depend on the hour.
pub(crate) fn two_centres() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/two-centres")
}

/// Whether the long tests were asked for.
pub(crate) fn long() -> bool {
    std::env::var_os("TEST_LONG").is_some_and(|value| !value.is_empty())
}

/// The binary with arguments, without the caller's settings, in a folder without a configuration.
pub(crate) fn frontdesk(arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(arguments);
    without_settings(&mut command);
    command
}

/// Takes the caller's settings out of a command's environment.
pub(crate) fn without_settings(command: &mut Command) {
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("FRONTDESK_")) {
        command.env_remove(name);
    }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    // The width of the help is ours, not the terminal's.
    command.env_remove("COLUMNS").current_dir(env!("CARGO_TARGET_TMPDIR")).stdin(Stdio::null());
}

/// Runs the binary to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    frontdesk(arguments).output().expect("the binary runs")
}

/// Makes a token for the set-up of two centres, unless the arguments name another, and gives its text.
pub(crate) fn make_token(data: &Path, arguments: &[&str]) -> String {
    let data = data.to_str().expect("a path");
    let mut command = frontdesk(&[&["token", "--data", data, "create"], arguments].concat());
    let output = command.env("FRONTDESK_SETUP", two_centres()).output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// A running server.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
    errors: Arc<Mutex<String>>,
}

impl Server {
    /// What it has said on standard error so far.
    pub(crate) fn errors(&self) -> String {
        self.errors.lock().expect("the errors").clone()
    }

    /// Starts `serve` and waits until it receives.
    pub(crate) fn start(data: &Path, port: u16) -> Self {
        let mut command = frontdesk(&[]);
        Self::start_with(serve(&mut command, data, port)).expect("the server starts")
    }

    /// Starts a command that ends up as `serve`; the standard error of one that did not come so far.
    pub(crate) fn start_with(command: &mut Command) -> Result<Self, String> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
        let errors = Arc::new(Mutex::new(String::new()));
        let stderr = child.stderr.take().expect("standard error");
        let kept = Arc::clone(&errors);
        let reading = std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let mut kept = kept.lock().expect("not poisoned");
                kept.push_str(&line);
                kept.push('\n');
            }
        });
        let stdout = child.stdout.take().expect("standard output");
        let (found, url) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some(at) = line.find("https://").or_else(|| line.find("http://")) {
                    let url = line[at..].split_whitespace().next().unwrap_or_default();
                    // Whoever waited may have given up.
                    let _ = found.send(url.trim_end_matches('.').to_owned());
                }
            }
        });
        if let Ok(url) = url.recv_timeout(PATIENCE) {
            return Ok(Self { child, url, errors });
        }
        let _ = child.kill();
        let _ = child.wait();
        let _ = reading.join();
        let errors = errors.lock().expect("not poisoned").clone();
        Err(errors)
    }

    /// Ends it at once, as `kill -9` does.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("waited for");
    }

    /// Tells it to end, and waits until it has.
    pub(crate) fn stop(mut self) -> ExitStatus {
        self.signal("TERM");
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("waited for") {
                return status;
            }
            assert!(Instant::now() < until, "the server does not end:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status();
        assert!(status.expect("kill runs").success());
    }

    /// Its log so far.
    pub(crate) fn log(&self) -> String {
        self.errors.lock().expect("not poisoned").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The arguments of `serve` on the set-up of two centres.
pub(crate) fn serve<'a>(command: &'a mut Command, data: &Path, port: u16) -> &'a mut Command {
    command
        .arg("serve")
        .args(["--listen", &format!("127.0.0.1:{port}")])
        .arg("--data")
        .arg(data)
        .arg("--setup")
        .arg(two_centres())
        // One test sends what a whole municipality does.
        .env("FRONTDESK_LIMITS_TOKEN_REQUESTS_PER_SECOND", "1000000")
        .env("FRONTDESK_LIMITS_TOKEN_REQUESTS_BURST", "1000000")
}

/// An answer: its status, its body and its media type.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) media_type: String,
}

impl Answer {
    pub(crate) fn text(&self, name: &str) -> &str {
        self.body.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn succeeded(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Speaks HTTP. It is told whom to believe, though nothing here is asked over TLS: so all that is made of this crate is.
pub(crate) fn http() -> reqwest::Client {
    let believed = server::messages::trust::Trust::usual().config().as_ref().clone();
    let client = reqwest::Client::builder().tls_backend_preconfigured(believed).no_proxy();
    client.redirect(reqwest::redirect::Policy::none()).timeout(Duration::from_secs(20)).build().expect("a client")
}

/// A client of the interface.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    url: String,
    token: String,
}

impl Client {
    pub(crate) fn new(url: &str, token: &str) -> Self {
        Self { http: http(), url: url.to_owned(), token: token.to_owned() }
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Answer, reqwest::Error> {
        let request = self.http.get(format!("{}{path}", self.url)).bearer_auth(&self.token);
        answer(request.send().await?).await
    }

    pub(crate) async fn post(&self, path: &str, key: &str, body: &Value) -> Result<Answer, reqwest::Error> {
        let request = self.http.post(format!("{}{path}", self.url)).bearer_auth(&self.token);
        let request = request.header("Idempotency-Key", key);
        answer(if body.is_null() { request } else { request.json(body) }.send().await?).await
    }

    /// Takes a ticket in `nord`.
    pub(crate) async fn ticket(&self, key: &str) -> Result<Answer, reqwest::Error> {
        self.post("/api/v1/centres/nord/visits", key, &serde_json::json!({ "services": ["pass"] })).await
    }
}

async fn answer(response: reqwest::Response) -> Result<Answer, reqwest::Error> {
    let status = response.status().as_u16();
    let media_type = response.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = media_type.to_owned();
    let bytes = response.bytes().await?;
    Ok(Answer { status, media_type, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
}

/// Every event of every stream in a database's file, in order.
pub(crate) fn events_in(file: &Path) -> BTreeMap<domain::ids::StreamId, Vec<domain::event::Event>> {
    let store = store::Store::open_sqlite(file, store::SqliteOptions::default()).expect("the database opens");
    let reader = store.reader();
    let mut streams: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut after = 0;
    loop {
        let page = reader.log(after, 1_000).expect("the log is read");
        let Some((last, _, _)) = page.last() else { return streams };
        after = *last;
        for (_, stream, recorded) in page {
            let events = streams.entry(stream).or_default();
            assert_eq!(recorded.version, events.len() as u64 + 1, "versions have no gaps");
            events.push(recorded.event);
        }
    }
}
