//! The page's one Trusted Types policy, `standfirst`. Only the page makes it, never an embed.

use std::cell::OnceCell;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The worker's file beside the page: the one script address that the policy lets through.
const WORKER: &str = "./sw.js";

thread_local! {
    static POLICY: OnceCell<Policy> = const { OnceCell::new() };
}

/// Under `require-trusted-types-for`, engines ask for it even where a `script` element holds data that never runs, and even
/// where the text comes as a text node.
enum Policy {
    /// The browser has no Trusted Types: text is taken as it is.
    NotNeeded,
    /// The policy, with `createScript` and `createScriptURL`.
    Ours { policy: JsValue, create_script: Function, create_script_url: Function },
    /// The host's policy allows no name of ours.
    Refused,
}

/// What `script.text` takes for data; `None` if it would take nothing.
pub(super) fn script(text: &str) -> Option<JsValue> {
    with(|policy| match policy {
        Policy::NotNeeded => Some(text.into()),
        Policy::Ours { policy, create_script, .. } => create_script.call1(policy, &text.into()).ok(),
        Policy::Refused => None,
    })
}

/// The address of the worker, as `register` takes it; `None` if it would take none.
pub(super) fn worker() -> Option<JsValue> {
    with(|policy| match policy {
        Policy::NotNeeded => Some(WORKER.into()),
        Policy::Ours { policy, create_script_url, .. } => {
            create_script_url.call1(policy, &WORKER.into()).ok()
        }
        Policy::Refused => None,
    })
}

fn with<T>(act: impl FnOnce(&Policy) -> T) -> T {
    POLICY.with(|policy| act(policy.get_or_init(Policy::create)))
}

impl Policy {
    fn create() -> Self {
        let factory = Reflect::get(&js_sys::global(), &"trustedTypes".into()).unwrap_or_default();
        if factory.is_falsy() {
            return Self::NotNeeded;
        }
        Self::ours(&factory).unwrap_or(Self::Refused)
    }

    fn ours(factory: &JsValue) -> Option<Self> {
        let method =
            |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.dyn_into::<Function>().ok();
        let rules = Object::new();
        let unchanged = Closure::<dyn Fn(JsValue) -> JsValue>::new(|text| text).into_js_value();
        // Whatever is asked for: no other script can be loaded through it.
        let only_the_worker = Closure::<dyn Fn(JsValue) -> JsValue>::new(|_| WORKER.into()).into_js_value();
        Reflect::set(&rules, &"createScript".into(), &unchanged).ok()?;
        Reflect::set(&rules, &"createScriptURL".into(), &only_the_worker).ok()?;
        let policy = method(factory, "createPolicy")?.call2(factory, &"standfirst".into(), &rules).ok()?;
        let create_script = method(&policy, "createScript")?;
        let create_script_url = method(&policy, "createScriptURL")?;
        Some(Self::Ours { policy, create_script, create_script_url })
    }
}
