//! `cargo xtask VERB`: every chore of the project.

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use xtask::{
    finish,
    page::{self, Profile},
    project, serve, size,
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
    /// Print what a first visit sends, and fail above the budget
    Size {
        /// One JSON object instead of a table
        #[arg(long)]
        json: bool,
    },
    /// The last step of a build, called by Trunk
    #[command(hide = true)]
    Finish,
}

fn main() -> ExitCode {
    match run(Cli::parse().verb) {
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
            let dist = page::build(&root, Profile::Release)?;
            xtask::say::step(format_args!("The page is in {}", dist.display()));
            Ok(())
        }
        Verb::Size { json } => size::report(&Profile::Release.dist(&root), json),
        Verb::Finish => finish::from_trunk(),
    }
}
