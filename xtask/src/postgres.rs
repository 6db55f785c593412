//! A PostgreSQL cluster to throw away, for the tests of the store.

use crate::{
    machine,
    run::{self, find},
};
use anyhow::{Context, bail};
use std::{
    ffi::OsStr,
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A running cluster; stopped and removed when dropped.
pub(crate) struct Cluster {
    folder: PathBuf,
    port: u16,
    server: Child,
}

/// Runs a command with `HOLDSPACE_TEST_POSTGRES` set: `cargo xtask postgres cargo test -p store`.
///
/// # Errors
/// Where the cluster does not start or the command does not succeed.
pub(crate) fn run(words: &[String]) -> anyhow::Result<()> {
    let Some((program, rest)) = words.split_first() else {
        bail!("expected a command, such as `cargo xtask postgres cargo test -p store`");
    };
    let cluster = Cluster::start(&std::env::temp_dir().join("holdspace-postgres.log"))?;
    let mut command = run::command(program);
    let status = command.args(rest).env("HOLDSPACE_TEST_POSTGRES", cluster.url()).status()?;
    if status.success() { Ok(()) } else { bail!("`{program}` ended with {status}") }
}

impl Cluster {
    /// Starts one on a free port, in a temporary folder.
    ///
    /// # Errors
    /// Where PostgreSQL's programs are missing or the server does not come up.
    pub(crate) fn start(log: &Path) -> anyhow::Result<Self> {
        let program = |name| {
            machine::postgres(name).with_context(|| {
                format!("expected PostgreSQL's `{name}`; `cargo xtask test needs` installs it")
            })
        };
        let name = format!("holdspace-postgres-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir(&folder)?;
        let folder = Folder(folder);
        if root() {
            run::output(Command::new("chown").arg("postgres").arg(&folder.0))?;
        }
        let data = folder.0.join("data");
        let mut initdb = as_postgres(program("initdb")?);
        initdb.current_dir(&folder.0).arg("--pgdata").arg(&data);
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]);
        run::output(&mut initdb)?;

        let port = free_port()?;
        let file = File::options().create(true).append(true).open(log)?;
        let server = as_postgres(program("postgres")?)
            .current_dir(&folder.0)
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k"])
            .arg(&folder.0)
            .args(["-c", "max_connections=200", "-c", "fsync=off"])
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()?;
        let mut cluster = Self { folder: folder.keep(), port, server };
        cluster.wait(program("pg_isready")?)?;
        Ok(cluster)
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self, ready: PathBuf) -> anyhow::Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            if let Some(status) = self.server.try_wait()? {
                bail!("expected PostgreSQL to run, it ended with {status}");
            }
            let port = self.port.to_string();
            let mut ask = Command::new(&ready);
            if run::output(ask.args(["-h", "127.0.0.1", "-p", &port])).is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("expected PostgreSQL to answer within a minute")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // An interrupt is PostgreSQL's fast shutdown; `setpriv` has become the server by now.
        let id = self.server.id().to_string();
        let _ = Command::new("kill").args(["-INT", &id]).status();
        let _ = self.server.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A folder that goes away again unless it is kept.
struct Folder(PathBuf);

impl Folder {
    fn keep(mut self) -> PathBuf {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}

/// Whether this runs as root, as whom PostgreSQL refuses to run.
pub(crate) fn root() -> bool {
    run::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn as_postgres(program: impl AsRef<OsStr>) -> Command {
    if !root() {
        return Command::new(program);
    }
    let setpriv = find("setpriv", &["/usr/bin".into()]).unwrap_or_else(|| "setpriv".into());
    let mut command = Command::new(setpriv);
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]).arg(program);
    command
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
