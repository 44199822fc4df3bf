//! The store as a file on this machine.
//!
//! One connection writes: write-ahead log, `synchronous=FULL`, one transaction for a batch. Connections of their own
//! read, and never wait for it. When the disk says no, the transaction is rolled back, what was known in memory is
//! forgotten, and where the connection may be hurt it is opened anew by the next call: no restart is needed. Nothing
//! here may answer before the commit has returned.

mod accounts;
mod append;
mod keep;
mod keys;
mod look_ups;
mod migrations;
mod outbox;
mod people;
mod plain;
mod read;
mod rows;
mod watches;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::append::{Append, Appended};
use crate::error::StoreError;
use crate::reader::Reader;
use append::{Failure, Heads};
pub(crate) use read::SqliteReader;

/// Memory for pages that the writer keeps, in KiB: the newest end of every index of a busy municipality.
const WRITER_CACHE_KIB: i64 = 8 * 1_024;

/// The size to which the write-ahead log is cut once it is in the file, in bytes.
const LOG_KEPT_BYTES_MAX: i64 = 64 * 1_024 * 1_024;

/// The statements that a connection keeps prepared.
const STATEMENTS_KEPT_MAX: usize = 64;

/// How often a batch is tried when another process wrote to the same streams in between. After the first time the
/// heads are read inside the transaction, so that a second collision means a damaged index.
const TRIES_MAX: usize = 3;

/// How the file is used.
#[derive(Debug, Clone, Copy)]
pub struct SqliteOptions {
    /// How long a write waits for another process that holds the file.
    pub busy_timeout: Duration,
    /// The most connections for reading at once; who comes later waits for one of them.
    pub readers_max: usize,
    /// The most pages (of 4,096 bytes) that the file may have; past it, writing is refused as on a full disk.
    pub pages_max: Option<u32>,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { busy_timeout: Duration::from_secs(5), readers_max: 4, pages_max: None }
    }
}

/// A file on this machine, and the right to write it.
pub struct SqliteStore {
    file: InPlace,
    options: SqliteOptions,
    /// `None` after a failure that may have hurt it; the next write opens it again.
    connection: Option<Connection>,
    heads: Heads,
    reader: SqliteReader,
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("path", &self.file.path).finish_non_exhaustive()
    }
}

impl SqliteStore {
    pub(crate) fn open(path: &Path, options: SqliteOptions) -> Result<Self, StoreError> {
        create_for_us_alone(path)?;
        let mut connection = open_to_write(path, options)?;
        migrations::migrate(&mut connection)?;
        let file = InPlace::of(path)?;
        let reader = SqliteReader::new(file.clone(), options);
        Ok(Self { file, options, connection: Some(connection), heads: Heads::default(), reader })
    }

    pub(crate) fn reader(&self) -> Reader {
        Reader::sqlite(self.reader.clone())
    }

    /// Changes how many pages the file may have: for an operator who made room, and for tests of a full disk. `None` is
    /// no limit but the disk's.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn limit_pages(&mut self, pages_max: Option<u32>) -> Result<(), StoreError> {
        self.options.pages_max = pages_max;
        let options = self.options;
        limit_pages(self.connection()?, options)
    }

    pub(crate) fn append(&mut self, batch: &[Append]) -> Result<Vec<Appended>, StoreError> {
        for _ in 0..TRIES_MAX {
            match self.try_append(batch) {
                Ok(outcomes) => return Ok(outcomes),
                Err(Failure::Collision) => self.heads.clear(),
                Err(Failure::Store(error)) => return Err(self.failed(error)),
            }
        }
        Err(self.failed(StoreError::Corrupt("an index of the log does not agree with its events".to_owned())))
    }

    fn try_append(&mut self, batch: &[Append]) -> Result<Vec<Appended>, Failure> {
        let mut heads = std::mem::take(&mut self.heads);
        let transaction = begin(self.connection()?)?;
        let outcomes = append::append_batch(&transaction, &mut heads, batch)?;
        transaction.commit()?;
        self.heads = heads;
        Ok(outcomes)
    }

    /// One transaction for something else than events.
    fn write<R>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<R, StoreError>) -> Result<R, StoreError> {
        let result = self.connection().and_then(|connection| {
            let transaction = begin(connection)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        });
        result.map_err(|error| self.failed(error))
    }

    pub(crate) fn checkpoint(&mut self) -> Result<(), StoreError> {
        let result = self.connection().and_then(|connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(StoreError::from)
        });
        result.map_err(|error| self.failed(error))
    }

    fn connection(&mut self) -> Result<&mut Connection, StoreError> {
        self.file.check()?;
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.open_again()?,
        };
        Ok(self.connection.insert(connection))
    }

    /// The same file as before. A file that is gone, or empty now, is not made anew: a day would silently start over.
    fn open_again(&self) -> Result<Connection, StoreError> {
        let connection = open_to_write(&self.file.path, self.options)?;
        migrations::is_up_to_date(&connection)?;
        Ok(connection)
    }

    /// After a failure nothing in memory is trusted: what was written is read again. The connection goes too, where it
    /// still stands in its transaction or the fault may lie in it.
    fn failed(&mut self, error: StoreError) -> StoreError {
        self.heads.clear();
        let stands_open = self.connection.as_ref().is_some_and(|connection| !connection.is_autocommit());
        if stands_open || matches!(error, StoreError::Io(_) | StoreError::ReadOnly | StoreError::Corrupt(_)) {
            self.connection = None;
        }
        error
    }
}

