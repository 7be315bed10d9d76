//! Finding elements by role and accessible name, as the browser itself computes them.

use anyhow::{Result, bail};
use thirtyfour::{By, RequestData, SessionId, WebElement, common::command::FormatRequestData};

use super::Page;

/// A role of an element, of those that tests ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An alert or a status: a live region.
    Live,
    /// A button.
    Button,
    /// A heading of any level.
    Heading,
    /// A link.
    Link,
    /// A field for text.
    Textbox,
}

impl Role {
    fn selector(self) -> &'static str {
        match self {
            Role::Live => "[role=alert], [role=status], [aria-live]",
            Role::Button => "button, [role=button]",
            Role::Heading => "h1, h2, h3, h4, h5, h6",
            Role::Link => "a[href]",
            Role::Textbox => "textarea, input",
        }
    }
}

impl Page {
    /// Waits for the first visible element of a role whose accessible name is or begins with `name`.
    pub async fn by_role(&self, role: Role, name: &str) -> Result<WebElement> {
        let what = format!("a {role:?} named {name:?}");
        self.wait(&what, async || self.find_role(role, name).await).await
    }

    /// Waits for the link of a name below a heading, such as an article under "Related Articles".
    pub async fn link_under(&self, heading: &str, name: &str) -> Result<WebElement> {
        let under = "let e = Array.from(document.querySelectorAll('h1,h2,h3')).find((h) => h.innerText.trim() === arguments[0]); \
            while (e && !e.querySelector('a[href]') && !e.matches('section,nav,aside,article,main')) e = e.parentElement; \
            return e ? Array.from(e.querySelectorAll('a[href]')).find((a) => a.innerText.includes(arguments[1])) ?? null : null";
        let arguments = vec![heading.into(), name.into()];
        self.wait(&format!("the link {name:?} under {heading:?}"), async || {
            let found = self.session.execute(under, arguments.clone()).await?;
            Ok(if found.json().is_null() { None } else { Some(found.element()?) })
        })
        .await
    }

    async fn find_role(&self, role: Role, name: &str) -> Result<Option<WebElement>> {
        for element in self.session.find_all(By::Css(role.selector())).await? {
            // An element may be gone by the time it is asked: the page is alive.
            if let Ok(true) = element.is_displayed().await
                && let Ok(label) = self.label(&element).await
                && label.starts_with(name)
            {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// The accessible name of an element.
    pub async fn label(&self, element: &WebElement) -> Result<String> {
        let command = ComputedLabel(element.element_id().to_string());
        match self.session.cmd(command).await?.value_json()? {
            serde_json::Value::String(label) => Ok(label.trim().to_owned()),
            other => bail!("no name but {other}"),
        }
    }
}

/// Get Computed Label, of WebDriver §12.4.10.
#[derive(Debug)]
struct ComputedLabel(String);

impl FormatRequestData for ComputedLabel {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(hyper::Method::GET, format!("session/{session}/element/{}/computedlabel", self.0))
    }
}
