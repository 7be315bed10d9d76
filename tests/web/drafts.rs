//! The writer of drafts and the stores.

use js_sys::{JsString, Reflect};
use standfirst::browser::indexed_db::Database;
use standfirst::browser::reply_fields::Saved;
use standfirst::browser::stores::Change;
use standfirst::browser::web_storage::{Area, WebStorage};
use standfirst::browser::{clock, draft_store, json, stores};
use standfirst::draft::{Address, Fate, Seen, Sort, Stamp, UNREADABLE};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::tab::{Tab, fresh_address, give_back, rob, type_into, wait};

async fn comment_of(address: &Address) -> Option<String> {
    draft_store::find(address).await.merged.best.map(|best| best.fields.comment)
}

fn local(address: &Address) -> Vec<(String, String)> {
    stores::texts_now(Area::Local, &address.key(Sort::Draft.prefix(), ""))
}

async fn in_database(address: &Address) -> Vec<(String, String)> {
    stores::texts_in_database(&[address.key(Sort::Draft.prefix(), "")]).await
}

fn stamp_of(tab: &Tab) -> Stamp {
    Stamp::parse(&tab.form(0).get_attribute("data-draft-at").unwrap()).unwrap()
}

pub fn empty_local(address: &Address) {
    let keys = local(address).into_iter().map(|(key, _)| Change::Delete { key, up_to: None });
    WebStorage::of(Area::Local).unwrap().write(&keys.collect::<Vec<_>>()).unwrap();
}

async fn empty_database(address: &Address) {
    let keys = in_database(address).await.into_iter().map(|(key, _)| Change::Delete { key, up_to: None });
    let keys: Vec<Change> = keys.collect();
    Database::open().await.unwrap().write(&keys.iter().collect::<Vec<_>>()).await.unwrap();
}

#[wasm_bindgen_test]
async fn both_stores_have_what_was_typed_to_the_last_code_unit() {
    let long = "long ".repeat(14_000);
    let texts: Vec<JsValue> = vec![
        JsString::from_char_code(&[0xD800, 0x61, 0xDC00, 0xDBFF]).into(),
        "🦀 \u{200B}\u{202E}\u{2066}bidi\u{FEFF} e\u{301} \u{0} \\ud800 \"\r\nline".into(),
        long.as_str().into(),
    ];
    for text in texts {
        let address = fresh_address();
        let tab = Tab::open(&[&address]).await.start();
        type_into(&tab.form(0), "comment", &text);
        let typed = json::get(&tab.form(0).elements().named_item("comment").unwrap(), "value");
        assert_eq!(tab.told().await, "device");
        for stored in [local(&address), in_database(&address).await] {
            let record = json::parse(&stored[0].1).unwrap();
            assert!(json::get(&json::get(&record, "fields"), "comment") == typed);
        }
        tab.close();
    }
}

#[wasm_bindgen_test]
async fn a_draft_is_found_again_in_either_store() {
    for lost in ["localStorage", "the database", "neither"] {
        let address = fresh_address();
        let tab = Tab::open(&[&address]).await.start();
        tab.comment("still here");
        type_into(&tab.form(0), "author", &"Nora".into());
        assert_eq!(tab.told().await, "device");
        tab.close();
        match lost {
            "localStorage" => empty_local(&address),
            "the database" => empty_database(&address).await,
            _ => {}
        }
        let found = draft_store::find(&address).await;
        let best = found.merged.best.unwrap();
        assert_eq!(
            (best.fields.comment.as_str(), best.fields.author.as_str()),
            ("still here", "Nora"),
            "{lost} lost"
        );
        assert!(found.merged.others.is_empty() && found.saved == Saved::Device);
    }
}

#[wasm_bindgen_test]
async fn a_stale_copy_in_local_storage_does_not_win() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("one");
    let (key, stale) = local(&address).remove(0);
    tab.comment("one two");
    tab.told().await;
    tab.close();
    WebStorage::of(Area::Local).unwrap().write(&[Change::Put { key, json: stale }]).unwrap();
    assert_eq!(comment_of(&address).await.as_deref(), Some("one two"));
}

