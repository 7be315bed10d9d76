//! The list of drafts, what is kept in the tab only, and forgetting.

use standfirst::browser::reply_fields::{ReplyFields, Saved};
use standfirst::browser::stores::{self, Change};
use standfirst::browser::web_storage::{Area, WebStorage};
use standfirst::browser::{all_drafts, draft_store, forget, json, keeping, person};
use standfirst::draft::{Address, Listed, Listing};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::tab::{Tab, fresh_address, give_back, rob, type_into, wait};

/// Everything of ours that the device has of an article.
async fn on_device(address: &Address) -> Vec<String> {
    let mut texts = stores::texts_in_database(&["standfirst.".to_owned()]).await;
    texts.extend(stores::texts_now(Area::Local, "standfirst."));
    texts.into_iter().map(|(_, json)| json).filter(|json| json.contains(&address.article)).collect()
}

/// A text typed in a tab that was closed.
async fn typed(address: &Address, text: &str) {
    let tab = Tab::open(&[address]).await.start();
    tab.form(0)
        .set_attribute("data-draft-of", r#"{"title":"A headline","src":"https://paper.example/a.json"}"#)
        .unwrap();
    tab.comment(text);
    tab.told().await;
    tab.close();
}

async fn of(address: &Address) -> Listing {
    let mut listing = all_drafts::listing(None).await.unwrap();
    for list in [&mut listing.unsent, &mut listing.discarded] {
        list.retain(|listed| listed.record.address.article == address.article);
    }
    listing
}

fn texts(list: &[Listed]) -> Vec<&str> {
    list.iter().map(|listed| listed.record.fields.comment.as_str()).collect()
}

#[wasm_bindgen_test]
async fn a_text_is_listed_with_the_name_and_address_of_its_article() {
    let address = fresh_address();
    typed(&address, "to be found again").await;
    let listing = of(&address).await;
    let record = &listing.unsent[0].record;
    assert_eq!((record.title.as_str(), record.src.as_str()), ("A headline", "https://paper.example/a.json"));
    assert_eq!(texts(&listing.unsent), ["to be found again"]);
}

#[wasm_bindgen_test]
async fn a_text_thrown_away_in_the_list_can_be_brought_back_exactly() {
    let address = fresh_address();
    let text: JsValue = js_sys::JsString::from_char_code(&[0x61, 0xD83E, 0x62, 0x0D, 0x0A, 0x202E]).into();
    let tab = Tab::open(&[&address]).await.start();
    // A field would make one line end of CR and LF; a host's own editor may not.
    let comment = tab.form(0).elements().named_item("comment").unwrap();
    let other = js_sys::Object::new();
    js_sys::Reflect::set(&other, &"value".into(), &text).unwrap();
    js_sys::Reflect::define_property(&comment, &"value".into(), &other).unwrap();
    type_into(&tab.form(0), "author", &"Nora".into());
    tab.told().await;
    tab.close();
    all_drafts::discard(&of(&address).await.unsent[0]).await.unwrap();
    let listing = of(&address).await;
    assert_eq!((listing.unsent.len(), listing.discarded.len()), (0, 1));
    assert!(draft_store::find(&address).await.merged.best.is_none());
    assert!(!on_device(&address).await.concat().contains("Nora"), "what was thrown away has no name");
    all_drafts::bring_back(&listing.discarded[0]).await.unwrap();
    let listing = of(&address).await;
    assert_eq!((listing.unsent.len(), listing.discarded.len()), (1, 0));
    let best = draft_store::find(&address).await.merged.best.unwrap();
    assert!(all_drafts::comment(&best) == text);
}

#[wasm_bindgen_test]
async fn the_words_of_what_is_deleted_are_gone_and_do_not_come_back() {
    let address = fresh_address();
    typed(&address, "better unsaid").await;
    all_drafts::discard(&of(&address).await.unsent[0]).await.unwrap();
    all_drafts::delete(&of(&address).await.discarded[0]).await.unwrap();
    let listing = of(&address).await;
    assert_eq!((listing.unsent.len(), listing.discarded.len()), (0, 0));
    assert!(!on_device(&address).await.concat().contains("unsaid"));
}

#[wasm_bindgen_test]
async fn on_a_shared_computer_what_is_typed_stays_in_its_tab() {
    let (old, new) = (fresh_address(), fresh_address());
    typed(&old, "typed before the choice").await;
    keeping::in_tab_only().await.unwrap();
    let tab = Tab::open(&[&new]).await.start();
    tab.comment("a long text that takes a while");
    tab.comment("x");
    assert_eq!(tab.told().await, "tab");
    let pagehide = web_sys::Event::new("pagehide").unwrap();
    tab.window().dispatch_event(&pagehide).unwrap();
    standfirst::browser::clock::sleep(200).await;
    for address in [&old, &new] {
        assert_eq!(on_device(address).await, Vec::<String>::new());
    }
    let found = draft_store::find(&new).await;
    assert_eq!((found.merged.best.unwrap().fields.comment.as_str(), found.saved == Saved::Tab), ("x", true));
    assert_eq!(texts(&of(&old).await.unsent), ["typed before the choice"]);
    all_drafts::discard(&of(&old).await.unsent[0]).await.unwrap();
    assert_eq!(on_device(&old).await, Vec::<String>::new());
    keeping::on_device().await.unwrap();
    tab.comment("x, and on");
    assert_eq!(tab.told().await, "device");
    assert!(!on_device(&new).await.is_empty());
    tab.close();
}

#[wasm_bindgen_test]
async fn a_name_is_remembered_for_its_site_until_it_is_forgotten() {
    let address = fresh_address();
    let site = format!("https://{}.example", draft_store::new_id());
    let tab = Tab::open(&[&address]).await;
    for (field, text) in [("author", "Nora"), ("email", "nora@paper.example"), ("comment", "not this")] {
        type_into(&tab.form(0), field, &text.into());
    }
    person::remember(&site, &ReplyFields::of(tab.form(0)).texts()).await.unwrap();
    for known in [person::known_now(&site), person::known(&site).await] {
        let fields = known.unwrap().fields;
        assert_eq!(
            (fields.author.as_str(), fields.email.as_str(), fields.comment.as_str()),
            ("Nora", "nora@paper.example", "")
        );
    }
    assert!(person::known_now(&address.site).is_none());
    person::forget(&site).await.unwrap();
    assert!(person::known_now(&site).is_none() && person::known(&site).await.is_none());
    tab.close();
}

#[wasm_bindgen_test]
async fn everything_is_forgotten_and_nothing_writes_it_again() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("to be forgotten");
    tab.told().await;
    let bad = Change::Put { key: "standfirst.bad/x".to_owned(), json: "?".to_owned() };
    let host = Change::Put { key: "host.setting".to_owned(), json: "1".to_owned() };
    stores::write(&[bad]).await.unwrap();
    WebStorage::of(Area::Local).unwrap().write(std::slice::from_ref(&host)).unwrap();
    forget::everything().await.unwrap();
    // The other tab is told by the browser, and does not write what it remembers when it goes.
    let memory = || json::get(&json::get(&tab.window(), "standfirstDrafts"), "size").as_f64();
    wait("the other tab to forget", || (memory() == Some(0.0)).then_some(())).await;
    tab.window().dispatch_event(&web_sys::Event::new("pagehide").unwrap()).unwrap();
    standfirst::browser::clock::sleep(200).await;
    assert_eq!(stores::texts_now(Area::Local, "standfirst").len(), 0);
    assert_eq!(stores::texts_now(Area::Session, "standfirst").len(), 0);
    assert_eq!(stores::texts_in_database(&["standfirst".to_owned()]).await.len(), 0);
    assert_eq!(stores::texts_now(Area::Local, "host.").len(), 1, "what is not ours stays");
    tab.close();
}

#[wasm_bindgen_test]
async fn forgetting_says_so_if_the_browser_refused_a_part() {
    give_back();
    rob(&web_sys::window().unwrap(), "indexedDB", None);
    let done = forget::everything().await;
    give_back();
    assert!(done.is_err());
}
