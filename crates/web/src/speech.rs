//! A text read aloud: a speech engine on the server (eSpeak NG), run as a process of its own, its sound kept in memory.
//!
//! A text goes in by the process's input, never by a shell and never as an argument. What comes out is read as a wave
//! file and written anew, so that nothing but sound is passed on. Where there is no such program the caller is told, and
//! goes without: **whatever is said aloud can be seen as well**. Nothing personal may be handed in, as sounds are kept.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use domain::ids::Language;
use parking_lot::Mutex;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The program that speaks, unless another is named.
pub const PROGRAM: &str = "espeak-ng";

/// The longest text that is read aloud, in characters.
pub const SPEECH_CHARS_MAX: usize = 1_200;

/// The most bytes of one sound: about a minute and a half.
pub const SPEECH_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The most bytes of sounds that are kept.
pub const SPEECH_KEPT_BYTES_MAX: usize = 16 * 1024 * 1024;

/// The most processes that speak at once.
pub const SPEAKERS_MAX: usize = 2;

/// The longest time for one text, waiting for a free process included.
pub const SPEECH_TIME_MAX: Duration = Duration::from_secs(5);

/// Words in a minute: slower than one talks, as a hall echoes.
const WORDS_PER_MINUTE: &str = "140";

/// The languages that can be spoken, and the voice of each.
const VOICES: [(&str, &str); 7] =
    [("da", "da"), ("en", "en-gb"), ("ar", "ar"), ("uk", "uk"), ("pl", "pl"), ("tr", "tr"), ("de", "de")];

/// Why a text is not read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpeechError {
    /// The program is not on this machine.
    Absent,
    /// There is no voice for the language.
    NoVoice(Language),
    /// The text is empty, or longer than [`SPEECH_CHARS_MAX`].
    TextLength,
    /// It took longer than [`SPEECH_TIME_MAX`], or as long to get a free process.
    TooSlow,
    /// The program failed, or gave what is no sound, or too much of it.
    Failed(String),
}

impl fmt::Display for SpeechError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("the program that speaks is not on this machine"),
            Self::NoVoice(language) => write!(f, "there is no voice for `{language}`"),
            Self::TextLength => write!(f, "a text that is read aloud has 1 to {SPEECH_CHARS_MAX} characters"),
            Self::TooSlow => write!(f, "speaking took longer than {} seconds", SPEECH_TIME_MAX.as_secs()),
            Self::Failed(why) => write!(f, "the program that speaks failed: {why}"),
        }
    }
}

impl std::error::Error for SpeechError {}

/// Reads texts aloud. It is cloned for whoever needs it and costs one counter.
#[derive(Clone)]
pub struct Speech(Arc<Inner>);

struct Inner {
    program: PathBuf,
    speakers: Semaphore,
    kept: Mutex<Kept>,
    /// Whether a failure is in the log already; a success takes it back.
    complained: AtomicBool,
}

impl fmt::Debug for Speech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speech").field("program", &self.0.program).finish_non_exhaustive()
    }
}

impl Default for Speech {
    fn default() -> Self {
        Self::from_path(PROGRAM)
    }
}

impl Speech {
    /// By a program with eSpeak NG's command line, found by its name or its path.
    pub fn from_path(program: impl AsRef<Path>) -> Self {
        Self(Arc::new(Inner {
            program: program.as_ref().to_owned(),
            speakers: Semaphore::new(SPEAKERS_MAX),
            kept: Mutex::default(),
            complained: AtomicBool::new(false),
        }))
    }

    /// Whether there is a voice for a language.
    pub fn speaks(language: &Language) -> bool {
        voice(language).is_some()
    }

    /// A text as a wave file: one channel of 16 bits. The same text is spoken once and then kept for a while.
    ///
    /// # Errors
    /// [`SpeechError`]; the first of a row stands in the log.
    pub async fn say(&self, language: &Language, text: &str) -> Result<Bytes, SpeechError> {
        let voice = voice(language).ok_or_else(|| SpeechError::NoVoice(language.clone()))?;
        let text = one_line(text).ok_or(SpeechError::TextLength)?;
        let key = (voice, text);
        if let Some(sound) = self.kept(&key) {
            return Ok(sound);
        }
        let spoken = timeout(SPEECH_TIME_MAX, self.speak(&key)).await.unwrap_or(Err(SpeechError::TooSlow));
        self.complain(spoken.as_ref().err());
        spoken
    }

    async fn speak(&self, key: &Key) -> Result<Bytes, SpeechError> {
        let _turn = self.0.speakers.acquire().await.map_err(|_| SpeechError::TooSlow)?;
        // Somebody else may have asked for the same meanwhile.
        if let Some(sound) = self.kept(key) {
            return Ok(sound);
        }
        let child = self.start(key.0)?;
        let raw = dialogue(child, &key.1).await?;
        let sound = Bytes::from(cleaned(&raw).ok_or_else(|| failed("what it gave is no wave file"))?);
        self.0.kept.lock().keep(key.clone(), sound.clone());
        Ok(sound)
    }

