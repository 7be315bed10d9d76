//! Replies kept on this device.

use standfirst::browser::reply_fields::ReplyFields;
use standfirst::browser::stores::{self, Change};
use standfirst::browser::web_storage::{Area, WebStorage};
use standfirst::browser::{device_replies, draft_store};
use standfirst::draft::{Seen, Sort};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::tab::{Tab, fresh_address, give_back, rob, type_into};

#[wasm_bindgen_test]
async fn a_kept_reply_is_in_both_stores_and_its_draft_in_none() {
    let address = fresh_address();
    let tab = Tab::open(&[&address]).await.start();
    type_into(&tab.form(0), "author", &"Nora".into());
    type_into(&tab.form(0), "email", &"nora@paper.example".into());
    tab.comment("A reply.");
    let fields = ReplyFields::of(tab.form(0));
    let kept = device_replies::keep(&address, &fields.texts(), &fields.seen()).await.unwrap();
    assert_eq!(device_replies::of(&address.site, &address.article).await, std::slice::from_ref(&kept));
    assert!(draft_store::find(&address).await.merged.best.is_none());
    let key = address.key(Sort::Reply.prefix(), &kept.id);
    for texts in
        [stores::texts_now(Area::Local, &key), stores::texts_in_database(std::slice::from_ref(&key)).await]
    {
        assert_eq!(texts.len(), 1);
        assert!(!texts[0].1.contains("nora@"), "an address that nothing needs is not kept");
    }
    WebStorage::of(Area::Local).unwrap().write(&[Change::Delete { key, up_to: None }]).unwrap();
    assert_eq!(device_replies::of(&address.site, &address.article).await, [kept]);
    tab.close();
}

#[wasm_bindgen_test]
async fn replies_are_kept_with_one_store_and_refused_with_none() {
    let window = web_sys::window().unwrap();
    for robbed in [&["localStorage"][..], &["indexedDB"], &["localStorage", "indexedDB"]] {
        let address = fresh_address();
        let tab = Tab::open(&[&address]).await.start();
        tab.comment("A reply.");
        let texts = ReplyFields::of(tab.form(0)).texts();
        robbed.iter().for_each(|name| rob(&window, name, None));
        let kept = device_replies::keep(&address, &texts, &Seen::default()).await;
        give_back();
        let listed = device_replies::of(&address.site, &address.article).await;
        assert_eq!((kept.is_ok(), listed.len()), if robbed.len() == 1 { (true, 1) } else { (false, 0) });
        tab.close();
    }
}
