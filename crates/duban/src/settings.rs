//! Settings: `duban.toml`, then `DUBAN_…`, then flags; the later wins, and each remembers where it is from.

use crate::out;
use crate::trouble::{Outcome, Trouble};
use serde::Deserialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use web::{Converter, Program};

/// The settings' file in the data folder.
pub(crate) const FILE: &str = "duban.toml";

/// The data folder where none is given.
pub(crate) const DATA: &str = "data";

/// Flags that every command on a data folder takes.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct Flags {
    /// The data folder [default: ./data].
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The settings' file [default: duban.toml in the data folder].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// The flag that every command takes that reads documents.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct Convert {
    /// LibreOffice's program, which converts old formats, or "off" [default: soffice on PATH].
    #[arg(long, value_name = "PATH|off")]
    converter: Option<String>,
}

/// Where a value is from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum From {
    Default,
    File,
    Environment,
    Flag,
}

impl fmt::Display for From {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            From::Default => "default",
            From::File => "file",
            From::Environment => "environment",
            From::Flag => "flag",
        })
    }
}

/// A value and where it is from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) from: From,
}

/// All settings in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Settings {
    /// The data folder.
    pub(crate) data: Setting<PathBuf>,
    /// Where pages are served.
    pub(crate) listen: Setting<SocketAddr>,
    /// Cookies over TLS only: a proxy before us ends it.
    pub(crate) secure_cookies: Setting<bool>,
    /// What the program tells of its work, as `tracing` filters say it.
    pub(crate) log: Setting<String>,
    /// What converts documents in old formats.
    pub(crate) converter: Setting<Program>,
}

impl Settings {
    /// What converts, as the flag or else the settings say.
    pub(crate) fn converter(&self, flag: &Convert) -> Converter {
        let flag = flag.converter.as_deref().map(Program::named);
        Converter::new(flag.unwrap_or_else(|| self.converter.value.clone()))
    }
}

/// What converts for a command without a data folder: the settings' file counts where it is named.
pub(crate) fn converter(flag: &Convert) -> Result<Converter, Trouble> {
    let env = |name| std::env::var(name).ok();
    let file = env("DUBAN_CONFIG").map_or_else(|| Ok(File::default()), |path| read(path.as_ref(), true))?;
    let said = latest(String::new(), file.converter, env("DUBAN_CONVERTER"), flag.converter.clone());
    Ok(Converter::new(Program::named(&said.value)))
}

/// Show the settings in force and where each is from.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban settings\n  DUBAN_LOG=debug duban settings --config /etc/duban.toml"
)]
pub(crate) struct Args {
    #[command(flatten)]
    flags: Flags,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let Settings { data, listen, secure_cookies, log, converter } = load(&args.flags, None, DATA)?;
    out::write(|out| {
        writeln!(out, "data = {:?} ({})", data.value, data.from)?;
        writeln!(out, "listen = \"{}\" ({})", listen.value, listen.from)?;
        writeln!(out, "secure_cookies = {} ({})", secure_cookies.value, secure_cookies.from)?;
        writeln!(out, "log = {:?} ({})", log.value, log.from)?;
        let program = match &converter.value {
            Program::At(path) => path.as_path(),
            Program::Off => Path::new("off"),
            Program::Absent => Path::new(""),
        };
        writeln!(out, "converter = {program:?} ({})", converter.from)
    })
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    listen: Option<SocketAddr>,
    secure_cookies: Option<bool>,
    log: Option<String>,
    converter: Option<String>,
}

/// The settings of a command; `listen` is its flag where it has one.
pub(crate) fn load(flags: &Flags, listen: Option<SocketAddr>, data: &str) -> Result<Settings, Trouble> {
    resolve(flags, listen, data, |name| std::env::var(name).ok())
}

