use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};
use tempfile::TempDir;

use super::{Program, free_port, wait_for_port};
use crate::settings;

/// Where a test's site has WordPress.
pub const PREFIX: &str = "/wordpress";

/// Readers without an account may comment over REST; the pause between two comments only where a file asks for it.
const PLUGIN: &str = r"<?php
if (!file_exists(WP_CONTENT_DIR . '/login')) add_filter('rest_allow_anonymous_comments', '__return_true');
if (!file_exists(WP_CONTENT_DIR . '/flood')) add_action('init', function () { remove_action('check_comment_flood', 'check_comment_flood_db'); });
add_filter('pre_wp_mail', '__return_false');
";

const INSTALL: &str = r"<?php
define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Test', 'admin', 'admin@a.example', true, '', 'secret');
foreach (['comment_previously_approved' => '0', 'template' => 'none', 'stylesheet' => 'none'] as $name => $value) update_option($name, $value);
wp_delete_comment(1, true);
echo wp_insert_post(['post_title' => 'Closed', 'post_content' => 'x', 'post_status' => 'publish', 'comment_status' => 'closed']);
";

/// A WordPress with two posts: 1 takes comments, [`WordPress::closed`] does not.
pub struct WordPress {
    /// Where it listens.
    pub port: u16,
    /// The id of the post that takes no comments.
    pub closed: String,
    root: PathBuf,
    folder: TempDir,
    _web: Program,
    _database: Program,
}

impl WordPress {
    /// Starts one, to be forwarded to under [`PREFIX`]. `None`, after saying so, where it is not installed.
    pub async fn start() -> Result<Option<Self>> {
        let Some(root) = settings::wordpress() else {
            eprintln!("skipped: no WordPress here");
            return Ok(None);
        };
        let folder = tempfile::Builder::new().prefix("standfirst-wp-").tempdir()?;
        let content = folder.path().join("content");
        for (name, text) in [
            ("mu-plugins/test.php", PLUGIN),
            ("themes/none/style.css", "/* Theme Name: none */"),
            ("themes/none/index.php", "<!doctype html><title>Story</title><p>The article."),
        ] {
            let file = content.join(name);
            fs::create_dir_all(file.parent().context("a folder")?)?;
            fs::write(file, text)?;
        }
        let database = Self::database(&root, folder.path()).await?;
        let install = folder.path().join("install.php");
        fs::write(&install, INSTALL)?;
        let site = root.join("usr/share/wordpress");
        let out = Self::php(&root, folder.path())?
            .arg(&install)
            .arg(&site)
            .output()
            .context("installing WordPress")?;
        let closed = String::from_utf8_lossy(&out.stdout).trim().to_owned();
        ensure!(
            !closed.is_empty() && closed.bytes().all(|b| b.is_ascii_digit()),
            "WordPress was not installed: {closed}"
        );
        let port = free_port()?;
        let log = folder.path().join("php.log");
        let mut php = Self::php(&root, folder.path())?;
        let web = Program::start(php.arg("-S").arg(format!("127.0.0.1:{port}")).arg("-t").arg(&site), &log)?;
        wait_for_port(port, &log).await?;
        Ok(Some(Self { port, closed, root, folder, _web: web, _database: database }))
    }