#[wasm_bindgen_test]
async fn two_tabs_typing_into_the_same_reply_keep_both_texts() {
    let address = fresh_address();
    let (first, second) = (Tab::open(&[&address]).await.start(), Tab::open(&[&address]).await.start());
    let (mut one, mut two) = (String::new(), String::new());
    for key in 0..500 {
        one.push(char::from(b'a' + (key % 26) as u8));
        first.comment(&one);
        two.push(char::from(b'A' + (key % 26) as u8));
        second.comment(&two);
        if key % 50 == 0 {
            clock::sleep(20).await;
        }
    }
    first.told().await;
    second.told().await;
    first.close();
    second.close();
    for lost in ["neither", "localStorage"] {
        let merged = draft_store::find(&address).await.merged;
        let mut texts: Vec<String> =
            merged.best.into_iter().chain(merged.others).map(|draft| draft.fields.comment).collect();
        texts.sort();
        assert_eq!(texts, [two.clone(), one.clone()], "{lost} lost");
        empty_local(&address);
    }
}

#[wasm_bindgen_test]
async fn two_forms_of_one_page_for_the_same_reply_do_not_overwrite_each_other() {
    let address = fresh_address();
    let tab = Tab::open(&[&address, &address]).await.start();
    type_into(&tab.form(0), "comment", &"first form".into());
    type_into(&tab.form(1), "comment", &"second form".into());
    type_into(&tab.form(0), "comment", &"first form!".into());
    assert_eq!(local(&address).len(), 2);
    let merged = draft_store::find(&address).await.merged;
    assert_eq!((merged.best.unwrap().fields.comment.as_str(), merged.others.len()), ("first form!", 1));
    tab.close();
}

#[wasm_bindgen_test]
async fn a_form_that_nobody_typed_into_writes_nothing() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    let field = tab.form(0).elements().named_item("comment").unwrap();
    for name in ["focusin", "focusout", "compositionend"] {
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        field.dispatch_event(&web_sys::Event::new_with_event_init_dict(name, &init).unwrap()).unwrap();
    }
    tab.close();
    clock::sleep(150).await;
    assert!(local(&address).is_empty() && in_database(&address).await.is_empty());
}

#[wasm_bindgen_test]
async fn text_typed_before_the_script_came_is_adopted() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await;
    let field = tab.form(0).elements().named_item("comment").unwrap();
    Reflect::set(&field, &"value".into(), &"early".into()).unwrap();
    let tab = tab.start();
    assert_eq!(tab.told().await, "device");
    tab.close();
    assert_eq!(comment_of(&address).await.as_deref(), Some("early"));
}

#[wasm_bindgen_test]
async fn a_text_that_stands_in_the_html_is_nobodys_draft() {
    let address = fresh_address();
    let tab = Tab::open(&[]).await;
    tab.add_form(&address, "Write here");
    tab.start().close();
    assert!(local(&address).is_empty());
}

#[wasm_bindgen_test]
async fn a_wiped_local_storage_is_filled_again_from_memory() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("kept in mind");
    tab.told().await;
    // As the other pages of the site are told when one of them calls `localStorage.clear()`.
    empty_local(&address);
    empty_database(&address).await;
    tab.window().dispatch_event(&web_sys::StorageEvent::new("storage").unwrap()).unwrap();
    assert_eq!(local(&address).len(), 1);
    wait("the database", || Some(())).await;
    for _ in 0..100 {
        if !in_database(&address).await.is_empty() {
            return tab.close();
        }
        clock::sleep(10).await;
    }
    panic!("the database was not filled again");
}

#[wasm_bindgen_test]
async fn closing_a_tab_writes_what_its_own_page_had_wiped() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("kept in mind");
    tab.told().await;
    empty_local(&address);
    tab.window().dispatch_event(&web_sys::Event::new("pagehide").unwrap()).unwrap();
    assert_eq!(local(&address).len(), 1);
    tab.close();
}

