//! Where "Post Comments" and "Leave a Reply" are: the heading stands with the article, the rest comes when the article is
//! there to be read, and after what is related, which stands above it.

use std::any::Any;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{LocalStorage, StoredValue, UpdateValue};
use leptos::task::spawn_local;

use crate::article::Article;
use crate::browser::dom::{Attr, Element, Tag};
use crate::browser::listener::Listener;
use crate::later::{self, NotLoaded};

use super::Reader;

/// What lives as long as the view of the article: the discussion, or the button that asks for it again.
type Alive = StoredValue<Option<Box<dyn Any>>, LocalStorage>;

/// Something above the section on its way.
pub type Bringing = Pin<Box<dyn Future<Output = ()>>>;

/// The section with its heading; `on_shown` is called when the thread is in the document, or will not come.
pub fn comments_place(
    parent: &Element,
    article: &Arc<Article>,
    reader: &Reader,
    bring_related: Rc<dyn Fn() -> Bringing>,
    on_shown: Rc<dyn Fn()>,
) {
    let section =
        parent.add(Tag::Section, &[Attr::Class("comments"), Attr::AriaLabelledBy("standfirst-comments")]);
    section.add_text(Tag::H2, &[Attr::OwnId("standfirst-comments"), Attr::Lang("en")], reader.say.comments);
    let place = Place { section, article: article.clone(), reader: reader.clone(), bring_related };
    fill(place, on_shown, StoredValue::new_local(None));
}

#[derive(Clone)]
struct Place {
    section: Element,
    article: Arc<Article>,
    reader: Reader,
    bring_related: Rc<dyn Fn() -> Bringing>,
}

fn fill(place: Place, on_shown: Rc<dyn Fn()>, alive: Alive) {
    spawn_local(async move {
        (place.bring_related)().await;
        let Place { section, article, reader, .. } = place.clone();
        let discussion = match later::comments(section, article, reader, on_shown.clone()).await {
            Ok(discussion) => discussion.await,
            Err(NotLoaded) => Err(NotLoaded),
        };
        let kept: Box<dyn Any> = match discussion {
            Ok(discussion) => Box::new(discussion),
            Err(NotLoaded) => {
                on_shown();
                Box::new(offer(place, alive))
            }
        };
        // Where the article is not shown any more, what came ends here.
        alive.try_update_value(|alive| *alive = Some(kept));
    });
}

/// Says that the comments did not come, with a button that asks for them again.
fn offer(place: Place, alive: Alive) -> Listener {
    let say = place.reader.say;
    let note = place.section.add(Tag::Div, &[Attr::Class("actions"), Attr::Role("status")]);
    note.add_text(Tag::P, &[], say.problem.unreachable.0);
    let again = note.add_text(Tag::Button, &[Attr::TypeButton], say.retry);
    again.on("click", move |_| {
        note.remove();
        fill(place.clone(), Rc::new(|| {}), alive);
    })
}