    async fn database(root: &Path, folder: &Path) -> Result<Program> {
        let data = folder.join("data");
        fs::create_dir_all(&data)?;
        let share = root.join("usr/share/mysql");
        let socket = folder.join("socket");
        let mut server = with_libraries(root, &root.join("usr/sbin/mariadbd"));
        server.args([
            "--no-defaults",
            "--skip-networking",
            "--skip-grant-tables",
            "--innodb-flush-log-at-trx-commit=0",
            "--user=root",
        ]);
        for (name, path) in [
            ("datadir", &data),
            ("socket", &socket),
            ("pid-file", &folder.join("pid")),
            ("lc-messages-dir", &share),
            ("character-sets-dir", &share.join("charsets")),
        ] {
            server.arg(format!("--{name}={}", path.display()));
        }
        let program = Program::start(&mut server, &folder.join("database.log"))?;
        let begun = Instant::now();
        while !socket.exists() {
            ensure!(
                begun.elapsed() < Duration::from_secs(30),
                "no database came up: {}",
                fs::read_to_string(folder.join("database.log"))?
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Self::sql(root, folder, "create database wp", false)?;
        Ok(program)
    }

    fn php(root: &Path, folder: &Path) -> Result<Command> {
        let is_php = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            name.starts_with("php")
                && name.trim_start_matches("php").starts_with(|c: char| c.is_ascii_digit())
        };
        let first = |folder: PathBuf, wanted: &dyn Fn(&PathBuf) -> bool| -> Result<PathBuf> {
            let mut entries = fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path()));
            entries.find(|path| wanted(path)).with_context(|| format!("nothing in {}", folder.display()))
        };
        let php = first(root.join("usr/bin"), &is_php)?;
        let modules = first(root.join("usr/lib/php"), &|path| path.join("mysqli.so").is_file())?;
        let mut command = with_libraries(root, &php);
        command
            .args(["-n", "-d", "display_errors=stderr", "-d"])
            .arg(format!("extension_dir={}", modules.display()));
        for module in ["mysqlnd", "mysqli", "tokenizer", "ctype", "iconv"] {
            command.args(["-d", &format!("extension={module}.so")]);
        }
        command
            .env("WP_SOCKET", folder.join("socket"))
            .env("WP_CONTENT", folder.join("content"))
            .env("WP_PREFIX", PREFIX);
        Ok(command)
    }

    fn sql(root: &Path, folder: &Path, statement: &str, in_site: bool) -> Result<String> {
        let mut client = with_libraries(root, &root.join("usr/bin/mariadb"));
        client.args([
            "--no-defaults",
            "--batch",
            "--raw",
            "--skip-column-names",
            "--default-character-set=utf8mb4",
        ]);
        client.arg(format!("--socket={}", folder.join("socket").display()));
        let out = client
            .args(in_site.then_some("wp"))
            .arg("-e")
            .arg(statement)
            .output()
            .context("asking MariaDB")?;
        ensure!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        Ok(String::from_utf8(out.stdout)?)
    }

    /// The texts of all comments, held ones too, oldest first.
    pub fn stored(&self) -> Result<Vec<String>> {
        let hex = "select hex(comment_content) from wp_comments order by comment_ID";
        let lines = Self::sql(&self.root, self.folder.path(), hex, true)?;
        let byte = |pair: &[u8]| u8::from_str_radix(&String::from_utf8_lossy(pair), 16).unwrap_or(b'?');
        let text = |line: &str| {
            String::from_utf8_lossy(&line.as_bytes().chunks(2).map(byte).collect::<Vec<_>>()).into_owned()
        };
        Ok(lines.lines().map(text).collect())
    }

    /// Sets an option of the site, such as `comment_moderation` to `1`.
    pub fn set(&self, name: &str, value: &str) -> Result<()> {
        let statement =
            format!("update wp_options set option_value = '{value}' where option_name = '{name}'");
        Self::sql(&self.root, self.folder.path(), &statement, true).map(drop)
    }

    /// Switches one of the plugin's behaviours: `login` or `flood`.
    pub fn switch_on(&self, name: &str) -> Result<()> {
        Ok(fs::write(self.folder.path().join("content").join(name), "")?)
    }

    /// The address of a post's document on a site that forwards to it.
    pub fn document(post: &str) -> String {
        format!("{PREFIX}/index.php%3Frest_route=/wp/v2/posts/{post}")
    }
}

fn with_libraries(root: &Path, program: &Path) -> Command {
    let mut command = Command::new(program);
    let folders: Vec<PathBuf> = ["usr/lib", "lib"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).into_iter().flatten())
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir() && path.to_string_lossy().ends_with("-linux-gnu"))
        .collect();
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("LD_LIBRARY_PATH", path);
    }
    command
}