#[wasm_bindgen_test]
async fn where_a_text_is_kept_is_told_truthfully() {
    const LOCAL: &str = "localStorage";
    const SESSION: &str = "sessionStorage";
    const DATABASE: &str = "indexedDB";
    let null = || Some(JsValue::NULL);
    for (robbed, saved) in [
        (vec![(LOCAL, None)], "device"),
        (vec![(LOCAL, null())], "device"),
        (vec![(DATABASE, None)], "device"),
        (vec![(DATABASE, null())], "device"),
        (vec![(LOCAL, None), (DATABASE, None)], "tab"),
        (vec![(LOCAL, null()), (DATABASE, None), (SESSION, null())], "none"),
        (vec![(LOCAL, None), (DATABASE, null()), (SESSION, None)], "none"),
    ] {
        let address = fresh_address();
        let rig = |window: &web_sys::Window| {
            robbed.iter().cloned().for_each(|(name, value)| rob(window, name, value));
        };
        let tab = Tab::rigged(&[&address], rig).await.start();
        let start = clock::now();
        tab.comment("a text");
        assert_eq!(tab.told().await, saved, "without {robbed:?}");
        assert!(clock::now() - start < 1_000.0, "a reader must be warned within a second");
        let found = draft_store::find(&address).await;
        assert_eq!(found.merged.best.is_some(), saved != "none", "without {robbed:?}");
        tab.close();
    }
}

#[wasm_bindgen_test]
async fn a_full_local_storage_leaves_the_database() {
    let address = fresh_address();
    // Filled with the tab open: what others are still clearing away must not make room for its draft. Nor must what the writer
    // itself throws away when it finds no room, the texts that others deleted: it did once, and the draft of 5,000 fitted.
    let tab = Tab::open(&[&address]).await.start();
    let filler = "x".repeat(100_000);
    let store = WebStorage::of(Area::Local).unwrap();
    let key = |n: u32| format!("host.{n}");
    let full =
        (0..200).take_while(|n| store.write(&[Change::Put { key: key(*n), json: filler.clone() }]).is_ok());
    let count = full.count() as u32;
    let smaller = "y".repeat(2_000);
    let tight = (1_000..2_000)
        .take_while(|n| store.write(&[Change::Put { key: key(*n), json: smaller.clone() }]).is_ok());
    let more = tight.count() as u32;
    tab.comment(&"a text that does not fit ".repeat(8_000));
    let told = tab.told().await;
    let kept = comment_of(&address).await;
    for n in (0..count).chain(1_000..1_000 + more) {
        store.write(&[Change::Delete { key: key(n), up_to: None }]).unwrap();
    }
    assert_eq!(told, "device");
    assert!(local(&address).is_empty(), "local storage was not full");
    assert!(kept.is_some(), "the database has no draft");
    tab.close();
}

#[wasm_bindgen_test]
async fn exactly_what_was_sent_is_retired_from_both_stores() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("sent");
    tab.told().await;
    let sent: Seen = [stamp_of(&tab)].into_iter().collect();
    draft_store::retire(&address, &sent, Fate::Sent, &"sent".into(), None).await.unwrap();
    assert_eq!(comment_of(&address).await, None);
    assert!(local(&address).is_empty() && in_database(&address).await.is_empty());
    tab.comment("typed since");
    tab.told().await;
    assert_eq!(comment_of(&address).await.as_deref(), Some("typed since"));
    tab.close();
}

#[wasm_bindgen_test]
async fn what_was_typed_while_a_reply_was_sent_is_not_retired_with_it() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("sent");
    let sent: Seen = [stamp_of(&tab)].into_iter().collect();
    tab.comment("sent, and more");
    draft_store::retire(&address, &sent, Fate::Sent, &"sent".into(), None).await.unwrap();
    tab.told().await;
    tab.close();
    assert_eq!(comment_of(&address).await.as_deref(), Some("sent, and more"));
}

