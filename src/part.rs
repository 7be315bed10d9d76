//! How a part that loads later is waited for: what the marks in `later` call in place of their own crate's runtime. That one is made for
//! threads and sees to it that a part is loaded once, as the loader in the glue does anyway (`xtask/src/split.rs`); this is 0.6 KB
//! (Brotli) less of a first visit.

// The loader is a function of JavaScript, and gives back the address that it was given.
#![allow(unsafe_code, reason = "calls across the border of the module")]

/// The part did not arrive. The loader says more in the console.
pub struct SplitLoaderError;

/// What the marks call.
pub mod rt {
    use std::cell::Cell;
    use std::ffi::c_void;
    use std::future::Future;
    use std::pin::Pin;
    use std::rc::Rc;
    use std::task::{Context, Poll, Waker};

    use super::SplitLoaderError;

    /// What the loader calls once, with what it was given and whether the part is there.
    pub type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool);
    /// Loads a part, unless it is there.
    pub type LoadFn = unsafe extern "C" fn(LoadCallbackFn, *const c_void);

    /// The loader of one part.
    pub struct LazySplitLoader(LoadFn);

    impl LazySplitLoader {
        /// # Safety
        /// The function must call what it is given once, with what it is given.
        pub const unsafe fn new(load: LoadFn) -> Self {
            Self(load)
        }
    }

    /// Somebody who waits for a part.
    #[derive(Default)]
    struct Wait {
        is_there: Cell<Option<bool>>,
        waker: Cell<Option<Waker>>,
    }

    /// A part on its way.
    pub struct Loading(Rc<Wait>);

    /// Loads a part, unless it is there. One that did not arrive may be asked for again.
    pub fn ensure_loaded(loader: Pin<&'static LazySplitLoader>) -> Loading {
        let wait = Rc::new(Wait::default());
        let given = Rc::into_raw(wait.clone());
        // SAFETY: by the promise of whoever made the loader.
        unsafe { (loader.0)(loaded, given.cast()) };
        Loading(wait)
    }

    unsafe extern "C" fn loaded(given: *const c_void, is_there: bool) {
        // SAFETY: it was given by `ensure_loaded`, and comes back once.
        let wait = unsafe { Rc::from_raw(given.cast::<Wait>()) };
        wait.is_there.set(Some(is_there));
        if let Some(waker) = wait.waker.take() {
            waker.wake();
        }
    }

    impl Future for Loading {
        type Output = Result<(), SplitLoaderError>;

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
            match self.0.is_there.get() {
                Some(true) => Poll::Ready(Ok(())),
                Some(false) => Poll::Ready(Err(SplitLoaderError)),
                None => {
                    self.0.waker.set(Some(context.waker().clone()));
                    Poll::Pending
                }
            }
        }
    }
}
