//! `SendWrapper` in place of the crate of this name, which Leptos uses around everything of the browser's. That one asks at each access
//! in which thread it is; in a module with one thread the answer is known, and asking costs 2 KB (Brotli) of a first visit: the standard
//! library makes a handle of the thread, on a heap of its own.
//!
//! Where there are threads, there is nothing in here: a build that needs it does not compile.

#![cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
#![allow(unsafe_code, reason = "a promise about threads where there is one")]

use std::ops::{Deref, DerefMut};

/// A value that may be asked to be [`Send`] and [`Sync`], and is only ever used in the one thread there is.
#[derive(Clone, Debug)]
pub struct SendWrapper<T>(T);

// SAFETY: there is one thread.
unsafe impl<T> Send for SendWrapper<T> {}
// SAFETY: there is one thread.
unsafe impl<T> Sync for SendWrapper<T> {}

impl<T> SendWrapper<T> {
    /// Wraps a value.
    pub fn new(data: T) -> Self {
        Self(data)
    }

    /// Whether the value belongs to this thread: there is no other.
    #[must_use]
    pub fn valid(&self) -> bool {
        true
    }

    /// The value.
    #[must_use]
    pub fn take(self) -> T {
        self.0
    }
}

impl<T> Deref for SendWrapper<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for SendWrapper<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

#[cfg(feature = "futures")]
mod futures {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use futures_core::Stream;

    use super::SendWrapper;

    impl<T> SendWrapper<T> {
        fn inner(self: Pin<&mut Self>) -> Pin<&mut T> {
            // SAFETY: the value is pinned as long as its wrapper is: nothing moves it out of a pinned one.
            unsafe { self.map_unchecked_mut(|wrapper| &mut wrapper.0) }
        }
    }

    impl<F: Future> Future for SendWrapper<F> {
        type Output = F::Output;

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
            self.inner().poll(context)
        }
    }

    impl<S: Stream> Stream for SendWrapper<S> {
        type Item = S::Item;

        fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
            self.inner().poll_next(context)
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            self.0.size_hint()
        }
    }
}
