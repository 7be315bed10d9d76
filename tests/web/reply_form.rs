//! The reply form.

use std::cell::RefCell;
use std::rc::Rc;

use standfirst::browser::dom::{Element, Tag, element};
use standfirst::browser::draft_store;
use standfirst::comments::device::KeptReply;
use standfirst::draft::Address;
use standfirst::view::{DraftTarget, Reader, ReplyForm, ReplyFormProps};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlFormElement, HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit};

use crate::tab::{Tab, document, fresh_address, give_back, rob, run_script, type_into, wait};

/// A form in the page of the test, taken away when dropped.
struct Shown {
    element: Element,
    place: HtmlElement,
    posted: Rc<RefCell<Vec<KeptReply>>>,
    _form: ReplyForm,
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.element.remove();
    }
}

impl Shown {
    fn of(address: &Address) -> Self {
        give_back();
        run_script(&document());
        let element = element(Tag::Div, &[]).unwrap();
        let place = element.mount_point().unwrap();
        // Tasks run once Leptos has mounted anything.
        leptos::mount::mount_to(place.clone(), || ()).forget();
        document().body().unwrap().append_child(&place).unwrap();
        let posted = Rc::<RefCell<Vec<KeptReply>>>::default();
        let told = posted.clone();
        let props = ReplyFormProps {
            target: DraftTarget {
                site: address.site.clone(),
                article: address.article.clone(),
                parent: address.parent.clone(),
                about: r#"{"title":"A headline","src":"https://paper.example/a.json"}"#.to_owned(),
            },
            parent_name: None,
            desk: Rc::default(),
            on_sent: Rc::new(|| {}),
            on_posted: Rc::new(move |reply| told.borrow_mut().push(reply)),
            on_cancel: None,
        };
        let form = ReplyForm::open(&element, props, &Reader::of("en")).unwrap();
        Self { element, place, posted, _form: form }
    }

    fn find<T: JsCast>(&self, selector: &str) -> T {
        self.place
            .query_selector(selector)
            .unwrap()
            .expect(selector)
            .dyn_into()
            .unwrap_or_else(|_| panic!("{selector}"))
    }

    fn form(&self) -> HtmlFormElement {
        self.find("form")
    }

    fn comment(&self) -> HtmlTextAreaElement {
        self.find("[name=comment]")
    }

    fn status(&self) -> String {
        self.find::<HtmlElement>("[role=status]").inner_text()
    }

    fn submit(&self) {
        self.find::<HtmlElement>("[type=submit]").click();
    }

    async fn wait_comment(&self, wanted: &str) {
        wait(wanted, || (self.comment().value() == wanted).then_some(())).await;
    }

    async fn wait_status(&self, wanted: &str) {
        wait(wanted, || self.status().contains(wanted).then_some(())).await;
    }
}

#[wasm_bindgen_test]
async fn a_text_comes_back_with_its_caret_when_the_form_is_shown_again() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    let field: HtmlTextAreaElement = tab.form(0).elements().named_item("comment").unwrap().unchecked_into();
    field.set_value("half a sentence");
    field.set_selection_range(4, 6).unwrap();
    tab.comment("half a sentence");
    type_into(&tab.form(0), "email", &"nora@paper.example".into());
    tab.told().await;
    tab.close();
    let shown = Shown::of(&address);
    shown.wait_comment("half a sentence").await;
    assert_eq!(shown.find::<web_sys::HtmlInputElement>("[name=email]").value(), "nora@paper.example");
    assert!(shown.status().starts_with("Saved on this device, "), "{}", shown.status());
    assert!(shown.form().get_attribute("data-draft-at").is_none(), "restoring is not typing");
}

