//! Where "Post Comments" and "Leave a Reply" are: the heading stands with the article, the rest comes when the article is
//! there to be read.

use std::any::Any;
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

/// The section with its heading; `on_shown` is called when the thread is in the document, or will not come.
pub fn comments_place(parent: &Element, article: &Arc<Article>, reader: &Reader, on_shown: Rc<dyn Fn()>) {
    let section =
        parent.add(Tag::Section, &[Attr::Class("comments"), Attr::AriaLabelledBy("standfirst-comments")]);
    section.add_text(Tag::H2, &[Attr::OwnId("standfirst-comments"), Attr::Lang("en")], reader.say.comments);
    fill(section, article.clone(), reader.clone(), on_shown, StoredValue::new_local(None));
}

fn fill(section: Element, article: Arc<Article>, reader: Reader, on_shown: Rc<dyn Fn()>, alive: Alive) {
    spawn_local(async move {
        let (place, shown, said) = (section.clone(), article.clone(), reader.clone());
        let discussion = match later::comments(place, shown, said, on_shown.clone()).await {
            Ok(discussion) => discussion.await,
            Err(NotLoaded) => Err(NotLoaded),
        };
        let kept: Box<dyn Any> = match discussion {
            Ok(discussion) => Box::new(discussion),
            Err(NotLoaded) => {
                on_shown();
                Box::new(offer(section, article, reader, alive))
            }
        };
        // Where the article is not shown any more, what came ends here.
        alive.try_update_value(|alive| *alive = Some(kept));
    });
}

/// Says that the comments did not come, with a button that asks for them again.
fn offer(section: Element, article: Arc<Article>, reader: Reader, alive: Alive) -> Listener {
    let say = reader.say;
    let note = section.add(Tag::Div, &[Attr::Class("actions"), Attr::Role("status")]);
    note.add_text(Tag::P, &[], say.problem.unreachable.0);
    let again = note.add_text(Tag::Button, &[Attr::TypeButton], say.retry);
    again.on("click", move |_| {
        note.remove();
        fill(section.clone(), article.clone(), reader.clone(), Rc::new(|| {}), alive);
    })
}
