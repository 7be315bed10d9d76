//! Styles of a host that mean no good, and what they may not reach.

use anyhow::Result;
use e2e::run;

use crate::{Hosted, ONE, Page, find, js, wait_ready};

const HOSTILE: &str = "<style>* { all: unset !important; letter-spacing: 9px !important; color: red !important }\
    html { font-size: 50px; line-height: 9; text-align: right; text-transform: uppercase; direction: ltr } p, h1, button { display: none !important }</style>";

/// How all elements of article and form look, but for what follows from their width, and for what comes later.
const LOOKS: &str = "const seen = ['color', 'fontSize', 'fontFamily', 'letterSpacing', 'lineHeight', 'textAlign', 'textTransform', 'display', \
    'backgroundColor', 'fontWeight', 'paddingTop', 'direction', 'visibility']; \
    return [...root.querySelectorAll('article *, form *')].map((one) => { const style = getComputedStyle(one); \
        return one.localName + ':' + seen.map((name) => style[name]).join('|'); }).join('\\n')";

#[test]
fn hostile_styles_change_nothing_in_the_article() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let body = format!("<style>body {{ margin: 0 }}</style>{ONE}");
        hosted.open(t, &Page { body: &body, script: "", policy: "" }).await?;
        wait_ready(t).await?;
        find(t, "form button[type=submit]").await?;
        let plain = js(t, LOOKS).await?;
        let body = format!("{HOSTILE}{ONE}");
        hosted.open(t, &Page { body: &body, script: "", policy: "" }).await?;
        wait_ready(t).await?;
        find(t, "form button[type=submit]").await?;
        let besieged = js(t, LOOKS).await?;
        for (one, other) in plain.as_str().unwrap().lines().zip(besieged.as_str().unwrap().lines()) {
            assert_eq!(one, other);
        }
        Ok(())
    })
}

#[test]
fn documented_properties_and_parts_change_the_article() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let style = "<style>standfirst-article { --sf-accent: rgb(1, 2, 3); --sf-measure: 300px } \
            standfirst-article::part(headline) { color: rgb(4, 5, 6) }</style>";
        hosted.open(t, &Page { body: &format!("{style}{ONE}"), script: "", policy: "" }).await?;
        wait_ready(t).await?;
        let seen = js(
            t,
            "const of = (selector) => getComputedStyle(root.querySelector(selector)); \
             return [of('.related a').getPropertyValue('--sf-accent'), of('.body').maxWidth, of('h1').color].join()",
        )
        .await?;
        assert_eq!(seen, "rgb(1, 2, 3),300px,rgb(4, 5, 6)");
        Ok(())
    })
}

#[test]
fn the_hosts_own_elements_look_the_same_with_the_element_and_without() -> Result<()> {
    run(async |t| {
        let hosted = Hosted::start().await?;
        let looks = "return [...document.querySelectorAll('main, main *')].map((one) => { const style = getComputedStyle(one); \
            return Array.from(style, (name) => name + ':' + style.getPropertyValue(name)).join(';'); }).join('\\n')";
        let own = "<main style='width: 600px'><h1>Host</h1><p class=page>Text <a href=x>link</a></p><button class=reply>Press</button></main>";
        hosted.open(t, &Page { body: own, script: "", policy: "" }).await?;
        let before = t.page.js(looks, vec![]).await?;
        hosted.open(t, &Page { body: &format!("{own}{ONE}"), script: "", policy: "" }).await?;
        wait_ready(t).await?;
        assert_eq!(before, t.page.js(looks, vec![]).await?);
        Ok(())
    })
}
