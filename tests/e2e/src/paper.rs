//! Printing to PDF over WebDriver, and reading it with poppler's tools.

use anyhow::{Context, Result, ensure};
use std::{
    path::PathBuf,
    process::{Command, Output},
};
use thirtyfour::common::print::PrintParameters;
use xtask::engines::Engine;

use crate::{Test, settings};

/// A printed page.
pub struct Paper {
    file: PathBuf,
    /// What is written on it, in reading order, with white space made single.
    pub text: String,
}

/// Prints the page as it stands. `None`, after saying so, where the engine or the tools cannot.
pub async fn print(test: &Test, name: &str) -> Result<Option<Paper>> {
    let engine = settings::engine()?;
    if engine == Engine::WebKit {
        eprintln!("skipped: the driver of {engine} does not print");
        return Ok(None);
    }
    if Command::new("pdftotext").arg("-v").output().is_err() {
        eprintln!("skipped: no pdftotext here (Debian: poppler-utils)");
        return Ok(None);
    }
    let bytes = test.page.session().print_page(PrintParameters::default()).await.context("printing")?;
    let folder = settings::screenshots().join("paper");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}-{engine}.pdf"));
    std::fs::write(&file, bytes)?;
    let text = tool("pdftotext", &["-q", "-nopgbrk"], &file, &["-"])?.stdout;
    // Firefox's fonts have one sign for two letters.
    let text = String::from_utf8_lossy(&text).replace('\u{FB01}', "fi").replace('\u{FB02}', "fl");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Some(Paper { file, text }))
}

impl Paper {
    /// How many pictures made of pixels are on it.
    pub fn pictures(&self) -> Result<usize> {
        let list = tool("pdfimages", &["-list"], &self.file, &[])?.stdout;
        // Two lines of headings; the masks of pictures are listed too.
        Ok(String::from_utf8_lossy(&list).lines().skip(2).filter(|line| line.contains(" image ")).count())
    }

    /// How light the first page is on the whole, from 0, black, to 255.
    pub fn lightness(&self) -> Result<f64> {
        let picture = tool("pdftoppm", &["-r", "20", "-gray", "-f", "1", "-l", "1"], &self.file, &[])?.stdout;
        // PGM: three numbers in the head, after them one byte a pixel.
        let mut ends =
            picture.iter().enumerate().filter(|(_, byte)| byte.is_ascii_whitespace()).map(|(at, _)| at);
        let pixels = ends.nth(3).and_then(|at| picture.get(at + 1..)).context("no picture")?;
        ensure!(!pixels.is_empty(), "an empty picture");
        #[allow(clippy::cast_precision_loss, reason = "some ten thousand pixels")]
        Ok(pixels.iter().map(|byte| f64::from(*byte)).sum::<f64>() / pixels.len() as f64)
    }
}

fn tool(name: &str, before: &[&str], file: &PathBuf, after: &[&str]) -> Result<Output> {
    let output = Command::new(name)
        .args(before)
        .arg(file)
        .args(after)
        .output()
        .with_context(|| format!("running {name}"))?;
    ensure!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(output)
}
