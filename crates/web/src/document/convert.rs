//! 转换: what the reader refuses as old is converted by LibreOffice, where it is there, and then read.
//!
//! A document comes from outside, so the program runs as if it were hostile: one at a time, in a folder of its own that
//! goes with it, in a process group that is killed as a whole, within limits of time, memory and length, with a profile
//! (`converter.xcu`) in which no macro runs, no link is followed and the network is not reached.

use crate::page::percent;
use axum::body::Bytes;
use reading::{MAX_DOCUMENT_BYTES, Reading, Unreadable};
use rustix::process::{Pid, Signal, kill_process_group};
use std::fs::Permissions;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// The names by which LibreOffice is looked for on PATH.
const NAMES: [&str; 2] = ["soffice", "libreoffice"];
/// How long a conversion may take; half of it is waited for one's turn.
const LIMIT: Duration = Duration::from_mins(1);
/// Runs what follows with no core dump, files of at most 128 MiB (in blocks of 512 bytes), 4 GiB of memory (in KiB) and
/// 60 s of each processor, behind whoever else wants to work.
const LIMITED: &str = "ulimit -c 0; ulimit -f 262144; ulimit -v 4194304; ulimit -t 60; exec nice \"$@\"";
/// The settings of LibreOffice's profile.
const PROFILE: &str = include_str!("converter.xcu");
/// A proxy that is not there.
const NO_PROXY: &str = "http://127.0.0.1:9";

/// What a document is converted to: the file's ending, and LibreOffice's word for it.
type Target = (&'static str, &'static str);
const WORDS: Target = ("docx", "docx:MS Word 2007 XML");
const SHEET: Target = ("xlsx", "xlsx:Calc MS Excel 2007 XML");

/// The program that converts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// None is wanted.
    Off,
    /// None was found on PATH.
    Absent,
    /// LibreOffice, at this path.
    At(PathBuf),
}

impl Program {
    /// The program that a setting means: `off`, a path, a name on PATH; where it is empty, LibreOffice on PATH.
    pub fn named(setting: &str) -> Self {
        match setting.trim() {
            "" => NAMES.into_iter().find_map(on_path).map_or(Self::Absent, Self::At),
            "off" => Self::Off,
            name if name.contains('/') => Self::At(name.into()),
            name => on_path(name).map_or(Self::Absent, Self::At),
        }
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let runs = |file: &PathBuf| {
        file.metadata().is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
    };
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(runs)
}

/// Why a document was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The reader's reason.
    Unreadable(Unreadable),
    /// It is old, and converting is switched off.
    Off,
    /// It is old, and there is no LibreOffice.
    Absent,
    /// It is old, and others are being converted.
    Busy,
    /// Its conversion took too long and was ended.
    Slow,
    /// Its conversion gave nothing that can be read.
    Failed,
    /// Its conversion is longer than what is read.
    Large,
    /// The program itself failed.
    Lost,
}

impl Unread {
    /// The stable code for programs; `locales/` holds a sentence `document-unreadable-CODE` for each.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable(why) => why.code(),
            Self::Off => "converter_off",
            Self::Absent => "converter_absent",
            Self::Busy => "converter_busy",
            Self::Slow => "converter_slow",
            Self::Failed => "converter_failed",
            Self::Large => "converter_large",
            Self::Lost => "fault",
        }
    }
}

impl From<Unreadable> for Unread {
    fn from(why: Unreadable) -> Self {
        Self::Unreadable(why)
    }
}

/// Reads documents, and has the old ones converted before; copies take turns.
#[derive(Clone, Debug)]
pub struct Converter {
    program: Program,
    limit: Duration,
    turn: Arc<Semaphore>,
}

impl Converter {
    /// One that converts by this program.
    pub fn new(program: Program) -> Self {
        Self { program, limit: LIMIT, turn: Arc::new(Semaphore::new(1)) }
    }