    fn start(&self, voice: &str) -> Result<Child, SpeechError> {
        let mut command = Command::new(&self.0.program);
        command.args(["-v", voice, "-s", WORDS_PER_MINUTE, "-z", "--stdin", "--stdout"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        command.spawn().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => SpeechError::Absent,
            _ => failed(error),
        })
    }

    fn kept(&self, key: &Key) -> Option<Bytes> {
        self.0.kept.lock().sounds.get(key).cloned()
    }

    fn complain(&self, error: Option<&SpeechError>) {
        let Some(error) = error else { return self.0.complained.store(false, Ordering::Relaxed) };
        if !self.0.complained.swap(true, Ordering::Relaxed) {
            tracing::warn!(%error, program = %self.0.program.display(), "Nothing can be read aloud; halls are called by chime and light alone.");
        }
    }
}

fn voice(language: &Language) -> Option<&'static str> {
    VOICES.iter().find(|(code, _)| *code == language.as_str()).map(|(_, voice)| *voice)
}

/// A text without control characters; none where it is empty or too long.
fn one_line(text: &str) -> Option<String> {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.trim().to_owned();
    (1..=SPEECH_CHARS_MAX).contains(&line.chars().count()).then_some(line)
}

/// Hands the text in and reads the sound out, both at once: neither side may wait for the other with a full pipe.
async fn dialogue(mut child: Child, text: &str) -> Result<Vec<u8>, SpeechError> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed("it has no input or no output"));
    };
    let line = format!("{text}\n");
    let write = async move {
        input.write_all(line.as_bytes()).await?;
        input.shutdown().await
    };
    let mut raw = Vec::new();
    let limit = u64::try_from(SPEECH_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut limited = output.take(limit);
    let read = limited.read_to_end(&mut raw);
    let (written, read) = tokio::join!(write, read);
    written.map_err(failed)?;
    read.map_err(failed)?;
    if raw.len() > SPEECH_BYTES_MAX {
        return Err(failed("the sound is too long"));
    }
    let status = child.wait().await.map_err(failed)?;
    if status.success() { Ok(raw) } else { Err(failed(status)) }
}

fn failed(why: impl fmt::Display) -> SpeechError {
    SpeechError::Failed(why.to_string())
}

/// A voice and a text.
type Key = (&'static str, String);

/// Sounds that were made; the oldest go first.
#[derive(Default)]
struct Kept {
    sounds: HashMap<Key, Bytes>,
    order: VecDeque<Key>,
    bytes: usize,
}

impl Kept {
    fn keep(&mut self, key: Key, sound: Bytes) {
        if self.sounds.contains_key(&key) {
            return;
        }
        self.bytes += sound.len();
        self.order.push_back(key.clone());
        self.sounds.insert(key, sound);
        while self.bytes > SPEECH_KEPT_BYTES_MAX {
            let Some(oldest) = self.order.pop_front() else { return };
            self.bytes -= self.sounds.remove(&oldest).map_or(0, |sound| sound.len());
        }
    }
}

/// A wave file of the same samples with lengths that are true (a program that writes into a pipe cannot know them), and
/// nothing else in it; none where it is not one channel of 16 bits.
fn cleaned(raw: &[u8]) -> Option<Vec<u8>> {
    let rest = raw.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WAVE")?;
    let (mut rest, mut rate) = (rest, None);
    loop {
        let (name, length) = (rest.get(..4)?, u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?));
        let body = rest.get(8..)?;
        let length = usize::try_from(length).ok()?.min(body.len());
        let (chunk, after) = body.split_at_checked(length)?;
        match name {
            b"fmt " => rate = Some(rate_of(chunk)?),
            b"data" => return Some(wave(rate?, chunk.get(..length - length % 2)?)),
            _ => {}
        }
        // A chunk begins at an even place.
        rest = after.get(length % 2..)?;
    }
}

/// The samples in a second, where the format is one channel of 16 bits.
fn rate_of(format: &[u8]) -> Option<u32> {
    let two = |at: usize| Some(u16::from_le_bytes(format.get(at..at + 2)?.try_into().ok()?));
    let rate = u32::from_le_bytes(format.get(4..8)?.try_into().ok()?);
    ((two(0)?, two(2)?, two(14)?) == (1, 1, 16) && (8_000..=48_000).contains(&rate)).then_some(rate)
}

