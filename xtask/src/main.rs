//! `cargo xtask VERB`: every chore of the project.

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use xtask::{
    bench, convert, finish, package,
    page::{self, Profile},
    project, screenshots, serve, size, split,
    test::{self, Stage, Wanted},
};

/// The chores of Standfirst.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Show the page in a browser and build it again on every change
    ///
    /// Sets up what is missing first: the wasm target, Trunk and wasm-bindgen.
    Serve {
        /// The port to listen on; the next free one if it is taken
        #[arg(long, default_value_t = 8000)]
        port: u16,
        /// Open the browser
        #[arg(long)]
        open: bool,
        /// Build as for release: small, and slower to build
        #[arg(long)]
        release: bool,
    },
    /// Build the page for any static host into dist/
    Build,
    /// Build the element for other pages into package/: a folder for a CDN, an npm package
    ///
    /// Prints the script tag with its hash.
    Package,
    /// Run every check: formatting, lints, native tests, tests in browsers, the page end to end
    ///
    /// Finds Chromium, Firefox and WebKitGTK with their drivers, and installs them as root with apt.
    Test {
        /// all, or a list of chromium, firefox and webkit, none of which may be missing; otherwise those that are here
        #[arg(long)]
        engines: Option<Wanted>,
        /// Only these stages
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<Stage>,
        /// Only tests with this in their name
        filter: Option<String>,
    },
    /// Print what a first visit sends, and fail above the budget
    Size {
        /// One JSON object instead of a table
        #[arg(long)]
        json: bool,
    },
    /// Print what the viewer understands of documents
    ///
    /// For a person: what will be shown, what was left out or guessed, and where. Fails if a document is refused.
    Convert {
        /// One JSON object a line instead of a report
        #[arg(long)]
        json: bool,
        /// The address that the documents would be fetched from, for what is relative in them
        #[arg(long, default_value = "")]
        base: String,
        /// The documents
        #[arg(required = true)]
        files: Vec<String>,
    },
    /// Take pictures of every sample at four widths, light and dark, into screenshots/
    ///
    /// To be looked at: nothing is compared.
    Screenshots {
        /// all, or a list of chromium, firefox and webkit; otherwise those that are here
        #[arg(long)]
        engines: Option<Wanted>,
        /// Take the page in dist/ as it is
        #[arg(long)]
        built: bool,
        /// Only pictures with all of these in their name: a sample, a width, light or dark
        parts: Vec<String>,
    },
    /// Run the measurements
    Bench {
        /// Only this one
        #[arg(value_enum)]
        name: Option<bench::Name>,
        /// For kill: how often, and the least and most seconds of typing; for mounts: how often
        #[arg(default_values_t = Vec::<u64>::new())]
        numbers: Vec<u64>,
    },
    /// The last step of a build, called by Trunk
    #[command(hide = true)]
    Finish,
}

fn main() -> ExitCode {
    let done = match split::is_wasm_bindgen() {
        true => split::as_wasm_bindgen(),
        false => run(Cli::parse().verb),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(verb: Verb) -> Result<()> {
    let root = project::root();
    match verb {
        Verb::Serve { port, open, release } => {
            let profile = if release { Profile::Release } else { Profile::Dev };
            tokio::runtime::Runtime::new()?.block_on(serve::serve(&root, port, open, profile))
        }
        Verb::Build => {
            let dist = page::build(&root)?;
            xtask::say::step(format_args!("The page is in {}", dist.display()));
            Ok(())
        }
        Verb::Package => {
            let folder = package::write(&root, &page::build(&root)?)?;
            xtask::say::step(format_args!("The packages are in {}", folder.display()));
            Ok(())
        }
        Verb::Test { engines, only, filter } => {
            let engines = engines.unwrap_or(Wanted::Available);
            test::run(&root, &test::Options { engines, only, filter })
        }
        Verb::Size { json } => size::report(&page::dist(&root), json),
        Verb::Convert { json, base, files } => convert::run(&files, json, &base),
        Verb::Screenshots { engines, built, parts } => {
            screenshots::run(&root, &engines.unwrap_or(Wanted::Available), built, &parts)
        }
        Verb::Bench { name, numbers } => bench::run(&root, name, &numbers),
        Verb::Finish => finish::from_trunk(),
    }
}
