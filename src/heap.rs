//! The page's heap. The one of the standard library (dlmalloc) is 8 KB of a first visit's module; this is 0.7 KB, since it does less:
//! a freed block serves again for blocks of its own class of size, and is never joined with its neighbours.
//!
//! Classes are a quarter of their size apart, so that a block is at most a quarter larger than what was asked for (or 15 bytes).
//! What a page frees it soon asks for again in the same sizes; a page that lives for hours needs about what it needed at its worst
//! moment of each size. Memory comes from [`Source`] and is never given back: WebAssembly cannot.

#![allow(unsafe_code, reason = "an allocator hands out memory by address")]

use std::alloc::{GlobalAlloc, Layout};
use std::cell::UnsafeCell;
use std::ptr;

/// Bytes of a page of memory (WebAssembly 2.0, section 4.2.8).
const PAGE: usize = 1 << 16;
/// So many pages more than needed are asked for at once, since each time costs the glue its views of the memory.
const AHEAD: usize = 15;
/// All blocks are at multiples of this, and have multiples of it as their size. A block has room for the address of another.
const UNIT: usize = 16;
/// How many classes there are: 8 up to 128 bytes, and four for each doubling up to what an address can reach.
const CLASSES: usize = 8 + 4 * (usize::BITS as usize - 8);

/// Where memory comes from.
pub trait Source {
    /// The address of the first of so many new pages; nothing where there are none left.
    fn more(&self, pages: usize) -> Option<usize>;
}

/// The memory of the module.
#[cfg(target_arch = "wasm32")]
pub struct Memory;

#[cfg(target_arch = "wasm32")]
impl Source for Memory {
    fn more(&self, pages: usize) -> Option<usize> {
        let before = core::arch::wasm32::memory_grow::<0>(pages);
        before.checked_mul(PAGE)
    }
}

/// A heap for one thread.
pub struct Heap<S> {
    source: S,
    state: UnsafeCell<State>,
}

struct State {
    /// For each class the first of its free blocks; each holds the address of the next. Nothing is at 0.
    free: [usize; CLASSES],
    /// What was never handed out: from here to before there.
    top: usize,
    end: usize,
}

#[cfg(all(target_arch = "wasm32", target_feature = "atomics"))]
compile_error!("this heap is for one thread");

// SAFETY: the module has one thread, see above; the natively tested heaps stay in theirs.
unsafe impl<S> Sync for Heap<S> {}

impl<S: Source> Heap<S> {
    /// An empty one.
    pub const fn new(source: S) -> Self {
        Self { source, state: UnsafeCell::new(State { free: [0; CLASSES], top: 0, end: 0 }) }
    }

    /// Memory that was never handed out; 0 where there is none.
    fn fresh(&self, state: &mut State, bytes: usize, align: usize) -> usize {
        let mut block = state.top.next_multiple_of(align);
        if block.checked_add(bytes).is_none_or(|after| after > state.end) {
            let pages = bytes / PAGE + 1 + AHEAD;
            let Some(begin) = self.source.more(pages) else { return 0 };
            if begin != state.end {
                block = begin.next_multiple_of(align);
            }
            state.end = begin.wrapping_add(pages * PAGE);
        }
        state.top = block.wrapping_add(bytes);
        block
    }
}

/// The class for so many bytes: its number, and the size of its blocks.
const fn class(bytes: usize) -> (usize, usize) {
    if bytes <= 8 * UNIT {
        let units = bytes.div_ceil(UNIT);
        return (units.saturating_sub(1), units * UNIT);
    }
    let last = bytes - 1;
    let doubling = last.ilog2() as usize;
    let quarter = (last >> (doubling - 2)) & 3;
    (8 + (doubling - 7) * 4 + quarter, (quarter + 5) << (doubling - 2))
}