/// The very file that was opened, where it was opened. A system lets a file be written that was moved away or deleted; what
/// is written there is gone with the next start, and nobody would notice.
#[derive(Debug, Clone)]
pub(crate) struct InPlace {
    path: PathBuf,
    identity: (u64, u64),
}

impl InPlace {
    fn of(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { path: path.to_owned(), identity: identity(path).map_err(|error| not_in_place(path, &error))? })
    }

    /// Whether it is still there.
    fn check(&self) -> Result<(), StoreError> {
        match identity(&self.path) {
            Ok(found) if found == self.identity => Ok(()),
            Ok(_) => Err(not_in_place(&self.path, &"another file is there now")),
            Err(error) => Err(not_in_place(&self.path, &error)),
        }
    }
}

/// Device and number: two names of one file have the same.
#[cfg(unix)]
fn identity(path: &Path) -> std::io::Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let found = std::fs::metadata(path)?;
    Ok((found.dev(), found.ino()))
}

/// Elsewhere an open file cannot be moved or deleted; that it is there is all that is asked.
#[cfg(not(unix))]
fn identity(path: &Path) -> std::io::Result<(u64, u64)> {
    std::fs::metadata(path).map(|_| (0, 0))
}

fn not_in_place(path: &Path, why: &dyn fmt::Display) -> StoreError {
    StoreError::Io(format!(
        "{} is not the file that was opened at the start ({why}); put it back, or stop FrontDesk before another takes its place",
        path.display()
    ))
}

/// Takes the right to write at once, so that no transaction begins to read what another process then changes.
fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

fn open_to_write(path: &Path, options: SqliteOptions) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open_connection(path, flags, options)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(StoreError::ReadOnly);
    }
    // The mode is written into the file, so it is ours before that.
    migrations::is_ours(&connection)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::Io(format!("the file system of {} cannot hold a write-ahead log", path.display())));
    }
    let settings = [
        ("synchronous", "FULL".to_owned()),
        ("foreign_keys", "ON".to_owned()),
        // What was deleted for good is overwritten, not just given free.
        ("secure_delete", "ON".to_owned()),
        ("cache_size", format!("-{WRITER_CACHE_KIB}")),
        ("journal_size_limit", LOG_KEPT_BYTES_MAX.to_string()),
    ];
    for (name, value) in settings {
        connection.pragma_update(None, name, value)?;
    }
    limit_pages(&connection, options)?;
    Ok(connection)
}

fn open_connection(path: &Path, flags: OpenFlags, options: SqliteOptions) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags).map_err(|error| cannot_open(path, &error))?;
    connection.busy_timeout(options.busy_timeout)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT_MAX);
    Ok(connection)
}

/// A new file belongs to its owner alone; the database gives the files beside it the same rights.
fn create_for_us_alone(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::ReadOnlyFilesystem => Err(StoreError::ReadOnly),
        Err(error) if error.kind() == std::io::ErrorKind::StorageFull => Err(StoreError::Full),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            Err(StoreError::Io(format!("{} cannot be made: this user may not write in its directory", path.display())))
        }
        Err(error) => {
            Err(StoreError::Io(format!("{} cannot be made: {error}; does its directory exist?", path.display())))
        }
    }
}