    /// With another limit of time than 60 s.
    #[must_use]
    pub fn within(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// Whether there is a program that converts.
    pub fn converts(&self) -> bool {
        matches!(&self.program, Program::At(program) if program.is_file())
    }

    /// Reads a document; one that is old is converted first, and its reading says so by the warning `converted`.
    /// A caller that goes away ends the conversion.
    pub async fn read(&self, bytes: Bytes, name: &str) -> Result<Reading, Unread> {
        let (words, hint) = (bytes.clone(), name.to_owned());
        let target = match aside(move || reading::read(&words, Some(&hint))).await? {
            Err(Unreadable::OldWord) => WORDS,
            Err(Unreadable::OldSheet) => SHEET,
            read => return Ok(read?),
        };
        let converted = self.convert(bytes, target).await?;
        let name = format!("converted.{}", target.0);
        aside(move || reading::read_converted(&converted, Some(&name))).await?.map_err(|why| match why {
            Unreadable::TooLarge => Unread::Large,
            Unreadable::Empty | Unreadable::MarkedSecret => why.into(),
            _ => Unread::Failed,
        })
    }

    async fn convert(&self, bytes: Bytes, target: Target) -> Result<Vec<u8>, Unread> {
        let program = match &self.program {
            Program::Off => return Err(Unread::Off),
            Program::At(program) if program.is_file() => program,
            Program::Absent | Program::At(_) => return Err(Unread::Absent),
        };
        // The permit is held to the end of the conversion.
        let turn = timeout(self.limit / 2, self.turn.acquire()).await.map_err(|_| Unread::Busy)?;
        let _turn = turn.map_err(|_| Unread::Lost)?;
        let failed = |error: io::Error| {
            tracing::warn!(%error, program = %program.display(), "a document was not converted");
            Unread::Failed
        };
        let desk = aside(move || Desk::laid(&bytes)).await?.map_err(failed)?;
        let mut group = Group::start(desk.command(program, target)).map_err(failed)?;
        let ended = timeout(self.limit, group.first.wait()).await;
        group.end().await;
        let status = ended.map_err(|_| Unread::Slow)?.map_err(failed)?;
        let result = desk.result(target);
        match result.metadata().map(|about| about.len()) {
            Ok(length) if length > MAX_DOCUMENT_BYTES as u64 => Err(Unread::Large),
            Ok(_) => aside(move || std::fs::read(result)).await?.map_err(failed),
            // LibreOffice ends well even where it gives nothing.
            Err(_) => Err(failed(io::Error::other(format!("nothing was written, {status}")))),
        }
    }
}

/// Does what would hold up other requests.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Unread> {
    spawn_blocking(work).await.map_err(|_| Unread::Lost)
}

/// The folder of one conversion, which nobody else may look into: the document, the profile, the result.
struct Desk(TempDir);

impl Desk {
    fn laid(bytes: &[u8]) -> io::Result<Self> {
        let folder =
            tempfile::Builder::new().prefix("duban-").permissions(Permissions::from_mode(0o700)).tempdir()?;
        std::fs::create_dir_all(folder.path().join("profile/user"))?;
        std::fs::write(folder.path().join("profile/user/registrymodifications.xcu"), PROFILE)?;
        // Without an ending: what it is says its content.
        std::fs::write(folder.path().join("document"), bytes)?;
        Ok(Self(folder))
    }

    fn command(&self, program: &Path, (_, filter): Target) -> Command {
        let folder = self.0.path();
        let url: String = folder.as_os_str().as_bytes().iter().copied().map(percent).collect();
        let mut command = Command::new("/bin/sh");
        command.args(["-c", LIMITED, "sh"]).arg(program);
        command.arg(format!("-env:UserInstallation=file://{url}/profile"));
        command.args(["--headless", "--norestore", "--convert-to", filter, "--outdir"]);
        command.arg(folder.join("out")).arg(folder.join("document"));
        command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command.env("HOME", folder).env("TMPDIR", folder).env("LC_ALL", "C.UTF-8");
        command.env("http_proxy", NO_PROXY).env("https_proxy", NO_PROXY);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn result(&self, (ending, _): Target) -> PathBuf {
        self.0.path().join("out/document").with_extension(ending)
    }
}

/// A process and its children: when this goes, they end.
struct Group {
    first: Child,
    leader: Option<Pid>,
}

impl Group {
    fn start(mut command: Command) -> io::Result<Self> {
        let first = command.process_group(0).kill_on_drop(true).spawn()?;
        let leader = first.id().and_then(|id| Pid::from_raw(id as i32));
        Ok(Self { first, leader })
    }

    /// Ends those that still run, and waits for the first, which writes into the folder.
    async fn end(mut self) {
        self.kill();
        // It was waited for before, or is dead.
        let _ = self.first.wait().await;
    }

    fn kill(&mut self) {
        if let Some(leader) = self.leader.take() {
            // Where all have ended there is nobody to kill.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Locale, Words};

    #[test]
    fn every_reason_has_its_sentence() {
        use Unread::{Absent, Busy, Failed, Large, Off, Slow};
        let old = [Unreadable::OldWord, Unreadable::OldSheet].map(Unread::from);
        for w in Locale::ALL.map(Words::get) {
            for why in [Off, Absent, Busy, Slow, Failed, Large].into_iter().chain(old) {
                assert_ne!(w.of("document-unreadable", why.code()), why.code(), "{:?}", w.locale());
            }
        }
    }

    #[test]
    fn a_setting_names_a_program() {
        let sh = on_path("sh").unwrap();
        for (setting, program) in [
            ("off", Program::Off),
            ("/opt/office/soffice", Program::At("/opt/office/soffice".into())),
            ("sh", Program::At(sh)),
            ("no-such-program", Program::Absent),
        ] {
            assert_eq!(Program::named(setting), program, "{setting}");
        }
    }
}