fn resolve(
    flags: &Flags,
    listen: Option<SocketAddr>,
    data: &str,
    env: impl Fn(&str) -> Option<String>,
) -> Result<Settings, Trouble> {
    let config = flags.config.clone().or_else(|| env("DUBAN_CONFIG").map(PathBuf::from));
    let data_flag = flags.data.clone();
    let data_env = env("DUBAN_DATA").map(PathBuf::from);
    // A file that was named may say where the data are; one in the data folder cannot.
    let known = data_flag.clone().or_else(|| data_env.clone()).unwrap_or_else(|| data.into());
    let file = match &config {
        Some(path) => read(path, true)?,
        None => read(&known.join(FILE), false)?,
    };
    let converter = latest(String::new(), file.converter, env("DUBAN_CONVERTER"), None);
    Ok(Settings {
        converter: Setting { value: Program::named(&converter.value), from: converter.from },
        data: latest(data.into(), file.data, data_env, data_flag),
        listen: latest(([127, 0, 0, 1], 7100).into(), file.listen, parsed(&env, "DUBAN_LISTEN")?, listen),
        secure_cookies: latest(false, file.secure_cookies, parsed(&env, "DUBAN_SECURE_COOKIES")?, None),
        log: latest("info".into(), file.log, env("DUBAN_LOG"), None),
    })
}

fn latest<T>(default: T, file: Option<T>, environment: Option<T>, flag: Option<T>) -> Setting<T> {
    let of = |from| move |value| Setting { value, from };
    flag.map(of(From::Flag))
        .or(environment.map(of(From::Environment)))
        .or(file.map(of(From::File)))
        .unwrap_or(Setting { value: default, from: From::Default })
}

fn parsed<T: std::str::FromStr>(
    env: impl Fn(&str) -> Option<String>,
    name: &str,
) -> Result<Option<T>, Trouble> {
    let Some(text) = env(name) else { return Ok(None) };
    let bad =
        || Trouble::usage(format!("{name} is '{text}', which cannot be read"), "Mend it or leave it out");
    text.parse().map(Some).map_err(|_| bad())
}

fn read(path: &Path, named: bool) -> Result<File, Trouble> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if !named && error.kind() == std::io::ErrorKind::NotFound => return Ok(File::default()),
        Err(error) => {
            let what = format!("The settings in {} cannot be read: {error}", path.display());
            return Err(Trouble::usage(what, "Check the path given with --config or DUBAN_CONFIG"));
        }
    };
    toml::from_str(&text).map_err(|error| {
        let why = error.message().lines().next().unwrap_or_default();
        let what = format!("The settings in {} are wrong: {why}", path.display());
        Trouble::usage(what, "Known are data, listen, secure_cookies, log, converter; mend the file")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_wins_and_each_says_where_it_is_from() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "listen = \"127.0.0.1:1\"\nlog = \"warn\"").unwrap();
        let flags = Flags { data: Some(folder.path().into()), config: None };
        let env = |name: &str| (name == "DUBAN_LISTEN").then(|| "127.0.0.1:2".to_owned());
        let flag = "127.0.0.1:3".parse().unwrap();
        let of = |listen| resolve(&flags, listen, "x", env).unwrap();
        assert_eq!((of(None).listen.value.port(), of(None).listen.from), (2, From::Environment));
        assert_eq!((of(Some(flag)).listen.value.port(), of(Some(flag)).listen.from), (3, From::Flag));
        assert_eq!(of(None).log, Setting { value: "warn".into(), from: From::File });
        assert_eq!(of(None).secure_cookies, Setting { value: false, from: From::Default });
    }

    #[test]
    fn what_cannot_be_read_is_bad_usage() {
        let folder = tempfile::tempdir().unwrap();
        let flags = Flags { data: Some(folder.path().into()), config: None };
        let env = |name: &str| (name == "DUBAN_LISTEN").then(|| "here".to_owned());
        assert_eq!(resolve(&flags, None, "x", env).unwrap_err().code(), 2);
        std::fs::write(folder.path().join(FILE), "lisen = 1").unwrap();
        assert_eq!(resolve(&flags, None, "x", |_| None).unwrap_err().code(), 2);
    }
}