/// A wave file of one channel of 16 bits.
pub(crate) fn wave(rate: u32, samples: &[u8]) -> Vec<u8> {
    let length = u32::try_from(samples.len()).unwrap_or(0);
    let mut file = Vec::with_capacity(samples.len() + 44);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&length.saturating_add(36).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    file.extend_from_slice(&16_u32.to_le_bytes());
    for two in [1_u16, 1] {
        file.extend_from_slice(&two.to_le_bytes());
    }
    file.extend_from_slice(&rate.to_le_bytes());
    file.extend_from_slice(&(rate * 2).to_le_bytes());
    for two in [2_u16, 16] {
        file.extend_from_slice(&two.to_le_bytes());
    }
    file.extend_from_slice(b"data");
    file.extend_from_slice(&length.to_le_bytes());
    file.extend_from_slice(samples);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(name: &str, script: &str) -> (PathBuf, Speech) {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = std::env::temp_dir().join(format!("frontdesk-speech-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("speaks");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        (folder, Speech::from_path(path))
    }

    #[test]
    fn a_wave_file_from_a_pipe_gets_its_true_lengths_and_loses_what_is_no_sound() {
        let mut endless = wave(22_050, &[1, 0, 2, 0]);
        endless[4..8].copy_from_slice(&0x7fff_f024_u32.to_le_bytes());
        endless[40..44].copy_from_slice(&0x7fff_f000_u32.to_le_bytes());
        assert_eq!(cleaned(&endless).unwrap(), wave(22_050, &[1, 0, 2, 0]));
        let mut listed = endless[..36].to_vec();
        listed.extend_from_slice(b"LIST\x03\0\0\0abc\0");
        listed.extend_from_slice(&endless[36..]);
        assert_eq!(cleaned(&listed).unwrap(), wave(22_050, &[1, 0, 2, 0]));
        for broken in [&b""[..], b"RIFF", b"<html>", &endless[..30], &endless[..42]] {
            assert!(cleaned(broken).is_none(), "{broken:?}");
        }
        let mut stereo = endless;
        stereo[22] = 2;
        assert!(cleaned(&stereo).is_none());
    }

    #[tokio::test]
    async fn without_the_program_one_is_told_so() {
        let speech = Speech::from_path("/nowhere/espeak-ng");
        assert_eq!(speech.say(&Language::danish(), "fire").await, Err(SpeechError::Absent));
        assert_eq!(speech.say(&Language::danish(), " \n").await, Err(SpeechError::TextLength));
        let long = "a".repeat(SPEECH_CHARS_MAX + 1);
        assert_eq!(speech.say(&Language::danish(), &long).await, Err(SpeechError::TextLength));
        let klingon = Language::new("tlh").unwrap();
        assert_eq!(speech.say(&klingon, "fire").await, Err(SpeechError::NoVoice(klingon.clone())));
    }

    #[tokio::test]
    async fn the_same_text_is_spoken_once() {
        let sound = wave(22_050, &[7, 0]);
        let (folder, speech) =
            program("once", "cat > \"$0.text\"; echo . >> \"$0.runs\"; echo \"$@\" > \"$0.args\"; cat \"$0.wav\"");
        std::fs::write(folder.join("speaks.wav"), &sound).unwrap();
        let danish = Language::danish();
        for _ in 0..3 {
            assert_eq!(speech.say(&danish, "skranke\n4; rm -rf $HOME").await.unwrap(), sound);
        }
        let written = |name: &str| std::fs::read_to_string(folder.join(format!("speaks.{name}"))).unwrap();
        assert_eq!(written("text"), "skranke 4; rm -rf $HOME\n");
        assert_eq!(written("runs"), ".\n");
        assert_eq!(written("args").trim(), "-v da -s 140 -z --stdin --stdout");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_no_sound_or_has_no_end_is_not_passed_on() {
        let (folder, speech) = program("noise", "cat > /dev/null; echo '<script>'");
        assert!(matches!(speech.say(&Language::danish(), "fire").await, Err(SpeechError::Failed(_))));
        std::fs::remove_dir_all(folder).unwrap();
        let (folder, speech) = program("endless", "cat > /dev/null; exec yes");
        assert!(matches!(speech.say(&Language::danish(), "fire").await, Err(SpeechError::Failed(_))));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn no_more_is_kept_than_the_limit() {
        let mut kept = Kept::default();
        let sound = Bytes::from(vec![0; SPEECH_BYTES_MAX]);
        for n in 0..10 {
            kept.keep(("da", n.to_string()), sound.clone());
        }
        assert!(kept.bytes <= SPEECH_KEPT_BYTES_MAX && kept.sounds.len() == kept.order.len());
        assert!(
            kept.sounds.contains_key(&("da", "9".to_owned())) && !kept.sounds.contains_key(&("da", "0".to_owned()))
        );
    }
}