// SAFETY: a block is either in one list or handed out, never both: it is taken from its list before it is handed out, and what is fresh
// lies behind all that was. Its size is that of its class, which follows from the layout that each call brings.
unsafe impl<S: Source> GlobalAlloc for Heap<S> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: one thread, and nothing below calls back.
        let state = unsafe { &mut *self.state.get() };
        let (class, bytes) = class(layout.size());
        // A larger alignment than all blocks have is rare: such a block is fresh.
        if layout.align() > UNIT {
            return self.fresh(state, bytes, layout.align()) as *mut u8;
        }
        let Some(first) = state.free.get_mut(class) else { return ptr::null_mut() };
        if *first == 0 {
            return self.fresh(state, bytes, UNIT) as *mut u8;
        }
        let block = *first as *mut usize;
        // SAFETY: a free block holds the address of the next.
        *first = unsafe { block.read() };
        block.cast()
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as above.
        let state = unsafe { &mut *self.state.get() };
        if let Some(first) = state.free.get_mut(class(layout.size()).0) {
            // SAFETY: the block is ours again, and has room and alignment for an address.
            unsafe { block.cast::<usize>().write(*first) };
            *first = block as usize;
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, wanted: usize) -> *mut u8 {
        if class(layout.size()).0 == class(wanted).0 {
            return block;
        }
        // SAFETY: what `GlobalAlloc::realloc` demands is what `Layout` and the calls below do.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(wanted, layout.align()));
            if !new.is_null() {
                ptr::copy_nonoverlapping(block, new, layout.size().min(wanted));
                self.dealloc(block, layout);
            }
            new
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;

    /// Pages of a piece of the test's own memory, with a hole after the third time.
    struct Pages {
        next: Cell<usize>,
        end: usize,
        asked: Cell<usize>,
    }

    impl Pages {
        fn new(pages: usize) -> Self {
            let memory = Box::leak(vec![0_u8; (pages + 1) * PAGE].into_boxed_slice());
            let begin = (memory.as_ptr() as usize).next_multiple_of(PAGE);
            Self { next: Cell::new(begin), end: begin + pages * PAGE, asked: Cell::new(0) }
        }
    }

    impl Source for Pages {
        fn more(&self, pages: usize) -> Option<usize> {
            self.asked.set(self.asked.get() + 1);
            let hole = if self.asked.get() == 4 { PAGE } else { 0 };
            let begin = self.next.get() + hole;
            let after = begin + pages * PAGE;
            (after <= self.end).then(|| {
                self.next.set(after);
                begin
            })
        }
    }

    #[test]
    fn a_block_is_at_most_a_quarter_larger_than_what_was_asked_for() {
        let mut before = (0, UNIT);
        for bytes in 1..100_000 {
            let (class, size) = class(bytes);
            assert!(size >= bytes && size % UNIT == 0 && class < CLASSES, "{bytes}: {class}, {size}");
            assert!(size <= bytes + (bytes / 4).max(UNIT - 1), "{bytes}: {size}");
            assert!((class, size) == before || (class, size > before.1) == (before.0 + 1, true), "{bytes}");
            before = (class, size);
        }
        assert!(class(isize::MAX as usize).0 < CLASSES);
    }

    #[test]
    fn where_there_is_no_memory_left_nothing_is_handed_out() {
        let heap = Heap::new(Pages::new(40));
        let large = Layout::from_size_align(30 * PAGE, 8).unwrap();
        // SAFETY: each block is used as its layout says.
        unsafe {
            assert!(heap.alloc(large).is_null());
            let small = heap.alloc(Layout::new::<u64>());
            assert!(!small.is_null());
            assert!(heap.realloc(small, Layout::new::<u64>(), 30 * PAGE).is_null());
            heap.dealloc(small, Layout::new::<u64>());
            assert_eq!(heap.alloc(Layout::new::<u64>()), small);
        }
    }

    proptest! {
        #[test]
        fn blocks_keep_what_is_written_to_them(
            steps in prop::collection::vec((0..3_u8, 0..64_usize, 1..5_000_usize, 0..8_u32), 1..400)
        ) {
            let heap = Heap::new(Pages::new(600));
            // Address, layout and what each byte of the block is.
            let mut blocks: Vec<(*mut u8, Layout, u8)> = Vec::new();
            let check = |block: *mut u8, layout: &Layout, byte: u8| {
                // SAFETY: the block is as long as its layout says, and was filled.
                let kept = unsafe { std::slice::from_raw_parts(block, layout.size()) };
                kept.iter().all(|one| *one == byte)
            };
            for (number, (step, which, size, align)) in steps.into_iter().enumerate() {
                let byte = u8::try_from(number % 251).unwrap();
                let at = which % blocks.len().max(1);
                match step {
                    0 => {
                        let layout = Layout::from_size_align(size, 1 << align).unwrap();
                        // SAFETY: the size is not 0.
                        let block = unsafe { heap.alloc(layout) };
                        prop_assert!(!block.is_null() && (block as usize).is_multiple_of(layout.align()));
                        // SAFETY: the block is as long as its layout says.
                        unsafe { block.write_bytes(byte, size) };
                        blocks.push((block, layout, byte));
                    }
                    1 if !blocks.is_empty() => {
                        let (block, layout, byte) = blocks.swap_remove(at);
                        prop_assert!(check(block, &layout, byte));
                        // SAFETY: it was handed out for this layout, and is not used any more.
                        unsafe { heap.dealloc(block, layout) };
                    }
                    2 if !blocks.is_empty() => {
                        let (block, layout, old) = blocks[at];
                        // SAFETY: as above.
                        let block = unsafe { heap.realloc(block, layout, size) };
                        let both = Layout::from_size_align(size.min(layout.size()), 1).unwrap();
                        prop_assert!(!block.is_null() && check(block, &both, old));
                        // SAFETY: the block is as long as its layout says.
                        unsafe { block.write_bytes(byte, size) };
                        blocks[at] = (block, Layout::from_size_align(size, layout.align()).unwrap(), byte);
                    }
                    _ => {}
                }
            }
            for (block, layout, byte) in blocks {
                prop_assert!(check(block, &layout, byte));
            }
        }
    }
}
