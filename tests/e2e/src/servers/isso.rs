use anyhow::{Context, Result, ensure};
use std::{fs, path::PathBuf, process::Command};
use tempfile::TempDir;

use super::{Program, free_port, wait_for_port};
use crate::{settings, site::Site};

/// An Isso with an empty database.
pub struct Isso {
    /// Where it listens.
    pub port: u16,
    program: PathBuf,
    folder: TempDir,
    _process: Program,
}

impl Isso {
    /// Starts one for the pages of a site; `settings` is added to its configuration. `None`, after saying so, where Isso is not installed.
    pub async fn start(site: &Site, settings: &str) -> Result<Option<Self>> {
        let Some(program) = settings::isso() else {
            eprintln!("skipped: no Isso here");
            return Ok(None);
        };
        let folder = tempfile::Builder::new().prefix("standfirst-isso-").tempdir()?;
        let port = free_port()?;
        let database = folder.path().join("comments.db");
        let config = folder.path().join("isso.cfg");
        let guard = if settings.contains("[guard]") { "" } else { "[guard]\nenabled = false\n" };
        let text = format!(
            "[general]\ndbpath = {}\nhost = {}\n[server]\nlisten = http://127.0.0.1:{port}\n{guard}{settings}",
            database.display(),
            site.url("/")
        );
        fs::write(&config, text)?;
        let log = folder.path().join("log");
        let process = Program::start(Command::new(&program).arg("-c").arg(&config).arg("run"), &log)?;
        wait_for_port(port, &log).await?;
        Ok(Some(Self { port, program, folder, _process: process }))
    }

    /// The texts of all comments, held ones too, oldest first.
    pub fn stored(&self) -> Result<Vec<String>> {
        let python = self.program.with_file_name("python");
        let script = "import sqlite3, sys, json; print(json.dumps([r[0] for r in sqlite3.connect(sys.argv[1]).execute('select text from comments order by id')]))";
        let out = Command::new(python)
            .args(["-c", script])
            .arg(self.folder.path().join("comments.db"))
            .output()
            .context("reading the database of Isso")?;
        ensure!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        Ok(serde_json::from_slice(&out.stdout)?)
    }
}
