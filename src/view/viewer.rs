//! The viewer as a component of somebody's own Leptos app.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{Get, IntoView, Signal, component, provide_context};

use crate::article::Article;
use crate::browser::dom::{self, Attr, Tag};

use super::related::fill;
use super::{Bringing, Made, Reader};

/// An article with its related articles, comments and reply form.
///
/// The interface speaks `language`, a BCP 47 tag, or without it the document's, as far as its sentences are here: English is.
/// The app brings the styles (`style/` of this crate: those of its `index.html` in that order, then `rare.css`, `comments.css`, `form.css` and
/// `print.css`) and `public/drafts.js`, without which the form says that nothing is saved.
#[component]
pub fn Viewer(
    /// What is shown; another article replaces it.
    #[prop(into)]
    article: Signal<Arc<Article>>,
    /// Language of the interface.
    #[prop(optional, into)]
    language: Option<String>,
) -> impl IntoView {
    super::rare::bring();
    move || {
        let article = article.get();
        let document = article.lang.as_deref().unwrap_or_default();
        let reader = Reader::speaking(language.as_deref().unwrap_or(document), document);
        let attrs = [Attr::Class("page"), Attr::Lang(reader.say.tag), Attr::Dir(reader.dir())];
        provide_context(reader);
        let element = dom::element(Tag::Div, &attrs)?;
        let shown = article.clone();
        let bring_related = move |place: dom::Element, reader: Reader| -> Bringing {
            fill(&place, shown.related(), &reader);
            Box::pin(std::future::ready(()))
        };
        super::article(&element, &article, None, bring_related, Rc::new(|| {}), Rc::new(|| {}));
        Some(Made::new(element))
    }
}
