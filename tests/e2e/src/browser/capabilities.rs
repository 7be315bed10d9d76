//! What each engine is asked for: no window, no first-run pages, no requests of its own.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::Path;
use thirtyfour::Capabilities;
use xtask::engines::{Engine, Programs};

use super::{Scheme, Setup, Stores, own_file};

/// The capabilities of a session.
pub fn of(engine: Engine, programs: &Programs, setup: &Setup, profile: &Path) -> Result<Capabilities> {
    let binary = programs
        .browser
        .as_ref()
        .and_then(|path| path.to_str())
        .with_context(|| format!("no binary of {engine}"))?;
    let profile = own_file(profile, "profile");
    std::fs::create_dir_all(&profile)?;
    let profile = profile.to_str().context("the temporary folder has a name that is not UTF-8")?;
    let mut capabilities = Capabilities::new();
    let (name, options) = match engine {
        Engine::Chromium => {
            capabilities.set("goog:loggingPrefs", json!({"browser": "ALL"}))?;
            ("goog:chromeOptions", chromium(binary, setup, profile))
        }
        Engine::Firefox => ("moz:firefoxOptions", firefox(binary, setup, profile)),
        Engine::WebKit => ("webkitgtk:browserOptions", webkit(binary, setup)),
    };
    capabilities.set(name, options)?;
    Ok(capabilities)
}

fn chromium(binary: &str, setup: &Setup, profile: &str) -> Value {
    let scheme = match setup.scheme {
        Scheme::Dark => "--blink-settings=preferredColorScheme=0",
        Scheme::Light => "--blink-settings=preferredColorScheme=1",
    };
    let profile = format!("--user-data-dir={profile}");
    let scripts = if setup.scripts { 1 } else { 2 };
    json!({
        "binary": binary,
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage", scheme, profile,
        ],
        "prefs": {
            "intl.accept_languages": setup.languages,
            "profile.managed_default_content_settings.javascript": scripts,
            "profile.default_content_setting_values.cookies": if setup.stores == Stores::None { 2 } else { 1 },
        },
    })
}

fn firefox(binary: &str, setup: &Setup, profile: &str) -> Value {
    let args = if setup.keep_profile { vec!["-headless", "-profile", profile] } else { vec!["-headless"] };
    let scheme = match setup.scheme {
        Scheme::Dark => 0,
        Scheme::Light => 1,
    };
    json!({
        "binary": binary,
        "args": args,
        "prefs": {
            "intl.accept_languages": setup.languages,
            "layout.css.prefers-color-scheme.content-override": scheme,
            "javascript.enabled": setup.scripts,
            "dom.storage.enabled": setup.stores != Stores::NoLocalStorage,
            "network.cookie.cookieBehavior": if setup.stores == Stores::None { 2 } else { 5 },
            // The console of the page reaches the driver's output.
            "devtools.console.stdout.content": true,
            "app.normandy.enabled": false,
            "services.settings.server": "data:,#none",
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
        },
    })
}

fn webkit(binary: &str, setup: &Setup) -> Value {
    let mut args = vec!["--automation"];
    if setup.scheme == Scheme::Dark {
        args.push("--dark-mode");
    }
    if !setup.scripts {
        args.push("--enable-javascript=false");
    }
    json!({"binary": binary, "args": args})
}