#[wasm_bindgen_test]
async fn a_tombstone_holds_the_text_and_nobodys_name() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    for (field, text) in
        [("author", "Nora Quill"), ("email", "nora@paper.example"), ("url", "https://nora.example")]
    {
        type_into(&tab.form(0), field, &text.into());
    }
    tab.comment("over");
    tab.told().await;
    let seen: Seen = [stamp_of(&tab)].into_iter().collect();
    draft_store::retire(&address, &seen, Fate::Discarded, &"over".into(), None).await.unwrap();
    tab.close();
    let prefix = address.key(Sort::Over(Fate::Sent).prefix(), "");
    for texts in [
        stores::texts_now(Area::Local, &prefix),
        stores::texts_in_database(std::slice::from_ref(&prefix)).await,
    ] {
        assert_eq!(texts.len(), 1);
        assert!(texts[0].1.contains("over") && !texts[0].1.to_lowercase().contains("nora"));
    }
}

#[wasm_bindgen_test]
async fn nothing_is_retired_where_no_store_confirms_it() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("not sent");
    tab.told().await;
    let seen: Seen = [stamp_of(&tab)].into_iter().collect();
    let window = web_sys::window().unwrap();
    rob(&window, "localStorage", None);
    rob(&window, "indexedDB", None);
    let refused = draft_store::retire(&address, &seen, Fate::Sent, &"not sent".into(), None).await;
    give_back();
    assert!(refused.is_err());
    assert_eq!(comment_of(&address).await.as_deref(), Some("not sent"));
    tab.close();
}

#[wasm_bindgen_test]
async fn a_damaged_record_is_moved_aside_word_for_word() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("sound");
    tab.told().await;
    tab.close();
    let key = address.key(Sort::Draft.prefix(), "damaged.1");
    let garbage: JsValue = JsString::from_char_code(&[0x7B, 0xD800]).into();
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    Reflect::set(&storage, &key.as_str().into(), &garbage).unwrap();
    assert_eq!(comment_of(&address).await.as_deref(), Some("sound"));
    assert!(Reflect::get(&storage, &format!("{UNREADABLE}{key}").into()).unwrap() == garbage);
    assert!(storage.get_item(&key).unwrap().is_none());
}

#[wasm_bindgen_test]
async fn a_newer_builds_record_is_shown_and_stays() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    tab.comment("from the future");
    tab.told().await;
    let stamp = stamp_of(&tab);
    tab.close();
    let (key, json) = local(&address).remove(0);
    let newer = json.replacen("\"v\":1", "\"v\":2", 1);
    stores::write(&[Change::Put { key: key.clone(), json: newer.clone() }]).await.unwrap();
    assert_eq!(comment_of(&address).await.as_deref(), Some("from the future"));
    let seen: Seen = [stamp].into_iter().collect();
    draft_store::retire(&address, &seen, Fate::Sent, &"x".into(), None).await.unwrap();
    draft_store::find(&address).await;
    assert_eq!(local(&address), [(key.clone(), newer.clone())]);
    assert_eq!(in_database(&address).await, [(key, newer)]);
}

#[wasm_bindgen_test]
async fn drafts_of_an_article_are_listed_by_what_they_answer() {
    let address = fresh_address();
    let nested = Address { parent: Some("c7".to_owned()), ..address.clone() };
    let blank = Address { parent: Some("c8".to_owned()), ..address.clone() };
    let tab = Tab::open(&[&address, &nested, &blank]).await.start();
    for (form, text) in [(0, "root"), (1, "nested"), (2, "  ")] {
        type_into(&tab.form(form), "comment", &text.into());
    }
    let unsent = draft_store::unsent_of(&address.site).await.into_iter();
    let listed: Vec<_> =
        unsent.filter(|draft| draft.article == address.article).map(|draft| draft.parent).collect();
    assert_eq!(listed, [None, Some("c7".to_owned())]);
    tab.close();
}

