//! The finished page in a folder behind an ordinary web server, with the configuration that the README shows.

use super::{open_again, wait_freshness, wait_kept, wait_offline_ready};
use anyhow::{Context, Result};
use e2e::{run, settings};
use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
};
use xtask::project;

const PROGRAM: &str = "/usr/sbin/nginx";

/// A running nginx. Dropping it stops it, and closes every connection.
struct Nginx {
    child: Child,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // It has one process: see `master_process` below.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts nginx with the `server` block of the README, for `folder` at `port`.
fn start(folder: &Path, port: u16) -> Result<Nginx> {
    let readme = fs::read_to_string(project::root().join("README.md"))?;
    let block = readme.split("```nginx\n").nth(1).and_then(|rest| rest.split("```").next());
    let block = block.context("the README shows no server block")?;
    let here = folder.to_str().context("a folder with an odd name")?;
    let block = block
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
        .replace("/srv/www", &format!("{here}/www"));
    let config = format!(
        "daemon off; master_process off; pid {here}/pid; error_log {here}/error.log; events {{}}\n\
         http {{ access_log {here}/access.log; client_body_temp_path {here}/b; proxy_temp_path {here}/p; \
         fastcgi_temp_path {here}/f; uwsgi_temp_path {here}/u; scgi_temp_path {here}/s;\n{block}\n}}"
    );
    let path = folder.join("nginx.conf");
    fs::write(&path, config.replace("include mime.types;", "include /etc/nginx/mime.types;"))?;
    let mut nginx = Command::new(PROGRAM);
    nginx
        .args(["-p", here, "-c"])
        .arg(&path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    Ok(Nginx { child: nginx.spawn().context("starting nginx")? })
}

#[test]
fn a_folder_behind_nginx_is_enough() -> Result<()> {
    if !Path::new(PROGRAM).is_file() {
        eprintln!("skipped: no nginx here");
        return Ok(());
    }
    run(async |t| {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("www/read");
        e2e::build::copy(&settings::dist()?, &target, true)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let nginx = start(folder.path(), port)?;
        t.page
            .wait("nginx to listen", async || Ok(std::net::TcpStream::connect(("127.0.0.1", port)).ok()))
            .await?;
        t.page.open(&format!("http://localhost:{port}/read/?src=samples/moscow-threat.json")).await?;
        t.page.wait_ready().await?;
        wait_offline_ready(&t.page).await?;
        let headline = t.page.texts("h1").await?;
        let log = fs::read_to_string(folder.path().join("access.log"))?;
        let failed: Vec<&str> = log.lines().filter(|line| line.contains("\" 404 ")).collect();
        assert!(failed.is_empty(), "{failed:?}");
        t.page
            .wait("something kept", async || Ok((!t.page.all(".keeping li").await?.is_empty()).then_some(())))
            .await?;
        t.expect_errors();
        drop(nginx);
        open_again(&t.page).await?;
        assert_eq!(t.page.texts("h1").await?, headline);
        wait_freshness(&t.page, "offline copy").await?;
        let _nginx = start(folder.path(), port)?;
        wait_freshness(&t.page, "Up to date").await?;
        let clear = t.page.find(".keeping [data-press=clear]").await?;
        t.page.js("arguments[0].click()", vec![clear.to_json()?]).await?;
        wait_kept(&t.page, 0).await
    })
}
