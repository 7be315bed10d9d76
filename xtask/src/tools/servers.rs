//! Servers that take comments, for tests: real ones, unpacked into our own cache and never installed into the system.

use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use super::version::ISSO;
use crate::{cache, command, say};

/// The program `isso`, fetched with pip first if need be; `Err` says why there is none.
pub fn isso() -> Result<PathBuf> {
    let root = cache::tool("isso", ISSO)?;
    let program = root.join("bin").join("isso");
    if program.is_file() {
        return Ok(program);
    }
    let python = command::find("python3").context("there is no python3")?;
    say::step(format_args!("Fetching Isso {ISSO} with pip"));
    quietly(Command::new(python).args(["-m", "venv"]).arg(&root))?;
    quietly(Command::new(root.join("bin").join("pip")).args([
        "install",
        "--quiet",
        &format!("isso=={ISSO}"),
    ]))?;
    Ok(program)
}

/// Debian's packages of WordPress and what it runs on, without what every system has.
const PACKAGES: [&str; 4] = ["wordpress", "php-getid3", "mariadb-server-core", "mariadb-client-core"];

/// What WordPress reads in the place of Debian's own file: everything from the environment, so that each test has a site of its own.
const CONFIG: &str = r"<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('DB_HOST', 'localhost:' . getenv('WP_SOCKET'));
define('WP_CONTENT_DIR', getenv('WP_CONTENT'));
$own = 'http://' . ($_SERVER['HTTP_HOST'] ?? 'localhost') . getenv('WP_PREFIX');
define('WP_HOME', $own); define('WP_SITEURL', $own);
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $key)
    define($key, 'for tests only');
$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
";

/// The folder that Debian's packages of WordPress, PHP and MariaDB are unpacked in; `Err` says why there is none.
pub fn wordpress() -> Result<PathBuf> {
    let root = cache::tool("wordpress", "debian")?;
    let done = root.join("usr/share/wordpress/wp-config.php");
    if fs::read_to_string(&done).is_ok_and(|config| config == CONFIG) {
        return Ok(root);
    }
    if command::find("apt-get").is_none() || command::find("dpkg-deb").is_none() {
        bail!("WordPress is unpacked from Debian's packages, and there is no apt-get here");
    }
    say::step("Fetching WordPress, PHP and MariaDB from Debian: 40 MB, once");
    let debs = root.join("debs");
    fs::create_dir_all(&debs)?;
    let mut names: Vec<String> = PACKAGES.map(str::to_owned).to_vec();
    // The versions that these names stand for differ from release to release.
    for name in ["php-cli", "php-mysql"] {
        names.push(versioned(name)?);
    }
    names.extend(libraries(&names)?);
    quietly(Command::new("apt-get").arg("download").args(&names).current_dir(&debs))?;
    for entry in fs::read_dir(&debs)? {
        quietly(Command::new("dpkg-deb").arg("-x").arg(entry?.path()).arg(&root))?;
    }
    fs::remove_dir_all(&debs)?;
    fs::write(&done, CONFIG).context("configuring WordPress")?;
    Ok(root)
}

/// The package that a package without a version stands for: `php8.2-cli` for `php-cli`.
fn versioned(name: &str) -> Result<String> {
    let tail = name.trim_start_matches("php");
    let all = depends(&["depends", name])?;
    let found =
        all.into_iter().find(|other| other.starts_with("php") && other.ends_with(tail) && other != name);
    found.with_context(|| format!("apt knows no {name}"))
}

/// What the packages need besides, without what is part of every system.
fn libraries(names: &[String]) -> Result<Vec<String>> {
    let mut arguments = vec!["depends", "--recurse"];
    arguments.extend(names.iter().filter(|name| *name != "wordpress").map(String::as_str));
    let wanted = [
        "php",
        "libsodium",
        "libargon2",
        "libmagic",
        "libmariadb",
        "libaio",
        "liburing",
        "libnuma",
        "libedit",
        "libbsd",
        "libpcre2-8",
        "libxml2",
    ];
    let mut found = depends(&arguments)?;
    found.retain(|name| {
        let is_wanted = wanted.iter().any(|wanted| name.starts_with(wanted));
        is_wanted
            && !names.contains(name)
            && !name.ends_with("-cgi")
            && !name.ends_with("-fpm")
            && !name.contains("apache")
    });
    Ok(found)
}

/// Names of packages that `apt-cache` prints, each once.
fn depends(arguments: &[&str]) -> Result<Vec<String>> {
    let mut apt = Command::new("apt-cache");
    apt.args(arguments).args([
        "--no-recommends",
        "--no-suggests",
        "--no-conflicts",
        "--no-breaks",
        "--no-replaces",
        "--no-enhances",
    ]);
    let printed = command::output(&mut apt).context("apt-cache does not answer")?;
    let mut names: Vec<String> = Vec::new();
    for line in printed.lines().filter(|line| !line.contains('<')) {
        let name = line
            .trim()
            .trim_start_matches('|')
            .trim_start_matches("Depends:")
            .trim_start_matches("PreDepends:")
            .trim();
        if !name.is_empty() && !name.contains(' ') && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

fn quietly(program: &mut Command) -> Result<()> {
    let out = program
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("starting {}", command::describe(program)))?;
    if !out.status.success() {
        bail!("{} failed: {}", command::describe(program), String::from_utf8_lossy(&out.stderr).trim());
    }
    Ok(())
}
