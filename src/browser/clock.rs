//! Waiting.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

/// Something that is to be done later, unless this is dropped before.
#[must_use = "nothing happens once this is dropped"]
pub struct Timer {
    number: Option<i32>,
    _call: Closure<dyn FnMut()>,
}

/// Calls `act` in `millis` milliseconds, and then again each time as many have passed.
pub fn every(millis: i32, act: impl FnMut() + 'static) -> Timer {
    let act: Box<dyn FnMut()> = Box::new(act);
    let call = Closure::wrap(act);
    let number = super::window().and_then(|window| {
        let call = call.as_ref().unchecked_ref();
        window.set_interval_with_callback_and_timeout_and_arguments_0(call, millis).ok()
    });
    Timer { number, _call: call }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(window), Some(number)) = (super::window(), self.number) {
            window.clear_interval_with_handle(number);
        }
    }
}

/// Waits `millis` milliseconds. Returns at once where the browser gives no timer.
pub async fn sleep(millis: i32) {
    let promise = Promise::new(&mut |done, _| {
        let set = super::window()
            .map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, millis));
        if !matches!(set, Some(Ok(_))) {
            let _ = done.call0(&wasm_bindgen::JsValue::NULL);
        }
    });
    // The promise is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// Waits for the next frame; in a hidden page, where frames stop, for the next task.
pub async fn frame() {
    let hidden = super::document().is_none_or(|document| document.hidden());
    if hidden {
        return sleep(0).await;
    }
    let promise = Promise::new(&mut |done, _| {
        let asked = super::window().map(|window| window.request_animation_frame(&done));
        if !matches!(asked, Some(Ok(_))) {
            let _ = done.call0(&wasm_bindgen::JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Milliseconds since 1970, by the device's clock.
#[must_use]
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// The same as a whole number.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "years since 1970 fit, and none is before"
)]
pub fn millis() -> u64 {
    now() as u64
}

/// A stretch of work in one task. What takes longer than a frame or so is done in several, so that the page answers all the time.
pub struct Slice {
    start: f64,
    length: f64,
}

impl Slice {
    /// Begins one of 20 milliseconds: well under the 50 of a long task, with room for layout.
    #[must_use]
    pub fn begin() -> Self {
        Self::of(20.0)
    }

    /// Begins one of so many milliseconds.
    #[must_use]
    pub fn of(length: f64) -> Self {
        Self { start: elapsed(), length }
    }

    /// Whether the rest belongs in another task.
    #[must_use]
    pub fn is_over(&self) -> bool {
        elapsed() - self.start > self.length
    }

    /// If it is over, lets the browser do what waits and begins another.
    pub async fn rest(&mut self) {
        if self.is_over() {
            sleep(0).await;
            *self = Self::begin();
        }
    }
}

/// Milliseconds since the page began: for measuring how long a task takes.
#[must_use]
pub fn elapsed() -> f64 {
    super::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