#[wasm_bindgen_test]
async fn lone_surrogates_come_back_as_they_were_typed() {
    let address = fresh_address();
    let text: JsValue = js_sys::JsString::from_char_code(&[0x61, 0xD83E, 0x62, 0xDD80]).into();
    let tab = Tab::open(&[&address]).await.start();
    type_into(&tab.form(0), "comment", &text);
    tab.told().await;
    tab.close();
    let shown = Shown::of(&address);
    let value = || standfirst::browser::json::get(&shown.comment(), "value");
    wait("the text", || (value() == text).then_some(())).await;
}

#[wasm_bindgen_test]
async fn typing_is_never_overwritten_by_what_is_restored() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("stored");
    tab.told().await;
    tab.close();
    crate::drafts::empty_local(&address);
    let shown = Shown::of(&address);
    // In the same task, before the database could be read.
    type_into(&shown.form(), "comment", &"typed at once".into());
    wait("the other version", || shown.place.query_selector(".versions:not([hidden])").unwrap()).await;
    assert_eq!(shown.comment().value(), "typed at once");
    let merged = draft_store::find(&address).await.merged;
    assert_eq!(1 + merged.others.len(), 2, "both are stored");
}

#[wasm_bindgen_test]
async fn another_version_can_be_taken_and_the_first_is_then_the_other() {
    let address = fresh_address();
    for text in ["from the first tab", "from the second tab"] {
        let tab = Tab::open(&[&address]).await.start();
        tab.comment(text);
        tab.told().await;
        tab.close();
    }
    let shown = Shown::of(&address);
    let button: HtmlElement = wait("another version", || {
        shown.place.query_selector(".versions button").unwrap().map(JsCast::unchecked_into)
    })
    .await;
    let before = shown.comment().value();
    let after = shown.find::<HtmlElement>(".version-text").inner_text();
    button.click();
    shown.wait_comment(&after).await;
    wait("the first text as another version", || {
        let text = shown.place.query_selector(".version-text").unwrap()?;
        (text.text_content().unwrap() == before).then_some(())
    })
    .await;
    type_into(&shown.form(), "comment", &format!("{after}, changed").as_str().into());
    let merged = draft_store::find(&address).await.merged;
    let others: Vec<_> = merged.others.iter().map(|draft| draft.fields.comment.clone()).collect();
    assert_eq!((merged.best.unwrap().fields.comment, others), (format!("{after}, changed"), vec![before]));
}

#[wasm_bindgen_test]
async fn a_reply_is_posted_to_this_device_and_the_field_is_empty() {
    let address = fresh_address();
    let shown = Shown::of(&address);
    type_into(&shown.form(), "comment", &"My considered reply.".into());
    shown.submit();
    shown.wait_comment("").await;
    shown.wait_status("kept on this device").await;
    assert_eq!(shown.posted.borrow()[0].comment, "My considered reply.");
    assert!(draft_store::find(&address).await.merged.best.is_none());
    type_into(&shown.form(), "comment", &"A second thought.".into());
    let best = draft_store::find(&address).await.merged.best;
    assert_eq!(best.unwrap().fields.comment, "A second thought.");
}

#[wasm_bindgen_test]
async fn a_restored_text_is_retired_when_it_is_posted_unchanged() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("as it was");
    tab.told().await;
    tab.close();
    let shown = Shown::of(&address);
    shown.wait_comment("as it was").await;
    shown.submit();
    shown.wait_comment("").await;
    assert!(draft_store::find(&address).await.merged.best.is_none());
}

#[wasm_bindgen_test]
async fn text_typed_while_a_reply_is_posted_survives() {
    let address = fresh_address();
    let shown = Shown::of(&address);
    type_into(&shown.form(), "comment", &"posted".into());
    shown.submit();
    type_into(&shown.form(), "comment", &"posted, and a thought".into());
    shown.wait_status("What you typed meanwhile").await;
    assert_eq!(shown.comment().value(), "posted, and a thought");
    assert_eq!(shown.posted.borrow()[0].comment, "posted");
    let best = draft_store::find(&address).await.merged.best;
    assert_eq!(best.unwrap().fields.comment, "posted, and a thought");
}