#[wasm_bindgen_test]
async fn two_tabs_with_different_drafts_do_not_touch_each_other() {
    let address = fresh_address();
    let reply = Address { parent: Some("c7".to_owned()), ..address.clone() };
    let edit = Address { kind: standfirst::draft::Kind::Edit, ..reply.clone() };
    let tabs = [
        Tab::open(&[&address]).await.start(),
        Tab::open(&[&reply]).await.start(),
        Tab::open(&[&edit]).await.start(),
    ];
    for (tab, text) in tabs.iter().zip(["article", "reply", "edit"]) {
        tab.comment(text);
    }
    for tab in tabs {
        tab.told().await;
        tab.close();
    }
    for (address, text) in [(&address, "article"), (&reply, "reply"), (&edit, "edit")] {
        assert_eq!(comment_of(address).await.as_deref(), Some(text));
    }
}

#[wasm_bindgen_test]
async fn typing_without_a_pause_is_written_all_the_while() {
    let address = fresh_address();
    let tab = Tab::rigged(&[&address], |window| rob(window, "localStorage", None)).await.start();
    let mut text = String::new();
    for key in 0..60 {
        text.push('k');
        tab.comment(&text);
        clock::sleep(50).await;
        if key % 20 == 19 {
            let stored = comment_of(&address).await.unwrap_or_default();
            // 250 ms are five keys; the look itself takes its time on a busy machine.
            assert!(stored.len() + 12 > text.len(), "{} of {} keys", stored.len(), text.len());
        }
    }
    tab.close();
}

/// The durability that each transaction asks for, as the window's `asked`.
const SPY: &str = "window.asked = []; const begin = IDBDatabase.prototype.transaction; \
    IDBDatabase.prototype.transaction = function (store, mode, options) { \
        window.asked.push(options.durability); return begin.call(this, store, mode, options); }";

#[wasm_bindgen_test]
async fn what_was_typed_is_written_through_to_the_disk_when_the_reader_turns_away() {
    for (name, on_document) in
        [("focusout", false), ("compositionend", false), ("pagehide", false), ("freeze", true)]
    {
        let address = fresh_address();
        let tab = Tab::open(&[&address]).await;
        let script = tab.document().create_element("script").unwrap();
        script.set_text_content(Some(SPY));
        tab.document().head().unwrap().append_child(&script).unwrap();
        if on_document {
            let hidden = js_sys::Object::new();
            Reflect::set(&hidden, &"value".into(), &"hidden".into()).unwrap();
            Reflect::define_property(&tab.document(), &"visibilityState".into(), &hidden).unwrap();
        }
        let tab = tab.start();
        tab.comment("first");
        tab.told().await;
        let asked = || {
            let asked: js_sys::Array = json::get(&tab.window(), "asked").unchecked_into();
            asked.iter().filter_map(|one| one.as_string()).collect::<Vec<_>>()
        };
        tab.comment("first, second");
        let before = asked().len();
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        let event = web_sys::Event::new_with_event_init_dict(name, &init).unwrap();
        match (name, on_document) {
            ("pagehide", _) => tab.window().dispatch_event(&event),
            (_, true) => tab.document().dispatch_event(&event),
            _ => tab.form(0).elements().named_item("comment").unwrap().dispatch_event(&event),
        }
        .unwrap();
        // In the event itself: nothing runs after it in a page that goes.
        assert_eq!(asked().get(before).map(String::as_str), Some("strict"), "{name}");
        tab.close();
    }
}

/// In Firefox on a busy machine the database did not open; nothing more was typed, and so it was never tried again.
#[wasm_bindgen_test]
async fn a_database_that_failed_is_tried_again_without_another_key() {
    let address = fresh_address();
    let rig = |window: &web_sys::Window| {
        rob(window, "localStorage", Some(JsValue::NULL));
        rob(window, "sessionStorage", Some(JsValue::NULL));
        rob(window, "indexedDB", None);
    };
    let tab = Tab::rigged(&[&address], rig).await.start();
    tab.comment("typed once");
    assert_eq!(tab.told().await, "none");
    give_back();
    for _ in 0..1_000 {
        if tab.reports.borrow().iter().any(|(saved, _)| saved == "device") {
            assert_eq!(comment_of(&address).await.as_deref(), Some("typed once"));
            return tab.close();
        }
        clock::sleep(10).await;
    }
    panic!("the database was not tried again");
}
