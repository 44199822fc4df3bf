//! Disks that fail: full, read-only, damaged, replaced. Clients get a clear answer, the log says it, nothing is acknowledged
//! that is not durable, and once there is room it goes on by itself.
//!
//! The full disk is a real one of a few megabytes. Mounting it takes the right to mount, or that of making a
//! name space of one's own; where a machine gives neither, the test fails and says what is missing.

use std::collections::BTreeSet;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::process::{
    Answer, BINARY, Client, Server, free_port, frontdesk, make_token, run, serve, two_centres, without_settings,
};

/// The size of the small disk.
const DISK: &str = "size=6m";

/// How long the server may take to notice that there is room again.
const RECOVERY: Duration = Duration::from_secs(20);

/// A disk of a few megabytes: mounted, or in a name space that a sleeping process holds open.
struct SmallDisk {
    folder: tempfile::TempDir,
    holder: Option<Child>,
}

impl SmallDisk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", DISK, "tmpfs"]).arg(folder.path()).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Self { folder, holder: None };
        }
        let script = format!("mount -t tmpfs -o {DISK} tmpfs \"$0\" && echo mounted && exec sleep 600");
        let mut holder = Command::new("unshare")
            .args(["-rm", "sh", "-c", &script])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("`unshare` is missing: sudo apt-get install util-linux");
        let mut said = String::new();
        let stdout = holder.stdout.take().expect("standard output");
        std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut said).expect("read");
        assert_eq!(
            said.trim(),
            "mounted",
            "this test needs the right to mount (run it as root), or name spaces of one's own: \
             sudo sysctl kernel.unprivileged_userns_clone=1"
        );
        Self { folder, holder: Some(holder) }
    }

    /// The disk's folder as the server sees it.
    fn inside(&self) -> &Path {
        self.folder.path()
    }

    /// The disk's folder as the test sees it.
    fn outside(&self) -> PathBuf {
        match &self.holder {
            None => self.folder.path().to_owned(),
            Some(holder) => {
                let inside = self.folder.path().strip_prefix("/").expect("an absolute path");
                PathBuf::from(format!("/proc/{}/root", holder.id())).join(inside)
            }
        }
    }

    /// The binary, running where the disk is.
    fn frontdesk(&self) -> Command {
        let Some(holder) = &self.holder else { return frontdesk(&[]) };
        let mut command = Command::new("nsenter");
        command.args(["-t", &holder.id().to_string(), "-U", "-m", "--preserve-credentials", BINARY]);
        without_settings(&mut command);
        command
    }

    /// Fills it to the last byte.
    fn fill(&self) -> PathBuf {
        let filler = self.outside().join("filler");
        let mut file = std::fs::File::create(&filler).expect("a file");
        while std::io::Write::write_all(&mut file, &[0; 4_096]).is_ok() {}
        while std::io::Write::write_all(&mut file, &[0]).is_ok() {}
        filler
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        match &mut self.holder {
            Some(holder) => {
                let _ = holder.kill();
                let _ = holder.wait();
            }
            None => {
                let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
            }
        }
    }
}

/// Tickets that were acknowledged, by visit.
#[derive(Default)]
struct Tickets {
    acknowledged: BTreeSet<String>,
    count: u32,
}

impl Tickets {
    async fn take(&mut self, client: &Client) -> Answer {
        self.count += 1;
        let answer = client.ticket(&format!("ticket-{}", self.count)).await.expect("an answer");
        if answer.succeeded() {
            assert!(self.acknowledged.insert(answer.text("id").to_owned()), "one visit for one ticket");
        }
        answer
    }

    /// Every acknowledged ticket is in the day's events once, and no other.
    async fn are_in_the_log(&self, client: &Client) {
        let mut logged = Vec::new();
        let (mut after, today) = (0, today());
        loop {
            let path = format!("/api/v1/centres/nord/days/{today}/events?after={after}&limit=1000");
            let page = client.get(&path).await.expect("an answer");
            assert_eq!(page.status, 200, "{page:?}");
            for event in page.body["events"].as_array().expect("events") {
                if event["fact"] == "ticket_taken" {
                    logged.push(event["details"]["visit"].as_str().expect("a visit").to_owned());
                }
            }
            match page.body["next_after"].as_u64() {
                Some(next) => after = next,
                None => break,
            }
        }
        let unique: BTreeSet<String> = logged.iter().cloned().collect();
        assert_eq!(unique.len(), logged.len(), "no ticket twice");
        assert_eq!(unique, self.acknowledged, "exactly what was acknowledged");
    }
}