#[wasm_bindgen_test]
async fn the_first_field_that_is_wrong_is_described_and_focused() {
    let shown = Shown::of(&fresh_address());
    type_into(&shown.form(), "comment", &"x".into());
    type_into(&shown.form(), "email", &"nora".into());
    shown.submit();
    let email: HtmlElement = shown.find("[name=email]");
    wait("the fault", || (email.get_attribute("aria-invalid").as_deref() == Some("true")).then_some(()))
        .await;
    assert!(
        document()
            .active_element()
            .is_some_and(|active| active == *email.unchecked_ref::<web_sys::Element>())
    );
    let described = email.get_attribute("aria-describedby").unwrap();
    let sentence = document().get_element_by_id(&described).unwrap().text_content().unwrap();
    assert!(sentence.contains("name@example.org"));
    type_into(&shown.form(), "email", &"nora@paper.example".into());
    wait("the fault to go", || {
        (email.get_attribute("aria-invalid").as_deref() == Some("false")).then_some(())
    })
    .await;
    assert!(shown.posted.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn control_and_enter_post_but_not_while_composing() {
    let shown = Shown::of(&fresh_address());
    type_into(&shown.form(), "comment", &"by key".into());
    let press = |composing: bool| {
        let init = KeyboardEventInit::new();
        init.set_key("Enter");
        init.set_ctrl_key(true);
        init.set_is_composing(composing);
        init.set_bubbles(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        shown.comment().dispatch_event(&event).unwrap();
    };
    press(true);
    standfirst::browser::clock::sleep(100).await;
    assert!(shown.posted.borrow().is_empty());
    press(false);
    wait("the post", || (shown.posted.borrow().len() == 1).then_some(())).await;
}

#[wasm_bindgen_test]
async fn a_reply_that_no_store_takes_stays_in_the_field() {
    let window = web_sys::window().unwrap();
    let shown = Shown::of(&fresh_address());
    type_into(&shown.form(), "comment", &"only here".into());
    for name in ["localStorage", "sessionStorage", "indexedDB"] {
        rob(&window, name, None);
    }
    shown.submit();
    shown.wait_status("could not be kept").await;
    give_back();
    assert_eq!(shown.comment().value(), "only here");
    assert_eq!(shown.find::<HtmlElement>(".draft button").inner_text(), "Copy the text");
    assert!(shown.posted.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn a_text_that_drafts_js_says_is_nowhere_can_be_copied() {
    let shown = Shown::of(&fresh_address());
    let detail = standfirst::browser::json::object(&[("saved", "none".into()), ("at", 0.0.into())]);
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&detail);
    let told = web_sys::CustomEvent::new_with_event_init_dict("standfirst-draft", &init).unwrap();
    shown.form().dispatch_event(&told).unwrap();
    shown.wait_status("Not saved: copy it now").await;
    shown.find::<HtmlElement>(".draft button").click();
    wait("an answer", || (shown.status() != "Not saved: copy it now").then_some(())).await;
}

#[wasm_bindgen_test]
async fn what_was_typed_over_can_be_had_back() {
    let address = fresh_address();
    let shown = Shown::of(&address);
    type_into(&shown.form(), "comment", &"a long text that took an hour".into());
    type_into(&shown.form(), "comment", &"x".into());
    standfirst::browser::clock::sleep(200).await;
    let earlier = draft_store::find(&address).await.merged.earlier;
    assert_eq!(earlier[0].fields.comment, "a long text that took an hour");
    let again = Shown::of(&address);
    let button: HtmlElement = wait("earlier versions", || {
        again.place.query_selector(".versions details button").unwrap().map(JsCast::unchecked_into)
    })
    .await;
    button.click();
    again.wait_comment("a long text that took an hour").await;
    again.wait_status("Saved on this device").await;
    let merged = draft_store::find(&address).await.merged;
    assert_eq!(merged.best.unwrap().fields.comment, "a long text that took an hour");
    assert_eq!(merged.others[0].fields.comment, "x");
}

#[wasm_bindgen_test]
async fn a_text_that_was_edited_after_a_reload_becomes_an_earlier_version() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("before the reload");
    type_into(&tab.form(0), "email", &"nora@paper.example".into());
    tab.told().await;
    tab.close();
    let shown = Shown::of(&address);
    shown.wait_comment("before the reload").await;
    type_into(&shown.form(), "comment", &"after the reload".into());
    shown.wait_status("Saved on this device").await;
    draft_store::find(&address).await;
    let merged = draft_store::find(&address).await.merged;
    assert!(merged.superseded.is_empty() && merged.others.is_empty());
    assert_eq!(merged.earlier[0].fields.comment, "before the reload");
    assert!(!merged.earlier[0].json.contains("nora"), "an earlier version is a text alone");
}

#[wasm_bindgen_test]
async fn a_discarded_text_is_gone_and_can_be_had_back() {
    let address = fresh_address();
    let shown = Shown::of(&address);
    type_into(&shown.form(), "comment", &"thrown away by mistake".into());
    shown.wait_status("Saved on this device").await;
    shown.find::<HtmlElement>("[data-press=discard]").click();
    shown.wait_status("Discarded").await;
    assert_eq!(shown.comment().value(), "");
    standfirst::browser::clock::sleep(200).await;
    assert!(draft_store::find(&address).await.merged.best.is_none());
    shown.find::<HtmlElement>("[data-press=undo]").click();
    shown.wait_comment("thrown away by mistake").await;
    shown.wait_status("Saved on this device").await;
    let best = draft_store::find(&address).await.merged.best;
    assert_eq!(best.unwrap().fields.comment, "thrown away by mistake");
}

#[wasm_bindgen_test]
async fn what_another_tab_types_appears_where_nobody_typed() {
    let address = fresh_address();
    let shown = Shown::of(&address);
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("typed elsewhere");
    shown.wait_comment("typed elsewhere").await;
    type_into(&shown.form(), "comment", &"typed here".into());
    tab.comment("typed elsewhere, on");
    wait("the other version", || {
        let text = shown.place.query_selector(".version-text").unwrap()?;
        (text.text_content().unwrap() == "typed elsewhere, on").then_some(())
    })
    .await;
    assert_eq!(shown.comment().value(), "typed here");
    tab.close();
}

#[wasm_bindgen_test]
async fn a_tab_is_told_that_its_text_was_posted_in_another() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("posted over there");
    tab.told().await;
    tab.close();
    let shown = Shown::of(&address);
    shown.wait_comment("posted over there").await;
    let seen = draft_store::find(&address).await.merged.seen();
    draft_store::retire(&address, &seen, standfirst::draft::Fate::Sent, &"posted over there".into(), None)
        .await
        .unwrap();
    // Other tabs get this event; the one that wrote does not.
    let window = web_sys::window().unwrap();
    window.dispatch_event(&web_sys::StorageEvent::new("storage").unwrap()).unwrap();
    shown.wait_status("in another tab").await;
    assert_eq!(shown.comment().value(), "posted over there");
}

#[wasm_bindgen_test]
async fn a_page_that_comes_back_from_the_browsers_memory_shows_what_was_typed_since() {
    let address = fresh_address();
    let shown = Shown::of(&address);
    // Only the database, so that no other word of the change reaches this page.
    let tab = Tab::rigged(&[&address], |window| rob(window, "localStorage", None)).await.start();
    tab.comment("typed meanwhile");
    assert_eq!(tab.told().await, "device");
    tab.close();
    let back = web_sys::Event::new("pageshow").unwrap();
    js_sys::Reflect::set(&back, &"persisted".into(), &true.into()).unwrap();
    web_sys::window().unwrap().dispatch_event(&back).unwrap();
    shown.wait_comment("typed meanwhile").await;
}