fn limit_pages(connection: &Connection, options: SqliteOptions) -> Result<(), StoreError> {
    let pages_max = options.pages_max.unwrap_or(u32::MAX - 1);
    connection.pragma_update(None, "max_page_count", pages_max).map_err(StoreError::from)
}

fn cannot_open(path: &Path, error: &rusqlite::Error) -> StoreError {
    StoreError::Io(format!("{} cannot be opened: {error}", path.display()))
}

/// What the database says, in our words.
impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::ConstraintViolation) => {
                Self::Corrupt(error.to_string())
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(_) => Self::Io(error.to_string()),
            // A value of another type than its column has.
            None => Self::Corrupt(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    fn failure(code: i32) -> StoreError {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
    }

    #[test]
    fn what_sqlite_says_is_told_in_our_words() {
        assert_eq!(failure(ffi::SQLITE_FULL), StoreError::Full);
        assert_eq!(failure(ffi::SQLITE_READONLY_DBMOVED), StoreError::ReadOnly);
        assert_eq!(failure(ffi::SQLITE_BUSY), StoreError::Busy);
        for io in [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_CANTOPEN, ffi::SQLITE_NOMEM] {
            assert!(matches!(failure(io), StoreError::Io(_)), "{io}");
            assert!(failure(io).is_recoverable());
        }
        for damage in [ffi::SQLITE_CORRUPT, ffi::SQLITE_NOTADB] {
            assert!(matches!(failure(damage), StoreError::Corrupt(_)), "{damage}");
            assert!(!failure(damage).is_recoverable());
        }
    }

    #[test]
    fn a_connection_that_cannot_write_is_opened_anew() {
        let directory = tempfile::tempdir().unwrap();
        let mut store = SqliteStore::open(&directory.path().join("hall.db"), SqliteOptions::default()).unwrap();
        store.connection.as_ref().unwrap().pragma_update(None, "query_only", "ON").unwrap();
        let append = |store: &mut SqliteStore| store.append(&[Append::default()]);
        let setup = crate::NewSetup { centre: "north".parse().unwrap(), content: "a".to_owned() };
        let refused = store.publish_setup(&setup, "owner", domain::time::Instant::default());
        assert_eq!(refused, Err(StoreError::ReadOnly));
        assert!(store.connection.is_none());
        assert_eq!(append(&mut store), Ok(vec![Appended::Committed]));
        store.publish_setup(&setup, "owner", domain::time::Instant::default()).unwrap();
    }

    #[test]
    fn nothing_is_acknowledged_into_a_file_that_was_moved_away() {
        let directory = tempfile::tempdir().unwrap();
        let (path, away) = (directory.path().join("hall.db"), directory.path().join("away.db"));
        let mut store = SqliteStore::open(&path, SqliteOptions::default()).unwrap();
        assert_eq!(store.append(&[Append::default()]), Ok(vec![Appended::Committed]));
        assert!(store.reader().check().is_ok());
        std::fs::rename(&path, &away).unwrap();
        assert!(matches!(store.append(&[Append::default()]), Err(StoreError::Io(_))));
        assert!(matches!(store.reader().check(), Err(StoreError::Io(_))));
        std::fs::rename(&away, &path).unwrap();
        assert_eq!(store.append(&[Append::default()]), Ok(vec![Appended::Committed]));
        assert!(store.reader().check().is_ok());
    }

    #[test]
    fn a_file_that_is_gone_is_not_made_anew() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("hall.db");
        let mut store = SqliteStore::open(&path, SqliteOptions::default()).unwrap();
        store.connection = None;
        std::fs::rename(&path, directory.path().join("away.db")).unwrap();
        assert!(matches!(store.append(&[Append::default()]), Err(StoreError::Io(_))));
        assert!(!path.exists());
        std::fs::write(&path, b"").unwrap();
        assert!(matches!(store.append(&[Append::default()]), Err(StoreError::Io(_))));
        assert!(std::fs::read(&path).unwrap().is_empty());
        std::fs::rename(directory.path().join("away.db"), &path).unwrap();
        assert_eq!(store.append(&[Append::default()]), Ok(vec![Appended::Committed]));
    }
}