/// The date in the hall. At midnight a test may see the other one; it is short.
fn today() -> jiff::civil::Date {
    let zone = jiff::tz::TimeZone::get("Europe/Copenhagen").expect("a zone");
    engine::clock::Clock::now(&engine::clock::SystemClock).date(&zone)
}

fn is_clear_problem(answer: &Answer, code: &str) {
    assert_eq!(answer.status, 503, "{answer:?}");
    assert_eq!(answer.media_type, "application/problem+json", "{answer:?}");
    assert_eq!(answer.text("code"), code, "{answer:?}");
    assert!(answer.text("detail").len() > 20, "{answer:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_it_goes_on_by_itself_once_there_is_room() {
    let disk = SmallDisk::new();
    let token = {
        // The token is made beside, where the disk is.
        let mut command = disk.frontdesk();
        command.args(["token", "--data"]).arg(disk.inside());
        command.args(["create", "--role", "manager", "--centre", "nord", "--name", "test"]);
        command.env("FRONTDESK_SETUP", two_centres());
        let output = command.output().expect("the binary runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    };
    let port = free_port();
    let server = Server::start_with(serve(&mut disk.frontdesk(), disk.inside(), port)).expect("the server starts");
    let client = Client::new(&server.url, &token);
    let mut tickets = Tickets::default();
    for _ in 0..50 {
        assert_eq!(tickets.take(&client).await.status, 201);
    }

    let filler = disk.fill();
    let refused = loop {
        let answer = tickets.take(&client).await;
        if !answer.succeeded() {
            break answer;
        }
        assert!(tickets.count < 5_000, "the disk is full and tickets are still given");
    };
    is_clear_problem(&refused, "storage_failed");
    is_clear_problem(&tickets.take(&client).await, "storage_failed");
    let hall = client.get("/api/v1/centres/nord/hall").await.expect("an answer");
    assert_eq!(hall.status, 200, "looking is possible: {hall:?}");
    is_clear_problem(&client.get("/readyz").await.expect("an answer"), "storage_failed");
    assert!(server.log().contains("the disk is full"), "{}", server.log());

    std::fs::remove_file(filler).expect("removed");
    let until = Instant::now() + RECOVERY;
    while !tickets.take(&client).await.succeeded() {
        assert!(Instant::now() < until, "there is room, and it does not go on:\n{}", server.log());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(client.get("/readyz").await.expect("an answer").status, 200);
    for _ in 0..50 {
        assert_eq!(tickets.take(&client).await.status, 201);
    }
    tickets.are_in_the_log(&client).await;
    server.kill();

    // And after a crash.
    let server = Server::start_with(serve(&mut disk.frontdesk(), disk.inside(), port)).expect("the server starts");
    tickets.are_in_the_log(&Client::new(&server.url, &token)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_moved_away_takes_nothing_more_and_goes_on_when_it_is_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let token = make_token(folder.path(), &["--role", "manager", "--centre", "nord", "--name", "test"]);
    let server = Server::start(folder.path(), free_port());
    let client = Client::new(&server.url, &token);
    let mut tickets = Tickets::default();
    assert_eq!(tickets.take(&client).await.status, 201);
    let (file, away) = (folder.path().join("frontdesk.sqlite"), folder.path().join("away.sqlite"));
    std::fs::rename(&file, &away).expect("moved");
    is_clear_problem(&tickets.take(&client).await, "storage_failed");
    is_clear_problem(&client.get("/readyz").await.expect("an answer"), "storage_failed");
    assert!(server.log().contains("is not the file that was opened"), "{}", server.log());
    std::fs::rename(&away, &file).expect("moved back");
    assert_eq!(tickets.take(&client).await.status, 201);
    assert_eq!(client.get("/readyz").await.expect("an answer").status, 200);
    tickets.are_in_the_log(&client).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_that_lacks_an_event_is_refused_and_the_others_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let token =
        make_token(folder.path(), &["--role", "manager", "--centre", "nord", "--centre", "syd", "--name", "test"]);
    let server = Server::start(folder.path(), free_port());
    let client = Client::new(&server.url, &token);
    let mut tickets = Tickets::default();
    for _ in 0..5 {
        assert_eq!(tickets.take(&client).await.status, 201);
    }
    assert!(server.stop().success());
    let file = rusqlite::Connection::open(folder.path().join("frontdesk.sqlite")).expect("opened");
    assert_eq!(file.execute("DELETE FROM events WHERE version = 3", []).expect("deleted"), 1);
    drop(file);
    let server = Server::start(folder.path(), free_port());
    let client = Client::new(&server.url, &token);
    is_clear_problem(&client.ticket("after").await.expect("an answer"), "storage_damaged");
    let hall = client.get("/api/v1/centres/nord/hall").await.expect("an answer");
    is_clear_problem(&hall, "storage_damaged");
    assert!(server.log().contains("event 3 of nord"), "{}", server.log());
    assert_eq!(client.get("/api/v1/centres/syd/hall").await.expect("an answer").status, 200);
    assert_eq!(client.get("/readyz").await.expect("an answer").status, 200, "all other days are served");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_file_is_told_and_nothing_is_acknowledged_on_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let token = make_token(folder.path(), &["--role", "manager", "--centre", "nord", "--name", "test"]);
    let server = Server::start(folder.path(), free_port());
    let client = Client::new(&server.url, &token);
    let mut tickets = Tickets::default();
    for _ in 0..300 {
        assert_eq!(tickets.take(&client).await.status, 201);
    }
    assert!(server.stop().success());

    // Everything but the first page, which says that it is a database and where its tables are.
    let file = folder.path().join("frontdesk.sqlite");
    let mut bytes = std::fs::read(&file).expect("read");
    assert!(bytes.len() > 64 * 1_024, "there is something to damage");
    bytes[4_096..].iter_mut().for_each(|byte| *byte = 0x5a);
    std::fs::write(&file, bytes).expect("written");

    let mut command = frontdesk(&[]);
    match Server::start_with(serve(&mut command, folder.path(), free_port())) {
        Err(said) => assert!(said.contains("damaged"), "{said}"),
        Ok(server) => {
            let client = Client::new(&server.url, &token);
            let answer = client.ticket("after-the-damage").await.expect("an answer");
            is_clear_problem(&answer, "storage_damaged");
            assert!(server.log().contains("damaged"), "{}", server.log());
        }
    }
}

#[test]
fn a_file_that_is_no_database_is_told_at_the_start_and_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("frontdesk.sqlite");
    let text = "a letter to the mayor, which somebody saved under the wrong name\n".repeat(200);
    std::fs::write(&file, &text).expect("written");
    let said = refused_start(folder.path());
    assert!(said.contains("frontdesk.sqlite") && said.contains("damaged or is not FrontDesk's"), "{said}");
    assert_eq!(std::fs::read_to_string(&file).expect("read"), text);
}

#[test]
fn a_file_that_became_a_folder_is_told_at_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("frontdesk.sqlite")).expect("made");
    let said = refused_start(folder.path());
    assert!(said.contains("frontdesk.sqlite"), "{said}");
}

#[test]
fn a_command_line_that_ended_on_a_full_disk_is_to_be_typed_again() {
    let disk = SmallDisk::new();
    let create = |name: &str| {
        let mut command = disk.frontdesk();
        command.args(["token", "--data"]).arg(disk.inside());
        command.args(["create", "--role", "system_owner", "--name", name]).output().expect("the binary runs")
    };
    assert!(create("first").status.success());
    let filler = disk.fill();
    // The database can still be opened, and no more: its index of 32 KiB has room, what is written has not.
    let file = std::fs::OpenOptions::new().write(true).open(&filler).expect("the filler");
    let length = file.metadata().expect("its length").len();
    file.set_len(length - length % 4_096 - 9 * 4_096).expect("shortened");
    // An open file keeps its room.
    drop(file);
    let refused = create("second");
    let said = String::from_utf8(refused.stderr).expect("text");
    assert!(!refused.status.success() && said.contains("make room, and type it again"), "{said}");
    std::fs::remove_file(filler).expect("removed");
    let again = create("second");
    assert!(again.status.success(), "as it says: {}", String::from_utf8_lossy(&again.stderr));
}

#[test]
fn a_read_only_disk_is_told_at_the_start() {
    let disk = SmallDisk::new();
    // A database is there already; only its disk has become read-only, as a failing one does.
    let mut command = disk.frontdesk();
    command.args(["token", "--data"]).arg(disk.inside()).args(["create", "--role", "system_owner", "--name", "test"]);
    assert!(command.output().expect("the binary runs").status.success());
    disk.remount("ro");
    let mut command = disk.frontdesk();
    let said = Server::start_with(serve(&mut command, disk.inside(), free_port())).err().expect("it does not start");
    assert!(said.contains("cannot be written") || said.contains("Read-only file system"), "{said}");
    disk.remount("rw");
    let mut command = disk.frontdesk();
    Server::start_with(serve(&mut command, disk.inside(), free_port())).expect("it starts once it can write");
}

impl SmallDisk {
    fn remount(&self, how: &str) {
        let mut command = match &self.holder {
            None => Command::new("mount"),
            Some(holder) => {
                let mut command = Command::new("nsenter");
                command.args(["-t", &holder.id().to_string(), "-U", "-m", "--preserve-credentials", "mount"]);
                command
            }
        };
        let status =
            command.args(["-t", "tmpfs", "-o", &format!("remount,{how},{DISK}"), "tmpfs"]).arg(self.inside()).status();
        assert!(status.expect("mount runs").success());
    }
}

/// What a server says that does not start.
fn refused_start(data: &Path) -> String {
    let data = data.to_str().expect("a path");
    let setup = two_centres();
    let output = run(&["serve", "--listen", "127.0.0.1:0", "--data", data, "--setup", setup.to_str().expect("a path")]);
    assert!(!output.status.success());
    String::from_utf8(output.stderr).expect("text")
}

/// Somebody who may write nothing of ours: `nobody` where the test is root's, for whom rights mean nothing; else we
/// ourselves, without the rights.
struct Stranger {
    folder: tempfile::TempDir,
    root: bool,
}

impl Stranger {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = std::fs::metadata(folder.path()).expect("there").uid() == 0;
        let stranger = Self { folder, root };
        allow(stranger.folder.path(), 0o755);
        // The binary and the set-up may lie where nobody else may look: he gets his own.
        std::fs::copy(BINARY, stranger.binary()).expect("copied");
        allow(&stranger.binary(), 0o755);
        let copied = Command::new("cp").arg("-r").arg(two_centres()).arg(stranger.setup()).status();
        assert!(copied.expect("cp runs").success());
        stranger
    }

    fn binary(&self) -> PathBuf {
        self.folder.path().join("frontdesk")
    }

    fn setup(&self) -> PathBuf {
        self.folder.path().join("setup")
    }

    /// What is said when this user starts a server on a folder.
    fn serve(&self, data: &Path) -> String {
        let mut command = Command::new(self.binary());
        without_settings(&mut command);
        command.current_dir(self.folder.path()).args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        command.arg("--setup").arg(self.setup());
        if self.root {
            command.uid(65_534).gid(65_534);
        }
        let output = command.output().expect("the binary runs");
        assert!(!output.status.success());
        String::from_utf8(output.stderr).expect("text")
    }
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("changed");
}

#[test]
fn a_folder_in_which_this_user_may_not_write_is_told_with_its_owner() {
    let stranger = Stranger::new();
    let data = stranger.folder.path().join("data");
    std::fs::create_dir(&data).expect("made");
    allow(&data, 0o555);
    let owner = std::fs::metadata(&data).expect("there").uid();
    let said = stranger.serve(&data);
    assert!(said.contains(&format!("Nothing can be written in the folder {} ", data.display())), "{said}");
    assert!(said.contains(&format!("the user with the number {owner}")) && said.contains("--data"), "{said}");
}

#[test]
fn a_database_of_another_user_is_told_with_its_owner() {
    let stranger = Stranger::new();
    let data = stranger.folder.path().join("data");
    make_token(&data, &["--role", "system_owner", "--name", "test"]);
    allow(&data, 0o777);
    let file = data.join("frontdesk.sqlite");
    allow(&file, if stranger.root { 0o600 } else { 0o400 });
    let owner = std::fs::metadata(&file).expect("there").uid();
    let said = stranger.serve(&data);
    assert!(said.contains(&format!("{} cannot be written by the user", file.display())), "{said}");
    assert!(said.contains(&format!("the user with the number {owner}")) && said.contains("chown"), "{said}");
}

#[test]
fn a_database_of_another_program_is_told_and_gets_no_tables_of_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("frontdesk.sqlite");
    let other = rusqlite::Connection::open(&file).expect("the database opens");
    other.execute("CREATE TABLE recipes (name TEXT)", []).expect("made");
    drop(other);
    let said = refused_start(folder.path());
    assert!(said.contains("database of another program") && said.contains("choose another folder"), "{said}");
    let other = rusqlite::Connection::open(&file).expect("the database opens");
    let tables: String =
        other.query_row("SELECT group_concat(name) FROM sqlite_schema", [], |row| row.get(0)).expect("its tables");
    assert_eq!(tables, "recipes");
}
