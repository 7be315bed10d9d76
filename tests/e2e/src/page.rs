//! The page as a reader meets it: by role and name, by what can be read.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::time::{Duration, Instant};
use thirtyfour::{By, WebDriver, WebElement};

mod role;

pub use role::Role;

/// How long something may take to appear. Generous: two cores may run four browsers.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Not `innerText`: engines leave out what `content-visibility` spares them from laying out.
const READABLE: &str = "
    const read = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\\s+/g, ' ');
        if (node.nodeType !== Node.ELEMENT_NODE) return '';
        const { display, visibility } = getComputedStyle(node);
        if (display === 'none' || visibility !== 'visible') return '';
        if (node.parentElement?.matches('details:not([open])') && node.localName !== 'summary') return '';
        if (node.localName === 'br') return '\\n';
        const text = Array.from(node.childNodes, read).join('');
        return display.startsWith('inline') ? text : `\\n${text}\\n`;
    };
    const tidy = (text) => text.split('\\n').map((line) => line.trim()).filter(Boolean).join('\\n');
    return Array.from(document.querySelectorAll(arguments[0]), (element) => tidy(read(element)));
";

/// A page in a browser.
#[derive(Clone)]
pub struct Page {
    session: WebDriver,
    base: String,
}

impl Page {
    pub(crate) fn new(session: WebDriver, base: String) -> Self {
        Self { session, base }
    }

    /// The WebDriver session, for what has no helper here.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// Opens an address: absolute, or what follows the page's own, such as `?src=/doc/a.json`.
    pub async fn open(&self, address: &str) -> Result<()> {
        let url =
            if address.starts_with("http") { address.to_owned() } else { format!("{}{address}", self.base) };
        self.session.goto(&url).await.with_context(|| format!("opening {url}"))
    }

    /// Opens the viewer on a document and waits for it to be shown.
    pub async fn read(&self, document: &str) -> Result<()> {
        self.open(&format!("?src={document}")).await?;
        self.wait_ready().await
    }

    /// Leaves and comes back to the same address. Not WebDriver's Refresh, which in Firefox bypasses a worker.
    pub async fn reload(&self) -> Result<()> {
        let address = self.session.current_url().await?;
        self.session.goto("about:blank").await?;
        self.session.goto(address.as_str()).await.context("opening the page again")
    }

    /// Runs a script in the page and returns what it returns.
    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let returned =
            self.session.execute(script, arguments).await.with_context(|| format!("running {script}"))?;
        Ok(returned.json().clone())
    }

    /// `data-standfirst` of the page: `loading`, `ready` or `error`; empty while the viewer has not started.
    pub async fn state(&self) -> Result<String> {
        let state =
            self.js("return document.documentElement.getAttribute('data-standfirst') || ''", vec![]).await?;
        Ok(state.as_str().unwrap_or_default().to_owned())
    }

    /// Waits for `data-standfirst="ready"` and for the part with comments and form, which comes after it or is said not to come;
    /// fails at once, with what is shown, if the state becomes `error`.
    pub async fn wait_ready(&self) -> Result<()> {
        self.wait("the page to be ready", async || match self.state().await?.as_str() {
            "ready" => Ok(Some(())),
            "error" => bail!("the page shows an error: {}", self.text().await?),
            _ => Ok(None),
        })
        .await?;
        let script = "return !!document.querySelector('.comments > .thread, .comments > .actions')";
        self.wait("the comments", async || Ok((self.js(script, vec![]).await? == true).then_some(())))
            .await?;
        self.wait_still().await
    }

    /// Waits until the document keeps its height for two tenths of a second: a press on what is about to move would miss it.
    pub async fn wait_still(&self) -> Result<()> {
        let script = "const height = () => document.documentElement.scrollHeight, before = height(); \
            return new Promise((done) => setTimeout(() => done(height() === before), 200))";
        self.wait("the page to be still", async || Ok((self.js(script, vec![]).await? == true).then_some(())))
            .await
    }

    /// Waits for `data-standfirst` to have a value.
    pub async fn wait_state(&self, wanted: &str) -> Result<()> {
        self.wait(&format!("data-standfirst={wanted}"), async || {
            Ok((self.state().await? == wanted).then_some(()))
        })
        .await
    }

    /// All that can be read on the page, by scrolling too.
    pub async fn text(&self) -> Result<String> {
        Ok(self.texts("body").await?.concat())
    }

    /// Waits until a text can be read.
    pub async fn wait_text(&self, wanted: &str) -> Result<()> {
        let shown = self
            .wait(&format!("the text {wanted:?}"), async || {
                Ok(self.text().await?.contains(wanted).then_some(()))
            })
            .await;
        match shown {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!("the page shows: {}", self.text().await?))),
        }
    }

    /// Waits for the first element of a selector.
    pub async fn find(&self, selector: &str) -> Result<WebElement> {
        self.wait(selector, async || Ok(self.session.find_all(By::Css(selector)).await?.into_iter().next()))
            .await
    }

    /// All elements of a selector, now.
    pub async fn all(&self, selector: &str) -> Result<Vec<WebElement>> {
        Ok(self.session.find_all(By::Css(selector)).await?)
    }

    /// The texts of all elements of a selector, now, as far as they can be read, one line for each block.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let texts = self.js(READABLE, vec![selector.into()]).await?;
        Ok(texts
            .as_array()
            .into_iter()
            .flatten()
            .map(|t| t.as_str().unwrap_or_default().to_owned())
            .collect())
    }

    /// The field of the form for the article itself, by its name. That form is the last.
    pub async fn field(&self, name: &str) -> Result<WebElement> {
        let selector = format!("form [name={name}]");
        let found = async || Ok(self.all(&selector).await?.pop());
        self.wait(&format!("a field named {name}"), found).await
    }

    /// Presses the button of the form for the article itself, which is the last.
    pub async fn submit(&self) -> Result<()> {
        let found = async || Ok(self.all("form button[type=submit]").await?.pop());
        let button = self.wait("the button", found).await?;
        button.scroll_into_view().await?;
        Ok(button.click().await?)
    }

    /// How far the window is scrolled down, in CSS pixels.
    pub async fn scroll_top(&self) -> Result<f64> {
        self.js("return window.scrollY", vec![]).await?.as_f64().context("no scroll position")
    }

    /// Saves a picture of the window as `NAME.png` in the folder of screenshots.
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        let folder = crate::settings::screenshots();
        std::fs::create_dir_all(&folder)?;
        self.session.screenshot(&folder.join(format!("{name}.png"))).await.context("taking a picture")
    }

    /// Asks again and again until there is something; fails after [`PATIENCE`].
    pub async fn wait<T>(&self, what: &str, ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
        self.wait_up_to(PATIENCE, what, ask).await
    }

    /// The same for what is much work.
    pub async fn wait_up_to<T>(
        &self,
        patience: Duration,
        what: &str,
        mut ask: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let begun = Instant::now();
        loop {
            if let Some(found) = ask().await? {
                return Ok(found);
            }
            if begun.elapsed() > patience {
                bail!("waited {} s for {what}", patience.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }
}
